//! Where a sentence tells that the recommendation was changed: 将量刑建议调整为有期徒刑六个月.

use std::sync::LazyLock;

use regex::Regex;

static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:调整|变更|更改|修改|更正)[^。；，\\n]{0,18}?(?:为|成|至|如下|：)[：]?(?:对[^。；，\\n]{0,10})?(?:判处|处以?)?[^。；，\\n]{0,8}?(?:有期徒刑|拘役|管制|无期徒刑|免予|罚金|缓刑)",
    )
    .expect("the pattern is fixed")
});

/// What the court asks for, or the prosecution declines, changes nothing.
static REFUSED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("建议[^。；，\\n]{0,12}(?:检察|公诉)[^。；，\\n]{0,6}(?:调整|变更)|(?:未予?|不予?|拒绝|不同意|没有|未作)(?:作出|进行)?(?:调整|变更)")
        .expect("the pattern is fixed")
});

/// Where the new recommendation begins in a sentence.
pub(super) fn change(sentence: &str) -> Option<usize> {
    let found = CHANGE.find_iter(sentence).last()?;
    let is_recommended = ["建议", "量刑意见"].iter().any(|word| sentence.contains(word));
    (is_recommended && !REFUSED.is_match(sentence)).then(|| found.start())
}

#[cfg(test)]
mod tests {
    use super::change;
    use crate::document::{Document, DocumentKind};
    use crate::text::Term;

    #[test]
    fn only_a_change_that_was_made_counts() {
        for told in [
            "原建议判处有期徒刑八个月；审理期间，公诉机关将量刑建议调整为有期徒刑六个月，缓刑一年。",
            "现调整量刑建议为有期徒刑六个月。",
            "公诉机关当庭变更量刑建议为拘役五个月，并处罚金二千元。",
            "公诉机关调整后的量刑建议为有期徒刑七个月。",
            "本院曾建议判处有期徒刑八个月，因退缴违法所得，现调整建议为有期徒刑六个月，并处罚金二千元。",
            "公诉人：本院调整对其量刑建议为有期徒刑六个月。",
        ] {
            assert!(change(told).is_some(), "{told}");
        }
        for untold in [
            "本院建议公诉机关调整量刑建议为有期徒刑十个月，公诉机关未予调整。",
            "公诉机关的量刑建议为有期徒刑八个月。",
            "公诉机关调整了量刑建议。",
            "因犯盗窃罪被判处有期徒刑十年，刑期变更为有期徒刑八年。",
        ] {
            assert!(change(untold).is_none(), "{untold}");
        }
    }

    #[test]
    fn the_new_recommendation_takes_the_place_of_the_old_one() {
        let text = "云岭县人民检察院\n调整量刑建议书\n被告人林小舟盗窃一案，本院建议判处有期徒刑八个月，并处罚金三千元。因其退缴违法所得，现调整建议为有期徒刑六个月，并处罚金二千元。";
        let document = Document::from_text(DocumentKind::SentencingRecommendation, text);
        let told = crate::extract::extract(&document).recommendations;
        let months: Vec<_> = told.iter().filter_map(|one| one.low).map(Term::total_months).collect();
        assert_eq!((months, told[0].fine), (vec![6], Some(200_000)));
    }
}
