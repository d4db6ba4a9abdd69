//! Every sum, weight, count and day of an account, with the words around it: a slot the other side may fill
//! with another value.

use std::sync::LazyLock;

use regex::Regex;

use super::context::Surroundings;
use super::tolerance::Span;
use crate::case::CaseFile;
use crate::compare::sides::Account;
use crate::extract::elements::{AmountRole, Incident};
use crate::text::{Cited, Quote, date, numeral};

/// What a slot holds. Only slots of one measure are held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Measure {
    /// Fen.
    Money,
    /// Milligrams.
    Weight,
    /// 3次, 12名: how many of this unit.
    Count(char),
    /// A day, as year × 10000 + month × 100 + day.
    Day,
}

/// What the words before a value make of it. Only values of one sort are held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Plain,
    /// 每克75元
    Rate,
    /// 毛重40克: with what it is wrapped in.
    Gross,
}

impl Sort {
    fn of(clause: &str) -> Self {
        match clause {
            _ if clause.contains('每') => Self::Rate,
            _ if clause.contains("毛重") => Self::Gross,
            _ => Self::Plain,
        }
    }
}

/// A value and where it stands.
#[derive(Clone)]
pub(super) struct Slot<'a> {
    pub measure: Measure,
    pub value: Cited<i64>,
    /// What the words may mean, with 余, 约 and round sums.
    pub span: Span,
    pub incident: &'a Incident,
    /// Of a sum.
    pub role: Option<AmountRole>,
    /// 共计, 合计: the whole, not an item.
    pub is_total: bool,
    pub sort: Sort,
    /// One incident of several.
    pub is_listed: bool,
    /// Behind a masked name, whose number may run into it: 李某25700元.
    pub follows_mask: bool,
    /// The person named last before it.
    pub person: Option<usize>,
    pub around: Surroundings,
}

/// All slots of an account in their order.
pub(super) fn of<'a>(case: &CaseFile, account: &Account<'a>) -> Vec<Slot<'a>> {
    let letters: Vec<char> = account.paper.document.text.original().chars().collect();
    let mut slots: Vec<Slot<'a>> = Vec::new();
    let is_listed = account.facts.len() > 1;
    for incident in account.facts {
        let passage = &incident.passage.quote;
        let Some(words) = letters.get(passage.start as usize..passage.end as usize) else { continue };
        let mut push = |measure, value: Cited<i64>, role, rough: bool| {
            let found = slot(incident, passage, words, measure, value, role, rough);
            slots.extend(found.map(|(slot, before)| Slot {
                person: last_named(case, &before),
                is_listed,
                ..slot
            }));
        };
        for amount in &incident.amounts {
            push(Measure::Money, amount.fen.clone(), Some(amount.role), amount.approximate);
        }
        for weight in &incident.weights {
            push(Measure::Weight, weight.clone(), None, false);
        }
        for (measure, value) in counts(account, passage).into_iter().chain(days(account, passage)) {
            push(measure, value, None, false);
        }
    }
    slots
}

fn slot<'a>(
    incident: &'a Incident,
    passage: &Quote,
    words: &[char],
    measure: Measure,
    value: Cited<i64>,
    role: Option<AmountRole>,
    rough: bool,
) -> Option<(Slot<'a>, String)> {
    let start = value.quote.start.checked_sub(passage.start)? as usize;
    let end = value.quote.end.checked_sub(passage.start)? as usize;
    let (before, after) = (words.get(..start)?, words.get(end..)?);
    // 33××6次, 冯某3头部: a number the publisher cut or made.
    let is_mask = |c: Option<&char>| c.is_some_and(|c| "×＊*Xx".contains(*c));
    let follows_mask = before.last() == Some(&'某');
    let is_numbered = matches!(measure, Measure::Count(_)) && follows_mask;
    if is_numbered || is_mask(before.last()) || is_mask(after.first()) || is_civil_claim(before) {
        return None;
    }
    let mut clause: Vec<char> =
        before.iter().rev().take(10).copied().take_while(|c| !"，。；：,;".contains(*c)).collect();
    clause.reverse();
    let near: String = before.iter().skip(before.len().saturating_sub(9)).collect();
    let is_total = ["合计", "总", "累计"].iter().any(|word| near.contains(word))
        || near.replace("共同", "").contains('共')
        || role == Some(AmountRole::Total);
    let named: String = before.iter().skip(before.len().saturating_sub(40)).collect();
    let slot = Slot {
        measure,
        person: None,
        is_listed: false,
        follows_mask,
        span: Span::of(measure, &value, rough, before, after),
        incident,
        role,
        is_total,
        sort: Sort::of(&clause.into_iter().collect::<String>()),
        around: Surroundings::of(before, after, measure == Measure::Day),
        value,
    };
    Some((slot, named))
}

