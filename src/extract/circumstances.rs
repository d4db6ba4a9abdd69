//! Circumstances that move the sentence, each with who says it, whether it was accepted, and of whom.
//!
//! The same word stands in the accusation, in the defence, in the reasoning and in the annexed articles;
//! only its place tells what it is worth (刑法 §§17–29, 65–68; 刑事诉讼法 §15).

mod lexicon;
mod sentence;
mod subject;
mod voice;

use super::elements::{Circumstance, CircumstanceKind, Elements, Stance};
use super::people::{self, People};
use crate::document::{Document, DocumentKind, Section, SectionName};
use crate::text::Range;
use lexicon::Hit;
use subject::Subjects;

/// Fills `circumstances`.
pub fn read(document: &Document, elements: &mut Elements) {
    let people = people::of(elements, document.plain(), "");
    let mut found = Vec::new();
    for section in parts(document) {
        read_section(document, &section, &people, &mut found);
    }
    elements.circumstances = settle(found, document);
}

/// Sections of the paper; the whole of a short paper without sections counts as its author's reasoning.
fn parts(document: &Document) -> Vec<Section> {
    use DocumentKind as K;
    if !document.sections.is_empty() {
        return in_order(document);
    }
    let speaks = matches!(
        document.kind,
        K::SentencingRecommendation
            | K::PleaAgreement
            | K::ReviewReport
            | K::ArrestReviewOpinion
            | K::WithdrawalDecision
    );
    let range = 0..document.plain().len();
    if speaks { vec![Section { name: SectionName::Reasoning, range }] } else { Vec::new() }
}

/// Sections as they are to be read here: what others are said to claim after 本院认为 belongs to the reasoning,
/// and a reasoning that the author does not speak belongs to the part before it.
fn in_order(document: &Document) -> Vec<Section> {
    use SectionName::{Accusation, Defence, Evidence, Facts, Reasoning};
    let plain = document.plain();
    let mut sections: Vec<Section> = Vec::new();
    let mut author_reasons = false;
    for section in &document.sections {
        let text = plain.get(section.range.clone()).unwrap_or_default();
        let mut name = section.name;
        if name == Reasoning {
            let speaks =
                ["本院认为", "经查", "判决如下", "合议庭", "本院"].iter().any(|word| text.contains(word))
                    || text.match_indices("综上").any(|(at, _)| !is_request(&text[at..]));
            author_reasons |= text.contains("本院认为") || text.contains("判决如下");
            match sections.last() {
                Some(before) if !speaks && !author_reasons && matches!(before.name, Accusation | Defence) => {
                    name = before.name;
                }
                _ => {}
            }
        } else if author_reasons && matches!(name, Accusation | Defence | Facts | Evidence) {
            name = Reasoning;
        }
        match sections.last_mut() {
            Some(last) if last.name == name && last.range.end == section.range.start => {
                last.range.end = section.range.end;
            }
            _ => sections.push(Section { name, range: section.range.clone() }),
        }
    }
    sections
}

/// 综上，请法庭从轻处罚: a party sums up.
fn is_request(words: &str) -> bool {
    let rest = words.trim_start_matches("综上").trim_start_matches("所述").trim_start_matches('，');
    ["请", "建议", "恳请", "希望", "望", "故请", "要求"].iter().any(|word| rest.starts_with(word))
}

/// A circumstance before the whole document is weighed.
struct Candidate {
    circumstance: Circumstance,
    range: Range,
    sentence: Range,
    weak: bool,
    /// Accepted in the facts found.
    is_told: bool,
    /// Said in the reasoning.
    is_reasoned: bool,
}

