//! In which order cases are listed.

use std::cmp::{Ordering, Reverse};

use serde::{Deserialize, Serialize};

use super::Item;

/// An order of the queue. The number of the case decides what nothing else does, so that it is always the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// By risk; then the gravest finding, more undecided findings, the earlier last day, the earlier taken in, the
    /// smaller number.
    #[default]
    Risk,
    /// The latest taken in first; then the larger number.
    Newest,
    /// The earliest last day first, those without one behind; then as by risk.
    Due,
}

impl Order {
    /// All, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Risk, Self::Newest, Self::Due];

    /// Name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Risk => "risk",
            Self::Newest => "newest",
            Self::Due => "due",
        }
    }

    /// Of a name in an address.
    pub fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|order| order.code() == code).unwrap_or_default()
    }

    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Risk => "按风险",
            Self::Newest => "最近加入",
            Self::Due => "按期限",
        }
    }

    /// Sorts.
    pub fn sort(self, items: &mut [&Item]) {
        match self {
            Self::Risk => items.sort_by(|a, b| by_risk(a, b)),
            Self::Newest => items.sort_by_key(|item| Reverse((item.known.taken_in, item.case()))),
            Self::Due => items.sort_by(|a, b| due(a).cmp(&due(b)).then_with(|| by_risk(a, b))),
        }
    }
}

fn by_risk(a: &Item, b: &Item) -> Ordering {
    let key = |item: &Item| {
        let known = &item.known;
        let worst = item.worst().map_or(u8::MAX, |severity| severity as u8);
        (
            Reverse(item.risk.thousandths),
            worst,
            Reverse(item.undecided),
            due(item),
            known.taken_in,
            item.case(),
        )
    };
    key(a).cmp(&key(b))
}

/// Those without a last day behind all others.
fn due(item: &Item) -> (bool, Option<jiff::civil::Date>) {
    (item.known.object.due.is_none(), item.known.object.due)
}
