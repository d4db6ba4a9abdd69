//! Deeds of a gang: who of the accused did them the sentence does not tell.

use std::sync::LazyLock;

use super::sentence::sentence_before;
use crate::extract::people::People;
use crate::text::Pattern;

/// A gang is spoken of, as a whole or by its members.
static GANG: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("为首|团伙|犯罪集团|恶势力|黑社会|该组织|组织成员|(?:重要|骨干|积极|一般)成员|一伙")
        .expect("the pattern is fixed")
});

/// Whether what is told at byte `at` is a deed of a gang: 以林某为首的团伙，多次…….
pub(super) fn acts(text: &str, at: usize, people: &People) -> bool {
    let before = sentence_before(text, at);
    let Some(gang) = GANG.find_iter(before).last() else { return false };
    let told = &before[gang.end()..];
    // 该团伙以林某为核心，多次……
    people.mentions(told).is_empty() || gang.as_str() == "团伙" && before[..gang.start()].ends_with('该')
}
