//! `/audit`: the log, page by page, checked and taken away. Looking at it is written into it.

mod export;
mod words;

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Html;
use serde::Deserialize;

pub(super) use export::xlsx;

use super::error::PageError;
use super::frame::{Frame, Here};
use super::gate::Visitor;
use super::link;
use super::names::Names;
use super::site::{Site, aside};
use crate::office::Action;
use crate::office::audit::{Entry, Seal};
use crate::store::AuditQuery;
use words::{Choice, Line, choices, line};

/// Entries of a page.
const PAGE: usize = 100;

/// Which entries, as the form sends them; empty for all.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    who: String,
    case: String,
    action: String,
    before: String,
    seal: String,
}

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    frame: Frame,
    asked: Asked,
    people: Vec<(String, String)>,
    choices: Vec<Choice>,
    may_verify: bool,
    verified: Option<Verified>,
    lines: Vec<Line>,
    /// Where older entries are.
    older: Option<String>,
    export: String,
}

/// What checking the whole log gave.
struct Verified {
    /// To be noted, where it holds.
    seal: Option<String>,
    told: String,
}

/// `GET /audit`
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, PageError> {
    let Query(asked) = asked?;
    aside(move || show(&site, &visitor, asked, None)).await
}

/// `GET /audit/verify`: checks the chain from its beginning, and that a seal noted elsewhere is in it.
pub(super) async fn verify(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, PageError> {
    let Query(asked) = asked?;
    aside(move || {
        let noted = match asked.seal.trim() {
            "" => None,
            text => Some(text.parse::<Seal>().map_err(PageError::Mistake)?),
        };
        let verified = match site.store().verify_audit(noted)? {
            Ok(seal) => Verified {
                told: match noted {
                    Some(noted) => format!(
                        "核验通过：共 {} 条，与记下的封印（第 {} 条）相符",
                        seal.entries, noted.entries
                    ),
                    None => format!("核验通过：共 {} 条，首尾相接", seal.entries),
                },
                seal: Some(seal.to_string()),
            },
            Err(broken) => Verified { seal: None, told: format!("核验未通过：{broken}") },
        };
        show(&site, &visitor, asked, Some(verified))
    })
    .await
}

fn show(
    site: &Site,
    visitor: &Visitor,
    asked: Asked,
    verified: Option<Verified>,
) -> Result<Html<String>, PageError> {
    let store = site.store();
    let entries = store.audit(&asked.query()?, PAGE + 1)?;
    let (shown, rest) = entries.split_at(entries.len().min(PAGE));
    let last = shown.last().filter(|_| !rest.is_empty()).map(|entry| entry.seq);
    let names = Names::of(store)?;
    let people = store.users()?.into_iter().map(|user| (user.actor.name, user.actor.display));
    let page = AuditPage {
        frame: Frame::new(visitor, Here::Audit),
        people: people.collect(),
        choices: choices(&asked.action),
        may_verify: visitor.might(Action::VerifyAudit),
        verified,
        lines: shown.iter().map(|entry: &Entry| line(entry, &names)).collect(),
        older: last.map(|last| format!("/audit?{}&before={last}", asked.filters())),
        export: format!("/audit.xlsx?{}", asked.filters()),
        asked,
    };
    Ok(Html(page.render()?))
}

impl Asked {
    fn query(&self) -> Result<AuditQuery, PageError> {
        let text = |value: &str| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        let number = |value: &str, name: &str| -> Result<Option<i64>, PageError> {
            let number = text(value).map(|value| value.parse()).transpose();
            number.map_err(|_| PageError::Mistake(format!("{name}是数字，请改正后再查")))
        };
        Ok(AuditQuery {
            who: text(&self.who),
            case: number(&self.case, "案件编号")?,
            action: text(&self.action),
            before: number(&self.before, "条目编号")?,
        })
    }

    fn filters(&self) -> String {
        let pairs = [("who", &self.who), ("case", &self.case), ("action", &self.action)];
        let pairs: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{name}={}", link::encode(value.trim()))).collect();
        pairs.join("&")
    }
}
