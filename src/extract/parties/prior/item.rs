//! What stands before a punishment: where its sentence starts, when it was decided, and for what.

use std::sync::LazyLock;

use super::words::{WORDS, last_end};
use crate::extract::parties::words::holds;
use crate::text::{Found, Moment, Pattern, Range};

static CHARGE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:因|由于|犯|以)(?:曾|又|再次|涉嫌|犯有?|构成)*(?P<ground>[^，。；]{1,34}?罪(?:[、和及与，]{1,2}[^，。；被于因0-9]{2,24}?罪)*)(?:[，、于被经在由一又后（]|先后|分别|[0-9]|$)")
        .expect("the pattern is fixed")
});

static MISDEED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:因|由于)(?:曾|又|再次|涉嫌|犯有?|构成)*(?P<ground>[^，。；]{1,40}?)(?:，|于(?:[0-9]|同|当|次|19|20|一九|二〇)|被|先后|分别|在(?:[0-9]|青)|经[\\p{Han}]{2,24}(?:局|院|委员会|机关|处|公安)(?:决定|批准|裁定|判)|[0-9]{4}年|后[于被，]|由[\\p{Han}]{2,20}(?:局|院|处)|行为|一案|$)|犯有?(?P<charge>[^，。；]{1,30}?罪)")
        .expect("the pattern is fixed")
});

/// The sanction starts with the clause that gives its ground or date.
pub(super) fn start(plain: &str, floor: usize, event: usize) -> usize {
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

/// The day of the decision. Measures of the earlier case come before it: 于3月1日被刑事拘留，9月2日被判处…….
pub(super) fn decided<'a>(
    plain: &str,
    before: &Range,
    ground: Option<&Range>,
    dates: &'a [Found<Moment>],
) -> Option<&'a Found<Moment>> {
    let text = plain.get(before.clone())?;
    let measured = last_end(text, &WORDS.measures).map_or(before.start, |end| before.start + end);
    let is_birth = |date: &Found<Moment>| {
        plain.get(date.range.end..).is_some_and(|rest| rest.starts_with("出生") || rest.starts_with('生'))
    };
    let first = |from: usize| {
        dates.iter().find(|date| from <= date.range.start && date.range.end <= before.end && !is_birth(date))
    };
    // 因2014年3月8日在……, 于2014年3月10日被行政拘留: the day of the deed is part of the ground.
    let told = ground.filter(|ground| {
        dates.iter().any(|date| ground.start <= date.range.start && date.range.end <= ground.end)
    });
    let deed = told.and_then(|ground| first(ground.end));
    deed.or_else(|| first(measured)).or_else(|| first(before.start))
}

/// The charge or misdeed.
pub(super) fn ground(plain: &str, before: &Range) -> Option<Range> {
    let text = plain.get(before.clone())?;
    let captures = CHARGE.captures(text).or_else(|| MISDEED.captures(text))?;
    let ground = captures.name("ground").or_else(|| captures.name("charge"))?;
    // 因被告人在缓刑考验期内犯罪，改判……: why, but not for what.
    if holds(ground.as_str(), &["被告人", "考验期", "判决书", "上诉", "抗诉", "本院", "检察院"])
    {
        return None;
    }
    let said = ["多次", "分别", "先后"].iter().find_map(|word| ground.as_str().strip_suffix(word));
    let length = said.filter(|said| !said.is_empty()).unwrap_or(ground.as_str()).len();
    Some(before.start + ground.start()..before.start + ground.start() + length)
}

fn leading(text: &str) -> usize {
    text.len() - text.trim_start_matches(['，', '；', '、', ' ', '\t', '（', '\n', '。']).len()
}
