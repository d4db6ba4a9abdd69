//! Tables as text: fields divided by commas, tabs or semicolons, quoted where they hold one.

/// Lines looked at to tell what divides them.
const HEAD: usize = 10;

/// Rows of trimmed cells. What divides them is what the first lines hold most of: above the labels may stand a
/// title.
pub(super) fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let count =
        |divider: char| text.lines().take(HEAD).map(|line| line.matches(divider).count()).sum::<usize>();
    let divider = [';', '\t', ','].into_iter().max_by_key(|divider| count(*divider)).unwrap_or(',');
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if is_quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if is_quoted || cell.trim().is_empty() => is_quoted = !is_quoted,
            '\n' if !is_quoted => {
                row.push(finished(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c if c == divider && !is_quoted => row.push(finished(&mut cell)),
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(finished(&mut cell));
        rows.push(row);
    }
    rows
}

/// A tab before a long number keeps a spreadsheet from rounding it; it is not part of the value.
fn finished(cell: &mut String) -> String {
    std::mem::take(cell).trim().trim_start_matches('\'').to_owned()
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn quotes_hold_dividers_and_line_ends() {
        let text = "案件名称,案由\r\n\"赵某某,钱某盗窃案\",\"说\"\"明\n二行\"\r\n,\t370001\n";
        assert_eq!(
            rows(text),
            [vec!["案件名称", "案由"], vec!["赵某某,钱某盗窃案", "说\"明\n二行"], vec!["", "370001"]]
        );
        assert_eq!(rows("甲;乙\n1;2"), [["甲", "乙"], ["1", "2"]]);
        assert!(rows("").is_empty());
    }
}
