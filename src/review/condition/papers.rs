//! Conditions told by papers as a whole.

use std::sync::LazyLock;

use regex::Regex;

use super::Answer;
use crate::case::publication::public_papers;
use crate::document::{DocumentKind, SectionName};
use crate::review::verdict::Scope;

/// Names this module answers.
pub(super) const NAMES: &[&str] = &["有公开文书", "写明审限变动", "补充移送"];

/// Evaluates a condition of [`NAMES`].
pub(super) fn holds(scope: Scope<'_>, name: &str) -> Answer {
    match name {
        "有公开文书" => published(scope),
        "写明审限变动" => trial_prolonged(scope),
        "补充移送" => added_later(scope),
        _ => Answer::Unknown,
    }
}

/// Facts or people the police handed over, or the prosecution charged, after the case itself.
fn added_later(scope: Scope<'_>) -> Answer {
    let kinds = [DocumentKind::SupplementaryOpinion, DocumentKind::SupplementaryIndictment];
    Answer::plain(scope.case.papers.iter().any(|paper| kinds.contains(&paper.kind())))
}

/// A paper made for publication, with the words that say so, else its first line.
fn published(scope: Scope<'_>) -> Answer {
    let Some((paper, told)) = public_papers(scope.case).next() else { return Answer::No };
    let plain = paper.document.plain();
    let first_line = 0..plain.find('\n').unwrap_or(plain.len());
    Answer::Yes(vec![paper.document.quote(&told.unwrap_or(first_line))])
}

static PROLONGED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "延期|中止|延长|审限|审理期限|补充(?:侦查|证据)|补侦|补查|恢复(?:法庭|庭审|审理|开庭)|(?:变更|追加|补充)(?:了)?(?:起诉|指控|公诉)|精神病|鉴定|转(?:为|换为|入)|变更(?:为)?(?:适用)?普通程序|报请|扣除|调查取证|合并(?:公开)?(?:开庭)?审理|并案|管辖|重新",
    )
    .expect("the pattern is fixed")
});

/// The course of the trial, as the judgment tells it, speaks of something that stops, prolongs or restarts the limit
/// for the trial (刑诉 §149, §206, §208), with or without its day.
fn trial_prolonged(scope: Scope<'_>) -> Answer {
    let quote = scope.case.of_kind(DocumentKind::Judgment).find_map(|(_, paper)| {
        let document = &paper.document;
        document.section_ranges(SectionName::Procedure).find_map(|range| {
            let found = PROLONGED.find(document.plain().get(range.clone())?)?;
            Some(document.quote(&(range.start + found.start()..range.start + found.end())))
        })
    });
    Answer::of(quote.as_ref())
}
