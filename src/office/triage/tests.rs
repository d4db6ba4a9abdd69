mod counting;
mod signing;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::{Date, date};
use serde_json::json;

use super::*;
use crate::office::{Actor, Object, Role, State, Verdict};
use crate::review::Severity;

pub(super) const TODAY: Date = date(2026, 3, 2);

pub(super) fn reviewer(name: &str) -> Actor {
    Actor {
        name: name.to_owned(),
        display: format!("{name}某"),
        department: "案件管理部".to_owned(),
        roles: BTreeSet::from([Role::Reviewer]),
        rank: None,
    }
}

pub(super) fn finding(point: &str, severity: Severity, confidence: f64) -> OpenFinding {
    OpenFinding {
        identity: format!("{point}-0"),
        point: point.to_owned(),
        title: format!("{point} 的标题"),
        area: "办案程序".to_owned(),
        severity,
        confidence,
        kin: None,
    }
}

/// A case in which nothing was found.
pub(super) fn known(case: i64, findings: Vec<OpenFinding>) -> Known {
    Known {
        object: Object::new(case),
        revision: 0,
        key: format!("卷{case}"),
        version: 1,
        brief: Arc::new(Brief {
            name: format!("赵某{case}盗窃案"),
            charges: vec!["盗窃罪".to_owned()],
            grade: "合格".to_owned(),
            findings,
            told: 60,
            unknown: 20,
            ..Brief::default()
        }),
        taken_in: date(2026, 2, 1),
        said: Arc::default(),
        sampled: false,
    }
}

pub(super) fn item(known: Known) -> Item {
    Item::new(known, &reviewer("zhou"), TODAY, &PointHistory::new())
}

fn words(item: &Item) -> Vec<&str> {
    item.risk.reasons.iter().map(|reason| reason.words.as_str()).collect()
}

#[test]
fn a_brief_says_what_is_open_and_forgets_the_rest() {
    let quote = |text: &str| json!([{"text": text}]);
    let review = json!({
        "dossier": "青城一号",
        "case": {"name": "林小舟诈骗案", "number": "青检〔2026〕3号", "charges": ["诈骗罪"], "persons": ["林小舟"],
            "handler": "周岚", "department": "第一检察部", "closed": "2026-01-09"},
        "documents": [{"read": "text"}, {"read": "partial"}, {"read": "failed"}],
        "differences": [{"aspect": "amount", "crosses_tier": true}, {"aspect": "place", "crosses_tier": false}],
        "findings": [
            {"point": "CM-07", "title": "审查逮捕期限", "area": "强制措施与羁押期限", "outcome": "fail", "severity": "E",
             "persons": ["林小舟"], "evidence": quote("甲"), "confidence": 0.98},
            {"point": "DOC-09", "outcome": "fail", "severity": "S1", "persons": [], "evidence": quote("乙"),
             "confidence": 0.9, "suppressed": {"reason": "已核", "by": "周岚"}},
            {"point": "PRO-01", "outcome": "pass", "persons": [], "evidence": []},
            {"point": "PRO-02", "outcome": "unknown", "persons": [], "evidence": []},
            {"point": "PRO-03", "outcome": "not_applicable", "persons": [], "evidence": []}],
        "grade": {"value": "不合格"},
        "triggers": [{"code": "T01", "name": "捕后不起诉"}],
    });
    let brief = Brief::of(&review);
    assert_eq!(
        (brief.told, brief.unknown, brief.documents, brief.unread, brief.differences),
        (3, 1, 3, 2, 2)
    );
    assert_eq!((brief.crossings, brief.triggers), (vec!["数额".to_owned()], vec!["捕后不起诉".to_owned()]));
    assert_eq!((brief.handler.as_deref(), brief.closed), (Some("周岚"), Some(date(2026, 1, 9))));
    let [open] = brief.findings.as_slice() else { panic!("{:?}", brief.findings) };
    assert_eq!(open.identity, crate::office::identities_in(&review)[0]);
    assert_eq!((open.severity, open.title.as_str()), (Severity::Grave, "审查逮捕期限"));
    assert_eq!(Brief::of(&json!({})), Brief::default(), "what is not there is empty");
}

#[test]
fn reasons_are_told_in_words_the_weightiest_first() {
    let mut known =
        known(1, vec![finding("DOC-09", Severity::Slight, 0.9), finding("CM-07", Severity::Grave, 0.98)]);
    let brief = Arc::make_mut(&mut known.brief);
    brief.findings.push(OpenFinding { identity: "b".to_owned(), ..finding("CM-07", Severity::Grave, 0.7) });
    brief.crossings = vec!["数额".to_owned(), "数额".to_owned()];
    brief.triggers = vec!["捕后不起诉".to_owned()];
    let history = PointHistory::from([("CM-07".to_owned(), (10, 2))]);
    let item = Item::new(known, &reviewer("zhou"), TODAY, &history);
    assert_eq!(
        words(&item),
        [
            "严重问题 2 项：CM-07 的标题（把握 70%—98%，此评查点此前 12 次中确认 10 次）",
            "跨量刑档次的不一致 2 处：数额",
            "重点评查情形 1 项：捕后不起诉",
            "一般问题 1 项：DOC-09 的标题（把握 90%）",
        ]
    );
    // 40 × (0.98 + 0.7) × 11/14 + 20 + 15 + 3 × 0.9 × 1/2
    assert_eq!(item.risk.thousandths, 89_150);
    assert_eq!((item.counts, item.undecided, item.worst()), ([2, 0, 1, 0], 3, Some(Severity::Grave)));
    assert!(item.todo.contains(&Todo::Key));
}

