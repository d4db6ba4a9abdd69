//! What a reasoning sums up of all the accused, after it told of whom each circumstance is.

use std::sync::LazyLock;

use super::Candidate;
use super::sentence::phrase_before;
use crate::extract::elements::{Circumstance, Stance};
use crate::text::Pattern;

/// The words weigh all that was told before.
static WEIGHS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:故|现|据此|本院)?(?:综合|根据|结合|考虑|依据|综上)").expect("the pattern is fixed")
});

/// Whether `candidate` only repeats for everybody what `reasoned` accepts of some.
pub(super) fn is_summed_up(candidate: &Candidate, plain: &str, reasoned: &[&Circumstance]) -> bool {
    let one = &candidate.circumstance;
    if one.stance != Stance::Accepted || !one.persons.is_empty() || !candidate.is_reasoned() {
        return false;
    }
    let after = plain.get(candidate.range.end..candidate.sentence.end).unwrap_or_default();
    let listed = after.split(['，', '。', '；']).next().unwrap_or_default();
    WEIGHS.is_match(phrase_before(plain, candidate.range.start))
        && ["等", "情节", "因素", "、"].iter().any(|list| listed.contains(list))
        && reasoned.iter().any(|said| said.kind.value == one.kind.value && !said.persons.is_empty())
}
