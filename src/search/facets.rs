//! How the papers found divide by the values of a field.

use serde::Serialize;
use serde_json::json;
use tantivy::Searcher;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::agg_result::{AggregationResult, BucketResult};
use tantivy::aggregation::{AggContextParams, AggregationCollector, Key};
use tantivy::query::Query as Plan;

use super::error::SearchError;
use super::query::FieldName;
use super::schema::{YEAR, column};

/// Values shown of each field.
const SHOWN: usize = 12;

/// The fields that are counted, in the order people see them.
const COUNTED: [FieldName; 9] = [
    FieldName::Source,
    FieldName::Charge,
    FieldName::Paper,
    FieldName::Circumstance,
    FieldName::Punishment,
    FieldName::Court,
    FieldName::Grade,
    FieldName::Severity,
    FieldName::Point,
];

/// One field with its most frequent values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// Chinese name of the field, as the query language writes it.
    pub name: String,
    /// Value and how many papers have it, most first.
    pub values: Vec<(String, u64)>,
}

/// Counts all papers of a plan.
pub(super) fn count(searcher: &Searcher, plan: &dyn Plan) -> Result<Vec<Facet>, SearchError> {
    let fields: Vec<(&str, String)> =
        COUNTED.iter().map(|&name| (name.label(), column(name))).chain([("日期", YEAR.to_owned())]).collect();
    let terms = |column: &str| json!({"terms": {"field": column, "size": SHOWN}});
    let asked: serde_json::Map<String, serde_json::Value> =
        fields.iter().map(|(name, column)| ((*name).to_owned(), terms(column))).collect();
    let asked: Aggregations = serde_json::from_value(asked.into())
        .map_err(|error| tantivy::TantivyError::InvalidArgument(error.to_string()))?;
    let collector = AggregationCollector::from_aggs(asked, AggContextParams::default());
    let mut counted = searcher.search(plan, &collector)?.0;
    let facets = fields.into_iter().filter_map(|(name, _)| {
        let values = values(counted.remove(name)?);
        (!values.is_empty()).then(|| Facet { name: name.to_owned(), values })
    });
    Ok(facets.collect())
}

fn values(result: AggregationResult) -> Vec<(String, u64)> {
    let AggregationResult::BucketResult(BucketResult::Terms { buckets, .. }) = result else {
        return Vec::new();
    };
    let word = |key: Key| match key {
        Key::Str(word) => word,
        other => other.to_string(),
    };
    buckets.into_iter().map(|bucket| (word(bucket.key), bucket.doc_count)).collect()
}
