//! Cases: handing them in, listing them, and everything about one.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::body::to_bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::web::at::At;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::time;
use crate::office::{Action, Decision, State as Stand, may};
use crate::report;
use crate::store::{CaseFlow, Origin, Said, Store, StoredCase};
use crate::web::error::PageError;
use crate::web::flow;
use crate::web::gate::Visitor;
use crate::web::site::{Site, aside};
use crate::web::upload;

/// Cases of one answer, where none is asked for, and at most.
const USUAL: usize = 50;
const MOST: usize = 500;
/// Cases the store is asked for.
const ALL: usize = 1 << 20;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    /// Code of a state; all where empty.
    state: String,
    from: String,
    count: String,
    /// Name of a file handed in.
    name: String,
}

/// The jobs of a file that was handed in.
#[derive(Serialize)]
pub(in crate::web) struct Queued {
    pub jobs: Vec<i64>,
}

/// A part of the list.
#[derive(Serialize)]
pub(in crate::web) struct Listed {
    /// How many there are.
    pub total: usize,
    /// The number of the first one here, from 0.
    pub from: usize,
    pub cases: Vec<Line>,
}

/// A case in a few values.
#[derive(Serialize)]
pub(in crate::web) struct Line {
    pub case: i64,
    pub dossier: String,
    pub name: String,
    pub charges: Vec<String>,
    pub state: Stand,
    pub reviewer: Option<String>,
    pub due: Option<String>,
    /// The program's.
    pub suggested_grade: Option<String>,
    /// The reviewer's.
    pub grade: Option<String>,
    /// Open findings.
    pub findings: usize,
}

/// A decision as it stands.
#[derive(Serialize)]
pub(in crate::web) struct Decided {
    #[serde(flatten)]
    pub decision: Decision,
    /// How many times this finding was decided on.
    pub revision: i64,
    /// Version of the review it was said to.
    pub version: i64,
    pub who: String,
    pub at: Option<String>,
}

/// `GET /api/cases`: those one may read.
pub(in crate::web) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Listed>, PageError> {
    let Query(asked) = asked?;
    let number = |text: &str, usual: usize| {
        if text.is_empty() { Ok(usual) } else { text.parse().map_err(|_| PageError::Request) }
    };
    let (from, count) = (number(&asked.from, 0)?, number(&asked.count, USUAL)?.min(MOST));
    let state = state(&asked.state)?;
    aside(move || {
        let is_meant = |flow: &CaseFlow| {
            state.is_none_or(|state| flow.object.state == state)
                && may(&visitor.actor, Action::ReadCase, Some(&flow.object)).is_allowed()
        };
        let flows = site.store().flows()?.into_iter().filter(is_meant);
        let mut flows: HashMap<i64, CaseFlow> = flows.map(|flow| (flow.object.case, flow)).collect();
        let total = flows.len();
        let mut cases = site.store().cases(Origin::Dossier, ALL)?;
        cases.retain(|case| flows.contains_key(&case.id));
        cases.sort_by_key(|case| case.id);
        let page = cases.into_iter().skip(from).take(count);
        let cases = page.filter_map(|case| Some(line(flows.remove(&case.id)?, case))).collect();
        Ok(Json(Listed { total, from, cases }))
    })
    .await
}

/// `POST /api/cases`: the body is a zip of a dossier, or an export of case cards. Its name comes in the address or in the
/// usual header.
pub(in crate::web) async fn hand_in(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
    request: Request,
) -> Result<Response, PageError> {
    let Query(asked) = asked?;
    let name = if asked.name.is_empty() { file_name(request.headers()) } else { asked.name };
    if name.is_empty() {
        return Err(PageError::Mistake("请在网址中写明文件名，如 /api/cases?name=卷宗.zip".to_owned()));
    }
    // What is too much or too slow is told by whoever watches the body.
    let bytes = to_bytes(request.into_body(), usize::MAX).await.map_err(|_| PageError::Request)?;
    aside(move || {
        visitor.admit(site.store(), Action::Import, None, &format!("{} 字节", bytes.len()))?;
        let jobs = upload::queue(site.store(), &name, &bytes, visitor.at.as_millisecond())?;
        Ok((StatusCode::ACCEPTED, Json(Queued { jobs })).into_response())
    })
    .await
}

