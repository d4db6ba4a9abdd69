//! 合计: the sums of the incidents against the stated total, paper by paper.

mod damages;
mod listed;
mod payers;
mod remainder;
mod table;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::document::{DocumentKind, SectionName};
use crate::extract::elements::{Amount, AmountRole, Incident};
use crate::text::{Cited, Quote};

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    use DocumentKind as K;
    let kinds =
        [K::ProsecutionOpinion, K::Indictment, K::NonProsecutionDecision, K::Judgment, K::PriceAppraisal];
    let mut verdicts = Vec::new();
    for paper in desk.case.papers.iter().filter(|paper| kinds.contains(&paper.kind())) {
        let facts = &paper.elements.found;
        let told = verdicts.len();
        // Facts told in several pieces, between lists of evidence or once by each court, are not read as one list.
        if paper.document.section_ranges(SectionName::Facts).count() < 2 {
            verdicts.extend(totals(paper.kind().label(), facts));
            verdicts.extend(weights(paper.kind().label(), facts));
        }
        if verdicts.len() == told {
            verdicts.extend(listed::check(desk.case, paper));
        }
        verdicts.extend(remainder::check(paper));
    }
    // The judgment on those who acted together, tried earlier, is evidence of this case.
    verdicts.extend(desk.case.of_kind(K::PriorRecord).flat_map(|(_, paper)| listed::check(desk.case, paper)));
    verdicts.extend(payers::check(desk.case));
    let papers = || desk.case.papers.iter().filter(|paper| paper.kind() != K::CaseCard);
    verdicts.extend(papers().flat_map(table::check));
    verdicts.extend(papers().flat_map(damages::check));
    if verdicts.is_empty() { vec![Verdict::pass()] } else { verdicts }
}

/// A total stated after several incidents, each with exactly one sum of the crime.
fn totals(label: &str, facts: &[Incident]) -> Option<Verdict> {
    let with_sums: Vec<Vec<&Amount>> = facts.iter().map(crime).filter(|sums| !sums.is_empty()).collect();
    if with_sums.len() < 2 {
        return None;
    }
    let stated: Vec<&Amount> =
        facts.iter().flat_map(|fact| fact.amounts.iter().filter(|a| a.role == AmountRole::Total)).collect();
    let total = stated.last()?;
    // A total inside an incident sums that incident's things, not the incidents.
    let last_fact = facts.last()?;
    // The total of all incidents closes the last one, or opens the list: 先后三次……共计……具体如下.
    let holds = |fact: &Incident| fact.amounts.iter().any(|amount| std::ptr::eq(amount, *total));
    let opens = facts.first().is_some_and(|first| holds(first) && opens_the_list(first, total));
    let closes = holds(last_fact);
    let several_stated = stated.len() > 1;
    if !(closes || opens) || several_stated || with_sums.iter().any(|sums| sums.len() > 1) {
        return None;
    }
    let sum: i64 = with_sums.iter().map(|sums| sums[0].fen.value).sum();
    let rough = total.approximate || with_sums.iter().any(|sums| sums[0].approximate);
    let slack = if rough { sum / 10 } else { 0 };
    let off = (sum - total.fen.value).abs();
    if off <= slack || is_borne_out(facts, total, closes) {
        return None;
    }
    let mut evidence: Vec<_> = with_sums.iter().map(|sums| sums[0].fen.quote.clone()).collect();
    evidence.push(total.fen.quote.clone());
    let yuan = |fen: i64| format!("{}元", fen as f64 / 100.0);
    let message = format!("{label}各笔数额之和为{}，与载明的合计{}不一致", yuan(sum), yuan(total.fen.value));
    Some(
        Verdict::fail(message, evidence).computed("sum", yuan(sum)).computed("stated", yuan(total.fen.value)),
    )
}

/// Whether the total is made of other sums the incidents tell: 转入的3万元、2万元，取现5万元 is one act with three sums,
/// of which only one was read as that of the crime.
fn is_borne_out(facts: &[Incident], total: &Amount, closes: bool) -> bool {
    let mut reached: Vec<i64> = vec![0];
    for fact in facts {
        // What stands beyond a closing total, or before an opening one, is none of its parts.
        let is_part = |amount: &&Amount| {
            amount.role != AmountRole::Total && (amount.fen.quote.start < total.fen.quote.start) == closes
        };
        let mut told: Vec<i64> = fact.amounts.iter().filter(is_part).map(|amount| amount.fen.value).collect();
        told.sort_unstable();
        told.dedup();
        if told.is_empty() {
            continue;
        }
        reached = reached.iter().flat_map(|sum| told.iter().map(move |own| sum + own)).collect();
        reached.sort_unstable();
        reached.dedup();
        if reached.len() > MOST_WAYS {
            return false;
        }
    }
    reached.contains(&total.fen.value)
}

/// With more sums to choose from, nearly every total could be made of them.
const MOST_WAYS: usize = 64;

/// A weight stated as 共计 behind the last of several incidents, each with exactly one weight.
fn weights(label: &str, facts: &[Incident]) -> Option<Verdict> {
    let (total, each) = stated_weight(facts)?;
    let sum: i64 = each.iter().map(|weight| weight.value).sum();
    let is_rough = each.iter().chain([&total]).any(|weight| is_approximate(&weight.quote.text));
    if sum == total.value || is_rough && (sum - total.value).abs() * 10 <= sum {
        return None;
    }
    let mut evidence: Vec<_> = each.iter().map(|weight| weight.quote.clone()).collect();
    evidence.push(total.quote.clone());
    let grams = |milligrams: i64| format!("{}克", milligrams as f64 / 1000.0);
    let message = format!("{label}各笔重量之和为{}，与载明的合计{}不一致", grams(sum), grams(total.value));
    Some(Verdict::fail(message, evidence).computed("sum", grams(sum)).computed("stated", grams(total.value)))
}

