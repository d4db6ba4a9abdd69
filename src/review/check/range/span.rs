//! 建议跨度: how far apart the edges of a recommended range may lie.

use super::super::super::condition::recommendations;
use super::super::super::verdict::{Scope, Verdict};
use super::words;
use crate::extract::elements::{Recommendation, SentenceKind};

/// Widest usual span in months for a lowest term of so many months, both for imprisonment. The figures are told
/// in secondary sources only, so the point that uses them is a hint.
const SPANS: [(u32, u32); 4] = [(120, 24), (36, 12), (12, 6), (0, 2)];
/// The same for 管制.
const CONTROL: u32 = 3;

/// Recommendations with a wider range than usual.
pub(super) fn check(scope: Scope<'_>) -> Vec<Verdict> {
    recommendations(scope).into_iter().filter_map(|(_, wanted)| one(scope, wanted)).take(1).collect()
}

fn one(scope: Scope<'_>, wanted: &Recommendation) -> Option<Verdict> {
    let (low, high) = (wanted.low?, wanted.high?);
    let most = match wanted.kind? {
        SentenceKind::Imprisonment => {
            SPANS.iter().find(|(from, _)| low.total_months() >= *from).map(|(_, most)| *most)?
        }
        SentenceKind::Control => CONTROL,
        _ => return None,
    };
    let span = high.total_months().checked_sub(low.total_months())?;
    if span <= most {
        return None;
    }
    let message =
        format!("量刑建议幅度为{}至{}，跨度{span}个月，一般不超过{most}个月", words(low), words(high));
    let verdict = Verdict::fail(scope.told(&message), vec![wanted.words.quote.clone()]);
    Some(verdict.computed("span_months", span).computed("usual_months", most).of(scope.name()))
}
