//! Fields that must be filled, and counts that must match the papers.

use super::super::super::condition::is_full_dossier;
use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::card::CardValue;
use crate::case::{Card, CardNode, CaseFile, Paper, PersonIndex};
use crate::document::DocumentKind;
use crate::extract::elements::{CircumstanceKind as K, Stance};
use crate::text::Quote;

/// 认罪认罚 applied: agreement date, lawyer, kind of lawyer and recommendation are filled.
pub(super) fn plea(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let mut found = Vec::new();
    for person in card.persons() {
        let Some(plea) = person.get("认罪认罚") else { continue };
        let Some(applied) = plea.get("适用").filter(|node| node.flag() == Some(true)) else { continue };
        let name = person.get("姓名").and_then(CardNode::text).unwrap_or_default();
        let is_spared = super::is_spared(desk.case, card, name);
        // Nobody recommends a sentence for whom is not prosecuted.
        let needed = ["具结书日期", "律师", "律师类型", "量刑建议"].into_iter();
        let lacking: Vec<&str> = needed
            .filter(|label| *label != "量刑建议" || !is_spared)
            .filter(|label| plea.get(label).and_then(CardNode::text).is_none())
            .collect();
        if lacking.is_empty() {
            continue;
        }
        let quote = desk.case.papers[card.paper].document.quote_original(&applied.range);
        let message = format!("案卡{name}适用认罪认罚，未填录：{}", lacking.join("、"));
        found.push(Verdict::fail(message, vec![quote]).of(name));
    }
    found
}

/// 累犯 of the card against what indictment and judgment accept for the person by name (刑法 §65).
pub(super) fn recidivist(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let case = desk.case;
    let deciding = [DocumentKind::Indictment, DocumentKind::Judgment];
    let papers: Vec<&Paper> = case.papers.iter().filter(|paper| deciding.contains(&paper.kind())).collect();
    let mut found = Vec::new();
    for entry in card.persons() {
        let name = entry.get("姓名").and_then(CardNode::text).unwrap_or_default();
        let Some(node) = entry.get("累犯") else { continue };
        let (Some(marked), Some(person)) = (node.flag(), case.person_named(name)) else { continue };
        let told = papers.iter().map(|paper| accepted_recidivism(case, paper, person));
        let told: Vec<Option<Quote>> = told.collect();
        let quote = case.papers[card.paper].document.quote_original(&node.range);
        let every = told.iter().flatten().next().filter(|_| !told.contains(&None));
        if let Some(accepted) = every.filter(|_| !marked) {
            let message = format!("案卡{name}的累犯标记为否，文书认定为累犯，不一致");
            found.push(Verdict::fail(message, vec![quote, accepted.clone()]).of(name));
        }
    }
    found
}

fn accepted_recidivism(case: &CaseFile, paper: &Paper, person: PersonIndex) -> Option<Quote> {
    let is_own = |names: &[String]| {
        case.persons.len() == 1 || names.iter().any(|name| case.person_named(name) == Some(person))
    };
    let stands = |stance| matches!(stance, Stance::Accepted | Stance::Alleged);
    let mut told = paper.elements.circumstances.iter().filter(|told| told.kind.value == K::Recidivist);
    let accepted = told.find(|told| !told.negated && stands(told.stance) && is_own(&told.persons))?;
    Some(accepted.kind.quote.clone())
}

/// Whether the first line of a paper holds a word.
fn is_headed(paper: &Paper, word: &str) -> bool {
    paper.document.plain().lines().next().is_some_and(|line| line.contains(word))
}

/// Returns and extensions of the card against the number of papers.
pub(super) fn counts(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    if !is_full_dossier(desk.case) {
        return Vec::new();
    }
    let rows = [
        ("退回补充侦查", DocumentKind::SupplementaryInvestigationDecision),
        ("延长审查起诉期限", DocumentKind::ReviewExtension),
        ("延长侦查羁押期限", DocumentKind::DetentionExtensionApproval),
    ];
    let mut found = Vec::new();
    for (label, kind) in rows {
        let node = card.root.get(label);
        let carded = node.map(|node| node.items().len()).unwrap_or_default();
        // The form on which an extension was approved, and its notices, repeat the decision.
        let is_decision =
            |paper: &Paper| paper.document.title.as_ref().is_none_or(|title| title.contains("决定书"));
        let every: Vec<_> = desk.case.of_kind(kind).collect();
        let approved: Vec<_> = every.iter().copied().filter(|(_, paper)| is_headed(paper, "审批")).collect();
        let notices: Vec<_> = every.iter().copied().filter(|(_, paper)| is_headed(paper, "通知书")).collect();
        let is_neither = |paper: &Paper| !is_headed(paper, "审批") && !is_headed(paper, "通知书");
        let decisions: Vec<_> =
            every.iter().copied().filter(|(_, paper)| is_decision(paper) && is_neither(paper)).collect();
        let papers = match (decisions.is_empty(), approved.len() + notices.len() == every.len()) {
            (false, _) => decisions,
            (true, true) if approved.len() >= notices.len() => approved,
            (true, true) => notices,
            (true, false) => every,
        };
        if papers.is_empty() || carded == papers.len() {
            continue;
        }
        let message = format!("案卡填录{label}{carded}次，卷内有{}{}份，不一致", kind.label(), papers.len());
        let quote = match node {
            Some(node) if carded > 0 => desk.case.papers[card.paper].document.quote_original(&node.range),
            _ => match papers[0].1.elements.date.as_ref() {
                Some(date) => date.quote.clone(),
                None => continue,
            },
        };
        found.push(Verdict::fail(message, vec![quote]));
    }
    found
}

/// Values typed only to get past a required field.
pub(super) fn placeholders(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let mut found = Vec::new();
    walk(&card.root, "", &mut |label, node| {
        let Some(text) = node.text() else { return };
        let dated = label.ends_with("日期") && (text.starts_with("1900") || text.starts_with("1111"));
        let named = matches!(label, "姓名" | "案件名称" | "案由" | "承办检察官" | "承办单位")
            && matches!(text, "1" | "无" | "不详" | "测试" | "xx" | "XX" | "×××" | "-");
        if dated || named {
            let quote = desk.case.papers[card.paper].document.quote_original(&node.range);
            found.push(Verdict::fail(format!("案卡“{label}”填录为占位值“{text}”"), vec![quote]));
        }
    });
    found
}

fn walk(node: &CardNode, label: &str, see: &mut impl FnMut(&str, &CardNode)) {
    match &node.value {
        CardValue::Group(entries) => entries.iter().for_each(|(label, child)| walk(child, label, see)),
        CardValue::List(items) => items.iter().for_each(|child| walk(child, label, see)),
        _ => see(label, node),
    }
}
