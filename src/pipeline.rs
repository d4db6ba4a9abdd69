//! Floor 8: the main job in one place: documents in, a case with differences out. No files, no printing.

use std::time::Instant;

use crate::case::{self, CaseFile, Paper};
use crate::compare::{self, Difference};
use crate::document::{Document, dossier};
use crate::extract;
use crate::report::{Review, Timing};
use crate::review::{self, Outcome, ReviewOptions};
use crate::standard::{Check, Example, Expectation, Point, Standards};

/// Reads what every document says and puts it together.
pub fn understand(dossier: &str, documents: Vec<Document>) -> CaseFile {
    let papers = documents
        .into_iter()
        .map(|document| Paper { elements: extract::extract(&document), document })
        .collect();
    case::assemble(dossier, papers)
}

/// Understands a dossier and compares its documents.
pub fn compare_documents(dossier: &str, documents: Vec<Document>) -> (CaseFile, Vec<Difference>, Timing) {
    let start = Instant::now();
    let case = understand(dossier, documents);
    let understood = start.elapsed();
    let differences = compare::compare(&case);
    let total = start.elapsed();
    let millis = |duration: std::time::Duration| duration.as_millis() as u64;
    let timing = Timing {
        extract: millis(understood),
        compare: millis(total.saturating_sub(understood)),
        total: millis(total),
        ..Timing::default()
    };
    (case, differences, timing)
}

/// Reviews a dossier: the main job.
pub fn review_documents(
    dossier: &str,
    documents: Vec<Document>,
    standards: &Standards,
    options: &ReviewOptions,
) -> Review {
    let (case, differences, mut timing) = compare_documents(dossier, documents);
    let start = Instant::now();
    let mut findings = review::review(&case, &differences, standards, options);
    let notes = review::suppress(&mut findings, dossier, &standards.suppressions);
    let triggers = review::triggers(&case, &findings, standards);
    let mut grade = review::grade(&findings, &standards.schemes, options.as_of);
    if case.persons.is_empty() {
        grade = grade.undecided();
    }
    timing.check = start.elapsed().as_millis() as u64;
    timing.total += timing.check;
    Review { case, differences, findings, grade, triggers, notes, timing }
}

/// Runs the examples of every point and tells which did not come out as written.
pub fn run_examples(standards: &Standards) -> Vec<String> {
    standards
        .points
        .iter()
        .flat_map(|point| point.examples().into_iter().map(move |example| (point, example)))
        .filter_map(|(point, example)| run_example(standards, point, &example))
        .collect()
}

fn run_example(standards: &Standards, point: &Point, example: &Example) -> Option<String> {
    let documents = dossier::of_texts(&example.papers);
    let mut points = vec![point.clone()];
    if let Check::Oversight { points: codes, .. } = &point.check {
        points.extend(codes.iter().filter_map(|code| standards.point(code)).cloned());
    }
    let only = Standards { points, ..Standards::default() };
    let options = ReviewOptions { province: None, as_of: jiff::civil::date(2026, 1, 1) };
    let mut review = review_documents(&example.title, documents, &only, &options);
    review.findings.retain(|finding| finding.point == point.code);
    let fails: Vec<&str> =
        review.findings.iter().filter(|f| f.outcome == Outcome::Fail).map(|f| f.message.as_str()).collect();
    let as_expected = match example.expectation {
        Expectation::Report => !fails.is_empty(),
        Expectation::Silent => fails.is_empty(),
        Expectation::Unknown => review.findings.iter().any(|finding| finding.outcome == Outcome::Unknown),
    };
    if as_expected {
        return None;
    }
    let told: Vec<String> = if fails.is_empty() {
        review.findings.iter().map(|f| format!("{:?}：{}", f.outcome, f.message)).collect()
    } else {
        fails.iter().map(|&message| message.to_owned()).collect()
    };
    Some(format!("{} 示例“{}”不符：{}", point.code, example.title, told.join("；")))
}
