//! 送达回证: which paper reached whom, and when.

use std::sync::LazyLock;

use crate::document::DocumentKind;
use crate::extract::elements::{Elements, Step, StepKind};
use crate::text::{Pattern, Range};

use super::details;
use super::reading::Reading;

static RECEIVER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:受送达人|被送达人|收件人|受送达单位|受送达人（单位）|送达对象)(?:（[^）\n]{0,12}）)?(?:姓名|名称)?[：\t]+(?P<name>[^\n\t，。；（：]{2,30}?)(?:签收|收到|代收|收件|送达|签名|签字|地址|电话|与[^\n]{0,6}关系|[\n\t，。；（：]|$)")
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

/// Whom papers were served on, and where the paper tells of it.
struct Receiver {
    name: Option<String>,
    part: Range,
}

/// Adds one step 送达 for each paper served on each receiver.
pub(super) fn read(reading: &Reading, elements: &mut Elements) {
    let papers = papers(reading.plain);
    for receiver in receivers(reading) {
        let receipt = receipt(reading, &receiver.part);
        for paper in &papers {
            let line = reading.sentence(paper);
            elements.steps.push(Step {
                kind: StepKind::Served,
                persons: receiver.name.iter().cloned().collect(),
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
}

/// One receiver has the whole paper; of several, each has what stands from its name to the next, where each has a day.
fn receivers(reading: &Reading) -> Vec<Receiver> {
    let plain = reading.plain;
    let named: Vec<(usize, String)> = RECEIVER
        .captures_iter(plain)
        .filter_map(|found| Some((found.get(0)?.start(), found.name("name")?.as_str().trim().to_owned())))
        .collect();
    let starts = named.iter().map(|(at, _)| *at);
    let ends: Vec<usize> = starts.clone().skip(1).chain([plain.len()]).collect();
    let has_day = |(start, &end): (usize, &usize)| {
        reading.dates.iter().any(|date| start <= date.range.start && date.range.end <= end)
    };
    if named.len() < 2 || !starts.zip(&ends).all(has_day) {
        let name = named.into_iter().next().map(|(_, name)| name);
        return vec![Receiver { name, part: 0..plain.len() }];
    }
    named
        .into_iter()
        .zip(ends)
        .map(|((start, name), end)| Receiver { name: Some(name), part: start..end })
        .collect()
}

/// The day it was received: behind its label, else the last date of the part.
fn receipt(reading: &Reading, part: &Range) -> Option<usize> {
    let words = reading.plain.get(part.clone())?;
    let labelled = RECEIPT.iter().find_map(|label| {
        label.find_iter(words).find_map(|cue| {
            let behind = part.start + cue.end();
            let place = reading.dates.partition_point(|date| date.range.start < behind);
            let date = reading.dates.get(place).filter(|date| date.range.end <= part.end)?;
            let gap = reading.plain.get(behind..date.range.start)?;
            (gap.chars().count() <= 16 && !gap.contains('：')).then_some(place)
        })
    });
    labelled.or_else(|| {
        reading.dates.iter().rposition(|date| part.start <= date.range.start && date.range.end <= part.end)
    })
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
