//! Things and what happens to them: operative part, facts, appendix, list papers.

use std::sync::LazyLock;

use regex::Regex;

use super::clauses;
use super::words::WORDS;
use crate::document::{Document, DocumentKind, SectionName};
use crate::extract::elements::PropertyItem;
use crate::text::{Cited, Range};

/// Characters of the longest name of a thing.
const LONGEST: usize = 60;

static IN_PROSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:^|[、，；：。\\n])(?:[0-9]{1,2}[.、])?(?P<name>[\\p{Han}A-Za-z]{2,14}?)(?P<quantity>(?:[0-9]+(?:\\.[0-9]+)?|[一二两三四五六七八九十]{1,3})(?:部|把|个|台|枚|辆|张|件|套|根|块|支|只|条|顶|双|副|箱|袋|瓶|架|艘|立方米))",
    )
    .expect("the pattern is fixed")
});
/// Papers of the file are no property.
const PAPERS: [&str; 8] = ["卷", "光盘", "清单", "文书", "照片", "笔录", "材料", "共"];

/// Property of the paper, in order.
pub(super) fn read(document: &Document) -> Vec<PropertyItem> {
    use DocumentKind as K;
    let disposition = match document.kind {
        K::SeizureList | K::SeizureDecision => "扣押",
        K::ReturnList => "发还",
        K::TransferList => "随案移送",
        _ => return told(document),
    };
    rows(document, disposition)
}

/// Rows of a list: a number, a name, a quantity.
fn rows(document: &Document, disposition: &str) -> Vec<PropertyItem> {
    let plain = document.plain();
    let title = plain
        .find(disposition)
        .map(|at| document.cite(disposition.to_owned(), &(at..at + disposition.len()), 0.8));
    let mut items = Vec::new();
    let mut at = 0;
    for line in plain.split('\n') {
        let start = at;
        at += line.len() + 1;
        let mut cells: Vec<Range> = Vec::new();
        let mut from = 0;
        for cell in line.split(['\t', '|']) {
            let blank = cell.len() - cell.trim_start().len();
            let bare = start + from + blank;
            cells.push(bare..bare + cell.trim().len());
            from += cell.len() + 1;
        }
        let cell = |index: usize| {
            cells.get(index).and_then(|range| plain.get(range.clone())).unwrap_or_default().trim()
        };
        if cells.len() < 3 || cell(0).is_empty() || !is_number(cell(0).trim_start_matches("编号")) {
            continue;
        }
        let Some(name) = cells.get(1).filter(|_| !cell(1).is_empty()) else { continue };
        let quantity = (2..cells.len()).map(cell).find(|words| {
            words.starts_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十壹贰叁".contains(c))
        });
        items.push(PropertyItem {
            name: document.cite(cell(1).to_owned(), name, 0.9),
            quantity: quantity.map(str::to_owned),
            disposition: title.clone(),
        });
    }
    if items.is_empty() { in_prose(document, title.as_ref()) } else { items }
}

/// 白酒58箱（取样3瓶已消耗）: whether byte `at` stands in the remark on a thing, which names no other.
pub(crate) fn is_remark(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('（').is_some_and(|open| !before[open..].contains(['）', '\n']))
}