fn read_section(document: &Document, section: &Section, people: &People, found: &mut Vec<Candidate>) {
    let Some(base) = base_stance(section.name) else { return };
    let plain = document.plain();
    let Some(text) = plain.get(section.range.clone()) else { return };
    let hits = lexicon::hits(text, section.name, plain);
    if hits.is_empty() {
        return;
    }
    let sentences = sentence::split(text);
    let claims = if base == Stance::Accepted { voice::claims(text, &sentences) } else { Vec::new() };
    let below = if base == Stance::Accepted { voice::held_below(text) } else { Vec::new() };
    let subjects = Subjects::of(text, people);
    for hit in &hits {
        if voice::is_open(text, &hit.range) || below.iter().any(|held| held.contains(&hit.range.start)) {
            continue;
        }
        let negated = voice::is_denied(text, &hit.range, hit.kind);
        let stance = match voice::claim_at(&claims, hit.range.start) {
            Some(claim) => claim.stance(text, hit, negated, &hits),
            None => base,
        };
        let stance = if negated && stance == Stance::Accepted { Stance::Rejected } else { stance };
        let within = sentence::around(&sentences, hit.range.start);
        let offset = section.range.start;
        let range = hit.range.start + offset..hit.range.end + offset;
        let strength = if section.name == SectionName::Facts { hit.strength * 0.9 } else { hit.strength };
        // The fault is the victim's: whoever is named beside it is not the one it is said of.
        let persons = if hit.kind == CircumstanceKind::VictimFault && people.names.len() > 1 {
            Vec::new()
        } else {
            subjects.persons(text, &within, &hit.range)
        };
        found.push(Candidate {
            circumstance: Circumstance {
                kind: document.cite(hit.kind, &range, strength),
                persons,
                stance,
                negated,
            },
            range,
            sentence: within.start + offset..within.end + offset,
            weak: hit.weak,
            is_told: section.name == SectionName::Facts && stance == Stance::Accepted,
            is_reasoned: section.name == SectionName::Reasoning,
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

/// Weighs the candidates against each other and keeps one of each sort.
fn settle(found: Vec<Candidate>, document: &Document) -> Vec<Circumstance> {
    let confession_cited = document
        .section_ranges(SectionName::Reasoning)
        .filter_map(|range| document.plain().get(range.clone()))
        .any(cites_confession);
    let surrendered: Vec<Circumstance> = found
        .iter()
        .map(|candidate| &candidate.circumstance)
        .filter(|c| c.kind.value == CircumstanceKind::Surrender && c.stance == Stance::Accepted)
        .cloned()
        .collect();
    let reasoned: Vec<Circumstance> = found
        .iter()
        .filter(|one| one.is_reasoned && !one.weak && one.circumstance.stance == Stance::Accepted)
        .map(|one| one.circumstance.clone())
        .collect();
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in found {
        // The reasoning says of whom the court accepts it; the facts only tell how it came about.
        if candidate.is_told && reasoned.iter().any(|said| covers(said, &candidate.circumstance)) {
            continue;
        }
        if candidate.weak && !is_confession(&candidate, document, confession_cited, &surrendered) {
            continue;
        }
        let same = kept.iter_mut().find(|other| is_same(&other.circumstance, &candidate.circumstance));
        match same {
            Some(other) if candidate.circumstance.kind.confidence > other.circumstance.kind.confidence => {
                *other = candidate;
            }
            Some(_) => {}
            None => kept.push(candidate),
        }
    }
    kept.sort_by_key(|candidate| candidate.range.start);
    kept.into_iter().map(|candidate| candidate.circumstance).collect()
}

/// Whether the reasoning speaks of the same circumstance, and of the same persons or of everybody.
fn covers(said: &Circumstance, told: &Circumstance) -> bool {
    said.kind.value == told.kind.value
        && (said.persons.is_empty()
            || told.persons.is_empty()
            || told.persons.iter().any(|name| said.persons.contains(name)))
}

fn is_same(one: &Circumstance, other: &Circumstance) -> bool {
    one.kind.value == other.kind.value
        && one.stance == other.stance
        && one.negated == other.negated
        && one.persons == other.persons
}

/// 如实供述 is 坦白 only where the author draws the consequence, and never beside 自首 of the same person.
fn is_confession(
    candidate: &Candidate,
    document: &Document,
    confession_cited: bool,
    surrendered: &[Circumstance],
) -> bool {
    let who = &candidate.circumstance.persons;
    let has_surrendered =
        surrendered.iter().any(|c| c.persons.is_empty() || c.persons.iter().any(|name| who.contains(name)));
    if has_surrendered || candidate.circumstance.negated {
        return false;
    }
    let sentence = document.plain().get(candidate.sentence.clone()).unwrap_or_default();
    if sentence.contains("自首") || sentence.contains("投案") {
        return false;
    }
    confession_cited || ["从轻", "从宽", "减轻", "坦白"].iter().any(|word| sentence.contains(word))
}

/// 《刑法》第六十七条第三款
fn cites_confession(reasoning: &str) -> bool {
    reasoning.match_indices("第六十七条").any(|(at, word)| {
        let rest = &reasoning[at + word.len()..];
        rest.starts_with("第三款") || rest.starts_with("第一款、第三款") || rest.starts_with("第一、三款")
    })
}

/// A hit within a claim is judged with the other hits of its section.
fn names_same_kind(hits: &[Hit], kind: CircumstanceKind, range: &Range) -> bool {
    hits.iter().any(|hit| hit.kind == kind && range.contains(&hit.range.start))
}

#[cfg(test)]
mod tests;
