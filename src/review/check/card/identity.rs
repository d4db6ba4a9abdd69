//! Identity numbers of the card (GB 11643) and what follows from birth dates.

use jiff::civil::Date;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::card::moment;
use crate::case::{Card, CardNode};
use crate::law::terms;
use crate::text::identity;

pub(super) fn check(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    card.persons().into_iter().flat_map(|person| one(desk, card, person)).collect()
}

fn one(desk: Desk<'_>, card: &Card, person: &CardNode) -> Vec<Verdict> {
    let Some(node) = person.get("身份证号") else { return Vec::new() };
    let Some(number) = node.text() else { return Vec::new() };
    let name = person.get("姓名").and_then(CardNode::text).unwrap_or_default();
    let quote = desk.case.papers[card.paper].document.quote_original(&node.range);
    let digits: Vec<char> = number.chars().collect();
    let is_masked = digits.iter().any(|c| matches!(c, '*' | '×') || (*c == 'X' && digits.len() != 18));
    if is_masked {
        return Vec::new();
    }
    let fail = |message: String| Verdict::fail(message, vec![quote.clone()]).of(name);
    let Some(parsed) = identity::parse(number) else {
        return vec![fail(format!("案卡{name}的身份证号不是有效的18位号码"))];
    };
    let mut found = Vec::new();
    if parsed.valid == Some(false) {
        found.push(fail(format!("案卡{name}的身份证号校验码不符")));
    }
    let carded = person.get("出生日期").and_then(CardNode::text).and_then(moment).and_then(|m| m.date());
    if let (Some(birth), Some(carded)) = (parsed.birth, carded)
        && birth != carded
    {
        found.push(fail(format!("案卡{name}的出生日期（{carded}）与身份证号所示（{birth}）不一致")));
    }
    let sex = person.get("性别").and_then(CardNode::text);
    let parity =
        digits.get(16).and_then(|c| c.to_digit(10)).map(|digit| if digit % 2 == 1 { "男" } else { "女" });
    if let (Some(sex), Some(parity)) = (sex, parity)
        && sex != parity
    {
        found.push(fail(format!("案卡{name}的性别（{sex}）与身份证号第17位所示（{parity}）不一致")));
    }
    found
}

/// Under eighteen at the first act while nobody marked the case as one of a minor.
pub(super) fn minor(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let facts = desk.case.papers.iter().flat_map(|paper| &paper.elements.found);
    let first_act: Option<Date> = facts.filter_map(|fact| fact.time.as_ref()?.value.date()).min();
    let Some(act) = first_act else { return Vec::new() };
    let marked = card.root.get("未成年人案件").and_then(CardNode::flag);
    let mut found = Vec::new();
    for person in card.persons() {
        let Some(node) = person.get("出生日期") else { continue };
        let Some(birth) = node.text().and_then(moment).and_then(|m| m.date()) else { continue };
        let is_minor = terms::age_on(birth, act).is_some_and(|age| age < 18);
        if is_minor && marked == Some(false) {
            let name = person.get("姓名").and_then(CardNode::text).unwrap_or_default();
            let quote = desk.case.papers[card.paper].document.quote_original(&node.range);
            let message = format!("{name}作案时未满十八周岁，案卡未标记为未成年人案件");
            found.push(Verdict::fail(message, vec![quote]).of(name));
        }
    }
    found
}
