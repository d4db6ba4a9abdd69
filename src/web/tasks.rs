//! `/tasks`: what waits for the visitor, by where cases stand.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Html;
use jiff::civil::Date;
use serde::Deserialize;

use super::error::PageError;
use super::flow::Deadline;
use super::frame::{Frame, Here};
use super::gate::Visitor;
use super::names::minute;
use super::site::{Site, aside};
use crate::office::{Action, Actor, Move, Object, State as At, day_in_china, may, moves};
use crate::store::{CaseFlow, Store};

/// Cases shown of one kind.
const MOST: usize = 100;

/// Number of a case that just left the visitor's hands.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    moved: String,
}

#[derive(Template)]
#[template(path = "tasks.html")]
struct TasksPage {
    frame: Frame,
    moved: Option<i64>,
    groups: Vec<Group>,
    total: usize,
}

/// Cases that stand at the same place.
struct Group {
    state: &'static str,
    tasks: Vec<Task>,
    total: usize,
}

/// A case that waits.
struct Task {
    name: String,
    key: String,
    address: String,
    /// What may be done.
    what: String,
    due: Option<Deadline>,
    since: String,
}

/// `GET /tasks`
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, PageError> {
    let Query(asked) = asked?;
    aside(move || {
        let today = day_in_china(visitor.at);
        let mut waiting: Vec<(CaseFlow, Vec<&'static str>)> = site
            .store()
            .flows()?
            .into_iter()
            .filter_map(|flow| what(&visitor.actor, &flow.object, today).map(|what| (flow, what)))
            .collect();
        // Those that are due first, then those that wait longest.
        waiting.sort_by_key(|(flow, _)| (flow.object.due.is_none(), flow.object.due, flow.since));
        let page = TasksPage {
            frame: Frame::new(&visitor, Here::Tasks),
            moved: asked.moved.parse().ok(),
            total: waiting.len(),
            groups: groups(site.store(), &waiting, today)?,
        };
        Ok(Html(page.render()?))
    })
    .await
}

/// What the visitor may do to a case that waits for them; none where it does not.
fn what(actor: &Actor, object: &Object, today: Date) -> Option<Vec<&'static str>> {
    if !may(actor, Action::ReadCase, Some(object)).is_allowed() {
        return None;
    }
    if object.state == At::InReview && may(actor, Action::Decide, Some(object)).is_allowed() {
        return Some(vec!["评查"]);
    }
    let what: Vec<&str> = moves(actor, object, today)
        .into_iter()
        .filter(|offer| offer.permit.is_allowed() && is_awaited(offer.name))
        .map(|offer| offer.name.label())
        .collect();
    (!what.is_empty()).then_some(what)
}

/// Whether a case waits for this move: not for what is done only when something is amiss, nor for what is done to many.
fn is_awaited(name: Move) -> bool {
    !matches!(name, Move::SignOff | Move::Recuse | Move::Reassign)
}

fn groups(
    store: &Store,
    waiting: &[(CaseFlow, Vec<&'static str>)],
    today: Date,
) -> Result<Vec<Group>, PageError> {
    let mut groups = Vec::new();
    for state in At::all() {
        let here = || waiting.iter().filter(|(flow, _)| flow.object.state == state);
        let tasks = here().take(MOST).map(|(flow, what)| task(store, flow, what, today));
        let tasks = tasks.collect::<Result<Vec<_>, PageError>>()?;
        if !tasks.is_empty() {
            groups.push(Group { state: state.label(), tasks, total: here().count() });
        }
    }
    Ok(groups)
}

fn task(store: &Store, flow: &CaseFlow, what: &[&str], today: Date) -> Result<Task, PageError> {
    let object = &flow.object;
    let case = store.case_by_id(object.case)?.ok_or(PageError::NotFound)?;
    let page = match object.state {
        At::Unassigned => "/flow#hand-out",
        At::Assigned | At::InReview => "",
        _ => "/sheet",
    };
    Ok(Task {
        name: case.profile.name,
        key: case.key,
        address: format!("/cases/{}{page}", object.case),
        what: what.join("；"),
        due: object.due.map(|due| Deadline::of(due, today)),
        since: if flow.since == 0 { String::new() } else { minute(flow.since) },
    })
}
