//! The prosecution's own account of what it found: 经查明，二被告人盗窃十次 within an indictment that goes on.

use crate::document::{Section, SectionName};

/// The court tells what it found.
const FOUND: [&str; 3] = ["审理查明", "本院查明", "庭审查明"];

/// Whether the indictment goes on after the facts that the section at `index` tells, and the court tells its own later.
pub(super) fn goes_on(plain: &str, sections: &[Section], index: usize) -> bool {
    let head = |at: usize| {
        let section = sections.get(at)?;
        let text = plain.get(section.range.clone())?;
        Some(text.split(['，', '：', '\n', '。']).next().unwrap_or_default())
    };
    let is_found = |at: usize| head(at).is_some_and(|head| FOUND.iter().any(|found| head.contains(found)));
    let is_charge =
        |at: usize| head(at).is_some_and(|head| head.contains("公诉机关") || head.contains("检察院"));
    let later = || sections.iter().enumerate().skip(index + 1);
    let answered = later().find(|(_, next)| next.name == SectionName::Defence).map(|(at, _)| at);
    !is_found(index)
        && later()
            .take_while(|&(at, _)| answered.is_none_or(|answered| at < answered))
            .any(|(at, next)| next.name == SectionName::Accusation && is_charge(at))
        && later().any(|(at, next)| next.name == SectionName::Facts && is_found(at))
}
