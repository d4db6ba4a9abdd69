//! The sentence the prosecution recommends: exact or a range, per person.

mod adjusted;
mod noun;
mod range;
mod speech;

use std::cell::LazyCell;
use std::sync::LazyLock;

use serde::Deserialize;

use super::cues::{self, CUES, Cue};
use super::values::{self, Values};
use crate::document::{Document, DocumentKind, SectionName};
use crate::extract::elements::{Recommendation, SentenceKind};
use crate::extract::people::{Group, People};
use crate::extract::voices::Voices;
use crate::text::{Pattern, Range, Term, WordList, numeral, term};

#[derive(Deserialize)]
struct Words {
    asking: WordList,
    others: WordList,
    victims: WordList,
    speakers: WordList,
    prosecution: WordList,
    probation: WordList,
    no_probation: Vec<String>,
    fine: WordList,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("recommendation.toml")).expect("recommendation.toml is checked by a test")
});

/// An accused named in the cause of what is recommended, or in the title of an agreement.
static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:(?:鉴于|因)(?:被告人|犯罪嫌疑人)|具结书（)([\p{Han}&&[^自如认主具系已积在的能当有无均到归犯属对]]\p{Han}{1,2})").expect("the pattern is fixed")
});

/// Every recommendation a paper makes or reports, each person and kind of punishment once.
pub(super) fn read(
    document: &Document,
    voices: &Voices<'_>,
    people: &People,
    before: usize,
) -> Vec<Recommendation> {
    let plain = document.plain();
    let is_own =
        !matches!(document.kind, DocumentKind::Judgment | DocumentKind::Ruling | DocumentKind::Unknown);
    let defence = LazyCell::new(|| defended(document, voices, is_own));
    let mut found: Vec<Recommendation> = Vec::new();
    let mut named_before: Option<Group> = None;
    let mut stranger_before = false;
    let mut ends_asked = false;
    for Piece { range: sentence, is_adjusted } in sentences(plain, before, is_own) {
        let words = &plain[sentence.clone()];
        // 被告人某系从犯。建议对其判处……: the one named last.
        let is_meant = is_adjusted || words.contains("对其");
        let earlier = named_before.take().filter(|_| is_meant).unwrap_or_default();
        named_before = people.groups(words).pop();
        let of_stranger = names_stranger(words, people) || is_adjusted && stranger_before;
        stranger_before = of_stranger;
        // 建议判处甲……。判处乙……: it goes on.
        let goes_on = std::mem::take(&mut ends_asked) && words.trim_start().starts_with("判处被告人");
        let is_alleged = words.contains("量刑") && is_alleged(document, sentence.start);
        let asked = asked(words, is_own, is_adjusted, is_alleged).or_else(|| goes_on.then_some((words, 0)));
        let Some((words, asking)) = asked else { continue };
        let in_defence = defence
            .iter()
            .any(|part| part.contains(&sentence.start) && speech::defends(&plain[..sentence.start]))
            || !is_own && speech::goes_on_for_others(&plain[..sentence.start], words);
        if !is_own && !speech::is_of_prosecution(words, asking, in_defence) {
            continue;
        }
        ends_asked = true;
        let may_ask_suspension = !is_own && !in_defence && speech::is_named(words, asking);
        for (clause, group) in clauses(words, asking, people) {
            let told = clause_value(&words[clause.clone()]);
            let Some(mut one) = told.filter(|one| one.kind.is_some() || may_ask_suspension) else { continue };
            one.adjusted = is_adjusted;
            let place = sentence.start + clause.start..sentence.start + clause.end;
            let is_named_before = group.iter().all(|one| one.range.end <= clause.start);
            let is_of_all = is_named_before && is_of_all(&words[clause.clone()], people);
            let group = if group.is_empty() { &earlier } else { &group };
            let names: Vec<String> =
                group.iter().filter_map(|person| people.names.get(person.value).cloned()).collect();
            let names = match () {
                () if is_of_all => people.names.clone(),
                () if !names.is_empty() => names,
                // 调整量刑建议书 at the foot of the agreement of another accused.
                () if is_own && of_stranger => vec![String::new()],
                () => headed(plain, sentence.start, people),
            };
            for name in names {
                // What a judgment repeats without a name tells nothing new.
                if !is_own && name.is_empty() && !found.is_empty() {
                    continue;
                }
                one.person.clone_from(&name);
                if is_adjusted {
                    found.retain(|known| known.person != name || known.adjusted);
                }
                let is_known = found
                    .iter()
                    .any(|known| known.person == name && (known.kind == one.kind || one.kind.is_none()));
                if !is_known {
                    found.retain(|known| known.person != name || known.kind.is_some());
                    found.push(one.to_recommendation(document, &place));
                }
            }
        }
    }
    found
}

