//! An extension that papers tell of without a day anybody can read: when the limit ended cannot be said.

use jiff::civil::Date;

use super::super::super::verdict::Scope;
use super::{Terms, dated};
use crate::case::Paper;
use crate::document::DocumentKind as K;
use crate::extract::elements::StepKind;
use crate::standard::Pattern;

/// Whether some extension is told in words, and neither its day nor a new last day from `from` on.
pub(super) fn is_told(scope: Scope<'_>, terms: &Terms<'_>, from: Date) -> bool {
    let is_dated = |steps: &[StepKind]| dated(scope, steps).iter().any(|(day, _)| *day >= from);
    if is_dated(terms.until) {
        return false;
    }
    terms.extend.iter().any(|extension| {
        let Some(words) = &extension.told else { return false };
        !is_dated(&[extension.step]) && scope.case.papers.iter().any(|paper| tells(scope, paper, words))
    })
}

/// A sentence that names others alone tells nothing of the person, and a notice of rights nothing that was done.
fn tells(scope: Scope<'_>, paper: &Paper, words: &Pattern) -> bool {
    if matches!(paper.kind(), K::RightsNotice | K::PleaRightsNotice | K::CaseCard) {
        return false;
    }
    let plain = paper.document.plain();
    let stops = ['。', '；', '\n'];
    words.find_iter(plain).any(|found| {
        let start = plain[..found.start()].rfind(stops).unwrap_or(0);
        let end = plain[found.end()..].find(stops).map_or(plain.len(), |at| found.end() + at);
        let sentence = &plain[start..end];
        let names = |name: &str| sentence.contains(name);
        names(scope.name()) || !scope.case.persons.iter().any(|person| names(&person.name))
    })
}
