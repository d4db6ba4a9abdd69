//! Whose words each part of a paper is, as far as circumstances are concerned.
//!
//! Sections tell who speaks in most papers. Three things cross them: the court answers a plea at the spot where
//! it tells it, a party sums up like a court, and a higher court repeats what the court below held.

mod words;

use super::{answer, appeal, author, charge, paragraph};
use crate::document::{Document, DocumentKind, Section, SectionName};
use crate::extract::sentence;
use crate::text::Range;
use words::WORDS;

/// Sections of the paper; the whole of a short paper without sections counts as its author's reasoning.
pub(super) fn parts(document: &Document, below: &[Range]) -> Vec<Section> {
    use DocumentKind as K;
    if !document.sections.is_empty() {
        let mut told = appeal::told(document.plain(), below);
        if !below.is_empty() {
            let grounds = appeal::grounds(document.plain());
            told.extend(grounds);
            told.sort_by_key(|part| part.range.start);
        }
        let sections = appeal::lay_over(in_order(document, below), &told);
        let sections = author::give(document.plain(), paragraph::give(document.plain(), sections, below));
        return answer::give(document.plain(), sections, below);
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

/// Where in a text somebody begins to speak.
type Begins = fn(&str) -> Option<usize>;

/// Where a part of one speaker turns into the next one's.
const TURNS: [(SectionName, SectionName, Begins); 4] = [
    // 公诉机关提供的证据有……。该院认为，……
    (SectionName::Evidence, SectionName::Accusation, prosecution_concludes),
    (SectionName::Accusation, SectionName::Defence, defence_begins),
    (SectionName::Defence, SectionName::Facts, facts_begin),
    (SectionName::Defence, SectionName::Evidence, evidence_begins),
];

/// Sections as they are to be read here: what others are said to claim after 本院认为 belongs to the reasoning,
/// and a reasoning that the author does not speak belongs to the part before it.
fn in_order(document: &Document, below: &[Range]) -> Vec<Section> {
    use SectionName::{Accusation, Defence, Evidence, Facts, Procedure, Reasoning};
    let plain = document.plain();
    let mut sections: Vec<Section> = Vec::new();
    let mut author_reasons = false;
    let all = author::reasoning_parted(document, below);
    let disposed = all.iter().position(|section| section.name == SectionName::Disposition);
    for (index, section) in all.iter().enumerate() {
        let text = plain.get(section.range.clone()).unwrap_or_default();
        let mut name = section.name;
        let mut range = section.range.clone();
        let last = sections.last().map(|section| section.name);
        // The court has told what it found.
        let has_found = sections.iter().any(|section| section.name == Facts);
        // 第五、本案…… among the pleas is no annexed article.
        if name == SectionName::Statutes && disposed.is_some_and(|disposed| index < disposed) {
            name = last.filter(|name| matches!(name, Accusation | Defence)).unwrap_or(Defence);
        }
        if name == Accusation && is_plea_on_charge(plain, range.start, text) {
            name = Defence;
        }
        if name == Reasoning {
            let is_below =
                below.iter().any(|held| held.start <= range.start + 3 && range.end <= held.end + 3);
            author_reasons |= concludes(text, section.range.start, below);
            // Between the pleas and what the court finds nobody but the parties reasons.
            let is_answered = || all[index..].iter().any(|next| next.name == Defence);
            let finds_later = below.is_empty()
                && (last == Some(Defence) || last == Some(Accusation) && is_answered())
                && all[index..].iter().any(|next| next.name == Facts && finds(document, next));
            let is_partys = !author_speaks(text) || !has_found && (ends_with_a_request(text) || finds_later);
            if !author_reasons && !is_below && is_partys {
                let answers = all.iter().skip(index).any(|next| next.name == Defence);
                let is_charge = below.is_empty() && answers && text.contains("触犯");
                let spoke = if has_found { None } else { spoke_last(&sections, is_charge) };
                name = party_of(text, last).or(spoke).unwrap_or(name);
                // The end of what the court below held: nobody speaks of circumstances in it.
                if !below.is_empty() && name == Defence {
                    let end = told_below(text);
                    push(&mut sections, Evidence, range.start..range.start + end);
                    range.start += end;
                }
            }
        } else if name == Accusation && WORDS.finds_same.is_match(sentences(text).next().unwrap_or_default())
        {
            name = if author_speaks(text) { Reasoning } else { Facts };
        } else if name == Facts
            && last == Some(Accusation)
            && !has_found
            && charge::goes_on(plain, &all, index)
        {
            name = Accusation;
        } else if author_reasons && matches!(name, Accusation | Defence | Facts | Evidence) {
            name = Reasoning;
        } else {
            let answered = has_answered(&sections);
            name =
                spoken_as(name, text, last, &Told { found: has_found, answered, higher: !below.is_empty() });
        }
        if name == Defence
            && section.name == Defence
            && last == Some(Accusation)
            && below.is_empty()
            && !has_answered(&sections)
            && let Some(at) = charge::ends(plain, range.start, text)
        {
            push(&mut sections, Accusation, range.start..range.start + at);
            range.start += at;
        }
        if name == Reasoning
            && let Some(party) = last.filter(|name| matches!(name, Accusation | Defence))
            && let Some(at) = author_begins(text)
        {
            push(&mut sections, party, range.start..range.start + at);
            range.start += at;
        }
        if name != Reasoning
            && matches!(section.name, Accusation | Defence)
            && let Some(at) = answer_begins(text, section.name)
        {
            push(&mut sections, name, range.start..range.start + at);
            range.start += at;
            name = Reasoning;
            author_reasons |= plain.get(range.clone()).is_some_and(|rest| {
                ["\n本院认为，", "评判如下", "评析如下", "评述如下"].iter().any(|own| rest.contains(own))
            });
        }
        let is_first = matches!(last, Some(Accusation | Procedure)) && !has_found && below.is_empty();
        for (from, to, begins) in TURNS {
            if name == from
                && (from != Evidence || is_first)
                && let Some(at) = plain.get(range.clone()).and_then(begins)
            {
                push(&mut sections, name, range.start..range.start + at);
                range.start += at;
                name = to;
            }
        }
        push(&mut sections, name, range);
    }
    sections
}

/// Whether what was taken for the charge is a plea that names it: 辩护人甲对公诉机关指控的罪名没有意见, 辩护人辩称，一、公诉
/// 机关指控的第一起没有证据.
fn is_plea_on_charge(plain: &str, start: usize, text: &str) -> bool {
    let opens = text.trim_start().trim_start_matches("其").trim_start_matches("指定");
    let line = sentence::line_before(plain, start);
    opens.starts_with("辩护人") || ["辩称", "辩护人提出", "辩护意见"].iter().any(|plea| line.contains(plea))
}

/// What was told before a part.
struct Told {
    /// What the court found.
    found: bool,
    /// What the defence says.
    answered: bool,
    /// What a court below held.
    higher: bool,
}

/// As what a part is to be read by the words in it, after the part `last`.
fn spoken_as(name: SectionName, text: &str, last: Option<SectionName>, told: &Told) -> SectionName {
    use SectionName::{Accusation, Defence, Evidence, Facts, Reasoning};
    match (name, last) {
        // 4、……没有提供涉案货物的清单。5、被告人甲系坦白。: a plea that finds fault with the evidence.
        (Evidence, Some(Defence)) if !told.found && !WORDS.shows_evidence.is_match(text) => Defence,
        (Defence, Some(Facts | Evidence)) if evidence_told(text) => Evidence,
        (Defence, Some(Facts | Evidence)) if !defence_speaks(text) || goes_on_with_facts(text) => Facts,
        (Defence, Some(Evidence)) if told.found && !WORDS.pleads.is_match(text) => Evidence,
        // ……的辩解、辩护意见，经查：1、……。被告人甲认为……的意见不成立。 after what proves it: the author answers.
        (Defence, Some(Evidence)) if told.found && !told.higher && is_decided(text) => Reasoning,
        // 综上，被告人甲买卖枪支三支（其中一支未遂）: the prosecution sums up what it charged.
        (Defence, Some(Accusation)) if !WORDS.defence_cues.is_match(text) => Accusation,
        (Defence, Some(Accusation)) if charge::tells_aftermath(text) => Accusation,
        (Accusation, last)
            if (last == Some(Defence) || told.higher || !told.found && told.answered)
                && !prosecution_speaks(text) =>
        {
            Defence
        }
        // 审理期间，被告人甲的亲属自愿赔偿附带民事诉讼原告人…… between the facts and what proves them.
        (Accusation, _)
            if told.found && !prosecution_speaks(text) && !WORDS.asks_conviction.is_match(text) =>
        {
            let is_on_charge = ["公诉", "检察", "指控"].iter().any(|word| text.contains(word));
            let rest = if is_on_charge { name } else { Facts };
            if author_speaks(text) { Reasoning } else { rest }
        }
        _ => name,
    }
}

/// Whether the defence has begun to speak.
fn has_answered(sections: &[Section]) -> bool {
    sections.iter().any(|section| section.name == SectionName::Defence)
}

/// Whether the author draws conclusions in `text`, which begins at byte `start`, outside what a court below held.
fn concludes(text: &str, start: usize, below: &[Range]) -> bool {
    ["本院认为", "判决如下", "评判如下", "评析如下"].iter().any(|word| {
        text.match_indices(word).any(|(at, _)| !below.iter().any(|held| held.contains(&(start + at))))
    })
}

/// Whether the court begins to tell what it found.
fn finds(document: &Document, section: &Section) -> bool {
    let text = document.plain().get(section.range.clone()).unwrap_or_default();
    text.starts_with("经审理查明") || text.starts_with("经本院审理查明") || text.starts_with("经庭审查明")
}

/// Whose words a part is before anything was found, whatever opens it: of the party that spoke last, and where none
/// has, of the prosecution when it `is_charge`.
fn spoke_last(sections: &[Section], is_charge: bool) -> Option<SectionName> {
    [SectionName::Defence, SectionName::Accusation]
        .into_iter()
        .find(|&party| sections.iter().any(|section| section.name == party))
        .or(is_charge.then_some(SectionName::Accusation))
}

/// 经查，被告人……。据此，提请本院依法判处。: the prosecution too looks into things.
fn ends_with_a_request(text: &str) -> bool {
    let last = sentences(text.trim_end()).last().unwrap_or_default();
    WORDS.asks_conviction.is_match(last) && !text.contains("本院认为")
}

/// Bytes at the head of `text` that are the conclusions and the disposition of a court below.
fn told_below(text: &str) -> usize {
    let end = WORDS
        .below_ends
        .find(text)
        .map_or(text.len(), |above| above.start() - sentence::sentence_before(text, above.start()).len());
    let head = &text[..end];
    let is_party = WORDS.party_asks.is_match(head) || WORDS.tells_defence.is_match(head);
    if !is_party && WORDS.below_disposes.is_match(head) { end } else { 0 }
}

/// Where the prosecution draws its conclusions.
fn prosecution_concludes(text: &str) -> Option<usize> {
    begins_with(text, |sentence| WORDS.prosecution_concludes.is_match(sentence))
}

/// Where the first sentence of `text` begins that `is_it`.
fn begins_with(text: &str, is_it: impl Fn(&str) -> bool) -> Option<usize> {
    let mut start = 0;
    for sentence in sentences(text) {
        if is_it(sentence) {
            return Some(start);
        }
        start += sentence.len();
    }
    None
}

/// Where a party's words give way to statements quoted one by one: 被告人甲的供述：我……
fn evidence_begins(text: &str) -> Option<usize> {
    begins_with(text, |sentence| WORDS.quotes_statement.is_match(sentence))
}

/// Where a party's words give way to what the court found: 另查明，……
fn facts_begin(text: &str) -> Option<usize> {
    begins_with(text, |sentence| WORDS.finds.is_match(sentence)).filter(|&start| start > 0)
}

/// The party whose words a part is that the author does not speak.
fn party_of(text: &str, last: Option<SectionName>) -> Option<SectionName> {
    use SectionName::{Accusation, Defence};
    let head = sentences(text).next().unwrap_or_default();
    if WORDS.prosecution_speaks.is_match(head) {
        return Some(Accusation);
    }
    // 提请本院依法判处。被告人甲辩称……: the prosecution first; the defence is parted from it where it begins.
    let asked = WORDS.asks_conviction.find(text).map(|asked| asked.start());
    let begins = defence_begins(text);
    if last != Some(Defence) && asked.is_some_and(|at| begins.is_none_or(|begins| at < begins))
        || last == Some(Accusation) && begins.is_some_and(|begins| begins > 0)
    {
        return Some(Accusation);
    }
    if WORDS.tells_defence.is_match(text) {
        return Some(Defence);
    }
    if WORDS.asks_conviction.is_match(text) && last != Some(Defence) {
        return Some(Accusation);
    }
    last.filter(|name| matches!(name, Accusation | Defence))
}

fn prosecution_speaks(text: &str) -> bool {
    // 1、公诉机关指控……不实: a numbered point is the defence's.
    let is_point = |sentence: &str| {
        sentence
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十（".contains(c))
    };
    sentences(text).any(|sentence| {
        !is_point(sentence)
            && WORDS.prosecution_speaks.is_match(sentence)
            // 公诉机关指控……的证据不足 is the defence's, and so is
            // 被告人对公诉机关指控的事实无异议 is the accused's.
            && !WORDS.disputes.is_match(sentence)
            && !WORDS.defence_begins.is_match(sentence)
    })
}

fn evidence_told(text: &str) -> bool {
    sentences(text).take(2).any(|sentence| WORDS.tells_evidence.is_match(sentence))
}

/// 案发后，被告人甲赔偿……，请求从轻处罚。 between the facts and what proves them.
fn goes_on_with_facts(text: &str) -> bool {
    ["案发后", "事后", "归案后", "事故发生后"].iter().any(|after| text.starts_with(after))
        && text.chars().count() < 140
        && !text.contains('辩')
}

fn defence_speaks(text: &str) -> bool {
    sentences(text).take(3).any(|sentence| WORDS.defence_cues.is_match(sentence))
}

/// Whether what is told first of a plea is whether it stands, and nothing else is told of it.
fn is_decided(text: &str) -> bool {
    sentences(text).next().is_some_and(|first| WORDS.decides_plea.is_match(first))
        && answer_begins(text, SectionName::Defence).is_none()
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['。', '\n'])
}

fn push(sections: &mut Vec<Section>, name: SectionName, range: Range) {
    if range.is_empty() {
        return;
    }
    match sections.last_mut() {
        Some(last) if last.name == name && last.range.end == range.start => last.range.end = range.end,
        _ => sections.push(Section { name, range }),
    }
}

fn author_speaks(text: &str) -> bool {
    // 揭发他人犯罪，经查证属实: anybody says so.
    let looks = text.match_indices("经查").any(|(at, word)| !text[at + word.len()..].starts_with('证'));
    if looks || ["本院认为", "判决如下"].iter().any(|word| text.contains(word)) {
        return true;
    }
    let is_author = |word: &str| {
        text.match_indices(word).any(|(at, _)| !WORDS.not_the_author.is_match(&text[..at][tail(text, at)..]))
    };
    is_author("本院")
        || is_author("合议庭")
        || (text.contains("综上") && !WORDS.party_asks.is_match(text) && !WORDS.tells_defence.is_match(text))
}

/// Where, after what a party asks for, the author begins to speak.
fn author_begins(text: &str) -> Option<usize> {
    let first = ["本院", "经查", "合议庭"].iter().filter_map(|word| text.find(word)).min()?;
    let at = text[..first]
        .rfind(['。', '\n'])
        .map_or(0, |stop| stop + text[stop..].chars().next().map_or(1, char::len_utf8));
    let before = text.get(..at)?;
    (WORDS.party_asks.is_match(before) && !author_speaks(before)).then_some(at)
}

/// Start of the last few characters before `at`.
fn tail(text: &str, at: usize) -> usize {
    text[..at].char_indices().rev().nth(5).map_or(0, |(start, _)| start)
}

/// Where the defence begins to speak within the accusation.
pub(super) fn defence_begins(text: &str) -> Option<usize> {
    let mut start = 0;
    for sentence in sentences(text) {
        if WORDS.defence_begins.is_match(sentence) {
            return Some(start);
        }
        start += sentence.len();
    }
    None
}

/// Where, within what a party says, the author begins to answer: the sentence that is answered.
fn answer_begins(text: &str, section: SectionName) -> Option<usize> {
    let mut start = 0;
    let mut before: Option<(usize, &str)> = None;
    for sentence in sentences(text) {
        let looks = section == SectionName::Defence && WORDS.author_looks.is_match(sentence);
        if looks || WORDS.author_answers.is_match(sentence) {
            let is_answer = looks && !WORDS.opens_claim.is_match(sentence);
            let answered = before.filter(|(_, words)| is_answer && WORDS.opens_claim.is_match(words));
            return Some(answered.map_or(start, |(at, _)| at));
        }
        before = Some((start, sentence));
        start += sentence.len();
    }
    None
}

/// What a court below held, up to where another speaks; empty where this is no higher court.
pub(super) fn held_below(plain: &str) -> Vec<Range> {
    let words = &*WORDS;
    if !words.higher.is_match(plain) {
        return Vec::new();
    }
    let concludes = words.own_conclusion.find_iter(plain).last().map_or(plain.len(), |own| own.start());
    let own = words.own_analysis.find(plain).map_or(concludes, |own| own.start().min(concludes));
    let told = &plain[..own];
    let mut found: Vec<Range> = Vec::new();
    let mut from = 0;
    while let Some(held) = told.get(from..).and_then(|rest| words.below_starts.find(rest)) {
        let start = from + held.start();
        let open = from + held.end();
        // 经查 may be the court below's own until it has given judgment.
        let is_own = |above: &regex::Match<'_>| {
            !above.as_str().starts_with("经查")
                || ["判处", "判决"].iter().any(|word| told[open..open + above.start()].contains(word))
        };
        let end = words
            .below_ends
            .find_iter(&told[open..])
            .find(is_own)
            .map_or(told.len(), |above| open + above.start());
        found.push(start..end);
        from = end.max(open);
    }
    found
}

