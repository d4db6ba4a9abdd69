//! What goes into the archive: reviewed dossiers, and judgments that come by themselves.

use serde::Deserialize;
use serde_json::Value;

use crate::case::{CaseFile, profile};
use crate::document::dossier;
use crate::pipeline;
use crate::report::{Review, words};
use crate::store::{CaseRecord, Origin, PaperRecord, Tag};
use crate::text::Range;

/// A judgment as a line of JSON: `text` is needed, `id` is what it is known by.
#[derive(Debug, Deserialize)]
pub struct Judgment {
    id: Value,
    text: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    document: Option<String>,
}

/// A reviewed dossier, with what is open in its review.
pub fn of_review(review: &Review) -> CaseRecord {
    let tags = review.findings.iter().filter(|finding| finding.is_open()).map(|finding| Tag {
        point: finding.point.clone(),
        title: finding.title.clone(),
        severity: words::severity(&finding.severity).to_owned(),
    });
    CaseRecord {
        tags: tags.collect(),
        grade: Some(review.grade.value.clone()),
        ..of_case(&review.case, Origin::Dossier)
    }
}

/// A judgment.
pub fn of_judgment(judgment: Judgment) -> CaseRecord {
    let Judgment { id, text, name, document } = judgment;
    let key = match id {
        Value::String(id) => id,
        other => other.to_string(),
    };
    let file = format!("{}.txt", document.or_else(|| name.clone()).unwrap_or_else(|| key.clone()));
    let case = pipeline::understand(&key, dossier::of_texts(&[(file, text)]));
    let mut record = of_case(&case, Origin::Judgment);
    if let Some(name) = name {
        record.profile.name = name;
    }
    record
}

fn of_case(case: &CaseFile, origin: Origin) -> CaseRecord {
    let known_by = profile::leading(case).map(|paper| paper.document.id.clone());
    let papers = case.papers.iter().map(|paper| {
        let document = &paper.document;
        let is_leading = known_by.as_ref() == Some(&document.id);
        let span = |range: Range| {
            let span = document.text.locate(&range);
            (span.start, span.end)
        };
        PaperRecord {
            document: document.id.clone(),
            file: document.file.clone(),
            kind: document.kind.label().to_owned(),
            title: document.title.clone(),
            first_page: document.first_page,
            page_starts: document.page_starts.clone(),
            facts: if is_leading {
                profile::facts(paper).into_iter().map(span).collect()
            } else {
                Vec::new()
            },
            text: document.text.original().to_owned(),
        }
    });
    CaseRecord {
        key: case.dossier.clone(),
        origin,
        profile: profile::profile(case),
        tags: Vec::new(),
        grade: None,
        papers: papers.collect(),
    }
}
