//! What a price appraisal ends with against what is charged.

mod items;

use std::sync::LazyLock;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use super::evidence::facts;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind;
use crate::extract::elements::Amount;
use crate::text::{Found, Money, Pattern, slip};

/// Words for what a thing once cost.
const PAID: [&str; 9] =
    ["原价", "购价", "购买价", "购买价格", "购置价", "购置价格", "进价", "发票价", "买价"];

/// The sum a price appraisal ends with must stand in the indictment's facts.
pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let charged = charged(desk.case);
    let Some(first) = charged.first() else { return Vec::new() };
    let appraisals: Vec<&Paper> =
        desk.case.of_kind(DocumentKind::PriceAppraisal).map(|(_, paper)| paper).collect();
    // 复核决定书: what was appraised once more stands for what went before.
    let is_replaced = appraisals.iter().any(|paper| is_again(paper));
    appraisals
        .into_iter()
        .filter(|paper| !is_replaced || is_again(paper))
        .filter_map(|paper| {
            let prices = Prices::of(paper);
            let strange = prices.strange(&charged)?;
            let quote = paper.document.quote(&strange.range);
            let message = format!("价格认定的金额（{}）与起诉书指控的数额不一致", quote.text);
            Some(Verdict::fail(message, vec![quote, first.fen.quote.clone()]).confident(0.7))
        })
        .collect()
}

/// Whether a paper appraises once more.
fn is_again(paper: &Paper) -> bool {
    let mut head = paper.document.plain().lines().take(3);
    head.any(|line| ["复核", "重新"].iter().any(|again| line.contains(again)))
}

/// Sums of the facts charged. What was charged later has an appraisal of its own.
fn charged(case: &CaseFile) -> Vec<&Amount> {
    let Some((_, indictment)) = case.of_kind(DocumentKind::Indictment).last() else { return Vec::new() };
    let later = [DocumentKind::SupplementaryIndictment, DocumentKind::AmendedIndictment];
    let charging = case.papers.iter().filter(|paper| later.contains(&paper.kind()));
    std::iter::once(indictment).chain(charging).flat_map(facts).flat_map(|fact| &fact.amounts).collect()
}

/// What an appraisal tells of prices.
struct Prices {
    /// Sums in its words, the total among them.
    told: Vec<Found<Money>>,
    /// Bare numbers of a table's items.
    listed: Vec<Found<Money>>,
}

impl Prices {
    fn of(paper: &Paper) -> Self {
        let plain = paper.document.plain();
        let mut told = paper.document.text.sums().to_vec();
        told.retain(|sum| !is_of_one(plain, sum) && !is_paid(&plain[..sum.range.start]));
        Self { told, listed: items::of(paper) }
    }

    fn all(&self) -> impl Iterator<Item = &Found<Money>> {
        self.told.iter().chain(&self.listed)
    }

    /// What nobody charged: the largest price, where none at all was charged; else an item.
    fn strange(&self, charged: &[&Amount]) -> Option<&Found<Money>> {
        if self.all().any(|sum| is_charged(charged, sum)) {
            return self.strange_item(charged).or_else(|| self.exchanged_item(charged));
        }
        self.all().max_by_key(|sum| sum.value.fen)
    }

    /// One appraisal may price several things: items it tells beside known ones must be known, its total not. An
    /// indictment that tells the total alone leaves the items to the appraisal.
    fn strange_item(&self, charged: &[&Amount]) -> Option<&Found<Money>> {
        let items = || self.told.iter().filter(|sum| !self.is_total(sum));
        let strange = items().find(|sum| !is_charged(charged, sum))?;
        items().any(|sum| is_charged(charged, sum)).then_some(strange)
    }

    /// What a table prices piece by piece may not all be charged: only digits that changed places tell an item that is,
    /// where what is charged stands nowhere else in the table.
    fn exchanged_item(&self, charged: &[&Amount]) -> Option<&Found<Money>> {
        let is_listed = |fen: i64| self.listed.iter().any(|sum| sum.value.fen == fen);
        self.listed.iter().find(|sum| {
            let mut sums = charged.iter().map(|amount| amount.fen.value);
            !is_charged(charged, sum) && sums.any(|fen| is_exchanged(fen, sum.value.fen) && !is_listed(fen))
        })
    }

    /// Whether the others add up to the sum, told once or several times.
    fn is_total(&self, sum: &Found<Money>) -> bool {
        let all: i64 = self.told.iter().map(|sum| sum.value.fen).sum();
        (all - sum.value.fen) % sum.value.fen.max(1) == 0
    }
}

fn is_charged(charged: &[&Amount], sum: &Found<Money>) -> bool {
    let fen = sum.value.fen;
    charged.iter().any(|a| a.fen.value == fen || a.approximate && (a.fen.value - fen).abs() * 10 <= fen)
}

/// Two digits changed places.
fn is_exchanged(one: i64, other: i64) -> bool {
    slip::is_digit_slip(one, other) && slip::digits(one) == slip::digits(other)
}

/// 每立方米700元, 单价为每克4元: what one of the things costs.
static OF_ONE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:每\\p{Han}{1,4}|每[A-Za-z³]{1,4}|单价)(?:的)?(?:价格|均价)?[为是：约]{0,2}(?:人民币)?$")
        .expect("a constant pattern")
});

/// 30元/只: the price of one.
fn is_of_one(plain: &str, sum: &Found<Money>) -> bool {
    plain[sum.range.end..].starts_with(['/', '每']) || OF_ONE.is_match(&plain[..sum.range.start])
}

/// 原价5499元: what the thing once cost is no value found.
fn is_paid(before: &str) -> bool {
    let before =
        before.trim_end_matches(['：', '\t', ' ']).trim_end_matches("人民币").trim_end_matches(['为', '：']);
    PAID.iter().any(|words| before.ends_with(words))
}
