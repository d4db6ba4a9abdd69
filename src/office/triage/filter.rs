//! Which cases a filter keeps.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Item;
use super::counts::Dimension;

/// What is asked of the cases of a list; what is empty asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// One value of each dimension.
    pub chosen: BTreeMap<Dimension, String>,
    /// Words of the name of the case, its number or its dossier, parted by white space; all must occur.
    pub text: String,
    /// Days on which it was closed.
    pub closed: Period,
    /// Days on which it was taken in.
    pub taken_in: Period,
}

/// From a day to a day, both included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Period {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Period {
    /// Whether it asks nothing.
    pub fn is_open(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Whether a day lies in it; one that is not known lies only in the open one.
    pub fn holds(self, day: Option<Date>) -> bool {
        let Some(day) = day else { return self.is_open() };
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl Filter {
    /// Only the cases of one choice.
    pub fn of(dimension: Dimension, value: &str) -> Self {
        Self::default().with(dimension, Some(value))
    }

    /// The same filter with another choice in a dimension, or none.
    #[must_use]
    pub fn with(&self, dimension: Dimension, value: Option<&str>) -> Self {
        let mut other = self.clone();
        match value {
            Some(value) => other.chosen.insert(dimension, value.to_owned()),
            None => other.chosen.remove(&dimension),
        };
        other
    }

    /// Whether it asks nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it keeps a case.
    pub fn keeps(&self, item: &Item) -> bool {
        self.keeps_apart_from_choices(item) && self.chosen.iter().all(|(one, value)| one.has(item, value))
    }

    /// Whether text and periods keep a case.
    pub(super) fn keeps_apart_from_choices(&self, item: &Item) -> bool {
        let brief = &item.known.brief;
        let number = brief.number.as_deref().unwrap_or_default();
        let told =
            |word: &str| brief.name.contains(word) || number.contains(word) || item.known.key.contains(word);
        self.closed.holds(brief.closed)
            && self.taken_in.holds(Some(item.known.taken_in))
            && self.text.split_whitespace().all(told)
    }
}
