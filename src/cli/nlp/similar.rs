//! `nlp similar`: the cases of a pool, or of the whole archive, by how like the facts of the text they are.

use anyhow::Result;
use serde_json::{Value, json};

use super::strings;
use crate::case::Profile;
use crate::search::Archive;
use crate::search::similar::Asked;

/// Cases told where no pool is given.
const MOST: usize = 100;

/// `{"query_id", "text", "pool"?, "charges"?}` to `{"ranking": [{"id", "score"}]}`, best first. The text is the facts; a
/// case of the pool that is not kept comes last.
pub(super) fn answer(archive: &Archive, input: &Value, text: &str) -> Result<Value> {
    let charges = strings(input, "charges").into_iter().map(str::to_owned).collect();
    let asked = Asked::new(text, Profile { charges, ..Profile::default() })?;
    let pool = input.get("pool").and_then(Value::as_array);
    let mut ranking: Vec<(Value, f32)> = if let Some(pool) = pool {
        let keys: Vec<String> = pool.iter().map(key).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let scores = archive.compare(&asked, &keys)?;
        let below_all = scores.iter().flatten().fold(0.0_f32, |least, score| least.min(*score)) - 1.0;
        pool.iter().cloned().zip(scores.into_iter().map(|score| score.unwrap_or(below_all))).collect()
    } else {
        let found = archive.neighbours(&asked, &[], MOST)?;
        found.into_iter().map(|one| (Value::from(one.case.key), one.score)).collect()
    };
    ranking.sort_by(|a, b| b.1.total_cmp(&a.1));
    let ranking: Vec<Value> =
        ranking.into_iter().map(|(id, score)| json!({"id": id, "score": score})).collect();
    Ok(json!({ "ranking": ranking }))
}

/// An id as cases are known by: a number may be written as one.
fn key(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}
