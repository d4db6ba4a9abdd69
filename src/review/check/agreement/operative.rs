//! The charge of the operative part against the one the court's reasons and the indictment give a person: a wider
//! selective name (走私、贩卖毒品罪 for 走私毒品罪) finds an act that nobody told.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind;
use crate::law::charges::same_or_narrowed;

static FOUND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("构成(?:了)?(?P<charge>[\\p{Han}、]{2,24}?罪)").expect("the pattern is fixed")
});

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    let (Some((_, judgment)), Some((_, indictment))) =
        (case.of_kind(DocumentKind::Judgment).last(), case.of_kind(DocumentKind::Indictment).last())
    else {
        return Vec::new();
    };
    (0..case.persons.len()).filter_map(|person| wider(case, judgment, indictment, person)).collect()
}

fn wider(case: &CaseFile, judgment: &Paper, indictment: &Paper, person: usize) -> Option<Verdict> {
    let own =
        judgment.elements.sentences.iter().find(|s| case.person_named(&s.person.value) == Some(person))?;
    let [count] = own.counts.as_slice() else { return None };
    let given = count.charge.as_ref()?;
    let (reasoned, words) = reasoned(case, judgment, person)?;
    let accused = |charge: &str| {
        let claims = indictment.elements.charges.iter();
        let mut own = claims.filter(|claim| case.person_named(&claim.person) == Some(person)).peekable();
        own.peek().is_some() && own.all(|claim| claim.charge.value == charge)
    };
    let is_wider =
        given.value.chars().count() > reasoned.chars().count() && same_or_narrowed(&reasoned, &given.value);
    if !is_wider || given.value == reasoned || !accused(&reasoned) {
        return None;
    }
    let name = &case.persons[person].name;
    let message = format!("判决主文认定{name}犯{}，说理部分和起诉书均为{reasoned}，不一致", given.value);
    let evidence = vec![given.quote.clone(), judgment.document.quote(&words)];
    Some(Verdict::fail(message, evidence).of(name.clone()).confident(0.8))
}

/// The one charge of the reasons' clause that names this person alone.
fn reasoned(case: &CaseFile, judgment: &Paper, person: usize) -> Option<(String, std::ops::Range<usize>)> {
    let plain = judgment.document.plain();
    let end = plain.rfind("判决如下")?;
    let start = plain.get(..end)?.rfind("本院认为")?;
    let mut at = start;
    for clause in plain.get(start..end)?.split_inclusive(['；', '。']) {
        let from = at;
        at += clause.len();
        let names = |one: usize| case.persons[one].spellings().any(|name| clause.contains(name));
        let is_alone = (0..case.persons.len()).all(|one| names(one) == (one == person));
        let mut found = FOUND.captures_iter(clause).filter_map(|hit| hit.name("charge"));
        let (Some(charge), None) = (found.next(), found.next()) else { continue };
        if is_alone {
            return Some((charge.as_str().to_owned(), from + charge.start()..from + charge.end()));
        }
    }
    None
}
