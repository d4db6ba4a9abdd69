//! One incident as two sides tell it.

use super::sides::{Account, Pair};
use super::sums::{self, Quantity};
use super::{Difference, Side};
use crate::case::Paper;
use crate::case::names::{Likeness, likeness};
use crate::document::DocumentKind;
use crate::extract::elements::{Incident, InjuryGrade, label};
use crate::text::{Cited, Moment, Range, date, money};

pub(super) fn compare(pair: &Pair<'_>, left: &[&Incident], right: &[&Incident], out: &mut Vec<Difference>) {
    let persons = named(left, right);
    let mut found: Vec<Difference> = Vec::new();
    found.extend(times(pair, left, right));
    found.extend(places(pair, left, right));
    found.extend(amounts(pair, left, right));
    found.extend(weights(pair, left, right));
    found.extend(alcohol(pair, left, right));
    found.extend(injuries(pair, left, right));
    found.extend(victims(pair, left, right));
    for mut difference in found {
        difference.persons.clone_from(&persons);
        out.push(difference);
    }
}

pub(super) fn named(left: &[&Incident], right: &[&Incident]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for incident in left.iter().chain(right) {
        for person in &incident.persons {
            if !names.contains(&person.value) {
                names.push(person.value.clone());
            }
        }
    }
    names
}

fn times(pair: &Pair<'_>, left: &[&Incident], right: &[&Incident]) -> Option<Difference> {
    let (a, b) = (left.first()?.time.as_ref()?, right.first()?.time.as_ref()?);
    // One side sums up in one passage what the other lists: a period is not a day.
    let (l, r) = (pair.left.facts.len(), pair.right.facts.len());
    if l != r && l.min(r) == 1 {
        return None;
    }
    if left.len() != right.len() || same_time(&a.value, &b.value) {
        return None;
    }
    // What was agreed on before and what became final later are told of one deed: which day stands first is no matter.
    if tells_time(&pair.right, &a.value) || tells_time(&pair.left, &b.value) {
        return None;
    }
    Some(told(pair, "incident_time", "作案时间", "事实变化（时间）", "S2", a, b, ToString::to_string))
}

/// Equal to the precision both give; an approximate hour may be one off.
pub(super) fn same_time(a: &Moment, b: &Moment) -> bool {
    let both = |x: Option<i8>, y: Option<i8>| x.is_none() || y.is_none() || x == y;
    if a.year != b.year || !both(a.month, b.month) || !both(a.day, b.day) {
        return false;
    }
    match (a.hour, b.hour) {
        (Some(x), Some(y)) if a.approximate || b.approximate => (x - y).abs() <= 1,
        (x, y) => both(x, y) && both(a.minute, b.minute),
    }
}

/// Whether the facts of a side tell a time anywhere, as exactly.
fn tells_time(side: &Account<'_>, time: &Moment) -> bool {
    let document = &side.paper.document;
    let spans: Vec<Range> = side
        .facts
        .iter()
        .map(|incident| &incident.passage.quote)
        .map(|quote| document.text.plain_at(quote.start)..document.text.plain_at(quote.end))
        .collect();
    // A decision not to prosecute first tells what the police alleged.
    let is_whole = side.paper.kind() == DocumentKind::NonProsecutionDecision;
    date::scan(document.plain()).iter().any(|found| {
        let is_as_exact = found.value.month.is_some() >= time.month.is_some()
            && found.value.day.is_some() >= time.day.is_some();
        is_as_exact
            && same_time(&found.value, time)
            && (is_whole
                || spans.iter().any(|span| span.start <= found.range.start && found.range.end <= span.end))
    })
}

