//! 罚金: fines that must go with the main punishment, and their floor.

use super::super::super::condition::{Answer, holds};
use super::super::super::engine::Desk;
use super::super::super::verdict::{Scope, Verdict};
use super::law_kind;
use crate::extract::elements::Sentence;
use crate::law::fines::{self, FineCase};
use crate::law::ranges;

const FEN: f64 = 100.0;

pub(super) fn check(desk: Desk<'_>, scope: Scope<'_>, sentence: &Sentence) -> Vec<Verdict> {
    let mut found = Vec::new();
    for count in &sentence.counts {
        let (Some(charge), Some(kind)) = (&count.charge, &count.kind) else { continue };
        if law_kind(kind.value).is_none() {
            continue;
        }
        let tiers = ranges::tiers_of(&charge.value, desk.day);
        let must = !tiers.is_empty() && tiers.iter().all(|range| range.verified && range.requires_property());
        let fined_in_sum = sentence
            .executed
            .as_ref()
            .is_some_and(|total| total.fine.is_some() || total.confiscation.is_some());
        if must && count.fine.is_none() && count.confiscation.is_none() && !fined_in_sum {
            let message = format!("{}依法应当并处罚金或者没收财产，主文未见", charge.value);
            found.push(Verdict::fail(message, vec![sentence.item.quote.clone()]));
        }
        found.extend(too_low(desk, scope, &charge.value, count));
    }
    found.into_iter().map(|verdict| verdict.of(sentence.person.value.clone())).collect()
}

fn too_low(
    desk: Desk<'_>,
    scope: Scope<'_>,
    charge: &str,
    count: &crate::extract::elements::Punishment,
) -> Option<Verdict> {
    let fine = count.fine.as_ref()?;
    let minor = !matches!(holds(scope, "未成年"), Answer::No);
    let bounds = fines::bounds(&FineCase { charge, tier: None, amount: None, minor, day: desk.day })
        .filter(|b| !b.usually)?;
    if fine.value.fen >= bounds.low {
        return None;
    }
    let yuan = |fen: i64| format!("{}元", fen as f64 / FEN);
    let message = format!("罚金{}低于下限{}（{}）", yuan(fine.value.fen), yuan(bounds.low), bounds.source);
    Some(
        Verdict::fail(message, vec![fine.quote.clone()])
            .computed("expected", yuan(bounds.low))
            .computed("actual", yuan(fine.value.fen)),
    )
}
