//! One self-contained page: findings with basis and quotes, the documents with the quoted words marked,
//! the three documents side by side, a timeline per person. Needs no network; prints well.

mod comparison;
mod findings;
mod marks;
mod timeline;

use askama::Template;

use super::{Review, words};
use crate::case::naming;
use comparison::Comparison;
use findings::AreaView;
use marks::{DocumentView, Marks};
use timeline::PersonTimeline;

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
    back: Option<String>,
}

/// Renders a review. `back` is the address of the case list when the page is served.
///
/// # Errors
/// When the template cannot be rendered.
pub fn page(review: &Review, back: Option<&str>) -> Result<String, askama::Error> {
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
        documents: marks::documents(&review.case, &marks),
        back: back.map(str::to_owned),
    }
    .render()
}
