//! An answer for machines: the same from the command line and over HTTP.

use serde_json::{Value, json};

use super::{Answer, Hit};

/// What was found for a query as typed.
pub fn answer(query: &str, answer: &Answer) -> Value {
    json!({
        "query": query,
        "total": answer.total,
        "hits": answer.hits.iter().map(hit).collect::<Vec<_>>(),
        "facets": answer.facets,
    })
}

fn hit(hit: &Hit) -> Value {
    let passages = hit.passages.iter().map(|passage| {
        let words: String = passage.pieces.iter().map(|(words, _)| words.as_str()).collect();
        json!({"page": passage.page, "start": passage.range.start, "end": passage.range.end, "text": words})
    });
    json!({
        "case": {"id": hit.case.key, "name": hit.case.profile.name, "charges": hit.case.profile.charges, "grade": hit.case.grade},
        "document": hit.paper.document,
        "file": hit.paper.file,
        "kind": hit.paper.kind,
        "title": hit.paper.title,
        "highlights": hit.lit.iter().map(|range| json!([range.start, range.end])).collect::<Vec<_>>(),
        "passages": passages.collect::<Vec<_>>(),
    })
}
