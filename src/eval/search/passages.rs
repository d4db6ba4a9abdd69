//! Whether passages drawn at random are found in every text that has them and in no other.

use std::collections::BTreeSet;

use anyhow::Result;
use rayon::prelude::*;

use super::super::table;
use super::times::Draw;
use crate::search::query::Query;
use crate::search::{Archive, fold};

/// Passages drawn.
const DRAWN: usize = 1_000;

/// Draws passages of 2 to 8 characters and compares what the archive finds with a look at every text.
pub(super) fn run(archive: &Archive, texts: &[String]) -> Result<String> {
    // The papers of a fresh archive are numbered in the order they came.
    let folded: Vec<String> = texts.par_iter().map(|text| fold::fold_text(text)).collect();
    let mut draw = Draw::new(5);
    let (mut own, mut missing, mut false_hits, mut hits) = (0, 0, 0, 0);
    for _ in 0..DRAWN {
        let (at, passage) = draw.passage(texts, 2, 8);
        let wanted = fold::fold_text(&passage);
        let finder = memchr::memmem::Finder::new(&wanted);
        let there: BTreeSet<i64> = folded
            .par_iter()
            .enumerate()
            .filter(|(_, text)| finder.find(text.as_bytes()).is_some())
            .map(|(at, _)| at as i64 + 1)
            .collect();
        let found: BTreeSet<i64> = archive.all(&Query::Phrase(passage))?.into_iter().collect();
        own += usize::from(found.contains(&(at as i64 + 1)));
        missing += there.difference(&found).count();
        false_hits += found.difference(&there).count();
        hits += found.len();
    }
    let row = [own, hits, missing, false_hits].map(|count| count.to_string());
    let heading = ["任取 1,000 段（2–8 字），在出处查到", "查到文书合计", "漏", "误"];
    Ok(table::render(&heading, &[row.to_vec()]))
}
