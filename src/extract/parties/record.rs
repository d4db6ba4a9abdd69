//! Earlier sanctions told behind the heading: 另查明，被告人赵某某曾因……, 判决书证实钱某有前科，2011年因犯…….

mod told;

use jiff::civil::Date;

use super::{dates_in, is_accused, prior};
use crate::document::Document;
use crate::extract::elements::{Party, Prior, PriorKind};
use crate::text::date;

/// Adds to every accused what the heading did not tell; `from` is where the heading ends.
pub(super) fn read(document: &Document, from: usize, parties: &mut [Party]) {
    let plain = document.plain();
    let Some(text) = plain.get(from..) else { return };
    // What the court concludes and decides tells of this case.
    let text = text.rfind("本院认为").map_or(text, |end| &text[..end]);
    let accused = || parties.iter().filter(|party| is_accused(party.role));
    let names: Vec<String> = accused().map(|party| party.name.value.clone()).collect();
    let begun = accused().filter_map(first_measure).min();
    let heading = &plain[..from];
    let is_review = ["上诉人", "原审", "抗诉机关"].iter().any(|word| heading.contains(word));
    for record in told::all(text, &names) {
        let range = from + record.range.start..from + record.range.end;
        let (_, priors) = prior::read(document, &range, &dates_in(plain, &range));
        for (rank, name) in record.persons.iter().enumerate() {
            let mut named = parties.iter_mut().filter(|party| is_accused(party.role));
            let Some(party) = named.find(|party| party.name.value == *name) else { continue };
            let is_said = plain[range.clone()].contains('曾');
            let past = Past { is_review, begun: first_measure(party).or(begun), is_said };
            let new: Vec<Prior> = priors
                .iter()
                .filter(|prior| past.holds(prior) && !is_known(party, prior))
                .map(|prior| prior::share(document, prior, rank, record.persons.len()))
                .collect();
            party.priors.extend(new);
        }
    }
}

/// The first day on which a measure of this case was taken.
fn first_measure(party: &Party) -> Option<Date> {
    party.custody.iter().filter_map(|step| step.at.as_ref()?.value.date()).min()
}

/// What the paper itself tells of the time before it.
struct Past {
    /// An appeal or retrial: an earlier sentence may be the one under review.
    is_review: bool,
    /// The first day of this case, where it is told.
    begun: Option<Date>,
    /// Whether the words say 曾.
    is_said: bool,
}

impl Past {
    /// Whether a sanction is none of this case.
    fn holds(&self, prior: &Prior) -> bool {
        let decided = prior.decided.as_ref().and_then(|decided| decided.value.bounds());
        let Some((decided, _)) = decided else { return false };
        let clause = prior.clause.quote.text.as_str();
        // 撤销缓刑，收监执行: what became of a sentence told elsewhere. 与周某（已判刑: that of somebody else.
        if clause.contains("收监执行") || clause.matches('（').count() > clause.matches('）').count() {
            return false;
        }
        let is_before = self.begun.map_or(self.is_said, |begun| decided < begun);
        let ground = prior.ground.as_ref().map(|ground| ground.value.as_str());
        let is_of_own_deed = match prior.kind {
            // 因2015年2月28日与他人打架于同年7月28日被……行政拘留: a deed of a day of its own.
            PriorKind::Administrative if self.is_review => {
                ground.is_some_and(|ground| !date::scan(ground).is_empty())
            }
            PriorKind::Administrative => ground.is_some(),
            _ => !self.is_review,
        };
        is_before || is_of_own_deed
    }
}

/// Whether a person's sanctions, or the measures of this case, tell of it already: papers often disagree on the day.
fn is_known(party: &Party, prior: &Prior) -> bool {
    let Some(decided) = prior.decided.as_ref().map(|decided| decided.value) else { return false };
    let ground = |prior: &Prior| prior.ground.as_ref().map(|ground| ground.value.clone());
    let is_told = party.priors.iter().any(|known| {
        // One ground in two years that follow each other: a slip, or the day of the arrest.
        let apart = i16::from(prior.ground.is_some() && ground(known) == ground(prior));
        known.kind == prior.kind
            && known.decided.as_ref().is_none_or(|day| (day.value.year - decided.year).abs() <= apart)
    });
    let is_measure = |day: Option<Date>| day.is_some() && day == decided.date();
    is_told || party.custody.iter().any(|step| is_measure(step.at.as_ref().and_then(|at| at.value.date())))
}
