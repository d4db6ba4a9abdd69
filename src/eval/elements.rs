//! Coverage of extraction over real judgments: how many print a cue, how many yield a value.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use anyhow::Result;
use rayon::prelude::*;
use regex::Regex;

use super::{data, table};
use crate::document::kind::classify;
use crate::document::{Document, DocumentKind, SectionName};
use crate::extract::elements::{Elements, PartyRole, SentenceKind, Stance};
use crate::extract::extract;

/// Fields with the share that must yield a value, in percent.
const FIELDS: [(&str, f64); 14] = [
    ("文书种类", 100.0),
    ("案号", 99.0),
    ("公诉机关", 99.0),
    ("被告人", 99.0),
    ("出生日期", 99.0),
    ("起诉书文号", 98.0),
    ("罪名（一审每名被告人）", 98.5),
    ("刑罚（一审每人每项罪名）", 98.0),
    ("引用法条", 99.0),
    ("强制措施", 97.0),
    ("落款日期", 98.0),
    ("审理程序", 0.0),
    ("事实", 0.0),
    ("量刑情节", 0.0),
];

type Counts = BTreeMap<&'static str, (u32, u32)>;

/// Extracts every judgment of `judgments/lecard.jsonl.zst` and counts.
pub fn run(folder: &Path) -> Result<String> {
    let judgments = data::judgments(folder)?;
    // The first use compiles every pattern; that belongs to the start of a process, not to a document.
    if let Some(first) = judgments.first() {
        measure(&first.text);
    }
    let measured: Vec<(Counts, BTreeMap<Stance, u32>, Duration)> =
        judgments.par_iter().map(|judgment| measure(&judgment.text)).collect();
    let mut total = Counts::new();
    let mut stances: BTreeMap<String, u32> = BTreeMap::new();
    let mut slowest = Duration::ZERO;
    let mut sum = Duration::ZERO;
    for (counts, by_stance, time) in measured {
        for (field, (cues, values)) in counts {
            let entry = total.entry(field).or_default();
            entry.0 += cues;
            entry.1 += values;
        }
        for (stance, count) in by_stance {
            let name = serde_json::to_value(stance)?.as_str().unwrap_or_default().to_owned();
            *stances.entry(name).or_default() += count;
        }
        slowest = slowest.max(time);
        sum += time;
    }
    let rows: Vec<Vec<String>> = FIELDS
        .iter()
        .map(|&(field, wanted)| {
            let (cues, values) = total.get(field).copied().unwrap_or_default();
            let share = 100.0 * f64::from(values) / f64::from(cues.max(1));
            let goal = if wanted > 0.0 { format!("{wanted}%") } else { "—".to_owned() };
            vec![field.to_owned(), cues.to_string(), values.to_string(), format!("{share:.2}%"), goal]
        })
        .collect();
    let mut out = format!("判决书 {} 份\n", judgments.len());
    out += &table::render(&["要素", "有线索", "有取值", "占比", "目标"], &rows);
    out += "\n量刑情节按主张者：";
    out += &stances.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join("，");
    let mean = sum.as_secs_f64() * 1000.0 / judgments.len().max(1) as f64;
    let longest = slowest.as_secs_f64() * 1000.0;
    Ok(format!("{out}\n每份耗时：平均 {mean:.1} 毫秒，最长 {longest:.1} 毫秒\n"))
}

