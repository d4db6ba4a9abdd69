//! Word lists of the facts, read once.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::extract::elements::AmountRole;
use crate::text::{Pattern, WordList};

#[derive(Deserialize)]
struct File {
    evidence: RawEvidence,
    resume: String,
    tail: String,
    repeatable: String,
    offence: String,
    amount: Vec<RawRole>,
    lists: Lists,
}

#[derive(Deserialize)]
struct RawEvidence {
    opening: String,
    words: WordList,
    gaps: String,
}

#[derive(Deserialize)]
struct RawRole {
    role: String,
    before: String,
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
    pub(super) roles: Vec<(AmountRole, Pattern)>,
    pub(super) means: AhoCorasick,
    pub(super) objects: AhoCorasick,
}

/// What shows that a sentence tells evidence, opinions or procedure.
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
    let regex = |pattern: &str| Pattern::new(pattern).expect("words.toml ships with the program");
    let finder = |list: &[String]| {
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(list).expect("a short list fits")
    };
    Words {
        evidence: Evidence {
            opening: regex(&file.evidence.opening),
            words: file.evidence.words,
            gaps: regex(&file.evidence.gaps),
        },
        resume: regex(&file.resume),
        tail: regex(&file.tail),
        repeatable: regex(&file.repeatable),
        offence: regex(&file.offence),
        roles: file.amount.iter().map(|raw| (role(&raw.role), regex(&raw.before))).collect(),
        means: finder(&file.lists.means),
        objects: finder(&file.lists.objects),
    }
});

fn role(label: &str) -> AmountRole {
    match label {
        "退赔" => AmountRole::Repaid,
        "损失" => AmountRole::Loss,
        "合计" => AmountRole::Total,
        "违法所得" => AmountRole::Proceeds,
        "犯罪数额" => AmountRole::Crime,
        _ => AmountRole::Other,
    }
}
