//! 在卷: papers the dossier shows to exist and does not hold. A dossier is often a part of the whole file, so that a
//! paper is only missed where its neighbours are there: the same paper of the other accused, the paper it belongs to.

mod annexed;
mod each_person;
mod implied;
mod told_late;
mod victims;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::{DocumentKind as K, ReadState};
use crate::standard::check::OnFileItem;

pub(super) fn check(desk: Desk<'_>, item: OnFileItem) -> Vec<Verdict> {
    let found = match item {
        OnFileItem::ToldLate => told_late::check(desk.case),
        OnFileItem::Victims => victims::check(desk.case),
        _ if has_unread(desk.case) => {
            return vec![Verdict::unknown("有未能读取的文件，无法判断材料是否在卷")];
        }
        OnFileItem::EachPerson => each_person::check(desk.case),
        OnFileItem::Implied => implied::check(desk.case),
        OnFileItem::Annexed => annexed::check(desk.case).into_iter().collect(),
    };
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}

/// A file that could not be read may be any paper.
fn has_unread(case: &CaseFile) -> bool {
    case.papers.iter().any(|paper| paper.document.read == ReadState::Failed)
}

/// Whether a paper nobody could name holds the title of a kind: several papers in one file are not always told apart.
fn may_be_hidden(case: &CaseFile, kind: K) -> bool {
    let unknown = case.papers.iter().filter(|paper| paper.kind() == K::Unknown);
    let label = kind.label();
    let short = label.strip_suffix("决定书").unwrap_or(label);
    let others: &[&str] = match kind {
        K::AppraisalOpinion => &["鉴定书", "检验报告", "检测报告"],
        _ => &[],
    };
    let may_be =
        |paper: &Paper| others.iter().chain([&short]).any(|title| paper.document.plain().contains(title));
    unknown.into_iter().any(may_be)
}

/// Whether a paper names a person.
fn names(case: &CaseFile, paper: &Paper, person: usize) -> bool {
    case.persons[person].spellings().any(|name| paper.document.plain().contains(name))
}
