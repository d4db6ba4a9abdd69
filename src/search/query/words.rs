//! Words of the language that are neither fields nor text: operators, comparisons, yes and no. Data: `words.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

/// How terms are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    And,
    Or,
    Not,
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sign {
    AtLeast,
    AtMost,
    More,
    Less,
    Equal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    and: Vec<String>,
    or: Vec<String>,
    not: Vec<String>,
    touching_and: Vec<String>,
    touching_or: Vec<String>,
    pub present: Vec<String>,
    pub absent: Vec<String>,
    pub yes: Vec<String>,
    pub no: Vec<String>,
    pub life: Vec<String>,
    pub suspended_death: Vec<String>,
    pub death: Vec<String>,
    pub range: Vec<String>,
    before: Vec<Comparison>,
    after: Vec<Comparison>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Comparison {
    sign: Sign,
    words: Vec<String>,
}

pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).expect("the shipped table parses"));

/// One spelling: half width, small letters. One character for one, so that positions stay.
pub(super) fn fold(text: &str) -> String {
    text.chars().map(fold_character).collect()
}

fn fold_character(character: char) -> char {
    let half = match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        '〜' => '~',
        '–' | '―' | '─' => '—',
        _ => character,
    };
    half.to_ascii_lowercase()
}

/// Whether a folded word is in a list.
pub(super) fn is_one_of(list: &[String], folded: &str) -> bool {
    list.iter().any(|word| word == folded)
}

/// The operator a word is when it stands alone.
pub(super) fn operator(word: &str) -> Option<Operator> {
    let word = fold(word);
    let words = &*WORDS;
    [(&words.and, Operator::And), (&words.or, Operator::Or), (&words.not, Operator::Not)]
        .into_iter()
        .find_map(|(list, operator)| is_one_of(list, &word).then_some(operator))
}

/// The operator a word begins with, and how many characters it has; the longest.
pub(super) fn leading_operator(word: &str) -> Option<(Operator, usize)> {
    let word = fold(word);
    let words = &*WORDS;
    [(&words.and, Operator::And), (&words.or, Operator::Or), (&words.not, Operator::Not)]
        .into_iter()
        .flat_map(|(list, operator)| list.iter().map(move |known| (operator, known)))
        .filter(|(_, known)| word.starts_with(known.as_str()))
        .map(|(operator, known)| (operator, known.chars().count()))
        .max_by_key(|&(_, length)| length)
}

fn touching() -> impl Iterator<Item = (Operator, &'static String)> {
    let words = &*WORDS;
    let and = words.touching_and.iter().map(|word| (Operator::And, word));
    and.chain(words.touching_or.iter().map(|word| (Operator::Or, word)))
}

/// The operator at the start of a word that follows a bracket or quote at once, and its characters.
pub(super) fn touching_start(word: &str) -> Option<(Operator, usize)> {
    touching()
        .filter(|(_, known)| word.starts_with(known.as_str()))
        .map(|(operator, known)| (operator, known.chars().count()))
        .max_by_key(|&(_, length)| length)
}

/// How many characters the operator at the end of a word has, where a bracket follows at once.
pub(super) fn touching_end(word: &str) -> usize {
    touching()
        .filter(|(_, known)| word.ends_with(known.as_str()))
        .map(|(_, known)| known.chars().count())
        .max()
        .unwrap_or(0)
}

/// A folded value without the comparison before it.
pub(super) fn comparison_before(value: &str) -> Option<(Sign, &str)> {
    let found = each(&WORDS.before).filter_map(|(sign, word)| Some((sign, value.strip_prefix(word)?)));
    found.min_by_key(|(_, rest)| rest.len())
}

/// A folded value without the comparison behind it.
pub(super) fn comparison_after(value: &str) -> Option<(Sign, &str)> {
    let found = each(&WORDS.after).filter_map(|(sign, word)| Some((sign, value.strip_suffix(word)?)));
    found.min_by_key(|(_, rest)| rest.len())
}

/// Every way to cut a folded value into a lower and an upper comparison: 三年以上七年以下, >=5万<10万, 5万以上不满10万.
pub(super) fn both_comparisons(value: &str) -> impl Iterator<Item = ((Sign, &str), (Sign, &str))> {
    let either = |part| comparison_before(part).or_else(|| comparison_after(part));
    let places = value.char_indices().skip(1).take(LONGEST_VALUE);
    places.filter_map(move |(at, _)| {
        let (lower, upper) = value.split_at_checked(at)?;
        let lower = either(lower.trim()).filter(|(sign, _)| matches!(sign, Sign::AtLeast | Sign::More))?;
        let upper = either(upper.trim()).filter(|(sign, _)| matches!(sign, Sign::AtMost | Sign::Less))?;
        Some((lower, upper))
    })
}

/// More characters are no value.
const LONGEST_VALUE: usize = 40;

fn each(list: &'static [Comparison]) -> impl Iterator<Item = (Sign, &'static str)> {
    list.iter().flat_map(|one| one.words.iter().map(|word| (one.sign, word.as_str())))
}

/// Whether a folded word is a comparison and nothing else: `> 3年` with a space.
pub(super) fn is_bare_comparison(word: &str) -> bool {
    each(&WORDS.before).any(|(_, known)| known == word)
}

/// A folded value cut at the sign of a range: the words before and behind it.
pub(super) fn range(value: &str) -> Option<(&str, &str)> {
    let (at, sign) = WORDS.range.iter().filter_map(|sign| Some((value.find(sign.as_str())?, sign))).min()?;
    let rest = value.get(at + sign.len()..)?;
    // …… and ... are one sign.
    let rest = rest.trim_start_matches(['.', '…', '~', '—']);
    Some((value.get(..at)?, rest))
}

/// Signs that only begin a comparison.
pub(super) fn is_comparison_sign(character: char) -> bool {
    "<>=≤≥≦≧".contains(fold_character(character))
}

/// Whether a folded word joins two values and nothing else.
pub(super) fn is_bare_range(word: &str) -> bool {
    range(word) == Some(("", ""))
}
