//! Conditions told by papers as a whole.

use super::Answer;
use crate::case::publication::public_papers;
use crate::review::verdict::Scope;

/// Names this module answers.
pub(super) const NAMES: &[&str] = &["有公开文书"];

/// Evaluates a condition of [`NAMES`].
pub(super) fn holds(scope: Scope<'_>, name: &str) -> Answer {
    match name {
        "有公开文书" => published(scope),
        _ => Answer::Unknown,
    }
}

/// A paper made for publication, with the words that say so, else its first line.
fn published(scope: Scope<'_>) -> Answer {
    let Some((paper, told)) = public_papers(scope.case).next() else { return Answer::No };
    let plain = paper.document.plain();
    let first_line = 0..plain.find('\n').unwrap_or(plain.len());
    Answer::Yes(vec![paper.document.quote(&told.unwrap_or(first_line))])
}
