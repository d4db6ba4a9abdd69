//! Numbers of papers: court, procuratorate, police, and those of case systems.

mod prefix;

use std::sync::LazyLock;

use regex::Captures;
use serde::Serialize;

use super::{Found, Pattern, numeral};

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Organ {
    /// （2023）鲁0202刑初12号
    #[serde(rename = "法院")]
    Court,
    /// 青南检刑诉〔2023〕12号
    #[serde(rename = "检察院")]
    Procuratorate,
    /// 青公（刑）诉字〔2023〕001号
    #[serde(rename = "公安机关")]
    Police,
    /// 部门受案号、统一受案号
    #[serde(rename = "系统")]
    System,
    /// Anything else with a year box or 字第…号.
    #[serde(rename = "其他")]
    Other,
}

/// The number of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentNumber {
    /// With `〔〕` around the year and no 第, so that spellings compare; courts keep （）.
    pub text: String,
    /// Whose it is.
    pub organ: Organ,
    /// Year in the box.
    pub year: Option<i16>,
    /// Short name of the office: 青南检, 青公; for courts the letters before the kind of case: 鲁0202.
    pub prefix: String,
    /// Running number as written, without leading zeros.
    pub sequence: String,
}

const SEQUENCE: &str =
    r"(?P<seq>[0-9*×xX]{1,20}(?:-[0-9]{1,4})?(?:、[0-9]{1,6}){0,4}|[一二三四五六七八九十百〇零]{1,6})";
const SUFFIX: &str = "(?P<suffix>[之-](?:[一二三四五六七八九十]{1,2}|[0-9]{1,2}))?";

/// （2023）鲁0202刑初12号, （2014）青刑初字第12号, （2019）*011*刑初3088*号
static COURT: LazyLock<Pattern> = LazyLock::new(|| {
    let pattern = format!(
        r"[（〔](?P<year>[0-9*×xX〇零一二三四五六七八九]{{4}})[）〕](?P<prefix>[\p{{Han}}0-9*×xXA-Z]{{0,12}}?)(?P<kind>(?:刑[一二三四五六]?(?:初|终|再|更|监|申|抗|核|复|辖|执|附民|没|医|他|赔|重)|[执民行商知](?:初|终|再|申|恢|异|监|保)?)\p{{Han}}{{0,4}}?)(?:字?第)?{SEQUENCE}号{SUFFIX}"
    );
    Pattern::new(&pattern).expect("the pattern is fixed")
});

/// …检刑诉〔2023〕12号, …公（刑）诉字〔2023〕001号, …检受〔2023〕37029900012号, …检刑诉字（2013）第73号
static BOXED: LazyLock<Pattern> = LazyLock::new(|| {
    let pattern = format!(
        r"(?P<before>[\p{{Han}}0-9*×xXA-Z（）]{{1,40}})[（〔](?P<year>(?:19|20)[0-9*×xX]{{2}}|二〇[〇零一二三四五六七八九]{{2}})年?[）〕]?第?{SEQUENCE}号{SUFFIX}"
    );
    Pattern::new(&pattern).expect("the pattern is fixed")
});

/// …检公诉刑诉字第12号, …检刑诉2019年12号: no year box.
static UNBOXED: LazyLock<Pattern> = LazyLock::new(|| {
    let pattern = format!(
        r"(?P<before>[\p{{Han}}*×xX（）]{{2,30}}?)(?:(?P<year>(?:19|20)[0-9]{{2}})年?)?(?P<word>字)?第?{SEQUENCE}号{SUFFIX}"
    );
    Pattern::new(&pattern).expect("the pattern is fixed")
});

/// 统一受案号：…
static UNIFIED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"统一受案号(?:为|：|:)?(?P<seq>[0-9*]{8,30})").expect("the pattern is fixed")
});

/// Every number of a normalised text, in order of place.
pub fn scan(text: &str) -> Vec<Found<DocumentNumber>> {
    let mut start = 0;
    let mut found = Vec::new();
    // No number holds one of these marks, and most clauses hold no number.
    for clause in text.split_inclusive(['，', '。', '；', '\n']) {
        if clause.contains('号') {
            found.extend(scan_clause(clause).into_iter().map(|one| one.shifted(start)));
        }
        start += clause.len();
    }
    found
}

