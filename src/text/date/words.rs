//! The words of a date, before relative ones are resolved.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::clock::{self, Clock};
use crate::text::{Range, numeral};

/// What a written date counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    Year(i16),
    /// 同年, 次年, or a month without a year.
    LastYear {
        later: i16,
    },
    /// 同月, 次月, or a day without a month.
    LastMonth {
        later: i8,
    },
    /// 同日, 次日.
    LastDay {
        later: i64,
    },
}

/// A date as written.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub base: Base,
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub clock: Option<Clock>,
    pub approximate: bool,
    pub range: Range,
    /// Only a date when it continues the one before: 5日至7日.
    pub needs_link: bool,
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let number = "(?:[0-9]{1,2}|[〇零元一二三四五六七八九十廿卅]{1,3})";
    let dot = r"[.\-/—]";
    let pattern = format!(
        "(?P<year>[0-9〇零一二三四五六七八九]{{4}})年度?(?:(?P<m1>{number})月份?(?:(?P<d1>{number})[日号])?)?\
|(?P<short>[0-9]{{2}})年(?P<m2>[0-9]{{1,2}})月(?P<d2>[0-9]{{1,2}})[日号]\
|(?P<dotted>(?:18|19|20)[0-9]{{2}}){dot}(?P<m3>[0-9]{{1,2}}){dot}(?P<d3>[0-9]{{1,2}})日?\
|(?P<that_year>同年|当年|该年|本年|次年|翌年|第二年)度?(?:(?P<m4>{number})月份?(?:(?P<d4>{number})[日号])?)?\
|(?P<that_month>同月|当月|该月|次月)(?:(?P<d5>{number})[日号])?\
|(?P<that_day>同日|当日|当天|同天|是日|该日|次日|翌日|第二天|第二日|隔日|第三天|当晚)\
|(?P<m6>{number})月份?(?:(?P<d6>{number})[日号])?\
|(?P<d7>{number})[日号]\
|(?P<time>(?:凌晨|上午|中午|下午|晚上|傍晚|晚|夜里)(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})[时点]|[0-9]{{1,2}}时|[0-9]{{1,2}}:[0-9]{{2}})"
    );
    Regex::new(&pattern).expect("the pattern is fixed")
});

/// Parts of a year or month, and words that make a date vague.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^的?(?:[上中下]旬|年?[初底末中]|间|期间|左右|前后|许|的?某一?[天日]|的?一天|的?一日|[上下]半年|[春夏秋冬][季天]?)").expect("the pattern is fixed")
});

/// Every date of a text, in order.
pub(super) fn scan(text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(captures) = DATE.captures_at(text, at) {
        let Some(whole) = captures.get(0) else { break };
        at = whole.end();
        if let Some(written) = read(text, &captures, whole.range()) {
            at = written.range.end.max(whole.end());
            found.push(written);
        }
    }
    found
}

