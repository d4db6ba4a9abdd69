//! Values behind the labels at the head of a record: 地点：…　讯问人：…

use std::sync::LazyLock;

use crate::extract::procedure::subject::is_name;
use crate::text::{Cited, Pattern, Range};

use super::super::reading::Reading;

fn label(words: &str) -> Pattern {
    Pattern::new(&format!(
        r"(?:^|[\n\t。；，）\p{{Han}}])(?:{words})(?:（[^）\n]{{0,14}}）)?(?:姓名|签名)?[：\t]+"
    ))
    .expect("the pattern is fixed")
}

pub(super) static PLACE: LazyLock<Pattern> =
    LazyLock::new(|| label("(?:讯问|询问|谈话|听取意见)?(?:地点|场所|地址)"));
pub(super) static INTERVIEWERS: LazyLock<Pattern> = LazyLock::new(|| {
    label(
        "(?:讯问|询问|谈话|听取)(?:意见)?人(?:员)?|侦查人员|侦查员|办案人员|检察人员|承办检察官|检察官|办案民警|民警",
    )
});
pub(super) static RECORDER: LazyLock<Pattern> = LazyLock::new(|| label("记录人(?:员)?|记录|书记员"));
pub(super) static PERSON: LazyLock<Pattern> = LazyLock::new(|| {
    label(
        "被(?:讯问|询问|谈话|听取意见|听取)人(?:员)?|犯罪嫌疑人|被告人|被害人|证人|辩护人|值班律师|辩护律师",
    )
});
pub(super) static ADULT: LazyLock<Pattern> = LazyLock::new(|| {
    label(
        "(?:到场(?:的)?|在场(?:的)?)?(?:法定代理人|合适成年人|监护人|成年亲属)(?:/合适成年人|、合适成年人|或合适成年人|或者合适成年人)?",
    )
});
pub(super) static INTERPRETER: LazyLock<Pattern> = LazyLock::new(|| label("翻译(?:人员|人|员)?"));

/// Where a value ends when the next label is glued to it.
static NEXT_LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"[\n\t；]|(?:工作)?单位|承办|检察人员|侦查人员|办案(?:人|民警|单位)|记录人|记录员|书记员|讯问人|询问人|被讯问|被询问|侦查员|性别|年龄|地点|时间|职务|法定代理|与被|关系|翻译|出生|身份|民族|文化|电话|联系|（签名|签名|[：]")
        .expect("the pattern is fixed")
});

/// The words behind a label, up to the next one.
pub(super) fn value(reading: &Reading, label: &Pattern) -> Option<Cited<String>> {
    let found = label.find(reading.plain)?;
    let range = value_range(reading.plain, found.end())?;
    Some(reading.document.cite(reading.plain[range.clone()].to_owned(), &range, 0.9))
}

/// Names behind a label: of the first line with that label that holds one.
pub(super) fn names(reading: &Reading, label: &Pattern) -> Vec<Cited<String>> {
    for found in label.find_iter(reading.plain) {
        let Some(range) = value_range(reading.plain, found.end()) else { continue };
        let names = split(&reading.plain[range.clone()], range.start);
        if !names.is_empty() {
            return names
                .into_iter()
                .map(|range| reading.document.cite(reading.plain[range.clone()].to_owned(), &range, 0.9))
                .collect();
        }
    }
    Vec::new()
}

fn value_range(plain: &str, start: usize) -> Option<Range> {
    let rest = plain.get(start..)?;
    let end = NEXT_LABEL.find(rest).map_or(rest.len(), |next| next.start());
    let value = rest[..end].trim_end_matches(['，', '。', '、', ' ', '（']);
    (!value.trim().is_empty() && value.chars().count() <= 60).then(|| start..start + value.len())
}

/// Names of a list; two names glued together are parted where that is plain.
fn split(words: &str, offset: usize) -> Vec<Range> {
    let mut names = Vec::new();
    let mut start = 0;
    for part in words.split_inclusive(['、', '，', '/', ' ', '；', '和', '及']) {
        let name = part.trim_end_matches(['、', '，', '/', ' ', '；', '和', '及']);
        let name = name.split('（').next().unwrap_or_default();
        for piece in unglue(name) {
            if is_name(&name[piece.clone()]) {
                names.push(offset + start + piece.start..offset + start + piece.end);
            }
        }
        start += part.len();
    }
    names
}

fn unglue(name: &str) -> Vec<Range> {
    const DOUBLE: &[&str] = &["欧阳", "上官", "司马", "诸葛", "司徒", "皇甫", "尉迟", "慕容", "令狐"];
    let length = name.chars().count();
    let is_double = DOUBLE.iter().any(|surname| name.starts_with(surname));
    let first = match length {
        4 if !is_double => 2,
        6 => 3,
        _ => return std::iter::once(0..name.len()).collect(),
    };
    let at = name.char_indices().nth(first).map_or(name.len(), |(at, _)| at);
    vec![0..at, at..name.len()]
}
