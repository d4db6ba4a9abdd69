//! Circumstances that move the sentence, each with who says it, whether it was accepted, and of whom.
//!
//! The same word stands in the accusation, in the defence, in the reasoning and in the annexed articles;
//! only its place tells what it is worth (刑法 §§17–29, 65–68; 刑事诉讼法 §15).

mod adopted;
mod coming;
mod confession;
mod contradiction;
mod counsel;
mod denial;
mod fault;
mod gang;
mod group;
mod joint;
mod kinds;
mod lexicon;
mod mention;
mod plea;
mod reach;
mod reading;
mod rule;
mod settle;
mod subject;
mod subject_words;
mod summary;
mod told;
mod unnamed;
mod voice;

use super::elements::{Circumstance, CircumstanceKind, Elements, Stance};
use super::people::{self, People};
use super::procedure;
use super::sentence;
use super::surname::is_surname;
use super::voices::Voices;
use crate::document::{Document, DocumentKind, Section, SectionName};
use crate::text::Range;
use counsel::Counsel;
use lexicon::Hit;
use reading::Reading;
use subject::Subjects;

/// Fills `circumstances`.
pub(super) fn read(document: &Document, voices: &Voices<'_>, elements: &mut Elements) {
    let mut people = people::all_of(elements, document.plain());
    // A recommendation names the accused without a heading for each.
    if people.names.is_empty() && document.kind == DocumentKind::SentencingRecommendation {
        let named = procedure::subjects(document.plain()).into_iter();
        // 被告人具有自首情节: no name.
        people = People::new(named.filter(|name| name.chars().next().is_some_and(is_surname)).collect());
    }
    let people = people.with_other_names(document.plain());
    let counsel = counsel::of(elements, &people);
    let mut found = Vec::new();
    for section in voices.parts() {
        read_section(document, section, (&people, &counsel), voices, &mut found);
    }
    coming::drop_otherwise_named(&mut found, document.plain());
    let taken = adopted::taken_over(document, voices.reasoned(), &found, (&people, &counsel));
    found.extend(taken);
    elements.circumstances = settle::settle(found, document, &people.names);
}

/// What the defence is reported to say within a reasoning.
pub(super) fn pleaded(reasoning: &str) -> Vec<Range> {
    let claims = voice::claims(reasoning, &sentence::split(reasoning));
    claims
        .iter()
        .filter(|claim| claim.base() == Stance::Argued)
        .map(|claim| claim.start()..claim.end())
        .collect()
}

/// A circumstance before the whole document is weighed.
struct Candidate {
    circumstance: Circumstance,
    range: Range,
    sentence: Range,
    weak: bool,
    bare: bool,
    /// Where it is said.
    section: SectionName,
    /// Whose claim it is, that the author answers.
    claimed: Option<Stance>,
}

impl Candidate {
    /// Accepted where the court tells what happened, unless a party was given it back.
    fn is_told(&self) -> bool {
        matches!(self.section, SectionName::Facts | SectionName::Procedure)
            && self.circumstance.stance == Stance::Accepted
    }

    fn is_reasoned(&self) -> bool {
        self.section == SectionName::Reasoning
    }
}

fn read_section(
    document: &Document,
    section: &Section,
    (people, counsel): (&People, &[Counsel]),
    voices: &Voices<'_>,
    found: &mut Vec<Candidate>,
) {
    let Some(base) = base_stance(section.name) else { return };
    let plain = document.plain();
    let Some(text) = plain.get(section.range.clone()) else { return };
    let hits = lexicon::hits(text, section.name, plain);
    if hits.is_empty() {
        return;
    }
    let sentences = sentence::split(text);
    let claims = if base == Stance::Accepted { voice::claims(text, &sentences) } else { Vec::new() };
    let subjects = Subjects::of(text, people, counsel, section.name == SectionName::Defence);
    let reading = Reading { text, section: section.name, base, people, sentences, claims, hits, subjects };
    let offset = section.range.start;
    for hit in &reading.hits {
        let denial = reading.denial(hit);
        if reading.is_nothing(hit, denial.denied) {
            continue;
        }
        let stance = reading.stance(hit, &denial);
        // The court below is not the author: what it accepted counts only where this court says so too.
        let is_settled = matches!(stance, Stance::Accepted | Stance::Rejected);
        let at = hit.range.start + offset;
        if voices.is_concluded_below(at) || (is_settled && voices.is_held_below(at, section.name)) {
            continue;
        }
        let Some(persons) = reading.persons(hit, stance, denial.negated()) else { continue };
        let range = hit.range.start + offset..hit.range.end + offset;
        let strength = if section.name == SectionName::Facts { hit.strength * 0.9 } else { hit.strength };
        let within = reading.within(hit);
        found.push(Candidate {
            circumstance: Circumstance {
                kind: document.cite(hit.kind, &range, strength),
                persons,
                stance,
                negated: denial.negated(),
            },
            range,
            sentence: within.start + offset..within.end + offset,
            weak: hit.weak,
            bare: hit.bare,
            section: section.name,
            claimed: reading.claim(hit).map(voice::Claim::base),
        });
    }
}

/// Who speaks in a section; none where nobody speaks of circumstances.
fn base_stance(section: SectionName) -> Option<Stance> {
    match section {
        SectionName::Accusation => Some(Stance::Alleged),
        SectionName::Defence => Some(Stance::Argued),
        SectionName::Facts | SectionName::Reasoning | SectionName::Procedure => Some(Stance::Accepted),
        SectionName::Statutes => Some(Stance::Annexed),
        SectionName::Heading
        | SectionName::Parties
        | SectionName::Evidence
        | SectionName::Disposition
        | SectionName::Closing => None,
    }
}

/// A hit within a claim is judged with the other hits of its section.
fn names_same_kind(hits: &[Hit], kind: CircumstanceKind, range: &Range) -> bool {
    hits.iter().any(|hit| hit.kind == kind && range.contains(&hit.range.start))
}

#[cfg(test)]
mod adopted_tests;
#[cfg(test)]
mod answered_tests;
#[cfg(test)]
mod heard_tests;
#[cfg(test)]
mod missed_tests;
#[cfg(test)]
mod parted_tests;
#[cfg(test)]
mod person_tests;
#[cfg(test)]
mod pleaded_tests;
#[cfg(test)]
mod scope_tests;
#[cfg(test)]
mod several_tests;
#[cfg(test)]
mod silence_tests;
#[cfg(test)]
mod strict_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod worded_tests;
