//! Names of places that two papers tell with the same words around, but with other characters: 渔港路 and 渔湾路.
//!
//! Whole places are compared incident by incident; here the words themselves are, so that it does not matter how the
//! two papers cut the facts.

use super::incident::told;
use super::sides::Pair;
use super::{Difference, Side};
use crate::case::Paper;
use crate::document::SectionName;
use crate::text::{Cited, Range};

/// Characters that must stand the same before and after the other ones.
const BEFORE: usize = 3;
const AFTER: usize = 3;
/// After a whole name that is another, with no more than a preposition before it.
const AFTER_NAME: usize = 5;
/// What stands before the name of an area or a road.
const HEADS: &str = "在于至到往从省市县区镇乡";
/// Ends of names of areas and roads.
const UNITS: &str = "镇乡村路街巷弄屯寨社湾园坊苑";
/// Characters that one writer puts for another without meaning another place.
const LOOSE: &str =
    "侧面边旁内里外处口前后上下中的地之各于在至到和与及其该本我店馆室屋房间家县区市省镇乡村组某×*号楼栋";

/// A name in the place of another.
struct Replaced {
    left: Range,
    right: Range,
}

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    let (left, right) = (pair.left.paper, pair.right.paper);
    let Some(Replaced { left: a, right: b }) = replaced(pair) else { return };
    let words = |paper: &Paper, range: &Range| {
        let text = paper.document.plain().get(range.clone()).unwrap_or_default().to_owned();
        let quote = paper.document.quote(range);
        Cited { value: text, quote, confidence: 0.8, source: crate::text::Source::Rule }
    };
    let (a, b) = (words(left, &a), words(right, &b));
    let covers = |side: &Side, words: &Cited<String>| {
        side.quote.as_ref().is_some_and(|quote| {
            quote.document == words.quote.document
                && quote.start <= words.quote.start
                && words.quote.end <= quote.end
        })
    };
    let is_told = |known: &Difference| {
        known.aspect == "place" && known.sides.iter().any(|side| covers(side, &a) || covers(side, &b))
    };
    if !out.iter().any(is_told) {
        out.push(told(pair, "place", "作案地点", "事实变化（地点）", "S1", &a, &b, Clone::clone));
    }
}

/// The first place of one side that the other writes with other characters.
fn replaced(pair: &Pair<'_>) -> Option<Replaced> {
    let (left, right) = (letters(pair.left.paper), letters(pair.right.paper));
    let places = |paper: &Paper| -> Vec<Range> {
        let facts = paper.elements.found.iter().chain(&paper.elements.alleged);
        let at = |at: u32| paper.document.text.plain_at(at);
        facts.filter_map(|fact| fact.place.as_ref()).map(|p| at(p.quote.start)..at(p.quote.end)).collect()
    };
    for place in places(pair.left.paper) {
        if let Some((here, there)) = other_side(&left, &place, &right)
            && is_slip(pair, &left[here.clone()], &right[there.clone()])
        {
            return Some(Replaced { left: bytes(&left, &here), right: bytes(&right, &there) });
        }
    }
    for place in places(pair.right.paper) {
        if let Some((here, there)) = other_side(&right, &place, &left)
            && is_slip(pair, &left[there.clone()], &right[here.clone()])
        {
            return Some(Replaced { left: bytes(&left, &there), right: bytes(&right, &here) });
        }
    }
    None
}

/// A character with its place in the normalised text.
type Letter = (usize, char);

/// Characters of the facts of a paper.
fn letters(paper: &Paper) -> Vec<Letter> {
    let plain = paper.document.plain();
    let mut ranges: Vec<&Range> = [SectionName::Facts, SectionName::Accusation]
        .into_iter()
        .flat_map(|section| paper.document.section_ranges(section))
        .collect();
    ranges.sort_by_key(|range| range.start);
    let chars = |range: &Range| {
        let start = range.start;
        plain.get(range.clone()).unwrap_or_default().char_indices().map(move |(at, c)| (start + at, c))
    };
    ranges.into_iter().flat_map(chars).collect()
}

fn bytes(letters: &[Letter], range: &Range) -> Range {
    let end = letters.get(range.end - 1).map_or(0, |(at, c)| at + c.len_utf8());
    letters.get(range.start).map_or(end, |(at, _)| *at)..end
}

/// Where the other side writes the words around a stretch of `place` with another stretch between: both with the
/// words that must be the same, as ranges of letters.
fn other_side(here: &[Letter], place: &Range, there: &[Letter]) -> Option<(Range, Range)> {
    let from = here.partition_point(|(at, _)| *at < place.start);
    let to = here.partition_point(|(at, _)| *at < place.end);
    for at in from..to.saturating_sub(1) {
        // One character within the name, with the words before and after.
        if let Some(found) = stretch(here, at, 1, BEFORE, AFTER, there) {
            return Some(found);
        }
        // A whole name before its unit: 城关镇, 鼓岭镇.
        for width in 2..=3 {
            let unit = here.get(at + width).is_some_and(|(_, c)| UNITS.contains(*c));
            if unit
                && at + width < to
                && let Some(found) = stretch(here, at, width, 0, AFTER_NAME, there)
            {
                return Some(found);
            }
        }
    }
    None
}

