//! `GET /cases/{case}/sheet`: the opinion as it went to the handler, what they and the reviewer said to it, and what is
//! asked of who looks: the reply, the approval, the correction.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use super::bar::{Bar, Choice, reads_as_handler};
use super::grounds::{self, Ground};
use super::history::{self, Step, Version};
use crate::office::{self, Decision, Move, State as Stage, day_in_china, settle, settled_grade};
use crate::store::{Moved, Store};
use crate::web::at::At;
use crate::web::error::PageError;
use crate::web::frame::{Frame, Here};
use crate::web::gate::Visitor;
use crate::web::names::Names;
use crate::web::site::{Site, aside};

#[derive(Template)]
#[template(path = "sheet.html")]
struct SheetPage {
    frame: Frame,
    name: String,
    number: String,
    charges: String,
    persons: String,
    flow: Bar,
    /// What the visitor may do now, as open forms.
    todo: Vec<Choice>,
    opinion: Option<Version>,
    sent: Vec<Ground>,
    /// What the office keeps to itself; none for the handler.
    inner: Option<Inner>,
    /// What was to be corrected, as it was asked.
    demand: Option<Step>,
    steps: Vec<Step>,
}

/// What the handler does not see.
struct Inner {
    kept_back: Vec<Ground>,
    /// Grade that follows from the findings as decided, and why.
    computed: String,
    reasons: Vec<String>,
}

pub(in crate::web) async fn page(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
) -> Result<Html<String>, PageError> {
    aside(move || show(&site, case, &visitor)).await
}

fn show(site: &Site, case: i64, visitor: &Visitor) -> Result<Html<String>, PageError> {
    let store = site.store();
    let profile = store.case_by_id(case)?.ok_or(PageError::NotFound)?.profile;
    let (current, names) = (store.flow(case)?, Names::of(store)?);
    let is_handlers = reads_as_handler(visitor, &current.object);
    let settled = settled(site, case)?;
    let history = store.history(case)?;
    let steps = if is_handlers { history::for_handler(&history) } else { exchange(&history) };
    let mut flow = Bar::of(site, visitor, case)?.on("/sheet");
    let todo = flow.can.extract_if(.., |choice| choice.is_answer).collect();
    let page = SheetPage {
        frame: Frame::new(visitor, Here::Elsewhere),
        name: profile.name,
        number: profile.number.unwrap_or_default(),
        charges: profile.charges.join("、"),
        persons: profile.persons.join("、"),
        flow,
        todo,
        opinion: opinion(store, case, &names)?,
        sent: grounds::sent(&settled),
        inner: (!is_handlers).then(|| inner(site, visitor, &settled)),
        demand: demand(current.object.state, &history).map(|moved| history::step(moved, &names)),
        steps: steps.iter().map(|moved| history::step(moved, &names)).collect(),
    };
    Ok(Html(page.render()?))
}

fn settled(site: &Site, case: i64) -> Result<Vec<office::Settled>, PageError> {
    let decisions: Vec<Decision> = site.store().decisions(case)?.into_iter().map(|said| said.what).collect();
    Ok(settle(&site.review(case)?.findings, &decisions, &site.standing().standards))
}

fn inner(site: &Site, visitor: &Visitor, settled: &[office::Settled]) -> Inner {
    let day = day_in_china(visitor.at);
    let grade = settled_grade(settled, &site.standing().standards.schemes, day);
    Inner { kept_back: grounds::kept_back(settled), computed: grade.value, reasons: grade.reasons }
}

fn opinion(store: &Store, case: i64, names: &Names) -> Result<Option<Version>, PageError> {
    Ok(store.opinions(case)?.last().map(|said| history::version(said, names)))
}

/// From the last time the case left the reviewer's desk.
fn exchange(history: &[Moved]) -> Vec<Moved> {
    let begun = history.iter().rposition(|moved| moved.name == Move::Begin).map_or(0, |at| at + 1);
    history.iter().skip(begun).cloned().collect()
}

fn demand(state: Stage, history: &[Moved]) -> Option<&Moved> {
    let is_corrected =
        matches!(state, Stage::ToCorrect | Stage::Correcting | Stage::Corrected | Stage::Archived);
    history.iter().rfind(|moved| is_corrected && moved.name == Move::RequireCorrection)
}
