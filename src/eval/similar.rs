//! Similar cases: LeCaRD queries with graded candidates, ours beside BM25 and TF-IDF.
//!
//! Two conventions: the graded candidates alone (some 30 a query), and the whole pool of 100 with the ungraded as not
//! similar. What is fitted is fitted without the queries it is measured on (`fit`).

mod baselines;
mod fit;
mod metrics;

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use anyhow::{Context, Result};
use rayon::prelude::*;
use serde::Deserialize;

use super::{data, table};
use crate::case::Profile;
use crate::search::intake;
use crate::search::similar::{Asked, Candidate, Likeness, SIGNALS, Signals, WEIGHTS, scores, signals};
use metrics::Figures;

/// Published, and measured on the same files: graded NDCG@10/20/30, P@5, MAP; then the whole pool.
const PUBLISHED: [(&str, &str, &str); 2] = [
    ("BM25 二元字（数据说明）", "73.6 / 79.4 / 88.0  42.4  49.1", "72.9 / 78.6 / 86.1  41.9  48.7"),
    ("SAILER 零样本（公布的排序）", "85.6 / 89.7 / 94.2  48.2  60.3", "79.8 / 81.9 / 85.1  46.7  56.2"),
];

#[derive(Deserialize)]
struct Query {
    text: String,
    #[serde(default)]
    charges: Vec<String>,
    pool: Vec<String>,
    labels: HashMap<String, u8>,
}

/// A candidate as it would lie in the archive.
struct Kept {
    text: String,
    facts: String,
    likeness: Likeness,
}

/// Ranks the pools of all queries.
pub fn run(folder: &Path) -> Result<String> {
    let queries: Vec<Query> = data::records(&folder.join("similar/lecard.dev.jsonl.zst"))?;
    let kept = kept(folder, &queries)?;
    let mut rows = Vec::new();
    for (name, scored) in baselines::all(&queries, &kept)? {
        rows.push(Figures::of(&queries, &scored).row(&name));
    }
    let told = all_signals(&queries, &kept, true)?;
    let free = all_signals(&queries, &kept, false)?;
    for at in 0..SIGNALS {
        let name = format!("仅{}", Signals::NAMES[at]);
        rows.push(fit::validated(&queries, &free, &[at]).row(&name));
    }
    for (at, left) in Signals::NAMES.iter().enumerate() {
        let others: Vec<usize> = (0..SIGNALS).filter(|&other| other != at).collect();
        rows.push(fit::validated(&queries, &free, &others).row(&format!("不计{left}")));
    }
    let every: Vec<usize> = (0..SIGNALS).collect();
    rows.push(fit::validated(&queries, &free, &every).row("三项合用，只给事实"));
    rows.push(fit::validated(&queries, &told, &every).row("三项合用，另给罪名"));
    for (name, figures) in [("随附权重，只给事实", &free), ("随附权重，另给罪名", &told)] {
        let scored: Vec<Vec<f32>> = figures.iter().map(|signals| scores(signals, &WEIGHTS)).collect();
        rows.push(Figures::of(&queries, &scored).row(name));
    }
    for (name, graded, whole) in PUBLISHED {
        rows.push(vec![name.to_owned(), graded.to_owned(), whole.to_owned()]);
    }
    let heading = ["NDCG@10 / 20 / 30  P@5  MAP", "已判级的约30件", "全部100件（未判级作不相似）"];
    Ok(format!(
        "查询 {} 条，候选 {} 件。“合用”“不计”“仅”各行的权重按查询交叉验证（九折，五次取平均）\n{}\n{}",
        queries.len(),
        kept.len(),
        table::render(&heading, &rows),
        fit::told(&queries, &free)
    ))
}

/// What the archive would hold of every candidate.
fn kept(folder: &Path, queries: &[Query]) -> Result<HashMap<String, Kept>> {
    let wanted: BTreeSet<&str> = queries.iter().flat_map(|query| &query.pool).map(String::as_str).collect();
    let judgments: Vec<serde_json::Value> = data::records(&folder.join("judgments/lecard.jsonl.zst"))?;
    let id = |judgment: &serde_json::Value| judgment["id"].as_str().unwrap_or_default().to_owned();
    let wanted: Vec<serde_json::Value> =
        judgments.into_iter().filter(|judgment| wanted.contains(id(judgment).as_str())).collect();
    wanted
        .into_par_iter()
        .map(|judgment| {
            let key = id(&judgment);
            let record = intake::of_judgment(serde_json::from_value(judgment)?);
            let facts = record.papers.iter().map(facts_of).collect::<String>();
            let text: String = record.papers.into_iter().map(|paper| paper.text).collect();
            let likeness = Likeness::of(&text, &record.profile.charges)?;
            Ok((key, Kept { text, facts, likeness }))
        })
        .collect()
}

fn facts_of(paper: &crate::store::PaperRecord) -> String {
    let letters: Vec<char> = paper.text.chars().collect();
    let part = |&(from, to): &(u32, u32)| letters.get(from as usize..to as usize).unwrap_or_default();
    paper.facts.iter().flat_map(part).collect()
}

/// The signals of the whole pool of every query, with the charges of the query or with its facts alone.
fn all_signals(
    queries: &[Query],
    kept: &HashMap<String, Kept>,
    with_charges: bool,
) -> Result<Vec<Vec<Signals>>> {
    queries
        .par_iter()
        .map(|query| {
            let charges = if with_charges { query.charges.clone() } else { Vec::new() };
            let asked = Asked::new(&query.text, Profile { charges, ..Profile::default() })?;
            let pool: Vec<Candidate<'_>> = pool(query, kept)?
                .into_iter()
                .map(|one| Candidate { likeness: &one.likeness, text: &one.text })
                .collect();
            Ok(signals(&asked, &pool)?)
        })
        .collect()
}

fn pool<'a>(query: &Query, kept: &'a HashMap<String, Kept>) -> Result<Vec<&'a Kept>> {
    let find = |id: &String| kept.get(id).with_context(|| format!("数据中没有案件 {id}"));
    query.pool.iter().map(find).collect()
}

/// Signals as columns, those chosen only.
fn columns(signals: &[Signals], chosen: &[usize]) -> Vec<Vec<f32>> {
    chosen.iter().map(|&at| signals.iter().map(|one| one.values()[at]).collect()).collect()
}
