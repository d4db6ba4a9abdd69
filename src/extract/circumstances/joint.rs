//! Deeds that several do together: who of the accused takes part besides whom the sentence is about.

use std::sync::LazyLock;

use super::mention::without_roles;
use super::sentence::{clause_before, phrase_before, sentence_before};
use crate::extract::people::People;
use crate::text::Pattern;

/// Before a name: whoever bears it takes part.
static WITH: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:伙同|会同|纠集|邀集|邀约|[^参]与|^与|^和|和|同)$").expect("the pattern is fixed")
});

/// Between two accused of a list that names others as well: 、孙某（另案处理）、.
static LISTED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "^(?:（[^）]{0,16}）)?(?:、(?:被告人)?[\\p{Han}×*0-9]{2,4}(?:（[^）]{0,16}）)?)+、?(?:被告人)?$",
    )
    .expect("the pattern is fixed")
});

/// `persons` with the accused that the sentence of byte `at` names as taking part: 甲伙同乙、某丁，多次…….
pub(super) fn with_companions(text: &str, at: usize, persons: Vec<String>, people: &People) -> Vec<String> {
    let before = sentence_before(text, at);
    // 甲、乙组织他人偷越国境，其中甲多次组织: of him alone.
    if clause_before(text, at).starts_with("其中") {
        return persons;
    }
    let mut all = persons;
    let mut listed_from = None;
    for run in people.runs(before) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let goes_on = listed_from.is_some_and(|end| {
            before.get(end..first.range.start).is_some_and(|between: &str| LISTED.is_match(between))
        });
        let names = || run.iter().filter_map(|mention| people.names.get(mention.value));
        if names().all(|name| all.contains(name)) {
            listed_from = Some(last.range.end);
            continue;
        }
        if !goes_on && !WITH.is_match(without_roles(clause_before(before, first.range.start))) {
            continue;
        }
        listed_from = Some(last.range.end);
        for name in names() {
            if !all.contains(name) {
                all.push(name.clone());
            }
        }
    }
    if all.len() == people.names.len() {
        return Vec::new();
    }
    all.sort_by_key(|name| people.names.iter().position(|known| known == name));
    all
}

/// By whom something is paid: 由被告人甲……, 从被告人甲处获得…….
pub(super) fn payer(text: &str, at: usize, people: &People) -> Option<Vec<String>> {
    let phrase = phrase_before(text, at);
    let run = people.runs(phrase).into_iter().find(|run| {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
        let before = without_roles(&phrase[..first.range.start]);
        before.ends_with('由') || before.ends_with(['从', '自']) && phrase[last.range.end..].starts_with('处')
    })?;
    Some(run.iter().filter_map(|mention| people.names.get(mention.value).cloned()).collect())
}
