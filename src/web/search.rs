//! Searching the archive: the page, and the same for machines.

use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use askama::Template;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query as Address, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use serde_json::Value;

use super::error::PageError;
use super::frame::{Frame, Here};
use super::gate::Visitor;
use super::help::{self, Example, FieldView};
use super::hits::{self, CaseView};
use super::link;
use super::refine::{self, FacetView, PartView};
use super::site::{Site, aside};
use super::visible::hidden;
use crate::search::query::{Query, QueryError, parse};
use crate::search::{Answer, Question, SearchError, Sort, json};

/// Papers a page.
const PAGE: usize = 20;
/// Papers that can be paged through; the workbook has as many.
pub(super) const MOST: usize = 10_000;
/// Orders: the word in addresses, what people see.
const SORTS: [(&str, &str, Sort); 3] = [
    ("", "最相关", Sort::Relevance),
    ("date", "日期近的在前", Sort::Latest),
    ("term", "刑期长的在前", Sort::Heaviest),
];

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    sort: String,
    page: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    sort: &'static str,
    mistake: Option<Mistake>,
    found: Option<Found>,
    facets: Vec<FacetView>,
    examples: Vec<Example>,
    fields: Vec<FieldView>,
    cases: usize,
    papers: usize,
    /// Keys move among hits then, and the box waits to be asked for.
    has_hits: bool,
}

/// A query that cannot be read: the sentence, and the query in three pieces with the place in the middle.
struct Mistake {
    sentence: String,
    before: String,
    place: String,
    after: String,
}

struct Found {
    total: usize,
    took: String,
    from: usize,
    to: usize,
    parts: Vec<PartView>,
    sorts: Vec<SortView>,
    cases: Vec<CaseView>,
    workbook: String,
    previous: Option<String>,
    next: Option<String>,
    page: usize,
    pages: usize,
    is_cut: bool,
}

struct SortView {
    name: &'static str,
    address: String,
    is_on: bool,
}

/// `/search`
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Address<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let Address(asked) = asked?;
    aside(move || {
        let (sort, ..) = order(&asked.sort);
        let (cases, papers) = site.store().counts()?;
        let hidden = hidden(site.store(), &visitor)?;
        let mut page = SearchPage {
            frame: Frame::new(&visitor, Here::Search).asking(&asked.q),
            sort,
            mistake: None,
            found: None,
            facets: Vec::new(),
            examples: help::begin(),
            fields: help::all(),
            cases,
            papers,
            has_hits: false,
        };
        let status = match parse(&asked.q) {
            Ok(query) => {
                fill(&mut page, &site, &asked, &query, &hidden)?;
                StatusCode::OK
            }
            Err(error) => {
                page.mistake = Some(mistake(&asked.q, &error));
                StatusCode::BAD_REQUEST
            }
        };
        Ok((status, Html(page.render()?)).into_response())
    })
    .await
}

/// `/api/search`
pub(super) async fn json(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Address<Asked>, QueryRejection>,
) -> Result<Json<Value>, PageError> {
    let Address(asked) = asked?;
    aside(move || {
        let query = parse(&asked.q)?;
        let answer = ask(&site, &asked, &query, &hidden(site.store(), &visitor)?)?;
        Ok(Json(json::answer(&asked.q, &answer)))
    })
    .await
}

fn order(word: &str) -> (&'static str, &'static str, Sort) {
    SORTS.into_iter().find(|(known, ..)| *known == word).unwrap_or(SORTS[0])
}

/// Number of the page asked for, from 1; never beyond what is listed, whatever is typed.
fn number(asked: &Asked) -> usize {
    asked.page.parse().unwrap_or(1).clamp(1, MOST / PAGE)
}

fn ask(site: &Site, asked: &Asked, query: &Query, hidden: &[i64]) -> Result<Answer, SearchError> {
    let (.., sort) = order(&asked.sort);
    let skip = (number(asked) - 1) * PAGE;
    site.archive().ask(&Question { query, skip, take: PAGE, sort, facets: true, hidden })
}

fn fill(
    page: &mut SearchPage,
    site: &Site,
    asked: &Asked,
    query: &Query,
    hidden: &[i64],
) -> Result<(), PageError> {
    let started = Instant::now();
    let answer = ask(site, asked, query, hidden)?;
    let took = started.elapsed();
    page.facets = refine::facets(query, answer.facets, page.sort);
    // Nothing asked for: ways to begin instead of everything there is.
    if *query == Query::All {
        return Ok(());
    }
    let at = number(asked);
    let listed = answer.total.min(MOST);
    let pages = listed.div_ceil(PAGE).max(1);
    page.has_hits = !answer.hits.is_empty();
    let to_page = |number: usize| link::search(&asked.q, page.sort, number);
    page.found = Some(Found {
        total: answer.total,
        took: in_words(took),
        from: (at - 1) * PAGE + 1,
        to: (at - 1) * PAGE + answer.hits.len(),
        parts: refine::parts(query, page.sort),
        sorts: SORTS
            .iter()
            .map(|&(word, name, _)| SortView {
                name,
                address: link::search(&asked.q, word, 1),
                is_on: word == page.sort,
            })
            .collect(),
        cases: hits::by_case(site, &answer.hits, &asked.q),
        workbook: link::search(&asked.q, page.sort, 1).replacen("/search", "/search.xlsx", 1),
        previous: (at > 1).then(|| to_page(at.min(pages + 1) - 1)),
        next: (at < pages).then(|| to_page(at + 1)),
        page: at,
        pages,
        is_cut: answer.total > MOST,
    });
    Ok(())
}

fn in_words(took: Duration) -> String {
    let milliseconds = took.as_millis();
    if milliseconds == 0 { "不到 1 毫秒".to_owned() } else { format!("{milliseconds} 毫秒") }
}

fn mistake(typed: &str, error: &QueryError) -> Mistake {
    /// Characters shown around the place.
    const AROUND: usize = 40;
    let characters: Vec<char> = typed.chars().collect();
    let words = |range: Range<usize>| -> String { characters.get(range).into_iter().flatten().collect() };
    let start = error.at.start.min(characters.len());
    let end = error.at.end.clamp(start, characters.len());
    let shown_end = end.min(start + AROUND);
    Mistake {
        sentence: error.to_string(),
        before: words(start.saturating_sub(AROUND)..start),
        place: words(start..shown_end),
        after: words(shown_end..characters.len().min(shown_end + AROUND)),
    }
}

impl Asked {
    /// The order asked for.
    pub(super) fn sort(&self) -> Sort {
        order(&self.sort).2
    }
}
