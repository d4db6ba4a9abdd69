//! Lines to be signed or filled that stand empty in a form whose other lines are filled.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;

/// Forms that people sign by hand or by type; scans without their signatures are read as text with none at all.
const FORMS: [K; 16] = [
    K::DetentionWarrant,
    K::ArrestWarrant,
    K::SearchWarrant,
    K::SearchRecord,
    K::SeizureList,
    K::ReturnList,
    K::IdentificationRecord,
    K::WeighingRecord,
    K::ElectronicDataRecord,
    K::BailDecision,
    K::DetentionNotice,
    K::ArrestNotice,
    K::BloodSampleForm,
    K::AppraisalNotice,
    K::RightsNotice,
    K::PleaRightsNotice,
];
const ROLES: &str = "被拘留人|被逮捕人|被搜查人|被取保候审人|被告知人|持有人|保管人|见证人|领取人|辨认人|办案民警|办案人员|侦查人员|法定代理人";

/// A label with nothing behind it on its line.
static EMPTY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        "(?m)(?P<role>{ROLES})(?:签名|（签名）|（签字）)?：[\\t _]*(?:年[\\t _]*月[\\t _]*日)?[\\t ]*$"
    ))
    .expect("the pattern is fixed")
});
static FILLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!("(?:{ROLES})(?:签名|（签名）|（签字）)?：[\\t ]*\\p{{Han}}{{2,4}}"))
        .expect("the pattern is fixed")
});
/// 本证已于　　年　月　日　时向我宣布
static UNTOLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("本证已于[\\t _]*年[\\t _]*月[\\t _]*日[\\t _]*(?:时)?[\\t _]*(?:分)?[\\t _]*向我宣布")
        .expect("the pattern is fixed")
});

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    let forms = case.papers.iter().filter(|paper| FORMS.contains(&paper.kind()));
    forms.filter_map(|paper| untold(paper).or_else(|| empty(paper))).collect()
}

fn untold(paper: &Paper) -> Option<Verdict> {
    let found = UNTOLD.find(paper.document.plain())?;
    let message = format!("{}的宣布时间没有填写", paper.kind().label());
    Some(Verdict::fail(message, vec![paper.document.quote(&found.range())]).confident(0.8))
}

/// An empty line beside a filled one; the name may stand on the line below.
fn empty(paper: &Paper) -> Option<Verdict> {
    let plain = paper.document.plain();
    let captures = EMPTY.captures_iter(plain).find(|captures| {
        let below = captures.get(0).and_then(|whole| plain.get(whole.end()..)).unwrap_or_default();
        let next = below.trim_start_matches('\n').split('\n').next().unwrap_or_default().trim();
        let is_filled_below =
            next.chars().take_while(|c| !matches!(c, '\t' | ' ' | '（') && !c.is_ascii_digit()).count() <= 4
                && !next.is_empty()
                && !next.contains('：');
        !is_filled_below
    })?;
    let role = captures.name("role")?;
    // Everybody's line empty means that signatures were not read.
    let is_signed_elsewhere = plain.match_indices(role.as_str()).any(|(at, _)| {
        at != role.start() && FILLED.find_at(plain, at).is_some_and(|filled| filled.start() == at)
    });
    if !FILLED.is_match(plain) || is_signed_elsewhere {
        return None;
    }
    let message = format!("{}的{}签名处空白", paper.kind().label(), role.as_str());
    Some(Verdict::fail(message, vec![paper.document.quote(&role.range())]).confident(0.7))
}
