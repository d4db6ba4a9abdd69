//! Findings that the reviewer records by themselves.

use axum::http::StatusCode;
use axum::response::Response;

use super::answer::{HandAnswer, answer};
use super::card::{self, Card, Form};
use super::decide::{forget, is_said, text};
use super::desk::Desk;
use super::reasons::SEVERITIES;
use super::status::Status;
use crate::office::{Decision, Verdict, by_hand_name};
use crate::report::html::marks::Marks;
use crate::report::words;
use crate::store::StoreError;
use crate::web::error::PageError;
use crate::web::gate::Posted;

/// What is recorded by hand, and the form for one more.
pub(super) struct Hand {
    pub cards: Vec<Card>,
    /// Name of the next one.
    pub next: String,
    pub point: String,
    pub severity: String,
    pub text: String,
    /// Points and areas to choose from: what is sent, what is shown.
    pub points: Vec<(String, String)>,
    /// Whether it comes beside something else that changed.
    pub is_aside: bool,
}

/// Fields of the form that are kept as drafts.
const DRAFTED: [&str; 3] = ["new/point", "new/severity", "new/text"];

impl Hand {
    /// As the desk stands, with the cards of findings recorded by hand.
    pub(super) fn of(desk: &Desk<'_>, cards: Vec<Card>) -> Self {
        let areas = words::AREAS.iter().map(|area| ((*area).to_owned(), "其他问题".to_owned()));
        let points = desk.standards().points.iter().map(|point| (point.code.clone(), point.title.clone()));
        let draft = |field| desk.draft(field).unwrap_or_default().to_owned();
        Self {
            cards,
            next: next(desk),
            point: draft(DRAFTED[0]),
            severity: desk.draft(DRAFTED[1]).unwrap_or("S1").to_owned(),
            text: draft(DRAFTED[2]),
            points: areas.chain(points).collect(),
            is_aside: false,
        }
    }

    /// To stand beside a part that changed.
    pub(super) fn aside(desk: &Desk<'_>) -> Self {
        Self { is_aside: true, ..Self::of(desk, by_hand(desk)) }
    }
}

fn by_hand(desk: &Desk<'_>) -> Vec<Card> {
    card::all(desk, &mut Marks::default()).into_iter().filter(|card| card.by_hand).collect()
}

/// The first name nobody has used, also not for something taken back.
fn next(desk: &Desk<'_>) -> String {
    let free = (1..).map(|number: usize| by_hand_name(&number.to_string()));
    free.into_iter().find(|name| desk.last(name).is_none()).unwrap_or_default()
}

/// Records a finding.
pub(super) fn add(mut desk: Desk<'_>, posted: &Posted, is_part: bool) -> Result<Response, PageError> {
    let mut decision = read(&desk, posted)?;
    // The name the page gave it: the same form sent twice is one finding.
    let named = posted.one("name").to_owned();
    if is_name(&named) {
        decision.finding = named;
    }
    for _ in 0..8 {
        let written = desk.site.store().decide(desk.visitor.deed(), desk.case, desk.version, &decision, 0);
        desk.listen()?;
        match written {
            Ok(_) => break,
            Err(StoreError::Behind { .. }) if is_said(&desk, &decision) => break,
            // Another window took the name for something else.
            Err(StoreError::Behind { .. }) => decision.finding = next(&desk),
            Err(error) => return Err(error.into()),
        }
    }
    forget(&mut desk, &decision.finding, &DRAFTED.map(str::to_owned))?;
    let told = format!("已记录：{}", decision.reason.chars().take(30).collect::<String>());
    let cards = by_hand(&desk);
    let part = HandAnswer {
        hand: Hand::of(&desk, cards),
        form: Form::of(&desk),
        status: Status::aside(&desk, told),
    };
    answer(is_part, StatusCode::OK, &part, desk.case, &decision.finding)
}

/// Whether it is a name of a numbered finding, so that nobody writes over one of the program or of the checklist.
fn is_name(name: &str) -> bool {
    let number = name.strip_prefix(&by_hand_name("")).unwrap_or_default();
    (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn read(desk: &Desk<'_>, posted: &Posted) -> Result<Decision, PageError> {
    let reason = text(posted.one("text"))?;
    if reason.is_empty() {
        return Err(PageError::Mistake("请写明发现了什么问题".to_owned()));
    }
    // A suggestion is sent as it is shown: 编号 标题.
    let typed = posted.one("point").split_whitespace().next().unwrap_or_default();
    let point = desk.standards().point(typed).map(|point| point.code.clone());
    let area = words::AREAS.iter().find(|area| **area == typed).map(|area| (*area).to_owned());
    let point = point.or(area).ok_or_else(|| {
        PageError::Mistake("请选择评查点；没有对应评查点的，请选择所属的评查内容，如“办案程序”".to_owned())
    })?;
    let severity = posted.one("severity");
    let severity = SEVERITIES.into_iter().find(|(code, _)| *code == severity);
    let (severity, _) = severity.ok_or_else(|| PageError::Mistake("请选择严重程度".to_owned()))?;
    Ok(Decision {
        finding: next(desk),
        point,
        verdict: Verdict::Confirmed,
        reason,
        note: String::new(),
        severity: Some(severity.to_owned()),
        wording: None,
    })
}
