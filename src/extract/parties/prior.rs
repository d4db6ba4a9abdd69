//! Earlier convictions and sanctions of a person.

use std::sync::LazyLock;

use regex::Regex;

use super::organ;
use super::words::holds;
use crate::document::Document;
use crate::extract::elements::{Prior, PriorKind};
use crate::text::{Cited, Found, Moment, Range};

const SURE: f32 = 0.93;

static PUNISHMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?P<criminal>判处|判刑|被判(?:有期|拘役|管制|罚金|无期|死刑|徒刑)|单处罚金|改判|决定执行(?:有期|无期|拘役|管制|死刑|刑期)|判决)|(?P<administrative>行政拘留|治安拘留|强制隔离戒毒|强制戒毒|社区戒毒|劳动教养|劳教|收容教养|收容教育|行政处罚|治安处罚|司法拘留|(?:处以?|并处|被)?罚款|(?:处以?|被)拘留[0-9一二三四五六七八九十])|(?P<unpunished>不起诉|免予刑事处罚|免于刑事处罚|免除处罚|免除刑事处罚)",
    )
    .expect("the pattern is fixed")
});

static GROUND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:因|由于)(?:曾|又|再次|涉嫌|犯有?|构成)*(?P<ground>[^，。；]{1,40}?)(?:，|于|被|先后|分别|在(?:[0-9]|青)|经|[0-9]{4}年|后|由|行为|一案|$)|犯有?(?P<charge>[^，。；]{1,30}?罪)")
        .expect("the pattern is fixed")
});

static RELEASE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:刑满|减刑|提前|期满|假释|解除|被|余刑|缓刑|予以|执行期满)[^，。；]{0,6}释放|释放|刑满|执行完毕|出狱|出所|缓刑考验期满|假释期满|解除")
        .expect("the pattern is fixed")
});

/// Clauses that go on telling the punishment.
const PUNISHMENT_GOES_ON: [&str; 26] = [
    "责令",
    "与前罪",
    "与原",
    "与余刑",
    "并处",
    "缓刑",
    "缓期",
    "剥夺",
    "罚金",
    "宣告",
    "决定执行",
    "处罚金",
    "没收",
    "处拘役",
    "附加",
    "罚款",
    "合并",
    "数罪并罚",
    "实行",
    "处有期",
    "连同",
    "撤销",
    "总和",
    "驱逐",
    "徒刑",
    "并罚",
];

/// Every earlier sanction with the range it stands in, in order of mention.
pub(super) fn read(document: &Document, body: &Range, dates: &[Found<Moment>]) -> Vec<(Range, Prior)> {
    let plain = document.plain();
    let mut found: Vec<(Range, Prior)> = Vec::new();
    let text = &plain[body.clone()];
    for captures in PUNISHMENT.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        let event = body.start + whole.start()..body.start + whole.end();
        if found.last().is_some_and(|(range, _)| event.start < range.end) {
            continue;
        }
        let (said, goes_on) = (&text[..whole.start()], &text[whole.end()..]);
        if goes_on.starts_with("生效") || goes_on.starts_with("委员会") || is_changed_or_ended(said) {
            continue;
        }
        let floor = found.last().map_or(body.start, |(range, _)| range.end);
        let start = start_of_item(plain, floor, event.start);
        let sentence_end = end_of_sentence(plain, event.end, body.end);
        let is_administrative = captures.name("administrative").is_some();
        if is_administrative && is_this_case(&plain[start..event.start], &plain[event.end..sentence_end]) {
            continue;
        }
        let kind = if captures.name("criminal").is_some() {
            PriorKind::Criminal
        } else if is_administrative {
            PriorKind::Administrative
        } else {
            PriorKind::Unpunished
        };
        let said_at = event.end;
        let (range, prior) = read_one(document, kind, start, event, body, dates);
        let further = further_dates(plain, &prior, dates, &range);
        let shares = shares(document, &prior, said_at, further.len() + 1);
        let mut prior = prior;
        let again: Vec<Prior> = further
            .into_iter()
            .enumerate()
            .map(|(rank, date)| Prior {
                decided: Some(document.cite(date.value, &date.range, SURE)),
                punishment: shares.get(rank + 1).cloned().or_else(|| prior.punishment.clone()),
                ..prior.clone()
            })
            .collect();
        prior.punishment = shares.into_iter().next().or(prior.punishment);
        found.push((range.clone(), prior));
        found.extend(again.into_iter().map(|prior| (range.clone(), prior)));
    }
    found
}

