//! What a reasoning seems to accept and to refuse of the same person: one of the two is a party's, if its sentence
//! says so.

use std::sync::LazyLock;

use super::Candidate;
use super::settle::covers;
use crate::extract::elements::{CircumstanceKind, Stance};
use crate::text::Pattern;

/// Somebody else speaks, before the word.
static SPEAKS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("提出|辩称|辩解|所称|所提|主张|上诉称|关于[^，。；]*$|(?:^|，)对于?[^，。；]*$|(?:辩护人|公诉机关|检察院|检察机关)[^，。；]{0,8}(?:认为|指控|认定)")
        .expect("the pattern is fixed")
});

/// … or is named after it.
static CALLED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^[^，。；]{0,12}(?:意见|理由|辩解|主张|观点)").expect("the pattern is fixed")
});

/// The author begins.
static AUTHOR: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("经查|经审|本院|》").expect("the pattern is fixed"));

/// The author agrees with what the sentence tells.
static AGREES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?:意见|理由|辩解|主张|观点)[^，。；不]{0,4}成立|[^不]予以?(?:采[纳信]|支持|认可)|属实|相符",
    )
    .expect("the pattern is fixed")
});

static ACCUSERS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("指控|公诉|检察|抗诉").expect("the pattern is fixed"));

static ACCUSERS_DENIAL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:检察院|检察机关|公诉机关|公诉人|检察员)[^，。；]{0,12}认为|出庭意见")
        .expect("the pattern is fixed")
});

/// Gives back to the parties what the author cannot have said.
pub(super) fn part(found: &mut [Candidate], plain: &str) {
    let settled: Vec<usize> = (0..found.len())
        .filter(|&index| found[index].is_reasoned() && found[index].claimed.is_none())
        .collect();
    for &accepted in &settled {
        if found[accepted].circumstance.stance != Stance::Accepted {
            continue;
        }
        let refused = found.iter().position(|other| {
            other.is_reasoned()
                && other.circumstance.stance == Stance::Rejected
                && covers(&other.circumstance, &found[accepted].circumstance)
        });
        let Some(refused) = refused else { continue };
        let words = |index: usize| plain.get(found[index].sentence.clone()).unwrap_or_default();
        if is_told(&found[accepted], plain) {
            let sentence = found[accepted].sentence.start;
            let told = plain.get(sentence..found[accepted].range.start).unwrap_or_default();
            let party = if ACCUSERS.is_match(told) { Stance::Alleged } else { Stance::Argued };
            found[accepted].circumstance.stance = party;
        } else if found[refused].circumstance.negated && ACCUSERS_DENIAL.is_match(words(refused)) {
            found[refused].circumstance.stance = Stance::Alleged;
        }
    }
    give_way(found);
}

/// What the answer to a claim seems to hold gives way to what the author says of the same persons in words of his own:
/// the answer was about something else of the claim.
fn give_way(found: &mut [Candidate]) {
    for index in 0..found.len() {
        let Some(base) = found[index].claimed.filter(|_| found[index].is_reasoned()) else { continue };
        let one = &found[index].circumstance;
        let clashes = |other: &Candidate| {
            let said = &other.circumstance;
            let is_same = said.kind.value == one.kind.value;
            match one.stance {
                Stance::Rejected => is_same && !one.negated && said.stance == Stance::Accepted,
                Stance::Accepted => {
                    is_same && said.stance == Stance::Rejected
                        || one.kind.value == CircumstanceKind::Accessory
                            && said.kind.value == CircumstanceKind::Principal
                            && said.stance == Stance::Accepted
                }
                _ => false,
            }
        };
        let is_own = |other: &&Candidate| {
            let persons = &other.circumstance.persons;
            other.is_reasoned()
                && other.claimed.is_none()
                && (persons.is_empty()
                    || !one.persons.is_empty() && one.persons.iter().all(|name| persons.contains(name)))
        };
        if found.iter().filter(is_own).any(clashes) {
            found[index].circumstance.stance = base;
        }
    }
}

/// Whether the words of `candidate` are a party's by their sentence, and the author does not agree with them.
fn is_told(candidate: &Candidate, plain: &str) -> bool {
    let before = plain.get(candidate.sentence.start..candidate.range.start).unwrap_or_default();
    let after = plain.get(candidate.range.end..candidate.sentence.end).unwrap_or_default();
    let own = AUTHOR.find_iter(before).last().map_or(before, |author| &before[author.end()..]);
    (SPEAKS.is_match(own) || CALLED.is_match(after)) && !AGREES.is_match(after)
}
