//! Planted errors: one value of one document of a clean sample dossier is swapped, everywhere in that
//! document, and the review must point at it. What is swapped is decided by script: only values that
//! another document of the dossier tells too.

mod rng;
mod swap;
mod values;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};
use rayon::prelude::*;
use serde_json::Value;

use super::table;
use crate::document::{Document, DocumentKind, dossier, section};
use crate::pipeline;
use crate::report::Review;
use crate::review::{Outcome, ReviewOptions};
use crate::standard::Standards;
use crate::text::{Quote, Range, SourceText};
use rng::Lcg;
pub use values::ValueKind;
use values::{Known, Written};

/// The published figures are of this seed.
pub const SEED: u64 = 20_260_101;
/// Injuries, weights and alcohol stand in too few clean dossiers: these are swapped in the others too,
/// where their own planted errors are known beforehand and do not count.
const OTHER_DOSSIERS: ValueKind = ValueKind::Measure;

/// One mutation and what came of it.
#[derive(Debug, Clone)]
pub struct Planted {
    /// Dossier.
    pub dossier: String,
    /// Kind of value.
    pub kind: ValueKind,
    /// Kind of the document changed.
    pub paper: DocumentKind,
    /// File changed.
    pub file: String,
    /// The value before and after.
    pub change: (String, String),
    /// Whether a new finding or difference quotes the changed words.
    pub found: bool,
}

/// What planting errors showed.
#[derive(Debug, Clone)]
pub struct Planting {
    /// Every mutation.
    pub planted: Vec<Planted>,
    /// Failing findings and differences of each clean dossier, unchanged.
    pub false_findings: BTreeMap<String, Vec<String>>,
}

struct Sample {
    name: String,
    documents: Vec<Document>,
    known: HashSet<String>,
    candidates: Vec<Candidate>,
}

/// A value of one document that another document tells too.
struct Candidate {
    kind: ValueKind,
    key: String,
    document: usize,
    ranges: Vec<Range>,
}

/// Plants errors in the sample dossiers below `corpus` and prints what was found.
pub fn run(corpus: &Path) -> Result<String> {
    let standards = Standards::shipped()?;
    let planting = plant(corpus, &standards, 200, SEED)?;
    Ok(report(&planting))
}

/// Plants `count` errors, each kind of value in turn, always the same ones for a seed.
pub fn plant(corpus: &Path, standards: &Standards, count: usize, seed: u64) -> Result<Planting> {
    let options = ReviewOptions { province: None, as_of: jiff::civil::date(2026, 1, 1) };
    let review = |name: &str, documents| pipeline::review_documents(name, documents, standards, &options);
    let mut samples = Vec::new();
    let mut false_findings = BTreeMap::new();
    for (folder, is_clean) in folders(corpus)? {
        let opened = dossier::open(&folder)?;
        let known = reported(&review(&opened.name, opened.documents.clone()));
        let mut candidates = candidates(&opened.documents);
        if is_clean {
            false_findings
                .insert(opened.name.clone(), known.iter().map(|(words, _)| words.clone()).collect());
        } else {
            candidates.retain(|candidate| candidate.kind == OTHER_DOSSIERS);
        }
        let known = known.into_iter().map(|(words, _)| words).collect();
        samples.push(Sample { name: opened.name, documents: opened.documents, known, candidates });
    }
    let planted = drawn(&samples, count, seed)
        .into_par_iter()
        .filter_map(|(sample, candidate, new)| {
            let (documents, places) = mutated(sample, candidate, &new)?;
            let id = &sample.documents[candidate.document].id;
            let after = reported(&review(&sample.name, documents));
            let is_hit = |quote: &Quote| {
                quote.document == *id
                    && places
                        .iter()
                        .any(|place| (quote.start as usize) < place.end && place.start < quote.end as usize)
            };
            let found = after
                .iter()
                .any(|(words, quotes)| !sample.known.contains(words) && quotes.iter().any(is_hit));
            let document = &sample.documents[candidate.document];
            Some(Planted {
                dossier: sample.name.clone(),
                kind: candidate.kind,
                paper: document.kind,
                file: document.file.clone(),
                change: (candidate.key.clone(), new),
                found,
            })
        })
        .collect();
    Ok(Planting { planted, false_findings })
}

