//! Entities: strict span F1 on the held-out passages, soft F1 on LawBench 2-6, and persons under invented names.

mod names;
mod passages;
mod score;

use std::path::Path;

use anyhow::Result;

use self::names::Namer;
use self::passages::Passage;
use super::table::render;
use crate::nlp::Models;
use crate::nlp::entities::{Entity, Schema, baseline, recognise};

/// Fixed, so that the invented names are the same every time.
const SEED: u64 = 2;

type Found = Vec<Vec<Entity>>;
type Tagger<'a> = &'a dyn Fn(Schema, &[&str]) -> Result<Option<Found>>;

/// One table: the n-gram field alone, the shipped model, published figures.
pub fn run(data: &Path) -> Result<String> {
    let models = Models::shipped();
    let field = |schema, texts: &[&str]| Ok(baseline(models, schema, texts)?);
    let shipped = |schema, texts: &[&str]| Ok(Some(recognise(models, schema, texts)?));
    let taggers: [Tagger; 2] = [&field, &shipped];
    let mut rows = Vec::new();
    let sets = [
        ("盗窃（开发集，严格 F1）", Schema::Theft, passages::read(data, "theft.dev")?, "—"),
        (
            "毒品（留出五分之一，严格 F1）",
            Schema::Drug,
            passages::held_out(passages::read(data, "drug.train")?),
            "93.4",
        ),
        ("驾驶（开发集，严格 F1）", Schema::Driving, passages::read(data, "driving.dev")?, "—"),
    ];
    for (name, schema, set, published) in &sets {
        rows.push(row(name, published, taggers, |tagger| strict(tagger, *schema, set, &[]))?);
    }
    let questions = passages::lawbench(data)?;
    rows.push(row("LawBench 2-6（软 F1）", "GPT-4 76.6 / 80.0", taggers, |tagger| {
        let texts: Vec<&str> = questions.iter().map(|question| question.text.as_str()).collect();
        Ok(tagger(Schema::Theft, &texts)?.map(|found| score::soft(&questions, &found)))
    })?);
    let mut namer = Namer::read(data, SEED)?;
    for (name, schema, set, _) in &sets {
        let renamed: Vec<Passage> =
            set.iter().map(|passage| namer.renamed(passage, schema.persons())).collect();
        let name = format!("{}换上拟真姓名，人名 F1", name.split('（').next().unwrap_or(name));
        rows.push(row(&name, "—", taggers, |tagger| strict(tagger, *schema, &renamed, schema.persons()))?);
    }
    Ok(render(&["实体识别", "基线（字组条件随机场）", "本程序", "公开结果"], &rows))
}

fn row(
    name: &str,
    published: &str,
    taggers: [Tagger; 2],
    score: impl Fn(Tagger) -> Result<Option<f64>>,
) -> Result<Vec<String>> {
    let mut cells = vec![name.to_owned()];
    for tagger in taggers {
        cells.push(score(tagger)?.map_or("—".to_owned(), |value| format!("{:.1}", 100.0 * value)));
    }
    cells.push(published.to_owned());
    Ok(cells)
}

/// F1 over the spans of these labels; over all where none are named.
fn strict(tagger: Tagger, schema: Schema, set: &[Passage], labels: &[&str]) -> Result<Option<f64>> {
    let texts: Vec<&str> = set.iter().map(|passage| passage.text.as_str()).collect();
    Ok(tagger(schema, &texts)?.map(|found| score::strict(set, &found, labels)))
}