/// 先后被判处甲、乙、丙: one punishment for each of as many days; none where the count differs.
fn shares(document: &Document, prior: &Prior, from: usize, days: usize) -> Vec<Cited<String>> {
    let Some(whole) = prior.punishment.as_ref().filter(|_| days > 1) else { return Vec::new() };
    let plain = document.plain();
    let Some(start) = plain.get(from..).and_then(|rest| rest.find(whole.value.as_str())).map(|at| from + at)
    else {
        return Vec::new();
    };
    let parts: Vec<&str> = whole.value.split('、').collect();
    if parts.len() != days {
        return Vec::new();
    }
    let mut at = start;
    parts
        .into_iter()
        .map(|part| {
            let range = at..at + part.len();
            at = range.end + '、'.len_utf8();
            document.cite(part.to_owned(), &range, SURE)
        })
        .collect()
}

/// 因赌博，分别于2011年3月、2012年4月被……罚款: the same sanction on each of the days.
fn further_dates<'a>(
    plain: &str,
    prior: &Prior,
    dates: &'a [Found<Moment>],
    range: &Range,
) -> Vec<&'a Found<Moment>> {
    let mut further = Vec::new();
    let Some(first) = &prior.decided else { return further };
    let within = dates.iter().filter(|date| range.start <= date.range.start && date.range.end <= range.end);
    let mut end = None;
    for date in within {
        let Some(before) = end else {
            if date.value == first.value {
                end = Some(date.range.end);
            }
            continue;
        };
        let is_joined =
            matches!(plain.get(before..date.range.start), Some("、" | "和" | "及" | "以及" | "，"));
        if !is_joined {
            break;
        }
        end = Some(date.range.end);
        further.push(date);
    }
    further
}

fn read_one(
    document: &Document,
    kind: PriorKind,
    start: usize,
    event: Range,
    body: &Range,
    dates: &[Found<Moment>],
) -> (Range, Prior) {
    let plain = document.plain();
    let cite = |range: &Range| document.cite(plain[range.clone()].to_owned(), range, SURE);
    let before = start..event.start;
    let decided = dates.iter().find(|date| start <= date.range.start && date.range.end <= event.start);
    let ground = GROUND.captures(&plain[before.clone()]).and_then(|captures| {
        let ground = captures.name("ground").or(captures.name("charge"))?;
        Some(start + ground.start()..start + ground.end())
    });
    let organ = organ::last(plain, &before);
    let punishment = punishment_range(plain, kind, &event, body.end);
    let (released, end) = release(plain, punishment.end, body.end, dates);
    let range = start..end;
    let prior = Prior {
        kind,
        decided: decided.map(|date| document.cite(date.value, &date.range, SURE)),
        organ: organ.as_ref().map(cite),
        ground: ground.as_ref().map(cite),
        punishment: (!punishment.is_empty()).then(|| cite(&punishment)),
        released: released.map(|date| document.cite(date.value, &date.range, SURE)),
        clause: document.cite((), &range, SURE),
    };
    (range, prior)
}

