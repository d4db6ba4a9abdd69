//! The words of a coercive measure, and what they mean in their place.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::extract::elements::{CustodyAction, Measure};
use crate::text::{Found, Moment, Range, numeral};

static EVENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?P<refuse>(?:不|未|没有)(?:予)?批准(?:对其|予以)?(?:逮捕)?|不予逮捕|不批捕)|(?P<approve>决定(?:依法)?对(?:其|被告人)?执行逮捕|(?:批准|决定|批捕|核准)(?:予以|对其|依法)*(?:逮捕)?|批捕)|(?P<arrest>(?:执行|实施)?(?:依法)?逮捕)|(?P<execute>执行)|(?P<designated>指定(?:居所|居住地|住所)?监视居住)|(?P<surveillance>监视居住)|(?P<bail>取保\n?[候侯]审|取保)|(?P<administrative>行政拘留|治安拘留)|(?P<detain>刑事拘\n?留|刑拘|拘\n?留)|(?P<liuzhi>留置)|(?P<summons>传唤)|(?P<compel>拘传)|(?P<taken>抓获|捉获|抓捕归案|查获归案|羁押|收押)|(?P<release>释放)",
    )
    .expect("the pattern is fixed")
});

/// Words before a measure that was not taken.
const NOT_DONE: [&str; 14] = [
    "不适宜",
    "不宜",
    "不适合",
    "不需要",
    "停止执行",
    "暂缓执行",
    "中止执行",
    "未",
    "未予",
    "未被",
    "未能",
    "没有",
    "无法",
    "不予",
];

/// Measures whose name may stand before 决定.
const NAMED: [&str; 5] = ["取保候审", "监视居住", "拘留", "逮捕", "刑拘"];

/// One event before dates and offices are given to it.
pub(super) struct Event {
    pub measure: Measure,
    pub action: CustodyAction,
    pub range: Range,
    /// 批准 or 决定 without 逮捕: what it is shows in the next event.
    pub is_open: bool,
}

/// Every event of a sentence, in order.
pub(super) fn all(plain: &str, sentence: &Range, dates: &[Found<Moment>], taken: &[Range]) -> Vec<Event> {
    let text = &plain[sentence.clone()];
    let mut events: Vec<Event> = Vec::new();
    for captures in EVENT.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        let range = sentence.start + whole.start()..sentence.start + whole.end();
        if taken.iter().any(|taken| taken.start <= range.start && range.start < taken.end) {
            continue;
        }
        let before = &text[..whole.start()];
        let after = &text[whole.end()..];
        if names_a_thing(whole.as_str(), after) {
            continue;
        }
        let told = taken.iter().map(|taken| taken.end).filter(|&end| end <= range.start).max();
        let last = events.last().map_or(sentence.start, |event| event.range.end);
        let from = told.map_or(last, |told| told.max(last));
        let date = dates.iter().rfind(|date| from <= date.range.start && date.range.end <= range.start);
        let executes = captures.name("execute").is_some();
        let told =
            match date.filter(|_| executes).and_then(|date| executed(plain, date, &range, events.last())) {
                Some(measure) => Some((measure, CustodyAction::Executed, false)),
                None => judge(&captures, before, after, date.is_some(), events.last()),
            };
        if let Some((measure, action, is_open)) = told {
            events.push(Event { measure, action, range, is_open });
        }
    }
    events
}

/// 本决定书, 执行机关: a paper and an office, not what they do.
fn names_a_thing(words: &str, after: &str) -> bool {
    match words {
        "决定" | "批准" => after.starts_with('书'),
        "执行" => ["机关", "单位", "人：", "民警"].iter().any(|thing| after.starts_with(thing)),
        _ => false,
    }
}

/// 决定取保候审，次日由公安局执行: the measure told before, carried out by another office on a day of its own.
fn executed(plain: &str, date: &Found<Moment>, execute: &Range, previous: Option<&Event>) -> Option<Measure> {
    let by = &plain[date.range.end..execute.start];
    let is_carried_out = by.starts_with(['由', '被', '交', '经'])
        && by.ends_with(['局', '处', '所', '队', '关'])
        && !by.contains('，');
    let before = previous.filter(|event| event.action == CustodyAction::Applied)?;
    // 7月19日被逮捕，次日被执行: the day before was that of the decision.
    if before.measure == Measure::Arrest
        && matches!(by, "被" | "被依法" | "依法")
        && ends_here(plain, execute)
    {
        return Some(Measure::Arrest);
    }
    if !is_carried_out {
        return None;
    }
    let can_be = [Measure::Bail, Measure::Surveillance, Measure::DesignatedSurveillance, Measure::Detention];
    let goes_on =
        plain[execute.end..].starts_with(['完', '死', '取', '监', '刑', '拘', '指', '逮', '的', '期']);
    (can_be.contains(&before.measure) && !goes_on).then_some(before.measure)
}

/// Whether nothing is said of what is executed.
fn ends_here(plain: &str, execute: &Range) -> bool {
    let rest = plain[execute.end..].trim_start_matches("逮捕");
    rest.is_empty() || rest.starts_with(['，', '。', '；', '\n', '）'])
}

