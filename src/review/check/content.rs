//! 内容: required items of a document (规则 §358, §372 and the like).

mod foreign;
mod signed;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind;
use crate::extract::elements::{Party, PartyRole};
use crate::standard::Pattern;
use crate::standard::check::Item;
use crate::text::Quote;

/// Which papers are looked at.
pub(super) struct Concerned<'a> {
    pub of: &'a [DocumentKind],
    pub about: Option<&'a Pattern>,
    pub unless: Option<&'a Pattern>,
    /// Another paper with these words tells the items.
    pub elsewhere: Option<&'a Pattern>,
}

pub(super) fn check(desk: Desk<'_>, concerned: &Concerned<'_>, items: &[Item]) -> Vec<Verdict> {
    let of_kind = |paper: &&Paper| concerned.of.contains(&paper.kind());
    let mut papers: Vec<&Paper> = desk.case.papers.iter().filter(of_kind).collect();
    if papers.is_empty() {
        let labels: Vec<&str> = concerned.of.iter().map(|kind| kind.label()).collect();
        return vec![Verdict::unknown(format!("卷宗中未见{}", labels.join("、")))];
    }
    papers.retain(|paper| {
        let plain = paper.document.plain();
        concerned.about.is_none_or(|about| about.is_match(plain))
            && concerned.unless.is_none_or(|unless| !unless.is_match(plain))
    });
    let is_told = |words: &Pattern| {
        let mut others = desk.case.papers.iter().filter(|paper| !of_kind(paper));
        others.any(|paper| words.is_match(paper.document.plain()))
    };
    if papers.is_empty() || concerned.elsewhere.is_some_and(is_told) {
        return vec![Verdict::not_applicable()];
    }
    let found: Vec<Verdict> = papers.into_iter().flat_map(|paper| one(desk, paper, items)).collect();
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}

fn one(desk: Desk<'_>, paper: &Paper, items: &[Item]) -> Vec<Verdict> {
    let mut found = Vec::new();
    let by_words: Vec<&str> = items
        .iter()
        .filter(|item| item.words.is_some() || item.signed.is_some())
        .filter(|item| !item.words.as_ref().is_some_and(|words| words.is_match(paper.document.plain())))
        .filter(|item| !item.signed.is_some_and(|signer| signed::by(signer, desk.case, paper)))
        .map(|item| item.label.as_str())
        .collect();
    if !by_words.is_empty() {
        let message = format!("{}中未见：{}", paper.kind().label(), by_words.join("、"));
        found.push(Verdict::fail(message, title(paper).into_iter().collect()).confident(0.75));
    }
    for party in paper.elements.parties.iter().filter(|party| party.role == PartyRole::Accused) {
        let is_foreign = foreign::is_foreign(paper, party);
        let is_excused = |field: &str| {
            is_foreign && (foreign::lacks(field) || field == "身份号码" && foreign::has_number(paper, party))
        };
        let lacks = |field: &str| !(has_field(party, field) || is_excused(field));
        let lacking: Vec<&str> = items
            .iter()
            .filter(|item| item.field.as_deref().is_some_and(lacks))
            .map(|item| item.label.as_str())
            .collect();
        if !lacking.is_empty() {
            let message = format!(
                "{}中{}的基本情况未见：{}",
                paper.kind().label(),
                party.name.value,
                lacking.join("、")
            );
            found.push(
                Verdict::fail(message, vec![party.name.quote.clone()])
                    .of(party.name.value.clone())
                    .confident(0.8),
            );
        }
    }
    found
}

/// The first line of a paper, for what is missing in the whole of it.
pub(super) fn title(paper: &Paper) -> Option<Quote> {
    let plain = paper.document.plain();
    let end = plain.find('\n').unwrap_or(plain.len());
    (end > 0).then(|| paper.document.quote(&(0..end)))
}

/// 高中在读 says what somebody does.
fn is_pupil(education: &str) -> bool {
    ["在读", "在校", "就读", "休学", "学生"].iter().any(|word| education.contains(word))
}

/// Whether the heading gives a party's item. Unknown names count as given: the loader's tests catch them.
fn has_field(party: &Party, field: &str) -> bool {
    match field {
        "性别" => party.sex.is_some(),
        "出生日期" => party.birth.is_some(),
        "身份号码" => party.identity.is_some(),
        "民族" => party.ethnicity.is_some(),
        "文化程度" => party.education.is_some(),
        "职业" => {
            party.occupation.is_some() || party.education.as_ref().is_some_and(|told| is_pupil(&told.value))
        }
        "户籍" => party.household.is_some() || party.birthplace.is_some(),
        // 出生地、户籍地、住址均为…… is read as the first of them.
        "住址" => party.address.is_some() || party.household.is_some() || party.birthplace.is_some(),
        "强制措施" => !party.custody.is_empty(),
        _ => true,
    }
}
