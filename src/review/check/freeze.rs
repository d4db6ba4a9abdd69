//! 冻结期限: how long money may stay frozen, and that a freeze is renewed before it ends (程规 §240、§243-245).

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind;
use crate::law::terms::{self, Limit};
use crate::text::{Quote, Range, term};

/// Months for deposits, remittances, settlement funds (程规 §243.1), shares of companies, policies (§245).
const MONEY: u32 = 6;
/// Months for money in grave or complex cases, approved by the police of a city with districts (程规 §243.2).
const GRAVE: u32 = 12;
/// Months for bonds, stocks and fund shares (程规 §244).
const SECURITIES: u32 = 24;

static SECURITY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("债券|股票|基金").expect("the pattern is fixed"));
static APPROVED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:重大|复杂)[^。\\n]{0,40}(?:批准|同意)|设区的市[^。\\n]{0,20}批准")
        .expect("the pattern is fixed")
});
static RENEWED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("续行冻结|续冻|继续冻结|延长冻结").expect("the pattern is fixed"));
static LIFTED: LazyLock<Regex> = LazyLock::new(|| Regex::new("解除冻结").expect("the pattern is fixed"));
/// Between the two dates of a period.
static TO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:起|开始)?[，、 ]?(?:至|到|—|-|~)$").expect("the pattern is fixed"));
/// A length told in words: 冻结期限六个月.
static LENGTH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:冻结|期限|时间|期间)[^。；\\n]{0,10}").expect("the pattern is fixed"));
/// Number of an account; some signs may be masked.
static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| Regex::new("[0-9*×]{8,}").expect("the pattern is fixed"));

/// What one notice says.
struct Freeze<'a> {
    paper: &'a Paper,
    /// First and last day, and the words they stand in.
    period: Option<(Date, Date, Quote)>,
    accounts: Vec<String>,
    signed: Option<Date>,
}

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let notices = desk.case.of_kind(DocumentKind::FreezeNotice).map(|(_, paper)| paper);
    let freezes: Vec<Freeze<'_>> =
        notices.filter(|paper| !LIFTED.is_match(paper.document.plain())).map(read).collect();
    if freezes.is_empty() {
        return vec![Verdict::unknown("卷宗中未见冻结财产通知书")];
    }
    let mut found: Vec<Verdict> = freezes.iter().filter_map(too_long).collect();
    found.extend(freezes.iter().filter_map(|freeze| renewed_late(freeze, &freezes)));
    found.extend(freezes.iter().flat_map(|freeze| lapsed_between(freeze.paper)));
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}

fn read(paper: &Paper) -> Freeze<'_> {
    let plain = paper.document.plain();
    let accounts = ACCOUNT.find_iter(plain).map(|found| found.as_str().to_owned()).collect();
    let signed = paper.elements.date.as_ref().map(|date| date.value);
    Freeze { paper, period: period(paper), accounts, signed }
}

/// 自…至…
fn period(paper: &Paper) -> Option<(Date, Date, Quote)> {
    let (from, to, range) = periods(paper).into_iter().next()?;
    Some((from, to, paper.document.quote(&range)))
}

/// All periods of a notice, in the order told.
fn periods(paper: &Paper) -> Vec<(Date, Date, Range)> {
    let plain = paper.document.plain();
    let pairs = paper.document.text.dates().windows(2).filter_map(|pair| {
        let [from, to] = pair else { return None };
        TO.is_match(plain.get(from.range.end..to.range.start)?.trim()).then_some(())?;
        Some((from.value.date()?, to.value.date()?, from.range.start..to.range.end))
    });
    pairs.collect()
}

/// A renewal noted on the notice itself that begins after the period before it ended.
fn lapsed_between(paper: &Paper) -> Vec<Verdict> {
    let plain = paper.document.plain();
    let periods = periods(paper);
    let gaps = periods.windows(2).filter_map(|pair| {
        let [(_, end, before), (start, _, range)] = pair else { return None };
        let is_renewal = RENEWED.is_match(plain.get(before.end..range.start)?);
        let next = end.tomorrow().ok()?;
        if !is_renewal || *start <= next {
            return None;
        }
        let message = format!("上一次冻结期限至{end}届满，续行冻结自{start}起，其间未冻结");
        let evidence = vec![paper.document.quote(before), paper.document.quote(range)];
        Some(Verdict::fail(message, evidence).confident(0.85).computed("limit", end.to_string()))
    });
    gaps.collect()
}

/// Months the law allows for what is frozen.
fn most(plain: &str) -> u32 {
    if SECURITY.is_match(plain) {
        return SECURITIES;
    }
    if APPROVED.is_match(plain) { GRAVE } else { MONEY }
}

fn too_long(freeze: &Freeze<'_>) -> Option<Verdict> {
    let plain = freeze.paper.document.plain();
    let most = most(plain);
    let told = |message: String, quote: Quote| Some(Verdict::fail(message, vec![quote]).confident(0.85));
    if let Some((from, to, quote)) = &freeze.period {
        let last = terms::deadline(*from, Limit::Months(most), false)?;
        if *to <= last {
            return None;
        }
        return told(format!("冻结期限自{from}至{to}，超过{most}个月（最后一日为{last}）"), quote.clone());
    }
    let label = LENGTH.find_iter(plain).find(|label| !term::scan(label.as_str()).is_empty())?;
    let length = term::scan(label.as_str()).into_iter().next()?;
    if length.value.total_months() <= most {
        return None;
    }
    let range = label.start() + length.range.start..label.start() + length.range.end;
    let quote = freeze.paper.document.quote(&range);
    told(format!("冻结期限为{}，超过{most}个月", quote.text), quote)
}

/// A renewal of the same account that starts after the freeze before it has ended: it lapsed.
fn renewed_late(renewal: &Freeze<'_>, all: &[Freeze<'_>]) -> Option<Verdict> {
    let named = RENEWED.find(renewal.paper.document.plain())?;
    let day = renewal.signed.or(renewal.period.as_ref().map(|(from, _, _)| *from))?;
    let same = |other: &&Freeze<'_>| {
        !std::ptr::eq(other.paper, renewal.paper)
            && other.accounts.iter().any(|account| renewal.accounts.contains(account))
    };
    let before = all.iter().filter(same).filter_map(|other| other.period.as_ref());
    let (_, end, quote) = before.filter(|(from, _, _)| *from < day).max_by_key(|(_, end, _)| *end)?;
    if day <= *end {
        return None;
    }
    let message = format!("续行冻结于{day}办理，上一次冻结期限已于{end}届满，逾期视为自动解除");
    let own = renewal.paper.document.quote(&named.range());
    Some(Verdict::fail(message, vec![quote.clone(), own]).computed("limit", end.to_string()))
}
