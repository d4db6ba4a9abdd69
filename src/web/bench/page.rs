//! `GET /cases/{case}`: the page.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::add::Hand;
use super::answer::{FindingAnswer, answer, wants_part};
use super::asked::Asked;
use super::card::{self, Card, Form};
use super::checklist::{self, Area};
use super::comparison::{self, Table};
use super::desk::Desk;
use super::opinion::OpinionForm;
use super::status::Status;
use crate::case::naming;
use crate::office::{Move, State as CaseState, day_in_china, moves};
use crate::report::html::marks::{self, DocumentView, Marks};
use crate::report::html::timeline::{self, PersonTimeline};
use crate::report::words;
use crate::web::at::At;
use crate::web::error::PageError;
use crate::web::flow::{self, Bar};
use crate::web::frame::{Frame, Here};
use crate::web::gate::Visitor;
use crate::web::link;
use crate::web::site::{Site, aside};

#[derive(Template)]
#[template(path = "bench.html")]
struct Page {
    frame: Frame,
    links: Vec<(&'static str, String)>,
    head: Head,
    flow: Bar,
    /// Why there is nothing to decide, for who could decide elsewhere.
    why: Option<&'static str>,
    form: Form,
    status: Status,
    triggers: Option<String>,
    areas: Vec<FindingArea>,
    gone: Vec<Card>,
    hand: Hand,
    aside: Vec<String>,
    checklist: Vec<Area>,
    comparison: Table,
    timelines: Vec<PersonTimeline>,
    opinion: OpinionForm,
    documents: Vec<DocumentView>,
    /// Where the visitor was, as their browser told.
    place: String,
    /// Whether the address says where to open.
    has_spot: bool,
}

/// What case it is.
struct Head {
    name: String,
    dossier: String,
    number: String,
    persons: String,
    charges: String,
    version: i64,
}

/// Findings of one content area.
struct FindingArea {
    name: String,
    cards: Vec<Card>,
}

/// The page of a case; one finding of it where a page that is open asks for that.
pub(in crate::web) async fn page(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let Query(asked) = asked?;
    let is_part = wants_part(&headers);
    aside(move || {
        // The handler reads the opinion that was sent to them, not what is being thought about it.
        if flow::reads_as_handler(&visitor, &site.store().flow(case)?.object) {
            return Ok(Redirect::to(&format!("/cases/{case}/sheet")).into_response());
        }
        let desk = Desk::read(&site, &visitor, case)?;
        if is_part && !asked.finding.is_empty() {
            return finding(&desk, &asked.finding);
        }
        show(&desk, &asked)
    })
    .await
}

/// One finding as it is now.
fn finding(desk: &Desk<'_>, name: &str) -> Result<Response, PageError> {
    let card = card::named(desk, name).ok_or(PageError::NotFound)?;
    let told = format!("{}：{}", card.finding.title, card.state);
    let status = Status::aside(desk, told);
    let part = FindingAnswer { card: Some(card), row: None, form: Form::of(desk), status };
    answer(true, StatusCode::OK, &part, desk.case, name)
}

fn show(desk: &Desk<'_>, asked: &Asked) -> Result<Response, PageError> {
    let review = &desk.review;
    let mut marks = Marks::default();
    let (cards, hand, gone) = sorted(card::all(desk, &mut marks));
    let comparison = comparison::table(review, &mut marks);
    let timelines = timeline::view(&review.case, &mut marks);
    let spot = asked.spot(review);
    let mut links = Vec::new();
    if !asked.q.is_empty() {
        links.push(("← 检索结果", link::search(&asked.q, "", 1)));
    }
    links.push(("查找类案", link::similar(&review.case.dossier)));
    let page = Page {
        frame: Frame::new(desk.visitor, Here::Queue).asking(&asked.q),
        links,
        head: head(desk),
        flow: Bar::of(desk.site, desk.visitor, desk.case)?.on(""),
        why: why(desk),
        form: Form::of(desk),
        status: Status::of(desk),
        triggers: words::triggers(&review.triggers),
        areas: by_area(cards),
        gone,
        hand: Hand::of(desk, hand),
        aside: words::set_aside(&review.findings).chain(review.notes.iter().cloned()).collect(),
        checklist: checklist::areas(desk),
        comparison,
        timelines,
        opinion: OpinionForm::of(desk),
        documents: marks::documents(&review.case, &marks, spot.as_ref()),
        place: desk.draft("place").unwrap_or_default().to_owned(),
        has_spot: spot.is_some(),
    };
    Ok(Html(page.render()?).into_response())
}

/// The program's findings, those recorded by hand, those that are no more.
fn sorted(cards: Vec<Card>) -> (Vec<Card>, Vec<Card>, Vec<Card>) {
    let (gone, rest): (Vec<Card>, Vec<Card>) = cards.into_iter().partition(|card| card.gone);
    let (hand, found) = rest.into_iter().partition(|card| card.by_hand);
    (found, hand, gone)
}

fn by_area(cards: Vec<Card>) -> Vec<FindingArea> {
    let mut areas: Vec<FindingArea> = Vec::new();
    for card in cards {
        match areas.iter_mut().find(|area| area.name == card.area) {
            Some(area) => area.cards.push(card),
            None => areas.push(FindingArea { name: card.area.clone(), cards: vec![card] }),
        }
    }
    areas
}

fn head(desk: &Desk<'_>) -> Head {
    let case = &desk.review.case;
    Head {
        name: naming::name(case),
        dossier: case.dossier.clone(),
        number: naming::number(case).unwrap_or_else(|| "未见案号".to_owned()),
        persons: case.persons.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join("、"),
        charges: naming::charges(case).join("、"),
        version: desk.version,
    }
}

fn why(desk: &Desk<'_>) -> Option<&'static str> {
    let (actor, object) = (&desk.visitor.actor, &desk.flow.object);
    let offers = moves(actor, object, day_in_china(desk.visitor.at));
    let may_begin = offers.iter().any(|offer| offer.name == Move::Begin && offer.permit.is_allowed());
    match object.state {
        _ if desk.may_decide => None,
        CaseState::Assigned if may_begin => Some("开始评查后可以处理"),
        CaseState::InReview if !object.is_reviewed_by(actor) => Some("由本案评查员处理，此处只能查看"),
        _ => Some("案件不在评查中，此处只能查看"),
    }
}
