//! Who signed: roles with names, alone on a line, stacked, or glued to the next role.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::document::Document;
use crate::extract::elements::Signature;
use crate::extract::surname;
use crate::text::{Range, date};

/// Words of `roles.txt` with the role they stand for: themselves, the second word, or none (-).
static ROLES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let words = include_str!("roles.txt").lines();
    words.map(|line| line.split_once(' ').unwrap_or((line, line))).collect()
});
static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(ROLES.iter().map(|(words, _)| words))
        .expect("a short list of words")
});

/// Every role with its name in the closing of a paper.
pub(super) fn read(document: &Document, closing: &Range) -> Vec<Signature> {
    let Some(words) = document.plain().get(closing.clone()) else { return Vec::new() };
    let found: Vec<_> = FINDER.find_iter(words).collect();
    let dates: Vec<usize> = date::scan(words).into_iter().map(|date| date.range.start).collect();
    let mut signatures = Vec::new();
    for (place, role) in found.iter().enumerate() {
        let (written, meant) = ROLES[role.pattern().as_usize()];
        let needs_label = written.ends_with('人') && !written.contains("陪审");
        let is_labelled = !needs_label || words[role.end()..].starts_with(['：', '（', '签', '\n', '\t']);
        if meant == "-" || !is_labelled || is_prose(&words[..role.start()]) {
            continue;
        }
        let next_role = found.get(place + 1).map_or(words.len(), aho_corasick::Match::start);
        let next_date = dates.iter().copied().find(|&at| at >= role.end()).unwrap_or(words.len());
        for name in names(words, role.end(), next_role.min(next_date)) {
            let range = closing.start + name.start..closing.start + name.end;
            signatures.push(Signature {
                role: meant.to_owned(),
                name: document.cite(words[name].to_owned(), &range, 0.95),
            });
        }
    }
    signatures
}

/// Whether the line up to a role is a sentence: a signature opens a line or is glued to a name.
fn is_prose(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().count() > 60 || line.contains(['，', '。', '由', '对', '的', '为', '及'])
}

/// Names between a role and what follows it.
fn names(words: &str, start: usize, end: usize) -> Vec<Range> {
    let Some(gap) = words.get(start..end) else { return Vec::new() };
    let value = strip_label(gap);
    let from = end - value.len();
    let mut found = Vec::new();
    let mut offset = from;
    for (place, line) in value.split_inclusive('\n').enumerate() {
        // 书记员林某\n周某: the space between two names passes for the end of a line.
        if place > 0 && !is_lone_name(line.trim_end()) {
            break;
        }
        found.extend(listed(line).into_iter().map(|name| offset + name.start..offset + name.end));
        offset += line.len();
    }
    found.retain(|range| is_name(&words[range.clone()]));
    found
}

/// Names listed in one line, with what may be joined to them.
fn listed(line: &str) -> Vec<Range> {
    let line = line.trim_end_matches('\n').split("工作单位").next().unwrap_or_default();
    let names = line.split(['，', '。', '；', '（', '）', '：', '\t']).next().unwrap_or_default();
    let mut found = Vec::new();
    let mut offset = 0;
    for part in names.split_inclusive(['、', ' ']) {
        let name = part.trim_end_matches(['、', ' ']);
        found.extend(unglue(name).into_iter().map(|piece| offset + piece.start..offset + piece.end));
        offset += part.len();
    }
    found
}

/// Whether a line is a name that begins with a family name, and nothing else.
fn is_lone_name(line: &str) -> bool {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    is_name(line)
        && (2..=3).contains(&line.chars().count())
        && line.chars().all(is_han)
        && line.starts_with(surname::is_surname)
}

/// The text behind ：, （签名） and white space.
fn strip_label(gap: &str) -> &str {
    const HINTS: &[&str] = &[
        "（签名）",
        "（签字）",
        "（签名、捺印）",
        "（签名捺印）",
        "（签名、盖章）",
        "（签章）",
        "（盖章）",
        "签名",
        "签字",
    ];
    let rest = gap.trim_start_matches(['：', ' ', '\t', '\n', '/']);
    let hint = HINTS.iter().find_map(|hint| rest.strip_prefix(hint));
    hint.map_or(rest, |rest| rest.trim_start_matches(['：', ' ', '\t', '\n']))
}

fn is_name(name: &str) -> bool {
    const NEVER: &[&str] = &[
        "本件", "核对", "无异", "如不", "意见", "签名", "年月", "书记", "助理", "原本", "附", "判决", "法律",
        "刑法", "供述",
    ];
    let length = name.chars().count();
    let longest = if name.contains('·') { 16 } else { 4 };
    let is_letter = |c: char| matches!(c, '·' | '×' | '*') || c.is_ascii_alphanumeric() || c >= '\u{3400}';
    (2..=longest).contains(&length)
        && name.chars().all(is_letter)
        && !NEVER.iter().any(|word| name.contains(word))
}

/// Two three-character names written without a space between.
fn unglue(name: &str) -> Vec<Range> {
    if name.chars().count() != 6 || name.contains('·') {
        return std::iter::once(0..name.len()).collect();
    }
    let at = name.char_indices().nth(3).map_or(name.len(), |(at, _)| at);
    vec![0..at, at..name.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentKind;

    fn signed(text: &str) -> Vec<(String, String)> {
        let document = Document::from_text(DocumentKind::Judgment, text);
        let closing = super::super::closing::range(&document);
        read(&document, &closing).into_iter().map(|one| (one.role, one.name.value)).collect()
    }

    fn pair(role: &str, name: &str) -> (String, String) {
        (role.to_owned(), name.to_owned())
    }

    #[test]
    fn roles_glued_stacked_and_labelled_give_their_names() {
        let glued = signed(
            "判决如下：略。\n审判长王亮代理审判员李小梅人民陪审员周南\n二〇二三年七月二十日\n书记员吴兰",
        );
        let expected = [
            pair("审判长", "王亮"),
            pair("代理审判员", "李小梅"),
            pair("人民陪审员", "周南"),
            pair("书记员", "吴兰"),
        ];
        assert_eq!(glued, expected);
        let stacked = signed("判决如下：略。\n审判员：\n陈一鸣\n二〇二三年七月二十日");
        assert_eq!(stacked, [pair("审判员", "陈一鸣")]);
        let two = signed(
            "判决如下：略。\n审判员陈一鸣\n二〇二三年七月二十日\n书记员吴兰\n周小南\n本件与原本核对无异",
        );
        assert_eq!(two, [pair("审判员", "陈一鸣"), pair("书记员", "吴兰"), pair("书记员", "周小南")]);
    }
}
