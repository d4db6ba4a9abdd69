//! `GET /cases/{case}/flow`: where a case stands, how it came there, and giving it out.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Html;

use crate::web::at::At;
use serde::Deserialize;

use super::bar::{Bar, reads_as_handler};
use super::hand_out::{self, HandOut};
use super::history::{self, Step, Version};
use crate::web::error::PageError;
use crate::web::frame::{Frame, Here};
use crate::web::gate::Visitor;
use crate::web::names::Names;
use crate::web::site::{Site, aside};

/// What was just done: revision of a move, or what was kept.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    moved: String,
    kept: String,
}

#[derive(Template)]
#[template(path = "flow.html")]
struct FlowPage {
    frame: Frame,
    name: String,
    key: String,
    done: Option<String>,
    flow: Bar,
    steps: Vec<Step>,
    versions: Vec<Version>,
    hand_out: Option<HandOut>,
}

pub(in crate::web) async fn page(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, PageError> {
    let Query(asked) = asked?;
    aside(move || show(&site, case, &visitor, &asked)).await
}

fn show(site: &Site, case: i64, visitor: &Visitor, asked: &Asked) -> Result<Html<String>, PageError> {
    let store = site.store();
    let stored = store.case_by_id(case)?.ok_or(PageError::NotFound)?;
    let (current, names) = (store.flow(case)?, Names::of(store)?);
    let (mut moves, mut opinions) = (store.history(case)?, store.opinions(case)?);
    if reads_as_handler(visitor, &current.object) {
        moves = history::for_handler(&moves);
        opinions.drain(..opinions.len().saturating_sub(1));
    }
    let steps: Vec<Step> = moves.iter().map(|moved| history::step(moved, &names)).collect();
    let page = FlowPage {
        frame: Frame::new(visitor, Here::Elsewhere),
        name: stored.profile.name,
        key: stored.key,
        done: done(&steps, asked),
        flow: Bar::of(site, visitor, case)?.on("/flow"),
        versions: opinions.iter().rev().map(|said| history::version(said, &names)).collect(),
        hand_out: hand_out::of(site, visitor, &current, &names)?,
        steps,
    };
    Ok(Html(page.render()?))
}

fn done(steps: &[Step], asked: &Asked) -> Option<String> {
    match asked.kept.as_str() {
        "handler" => return Some("已登记本案承办人。".to_owned()),
        "recusal" => return Some("已登记回避。".to_owned()),
        _ => {}
    }
    let moved = asked.moved.parse::<i64>().ok()?;
    let step = steps.iter().find(|step| step.revision == moved)?;
    let to = step.reviewer.as_ref().map(|reviewer| format!("，评查员：{reviewer}")).unwrap_or_default();
    Some(format!("已完成“{}”：{} → {}{to}。", step.label, step.before, step.after))
}
