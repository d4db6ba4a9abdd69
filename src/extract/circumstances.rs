//! Circumstances that move the sentence, each with who says it, whether it was accepted, and of whom.
//!
//! The same word stands in the accusation, in the defence, in the reasoning and in the annexed articles;
//! only its place tells what it is worth (刑法 §§17–29, 65–68; 刑事诉讼法 §15).

mod appeal;
mod author;
mod charge;
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
mod paragraph;
mod plea;
mod reach;
mod reading;
mod rule;
mod sentence;
mod speaker;
mod subject;
mod subject_words;
mod summary;
mod told;
mod unnamed;
mod voice;

use super::elements::{Circumstance, CircumstanceKind, Elements, Stance};
use super::people::{self, People};
use crate::document::{Document, Section, SectionName};
use crate::text::Range;
use counsel::Counsel;
use lexicon::Hit;
use reading::Reading;
use subject::Subjects;

/// Fills `circumstances`.
pub fn read(document: &Document, elements: &mut Elements) {
    let people = people::all_of(elements, document.plain()).with_other_names(document.plain());
    let counsel = counsel::of(elements, &people);
    let below = speaker::held_below(document.plain());
    let mut found = Vec::new();
    for section in speaker::parts(document, &below) {
        read_section(document, &section, (&people, &counsel), &below, &mut found);
    }
    elements.circumstances = settle(found, document, &people.names);
}

/// A circumstance before the whole document is weighed.
struct Candidate {
    circumstance: Circumstance,
    range: Range,
    sentence: Range,
    weak: bool,
    /// Where it is said.
    section: SectionName,
    /// Whose claim it is, that the author answers.
    claimed: Option<Stance>,
}

impl Candidate {
    /// Accepted in the facts found, unless a party was given it back.
    fn is_told(&self) -> bool {
        self.section == SectionName::Facts && self.circumstance.stance == Stance::Accepted
    }

    fn is_reasoned(&self) -> bool {
        self.section == SectionName::Reasoning
    }
}

