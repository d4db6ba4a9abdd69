//! The choices of each dimension of a list, and how many cases each would leave. One pass over the cases; a count is the
//! length of the list with that choice in place of the one made, whatever else is asked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Filter, Item, Todo};
use crate::office::State;
use crate::review::Severity;

/// By what cases are told apart. A case may have several values of one, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// 事项; see [`Todo`].
    Todo,
    /// 状态
    State,
    /// 评查员: an account, [`MINE`] or [`NOBODY`].
    Reviewer,
    /// 最重: the gravest finding that stands or may stand, or [`NOTHING`].
    Worst,
    /// 等次
    Grade,
    /// 罪名
    Charge,
    /// 内容: areas of findings that stand or may stand.
    Area,
    /// 承办人
    Handler,
    /// 承办部门
    Department,
}

/// Value of [`Dimension::Reviewer`] for the visitor's own cases. No account has such a name.
pub const MINE: &str = "@mine";
/// Value of [`Dimension::Reviewer`] for cases without one.
pub const NOBODY: &str = "@nobody";
/// Value of [`Dimension::Worst`] for cases without a finding.
pub const NOTHING: &str = "none";

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it stands in filters.
    pub value: String,
    /// As people read it.
    pub label: String,
    /// Cases it would leave.
    pub count: usize,
    /// Whether it is the one made.
    pub is_on: bool,
}

/// A dimension with its choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Which.
    pub dimension: Dimension,
    /// Those that leave a case, and the one made.
    pub choices: Vec<Choice>,
}

impl Dimension {
    /// All, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::Todo,
        Self::State,
        Self::Reviewer,
        Self::Worst,
        Self::Grade,
        Self::Charge,
        Self::Area,
        Self::Handler,
        Self::Department,
    ];

    /// Name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::State => "state",
            Self::Reviewer => "reviewer",
            Self::Worst => "worst",
            Self::Grade => "grade",
            Self::Charge => "charge",
            Self::Area => "area",
            Self::Handler => "handler",
            Self::Department => "department",
        }
    }

    /// Of a name in an address.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.code() == code)
    }

    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Todo => "事项",
            Self::State => "状态",
            Self::Reviewer => "评查员",
            Self::Worst => "最重的发现",
            Self::Grade => "等次",
            Self::Charge => "罪名",
            Self::Area => "发现所在内容",
            Self::Handler => "承办人",
            Self::Department => "承办部门",
        }
    }

    /// Whether a case has a value.
    pub fn has(self, item: &Item, value: &str) -> bool {
        let mut found = false;
        self.each(item, |one| found |= one == value);
        found
    }

    /// Calls for each value of a case, once for each.
    fn each<'a>(self, item: &'a Item, mut call: impl FnMut(&'a str)) {
        let brief = &item.known.brief;
        let mut seen: Vec<&str> = Vec::new();
        let mut once = |value: &'a str| {
            if !value.is_empty() && !seen.contains(&value) {
                seen.push(value);
                call(value);
            }
        };
        match self {
            Self::Todo => item.todo.iter().for_each(|todo| once(todo.code())),
            Self::State => once(state_code(item.state())),
            Self::Reviewer => {
                if item.is_mine {
                    once(MINE);
                }
                once(item.known.object.reviewer.as_deref().unwrap_or(NOBODY));
            }
            Self::Worst => once(item.worst().map_or(NOTHING, severity_code)),
            Self::Grade => once(item.grade()),
            Self::Charge => brief.charges.iter().for_each(|charge| once(charge)),
            Self::Area => item.standing_findings().for_each(|finding| once(&finding.area)),
            Self::Handler => once(brief.handler.as_deref().unwrap_or_default()),
            Self::Department => once(brief.department.as_deref().unwrap_or_default()),
        }
    }

    /// A value in words. Accounts are told by `named`.
    pub fn words(self, value: &str, named: impl Fn(&str) -> Option<String>) -> String {
        let known = match self {
            Self::Todo => Todo::ALL.into_iter().find(|todo| todo.code() == value).map(Todo::label),
            Self::State => State::all().find(|state| state_code(*state) == value).map(State::label),
            Self::Reviewer => match value {
                MINE => Some("本人"),
                NOBODY => Some("未分配"),
                account => return named(account).unwrap_or_else(|| account.to_owned()),
            },
            Self::Worst if value == NOTHING => Some("没有发现"),
            Self::Worst => {
                Severity::ALL.into_iter().find(|one| severity_code(*one) == value).map(Severity::label)
            }
            _ => None,
        };
        known.unwrap_or(value).to_owned()
    }

    /// Where a value stands among others; those without a place go by their counts.
    fn place(self, value: &str) -> usize {
        let at = match self {
            Self::Todo => Todo::ALL.iter().position(|todo| todo.code() == value),
            Self::State => State::all().position(|state| state_code(state) == value),
            Self::Reviewer => [MINE, NOBODY].iter().position(|known| *known == value),
            Self::Worst => Severity::ALL.iter().position(|one| severity_code(*one) == value),
            _ => None,
        };
        at.unwrap_or(usize::MAX)
    }
}

/// The choices of every dimension. Accounts are told by `named`.
pub fn facets(items: &[Item], filter: &Filter, named: impl Fn(&str) -> Option<String>) -> Vec<Facet> {
    let mut counts: BTreeMap<Dimension, BTreeMap<&str, usize>> = BTreeMap::new();
    for item in items.iter().filter(|item| filter.keeps_apart_from_choices(item)) {
        let mut missed = filter.chosen.iter().filter(|(one, value)| !one.has(item, value));
        let (first, second) = (missed.next(), missed.next());
        if second.is_some() {
            continue;
        }
        // Out by one choice only: another choice in its place may let the case in, a choice elsewhere cannot.
        let only = first.map(|(dimension, _)| *dimension);
        for dimension in Dimension::ALL.into_iter().filter(|one| only.is_none_or(|only| only == *one)) {
            let of_dimension = counts.entry(dimension).or_default();
            dimension.each(item, |value| *of_dimension.entry(value).or_default() += 1);
        }
    }
    let facet = |dimension: Dimension| {
        let made = filter.chosen.get(&dimension).map(String::as_str);
        let mut counted = counts.remove(&dimension).unwrap_or_default();
        if let Some(made) = made {
            counted.entry(made).or_default();
        }
        let mut choices: Vec<Choice> = counted
            .into_iter()
            .map(|(value, count)| Choice {
                label: dimension.words(value, &named),
                is_on: made == Some(value),
                value: value.to_owned(),
                count,
            })
            .collect();
        choices.sort_by_key(|choice| {
            (dimension.place(&choice.value), std::cmp::Reverse(choice.count), choice.value.clone())
        });
        Facet { dimension, choices }
    };
    Dimension::ALL.into_iter().map(facet).collect()
}

fn severity_code(severity: Severity) -> &'static str {
    match severity {
        Severity::Grave => "grave",
        Severity::Serious => "serious",
        Severity::Slight => "slight",
        Severity::Hint => "hint",
    }
}

fn state_code(state: State) -> &'static str {
    match state {
        State::Unassigned => "unassigned",
        State::Assigned => "assigned",
        State::InReview => "in_review",
        State::AwaitingReply => "awaiting_reply",
        State::Replied => "replied",
        State::Objected => "objected",
        State::AwaitingApproval => "awaiting_approval",
        State::Approved => "approved",
        State::ToCorrect => "to_correct",
        State::Correcting => "correcting",
        State::Corrected => "corrected",
        State::Archived => "archived",
    }
}
