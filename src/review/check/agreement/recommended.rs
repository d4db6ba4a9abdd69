//! Circumstances of the sentencing recommendation against those of the indictment (规则 §364).

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper, PersonIndex};
use crate::document::{Document, DocumentKind};
use crate::extract::elements::{CircumstanceKind as C, Stance};
use crate::extract::extract;
use crate::text::{Quote, sentence};

/// Circumstances the law names; 主犯 among them weighs neither way (刑法 §26) and is only known, never missed; 谅解、退赔 and the like are told or left out at will.
const STATUTORY: [C; 18] = [
    C::Surrender,
    C::Confession,
    C::Merit,
    C::GreatMerit,
    C::Recidivist,
    C::DrugReoffender,
    C::Principal,
    C::Accessory,
    C::Coerced,
    C::Preparation,
    C::Attempt,
    C::Desistance,
    C::Minor,
    C::Elderly,
    C::DiminishedCapacity,
    C::DeafMuteOrBlind,
    C::ExcessiveDefence,
    C::PleaOfGuilt,
];

pub(super) fn circumstances(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    let last = |kind| {
        let papers = case.of_kind(kind).map(|(_, paper)| paper);
        papers.filter(|paper| !paper.adjusts_recommendation()).last()
    };
    let (Some(wanted), Some(indictment)) =
        (last(DocumentKind::SentencingRecommendation), last(DocumentKind::Indictment))
    else {
        return Vec::new();
    };
    (0..case.persons.len()).flat_map(|person| one(case, person, wanted, indictment)).collect()
}

fn one(case: &CaseFile, person: PersonIndex, wanted: &Paper, indictment: &Paper) -> Vec<Verdict> {
    let (a, b) = (told(case, person, wanted), told(case, person, indictment));
    let (Some(first), Some(other)) = (a.first(), b.first()) else { return Vec::new() };
    let name = &case.persons[person].name;
    let unlabelled = applies_drug_reoffence(wanted) && applies_drug_reoffence(indictment);
    let lacking = |here: &[(C, Quote)], there: &[(C, Quote)], from: &str, to: &str, anchor: &Quote| {
        let only: Vec<&(C, Quote)> = here
            .iter()
            .filter(|(kind, _)| *kind != C::Principal)
            .filter(|(kind, _)| !there.iter().any(|(other, _)| same(*kind, *other)))
            .filter(|(kind, _)| *kind != C::DrugReoffender || !unlabelled)
            .collect();
        let (_, quote) = only.first()?;
        let words: Vec<&str> = only.iter().map(|(_, quote)| quote.text.as_str()).collect();
        let message = format!("{from}载明{name}有“{}”的情节，{to}未见", words.join("”“"));
        Some(Verdict::fail(message, vec![quote.clone(), anchor.clone()]).of(name.clone()).confident(0.75))
    };
    let found = [
        lacking(&a, &b, "量刑建议书", "起诉书", &other.1),
        lacking(&b, &a, "起诉书", "量刑建议书", &first.1),
    ];
    found.into_iter().flatten().collect()
}

/// 自首 and 认罪认罚 hold 如实供述 in them.
fn same(kind: C, other: C) -> bool {
    kind == other || kind == C::Confession && matches!(other, C::Surrender | C::PleaOfGuilt)
}

fn told(case: &CaseFile, person: PersonIndex, paper: &Paper) -> Vec<(C, Quote)> {
    let mut found: Vec<(C, Quote)> = of_own_lines(case, person, paper);
    for circumstance in &paper.elements.circumstances {
        let kind = circumstance.kind.value;
        let stands =
            matches!(circumstance.stance, Stance::Accepted | Stance::Alleged) && !circumstance.negated;
        let mine = match item_of(case, paper, &circumstance.kind.quote) {
            Some(_) => false,
            None => {
                circumstance.persons.is_empty()
                    || circumstance.persons.iter().any(|name| case.person_named(name) == Some(person))
            }
        };
        if stands && mine && STATUTORY.contains(&kind) && !found.iter().any(|(known, _)| *known == kind) {
            found.push((kind, circumstance.kind.quote.clone()));
        }
    }
    found
}

/// Circumstances of the lines that are the person's own, read line by line: the same word may stand in each.
fn of_own_lines(case: &CaseFile, person: PersonIndex, paper: &Paper) -> Vec<(C, Quote)> {
    let plain = paper.document.plain();
    let mut found: Vec<(C, Quote)> = Vec::new();
    let mut at = 0;
    for line in plain.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if owner(case, line) != Some(person) {
            continue;
        }
        for circumstance in extract(&Document::from_text(paper.kind(), line)).circumstances {
            let (kind, words) = (circumstance.kind.value, &circumstance.kind.quote.text);
            let is_known = found.iter().any(|(known, _)| *known == kind);
            if let Some(place) = line.find(words.as_str())
                && STATUTORY.contains(&kind)
                && !circumstance.negated
                && !is_known
            {
                found.push((kind, paper.document.quote(&(start + place..start + place + words.len()))));
            }
        }
    }
    found
}

/// Whose line of a list or row of a table holds the words.
fn item_of(case: &CaseFile, paper: &Paper, words: &Quote) -> Option<PersonIndex> {
    let at = paper.document.text.plain_at(words.start);
    owner(case, sentence::line_around(paper.document.plain(), at))
}

/// Whose a line is that opens with a name: 一、林小舟：……, 二、被告人林小舟的量刑情节：……, 被告人林小舟具有……, a row whose
/// first cell is one.
fn owner(case: &CaseFile, line: &str) -> Option<PersonIndex> {
    let bare = line.trim_start_matches(|c: char| "|\t （）一二三四五六七八九十0123456789、.".contains(c));
    let bare = bare.strip_prefix("被告人").or_else(|| bare.strip_prefix("犯罪嫌疑人")).unwrap_or(bare);
    labelled(case, bare).or_else(|| told_of_one(case, bare))
}

/// 林小舟具有……: a paragraph of one of several that names none of the others.
fn told_of_one(case: &CaseFile, line: &str) -> Option<PersonIndex> {
    const SAYS: [&str; 7] = ["具有", "具备", "有", "系", "，具有", "，系", "，有"];
    let opens = |name: &str| {
        line.strip_prefix(name).is_some_and(|rest| SAYS.iter().any(|words| rest.starts_with(words)))
    };
    let is_named = |person: &PersonIndex| case.persons[*person].spellings().any(|name| line.contains(name));
    let person = (0..case.persons.len()).find(|&at| case.persons[at].spellings().any(opens))?;
    let is_alone = (0..case.persons.len()).filter(is_named).count() == 1;
    (is_alone && case.persons.len() > 1).then_some(person)
}

fn labelled(case: &CaseFile, bare: &str) -> Option<PersonIndex> {
    let end = bare.find(['：', '|', '\t', '的'])?;
    let (name, rest) = bare.split_at(end);
    let is_own = !rest.starts_with('的') || ["的量刑", "的情节"].iter().any(|words| rest.starts_with(words));
    is_own.then(|| case.person_named(name.trim())).flatten()
}

/// 刑法 §356 applied to a person is the finding of 毒品再犯, though the paper may not use the label: then nobody
/// can say it is missing.
fn applies_drug_reoffence(paper: &Paper) -> bool {
    ["三百五十六条", "356条"].iter().any(|article| paper.document.plain().contains(article))
}
