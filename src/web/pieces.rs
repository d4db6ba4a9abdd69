//! A text cut into lines and into lit and plain pieces.

use std::ops::Range;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub text: String,
    pub is_lit: bool,
    /// Whether it is where the page opens.
    pub is_target: bool,
}

/// The lines of a stretch of a text, its words lit. `target` is the beginning of the range to look at.
pub(super) fn lines(
    characters: &[char],
    stretch: Range<u32>,
    lit: &[Range<u32>],
    target: Option<u32>,
) -> Vec<Vec<Piece>> {
    let inside = |range: Range<u32>| -> String {
        characters.get(range.start as usize..range.end as usize).into_iter().flatten().collect()
    };
    let first = lit.partition_point(|range| range.end <= stretch.start);
    let mut all = vec![Vec::new()];
    let mut at = stretch.start;
    for range in lit.iter().skip(first).take_while(|range| range.start < stretch.end) {
        let (start, end) = (range.start.max(at), range.end.min(stretch.end));
        add(&mut all, &inside(at..start), false, false);
        add(&mut all, &inside(start..end), true, target == Some(range.start));
        at = end;
    }
    add(&mut all, &inside(at..stretch.end), false, false);
    all.retain(|line| !line.is_empty());
    all
}

fn add(lines: &mut Vec<Vec<Piece>>, text: &str, is_lit: bool, mut is_target: bool) {
    for (at, part) in text.split('\n').enumerate() {
        if at > 0 {
            lines.push(Vec::new());
        }
        let text = part.trim_end_matches('\r');
        if let (false, Some(line)) = (text.is_empty(), lines.last_mut()) {
            // A range over several lines is one place.
            line.push(Piece { text: text.to_owned(), is_lit, is_target: std::mem::take(&mut is_target) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_cut_at_lines_and_words() {
        let text: Vec<char> = "甲乙\r\n丙丁\n\n戊己".chars().collect();
        let cut = lines(&text, 1..10, &[0..2, 5..9], Some(5));
        let told: Vec<Vec<(&str, bool, bool)>> = cut
            .iter()
            .map(|line| line.iter().map(|p| (p.text.as_str(), p.is_lit, p.is_target)).collect())
            .collect();
        assert_eq!(
            told,
            [
                vec![("乙", true, false)],
                vec![("丙", false, false), ("丁", true, true)],
                vec![("戊", true, false), ("己", false, false)]
            ]
        );
    }
}