/// A stretch of `width` letters at `at` that the other side replaces by as many others.
fn stretch(
    here: &[Letter],
    at: usize,
    width: usize,
    before: usize,
    after: usize,
    there: &[Letter],
) -> Option<(Range, Range)> {
    let start = at.checked_sub(before)?;
    let window = here.get(start..at + width + after)?;
    let own = |offset: usize| window[offset].1;
    let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    if !(0..width).all(|offset| is_han(own(before + offset)) && !LOOSE.contains(own(before + offset))) {
        return None;
    }
    let fits = |other: &&[Letter]| {
        let changed = (before..before + width).all(|offset| {
            let c = other[offset].1;
            c != own(offset) && is_han(c) && !LOOSE.contains(c)
        });
        changed
            && (0..before).chain(before + width..window.len()).all(|offset| other[offset].1 == own(offset))
    };
    // A whole name begins behind a preposition or a larger area.
    let begins = |letters: &[Letter], at: usize| {
        at.checked_sub(1).and_then(|at| letters.get(at)).is_some_and(|(_, c)| HEADS.contains(*c))
    };
    if before == 0 && !begins(here, start) {
        return None;
    }
    let mut windows = there.windows(window.len()).enumerate();
    let (place, _) = windows.find(|(place, other)| fits(other) && (before > 0 || begins(there, *place)))?;
    Some((start..start + window.len(), place..place + window.len()))
}

/// Whether each wording stands on its own side alone, or one of them in a single paper of all while several have the
/// other.
fn is_slip(pair: &Pair<'_>, left: &[Letter], right: &[Letter]) -> bool {
    let text = |letters: &[Letter]| letters.iter().map(|(_, c)| *c).collect::<String>();
    let (a, b) = (text(left), text(right));
    let holders = |words: &str| -> Vec<usize> {
        let papers = pair.case.papers.iter().enumerate();
        papers.filter(|(_, paper)| paper.document.plain().contains(words)).map(|(at, _)| at).collect()
    };
    let (x, y) = (holders(&a), holders(&b));
    let apart = !x.contains(&pair.right.at) && !y.contains(&pair.left.at);
    let lone = |one: &[usize], others: &[usize]| one.len() == 1 && others.len() > 1;
    apart && (x.len() == 1 || y.len() == 1) || lone(&x, &y) || lone(&y, &x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::CaseFile;
    use crate::compare::sides::side;
    use crate::document::{Document, DocumentKind as K};

    fn differences(indictment: &str, judgment: &str) -> Vec<String> {
        let paper = |kind, facts: &str, head: &str, lead: &str, id: &str| {
            let text = format!(
                "云岭县人民{head}\n被告人林小舟，男，1990年1月2日出生。\n{lead}{facts}\n本院认为，被告人林小舟的行为触犯了刑法。"
            );
            let mut document = Document::from_text(kind, &text);
            id.clone_into(&mut document.id);
            let elements = crate::extract::extract(&document);
            Paper { document, elements }
        };
        let papers = vec![
            paper(K::Indictment, indictment, "检察院\n起诉书", "经依法审查查明：", "d1"),
            paper(K::Judgment, judgment, "法院\n刑事判决书", "经审理查明：", "d2"),
        ];
        let case = CaseFile { papers, ..CaseFile::default() };
        let sides = side(&case, K::Indictment, "起诉书").zip(side(&case, K::Judgment, "判决书"));
        let (left, right) = sides.expect("both papers are there");
        let mut out = Vec::new();
        compare(&Pair { case: &case, left, right }, &mut out);
        out.into_iter().map(|difference| difference.message).collect()
    }

    #[test]
    fn another_character_in_the_name_of_a_road_is_told() {
        let facts = |road: &str| {
            format!(
                "2025年3月21日23时许，被告人林小舟在青城市望江区{road}老街烧烤店饮酒后滋事，殴打被害人孙某。"
            )
        };
        assert!(differences(&facts("渔港路"), &facts("渔港路")).is_empty());
        assert_eq!(differences(&facts("渔港路"), &facts("渔湾路")).len(), 1);
    }

    #[test]
    fn another_town_before_the_same_inn_is_told() {
        let facts = |town: &str| {
            format!("2025年3月21日，被告人林小舟在{town}“聚友饭店”谎称能办理入学，骗取被害人孙某3万元。")
        };
        assert_eq!(differences(&facts("鼓岭镇"), &facts("城关镇")).len(), 1);
        assert_eq!(differences(&facts("云岭县鼓岭镇"), &facts("城关镇")).len(), 1);
    }

    #[test]
    fn other_words_for_the_same_place_are_silent() {
        let facts =
            |place: &str| format!("2025年3月21日，被告人林小舟在青城市望江区{place}窃得孙某手机一部。");
        assert!(differences(&facts("渔港路聚友饭店东侧"), &facts("渔港路聚友饭馆东侧")).is_empty());
        assert!(differences(&facts("渔港路聚友饭店门口"), &facts("渔港路聚友饭店门前")).is_empty());
        assert!(differences(&facts("渔港路5号"), &facts("望海街8号")).is_empty());
    }
}
