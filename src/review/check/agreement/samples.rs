//! Numbers of samples: what was taken and what was examined must be the same thing (高法解释 §97、§98).

mod labels;
mod substances;

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind as K;
use crate::text::Quote;

/// Papers that record how a sample was taken, kept and sent.
const TAKEN: [K; 6] = [
    K::BloodSampleForm,
    K::WeighingRecord,
    K::SeizureList,
    K::SceneRecord,
    K::ElectronicDataRecord,
    K::AppraisalCommission,
];

/// A label of a sample and the words behind it, up to the end of the clause.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:检材|样本|样品|试管|抗凝管|采血管|真空管|血样|封装袋?|封存袋?|物证袋?|提取物|送检(?:材料|物)|容器)(?:的)?(?:编号|条码号?|号码)?[^。\\n；]{0,40}")
        .expect("the pattern is fixed")
});
/// A number of a sample: letters may lead, at least four signs, a digit among them.
static CODE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("[A-Za-z]{1,4}-?[0-9]{2,}(?:-[0-9]{1,4})*").expect("the pattern is fixed"));

/// An appraisal whose numbered samples are in no record of the taking.
pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let taken: Vec<(String, Quote)> =
        desk.case.papers.iter().filter(|paper| TAKEN.contains(&paper.kind())).flat_map(codes).collect();
    let mut by_label = labels::check(desk.case);
    by_label.extend(substances::check(desk.case));
    let Some((_, first)) = taken.first() else { return by_label };
    let appraisals = desk.case.papers.iter().filter(|paper| paper.kind() == K::AppraisalOpinion);
    let strange = |paper: &Paper| {
        let examined = codes(paper);
        let (_, quote) = examined.first()?.clone();
        let known = |code: &str| {
            taken.iter().any(|(other, _)| other.starts_with(code) || code.starts_with(other.as_str()))
        };
        if examined.iter().any(|(code, _)| known(code)) {
            return None;
        }
        let message =
            format!("鉴定意见载明的检材编号“{}”在提取、送检材料中未见（载明“{}”）", quote.text, first.text);
        Some(Verdict::fail(message, vec![quote, first.clone()]).confident(0.7))
    };
    appraisals.filter_map(strange).chain(by_label).collect()
}

/// Numbers behind a sample's label. 0 and O look alike, and so do dashes.
fn codes(paper: &Paper) -> Vec<(String, Quote)> {
    let plain = paper.document.plain();
    LABELLED
        .find_iter(plain)
        .flat_map(|label| CODE.find_iter(label.as_str()).map(move |code| (label.start(), code)))
        .map(|(start, code)| {
            let value = code.as_str().to_uppercase().replace('-', "").replace('O', "0");
            (value, paper.document.quote(&(start + code.start()..start + code.end())))
        })
        .filter(|(value, _)| value.len() >= 4)
        .collect()
}
