//! Word lists of the facts, read once.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::extract::elements::AmountRole;
use crate::text::{Pattern, WordList};

#[derive(Deserialize)]
struct File {
    evidence: Evidence,
    resume: Pattern,
    tail: Pattern,
    repeatable: Pattern,
    offence: Pattern,
    glued: Vec<String>,
    amount: Vec<Role>,
    lists: Lists,
}

/// The words before a sum that tell its role.
#[derive(Deserialize)]
pub(super) struct Role {
    pub(super) role: AmountRole,
    pub(super) before: Pattern,
}

#[derive(Deserialize)]
struct Lists {
    means: Vec<String>,
    objects: Vec<String>,
}

/// Compiled word lists; see `words.toml`.
pub(super) struct Words {
    pub(super) evidence: Evidence,
    pub(super) resume: Pattern,
    pub(super) tail: Pattern,
    pub(super) repeatable: Pattern,
    pub(super) offence: Pattern,
    pub(super) glued: Vec<String>,
    pub(super) roles: Vec<Role>,
    pub(super) means: AhoCorasick,
    pub(super) objects: AhoCorasick,
}

/// What shows that a sentence tells evidence, opinions or procedure.
#[derive(Deserialize)]
pub(super) struct Evidence {
    opening: Pattern,
    words: WordList,
    gaps: Pattern,
}

impl Evidence {
    /// Whether a sentence tells no facts any more.
    pub(super) fn is_told_in(&self, sentence: &str) -> bool {
        self.words.is_in(sentence) || self.opening.is_match(sentence) || self.gaps.is_match(sentence)
    }
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("words.toml")).expect("words.toml ships with the program");
    let finder = |list: &[String]| {
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(list).expect("a short list fits")
    };
    Words {
        evidence: file.evidence,
        resume: file.resume,
        tail: file.tail,
        repeatable: file.repeatable,
        offence: file.offence,
        glued: file.glued,
        roles: file.amount,
        means: finder(&file.lists.means),
        objects: finder(&file.lists.objects),
    }
});
