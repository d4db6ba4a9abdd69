//! The words by which speakers are told apart.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::Pattern;

/// The patterns of `speaker.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) party_asks: Pattern,
    pub(super) not_the_author: Pattern,
    pub(super) author_answers: Pattern,
    pub(super) author_looks: Pattern,
    pub(super) opens_claim: Pattern,
    pub(super) defence_begins: Pattern,
    pub(super) tells_defence: Pattern,
    pub(super) prosecution_speaks: Pattern,
    pub(super) prosecution_concludes: Pattern,
    pub(super) defence_cues: Pattern,
    pub(super) own_analysis: Pattern,
    pub(super) asks_conviction: Pattern,
    pub(super) tells_evidence: Pattern,
    pub(super) pleads: Pattern,
    pub(super) shows_evidence: Pattern,
    pub(super) decides_plea: Pattern,
    pub(super) quotes_statement: Pattern,
    pub(super) finds: Pattern,
    pub(super) finds_same: Pattern,
    pub(super) disputes: Pattern,
    pub(super) higher: Pattern,
    pub(super) below_starts: Pattern,
    pub(super) own_conclusion: Pattern,
    pub(super) below_ends: Pattern,
    pub(super) below_disposes: Pattern,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../speaker.toml")).expect("speaker.toml ships with the program")
});