/// Parts in which the defence speaks; a judgment reports it in other parts as well.
fn defended(document: &Document, voices: &Voices<'_>, is_own: bool) -> Vec<Range> {
    let mut parts: Vec<Range> = document.section_ranges(SectionName::Defence).cloned().collect();
    if !is_own {
        parts.extend_from_slice(voices.defended());
    }
    parts
}

/// Whether the prosecution goes on at `at` with what it alleges.
fn is_alleged(document: &Document, at: usize) -> bool {
    document.section_ranges(SectionName::Accusation).any(|part| part.contains(&at))
        && !speech::defends(&document.plain()[..at])
}

/// What one clause recommends.
struct Value {
    person: String,
    kind: Option<SentenceKind>,
    low: Option<Term>,
    high: Option<Term>,
    suspended: Option<Term>,
    suspension: bool,
    fine: Option<i64>,
    fined: bool,
    adjusted: bool,
}

impl Value {
    fn to_recommendation(&self, document: &Document, place: &Range) -> Recommendation {
        Recommendation {
            person: self.person.clone(),
            kind: self.kind,
            low: self.low,
            high: self.high,
            suspended: self.suspended,
            suspension: self.suspension,
            fine: self.fine,
            fined: self.fined,
            adjusted: self.adjusted,
            words: document.cite((), place, 0.9),
        }
    }
}

/// The only accused; nobody where there are several or none is known.
fn sole(people: &People) -> Vec<String> {
    match people.names.as_slice() {
        [only] => vec![only.clone()],
        _ => vec![String::new()],
    }
}

/// A sentence, or what it says before or after the recommendation is changed.
struct Piece {
    range: Range,
    is_adjusted: bool,
}

fn sentences(plain: &str, before: usize, is_own: bool) -> Vec<Piece> {
    let mut start = 0;
    let mut pieces = Vec::new();
    let whole = plain.get(..before).unwrap_or(plain).split_inclusive(['。', '\n']);
    for sentence in whole.flat_map(|sentence| parts(sentence, is_own)) {
        let range = start..start + sentence.len();
        start = range.end;
        let Some(change) = adjusted::change(sentence) else {
            pieces.push(Piece { range, is_adjusted: false });
            continue;
        };
        let at = range.start + change;
        pieces.push(Piece { range: range.start..at, is_adjusted: false });
        pieces.push(Piece { range: at..range.end, is_adjusted: true });
    }
    pieces
}

/// 甲认可……的量刑建议；乙认可……的量刑建议: each for himself.
fn parts(sentence: &str, is_own: bool) -> Vec<&str> {
    if !is_own && noun::is_repeated(sentence) {
        return sentence.split_inclusive('；').collect();
    }
    vec![sentence]
}

