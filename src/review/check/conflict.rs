//! 冲突: conditions that may not hold together.

use super::super::condition::{self, Answer};
use super::super::verdict::{Scope, Verdict};

pub(super) fn check(scope: Scope<'_>, all: &[String], message: &str) -> Verdict {
    let mut evidence = Vec::new();
    for name in all {
        match condition::holds(scope, name) {
            Answer::Yes(quotes) => evidence.extend(quotes),
            Answer::No => return Verdict::pass(),
            Answer::Unknown => return Verdict::unknown(format!("无法判断是否{name}")),
        }
    }
    evidence.dedup();
    Verdict::fail(scope.told(message), evidence).of(scope.name())
}
