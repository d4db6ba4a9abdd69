//! The aspects every comparison begins with: who, which charge, how much, which circumstances, which law, what came of it.

use super::cell;
use super::grid::Column;
use crate::case::Paper;
use crate::extract::elements::{AmountRole, PartyRole, Stance, label};
use crate::papers::CaseWork;
use crate::papers::line::printed;
use crate::report::layout::{Cell, left, middle};
use crate::text::Quote;

/// An aspect: its name, the rows of the comparison it covers, and what a paper says of it.
struct Aspect {
    name: &'static str,
    covers: &'static [&'static str],
    words: fn(&Paper) -> Vec<(String, Quote)>,
}

const ASPECTS: [Aspect; 6] = [
    Aspect { name: "被追诉人", covers: &["persons_count", "name"], words: accused },
    Aspect { name: "罪名", covers: &["charge"], words: charges },
    Aspect { name: "犯罪数额", covers: &["amount", "sum"], words: amounts },
    Aspect { name: "量刑情节", covers: &["circumstance"], words: circumstances },
    Aspect { name: "适用法条", covers: &["article"], words: articles },
    Aspect { name: "量刑建议、判处刑罚", covers: &["sentence_recommendation"], words: punishments },
];

/// One row an aspect; none for what no paper speaks of.
pub(super) fn rows(work: &CaseWork<'_>, columns: &[Column; 3]) -> Vec<Vec<Cell>> {
    ASPECTS.iter().filter_map(|aspect| row(work, columns, aspect)).collect()
}

fn row(work: &CaseWork<'_>, columns: &[Column; 3], aspect: &Aspect) -> Option<Vec<Cell>> {
    let said: Vec<Option<Vec<(String, Quote)>>> = columns
        .iter()
        .map(|column| {
            work.review.case.of_kind(column.kind).last().map(|(_, paper)| once((aspect.words)(paper)))
        })
        .collect();
    let speaking = said.iter().flatten().filter(|words| !words.is_empty()).count();
    if speaking == 0 {
        return None;
    }
    let differing =
        work.review.differences.iter().filter(|one| aspect.covers.contains(&one.aspect.as_str())).count();
    let state = match (differing, speaking) {
        (0, 1) => "仅一份文书载明".to_owned(),
        (0, _) => "比对未见不一致".to_owned(),
        (count, _) => format!("不一致{count}处，见下"),
    };
    let mut cells = vec![middle(aspect.name)];
    cells.extend(said.into_iter().map(told));
    cells.push(cell(&[state]));
    Some(cells)
}

fn told(words: Option<Vec<(String, Quote)>>) -> Cell {
    let Some(words) = words else { return middle("卷内未见") };
    if words.is_empty() {
        return middle("未载明");
    }
    // Whole clauses stand on lines of their own.
    if words.iter().any(|(value, _)| value.chars().count() > 20) {
        let lines: Vec<String> =
            words.iter().map(|(value, quote)| format!("{value}（第{}页）", quote.page)).collect();
        return left(&lines);
    }
    // Neighbours on one page share its number.
    let mut pages: Vec<(u32, Vec<String>)> = Vec::new();
    for (value, quote) in words {
        match pages.last_mut() {
            Some((page, values)) if *page == quote.page => values.push(value),
            _ => pages.push((quote.page, vec![value])),
        }
    }
    let told = pages.into_iter().map(|(page, values)| format!("{}（第{page}页）", values.join("、")));
    cell(&[told.collect::<Vec<_>>().join("；")])
}

/// Each value once, where it first stands.
fn once(words: Vec<(String, Quote)>) -> Vec<(String, Quote)> {
    let mut once: Vec<(String, Quote)> = Vec::new();
    for (value, quote) in words {
        if !once.iter().any(|(known, _)| *known == value) {
            once.push((value, quote));
        }
    }
    once
}

fn accused(paper: &Paper) -> Vec<(String, Quote)> {
    let parties = paper.elements.parties.iter();
    let accused = parties.filter(|party| matches!(party.role, PartyRole::Accused | PartyRole::Organisation));
    accused.map(|party| (party.name.value.clone(), party.name.quote.clone())).collect()
}

fn charges(paper: &Paper) -> Vec<(String, Quote)> {
    let elements = &paper.elements;
    let counts = elements.sentences.iter().flat_map(|sentence| &sentence.counts);
    let sentenced: Vec<_> = counts.filter_map(|count| count.charge.as_ref()).collect();
    let claimed = elements.charges.iter().filter(|claim| claim.stance != Stance::Rejected);
    let charges = if sentenced.is_empty() { claimed.map(|claim| &claim.charge).collect() } else { sentenced };
    charges.into_iter().map(|charge| (charge.value.clone(), charge.quote.clone())).collect()
}

/// Sums that make up the crime, as written, in the facts the paper itself finds.
fn amounts(paper: &Paper) -> Vec<(String, Quote)> {
    let elements = &paper.elements;
    let incidents = if elements.found.is_empty() { &elements.alleged } else { &elements.found };
    let counted = |role: AmountRole| matches!(role, AmountRole::Crime | AmountRole::Total);
    let sums = incidents.iter().flat_map(|incident| &incident.amounts);
    let sums = sums.filter(|sum| counted(sum.role));
    sums.map(|sum| (printed(&sum.fen.quote.text), sum.fen.quote.clone())).collect()
}

fn circumstances(paper: &Paper) -> Vec<(String, Quote)> {
    let said = paper.elements.circumstances.iter();
    let said = said.filter(|one| matches!(one.stance, Stance::Accepted | Stance::Alleged) && !one.negated);
    said.map(|one| (label(one.kind.value), one.kind.quote.clone())).collect()
}

/// Each law with its articles, in order of mention.
fn articles(paper: &Paper) -> Vec<(String, Quote)> {
    let mut laws: Vec<(&str, Vec<String>, Quote)> = Vec::new();
    for one in &paper.elements.citations {
        let insert = one.value.insert.map(|number| format!("之{number}")).unwrap_or_default();
        let article = format!("第{}条{insert}", one.value.article);
        match laws.iter_mut().find(|(law, ..)| *law == one.value.law) {
            Some((_, articles, _)) if articles.contains(&article) => {}
            Some((_, articles, _)) => articles.push(article),
            None => laws.push((&one.value.law, vec![article], one.quote.clone())),
        }
    }
    laws.into_iter().map(|(law, articles, quote)| (format!("{law}{}", articles.join("、")), quote)).collect()
}

fn punishments(paper: &Paper) -> Vec<(String, Quote)> {
    let elements = &paper.elements;
    if !elements.sentences.is_empty() {
        let items = elements.sentences.iter().map(|sentence| &sentence.item.quote);
        return items.map(|quote| (beginning(quote), quote.clone())).collect();
    }
    let wanted = elements.recommendations.iter().map(|one| &one.words.quote);
    wanted.map(|quote| (beginning(quote), quote.clone())).collect()
}

fn beginning(quote: &Quote) -> String {
    let head = quote.head(60);
    let more = if head.end < quote.end { "……" } else { "" };
    format!("“{}{more}”", printed(&head.text))
}
