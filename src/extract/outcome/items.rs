//! Numbered items of an operative part.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::Range;

/// Starts of items: 一、 二、 （一） at the head of a paragraph or after a stop, or a paragraph on an accused person.
pub(super) fn starts(text: &str) -> Vec<usize> {
    static MARKER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:^|[\\n。；：）])\\s*((?:第?[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[、.．]|被告人|被告单位|原审被告人|上诉人))").expect("constant pattern")
    });
    let mut starts: Vec<usize> = MARKER
        .captures_iter(text)
        .filter_map(|found| {
            let marker = found.get(1)?;
            let is_role = marker.as_str().starts_with(['被', '原', '上']);
            let opens_paragraph = text[..marker.start()].ends_with('\n')
                || text[..marker.start()].trim().len() <= '：'.len_utf8();
            (!is_role || opens_paragraph).then(|| marker.start())
        })
        .collect();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    starts
}

/// The item around `at`, without white space at its ends.
pub(super) fn around(text: &str, starts: &[usize], at: usize) -> Range {
    let next = starts.partition_point(|&start| start <= at);
    let start = next.checked_sub(1).and_then(|index| starts.get(index)).copied().unwrap_or(0);
    let end = starts.get(next).copied().unwrap_or(text.len());
    let words = text.get(start..end).unwrap_or_default();
    let lead = words.len() - words.trim_start().len();
    start + lead..start + words.trim_end().len().max(lead)
}
