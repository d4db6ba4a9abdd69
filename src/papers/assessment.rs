//! 个案评定报告: one page, one table.

use docx_rs::Docx;

use super::opinion::{day, stopped};
use super::work::day_at;
use super::{BLANK, CaseWork, Paper};
use crate::case::naming;
use crate::office::Move;
use crate::report::layout::{self, Cell, label, left, merged, middle};
use crate::report::words;

/// Problems that fit the page, and how much of each; the opinion holds them all.
const MOST_PROBLEMS: usize = 6;
const LONGEST_PROBLEM: usize = 52;
const LONGEST_TEXT: usize = 150;

const WIDTHS: [usize; 6] = [1640, 1380, 1180, 1380, 1280, 1984];

pub(super) fn paper(work: &CaseWork<'_>) -> Docx {
    let told = |value: Option<String>| middle(&value.unwrap_or_else(|| "（未载明）".to_owned()));
    let pen = |value: Option<String>| middle(&value.unwrap_or_default());
    let pair = |name: &str, value: Cell| vec![label(name), merged(5, value)];
    let reviewed = work.opinion().and_then(|said| day_at(said.at)).map(super::work::day_in_words);
    let rows = vec![
        (560, pair("案件名称", middle(&work.name()))),
        (
            560,
            vec![
                label("部门受案号"),
                merged(3, told(naming::number(&work.review.case))),
                label("案件类型"),
                told(work.card("案件类别")),
            ],
        ),
        (
            560,
            vec![
                label("承办单位"),
                merged(3, told(work.card("承办单位"))),
                label("承办部门"),
                told(work.department()),
            ],
        ),
        (
            560,
            vec![
                label("承办人"),
                told(work.handler()),
                label("评查员"),
                pen(work.reviewer()),
                label("评查日期"),
                pen(reviewed),
            ],
        ),
        (3600, pair("发现的问题", left(&problems(work)))),
        (2000, pair("评查意见", left(&[opinion(work)]))),
        (700, pair("结果等次建议", middle(work.proposed().unwrap_or(BLANK)))),
        (1300, pair("检察官意见", left(&[reply(work)]))),
        (900, pair("备　　注", left(&[note(work)]))),
    ];
    layout::page()
        .add_paragraph(layout::title(Paper::Assessment.title()))
        .add_table(layout::table(&WIDTHS, rows))
}

fn problems(work: &CaseWork<'_>) -> Vec<String> {
    let standing: Vec<_> = work.standing().collect();
    let mut lines: Vec<String> = standing
        .iter()
        .take(MOST_PROBLEMS)
        .enumerate()
        .map(|(at, one)| {
            let told =
                words::unmarked(one.finding.message.trim().trim_end_matches('。'), &one.finding.evidence);
            let told = shortened(&told, LONGEST_PROBLEM);
            format!("{}．{told}（{}）。", at + 1, words::severity(&one.finding.severity))
        })
        .collect();
    if standing.len() > MOST_PROBLEMS {
        lines.push(format!("共{}项，余见评查意见书。", standing.len()));
    }
    let open = work.open().count();
    if open > 0 {
        lines.push(format!("尚有{open}项提示未作处理。"));
    }
    if lines.is_empty() { vec!["未发现问题。".to_owned()] } else { lines }
}

/// The reviewer's words, else room for them.
fn opinion(work: &CaseWork<'_>) -> String {
    let text = work.opinion().map(|said| said.what.text.trim()).unwrap_or_default();
    if text.is_empty() {
        return BLANK.to_owned();
    }
    let text: Vec<&str> = text.split_whitespace().collect();
    shortened(&text.concat(), LONGEST_TEXT)
}

/// What the handler answered last.
fn reply(work: &CaseWork<'_>) -> String {
    let is_reply = |name| matches!(name, Move::Agree | Move::Object | Move::Lapse);
    let Some(moved) = work.history.iter().rev().find(|moved| is_reply(moved.name)) else {
        return String::new();
    };
    let told = match moved.name {
        Move::Lapse => "逾期未反馈".to_owned(),
        name => format!("{}{}", name.label(), reason(&moved.reason)),
    };
    format!("{}（{}）", stopped(&shortened(&told, LONGEST_PROBLEM * 2)), day(moved.at))
}

fn note(work: &CaseWork<'_>) -> String {
    let mut notes: Vec<String> = work.review.triggers.iter().map(|one| one.name.clone()).collect();
    if !notes.is_empty() {
        notes = vec![format!("属重点评查情形：{}。", notes.join("、"))];
    }
    if let Some(moved) = work.approval() {
        notes.push(format!("{}审定。", day(moved.at)));
    }
    shortened(&notes.concat(), LONGEST_PROBLEM * 2)
}

/// A reason behind a colon.
pub(super) fn reason(reason: &str) -> String {
    if reason.trim().is_empty() { String::new() } else { format!("：{}", reason.trim()) }
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    format!("{}……", text.chars().take(most).collect::<String>())
}
