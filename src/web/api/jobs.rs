//! How far a job is.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::web::at::At;
use serde::Serialize;

use super::time;
use crate::office::Action;
use crate::store::{self, JobState};
use crate::web::error::PageError;
use crate::web::gate::Visitor;
use crate::web::site::{Site, aside};

/// A job. Its dossier is named to those who bring dossiers in; who only keeps the machine running sees how it goes.
#[expect(clippy::struct_field_names, reason = "the names that programs read")]
#[derive(Serialize)]
pub(in crate::web) struct Job {
    pub job: i64,
    pub kind: &'static str,
    /// `queued`, `running`, `done` or `dead`.
    pub state: &'static str,
    pub attempts: u32,
    pub created: Option<String>,
    pub updated: Option<String>,
    pub dossier: Option<String>,
    /// Number of the case, when done.
    pub case: Option<i64>,
    pub version: Option<u32>,
    /// Why the last try failed.
    pub reason: Option<String>,
}

/// `GET /api/jobs/{job}`
pub(in crate::web) async fn one(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    At(number): At<i64>,
) -> Result<Json<Job>, PageError> {
    aside(move || {
        let job = site.store().job(number)?.ok_or(PageError::NotFound)?;
        let case = match job.state {
            JobState::Done => site.number(&job.key),
            _ => None,
        };
        Ok(Json(told(job, case, visitor.might(Action::Import))))
    })
    .await
}

fn told(job: store::Job, case: Option<i64>, is_named: bool) -> Job {
    Job {
        job: job.id,
        kind: job.kind.label(),
        state: job.state.name(),
        attempts: job.attempts,
        created: time(job.created),
        updated: time(job.updated),
        dossier: is_named.then_some(job.key),
        case: case.filter(|_| is_named),
        version: job.version,
        reason: job.reason.filter(|_| is_named),
    }
}
