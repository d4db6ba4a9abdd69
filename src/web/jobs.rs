//! `/jobs`: what is queued, running, done and given up. Keys and reasons name cases and files: who sees no cases sees numbers
//! only.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::at::At;
use serde::Deserialize;

use super::error::PageError;
use super::frame::{Frame, Here};
use super::gate::Visitor;
use super::names::minute;
use super::site::{Site, aside};
use crate::office::Action;
use crate::store::{Job, JobState, Store};

/// Jobs of a page.
const PAGE: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    state: String,
    page: String,
    /// What was just done: 重新排队 or 去掉, of which job.
    done: String,
    job: String,
}

#[derive(Template)]
#[template(path = "jobs.html")]
struct JobsPage {
    frame: Frame,
    done: Option<String>,
    tabs: Vec<Tab>,
    /// Whether cases may be named.
    is_named: bool,
    rows: Vec<Row>,
    state: String,
    page: usize,
    has_more: bool,
}

struct Tab {
    name: &'static str,
    label: &'static str,
    count: usize,
    is_current: bool,
}

struct Row {
    number: i64,
    kind: &'static str,
    key: String,
    case: Option<i64>,
    state: &'static str,
    is_dead: bool,
    progress: String,
    reason: Option<String>,
    tries: String,
    created: String,
    updated: String,
}

/// `GET /jobs`
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, PageError> {
    let Query(asked) = asked?;
    aside(move || {
        let store = site.store();
        let is_named = visitor.might(Action::Import);
        let state = JobState::ALL.into_iter().find(|state| state.name() == asked.state);
        let page = asked.page.parse::<usize>().unwrap_or(1).clamp(1, 100_000);
        let mut jobs = store.jobs(state, (page - 1) * PAGE, PAGE + 1)?;
        let has_more = jobs.len() > PAGE;
        jobs.truncate(PAGE);
        let page = JobsPage {
            frame: Frame::new(&visitor, Here::Jobs),
            done: done(&asked),
            tabs: tabs(store, state)?,
            rows: jobs.iter().map(|job| row(store, job, is_named)).collect::<Result<_, PageError>>()?,
            is_named,
            state: state.map_or("", JobState::name).to_owned(),
            page,
            has_more,
        };
        Ok(Html(page.render()?))
    })
    .await
}

/// `POST /jobs/{job}/retry`
pub(super) async fn retry(
    State(site): State<Arc<Site>>,
    At(job): At<i64>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    change(site, visitor, job, "retry").await
}

/// `POST /jobs/{job}/drop`
pub(super) async fn take_off(
    State(site): State<Arc<Site>>,
    At(job): At<i64>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    change(site, visitor, job, "drop").await
}

async fn change(
    site: Arc<Site>,
    visitor: Visitor,
    job: i64,
    what: &'static str,
) -> Result<Response, PageError> {
    aside(move || {
        let store = site.store();
        let told = told(what).ok_or(PageError::Request)?;
        visitor.admit(store, Action::ManageJobs, None, &format!("{told} 任务 {job}"))?;
        let is_done = if what == "retry" {
            store.retry(job, visitor.at.as_millisecond())?
        } else {
            store.dismiss(job)?
        };
        if !is_done {
            return Err(PageError::Mistake("这个任务不在未能处理之列，请刷新后再看".to_owned()));
        }
        Ok(Redirect::to(&format!("/jobs?done={what}&job={job}")).into_response())
    })
    .await
}

fn told(what: &str) -> Option<&'static str> {
    match what {
        "retry" => Some("重新排队"),
        "drop" => Some("从名单中去掉"),
        _ => None,
    }
}

fn done(asked: &Asked) -> Option<String> {
    let job: i64 = asked.job.parse().ok()?;
    Some(format!("任务 {job} 已{}。", told(&asked.done)?))
}

fn tabs(store: &Store, current: Option<JobState>) -> Result<Vec<Tab>, PageError> {
    let mut tabs = Vec::new();
    for state in JobState::ALL {
        let count = store.job_count(state)?;
        tabs.push(Tab {
            name: state.name(),
            label: state.label(),
            count,
            is_current: current == Some(state),
        });
    }
    let count = tabs.iter().map(|tab| tab.count).sum();
    tabs.insert(0, Tab { name: "", label: "全部", count, is_current: current.is_none() });
    Ok(tabs)
}

fn row(store: &Store, job: &Job, is_named: bool) -> Result<Row, PageError> {
    let case = if is_named && job.state == JobState::Done { store.case(&job.key)? } else { None };
    let tries = match (job.attempts, job.interrupted) {
        (0, 0) => String::new(),
        (failed, 0) => format!("失败 {failed} 次"),
        (0, interrupted) => format!("中断 {interrupted} 次"),
        (failed, interrupted) => format!("失败 {failed} 次，中断 {interrupted} 次"),
    };
    Ok(Row {
        number: job.id,
        kind: job.kind.label(),
        key: if is_named { job.key.clone() } else { String::new() },
        case: case.map(|case| case.id),
        state: job.state.label(),
        is_dead: job.state == JobState::Dead,
        progress: job.progress.clone(),
        reason: job.reason.clone().filter(|_| is_named && job.state != JobState::Done),
        tries,
        created: minute(job.created),
        updated: minute(job.updated),
    })
}