fn scan_clause(text: &str) -> Vec<Found<DocumentNumber>> {
    let mut found: Vec<Found<DocumentNumber>> = Vec::new();
    let mut add = |one: Option<Found<DocumentNumber>>| {
        if let Some(one) = one
            && !found
                .iter()
                .any(|other| other.range.start < one.range.end && one.range.start < other.range.end)
        {
            found.push(one);
        }
    };
    COURT.captures_iter(text).for_each(|captures| add(read_court(&captures)));
    UNIFIED.captures_iter(text).for_each(|captures| add(read_unified(&captures)));
    BOXED.captures_iter(text).for_each(|captures| add(read_office(text, &captures, true)));
    UNBOXED.captures_iter(text).for_each(|captures| add(read_office(text, &captures, false)));
    found.sort_by_key(|one| one.range.start);
    found
}

fn read_court(captures: &Captures<'_>) -> Option<Found<DocumentNumber>> {
    let part = |name: &str| captures.name(name).map_or("", |m| m.as_str());
    let year = year_of(part("year"));
    let (prefix, kind, sequence, suffix) = (part("prefix"), part("kind"), part("seq"), part("suffix"));
    if prefix.contains(['检', '公']) && !kind.starts_with('刑') {
        return None;
    }
    let whole = captures.get(0)?;
    let kind = kind.trim_end_matches('字');
    let text = format!("（{}）{prefix}{kind}{sequence}号{suffix}", part("year"));
    let number = DocumentNumber {
        text,
        organ: Organ::Court,
        year,
        prefix: prefix.to_owned(),
        sequence: plain(sequence),
    };
    Some(Found::new(number, whole.range()))
}

fn read_unified(captures: &Captures<'_>) -> Option<Found<DocumentNumber>> {
    let sequence = captures.name("seq")?;
    let number = DocumentNumber {
        text: sequence.as_str().to_owned(),
        organ: Organ::System,
        year: None,
        prefix: String::new(),
        sequence: sequence.as_str().to_owned(),
    };
    Some(Found::new(number, sequence.range()))
}

fn read_office(text: &str, captures: &Captures<'_>, is_boxed: bool) -> Option<Found<DocumentNumber>> {
    let before = captures.name("before")?;
    let whole = captures.get(0)?;
    let start = before.start() + prefix::start_of_number(before.as_str());
    let mut head = text.get(start..before.end())?.to_owned();
    if captures.name("word").is_some() {
        head.push('字');
    }
    let sequence = captures.name("seq")?.as_str();
    let organ = organ_of(&head, sequence, is_boxed)?;
    let year = captures.name("year").and_then(|year| year_of(year.as_str()));
    let suffix = captures.name("suffix").map_or("", |m| m.as_str());
    let year_box = captures.name("year").map(|year| format!("〔{}〕", year.as_str())).unwrap_or_default();
    let number = DocumentNumber {
        text: format!("{head}{year_box}{sequence}号{suffix}"),
        organ,
        year,
        prefix: prefix::short_name(&head),
        sequence: plain(sequence),
    };
    Some(Found::new(number, start..whole.end()))
}

/// Without a year box only what is surely a number of an office counts.
fn organ_of(head: &str, sequence: &str, is_boxed: bool) -> Option<Organ> {
    let is_office =
        head.contains('检') && !head.contains("检验") && !head.contains("检测") && !head.contains("检查");
    if is_office {
        let is_system = head.contains('受') && sequence.chars().count() >= 9;
        let is_procedural =
            ["诉", "捕", "建", "抗", "受", "意", "补", "延", "审", "监", "通", "函", "字", "刑"]
                .iter()
                .any(|word| head.contains(word));
        let organ = if is_system { Organ::System } else { Organ::Procuratorate };
        return (is_boxed || is_procedural).then_some(organ);
    }
    let is_police = ["公", "安"].iter().any(|word| head.contains(word))
        && ["诉", "字", "立", "拘", "捕", "受", "罚", "决", "刑"].iter().any(|word| head.contains(word));
    let is_police_word = ["受案字", "立字", "拘字", "捕字", "诉字", "拘通字", "立案字", "保字", "监字"]
        .iter()
        .any(|word| head.ends_with(word));
    if (is_police || is_police_word) && (is_boxed || head.ends_with('字')) {
        return Some(Organ::Police);
    }
    let has_word = head.ends_with('字') || is_boxed;
    (has_word && !head.is_empty()).then_some(Organ::Other)
}

fn year_of(text: &str) -> Option<i16> {
    numeral::integer(text)
        .and_then(|year| i16::try_from(year).ok())
        .filter(|year| (1900..2200).contains(year))
}

fn plain(sequence: &str) -> String {
    let trimmed = sequence.trim_start_matches('0');
    if trimmed.is_empty() { sequence.to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests;
