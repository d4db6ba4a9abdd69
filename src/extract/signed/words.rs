//! The words of `words.toml`, made ready.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use serde::Deserialize;

use super::Signer;

#[derive(Deserialize)]
pub(super) struct Words {
    signers: Signers,
    pub(super) names: Names,
}

#[derive(Deserialize)]
struct Signers {
    person: Vec<String>,
    lawyer: Vec<String>,
    guardian: Vec<String>,
    prosecutor: Vec<String>,
    witness: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Names {
    pub(super) never: Vec<String>,
    pub(super) kin: Vec<String>,
}

/// Finds the words for who signs.
pub(super) struct Roles {
    pub(super) finder: AhoCorasick,
    /// What each pattern of the finder stands for.
    pub(super) signers: Vec<Signer>,
}

pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).expect("words.toml is checked by tests"));

pub(super) static ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let words = &WORDS.signers;
    let groups = [
        (&words.person, Signer::Person),
        (&words.lawyer, Signer::Lawyer),
        (&words.guardian, Signer::Guardian),
        (&words.prosecutor, Signer::Prosecutor),
        (&words.witness, Signer::Witness),
    ];
    let all: Vec<(&str, Signer)> =
        groups.iter().flat_map(|(words, signer)| words.iter().map(|word| (word.as_str(), *signer))).collect();
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(all.iter().map(|(word, _)| word))
        .expect("a short list of words");
    Roles { finder, signers: all.into_iter().map(|(_, signer)| signer).collect() }
});

/// What may stand between the word for who signs and the name: （签名、捺印）：
pub(super) static LABEL_TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:（[^）\\n]{0,20}）|或者|或|及|、|/|律师|辩护人|签名|签字|签章|签署|捺印|捺指印|[捺按](?:手|指)?印|盖章|确认|姓名|日期|处|栏)*[：\\t]?")
        .expect("the pattern is fixed")
});

/// A short bracket behind a name.
pub(super) static BRACKET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("（([^（）\\n]{1,24})）").expect("the pattern is fixed"));

/// A mark that only a signature has: （捺印）.
pub(super) static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("（[^）\\n]{0,6}(?:捺|按|印|签|手)[^）\\n]{0,6}）").expect("the pattern is fixed")
});