/// 有期徒刑八个月，并处罚金三千元: the clause of the event and those that go on with it.
fn punishment_range(plain: &str, kind: PriorKind, event: &Range, end: usize) -> Range {
    let start = match kind {
        PriorKind::Criminal if plain[event.clone()].starts_with("被判") => event.start + "被判".len(),
        PriorKind::Criminal if plain[event.clone()].starts_with("决定执行") => {
            event.start + "决定执行".len()
        }
        PriorKind::Criminal if &plain[event.clone()] == "判刑" => event.start,
        PriorKind::Criminal => event.end,
        _ if plain[event.clone()].starts_with('被') => event.start + "被".len(),
        _ => event.start,
    };
    let mut stop = end_of_clause(plain, event.end, end);
    loop {
        let next = plain[stop..end].strip_prefix(['，', '、']);
        let Some(next) = next else { break };
        let next_start = end - next.len();
        let next_stop = end_of_clause(plain, next_start, end);
        if !PUNISHMENT_GOES_ON.iter().any(|word| {
            plain[next_start..next_stop].trim_start_matches("并").starts_with(word)
                || plain[next_start..next_stop].starts_with(word)
        }) {
            break;
        }
        stop = next_stop;
    }
    start.min(stop)..stop
}

/// The day of release told after a punishment, before the next sanction or this case.
fn release<'a>(
    plain: &str,
    from: usize,
    end: usize,
    dates: &'a [Found<Moment>],
) -> (Option<&'a Found<Moment>>, usize) {
    let tail = &plain[from..end];
    let stop = [
        "因涉嫌",
        "因本案",
        "涉嫌",
        "判处",
        "曾因",
        "又因",
        "因犯",
        "刑事拘留",
        "逮捕",
        "取保候审",
        "行政拘留",
        "强制隔离",
    ]
    .iter()
    .filter_map(|word| tail.find(word))
    .min()
    .unwrap_or(tail.len());
    let Some(found) = RELEASE.find(&tail[..stop]) else { return (None, from) };
    let word = from + found.start()..from + found.end();
    let date = dates.iter().rev().find(|date| {
        from <= date.range.start
            && date.range.start < word.end
            && word.start.saturating_sub(date.range.end) < 90
    });
    (date, word.end)
}

/// 变更为社区戒毒, 提前解除强制隔离戒毒: what became of a sanction told before.
fn is_changed_or_ended(before: &str) -> bool {
    let clause = before.rsplit(['，', '；', '。', '\n']).next().unwrap_or_default();
    clause.ends_with("解除") || clause.contains("变更")
}

/// The sanction starts with the clause that gives its ground or date.
fn start_of_item(plain: &str, floor: usize, event: usize) -> usize {
    let text = &plain[floor..event];
    let sentence = text
        .rfind(['。', '；', '\n'])
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let head = &text[sentence..];
    let Some(ground) = head.rfind("因").or_else(|| head.rfind("犯")) else {
        return floor + sentence + leading(head);
    };
    let mut start = head[..ground].rfind('，').map_or(0, |at| at + '，'.len_utf8());
    // 2015年8月31日，因……: the date is a clause of its own.
    let before = head[..start].trim_end_matches('，');
    if before.ends_with(['日', '月', '年', '间']) || before.ends_with("同日") {
        start = before.rfind('，').map_or(0, |at| at + '，'.len_utf8());
    }
    floor + sentence + start + leading(&head[start..])
}

fn leading(text: &str) -> usize {
    text.len() - text.trim_start_matches(['，', '；', '、', ' ', '\t', '（', '\n', '。']).len()
}

/// 因涉嫌……被行政拘留，同日被刑事拘留: the administrative detention belongs to this case.
fn is_this_case(before: &str, after: &str) -> bool {
    holds(before, &["涉嫌", "因本案"])
        && !before.contains('曾')
        && holds(after, &["刑事拘留", "逮捕", "取保候审", "刑拘"])
}

fn end_of_clause(plain: &str, from: usize, end: usize) -> usize {
    let mut depth = 0;
    for (at, character) in plain[from..end].char_indices() {
        match character {
            '（' => depth += 1,
            '。' | '\n' => return from + at,
            '）' | '，' | '；' | '\t' if depth == 0 => return from + at,
            '）' => depth -= 1,
            _ => {}
        }
    }
    end
}

fn end_of_sentence(plain: &str, from: usize, end: usize) -> usize {
    plain[from..end].find(['。', '\n']).map_or(end, |at| from + at)
}
