//! A recommendation whose term stands before the word, as judgments report it: 提出判处被告人某有期徒刑一年的量刑建议.

use std::sync::LazyLock;

use super::WORDS;
use crate::text::{Pattern, Range};

/// The word, with what joins it to the term.
static WORD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:的|等|，上述|，该)“?(?:定罪)?量刑(?:建议|意见|请求)").expect("the pattern is fixed")
});

/// Words from which on the term is told.
const LEADS: [&str; 9] =
    ["提出", "关于", "建议", "公诉机关", "公诉人", "检察院", "检察机关", "检察员", "所提"];

/// What makes the words before the noun a recommendation.
const PUNISHMENTS: [&str; 6] = ["有期徒", "拘役", "管制", "无期徒刑", "死刑", "缓刑"];

/// Each person with a term of his own: 对甲提出判处拘役三个月、对乙提出判处拘役二个月.
static EACH: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?:对[^，。；、检公]{2,14}提出[^，。；、]{2,30}[，；、])*对[^，。；、检公]{2,14}提出[^。；]{2,60}$",
    )
    .expect("the pattern is fixed")
});

/// The words from the last lead to the noun, in a sentence in which the prosecution is named before it or that is its own.
pub(super) fn asked(words: &str, is_prosecutions: bool) -> Option<Range> {
    let mut found: Option<Range> = None;
    for noun in WORD.find_iter(words) {
        let before = &words[..noun.start()];
        let is_prosecution = is_prosecutions || ["公诉", "检察"].iter().any(|word| before.contains(word));
        let Some(lead) = lead(before).filter(|_| is_prosecution) else { continue };
        let lead = EACH.find(before).map_or(lead, |each| each.start().min(lead));
        match &mut found {
            None => found = Some(lead..noun.start()),
            // 提出对甲判处……的量刑建议，对乙判处……的量刑建议: both.
            Some(told) if lead <= told.end && !WORDS.others.is_in(&words[told.end..noun.start()]) => {
                told.end = noun.start();
            }
            Some(_) => break,
        }
    }
    found
}

/// Whether several terms of a sentence have the noun behind them.
pub(super) fn is_repeated(words: &str) -> bool {
    WORD.find_iter(words).count() > 1
}

/// Where the words that tell the term begin; the 建议 of 量刑建议 begins none.
fn lead(before: &str) -> Option<usize> {
    let tells = |at: &usize| {
        !before[..*at].ends_with("量刑") && PUNISHMENTS.iter().any(|word| before[*at..].contains(word))
    };
    LEADS.iter().flat_map(|lead| before.match_indices(lead).map(|(at, _)| at)).filter(tells).max()
}

#[cfg(test)]
mod tests {
    use super::asked;
    use crate::document::{Document, DocumentKind};

    #[test]
    fn the_words_before_the_noun_are_asked() {
        for (words, expected) in [
            ("公诉机关提出判处被告人林小舟拘役的量刑建议适当", Some("提出判处被告人林小舟拘役")),
            ("被告人对检察机关提出的判处有期徒刑七个月的量刑建议无异议", Some("提出的判处有期徒刑七个月")),
            ("公诉机关的量刑建议适当", None),
            ("辩护人提出判处缓刑的量刑意见", None),
        ] {
            assert_eq!(asked(words, false).map(|range| &words[range]), expected, "{words}");
        }
    }

    fn read(words: &str) -> Vec<(String, Option<u32>, Option<u32>)> {
        let text = format!(
            "青城市云岭区人民法院\n刑事判决书\n公诉机关青城市云岭区人民检察院。\n被告人林小舟，男，1990年1月2日出生，汉族。\n被告人赵大川，男，1991年1月2日出生，汉族。\n{words}\n本院认为，其行为构成盗窃罪。判决如下：\n一、被告人林小舟犯盗窃罪，判处拘役五个月。"
        );
        let document = Document::from_text(DocumentKind::Judgment, &text);
        let months = |term: Option<crate::text::Term>| term.map(crate::text::Term::total_months);
        let told = crate::extract::extract(&document).recommendations.into_iter();
        told.map(|one| (one.person, months(one.low), months(one.high))).collect()
    }

    #[test]
    fn each_person_has_the_term_that_stands_with_the_name() {
        let lin = |low, high| ("林小舟".to_owned(), low, high);
        let zhao = |low, high| ("赵大川".to_owned(), low, high);
        assert_eq!(
            read(
                "公诉机关提出判处被告人林小舟一年以下有期徒刑或者拘役，并处罚金；被告人赵大川一年以上二年以下有期徒刑的量刑建议适当。"
            ),
            [lin(None, Some(12)), zhao(Some(12), Some(24))]
        );
        assert_eq!(
            read("公诉机关提出对两被告人判处有期徒刑十个月至一年的量刑建议合理。"),
            [lin(Some(10), Some(12)), zhao(Some(10), Some(12))]
        );
        assert_eq!(
            read("公诉机关建议对被告人林小舟、赵大川在拘役幅度内量刑。"),
            [lin(None, None), zhao(None, None)]
        );
        assert_eq!(
            read(
                "公诉机关指控上述事实，有被害人陈述等证据，建议对被告人林小舟在三年至三个零六个月有期徒刑幅度内量刑。"
            ),
            [lin(Some(36), Some(42))]
        );
        for words in [
            "公诉机关提出对被告人林小舟判处拘役三个月的量刑建议，对被告人赵大川判处拘役四个月的量刑建议。",
            "被告人林小舟认可公诉机关提出对其判处拘役三个月的量刑建议；被告人赵大川认可公诉机关提出判处拘役四个月的量刑建议。",
            "公诉机关认为，被告人林小舟、赵大川盗窃他人财物，应当以盗窃罪追究其刑事责任。故对被告人林小舟提出判处拘役三个月、对被告人赵大川提出判处拘役四个月的量刑建议。",
            "公诉机关建议判处被告人林小舟拘役三个月，并处罚金。判处被告人赵大川拘役四个月，并处罚金。",
        ] {
            assert_eq!(read(words), [lin(Some(3), Some(3)), zhao(Some(4), Some(4))], "{words}");
        }
        let both = [lin(Some(3), Some(3)), zhao(Some(3), Some(3))];
        assert_eq!(
            read("公诉人认为林小舟、赵大川系初犯，赵大川未退赃，建议对二名被告人判处拘役三个月。"),
            both
        );
        assert_eq!(
            read("公诉机关建议对两被告人从轻处罚并适用缓刑的量刑建议适当。"),
            [lin(None, None), zhao(None, None)]
        );
        assert!(read("公诉机关建议对两被告人从轻处罚，不适用缓刑。").is_empty());
        let plea = "被告人林小舟的辩护人赵明提出，林小舟系初犯。公诉机关指控的盗窃事实中，林小舟仅望风。综上，建议法庭对被告人林小舟在三个月至四个月之间量刑，判处拘役。";
        assert!(read(plea).is_empty());
        assert!(read("辩护人赵明提出判处被告人林小舟拘役的量刑意见。").is_empty());
    }
}
