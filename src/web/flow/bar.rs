//! Where a case stands, and every move that leads on from there: those the visitor can make as forms, the others with the
//! reason why not. `templates/flow_bar.html` shows it, as the field `flow` of a page.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use super::Deadline;
use crate::office::{self, Action, Move, Object, Offer, Permit, Role, arrow, day_in_china, may, moves};
use crate::store::CaseFlow;
use crate::web::at::At;
use crate::web::error::PageError;
use crate::web::gate::Visitor;
use crate::web::names::Names;
use crate::web::site::{Site, aside};

/// The bar by itself, for a page on which the grade was set meanwhile.
#[derive(Template)]
#[template(path = "flow_bar.html")]
struct Part {
    flow: Bar,
}

/// `GET /cases/{case}/flow/bar`, for the desk.
pub(in crate::web) async fn bar(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
) -> Result<Html<String>, PageError> {
    aside(move || Ok(Html(Part { flow: Bar::of(&site, &visitor, case)?.on("") }.render()?))).await
}

/// The bar of a case.
pub(in crate::web) struct Bar {
    pub case: i64,
    /// What its forms carry.
    pub form: String,
    /// Revision the visitor looks at; sent with every move.
    pub expected: i64,
    pub state: &'static str,
    pub reviewer: Option<String>,
    pub handler: Option<String>,
    pub due: Option<Deadline>,
    /// Pages of the case for what is to be done.
    pub ways: Vec<Way>,
    pub can: Vec<Choice>,
    pub cannot: Vec<(&'static str, String)>,
}

/// A page to go on to.
pub(in crate::web) struct Way {
    pub name: &'static str,
    pub address: String,
}

/// A move the visitor can make.
pub(in crate::web) struct Choice {
    /// Its name in forms.
    pub code: String,
    pub label: &'static str,
    /// What they are asked to say with it.
    pub ask: &'static str,
    pub needs_reason: bool,
    /// Nothing is lost by it: one press does it.
    pub is_light: bool,
    /// An answer to the opinion or to what was asked because of it: at home on the page that shows it.
    pub is_answer: bool,
    pub after: &'static str,
}

impl Bar {
    /// The bar as this visitor sees it.
    pub(in crate::web) fn of(site: &Site, visitor: &Visitor, case: i64) -> Result<Self, PageError> {
        let store = site.store();
        let CaseFlow { object, revision, .. } = store.flow(case)?;
        let names = Names::of(store)?;
        let today = day_in_china(visitor.at);
        let offers = moves(&visitor.actor, &object, today);
        let handler = object.handler.as_deref().map(|handler| names.show(handler));
        Ok(Self {
            case,
            form: visitor.form.clone(),
            expected: revision,
            state: object.state.label(),
            reviewer: object.reviewer.as_deref().map(|reviewer| names.show(reviewer)),
            handler: handler.or_else(|| object.handler_name.clone()),
            due: object.due.map(|due| Deadline::of(due, today)),
            ways: ways(visitor, &object),
            can: can(&offers),
            cannot: offers.into_iter().filter_map(refused).collect(),
        })
    }
}

impl Bar {
    /// The bar on a page of the case (`/flow`; empty for the desk), which needs no way to itself.
    pub(in crate::web) fn on(mut self, page: &str) -> Self {
        let here = format!("/cases/{}{page}", self.case);
        self.ways.retain(|way| way.address != here);
        self
    }
}

/// What leads on comes before giving the case back.
fn can(offers: &[Offer]) -> Vec<Choice> {
    let mut offers: Vec<&Offer> = offers.iter().filter(|offer| is_made_here(offer.name)).collect();
    offers.sort_by_key(|offer| offer.name == Move::Recuse);
    offers.into_iter().filter_map(choice).collect()
}

/// A case is given out on the page of its flow; signing off is done to many at once.
fn is_made_here(name: Move) -> bool {
    !matches!(name, Move::Assign | Move::Reassign | Move::SignOff)
}

fn choice(offer: &Offer) -> Option<Choice> {
    let row = arrow(offer.name)?;
    offer.permit.is_allowed().then(|| Choice {
        code: code(offer.name),
        label: &row.label,
        ask: &row.ask,
        needs_reason: offer.name.needs_reason(),
        is_light: matches!(offer.name, Move::Begin | Move::BeginCorrection),
        is_answer: !matches!(offer.name, Move::Recuse | Move::Begin | Move::Submit | Move::Send),
        after: row.to.label(),
    })
}

fn refused(offer: Offer) -> Option<(&'static str, String)> {
    match offer.permit {
        Permit::Refused(why) if offer.name != Move::SignOff => Some((offer.name.label(), why)),
        _ => None,
    }
}

fn ways(visitor: &Visitor, object: &Object) -> Vec<Way> {
    let case = object.case;
    let mut ways = Vec::new();
    let mut add = |name, page: &str| ways.push(Way { name, address: format!("/cases/{case}{page}") });
    let allowed = |action| may(&visitor.actor, action, Some(object)).is_allowed();
    if !reads_as_handler(visitor, object) {
        add("评查台", "");
    }
    let is_being_reviewed =
        matches!(object.state, office::State::Unassigned | office::State::Assigned | office::State::InReview);
    if !is_being_reviewed {
        add("评查意见", "/sheet");
    }
    if is_being_reviewed && allowed(Action::Assign) {
        add("分配", "/flow#hand-out");
    }
    add("流转记录", "/flow");
    ways
}

/// Whether the case is open to the visitor only as its handler, who sees what was sent to them and nothing else.
pub(in crate::web) fn reads_as_handler(visitor: &Visitor, object: &Object) -> bool {
    may(&visitor.actor, Action::ReadCase, Some(object)) == Permit::Allowed(Role::Handler)
}

/// Refuses whoever reads the case as its handler: what the reviewer excluded, and who said what on the way, is not theirs.
pub(in crate::web) fn keep_from_handler(visitor: &Visitor, object: &Object) -> Result<(), PageError> {
    if !reads_as_handler(visitor, object) {
        return Ok(());
    }
    Err(PageError::Refused("承办人可以导出的是送达的评查意见书".to_owned()))
}

/// The name of a move in forms and in the store.
fn code(name: Move) -> String {
    serde_json::to_value(name).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
