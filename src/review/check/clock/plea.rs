//! The days beside the signatures of a plea agreement: the lawyer and the guardian are present when it is signed
//! (刑诉 §174), and the indictment rests on it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::text::{Quote, Range, date};

/// Who signs, in the words that stand before the day.
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<lawyer>值班律师|辩护人|律师)|(?P<guardian>法定代理人|合适成年人|监护人)|(?P<own>本人签[名字]|(?:^|\n)签[名字](?:处)?[：（]|犯罪嫌疑人[：（签]|被告人[：（签]|具结人)|(?P<office>检察官|检察员|承办人|书记员|检察院)")
        .expect("the pattern is fixed")
});

/// What every agreement has once: its title, its first heading, who makes it.
static ONCE: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        "(?m)^[^\\n，。]{0,8}具结书[^\\n，。]{0,12}$",
        "犯罪嫌疑人身份信息",
        "(?m)^[^\\n]{0,4}本人\\p{Han}{2,4}，",
    ]
    .map(|words| Regex::new(words).expect("the pattern is fixed"))
});

/// How many agreements a file holds: several are not always told apart.
pub(in crate::review::check) fn agreements(paper: &Paper) -> usize {
    let plain = paper.document.plain();
    ONCE.iter().map(|part| part.find_iter(plain).count()).max().unwrap_or(0).max(1)
}

#[derive(Clone, Copy, PartialEq)]
enum Role {
    Own,
    Lawyer,
    Guardian,
}

impl Role {
    fn label(self) -> &'static str {
        match self {
            Self::Own => "犯罪嫌疑人",
            Self::Lawyer => "律师",
            Self::Guardian => "法定代理人（合适成年人）",
        }
    }
}

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    // Several agreements in one file that were not told apart would be held against each other.
    let single = case.of_kind(K::PleaAgreement).filter(|(_, paper)| agreements(paper) == 1);
    single.filter_map(|(_, paper)| of_paper(case, paper)).collect()
}

fn of_paper(case: &CaseFile, paper: &Paper) -> Option<Verdict> {
    let signed = signed(paper);
    if let Some((indictment, told)) = indicted(case)
        && let Some((role, day, quote)) = signed.iter().find(|(_, day, _)| *day > indictment)
        // All of it signed later is an agreement of the trial.
        && signed.iter().any(|(_, day, _)| *day <= indictment)
    {
        let message = format!("具结书上{}签署的日期为{day}，晚于起诉书（{indictment}）", role.label());
        return Some(Verdict::fail(message, vec![quote.clone(), told]).confident(0.8));
    }
    let (_, own, words) = signed.iter().find(|(role, ..)| *role == Role::Own)?;
    // One who signed on both days was there.
    let other = signed.iter().find(|(role, day, _)| {
        *role != Role::Own && day != own && !signed.iter().any(|(also, same, _)| also == role && same == own)
    })?;
    let message = format!("具结书上{}签署的日期为{}，犯罪嫌疑人为{own}，不一致", other.0.label(), other.1);
    Some(Verdict::fail(message, vec![other.2.clone(), words.clone()]).confident(0.7))
}

/// The one indictment of the case.
fn indicted(case: &CaseFile) -> Option<(Date, Quote)> {
    let mut indictments = case.of_kind(K::Indictment);
    let date = indictments.next()?.1.elements.date.as_ref()?;
    indictments.next().is_none().then(|| (date.value, date.quote.clone()))
}

/// Days behind the role that stands last before each, on its line or the line above.
fn signed(paper: &Paper) -> Vec<(Role, Date, Quote)> {
    let plain = paper.document.plain();
    let start = plain.rfind("签署").map_or(0, |_| plain.find("自愿签署").unwrap_or(0));
    let Some(tail) = plain.get(start..) else { return Vec::new() };
    let mut found = Vec::new();
    for day in date::scan(tail) {
        let before = &tail[..day.range.start];
        let lines: String =
            before.rsplit('\n').take(2).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n");
        // Words between label and day are a name and marks, no sentence.
        let clause = lines.rsplit(['。', '；']).next().unwrap_or_default();
        let Some(role) = ROLE.captures_iter(clause).last() else { continue };
        let role = match () {
            () if role.name("lawyer").is_some() => Role::Lawyer,
            () if role.name("guardian").is_some() => Role::Guardian,
            () if role.name("own").is_some() => Role::Own,
            () => continue,
        };
        let Some(date) = day.value.date().filter(|_| !is_birth(tail, &day.range)) else { continue };
        found.push((role, date, paper.document.quote(&(start + day.range.start..start + day.range.end))));
    }
    found
}

/// 1996年3月22日出生, 出生日期：1996年3月22日
fn is_birth(tail: &str, day: &Range) -> bool {
    let (before, after) = (&tail[..day.start], &tail[day.end..]);
    after.starts_with(['出', '生']) || before.trim_end_matches(['：', '\t', ' ']).ends_with("出生日期")
}