fn is_number(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// Things with their quantities where a list is written as a sentence: 手机1部、印章1枚，建议没收.
fn in_prose(document: &Document, disposition: Option<&Cited<String>>) -> Vec<PropertyItem> {
    let plain = document.plain();
    let mut items = Vec::new();
    for found in IN_PROSE.captures_iter(plain) {
        let (Some(name), Some(quantity)) = (found.name("name"), found.name("quantity")) else { continue };
        if PAPERS.iter().any(|word| name.as_str().contains(word)) || is_remark(plain, name.start()) {
            continue;
        }
        items.push(PropertyItem {
            name: document.cite(name.as_str().to_owned(), &name.range(), 0.7),
            quantity: Some(quantity.as_str().to_owned()),
            disposition: disposition.cloned(),
        });
    }
    items
}

/// Sentences that say what is done with a thing.
fn told(document: &Document) -> Vec<PropertyItem> {
    let plain = document.plain();
    let mut items = Vec::new();
    for section in &document.sections {
        let deciding = matches!(section.name, SectionName::Disposition | SectionName::Closing);
        if !deciding && section.name != SectionName::Facts {
            continue;
        }
        for clause in clauses(plain, &section.range) {
            let words = plain.get(clause.clone()).unwrap_or_default();
            let is_sentence = words.contains("判处") || words.contains("刑期") || words.contains("罚金");
            if !is_sentence && (deciding || words.contains("扣押") || words.contains("随案移送")) {
                read_clause(document, &clause, &mut items);
            }
        }
    }
    items
}

fn read_clause(document: &Document, clause: &Range, items: &mut Vec<PropertyItem>) {
    let plain = document.plain();
    let words = plain.get(clause.clone()).unwrap_or_default();
    // 扣押在案的手机予以没收: what is decided stands last.
    let decided = WORDS
        .dispositions
        .iter()
        .filter_map(|word| words.rfind(word.as_str()).map(|at| at..at + word.len()))
        .max_by_key(|range| (range.end, range.len()));
    let Some(decided) = decided else { return };
    let named = if has_thing(words.get(..decided.start).unwrap_or_default()) {
        0..decided.start
    } else {
        decided.end..words.len()
    };
    let place = clause.start + decided.start..clause.start + decided.end;
    let disposition = document.cite(words.get(decided).unwrap_or_default().to_owned(), &place, 0.9);
    for name in things(plain, clause.start + named.start..clause.start + named.end) {
        let written = plain.get(name.clone()).unwrap_or_default();
        let quantity = WORDS.quantity.find_iter(written).last();
        let range = match &quantity {
            Some(found) if found.end() == written.len() && found.start() > 0 => {
                name.start..name.start + found.start()
            }
            Some(found) if found.start() == 0 && found.end() < written.len() => {
                name.start + found.end()..name.end
            }
            _ => name.clone(),
        };
        let value = plain.get(range.clone()).unwrap_or_default();
        items.push(PropertyItem {
            name: document.cite(value.to_owned(), &range, 0.8),
            quantity: quantity.map(|found| found.as_str().to_owned()),
            disposition: Some(disposition.clone()),
        });
    }
}

fn has_thing(before: &str) -> bool {
    let bare = before.trim_start_matches(|c: char| "（）一二三四五六七八九十、.0123456789".contains(c));
    bare.chars().count() >= 3
        && !bare.starts_with("责令")
        && !bare.starts_with("继续")
        && !bare.starts_with("依法")
}

/// Things of a list, without the words that lead to it.
fn things(plain: &str, range: Range) -> Vec<Range> {
    let words = plain.get(range.clone()).unwrap_or_default();
    let mut things = Vec::new();
    let mut start = 0;
    let mut depth = 0_i32;
    for (at, character) in words.char_indices().chain([(words.len(), '、')]) {
        match character {
            '（' | '《' => depth += 1,
            '）' | '》' => depth = (depth - 1).max(0),
            '、' | '，' | '：' if depth == 0 || at == words.len() => {
                things.extend(trimmed(plain, range.start + start..range.start + at));
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    things
}

fn trimmed(plain: &str, range: Range) -> Option<Range> {
    let mut words = plain.get(range.clone())?;
    let mut start = range.start;
    loop {
        let bare = words.trim_start_matches(|c: char| c.is_whitespace() || "（）.".contains(c));
        let bare = WORDS.leads.iter().find_map(|lead| bare.strip_prefix(lead.as_str())).unwrap_or(bare);
        if bare.len() == words.len() {
            break;
        }
        start += words.len() - bare.len();
        words = bare;
    }
    let name = words.trim_end().trim_end_matches(['等', '均']);
    let length = name.chars().count();
    let is_number = name.chars().all(|c| "一二三四五六七八九十0123456789".contains(c));
    (2..=LONGEST).contains(&length).then(|| start..start + name.len()).filter(|_| !is_number)
}
