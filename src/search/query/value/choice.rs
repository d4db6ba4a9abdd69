//! Values from a list: choices, 是 and 否, codes.

use crate::search::fold::fold_text;
use crate::search::query::error::Problem;
use crate::search::query::fields::FieldInfo;
use crate::search::query::words::{WORDS, fold, is_one_of};

/// So many choices are all told; of more the nearest.
const LISTED: usize = 9;
const NEAREST: usize = 3;

/// The choice a word means.
pub(super) fn choice(info: &FieldInfo, text: &str) -> Result<String, Problem> {
    if let Some(choice) = known(info, text) {
        return Ok(choice.to_owned());
    }
    if info.open {
        return Ok(text.to_owned());
    }
    Err(Problem::Value(info.field, expected(info, &fold_text(text))))
}

/// Whether the table has the word.
pub(super) fn is_known(info: &FieldInfo, text: &str) -> bool {
    known(info, text).is_some()
}

fn known<'a>(info: &'a FieldInfo, text: &str) -> Option<&'a str> {
    let word = fold_text(text);
    let mut known = info.choices.iter().map(|choice| (choice, choice)).chain(&info.synonyms);
    known.find(|(known, _)| fold_text(known) == word).map(|(_, choice)| choice.as_str())
}

fn expected(info: &FieldInfo, word: &str) -> String {
    if info.choices.len() <= LISTED {
        return format!("从这些词中选用：{}", info.choices.join("、"));
    }
    let mut ranked: Vec<(f64, &str)> = info
        .choices
        .iter()
        .map(|choice| (strsim::normalized_levenshtein(word, choice), choice.as_str()))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near = ranked.iter().take(NEAREST).filter(|(likeness, _)| *likeness > 0.0);
    let near: Vec<&str> = near.map(|(_, choice)| *choice).collect();
    if near.is_empty() {
        return format!("从这些词中选用：{}", info.choices.join("、"));
    }
    format!("改用列明的词，相近的有：{}", near.join("、"))
}

/// 是 or 否.
pub(super) fn flag(info: &FieldInfo, folded: &str) -> Result<&'static str, Problem> {
    if is_one_of(&WORDS.yes, folded) {
        return Ok("是");
    }
    if is_one_of(&WORDS.no, folded) {
        return Ok("否");
    }
    Err(Problem::Value(info.field, "写“是”或者“否”".to_owned()))
}

/// cm-07 is CM-07; words stay words.
pub(super) fn code(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() { folded.to_ascii_uppercase() } else { text.to_owned() }
}
