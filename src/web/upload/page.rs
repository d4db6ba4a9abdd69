//! `/cases/new`: a dossier or an export of case cards handed in, and what became of it.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{numbers, queue};
use crate::office::Action;
use crate::store::{Job, JobState, Store};
use crate::web::error::PageError;
use crate::web::frame::{Frame, Here};
use crate::web::gate::{Handed, Visitor};
use crate::web::site::{Site, aside};

/// Jobs looked at together, and those shown one by one.
const MOST: usize = 5_000;
const SHOWN: usize = 100;

/// Jobs that were queued.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    jobs: String,
}

#[derive(Template)]
#[template(path = "upload.html")]
struct UploadPage {
    frame: Frame,
    mistake: Option<String>,
    megabytes: u64,
    jobs: String,
    progress: Option<Progress>,
}

/// How far what was handed in is.
struct Progress {
    total: usize,
    done: usize,
    dead: usize,
    is_busy: bool,
    rows: Vec<Row>,
}

struct Row {
    number: i64,
    key: String,
    state: &'static str,
    progress: String,
    /// Why it could not be done.
    reason: Option<String>,
    case: Option<i64>,
}

/// `GET /cases/new`
pub(in crate::web) async fn page(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, PageError> {
    let Query(asked) = asked?;
    aside(move || {
        let jobs = numbers::read(&asked.jobs, MOST);
        let progress = (!jobs.is_empty()).then(|| progress(site.store(), &jobs)).transpose()?;
        Ok(Html(UploadPage { progress, jobs: numbers::write(&jobs), ..empty(&site, &visitor) }.render()?))
    })
    .await
}

/// `POST /cases/new`, with the file.
pub(in crate::web) async fn hand_in(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    file: Handed,
) -> Result<Response, PageError> {
    aside(move || {
        if file.name.is_empty() && file.bytes.is_empty() {
            return again(&site, &visitor, "请选择要上传的文件".to_owned());
        }
        match queue(site.store(), &file.name, &file.bytes, visitor.at.as_millisecond()) {
            Ok(jobs) => {
                let jobs = numbers::write(&jobs);
                visitor.admit(site.store(), Action::Import, None, &format!("任务 {jobs}"))?;
                Ok(Redirect::to(&format!("/cases/new?jobs={jobs}")).into_response())
            }
            Err(PageError::Mistake(why)) => again(&site, &visitor, why),
            Err(other) => Err(other),
        }
    })
    .await
}

fn again(site: &Site, visitor: &Visitor, why: String) -> Result<Response, PageError> {
    let page = UploadPage { mistake: Some(why), ..empty(site, visitor) };
    Ok((StatusCode::BAD_REQUEST, Html(page.render()?)).into_response())
}

fn empty(site: &Site, visitor: &Visitor) -> UploadPage {
    UploadPage {
        frame: Frame::new(visitor, Here::Upload),
        mistake: None,
        megabytes: site.limits().bounds().upload >> 20,
        jobs: String::new(),
        progress: None,
    }
}

fn progress(store: &Store, numbers: &[i64]) -> Result<Progress, PageError> {
    let mut jobs = Vec::new();
    for &number in numbers {
        jobs.extend(store.job(number)?);
    }
    let count = |state| jobs.iter().filter(|job: &&Job| job.state == state).count();
    let (done, dead) = (count(JobState::Done), count(JobState::Dead));
    let rows = jobs.iter().take(SHOWN).map(|job| row(store, job)).collect::<Result<_, PageError>>()?;
    Ok(Progress { total: jobs.len(), done, dead, is_busy: done + dead < jobs.len(), rows })
}

fn row(store: &Store, job: &Job) -> Result<Row, PageError> {
    let case = if job.state == JobState::Done { store.case(&job.key)? } else { None };
    Ok(Row {
        number: job.id,
        key: job.key.clone(),
        state: job.state.label(),
        progress: job.progress.clone(),
        reason: job.reason.clone().filter(|_| job.state != JobState::Done),
        case: case.map(|case| case.id),
    })
}
