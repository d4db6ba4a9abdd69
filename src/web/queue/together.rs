//! Clean cases signed off together, and the page that tells what became of a batch.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Redirect};

use crate::web::at::At;
use jiff::Timestamp;

use super::{case_names, seed, ticked};
use crate::office::clock_in_china;
use crate::office::triage::clean;
use crate::store::{Batch, BatchCase, BatchOutcome};
use crate::web::error::PageError;
use crate::web::frame::{Frame, Here};
use crate::web::gate::{Posted, Visitor};
use crate::web::site::{Site, aside};

/// Batches listed below the one that is looked at.
const EARLIER: usize = 20;

#[derive(Template)]
#[template(path = "queue_batch.html")]
struct BatchPage {
    frame: Frame,
    number: i64,
    told: String,
    seed: u64,
    percent: u32,
    who: String,
    at: String,
    /// Whether the same seed sets the same cases aside again.
    repeats: bool,
    groups: Vec<Group>,
    others: Vec<Other>,
}

/// The cases that came out in a way.
struct Group {
    name: &'static str,
    class: &'static str,
    cases: Vec<Told>,
}

struct Told {
    /// None where the visitor may not read the case.
    name: Option<String>,
    case: i64,
    reason: String,
}

struct Other {
    number: i64,
    told: String,
}

/// `POST /queue/sign-off`
pub(in crate::web) async fn sign_off(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Redirect, PageError> {
    aside(move || {
        let cases = ticked(posted.all("case"))?;
        let percent = match posted.one("percent").trim() {
            "" => clean::usual_percent(),
            text => text
                .parse()
                .ok()
                .filter(|percent| (1..=100).contains(percent))
                .ok_or_else(|| PageError::Mistake("抽出核看的比例应为 1 至 100 之间的整数".to_owned()))?,
        };
        let (deed, token) = (visitor.deed(), posted.one("token"));
        let batch = site.store().sign_off_together(deed, token, seed()?, percent, &cases)?;
        Ok(Redirect::to(&format!("/queue/sign-off/{}", batch.id)))
    })
    .await
}

/// `GET /queue/sign-off/{batch}`
pub(in crate::web) async fn batch(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    At(number): At<i64>,
) -> Result<Html<String>, PageError> {
    aside(move || {
        let batch = site.store().batch(number)?.ok_or(PageError::NotFound)?;
        let names = site.store().displays()?;
        let cases = case_names(&site, &visitor)?;
        let others = site.store().batches(EARLIER)?.into_iter().filter(|other| other.id != number);
        let show = |who: &str| names.get(who).cloned().unwrap_or_else(|| who.to_owned());
        let page = BatchPage {
            frame: Frame::new(&visitor, Here::Queue),
            number,
            told: told(&batch),
            seed: batch.seed,
            percent: batch.percent,
            who: show(&batch.who),
            at: clock(batch.at),
            repeats: batch.repeats(),
            groups: groups(&batch, &cases),
            others: others
                .map(|other| Other {
                    number: other.id,
                    told: format!("{}　{}", clock(other.at), show(&other.who)),
                })
                .collect(),
        };
        Ok(Html(page.render()?))
    })
    .await
}

fn told(batch: &Batch) -> String {
    let count = |outcome| batch.count(outcome);
    let (sampled, signed) = (count(BatchOutcome::Sampled), count(BatchOutcome::Signed));
    let mut told = vec![format!("签结 {signed} 件，已报审批")];
    if sampled > 0 {
        told.push(format!("抽出 {sampled} 件须人工核看"));
    }
    for (outcome, words) in [(BatchOutcome::Waiting, "尚未签结"), (BatchOutcome::Refused, "不能签结")]
    {
        match count(outcome) {
            0 => {}
            count => told.push(format!("{words} {count} 件")),
        }
    }
    told.join("；")
}

fn groups(batch: &Batch, names: &BTreeMap<i64, String>) -> Vec<Group> {
    let ways = [
        (BatchOutcome::Sampled, "sampled"),
        (BatchOutcome::Waiting, "refused"),
        (BatchOutcome::Refused, "refused"),
        (BatchOutcome::Signed, "signed"),
    ];
    let case = |one: &BatchCase| Told {
        name: names.get(&one.case).cloned(),
        case: one.case,
        reason: one.reason.clone(),
    };
    ways.into_iter()
        .map(|(outcome, class)| Group {
            name: outcome.label(),
            class,
            cases: batch.cases.iter().filter(|one| one.outcome == outcome).map(case).collect(),
        })
        .filter(|group| !group.cases.is_empty())
        .collect()
}

fn clock(at: i64) -> String {
    let clock = Timestamp::from_millisecond(at).map(clock_in_china).unwrap_or_default();
    clock.get(..16).unwrap_or_default().to_owned()
}
