//! Defenders with their firms.

use std::sync::LazyLock;

use super::introduction::Introduction;
use super::words::holds;
use crate::document::Document;
use crate::extract::elements::{Defender, Party};
use crate::text::{Pattern, Range};

const SURE: f32 = 0.95;

static FIRM: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:[，、（\n\t]|^)(?:系|均系|均为|分别系|是|由|为|指派|、)*(?P<firm>[\p{Han}*×xXA-Z0-9·\-—（）]{1,30}?(?:律师事务所|律师事务|律师所|师事务所|法律援助中心|法律援助处|法律服务所|法律援助工作站))")
        .expect("the pattern is fixed")
});

/// The defenders a label introduces: 辩护人甲、乙，某律师事务所律师。
pub(super) fn read(document: &Document, introduction: &Introduction, body: &Range) -> Vec<Defender> {
    let plain = document.plain();
    let end = end_of_paragraph(plain, body);
    let label = &plain[introduction.label.clone()];
    let whole = &plain[introduction.name.start..end];
    let assigned =
        label.contains("指定") || holds(whole, &["法律援助", "指定", "指派"]) || label.contains("法律援助");
    let mut defenders: Vec<Defender> = Vec::new();
    let mut pending: Vec<Range> = names(plain, &introduction.name);
    let mut at = introduction.name.end;
    let tail = &plain[at..end];
    let firms: Vec<Range> = FIRM
        .captures_iter(tail)
        .filter_map(|captures| captures.name("firm"))
        .map(|firm| at + firm.start()..at + firm.end())
        .collect();
    if tail.contains("分别") && firms.len() == pending.len() {
        return pending
            .iter()
            .zip(&firms)
            .map(|(name, firm)| one(document, name, Some(firm), assigned))
            .collect();
    }
    for place in firms {
        pending.extend(further_names(plain, &(at..place.start)));
        at = place.end;
        for name in pending.drain(..) {
            defenders.push(one(document, &name, Some(&place), assigned));
        }
    }
    defenders.extend(pending.iter().map(|name| one(document, name, None, assigned)));
    defenders
}

/// 由云岭县法律援助中心指派的辩护人甲、乙到庭: said of defenders behind the heading.
pub(super) fn mark_assigned(plain: &str, parties: &mut [Party]) {
    static SAID: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("法律援助[^，。；]{0,8}(?:指派|指定)的?(?:共同)?辩护人(?P<names>[^，。；]{2,60})")
            .expect("the pattern is fixed")
    });
    for said in SAID.captures_iter(plain).filter_map(|found| found.name("names")) {
        let names = said.as_str().split("被告").next().unwrap_or_default();
        for defender in parties.iter_mut().flat_map(|party| &mut party.defenders) {
            defender.assigned |= names.contains(defender.name.value.as_str());
        }
    }
}

fn one(document: &Document, name: &Range, firm: Option<&Range>, assigned: bool) -> Defender {
    let cite = |range: &Range| document.cite(document.plain()[range.clone()].to_owned(), range, SURE);
    Defender { name: cite(name), firm: firm.map(cite), assigned }
}

fn end_of_paragraph(plain: &str, body: &Range) -> usize {
    plain[body.clone()].find('\n').map_or(body.end, |at| body.start + at)
}

/// 甲、乙和丙: 和 joins two names, and is part of one where a side of it is no name.
fn names(plain: &str, range: &Range) -> Vec<Range> {
    const SHORTEST: usize = 2;
    let is_name = |words: &str| words.chars().count() >= SHORTEST;
    let mut found = Vec::new();
    let mut at = range.start;
    for listed in plain[range.clone()].split_inclusive('、') {
        let names = listed.trim_end_matches('、');
        let mut from = 0;
        for (join, and) in names.match_indices('和') {
            let rest = &names[join + and.len()..];
            if is_name(names[from..join].trim()) && is_name(rest.trim()) {
                found.push(at + from..at + from + names[from..join].trim_end().len());
                from = join + and.len();
            }
        }
        let last = names[from..].trim_end();
        if is_name(last.trim()) {
            found.push(at + from..at + from + last.len());
        }
        at += listed.len();
    }
    found
}

/// Names between two firms: 律师。乙， or 律师；乙、
fn further_names(plain: &str, between: &Range) -> Vec<Range> {
    let text = &plain[between.clone()];
    let mut found = Vec::new();
    let mut at = between.start;
    for part in text.split_inclusive(['，', '。', '；', '、', '\t']) {
        let name = part.trim_end_matches(['，', '。', '；', '、', '\t']);
        let count = name.chars().count();
        let is_name = (2..=4).contains(&count)
            && !holds(
                name,
                &[
                    "律师", "实习", "系", "均", "男", "女", "指定", "委托", "被告", "辩护", "援助", "专职",
                    "主任", "为", "特别",
                ],
            );
        if is_name {
            found.push(at..at + name.len());
        }
        at += part.len();
    }
    found
}
