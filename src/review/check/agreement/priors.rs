//! Earlier convictions: what records of them tell against the heads of the main papers (刑法 §65, 规则 §358).

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::extract::elements::PriorKind;
use crate::text::{Quote, date};

/// Papers that prove what somebody was before.
const RECORDS: [K; 4] = [K::PriorRecord, K::HouseholdCertificate, K::ReleaseCertificate, K::Statement];
const MAIN: [K; 4] = [K::ProsecutionOpinion, K::Indictment, K::NonProsecutionDecision, K::Judgment];

/// A conviction: a day, the crime, the sentence.
static CONVICTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<day>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)[^。；\\n]{0,4}因(?:犯|涉嫌)?[^。；，\\n]{2,16}罪[^。；\\n]{0,30}判处")
        .expect("the pattern is fixed")
});
/// The day somebody was let out at the end of the sentence.
static RELEASED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:刑满释放|期满释放|予以释放|释放日期|释放时间)[^0-9\\n]{0,6}(?P<after>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)|(?P<before>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)(?:刑满|期满)?(?:被|予以)?(?:刑满|期满)?释放")
        .expect("the pattern is fixed")
});
static CLEAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:无|没有|未发现|未见)(?:任何)?(?:违法犯罪|前科|犯罪记录|刑事处罚|犯罪前科)[^。；，\\n]{0,8}|未受过(?:任何)?刑事处罚|初犯|五年内[^。；\\n]{0,8}(?:未|没有|无)[^。；\\n]{0,8}犯罪")
        .expect("the pattern is fixed")
});

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    // Whose record it is, is sure with one person only.
    if case.persons.len() != 1 {
        return Vec::new();
    }
    let mut found: Vec<Verdict> = unmentioned(case).into_iter().collect();
    found.extend(released(case));
    found
}

fn records(case: &CaseFile) -> impl Iterator<Item = &Paper> {
    let name = case.persons[0].name.as_str();
    let kept = case.papers.iter().filter(|paper| RECORDS.contains(&paper.kind()));
    kept.filter(move |paper| paper.document.plain().contains(name))
}

fn main_papers(case: &CaseFile) -> impl Iterator<Item = &Paper> {
    case.papers.iter().filter(|paper| MAIN.contains(&paper.kind()))
}

/// A conviction on record, while the main papers know of none.
fn unmentioned(case: &CaseFile) -> Option<Verdict> {
    let (paper, convicted) = records(case).find_map(|paper| {
        let found = CONVICTED.captures(paper.document.plain())?;
        Some((paper, found.get(0)?.range()))
    })?;
    let has_prior = |paper: &Paper| {
        let mut priors = paper.elements.parties.iter().flat_map(|party| &party.priors);
        priors.any(|prior| prior.kind == PriorKind::Criminal) || CONVICTED.is_match(paper.document.plain())
    };
    if main_papers(case).any(has_prior) {
        return None;
    }
    let clean = main_papers(case).find_map(|paper| {
        let found = CLEAN.find(paper.document.plain())?;
        Some((paper.kind(), paper.document.quote(&found.range())))
    });
    let (kind, denied) = clean?;
    let words = paper.document.quote(&convicted);
    let message =
        format!("{}载明曾被判处刑罚，{}载明“{}”，不一致", paper.kind().label(), kind.label(), denied.text);
    Some(Verdict::fail(message, vec![words, denied]).of(case.persons[0].name.clone()).confident(0.8))
}

/// The day of the release on the record against those of the main papers.
fn released(case: &CaseFile) -> Option<Verdict> {
    let told: Vec<(Date, Quote)> = main_papers(case)
        .flat_map(|paper| &paper.elements.parties)
        .flat_map(|party| &party.priors)
        .filter(|prior| prior.kind == PriorKind::Criminal)
        .filter_map(|prior| {
            Some((prior.released.as_ref()?.value.date()?, prior.released.as_ref()?.quote.clone()))
        })
        .collect();
    let (day, other) = told.first()?;
    // With several earlier sentences the record may tell of any of them.
    if told.iter().any(|(also, _)| also != day) {
        return None;
    }
    let (on_record, words) = records(case).find_map(days_out)?;
    if on_record == *day {
        return None;
    }
    let message = format!("前罪刑满释放的日期，前科材料为{on_record}，文书为{day}，不一致");
    Some(Verdict::fail(message, vec![words, other.clone()]).of(case.persons[0].name.clone()).confident(0.8))
}

/// The one day of release a record tells; parole and several releases are left to people.
fn days_out(paper: &Paper) -> Option<(Date, Quote)> {
    let plain = paper.document.plain();
    if plain.contains("假释") {
        return None;
    }
    let days: Vec<_> = RELEASED
        .captures_iter(plain)
        .filter_map(|found| found.name("after").or(found.name("before")))
        .collect();
    let [only] = days[..] else { return None };
    let day = date::scan(only.as_str()).first()?.value.date()?;
    Some((day, paper.document.quote(&only.range())))
}
