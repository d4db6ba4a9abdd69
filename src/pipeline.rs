//! Floor 4: the main job in one place: documents in, a case with differences out. No files, no printing.

use std::time::Instant;

use crate::case::{self, CaseFile, Paper};
use crate::compare::{self, Difference};
use crate::document::Document;
use crate::extract;
use crate::report::Timing;

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
