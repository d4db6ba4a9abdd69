//! Circumstances that move the sentence, each with who says it, whether it was accepted, and of whom.
//!
//! The same word stands in the accusation, in the defence, in the reasoning and in the annexed articles;
//! only its place tells what it is worth (刑法 §§17–29, 65–68; 刑事诉讼法 §15).

mod appeal;
mod contradiction;
mod denial;
mod group;
mod kinds;
mod lexicon;
mod paragraph;
mod reach;
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
use kinds::{is_joint_deed, is_of_the_civil_law, is_paid, is_personal, is_pleaded, is_shared, is_told_fact};
use lexicon::Hit;
use subject::Subjects;

/// Fills `circumstances`.
pub fn read(document: &Document, elements: &mut Elements) {
    let people = people::of(elements, document.plain(), "").with_other_names(document.plain());
    let below = speaker::held_below(document.plain());
    let mut found = Vec::new();
    for section in speaker::parts(document, &below) {
        read_section(document, &section, &people, &below, &mut found);
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
    /// Accepted by answering a plea.
    is_agreed: bool,
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
    people: &People,
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
    let subjects = Subjects::of(text, people, section.name == SectionName::Defence);
    for hit in &hits {
        if denial::is_open(text, &hit.range) || subjects.names_next(hit.range.end) {
            continue;
        }
        // What an extortioner asks for is called 赔偿 too, where the deed is told.
        let is_told_deed = matches!(section.name, SectionName::Facts | SectionName::Accusation);
        if is_told_deed && !voice::is_aftermath(text, &hit.range, hit.kind) {
            continue;
        }
        if base == Stance::Accepted && hit.strength < 0.9 && denial::is_conceded_deed(text, &hit.range) {
            continue;
        }
        // 与周某（未满16周岁）一起: the age of somebody else.
        if hit.kind == CircumstanceKind::Minor && subjects.is_of_a_stranger(text, hit.range.start) {
            continue;
        }
        let reinstated = denial::is_reinstated(text, &hit.range);
        let is_deed = hit.kind == CircumstanceKind::Surrender && hit.strength < 0.9;
        let denied = !reinstated && denial::is_denied(text, &hit.range, hit.kind);
        // 虽不具有……自首情节 in an article says nothing of anybody.
        let is_article = section.name == SectionName::Statutes;
        if is_article && (denied || is_of_the_civil_law(hit.kind) || text[hit.range.clone()].contains('还'))
        {
            continue;
        }
        if !is_article && !denied && rule::is_defined(text, &hit.range) {
            continue;
        }
        if is_deed && !is_article && !denied && rule::is_bare_coming(text, &hit.range) {
            continue;
        }
        if !is_article && is_not_of_the_case(text, hit, section.name, people, &subjects) {
            continue;
        }
        let refused = !reinstated && denial::is_refused(text, &hit.range);
        let negated = denied || refused;
        let claim = voice::claim_at(&claims, hit.range.start);
        let stance = match claim {
            Some(claim) => claim.stance(text, hit, negated, &hits),
            None => base,
        };
        // 原判认定甲系主犯不当的意见: refused within the plea itself.
        let is_pleas = claim.is_some() && !kinds::favours(hit.kind);
        let authors = base == Stance::Accepted && !denied && refused && !is_pleas;
        let stance =
            if authors || (negated && stance == Stance::Accepted) { Stance::Rejected } else { stance };
        let within = sentence::around(&sentences, hit.range.start);
        let is_plea = claim.is_none()
            && section.name == SectionName::Reasoning
            && stance == Stance::Accepted
            && rule::asks_the_court(text, &within, &hit.range);
        let stance = if is_plea { Stance::Argued } else { stance };
        let is_own = claim.is_none()
            && stance == Stance::Accepted
            && section.name == SectionName::Reasoning
            && is_pleaded(hit.kind);
        let stance = is_own
            .then(|| rule::refused_claim(text, &within, &hit.range))
            .flatten()
            .map_or(stance, |refused| if is_told_fact(hit.kind) { Stance::Argued } else { refused });
        let offset = section.range.start;
        // The court below is not the author: what it accepted counts only where this court says so too.
        let is_settled = matches!(stance, Stance::Accepted | Stance::Rejected);
        if speaker::is_concluded_below(plain, below, hit.range.start + offset) {
            continue;
        }
        if is_settled && speaker::is_held_below(plain, below, hit.range.start + offset, section.name) {
            continue;
        }
        let range = hit.range.start + offset..hit.range.end + offset;
        let strength = if section.name == SectionName::Facts { hit.strength * 0.9 } else { hit.strength };
        // The fault is the victim's, the procedure the trial's: whoever is named beside is not meant.
        let is_everybodys = (hit.kind == CircumstanceKind::VictimFault
            || section.name == SectionName::Procedure)
            && people.names.len() > 1;
        // 经查……，不符合自首的规定 refuses what was claimed, of whom it was claimed.
        let claimed = hits.iter().find(|other| {
            negated
                && other.kind == hit.kind
                && voice::is_answer_to(&claims, hit.range.start, other.range.start)
                && !subjects.is_named_at(text, &hit.range)
        });
        let told_of = subjects.persons(text, &within, &hit.range);
        let mut is_known = told_of.is_some();
        let mut persons = told_of.unwrap_or_default();
        if let Some(claimed) = claimed {
            let within = sentence::around(&sentences, claimed.range.start);
            let of_claim = subjects.persons(text, &within, &claimed.range).unwrap_or_default();
            let is_of_all = of_claim.is_empty() && subjects.speaks_of_everybody(&within, claimed.range.start);
            let is_of_others = !persons.iter().any(|name| of_claim.contains(name));
            let is_of_more =
                of_claim.len() < persons.len() && of_claim.iter().all(|name| persons.contains(name));
            if is_of_all || !of_claim.is_empty() && (is_of_others || is_of_more) {
                persons = of_claim;
                is_known = true;
            }
        }
        // Of several accused nobody is told: silence is better than all of them.
        let is_some = sentence::phrase_before(text, hit.range.start).contains("部分被告");
        let is_silent = is_some || !is_shared(hit.kind, stance);
        if !is_known && persons.is_empty() && !is_everybodys && !is_article && is_silent {
            continue;
        }
        if is_personal(hit.kind)
            && !is_article
            && subjects.is_said_of_a_stranger(text, &within, hit.range.start)
        {
            continue;
        }
        if is_everybodys || (is_joint_deed(hit.kind) && subjects.acts_with_others(text, &hit.range, &persons))
        {
            persons.clear();
        }
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
            section: section.name,
            is_agreed: claim.is_some(),
        });
    }
}

