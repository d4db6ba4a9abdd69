//! `POST /cases/{case}/tick`: what a person saw at a point of the checklist.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::add::Hand;
use super::answer::{CheckAnswer, answer, wants_part};
use super::card::Form;
use super::checklist::{self, Check, DRAFTED, field};
use super::decide::{forget, is_said, text};
use super::desk::Desk;
use super::reasons::SEVERITIES;
use super::status::Status;
use crate::office::{Action, Decision, Verdict, by_hand_name};
use crate::store::{StoreError, Tick};
use crate::web::at::At;
use crate::web::error::PageError;
use crate::web::gate::{Posted, Visitor};
use crate::web::site::{Site, aside};

/// 无问题, 有问题, or not looked at after all.
pub(in crate::web) async fn tick(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, PageError> {
    let is_part = wants_part(&headers);
    aside(move || said(Desk::open(&site, &visitor, case, Action::Tick)?, &posted, is_part)).await
}

fn said(mut desk: Desk<'_>, posted: &Posted, is_part: bool) -> Result<Response, PageError> {
    let check = checklist::named(&desk, posted.one("point")).ok_or(PageError::NotFound)?;
    let (written, done) = match posted.one("verdict") {
        "fine" => (fine(&desk, posted, &check), "无问题"),
        "problem" => (problem(&desk, posted, &check), "有问题，已记录"),
        "open" => (reopen(&desk, posted, &check), "改为未核查"),
        _ => return Err(PageError::Request),
    };
    desk.listen()?;
    let is_behind = match written {
        Ok(()) => false,
        Err(PageError::Behind) => true,
        Err(error) => return Err(error),
    };
    let fields = DRAFTED.map(|name| field(&check.point, name));
    if !is_behind {
        forget(&mut desk, &check.point, &fields)?;
    }
    let mut row = checklist::named(&desk, &check.point).ok_or(PageError::NotFound)?;
    let mut told = format!("{} {done}", check.title);
    if is_behind {
        told = PageError::Behind.to_string();
        row.alert = Some(format!("{told}。现为：{} {}", row.state, row.by.clone().unwrap_or_default()));
        posted.one("severity").clone_into(&mut row.fields.severity);
        posted.one("reason").clone_into(&mut row.fields.reason);
        posted.one("note").clone_into(&mut row.fields.note);
        row.fields.is_draft = true;
    }
    let status = if is_behind { StatusCode::CONFLICT } else { StatusCode::OK };
    let part = CheckAnswer {
        row,
        hand: Hand::aside(&desk),
        form: Form::of(&desk),
        status: Status::aside(&desk, told),
    };
    answer(is_part, status, &part, desk.case, &format!("check-{}", check.point))
}

fn fine(desk: &Desk<'_>, posted: &Posted, check: &Check) -> Result<(), PageError> {
    if check.class == "problem" {
        take_back(desk, posted, check)?;
    }
    let tick = Tick { point: check.point.clone(), ticked: true, note: text(posted.one("note"))? };
    write(desk, &tick, posted.number("expected")?)
}

fn reopen(desk: &Desk<'_>, posted: &Posted, check: &Check) -> Result<(), PageError> {
    if check.class == "problem" {
        return take_back(desk, posted, check);
    }
    let tick = Tick { point: check.point.clone(), ticked: false, note: check.note.clone() };
    write(desk, &tick, posted.number("expected")?)
}

fn write(desk: &Desk<'_>, tick: &Tick, expected: i64) -> Result<(), PageError> {
    let store = desk.site.store();
    let written = store.tick(desk.visitor.deed(), desk.case, desk.version, tick, expected);
    match written {
        Ok(_) => Ok(()),
        // The same form once more: its answer was lost.
        Err(StoreError::Behind { current }) if current == expected + 1 => {
            let ticks = store.ticks(desk.case)?;
            let is_mine = ticks.iter().any(|said| said.what == *tick && said.who == desk.visitor.actor.name);
            if is_mine { Ok(()) } else { Err(PageError::Behind) }
        }
        Err(error) => Err(error.into()),
    }
}

fn problem(desk: &Desk<'_>, posted: &Posted, check: &Check) -> Result<(), PageError> {
    let reason = text(posted.one("reason"))?;
    if reason.is_empty() {
        return Err(PageError::Mistake("请写明有什么问题".to_owned()));
    }
    let severity = SEVERITIES.into_iter().find(|(code, _)| *code == posted.one("severity"));
    let (severity, _) = severity.ok_or_else(|| PageError::Mistake("请选择严重程度".to_owned()))?;
    let note = text(posted.one("note"))?;
    let decision =
        Decision { reason, note, severity: Some(severity.to_owned()), ..of(check, Verdict::Confirmed) };
    decide(desk, &decision, posted)
}

fn take_back(desk: &Desk<'_>, posted: &Posted, check: &Check) -> Result<(), PageError> {
    decide(desk, &of(check, Verdict::Withdrawn), posted)
}

fn of(check: &Check, verdict: Verdict) -> Decision {
    Decision {
        finding: by_hand_name(&check.point),
        point: check.point.clone(),
        verdict,
        reason: String::new(),
        note: String::new(),
        severity: None,
        wording: None,
    }
}

fn decide(desk: &Desk<'_>, decision: &Decision, posted: &Posted) -> Result<(), PageError> {
    let expected = posted.number("expected_problem")?;
    let store = desk.site.store();
    match store.decide(desk.visitor.deed(), desk.case, desk.version, decision, expected) {
        Ok(_) => Ok(()),
        // Read before the write: only the same form sent again finds its own words there.
        Err(StoreError::Behind { current }) if current == expected + 1 && is_said(desk, decision) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
