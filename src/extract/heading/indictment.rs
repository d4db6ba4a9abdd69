//! The number in 以…号起诉书, in any bracket or odd form.

use std::sync::LazyLock;

use crate::document::{Document, DocumentKind, SectionName};
use crate::text::{Cited, Pattern, Range, case_number};

/// Words that end in 号起诉书, back to where the number may begin.
static BEFORE_TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:^|[以据按用，。；《“\n、于日及了院向将过]|作为|认为)(?P<number>(?:[^以据按用，。；《“\n、于及院]|号?、[0-9]|号、){2,48}?号)[》”）]?的?[《“]?(?:刑事)?起诉书")
        .expect("the pattern is fixed")
});

/// 以冀州市院公诉刑诉〔2014〕9号起诉书: a number that holds 院 follows its lead word at once.
static WITH_OFFICE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"[以据按用](?P<number>[^以据按用，。；《“\n、于及]{1,12}?院[^以据按用，。；《“\n、于及院]{2,40}?号)[》”）]?的?[《“]?(?:刑事)?起诉书")
        .expect("the pattern is fixed")
});

/// 以起诉书（…号）, 起诉书编号…号
static AFTER_TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"起诉书[》”]?(?:（|编号|文号|[：，])*(?P<number>[^，。；\n）起]{4,40}?号)")
        .expect("the pattern is fixed")
});

/// The number of the indictment a judgment rests on.
pub(super) fn read(document: &Document) -> Option<Cited<String>> {
    if !matches!(document.kind, DocumentKind::Judgment | DocumentKind::Ruling) {
        return None;
    }
    let parts = [SectionName::Procedure, SectionName::Accusation, SectionName::Parties];
    let known =
        parts.iter().flat_map(|&name| document.section_ranges(name)).find_map(|range| find(document, range));
    known.or_else(|| find(document, &(0..document.plain().len())).filter(|number| accuses(document, number)))
}

/// Evidence names the indictments of other cases; the one of this case goes on to accuse.
fn accuses(document: &Document, number: &Cited<String>) -> bool {
    let Some(at) = document.text.plain().find(number.quote.text.as_str()) else { return true };
    let rest = document.plain().get(at..).unwrap_or_default();
    let near = rest.char_indices().nth(110).map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest));
    near.contains("指控") || near.contains("提起公诉") || near.contains("起诉被告")
}

fn find(document: &Document, within: &Range) -> Option<Cited<String>> {
    let words = document.plain().get(within.clone())?;
    let sentences = with_indictment(words);
    let (start, number) = [&WITH_OFFICE, &BEFORE_TITLE, &AFTER_TITLE].into_iter().find_map(|pattern| {
        let (start, number) = sentences.iter().find_map(|sentence| {
            let number = pattern.captures(words.get(sentence.clone())?)?.name("number")?;
            Some((sentence.start + number.start(), number.as_str()))
        })?;
        (!number.contains("检察院")).then_some((start, number))
    })?;
    let offset = within.start + start;
    // One spelling where the scanner knows the form, else the words as they stand.
    let mut spelled = case_number::scan(number);
    // 以……1号、……2号起诉书: the indictment that came first.
    let spelled = if number.contains("号、") && !spelled.is_empty() {
        Some(spelled.swap_remove(0))
    } else {
        spelled.pop()
    };
    let spelled = spelled.map(|mut found| {
        // 以下检…: the first character of a short name may look like a word before it.
        let cut = number.get(..found.range.start).unwrap_or_default();
        if cut.chars().count() <= 2 || cut.ends_with('院') {
            found.value.text.insert_str(0, cut);
            found.range.start = 0;
        }
        found
    });
    let (text, range) = spelled.map_or_else(
        || (number.to_owned(), offset..offset + number.len()),
        |found| {
            let found = found.shifted(offset);
            (found.value.text, found.range)
        },
    );
    Some(document.cite(text, &range, 0.95))
}

/// Sentences that speak of an indictment, each with the mark before it: no number goes over a mark, and the patterns
/// are slow over a whole long paper.
fn with_indictment(words: &str) -> Vec<Range> {
    let mut found: Vec<Range> = Vec::new();
    for (at, title) in words.match_indices("起诉书") {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let marks = ['。', '；', '\n'];
        let start = words[..at].rfind(marks).unwrap_or(0);
        let after = at + title.len();
        let end = words[after..].find(marks).map_or(words.len(), |length| after + length);
        found.push(start..end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(sentence: &str) -> String {
        let text = format!(
            "青城市南山区人民法院\n刑事判决书\n公诉机关青城市南山区人民检察院。\n被告人赵某某，男，汉族。\n{sentence}"
        );
        read(&Document::from_text(DocumentKind::Judgment, &text))
            .map(|number| number.value)
            .unwrap_or_default()
    }

    #[test]
    fn a_number_may_hold_the_word_for_the_office() {
        let sentence = |number: &str| {
            format!(
                "青城市南山区人民检察院以{number}起诉书指控被告人赵某某犯盗窃罪，于2023年3月1日提起公诉。"
            )
        };
        assert_eq!(number(&sentence("南山区院公诉刑诉（2023）12号")), "南山区院公诉刑诉〔2023〕12号");
        assert_eq!(number(&sentence("青检一分院公诉刑诉〔2023〕12号")), "青检一分院公诉刑诉〔2023〕12号");
        assert_eq!(number(&sentence("南检刑诉〔2023〕12号")), "南检刑诉〔2023〕12号");
    }

    #[test]
    fn of_several_numbers_the_first_counts() {
        let sentence = "青城市南山区人民检察院以南检刑诉〔2022〕1号、南检刑追诉〔2023〕2号起诉书指控被告人赵某某犯盗窃罪。";
        assert_eq!(number(sentence), "南检刑诉〔2022〕1号");
        let sentence =
            "青城市南山区人民检察院以南检刑诉（2023）185、191、194号起诉书指控被告人赵某某犯盗窃罪。";
        assert_eq!(number(sentence), "南检刑诉〔2023〕185、191、194号");
    }
}
