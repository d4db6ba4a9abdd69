//! Identity numbers in every paper: one that is a slip of another, one whose check character does not fit, one that
//! carries another birth date than the paper gives (GB 11643).

use std::collections::BTreeMap;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind;
use crate::extract::elements::{Party, PartyRole};
use crate::text::{Quote, identity};

/// Characters in which a number and its slip differ at most: two digits that changed places.
const SLIP: usize = 2;

/// Characters before a number in which its label stands.
const LABEL: usize = 12;

/// A number with the papers that give it and the words of the first.
struct Written<'a> {
    valid: bool,
    /// 身份证号 stands before it: no number of an account or a licence.
    labelled: bool,
    papers: Vec<&'a Paper>,
    quote: Quote,
}

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let numbers = numbers(desk);
    let mut found: Vec<Verdict> = Vec::new();
    for (number, written) in numbers.iter().filter(|(_, written)| written.papers.len() == 1) {
        let Some(paper) = written.papers.first() else { continue };
        let right = numbers.iter().find(|(other, known)| {
            let is_known = known.valid && known.papers.iter().any(|one| one.document.id != paper.document.id);
            // Two numbers that both fit may be those of two people, unless many papers give the other.
            let is_surer = !written.valid || known.papers.len() > 1;
            is_known && is_surer && is_slip(number, other)
        });
        // What is wrong with a number of the card by itself is told by the point on the card.
        if !written.valid && paper.kind() == DocumentKind::CaseCard {
            continue;
        }
        let label = paper.kind().label();
        if let Some((other, known)) = right {
            let suffix = if written.valid { "" } else { "，且校验码不符" };
            let message = format!("{label}载明的公民身份号码“{number}”与其他文书所载“{other}”不一致{suffix}");
            found.push(Verdict::fail(message, vec![written.quote.clone(), known.quote.clone()]));
        } else if !written.valid && written.labelled {
            let message = format!("{label}载明的公民身份号码“{number}”校验码不符，请核对");
            found.push(Verdict::fail(message, vec![written.quote.clone()]).confident(0.7));
        }
    }
    for paper in &desk.case.papers {
        let accused = paper.elements.parties.iter().filter(|party| party.role == PartyRole::Accused);
        found.extend(accused.filter_map(|party| birth(paper, party)));
    }
    found
}

/// Every full number of eighteen characters.
fn numbers(desk: Desk<'_>) -> BTreeMap<String, Written<'_>> {
    let mut found: BTreeMap<String, Written<'_>> = BTreeMap::new();
    for paper in &desk.case.papers {
        for number in identity::scan(paper.document.plain()) {
            let Some(valid) = number.value.valid else { continue };
            let text = number.value.text.to_ascii_uppercase();
            let before: String =
                paper.document.plain()[..number.range.start].chars().rev().take(LABEL).collect();
            let written = found.entry(text).or_insert_with(|| Written {
                valid,
                labelled: before.contains("份身") && number.value.birth.is_some(),
                papers: Vec::new(),
                quote: paper.document.quote(&number.range),
            });
            if written.papers.iter().all(|known| known.document.id != paper.document.id) {
                written.papers.push(paper);
            }
        }
    }
    found
}

fn is_slip(a: &str, b: &str) -> bool {
    let differing = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
    a.len() == b.len() && (1..=SLIP).contains(&differing)
}

/// The birth date a paper gives against the one its number carries.
fn birth(paper: &Paper, party: &Party) -> Option<Verdict> {
    let (told, number) = (party.birth.as_ref()?, party.identity.as_ref()?);
    let parsed = identity::parse(&number.value).filter(|parsed| parsed.valid == Some(true))?;
    let (day, carried) = (told.value.date()?, parsed.birth?);
    if day == carried {
        return None;
    }
    let message = format!(
        "{}载明{}的出生日期为{day}，公民身份号码所示为{carried}，不一致",
        paper.kind().label(),
        party.name.value
    );
    let evidence = vec![told.quote.clone(), number.quote.clone()];
    Some(Verdict::fail(message, evidence).of(party.name.value.clone()))
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn one_other_digit_or_two_exchanged_is_a_slip() {
        assert!(is_slip("379926199809378372", "379926199809308372"));
        assert!(is_slip("379926199809038372", "379926199809308372"));
        assert!(!is_slip("379926199809308372", "379926199809308372"));
        assert!(!is_slip("349938200305087719", "349938200801161199"));
    }
}