/// The words of a sentence that ask for a punishment, and where they begin to.
fn asked(words: &str, is_own: bool, is_adjusted: bool, is_alleged: bool) -> Option<(&str, usize)> {
    if is_adjusted {
        return Some((words, if is_own { before_asking(words, 0) } else { 0 }));
    }
    if is_own {
        return asking(words).map(|asking| (words, before_asking(words, asking)));
    }
    if let Some(noun) = noun::asked(words, is_alleged) {
        return Some((&words[..noun.end], noun.start));
    }
    let asking = asking(words)?;
    // 公诉机关的量刑建议……，本院认为应当……: the court goes on.
    let court = ["，本院认为", "，本院依法", "，本院予以", "予以采纳，", "不予采纳，"];
    let end = court.iter().filter_map(|word| words[asking..].find(word)).min();
    Some((&words[..end.map_or(words.len(), |end| asking + end)], asking))
}

fn asking(words: &str) -> Option<usize> {
    WORDS.asking.first(words).map(|found| found.start)
}

/// 同意检察机关有期徒刑九个月的量刑建议: the term stands before the word.
fn before_asking(words: &str, asking: usize) -> usize {
    let (before, after) = words.split_at(asking);
    if !term::scan(after).is_empty() || term::scan(before).is_empty() {
        return asking;
    }
    before.rfind(['；', '：']).map_or(0, |at| at + '；'.len_utf8())
}

/// 一、林小舟：……。建议判处……: the person at the head of the line is meant; else the only one.
fn headed(plain: &str, sentence: usize, people: &People) -> Vec<String> {
    let line = plain.get(..sentence).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    let head = line.find(['：', '，', '。']).and_then(|end| line.get(..end)).unwrap_or_default();
    let named = people.names.iter().find(|name| head.ends_with(name.as_str()));
    named.map_or_else(|| sole(people), |name| vec![name.clone()])
}

/// 对两被告人判处……, 建议对各被告人……: every accused is meant.
fn is_of_all(words: &str, people: &People) -> bool {
    static ALL: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("(?:(?P<count>[二两三四五六七八九十]|[0-9]{1,2})名?|[各上述以所有全部]{1,2}名?)被告人")
            .expect("the pattern is fixed")
    });
    let Some(found) = ALL.captures(words) else { return false };
    let count = found.name("count").and_then(|count| numeral::integer(count.as_str()));
    count.is_none_or(|count| usize::try_from(count) == Ok(people.names.len()))
}

/// Whether a sentence names an accused whom the paper does not introduce.
fn names_stranger(words: &str, people: &People) -> bool {
    NAMED.captures_iter(words).filter_map(|captures| captures.get(1)).any(|named| {
        let named = named.as_str();
        !people.names.iter().any(|name| named.starts_with(name.as_str()) || name.starts_with(named))
    })
}

/// Clauses from the first asking word on, one per group of persons named.
fn clauses(words: &str, asking: usize, people: &People) -> Vec<(Range, Group)> {
    let end = words.len();
    let mut groups = people.groups(words);
    groups.retain(|group| !is_compared(words, group));
    let first = groups.iter().position(|group| group.first().is_some_and(|one| one.range.start >= asking));
    let Some(first) = first else {
        return vec![(asking..end, groups.pop().unwrap_or_default())];
    };
    let before = first.checked_sub(1).and_then(|index| groups.get(index).cloned());
    let named: Vec<Group> = groups.split_off(first);
    let mut clauses = Vec::new();
    let starts: Vec<usize> =
        named.iter().map(|group| group.first().map_or(asking, |one| one.range.start)).collect();
    // 建议判处有期徒刑三年……，对某某: words before the first name may already recommend.
    if let (Some(group), Some(&start)) = (before, starts.first())
        && clause_value(&words[asking..start]).is_some_and(|value| value.kind.is_some())
    {
        clauses.push((asking..start, group));
    }
    let mut opening = asking;
    if clauses.is_empty()
        && let Some(&start) = starts.first()
        && let Some(cut) = words[asking..start].rfind('；')
    {
        // ……调整为有期徒刑四年；建议判处乙……: what stands before the first name is another's.
        opening = asking + cut + '；'.len_utf8();
        if !words[asking..opening].contains("单位") {
            clauses.push((asking..opening, Group::new()));
        }
    }
    let is_opened = !clauses.is_empty() && opening == asking;
    for (index, group) in named.into_iter().enumerate() {
        let start = if index == 0 && !is_opened { opening } else { starts[index] };
        let stop = starts.get(index + 1).copied().unwrap_or(end);
        clauses.push((start..stop, group));
    }
    clauses
}

