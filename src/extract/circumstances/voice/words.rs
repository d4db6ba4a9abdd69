//! The words by which a claim begins, ends and is answered.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::Pattern;

#[derive(Deserialize)]
struct Patterns {
    defence: String,
    prosecution: String,
    close: String,
    soft_close: String,
    named: String,
    accept: String,
    reject: String,
    part: String,
    request: String,
    asks: String,
    refused_measure: String,
    reports: String,
    next_speaker: String,
    aftermath: String,
    proposes: String,
    no_fault: String,
    untrue: String,
}

/// The patterns of `voice.toml`.
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
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let raw: Patterns =
        toml::from_str(include_str!("../voice.toml")).expect("voice.toml ships with the program");
    let compile = |pattern: &str| Pattern::new(pattern).expect("voice.toml ships with the program");
    Words {
        defence: compile(&raw.defence),
        prosecution: compile(&raw.prosecution),
        close: compile(&raw.close),
        soft_close: compile(&raw.soft_close),
        named: compile(&raw.named),
        accept: compile(&raw.accept),
        reject: compile(&raw.reject),
        part: compile(&raw.part),
        request: compile(&raw.request),
        asks: compile(&raw.asks),
        refused_measure: compile(&raw.refused_measure),
        reports: compile(&raw.reports),
        next_speaker: compile(&raw.next_speaker),
        aftermath: compile(&raw.aftermath),
        proposes: compile(&raw.proposes),
        no_fault: compile(&raw.no_fault),
        untrue: compile(&raw.untrue),
    }
});
