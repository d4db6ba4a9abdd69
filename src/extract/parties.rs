//! The party paragraphs: who, with the twelve items of the heading, priors and custody chain.

mod clause;
mod custody;
mod defender;
mod ethnic;
mod field;
mod introduction;
mod organ;
mod prior;
mod words;

use super::elements::{Party, PartyRole};
use crate::document::Document;
use crate::text::{Range, date};
use introduction::{Introduction, Part};

/// How sure a name that a label introduces is.
const NAME: f32 = 0.97;

/// Everybody the heading introduces, in order.
pub fn read(document: &Document) -> Vec<Party> {
    let plain = document.plain();
    let (introductions, limit) = introduction::all(plain);
    let mut parties: Vec<Party> = Vec::new();
    for (index, introduction) in introductions.iter().enumerate() {
        let end = introductions.get(index + 1).map_or(limit, |next| next.label.start);
        let body = introduction.name.end..end.max(introduction.name.end);
        match introduction.part {
            Part::Party(role) => parties.push(read_party(document, introduction, role, &body)),
            Part::Defender => {
                let defenders = defender::read(document, introduction, &body);
                if let Some(party) = parties.iter_mut().rev().find(|party| is_accused(party.role)) {
                    party.defenders.extend(defenders);
                }
            }
            Part::Other => {}
        }
    }
    parties
}

fn is_accused(role: PartyRole) -> bool {
    matches!(role, PartyRole::Accused | PartyRole::Organisation)
}

fn read_party(document: &Document, introduction: &Introduction, role: PartyRole, body: &Range) -> Party {
    let plain = document.plain();
    let name = plain[introduction.name.clone()].trim().to_owned();
    let mut party = Party {
        role,
        name: document.cite(name, &introduction.name, NAME),
        aliases: Vec::new(),
        sex: None,
        birth: None,
        identity: None,
        ethnicity: None,
        education: None,
        occupation: None,
        birthplace: None,
        household: None,
        address: None,
        priors: Vec::new(),
        custody: Vec::new(),
        held_at: None,
        defenders: Vec::new(),
    };
    let text = &plain[body.clone()];
    let dates: Vec<_> = date::scan(text).into_iter().map(|found| found.shifted(body.start)).collect();
    field::read(document, body, &dates, &mut party);
    if matches!(role, PartyRole::Accused | PartyRole::Organisation) {
        let priors = prior::read(document, body, &dates);
        let taken: Vec<Range> = priors.iter().map(|(range, _)| range.clone()).collect();
        party.custody = custody::read(document, body, &dates, &taken);
        party.held_at = custody::held_at(document, body);
        party.priors = priors.into_iter().map(|(_, prior)| prior).collect();
    }
    party
}

#[cfg(test)]
mod tests;
