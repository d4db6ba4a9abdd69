//! From a kept case to the entries of the index, one a paper.

use tantivy::TantivyDocument;

use super::query::{DEATH_MONTHS, FieldName as F, LIFE_MONTHS, SUSPENDED_DEATH_MONTHS};
use super::schema::Fields;
use crate::case::profile::Sentenced;
use crate::extract::elements::{SentenceKind, label};
use crate::store::{StoredCase, StoredPaper};

/// The entries of a case: its values go with every paper, its facts with the one it is known by.
pub(super) fn of_case<'a>(
    fields: &'a Fields,
    case: &'a StoredCase,
    papers: &'a [StoredPaper],
) -> impl Iterator<Item = TantivyDocument> + 'a {
    papers.iter().map(move |paper| of_paper(fields, case, paper))
}

fn of_paper(fields: &Fields, case: &StoredCase, paper: &StoredPaper) -> TantivyDocument {
    let mut entry = TantivyDocument::default();
    entry.add_u64(fields.case, case.id as u64);
    entry.add_u64(fields.paper, paper.id as u64);
    entry.add_text(fields.grams, &paper.text);
    entry.add_text(fields.characters, &paper.text);
    if !paper.facts.is_empty() {
        entry.add_text(fields.facts, paper.facts_text());
    }
    entry.add_text(fields.of(F::Paper), &paper.kind);
    if let Some(title) = &paper.title {
        entry.add_text(fields.of(F::Title), title);
    }
    add_case(&mut entry, fields, case);
    entry
}

fn add_case(entry: &mut TantivyDocument, fields: &Fields, case: &StoredCase) {
    let profile = &case.profile;
    let mut text = |name: F, value: &str| entry.add_text(fields.of(name), value);
    text(F::Case, &profile.name);
    if profile.name != case.key {
        text(F::Case, &case.key);
    }
    text(F::Source, case.origin.label());
    profile.charges.iter().for_each(|charge| text(F::Charge, charge));
    profile.articles.iter().for_each(|article| text(F::Article, article));
    profile.circumstances.iter().for_each(|&kind| text(F::Circumstance, &label(kind)));
    profile.persons.iter().for_each(|person| text(F::Person, person));
    for (name, value) in [
        (F::Number, &profile.number),
        (F::Court, &profile.court),
        (F::Procuratorate, &profile.procuratorate),
        (F::Handler, &profile.handler),
        (F::Grade, &case.grade),
    ] {
        if let Some(value) = value {
            text(name, value);
        }
    }
    for tag in &case.tags {
        text(F::Point, &format!("{} {}", tag.point, tag.title));
        text(F::Severity, &tag.severity);
    }
    if let Some(date) = profile.date {
        let day = i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day());
        entry.add_i64(fields.of(F::Date), day);
        entry.add_text(fields.year, date.year().to_string());
    }
    let mut number = |name: F, value: f64| entry.add_f64(fields.of(name), value);
    number(F::Persons, profile.persons.len() as f64);
    number(F::Findings, case.tags.len() as f64);
    profile.amount_fen.iter().for_each(|&fen| number(F::Amount, yuan(fen)));
    profile.sentences.iter().for_each(|sentenced| add_sentence(entry, fields, sentenced));
    if !profile.sentences.is_empty() {
        let suspended = profile.sentences.iter().any(|one| one.suspended_months.is_some());
        entry.add_text(fields.of(F::Suspended), if suspended { "是" } else { "否" });
    }
}

fn add_sentence(entry: &mut TantivyDocument, fields: &Fields, sentenced: &Sentenced) {
    entry.add_text(fields.of(F::Punishment), label(sentenced.kind));
    let mut number = |name: F, value: Option<f64>| {
        if let Some(value) = value {
            entry.add_f64(fields.of(name), value);
        }
    };
    number(F::Term, months(sentenced));
    number(F::Probation, sentenced.suspended_months);
    number(F::Fine, sentenced.fine_fen.map(yuan));
}

/// The main punishment as a number of months, so that every one is heavier than those below it.
pub fn months(sentenced: &Sentenced) -> Option<f64> {
    match sentenced.kind {
        SentenceKind::Life => Some(LIFE_MONTHS),
        SentenceKind::SuspendedDeath => Some(SUSPENDED_DEATH_MONTHS),
        SentenceKind::Death => Some(DEATH_MONTHS),
        _ => sentenced.months,
    }
}

fn yuan(fen: i64) -> f64 {
    fen as f64 / 100.0
}
