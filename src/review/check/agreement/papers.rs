//! What papers beside the three documents repeat of them: charges, sums, weights, punishments.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use super::measures;
use crate::case::{CardNode, CaseFile, Paper};
use crate::compare::recommendation::owner;
use crate::document::{DocumentKind as K, SectionName};
use crate::extract::elements::Sentence;
use crate::law::charges::{same_or_narrowed, scan};
use crate::text::{Quote, Range, money, numeral};

/// Papers that repeat the charge of the case.
const CHARGED: [K; 9] = [
    K::DetentionWarrant,
    K::DetentionNotice,
    K::ArrestRequest,
    K::ArrestApproval,
    K::ArrestWarrant,
    K::ArrestNotice,
    K::BailDecision,
    K::PleaAgreement,
    K::SentencingRecommendation,
];
/// Papers that repeat sums of the three documents.
const SUMMED: [K; 2] = [K::PleaAgreement, K::SentencingRecommendation];
static TERM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(有期徒刑|拘役|管制|缓刑|剥夺政治权利)(?:考验期)?((?:[一二两三四五六七八九十\d]+年)?零?(?:[一二两三四五六七八九十\d]+个月)?(?:零?[一二两三四五六七八九十\d]+日)?)",
    )
    .expect("a constant pattern")
});

fn main_papers(case: &CaseFile) -> impl Iterator<Item = &Paper> {
    let kinds = [K::ProsecutionOpinion, K::Indictment, K::Judgment, K::NonProsecutionDecision];
    case.papers.iter().filter(move |paper| kinds.contains(&paper.kind()))
}

fn of_kinds<'a>(case: &'a CaseFile, kinds: &'a [K]) -> impl Iterator<Item = &'a Paper> {
    case.papers.iter().filter(|paper| kinds.contains(&paper.kind()))
}

/// A paper whose charge none of the three documents knows.
pub(super) fn charges(desk: Desk<'_>) -> Vec<Verdict> {
    let known: Vec<(String, Quote)> = main_papers(desk.case)
        .flat_map(|paper| &paper.elements.charges)
        .map(|claim| (claim.charge.value.clone(), claim.charge.quote.clone()))
        .collect();
    let Some((name, quote)) = known.first() else { return Vec::new() };
    let mut found = Vec::new();
    for paper in of_kinds(desk.case, &CHARGED) {
        let told: Vec<_> = scan(paper.document.plain()).into_iter().filter(|f| f.value.has_suffix).collect();
        let Some(first) = told.first() else { continue };
        let agrees = |told: &str| {
            known.iter().any(|(charge, _)| same_or_narrowed(charge, told) || same_or_narrowed(told, charge))
        };
        if told.iter().any(|charge| agrees(charge.value.standard)) {
            continue;
        }
        let message =
            format!("{}载明的罪名为{}，三书为{name}，不一致", paper.kind().label(), first.value.standard);
        found.push(
            Verdict::fail(message, vec![paper.document.quote(&first.range), quote.clone()]).confident(0.7),
        );
    }
    found.extend(recommended_articles(desk.case));
    found
}

/// An article of the special part (刑法 §102 and later) that the recommendation cites and no main paper does.
fn recommended_articles(case: &CaseFile) -> Vec<Verdict> {
    let special = |paper: &Paper| -> Vec<(u16, Quote)> {
        let cited =
            paper.elements.citations.iter().filter(|c| c.value.law == "刑法" && c.value.article >= 102);
        cited.map(|citation| (citation.value.article, citation.quote.clone())).collect()
    };
    let known: Vec<(u16, Quote)> = main_papers(case).flat_map(special).collect();
    let Some((_, main)) = known.first() else { return Vec::new() };
    let told = case.of_kind(K::SentencingRecommendation).flat_map(|(_, paper)| special(paper));
    told.filter(|(article, _)| known.iter().all(|(other, _)| other != article))
        .map(|(article, quote)| {
            let message = format!("量刑建议书引用刑法第{article}条，三书均未引用，请核对");
            Verdict::fail(message, vec![quote, main.clone()]).confident(0.8)
        })
        .collect()
}

