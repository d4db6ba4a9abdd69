//! 冲突: conditions that may not hold together.

use super::super::condition::{self, Answer};
use super::super::verdict::{Scope, Verdict};

pub(super) fn check(scope: Scope<'_>, all: &[String], any: &[String], message: &str) -> Verdict {
    let mut evidence = Vec::new();
    for name in all {
        match condition::holds(scope, name) {
            Answer::Yes(quotes) => evidence.extend(quotes),
            Answer::No => return Verdict::pass(),
            Answer::Unknown => return Verdict::unknown(format!("无法判断是否{name}")),
        }
    }
    let mut holding = Vec::new();
    let mut doubtful = None;
    for name in any {
        match condition::holds(scope, name) {
            Answer::Yes(quotes) => {
                evidence.extend(quotes);
                holding.push(name.as_str());
            }
            Answer::No => {}
            Answer::Unknown => doubtful = Some(name),
        }
    }
    if !any.is_empty() && holding.is_empty() {
        return doubtful.map_or_else(Verdict::pass, |name| Verdict::unknown(format!("无法判断是否{name}")));
    }
    evidence.dedup();
    let message =
        if holding.is_empty() { message.to_owned() } else { format!("{message}：{}", holding.join("、")) };
    Verdict::fail(scope.told(&message), evidence).of(scope.name())
}
