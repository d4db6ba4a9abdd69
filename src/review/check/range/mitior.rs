//! 从旧兼从轻: an act is judged by the law of its day unless the later law is milder (刑法 §12).

use jiff::civil::Date;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use super::super::acts;
use super::statutory::weigh;
use crate::document::DocumentKind;
use crate::extract::elements::{Punishment as Given, Sentence};
use crate::law::charges;
use crate::law::ranges::{Range, tiers_of};
use crate::text::Quote;

/// First day of the criminal code in force.
const CODE: Date = jiff::civil::date(1997, 10, 1);

pub(super) fn check(desk: Desk<'_>, sentence: &Sentence) -> Vec<Verdict> {
    let judgments = desk.case.of_kind(DocumentKind::Judgment).map(|(_, paper)| paper);
    let Some((act, words)) = acts::last(judgments) else { return Vec::new() };
    let mut found: Vec<(String, Quote)> =
        sentence.counts.iter().filter_map(|count| one(desk, count, act)).collect();
    // The same charge may stand in several counts and in the punishment to execute.
    found.dedup_by(|later, earlier| later.0 == earlier.0);
    found
        .into_iter()
        .map(|(message, quote)| {
            Verdict::fail(message, vec![words.clone(), quote])
                .computed("from", act.to_string())
                .computed("actual", desk.day.to_string())
                .of(sentence.person.value.clone())
                .confident(0.7)
        })
        .collect()
}

fn one(desk: Desk<'_>, count: &Given, act: Date) -> Option<(String, Quote)> {
    let (charge, kind) = (count.charge.as_ref()?, count.kind.as_ref()?);
    let known = charges::find(&charge.value)?;
    // Possession goes on until it is found out.
    if known.name.contains("持有") {
        return None;
    }
    // What the code of 1997 took over was an offence before.
    if act < known.since && known.since > CODE {
        let message = format!(
            "{}自{}起施行，所认定的行为终了于{act}，请核对刑法第十二条的适用",
            charge.value, known.since
        );
        return Some((message, charge.quote.clone()));
    }
    let (old, new) = (tiers_of(&charge.value, act), tiers_of(&charge.value, desk.day));
    let changed = new.iter().any(|range| range.since > act);
    if !changed || old.is_empty() {
        return None;
    }
    let given = weigh(kind.value, count)?;
    let admits = |tiers: &[&Range]| tiers.iter().any(|range| range.admits(given));
    let heaviest = old.iter().map(|range| range.high).max()?;
    if given > heaviest && admits(&new) {
        let message = format!(
            "行为终了于{act}，当时{}的法定最高刑为{heaviest}，判处{given}超出行为时的幅度，请核对刑法第十二条的适用",
            charge.value
        );
        return Some((message, kind.quote.clone()));
    }
    let fine = count.fine.as_ref()?;
    if !old.iter().any(|range| range.allows_fine()) && new.iter().any(|range| range.allows_fine()) {
        let message = format!(
            "行为终了于{act}，当时{}没有规定罚金，判决并处罚金，请核对刑法第十二条的适用",
            charge.value
        );
        return Some((message, fine.quote.clone()));
    }
    None
}
