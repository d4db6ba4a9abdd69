//! A plain table for a terminal.

/// Lines up rows under a heading. Columns are padded by display width, a Chinese character counting two.
pub(super) fn render(heading: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = heading.iter().map(|cell| width(cell)).collect();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            widths[at] = widths[at].max(width(cell));
        }
    }
    let line = |cells: &[String]| {
        let padded: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, &wanted)| format!("{cell}{}", " ".repeat(wanted - width(cell))))
            .collect();
        padded.join("  ").trim_end().to_owned()
    };
    let heading: Vec<String> = heading.iter().map(|&cell| cell.to_owned()).collect();
    let mut out = vec![line(&heading)];
    out.extend(rows.iter().map(|row| line(row)));
    out.join("\n") + "\n"
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
