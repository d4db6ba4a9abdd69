//! The words by which a claim begins, ends and is answered.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::Pattern;

/// The patterns of `voice.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) defence: Pattern,
    pub(super) prosecution: Pattern,
    pub(super) close: Pattern,
    pub(super) soft_close: Pattern,
    pub(super) named: Pattern,
    pub(super) accept: Pattern,
    pub(super) reject: Pattern,
    pub(super) part: Pattern,
    pub(super) request: Pattern,
    pub(super) asks: Pattern,
    pub(super) refused_measure: Pattern,
    pub(super) reports: Pattern,
    pub(super) next_speaker: Pattern,
    pub(super) aftermath: Pattern,
    pub(super) proposes: Pattern,
    pub(super) no_fault: Pattern,
    pub(super) untrue: Pattern,
    pub(super) refers_back: Pattern,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../voice.toml")).expect("voice.toml ships with the program")
});
