//! 案卷册数: the volumes the police say they hand over against those the office took in (规则 §157.2).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::document::DocumentKind as Kind;
use crate::text::{Quote, numeral};

static VOLUMES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:侦查|案件|本案)?(?:案卷|卷宗|案卷材料|侦查卷)(?:册数|卷数|数量|数)?[：\t ]*(?:共计?|合计)?(?P<n>[0-9]{1,3}|[一二三四五六七八九十两]{1,3})(?:册|卷|本)?(?:[^0-9一二三四五六七八九十年月日号]|$)",
    )
    .expect("the pattern is fixed")
});

/// The number one kind of paper tells, where all papers of the kind tell one and the same.
fn told(desk: Desk<'_>, kind: Kind) -> Option<(i64, Quote)> {
    let mut numbers: BTreeMap<i64, Quote> = BTreeMap::new();
    for (_, paper) in desk.case.of_kind(kind) {
        for captures in VOLUMES.captures_iter(paper.document.plain()) {
            let (Some(whole), Some(digits)) = (captures.get(0), captures.name("n")) else { continue };
            let written = digits.as_str().replace('两', "二");
            let Some(number) = numeral::integer(&written) else { continue };
            numbers.entry(number).or_insert_with(|| paper.document.quote(&(whole.start()..digits.end())));
        }
    }
    if numbers.len() == 1 { numbers.pop_first() } else { None }
}

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let opinion = told(desk, Kind::ProsecutionOpinion);
    let Some((theirs, ours)) = opinion.zip(told(desk, Kind::AcceptanceForm)) else {
        return vec![Verdict::unknown("起诉意见书或者受理案件登记表未载明案卷册数")];
    };
    if theirs.0 == ours.0 {
        return Vec::new();
    }
    let message = format!(
        "起诉意见书载明移送案卷{}册（卷），受理案件登记表登记{}册（卷），两者不一致",
        theirs.0, ours.0
    );
    vec![
        Verdict::fail(message, vec![theirs.1, ours.1])
            .computed("expected", theirs.0)
            .computed("actual", ours.0),
    ]
}
