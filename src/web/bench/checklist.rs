//! Points that a person must look at: those no program can judge, and those it could not judge in this dossier.

use super::card::{Fields, severity_code};
use super::desk::{Desk, clock};
use crate::office::{Verdict, by_hand_name};
use crate::report::words;
use crate::review::Outcome;
use crate::standard::{Point, Status};

/// A point with what was said to it.
pub(super) struct Check {
    pub point: String,
    pub title: String,
    pub area: String,
    /// What to look at.
    pub what: String,
    /// Why the program did not decide.
    pub why: String,
    pub basis: Vec<String>,
    /// 人工 or 材料不足
    pub source: &'static str,
    pub state: &'static str,
    /// `open`, `fine` or `problem`.
    pub class: &'static str,
    pub by: Option<String>,
    pub note: String,
    /// Of the last tick; 0 for none.
    pub revision: i64,
    /// Of the last decision on what was found wanting.
    pub problem_revision: i64,
    /// What stands in its form: the description as reason.
    pub fields: Fields,
    pub alert: Option<String>,
    /// Whether it comes beside something else that changed.
    pub is_aside: bool,
}

/// Points of one area.
pub(super) struct Area {
    pub name: String,
    pub rows: Vec<Check>,
}

/// Fields of a point that are kept as drafts.
pub(super) const DRAFTED: [&str; 3] = ["severity", "reason", "note"];

/// Name of a field of a point among the drafts.
pub(super) fn field(point: &str, name: &str) -> String {
    format!("check/{point}/{name}")
}

/// All points, in the order of their codes.
pub(super) fn rows(desk: &Desk<'_>) -> Vec<Check> {
    let points = desk.standards().points.iter();
    points.filter_map(|point| why(desk, point).map(|(source, why)| row(desk, point, source, why))).collect()
}

/// The same by area.
pub(super) fn areas(desk: &Desk<'_>) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for row in rows(desk) {
        match areas.iter_mut().find(|area| area.name == row.area) {
            Some(area) => area.rows.push(row),
            None => areas.push(Area { name: row.area.clone(), rows: vec![row] }),
        }
    }
    areas
}

/// The row of a point; none where it is not on the list of this case.
pub(super) fn named(desk: &Desk<'_>, code: &str) -> Option<Check> {
    let point = desk.standards().points.iter().find(|point| point.code == code)?;
    let (source, why) = why(desk, point)?;
    Some(row(desk, point, source, why))
}

/// Why a person must look at a point; none where they need not.
fn why(desk: &Desk<'_>, point: &Point) -> Option<(&'static str, String)> {
    if point.status == Status::Manual {
        let why = point.when.iter().map(|name| name.replacen('非', "不是", 1)).collect::<Vec<_>>().join("、");
        let told = if why.is_empty() { String::new() } else { format!("适用情形：{why}") };
        return point.in_force(desk.day).then_some(("人工核查", told));
    }
    let unknown = |finding: &&crate::review::Finding| {
        finding.point == point.code && finding.outcome == Outcome::Unknown
    };
    let finding = desk.review.findings.iter().find(unknown)?;
    Some(("材料不足", finding.message.clone()))
}

fn row(desk: &Desk<'_>, point: &Point, source: &'static str, why: String) -> Check {
    let tick = desk.ticks.iter().find(|said| said.what.point == point.code);
    let problem = desk.last(&by_hand_name(&point.code));
    // The last word counts, whichever of the two it is.
    let is_wanting = problem.is_some_and(|said| said.what.verdict != Verdict::Withdrawn);
    let is_fine = !is_wanting
        && tick.is_some_and(|said| said.what.ticked && problem.is_none_or(|problem| problem.at <= said.at));
    let (state, class) = match (is_wanting, is_fine) {
        (true, _) => ("有问题", "problem"),
        (_, true) => ("无问题", "fine"),
        _ => ("未核查", "open"),
    };
    let by = match class {
        "problem" => problem.map(|said| (&said.who, said.at)),
        "fine" => tick.map(|said| (&said.who, said.at)),
        _ => None,
    };
    let draft = |name| desk.draft(&field(&point.code, name));
    let kept = |name, value: &str| draft(name).unwrap_or(value).to_owned();
    let found = problem.filter(|_| is_wanting).map(|said| &said.what);
    let note = tick.map_or("", |said| said.what.note.as_str());
    let severity = found.and_then(|found| found.severity.as_deref()).unwrap_or(&point.severity);
    let description = found.map(|found| found.wording.as_ref().unwrap_or(&found.reason));
    Check {
        point: point.code.clone(),
        title: point.title.clone(),
        area: point.area.clone(),
        what: plain(point.section("检查什么").unwrap_or_default()),
        why,
        basis: point.basis.iter().map(words::basis).collect(),
        source,
        state,
        class,
        by: by.map(|(who, at)| format!("{} {}", desk.display(who), clock(at))),
        note: note.to_owned(),
        revision: tick.map_or(0, |said| said.revision),
        problem_revision: problem.map_or(0, |said| said.revision),
        fields: Fields {
            severity: kept("severity", severity_code(severity)),
            wording: String::new(),
            reason: kept("reason", description.map_or("", String::as_str)),
            note: kept("note", note),
            is_draft: DRAFTED.into_iter().any(|name| draft(name).is_some()),
        },
        alert: None,
        is_aside: false,
    }
}

/// Markdown prose as one line.
fn plain(prose: &str) -> String {
    prose
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .replace("**", "")
}