/// `GET /api/cases/{case}`: the review in the machine format, where the case stands, and what people said.
pub(in crate::web) async fn one(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    At(number): At<i64>,
) -> Result<Json<Value>, PageError> {
    aside(move || {
        // What was set aside and noted at the desk is not the handler's.
        if flow::reads_as_handler(&visitor, &site.store().flow(number)?.object) {
            return Err(PageError::Refused("承办人请在网页上查看送达的评查意见".to_owned()));
        }
        let case = site.store().case_by_id(number)?.ok_or(PageError::NotFound)?;
        let review = site.review(number)?;
        Ok(Json(whole(site.store(), case, report::json::review(&review, true))?))
    })
    .await
}

pub(super) fn whole(store: &Store, case: StoredCase, mut review: Value) -> Result<Value, PageError> {
    let number = case.id;
    let decisions: Vec<Decided> = store.decisions(number)?.into_iter().map(decided).collect();
    let opinion = store.opinions(number)?.pop();
    let ticks = store.ticks(number)?;
    let ticks = ticks.iter().map(|tick| {
        json!({"point": tick.what.point, "ticked": tick.what.ticked, "note": tick.what.note, "who": tick.who, "at": time(tick.at)})
    });
    review["line"] =
        serde_json::to_value(line(store.flow(number)?, case)).map_err(|_| PageError::Interrupted)?;
    review["decisions"] = serde_json::to_value(decisions).map_err(|_| PageError::Interrupted)?;
    review["ticks"] = ticks.collect();
    review["opinion"] = opinion.map_or(Value::Null, |said| {
        json!({"grade": said.what.grade, "text": said.what.text, "who": said.who, "at": time(said.at)})
    });
    Ok(review)
}

fn line(flow: CaseFlow, case: StoredCase) -> Line {
    Line {
        case: case.id,
        dossier: case.key,
        name: case.profile.name,
        charges: case.profile.charges,
        state: flow.object.state,
        reviewer: flow.object.reviewer,
        due: flow.object.due.map(|day| day.to_string()),
        suggested_grade: case.grade,
        grade: flow.object.grade,
        findings: case.tags.len(),
    }
}

fn decided(said: Said<Decision>) -> Decided {
    Decided {
        decision: said.what,
        revision: said.revision,
        version: said.version,
        who: said.who,
        at: time(said.at),
    }
}

fn state(code: &str) -> Result<Option<Stand>, PageError> {
    if code.is_empty() {
        return Ok(None);
    }
    let known = serde_json::from_value(Value::from(code))
        .map_err(|_| PageError::Mistake("没有这种状态，请用 /api/openapi.json 中列出的代码".to_owned()))?;
    Ok(Some(known))
}

/// The name in `Content-Disposition: attachment; filename="…"`, or in the form that may hold any character.
fn file_name(headers: &HeaderMap) -> String {
    let Some(line) =
        headers.get(header::CONTENT_DISPOSITION).map(|line| String::from_utf8_lossy(line.as_bytes()))
    else {
        return String::new();
    };
    let part = |name: &str| line.split(';').find_map(|part| part.trim().strip_prefix(name));
    let Some(coded) = part("filename*=UTF-8''") else {
        return part("filename=").unwrap_or_default().trim_matches('"').to_owned();
    };
    // Coded as in addresses.
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(&format!("name={}", coded.replace('+', "%2B").replace('&', "%26")))
            .unwrap_or_default();
    pairs.into_iter().next().map_or(String::new(), |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_stands_in_the_usual_header() {
        let name = |line: &[u8]| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_DISPOSITION, line.try_into().unwrap());
            file_name(&headers)
        };
        assert_eq!(name(b"attachment; filename=\"a b.zip\""), "a b.zip");
        assert_eq!(name("attachment; filename=\"卷.zip\"".as_bytes()), "卷.zip");
        assert_eq!(name(b"attachment; filename=\"x.zip\"; filename*=UTF-8''%E5%8D%B7+1.zip"), "卷+1.zip");
        assert_eq!(name(b"inline"), "");
        assert_eq!(file_name(&HeaderMap::new()), "");
    }
}
