//! 评查流转单: every step of the case in the office, who made it, when, with what result and which words.

use docx_rs::Docx;

use super::opinion::{day, stopped};
use super::work::{clock_at, day_at, day_in_words};
use super::{BLANK, CaseWork, Paper};
use crate::office::{Move, Rank};
use crate::report::layout::{self, Cell, label, left, merged, middle};
use crate::store::Moved;

const WIDTHS: [usize; 6] = [700, 1500, 1350, 1500, 1350, 2444];

pub(super) fn paper(work: &CaseWork<'_>) -> Docx {
    let mut rows = head(work);
    rows.push((480, ["序号", "时间", "环节", "办理人", "结果", "意见、理由"].map(label).into()));
    rows.extend(work.history.iter().enumerate().map(|(at, moved)| (480, step(work, at + 1, moved))));
    if work.history.is_empty() {
        rows.push((480, vec![merged(6, middle("尚未流转"))]));
    }
    let wide = |name: &str, height: u32, value: &[String]| {
        (height, vec![merged(2, label(name)), merged(4, left(value))])
    };
    rows.push(wide("评查员意见", 1300, &[reviewer(work)]));
    rows.push(wide("听取处理办案人员意见", 1300, &replies(work)));
    rows.push(wide("小组联席会议意见", 1300, &[String::new()]));
    rows.push(wide("领导小组办公室会议意见（审批）", 1500, &approvals(work)));
    layout::page()
        .add_paragraph(layout::title(Paper::Routing.title()))
        .add_table(layout::table(&WIDTHS, rows))
}

fn head(work: &CaseWork<'_>) -> Vec<(u32, Vec<Cell>)> {
    let told = |value: Option<String>| value.unwrap_or_else(|| "（未载明）".to_owned());
    let reviewed = work.opinion().and_then(|said| day_at(said.at)).map(day_in_words).unwrap_or_default();
    let pair = |first: &str, one: &str, second: &str, other: &str| {
        let cells = vec![merged(2, label(first)), merged(2, middle(one)), label(second), middle(other)];
        (480, cells)
    };
    vec![
        pair("评查案号", "", "评查日期", &reviewed),
        pair("评查类别", "", "案件类别", &told(work.card("案件类别"))),
        (480, vec![merged(2, label("案件名称")), merged(4, middle(&work.name()))]),
        (480, vec![merged(2, label("承办单位")), merged(4, middle(&told(work.card("承办单位"))))]),
        pair("承办部门", &told(work.department()), "承办人", &told(work.handler())),
        pair("评查员", &work.reviewer().unwrap_or_default(), "目前状态", work.flow.object.state.label()),
    ]
}

fn step(work: &CaseWork<'_>, number: usize, moved: &Moved) -> Vec<Cell> {
    let department = work.people.get(&moved.who).map(|person| person.department.as_str());
    let who = match department.filter(|name| !name.is_empty()) {
        Some(department) => format!("{}（{department}）", work.called(&moved.who)),
        None => work.called(&moved.who),
    };
    vec![
        middle(&number.to_string()),
        middle(&clock_at(moved.at)),
        middle(moved.name.label()),
        middle(&who),
        middle(moved.after.label()),
        left(&words(work, moved)),
    ]
}

/// What the person said, and to whom the case went.
fn words(work: &CaseWork<'_>, moved: &Moved) -> Vec<String> {
    let mut words = Vec::new();
    if matches!(moved.name, Move::Assign | Move::Reassign)
        && let Some(reviewer) = &moved.reviewer
    {
        let how = moved
            .draw
            .as_ref()
            .map(|draw| format!("随机抽取，候选{}人，种子{}", draw.candidates.len(), draw.seed));
        let how = how.map(|how| format!("（{how}）")).unwrap_or_default();
        words.push(format!("评查员：{}{how}", work.called(reviewer)));
    }
    if !moved.reason.trim().is_empty() {
        words.push(stopped(&moved.reason));
    }
    if words.is_empty() { vec![String::new()] } else { words }
}

fn reviewer(work: &CaseWork<'_>) -> String {
    let Some(said) = work.opinion() else { return BLANK.to_owned() };
    let grade =
        work.proposed().map_or_else(|| "等次未拟定。".to_owned(), |grade| format!("拟定等次：{grade}。"));
    let count = work.standing().count();
    format!("{grade}认定问题{count}项，详见评查意见书。（{}，{}）", work.called(&said.who), day(said.at))
}

fn replies(work: &CaseWork<'_>) -> Vec<String> {
    use Move::{AcceptObjection, Agree, Lapse, Object, Send, Uphold};
    told(work, |name| matches!(name, Send | Agree | Object | Lapse | AcceptObjection | Uphold))
}

fn approvals(work: &CaseWork<'_>) -> Vec<String> {
    told(work, |name| matches!(name, Move::Approve | Move::Return | Move::ReturnUnassigned))
}

/// Moves of some kinds, a line each; one empty line, room for the pen, where there is none.
fn told(work: &CaseWork<'_>, wanted: impl Fn(Move) -> bool) -> Vec<String> {
    let moves = work.history.iter().filter(|moved| wanted(moved.name));
    let lines: Vec<String> = moves
        .map(|moved| {
            let rank = work.people.get(&moved.who).and_then(|person| person.rank).map(Rank::label);
            let rank = rank.filter(|_| moved.name == Move::Approve).unwrap_or_default();
            let reason = super::assessment::reason(&moved.reason);
            let told = stopped(&format!("{}{reason}", moved.name.label()));
            format!("{told}（{rank}{}，{}）", work.called(&moved.who), day(moved.at))
        })
        .collect();
    if lines.is_empty() { vec![String::new()] } else { lines }
}
