//! `GET /cases/{case}/history/{finding}`: everything that was said to a finding.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Html;

use super::answer::wants_part;
use super::desk::{Desk, clock};
use crate::office::{Decision, Verdict};
use crate::report::words;
use crate::store::Said;
use crate::web::at::At;
use crate::web::error::PageError;
use crate::web::flow;
use crate::web::frame::{Frame, Here};
use crate::web::gate::Visitor;
use crate::web::site::{Site, aside};

/// One decision in words.
struct Step {
    when: String,
    who: String,
    what: String,
    /// What it says beyond.
    told: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "bench_history.html")]
struct Part {
    steps: Vec<Step>,
}

#[derive(Template)]
#[template(path = "bench_history_page.html")]
struct Page {
    frame: Frame,
    case: i64,
    title: String,
    steps: Vec<Step>,
}

/// The decisions on a finding, oldest first.
pub(in crate::web) async fn page(
    State(site): State<Arc<Site>>,
    At((case, finding)): At<(i64, String)>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Html<String>, PageError> {
    let is_part = wants_part(&headers);
    aside(move || {
        // What reviewers thought on the way is not the handler's to read.
        if flow::reads_as_handler(&visitor, &site.store().flow(case)?.object) {
            return Err(PageError::Refused("处理记录由评查人员查看，送达的意见见意见页".to_owned()));
        }
        let history = site.store().decision_history(case, &finding)?;
        if history.is_empty() {
            return Err(PageError::NotFound);
        }
        let desk = Desk::read(&site, &visitor, case)?;
        let steps: Vec<Step> = history
            .iter()
            .enumerate()
            .map(|(at, said)| step(&desk, said, at.checked_sub(1).and_then(|at| history.get(at))))
            .collect();
        if is_part {
            return Ok(Html(Part { steps }.render()?));
        }
        let settled = desk.settled.iter().find(|one| one.name == finding);
        let title = settled.map_or(finding.clone(), |one| one.finding.title.clone());
        Ok(Html(Page { frame: Frame::new(&visitor, Here::Queue), case, title, steps }.render()?))
    })
    .await
}

fn step(desk: &Desk<'_>, said: &Said<Decision>, before: Option<&Said<Decision>>) -> Step {
    let decision = &said.what;
    let was = before.map_or(Verdict::Withdrawn, |said| said.what.verdict);
    // A note on what is open is kept as a decision taken back.
    let is_note = was == decision.verdict
        && before.is_none_or(|before| before.what.reason == decision.reason)
        && (decision.verdict == Verdict::Withdrawn || before.is_some());
    let what = if is_note { "备注" } else { decision.verdict.label() };
    let severity = decision.severity.as_deref().map(|code| words::severity(code).to_owned());
    let told = [
        ("理由", Some(decision.reason.clone())),
        ("严重程度", severity),
        ("表述", decision.wording.clone()),
        ("备注", Some(decision.note.clone())),
        ("评查版本", Some(format!("第 {} 版", said.version))),
    ];
    Step {
        when: clock(said.at),
        who: desk.display(&said.who),
        what: what.to_owned(),
        told: told
            .into_iter()
            .filter_map(|(name, value)| value.filter(|value| !value.is_empty()).map(|value| (name, value)))
            .collect(),
    }
}