fn places(pair: &Pair<'_>, left: &[&Incident], right: &[&Incident]) -> Option<Difference> {
    if left.len() != right.len() {
        return None;
    }
    let (a, b) = (left.first()?.place.as_ref()?, right.first()?.place.as_ref()?);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (x, y) = (digits(&a.value), digits(&b.value));
    let other_number = !x.is_empty() && !y.is_empty() && x != y && !x.contains(&y) && !y.contains(&x);
    if !other_number && shared_letters(&a.value, &b.value) >= 0.5 {
        return None;
    }
    // A paper may tell several places of one deed; which stands first is no matter.
    let tells = |paper: &Paper, place: &str| {
        let tail: Vec<char> = place.trim_end_matches(BESIDE).chars().collect();
        let tail: String = tail.iter().skip(tail.len().saturating_sub(TAIL)).collect();
        paper.document.plain().contains(&tail)
    };
    if !other_number && (tells(pair.right.paper, &a.value) || tells(pair.left.paper, &b.value)) {
        return None;
    }
    Some(told(pair, "place", "作案地点", "事实变化（地点）", "S1", a, b, Clone::clone))
}

/// Characters at the end of a place by which it is known again.
const TAIL: usize = 3;
/// Characters that say on which side of a place something is.
const BESIDE: &[char] =
    &['旁', '侧', '边', '东', '南', '西', '北', '处', '内', '外', '里', '前', '后', '附', '近', '门', '口'];

/// Share of the shorter text's characters that the longer one has too.
fn shared_letters(a: &str, b: &str) -> f32 {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let total = short.chars().count().max(1);
    short.chars().filter(|c| long.contains(*c)).count() as f32 / total as f32
}

fn amounts(pair: &Pair<'_>, left: &[&Incident], right: &[&Incident]) -> Vec<Difference> {
    let mut found = Vec::new();
    let rows = [
        ("犯罪数额", sums::crime_sums(left), sums::crime_sums(right)),
        (TOTAL, sums::totals(left), sums::totals(right)),
        ("违法所得数额", sums::proceeds(left), sums::proceeds(right)),
    ];
    let (told_left, told_right) = (sums::told(left), sums::told(right));
    for (label, mut a, mut b) in rows {
        // What all incidents come to stands before them on one side and behind the last one on the other.
        if label == TOTAL {
            a.retain(|total| !is_total_of(pair.right.facts, total));
            b.retain(|total| !is_total_of(pair.left.facts, total));
        }
        // 价值分别为300元、200元，合计500元 against 价值500元，其中……: the same sums in other places of the sentence.
        let are_both_told = |x: &Quantity, y: &Quantity| is_among(x, &told_right) && is_among(y, &told_left);
        if let Some((x, y)) = sums::first_disagreement(&a, &b).filter(|(x, y)| !are_both_told(x, y)) {
            found.push(quantities(pair, "amount", label, "事实增减（数额）", &x, &y, money::yuan));
        }
    }
    found
}

fn is_among(sum: &Quantity, told: &[Quantity]) -> bool {
    told.iter().any(|other| other.value.value == sum.value.value)
}

/// Label of stated totals.
const TOTAL: &str = "合计数额";

/// Whether any incident of a side states this total.
fn is_total_of(facts: &[Incident], total: &Quantity) -> bool {
    let all: Vec<&Incident> = facts.iter().collect();
    let said = |stated: &Quantity| sums::agree(stated, total);
    sums::totals(&all).iter().any(said) || sums::crime_sums(&all).iter().any(said)
}

fn weights(pair: &Pair<'_>, left: &[&Incident], right: &[&Incident]) -> Option<Difference> {
    let of = |incidents: &[&Incident]| -> Vec<Quantity> {
        let all = incidents.iter().flat_map(|incident| incident.weights.clone());
        all.map(|value| Quantity { value, approximate: false }).collect()
    };
    let (x, y) = sums::first_disagreement(&of(left), &of(right))?;
    Some(quantities(pair, "weight", "重量", "事实增减（重量）", &x, &y, sums::grams))
}

fn alcohol(pair: &Pair<'_>, left: &[&Incident], right: &[&Incident]) -> Option<Difference> {
    let of = |incidents: &[&Incident]| incidents.iter().find_map(|incident| incident.alcohol.clone());
    let (a, b) = (of(left)?, of(right)?);
    if a.value == b.value {
        return None;
    }
    Some(told(
        pair,
        "alcohol",
        "血液酒精含量",
        "事实变化（酒精含量）",
        "S2",
        &a,
        &b,
        |value| alcohol_words(*value),
    ))
}

