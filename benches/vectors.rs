//! The exact scan: how long over how many vectors, and how many of the true neighbours one byte a number keeps.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use qiuhao::search::vectors::VectorTable;
use rayon::{ThreadPool, ThreadPoolBuilder};
use simsimd::SpatialSimilarity;

const DIMENSION: usize = 256;
const SIZES: [usize; 2] = [100_000, 1_000_000];
const RECALL_SIZE: usize = 100_000;
const QUERIES: usize = 200;
const DEPTHS: [usize; 2] = [10, 100];

/// Vectors of length one, around one of `centres` or, where there are none, anywhere.
struct Source {
    state: u64,
    centres: Vec<Vec<f32>>,
    spread: f32,
}

impl Source {
    fn new(clusters: usize, spread: f32) -> Self {
        let mut source = Self { state: 20_260_101, centres: Vec::new(), spread };
        source.centres = (0..clusters).map(|_| source.direction()).collect();
        source
    }

    fn vector(&mut self) -> Vec<f32> {
        let mut vector = self.direction();
        if !self.centres.is_empty() {
            let centre = &self.centres[(self.state >> 33) as usize % self.centres.len()];
            for (number, middle) in vector.iter_mut().zip(centre) {
                *number = middle + *number * self.spread;
            }
        }
        of_length_one(vector)
    }

    fn direction(&mut self) -> Vec<f32> {
        // The sum of some even numbers is all but normal, which makes all directions as likely.
        let numbers = (0..DIMENSION).map(|_| (0..6).map(|_| self.number()).sum()).collect();
        of_length_one(numbers)
    }

    /// Between -0.5 and 0.5, by the SplitMix64 generator.
    fn number(&mut self) -> f32 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 40) as f32 / (1u64 << 24) as f32 - 0.5
    }
}

fn of_length_one(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt();
    for number in &mut vector {
        *number /= length;
    }
    vector
}

fn table(size: usize, source: &mut Source) -> VectorTable {
    let mut table = VectorTable::new(DIMENSION);
    for id in 0..size as u32 {
        table.push(id, &source.vector()).expect("a vector of the right length");
    }
    table
}

/// Prints the share of the true neighbours that are found.
fn recall(name: &str, mut source: Source) {
    let vectors: Vec<Vec<f32>> = (0..RECALL_SIZE).map(|_| source.vector()).collect();
    let mut table = VectorTable::new(DIMENSION);
    for (id, vector) in (0..).zip(&vectors) {
        table.push(id, vector).expect("a vector of the right length");
    }
    let mut kept = DEPTHS.map(|_| 0);
    for _ in 0..QUERIES {
        let query = source.vector();
        let mut truth: Vec<(f64, u32)> = (0..)
            .zip(&vectors)
            .map(|(id, vector)| (f32::dot(&query, vector).unwrap_or_default(), id))
            .collect();
        truth.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        for (kept, depth) in kept.iter_mut().zip(DEPTHS) {
            let found = table.nearest(&query, depth);
            *kept += truth[..depth].iter().filter(|(_, id)| found.iter().any(|hit| hit.0 == *id)).count();
        }
    }
    for (kept, depth) in kept.iter().zip(DEPTHS) {
        println!("recall at {depth}, {name}: {:.4}", *kept as f64 / (depth * QUERIES) as f64);
    }
}

fn pool(cores: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(cores).build().expect("threads")
}

fn benches(criterion: &mut Criterion) {
    recall("random", Source::new(0, 0.0));
    recall("clustered", Source::new(1000, 0.5));
    let mut group = criterion.benchmark_group("nearest 10");
    group.sample_size(20).measurement_time(Duration::from_secs(4));
    for size in SIZES {
        let mut source = Source::new(1000, 0.5);
        let table = table(size, &mut source);
        let query = source.vector();
        group.throughput(Throughput::Bytes((size * DIMENSION) as u64));
        for cores in [1, 2] {
            let pool = pool(cores);
            group.bench_function(
                BenchmarkId::new(format!("{size} vectors"), format!("{cores} cores")),
                |bencher| {
                    bencher.iter(|| pool.install(|| black_box(table.nearest(black_box(&query), 10))));
                },
            );
        }
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