fn read(text: &str, captures: &Captures<'_>, range: Range) -> Option<Written> {
    let number = |name: &str| captures.name(name).map(|n| small(n.as_str()));
    let (before, after) = (&text[..range.start], &text[range.end..]);
    if continues_number(before, captures) {
        return None;
    }
    let mut month = None;
    for name in ["m1", "m2", "m3", "m4", "m6"] {
        month = month.or_else(|| number(name));
    }
    let mut day = None;
    for name in ["d1", "d2", "d3", "d4", "d5", "d6", "d7"] {
        day = day.or_else(|| number(name));
    }
    let mut range = range;
    if day.is_none()
        && (captures.name("m1").is_some() || captures.name("m4").is_some())
        && let Some((bare, length)) = day_without_word(&text[range.start..range.end], after)
    {
        day = Some(bare);
        range.end += length;
    }
    let after = &text[range.end..];
    let mut needs_link = false;
    let base = if let Some(year) = captures.name("year").or_else(|| captures.name("dotted")) {
        let dotted_goes_on =
            captures.name("dotted").is_some() && after.starts_with(|c: char| c.is_ascii_alphanumeric());
        let year = i16::try_from(numeral::integer(year.as_str())?).ok()?;
        if !(1800..2200).contains(&year) || dotted_goes_on {
            return None;
        }
        Base::Year(year)
    } else if let Some(short) = captures.name("short") {
        let year: i16 = short.as_str().parse().ok()?;
        Base::Year(if year > 30 { 1900 + year } else { 2000 + year })
    } else if let Some(word) = captures.name("that_year") {
        // 同年23日: the month was left out.
        if month.is_none()
            && word.as_str().starts_with(['同', '当', '该'])
            && let Some((bare, length)) = day_of_month(after)
        {
            let range = range.start..range.end + length;
            return Some(Written {
                base: Base::LastMonth { later: 0 },
                month: None,
                day: Some(bare),
                clock: None,
                approximate: is_about(before),
                range,
                needs_link: false,
            });
        }
        Base::LastYear { later: i16::from(word.as_str().starts_with(['次', '翌', '第'])) }
    } else if let Some(word) = captures.name("that_month") {
        Base::LastMonth { later: i8::from(word.as_str().starts_with('次')) }
    } else if let Some(word) = captures.name("that_day") {
        if word.as_str() == "当晚" {
            return read_relative_time(text, word.range());
        }
        Base::LastDay { later: days_later(word.as_str()) }
    } else if captures.name("m6").is_some() {
        needs_link = day.is_none() && !is_calendar_month(captures, before, after);
        Base::LastYear { later: 0 }
    } else if captures.name("d7").is_some() {
        needs_link = !is_calendar_day(captures, before, after);
        if is_span_of_days(after) {
            return None;
        }
        Base::LastMonth { later: 0 }
    } else {
        return read_relative_time(text, captures.name("time")?.range());
    };
    let mut written =
        Written { base, month, day, clock: None, approximate: is_about(before), range, needs_link };
    extend(text, &mut written);
    Some(written)
}

/// 2021年3月11被拘留: the 日 is missing, and what follows can only follow a date.
fn day_without_word(date: &str, after: &str) -> Option<(i8, usize)> {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let rest = after.get(digits..)?;
    let follows = ["被", "起至", "起到", "至", "止", "因涉嫌", "因本案", "经"]
        .iter()
        .any(|word| rest.starts_with(word));
    if !date.ends_with('月') || !(1..=2).contains(&digits) || !follows {
        return None;
    }
    after.get(..digits)?.parse().ok().map(|day| (day, digits))
}

/// 23日 right behind 同年.
fn day_of_month(after: &str) -> Option<(i8, usize)> {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let rest = after.get(digits..)?;
    if !(1..=2).contains(&digits) || !rest.starts_with('日') || is_span_of_days(&rest['日'.len_utf8()..]) {
        return None;
    }
    after.get(..digits)?.parse().ok().map(|day| (day, digits + '日'.len_utf8()))
}

/// Takes in 上旬, 底, a time of day and the like.
fn extend(text: &str, written: &mut Written) {
    let after = &text[written.range.end..];
    let names_day = written.day.is_some() || matches!(written.base, Base::LastDay { .. });
    if names_day && let Some((clock, length)) = clock::read(after) {
        written.clock = Some(clock);
        written.range.end += length;
    }
    if let Some(tail) = TAIL.find(&text[written.range.end..]) {
        let is_word =
            ["中午", "中旬", "初步", "初次", "末次", "底层", "间接", "中国", "许某", "初某", "中华", "中共"]
                .iter()
                .any(|word| {
                    text[written.range.end..].starts_with(word) && tail.as_str().chars().count() == 1
                });
        if !is_word {
            written.approximate = true;
            written.range.end += tail.len();
        }
    }
}

/// 至16时, 当晚: a time on the day named before.
fn read_relative_time(text: &str, range: Range) -> Option<Written> {
    let (clock, length) = clock::read(&text[range.start..])?;
    let before = &text[..range.start];
    if before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.')) {
        return None;
    }
    Some(Written {
        base: Base::LastDay { later: 0 },
        month: None,
        day: None,
        clock: Some(clock),
        approximate: is_about(before),
        range: range.start..range.start + length,
        needs_link: false,
    })
}