/// Hundredths of mg/100ml as people write them.
pub(super) fn alcohol_words(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    format!("{}mg/100ml", text.trim_end_matches('0').trim_end_matches('.'))
}

fn injuries(pair: &Pair<'_>, left: &[&Incident], right: &[&Incident]) -> Option<Difference> {
    injury_difference(pair, &injury_worst(left)?, &injury_worst(right)?)
}

pub(super) fn injury_worst(incidents: &[&Incident]) -> Option<Cited<InjuryGrade>> {
    let all = incidents.iter().flat_map(|incident| incident.injuries.iter());
    all.max_by_key(|injury| injury.value).cloned()
}

pub(super) fn injury_difference(
    pair: &Pair<'_>,
    a: &Cited<InjuryGrade>,
    b: &Cited<InjuryGrade>,
) -> Option<Difference> {
    if compatible(a.value, b.value) {
        return None;
    }
    let words = |grade: &InjuryGrade| label(*grade);
    let mut difference = told(pair, "injury", "伤情等级", "事实变化（伤情）", "S2", a, b, words);
    if bracket(a.value) != bracket(b.value) {
        difference.crosses_tier = true;
        "E".clone_into(&mut difference.severity);
    }
    Some(difference)
}

/// Slight, light, grave, death: where the statutory range changes (刑法 §234).
fn bracket(grade: InjuryGrade) -> u8 {
    match grade {
        InjuryGrade::Slight => 0,
        InjuryGrade::Light | InjuryGrade::LightOne | InjuryGrade::LightTwo => 1,
        InjuryGrade::Grave | InjuryGrade::GraveOne | InjuryGrade::GraveTwo => 2,
        InjuryGrade::Death => 3,
    }
}

/// Equal, or one side does not give the level.
fn compatible(a: InjuryGrade, b: InjuryGrade) -> bool {
    let vague = |grade| matches!(grade, InjuryGrade::Light | InjuryGrade::Grave);
    a == b || ((vague(a) || vague(b)) && bracket(a) == bracket(b))
}

/// Names of victims: a slip, or somebody else.
fn victims(pair: &Pair<'_>, left: &[&Incident], right: &[&Incident]) -> Option<Difference> {
    let of = |incidents: &[&Incident]| -> Vec<Cited<String>> {
        incidents.iter().flat_map(|incident| incident.victims.clone()).collect()
    };
    let (a, b) = (of(left), of(right));
    let lacks = |name: &Cited<String>, others: &[Cited<String>]| {
        others.iter().all(|other| likeness(&name.value, &other.value) < Likeness::Masked)
    };
    let gone = a.iter().find(|name| lacks(name, &b))?;
    let new = b.iter().find(|name| lacks(name, &a))?;
    Some(told(pair, "victim", "被害人姓名", "事实变化（被害人）", "S1", gone, new, Clone::clone))
}

fn quantities(
    pair: &Pair<'_>,
    aspect: &str,
    label: &str,
    meaning: &str,
    a: &Quantity,
    b: &Quantity,
    words: impl Fn(i64) -> String,
) -> Difference {
    told(pair, aspect, label, meaning, "S2", &a.value, &b.value, |value| words(*value))
}

#[expect(clippy::too_many_arguments, reason = "one row of the comparison table")]
pub(super) fn told<T>(
    pair: &Pair<'_>,
    aspect: &str,
    label: &str,
    meaning: &str,
    severity: &str,
    a: &Cited<T>,
    b: &Cited<T>,
    words: impl Fn(&T) -> String,
) -> Difference {
    let sides = vec![
        Side::said(pair.left.label, words(&a.value), &a.quote),
        Side::said(pair.right.label, words(&b.value), &b.quote),
    ];
    Difference::new(aspect, label, meaning, severity, sides)
}

#[cfg(test)]
mod tests;
