//! Values written in a document, by known format, with where they stand in its original text.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::document::{Document, DocumentKind};
use crate::text::{Range, date, money, numeral};

/// What kind of value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    /// 金额
    Amount,
    /// 出生日期
    Birth,
    /// 其他日期
    Date,
    /// 罪名
    Charge,
    /// 条文
    Article,
    /// 姓名
    Name,
    /// 伤情、重量、酒精含量
    Measure,
    /// 刑期
    Term,
}

impl ValueKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Amount,
        Self::Birth,
        Self::Date,
        Self::Charge,
        Self::Article,
        Self::Name,
        Self::Measure,
        Self::Term,
    ];

    /// In Chinese.
    pub fn label(self) -> &'static str {
        match self {
            Self::Amount => "金额",
            Self::Birth => "出生日期",
            Self::Date => "日期",
            Self::Charge => "罪名",
            Self::Article => "条文",
            Self::Name => "姓名",
            Self::Measure => "伤情、重量、酒精含量",
            Self::Term => "刑期",
        }
    }
}

/// A value as one place of a document writes it.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub kind: ValueKind,
    /// The value in one form, whatever way it is written: fen, ISO day, name.
    pub key: String,
    /// Event or role the value belongs to; two documents tell the same when one is shared.
    pub groups: Vec<String>,
    /// Bytes of the original text.
    pub range: Range,
}

#[derive(Deserialize)]
struct Cues {
    events: Vec<Event>,
    roles: Vec<Event>,
    pub swaps: Swaps,
}

#[derive(Deserialize)]
struct Event {
    name: String,
    words: Vec<String>,
    #[serde(default)]
    papers: Vec<String>,
}

/// Values to swap in.
#[derive(Deserialize)]
pub(super) struct Swaps {
    pub charges: Vec<String>,
    pub characters: String,
}

static CUES: LazyLock<Cues> =
    LazyLock::new(|| toml::from_str(include_str!("cues.toml")).expect("the shipped cues parse"));

/// Values to swap in.
pub(super) fn swaps() -> &'static Swaps {
    &CUES.swaps
}

/// Names and charges the dossier is about, as its card has them.
pub(super) struct Known {
    pub names: Vec<String>,
    pub charges: Vec<String>,
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern")
}

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|\d{4}-\d{2}-\d{2}|[一二][〇零九一二三四五六七八]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日",
    )
});
static ARTICLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"第[一二三四五六七八九十百零]+条(?:之[一二三四])?"));
static INJURY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"轻伤（?[一二]级）?|[一二]级轻伤|重伤（?[一二]级）?|[一二]级重伤"));
static WEIGHT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d+(?:\.\d+)?)(?:克|mg/100m[lL]|毫克/100毫升)"));
static TERM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:有期徒刑|拘役|管制|缓刑)([一二两三四五六七八九十]+年(?:零?[一二两三四五六七八九十]+个月)?|[一二两三四五六七八九十]+个月)",
    )
});

/// Every value of a document that a script can recognise.
pub(super) fn values(document: &Document, known: &Known) -> Vec<Written> {
    let text = document.text.original();
    let mut found = Vec::new();
    let mut add = |kind, key: String, groups: Vec<String>, range: Range| {
        found.push(Written { kind, key, groups, range });
    };
    for sum in money::scan(text) {
        if !sum.value.approximate && text[sum.range.clone()].ends_with(['元', '整']) {
            let key = sum.value.fen.to_string();
            add(ValueKind::Amount, key, vec![role(text, &sum.range)], sum.range);
        }
    }
    for day in DAY.find_iter(text) {
        let Some(iso) = iso(day.as_str()) else { continue };
        if is_birth(text, &day.range()) {
            add(ValueKind::Birth, iso, vec![String::new()], day.range());
        } else {
            add(ValueKind::Date, iso, events(document, &day.range()), day.range());
        }
    }
    for (kind, words) in [(ValueKind::Charge, &known.charges), (ValueKind::Name, &known.names)] {
        for word in words {
            for (at, _) in text.match_indices(word.as_str()) {
                add(kind, word.clone(), vec![String::new()], at..at + word.len());
            }
        }
    }
    for article in ARTICLE.find_iter(text) {
        let law = match (text[..article.start()].rfind("刑法"), text[..article.start()].rfind("刑事诉讼法"))
        {
            (None, None) => continue,
            (Some(criminal), Some(procedure)) if criminal > procedure => "刑法",
            (Some(_), None) => "刑法",
            _ => "刑事诉讼法",
        };
        add(ValueKind::Article, article.as_str().to_owned(), vec![law.to_owned()], article.range());
    }
    for injury in INJURY.find_iter(text) {
        let words = injury.as_str();
        let weight = if words.contains('轻') { "轻伤" } else { "重伤" };
        let grade = if words.contains('一') { "一级" } else { "二级" };
        add(ValueKind::Measure, format!("{weight}{grade}"), vec![String::new()], injury.range());
    }
    for weight in WEIGHT.captures_iter(text) {
        let Some(number) = weight.get(1) else { continue };
        add(ValueKind::Measure, number.as_str().to_owned(), vec![String::new()], number.range());
    }
    for term in TERM.captures_iter(text) {
        let (Some(whole), Some(length)) = (term.get(0), term.get(1)) else { continue };
        add(ValueKind::Term, whole.as_str().to_owned(), vec![String::new()], length.range());
    }
    found
}

