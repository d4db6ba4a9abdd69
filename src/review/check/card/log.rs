//! 操作记录: the days on which papers were made, approved, sealed and sent in the system (card list 文书).

use jiff::civil::Date;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::card::moment;
use crate::case::{Card, CardNode, Paper};

/// Steps of one paper in the order they must come.
const ORDER: [&str; 4] = ["生成日期", "审批日期", "用印日期", "送达日期"];

pub(super) fn check(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let entries = card.root.get("文书").map(CardNode::items).unwrap_or_default();
    if entries.is_empty() {
        return vec![Verdict::unknown("案卡未附文书操作记录")];
    }
    entries.into_iter().flat_map(|entry| one(desk, card, entry)).collect()
}

fn one(desk: Desk<'_>, card: &Card, entry: &CardNode) -> Vec<Verdict> {
    let document = &desk.case.papers[card.paper].document;
    let Some(name) = entry.get("名称").and_then(CardNode::text) else { return Vec::new() };
    let days: Vec<(&str, Date, &CardNode)> = ORDER
        .iter()
        .filter_map(|&label| {
            let node = entry.get(label)?;
            Some((label, moment(node.text()?)?.date()?, node))
        })
        .collect();
    let mut found = Vec::new();
    for pair in days.windows(2) {
        let [(before, earlier, first), (after, later, second)] = pair else { continue };
        if later < earlier {
            let message = format!("{name}的{after}（{later}）早于{before}（{earlier}）");
            let evidence =
                vec![document.quote_original(&first.range), document.quote_original(&second.range)];
            found.push(Verdict::fail(message, evidence));
        }
    }
    let made = days.iter().find(|(label, ..)| *label == "生成日期");
    if let (Some((_, day, node)), Some(paper)) = (made, the_paper(desk, entry, name))
        && let Some(signed) = &paper.elements.date
        && *day > signed.value
    {
        let message =
            format!("{name}在系统内的生成日期（{day}）晚于文书日期（{}），疑似线下制作后补录", signed.value);
        let evidence = vec![document.quote_original(&node.range), signed.quote.clone()];
        found.push(Verdict::fail(message, evidence));
    }
    found
}

/// The paper an entry means: by its number, else the only one of its name.
fn the_paper<'a>(desk: Desk<'a>, entry: &CardNode, name: &str) -> Option<&'a Paper> {
    let number = entry.get("文号").and_then(CardNode::text);
    let papers: Vec<&Paper> = desk.case.papers.iter().filter(|paper| paper.kind().label() == name).collect();
    let of_number = |paper: &&&Paper| {
        let own = paper.elements.number.as_ref();
        number.is_some() && own.map(|own| own.value.as_str()) == number
    };
    papers.iter().find(of_number).or_else(|| papers.first().filter(|_| papers.len() == 1)).copied()
}
