//! The sums of a list's incidents against the total of the list.

use super::super::super::super::verdict::Verdict;
use super::super::NEAR;
use crate::extract::elements::{Amount, AmountRole, Incident};
use crate::text::slip;

/// With more sums to choose from, nearly every total could be made of them.
const MOST_WAYS: usize = 64;

/// The total of a list whose incidents, each with exactly one sum of the crime, do not give it; nor do the lists that
/// stand `together`.
pub(super) fn check(label: &str, list: &[Incident], together: &[&[Incident]]) -> Option<Verdict> {
    let total = total(list)?;
    let sums: Vec<&Amount> = list.iter().flat_map(crime).collect();
    let sum: i64 = sums.iter().map(|sum| sum.fen.value).sum();
    if sums.len() < 2 || !is_near(sum, total.fen.value) || !is_read_whole(list, total) {
        return None;
    }
    if together.iter().any(|run| gives(run, total)) {
        return None;
    }
    let mut evidence: Vec<_> = sums.iter().map(|sum| sum.fen.quote.clone()).collect();
    evidence.push(total.fen.quote.clone());
    let yuan = |fen: i64| format!("{}元", fen as f64 / 100.0);
    let message = format!("{label}各笔数额之和为{}，与载明的合计{}不一致", yuan(sum), yuan(total.fen.value));
    Some(
        Verdict::fail(message, evidence).computed("sum", yuan(sum)).computed("stated", yuan(total.fen.value)),
    )
}

/// The only total stated, where it closes the last incident or opens the list: 先后三次……共计……具体如下. Any other sums
/// an incident's things.
fn total(list: &[Incident]) -> Option<&Amount> {
    let mut stated = list.iter().flat_map(|fact| fact.amounts.iter()).filter(|amount| is_total(amount));
    let total = stated.next()?;
    let is_only = stated.next().is_none();
    (is_only && (closes(list, total) || opens(list, total))).then_some(total)
}

/// A total further off counts something else, unless one digit makes it so.
fn is_near(sum: i64, total: i64) -> bool {
    (sum - total).abs() * NEAR <= sum || slip::is_digit_slip(sum, total)
}

fn is_total(amount: &Amount) -> bool {
    amount.role == AmountRole::Total
}

/// Whether the total stands behind the sum of the last incident; where it has none, the total is its own.
fn closes(list: &[Incident], total: &Amount) -> bool {
    list.last().is_some_and(|last| {
        holds(last, total)
            && crime(last).first().is_some_and(|own| own.fen.quote.start < total.fen.quote.start)
    })
}

/// Whether the list of incidents starts between the total and the first incident's own sum. Without the words
/// for it the total may sum only that incident's things.
fn opens(list: &[Incident], total: &Amount) -> bool {
    let Some(first) = list.first().filter(|first| holds(first, total)) else { return false };
    let passage = &first.passage.quote;
    let from = total.fen.quote.end.saturating_sub(passage.start) as usize;
    let own = crime(first).first().map_or(passage.end, |own| own.fen.quote.start);
    let to = own.saturating_sub(passage.start) as usize;
    let between: String = passage.text.chars().take(to).skip(from).collect();
    between.contains("如下")
}

fn holds(fact: &Incident, total: &Amount) -> bool {
    fact.amounts.iter().any(|amount| std::ptr::eq(amount, total))
}

/// Whether every incident that tells of money has one sum of the crime: of one with none, or several, it is open what
/// goes into the total.
fn is_read_whole(list: &[Incident], total: &Amount) -> bool {
    list.iter().all(|fact| match crime(fact).len() {
        0 => fact.amounts.iter().all(|amount| std::ptr::eq(amount, total)),
        own => own == 1,
    })
}

/// Whether the incidents of a run of lists give the total.
fn gives(run: &[Incident], total: &Amount) -> bool {
    let sums: Vec<&Amount> = run.iter().flat_map(crime).collect();
    let sum: i64 = sums.iter().map(|sum| sum.fen.value).sum();
    let is_rough = total.approximate || sums.iter().any(|sum| sum.approximate);
    let slack = if is_rough { sum / 10 } else { 0 };
    (sum - total.fen.value).abs() <= slack || is_borne_out(run, total)
}

/// Whether the total is made of other sums the incidents tell: 转入的3万元、2万元，取现5万元 is one act with three sums,
/// of which only one was read as that of the crime.
fn is_borne_out(run: &[Incident], total: &Amount) -> bool {
    let behind = run.last().is_some_and(|last| total.fen.quote.start >= last.passage.quote.start);
    let mut reached: Vec<i64> = vec![0];
    for fact in run {
        // What stands beyond a closing total, or before an opening one, is none of its parts.
        let is_part = |amount: &&Amount| {
            !is_total(amount) && (amount.fen.quote.start < total.fen.quote.start) == behind
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

fn crime(fact: &Incident) -> Vec<&Amount> {
    fact.amounts.iter().filter(|amount| amount.role == AmountRole::Crime).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};

    fn told(facts: &str) -> Option<String> {
        let text = format!(
            "云岭县人民检察院\n起诉书\n被告人林小舟，男，1990年1月2日出生。\n经依法审查查明：\n{facts}\n本院认为，其行为触犯了刑法。"
        );
        let found = crate::extract::extract(&Document::from_text(DocumentKind::Indictment, &text)).found;
        check("起诉书", &found, &[&found]).map(|verdict| verdict.message)
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
        assert!(with_total("28000").is_some());
    }

    #[test]
    fn a_total_of_the_first_incident_says_nothing_of_the_others() {
        let facts = "1.2023年2月11日，被告人林小舟窃得孙某手表、项链，价值共计9000元，其中手表价值3000元。\n2.2023年2月12日，被告人林小舟窃得周某电动车1辆，价值3500元。";
        assert_eq!(told(facts), None);
    }

    #[test]
    fn an_incident_whose_sums_are_not_all_read_leaves_the_list_open() {
        let facts = |third: &str| {
            format!(
                "{LIST}\n3.2023年2月13日，被告人林小舟窃得罗某财物，{third}。\n被告人林小舟三次盗窃，财物价值共计7800元。"
            )
        };
        assert_eq!(
            told(&facts("价值1000元")).as_deref(),
            Some("起诉书各笔数额之和为7500元，与载明的合计7800元不一致")
        );
        assert_eq!(told(&facts("造成损失1000元、300元")), None);
    }
}
