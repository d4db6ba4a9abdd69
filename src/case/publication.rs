//! Copies made for publication (公开版): they repeat a paper of the dossier with names and numbers hidden, and are none
//! of its papers.

use std::sync::LazyLock;

use regex::Regex;

use super::{CaseFile, Paper};
use crate::document::{Document, DocumentKind};
use crate::extract::elements::Elements;
use crate::text::Range;

static PUBLIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"公开版|公开稿|网上公开|互联网公开|公开文书|公开用|隐名版|屏蔽版")
        .expect("the pattern is fixed")
});
/// A mark of publication stands in the first lines.
const HEAD: usize = 60;

/// Papers made for publication, by their first lines or file name, with the words of the first lines.
pub fn public_papers(case: &CaseFile) -> impl Iterator<Item = (&Paper, Option<Range>)> {
    case.papers.iter().filter_map(|paper| {
        let told = mark(&paper.document);
        (told.is_some() || PUBLIC.is_match(&paper.document.file)).then_some((paper, told))
    })
}

fn mark(document: &Document) -> Option<Range> {
    let plain = document.plain();
    let head = plain.char_indices().nth(HEAD).map_or(plain.len(), |(at, _)| at);
    PUBLIC.find(&plain[..head]).map(|hit| hit.range())
}

/// A copy for publication beside its original says nothing of its own.
pub(super) fn set_aside(papers: &mut [Paper]) {
    let is_public = |paper: &Paper| mark(&paper.document).is_some() || PUBLIC.is_match(&paper.document.file);
    let originals: Vec<DocumentKind> =
        papers.iter().filter(|paper| !is_public(paper)).map(Paper::kind).collect();
    for paper in papers.iter_mut().filter(|paper| is_public(paper) && originals.contains(&paper.kind())) {
        paper.document.kind = DocumentKind::Statement;
        paper.elements = Elements::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_for_publication_is_no_second_indictment() {
        let paper = |text: &str| Paper {
            document: Document::from_text(DocumentKind::Indictment, text),
            elements: Elements::default(),
        };
        let mut papers = [
            paper("云岭县人民检察院\n起诉书\n被告人林小舟"),
            paper("云岭县人民检察院\n起诉书（公开版）\n被告人林某某"),
        ];
        set_aside(&mut papers);
        assert_eq!(papers[0].kind(), DocumentKind::Indictment);
        assert_eq!(papers[1].kind(), DocumentKind::Statement);
        let mut alone = [paper("云岭县人民检察院\n起诉书（公开版）\n被告人林某某")];
        set_aside(&mut alone);
        assert_eq!(alone[0].kind(), DocumentKind::Indictment, "the only copy is the paper");
    }
}
