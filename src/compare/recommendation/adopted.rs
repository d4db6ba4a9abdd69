//! Whether the court itself says of a person that it adopts what the prosecution recommended, or finds it right: a
//! judgment alone may tell the recommendation in part, and what the paper says of it decides.

use std::sync::LazyLock;

use crate::case::{CaseFile, Paper, PersonIndex};
use crate::document::SectionName;
use crate::text::{Pattern, sentence};

static ADOPTED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("量刑(?:建议|意见)[^。；不偏]{0,16}(?:适当|恰当|妥当|合理|采纳)")
        .expect("the pattern is fixed")
});

/// Whom the court answers, and what a court below held.
const OTHERS: [SectionName; 2] = [SectionName::Accusation, SectionName::Defence];
const BELOW: [&str; 3] = ["原判", "原审", "一审"];

/// Sentences in which the court itself adopts a recommendation in whole.
pub(super) fn sentences(judgment: &Paper) -> Vec<&str> {
    let document = &judgment.document;
    let own = document.sections.iter().filter(|section| !OTHERS.contains(&section.name));
    let words = own.filter_map(|section| document.plain().get(section.range.clone()));
    words.flat_map(of_words).filter(|words| !BELOW.iter().any(|below| words.contains(below))).collect()
}

fn of_words(words: &str) -> impl Iterator<Item = &str> {
    let said = ADOPTED.find_iter(words).filter(|said| !said.as_str().contains("部分"));
    said.map(|said| sentence::around(words, &said.range()))
}

/// Whether one of the sentences is said of a person: it names the person, or nobody.
pub(super) fn says_so_of(case: &CaseFile, person: PersonIndex, sentences: &[&str]) -> bool {
    let names = |words: &str, at: PersonIndex| {
        let name = case.persons[at].name.as_str();
        !name.is_empty() && words.contains(name)
    };
    sentences.iter().any(|words| names(words, person) || (0..case.persons.len()).all(|at| !names(words, at)))
}

#[cfg(test)]
mod tests {
    use super::of_words;

    #[test]
    fn a_court_says_that_it_adopts_a_recommendation() {
        let adopts = |words| of_words(words).next().is_some();
        assert!(adopts("公诉机关的量刑建议，本院予以采纳。"));
        assert!(adopts("公诉机关的量刑建议基本适当。"));
        for words in [
            "公诉机关的量刑建议，本院不予采纳。",
            "量刑建议偏重，本院予以采纳辩护意见。",
            "量刑建议部分采纳。",
        ] {
            assert!(!adopts(words), "{words}");
        }
    }
}
