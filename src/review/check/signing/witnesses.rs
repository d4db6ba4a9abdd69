//! Who attended a search, a seizure, an identification: two officers (程规 §223、§227、§259), and a witness who is not
//! one of them (高法解释 §80).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::extract::elements::Signature;

const ATTENDED: [K; 6] = [
    K::SearchRecord,
    K::SeizureList,
    K::IdentificationRecord,
    K::SceneRecord,
    K::WeighingRecord,
    K::ElectronicDataRecord,
];
/// Records that two officers make.
const BY_TWO: [K; 2] = [K::SearchRecord, K::IdentificationRecord];
const OFFICERS: [&str; 7] = ["侦查人员", "侦查员", "办案民警", "办案人员", "讯问人", "询问人", "记录人"];

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    let officers = officers(case);
    let papers = case.papers.iter().filter(|paper| ATTENDED.contains(&paper.kind()));
    let of_one = |paper: &Paper| {
        witness(paper, &officers).or_else(|| belongs_to_office(paper)).into_iter().chain(one_officer(paper))
    };
    papers.flat_map(of_one).collect()
}

/// Everybody who asks, records or searches in this case.
fn officers(case: &CaseFile) -> BTreeSet<&str> {
    let interviews = case.papers.iter().filter_map(|paper| paper.elements.interview.as_ref());
    let asked = interviews.flat_map(|interview| interview.interviewers.iter().chain(&interview.recorder));
    let recorded = case.papers.iter().filter(|paper| ATTENDED.contains(&paper.kind())).flat_map(made_by);
    asked.map(|name| name.value.as_str()).chain(recorded).filter(|name| is_name(name)).collect()
}

/// Those who search, examine or take something, as a record lists them: 检查人：金立、冯科.
fn made_by(paper: &Paper) -> impl Iterator<Item = &str> {
    static LISTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:检查|提取|勘验|勘查|搜查|称量|取样|侦查|办案|主持)(?:人员|人|员|民警)：(?P<names>\\p{Han}{2,4}(?:（[^）\n]{0,12}）)?(?:、\\p{Han}{2,4}(?:（[^）\n]{0,12}）)?)+)")
            .expect("the pattern is fixed")
    });
    let lists = LISTED.captures_iter(paper.document.plain()).filter_map(|found| found.name("names"));
    lists.flat_map(|names| names.as_str().split('、')).map(|name| name.split('（').next().unwrap_or(name))
}

fn is_name(name: &str) -> bool {
    (2..=4).contains(&name.chars().count()) && !["姓名", "单位", "签名", "签字", "人员"].contains(&name)
}

fn of_role<'a>(paper: &'a Paper, roles: &'a [&str]) -> impl Iterator<Item = &'a Signature> {
    let signed = paper.elements.signatures.iter();
    signed.filter(move |signed| roles.contains(&signed.role.as_str()) && is_name(&signed.name.value))
}

/// An officer of the case who signs as the witness.
fn witness(paper: &Paper, officers: &BTreeSet<&str>) -> Option<Verdict> {
    let named = of_role(paper, &["见证人"]).find(|signed| officers.contains(signed.name.value.as_str()))?;
    // Glued labels (见证人、记录人：何文) make a recorder look like a witness.
    let plain = paper.document.plain();
    let as_witness = [format!("见证人：{}", named.name.value), format!("见证人\t{}", named.name.value)];
    if !as_witness.iter().any(|words| plain.contains(words.as_str())) {
        return None;
    }
    let message = format!("{}的见证人{}是本案侦查人员", paper.kind().label(), named.name.value);
    Some(Verdict::fail(message, vec![named.name.quote.clone()]).confident(0.8))
}

/// A witness whom the record itself calls one of the office's people (高法解释 §80.1).
fn belongs_to_office(paper: &Paper) -> Option<Verdict> {
    static CALLED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("见证人(?:姓名|（签名）)?[：\\t ]*(?P<name>\\p{Han}{2,4})（(?P<who>[^）\\n]{0,30}?(?:辅警|协警|民警|警员|联防队员|(?:公安局|公安分局|派出所|大队|支队|看守所|检察院|法院)(?:的)?(?:聘用|文职|工勤)?(?:工作)?人员?))(?:，[^）\\n]{0,16})?）")
            .expect("the pattern is fixed")
    });
    let found = CALLED.captures(paper.document.plain())?;
    let (name, who) = (found.name("name")?, found.name("who")?);
    let message =
        format!("{}的见证人{}为“{}”，不得担任见证人", paper.kind().label(), name.as_str(), who.as_str());
    Some(Verdict::fail(message, vec![paper.document.quote(&(name.start()..who.end()))]).confident(0.85))
}

/// One and the same officer in every place of the record.
fn one_officer(paper: &Paper) -> Option<Verdict> {
    if !BY_TWO.contains(&paper.kind()) {
        return None;
    }
    let plain = paper.document.plain();
    let names: BTreeSet<&str> = of_role(paper, &OFFICERS).map(|signed| signed.name.value.as_str()).collect();
    let (Some(name), 1) = (names.first(), names.len()) else { return None };
    let first = of_role(paper, &OFFICERS).next()?;
    // Signed twice, as officer and as recorder: a second name that was not read is then unlikely.
    let is_both = plain.contains(&format!("记录人：{name}"))
        && OFFICERS[..4].iter().any(|role| plain.contains(&format!("{role}：{name}")));
    let message = format!("{}只载明一名侦查人员（{name}）", paper.kind().label());
    is_both.then(|| Verdict::fail(message, vec![first.name.quote.clone()]).confident(0.7))
}
