//! Whose fault a text speaks of: a fault of an accused is none of the victim's.

use std::sync::LazyLock;

use super::sentence::{phrase_before, sentence_before};
use crate::extract::people::People;
use crate::text::Pattern;

/// The victim's side is named as what it is.
static VICTIM: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("被害|受害|对方|死者|双方|原告").expect("the pattern is fixed"));

/// Whether the fault told at byte `at` is one of the accused: 林某的过错与周某的过错相当.
pub(super) fn is_of_an_accused(text: &str, at: usize, people: &People) -> bool {
    let before = sentence_before(text, at);
    if VICTIM.is_match(before) {
        return false;
    }
    if !people.mentions(phrase_before(text, at)).is_empty() {
        return true;
    }
    // 林某在确认安全后上路，也不存在避让的过错: whoever was named last is meant.
    let Some(masked) = before.rfind('某') else { return false };
    people.mentions(before).last().is_some_and(|last| last.range.contains(&masked))
}
