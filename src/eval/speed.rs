//! How many texts a second the encoder reads: stock candle in f32 against every path of the 8-bit kernels.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::table;
use crate::nlp::kernel::Path;
use crate::nlp::{Arithmetic, Model, Models};

/// Texts and characters of each.
const SHAPES: [(usize, usize); 6] = [(1, 64), (1, 128), (1, 512), (32, 64), (32, 128), (32, 512)];
/// Every figure is the best of this many turns.
const TURNS: usize = 5;
/// A path that needs this long for one text is not asked for batches.
const SLOW: Duration = Duration::from_millis(400);
/// Long enough for a clock that counts in ticks.
const TURN: Duration = Duration::from_millis(300);

/// The table, on invented ids; speed does not depend on them.
pub fn run() -> Result<String> {
    let models = Models::shipped();
    let name = models.encoders().next().context("没有带编码器的模型，无从测速")?.to_owned();
    let mut rows = Vec::new();
    let quick = Path::available().into_iter().map(Arithmetic::Quick);
    for arithmetic in quick.chain([Arithmetic::Reference]) {
        let models = models.computed(arithmetic);
        let begun = Instant::now();
        let model = models.encoder_model(&name)?;
        let load = begun.elapsed();
        let mut row = vec![
            match arithmetic {
                Arithmetic::Quick(path) => format!("8 位 {}", path.name()),
                Arithmetic::Reference => "candle f32".to_owned(),
            },
            format!("{:.0}", load.as_secs_f64() * 1e3),
        ];
        let mut slow = false;
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
            for (count, length) in SHAPES.into_iter().filter(|(count, _)| threads == 1 || *count > 1) {
                if slow && count > 1 {
                    row.push("–".to_owned());
                    continue;
                }
                let best = pool.install(|| best(model, count, length, threads == 1))?;
                // Batches would take minutes and say the same.
                slow |= count == 1 && best > SLOW;
                row.push(format!("{:.1}", count as f64 / best.as_secs_f64()));
            }
        }
        rows.push(row);
    }
    let mut heading = vec!["每秒句数".to_owned(), "首次加载毫秒".to_owned()];
    heading.extend(SHAPES.iter().map(|(count, length)| format!("{count}×{length}")));
    let many = SHAPES.iter().filter(|(count, _)| *count > 1);
    heading.extend(many.map(|(count, length)| format!("{count}×{length} 双核")));
    let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
    Ok(format!("模型 {name}\n{}", table::render(&heading, &rows)))
}

/// The shortest time for a batch over several turns: other work on the machine only ever lengthens it.
fn best(model: &Model, count: usize, length: usize, alone: bool) -> Result<Duration> {
    let known = model.vocabulary().size().max(8) as u32;
    let ids: Vec<Vec<u32>> = (0..count as u32)
        .map(|text| (0..length as u32).map(|place| 5 + (text * 131 + place * 7919) % (known - 5)).collect())
        .collect();
    let sequences: Vec<&[u32]> = ids.iter().map(Vec::as_slice).collect();
    let mut best = Duration::MAX;
    for _ in 0..TURNS {
        let (begun, start, mut passes) = (Instant::now(), now(alone), 0);
        while passes == 0 || begun.elapsed() < TURN {
            black_box(model.whole(black_box(&sequences))?);
            passes += 1;
        }
        best = best.min(now(alone).saturating_sub(start) / passes);
    }
    Ok(best)
}

/// A clock: where one thread does everything and the system tells, the time that thread had a core.
fn now(alone: bool) -> Duration {
    static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let begun = *BEGUN;
    let told = alone.then(|| std::fs::read_to_string("/proc/thread-self/schedstat").ok()).flatten();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}
