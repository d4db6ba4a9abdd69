//! A search warrant issued, or shown, after the search began (刑诉 §138).

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use super::session;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::text::{Quote, date};

/// Searching without one is lawful then, and a warrant may follow.
static URGENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "紧急情况|情况紧急|执行(?:拘留|逮捕)[^。；\\n]{0,20}(?:搜查|紧急)|未(?:另)?(?:使用|用|持)搜查证|补办",
    )
    .expect("the pattern is fixed")
});
static SHOWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("本证已于(?P<time>[^。\\n]{8,30}?)(?:向我|对我|宣布|出示)").expect("the pattern is fixed")
});
/// Minutes by which clocks and records may differ.
const ROOM: i32 = 15;

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    // Several searches have warrants of their own: which belongs to which is not always told.
    let warrants: Vec<&Paper> = case.of_kind(K::SearchWarrant).map(|(_, paper)| paper).collect();
    let records: Vec<&Paper> = case.of_kind(K::SearchRecord).map(|(_, paper)| paper).collect();
    let ([warrant], [record]) = (&warrants[..], &records[..]) else { return Vec::new() };
    if URGENT.is_match(record.document.plain()) {
        return Vec::new();
    }
    late(warrant, record).into_iter().collect()
}

fn late(warrant: &Paper, record: &Paper) -> Option<Verdict> {
    let search = session::of(record)?;
    if let Some(issued) = warrant.elements.date.as_ref().filter(|issued| issued.value > search.day) {
        let message = format!("搜查证的日期为{}，晚于搜查（{}）", issued.value, search.words.text);
        return Some(Verdict::fail(message, vec![issued.quote.clone(), search.words]).confident(0.8));
    }
    let (day, minutes, shown) = shown(warrant)?;
    let is_later = day > search.day || day == search.day && minutes? > search.start + ROOM;
    if !is_later {
        return None;
    }
    let message = format!("搜查证于{}出示，晚于搜查开始（{}）", shown.text, search.words.text);
    Some(Verdict::fail(message, vec![shown, search.words]).confident(0.8))
}

/// When the warrant was shown.
fn shown(warrant: &Paper) -> Option<(jiff::civil::Date, Option<i32>, Quote)> {
    let time = SHOWN.captures(warrant.document.plain())?.name("time")?;
    let told = date::scan(time.as_str()).into_iter().next()?;
    Some((told.value.date()?, told.value.minutes(), warrant.document.quote(&time.range())))
}
