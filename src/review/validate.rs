//! What a standard names that the program does not know.

use super::condition;
use crate::standard::check::{Part, Variant};
use crate::standard::{Check, Point, StandardError, Standards, Trigger, suggestion};

/// Conditions that no check answers to, each with the place it is written at.
pub fn unknown_names(standards: &Standards) -> Vec<StandardError> {
    let known = condition::names();
    let of_point = |point: &Point| -> Vec<StandardError> {
        let mut names: Vec<&str> = point.when.iter().map(String::as_str).collect();
        collect(&point.check, &mut names);
        let bare = |name: &str| name.trim_start_matches('非').to_owned();
        let unknown = names.into_iter().filter(|name| !known.contains(&bare(name).as_str()));
        unknown
            .map(|name| StandardError::Malformed {
                file: point.source.file.clone(),
                line: point.source.line_of(name),
                reason: format!("不认识的条件“{name}”{}", suggestion(&bare(name), &known)),
            })
            .collect()
    };
    let of_trigger = |trigger: &Trigger| -> Vec<StandardError> {
        let names = trigger.when.iter().chain(&trigger.any);
        let unknown = names.filter(|name| !known.contains(&name.trim_start_matches('非')));
        unknown
            .map(|name| StandardError::Malformed {
                file: format!("重点评查情形 {}", trigger.code),
                line: 1,
                reason: format!("不认识的条件“{name}”{}", suggestion(name, &known)),
            })
            .collect()
    };
    let mut unknown: Vec<StandardError> = standards.points.iter().flat_map(of_point).collect();
    unknown.extend(standards.triggers.iter().flat_map(of_trigger));
    unknown
}

/// Every condition a check names.
fn collect<'a>(check: &'a Check, names: &mut Vec<&'a str>) {
    match check {
        Check::Conflict { all, any, .. } => names.extend(all.iter().chain(any).map(String::as_str)),
        Check::Deadline { by, .. } => {
            names.extend(by.iter().flat_map(|Variant { when, .. }| when).map(String::as_str));
        }
        Check::Several { parts } => {
            for Part { when, check } in parts {
                names.extend(when.iter().map(String::as_str));
                collect(check, names);
            }
        }
        _ => {}
    }
}
