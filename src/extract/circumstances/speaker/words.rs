//! The words by which speakers are told apart.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::Pattern;

#[derive(Deserialize)]
struct Patterns {
    party_asks: String,
    not_the_author: String,
    author_answers: String,
    author_looks: String,
    opens_claim: String,
    defence_begins: String,
    tells_defence: String,
    prosecution_speaks: String,
    prosecution_concludes: String,
    defence_cues: String,
    own_analysis: String,
    asks_conviction: String,
    tells_evidence: String,
    quotes_statement: String,
    finds: String,
    disputes: String,
    higher: String,
    below_starts: String,
    own_conclusion: String,
    below_ends: String,
    below_disposes: String,
}

/// The patterns of `speaker.toml`.
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
    pub(super) quotes_statement: Pattern,
    pub(super) finds: Pattern,
    pub(super) disputes: Pattern,
    pub(super) higher: Pattern,
    pub(super) below_starts: Pattern,
    pub(super) own_conclusion: Pattern,
    pub(super) below_ends: Pattern,
    pub(super) below_disposes: Pattern,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let raw: Patterns =
        toml::from_str(include_str!("../speaker.toml")).expect("speaker.toml ships with the program");
    let compile = |pattern: &str| Pattern::new(pattern).expect("speaker.toml ships with the program");
    Words {
        party_asks: compile(&raw.party_asks),
        not_the_author: compile(&raw.not_the_author),
        author_answers: compile(&raw.author_answers),
        author_looks: compile(&raw.author_looks),
        opens_claim: compile(&raw.opens_claim),
        defence_begins: compile(&raw.defence_begins),
        tells_defence: compile(&raw.tells_defence),
        prosecution_speaks: compile(&raw.prosecution_speaks),
        prosecution_concludes: compile(&raw.prosecution_concludes),
        defence_cues: compile(&raw.defence_cues),
        own_analysis: compile(&raw.own_analysis),
        asks_conviction: compile(&raw.asks_conviction),
        tells_evidence: compile(&raw.tells_evidence),
        quotes_statement: compile(&raw.quotes_statement),
        finds: compile(&raw.finds),
        disputes: compile(&raw.disputes),
        higher: compile(&raw.higher),
        below_starts: compile(&raw.below_starts),
        own_conclusion: compile(&raw.own_conclusion),
        below_ends: compile(&raw.below_ends),
        below_disposes: compile(&raw.below_disposes),
    }
});
