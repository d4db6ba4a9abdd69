//! 撤销: of probation or parole granted earlier, or of a judgment appealed against.

use crate::text::Range;

/// What a 撤销 takes back.
pub(super) enum Revocation {
    /// Probation or parole; the words, which decide nothing new.
    Probation(Range),
    /// Parts of a lower court's judgment, with everything quoted from it.
    Judgment(Range),
}

/// Reads the 撤销 at `at`; `item_end` closes its item.
pub(super) fn read(text: &str, at: usize, item_end: usize) -> Revocation {
    let item = text.get(at..item_end).unwrap_or_default();
    let clause = &item[..stop(item)];
    if let Some(end) = probation_end(clause) {
        return Revocation::Probation(at..at + end);
    }
    let after = item[clause.len()..].trim_start_matches(['；', '。', '\n']);
    let quotes_old = clause.contains('即') || after.starts_with('即');
    let end = if quotes_old {
        item.find("改判").unwrap_or(item.len())
    } else {
        clause.find("改判").unwrap_or(clause.len())
    };
    Revocation::Judgment(at..at + end)
}

/// First 。 or ； outside brackets.
fn stop(text: &str) -> usize {
    let mut depth = 0_u32;
    for (at, character) in text.char_indices() {
        match character {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            '。' | '；' | '\n' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

fn probation_end(clause: &str) -> Option<usize> {
    let mut end = None;
    let mut start = 0;
    for part in clause.split_inclusive('，') {
        let bare = part.trim_end_matches('，');
        let begins_new = start > 0 && bare.contains("犯") && bare.contains('罪');
        if begins_new
            || (start > 0 && ["并罚", "决定", "执行有期", "收监"].iter().any(|word| bare.contains(word)))
        {
            break;
        }
        if bare.contains("缓刑") || bare.contains("假释") || bare.contains("暂予监外") {
            end = Some(start + bare.len());
        }
        start += part.len();
    }
    end
}
