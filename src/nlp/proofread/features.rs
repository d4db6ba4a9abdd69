//! What the combiner knows of an edit.

use super::candidates::Sentence;
use super::edit::{Edit, Kind, Relation};
use super::known::Known;
use super::language_model::{CONTEXT, Ending, LanguageModel};
use super::surnames::is_surname;
use super::symbols::{BEFORE, UNKNOWN};

/// Columns, in order. The combiner's weights are trained on the values in exactly this order.
#[rustfmt::skip]
pub(super) const NAMES: &[&str] = &[
    "replace", "pair", "delete", "delete two", "swap", "swap longer", "insert", // what it does
    "same sound", "near sound", "shape only", "likeness", // how the characters are alike
    "gain", "before", "after", "gain a symbol", "lead", "rank", // what the language model says
    "doubled", "old frequency", "new frequency", "unknown", // which characters
    "text", "around", "near end", "length", "surname", "old joints", "new joints", // where
    "old word", "old word count", "new word", "new word count", // which words
    "repeats left", "repeats right", "repeats both", "slip", "any slip", // what is written elsewhere
];
const GAIN: usize = 11;
/// Edits kept at one place.
const KEPT: usize = 4;
/// Symbols to each side that count as around an edit.
const AROUND: usize = 12;

/// An edit with the language model's sums over the symbols that it touches.
#[derive(Debug, Clone, Copy)]
struct Scored {
    edit: Edit,
    before: f32,
    after: f32,
    /// Symbols in the sum after.
    length: usize,
}

impl Scored {
    fn gain(&self) -> f32 {
        self.after - self.before
    }
}

/// The best few edits at each place with their features.
pub(super) fn kept(
    model: &LanguageModel<'_>,
    known: &Known<'_>,
    sentence: &Sentence<'_>,
    padded: &[u32],
    edits: &[Edit],
) -> Vec<(Edit, Vec<f32>)> {
    let context = |start: usize| model.ending(&padded[start..start + BEFORE]);
    // Edits at one place follow each other: the weights of what stands before are looked up once for all of them.
    let mut order: Vec<Scored> = edits
        .chunk_by(|a, b| a.start == b.start)
        .flat_map(|group| {
            let first = group.first().map_or_else(Default::default, |edit| context(edit.start));
            group.iter().filter_map(move |edit| score(model, sentence, padded, &first, edit))
        })
        .collect();
    order.sort_by(|a, b| a.edit.place().cmp(&b.edit.place()).then(b.gain().total_cmp(&a.gain())));
    let mut out = Vec::new();
    for group in order.chunk_by(|a, b| a.edit.place() == b.edit.place()) {
        for (rank, one) in group.iter().take(KEPT).enumerate() {
            let rival = group.get(usize::from(rank == 0)).unwrap_or(&group[0]);
            let lead = one.gain() - rival.gain();
            let mut row = row(model, sentence, one, lead, rank);
            row.extend(known.row(sentence.symbols, &one.edit));
            out.push((one.edit, row));
        }
    }
    out
}

/// The sums before and after, if the gain is worth a look. `padded` holds the symbols after `BEFORE` others.
fn score(
    model: &LanguageModel<'_>,
    sentence: &Sentence<'_>,
    padded: &[u32],
    first: &Ending,
    edit: &Edit,
) -> Option<Scored> {
    let tail = (sentence.symbols.len() - edit.end).min(CONTEXT);
    let new = edit.new_symbols();
    let mut row = [0; 3 * CONTEXT];
    let length = new.len() + tail;
    let pieces = padded[edit.start..edit.start + BEFORE].iter().chain(new);
    let rest = &padded[edit.end + BEFORE..edit.end + BEFORE + tail];
    for (slot, symbol) in row.iter_mut().zip(pieces.chain(rest)) {
        *slot = *symbol;
    }
    let before = sentence.sum(edit.start, edit.end + tail);
    let after = model.sum(&row[..BEFORE + length], first, before + least_gain(edit.kind))?;
    Some(Scored { edit: *edit, before, after, length })
}

