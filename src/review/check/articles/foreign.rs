//! The article of another crime: a paper that finds one charge and applies, in its place, the article of another.

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use super::super::circumstance_articles::concluded::is_of_first_instance;
use super::applies_older_law;
use crate::case::Paper;
use crate::document::DocumentKind as K;
use crate::extract::elements::Stance;
use crate::law::charges::{self, Charge};
use crate::law::{Citation, articles};
use crate::text::Cited;

/// First article of the special part.
const SPECIAL_PART: u16 = 102;

/// Papers that conclude a charge and cite its article.
const CONCLUDING: [K; 4] = [K::ProsecutionOpinion, K::Indictment, K::SentencingRecommendation, K::Judgment];

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let papers = desk.case.papers.iter().filter(|paper| CONCLUDING.contains(&paper.kind()));
    papers.filter_map(one).collect()
}

/// One finding for a paper: a charge none of whose articles is cited, beside an article that is of no charge told.
fn one(paper: &Paper) -> Option<Verdict> {
    let is_judgment = paper.kind() == K::Judgment;
    if applies_older_law(paper) || (is_judgment && !is_of_first_instance(paper)) {
        return None;
    }
    let cited: Vec<&Cited<Citation>> = paper
        .elements
        .citations
        .iter()
        .filter(|c| c.value.law == "刑法" && c.value.article >= SPECIAL_PART)
        .collect();
    let stance = if is_judgment { Stance::Accepted } else { Stance::Alleged };
    let claims = paper.elements.charges.iter().filter(|claim| claim.stance == stance);
    let mut concluded: Vec<&Charge> = Vec::new();
    for claim in claims {
        // A charge the table does not know may have any article.
        concluded.push(charges::find(&claim.charge.value)?);
    }
    let told = charges::find_all(paper.document.plain());
    let is_told = |place: &Citation| {
        told.iter().any(|found| has(found.value, place)) || concluded.iter().any(|charge| has(charge, place))
    };
    let bare = concluded.iter().find(|charge| !cited.iter().any(|c| has(charge, &c.value)))?;
    let (foreign, other) = cited.iter().find_map(|citation| {
        let other = charges::all().iter().find(|charge| same(charge.article(), &citation.value))?;
        (!is_told(&citation.value)).then_some((citation, other))
    })?;
    let claim = paper.elements.charges.iter().find(|claim| {
        claim.stance == stance && charges::find(&claim.charge.value).is_some_and(|found| found == *bare)
    })?;
    let own = bare.article();
    let message = format!(
        "{}认定{}，引用的“{}”是{}的条文，未见引用{}",
        paper.kind().label(),
        claim.charge.value,
        foreign.quote.text,
        other.name,
        articles::words(own)
    );
    let evidence = vec![foreign.quote.clone(), claim.charge.quote.clone()];
    let mut verdict = Verdict::fail(message, evidence).confident(0.8);
    verdict.severity = Some("S2".to_owned());
    Some(verdict)
}

fn has(charge: &Charge, place: &Citation) -> bool {
    charge.articles.iter().any(|article| same(article, place))
}

fn same(a: &Citation, b: &Citation) -> bool {
    a.law == b.law && a.article == b.article && a.insert == b.insert
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::extract;

    fn told(kind: K, text: &str) -> Option<String> {
        let document = Document::from_text(kind, text);
        let elements = extract(&document);
        one(&Paper { document, elements }).map(|verdict| verdict.message)
    }

    fn judgment(charge: &str, articles: &str) -> String {
        format!(
            "云岭县人民法院\n刑事判决书\n被告人林小舟，男。\n经审理查明，略。\n本院认为，被告人林小舟的行为已构成{charge}，公诉机关指控的罪名成立。\
             依照《中华人民共和国刑法》{articles}之规定，判决如下：\n被告人林小舟犯{charge}，判处有期徒刑六个月。\n审判员　方砚\n二〇二三年六月十四日"
        )
    }

    #[test]
    fn the_article_of_another_crime_is_told_with_its_insert() {
        let wrong = judgment("交通肇事罪", "第一百三十三条之一、第六十七条第一款");
        let message = told(K::Judgment, &wrong).expect("another crime's article");
        assert!(message.contains("危险驾驶罪") && message.contains("第133条"), "{message}");
        assert_eq!(told(K::Judgment, &judgment("交通肇事罪", "第一百三十三条、第六十七条第一款")), None);
    }

    #[test]
    fn an_article_cited_beside_the_own_one_is_none_of_another_crime() {
        for (charge, articles) in [
            ("抢劫罪", "第二百六十九条、第二百六十三条"),
            ("盗窃罪", "第一百九十六条第三款、第二百六十四条"),
            ("受贿罪", "第三百八十五条第一款、第三百八十六条、第三百八十三条"),
            ("危险驾驶罪", "第一百三十三条之一第一款第（二）项"),
        ] {
            assert_eq!(told(K::Judgment, &judgment(charge, articles)), None, "{charge}");
        }
    }
}
