//! Ages and sexes against birth date and identity number in one paper's own words.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::extract::elements::{Party, PartyRole, Sex};
use crate::law::terms;
use crate::text::{identity, numeral};

/// An age in the introduction of a person: 现年三十三岁, ，33岁，
static AGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:，|、|现年|年龄|今年)[：为]?(?P<age>\d{1,3}|[一二三四五六七八九十]{1,3})(?:周)?岁[，。；、（）]",
    )
    .expect("the pattern is fixed")
});
/// How far an introduction reaches behind the name.
const INTRODUCTION: usize = 120;

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let mut found = Vec::new();
    for paper in &desk.case.papers {
        let accused = paper.elements.parties.iter().filter(|party| party.role == PartyRole::Accused);
        for party in accused {
            found.extend(age(paper, party));
            found.extend(sex(paper, party));
        }
    }
    found
}

/// An age that the birth date cannot give: a year more or less is how ages are counted.
fn age(paper: &Paper, party: &Party) -> Option<Verdict> {
    let born = party.birth.as_ref()?;
    let signed: Date = paper.elements.date.as_ref()?.value;
    let expected = i64::from(terms::age_on(born.value.date()?, signed)?);
    let plain = paper.document.plain();
    let start = plain.find(party.name.value.as_str())?;
    let words = &plain[start..];
    let end = words.char_indices().nth(INTRODUCTION).map_or(words.len(), |(at, _)| at);
    let line = words[..end].split(['\n', '。']).next().unwrap_or_default();
    let hit = AGE.captures(line)?.name("age")?;
    let told = numeral::integer(hit.as_str())?;
    if (told - expected).abs() <= 1 {
        return None;
    }
    let range = start + hit.start()..start + hit.end();
    let message = format!(
        "{}载明{}的年龄为{told}岁，按出生日期（{}）至文书日期应为{expected}周岁，不一致",
        paper.kind().label(),
        party.name.value,
        born.value
    );
    let evidence = vec![paper.document.quote(&range), born.quote.clone()];
    Some(
        Verdict::fail(message, evidence)
            .computed("expected", expected)
            .computed("actual", told)
            .of(party.name.value.clone()),
    )
}

/// The sex a paper gives against the seventeenth digit of the number it gives (GB 11643).
fn sex(paper: &Paper, party: &Party) -> Option<Verdict> {
    let (told, number) = (party.sex.as_ref()?, party.identity.as_ref()?);
    let parsed = identity::parse(&number.value).filter(|parsed| parsed.valid == Some(true))?;
    let is_male = parsed.is_male?;
    if is_male == (told.value == Sex::Male) {
        return None;
    }
    let by_number = if is_male { "男" } else { "女" };
    let message = format!(
        "{}载明{}的性别为{}，公民身份号码第17位所示为{by_number}，不一致",
        paper.kind().label(),
        party.name.value,
        told.quote.text
    );
    let evidence = vec![told.quote.clone(), number.quote.clone()];
    Some(Verdict::fail(message, evidence).of(party.name.value.clone()))
}
