//! Copies the indictment says it annexes: more agreements than the dossier holds.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use super::super::clock::plea::agreements;
use super::may_be_hidden;
use crate::case::{CaseFile, Paper, Person};
use crate::document::DocumentKind as K;
use crate::extract::signed::{self, Signer};
use crate::text::numeral;

/// 《认罪认罚具结书》二份
static ANNEXED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("具结书》?(?:共|各)?(?P<count>[0-9一二两三四五六七八九十]{1,3})份")
        .expect("the pattern is fixed")
});

/// How many accused sign a paper: agreements bound together may stand in one table, a row each, and those of several
/// units below one heading.
fn signers(case: &CaseFile, paper: &Paper) -> usize {
    let plain = paper.document.plain();
    let accused: Vec<&str> = case.persons.iter().flat_map(Person::spellings).collect();
    let signatures =
        signed::of(&paper.document.text, &accused).into_iter().filter(|one| one.signer == Signer::Person);
    let mut names: Vec<&str> = signatures
        .filter_map(|one| {
            let name = plain.get(one.name.clone())?;
            let is_representative = plain[..one.name.start].trim_end_matches('：').ends_with("代表人");
            (is_representative || accused.contains(&name)).then_some(name)
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

pub(super) fn check(case: &CaseFile) -> Option<Verdict> {
    let (_, indictment) = case.of_kind(K::Indictment).last()?;
    let told = ANNEXED.captures_iter(indictment.document.plain()).last()?;
    // 各一份 counts persons.
    let count = numeral::integer(told.name("count")?.as_str()).filter(|_| !told[0].contains('各'))?;
    let held = case
        .of_kind(K::PleaAgreement)
        .map(|(_, paper)| agreements(paper).max(signers(case, paper)))
        .sum::<usize>();
    let is_one_each = i64::try_from(case.persons.len()).is_ok_and(|persons| count <= persons);
    if may_be_hidden(case, K::PleaAgreement)
        || held == 0
        || !is_one_each
        || i64::try_from(held).is_ok_and(|held| held >= count)
    {
        return None;
    }
    let message = format!("起诉书附项载明认罪认罚具结书{count}份，卷中只见{held}份");
    Some(Verdict::fail(message, vec![indictment.document.quote(&told.get(0)?.range())]).confident(0.7))
}
