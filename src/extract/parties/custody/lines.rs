//! The sentences of a paragraph that tell of a measure.

use crate::extract::parties::words::holds;
use crate::text::Range;

/// Sentences of a paragraph that tell of this case.
pub(super) fn all(plain: &str, body: &Range) -> Vec<Range> {
    let mut found = Vec::new();
    let mut start = body.start;
    let text = &plain[body.clone()];
    for (at, mark) in text.match_indices(['。', '\n']) {
        if mark == "\n" && is_wrapped(&text[..at]) {
            continue;
        }
        found.push(start..body.start + at);
        start = body.start + at + mark.len();
    }
    found.push(start..body.end);
    found.retain(|range| {
        holds(
            &plain[range.clone()],
            &["拘", "捕", "取保", "监视居住", "留置", "羁押", "抓获", "传唤", "释放", "收押"],
        )
    });
    found
}

/// Shorter lines end because the paragraph does (characters).
const FULL_LINE: usize = 30;

/// Whether a printed line broke off within a sentence.
fn is_wrapped(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().count() >= FULL_LINE && !line.ends_with(['。', '；', '：', '！', '？', '）'])
}
