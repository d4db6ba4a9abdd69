//! The custody chain: detained, arrest approved, arrested, bailed … each with date and office.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::organ;
use super::words::holds;
use crate::document::Document;
use crate::extract::elements::{CustodyAction, CustodyStep, Measure};
use crate::text::{Cited, Found, Moment, Range};

const SURE: f32 = 0.95;

static EVENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?P<refuse>(?:不|未|没有)(?:予)?批准(?:对其|予以)?(?:逮捕)?|不予逮捕|不批捕)|(?P<approve>决定(?:依法)?对(?:其|被告人)?执行逮捕|(?:批准|决定|批捕|核准)(?:予以|对其|依法)*(?:逮捕)?|批捕)|(?P<arrest>(?:执行|实施)?(?:依法)?逮捕)|(?P<execute>执行)|(?P<designated>指定(?:居所|居住地|住所)?监视居住)|(?P<surveillance>监视居住)|(?P<bail>取保[候侯]审|取保)|(?P<administrative>行政拘留|治安拘留)|(?P<detain>刑事拘留|刑拘|拘留)|(?P<liuzhi>留置)|(?P<summons>传唤)|(?P<compel>拘传)|(?P<taken>抓获|捉获|抓捕归案|查获归案|羁押|收押)|(?P<release>释放)",
    )
    .expect("the pattern is fixed")
});

static HELD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:羁押|关押|在押|收押|寄押|服刑|押)(?:于|在)?(?P<place>[^，。；\n\t（）]*?(?:看守所|监狱|戒毒所|拘留所|管教所|医院|监管中心|监区))")
        .expect("the pattern is fixed")
});

/// One event before dates and offices are given to it.
struct Event {
    measure: Measure,
    action: CustodyAction,
    range: Range,
    /// 批准 or 决定 without 逮捕: what it is shows in the next event.
    is_open: bool,
}

/// Where the accused is held now.
pub(super) fn held_at(document: &Document, body: &Range) -> Option<Cited<String>> {
    let text = &document.plain()[body.clone()];
    let place = HELD.captures_iter(text).last()?.name("place")?;
    let range = body.start + place.start()..body.start + place.end();
    Some(document.cite(place.as_str().to_owned(), &range, SURE))
}

/// Every step, in order of mention. Ranges in `taken` tell earlier cases and are left out.
pub(super) fn read(
    document: &Document,
    body: &Range,
    dates: &[Found<Moment>],
    taken: &[Range],
) -> Vec<CustodyStep> {
    let plain = document.plain();
    let mut steps = Vec::new();
    let mut last_organ: Option<Cited<String>> = None;
    for sentence in sentences(plain, body) {
        let events = events_of(plain, &sentence, dates, taken);
        let mut from = sentence.start;
        let mut decided_at: Option<Cited<Moment>> = None;
        for (index, event) in events.iter().enumerate() {
            let follows = events.get(index + 1);
            if event.is_open && !follows.is_some_and(|next| next.measure == Measure::Arrest && !next.is_open)
            {
                continue;
            }
            let place = from..event.range.start;
            let date = dates
                .iter()
                .rev()
                .find(|date| place.start <= date.range.start && date.range.end <= place.end);
            let date = date.map(|date| first_of_span(plain, dates, date));
            let mut at = date.map(|date| document.cite(date.value, &date.range, SURE));
            if at.is_none() && event.action == CustodyAction::Executed {
                at.clone_from(&decided_at);
            }
            // 2017年12月18日被羁押并刑事拘留: one date for both.
            if at.is_none() && index > 0 && !plain[place.clone()].contains(['，', '；']) {
                at = steps.last().and_then(|step: &CustodyStep| step.at.clone());
            }
            if event.action == CustodyAction::Decided {
                decided_at.clone_from(&at);
            }
            let named = organ::last(plain, &place)
                .map(|range| document.cite(plain[range.clone()].to_owned(), &range, SURE));
            // 被该局取保候审: the office named last.
            let is_meant =
                named.is_none() && holds(&plain[place.clone()], &["被该局", "由该局", "被该院", "由该院"]);
            let organ = if is_meant { last_organ.clone() } else { named };
            last_organ = organ.clone().or(last_organ);
            let clause = trim(plain, from..event.range.end);
            steps.push(CustodyStep {
                measure: event.measure,
                action: event.action,
                at,
                organ,
                clause: document.cite((), &clause, SURE),
            });
            from = event.range.end;
        }
    }
    steps
}

fn events_of(plain: &str, sentence: &Range, dates: &[Found<Moment>], taken: &[Range]) -> Vec<Event> {
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
        let from = events.last().map_or(sentence.start, |event| event.range.end);
        let has_date = dates.iter().any(|date| from <= date.range.start && date.range.end <= range.start);
        if let Some((measure, action, is_open)) = judge(&captures, before, after, has_date, events.last()) {
            events.push(Event { measure, action, range, is_open });
        }
    }
    events
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
        && !(after.starts_with("措") && (before.ends_with("解除") || before.ends_with("撤销")))
        || before.ends_with("现") && is("taken")
    {
        return None;
    }
    if ["不适宜", "不宜", "不适合", "不需要"].iter().any(|no| before.ends_with(no)) {
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
        return Some((Measure::Arrest, if is_execution { Executed } else { Applied }, false));
    }
    if is("execute") {
        let is_arrest = follows_decision && !after.starts_with(['完', '死', '取', '监', '刑', '拘', '指']);
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
        let is_old = before.ends_with(['先', '未']) || before.ends_with("继续");
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

/// Sentences of a paragraph that tell of this case.
fn sentences(plain: &str, body: &Range) -> Vec<Range> {
    let mut found = Vec::new();
    let mut start = body.start;
    let text = &plain[body.clone()];
    for (at, mark) in text.match_indices(['。', '\n']) {
        if mark == "\n" && is_wrapped(&text[..at]) {
            continue;
        }
        found.push(start..body.start + at);
        start = body.start + at + mark.len();
    }
    found.push(start..body.end);
    found.retain(|range| {
        holds(
            &plain[range.clone()],
            &["拘", "捕", "取保", "监视居住", "留置", "羁押", "抓获", "传唤", "释放", "收押"],
        )
    });
    found
}

/// Shorter lines end because the paragraph does (characters).
const FULL_LINE: usize = 30;

/// Whether a printed line broke off within a sentence.
fn is_wrapped(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().count() >= FULL_LINE && !line.ends_with(['。', '；', '：', '！', '？', '）'])
}

/// 于3月8日至10日被羁押: a measure starts on the first day.
fn first_of_span<'a>(plain: &str, dates: &'a [Found<Moment>], last: &'a Found<Moment>) -> &'a Found<Moment> {
    dates
        .iter()
        .find(|first| {
            first.range.end < last.range.start
                && matches!(plain.get(first.range.end..last.range.start), Some("至" | "到" | "-"))
        })
        .unwrap_or(last)
}

fn trim(plain: &str, range: Range) -> Range {
    let text = &plain[range.clone()];
    let trimmed = text.trim_start_matches(['，', '；', '、', '。', ' ', '\t', '并', '后']);
    range.end - trimmed.len()..range.end
}
