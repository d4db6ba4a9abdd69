use super::office::{at, office, under_review};
use crate::office::Action;
use crate::store::{AuditQuery, Deed, StoreError};

#[test]
fn a_draft_is_written_over_and_nobody_elses() {
    let office = office();
    under_review(&office);
    let store = &office.store;
    let before = store.audit(&AuditQuery::default(), 99).unwrap().len();
    let keep = |second, fields: &[(&str, &str)]| {
        store.keep_drafts(Deed::new(&office.reviewer, at(second)), 1, fields).unwrap();
    };
    keep(3, &[("opinion", "半句"), ("reason:a", "已")]);
    keep(4, &[("opinion", "半句话")]);
    keep(5, &[("reason:a", "")]);
    let drafts = store.drafts("zhou", 1).unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!((drafts[0].field.as_str(), drafts[0].text.as_str()), ("opinion", "半句话"));
    assert!(store.drafts("li", 1).unwrap().is_empty());
    store.drop_drafts("zhou", 1, &["opinion", "nothing"]).unwrap();
    assert!(store.drafts("zhou", 1).unwrap().is_empty());
    assert_eq!(store.audit(&AuditQuery::default(), 99).unwrap().len(), before, "typing is no event");

    keep(6, &[("opinion", "半句")]);
    store.remove_case(Deed::new(&office.organiser, at(7)), 1).unwrap();
    assert!(store.drafts("zhou", 1).unwrap().is_empty(), "it may hold words of the case");
}

#[test]
fn who_may_not_decide_keeps_no_draft_and_the_log_tells() {
    let office = office();
    under_review(&office);
    let store = &office.store;
    let kept = store.keep_drafts(Deed::new(&office.other, at(3)), 1, &[("opinion", "外人")]);
    assert!(matches!(kept, Err(StoreError::Refused(_))));
    assert!(store.drafts("li", 1).unwrap().is_empty());
    let log = store.audit(&AuditQuery { case: Some(1), ..AuditQuery::default() }, 1).unwrap();
    assert_eq!(log[0].action, Action::Decide.code());
    assert!(!log[0].detail.contains("外人"));
    let long = "长".repeat(100_000);
    let kept = store.keep_drafts(Deed::new(&office.reviewer, at(4)), 1, &[("opinion", &long)]);
    assert!(matches!(kept, Err(StoreError::Refused(_))));
}
