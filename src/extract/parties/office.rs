//! The office that took a measure or a decision, by name or as 该局, 该院.

use super::organ;
use crate::document::Document;
use crate::text::{Cited, Range};

/// Words that point to an office named before, and how the names they may mean end.
const MEANT: [(&str, &[&str]); 9] = [
    ("该局", &["局", "处"]),
    ("该分局", &["分局"]),
    ("该公安局", &["公安局"]),
    ("该公安分局", &["分局"]),
    ("该派出所", &["派出所"]),
    ("该院", &["院"]),
    ("该检察院", &["检察院"]),
    ("该法院", &["法院"]),
    ("该委", &["委员会", "监委"]),
];

/// The office named in `place`. `known` keeps those named so far, to find the one that 该局 means.
/// A name with one of `acts` behind it tells who did another thing.
pub(super) fn named(
    document: &Document,
    place: &Range,
    known: &mut Vec<Cited<String>>,
    confidence: f32,
    acts: &[&str],
) -> Option<Cited<String>> {
    let plain = document.plain();
    let words = plain.get(place.clone())?;
    // 到公安机关投案，同日被刑事拘留: where somebody went, or who did another thing, took no measure.
    let does_else = |range: &Range| {
        let after = plain.get(range.end..place.end).unwrap_or_default();
        acts.iter().any(|word| after.starts_with(word))
    };
    let named = organ::last(plain, place).filter(|range| !does_else(range));
    let meant =
        MEANT.iter().filter_map(|(word, ends)| Some((words.rfind(word)?, *ends))).max_by_key(|one| one.0);
    if let Some((at, ends)) = meant
        && named.as_ref().is_none_or(|range| range.start <= place.start + at)
    {
        let office = known
            .iter()
            .rev()
            .find(|office| ends.iter().any(|end| without_bracket(&office.value).ends_with(end)))
            .cloned();
        if office.is_some() {
            return office;
        }
    }
    let office = named.map(|range| document.cite(plain[range.clone()].to_owned(), &range, confidence))?;
    known.push(office.clone());
    Some(office)
}

/// 公安局南山分局（经侦大队） is a 分局.
fn without_bracket(name: &str) -> &str {
    if name.ends_with('）') { name.rfind('（').map_or(name, |open| &name[..open]) } else { name }
}
