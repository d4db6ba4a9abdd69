//! The party paragraphs: who, with the twelve items of the heading, priors and custody chain.

mod clause;
mod custody;
mod defender;
mod ethnic;
mod field;
mod introduction;
mod office;
mod organ;
mod prior;
mod record;
mod residence;
mod words;

use std::sync::LazyLock;

use regex::Regex;

use super::elements::{Party, PartyRole};
use crate::document::{Document, DocumentKind};
use crate::text::{Found, Moment, Range, date};
use introduction::{Introduction, Part};

/// How sure a name that a label introduces is.
const NAME: f32 = 0.97;

/// Everybody the heading introduces, in order.
pub fn read(document: &Document) -> Vec<Party> {
    let plain = document.plain();
    let (introductions, limit) = introduction::all(document);
    let limit = limit.min(head_of_record(document));
    let mut parties: Vec<Party> = Vec::new();
    for (index, introduction) in introductions.iter().enumerate() {
        let end = introductions.get(index + 1).map_or(limit, |next| next.label.start);
        let body = introduction.name.end..end.max(introduction.name.end);
        match introduction.part {
            Part::Party(role) => add(&mut parties, read_party(document, introduction, role, &body)),
            Part::Defender => {
                let defenders = defender::read(document, introduction, &body);
                if let Some(party) = parties.iter_mut().rev().find(|party| is_accused(party.role)) {
                    party.defenders.extend(defenders);
                }
            }
            // 法定代表人周某某。曾因……: goes on with the organisation.
            Part::Other => {
                if let Some(party) = parties.last_mut().filter(|party| party.role == PartyRole::Organisation)
                {
                    let dates = dates_in(plain, &body);
                    party.priors.extend(prior::read(document, &body, &dates).1);
                }
            }
        }
    }
    shared_custody(document, &introductions, limit, &mut parties);
    record::read(document, limit, &mut parties);
    residence::resolve_all(&mut parties);
    defender::mark_assigned(plain, &mut parties);
    parties
}

/// Where the head of a record ends: what is asked and answered, and the records behind it, introduce nobody.
fn head_of_record(document: &Document) -> usize {
    let plain = document.plain();
    let is_record = matches!(document.kind, DocumentKind::Interrogation | DocumentKind::WitnessInterview);
    let first = is_record.then(|| plain.find("\n问：")).flatten();
    first.unwrap_or(plain.len())
}

/// A paragraph that names an accused again (被告人赵某某因……被逮捕) goes on with the first one.
fn add(parties: &mut Vec<Party>, party: Party) {
    let known = parties.iter_mut().find(|known| {
        is_accused(known.role) && known.role == party.role && names_again(&known.name.value, &party)
    });
    let Some(known) = known else {
        parties.push(party);
        return;
    };
    known.aliases.extend(party.aliases);
    known.priors.extend(party.priors);
    known.custody.extend(party.custody);
    known.sex = known.sex.take().or(party.sex);
    known.birth = known.birth.take().or(party.birth);
    known.identity = known.identity.take().or(party.identity);
    known.ethnicity = known.ethnicity.take().or(party.ethnicity);
    known.education = known.education.take().or(party.education);
    known.occupation = known.occupation.take().or(party.occupation);
    known.birthplace = known.birthplace.take().or(party.birthplace);
    known.household = known.household.take().or(party.household);
    known.address = known.address.take().or(party.address);
    known.held_at = known.held_at.take().or(party.held_at);
}

/// Whether a party repeats a known name: alike, or with one word of the sentence stuck to it (被告人刘小川现羁押于……).
fn names_again(known: &str, party: &Party) -> bool {
    let rest = party.name.value.strip_prefix(known);
    rest.is_some_and(|rest| {
        rest.is_empty() || party.birth.is_none() && matches!(rest, "现" | "又" | "经" | "因")
    })
}

static SHARED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:上述|上列|以上|前述|该)?(?:[二两三四五六七八九十0-9]{1,3}名?)?(?:被告人|犯罪嫌疑人)(?:均|都|皆|因|现均|现)[^。\n]*")
        .expect("the pattern is fixed")
});

/// 上列二被告人因……于……被逮捕: said of every accused who has no chain of his own.
fn shared_custody(document: &Document, introductions: &[Introduction], limit: usize, parties: &mut [Party]) {
    let Some(first) = introductions.first() else { return };
    let plain = document.plain();
    let Some(heading) = plain.get(first.label.start..limit) else { return };
    for found in SHARED.find_iter(heading) {
        let range = first.label.start + found.start()..first.label.start + found.end();
        let dates: Vec<_> =
            date::scan(found.as_str()).into_iter().map(|date| date.shifted(range.start)).collect();
        let steps = custody::read(document, &range, &dates, &[]);
        let held_at = custody::held_at(document, &range);
        for party in parties.iter_mut().filter(|party| is_accused(party.role)) {
            if party.custody.is_empty() {
                party.custody.clone_from(&steps);
            }
            party.held_at = party.held_at.take().or_else(|| held_at.clone());
        }
    }
}

fn is_accused(role: PartyRole) -> bool {
    matches!(role, PartyRole::Accused | PartyRole::Organisation)
}

fn dates_in(plain: &str, body: &Range) -> Vec<Found<Moment>> {
    date::scan(&plain[body.clone()]).into_iter().map(|found| found.shifted(body.start)).collect()
}

/// Dates without birth dates and those that would lean on one: where the year of the first measure is struck out of a
/// published paper, 次日 and 同年 that follow have nothing to lean on.
fn after_birth(plain: &str, dates: &[Found<Moment>]) -> Vec<Found<Moment>> {
    let mut follows_birth = false;
    let mut kept = Vec::new();
    for date in dates {
        let words = &plain[date.range.clone()];
        let is_whole = words.contains('年') && !words.starts_with(['同', '当', '次']);
        if is_whole {
            let after = &plain[date.range.end..];
            follows_birth = ["出生", "生，", "生。", "生于"].iter().any(|cue| after.starts_with(cue));
        }
        if !follows_birth {
            kept.push(date.clone());
        }
    }
    kept
}

fn read_party(document: &Document, introduction: &Introduction, role: PartyRole, body: &Range) -> Party {
    let plain = document.plain();
    let place = bare_name(plain, &introduction.name);
    let name = plain[place.clone()].trim().to_owned();
    let mut party = Party {
        role,
        name: document.cite(name, &place, NAME),
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
    let dates = dates_in(plain, body);
    field::read(document, body, &dates, &mut party);
    if matches!(role, PartyRole::Accused | PartyRole::Organisation) {
        let (taken, priors) = prior::read(document, body, &dates);
        party.custody = custody::read(document, body, &after_birth(plain, &dates), &taken);
        party.held_at = custody::held_at(document, body);
        party.priors = priors;
    }
    party
}

/// 自报周某某: the word is no part of the name.
fn bare_name(plain: &str, name: &Range) -> Range {
    let bare = plain[name.clone()].strip_prefix("自报").map(|bare| bare.trim_start_matches('：'));
    bare.filter(|bare| bare.chars().count() > 1).map_or(name.clone(), |bare| name.end - bare.len()..name.end)
}

#[cfg(test)]
mod tests;
