//! `/`: the queue. Cases ranked by what is still to decide, with the reasons; filters with their counts; what can be done
//! to several at once.

mod asked;
mod books;
mod hand_out;
mod row;
mod side;
mod together;
mod views;

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};

use super::error::PageError;
use super::frame::{Frame, Here};
use super::gate::Visitor;
use super::sign_in;
use super::site::{self, Site, aside};
use crate::office::triage::{Item, Order, clean};
use crate::office::{Action, Role, day_in_china, token};
use asked::Asked;
pub(super) use books::{findings, ledger};
pub(super) use hand_out::{assign, draw};
use row::Row;
use side::{Link, Part, Side};
pub(super) use together::{batch, sign_off};
pub(super) use views::{remove as remove_view, rename as rename_view, save as save_view};

/// Cases of a page.
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "queue.html")]
struct QueuePage {
    frame: Frame,
    rows: Vec<Row>,
    /// Cases the visitor may read, and those of them that the filter keeps.
    all: usize,
    kept: usize,
    orders: Vec<Link>,
    parts: Vec<Part>,
    side: Side,
    /// The question as an address carries it, for forms that come back here.
    back: String,
    exports: Vec<Link>,
    previous: Option<String>,
    next: Option<String>,
    page: usize,
    pages: usize,
    signing: Option<Signing>,
    reviewers: Vec<Somebody>,
}

/// What signing off together needs.
struct Signing {
    token: String,
    percent: u32,
}

/// An account to choose.
struct Somebody {
    account: String,
    told: String,
}

/// `/`: officers, who have no cases, are led to what they have.
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Query<Vec<(String, String)>>, QueryRejection>,
) -> Result<Response, PageError> {
    if !visitor.might(Action::ListCases) {
        return Ok(sign_in::home(&visitor));
    }
    let Query(pairs) = asked?;
    aside(move || {
        visitor.admit(site.store(), Action::ListCases, None, "")?;
        let asked = Asked::read(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))?;
        let items = site.store().queue(&visitor.actor, visitor.at)?;
        Ok(Html(made(&site, &visitor, &asked, &items)?.render()?).into_response())
    })
    .await
}

fn made(site: &Site, visitor: &Visitor, asked: &Asked, items: &[Item]) -> Result<QueuePage, PageError> {
    let store = site.store();
    let names = store.displays()?;
    let today = day_in_china(visitor.at);
    let mut kept: Vec<&Item> = items.iter().filter(|item| asked.filter.keeps(item)).collect();
    asked.order.sort(&mut kept);
    let pages = kept.len().div_ceil(PER_PAGE).max(1);
    let page = asked.page.clamp(1, pages);
    let shown = kept.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    let order = |order: Order| Link {
        name: order.label().to_owned(),
        address: asked.sorted(order).address(),
        is_on: order == asked.order,
    };
    let signing = if visitor.might(Action::SignOff) {
        Some(Signing { token: token::token(site::random()?), percent: clean::usual_percent() })
    } else {
        None
    };
    Ok(QueuePage {
        frame: Frame::new(visitor, Here::Queue),
        rows: shown.map(|item| Row::of(item, today, &names)).collect(),
        all: items.len(),
        kept: kept.len(),
        orders: Order::ALL.into_iter().map(order).collect(),
        parts: side::parts(asked, &names),
        side: side::of(asked, items, &visitor.actor.name, &store.views(&visitor.actor.name)?, &names),
        back: asked.query(),
        exports: exports(visitor, asked),
        previous: (page > 1).then(|| asked.turned(page - 1).address()),
        next: (page < pages).then(|| asked.turned(page + 1).address()),
        page,
        pages,
        signing,
        reviewers: reviewers(site, visitor)?,
    })
}

/// Workbooks of what the filter keeps.
fn exports(visitor: &Visitor, asked: &Asked) -> Vec<Link> {
    if !visitor.might(Action::ExportList) {
        return Vec::new();
    }
    let query = asked.turned(0).query();
    let mark = if query.is_empty() { "" } else { "?" };
    let link = |name: &str, file: &str| Link {
        name: name.to_owned(),
        address: format!("/{file}{mark}{query}"),
        is_on: false,
    };
    vec![link("台账.xlsx", "ledger.xlsx"), link("问题清单.xlsx", "findings.xlsx")]
}

/// Who cases can be given to; nobody where the visitor gives none out.
fn reviewers(site: &Site, visitor: &Visitor) -> Result<Vec<Somebody>, PageError> {
    if !visitor.might(Action::Assign) {
        return Ok(Vec::new());
    }
    let users = site.store().users()?.into_iter().filter(|user| !user.disabled);
    let reviewers = users.filter(|user| user.actor.roles.contains(&Role::Reviewer));
    let told = |user: crate::store::User| Somebody {
        told: format!("{}（{}）", user.actor.display, user.actor.department),
        account: user.actor.name,
    };
    Ok(reviewers.map(told).collect())
}

/// What a lot comes from. Made here and not in the page: nobody can look for one they like.
fn seed() -> Result<u64, PageError> {
    let random = site::random()?;
    random.first_chunk().copied().map(u64::from_le_bytes).ok_or(PageError::Interrupted)
}

/// Names of the cases a visitor may read, by number.
fn case_names(site: &Site, visitor: &Visitor) -> Result<BTreeMap<i64, String>, PageError> {
    let items = site.store().queue(&visitor.actor, visitor.at)?;
    Ok(items.iter().map(|item| (item.case(), item.known.brief.name.clone())).collect())
}

/// Cases that were ticked, as their boxes carry them: number and revision of the state that was looked at.
fn ticked<'a>(boxes: impl Iterator<Item = &'a str>) -> Result<Vec<(i64, i64)>, PageError> {
    let pair = |text: &str| {
        let (case, revision) = text.split_once(':')?;
        Some((case.parse().ok()?, revision.parse().ok()?))
    };
    let cases: Vec<(i64, i64)> = boxes.map(pair).collect::<Option<_>>().ok_or(PageError::Request)?;
    if cases.is_empty() {
        return Err(PageError::Mistake("没有选定案件，请先在列表中勾选".to_owned()));
    }
    Ok(cases)
}
