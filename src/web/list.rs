//! The list of reviewed cases, those that most need a person first.

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};

use super::error::PageError;
use super::frame::{Frame, Here};
use super::gate::Visitor;
use super::site::{Site, aside};
use super::{link, sign_in};
use crate::office::{Action, may};
use crate::store::{Origin, StoredCase};

/// Cases shown in the list.
const MOST: usize = 2_000;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
}

struct Row {
    number: i64,
    name: String,
    dossier: String,
    charges: String,
    grade: String,
    level: &'static str,
    fails: usize,
    similar: String,
}

/// `/`: officers, who have no cases, are led to what they have.
pub(super) async fn page(State(site): State<Arc<Site>>, visitor: Visitor) -> Result<Response, PageError> {
    if !visitor.might(Action::ListCases) {
        return Ok(sign_in::home(&visitor));
    }
    aside(move || {
        visitor.admit(site.store(), Action::ListCases, None, "")?;
        let readable: HashSet<i64> = site
            .store()
            .flows()?
            .into_iter()
            .filter(|flow| may(&visitor.actor, Action::ReadCase, Some(&flow.object)).is_allowed())
            .map(|flow| flow.object.case)
            .collect();
        let cases = site.store().cases(Origin::Dossier, MOST)?;
        let mut rows: Vec<Row> =
            cases.into_iter().filter(|case| readable.contains(&case.id)).map(row).collect();
        rows.sort_by_key(|row| (rank(row.level), std::cmp::Reverse(row.fails), row.number));
        Ok(Html(ListPage { frame: Frame::new(&visitor, Here::Queue), rows }.render()?).into_response())
    })
    .await
}

fn row(case: StoredCase) -> Row {
    let levels = case.tags.iter().map(|tag| LEVELS.into_iter().find(|level| *level == tag.severity));
    Row {
        number: case.id,
        similar: link::similar(&case.key),
        charges: case.profile.charges.join("、"),
        grade: case.grade.unwrap_or_default(),
        level: worst(levels.flatten()),
        fails: case.tags.len(),
        name: case.profile.name,
        dossier: case.key,
    }
}

const LEVELS: [&str; 5] = ["严重", "较重", "一般", "提示", "无"];

fn worst(levels: impl Iterator<Item = &'static str>) -> &'static str {
    levels.min_by_key(|level| rank(level)).unwrap_or("无")
}

fn rank(level: &str) -> usize {
    LEVELS.iter().position(|known| *known == level).unwrap_or(LEVELS.len())
}
