//! A case as a row of the queue.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::office::triage::{Item, Todo, clean};
use crate::review::Severity;

/// Reasons shown of each case.
const REASONS: usize = 3;

pub(super) struct Row {
    pub case: i64,
    pub revision: i64,
    pub name: String,
    pub number: String,
    pub charges: String,
    /// 承办人 and 办结日.
    pub handled: String,
    pub marks: Vec<&'static str>,
    pub chips: Vec<Chip>,
    pub reasons: Vec<Told>,
    /// Reasons that are not shown.
    pub more: usize,
    /// In place of reasons.
    pub calm: String,
    pub points: String,
    pub grade: String,
    pub grade_by: &'static str,
    pub state: &'static str,
    pub reviewer: String,
    pub due: String,
    pub is_overdue: bool,
    /// Papers, and points that could not be told.
    pub extent: String,
}

/// How many findings of a severity there are.
pub(super) struct Chip {
    pub label: &'static str,
    pub count: u32,
    pub class: &'static str,
}

/// A reason.
pub(super) struct Told {
    pub words: String,
    pub class: &'static str,
}

impl Row {
    pub(super) fn of(item: &Item, today: Date, names: &BTreeMap<String, String>) -> Self {
        let (known, brief) = (&item.known, &item.known.brief);
        let object = &known.object;
        let chips = Severity::ALL.into_iter().zip(item.counts).filter(|(_, count)| *count > 0);
        let marks = [Todo::Key, Todo::Sampled, Todo::Overdue].into_iter();
        let marks = marks.filter(|todo| item.todo.contains(todo)).map(mark);
        let reviewer = object.reviewer.as_ref();
        let mut handled: Vec<String> = Vec::new();
        handled.extend(brief.handler.as_ref().map(|handler| format!("承办 {handler}")));
        handled.extend(brief.closed.map(|day| format!("办结 {day}")));
        Self {
            case: item.case(),
            revision: known.revision,
            name: brief.name.clone(),
            number: brief.number.clone().unwrap_or_default(),
            charges: brief.charges.join("、"),
            handled: handled.join("　"),
            marks: marks.collect(),
            chips: chips.map(|(severity, count)| chip(severity, count)).collect(),
            reasons: item
                .risk
                .reasons
                .iter()
                .take(REASONS)
                .map(|reason| Told { words: reason.words.clone(), class: class(reason.severity) })
                .collect(),
            more: item.risk.reasons.len().saturating_sub(REASONS),
            calm: calm(item),
            points: format!("{:.1}", item.risk.thousandths as f64 / 1_000.0),
            grade: item.grade().to_owned(),
            grade_by: if object.grade.is_some() { "拟定" } else { "建议" },
            state: item.state().label(),
            reviewer: reviewer.map_or_else(String::new, |name| names.get(name).unwrap_or(name).clone()),
            due: object.due.map(|day| day.to_string()).unwrap_or_default(),
            is_overdue: item.is_overdue(today),
            extent: format!("{} 份文书，{} 点无法判断", brief.documents, brief.unknown),
        }
    }
}

/// What is told of a case in which nothing is left to decide.
fn calm(item: &Item) -> String {
    if item.todo.contains(&Todo::Clean) {
        return "没有问题，可以成批签结".to_owned();
    }
    if !item.standing.is_empty() && item.undecided == 0 {
        return format!("{} 项发现都已处理", item.standing.len());
    }
    match clean::check(item) {
        Err(why) if clean::may_leave(item.state()) => format!("没有发现，但不能成批签结：{why}"),
        _ => "没有待处理的发现".to_owned(),
    }
}

fn mark(todo: Todo) -> &'static str {
    match todo {
        Todo::Key => "重点评查",
        Todo::Sampled => "抽出核看",
        Todo::Overdue => "逾期未反馈",
        Todo::Review | Todo::Clean => "",
    }
}

fn chip(severity: Severity, count: u32) -> Chip {
    Chip { label: severity.label(), count, class: class(Some(severity)) }
}

/// Of the colour.
fn class(severity: Option<Severity>) -> &'static str {
    match severity {
        Some(Severity::Grave) => "grave",
        Some(Severity::Serious) => "serious",
        Some(Severity::Slight) => "slight",
        Some(Severity::Hint) => "hint",
        None => "other",
    }
}
