//! Earlier sanctions told only behind the heading: 另查明，被告人赵某某曾因…….

use std::sync::LazyLock;

use super::{dates_in, is_accused, prior};
use crate::document::Document;
use crate::extract::elements::Party;
use crate::text::Pattern;

/// What follows a name where a record is told.
static TOLD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:曾(?:因|于|被|犯)|因犯|于?(?:19|20)[0-9]{2}年[^，。；]{0,10}(?:曾|又)?因)")
        .expect("the pattern is fixed")
});

/// Every accused of whom the heading tells no sanction; `from` is where the heading ends.
pub(super) fn read(document: &Document, from: usize, parties: &mut [Party]) {
    let plain = document.plain();
    let Some(text) = plain.get(from..) else { return };
    // What the court concludes and decides tells of this case.
    let text = text.rfind("本院认为").map_or(text, |end| &text[..end]);
    for party in parties.iter_mut().filter(|party| is_accused(party.role) && party.priors.is_empty()) {
        let name = party.name.value.clone();
        party.priors = text
            .match_indices(name.as_str())
            .filter(|(at, _)| TOLD.is_match(&text[at + name.len()..]))
            .map(|(at, _)| from + at + name.len())
            .map(|start| start..end_of_record(plain, start))
            .map(|range| prior::read(document, &range, &dates_in(plain, &range)).1)
            .map(|priors| priors.into_iter().filter(|prior| prior.decided.is_some()).collect::<Vec<_>>())
            .find(|priors| !priors.is_empty())
            .unwrap_or_default();
    }
}

/// The sentence, and the next one where it tells the release.
fn end_of_record(plain: &str, start: usize) -> usize {
    let end = end_of_sentence(plain, start);
    let next = end_of_sentence(plain, (end + '。'.len_utf8()).min(plain.len()));
    let goes_on = plain.get(end..next).is_some_and(|words| words.contains("释放") && words.len() < 150);
    if goes_on { next } else { end }
}

fn end_of_sentence(plain: &str, start: usize) -> usize {
    let Some(rest) = plain.get(start..) else { return plain.len() };
    let stops = [rest.find(['。', '\n']), rest.find("被告人")];
    stops.into_iter().flatten().min().map_or(plain.len(), |at| start + at)
}
