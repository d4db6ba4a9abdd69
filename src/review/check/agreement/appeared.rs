//! 出庭检察员: who appeared in court under a name that is the signing prosecutor's but for one character.
//! Another prosecutor may appear at any time (规则 §390): a quite different name tells nothing.

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::document::DocumentKind as K;
use crate::text::{Cited, Quote};

/// Told once: not where the spelling is among `known` findings already.
pub(super) fn check(desk: Desk<'_>, known: &[Verdict]) -> Option<Verdict> {
    one(desk)
        .filter(|(written, _)| !known.iter().any(|other| other.message.contains(written.as_str())))
        .map(|(_, verdict)| verdict)
}

fn one(desk: Desk<'_>) -> Option<(String, Verdict)> {
    let case = desk.case;
    let (at, judgment) = case.of_kind(K::Judgment).last()?;
    let (_, indictment) = case.of_kind(K::Indictment).last()?;
    let present = judgment.elements.trial.prosecutor_present.as_ref()?;
    let signed: Vec<&Cited<String>> = indictment
        .elements
        .signatures
        .iter()
        .filter(|signature| signature.role.contains("检察"))
        .map(|signature| &signature.name)
        .collect();
    let appeared = names(present);
    if signed.is_empty() || appeared.is_empty() {
        return None;
    }
    let (written, known) = appeared.iter().find_map(|written| {
        if signed.iter().any(|name| name.value == *written) {
            return None;
        }
        // A name other papers write too, or the judgment writes beside the signing one, is another person's.
        let is_known = case
            .papers
            .iter()
            .enumerate()
            .any(|(other, paper)| other != at && paper.document.plain().contains(written.as_str()));
        let known = signed.iter().find(|name| differs_by_one(&name.value, written))?;
        let is_beside = appeared.contains(&known.value);
        (!is_known && !is_beside).then_some((written, *known))
    })?;
    let message =
        format!("出庭支持公诉的检察员，判决书写作“{written}”，起诉书署名为“{}”，请核对", known.value);
    let evidence: Vec<Quote> = vec![present.quote.clone(), known.quote.clone()];
    let mut verdict = Verdict::fail(message, evidence).confident(0.7);
    // Of a name of two characters half is left: it may well be somebody else.
    if written.chars().count() < 3 {
        verdict.severity = Some("提示".to_owned());
    }
    Some((written.clone(), verdict))
}

/// Whole names of a list: 程明、赵立.
fn names(present: &Cited<String>) -> Vec<String> {
    let is_name = |name: &&str| {
        (2..=4).contains(&name.chars().count()) && !name.contains(['某', '×', '*']) && !name.ends_with('等')
    };
    present.value.split('、').filter(is_name).map(str::to_owned).collect()
}

/// The same name but for one character, of the same length.
fn differs_by_one(a: &str, b: &str) -> bool {
    a.chars().count() == b.chars().count() && a.chars().zip(b.chars()).filter(|(x, y)| x != y).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_makes_a_slip_and_two_another_person() {
        assert!(differs_by_one("程小明", "程小铭") && differs_by_one("温静", "温敏"));
        assert!(
            !differs_by_one("程小明", "赵立")
                && !differs_by_one("程明", "赵立")
                && !differs_by_one("程明", "程明")
        );
    }
}
