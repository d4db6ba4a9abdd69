use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::text::Quote;

fn finding(point: &str, severity: &str, words: &str) -> Finding {
    Finding {
        point: point.to_owned(),
        title: "题".to_owned(),
        area: "办案程序".to_owned(),
        outcome: Outcome::Fail,
        severity: severity.to_owned(),
        persons: vec!["赵某某".to_owned()],
        message: "原说法".to_owned(),
        computed: Map::new(),
        basis: Vec::new(),
        evidence: vec![Quote {
            document: "d1".to_owned(),
            file: "起诉书.txt".to_owned(),
            page: 1,
            start: 0,
            end: words.chars().count() as u32,
            text: words.to_owned(),
            boxes: Vec::new(),
        }],
        confidence: 0.9,
        suppressed: None,
    }
}

fn decision(finding: &str, verdict: Verdict) -> Decision {
    Decision {
        finding: finding.to_owned(),
        point: "CM-07".to_owned(),
        verdict,
        reason: "理由".to_owned(),
        note: "备注".to_owned(),
        severity: None,
        wording: None,
    }
}

fn graded(settled: &[Settled]) -> Grade {
    settled_grade(settled, &crate::standard::schemes().unwrap(), date(2026, 2, 1))
}

#[test]
fn the_last_decision_on_each_finding_counts_and_the_grade_follows() {
    let mut passed = finding("CM-01", "E", "通过");
    passed.outcome = Outcome::Pass;
    let findings = [finding("CM-07", "E", "甲"), passed, finding("CM-08", "S2", "乙")];
    let names = identities(&findings);
    let standards = Standards::default();

    let open = settle(&findings, &[], &standards);
    assert_eq!(open.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), [&names[0], &names[2]]);
    assert!(open.iter().all(|one| one.is_open() && one.counts()));
    assert_eq!(graded(&open).value, "不合格");
    assert!(graded(&open).reasons[0].contains("待核实"));

    let mut modified = decision(&names[2], Verdict::Modified);
    modified.severity = Some("S1".to_owned());
    modified.wording = Some("新说法".to_owned());
    let said =
        [decision(&names[2], Verdict::Excluded), modified.clone(), decision(&names[0], Verdict::Excluded)];
    let settled = settle(&findings, &said, &standards);
    assert!(!settled[0].counts() && settled[1].counts());
    assert_eq!((settled[1].finding.severity.as_str(), settled[1].finding.message.as_str()), ("S1", "新说法"));
    let grade = graded(&settled);
    assert_eq!(grade.value, "合格");
    assert_eq!(grade.reasons, ["一般问题1项：CM-08"], "nothing is left to be verified");

    let taken_back = [modified, decision(&names[2], Verdict::Withdrawn)];
    let settled = settle(&findings, &taken_back, &standards);
    assert!(settled[1].is_open());
    assert_eq!((settled[1].finding.severity.as_str(), settled[1].note.as_str()), ("S2", "备注"));
}

#[test]
fn findings_on_the_same_passages_of_the_same_person_are_kin() {
    let mut of_another = finding("CM-31", "E", "甲");
    of_another.persons = vec!["林小舟".to_owned()];
    let mut unread = finding("CM-40", "E", "甲");
    unread.evidence.clear();
    let findings = [
        finding("ACC-05", "E", "甲"),
        finding("CM-15", "E", "甲"),
        of_another,
        finding("CM-16", "E", "甲乙"),
        unread,
    ];
    let settled = settle(&findings, &[], &Standards::default());
    let kin: Vec<(usize, usize)> = (0..settled.len())
        .flat_map(|one| (0..settled.len()).map(move |other| (one, other)))
        .filter(|&(one, other)| settled[one].is_kin_of(&settled[other]))
        .collect();
    assert_eq!(kin, [(0, 1), (1, 0)]);
}

#[test]
fn what_the_reviewer_found_stands_beside_the_programs_findings() {
    let standards = Standards::shipped().unwrap();
    let mut of_point = decision(&by_hand_name("EVI-06"), Verdict::Confirmed);
    of_point.point = "EVI-06".to_owned();
    of_point.reason = "鉴定人未签名".to_owned();
    let mut of_area = decision(&by_hand_name("1"), Verdict::Confirmed);
    of_area.point = "释法说理".to_owned();
    of_area.severity = Some("E".to_owned());
    let taken_back = decision(&by_hand_name("2"), Verdict::Withdrawn);
    let settled = settle(&[], &[of_point, of_area, taken_back], &standards);
    assert_eq!(settled.len(), 2);
    let (area, point) = (&settled[0], &settled[1]);
    assert!(area.by_hand && point.by_hand && area.counts());
    assert_eq!((area.finding.area.as_str(), area.finding.title.as_str()), ("释法说理", "其他问题"));
    assert_eq!(point.finding.message, "鉴定人未签名");
    assert_eq!(point.finding.title, standards.point("EVI-06").unwrap().title);
    assert!(!point.finding.basis.is_empty());
    assert_eq!(graded(&settled).value, "不合格");
}

#[test]
fn a_decision_outlives_its_finding_and_weighs_nothing() {
    let mut old = decision("CM-07-0123456789abcdef", Verdict::Confirmed);
    old.severity = Some("E".to_owned());
    let settled = settle(&[], &[old], &Standards::shipped().unwrap());
    assert!(settled[0].gone && !settled[0].counts() && !settled[0].by_hand);
    assert_eq!(settled[0].finding.message, "原发现已不再出现");
    assert_eq!((settled[0].reason.as_str(), graded(&settled).value.as_str()), ("理由", "合格"));
}

#[test]
fn a_severity_nobody_knows_changes_nothing() {
    let findings = [finding("CM-07", "S2", "甲")];
    let mut odd = decision(&identities(&findings)[0], Verdict::Modified);
    odd.severity = Some("<b>".to_owned());
    assert_eq!(settle(&findings, &[odd], &Standards::default())[0].finding.severity, "S2");
}

proptest! {
    /// No finding and no decision is lost or told twice.
    #[test]
    fn everything_is_told_once(
        points in proptest::collection::vec("[A-C]", 0..6),
        said in proptest::collection::vec(("[A-C]|手工-[1-3]|X-[1-3]", 0..4_usize), 0..12),
    ) {
        let findings: Vec<Finding> = points.iter().map(|point| finding(point, "S1", "甲")).collect();
        let names = identities(&findings);
        let verdicts = [Verdict::Confirmed, Verdict::Modified, Verdict::Excluded, Verdict::Withdrawn];
        let said: Vec<Decision> = said
            .iter()
            .map(|(about, verdict)| {
                let at = names.iter().find(|name| name.starts_with(about.as_str()));
                decision(at.unwrap_or(about), verdicts[*verdict])
            })
            .collect();
        let settled = settle(&findings, &said, &Standards::default());
        let told: HashSet<&str> = settled.iter().map(|one| one.name.as_str()).collect();
        prop_assert_eq!(told.len(), settled.len());
        prop_assert!(names.iter().all(|name| told.contains(name.as_str())));
        for decision in &said {
            let last = said.iter().rfind(|other| other.finding == decision.finding).unwrap();
            let kept = settled.iter().find(|one| one.name == decision.finding);
            prop_assert_eq!(
                kept.and_then(|one| one.verdict),
                Some(last.verdict).filter(|verdict| *verdict != Verdict::Withdrawn)
            );
        }
    }
}
