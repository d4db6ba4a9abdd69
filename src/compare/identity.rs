//! Identity items of each person: name, sex, birth date, identity number, ethnicity and the rest.

use super::sides::Pair;
use super::{Difference, Side};
use crate::case::names::{Likeness, likeness};
use crate::extract::elements::Party;
use crate::text::{Cited, Moment};

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    for (person, name) in pair.persons() {
        let Some((left, right)) = pair.parties(person) else { continue };
        let mut push = |difference: Option<Difference>| out.extend(difference.map(|d| d.of(name)));
        push(names(pair, left, right));
        let label = |sex: crate::extract::elements::Sex| match sex {
            crate::extract::elements::Sex::Male => "男".to_owned(),
            crate::extract::elements::Sex::Female => "女".to_owned(),
        };
        push(differ(
            pair,
            "sex",
            "性别",
            "S1",
            left.sex.as_ref(),
            right.sex.as_ref(),
            |a, b| a == b,
            |sex| label(*sex),
        ));
        push(birth(pair, left, right));
        push(differ(
            pair,
            "identity",
            "公民身份号码",
            "S1",
            left.identity.as_ref(),
            right.identity.as_ref(),
            |a, b| same_number(a, b),
            Clone::clone,
        ));
        push(differ(
            pair,
            "ethnicity",
            "民族",
            "S1",
            left.ethnicity.as_ref(),
            right.ethnicity.as_ref(),
            |a, b| a.trim_end_matches('族') == b.trim_end_matches('族'),
            Clone::clone,
        ));
        push(differ(
            pair,
            "education",
            "文化程度",
            "S1",
            left.education.as_ref(),
            right.education.as_ref(),
            |a, b| alike(a, b),
            Clone::clone,
        ));
        push(differ(
            pair,
            "household",
            "户籍所在地",
            "S1",
            left.household.as_ref(),
            right.household.as_ref(),
            |a, b| alike(a, b),
            Clone::clone,
        ));
    }
}

/// Both sides' values when both say something and `same` denies them.
#[expect(clippy::too_many_arguments, reason = "one row of the comparison table")]
fn differ<T>(
    pair: &Pair<'_>,
    aspect: &str,
    label: &str,
    severity: &str,
    left: Option<&Cited<T>>,
    right: Option<&Cited<T>>,
    same: impl Fn(&T, &T) -> bool,
    words: impl Fn(&T) -> String,
) -> Option<Difference> {
    let (left, right) = (left?, right?);
    if same(&left.value, &right.value) {
        return None;
    }
    let sides = vec![
        Side::said(pair.left.label, words(&left.value), &left.quote),
        Side::said(pair.right.label, words(&right.value), &right.quote),
    ];
    Some(Difference::new(aspect, label, "身份信息不一致", severity, sides))
}

/// A slip in the name; a mask or an alias is none.
fn names(pair: &Pair<'_>, left: &Party, right: &Party) -> Option<Difference> {
    if likeness(&left.name.value, &right.name.value) != Likeness::OneCharacter {
        return None;
    }
    let is_alias = |party: &Party, name: &str| party.aliases.iter().any(|alias| alias.value == name);
    if is_alias(left, &right.name.value) || is_alias(right, &left.name.value) {
        return None;
    }
    let sides = vec![
        Side::said(pair.left.label, left.name.value.clone(), &left.name.quote),
        Side::said(pair.right.label, right.name.value.clone(), &right.name.quote),
    ];
    Some(Difference::new("name", "姓名书写", "身份信息不一致", "S1", sides))
}

/// Birth dates; a change that moves the person across an age of responsibility weighs most (刑法 §17, §17之一).
fn birth(pair: &Pair<'_>, left: &Party, right: &Party) -> Option<Difference> {
    let same = |a: &Moment, b: &Moment| {
        a.year == b.year
            && (a.month == b.month || a.month.or(b.month).is_none())
            && same_if_both(a.day, b.day)
    };
    let mut difference = differ(
        pair,
        "birth_date",
        "出生日期",
        "S1",
        left.birth.as_ref(),
        right.birth.as_ref(),
        same,
        ToString::to_string,
    )?;
    let ages = [&left.birth, &right.birth].map(|birth| {
        let born = birth.as_ref().and_then(|birth| birth.value.date())?;
        let act = pair.right.facts.iter().filter_map(|fact| fact.time.as_ref()?.value.date()).min()?;
        Some(age_bracket(born, act))
    });
    if let [Some(a), Some(b)] = ages
        && a != b
    {
        "E".clone_into(&mut difference.severity);
        difference.crosses_tier = true;
        difference.message.push_str("，影响刑事责任年龄段的认定");
    }
    Some(difference)
}

fn same_if_both(a: Option<i8>, b: Option<i8>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Ages at which responsibility changes: under 12, 12, 14, 16, 18, 75. Full only from the day after the birthday.
fn age_bracket(born: jiff::civil::Date, act: jiff::civil::Date) -> usize {
    let had_birthday = (act.month(), act.day()) > (born.month(), born.day());
    let age = act.year() - born.year() - i16::from(!had_birthday);
    [12, 14, 16, 18, 75].iter().filter(|&&limit| age >= limit).count()
}

fn same_number(a: &str, b: &str) -> bool {
    let masked = |c: char| matches!(c, '*' | '×' | 'X' | 'x' | '某');
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    a.len() != b.len() || a.iter().zip(&b).all(|(&x, &y)| x == y || masked(x) || masked(y))
}

/// Free text that differs only in how much is told.
fn alike(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|c| c.is_alphanumeric() && !"省市区县文化程度学历".contains(*c)).collect()
    };
    let (a, b) = (letters(a), letters(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let digits = |letters: &[char]| -> String { letters.iter().filter(|c| c.is_ascii_digit()).collect() };
    let shared = short.iter().filter(|c| long.contains(c)).count();
    let same_digits = digits(&a) == digits(&b) || digits(&a).is_empty() || digits(&b).is_empty();
    short.is_empty() || (same_digits && shared * 10 >= short.len() * 7)
}
