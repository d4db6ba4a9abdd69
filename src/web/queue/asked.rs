//! What an address of the queue asks: a filter, an order, a page; and the way back from those to an address.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::office::triage::{Dimension, Filter, Order, Period};
use crate::web::error::PageError;
use crate::web::link;

/// Characters of the words that are looked for in names.
const LONGEST: usize = 100;

/// A question to the queue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub filter: Filter,
    pub order: Order,
    /// From 1; 0 is the same.
    pub page: usize,
}

impl Asked {
    /// Reads the fields of an address. What is empty asks nothing; names that are not known are passed over.
    pub(super) fn read<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Self, PageError> {
        let mut asked = Self::default();
        for (name, value) in pairs.map(|(name, value)| (name, value.trim())) {
            if value.is_empty() {
                continue;
            }
            if let Some(dimension) = Dimension::of(name) {
                asked.filter.chosen.insert(dimension, value.to_owned());
                continue;
            }
            match name {
                "name" => asked.filter.text = value.chars().take(LONGEST).collect(),
                "closed_from" => asked.filter.closed.from = Some(day(value)?),
                "closed_to" => asked.filter.closed.to = Some(day(value)?),
                "in_from" => asked.filter.taken_in.from = Some(day(value)?),
                "in_to" => asked.filter.taken_in.to = Some(day(value)?),
                "sort" => asked.order = Order::of(value),
                "page" => asked.page = value.parse().map_err(|_| PageError::Request)?,
                _ => {}
            }
        }
        Ok(asked)
    }

    /// Reads what [`Asked::query`] wrote.
    pub(super) fn of_query(query: &str) -> Result<Self, PageError> {
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_str(query).map_err(|_| PageError::Request)?;
        Self::read(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// Another filter in the same order, from the first page.
    pub(super) fn filtered(&self, filter: Filter) -> Self {
        Self { filter, order: self.order, page: 0 }
    }

    /// The same in another order, from the first page.
    pub(super) fn sorted(&self, order: Order) -> Self {
        Self { filter: self.filter.clone(), order, page: 0 }
    }

    /// The same on another page.
    pub(super) fn turned(&self, page: usize) -> Self {
        Self { page, ..self.clone() }
    }

    /// Everything but the page, as fields with their values.
    pub(super) fn fields(&self) -> Vec<(&'static str, String)> {
        let filter = &self.filter;
        let chosen = filter.chosen.iter().map(|(dimension, value)| (dimension.code(), value.clone()));
        let mut fields: Vec<(&'static str, String)> = chosen.collect();
        if !filter.text.is_empty() {
            fields.push(("name", filter.text.clone()));
        }
        let Period { from, to } = filter.closed;
        let days = [
            ("closed_from", from),
            ("closed_to", to),
            ("in_from", filter.taken_in.from),
            ("in_to", filter.taken_in.to),
        ];
        fields.extend(days.into_iter().filter_map(|(name, day)| Some((name, day?.to_string()))));
        if self.order != Order::default() {
            fields.push(("sort", self.order.code().to_owned()));
        }
        fields
    }

    /// The question as an address carries it behind `?`.
    pub(super) fn query(&self) -> String {
        let mut query = String::new();
        for (name, value) in self.fields() {
            let _ =
                write!(query, "{}{name}={}", if query.is_empty() { "" } else { "&" }, link::encode(&value));
        }
        if self.page > 1 {
            let _ = write!(query, "{}page={}", if query.is_empty() { "" } else { "&" }, self.page);
        }
        query
    }

    /// Where the question is answered.
    pub(super) fn address(&self) -> String {
        let query = self.query();
        if query.is_empty() { "/".to_owned() } else { format!("/?{query}") }
    }
}

fn day(text: &str) -> Result<Date, PageError> {
    text.parse().map_err(|_| PageError::Mistake("日期读不出来，请写作 2026-03-01".to_owned()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_address_asks_what_it_was_made_from(
            charge in "[盗窃诈骗&=#?+ %]{1,6}", name in "[^\\x00-\\x1f]{0,20}", page in 2_usize..9, due: bool,
        ) {
            let charge = format!("罪{charge}罪");
            let mut filter = Filter::of(Dimension::Charge, &charge);
            filter.text = name.trim().to_owned();
            filter.closed.to = Some(date(2026, 1, 31));
            let order = if due { Order::Due } else { Order::Risk };
            let asked = Asked { filter, order, page };
            prop_assert_eq!(Asked::of_query(&asked.query()).unwrap(), asked);
        }
    }

    #[test]
    fn what_is_usual_is_left_out_and_a_bad_day_is_told() {
        assert_eq!(Asked::default().address(), "/");
        let asked = Asked::of_query("state=assigned&name=&sort=risk&unknown=1&page=2").unwrap();
        assert_eq!(asked.address(), "/?state=assigned&page=2");
        assert!(matches!(Asked::of_query("in_from=去年"), Err(PageError::Mistake(_))));
        assert!(matches!(Asked::of_query("page=-1"), Err(PageError::Request)));
    }
}