fn measure(text: &str) -> (Counts, BTreeMap<Stance, u32>, Duration) {
    let start = Instant::now();
    let document = Document::from_text(DocumentKind::Judgment, text);
    let elements = extract(&document);
    let time = start.elapsed();
    let mut counts = Counts::new();
    let mut note = |field: &'static str, cue: bool, value: bool| {
        if cue {
            counts.insert(field, (1, u32::from(value)));
        }
    };
    let plain = document.plain();
    let head: String = plain.chars().take(300).collect();
    let parties: String =
        document.section_ranges(SectionName::Parties).map(|range| &plain[range.clone()]).collect();
    let (kind, _) = classify(&document.text, "");
    note("文书种类", true, matches!(kind, DocumentKind::Judgment | DocumentKind::Ruling));
    note("案号", CASE_NUMBER.is_match(&head), elements.number.is_some());
    note("公诉机关", plain.contains("检察院"), elements.procuratorate.is_some());
    let accused: Vec<_> = elements
        .parties
        .iter()
        .filter(|party| matches!(party.role, PartyRole::Accused | PartyRole::Organisation))
        .collect();
    note("被告人", true, !accused.is_empty());
    note("出生日期", BIRTH.is_match(&parties), accused.iter().any(|party| party.birth.is_some()));
    note("起诉书文号", INDICTMENT.is_match(plain), elements.indictment_number.is_some());
    note("引用法条", plain.contains("之规定") || plain.contains("的规定"), !elements.citations.is_empty());
    note("强制措施", CUSTODY.is_match(&parties), accused.iter().any(|party| !party.custody.is_empty()));
    note("落款日期", SIGNED.is_match(plain), elements.date.is_some());
    note("审理程序", PROCEDURE.is_match(plain), elements.trial.procedure.is_some());
    note("事实", true, !elements.alleged.is_empty() || !elements.found.is_empty());
    note("量刑情节", plain.contains("从轻") || plain.contains("从重"), !elements.circumstances.is_empty());
    // A court of second instance may let a sentence stand without telling it again.
    if !APPEAL.is_match(&head) {
        per_defendant(&elements, accused.len(), &mut counts);
    }
    let mut stances = BTreeMap::new();
    for circumstance in &elements.circumstances {
        *stances.entry(circumstance.stance).or_default() += 1;
    }
    (counts, stances, time)
}

/// Charges and punishments, counted per defendant and count.
fn per_defendant(elements: &Elements, accused: usize, counts: &mut Counts) {
    let mut charged = 0;
    let (mut wanted, mut punished) = (0, 0);
    for sentence in &elements.sentences {
        let acquitted = sentence
            .counts
            .iter()
            .any(|count| count.kind.as_ref().is_some_and(|kind| kind.value == SentenceKind::NotGuilty));
        charged += u32::from(acquitted || sentence.counts.iter().any(|count| count.charge.is_some()));
        for count in &sentence.counts {
            wanted += 1;
            let full = count.kind.as_ref().is_some_and(|kind| {
                let needs_term = matches!(
                    kind.value,
                    SentenceKind::Control | SentenceKind::Detention | SentenceKind::Imprisonment
                );
                !needs_term || count.term.is_some()
            });
            punished += u32::from(full || count.fine.is_some());
        }
    }
    let accused = accused as u32;
    counts.insert("罪名（一审每名被告人）", (accused, charged.min(accused)));
    let missing = accused.saturating_sub(elements.sentences.len() as u32);
    counts.insert("刑罚（一审每人每项罪名）", (wanted + missing, punished));
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern")
}

static APPEAL: LazyLock<Regex> = LazyLock::new(|| pattern("上诉人|原审被告|原公诉机关|刑终|刑再|抗诉机关"));
static CASE_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"（\d{4}）[^。\n]{2,30}号|刑[初终再重][^。\n]{1,12}号"));
static BIRTH: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d年\d{1,2}月\d{1,2}日(?:出生|生)"));
static INDICTMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"以[^。，\n]{2,40}号[^。，\n]{0,6}起诉书"));
static CUSTODY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\d日[^。]{0,40}(?:拘留|逮捕|取保候审|羁押|监视居住)"));
static SIGNED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[二一][〇一二三四五六七八九零]{3}年[一二三四五六七八九十]{1,3}月"));
static PROCEDURE: LazyLock<Regex> = LazyLock::new(|| pattern(r"适用(?:简易|速裁|普通)程序"));
