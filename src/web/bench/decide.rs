//! `POST /cases/{case}/decide`: a decision on a finding.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::add;
use super::answer::{FindingAnswer, answer, wants_part};
use super::card::{self, Alert, DRAFTED, Fields, Form};
use super::checklist::{self, Check};
use super::desk::Desk;
use super::reasons::SEVERITIES;
use super::status::{Status, then};
use crate::office::{Action, Decision, Settled, Verdict, by_hand_name};
use crate::store::StoreError;
use crate::web::at::At;
use crate::web::error::PageError;
use crate::web::gate::{Posted, Visitor};
use crate::web::site::{Site, aside};

/// Most characters of a reason, a wording or a note.
const LONGEST: usize = 4_000;

/// Decides on a finding.
pub(in crate::web) async fn decide(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, PageError> {
    let is_part = wants_part(&headers);
    aside(move || {
        let desk = Desk::open(&site, &visitor, case, Action::Decide)?;
        if posted.one("finding").is_empty() {
            return add::add(desk, &posted, is_part);
        }
        said(desk, &posted, is_part)
    })
    .await
}

fn said(mut desk: Desk<'_>, posted: &Posted, is_part: bool) -> Result<Response, PageError> {
    let (decision, done) = read(&desk, posted)?;
    let expected = posted.number("expected")?;
    let written = desk.site.store().decide(desk.visitor.deed(), desk.case, desk.version, &decision, expected);
    let finding = decision.finding.as_str();
    desk.listen()?;
    match written {
        Ok(_) => {}
        // The answer was lost on its way, and the page sends the same again.
        Err(StoreError::Behind { current }) if current == expected + 1 && is_said(&desk, &decision) => {}
        Err(StoreError::Behind { .. }) => return behind(desk, posted, &decision, is_part),
        Err(error) => return Err(error.into()),
    }
    forget(&mut desk, finding, &DRAFTED.map(|name| card::field(finding, name)))?;
    let told = then(&desk, finding, done);
    let part = FindingAnswer {
        card: card::named(&desk, finding),
        row: recorded_for(&desk, &decision),
        form: Form::of(&desk),
        status: Status::aside(&desk, told),
    };
    answer(is_part, StatusCode::OK, &part, desk.case, finding)
}

/// The row of the checklist that the finding was recorded for.
fn recorded_for(desk: &Desk<'_>, decision: &Decision) -> Option<Check> {
    if decision.finding != by_hand_name(&decision.point) {
        return None;
    }
    checklist::named(desk, &decision.point).map(|row| Check { is_aside: true, ..row })
}

/// Forgets drafts whose words have been said.
pub(super) fn forget(desk: &mut Desk<'_>, subject: &str, fields: &[String]) -> Result<(), PageError> {
    debug_assert!(!subject.is_empty());
    let fields: Vec<&str> =
        fields.iter().map(String::as_str).filter(|field| desk.drafts.contains_key(*field)).collect();
    if !fields.is_empty() {
        desk.site.store().drop_drafts(&desk.visitor.actor.name, desk.case, &fields)?;
    }
    for field in fields {
        desk.drafts.remove(field);
    }
    Ok(())
}

/// Whether this very decision is the last one on its finding, by this very person.
pub(super) fn is_said(desk: &Desk<'_>, decision: &Decision) -> bool {
    let last = desk.last(&decision.finding);
    last.is_some_and(|said| said.who == desk.visitor.actor.name && said.what == *decision)
}

/// Somebody else was faster: what they decided, beside what was typed, which is kept.
fn behind(
    mut desk: Desk<'_>,
    posted: &Posted,
    decision: &Decision,
    is_part: bool,
) -> Result<Response, PageError> {
    let finding = decision.finding.as_str();
    let names = DRAFTED.map(|name| card::field(finding, name));
    let typed: Vec<(&str, &str)> =
        DRAFTED.iter().zip(&names).map(|(name, field)| (field.as_str(), posted.one(name))).collect();
    desk.site.store().keep_drafts(desk.visitor.deed(), desk.case, &typed)?;
    for (field, text) in typed {
        desk.drafts.insert(field.to_owned(), text.to_owned());
    }
    let alert = desk.last(finding).map(|said| Alert::of(&desk, said));
    let mut card = card::named(&desk, finding).ok_or(PageError::Behind)?;
    card.alert = alert;
    card.fields = Fields {
        severity: posted.one("severity").to_owned(),
        wording: posted.one("wording").to_owned(),
        reason: posted.one("reason").to_owned(),
        note: posted.one("note").to_owned(),
        is_draft: true,
    };
    // Until they have loaded what the other said, nothing can be sent again.
    card.revision = posted.number("expected")?;
    let status = Status::aside(&desk, PageError::Behind.to_string());
    let part = FindingAnswer { card: Some(card), row: None, form: Form::of(&desk), status };
    answer(is_part, StatusCode::CONFLICT, &part, desk.case, finding)
}

/// What the form says, and what was done in a word.
fn read(desk: &Desk<'_>, posted: &Posted) -> Result<(Decision, &'static str), PageError> {
    let name = posted.one("finding");
    let settled = desk
        .settled
        .iter()
        .find(|one| one.name == name)
        .ok_or_else(|| PageError::Mistake("没有这个发现，可能卷宗已更新，请刷新页面后再试".to_owned()))?;
    let [reason, note, wording] = ["reason", "note", "wording"].map(|field| text(posted.one(field)));
    let (reason, note, wording) = (reason?, note?, wording?);
    let mut decision = Decision {
        finding: settled.name.clone(),
        point: settled.finding.point.clone(),
        verdict: Verdict::Confirmed,
        reason: String::new(),
        note,
        severity: None,
        wording: None,
    };
    let done = match posted.one("verdict") {
        "confirmed" => {
            // Confirming what was modified means the program's own words again; by hand there are no others.
            if settled.by_hand {
                keep(desk, settled, &mut decision);
            }
            "已确认"
        }
        "modified" => {
            modify(desk, settled, &mut decision, posted.one("severity"), &wording)?;
            decision.reason = reason;
            "已修改"
        }
        "excluded" => {
            decision.verdict = Verdict::Excluded;
            decision.reason = reason;
            "已排除"
        }
        "withdrawn" => {
            decision.verdict = Verdict::Withdrawn;
            "已撤回"
        }
        "note" => {
            decision.verdict = Verdict::Withdrawn;
            keep(desk, settled, &mut decision);
            "备注已保存"
        }
        _ => return Err(PageError::Request),
    };
    decision.check().map_err(PageError::Mistake)?;
    Ok((decision, done))
}

/// The last decision again, with another note.
fn keep(desk: &Desk<'_>, settled: &Settled, decision: &mut Decision) {
    let Some(last) = desk.last(&settled.name) else { return };
    decision.verdict = last.what.verdict;
    decision.reason.clone_from(&last.what.reason);
    decision.severity.clone_from(&last.what.severity);
    decision.wording.clone_from(&last.what.wording);
}

fn modify(
    desk: &Desk<'_>,
    settled: &Settled,
    decision: &mut Decision,
    severity: &str,
    wording: &str,
) -> Result<(), PageError> {
    decision.verdict = Verdict::Modified;
    let names = crate::office::identities(&desk.review.findings);
    let at = names.iter().position(|name| *name == settled.name);
    let original = at.and_then(|at| desk.review.findings.get(at));
    let is_known = SEVERITIES.iter().any(|(code, _)| *code == severity);
    let usual = original.map(|original| card::severity_code(&original.severity));
    decision.severity =
        Some(severity).filter(|severity| is_known && usual != Some(*severity)).map(str::to_owned);
    let told = original.map_or("", |original| original.message.trim());
    decision.wording =
        Some(wording).filter(|wording| !wording.is_empty() && *wording != told).map(str::to_owned);
    if settled.by_hand && decision.wording.is_none() {
        decision.wording = Some(settled.finding.message.clone());
    }
    if decision.severity.is_none() && decision.wording.is_none() {
        return Err(PageError::Mistake("请先改动严重程度或者表述；不改动的，请用“确认”".to_owned()));
    }
    Ok(())
}

/// What was typed into a field.
pub(super) fn text(typed: &str) -> Result<String, PageError> {
    if typed.chars().count() > LONGEST {
        return Err(PageError::Mistake(format!("内容超过 {LONGEST} 字，请缩短后再提交")));
    }
    Ok(typed.replace("\r\n", "\n").trim().to_owned())
}