fn small(text: &str) -> i8 {
    if text == "元" {
        return 1;
    }
    numeral::integer(text).and_then(|n| i8::try_from(n).ok()).unwrap_or(0)
}

fn days_later(word: &str) -> i64 {
    match word {
        "次日" | "翌日" | "第二天" | "第二日" | "隔日" => 1,
        "第三天" => 2,
        _ => 0,
    }
}

/// Digits cut out of a longer number, or 第…条. A year may follow the number of an item: 1.2014年.
fn continues_number(before: &str, captures: &Captures<'_>) -> bool {
    let Some(previous) = before.chars().next_back() else { return false };
    if let Some(year) = captures.name("year") {
        let is_arabic = year.as_str().starts_with(|c: char| c.is_ascii_digit());
        return previous == '第'
            || if is_arabic { previous.is_ascii_digit() } else { numeral::is_numeral(previous) };
    }
    let is_word = ["that_year", "that_month", "that_day"].iter().any(|name| captures.name(name).is_some());
    let goes_on = numeral::is_numeral(previous) || matches!(previous, '第' | '.' | '/' | '*' | '×' | 'X');
    !is_word && goes_on && !(captures.name("d6").is_some() && is_item(before))
}

/// 2.9月14日2时许，……: whether the words before a day are the number of an item of a list.
fn is_item(before: &str) -> bool {
    let Some(line) = before.rsplit('\n').next().and_then(|line| line.trim_start().strip_suffix('.')) else {
        return false;
    };
    (1..=2).contains(&line.len()) && line.bytes().all(|c| c.is_ascii_digit())
}

/// A bare month is a date only where it cannot be part of a term: 5月, not 六月.
fn is_calendar_month(captures: &Captures<'_>, before: &str, after: &str) -> bool {
    let is_arabic = captures.name("m6").is_some_and(|m| m.as_str().as_bytes()[0].is_ascii_digit());
    let follows = before.ends_with(['年', '个', '刑', '役', '制', '期']);
    is_arabic && !follows && !after.starts_with(['内', '以'])
}

/// A bare day is a date only after a word that leads one: 于7日, not 拘留7日.
fn is_calendar_day(captures: &Captures<'_>, before: &str, after: &str) -> bool {
    let is_arabic = captures.name("d7").is_some_and(|d| d.as_str().as_bytes()[0].is_ascii_digit());
    let is_led = before.is_empty()
        || before
            .ends_with(['于', '在', '从', '自', '，', '。', '；', '（', '、', '至', '到', '月', '\n', '（']);
    let is_item =
        captures.name("d7").is_some_and(|d| captures[0][d.len()..].starts_with('号')) && names_thing(after);
    is_arabic
        && is_led
        && !is_item
        && !after.starts_with([
            '内', '以', '的', '前', '后', '楼', '线', '店', '房', '路', '院', '车', '库', '门', '铺', '）',
            '通',
        ])
}

/// 1号电动自行车发还甲；2号手机……: what is numbered in a list, unlike 3号上午 and 3号我开车.
fn names_thing(after: &str) -> bool {
    const TIME: [char; 24] = [
        '上', '下', '早', '晚', '凌', '中', '傍', '夜', '那', '这', '当', '左', '我', '他', '她', '你', '就',
        '又', '再', '去', '到', '在', '从', '被',
    ];
    const THINGS: [&str; 16] = [
        "车", "手机", "电脑", "刀", "枪", "箱", "袋", "瓶", "牌", "检材", "样品", "样本", "物品", "项链",
        "戒指", "现金",
    ];
    let near: String = after.chars().take(10).take_while(|c| !"，。；、\n".contains(*c)).collect();
    !near.starts_with(TIME) && THINGS.iter().any(|thing| near.contains(thing))
}

fn is_span_of_days(after: &str) -> bool {
    after.starts_with(['内']) || ["以内", "以上", "以下"].iter().any(|word| after.starts_with(word))
}

fn is_about(before: &str) -> bool {
    before.ends_with(['约', '近']) || before.ends_with("大概")
}