/// Below this gain an edit is not looked at: among those that the combiner takes, one in a hundred gains less. A shorter text
/// always gains some.
fn least_gain(kind: Kind) -> f32 {
    match kind {
        Kind::Replace => 1.5,
        Kind::Pair | Kind::Swap => 3.0,
        Kind::Delete | Kind::Insert => 5.0,
    }
}

fn row(
    model: &LanguageModel<'_>,
    sentence: &Sentence<'_>,
    scored: &Scored,
    lead: f32,
    rank: usize,
) -> Vec<f32> {
    let Scored { edit, before, after, length } = *scored;
    let (start, end, width, size) = (edit.start, edit.end, edit.width(), sentence.symbols.len());
    let old = &sentence.symbols[start..end];
    let flag = |holds: bool| f32::from(u8::from(holds));
    let is = |kind: Kind, wide: Option<bool>| {
        let narrow = if kind == Kind::Swap { 2 } else { 1 };
        flag(edit.kind == kind && wide.is_none_or(|wide| wide == (width > narrow)))
    };
    let frequency = |symbols: &[u32]| symbols.iter().map(|&symbol| model.alone(symbol)).sum::<f32>();
    let unknown = old.contains(&UNKNOWN);
    vec![
        is(Kind::Replace, None),
        is(Kind::Pair, None),
        is(Kind::Delete, Some(false)),
        is(Kind::Delete, Some(true)),
        is(Kind::Swap, Some(false)),
        is(Kind::Swap, Some(true)),
        is(Kind::Insert, None),
        flag(edit.relation == Relation::SameSound),
        flag(edit.relation == Relation::NearSound),
        flag(edit.relation == Relation::Shape),
        edit.likeness,
        after - before,
        before / 5.0,
        after / 5.0,
        (after - before) / length.max(1) as f32,
        lead,
        rank as f32,
        flag(edit.kind == Kind::Delete && doubled(sentence.symbols, start, end)),
        frequency(old),
        frequency(edit.new_symbols()),
        flag(unknown),
        sentence.sum(0, size) / size.max(1) as f32,
        around(sentence, start, end),
        flag(size - end < 3),
        size.min(60) as f32 / 60.0,
        flag(
            (start.saturating_sub(2)..=start)
                .any(|at| sentence.characters.get(at).is_some_and(|&c| is_surname(c))),
        ),
        joints(model, sentence.symbols, start, end, old),
        joints(model, sentence.symbols, start, end, edit.new_symbols()),
    ]
}

/// Whether the same symbols stand right before or after.
fn doubled(symbols: &[u32], start: usize, end: usize) -> bool {
    let (old, width) = (&symbols[start..end], end - start);
    let earlier = start.checked_sub(width).and_then(|from| symbols.get(from..start));
    earlier == Some(old) || symbols.get(end..end + width) == Some(old)
}

/// Mean logarithm of the symbols near the edit that do not depend on it.
fn around(sentence: &Sentence<'_>, start: usize, end: usize) -> f32 {
    let size = sentence.symbols.len();
    let (left, right) = (start.saturating_sub(AROUND), (end + AROUND).min(size));
    let behind = (end + CONTEXT).min(size);
    let count = (start - left + right.saturating_sub(behind)).max(1);
    (sentence.sum(left, start) + sentence.sum(behind, right.max(behind))) / count as f32
}

/// The least likely step from symbol to symbol, from the left neighbour through these to the right one.
fn joints(model: &LanguageModel<'_>, symbols: &[u32], start: usize, end: usize, middle: &[u32]) -> f32 {
    let left = start.checked_sub(1).and_then(|at| symbols.get(at));
    let parts: Vec<u32> = left.into_iter().chain(middle).chain(symbols.get(end)).copied().collect();
    let least = parts.windows(2).map(|pair| model.pair(pair[0], pair[1])).fold(f32::INFINITY, f32::min);
    if least.is_finite() { least } else { 0.0 }
}

/// The gain among the features of an edit.
pub(super) fn gain(features: &[f32]) -> f32 {
    features.get(GAIN).copied().unwrap_or_default()
}