/// Whether byte `at` follows a conclusion of the court below (原判认为……), whatever part it was taken for.
pub(super) fn is_concluded_below(plain: &str, below: &[Range], at: usize) -> bool {
    below.iter().find(|held| held.contains(&at)).is_some_and(|held| {
        plain.get(held.start..at).is_some_and(|told| {
            ["原判认为", "法院认为", "该院认为", "原审认为", "一审认为", "原审判决认为", "原判决认为"]
                .iter()
                .any(|word| told.contains(word))
        })
    })
}

/// Whether byte `at` is what the court below held. Facts it found are facts, until it draws its conclusions.
pub(super) fn is_held_below(plain: &str, below: &[Range], at: usize, section: SectionName) -> bool {
    below.iter().find(|held| held.contains(&at)).is_some_and(|held| {
        section != SectionName::Facts
            || plain.get(held.start..at).is_some_and(|told| {
                ["认为", "裁定，确认", "判决，确认"].iter().any(|holds| told.contains(holds))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_that_asks_the_court_is_not_the_court() {
        assert!(!author_speaks("林小舟有自首情节。据此，公诉机关提请本院依法判处。"));
        assert!(!author_speaks("综上所述，林小舟系初犯，希望法庭对其从轻处罚。"));
        assert!(author_speaks("综上，对林小舟从轻处罚。"));
        assert!(author_speaks("对该意见，本院予以采纳。"));
    }

    #[test]
    fn the_answer_begins_with_the_plea_it_answers() {
        let text = "林小舟对指控无异议。关于林小舟系从犯的意见。经查属实，予以采纳。";
        assert_eq!(answer_begins(text, SectionName::Defence), text.find("关于"));
        assert_eq!(answer_begins("林小舟请求从轻处罚。", SectionName::Defence), None);
    }

    #[test]
    fn only_a_higher_court_has_one_below() {
        let text = "原审被告人林小舟。原审法院认为，林小舟系自首。宣判后，林小舟不服，提出上诉。本院认为，林小舟系坦白。";
        let held = held_below(text);
        assert_eq!(held.len(), 1);
        assert_eq!(&text[held[0].clone()], "。原审法院认为，林小舟系自首。");
        assert!(held_below("原审法院认为，林小舟系自首。").is_empty());
        // 经查证属实 begins nobody's words.
        let text = "原审被告人林小舟。原审法院认为，林小舟揭发他人，经查证属实，系立功，判处拘役。本院认为，林小舟系坦白。";
        assert!(held_below(text)[0].contains(&text.find("系立功").unwrap_or_default()));
    }
}