/// 乙作用小于甲，建议判处……: whoever another is measured by is asked for nothing.
fn is_compared(words: &str, group: &Group) -> bool {
    const MEASURES: [&str; 10] =
        ["小于", "大于", "次于", "轻于", "重于", "低于", "高于", "弱于", "相对于", "不及"];
    let before = group.first().and_then(|one| words.get(..one.range.start)).unwrap_or_default();
    let before = before.trim_end_matches("被告人").trim_end_matches("同案犯");
    MEASURES.iter().any(|measure| before.ends_with(measure))
}

/// What a clause asks for: a punishment, or nothing but its suspension.
fn clause_value(words: &str) -> Option<Value> {
    let combined = range::combined(words).map(|at| value_of(&words[at..]));
    let value = combined
        .filter(|value| value.low.is_some() || value.high.is_some())
        .unwrap_or_else(|| value_of(words));
    (value.kind.is_some() || value.suspension).then_some(value)
}

fn value_of(words: &str) -> Value {
    let values = values::scan(words);
    let (finder, cues) = &*CUES;
    let mut value = Value {
        person: String::new(),
        kind: None,
        low: None,
        high: None,
        suspended: None,
        suspension: WORDS.probation.find_iter(words).any(|found| !is_refused(words, found.range.start)),
        fine: None,
        fined: WORDS.fine.is_in(words),
        adjusted: false,
    };
    let mut is_kind_alone = false;
    for found in finder.find_iter(words) {
        match cues[found.pattern().as_usize()] {
            Cue::Timed(kind) if value.kind.is_none() => {
                value.kind = Some(kind);
                match range::around(words, &found.range(), &values) {
                    Some(bounds) => (value.low, value.high) = bounds,
                    None => is_kind_alone |= range::is_kind_alone(words, &found.range()),
                }
            }
            Cue::Untimed(SentenceKind::Death) if value.kind.is_none() => {
                let is_suspended = cues::is_suspended_death(&words[found.end()..]);
                value.kind =
                    Some(if is_suspended { SentenceKind::SuspendedDeath } else { SentenceKind::Death });
            }
            Cue::Untimed(kind) if value.kind.is_none() => value.kind = Some(kind),
            Cue::Probation if !is_refused(words, found.start()) => {
                probation(&mut value, &values, words, found.end());
            }
            Cue::Fine if value.fine.is_none() => {
                value.fine = values.sum_after(words, found.end()).map(|sum| sum.value.fen);
            }
            _ => {}
        }
    }
    if value.kind.is_none()
        && let Some((low, high)) = range::first(words, &values)
    {
        value.kind = Some(SentenceKind::Imprisonment);
        value.low = low;
        value.high = high;
    }
    let is_term_missing = value.low.is_none() && value.high.is_none();
    let needs_term = matches!(
        value.kind,
        Some(SentenceKind::Imprisonment | SentenceKind::Detention | SentenceKind::Control)
    );
    if needs_term && is_term_missing && !value.suspension && !is_kind_alone {
        value.kind = None;
    }
    if value.kind.is_none() && (value.fine.is_some() || (value.fined && words.contains("单处"))) {
        value.kind = Some(SentenceKind::AccessoryOnly);
    }
    value
}

/// 不适用缓刑: the prosecution asks that there be none.
fn is_refused(words: &str, probation: usize) -> bool {
    let before = words.get(..probation).unwrap_or_default();
    WORDS.no_probation.iter().any(|refusal| before.ends_with(refusal.as_str()))
}

fn probation(value: &mut Value, values: &Values, words: &str, at: usize) {
    value.suspension = true;
    let term = values.term_after(words, at).map(|term| term.value);
    value.suspended = value.suspended.or(term).or(Some(Term::default()));
}
