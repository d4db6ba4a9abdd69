//! Floor 3: the three-document comparison (三书比对). Values in, values out.
//!
//! Benign variation (numerals, 约/余, aliases, units, narrowed 选择性罪名) is no difference, and what one
//! document does not say is not compared: silence is not disagreement.

mod articles;
pub mod aspect;
mod charges;
mod circumstances;
mod custody;
mod difference;
mod facts;
mod identity;
mod incident;
mod number;
mod people;
mod places;
mod priors;
mod procedure;
pub mod recommendation;
mod report;
mod sides;
mod sums;
mod tiers;
mod within;

pub use difference::{Difference, Side};
pub use report::report_against_decision;

use crate::case::CaseFile;
use sides::Pair;

/// Compares the documents of a case, pair by pair, in the order of the procedure.
pub fn compare(case: &CaseFile) -> Vec<Difference> {
    let mut differences = Vec::new();
    for pair in sides::pairs(case) {
        compare_pair(&pair, &mut differences);
    }
    recommendation::compare(case, &mut differences);
    differences.dedup();
    tiers::mark(case, &mut differences);
    differences
}

fn compare_pair(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    if pair.is_internal() {
        charges::compare(pair, out);
        within::compare(pair, out);
        return;
    }
    people::compare(pair, out);
    identity::compare(pair, out);
    priors::compare(pair, out);
    custody::compare(pair, out);
    charges::compare(pair, out);
    articles::compare(pair, out);
    procedure::compare(pair, out);
    number::compare(pair, out);
    facts::compare(pair, out);
    places::compare(pair, out);
    circumstances::compare(pair, out);
}
