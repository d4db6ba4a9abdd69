//! Whether the two values of a difference fall into different statutory tiers.

use super::Difference;
use crate::case::CaseFile;
use crate::document::DocumentKind;
use crate::extract::elements::StepKind;
use crate::law::tiers::{Local, Quantity, crosses};
use crate::text::{measure, money};

/// Marks differences whose values cross a tier of the charge they concern; those weigh as E.
///
/// Only national figures are used here: where a province sets the line, the answer stays open.
pub(super) fn mark(case: &CaseFile, differences: &mut [Difference]) {
    let Some(charge) = only_charge(case) else { return };
    let judged = case.events.iter().filter(|event| event.kind == StepKind::Judged);
    let Some(day) = judged.filter_map(|event| event.at.value.date()).max() else { return };
    for difference in differences {
        let [a, b] = difference.sides.as_slice() else { continue };
        let (Some(a), Some(b)) =
            (quantity(&difference.aspect, &a.value), quantity(&difference.aspect, &b.value))
        else {
            continue;
        };
        if crosses(&charge, &a, &b, Local::default(), day) == Some(true) {
            difference.crosses_tier = true;
            "E".clone_into(&mut difference.severity);
            difference.message.push_str("，跨越量刑档次");
        }
    }
}

fn quantity(aspect: &str, value: &str) -> Option<Quantity> {
    match aspect {
        "amount" => money::scan(value).first().map(|sum| Quantity::Money(sum.value.fen)),
        "alcohol" => {
            measure::scan_alcohol(value).first().map(|found| Quantity::Alcohol(found.value.hundredths))
        }
        _ => None,
    }
}

/// The charge of a case with one charge.
fn only_charge(case: &CaseFile) -> Option<String> {
    let (_, judgment) = case.of_kind(DocumentKind::Judgment).last()?;
    let counts = judgment.elements.sentences.iter().flat_map(|sentence| &sentence.counts);
    let mut charges: Vec<&str> =
        counts.filter_map(|count| Some(count.charge.as_ref()?.value.as_str())).collect();
    charges.sort_unstable();
    charges.dedup();
    if let [only] = charges[..] { Some(only.to_owned()) } else { None }
}
