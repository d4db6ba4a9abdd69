//! Times of day: 14时30分, 下午3时许, 凌晨, 14:30.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::numeral;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: Option<i8>,
    pub minute: Option<i8>,
    pub approximate: bool,
    /// Whether a day has this time.
    pub is_possible: bool,
}

const NUMBER: &str = "(?:[0-9]{1,2}|[零〇一二两三四五六七八九十]{1,3})";

static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        "^的?，?(?P<part>凌晨|清晨|清早|早晨|早上|上午|中午|正午|午后|下午|傍晚|当晚|晚上|晚间|夜晚|夜间|夜里|深夜|半夜|零晨|晚|早|夜)?的?(?P<about>约|大约|大概|近)?(?:(?P<hour>{NUMBER})(?:时|点钟?)(?:(?P<minute>{NUMBER})分(?:[0-9]{{1,2}}秒)?|(?P<half>半)|(?P<quarter>[一三])刻)?|(?P<hour2>[0-9]{{1,2}}):(?P<minute2>[0-9]{{2}})(?::[0-9]{{2}})?)?(?P<more>许|左右|前后|多)?"
    );
    Regex::new(&pattern).expect("the pattern is fixed")
});

/// The time of day at the start of `text` and the bytes it takes.
pub(super) fn read(text: &str) -> Option<(Clock, usize)> {
    let captures = CLOCK.captures(text)?;
    let value = |name: &str| {
        captures.name(name).and_then(|n| numeral::integer(n.as_str())).and_then(|n| i8::try_from(n).ok())
    };
    let part = captures.name("part").map(|part| part.as_str());
    let hour = value("hour").or_else(|| value("hour2"));
    if part.is_none() && hour.is_none() {
        return None;
    }
    let minute = value("minute")
        .or_else(|| value("minute2"))
        .or_else(|| captures.name("half").map(|_| 30))
        .or_else(|| captures.name("quarter").map(|quarter| if quarter.as_str() == "一" { 15 } else { 45 }));
    let is_possible =
        hour.is_none_or(|hour| (0..=24).contains(&hour)) && minute.is_none_or(|minute| minute < 60);
    let approximate = captures.name("about").or(captures.name("more")).is_some() || hour.is_none();
    let hour = hour.filter(|_| is_possible).map(|hour| on_the_day(hour, part));
    let clock =
        Clock { hour, minute: minute.filter(|_| is_possible && hour.is_some()), approximate, is_possible };
    Some((clock, captures.get(0)?.len()))
}

/// 下午3时 is 15; 晚上12时 is midnight, the end of the day.
fn on_the_day(hour: i8, part: Option<&str>) -> i8 {
    let is_afternoon = matches!(part, Some("下午" | "午后" | "傍晚"));
    let is_evening = part.is_some_and(|part| part.contains('晚') || part.contains('夜'));
    match hour {
        1..=11 if is_afternoon => hour + 12,
        5..=12 if is_evening => hour + 12,
        1..=2 if matches!(part, Some("中午" | "正午")) => hour + 12,
        12 if matches!(part, Some("凌晨" | "零晨")) => 0,
        _ => hour,
    }
}