/// Sums, alcohol values and weights of papers that repeat the three documents, and stand in none of them.
pub(super) fn quantities(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    let sums: Vec<money::Money> =
        main_papers(case).flat_map(|paper| paper.document.text.sums()).map(|found| found.value).collect();
    let mut found = Vec::new();
    for paper in of_kinds(case, &SUMMED).filter(|_| !sums.is_empty()) {
        for sum in paper.document.text.sums() {
            let same = |other: &money::Money| {
                let room = if other.approximate || sum.value.approximate { other.fen / 10 } else { 0 };
                (other.fen - sum.value.fen).abs() <= room
            };
            // What fine is asked for is another point's matter.
            let before = &paper.document.plain()[..sum.range.start];
            let line = before.rsplit(['。', '；', '，', '\n']).next().unwrap_or_default();
            let is_known = || sums.iter().any(same) || is_added_up(line, paper, &sum.value, &sums);
            let after = &paper.document.plain()[sum.range.end..];
            let is_range = ["以上", "以下"].iter().any(|bound| after.starts_with(bound));
            if !line.contains("罚金") && !is_range && !is_known() && !adds_up_list(before, sum.value.fen) {
                found.push(unknown_to_main(paper, &sum.range, "金额"));
            }
        }
    }
    found.extend(measures::check(case));
    found.extend(behind_an_approximation(case));
    found.extend(bonds(case));
    found
}

/// 又退缴16万元，累计退缴46万元: a sum of the paper's own with one that the main papers tell.
fn is_added_up(line: &str, paper: &Paper, sum: &money::Money, known: &[money::Money]) -> bool {
    const TOTALS: [&str; 5] = ["累计", "总计", "合计", "共计", "先后"];
    let own = || paper.document.text.sums().iter().map(|found| found.value.fen);
    TOTALS.iter().any(|word| line.contains(word))
        && own()
            .any(|part| part > 0 && known.iter().any(|other| other.fen > 0 && other.fen + part == sum.fen))
}

/// 赔偿甲2000元、乙2000元、丙4350元，共8350元: a sum of those listed right before it in the sentence.
fn adds_up_list(before: &str, fen: i64) -> bool {
    let sentence = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
    let listed = money::scan(sentence);
    let sums = listed.iter().rev().scan(0_i64, |sum, part| {
        *sum = sum.saturating_add(part.value.fen);
        Some(*sum)
    });
    sums.skip(1).any(|sum| sum == fen)
}

pub(super) fn unknown_to_main(paper: &Paper, range: &Range, what: &str) -> Verdict {
    let quote = paper.document.quote(range);
    let message = format!("{}载明的{what}“{}”在三书中均未见", paper.kind().label(), quote.text);
    Verdict::fail(message, vec![quote]).confident(0.7)
}

/// Police and court give exact sums that differ, and the indictment between them gives only an approximate one.
fn behind_an_approximation(case: &CaseFile) -> Option<Verdict> {
    let sums = |kind: K| {
        let (_, paper) = case.of_kind(kind).last()?;
        Some((paper, paper.document.text.sums()))
    };
    let (police, indictment, court) =
        (sums(K::ProsecutionOpinion)?, sums(K::Indictment)?, sums(K::Judgment)?);
    for about in indictment.1.iter().filter(|sum| sum.value.approximate) {
        let near = |told: &[crate::text::Found<money::Money>]| -> Vec<(Range, i64)> {
            let is_near = |fen: i64| (fen - about.value.fen).abs() * 10 <= about.value.fen;
            let exact = told.iter().filter(|sum| !sum.value.approximate && is_near(sum.value.fen));
            exact.map(|sum| (sum.range.clone(), sum.value.fen)).collect()
        };
        let (a, b) = (near(police.1), near(court.1));
        let (Some((from, x)), Some((to, y))) = (a.first(), b.first()) else { continue };
        if a.iter().any(|(_, fen)| fen == y) || b.iter().any(|(_, fen)| fen == x) {
            continue;
        }
        let (from, to) = (police.0.document.quote(from), court.0.document.quote(to));
        let message = format!("起诉意见书载明的金额为“{}”，判决书为“{}”，不一致", from.text, to.text);
        return Some(Verdict::fail(message, vec![from, to]).confident(0.7));
    }
    None
}

/// A bond carried on from one bail decision to the next stays the same.
fn bonds(case: &CaseFile) -> Vec<Verdict> {
    let mut told: Vec<(i64, Quote)> = Vec::new();
    for (_, paper) in case.of_kind(K::BailDecision) {
        let plain = paper.document.plain();
        let bond = paper.document.text.sums().iter().find(|sum| {
            let before: String = plain[..sum.range.start].chars().rev().take(12).collect();
            before.contains("金证保")
        });
        told.extend(bond.map(|sum| (sum.value.fen, paper.document.quote(&sum.range))));
    }
    let differing = told.windows(2).find(|pair| pair[0].0 != pair[1].0);
    let message = "前后取保候审决定书载明的保证金数额不一致";
    let persons_differ = case.persons.len() > 1;
    differing
        .filter(|_| !persons_differ)
        .map(|pair| {
            Verdict::fail(message, pair.iter().map(|(_, quote)| quote.clone()).collect()).confident(0.7)
        })
        .into_iter()
        .collect()
}