#[test]
fn a_point_that_was_often_excluded_weighs_less() {
    let risk = |history: (usize, usize)| {
        let history = PointHistory::from([("CM-07".to_owned(), history)]);
        let known = known(1, vec![finding("CM-07", Severity::Grave, 1.0)]);
        Item::new(known, &reviewer("zhou"), TODAY, &history).risk.thousandths
    };
    assert!(risk((0, 12)) < risk((0, 0)) && risk((0, 0)) < risk((12, 0)));
    assert_eq!(risk((0, 0)), 20_000, "half, where nothing is known");
}

#[test]
fn many_slips_never_stand_before_one_grave_finding() {
    let slips = (0..200).map(|n| finding(&format!("DOC-{n}"), Severity::Slight, 1.0)).collect();
    let grave = item(known(1, vec![finding("CM-07", Severity::Grave, 0.7)]));
    assert!(item(known(2, slips)).risk.thousandths < grave.risk.thousandths);
}

#[test]
fn two_findings_on_the_same_words_weigh_as_one_until_the_first_is_decided() {
    let findings = json!([
        {"point": "CM-07", "outcome": "fail", "severity": "E", "persons": ["林小舟"], "confidence": 1.0,
         "evidence": [{"document": "d1", "start": 3, "end": 9}]},
        {"point": "CM-08", "outcome": "fail", "severity": "S2", "persons": ["林小舟"], "confidence": 1.0,
         "evidence": [{"document": "d1", "start": 3, "end": 9}]},
        {"point": "CM-09", "outcome": "fail", "severity": "S1", "persons": ["林小舟"], "confidence": 1.0, "evidence": []},
    ]);
    let found = Brief::of(&json!({ "findings": findings })).findings;
    let kin: Vec<Option<&str>> = found.iter().map(|one| one.kin.as_deref()).collect();
    assert_eq!(kin, [None, Some(found[0].identity.as_str()), None]);

    let alone = item(known(1, vec![found[0].clone(), found[2].clone()])).risk.thousandths;
    let both = known(1, found.clone());
    assert_eq!(item(both.clone()).risk.thousandths, alone);
    assert!(
        words(&item(both.clone()))
            .iter()
            .any(|words| words.ends_with("1 项与别的问题出自同一原文，不另计）"))
    );
    let said = HashMap::from([(found[0].identity.clone(), (Verdict::Excluded, None))]);
    let decided = item(Known { said: Arc::new(said), ..both });
    assert!(decided.risk.thousandths > item(known(1, vec![found[2].clone()])).risk.thousandths);
}

#[test]
fn only_what_is_still_to_decide_counts() {
    let with = |verdict: Verdict, severity: Option<&str>, state: State| {
        let mut known = known(1, vec![finding("CM-07", Severity::Grave, 0.98)]);
        let said = (verdict, severity.map(str::to_owned));
        known.said = Arc::new(HashMap::from([("CM-07-0".to_owned(), said)]));
        known.object.state = state;
        item(known)
    };
    assert_eq!(with(Verdict::Confirmed, None, State::InReview).risk.thousandths, 0);
    assert_eq!(with(Verdict::Excluded, None, State::AwaitingApproval).risk.thousandths, 0);
    assert!(with(Verdict::Withdrawn, None, State::InReview).risk.thousandths > 0);
    let before_the_approver = with(Verdict::Modified, Some("一般"), State::AwaitingApproval);
    assert_eq!(words(&before_the_approver), ["一般问题 1 项：CM-07 的标题（评查员已确认）"]);
    assert_eq!((before_the_approver.counts, before_the_approver.undecided), ([0, 0, 1, 0], 0));
    assert_eq!(with(Verdict::Confirmed, None, State::Approved).risk, Risk::default());
}

#[test]
fn what_there_is_to_do_follows_the_state_and_the_visitor() {
    let with = |change: fn(&mut Known)| {
        let mut known = known(1, Vec::new());
        known.object.reviewer = Some("zhou".to_owned());
        change(&mut known);
        item(known).todo
    };
    assert_eq!(with(|known| known.object.state = State::Assigned), [Todo::Review, Todo::Clean]);
    assert_eq!(with(|known| known.object.state = State::AwaitingApproval), []);
    assert_eq!(with(|known| known.sampled = true), [Todo::Sampled]);
    let late = with(|known| {
        known.object.state = State::AwaitingReply;
        known.object.due = Some(date(2026, 3, 1));
    });
    assert_eq!(late, [Todo::Overdue]);
    let last_day = with(|known| {
        known.object.state = State::AwaitingReply;
        known.object.due = Some(TODAY);
    });
    assert_eq!(last_day, []);
}

#[test]
fn every_weight_has_its_reason() {
    let rows = weights();
    assert_eq!(rows.len(), 6);
    assert!(rows.iter().all(|(_, points, most, why)| points <= most && !why.is_empty()));
}