/// The total, with the weight of each incident. The total follows 共计 in the closing sentence (综上), where each
/// person's share may follow.
fn stated_weight(facts: &[Incident]) -> Option<(Cited<i64>, Vec<Cited<i64>>)> {
    let mut all: Vec<&Cited<i64>> = facts.iter().flat_map(|fact| &fact.weights).collect();
    all.sort_by_key(|weight| weight.quote.start);
    let last = facts.last()?;
    let words = &last.passage.quote;
    let closing = words.start + characters_before(&words.text, "综上")?;
    let (each, after): (Vec<_>, Vec<_>) = all.into_iter().partition(|weight| weight.quote.start < closing);
    let total = after.first()?;
    let lead: String = slice(words, closing, total.quote.start);
    let one_each = facts
        .iter()
        .filter(|fact| fact.weights.iter().filter(|weight| weight.quote.start < closing).count() == 1);
    if !concerns_all(facts, &lead) {
        return None;
    }
    if each.len() < 2 || one_each.count() != each.len() || !(lead.contains("共计") || lead.contains("合计"))
    {
        return None;
    }
    Some(((*total).clone(), each.into_iter().cloned().collect()))
}

/// Whether the person the total is laid on stands in every incident; one's share is no sum of all.
fn concerns_all(facts: &[Incident], lead: &str) -> bool {
    let persons = facts.iter().flat_map(|fact| &fact.persons);
    let named: Vec<&str> =
        persons.map(|name| name.value.as_str()).filter(|name| lead.contains(name)).collect();
    let tells_of = |fact: &Incident| named.iter().any(|name| fact.passage.quote.text.contains(name));
    named.is_empty() || facts.iter().all(tells_of)
}

/// Characters in front of the last place of a word.
fn characters_before(text: &str, word: &str) -> Option<u32> {
    let at = text.rfind(word)?;
    u32::try_from(text[..at].chars().count()).ok()
}

/// The characters of a passage between two places of its document.
fn slice(passage: &Quote, from: u32, to: u32) -> String {
    let count = to.saturating_sub(from) as usize;
    passage.text.chars().skip(from.saturating_sub(passage.start) as usize).take(count).collect()
}

fn is_approximate(words: &str) -> bool {
    ["余", "约", "左右", "许"].iter().any(|word| words.contains(word))
}

/// Whether the list of incidents starts between the total and the first incident's own sum. Without the words
/// for it the total may sum only that incident's things.
fn opens_the_list(first: &Incident, total: &Amount) -> bool {
    let Some(own) = crime(first).first().map(|amount| amount.fen.quote.start) else { return true };
    let passage = &first.passage.quote;
    let from = total.fen.quote.end.saturating_sub(passage.start) as usize;
    let to = own.saturating_sub(passage.start) as usize;
    let between: String = passage.text.chars().take(to).skip(from).collect();
    between.contains("如下")
}

fn crime(fact: &Incident) -> Vec<&Amount> {
    fact.amounts.iter().filter(|amount| amount.role == AmountRole::Crime).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn told(facts: &str) -> Option<String> {
        let text = format!(
            "云岭县人民检察院\n起诉书\n被告人林小舟，男，1990年1月2日出生。\n经依法审查查明：\n{facts}\n本院认为，其行为触犯了刑法。"
        );
        let elements = crate::extract::extract(&Document::from_text(DocumentKind::Indictment, &text));
        totals("起诉书", &elements.found).map(|verdict| verdict.message)
    }

    const LIST: &str = "1.2023年2月11日，被告人林小舟在柳园小区窃得孙某电动车1辆，价值3000元。\n2.2023年2月12日，被告人林小舟窃得周某电动车1辆，价值3500元。";

    #[test]
    fn a_total_that_opens_the_list_is_held_against_the_sum() {
        let with_total = |total: &str| {
            told(&format!("2023年2月，被告人林小舟先后两次盗窃，价值共计人民币{total}元。具体如下：\n{LIST}"))
        };
        assert_eq!(with_total("6500"), None);
        assert_eq!(
            with_total("8500").as_deref(),
            Some("起诉书各笔数额之和为6500元，与载明的合计8500元不一致")
        );
    }

    #[test]
    fn an_act_of_several_sums_may_bear_out_the_total() {
        let with_total = |total: &str| {
            told(&format!(
                "2023年2月，被告人林小舟先后两次帮助取款，共计人民币{total}元。具体如下：\n\
                 1.2023年2月11日，被告人林小舟接收电信诈骗被害人孙大山、周小海分别转入的20000元、15000元，取现35000元。\n\
                 2.2023年2月12日，被告人林小舟接收电信诈骗被害人罗平转入的12000元。"
            ))
        };
        assert_eq!(with_total("47000"), None);
        assert!(with_total("41000").is_some());
    }

    #[test]
    fn a_total_of_the_first_incident_says_nothing_of_the_others() {
        let facts = "1.2023年2月11日，被告人林小舟窃得孙某手表、项链，价值共计9000元，其中手表价值3000元。\n2.2023年2月12日，被告人林小舟窃得周某电动车1辆，价值3500元。";
        assert_eq!(told(facts), None);
    }
}
