//! The cue words of operative parts, with one meaning each.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::super::elements::SentenceKind;
use crate::text::WordList;

#[derive(Deserialize)]
struct Words {
    opening: WordList,
    weak_opening: WordList,
    ending: WordList,
    imprisonment: Vec<String>,
    detention: Vec<String>,
    control: Vec<String>,
    life: Vec<String>,
    death: Vec<String>,
    suspended_death: Vec<String>,
    exempted: Vec<String>,
    not_guilty: Vec<String>,
    not_responsible: Vec<String>,
    probation: Vec<String>,
    fine: Vec<String>,
    confiscation: Vec<String>,
    deprivation: Vec<String>,
    expulsion: Vec<String>,
    executed: Vec<String>,
    former: Vec<String>,
    revoke: Vec<String>,
    uphold: Vec<String>,
    offset: Vec<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("cues.toml")).expect("cues.toml is checked by a test"));

/// Meaning of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// A punishment that needs a length.
    Timed(SentenceKind),
    /// A punishment, or its absence, without length.
    Untimed(SentenceKind),
    Probation,
    Fine,
    Confiscation,
    Deprivation,
    Expulsion,
    Executed,
    Former,
    Revoke,
    Uphold,
    Offset,
    /// 犯, 构成: a charge may follow.
    Offence,
    Open,
    Close,
    /// 。 or ；
    Stop,
    NewLine,
}

/// Every cue of a text, leftmost and longest first.
pub(super) static CUES: LazyLock<(AhoCorasick, Vec<Cue>)> = LazyLock::new(|| {
    let words = &*WORDS;
    let mut patterns: Vec<&str> = Vec::new();
    let mut cues = Vec::new();
    let mut add = |list: &'static [String], cue: Cue| {
        for word in list {
            patterns.push(word);
            cues.push(cue);
        }
    };
    add(&words.imprisonment, Cue::Timed(SentenceKind::Imprisonment));
    add(&words.detention, Cue::Timed(SentenceKind::Detention));
    add(&words.control, Cue::Timed(SentenceKind::Control));
    add(&words.life, Cue::Untimed(SentenceKind::Life));
    add(&words.death, Cue::Untimed(SentenceKind::Death));
    add(&words.exempted, Cue::Untimed(SentenceKind::Exempted));
    add(&words.not_guilty, Cue::Untimed(SentenceKind::NotGuilty));
    add(&words.not_responsible, Cue::Untimed(SentenceKind::NotResponsible));
    add(&words.probation, Cue::Probation);
    add(&words.fine, Cue::Fine);
    add(&words.confiscation, Cue::Confiscation);
    add(&words.deprivation, Cue::Deprivation);
    add(&words.expulsion, Cue::Expulsion);
    add(&words.executed, Cue::Executed);
    add(&words.former, Cue::Former);
    add(&words.revoke, Cue::Revoke);
    add(&words.uphold, Cue::Uphold);
    add(&words.offset, Cue::Offset);
    for (mark, cue) in [
        ("犯", Cue::Offence),
        ("构成", Cue::Offence),
        ("（", Cue::Open),
        ("）", Cue::Close),
        ("。", Cue::Stop),
        ("；", Cue::Stop),
        ("\n", Cue::NewLine),
    ] {
        patterns.push(mark);
        cues.push(cue);
    }
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns);
    (finder.expect("cue words form an automaton"), cues)
});

/// Ends of the phrases that open an operative part.
pub(super) fn openings(text: &str) -> Vec<usize> {
    let ends = |words: &WordList| words.find_iter(text).map(|found| found.range.end).collect();
    let strong: Vec<usize> = ends(&WORDS.opening);
    if strong.is_empty() { ends(&WORDS.weak_opening) } else { strong }
}

/// Start of the first phrase that follows an operative part.
pub(super) fn ending(text: &str) -> usize {
    WORDS.ending.first(text).map_or(text.len(), |found| found.start)
}

/// Whether 死刑 is the suspended one, from the words after it.
pub(super) fn is_suspended_death(after: &str) -> bool {
    let head: String = after.chars().take(14).collect();
    WORDS.suspended_death.iter().any(|word| head.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_is_read_with_its_meaning() {
        let (finder, cues) = &*CUES;
        let read: Vec<Cue> =
            finder.find_iter("无期徒刑，有期徒刑").map(|found| cues[found.pattern().as_usize()]).collect();
        assert_eq!(read, [Cue::Untimed(SentenceKind::Life), Cue::Timed(SentenceKind::Imprisonment)]);
    }

    #[test]
    fn the_kind_of_death_sentence_is_told_by_what_follows() {
        assert!(is_suspended_death("，缓期二年执行，剥夺政治权利终身"));
        assert!(!is_suspended_death("，剥夺政治权利终身。"));
    }
}