/// Sample dossiers with their expectations; whether each is clean.
fn folders(corpus: &Path) -> Result<Vec<(std::path::PathBuf, bool)>> {
    let unreadable = || format!("打不开示例卷宗 {}，请在项目根目录运行", corpus.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(corpus).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        if !path.is_dir() {
            continue;
        }
        let beside = format!("{}.expected.json", path.display());
        let expected: Value = serde_json::from_str(
            &std::fs::read_to_string(&beside).with_context(|| format!("读不了 {beside}"))?,
        )?;
        found.push((path, expected["clean"].as_bool() == Some(true)));
    }
    found.sort();
    Ok(found)
}

/// Everything a review reports, in words, with its quotes.
fn reported(review: &Review) -> Vec<(String, Vec<Quote>)> {
    let findings = review.findings.iter().filter(|finding| finding.outcome == Outcome::Fail);
    let findings =
        findings.map(|finding| (format!("{} {}", finding.point, finding.message), finding.evidence.clone()));
    let differences = review.differences.iter().map(|difference| {
        let quotes = difference.sides.iter().filter_map(|side| side.quote.clone()).collect();
        (format!("{} {}", difference.aspect, difference.message), quotes)
    });
    findings.chain(differences).collect()
}

/// Values of each document that another document tells too, in the same event or role.
fn candidates(documents: &[Document]) -> Vec<Candidate> {
    let known = known(documents);
    let told: Vec<Vec<Written>> = documents.iter().map(|document| values::values(document, &known)).collect();
    let mut found = Vec::new();
    for (at, here) in told.iter().enumerate() {
        let mut keys: Vec<(ValueKind, &str)> =
            here.iter().map(|value| (value.kind, value.key.as_str())).collect();
        keys.sort_unstable();
        keys.dedup();
        for (kind, key) in keys {
            if is_spoken(documents[at].kind) && is_matter_of_record(kind) {
                continue;
            }
            let mine: Vec<&Written> =
                here.iter().filter(|value| value.kind == kind && value.key == key).collect();
            let shared = |other: &Written| {
                other.kind == kind
                    && other.key == key
                    && mine.iter().any(|value| value.groups.iter().any(|group| other.groups.contains(group)))
            };
            let elsewhere =
                told.iter().enumerate().any(|(other, values)| other != at && values.iter().any(shared));
            if elsewhere {
                let ranges = mine.iter().map(|value| value.range.clone()).collect();
                found.push(Candidate { kind, key: key.to_owned(), document: at, ranges });
            }
        }
    }
    found
}

/// Records of what people say: a sum or grade told by mouth may rightly differ from the papers.
fn is_spoken(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::Interrogation | DocumentKind::WitnessInterview | DocumentKind::OpinionHearing
    )
}

fn is_matter_of_record(kind: ValueKind) -> bool {
    matches!(kind, ValueKind::Amount | ValueKind::Measure | ValueKind::Term | ValueKind::Article)
}