/// Whether a law is told, a piece of evidence listed, or what somebody else did.
fn is_not_of_the_case(
    text: &str,
    hit: &Hit,
    section: SectionName,
    people: &People,
    subjects: &Subjects<'_>,
) -> bool {
    let at = hit.range.start;
    // 3.户籍证明，证实甲无犯罪记录, whatever part it was taken for.
    (section == SectionName::Reasoning && rule::is_listed_evidence(text, at))
        // 同案人的家属退赔 is no payment of the accused, 钱某曾多次…… no deed of his.
        || (is_paid(hit.kind) && subjects.is_paid_by_strangers(text, at))
        || ((is_joint_deed(hit.kind) || hit.kind == CircumstanceKind::Unlicensed) && subjects.is_done_by_a_stranger(text, at))
        || rule::is_told(text, &hit.range, people)
        || (matches!(section, SectionName::Facts | SectionName::Accusation) && told::is_of_others(text, hit, section))
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
    let surrendered: Vec<Circumstance> = found
        .iter()
        .map(|candidate| &candidate.circumstance)
        .filter(|c| c.kind.value == CircumstanceKind::Surrender && !c.negated)
        .cloned()
        .collect();
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
    let mut kept: Vec<Candidate> = Vec::new();
    for mut candidate in found {
        // The reasoning says of whom the court accepts it; the facts only tell how it came about.
        if candidate.is_told() && reasoned.iter().any(|said| covers(said, &candidate.circumstance)) {
            continue;
        }
        // 综合二被告人的……、累犯、从犯等情节: what was said of some of them is summed up.
        if names.len() > 1 && summary::is_summed_up(&candidate, document.plain(), &reasoned) {
            continue;
        }
        // 虽主动投案并如实供述，……不能认定为自首: the author names it in the end.
        let rests_on_deed = candidate.circumstance.kind.value == CircumstanceKind::Surrender
            && candidate.circumstance.stance == Stance::Accepted
            && candidate.circumstance.kind.confidence < 0.9;
        if rests_on_deed && denied.iter().any(|said| covers(said, &candidate.circumstance)) {
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
        ["从轻", "从宽", "减轻", "坦白"].iter().any(|word| words.contains(word)) || cites_confession(words)
    };
    let is_told = (candidate.is_reasoned() && confession_cited) || has_consequence(sentence);
    // 甲如实供述自己罪行；乙如实供述主要罪行，均可从轻处罚
    let goes_on = || {
        let rest = plain.get(candidate.sentence.end..).unwrap_or_default();
        sentence.ends_with('；') && rest.split(['。', '\n']).next().is_some_and(has_consequence)
    };
    (is_told || goes_on()).then_some(others)
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
mod person_tests;
#[cfg(test)]
mod scope_tests;
#[cfg(test)]
mod silence_tests;
#[cfg(test)]
mod tests;
