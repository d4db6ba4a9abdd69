//! 台账: one row a case.

use jiff::civil::Date;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::kept;
use super::work::day_at;
use crate::office::{Move, Settled, State};
use crate::report::sheet::{self, Formats, Layout, date, number, text};
use crate::report::words;
use crate::standard::Standards;
use crate::store::{CaseFlow, Store, StoreError, User};

/// A case as the ledger shows it. Empty texts leave their cells empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// 案件名称
    pub name: String,
    /// 部门受案号
    pub number: String,
    /// 承办单位
    pub unit: String,
    /// 承办部门
    pub department: String,
    /// 承办检察官
    pub handler: String,
    /// 罪名
    pub charges: Vec<String>,
    /// Grounds for a mandatory review that the dossier shows.
    pub triggers: Vec<String>,
    /// 评查员
    pub reviewer: String,
    /// Grade the program suggests.
    pub suggested: String,
    /// Grade the reviewer proposes.
    pub proposed: String,
    /// Grade that was approved.
    pub approved: String,
    /// Problems people confirmed: 严重, 较重, 一般, 提示.
    pub confirmed: [u32; 4],
    /// Findings nobody has decided on.
    pub open: u32,
    /// 评查状态
    pub state: String,
    /// Day the case came in.
    pub received: Option<Date>,
    /// Day the grade was approved.
    pub approved_on: Option<Date>,
    /// 整改: its state and last day.
    pub correction: String,
}

/// Heading and width of each column, in characters.
const COLUMNS: [(&str, f64); 23] = [
    ("序号", 6.0),
    ("案件名称", 26.0),
    ("部门受案号", 26.0),
    ("承办单位", 22.0),
    ("承办部门", 14.0),
    ("承办检察官", 11.0),
    ("罪名", 20.0),
    ("评查类别", 10.0),
    ("重点评查情形（系统提示）", 24.0),
    ("评查员", 10.0),
    ("建议等次", 10.0),
    ("拟定等次", 10.0),
    ("审定等次", 10.0),
    ("确认：严重", 10.0),
    ("确认：较重", 10.0),
    ("确认：一般", 10.0),
    ("确认：提示", 10.0),
    ("确认合计", 10.0),
    ("未处理提示", 10.0),
    ("状态", 10.0),
    ("受理日期", 12.0),
    ("审定日期", 12.0),
    ("整改", 20.0),
];
const SEVERITIES: [&str; 4] = ["严重", "较重", "一般", "提示"];

/// Rows of the cases that somebody may list, in the order given.
///
/// # Errors
/// When the store cannot be read.
pub fn rows(store: &Store, standards: &Standards, flows: &[CaseFlow]) -> Result<Vec<Row>, StoreError> {
    let people = store.users()?;
    let mut rows = Vec::new();
    for flow in flows {
        rows.extend(row(store, standards, flow, &people)?);
    }
    Ok(rows)
}

fn row(
    store: &Store,
    standards: &Standards,
    flow: &CaseFlow,
    people: &[User],
) -> Result<Option<Row>, StoreError> {
    let object = &flow.object;
    let Some(case) = store.case_by_id(object.case)? else { return Ok(None) };
    let called = |account: &str| {
        let user = people.iter().find(|user| user.actor.name == account);
        user.map_or_else(|| account.to_owned(), |user| user.actor.display.clone())
    };
    let profile = case.profile;
    let mut row = Row {
        name: profile.name,
        number: profile.number.unwrap_or_default(),
        unit: profile.procuratorate.unwrap_or_default(),
        department: object.department.clone().unwrap_or_default(),
        handler: profile.handler.unwrap_or_default(),
        charges: profile.charges,
        reviewer: object.reviewer.as_deref().map(called).unwrap_or_default(),
        suggested: case.grade.unwrap_or_default(),
        proposed: object.grade.clone().unwrap_or_default(),
        state: object.state.label().to_owned(),
        correction: correction(flow),
        ..Row::default()
    };
    if let Some(kept) = kept::kept(store, object.case, standards)? {
        row.received = kept.versions.first().and_then(|version| day_at(version.created));
        let triggers = kept.review["triggers"].as_array().into_iter().flatten();
        row.triggers = triggers.filter_map(|one| one["name"].as_str()).map(str::to_owned).collect();
        row.confirmed = confirmed(&kept.settled);
        row.open = kept.settled.iter().filter(|one| one.counts() && one.is_open()).count() as u32;
    }
    if is_approved(object.state) {
        row.approved.clone_from(&row.proposed);
        let history = store.history(object.case)?;
        let approval = history.iter().rev().find(|moved| moved.name == Move::Approve);
        row.approved_on = approval.and_then(|moved| day_at(moved.at));
    }
    Ok(Some(row))
}

fn is_approved(state: State) -> bool {
    use State::{Approved, Archived, Corrected, Correcting, ToCorrect};
    matches!(state, Approved | ToCorrect | Correcting | Corrected | Archived)
}

fn correction(flow: &CaseFlow) -> String {
    let state = flow.object.state;
    if !matches!(state, State::ToCorrect | State::Correcting | State::Corrected) {
        return String::new();
    }
    match flow.object.due {
        Some(due) => format!("{}（{due}前）", state.label()),
        None => state.label().to_owned(),
    }
}

fn confirmed(settled: &[Settled]) -> [u32; 4] {
    let of = |name: &str| {
        let standing = settled.iter().filter(|one| one.counts() && !one.is_open());
        standing.filter(|one| words::severity(&one.finding.severity) == name).count() as u32
    };
    SEVERITIES.map(of)
}

/// The ledger as the bytes of an .xlsx file: headings frozen, filters on. Rows beyond a million are left out.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn xlsx(rows: &[Row], day: Date) -> Result<Vec<u8>, XlsxError> {
    let caption = format!("案件质量评查台账　共{}件　导出日期：{day}", rows.len());
    let layout = Layout { name: "评查台账", caption: &caption, columns: &COLUMNS, left: 2 };
    sheet::book(&layout, rows, write_row)
}

fn write_row(sheet: &mut Worksheet, line: u32, row: &Row, formats: &Formats) -> Result<(), XlsxError> {
    let count = |value: u32| Some(f64::from(value));
    let (charges, triggers) = (row.charges.join("、"), row.triggers.join("、"));
    let texts = [
        row.name.as_str(),
        &row.number,
        &row.unit,
        &row.department,
        &row.handler,
        &charges,
        "",
        &triggers,
        &row.reviewer,
        &row.suggested,
        &row.proposed,
        &row.approved,
    ];
    for (column, value) in (1u16..).zip(texts) {
        text(sheet, line, column, value, formats)?;
    }
    let all: u32 = row.confirmed.iter().sum();
    let counts = row.confirmed.into_iter().chain([all, row.open]);
    for (column, value) in (13u16..).zip(counts) {
        number(sheet, line, column, count(value), &formats.number)?;
    }
    text(sheet, line, 19, &row.state, formats)?;
    date(sheet, line, 20, row.received, formats)?;
    date(sheet, line, 21, row.approved_on, formats)?;
    text(sheet, line, 22, &row.correction, formats)
}
