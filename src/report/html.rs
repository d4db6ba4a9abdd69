//! One self-contained page: findings with basis and quotes, the documents with the quoted words marked,
//! the three documents side by side, a timeline per person. Needs no network; prints well.
//!
//! The workbench of the site shows the same parts around its forms, and may open at a place with words lit ([`Spot`]).

pub(crate) mod comparison;
pub(crate) mod findings;
pub(crate) mod marks;
mod sheets;
pub(crate) mod timeline;

use std::ops::Range;

use askama::Template;

use super::{Review, words};
use crate::case::naming;
use comparison::Comparison;
use findings::AreaView;
use marks::{DocumentView, Marks};
use timeline::PersonTimeline;

/// A place in a document with the words lit that were looked for.
#[derive(Debug, Clone)]
pub struct Spot {
    /// The document.
    pub document: String,
    /// Characters of it to light, ascending, apart from each other.
    pub lit: Vec<Range<u32>>,
    /// The character to look at; where nothing is lit there, this one alone is.
    pub at: Option<u32>,
}

/// The page.
#[derive(Template)]
#[template(path = "review.html")]
struct Page {
    name: String,
    dossier: String,
    number: String,
    persons: String,
    charges: String,
    grade: String,
    scheme: String,
    score: String,
    reasons: Vec<String>,
    fails: usize,
    unknowns: usize,
    areas: Vec<AreaView>,
    unknown_rows: Vec<findings::UnknownView>,
    set_aside: Vec<String>,
    notes: Vec<String>,
    triggers: Option<String>,
    comparison: Comparison,
    timelines: Vec<PersonTimeline>,
    documents: Vec<DocumentView>,
}

/// Renders a review as one self-contained page.
///
/// # Errors
/// When the template cannot be rendered.
pub fn page(review: &Review) -> Result<String, askama::Error> {
    let mut marks = Marks::default();
    let areas = findings::by_area(&review.findings, &mut marks);
    let comparison = comparison::view(review, &mut marks);
    let timelines = timeline::view(&review.case, &mut marks);
    let unknown_rows = findings::unknown(&review.findings);
    Page {
        name: naming::name(&review.case),
        dossier: review.case.dossier.clone(),
        number: naming::number(&review.case).unwrap_or_else(|| "未见案号".to_owned()),
        persons: review.case.persons.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join("、"),
        charges: naming::charges(&review.case).join("、"),
        grade: review.grade.value.clone(),
        scheme: review.grade.scheme.clone(),
        score: format!("{}", review.grade.score),
        reasons: review.grade.reasons.clone(),
        fails: areas.iter().map(|area| area.findings.len()).sum(),
        unknowns: unknown_rows.len(),
        areas,
        unknown_rows,
        set_aside: words::set_aside(&review.findings).collect(),
        notes: review.notes.clone(),
        triggers: words::triggers(&review.triggers),
        comparison,
        timelines,
        documents: marks::documents(&review.case, &marks, None),
    }
    .render()
}
