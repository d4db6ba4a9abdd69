//! Marks of Markdown, which are nobody's words: emphasis, headings, quotations, tables.

use std::borrow::Cow;

/// The text without the marks; a row of a table becomes cells between tabs.
pub(super) fn strip(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (words, end) = line.strip_suffix('\n').map_or((line, ""), |words| (words, "\n"));
        let Some(words) = words_of(words) else { continue };
        out.push_str(&words.replace("**", "").replace("__", ""));
        out.push_str(end);
    }
    out
}

/// The words of a line; none of one that only rules a table or the page.
fn words_of(line: &str) -> Option<Cow<'_, str>> {
    let bare = line.trim();
    let is_rule =
        bare.len() >= 3 && bare.chars().all(|c| matches!(c, '-' | '|' | ':' | ' ' | '=' | '*' | '_'));
    if is_rule {
        return None;
    }
    if let Some(row) = bare.strip_prefix('|').and_then(|row| row.strip_suffix('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        return Some(Cow::Owned(cells.join("\t")));
    }
    let heading = bare.trim_start_matches('#');
    if heading.len() < bare.len() && (heading.is_empty() || heading.starts_with(' ')) {
        return Some(Cow::Borrowed(heading.trim_start()));
    }
    Some(Cow::Borrowed(bare.strip_prefix("> ").unwrap_or(line)))
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn marks_go_and_words_stay() {
        let text = "# 起诉书\n\n被告人**林小舟**，男。\n> 摘录\n| 项目 | 数额 |\n|---|---|\n| 现金 | 6000 |\n---\n1990×*号\n";
        assert_eq!(strip(text), "起诉书\n\n被告人林小舟，男。\n摘录\n项目\t数额\n现金\t6000\n1990×*号\n");
        assert_eq!(strip("#号车库"), "#号车库", "no heading without a space");
    }
}
