//! Papers that were found, together by their cases.

use super::site::Site;
use super::{link, profile};
use crate::search::{Hit, Passage};

/// A case with its papers that were found.
pub(super) struct CaseView {
    pub name: String,
    pub address: String,
    pub source: &'static str,
    pub glance: Vec<String>,
    pub similar: String,
    pub papers: Vec<PaperView>,
    key: String,
}

/// A paper that was found.
pub(super) struct PaperView {
    pub kind: String,
    pub file: String,
    pub address: String,
    /// How many places of it are lit.
    pub places: usize,
    pub passages: Vec<PassageView>,
}

/// A passage of it.
pub(super) struct PassageView {
    pub page: u32,
    pub address: String,
    pub pieces: Vec<(String, bool)>,
}

/// The hits of a page of answers: papers of a case stand together, cases in the order of their first hit.
pub(super) fn by_case(site: &Site, hits: &[Hit], query: &str) -> Vec<CaseView> {
    let mut cases: Vec<CaseView> = Vec::new();
    for hit in hits {
        let paper = paper(site, hit, query);
        match cases.iter_mut().find(|case| case.key == hit.case.key) {
            Some(case) => case.papers.push(paper),
            None => cases.push(CaseView {
                name: hit.case.profile.name.clone(),
                address: match site.number(&hit.case.key) {
                    Some(number) => format!("/cases/{number}"),
                    None => format!("/papers/{}", hit.paper.id),
                },
                source: hit.case.origin.label(),
                glance: profile::glance(&hit.case.profile, hit.case.grade.as_deref()),
                similar: link::similar(&hit.case.key),
                papers: vec![paper],
                key: hit.case.key.clone(),
            }),
        }
    }
    cases
}

fn paper(site: &Site, hit: &Hit, query: &str) -> PaperView {
    let first = hit.lit.first().map_or(0, |range| range.start);
    PaperView {
        kind: hit.paper.kind.clone(),
        file: hit.paper.file.clone(),
        address: link::place(site, hit, query, first),
        places: hit.lit.len(),
        passages: hit.passages.iter().map(|one| passage(site, hit, one, query)).collect(),
    }
}

fn passage(site: &Site, hit: &Hit, passage: &Passage, query: &str) -> PassageView {
    let lit = hit.lit.iter().find(|range| range.start >= passage.range.start);
    let at = lit.map_or(passage.range.start, |range| range.start);
    PassageView {
        page: passage.page,
        address: link::place(site, hit, query, at),
        pieces: passage.pieces.clone(),
    }
}
