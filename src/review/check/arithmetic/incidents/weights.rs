//! The weights of a list's incidents against the total of the list.

use super::super::super::super::verdict::Verdict;
use crate::extract::elements::Incident;
use crate::text::{Cited, Quote};

/// A weight stated as 共计 behind the last of a list's incidents, each with exactly one weight, that neither these give
/// nor the lists that stand `together`.
pub(super) fn check(label: &str, list: &[Incident], together: &[&[Incident]]) -> Option<Verdict> {
    let (total, each) = stated(list)?;
    let sum: i64 = each.iter().map(|weight| weight.value).sum();
    let is_rough = each.iter().chain([&total]).any(|weight| is_approximate(&weight.quote.text));
    if is_rough && (sum - total.value).abs() * 10 <= sum || together.iter().any(|run| gives(run, &total)) {
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
fn stated(facts: &[Incident]) -> Option<(Cited<i64>, Vec<Cited<i64>>)> {
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

/// Whether the weights that a run of lists tells before the total give it.
fn gives(run: &[Incident], total: &Cited<i64>) -> bool {
    let before = run.iter().flat_map(|fact| &fact.weights).filter(|w| w.quote.start < total.quote.start);
    before.map(|weight| weight.value).sum::<i64>() == total.value
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
