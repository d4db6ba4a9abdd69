//! Ranges of terms: 六个月至八个月, 三至五年, 一年以下, 三年以上五年以下.

use std::sync::LazyLock;

use regex::Regex;

use super::super::values::Values;
use crate::text::{Found, Range, Term, numeral};

/// Lowest and highest term.
pub(super) type Bounds = (Option<Term>, Option<Term>);

/// Words between the name of a punishment and its term, and how far the term may stand before the name:
/// 判处三年以上五年以下有期徒刑, 拘役三个月至五个月.
const REACH: usize = 75;

/// The term that belongs to the punishment named at `kind`: after it, or right before it.
pub(super) fn around(words: &str, kind: &Range, values: &Values) -> Option<Bounds> {
    let after = values.terms_in(kind.end..kind.end + 24);
    if let Some(first) = after.first()
        && is_near(words.get(kind.end..first.range.start)?)
    {
        return bounds(words, first, values);
    }
    let before = values.terms_in(kind.start.saturating_sub(REACH)..kind.start);
    let first = before.iter().find(|term| {
        let between = words.get(term.range.end..kind.start).unwrap_or("。");
        !between.trim_start_matches("以上，").contains(['，', '。', '；'])
    })?;
    bounds(words, first, values)
}

/// The first term that is no probation, for 建议在三年至五年的幅度内量刑.
pub(super) fn first(words: &str, values: &Values) -> Option<Bounds> {
    let all = values.terms_in(0..words.len());
    let term = all.iter().find(|term| {
        let before = &words[..term.range.start];
        let after = &words[term.range.end..];
        !before.ends_with("缓刑") && !after.starts_with(['内', '前', '后', '来'])
    })?;
    let around: String = words[..term.range.start].chars().rev().take(20).collect();
    let tail: String = words[term.range.end..].chars().take(20).collect();
    let speaks = |text: &str| ["刑", "处", "判"].iter().any(|word| text.contains(word));
    if !(speaks(&around) || speaks(&tail)) {
        return None;
    }
    bounds(words, term, values)
}

/// Where the punishment for all counts together is told: 数罪并罚，决定执行有期徒刑三年至四年.
pub(super) fn combined(words: &str) -> Option<usize> {
    ["决定执行", "合并执行", "并罚执行", "并罚，执行", "并罚在", "并罚后在", "并罚后执行"]
        .iter()
        .filter_map(|cue| words.rfind(cue))
        .max()
}

/// 建议在拘役幅度内量刑, 建议判处拘役，并处罚金: a kind of punishment recommended without a term.
pub(super) fn is_kind_alone(words: &str, kind: &Range) -> bool {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:判处|处以?|科处|适用|在|给予)[^，。；0-9一二三四五六七八九十]{0,12}$")
            .expect("constant pattern")
    });
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:刑罚?|的?(?:刑罚|刑期))?(?:的?幅度|范围|以?内|，?并处|，?适用缓刑|，?宣告缓刑|[，。；、和或]|的|$)")
            .expect("constant pattern")
    });
    BEFORE.is_match(&words[..kind.start]) && AFTER.is_match(&words[kind.end..])
}

fn is_near(between: &str) -> bool {
    between.chars().count() <= 6 && !between.contains(['，', '。', '；', '、'])
}

/// Reads on from the first term: 至……, 以上……以下, 以下.
fn bounds(words: &str, first: &Found<Term>, values: &Values) -> Option<Bounds> {
    let term = first.value;
    let after = words.get(first.range.end..)?;
    let before = words.get(..first.range.start)?;
    if let Some(low) = shared_unit(before, term) {
        return Some((Some(low), Some(term)));
    }
    if let Some(high) = misprinted(after) {
        return Some((Some(term), Some(high)));
    }
    let second = values.terms_in(first.range.end..first.range.end + 24).into_iter().next();
    let link = second.as_ref().and_then(|second| words.get(first.range.end..second.range.start));
    if let (Some(second), Some(link)) = (second, link)
        && matches!(
            link,
            "至" | "到"
                | "—"
                | "-"
                | "~"
                | "——"
                | "－"
                | "以上"
                | "以上至"
                | "以上，"
                | "以上、"
                | "至有期徒刑"
                | "以上有期徒刑"
                | "到有期徒刑"
                | "以上至有期徒刑"
                | "至拘役"
                | "左右至"
        )
    {
        return Some((Some(term), Some(second.value)));
    }
    if after.starts_with("以下") || after.starts_with("以内") || after.starts_with("之下") {
        return Some((None, Some(term)));
    }
    // 十五年至死刑 reaches over several kinds of punishment: no range of terms.
    if after.starts_with("至死刑") {
        return None;
    }
    if after.starts_with("以上") || after.starts_with("至无期") {
        return Some((Some(term), None));
    }
    Some((Some(term), Some(term)))
}

/// 三年至三个零六个月: 年 was misprinted.
fn misprinted(after: &str) -> Option<Term> {
    static HIGH: LazyLock<Regex> = LazyLock::new(|| {
        let number = numeral::CLASS;
        Regex::new(&format!("^(?:至|到)(?P<years>[{number}]{{1,2}})个零(?P<months>[{number}]{{1,2}})个月"))
            .expect("constant pattern")
    });
    let found = HIGH.captures(after)?;
    let number = |name: &str| u16::try_from(numeral::integer(found.name(name)?.as_str())?).ok();
    Some(Term { years: number("years")?, months: number("months")?, ..Term::default() })
}

/// 三至五年 and 六到八个月: the first number has the unit of the second.
fn shared_unit(before: &str, high: Term) -> Option<Term> {
    static LOW: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!("([{}]+)(?:至|到|—|-|~)$", numeral::CLASS)).expect("constant pattern")
    });
    let low = LOW.captures(before)?.get(1)?.as_str();
    let low = u16::try_from(numeral::integer(low)?).ok()?;
    if high.months == 0 && high.days == 0 {
        return Some(Term { years: low, ..Term::default() });
    }
    (high.years == 0 && high.days == 0).then_some(Term { months: low, ..Term::default() })
}
