//! Sentences as rows of months and yuan, one row a person.

use serde::Serialize;

use crate::extract::elements::{Elements, Punishment, Sentence, SentenceKind};
use crate::text::Term;

/// What one person is sentenced to. The punishment executed for all charges together where there is one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Name as written.
    pub name: String,
    /// Charges in order, standard names.
    pub charges: Vec<String>,
    /// 管制, in months; days as parts of thirty.
    pub control_months: f64,
    /// 拘役, in months.
    pub detention_months: f64,
    /// 有期徒刑, in months.
    pub imprisonment_months: f64,
    /// 缓刑考验期, in months.
    pub suspended_months: f64,
    /// 无期徒刑
    pub life: bool,
    /// 死刑, suspended or not.
    pub death: bool,
    /// 罚金, in yuan.
    pub fine: f64,
}

/// One row for every person sentenced.
pub fn rows(elements: &Elements) -> Vec<Row> {
    elements.sentences.iter().map(row).collect()
}

fn row(sentence: &Sentence) -> Row {
    let mut charges: Vec<String> = Vec::new();
    for charge in sentence.counts.iter().filter_map(|count| count.charge.as_ref()) {
        if !charges.contains(&charge.value) {
            charges.push(charge.value.clone());
        }
    }
    let mut row = Row {
        name: sentence.person.value.clone(),
        charges,
        control_months: 0.0,
        detention_months: 0.0,
        imprisonment_months: 0.0,
        suspended_months: 0.0,
        life: false,
        death: false,
        fine: 0.0,
    };
    let Some(main) = effective(sentence) else {
        return row;
    };
    let length = main.term.as_ref().map_or(0.0, |term| months(term.value));
    match main.kind.as_ref().map(|kind| kind.value) {
        Some(SentenceKind::Control) => row.control_months = length,
        Some(SentenceKind::Detention) => row.detention_months = length,
        Some(SentenceKind::Imprisonment) => row.imprisonment_months = length,
        Some(SentenceKind::Life) => row.life = true,
        Some(SentenceKind::Death | SentenceKind::SuspendedDeath) => row.death = true,
        _ => {}
    }
    row.suspended_months = main.suspended.as_ref().map_or(0.0, |term| months(term.value));
    row.fine = fine_of(sentence, main);
    row
}

/// Days as parts of thirty, to two decimals as tables print them.
fn months(term: Term) -> f64 {
    (term.months_with_days() * 100.0).round() / 100.0
}

/// The punishment executed; of several not combined, the heaviest.
fn effective(sentence: &Sentence) -> Option<&Punishment> {
    if let Some(executed) = &sentence.executed
        && executed.kind.as_ref().is_some_and(|kind| kind.value != SentenceKind::AccessoryOnly)
    {
        return Some(executed);
    }
    sentence.counts.iter().rev().max_by_key(|count| weight(count)).or(sentence.executed.as_ref())
}

fn weight(punishment: &Punishment) -> (u8, u32) {
    let rank = match punishment.kind.as_ref().map(|kind| kind.value) {
        Some(SentenceKind::Death) => 6,
        Some(SentenceKind::SuspendedDeath) => 5,
        Some(SentenceKind::Life) => 4,
        Some(SentenceKind::Imprisonment) => 3,
        Some(SentenceKind::Detention) => 2,
        Some(SentenceKind::Control) => 1,
        _ => 0,
    };
    (rank, punishment.term.as_ref().map_or(0, |term| term.value.total_months()))
}

/// The fine executed; where the combined punishment names none, the fines of all charges together.
fn fine_of(sentence: &Sentence, main: &Punishment) -> f64 {
    let yuan =
        |punishment: &Punishment| punishment.fine.as_ref().map_or(0.0, |fine| fine.value.fen as f64 / 100.0);
    let combined = sentence.executed.as_ref().map_or(0.0, yuan);
    if combined > 0.0 {
        return combined;
    }
    if main.fine.is_some() && sentence.counts.len() <= 1 {
        return yuan(main);
    }
    sentence.counts.iter().map(yuan).sum()
}
