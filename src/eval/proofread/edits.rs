//! Character edits between two texts, found the way the published metric finds them: the longest common block first, then
//! left and right of it.

use std::collections::HashSet;

/// Characters `start..end` of the first text become `to`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Edit {
    start: usize,
    end: usize,
    to: String,
}

/// All edits. A run replaced by a run of its length counts one edit a character.
pub(super) fn edits(from: &str, to: &str) -> HashSet<Edit> {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut blocks = Vec::new();
    matching(&from, &to, (0, from.len()), (0, to.len()), &mut blocks);
    blocks.push((from.len(), to.len(), 0));
    let mut out = HashSet::new();
    let (mut a, mut b) = (0, 0);
    for (start, other, length) in blocks {
        between(&to, (a, start), (b, other), &mut out);
        (a, b) = (start + length, other + length);
    }
    out
}

fn between(to: &[char], (a, b): (usize, usize), (c, d): (usize, usize), out: &mut HashSet<Edit>) {
    if a == b && c == d {
        return;
    }
    if b - a != d - c {
        out.insert(Edit { start: a, end: b, to: to[c..d].iter().collect() });
        return;
    }
    out.extend((a..b).zip(&to[c..d]).map(|(at, new)| Edit { start: at, end: at + 1, to: new.to_string() }));
}

type Span = (usize, usize);

/// Blocks (place in the one, place in the other, length) in order.
fn matching(from: &[char], to: &[char], one: Span, other: Span, out: &mut Vec<(usize, usize, usize)>) {
    let (a, b, length) = longest(from, to, one, other);
    if length == 0 {
        return;
    }
    matching(from, to, (one.0, a), (other.0, b), out);
    out.push((a, b, length));
    matching(from, to, (a + length, one.1), (b + length, other.1), out);
}

/// The longest common block, the earliest of equal ones.
fn longest(from: &[char], to: &[char], one: Span, other: Span) -> (usize, usize, usize) {
    let mut best = (one.0, other.0, 0);
    let mut lengths = vec![0; other.1 + 1];
    for (a, &character) in from.iter().enumerate().take(one.1).skip(one.0) {
        let mut diagonal = 0;
        for b in other.0..other.1 {
            let above = lengths[b + 1];
            lengths[b + 1] = if character == to[b] { diagonal + 1 } else { 0 };
            diagonal = above;
            if lengths[b + 1] > best.2 {
                best = (a + 1 - lengths[b + 1], b + 1 - lengths[b + 1], lengths[b + 1]);
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(from: &str, to: &str) -> Vec<(usize, usize, String)> {
        let mut all: Vec<_> = edits(from, to).into_iter().map(|e| (e.start, e.end, e.to)).collect();
        all.sort();
        all
    }

    #[test]
    fn replaced_runs_count_by_character() {
        let told = |start, end, to: &str| (start, end, to.to_owned());
        assert_eq!(sorted("林小舟撑认盗切", "林小舟承认盗窃"), [told(3, 4, "承"), told(6, 7, "窃")]);
        assert_eq!(sorted("赤焰履行", "迟延履行"), [told(0, 1, "迟"), told(1, 2, "延")]);
        assert_eq!(sorted("依法法判决", "依法判决"), [told(1, 2, "")]);
        assert_eq!(sorted("依法决", "依法判决"), [told(2, 2, "判")]);
        assert_eq!(sorted("", ""), []);
        assert_eq!(sorted("甲", ""), [told(0, 1, "")]);
    }

    #[test]
    fn the_longest_block_is_fixed_first() {
        // Exchanged characters: one block stays, the other characters are put in before and struck out after.
        let told = |start, end, to: &str| (start, end, to.to_owned());
        assert_eq!(sorted("翻墙进入", "墙翻进入"), [told(0, 0, "墙"), told(1, 2, "")]);
    }
}