/// Names and charges from the card.
fn known(documents: &[Document]) -> Known {
    let mut known = Known { names: Vec::new(), charges: Vec::new() };
    let Some(card) = documents.iter().find(|document| document.kind == DocumentKind::CaseCard) else {
        return known;
    };
    let Ok(card) = serde_json::from_str::<Value>(card.text.original()) else { return known };
    let add = |list: &mut Vec<String>, value: &Value| {
        if let Some(text) =
            value.as_str().filter(|text| text.chars().count() > 1 && !list.iter().any(|k| k == text))
        {
            list.push(text.to_owned());
        }
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for person in list(&card["人员"]).iter().chain(&list(&card["被害人"])) {
        add(&mut known.names, &person["姓名"]);
        add(&mut known.names, &person["认罪认罚"]["律师"]);
        for charge in list(&person["起诉罪名"]) {
            add(&mut known.charges, &charge);
        }
    }
    add(&mut known.names, &card["承办检察官"]);
    known
}

/// Each kind in turn draws one of its candidates and another value for it.
fn drawn(samples: &[Sample], count: usize, seed: u64) -> Vec<(&Sample, &Candidate, String)> {
    let mut rng = Lcg::new(seed);
    let mut pools: Vec<Vec<(&Sample, &Candidate)>> = ValueKind::ALL
        .iter()
        .map(|kind| {
            let of_kind = samples.iter().flat_map(|sample| {
                sample.candidates.iter().filter(|candidate| candidate.kind == *kind).map(move |c| (sample, c))
            });
            let mut pool: Vec<_> = of_kind.collect();
            rng.shuffle(&mut pool);
            pool
        })
        .collect();
    let mut drawn = Vec::new();
    while drawn.len() < count && pools.iter().any(|pool| !pool.is_empty()) {
        for pool in &mut pools {
            let Some((sample, candidate)) = pool.pop() else { continue };
            if let Some(new) = swap::other(candidate.kind, &candidate.key, &mut rng) {
                drawn.push((sample, candidate, new));
            }
        }
    }
    drawn.truncate(count);
    drawn
}

/// The dossier with the value swapped in one document, and the characters that changed.
fn mutated(sample: &Sample, candidate: &Candidate, new: &str) -> Option<(Vec<Document>, Vec<Range>)> {
    let document = &sample.documents[candidate.document];
    let old = document.text.original();
    let mut ranges = candidate.ranges.clone();
    ranges.sort_by_key(|range| range.start);
    let (mut text, mut places, mut done) = (String::new(), Vec::new(), 0);
    for range in ranges {
        text.push_str(old.get(done..range.start)?);
        let start = text.chars().count();
        text.push_str(&swap::render(candidate.kind, new, &old[range.clone()])?);
        places.push(start..text.chars().count());
        done = range.end;
    }
    text.push_str(&old[done..]);
    let mut documents = sample.documents.clone();
    let changed = &mut documents[candidate.document];
    changed.text = SourceText::new(text);
    if changed.kind != DocumentKind::CaseCard {
        changed.sections = section::sections(changed.kind, changed.text.plain());
    }
    Some((documents, places))
}

fn report(planting: &Planting) -> String {
    let row = |label: &str, of: &dyn Fn(&&Planted) -> bool| {
        let all = planting.planted.iter().filter(of).count();
        let found = planting.planted.iter().filter(of).filter(|planted| planted.found).count();
        let share = format!("{:.1}%", 100.0 * found as f64 / all.max(1) as f64);
        vec![label.to_owned(), all.to_string(), found.to_string(), share]
    };
    let mut rows: Vec<Vec<String>> =
        ValueKind::ALL.iter().map(|kind| row(kind.label(), &|planted| planted.kind == *kind)).collect();
    rows.push(row("合计", &|_| true));
    let mut out = table::render(&["植入的差错", "件数", "发现", "占比"], &rows);
    let mut missed: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for planted in planting.planted.iter().filter(|planted| !planted.found) {
        *missed.entry((planted.kind.label(), planted.paper.label())).or_default() += 1;
    }
    let missed: Vec<String> =
        missed.iter().map(|((kind, paper), count)| format!("{kind}／{paper} {count}")).collect();
    let falsely: usize = planting.false_findings.values().map(Vec::len).sum();
    let dossiers = planting.false_findings.len();
    let each = falsely as f64 / dossiers.max(1) as f64;
    if !missed.is_empty() {
        out.push_str("未发现：");
        out.push_str(&missed.join("，"));
        out.push('\n');
    }
    out + &format!("未改动的 {dossiers} 件无问题卷宗：误报 {falsely} 处，每件 {each:.2} 处\n")
}
