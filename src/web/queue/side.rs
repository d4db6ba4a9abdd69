//! What stands beside the queue: filters by name, the choices of each dimension with their counts, and what is asked now.

use std::collections::BTreeMap;

use super::asked::Asked;
use crate::office::triage::{Dimension, Facet, Filter, Item, Order, Period, built_in, facets};
use crate::store::View;

/// Choices of a dimension that are shown at once.
const SHOWN: usize = 7;

/// A way to another list.
pub(super) struct Link {
    pub name: String,
    pub address: String,
    pub is_on: bool,
}

/// A way to another list, with its length.
pub(super) struct Counted {
    pub name: String,
    pub address: String,
    pub count: usize,
    pub is_on: bool,
}

/// A dimension.
pub(super) struct Choices {
    pub name: &'static str,
    pub first: Vec<Counted>,
    pub others: Vec<Counted>,
}

/// A part of the filter with the way to the list without it.
pub(super) struct Part {
    pub words: String,
    pub address: String,
}

/// Everything beside the list.
pub(super) struct Side {
    pub built_in: Vec<Counted>,
    pub saved: Vec<Counted>,
    /// The saved filter that is looked at.
    pub current: Option<String>,
    pub choices: Vec<Choices>,
    pub name: String,
    pub closed: (String, String),
    pub taken_in: (String, String),
    pub has_days: bool,
    /// What the form of name and days keeps of the rest.
    pub kept: Vec<(&'static str, String)>,
    /// Whether the filter could be saved.
    pub is_new: bool,
}

pub(super) fn of(
    asked: &Asked,
    items: &[Item],
    account: &str,
    saved: &[View],
    names: &BTreeMap<String, String>,
) -> Side {
    let length = |filter: &Filter| items.iter().filter(|item| filter.keeps(item)).count();
    let view = |name: &str, filter: &Filter, order: Order| {
        let there = Asked { filter: filter.clone(), order, page: 0 };
        Counted {
            name: name.to_owned(),
            count: length(filter),
            is_on: *filter == asked.filter,
            address: there.address(),
        }
    };
    let built_in: Vec<Counted> =
        built_in().iter().map(|one| view(one.name, &one.filter, one.order)).collect();
    let own: Vec<Counted> = saved.iter().map(|one| view(&one.name, &one.filter, one.order)).collect();
    let told = facets(items, &asked.filter, |name| names.get(name).cloned());
    let choices = told.into_iter().filter_map(|facet| choices(asked, facet, account, items.len()));
    let text = |period: Period| {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        (day(period.from), day(period.to))
    };
    let is_known = built_in.iter().chain(&own).any(|view| view.is_on);
    Side {
        current: own.iter().find(|view| view.is_on).map(|view| view.name.clone()),
        built_in,
        saved: own,
        choices: choices.collect(),
        name: asked.filter.text.clone(),
        closed: text(asked.filter.closed),
        taken_in: text(asked.filter.taken_in),
        has_days: !asked.filter.closed.is_open() || !asked.filter.taken_in.is_open(),
        kept: kept(asked),
        is_new: !is_known && !asked.filter.is_empty(),
    }
}

/// The parts of the filter in words.
pub(super) fn parts(asked: &Asked, names: &BTreeMap<String, String>) -> Vec<Part> {
    let part = |words: String, filter: Filter| Part { words, address: asked.filtered(filter).address() };
    let filter = &asked.filter;
    let mut parts: Vec<Part> = filter
        .chosen
        .iter()
        .map(|(dimension, value)| {
            let words = dimension.words(value, |name| names.get(name).cloned());
            part(format!("{}：{words}", dimension.label()), filter.with(*dimension, None))
        })
        .collect();
    if !filter.text.is_empty() {
        let words = format!("名称：{}", filter.text);
        parts.push(part(words, Filter { text: String::new(), ..filter.clone() }));
    }
    if !filter.closed.is_open() {
        let words = format!("办结日 {}", days(filter.closed));
        parts.push(part(words, Filter { closed: Period::default(), ..filter.clone() }));
    }
    if !filter.taken_in.is_open() {
        let words = format!("加入日 {}", days(filter.taken_in));
        parts.push(part(words, Filter { taken_in: Period::default(), ..filter.clone() }));
    }
    parts
}

fn days(period: Period) -> String {
    match (period.from, period.to) {
        (Some(from), Some(to)) => format!("{from} 至 {to}"),
        (Some(from), None) => format!("{from} 起"),
        (None, Some(to)) => format!("至 {to}"),
        (None, None) => String::new(),
    }
}

/// None where there is nothing to choose.
fn choices(asked: &Asked, facet: Facet, account: &str, all: usize) -> Option<Choices> {
    let dimension = facet.dimension;
    // One's own account is there already, as 本人.
    let is_shown = |value: &str| dimension != Dimension::Reviewer || value != account;
    let mut counted: Vec<Counted> = facet
        .choices
        .into_iter()
        .filter(|choice| is_shown(&choice.value))
        .map(|choice| {
            let then = if choice.is_on { None } else { Some(choice.value.as_str()) };
            Counted {
                address: asked.filtered(asked.filter.with(dimension, then)).address(),
                name: choice.label,
                count: choice.count,
                is_on: choice.is_on,
            }
        })
        .collect();
    let tells = counted.iter().any(|choice| choice.is_on || choice.count < all);
    if counted.is_empty() || counted.len() == 1 && !tells {
        return None;
    }
    let at_once = if counted.len() <= SHOWN + 2 { counted.len() } else { SHOWN };
    let others = counted.split_off(at_once);
    Some(Choices { name: dimension.label(), first: counted, others })
}

/// The fields that name and days do not set themselves.
fn kept(asked: &Asked) -> Vec<(&'static str, String)> {
    let own = ["name", "closed_from", "closed_to", "in_from", "in_to"];
    asked.fields().into_iter().filter(|(name, _)| !own.contains(name)).collect()
}
