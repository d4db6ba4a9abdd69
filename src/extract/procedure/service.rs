//! 送达回证: which paper reached whom, and when.

mod entries;

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

/// A line that begins with an office, or with a name set off from what follows.
static ROW: LazyLock<Pattern> = LazyLock::new(|| {
    let office = r"[\p{Han}]{2,24}?(?:检察院|公安局|分局|司法局|司法所|看守所|派出所|监狱|中心|公司)";
    let row = format!(
        r"^\s*(?:[0-9]{{1,2}}[.、\t ]\s*)?(?:(?:被告人|辩护人|被害人|公诉机关)：?)?(?:(?P<office>{office})|(?P<name>[\p{{Han}}·]{{2,4}}?)(?:[\s|（，、：0-9签]|$))"
    );
    Pattern::new(&row).expect("the pattern is fixed")
});
/// Heads of lines that name no receiver.
const NO_RECEIVER: [&str; 14] = [
    "送达", "签收", "案由", "案号", "文书", "日期", "备注", "法院", "回证", "年", "决定", "判决", "签发",
    "填发",
];

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
    let entries = entries::read(reading);
    if entries.len() > 1 {
        return elements
            .steps
            .extend(entries.iter().map(|entry| entry.step(reading, elements)).collect::<Vec<_>>());
    }
    let own: Vec<Option<usize>> = papers.iter().map(|paper| own_day(reading, paper)).collect();
    let is_by_lines = own.iter().flatten().count() > 1;
    let receivers = receivers(reading);
    let receipts: Vec<Option<usize>> =
        receivers.iter().map(|receiver| receipt(reading, &receiver.part)).collect();
    let served = served(reading, &papers, &receipts);
    for (at, (receiver, receipt)) in receivers.iter().zip(&receipts).enumerate() {
        let receipt = *receipt;
        for ((paper, own), served) in papers.iter().zip(&own).zip(&served) {
            if !served.contains(&at) {
                continue;
            }
            let receipt = own.filter(|_| is_by_lines).or(receipt);
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

/// Whom each paper was served on: whoever signs behind it, up to where the next papers are told. One form may hold
/// several services one below the other.
fn served(reading: &Reading, papers: &[Range], receipts: &[Option<usize>]) -> Vec<Range> {
    let signs_behind = |paper: &Range| {
        receipts.iter().position(|receipt| {
            receipt
                .and_then(|place| reading.dates.get(place))
                .is_some_and(|date| date.range.start >= paper.end)
        })
    };
    let firsts: Vec<Option<usize>> = papers.iter().map(signs_behind).collect();
    let until = |first: usize| firsts.iter().flatten().copied().filter(|next| *next > first).min();
    let whole = || 0..receipts.len();
    firsts
        .iter()
        .map(|first| first.map_or_else(whole, |first| first..until(first).unwrap_or(receipts.len())))
        .collect()
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
    let rows = if named.is_empty() { rows(reading) } else { Vec::new() };
    if rows.len() > 1 {
        return rows;
    }
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

/// One line for each receiver, without labels: the name at its head, one day on it.
fn rows(reading: &Reading) -> Vec<Receiver> {
    let plain = reading.plain;
    let mut at = 0;
    let mut found = Vec::new();
    for line in plain.split('\n') {
        let part = at..at + line.len();
        at = part.end + 1;
        let days =
            reading.dates.iter().filter(|day| part.start <= day.range.start && day.range.end <= part.end);
        let head = ROW.captures_iter(line).next();
        let Some(head) = head.and_then(|head| head.name("office").or(head.name("name"))) else { continue };
        let name = head.as_str().to_owned();
        if days.count() == 1 && !NO_RECEIVER.iter().any(|word| name.contains(word)) {
            found.push(Receiver { name: Some(name), part });
        }
    }
    found
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

/// The day on the line of a paper, behind its title and outside of brackets: each paper may have a line of its own.
fn own_day(reading: &Reading, paper: &Range) -> Option<usize> {
    let rest = reading.plain.get(paper.end..)?;
    let end = paper.end + rest.find('\n').unwrap_or(rest.len());
    let is_open = |at: usize| {
        let before = &reading.plain[paper.end..at];
        before.matches('（').count() > before.matches('）').count()
    };
    let place = reading.dates.partition_point(|date| date.range.start < paper.end);
    let date = reading.dates.get(place)?;
    (date.range.end <= end && !is_open(date.range.start)).then_some(place)
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

#[cfg(test)]
mod tests {
    use crate::document::{Document, DocumentKind};
    use crate::extract::elements::StepKind;

    #[test]
    fn a_line_for_each_receiver_gives_each_its_day() {
        let text = "云岭县人民法院\n送 达 回 证\n案由：盗窃    案号：（2025）云0999刑初16号    文书：刑事判决书\n\
            林小舟（捺印）  2025年7月10日签收\n赵大山2025年7月12日\n\
            云岭县人民检察院  甘露  2025年7月11日签收\n送达人：鲍敏";
        let document = Document::from_text(DocumentKind::ServiceReturn, text);
        let elements = crate::extract::extract(&document);
        let served: Vec<(String, String)> = elements
            .steps
            .iter()
            .filter(|step| step.kind == StepKind::Served)
            .filter_map(|step| Some((step.persons.join("、"), step.at.as_ref()?.value.to_string())))
            .collect();
        let expected =
            [("林小舟", "2025-07-10"), ("赵大山", "2025-07-12"), ("云岭县人民检察院", "2025-07-11")];
        assert_eq!(served, expected.map(|(name, day)| (name.to_owned(), day.to_owned())));
    }
    #[test]
    fn a_line_for_each_paper_gives_each_its_day() {
        let text = "云岭县人民法院送达回证\n起诉书副本    林小舟签收    2024年7月19日\n\
            开庭传票    林小舟签收    2024年7月24日\n判决书    林小舟签收    2024年8月5日\n\
            判决书    云岭县人民检察院    甘露签收    2024年8月6日\n送达人：鲍敏";
        let document = Document::from_text(DocumentKind::ServiceReturn, text);
        let elements = crate::extract::extract(&document);
        assert_eq!(
            served(&elements),
            [
                ("起诉书".to_owned(), "林小舟".to_owned(), "2024-07-19".to_owned()),
                ("判决书".to_owned(), "林小舟".to_owned(), "2024-08-05".to_owned()),
                ("判决书".to_owned(), "云岭县人民检察院".to_owned(), "2024-08-06".to_owned()),
            ]
        );
    }

    /// Which paper reached whom on which day.
    fn served(elements: &crate::extract::elements::Elements) -> Vec<(String, String, String)> {
        let services = elements.steps.iter().filter(|step| step.kind == StepKind::Served);
        services
            .filter_map(|step| {
                Some((step.detail.clone()?, step.persons.join("、"), step.at.as_ref()?.value.to_string()))
            })
            .collect()
    }

    #[test]
    fn receivers_of_one_line_have_their_own_days() {
        let row = |paper: &str, name: &str, day: &str| (paper.to_owned(), name.to_owned(), day.to_owned());
        for text in [
            "云岭县人民法院送达回证　（2025）云0999刑初16号\n起诉书副本　林小舟　2025年7月2日签收\n\
             刑事判决书　林小舟　2025年7月10日签收；云岭县人民检察院（甘露）2025年7月12日签收　　送达人：鲍敏",
            "云岭县人民法院送达回证　（2025）云0999刑初16号\n起诉书副本 → 林小舟   2025年7月2日   签收：林小舟\n\
             刑事判决书 → 林小舟   2025年7月10日   签收：林小舟\n刑事判决书 → 云岭县人民检察院   2025年7月12日   签收：甘露\n送达人：鲍敏",
            "云岭县人民法院送达回证　（2025）云0999刑初16号　起诉书副本　林小舟　2025年7月2日　林小舟（捺印）\
             刑事判决书　林小舟　2025年7月10日　林小舟（捺印）刑事判决书　云岭县人民检察院　2025年7月12日　甘露",
        ] {
            let document = Document::from_text(DocumentKind::ServiceReturn, text);
            let elements = crate::extract::extract(&document);
            let expected = [
                row("起诉书", "林小舟", "2025-07-02"),
                row("判决书", "林小舟", "2025-07-10"),
                row("判决书", "云岭县人民检察院", "2025-07-12"),
            ];
            assert_eq!(served(&elements), expected, "{text}");
        }
        let text = "云岭县人民法院送达回证\n起诉书副本：林小舟 2025年7月2日（签名）；何大山 2025年7月3日（签名）\n\
            判决书（2025年7月9日当庭宣判）：林小舟、何大山、云岭县人民检察院 均于2025年7月11日签收";
        let elements = crate::extract::extract(&Document::from_text(DocumentKind::ServiceReturn, text));
        let expected = [
            row("起诉书", "林小舟", "2025-07-02"),
            row("起诉书", "何大山", "2025-07-03"),
            row("判决书", "林小舟", "2025-07-11"),
            row("判决书", "何大山", "2025-07-11"),
            row("判决书", "云岭县人民检察院", "2025-07-11"),
        ];
        assert_eq!(served(&elements), expected);
    }

    #[test]
    fn several_services_in_one_form_have_their_own_days() {
        let text = "云岭县人民法院\n送达回证\n案由：盗窃　案号：（2025）云0999刑初16号\n送达文书名称及件数：起诉书副本1份、开庭传票1份\n\
            受送达人：林小舟　签收：林小舟　2025年7月2日\n送达文书名称及件数：刑事判决书1份\n\
            受送达人：林小舟　签收：林小舟　2025年7月10日\n受送达人：云岭县人民检察院　签收：甘露　2025年7月11日\n送达人：鲍敏";
        let document = Document::from_text(DocumentKind::ServiceReturn, text);
        let elements = crate::extract::extract(&document);
        let days = |title: &str| -> Vec<String> {
            let served = elements.steps.iter().filter(|step| step.detail.as_deref() == Some(title));
            served.filter_map(|step| Some(step.at.as_ref()?.value.to_string())).collect()
        };
        assert_eq!(days("起诉书"), ["2025-07-02"]);
        assert_eq!(days("判决书"), ["2025-07-10", "2025-07-11"]);
    }
}
