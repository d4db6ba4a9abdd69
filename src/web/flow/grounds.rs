//! What an opinion rests on: the findings as decided, in words.

use crate::office::{Settled, Verdict};
use crate::report::words;

/// A finding of the opinion.
pub(super) struct Ground {
    pub area: String,
    pub title: String,
    pub severity: &'static str,
    pub message: String,
    pub persons: String,
    pub basis: String,
    pub quotes: Vec<Cited>,
    /// What was decided; none while it is open.
    pub verdict: Option<&'static str>,
    /// Why it was decided so.
    pub reason: String,
}

/// Words it rests on.
pub(super) struct Cited {
    pub text: String,
    pub place: String,
}

/// Quotes shown of one finding; the others stand on the page of the case.
const MOST_QUOTES: usize = 6;

/// The findings that were sent: confirmed or modified, not excluded, not open, not gone.
pub(super) fn sent(settled: &[Settled]) -> Vec<Ground> {
    settled.iter().filter(|one| one.counts() && !one.is_open()).map(ground).collect()
}

/// The findings that were not sent.
pub(super) fn kept_back(settled: &[Settled]) -> Vec<Ground> {
    settled.iter().filter(|one| !one.counts() || one.is_open()).map(ground).collect()
}

fn ground(one: &Settled) -> Ground {
    let finding = &one.finding;
    let quotes = finding.evidence.iter().take(MOST_QUOTES);
    let is_recorded_reason = one.by_hand && one.reason == finding.message;
    Ground {
        area: finding.area.clone(),
        title: finding.title.clone(),
        severity: words::severity(&finding.severity),
        message: finding.message.clone(),
        persons: finding.persons.join("、"),
        basis: finding.basis.iter().map(words::basis).collect::<Vec<_>>().join("；"),
        quotes: quotes
            .map(|quote| Cited {
                text: quote.text.clone(),
                place: format!("{}，第 {} 页", quote.file, quote.page),
            })
            .collect(),
        verdict: one.verdict.map(Verdict::label),
        reason: if is_recorded_reason { String::new() } else { one.reason.clone() },
    }
}
