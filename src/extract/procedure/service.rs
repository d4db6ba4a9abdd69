//! 送达回证: which paper reached whom, and when.

use std::sync::LazyLock;

use crate::document::DocumentKind;
use crate::extract::elements::{Elements, Step, StepKind};
use crate::text::{Pattern, Range};

use super::details;
use super::reading::Reading;

static RECEIVER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:受送达人|被送达人|收件人|受送达单位|受送达人（单位）|送达对象)(?:（[^）\n]{0,12}）)?(?:姓名|名称)?[：\t]+(?P<name>[^\n\t，。；（]{2,30})")
        .expect("the pattern is fixed")
});

/// Labels of the day of receipt, the strongest first.
static RECEIPT: LazyLock<[Pattern; 3]> = LazyLock::new(|| {
    [
        r"(?:收到|签收|收件|受送达|送达)(?:文书|文件)?(?:的)?(?:时间|日期)(?:（[^）\n]{0,12}）)?[：\t]*",
        r"(?:受送达人|收件人|签收人|被送达人|受送达人签收|代收人)(?:或代收人)?(?:（?(?:签名|盖章|签收|签字)[^：\n\t]{0,12})?[：\t]+",
        r"签收|收到",
    ]
    .map(|pattern| Pattern::new(pattern).expect("the pattern is fixed"))
});

/// Titles of papers, longest first, so that 逮捕通知书 is not read as 逮捕证's neighbour.
static TITLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut titles: Vec<&str> = DocumentKind::ALL.iter().map(|kind| kind.label()).collect();
    titles.retain(|title| !matches!(*title, "送达回证" | "未识别" | "委托书" | "案卡"));
    titles.sort_unstable_by_key(|title| std::cmp::Reverse(title.len()));
    titles
});

/// Adds one step 送达 for each paper served.
pub(super) fn read(reading: &Reading, elements: &mut Elements) {
    let receiver = RECEIVER.captures(reading.plain).and_then(|captures| captures.name("name"));
    let receipt = receipt(reading);
    let persons = receiver.map(|name| name.as_str().trim().to_owned()).into_iter().collect::<Vec<_>>();
    for paper in papers(reading.plain) {
        let line = reading.sentence(&paper);
        elements.steps.push(Step {
            kind: StepKind::Served,
            persons: persons.clone(),
            at: receipt.map(|place| {
                let date = &reading.dates[place];
                reading.document.cite(date.value, &date.range, 0.9)
            }),
            organ: elements.organ.as_ref().map(|organ| organ.value.clone()),
            number: details::number(reading, &line, elements)
                .or_else(|| elements.number.as_ref().map(|number| number.value.clone())),
            ordinal: None,
            detail: Some(reading.plain[paper.clone()].to_owned()),
            clause: reading.document.cite((), &line, 0.9),
        });
    }
}

/// The day it was received: behind its label, else the last date of the paper.
fn receipt(reading: &Reading) -> Option<usize> {
    let labelled = RECEIPT.iter().find_map(|label| {
        label.find_iter(reading.plain).find_map(|cue| {
            let place = reading.dates.partition_point(|date| date.range.start < cue.end());
            let date = reading.dates.get(place)?;
            let gap = reading.plain.get(cue.end()..date.range.start)?;
            (gap.chars().count() <= 16 && !gap.contains('：')).then_some(place)
        })
    });
    labelled.or_else(|| reading.dates.len().checked_sub(1))
}

/// Papers named, each once.
fn papers(plain: &str) -> Vec<Range> {
    let mut found: Vec<Range> = Vec::new();
    for title in TITLES.iter() {
        let overlaps = |at: usize| found.iter().any(|range| range.start < at + title.len() && at < range.end);
        let Some(at) = plain.match_indices(title).map(|(at, _)| at).find(|&at| !overlaps(at)) else {
            continue;
        };
        found.push(at..at + title.len());
    }
    found.sort_by_key(|range| range.start);
    found.dedup_by(|later, earlier| plain[later.clone()] == plain[earlier.clone()]);
    found
}
