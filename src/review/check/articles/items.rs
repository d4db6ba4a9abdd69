//! 项: an item cited for what the paper says nothing of, while what it says is another item's.

use std::collections::BTreeSet;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use super::super::circumstance_articles::concluded::is_of_first_instance;
use super::applies_older_law;
use crate::case::Paper;
use crate::document::{DocumentKind as K, SectionName};
use crate::extract::elements::Stance;
use crate::law::items::{self, Provision};
use crate::law::{Citation, articles};
use crate::text::{Cited, Range, sentence};

/// Papers that apply the law to facts they tell.
const APPLYING: [K; 3] = [K::ProsecutionOpinion, K::Indictment, K::Judgment];

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let papers = desk.case.papers.iter().filter(|paper| APPLYING.contains(&paper.kind()));
    papers.flat_map(one).collect()
}

fn one(paper: &Paper) -> Vec<Verdict> {
    if applies_older_law(paper) || (paper.kind() == K::Judgment && !is_of_first_instance(paper)) {
        return Vec::new();
    }
    let cited = &paper.elements.citations;
    cited.iter().filter_map(|citation| wrong(paper, citation, cited)).collect()
}

fn wrong(paper: &Paper, citation: &Cited<Citation>, cited: &[Cited<Citation>]) -> Option<Verdict> {
    let provision = items::provision(&citation.value)?;
    let item = usize::from(citation.value.item?);
    let signed = paper.elements.date.as_ref().map(|date| date.value);
    if provision.since.is_some_and(|since| signed.is_none_or(|day| day < since)) {
        return None;
    }
    // Of several charges, nobody can say whose sum or degree is told.
    if provision.exclusive && !concludes_one_charge(paper) {
        return None;
    }
    let kind = paper.kind().label();
    let quote = &citation.quote;
    let Some(own) = item.checked_sub(1).and_then(|at| provision.items.get(at)) else {
        let count = provision.items.len();
        let message = format!("{kind}引用的“{}”无法对应：该款只有{count}项", quote.text);
        return Some(Verdict::fail(message, vec![quote.clone()]));
    };
    let own = own.as_ref()?;
    let (told, reasoning) = texts(paper)?;
    let scope = if provision.exclusive { reasoning } else { told };
    if own.is_match(scope) {
        return None;
    }
    let (other, words) = meant(provision, item, reasoning, &citation.value, cited)?;
    // A court that answers the charge repeats the prosecution's sum or degree.
    let others = ["指控", "公诉机关", "起诉", "辩护", "辩称"];
    let said = sentence::around(reasoning, &words);
    let lead = said.split(&reasoning[words.clone()]).next().unwrap_or_default();
    let is_repeated = said.contains("触犯") || others.iter().any(|word| lead.contains(word));
    if paper.kind() == K::Judgment && is_repeated {
        return None;
    }
    let start = paper.document.plain().find(reasoning)?;
    let evidence = vec![quote.clone(), paper.document.quote(&(start + words.start..start + words.end))];
    let mut verdict = Verdict::fail(
        format!(
            "{kind}引用的“{}”与认定的“{}”不对应，该情形为{}第{other}项",
            quote.text,
            &reasoning[words],
            articles::words(&Citation { item: None, ..citation.value.clone() })
        ),
        evidence,
    )
    .confident(0.7);
    verdict.severity = Some("S2".to_owned());
    Some(verdict)
}

fn concludes_one_charge(paper: &Paper) -> bool {
    let claims = paper.elements.charges.iter();
    let held = claims.filter(|claim| matches!(claim.stance, Stance::Accepted | Stance::Alleged));
    let charges: BTreeSet<&str> = held.map(|claim| claim.charge.value.as_str()).collect();
    charges.len() == 1
}

/// The only other item whose words the reasoning holds, which is not cited itself.
fn meant(
    provision: &Provision,
    item: usize,
    reasoning: &str,
    place: &Citation,
    cited: &[Cited<Citation>],
) -> Option<(usize, Range)> {
    let is_cited = |number: usize| {
        cited.iter().any(|other| {
            other.value.article == place.article
                && other.value.insert == place.insert
                && other.value.item.map(usize::from) == Some(number)
        })
    };
    let mut told = provision.items.iter().enumerate().filter_map(|(at, words)| {
        let found = words.as_ref()?.find(reasoning)?;
        (at + 1 != item).then(|| (at + 1, found.range()))
    });
    let (first, None) = (told.next()?, told.next()) else { return None };
    (!is_cited(first.0)).then_some(first)
}

/// What the author tells, without annexed statutes, and the reasoning before the articles applied.
fn texts(paper: &Paper) -> Option<(&str, &str)> {
    let plain = paper.document.plain();
    let end = paper.document.section_ranges(SectionName::Statutes).map(|range| range.start).min();
    let told = plain.get(..end.unwrap_or(plain.len()))?;
    let reasoning = paper.document.section_ranges(SectionName::Reasoning).next()?;
    Some((told, plain.get(reasoning.clone())?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::extract;

    fn told(found: &str, place: &str) -> Vec<String> {
        let text = format!(
            "云岭县人民法院\n刑事判决书\n被告人林小舟，男。\n经审理查明，略。\n本院认为，被告人林小舟{found}，公诉机关指控的罪名成立。\
             依照《中华人民共和国刑法》{place}之规定，判决如下：\n被告人林小舟犯罪，判处有期徒刑六个月。\n审判员　方砚\n二〇二三年六月十四日"
        );
        let document = Document::from_text(K::Judgment, &text);
        let elements = extract(&document);
        one(&Paper { document, elements }).into_iter().map(|verdict| verdict.message).collect()
    }

    #[test]
    fn an_item_of_another_degree_is_told() {
        let bribe = "非法收受他人财物，数额巨大，其行为已构成受贿罪";
        let messages = told(bribe, "第三百八十五条第一款、第三百八十三条第一款第（一）项");
        assert!(messages.len() == 1 && messages[0].contains("第2项"), "{messages:?}");
        assert!(told(bribe, "第三百八十五条第一款、第三百八十三条第一款第二项").is_empty());
        assert!(told("收受他人财物，数额特别巨大，构成受贿罪", "第三百八十三条第一款第（三）项").is_empty());
    }

    #[test]
    fn an_item_that_is_not_there_is_told() {
        let messages = told("随意殴打他人，构成寻衅滋事罪", "第二百九十三条第一款第（五）项");
        assert!(messages.len() == 1 && messages[0].contains("只有4项"), "{messages:?}");
    }

    #[test]
    fn a_deed_that_may_be_either_is_left_alone() {
        assert!(
            told("醉酒后在道路上追逐竞驶，构成危险驾驶罪", "第一百三十三条之一第一款第（一）项").is_empty()
        );
        assert!(told("多次持刀抢劫，构成抢劫罪", "第二百六十三条第（四）项").is_empty());
    }
}
