//! An operative part with the line ends a scanner left inside sentences taken out.

use crate::text::Range;

/// A text without stray line ends, and the way back.
pub(super) struct Unwrapped {
    pub(super) text: String,
    /// For each line end taken out: the byte of `text` it stood before, in order.
    cuts: Vec<usize>,
    offset: usize,
}

/// Takes stray line ends out of `part`, a range of `plain`.
pub(super) fn read(plain: &str, part: &Range) -> Option<Unwrapped> {
    let words = plain.get(part.clone())?;
    let mut text = String::with_capacity(words.len());
    let mut cuts = Vec::new();
    let mut lines = words.split('\n');
    text.push_str(lines.next().unwrap_or_default());
    for line in lines {
        if is_broken(&text, line) {
            cuts.push(text.len());
        } else {
            text.push('\n');
        }
        text.push_str(line);
    }
    Some(Unwrapped { text, cuts, offset: part.start })
}

impl Unwrapped {
    /// The range of the whole text behind a range of [`Unwrapped::text`].
    pub(super) fn place(&self, range: &Range) -> Range {
        let start = range.start + self.cuts.partition_point(|&cut| cut <= range.start);
        let last = range.end.saturating_sub(1);
        let end = range.end + self.cuts.partition_point(|&cut| cut <= last);
        self.offset + start..self.offset + end.max(start)
    }
}

/// Whether a sentence goes on from `before` to the next `line`.
fn is_broken(before: &str, line: &str) -> bool {
    let open =
        !before.ends_with(['。', '；', '：', '）', '！', '？', '”', '\n']) && !before.trim().is_empty();
    let line = line.trim_start();
    let numeral_end =
        line.find(|c: char| !"一二三四五六七八九十0123456789".contains(c)).unwrap_or(line.len());
    let is_item = numeral_end > 0 && line[numeral_end..].starts_with(['、', '.', '．']);
    let is_paragraph =
        ["（刑期", "（缓刑", "（罚金", "被告", "上诉人", "如不服", "本判决", "审判", "附", "原审"]
            .iter()
            .any(|head| line.starts_with(head));
    open && !is_item && !is_paragraph && !line.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_term_is_joined_and_leads_back() {
        let plain = "如下：\n一、被告人赵某某判处拘役三\n个月。\n二、没收";
        let part = "如下".len()..plain.len();
        let unwrapped = read(plain, &part).expect("a range of the text");
        assert!(unwrapped.text.contains("三个月。\n二、"));
        let at = unwrapped.text.find("三个月").expect("joined");
        let place = unwrapped.place(&(at..at + "三个月".len()));
        assert_eq!(&plain[place], "三\n个月");
        let next = unwrapped.text.find("二、").expect("item");
        assert_eq!(&plain[unwrapped.place(&(next..next + 3))], "二");
    }
}