fn read_section(
    document: &Document,
    section: &Section,
    (people, counsel): (&People, &[Counsel]),
    below: &[Range],
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
        if speaker::is_concluded_below(plain, below, hit.range.start + offset)
            || (is_settled && speaker::is_held_below(plain, below, hit.range.start + offset, section.name))
        {
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

/// Weighs the candidates against each other and keeps one of each sort.
fn settle(mut found: Vec<Candidate>, document: &Document, names: &[String]) -> Vec<Circumstance> {
    contradiction::part(&mut found, document.plain());
    let confession_cited = document
        .section_ranges(SectionName::Reasoning)
        .filter_map(|range| document.plain().get(range.clone()))
        .any(cites_confession);
    let reasoned: Vec<Circumstance> = found
        .iter()
        .filter(|one| one.is_reasoned() && !one.weak && one.circumstance.stance == Stance::Accepted)
        .map(|one| one.circumstance.clone())
        .collect();
    let denied: Vec<Circumstance> = found
        .iter()
        .map(|candidate| &candidate.circumstance)
        .filter(|c| c.negated && c.stance == Stance::Rejected)
        .cloned()
        .collect();
    let no_confession: Vec<Circumstance> = found
        .iter()
        .filter(|one| !one.weak)
        .map(|one| &one.circumstance)
        .filter(|c| c.kind.value == CircumstanceKind::Confession && c.negated && c.stance == Stance::Rejected)
        .cloned()
        .collect();
    // 虽主动投案并如实供述，……不能认定为自首: the author names it in the end.
    let is_denied_in_the_end = |c: &Circumstance| {
        c.kind.value == CircumstanceKind::Surrender
            && c.stance == Stance::Accepted
            && c.kind.confidence < 0.9
            && denied.iter().any(|said| covers(said, c))
    };
    let surrendered: Vec<Circumstance> = found
        .iter()
        .map(|candidate| &candidate.circumstance)
        .filter(|c| c.kind.value == CircumstanceKind::Surrender && !c.negated && !is_denied_in_the_end(c))
        .cloned()
        .collect();
    let settled: Vec<Circumstance> = found
        .iter()
        .filter(|one| one.is_reasoned() && !one.weak)
        .map(|one| &one.circumstance)
        .filter(|c| matches!(c.stance, Stance::Accepted | Stance::Rejected))
        .cloned()
        .collect();
    let mut kept: Vec<Candidate> = Vec::new();
    for mut candidate in found {
        // The reasoning says of whom the court accepts it; the facts only tell how it came about.
        if candidate.is_told() && reasoned.iter().any(|said| covers(said, &candidate.circumstance)) {
            continue;
        }
        // 辩称其系从犯，……，不构成从犯: what the author answers stands for the plea it repeats.
        if candidate.is_reasoned()
            && matches!(candidate.circumstance.stance, Stance::Argued | Stance::Alleged)
            && settled.iter().any(|said| answers(said, &candidate.circumstance))
        {
            continue;
        }
        // 综合二被告人的……、累犯、从犯等情节: what was said of some of them is summed up.
        if names.len() > 1 && summary::is_summed_up(&candidate, document.plain(), &reasoned) {
            continue;
        }
        if is_denied_in_the_end(&candidate.circumstance) {
            continue;
        }
        // 如实供述后又翻供，不应认定坦白
        let is_withdrawn = candidate.circumstance.stance == Stance::Accepted
            && no_confession.iter().any(|said| covers(said, &candidate.circumstance));
        if candidate.weak && is_withdrawn {
            continue;
        }
        if candidate.weak {
            let Some(persons) = who_confessed(&candidate, document, confession_cited, &surrendered, names)
            else {
                continue;
            };
            candidate.circumstance.persons = persons;
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

/// Whether what is `said` settles what is claimed of the same persons.
fn answers(said: &Circumstance, claimed: &Circumstance) -> bool {
    said.kind.value == claimed.kind.value
        && (said.persons.is_empty()
            || !claimed.persons.is_empty() && claimed.persons.iter().all(|name| said.persons.contains(name)))
}

fn is_same(one: &Circumstance, other: &Circumstance) -> bool {
    one.kind.value == other.kind.value
        && one.stance == other.stance
        // 不是自首 and 自首的意见不成立 reject the same.
        && (one.negated == other.negated || one.stance == Stance::Rejected)
        && one.persons == other.persons
}

/// 如实供述 is 坦白 only where the speaker draws the consequence, and never beside 自首 of the same person:
/// whose confession it is (empty for everybody's), or none.
fn who_confessed(
    candidate: &Candidate,
    document: &Document,
    confession_cited: bool,
    surrendered: &[Circumstance],
    names: &[String],
) -> Option<Vec<String>> {
    let Circumstance { persons, stance, negated, .. } = &candidate.circumstance;
    let plain = document.plain();
    let sentence = plain.get(candidate.sentence.clone()).unwrap_or_default();
    // 第六十七条第三款, whoever has surrendered.
    if *stance == Stance::Annexed {
        return sentence.contains("不具有").then(|| persons.clone());
    }
    if *negated || *stance == Stance::Rejected {
        let after = plain.get(candidate.range.end..candidate.sentence.end).unwrap_or_default();
        let is_named = after.split(['，', '。']).next().is_some_and(|rest| rest.contains("情节"));
        return is_named.then(|| persons.clone());
    }
    let others = without_surrendered(persons, *stance, surrendered, names)?;
    let is_surrender = ["系自首", "是自首", "属自首", "自动投案", "主动投案", "构成自首"];
    let own = of_one_accused(plain, candidate);
    if is_surrender.iter().any(|word| own.contains(word)) {
        return None;
    }
    let has_consequence = |words: &str| {
        ["从轻", "从宽", "减轻", "坦白", "量刑情节"].iter().any(|word| words.contains(word))
            || cites_confession(words)
    };
    let is_told = (candidate.is_reasoned() && confession_cited) || has_consequence(sentence);
    // 甲如实供述自己罪行；乙如实供述主要罪行，均可从轻处罚
    let goes_on = || {
        let rest = plain.get(candidate.sentence.end..).unwrap_or_default();
        sentence.ends_with('；') && rest.split(['。', '\n']).next().is_some_and(has_consequence)
    };
    // 甲到案后如实供述。……综上，建议从轻处罚: whoever pleads it draws the consequence in the end.
    let pleads = || {
        let rest = sentence::rest_of_line(plain, candidate.range.end);
        let asks = ["缓刑", "免予", "免除"].iter().any(|asked| rest.contains(asked));
        *stance == Stance::Argued && (asks || has_consequence(rest))
    };
    (is_told || goes_on() || pleads()).then_some(others)
}

/// The part of the candidate's sentence that is on the same accused: 被告人甲如实供述，被告人乙自动投案.
fn of_one_accused<'p>(plain: &'p str, candidate: &Candidate) -> &'p str {
    let before = plain.get(candidate.sentence.start..candidate.range.start).unwrap_or_default();
    let after = plain.get(candidate.range.end..candidate.sentence.end).unwrap_or_default();
    let start = before.rfind("，被告人").map_or(candidate.sentence.start, |at| candidate.sentence.start + at);
    let end = after.find("，被告人").map_or(candidate.sentence.end, |at| candidate.range.end + at);
    plain.get(start..end).unwrap_or_default()
}

/// Those of `persons` who did not surrender (empty stands for everybody); none where all did.
fn without_surrendered(
    persons: &[String],
    stance: Stance,
    surrendered: &[Circumstance],
    names: &[String],
) -> Option<Vec<String>> {
    let mut surrendered = surrendered.iter().filter(|c| c.stance == stance).peekable();
    if surrendered.peek().is_none() {
        return Some(persons.to_vec());
    }
    let mut others: Vec<String> = if persons.is_empty() { names.to_vec() } else { persons.to_vec() };
    let all = others.len();
    for one in surrendered {
        others.retain(|name| !one.persons.is_empty() && !one.persons.contains(name));
    }
    if others.len() == all {
        return Some(persons.to_vec());
    }
    (!others.is_empty()).then_some(others)
}

/// 《刑法》第六十七条第三款
fn cites_confession(reasoning: &str) -> bool {
    reasoning.match_indices("第六十七条").any(|(at, word)| {
        let rest = &reasoning[at + word.len()..];
        ["第三款", "三款", "第一款、第三款", "第一、三款", "第1款、第3款"]
            .iter()
            .any(|named| rest.starts_with(named))
    })
}

/// A hit within a claim is judged with the other hits of its section.
fn names_same_kind(hits: &[Hit], kind: CircumstanceKind, range: &Range) -> bool {
    hits.iter().any(|hit| hit.kind == kind && range.contains(&hit.range.start))
}

#[cfg(test)]
mod heard_tests;
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
