//! How long questions take.

use std::time::{Duration, Instant};

use anyhow::Result;

use super::super::table;
use crate::search::query::Query;
use crate::search::{Archive, Question, Sort, fold, words};

/// Questions of each kind.
const ASKED: usize = 300;
/// Papers asked for.
const TAKE: usize = 10;

/// Asks for twenty words, for passages, for passages with the counts of every field.
pub(super) fn run(archive: &Archive, texts: &[String]) -> Result<String> {
    let mut draw = Draw::new(7);
    let twenty: Vec<Query> = (0..ASKED).map(|_| draw.twenty_words(texts)).collect();
    let passages: Vec<Query> = (0..ASKED).map(|_| Query::Phrase(draw.passage(texts, 2, 12).1)).collect();
    let rows = [
        row("任一含二十词", archive, &twenty, false)?,
        row("原文（2–12 字）", archive, &passages, false)?,
        row("原文，连同分类计数", archive, &passages, true)?,
    ];
    Ok(table::render(&["取前十份", "p50 毫秒", "p99 毫秒", "最长"], &rows))
}

fn row(name: &str, archive: &Archive, queries: &[Query], facets: bool) -> Result<Vec<String>> {
    let mut times = Vec::with_capacity(queries.len());
    for query in queries {
        let begun = Instant::now();
        archive.ask(&Question { query, skip: 0, take: TAKE, sort: Sort::Relevance, facets, hidden: &[] })?;
        times.push(begun.elapsed());
    }
    Ok([name.to_owned()].into_iter().chain(spread(&mut times)).collect())
}

/// The middle one, the ninety-ninth of a hundred, the longest, in milliseconds.
pub(super) fn spread(times: &mut [Duration]) -> [String; 3] {
    times.sort_unstable();
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).or(times.last());
    [at(0.5), at(0.99), times.last()]
        .map(|time| time.map_or_else(String::new, |time| format!("{:.1}", time.as_secs_f64() * 1e3)))
}

/// Draws that come out the same each time.
pub(super) struct Draw(u64);

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`, by a multiplicative generator of the usual constants.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    /// A passage of `least` to `most` characters and the text it stands in.
    pub(super) fn passage(&mut self, texts: &[String], least: usize, most: usize) -> (usize, String) {
        loop {
            let at = self.below(texts.len());
            let length = least + self.below(most - least + 1);
            let Some(text) = texts.get(at) else { continue };
            let start = self.below(text.chars().count().saturating_sub(length));
            let passage: String = text.chars().skip(start).take(length).collect();
            // White space is dropped by folding: what is left must be of the wanted length.
            if fold::fold_text(&passage).chars().count() >= least {
                return (at, passage);
            }
        }
    }

    fn twenty_words(&mut self, texts: &[String]) -> Query {
        let (_, passage) = self.passage(texts, 200, 200);
        let mut parts = words::of_query(&passage);
        parts.sort();
        parts.dedup();
        parts.truncate(20);
        Query::or(parts.into_iter().map(Query::Phrase).collect())
    }
}
