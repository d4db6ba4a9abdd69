//! Dates of the coercive measures each document gives for a person.

use super::sides::Pair;
use super::{Difference, Side};
use crate::extract::elements::{CustodyAction, CustodyStep, Measure, Party};

const COMPARED: [(Measure, &str); 5] = [
    (Measure::Detention, "刑事拘留日期"),
    (Measure::Arrest, "逮捕日期"),
    (Measure::Bail, "取保候审日期"),
    (Measure::Surveillance, "监视居住日期"),
    (Measure::Liuzhi, "留置日期"),
];

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    for (person, name) in pair.persons() {
        let Some((left, right)) = pair.parties(person) else { continue };
        for (measure, label) in COMPARED {
            let (a, b) = (dated(left, measure), dated(right, measure));
            let (Some(first), Some(second)) = (a.first(), b.first()) else { continue };
            // Decisions and executions of one measure may bear two dates: one shared date is agreement.
            if a.iter().any(|x| b.iter().any(|y| day(x) == day(y))) {
                continue;
            }
            let (Some(x), Some(y)) = (&first.at, &second.at) else { continue };
            let sides = vec![
                Side::said(pair.left.label, x.value.to_string(), &x.quote),
                Side::said(pair.right.label, y.value.to_string(), &y.quote),
            ];
            out.push(Difference::new("custody", label, "强制措施记载不一致", "S1", sides).of(name));
        }
    }
}

/// Steps of one measure with a full date; executions before decisions.
fn dated(party: &Party, measure: Measure) -> Vec<&CustodyStep> {
    let mut steps: Vec<&CustodyStep> = party
        .custody
        .iter()
        .filter(|step| step.measure == measure && step.action != CustodyAction::Lifted)
        .filter(|step| step.action != CustodyAction::Refused && day(step).is_some())
        .collect();
    steps.sort_by_key(|step| step.action == CustodyAction::Decided);
    steps
}

fn day(step: &CustodyStep) -> Option<jiff::civil::Date> {
    step.at.as_ref()?.value.date()
}
