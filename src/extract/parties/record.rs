//! Earlier sanctions told only behind the heading: 另查明，被告人赵某某曾因…….

use std::sync::LazyLock;

use super::{dates_in, is_accused, prior};
use crate::document::Document;
use crate::extract::elements::Party;
use crate::text::Pattern;

/// What follows a name where a record is told.
static TOLD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("曾(?:因|于|被|犯)|因犯|于?(?:19|20)[0-9]{2}年[^，。；]{0,10}(?:曾|又)?因")
        .expect("the pattern is fixed")
});

/// Every accused of whom the heading tells no sanction; `from` is where the heading ends.
pub(super) fn read(document: &Document, from: usize, parties: &mut [Party]) {
    let plain = document.plain();
    let Some(text) = plain.get(from..) else { return };
    // What the court concludes and decides tells of this case.
    let text = text.rfind("本院认为").map_or(text, |end| &text[..end]);
    let is_open = |party: &Party| is_accused(party.role) && party.priors.is_empty();
    for start in told(text) {
        let before = &text[..start];
        for party in parties.iter_mut().filter(|party| is_open(party)) {
            if before.ends_with(party.name.value.as_str()) {
                let range = from + start..end_of_record(plain, from + start);
                let (_, priors) = prior::read(document, &range, &dates_in(plain, &range));
                party.priors = priors.into_iter().filter(|prior| prior.decided.is_some()).collect();
            }
        }
    }
}

/// Places at which a record may begin. One may begin within another: 2015年赵某某曾因…….
fn told(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let found = TOLD.find_at(text, at)?;
        at = found.start() + found.as_str().chars().next().map_or(1, char::len_utf8);
        Some(found.start())
    })
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
