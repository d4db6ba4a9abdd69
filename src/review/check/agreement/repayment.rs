//! 退赔对象: whom the judgment orders to be repaid must be a victim of the indictment, and a civil action is decided.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::{DocumentKind, SectionName};
use crate::extract::elements::{Incident, PartyRole};
use crate::text::{money, slip};

static REPAID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:退赔|赔偿|返还|发还|退还)(?:给)?(?:各)?(?:被害人|被害单位)(?P<name>[\\p{Han}·]{2,4}?)(?:人民币|经济|的|各|损失|现金|[0-9一二三四五六七八九十百，。；、（]|因)")
        .expect("the pattern is fixed")
});
/// A victim with the sum he is awarded.
static AWARDED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:退赔|、|，|；)(?:给)?被害人(?P<name>[\\p{Han}·]{2,4}?)(?:经济损失)?(?:共计|计)?(?:人民币)?(?P<sum>[0-9零一二三四五六七八九十百千万.,]+元)")
        .expect("the pattern is fixed")
});
/// Words that follow a victim who is not named.
const NO_NAMES: [&str; 4] = ["经济", "损失", "人民", "现金"];
static CIVIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("附带民事|赔偿|诉讼请求|调解|撤回|驳回|民事部分").expect("the pattern is fixed")
});

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let Some((_, judgment)) = desk.case.of_kind(DocumentKind::Judgment).last() else {
        return vec![Verdict::unknown("卷宗中未见判决书")];
    };
    let mut found: Vec<Verdict> = undecided(judgment).into_iter().collect();
    if let Some((_, indictment)) = desk.case.of_kind(DocumentKind::Indictment).last() {
        found.extend(strangers(judgment, indictment));
        let later = desk.case.of_kind(DocumentKind::SupplementaryIndictment).map(|(_, paper)| paper);
        let charging: Vec<&Paper> = std::iter::once(indictment).chain(later).collect();
        found.extend(misdirected(judgment, &charging));
    }
    found.extend(super::ordered::check(judgment, desk));
    found.extend(super::unreturned::check(judgment));
    found.extend(super::proceeds::check(judgment, desk));
    found
}

/// Somebody to be repaid whose name the indictment does not hold. Masked names tell nothing.
fn strangers(judgment: &Paper, indictment: &Paper) -> Vec<Verdict> {
    let plain = judgment.document.plain();
    let accusation = indictment.document.plain();
    let is_masked =
        |name: &str| name.contains(['某', '×', '*', '甲', '乙', '等', '单']) || NO_NAMES.contains(&name);
    // An indictment that masks its victims' names cannot be compared.
    if accusation.contains('某') {
        return Vec::new();
    }
    let mut found = Vec::new();
    for range in judgment.document.section_ranges(SectionName::Disposition) {
        let Some(words) = plain.get(range.clone()) else { continue };
        for name in REPAID.captures_iter(words).filter_map(|hit| hit.name("name")) {
            if is_masked(name.as_str()) || accusation.contains(name.as_str()) {
                continue;
            }
            let message = format!("判决主文的退赔（返还）对象“{}”不在起诉书载明的被害人之列", name.as_str());
            let at = range.start + name.start()..range.start + name.end();
            found.push(Verdict::fail(message, vec![judgment.document.quote(&at)]).confident(0.8));
        }
    }
    found
}

/// A claimant stands in the heading, and the operative part is silent on the civil action.
fn undecided(judgment: &Paper) -> Option<Verdict> {
    let claimant = judgment.elements.parties.iter().find(|party| party.role == PartyRole::CivilClaimant)?;
    let plain = judgment.document.plain();
    // Who accuses on his own behalf is no civil claimant, and the operative part may run over several sections.
    if !plain.contains("附带民事诉讼原告") || plain.contains("自诉人") {
        return None;
    }
    let disposition = plain.get(plain.rfind("判决如下")?..)?;
    let elsewhere =
        ["另行判决", "另案处理民事", "撤回附带民事", "撤回了附带民事", "撤回对", "调解协议", "达成调解"];
    if CIVIL.is_match(disposition) || elsewhere.iter().any(|words| plain.contains(words)) {
        return None;
    }
    let message = "判决书列有附带民事诉讼原告人，主文未见附带民事部分的判项".to_owned();
    Some(Verdict::fail(message, vec![claimant.name.quote.clone()]))
}

/// Somebody to be repaid a sum that is no loss of his by the facts, but the whole loss of somebody else who gets
/// nothing.
fn misdirected(judgment: &Paper, charging: &[&Paper]) -> Vec<Verdict> {
    let plain = judgment.document.plain();
    let Some(operative) = plain.rfind("判决如下") else { return Vec::new() };
    let facts: Vec<&Incident> = charging.iter().flat_map(|paper| &paper.elements.found).collect();
    let losses = |name: &str| -> Vec<i64> {
        let own = facts.iter().filter(|fact| fact.passage.quote.text.contains(name));
        own.flat_map(|fact| &fact.amounts).map(|amount| amount.fen.value).collect()
    };
    let mut found = Vec::new();
    for hit in AWARDED.captures_iter(&plain[operative..]) {
        let (Some(name), Some(words)) = (hit.name("name"), hit.name("sum")) else { continue };
        let Some(sum) = money::scan(words.as_str()).into_iter().next() else { continue };
        let fen = sum.value.fen;
        let own = losses(name.as_str());
        if own.is_empty() || own.contains(&fen) || own.iter().sum::<i64>() == fen || slip::exactness(fen) < 3
        {
            continue;
        }
        let others: Vec<&&Incident> =
            facts.iter().filter(|fact| fact.amounts.iter().any(|amount| amount.fen.value == fen)).collect();
        let [other] = others.as_slice() else { continue };
        let [victim] = other.victims.as_slice() else { continue };
        if plain[operative..].contains(victim.value.as_str()) {
            continue;
        }
        let message = format!(
            "判决主文责令退赔{}“{}”，该数额为{}的损失，不一致",
            name.as_str(),
            words.as_str(),
            victim.value
        );
        let range = operative + name.start()..operative + words.end();
        let evidence = vec![judgment.document.quote(&range), victim.quote.clone()];
        found.push(Verdict::fail(message, evidence).confident(0.75));
    }
    found
}
