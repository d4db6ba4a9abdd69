//! Judicial interpretations no longer in force, by title where the new one bears another, else by number.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::text::Range;

const DATA: &str = include_str!("../../review-standards/law/repealed.toml");

/// An interpretation that was repealed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repealed {
    /// Title without office and marks, where the interpretation in force bears another.
    pub title: Option<String>,
    /// 法释〔2000〕36号
    pub number: String,
    /// First day on which it was no longer in force.
    pub since: Date,
    /// Number of what repealed it.
    pub by: String,
}

/// Every repealed interpretation a normalised text names, with the place.
pub fn find_all(plain: &str) -> Vec<(&'static Repealed, Range)> {
    if !plain.contains("解释") && !plain.contains("规定") && !plain.contains("规则") {
        return Vec::new();
    }
    let named = |known: &'static Repealed| {
        let number = plain.find(&known.number).map(|at| at..at + known.number.len());
        let range = number.or_else(|| title(plain, known.title.as_deref()?))?;
        Some((known, range))
    };
    REPEALED.iter().filter_map(named).collect()
}

/// Where a title stands; 、 may be written or left out.
fn title(plain: &str, wanted: &str) -> Option<Range> {
    let head: String = wanted.chars().take(5).collect();
    plain.match_indices(&head).find_map(|(start, _)| {
        let mut rest = plain.get(start..)?.char_indices().filter(|(_, c)| *c != '、');
        let mut end = start;
        for wanted in wanted.chars() {
            let (at, c) = rest.next()?;
            if c != wanted {
                return None;
            }
            end = start + at + c.len_utf8();
        }
        Some(start..end)
    })
}

#[derive(Deserialize)]
struct File {
    repealed: Vec<Repealed>,
}

static REPEALED: LazyLock<Vec<Repealed>> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).expect("repealed.toml is checked by a test");
    file.repealed
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_found_however_they_are_punctuated_and_the_new_one_is_not() {
        let told = |text: &str| -> Vec<&str> {
            find_all(text).into_iter().map(|(known, _)| known.number.as_str()).collect()
        };
        for text in [
            "《最高人民法院关于审理偷税、抗税刑事案件具体应用法律若干问题的解释》第一条",
            "《最高人民法院关于审理偷税抗税刑事案件具体应用法律若干问题的解释》第一条",
            "根据该解释（法释〔2002〕33号）",
        ] {
            assert_eq!(told(text), ["法释〔2002〕33号"], "{text}");
        }
        let in_force = "《最高人民法院关于审理破坏森林资源刑事案件适用法律若干问题的解释》第六条";
        assert!(told(in_force).is_empty());
    }

    #[test]
    fn every_row_is_whole() {
        for known in REPEALED.iter() {
            assert!(known.number.ends_with('号') && known.by.ends_with('号'), "{known:?}");
            assert_ne!(known.number, known.by);
        }
    }
}
