//! Persons a paper lists together with one it names: 将林小舟、何大山提请审查批准逮捕的时间延长四日.
//!
//! The paper alone cannot tell where an unknown name ends; the case knows who everybody is.

use super::Person;

/// Bytes of a paper in which lists of names are sought.
const HEAD: usize = 6_000;
/// Characters of a bracket that may follow a name of a list: （男，1990年1月2日出生）.
const LONGEST_BRACKET: usize = 60;

/// The persons of `named`, with whoever stands in a list with one of them.
pub(super) fn with_listed(plain: &str, named: Vec<usize>, all: &[Person]) -> Vec<usize> {
    if named.is_empty() || named.len() == all.len() {
        return named;
    }
    let mentions = mentions(head(plain), all);
    let mut found = named;
    let mut group: Vec<usize> = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        group.push(mention.person);
        let goes_on = mentions.get(at + 1).is_some_and(|next| is_joint(&plain[mention.end..next.start]));
        if goes_on {
            continue;
        }
        if group.iter().any(|person| found.contains(person)) {
            for person in group.drain(..) {
                if !found.contains(&person) {
                    found.push(person);
                }
            }
        }
        group.clear();
    }
    found
}

struct Mention {
    start: usize,
    end: usize,
    person: usize,
}

/// Where persons of the case are named, in order; of two spellings at one place the longer one.
fn mentions(plain: &str, all: &[Person]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for (person, one) in all.iter().enumerate() {
        for name in one.spellings().filter(|name| name.chars().count() > 1) {
            let places = plain.match_indices(name);
            found.extend(places.map(|(start, name)| Mention { start, end: start + name.len(), person }));
        }
    }
    found.sort_by_key(|mention| (mention.start, std::cmp::Reverse(mention.end)));
    let mut end = 0;
    found.retain(|mention| {
        let is_free = mention.start >= end;
        end = end.max(mention.end);
        is_free
    });
    found
}

/// Whether only the joint of a list stands between two names, with a bracket behind the first or a role before the
/// second.
fn is_joint(gap: &str) -> bool {
    let gap = without_bracket(gap);
    let Some(rest) = gap.strip_prefix(['、', '和', '及', '与', '\t', '/']) else { return false };
    matches!(rest, "" | "犯罪嫌疑人" | "被告人" | "被告单位")
}

fn without_bracket(gap: &str) -> &str {
    let Some(inner) = gap.strip_prefix('（') else { return gap };
    match inner.split_once('）') {
        Some((bracket, rest)) if bracket.chars().count() <= LONGEST_BRACKET => rest,
        _ => gap,
    }
}

fn head(plain: &str) -> &str {
    let end = (0..=HEAD.min(plain.len())).rev().find(|&at| plain.is_char_boundary(at)).unwrap_or(0);
    &plain[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(plain: &str) -> Vec<usize> {
        let person = |name: &str| Person {
            name: name.to_owned(),
            other_names: Vec::new(),
            mentions: Vec::new(),
            card: None,
        };
        with_listed(plain, vec![0], &[person("林小舟"), person("何大山"), person("孙亮")])
    }

    #[test]
    fn everybody_of_the_list_is_meant_and_nobody_beside_it() {
        assert_eq!(listed("将犯罪嫌疑人林小舟、何大山提请审查批准逮捕的时间延长四日"), [0, 1]);
        assert_eq!(listed("将何大山、孙亮及林小舟提请审查批准逮捕的时间延长"), [0, 1, 2]);
        assert_eq!(listed("延长犯罪嫌疑人林小舟（男，32岁）、犯罪嫌疑人孙亮（男，30岁）的拘留期限"), [0, 2]);
        assert_eq!(listed("林小舟伙同何大山多次作案，决定延长林小舟的拘留期限"), [0]);
        assert_eq!(listed("林小舟的拘留期限延长至3月9日。孙亮另行处理。"), [0]);
    }
}
