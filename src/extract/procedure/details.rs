//! What stands beside a step: office, number, which time.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::elements::Elements;
use crate::text::{Range, case_number};

use super::reading::Reading;

static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{Han}×*]{2,24}?(?:公安(?:厅|局|分局)(?:[\p{Han}]{2,6}分局)?|人民检察院|人民法院|看守所|监察委员会|派出所|监狱|海关缉私局)")
        .expect("the pattern is fixed")
});

/// The office that acts: the last one named before the cue, else the one that signs where 本院 or 我局 acts.
pub(super) fn organ(reading: &Reading, cue: &Range, sentence: &Range, elements: &Elements) -> Option<String> {
    let before = reading.plain.get(sentence.start..cue.end)?;
    let named = OFFICE.find_iter(before).last();
    let own = before.rfind("本院").into_iter().chain(before.rfind("我局")).chain(before.rfind("本局")).max();
    match (named, own) {
        (Some(office), own) if own.is_none_or(|own| own < office.start()) => {
            Some(strip_lead(office.as_str()).to_owned())
        }
        (_, Some(_)) => elements.organ.as_ref().map(|organ| organ.value.clone()),
        _ => None,
    }
}

/// Words that run into the name of an office from before.
fn strip_lead(office: &str) -> &str {
    const LEADS: &[&str] = &[
        "已经", "经", "由", "向", "被", "于", "日", "至", "送", "到", "在", "时", "分", "将", "以", "对",
        "把",
    ];
    let mut rest = office;
    while let Some(shorter) = LEADS.iter().find_map(|lead| {
        let at = rest.rfind(lead)?;
        Some(&rest[at + lead.len()..]).filter(|rest| rest.chars().count() >= 5)
    }) {
        rest = shorter;
    }
    rest
}

/// The number of another paper named in the sentence.
pub(super) fn number(reading: &Reading, sentence: &Range, elements: &Elements) -> Option<String> {
    let own = elements.number.as_ref().map(|number| number.value.as_str());
    let words = &reading.plain[sentence.clone()];
    if !words.contains('号') {
        return None;
    }
    case_number::scan(words).into_iter().map(|found| found.value.text).find(|text| Some(text.as_str()) != own)
}

static ORDINAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("第([一二三四123])次|(再次|二次)退").expect("the pattern is fixed"));

/// 第二次 as a number.
pub(super) fn explicit_ordinal(words: &str) -> Option<u32> {
    let captures = ORDINAL.captures(words)?;
    match captures.get(1).map(|digit| digit.as_str()) {
        Some("一" | "1") => Some(1),
        Some("三" | "3") => Some(3),
        Some("四") => Some(4),
        _ => Some(2),
    }
}