/// 期间被羁押91天: how long somebody was held, not when.
fn tells_length(after: &str) -> bool {
    let count: String = after.chars().take_while(|c| numeral::is_numeral(*c)).collect();
    !count.is_empty()
        && ["天", "日", "个月", "个多月", "年", "余天"]
            .iter()
            .any(|unit| after[count.len()..].starts_with(unit))
}

/// 被采取留置措施, but not 未采取取保候审措施.
fn is_taken(before: &str) -> bool {
    let Some(lead) = before.strip_suffix("采取") else { return false };
    !lead.ends_with(['未', '不', '拟', '应', '没', '可', '需', '要'])
        && !["没有", "可以", "应当", "依法可", "需要", "未对其", "建议"]
            .iter()
            .any(|word| lead.ends_with(word))
}

/// What an event word means in its place; none when it only speaks of a measure.
fn judge(
    captures: &Captures<'_>,
    before: &str,
    after: &str,
    has_date: bool,
    previous: Option<&Event>,
) -> Option<(Measure, CustodyAction, bool)> {
    use CustodyAction::{Applied, Decided, Executed, Lifted, Refused};
    let is = |name: &str| captures.name(name).is_some();
    if after.starts_with(['证', '所', '期', '前', '室', '通', '必', '措', '保', '规', '中', '条', '的'])
        && !(after.starts_with("措")
            && (before.ends_with("解除") || before.ends_with("撤销") || is_taken(before)))
        || before.ends_with("现") && is("taken")
    {
        return None;
    }
    if NOT_DONE.iter().any(|no| before.ends_with(no)) || is_asked_for(before) {
        return None;
    }
    // 作出取保候审决定: the paper of a measure that is an event by itself.
    if is("approve") && (NAMED.iter().any(|measure| before.ends_with(measure)) || before.ends_with("提请"))
    {
        return None;
    }
    if is("refuse") {
        return Some((Measure::Arrest, Refused, false));
    }
    let follows_decision =
        previous.is_some_and(|event| event.measure == Measure::Arrest && event.action == Decided);
    if is("approve") {
        let is_open = !captures[0].ends_with("逮捕") && !captures[0].ends_with("批捕");
        return Some((Measure::Arrest, Decided, is_open));
    }
    if is("arrest") {
        let is_execution =
            captures[0].starts_with("执行") || captures[0].starts_with("实施") || follows_decision;
        let is_decision = after.starts_with("决定");
        let action = if is_execution {
            Executed
        } else if is_decision {
            Decided
        } else {
            Applied
        };
        return Some((Measure::Arrest, action, false));
    }
    if is("execute") {
        let is_arrest = follows_decision && !executes_another(after);
        return is_arrest.then_some((Measure::Arrest, Executed, false));
    }
    if is("summons") && after.starts_with('不') {
        return None;
    }
    let lifted = before.ends_with("解除") || before.ends_with("撤销") || before.ends_with("解除了");
    let action = if lifted { Lifted } else { Applied };
    let measure = if is("designated") {
        Measure::DesignatedSurveillance
    } else if is("surveillance") {
        Measure::Surveillance
    } else if is("bail") {
        Measure::Bail
    } else if is("administrative") {
        Measure::AdministrativeDetention
    } else if is("detain") {
        if before.ends_with("司法") {
            return None;
        }
        Measure::Detention
    } else if is("liuzhi") {
        Measure::Liuzhi
    } else if is("summons") {
        Measure::Summons
    } else if is("compel") {
        Measure::CompelledAppearance
    } else if is("taken") {
        let names_place = after.starts_with(['于', '在']) && !has_date;
        let near = before.char_indices().rev().nth(3).map_or(before, |(at, _)| &before[at..]);
        let is_stay = !has_date && tells_length(after);
        let is_old = is_stay || before.ends_with('先') || near.contains('未') || before.ends_with("继续");
        if names_place || is_old {
            return None;
        }
        Measure::TakenIn
    } else {
        if before.ends_with("刑满") || before.ends_with("减刑") || !has_date && previous.is_none() {
            return None;
        }
        return Some((Measure::Release, Lifted, false));
    };
    Some((measure, action, false))
}

/// 执行完毕, 执行取保候审, 执行先行拘留: something else than an arrest is executed.
fn executes_another(after: &str) -> bool {
    after.trim_start_matches("先行").starts_with(['完', '死', '取', '监', '刑', '拘', '指'])
}

/// 申请对被告人取保候审, 建议停止执行拘留: asked for, not done.
fn is_asked_for(before: &str) -> bool {
    let clause = before.rsplit(['，', '；', '。', '（', '\n']).next().unwrap_or_default();
    let asked = ["申请", "建议", "请求", "要求", "申报"];
    let Some(at) = asked.iter().filter_map(|word| clause.rfind(word).map(|at| at + word.len())).max() else {
        return false;
    };
    !["被", "决定", "批准", "同意", "依法", "后", "经"].iter().any(|word| clause[at..].contains(word))
}
