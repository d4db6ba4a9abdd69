//! Long texts in pieces: cut at ends of sentences, each read with some characters of its neighbours.

use std::ops::Range;

/// Characters a piece answers for at most.
const CORE: usize = 256;
/// Characters read on either side of them.
const CONTEXT: usize = 32;

/// One stretch of a text, in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chunk {
    /// What the encoder reads.
    pub(super) read: Range<usize>,
    /// What this chunk answers for; the cores of a text follow one another without gap or overlap.
    pub(super) core: Range<usize>,
}

/// The chunks of a text. A text that fits into one reading is not cut.
pub(super) fn chunks(text: &str) -> Vec<Chunk> {
    let length = text.chars().count();
    if length == 0 {
        return Vec::new();
    }
    if length <= CORE + 2 * CONTEXT {
        return vec![Chunk { read: 0..length, core: 0..length }];
    }
    let characters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < length {
        let end = cut(&characters, start);
        found.push(Chunk {
            read: start.saturating_sub(CONTEXT)..(end + CONTEXT).min(length),
            core: start..end,
        });
        start = end;
    }
    found
}

/// Where the core that begins at `start` ends: behind the last full stop of its second half, else a comma, else full.
fn cut(characters: &[char], start: usize) -> usize {
    let full = start + CORE;
    if full >= characters.len() {
        return characters.len();
    }
    let behind = |marks: &[char]| {
        (start + CORE / 2..full)
            .rev()
            .find(|place| marks.contains(&characters[*place]))
            .map(|place| place + 1)
    };
    behind(&['。', '！', '？', '；', '\n']).or_else(|| behind(&['，', '、', '：', ','])).unwrap_or(full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_text_is_read_at_once() {
        assert_eq!(chunks(""), []);
        assert_eq!(chunks("盗窃"), [Chunk { read: 0..2, core: 0..2 }]);
        assert_eq!(chunks(&"字".repeat(320)).len(), 1);
    }

    #[test]
    fn cuts_stand_behind_sentences() {
        let text = format!("{}。{}", "前".repeat(199), "后".repeat(300));
        let found = chunks(&text);
        assert_eq!(found[0], Chunk { read: 0..232, core: 0..200 });
        assert_eq!(found[1], Chunk { read: 168..488, core: 200..456 });
    }

    proptest! {
        #[test]
        fn cores_cover_the_text_once(text in "[字。，\n]{0,1500}") {
            let length = text.chars().count();
            let mut next = 0;
            for chunk in chunks(&text) {
                prop_assert_eq!(chunk.core.start, next);
                prop_assert!(chunk.core.end > next && chunk.core.len() <= CORE + 2 * CONTEXT);
                prop_assert!(chunk.read.start <= chunk.core.start && chunk.read.end >= chunk.core.end);
                prop_assert!(chunk.read.end <= length);
                next = chunk.core.end;
            }
            prop_assert_eq!(next, length);
        }
    }
}