fn last_named(case: &CaseFile, before: &str) -> Option<usize> {
    let at = |(person, name): (usize, &str)| Some((before.rfind(name)?, person));
    let names = case.persons.iter().enumerate().map(|(at, person)| (at, person.name.as_str()));
    names.filter(|(_, name)| !name.is_empty()).filter_map(at).max().map(|(_, person)| person)
}

/// What a civil plaintiff asks for is no part of the accusation.
fn is_civil_claim(before: &[char]) -> bool {
    const CUE: [char; 4] = ['附', '带', '民', '事'];
    before.windows(CUE.len()).any(|words| words == CUE)
}

fn counts(account: &Account<'_>, passage: &Quote) -> Vec<(Measure, Cited<i64>)> {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("([0-9]{1,6}|[一二两三四五六七八九十百]{1,5})[余多]?(次|起|笔|宗|名|人|户|份|张)(民|员|事|们|币|身|头)?")
            .expect("the pattern is fixed")
    });
    let (document, start, text) = plain_of(account, passage);
    let read = |captures: regex::Captures<'_>| {
        let (whole, number, unit) = (captures.get(0)?, captures.get(1)?, captures.get(2)?);
        if captures.get(3).is_some() {
            return None;
        }
        // 八九人, 八、九人: about so many.
        let is_about = |text: &str| !text.contains(['十', '百']) && text.chars().nth(1).is_some();
        let is_chinese = |c: char| "一二两三四五六七八九".contains(c);
        let before = text.get(..whole.start()).unwrap_or_default();
        if number.as_str().starts_with(is_chinese) && is_about(number.as_str())
            || before.strip_suffix('、').is_some_and(|head| head.ends_with(is_chinese))
            || numeral::is_vague(text, whole.start())
        {
            return None;
        }
        let value = numeral::integer(number.as_str())?;
        let range = start + whole.start()..start + whole.end();
        Some((Measure::Count(unit.as_str().chars().next()?), document.cite(value, &range, 0.9)))
    };
    COUNT.captures_iter(text).filter_map(read).collect()
}

fn days(account: &Account<'_>, passage: &Quote) -> Vec<(Measure, Cited<i64>)> {
    let (document, start, text) = plain_of(account, passage);
    let read = |found: crate::text::Found<crate::text::Moment>| {
        let day = found.value.date()?;
        let value = i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day());
        // 次日, 当天: a relative day is told by its neighbour.
        let words = text.get(found.range.clone())?;
        if !words.contains(['日', '号']) || !words.starts_with(|c: char| c.is_ascii_digit() || c == '同') {
            return None;
        }
        let range = start + found.range.start..start + found.range.end;
        Some((Measure::Day, document.cite(value, &range, 0.9)))
    };
    date::scan(text).into_iter().filter_map(read).collect()
}

fn plain_of<'a>(account: &Account<'a>, passage: &Quote) -> (&'a crate::document::Document, usize, &'a str) {
    let document = &account.paper.document;
    let start = document.text.plain_at(passage.start);
    let end = document.text.plain_at(passage.end);
    (document, start, document.plain().get(start..end).unwrap_or_default())
}
