//! `POST /cases/{case}/opinion`: the reviewer's own grade and opinion, and its start from what was confirmed.

use std::fmt::Write;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::answer::{answer, wants_part};
use super::card::Form;
use super::decide::forget;
use super::desk::{Desk, clock};
use super::status::Status;
use crate::office::{Action, Settled, Verdict};
use crate::report::words;
use crate::store::{Opinion, Said, StoreError};
use crate::web::at::At;
use crate::web::error::PageError;
use crate::web::gate::{Posted, Visitor};
use crate::web::site::{Site, aside};

/// The form with what stands in it.
pub(super) struct OpinionForm {
    pub grades: Vec<String>,
    pub grade: String,
    pub text: String,
    /// Of the last version; 0 for none.
    pub revision: i64,
    /// Who wrote the last version, and when.
    pub by: Option<String>,
    /// The last version, for those who only look.
    pub said: Opinion,
    pub is_draft: bool,
    /// What somebody else wrote meanwhile.
    pub alert: Option<String>,
}

#[derive(Template)]
#[template(path = "bench_opinion_answer.html")]
struct Part {
    opinion: OpinionForm,
    form: Form,
    status: Status,
}

/// Fields that are kept as drafts.
const DRAFTED: [&str; 2] = ["opinion/grade", "opinion/text"];
/// Most characters of an opinion.
const LONGEST: usize = 20_000;

impl OpinionForm {
    /// As the desk stands.
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let said = desk.opinion.as_ref().map(|said| said.what.clone()).unwrap_or_default();
        let [grade, text] = DRAFTED.map(|field| desk.draft(field));
        Self {
            grades: desk.grades(),
            grade: grade.map_or_else(|| said.grade.clone().unwrap_or_default(), str::to_owned),
            text: text.unwrap_or(&said.text).to_owned(),
            revision: desk.opinion.as_ref().map_or(0, |said| said.revision),
            by: desk.opinion.as_ref().map(|said| {
                format!("第 {} 稿，{} {}", said.revision, desk.display(&said.who), clock(said.at))
            }),
            said,
            is_draft: grade.is_some() || text.is_some(),
            alert: None,
        }
    }
}

