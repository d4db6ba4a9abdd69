//! 问题清单: one row a finding, of one case or of many.

use jiff::civil::Date;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::opinion::distinct;
use super::work::{CaseWork, day_at};
use super::{kept, line};
use crate::office::{Decision, Settled};
use crate::report::sheet::{self, Formats, Layout, date, text};
use crate::report::words;
use crate::standard::Standards;
use crate::store::{CaseFlow, Said, Store, StoreError};
use crate::text::Quote;

/// A finding as the list shows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// 案件名称
    pub case: String,
    /// 部门受案号
    pub number: String,
    /// One of the nine content areas.
    pub area: String,
    /// Code and title of the point.
    pub point: String,
    /// 严重, 较重, 一般, 提示
    pub severity: String,
    /// What was found, as decided.
    pub message: String,
    /// The words it rests on.
    pub quotes: Vec<Quote>,
    /// Legal basis.
    pub basis: String,
    /// 确认, 修改, 排除, or 未处理.
    pub verdict: String,
    /// Why.
    pub reason: String,
    /// Anything else.
    pub note: String,
    /// 姓名 of who decided.
    pub who: String,
    /// When.
    pub when: Option<Date>,
}

/// Heading and width of each column, in characters.
const COLUMNS: [(&str, f64); 15] = [
    ("序号", 6.0),
    ("案件名称", 24.0),
    ("部门受案号", 24.0),
    ("评查内容", 14.0),
    ("评查点", 22.0),
    ("严重程度", 9.0),
    ("问题", 46.0),
    ("原文", 46.0),
    ("出处", 26.0),
    ("依据", 34.0),
    ("处理", 8.0),
    ("理由", 28.0),
    ("备注", 20.0),
    ("处理人", 10.0),
    ("处理日期", 12.0),
];

/// The findings of one case.
pub fn of_case(work: &CaseWork<'_>) -> Vec<Row> {
    let number = crate::case::naming::number(&work.review.case).unwrap_or_default();
    let listed = work.settled.iter().filter(|one| !one.gone);
    listed.map(|one| row(&work.name(), &number, one, &work.decisions, |who| work.called(who))).collect()
}

/// The findings of the cases that somebody may list.
///
/// # Errors
/// When the store cannot be read.
pub fn of_store(store: &Store, standards: &Standards, flows: &[CaseFlow]) -> Result<Vec<Row>, StoreError> {
    let people = store.users()?;
    let called = |account: &str| {
        let user = people.iter().find(|user| user.actor.name == account);
        user.map_or_else(|| account.to_owned(), |user| user.actor.display.clone())
    };
    let mut rows = Vec::new();
    for flow in flows {
        let Some(case) = store.case_by_id(flow.object.case)? else { continue };
        let Some(kept) = kept::kept(store, flow.object.case, standards)? else { continue };
        let number = case.profile.number.unwrap_or_default();
        let listed = kept.settled.iter().filter(|one| !one.gone);
        rows.extend(listed.map(|one| row(&case.profile.name, &number, one, &kept.decisions, called)));
    }
    Ok(rows)
}

fn row(
    case: &str,
    number: &str,
    one: &Settled,
    decisions: &[Said<Decision>],
    called: impl Fn(&str) -> String,
) -> Row {
    let finding = &one.finding;
    // One taken back is open again: nobody's word stands on it.
    let said = decisions.iter().find(|said| said.what.finding == one.name).filter(|_| !one.is_open());
    let basis: Vec<String> = finding.basis.iter().map(words::basis).collect();
    Row {
        case: case.to_owned(),
        number: number.to_owned(),
        area: words::form_area(&finding.area).to_owned(),
        point: format!("{} {}", finding.point, finding.title),
        severity: words::severity(&finding.severity).to_owned(),
        message: finding.message.clone(),
        quotes: distinct(&finding.evidence),
        basis: basis.join("；"),
        verdict: one.verdict.map_or("未处理", |verdict| verdict.label()).to_owned(),
        reason: one.reason.clone(),
        note: one.note.clone(),
        who: said.map(|said| called(&said.who)).unwrap_or_default(),
        when: said.and_then(|said| day_at(said.at)),
    }
}

/// The list as the bytes of an .xlsx file: headings frozen, filters on. Rows beyond a million are left out.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn xlsx(rows: &[Row], day: Date) -> Result<Vec<u8>, XlsxError> {
    let caption = format!("评查问题清单　共{}项　导出日期：{day}", rows.len());
    let layout = Layout { name: "问题清单", caption: &caption, columns: &COLUMNS, left: 2 };
    sheet::book(&layout, rows, write_row)
}

fn write_row(sheet: &mut Worksheet, line: u32, row: &Row, formats: &Formats) -> Result<(), XlsxError> {
    let joined = |told: fn(&Quote) -> String| row.quotes.iter().map(told).collect::<Vec<_>>().join("\n");
    let quotes = joined(|quote| format!("“{}”", line::printed(&quote.text)));
    let places = joined(|quote| format!("{}第{}页", quote.file, quote.page));
    let texts = [
        row.case.as_str(),
        &row.number,
        &row.area,
        &row.point,
        &row.severity,
        &row.message,
        &quotes,
        &places,
        &row.basis,
        &row.verdict,
        &row.reason,
        &row.note,
        &row.who,
    ];
    for (column, value) in (1u16..).zip(texts) {
        text(sheet, line, column, value, formats)?;
    }
    date(sheet, line, 14, row.when, formats)
}
