//! Saved filters: each account its own.

use super::office::{at, office, person};
use crate::office::triage::{Dimension, Filter, Order};
use crate::office::{Actor, Role};
use crate::store::{AuditQuery, Deed, Store, StoreError, View};

fn view(name: &str, charge: &str) -> View {
    View { name: name.to_owned(), filter: Filter::of(Dimension::Charge, charge), order: Order::Newest }
}

fn save(store: &Store, actor: &Actor, view: &View) -> Result<(), StoreError> {
    store.save_view(Deed::new(actor, at(1)), view)
}

#[test]
fn filters_are_kept_renamed_and_taken_away_by_their_owner_only() {
    let office = office();
    let (store, mine, other) = (&office.store, &office.reviewer, &office.other);
    save(store, mine, &view(" 盗窃 ", "盗窃罪")).unwrap();
    save(store, mine, &view("盗窃", "诈骗罪")).unwrap();
    save(store, mine, &view("抢劫", "抢劫罪")).unwrap();
    assert_eq!(store.views("zhou").unwrap(), [view("抢劫", "抢劫罪"), view("盗窃", "诈骗罪")]);
    assert!(store.views("li").unwrap().is_empty());
    let deed = |actor| Deed::new(actor, at(2));
    assert!(store.remove_view(deed(other), "盗窃").is_err());
    assert!(store.rename_view(deed(mine), "盗窃", "抢劫").unwrap_err().to_string().contains("已有"));
    store.rename_view(deed(mine), "盗窃", "诈骗").unwrap();
    store.remove_view(deed(mine), "抢劫").unwrap();
    assert_eq!(store.views("zhou").unwrap(), [view("诈骗", "诈骗罪")]);
    let log = store.audit(&AuditQuery::default(), 99).unwrap();
    assert!(log.iter().all(|entry| !entry.detail.contains("诈骗")), "names of filters may name people");
}

#[test]
fn a_name_that_will_not_do_is_refused_and_officers_keep_none() {
    let office = office();
    for name in ["", "  ", "待分配", "一\n二", &"长".repeat(31)] {
        assert!(save(&office.store, &office.reviewer, &view(name, "盗窃罪")).is_err(), "{name:?}");
    }
    let officer = person("shenji", "机关", &[Role::AuditOfficer]);
    assert!(save(&office.store, &officer, &view("一", "盗窃罪")).is_err());
    for number in 0..40 {
        save(&office.store, &office.reviewer, &view(&number.to_string(), "盗窃罪")).unwrap();
    }
    assert!(
        save(&office.store, &office.reviewer, &view("多", "盗窃罪")).unwrap_err().to_string().contains("40")
    );
    save(&office.store, &office.reviewer, &view("7", "诈骗罪")).unwrap();
}
