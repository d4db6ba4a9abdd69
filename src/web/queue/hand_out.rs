//! Several cases given out at once: to a person, or each by lot. Each case is its own deed; what cannot be is told.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use super::asked::Asked;
use super::{case_names, seed, ticked};
use crate::office::Action;
use crate::store::StoreError;
use crate::web::error::PageError;
use crate::web::frame::{Frame, Here};
use crate::web::gate::{Posted, Visitor};
use crate::web::site::{Site, aside};

/// Characters of a reason.
const LONGEST: usize = 500;

#[derive(Template)]
#[template(path = "queue_given.html")]
struct GivenPage {
    frame: Frame,
    /// The seed of the lots.
    seed: Option<u64>,
    given: usize,
    rows: Vec<Given>,
    back: String,
}

struct Given {
    name: Option<String>,
    case: i64,
    told: String,
    is_done: bool,
}

/// `POST /queue/assign`: to a person.
pub(in crate::web) async fn assign(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Html<String>, PageError> {
    aside(move || {
        let reviewer = posted.one("reviewer").to_owned();
        if reviewer.is_empty() {
            return Err(PageError::Mistake("没有选定评查员，请先选定".to_owned()));
        }
        give(&site, &visitor, &posted, None, |case, reason, expected| {
            site.store().assign(visitor.deed(), case, &reviewer, reason, expected)?;
            Ok(reviewer.clone())
        })
    })
    .await
}

/// `POST /queue/draw`: each by lot, from one seed.
pub(in crate::web) async fn draw(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Html<String>, PageError> {
    aside(move || {
        let seed = seed()?;
        give(&site, &visitor, &posted, Some(seed), |case, reason, expected| {
            let draw = site.store().assign_by_draw(visitor.deed(), case, seed, reason, expected)?;
            Ok(draw.drawn)
        })
    })
    .await
}

fn give(
    site: &Site,
    visitor: &Visitor,
    posted: &Posted,
    seed: Option<u64>,
    one: impl Fn(i64, &str, i64) -> Result<String, StoreError>,
) -> Result<Html<String>, PageError> {
    let cases = ticked(posted.all("case"))?;
    if let (false, Some((case, _))) = (visitor.might(Action::Assign), cases.first()) {
        // Refused for certain, which the store writes down.
        visitor.admit(site.store(), Action::Assign, Some(*case), "")?;
    }
    let back = Asked::of_query(posted.one("back"))?.address();
    let reason = posted.one("reason").trim();
    if reason.chars().count() > LONGEST {
        return Err(PageError::Mistake(format!("理由至多 {LONGEST} 字，请缩短后再提交")));
    }
    // Read before: whoever is given out by this may be hidden from the giver afterwards.
    let names = case_names(site, visitor)?;
    let people = site.store().displays()?;
    let mut rows = Vec::new();
    for (case, expected) in cases {
        let (told, is_done) = match one(case, reason, expected) {
            Ok(reviewer) => (format!("已分配给 {}", people.get(&reviewer).unwrap_or(&reviewer)), true),
            Err(
                error @ (StoreError::Refused(_)
                | StoreError::Behind { .. }
                | StoreError::NoCase
                | StoreError::NoUser),
            ) => (error.to_string(), false),
            Err(error) => return Err(error.into()),
        };
        rows.push(Given { name: names.get(&case).cloned(), case, told, is_done });
    }
    let given = rows.iter().filter(|row| row.is_done).count();
    // What was not given out needs a second look, so it comes first.
    rows.sort_by_key(|row| row.is_done);
    let frame = Frame::new(visitor, Here::Queue);
    Ok(Html(GivenPage { frame, seed, given, rows, back }.render()?))
}
