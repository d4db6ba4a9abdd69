//! Narrowing: the facets of an answer as links, and the parts of a query that can be taken away.

use super::link;
use crate::search::query::Query;
use crate::search::{Facet, narrow};

/// A field with its values.
pub(super) struct FacetView {
    pub name: String,
    pub values: Vec<ValueView>,
}

/// A value that narrows the query, or, where it already does, widens it again.
pub(super) struct ValueView {
    pub value: String,
    pub count: u64,
    pub address: String,
    pub is_on: bool,
}

/// A part of the query that can be taken away.
pub(super) struct PartView {
    pub words: String,
    pub address: String,
}

/// The facets; a value that no query can name is left out.
pub(super) fn facets(query: &Query, facets: Vec<Facet>, sort: &str) -> Vec<FacetView> {
    let on: Vec<&Query> = narrow::parts(query).collect();
    let value = |facet: &str, value: String, count: u64| {
        let part = narrow::part(facet, &value)?;
        let is_on = on.contains(&&part);
        let then = if is_on { narrow::without(query, &part) } else { narrow::with(query, part) };
        Some(ValueView { address: link::search(&then.to_string(), sort, 1), value, count, is_on })
    };
    facets
        .into_iter()
        .map(|facet| {
            let values = facet.values.into_iter();
            let values = values.filter_map(|(one, count)| value(&facet.name, one, count)).collect();
            FacetView { name: facet.name, values }
        })
        .filter(|facet| !facet.values.is_empty())
        .collect()
}

/// The parts of the query that narrow it by a field.
pub(super) fn parts(query: &Query, sort: &str) -> Vec<PartView> {
    narrow::parts(query)
        .map(|part| PartView {
            words: part.to_string(),
            address: link::search(&narrow::without(query, part).to_string(), sort, 1),
        })
        .collect()
}
