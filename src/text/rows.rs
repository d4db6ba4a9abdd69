//! Rows of a table as it stands on the page: cells parted by tabulators, bars or wide blanks.
//!
//! The normalised view keeps no blanks between Chinese words, so that rows are cut in the original.

use super::{Range, SourceText};

/// A line of several cells. All ranges are of the normalised view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The whole line.
    pub whole: Range,
    /// Its cells that hold words, in order.
    pub cells: Vec<Range>,
}

/// Columns of white space that part cells.
const WIDE: usize = 2;

/// All lines of a text that hold words, also those of one cell.
pub fn of(text: &SourceText) -> Vec<Row> {
    let original = text.original();
    let mut found = Vec::new();
    let mut start = 0;
    for line in original.split_inclusive(['\n', '\u{c}']) {
        let cells: Vec<Range> = cells(line)
            .into_iter()
            .map(|cell| text.plain_of(start + cell.start)..text.plain_of(start + cell.end))
            .filter(|cell| !cell.is_empty())
            .collect();
        start += line.len();
        if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
            found.push(Row { whole: first.start..last.end, cells });
        }
    }
    found
}

/// Cells of a line; 合　　计 is one word.
fn cells(line: &str) -> Vec<Range> {
    let mut found: Vec<Range> = Vec::new();
    let mut blanks = WIDE;
    for (at, c) in line.char_indices() {
        if c.is_whitespace() || c == '|' {
            blanks += match c {
                ' ' | '\u{a0}' => 1,
                _ => WIDE,
            };
            continue;
        }
        match found.last_mut() {
            Some(last) if blanks < WIDE => last.end = at + c.len_utf8(),
            _ => found.push(at..at + c.len_utf8()),
        }
        blanks = 0;
    }
    found.dedup_by(|next, last| {
        let is_letter = |range: &Range| {
            let mut letters = line[range.clone()].chars().filter(|c| !c.is_whitespace());
            letters.next().is_some_and(|c| !c.is_ascii()) && letters.next().is_none()
        };
        let is_spaced = is_letter(next) && is_letter(last);
        if is_spaced {
            last.end = next.end;
        }
        is_spaced
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let source = SourceText::new(text.to_owned());
        let words = |range: &Range| source.plain()[range.clone()].to_owned();
        of(&source).iter().map(|row| row.cells.iter().map(words).collect()).collect()
    }

    #[test]
    fn blanks_tabulators_and_bars_part_cells() {
        assert_eq!(
            rows("姓名    延长至\n林小舟  2023年4月1日\n"),
            [["姓名", "延长至"], ["林小舟", "2023年4月1日"]]
        );
        assert_eq!(
            rows("| 姓名 | 延长至 |\n林小舟\t2023年4月1日"),
            [["姓名", "延长至"], ["林小舟", "2023年4月1日"]]
        );
        assert_eq!(rows("合    计      12,460.00"), [["合计", "12,460.00"]]);
        assert_eq!(rows("2023年 4月 1日"), [["2023年4月1日"]]);
    }
}