/// Punishments the card and papers on earlier sentences tell otherwise than the papers they rest on.
pub(super) fn punishments(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    let mut found = Vec::new();
    found.extend(carded(desk, "判决", &[K::Judgment]));
    found.extend(prior_fines(case));
    found.extend(carded(desk, ASKED, &[K::PleaAgreement, K::SentencingRecommendation, K::Indictment]));
    let records: Vec<&Paper> = of_kinds(case, &[K::ReleaseCertificate, K::PriorRecord]).collect();
    if records.is_empty() {
        return found;
    }
    let told_terms: Vec<_> = main_papers(case).map(|paper| (paper, terms(paper.document.plain()))).collect();
    let told_fines: Vec<_> = main_papers(case).map(|paper| (paper, fines(paper))).collect();
    // A record without the punishment, or without its fine, says nothing of it.
    let tells_terms =
        told_terms.iter().any(|(paper, terms)| terms.iter().any(|(range, ..)| is_in_heading(paper, range)));
    let tells_fines =
        told_fines.iter().any(|(paper, fines)| fines.iter().any(|(range, _)| is_in_heading(paper, range)));
    for paper in records {
        for (range, kind, days) in terms(paper.document.plain()) {
            let mut known = told_terms.iter().flat_map(|(_, terms)| terms);
            if tells_terms && !known.any(|(_, other, length)| *other == kind && *length == days) {
                found.push(unknown_to_main(paper, &range, "刑期"));
            }
        }
        let known: Vec<i64> = told_fines.iter().flat_map(|(_, fines)| fines).map(|(_, fen)| *fen).collect();
        for (range, fen) in fines(paper) {
            if tells_fines && !known.contains(&fen) {
                found.push(unknown_to_main(paper, &range, "罚金"));
            }
        }
    }
    found
}

/// A fine of an earlier sentence that indictment and judgment tell otherwise in the person's record.
fn prior_fines(case: &CaseFile) -> Vec<Verdict> {
    let told = |kind: K| {
        let (_, paper) = case.of_kind(kind).last()?;
        let fines: Vec<_> =
            fines(paper).into_iter().filter(|(range, _)| is_in_heading(paper, range)).collect();
        (!fines.is_empty()).then_some((paper, fines))
    };
    let mut found = Vec::new();
    for (left, right) in [(K::ProsecutionOpinion, K::Indictment), (K::Indictment, K::Judgment)] {
        let (Some((a, fines)), Some((b, others))) = (told(left), told(right)) else { continue };
        let lonely = fines.iter().find(|(_, fen)| others.iter().all(|(_, other)| other != fen));
        let other = others.iter().find(|(_, fen)| fines.iter().all(|(_, other)| other != fen));
        let (Some((from, _)), Some((to, _))) = (lonely, other) else { continue };
        let (from, to) = (a.document.quote(from), b.document.quote(to));
        let message = format!(
            "前科的罚金数额，{}为“{}”，{}为“{}”，不一致",
            left.label(),
            from.text,
            right.label(),
            to.text
        );
        found.push(Verdict::fail(message, vec![from, to]).confident(0.8));
    }
    found
}

/// Whether words stand where a paper introduces the persons, with their records.
fn is_in_heading(paper: &Paper, words: &Range) -> bool {
    let mut heads = paper.document.section_ranges(SectionName::Parties);
    heads.any(|head| head.start <= words.start && words.end <= head.end)
}

/// Sums a paper calls a fine.
fn fines(paper: &Paper) -> Vec<(Range, i64)> {
    let plain = paper.document.plain();
    let is_fine = |range: &Range| {
        let before: String = plain[..range.start].chars().rev().take(6).collect();
        before.contains("金罚")
    };
    let sums = paper.document.text.sums().iter().filter(|sum| is_fine(&sum.range));
    sums.map(|sum| (sum.range.clone(), sum.value.fen)).collect()
}

