//! Which words of a paper are its operative part.

use super::cues;
use crate::document::{Document, SectionName};
use crate::text::Range;

/// Range of the operative part. The last opening phrase that convicts, acquits, upholds or revokes wins:
/// earlier ones quote other judgments.
pub(in crate::extract) fn find(document: &Document) -> Option<Range> {
    let plain = document.plain();
    let openings = cues::openings(plain);
    let by_phrase = openings.iter().rev().find_map(|&start| {
        let rest = &plain[start..];
        let end = start + cues::ending(rest);
        decides(&plain[start..end]).then_some(start..end)
    });
    by_phrase.or_else(|| document.section_ranges(SectionName::Disposition).last().cloned())
}

/// Whether these words decide something about a person.
fn decides(text: &str) -> bool {
    ["犯", "判处", "无罪", "维持", "撤销", "免予", "不负刑事责任", "准许", "驳回", "终止", "缓刑", "执行"]
        .iter()
        .any(|word| text.contains(word))
}
