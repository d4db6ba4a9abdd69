//! A paper of the archive by itself, page by page, with the words lit that were looked for.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Html;

use super::at::At;
use serde::Deserialize;

use super::error::PageError;
use super::frame::{Frame, Here};
use super::gate::Visitor;
use super::pieces::{Piece, lines};
use super::site::{Site, aside};
use super::{link, profile};
use crate::office::Action;
use crate::search;
use crate::store::{Origin, StoredPaper};

/// A query whose words are lit, and the character to look at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    at: String,
}

#[derive(Template)]
#[template(path = "paper.html")]
struct PaperPage {
    frame: Frame,
    back: Option<String>,
    similar: String,
    name: String,
    kind: String,
    file: String,
    source: &'static str,
    glance: Vec<String>,
    pages: Vec<PageView>,
}

struct PageView {
    number: u32,
    lines: Vec<Vec<Piece>>,
}

/// `/papers/{paper}`: published judgments are open to whoever may search; the papers of a dossier are as it is.
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    At(number): At<i64>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, PageError> {
    let Query(asked) = asked?;
    aside(move || {
        let store = site.store();
        let paper = store.paper(number)?.ok_or(PageError::NotFound)?;
        let case = store.case_by_id(paper.case_id)?.ok_or(PageError::NotFound)?;
        let (action, object) = match case.origin {
            Origin::Dossier => (Action::ReadCase, Some(case.id)),
            Origin::Judgment => (Action::Search, None),
        };
        visitor.admit(store, action, object, &paper.document)?;
        let page = PaperPage {
            back: (!asked.q.is_empty()).then(|| link::search(&asked.q, "", 1)),
            similar: link::similar(&case.key),
            glance: profile::glance(&case.profile, case.grade.as_deref()),
            name: case.profile.name,
            kind: paper.kind.clone(),
            file: paper.file.clone(),
            source: case.origin.label(),
            pages: pages(&paper, &asked),
            frame: Frame::new(&visitor, Here::Search).asking(&asked.q),
        };
        Ok(Html(page.render()?))
    })
    .await
}

fn pages(paper: &StoredPaper, asked: &Asked) -> Vec<PageView> {
    let query = search::query::parse(&asked.q).unwrap_or(search::query::Query::All);
    let lit = search::lit(&query, &paper.text);
    let at: u32 = asked.at.parse().unwrap_or(0);
    let target = lit.iter().find(|range| range.end > at).map(|range| range.start);
    let characters: Vec<char> = paper.text.chars().collect();
    let end = characters.len() as u32;
    let mut starts = paper.page_starts.clone();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([end]);
    let stretches = starts.iter().copied().zip(ends).filter(|(start, end)| start <= end);
    stretches
        .map(|(start, end)| PageView {
            number: paper.page_of(start),
            lines: lines(&characters, start..end, &lit, target),
        })
        .filter(|page| !page.lines.is_empty())
        .collect()
}