/// Terms and fines of a card entry that the papers it stands for do not tell.
fn carded(desk: Desk<'_>, label: &str, kinds: &[K]) -> Vec<Verdict> {
    let case = desk.case;
    let Some(card) = &case.card else { return Vec::new() };
    let document = &case.papers[card.paper].document;
    let mut found = Vec::new();
    for person in card.persons() {
        let Some(entry) = person.get(label) else { continue };
        let name = person.get("姓名").and_then(CardNode::text).unwrap_or_default();
        let papers: Vec<&Paper> =
            of_kinds(case, kinds).filter(|paper| paper.document.plain().contains(name)).collect();
        let whole: String = papers.iter().map(|paper| paper.document.plain().replace('\n', "")).collect();
        let mut nodes: Vec<(&str, &CardNode)> = vec![("", entry)];
        nodes.extend(["主刑", "缓刑", "附加刑"].iter().filter_map(|part| Some((*part, entry.get(part)?))));
        for (part, node) in nodes {
            let Some(text) = node.text() else { continue };
            // 缓刑：六个月 gives the term without its name.
            let filled = if part == "缓刑" && !text.contains(part) {
                format!("{part}{text}")
            } else {
                text.to_owned()
            };
            // Each paper by itself for one person; papers of several people, and those before and after a change of
            // the recommendation, are read together.
            let adjusted = if label == ASKED { adjusted_of(case, name) } else { String::new() };
            let is_changed = !adjusted.is_empty()
                || papers.iter().any(|paper| paper.adjusts_recommendation() || paper.is_signed_anew());
            let lone = case.persons.len() == 1 && !is_changed;
            for paper in &papers {
                // An indictment without a recommendation tells of terms and sums of other things.
                if paper.kind() == K::Indictment && paper.elements.recommendations.is_empty() {
                    continue;
                }
                let plain = paper.document.plain();
                let own = sentence_of(case, paper, name).map(|sentence| &sentence.item.quote.text);
                let squeezed = match own {
                    Some(item) => item.replace('\n', ""),
                    None if lone => plain.replace('\n', ""),
                    None => format!("{whole}\n{adjusted}"),
                };
                let known = terms(&squeezed);
                if known.is_empty() {
                    continue;
                }
                let wrong_term = terms(&filled)
                    .into_iter()
                    .any(|(_, kind, days)| !known.iter().any(|(_, k, d)| *k == kind && *d == days));
                let known_fines = money::scan(&squeezed);
                let wrong_fine = money::scan(text).iter().any(|fine| {
                    !known_fines.is_empty() && !known_fines.iter().any(|f| f.value.fen == fine.value.fen)
                });
                if !wrong_term && !wrong_fine {
                    continue;
                }
                let mut evidence = vec![document.quote_original(&node.range)];
                let ranges: Vec<Range> = if wrong_fine {
                    paper.document.text.sums().iter().map(|fine| fine.range.clone()).collect()
                } else {
                    terms(plain).into_iter().map(|(range, ..)| range).collect()
                };
                evidence.extend(ranges.iter().rev().take(3).map(|range| paper.document.quote(range)));
                let message = format!("案卡{label}填录为“{text}”，与{}记载不一致", paper.kind().label());
                found.push(Verdict::fail(message, evidence).of(name).confident(0.8));
            }
        }
    }
    found
}

/// Entry of the card for what is recommended.
const ASKED: &str = "认罪认罚.量刑建议";

/// What the prosecution changed its recommendation for a person to, wherever a paper tells of it: a change made at court
/// stands in no paper of the prosecution.
fn adjusted_of(case: &CaseFile, name: &str) -> String {
    let person = case.person_named(name);
    let told = case.papers.iter().flat_map(|paper| {
        let adjusted = paper.elements.recommendations.iter().filter(|wanted| wanted.adjusted);
        adjusted.filter(|wanted| person.is_some() && owner(case, paper, wanted) == person)
    });
    told.map(|wanted| wanted.words.quote.text.replace('\n', "")).collect::<Vec<_>>().join("\n")
}

/// What the judgment's operative part orders for one person.
fn sentence_of<'a>(case: &CaseFile, paper: &'a Paper, name: &str) -> Option<&'a Sentence> {
    let person = case.person_named(name)?;
    let is_own = |sentence: &&Sentence| case.person_named(&sentence.person.value) == Some(person);
    paper.elements.sentences.iter().find(is_own)
}

/// Terms with their kind and length in days, a month counted thirty: 有期徒刑一年二个月.
fn terms(plain: &str) -> Vec<(Range, String, i64)> {
    let number = |text: &str| if text.is_empty() { Some(0) } else { numeral::integer(text) };
    let read = |captures: regex::Captures<'_>| {
        let (whole, kind, length) = (captures.get(0)?, captures.get(1)?, captures.get(2)?.as_str());
        if length.is_empty() {
            return None;
        }
        let (years, rest) = length.split_once('年').unwrap_or(("", length));
        let (months, rest) = rest.split_once("个月").unwrap_or(("", rest));
        let days = rest.trim_start_matches('零').trim_end_matches('日');
        let total = number(years)? * 360 + number(months.trim_start_matches('零'))? * 30 + number(days)?;
        Some((whole.range(), kind.as_str().to_owned(), total))
    };
    TERM.captures_iter(plain).filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::terms;

    #[test]
    fn terms_are_read() {
        let told = terms("有期徒刑一年二个月，缓刑二年，拘役一个月十五日");
        let lengths: Vec<i64> = told.iter().map(|(.., days)| *days).collect();
        assert_eq!(lengths, [420, 720, 45]);
    }
}