/// Writes the opinion, or drafts it.
pub(in crate::web) async fn write(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, PageError> {
    let is_part = wants_part(&headers);
    aside(move || {
        let desk = Desk::open(&site, &visitor, case, Action::WriteOpinion)?;
        match posted.one("do") {
            "draft" => begin(desk, &posted, is_part),
            "save" => save(desk, &posted, is_part),
            _ => Err(PageError::Request),
        }
    })
    .await
}

/// Puts what was confirmed below what stands there, as a draft.
fn begin(mut desk: Desk<'_>, posted: &Posted, is_part: bool) -> Result<Response, PageError> {
    let typed = typed(posted)?;
    let drafted = drafted(&desk);
    let text = if typed.text.is_empty() { drafted } else { format!("{}\n\n{drafted}", typed.text) };
    let grade = typed.grade.unwrap_or_default();
    let fields = [(DRAFTED[0], grade.as_str()), (DRAFTED[1], text.as_str())];
    desk.site.store().keep_drafts(desk.visitor.deed(), desk.case, &fields)?;
    for (field, text) in fields {
        desk.drafts.insert(field.to_owned(), text.to_owned());
    }
    shown(&desk, OpinionForm::of(&desk), StatusCode::OK, "已按确认的问题起草，请修改后保存", is_part)
}

fn save(mut desk: Desk<'_>, posted: &Posted, is_part: bool) -> Result<Response, PageError> {
    let opinion = typed(posted)?;
    if let Some(grade) = &opinion.grade
        && !desk.grades().contains(grade)
    {
        return Err(PageError::Mistake("请从列出的等次中选择".to_owned()));
    }
    let expected = posted.number("expected")?;
    let is_said = |desk: &Desk<'_>| desk.opinion.as_ref().is_some_and(|said| said.what == opinion);
    if !is_said(&desk) {
        let store = desk.site.store();
        let written = store.write_opinion(desk.visitor.deed(), desk.case, desk.version, &opinion, expected);
        desk.listen()?;
        match written {
            Ok(_) => {}
            Err(StoreError::Behind { .. }) => return behind(&desk, &opinion, expected, is_part),
            Err(error) => return Err(error.into()),
        }
    }
    forget(&mut desk, "opinion", &DRAFTED.map(str::to_owned))?;
    shown(&desk, OpinionForm::of(&desk), StatusCode::OK, "等次和意见已保存", is_part)
}

/// Somebody wrote another version meanwhile: it is shown beside what was typed.
fn behind(desk: &Desk<'_>, opinion: &Opinion, expected: i64, is_part: bool) -> Result<Response, PageError> {
    let fields =
        [(DRAFTED[0], opinion.grade.as_deref().unwrap_or_default()), (DRAFTED[1], opinion.text.as_str())];
    desk.site.store().keep_drafts(desk.visitor.deed(), desk.case, &fields)?;
    let shown_now = OpinionForm {
        grade: opinion.grade.clone().unwrap_or_default(),
        text: opinion.text.clone(),
        revision: expected,
        is_draft: true,
        alert: desk.opinion.as_ref().map(|said| told(desk, said)),
        ..OpinionForm::of(desk)
    };
    let status = StatusCode::CONFLICT;
    shown(desk, shown_now, status, &PageError::Behind.to_string(), is_part)
}

fn told(desk: &Desk<'_>, said: &Said<Opinion>) -> String {
    let grade = said.what.grade.as_deref().unwrap_or("未定");
    let text = said.what.text.chars().take(200).collect::<String>();
    format!("{} {}拟定等次：{grade}；意见：{text}", desk.display(&said.who), clock(said.at))
}

fn shown(
    desk: &Desk<'_>,
    opinion: OpinionForm,
    status: StatusCode,
    told: &str,
    is_part: bool,
) -> Result<Response, PageError> {
    let part = Part { opinion, form: Form::of(desk), status: Status::aside(desk, told) };
    answer(is_part, status, &part, desk.case, "opinion")
}

fn typed(posted: &Posted) -> Result<Opinion, PageError> {
    let text = posted.one("text").replace("\r\n", "\n").trim().to_owned();
    if text.chars().count() > LONGEST {
        return Err(PageError::Mistake(format!("意见超过 {LONGEST} 字，请缩短后再保存")));
    }
    let grade = posted.one("grade");
    Ok(Opinion { grade: (!grade.is_empty()).then(|| grade.to_owned()), text })
}

const CHINESE: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// An opinion from the findings that were confirmed, by the areas of the form.
fn drafted(desk: &Desk<'_>) -> String {
    let stands =
        |one: &&Settled| one.counts() && matches!(one.verdict, Some(Verdict::Confirmed | Verdict::Modified));
    let standing: Vec<&Settled> = desk.settled.iter().filter(stands).collect();
    let grade = desk.grade().value;
    if standing.is_empty() {
        return format!("经评查，未发现需要指出的问题。建议评定为{grade}。");
    }
    let mut text = format!("经评查，发现问题 {} 项：\n", standing.len());
    let of_area = |area: &str| {
        let mine = standing.iter().filter(|one| words::form_area(&one.finding.area) == area);
        mine.copied().collect::<Vec<_>>()
    };
    let areas = words::AREAS.iter().map(|area| (*area, of_area(area))).filter(|(_, mine)| !mine.is_empty());
    for ((area, mine), number) in areas.zip(CHINESE) {
        let _ = writeln!(text, "{number}、{area}");
        for (one, number) in mine.into_iter().zip(1..) {
            let _ = writeln!(text, "{number}．{}", problem(one));
        }
    }
    let _ = write!(text, "综合以上情况，建议评定为{grade}。");
    text
}

fn problem(settled: &Settled) -> String {
    let finding = &settled.finding;
    let message = finding.message.trim_end_matches('。');
    let basis: Vec<String> = finding.basis.iter().map(words::basis).collect();
    let basis = if basis.is_empty() { String::new() } else { format!("依据：{}。", basis.join("；")) };
    format!("{message}（{}，{}）。{basis}", finding.point, words::severity(&finding.severity))
}
