//! The procedure proposed and the one used.

use super::sides::Pair;
use super::{Difference, Side};
use crate::document::DocumentKind;
use crate::extract::elements::TrialProcedure;

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    if pair.right.paper.kind() != DocumentKind::Judgment {
        return;
    }
    let (proposed, used) = (&pair.left.paper.elements.trial, &pair.right.paper.elements.trial);
    let (Some(a), Some(b)) = (&proposed.procedure, &used.procedure) else { return };
    if a.value == b.value || used.converted.is_some() {
        return;
    }
    let words = |procedure: TrialProcedure| match procedure {
        TrialProcedure::Ordinary => "普通程序",
        TrialProcedure::Summary => "简易程序",
        TrialProcedure::FastTrack => "速裁程序",
    };
    let sides = vec![
        Side::said(pair.left.label, words(a.value), &a.quote),
        Side::said(pair.right.label, words(b.value), &b.quote),
    ];
    out.push(Difference::new("procedure", "审理程序", "程序变更", "S1", sides));
}
