//! Which cases may be signed off together.

use std::sync::Arc;

use super::*;

fn with(change: impl FnOnce(&mut Known, &mut Brief)) -> Result<(), String> {
    let mut known = known(1, Vec::new());
    let mut brief = Brief::clone(&known.brief);
    change(&mut known, &mut brief);
    known.brief = Arc::new(brief);
    clean::check(&item(known))
}

fn refused(change: impl FnOnce(&mut Known, &mut Brief)) -> String {
    with(change).unwrap_err()
}

#[test]
fn a_case_is_clean_only_when_every_condition_holds() {
    assert_eq!(with(|_, _| ()), Ok(()));
    assert_eq!(
        with(|_, brief| brief.findings.push(finding("X", Severity::Hint, 0.9))),
        Ok(()),
        "a hint is none"
    );
    assert!(refused(|_, brief| brief.findings.push(finding("X", Severity::Slight, 0.5))).contains("1 项"));
    assert!(refused(|_, brief| brief.crossings.push("数额".to_owned())).contains("量刑档次"));
    assert!(refused(|_, brief| brief.triggers.push("判无罪".to_owned())).contains("判无罪"));
    assert!(refused(|_, brief| brief.unread = 1).contains("未能读全"));
    assert!(refused(|_, brief| brief.unknown = 61).contains("无法判断"));
    assert!(refused(|_, brief| (brief.told, brief.unknown) = (0, 0)).contains("能够判断的评查点只有 0 个"));
    assert!(refused(|_, brief| brief.grade = "无法评定".to_owned()).contains("无法评定"));
    assert!(refused(|known, _| known.object.grade = Some("优质".to_owned())).contains("优质"));
    assert!(refused(|known, _| known.sampled = true).contains("人工核看"));
    assert!(refused(|known, _| known.object.state = State::AwaitingReply).contains("待反馈"));
}

#[test]
fn what_a_reviewer_excluded_is_gone_and_what_they_lowered_counts_as_they_said() {
    let decided = |verdict: Verdict, severity: Option<&str>| {
        with(|known, brief| {
            brief.findings.push(finding("X", Severity::Slight, 0.5));
            let said = (verdict, severity.map(str::to_owned));
            known.said = Arc::new(HashMap::from([("X-0".to_owned(), said)]));
        })
    };
    assert!(decided(Verdict::Excluded, None).is_ok());
    assert!(decided(Verdict::Modified, Some("提示")).is_ok());
    assert!(decided(Verdict::Modified, Some("S2")).is_err());
    assert!(decided(Verdict::Confirmed, None).is_err());
    assert!(decided(Verdict::Withdrawn, None).is_err());
    let recorded = with(|known, _| {
        let name = crate::office::settle::by_hand_name("1");
        known.said = Arc::new(HashMap::from([(name, (Verdict::Confirmed, None))]));
    });
    assert!(recorded.unwrap_err().contains("1 项"), "what the reviewer found counts as well");
}
