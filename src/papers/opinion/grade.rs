//! Section five, the grade and its grounds, and section six, what else a reader should know.

use super::{day, stopped};
use crate::office::Rank;
use crate::papers::line::{Line, Piece, Sentence};
use crate::papers::{BLANK, CaseWork};
use crate::report::words;
use crate::review::{Finding, Outcome};

pub(super) fn lines(work: &CaseWork<'_>) -> Vec<Line> {
    let mut lines =
        vec![Line::body(format!("拟定等次：{}", work.proposed().map_or(BLANK.to_owned(), stopped)))];
    lines.push(Line::body(grounds(work)));
    let text = work.opinion().map(|said| said.what.text.trim()).unwrap_or_default();
    if text.is_empty() {
        lines.push(Line::body(format!("评查意见：{BLANK}")));
    }
    for (at, paragraph) in text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        let label = if at == 0 { "评查意见：" } else { "" };
        lines.push(Line::body(format!("{label}{paragraph}")));
    }
    lines.extend(approved(work));
    lines
}

/// What follows from the findings that stand, and whether the reviewer proposes something else.
fn grounds(work: &CaseWork<'_>) -> String {
    let grade = &work.grade;
    let by = format!("评定依据：{}。", grade.reasons.join("；"));
    let follows = if grade.scheme.is_empty() {
        String::new()
    } else {
        format!("依{}年等次标准，据此对应的等次为{}。", grade.scheme, grade.value)
    };
    let otherwise = match work.proposed().filter(|&proposed| proposed != grade.value) {
        Some(proposed) => format!("评查员拟定{proposed}，理由见评查意见。"),
        None => String::new(),
    };
    format!("{by}{follows}{otherwise}")
}

fn approved(work: &CaseWork<'_>) -> Option<Line> {
    let moved = work.approval()?;
    let rank = work.people.get(&moved.who).and_then(|person| person.rank).map(Rank::label);
    let reason = match moved.reason.trim() {
        "" => String::new(),
        reason => format!("审批意见：{}", stopped(reason)),
    };
    Some(Line::body(format!(
        "审定等次：{}（{}{}，{}）。{reason}",
        work.proposed().unwrap_or("未载明"),
        rank.unwrap_or_default(),
        work.called(&moved.who),
        day(moved.at)
    )))
}

pub(super) fn others(work: &CaseWork<'_>) -> Vec<Line> {
    let review = work.review;
    let mut lines: Vec<Line> = review.triggers.iter().map(trigger).collect();
    lines.extend(words::set_aside(&review.findings).map(|line| Line::body(stopped(&line))));
    lines.extend(review.notes.iter().map(|note| Line::body(stopped(note))));
    lines.extend(undecided(&review.findings).map(Line::body));
    if lines.is_empty() { vec![Line::body("无。")] } else { lines }
}

/// A ground for a mandatory review with its words.
fn trigger(trigger: &crate::review::trigger::Triggered) -> Line {
    let whom = if trigger.persons.is_empty() {
        String::new()
    } else {
        format!("（{}）", trigger.persons.join("、"))
    };
    let mut pieces = vec![Piece::Plain(format!("属重点评查情形：{}{whom}", trigger.name))];
    if let Some(quote) = trigger.evidence.first() {
        pieces.push(Piece::Plain("，见".to_owned()));
        pieces.push(Piece::quoted(quote));
    }
    pieces.push(Piece::Plain("。".to_owned()));
    Line::of(vec![Sentence { pieces, finding: None }])
}

/// How many points could not be told, by area; the list of findings and the page name them.
fn undecided(findings: &[Finding]) -> Option<String> {
    let mut points: Vec<(&str, &str)> = findings
        .iter()
        .filter(|finding| finding.outcome == Outcome::Unknown)
        .map(|finding| (words::form_area(&finding.area), finding.point.as_str()))
        .collect();
    points.sort_unstable();
    points.dedup();
    let told: Vec<String> = words::AREAS
        .iter()
        .map(|area| (area, points.iter().filter(|(of, _)| of == area).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(area, count)| format!("{area}{count}个"))
        .collect();
    (!told.is_empty()).then(|| {
        format!(
            "另有{}个评查点因卷宗中未见相应材料而无法自动判断，须由评查员核查，其中{}。",
            points.len(),
            told.join("、")
        )
    })
}
