//! Articles of the special part (刑法 §102 and later) each side rests the charges on.

use std::collections::BTreeMap;

use super::sides::{Account, Pair};
use super::{Difference, Side, charges};
use crate::law::Citation;
use crate::text::Quote;

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    // Another charge means another article: that is told once, as a change of the charge.
    if pair.persons().any(|(person, _)| {
        let names = |side| charges::of_person(pair.case, side, person).into_keys().collect::<Vec<_>>();
        names(pair.left) != names(pair.right)
    }) {
        return;
    }
    let (left, right) = (special_part(pair.left), special_part(pair.right));
    if left.is_empty() || right.is_empty() {
        return;
    }
    for ((article, insert), (paragraphs, quote)) in &left {
        match right.get(&(*article, *insert)) {
            None if left.len() == 1 && right.len() == 1 => {
                let Some((&(other, other_insert), (_, other_quote))) = right.iter().next() else { return };
                let sides = vec![
                    Side::said(pair.left.label, words(*article, *insert), quote),
                    Side::said(pair.right.label, words(other, other_insert), other_quote),
                ];
                out.push(Difference::new("article", "引用的刑法条文", "适用法律变化", "S2", sides));
            }
            Some((others, other_quote))
                // 第一款、第三款 and 第三款: one side tells more of the same rule.
                if !is_part(paragraphs, others) && !is_part(others, paragraphs) =>
            {
                let told = |paragraphs: &[u8]| {
                    let listed: Vec<String> = paragraphs.iter().map(|n| format!("第{n}款")).collect();
                    format!("{}{}", words(*article, *insert), listed.join("、"))
                };
                let sides = vec![
                    Side::said(pair.left.label, told(paragraphs), quote),
                    Side::said(pair.right.label, told(others), other_quote),
                ];
                out.push(Difference::new("article", "引用的刑法条款", "适用法律变化", "S2", sides));
            }
            _ => {}
        }
    }
}

fn is_part(few: &[u8], many: &[u8]) -> bool {
    few.iter().all(|paragraph| many.contains(paragraph))
}

type Articles = BTreeMap<(u16, Option<u8>), (Vec<u8>, Quote)>;

fn special_part(side: Account<'_>) -> Articles {
    let mut articles = Articles::new();
    for citation in &side.paper.elements.citations {
        let Citation { law, article, insert, paragraph, .. } = &citation.value;
        if law != "刑法" || *article < 102 {
            continue;
        }
        let entry =
            articles.entry((*article, *insert)).or_insert_with(|| (Vec::new(), citation.quote.clone()));
        entry.0.extend(paragraph.iter());
        entry.0.sort_unstable();
        entry.0.dedup();
    }
    articles
}

fn words(article: u16, insert: Option<u8>) -> String {
    match insert {
        Some(insert) => format!("刑法第{article}条之{insert}"),
        None => format!("刑法第{article}条"),
    }
}
