//! Section two: how the case was reviewed: read, looked at point by point, and what the handler said.

use super::{day, stopped};
use crate::office::{Move, Verdict};
use crate::papers::line::Line;
use crate::papers::{BLANK, CaseWork};

pub(super) fn lines(work: &CaseWork<'_>) -> Vec<Line> {
    let mut lines = vec![Line::body(reading(work)), Line::body(looking(work))];
    lines.push(Line::body(format!("纸质卷宗查阅、调查核实及与承办人交流情况：{BLANK}")));
    let heard = heard(work);
    if heard.is_empty() {
        lines.push(Line::body(format!("听取承办人意见情况：{BLANK}")));
    } else {
        lines.push(Line::body(format!("听取承办人意见情况：{}", heard.concat())));
    }
    lines
}

fn reading(work: &CaseWork<'_>) -> String {
    let papers = &work.review.case.papers;
    let unread = papers.iter().filter(|paper| paper.document.note.is_some()).count();
    let note = if unread > 0 { format!("，其中{unread}份未能完整读取") } else { String::new() };
    format!("阅看电子卷宗第{}版，共识别文书{}份{note}。", work.version, papers.len())
}

/// How the program's findings and the points for people were dealt with.
fn looking(work: &CaseWork<'_>) -> String {
    let count = |verdict: Verdict| {
        let of_program = work.settled.iter().filter(|one| !one.by_hand && !one.gone);
        of_program.filter(|one| one.verdict == Some(verdict)).count()
    };
    let by_hand = work.standing().filter(|one| one.by_hand).count();
    let all = work.settled.iter().filter(|one| !one.by_hand && !one.gone).count();
    let mut parts = vec![format!("辅助系统提示{all}项")];
    for verdict in [Verdict::Confirmed, Verdict::Modified, Verdict::Excluded] {
        let told = count(verdict);
        if told > 0 {
            parts.push(format!("{}{told}项", verdict.label()));
        }
    }
    let open = work.open().count();
    if open > 0 {
        parts.push(format!("未处理{open}项"));
    }
    if by_hand > 0 {
        parts.push(format!("评查员另行记录{by_hand}项"));
    }
    let ticked = work.manual.iter().filter(|point| is_ticked(point)).count();
    if ticked > 0 {
        parts.push(format!("逐项人工核查{ticked}项"));
    }
    format!("{}。", parts.join("，"))
}

fn is_ticked(point: &crate::papers::Manual) -> bool {
    point.tick.as_ref().is_some_and(|said| said.what.ticked)
}

/// What was sent to the handler, what came back and what became of it.
fn heard(work: &CaseWork<'_>) -> Vec<String> {
    let told = work.history.iter().filter_map(|moved| {
        let (who, when) = (work.called(&moved.who), day(moved.at));
        let reason = match moved.reason.trim() {
            "" => String::new(),
            reason => format!("：{reason}"),
        };
        let told = match moved.name {
            Move::Send => format!("{when}送达承办人"),
            Move::Agree => format!("{when}承办人{who}反馈无异议{reason}"),
            Move::Object => format!("{when}承办人{who}提出异议{reason}"),
            Move::Lapse => format!("{when}承办人逾期未反馈"),
            Move::AcceptObjection => format!("{when}经审核采纳异议{reason}"),
            Move::Uphold => format!("{when}经审核不采纳异议{reason}"),
            _ => return None,
        };
        Some(stopped(&told))
    });
    told.collect()
}
