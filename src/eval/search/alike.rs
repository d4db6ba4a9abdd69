//! Cases like one among all judgments: how long it takes, and whether those graded as alike are among the candidates.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use serde::Deserialize;

use super::super::{data, table};
use super::times::spread;
use crate::case::Profile;
use crate::search::Archive;
use crate::search::similar::Asked;

/// Cases asked for.
const COUNT: usize = 20;
/// Candidates that words and charges bring, before those of the vectors.
const BY_WORDS: usize = 200;
/// Grade from which a case counts as alike (of 0 to 3).
const ALIKE: u8 = 2;

#[derive(Deserialize)]
struct Graded {
    text: String,
    charges: Vec<String>,
    labels: BTreeMap<String, u8>,
}

/// Asks with the graded queries, facts alone.
pub(super) fn run(archive: &Archive, folder: &Path) -> Result<String> {
    let queries: Vec<Graded> = data::records(&folder.join("similar/lecard.dev.jsonl.zst"))?;
    let (mut times, mut alike, mut reached, mut by_words) = (Vec::new(), 0_usize, 0, 0);
    for query in &queries {
        let begun = Instant::now();
        let profile = Profile { charges: query.charges.clone(), ..Profile::default() };
        let asked = Asked::new(&query.text, profile)?;
        archive.neighbours(&asked, &[], COUNT)?;
        times.push(begun.elapsed());
        let candidates = archive.candidates(&asked)?;
        for (key, _) in query.labels.iter().filter(|(_, grade)| **grade >= ALIKE) {
            alike += 1;
            let place = candidates.iter().position(|found| found.case.key == *key);
            reached += usize::from(place.is_some());
            by_words += usize::from(place.is_some_and(|place| place < BY_WORDS));
        }
    }
    let cells = [format!("类案（{} 问）", queries.len())].into_iter().chain(spread(&mut times));
    let share = |count: usize| format!("{:.1}%", 100.0 * count as f64 / alike as f64);
    let cells = cells.chain([share(by_words), share(reached)]);
    let heading = ["取前二十件", "p50 毫秒", "p99 毫秒", "最长", "2、3级由词与罪名进入候选", "连同向量"];
    Ok(table::render(&heading, &[cells.collect()]))
}
