//! The wrong paragraph: one whose words a paper does not tell, beside another of the same article whose words its
//! reasoning does (`review-standards/law/paragraphs.toml`).

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use super::applies_older_law;
use crate::case::Paper;
use crate::document::{DocumentKind as K, SectionName};
use crate::law::Citation;
use crate::standard::{Pattern, shipped};
use crate::text::Cited;

#[derive(Deserialize)]
struct Table {
    article: Vec<Listed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    law: String,
    article: u16,
    /// First day of the version with these numbers.
    since: Option<Date>,
    paragraphs: Vec<Paragraph>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Paragraph {
    number: u8,
    words: Pattern,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let text = include_str!("../../../../review-standards/law/paragraphs.toml");
    shipped(|| toml::from_str(text)).expect("a test reads it")
});

/// Papers that apply the law to the facts they tell.
const APPLYING: [K; 6] = [
    K::ProsecutionOpinion,
    K::Indictment,
    K::SentencingRecommendation,
    K::NonProsecutionDecision,
    K::ReviewReport,
    K::Judgment,
];

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let papers = desk.case.papers.iter().filter(|paper| APPLYING.contains(&paper.kind()));
    papers.flat_map(|paper| one(desk, paper)).collect()
}

fn one(desk: Desk<'_>, paper: &Paper) -> Vec<Verdict> {
    // A judgment on appeal quotes what the court below cited.
    if paper.document.plain().contains("原审") {
        return Vec::new();
    }
    let day = paper.elements.date.as_ref().map_or(desk.day, |date| date.value);
    let is_older = applies_older_law(paper);
    let mut told: Vec<&Citation> = Vec::new();
    let mut verdicts = Vec::new();
    for citation in &paper.elements.citations {
        // The same citation may stand in the accusation and in the reasoning.
        if is_older && citation.value.law == "刑法" || told.contains(&&citation.value) {
            continue;
        }
        if let Some(verdict) = wrong(paper, citation, day) {
            told.push(&citation.value);
            verdicts.push(verdict);
        }
    }
    verdicts
}

fn wrong(paper: &Paper, citation: &Cited<Citation>, day: Date) -> Option<Verdict> {
    let article = listed(&citation.value, day)?;
    let own = article.paragraphs.iter().find(|known| Some(known.number) == citation.value.paragraph)?;
    if own.words.is_match(paper.document.plain()) {
        return None;
    }
    let others = || article.paragraphs.iter().filter(|other| other.number != own.number);
    // Papers often cite a paragraph together with the one it builds on.
    if others().any(|other| is_cited(paper, article, other)) {
        return None;
    }
    let conclusion = conclusion(paper);
    let other = others().find(|other| other.words.is_match(conclusion))?;
    let message = format!(
        "{}引用“{}”，文中未见该款所列情形，所述与第{}款相符",
        paper.kind().label(),
        citation.quote.text,
        other.number
    );
    Some(Verdict::fail(message, vec![citation.quote.clone()]).confident(0.75))
}

fn is_cited(paper: &Paper, article: &Listed, paragraph: &Paragraph) -> bool {
    paper.elements.citations.iter().map(|citation| &citation.value).any(|place| {
        place.law == article.law
            && place.article == article.article
            && place.insert.is_none()
            && place.paragraph == Some(paragraph.number)
    })
}

/// The part in which the paper applies the law; the whole where it has none of its own.
fn conclusion(paper: &Paper) -> &str {
    let plain = paper.document.plain();
    let reasoning = paper.document.section_ranges(SectionName::Reasoning).next();
    reasoning.and_then(|range| plain.get(range.start..)).unwrap_or(plain)
}

/// The article in the table that a citation names, in the version of the day.
fn listed(citation: &Citation, day: Date) -> Option<&'static Listed> {
    let article = TABLE.article.iter().find(|article| {
        article.law == citation.law && article.article == citation.article && citation.insert.is_none()
    })?;
    article.since.is_none_or(|since| since <= day).then_some(article)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::citation;

    fn is_listed(words: &str, day: Date) -> bool {
        citation::scan(words).into_iter().next().is_some_and(|found| listed(&found.value, day).is_some())
    }

    #[test]
    fn an_article_is_listed_from_the_day_of_its_numbers() {
        let words = "《中华人民共和国刑法》第十七条第三款";
        assert!(is_listed(words, jiff::civil::date(2024, 5, 1)));
        assert!(!is_listed(words, jiff::civil::date(2020, 5, 1)));
        assert!(!is_listed("《中华人民共和国刑法》第二百三十四条之一第二款", jiff::civil::date(2024, 5, 1)));
    }
}