fn iso(written: &str) -> Option<String> {
    let squeezed: String = written.chars().filter(|c| *c != ' ').collect();
    let moment = date::scan(&squeezed).first()?.value;
    moment.date().map(|day| day.to_string())
}

fn is_birth(text: &str, range: &Range) -> bool {
    let before = last_chars(&text[..range.start], 12);
    let after: String = text[range.end..].chars().take(2).collect();
    after.starts_with('生') || after == "出生" || before.contains("出生日期") || before.contains("出生年月")
}

fn role(text: &str, range: &Range) -> String {
    let before = last_chars(&text[..range.start], 10);
    let role = CUES.roles.iter().find(|role| role.words.iter().any(|word| before.contains(word.as_str())));
    role.map(|role| role.name.clone()).unwrap_or_default()
}

/// Events a date belongs to, from its clause, its group in the card, or the paper it signs.
fn events(document: &Document, range: &Range) -> Vec<String> {
    let text = document.text.original();
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line_end = after.find('\n').map_or(text.len(), |at| range.end + at);
    let context = if document.kind == DocumentKind::CaseCard {
        card_context(text, line_start, line_end)
    } else {
        let stops = ['，', '。', '；', '\n'];
        let start = before.rfind(stops).map_or(0, |at| at + 1);
        let end = after.find(stops).map_or(text.len(), |at| range.end + at);
        let start = (start..=range.start).find(|&at| text.is_char_boundary(at)).unwrap_or(range.start);
        text[start..end].to_owned()
    };
    let is_short_line = text[line_start..line_end].chars().count() <= 40;
    let signs =
        |event: &Event| is_short_line && event.papers.iter().any(|paper| paper == document.kind.label());
    let is_main = matches!(
        document.kind,
        DocumentKind::ProsecutionOpinion | DocumentKind::Indictment | DocumentKind::Judgment
    );
    let mut groups: Vec<String> = CUES
        .events
        .iter()
        .filter(|event| signs(event) || event.words.iter().any(|word| context.contains(word.as_str())))
        .map(|event| event.name.clone())
        .collect();
    let clock: String = after.chars().take(8).collect();
    if is_main && clock.contains('时') && groups.is_empty() {
        groups.push("行为".to_owned());
    }
    groups
}

/// The lines of the innermost group of the card around a line; at the top, the line itself.
fn card_context(text: &str, line_start: usize, line_end: usize) -> String {
    let mut depth = 0_usize;
    let mut opened = line_start;
    for (at, c) in text[..line_start].char_indices().rev() {
        match c {
            '}' => depth += 1,
            '{' if depth == 0 => {
                opened = at;
                break;
            }
            '{' => depth -= 1,
            _ => {}
        }
    }
    let label_start = text[..opened].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[line_start..line_end];
    let label = &text[label_start..opened];
    let kind = text[opened..line_start].lines().find(|line| line.contains("种类")).unwrap_or_default();
    format!("{label}{kind}{line}")
}

fn last_chars(text: &str, count: usize) -> String {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text[start..].to_owned()
}

/// The number behind a Chinese article: 第二百六十四条 gives 264.
pub(super) fn article_number(written: &str) -> Option<i64> {
    let digits = written.strip_prefix('第')?.split('条').next()?;
    numeral::integer(digits)
}
