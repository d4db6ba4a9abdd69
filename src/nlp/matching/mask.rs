//! Names and numbers out of a text, so that only what was done is compared. `models/training/matching/masking.py` does the
//! same.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

/// What stands for a name.
const SOMEBODY: &str = "某";
/// What stands for a number.
const NUMBER: &str = "0";

/// Names of people told with their part in a judgment, longest first.
pub fn names(judgment: &str) -> Vec<String> {
    static PARTY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            "(?:被告人|被害人|证人|上诉人|同案犯|犯罪嫌疑人|辩护人|受害人|死者|报案人)(?:（[^）]{1,8}）)?",
            "([\u{4e00}-\u{9fff}]{2,4}?)",
            "(?:[，、。；：的（()）]|犯|因|在|于|与|和|将|被|到|向|为|对|伙同|以|驾驶|及|等|系|指|称|证|陈述|供述|经)"
        ))
        .expect("the pattern is fixed")
    });
    static NO_NAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "[的在于是和与之其均已因等某]|供述|证言|陈述|家属|亲属|辩护|公司|本人|人民|单位|提出|到案|一方",
        )
        .expect("the pattern is fixed")
    });
    const SURNAMES: &str = include_str!("surnames.txt");
    let mut found = BTreeSet::new();
    let mut at = 0;
    while let Some(name) = PARTY.captures_at(judgment, at).and_then(|captures| captures.get(1)) {
        at = name.end();
        let is_surname = name.as_str().chars().next().is_some_and(|first| SURNAMES.contains(first));
        if is_surname && !NO_NAME.is_match(name.as_str()) {
            found.insert(name.as_str());
        }
    }
    let mut names: Vec<String> = found.into_iter().map(str::to_owned).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    names
}

/// The text with every name as 某 and every number as 0. Hidden names go first, so that a character beside a name that was
/// just replaced stays.
pub fn masked(text: &str, names: &[String]) -> String {
    static HIDDEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("[\u{4e00}-\u{9fff}][某×xX*＊Ｘ]{1,3}[甲乙丙丁戊己庚辛壬癸]?[0-9０-９]{0,2}")
            .expect("the pattern is fixed")
    });
    static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "[0-9０-９][0-9０-９.,，．:：]*[0-9０-９]|[0-9０-９]|[〇零一二三四五六七八九十百千万亿两]{2,}",
        )
        .expect("the pattern is fixed")
    });
    let mut text = HIDDEN.replace_all(text, SOMEBODY).into_owned();
    for name in names.iter().filter(|name| !name.is_empty()) {
        text = text.replace(name.as_str(), SOMEBODY);
    }
    FIGURES.replace_all(&text, NUMBER).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_told_with_their_part_are_found() {
        let text = "被告人赵林因琐事打伤被害人孙小河，，证人李某的证言，被告人的供述，同案犯欧阳青山在逃";
        assert_eq!(names(text), ["欧阳青山", "孙小河", "赵林"]);
    }

    #[test]
    fn names_and_numbers_go_and_the_rest_stays() {
        let names = ["赵林".to_owned()];
        let text = "2018年3月5日，赵林在云岭县向李某甲、周××2借款三千元";
        assert_eq!(masked(text, &names), "0年0月0日，某在云岭县向某、某借款0元");
        assert_eq!(masked("", &names), "");
    }
}
