//! Accused persons whom the paper calls otherwise than its heading: 林某甲 and then 被告人林小舟, or the other way round.

use std::collections::{HashMap, HashSet};

/// So often a paper must call somebody an accused before he is taken for one of the heading.
const AGAIN_AND_AGAIN: usize = 3;
/// So often the paper may use a name of its heading all the same, as in the disposition.
const HARDLY: usize = 5;

/// Names by which `plain` calls an accused again and again, each with the one name of `names` that it can stand for: of
/// the same surname, hardly used, and the only one of which that holds.
pub(super) fn names(plain: &str, names: &[String]) -> Vec<(String, usize)> {
    let unused = one_of_each_surname(
        names
            .iter()
            .enumerate()
            .filter(|(_, name)| plain.matches(name.as_str()).count() <= HARDLY)
            .map(|(index, name)| (name.clone(), index)),
    );
    if unused.is_empty() {
        return Vec::new();
    }
    let called = one_of_each_surname(called(plain, names).into_iter().map(|name| (name, 0)));
    let meant = called.into_iter().filter_map(|(surname, (name, _))| {
        let (_, index) = unused.get(&surname)?;
        Some((name, *index))
    });
    let mut meant: Vec<(String, usize)> = meant.collect();
    meant.sort_unstable();
    meant
}

/// Those who alone bear their surname, by it.
fn one_of_each_surname(named: impl Iterator<Item = (String, usize)>) -> HashMap<char, (String, usize)> {
    let mut of_surname: HashMap<char, (String, usize)> = HashMap::new();
    let mut shared = HashSet::new();
    for (name, index) in named.filter(|(name, _)| (2..=4).contains(&name.chars().count())) {
        let Some(surname) = name.chars().next() else { continue };
        if of_surname.insert(surname, (name, index)).is_some() {
            shared.insert(surname);
        }
    }
    of_surname.retain(|surname, _| !shared.contains(surname));
    of_surname
}

/// Whoever is called an accused again and again, of whom the heading tells nothing.
fn called(plain: &str, names: &[String]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for role in ["被告人", "上诉人"] {
        for (at, _) in plain.match_indices(role) {
            let rest = &plain[at + role.len()..];
            if names.iter().any(|name| rest.starts_with(name.as_str())) {
                continue;
            }
            for length in 2..=3 {
                let head = rest.char_indices().nth(length).and_then(|(end, _)| rest.get(..end));
                if let Some(head) = head.filter(|head| is_name(head)) {
                    *counts.entry(head).or_default() += 1;
                }
            }
        }
    }
    let is_called = |head: &&str| counts.get(head).is_some_and(|&count| count >= AGAIN_AND_AGAIN);
    // 被告人林小舟 is always followed by the same sign after 林小; after 林舟 stands now this, now that.
    let is_whole = |head: &&str| {
        let goes_on = counts.iter().any(|(longer, &count)| {
            longer.len() > head.len() && longer.starts_with(*head) && Some(&count) == counts.get(*head)
        });
        let stem = head.char_indices().nth(2).and_then(|(end, _)| head.get(..end));
        stem.map_or(!goes_on, |stem| counts.get(stem) == counts.get(*head))
    };
    counts.keys().copied().filter(is_called).filter(is_whole).map(str::to_owned).collect()
}

/// 林小, 林小舟, 林某甲, 林某2.
fn is_name(head: &str) -> bool {
    let mut signs = head.chars();
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    signs.next().is_some_and(is_han)
        && signs.next().is_some_and(is_han)
        && signs.next().is_none_or(|last| is_han(last) || head.contains('某') && last.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(plain: &str, heading: &[&str]) -> Vec<(String, usize)> {
        let heading: Vec<String> = heading.iter().map(|name| (*name).to_owned()).collect();
        names(plain, &heading)
    }

    #[test]
    fn a_masked_name_of_the_heading_stands_for_a_full_one() {
        let text = "被告人林某甲，男。被告人林小舟望风，被告人林小舟供认，被告人林小舟退赃。";
        assert_eq!(renamed(text, &["林某甲"]), [("林小舟".to_owned(), 0)]);
        let short = "被告人赵某某，男。被告人赵川望风，被告人赵川供认，被告人赵川系从犯。";
        assert_eq!(renamed(short, &["林小舟", "赵某某"]), [("赵川".to_owned(), 1)]);
    }

    #[test]
    fn a_full_name_of_the_heading_stands_for_a_numbered_one() {
        let text = "被告人林小舟，女。被告人林某1望风，证人林某1供认，被告人林某1退赃，被告人林某1系从犯。";
        assert_eq!(renamed(text, &["林小舟"]), [("林某1".to_owned(), 0)]);
    }

    #[test]
    fn whoever_may_be_another_is_nobody() {
        let text = "被告人林小舟望风，被告人林小舟供认，被告人林小舟退赃。";
        assert!(renamed(text, &["林某甲", "林某乙"]).is_empty(), "either may be meant");
        let used = "林某甲到案。林某甲供认。林某甲退赃。林某甲认罪。林某甲系从犯。林某甲缓刑。";
        assert!(renamed(&format!("{text}{used}"), &["林某甲"]).is_empty(), "the paper goes on with his name");
        assert!(renamed("被告人林小舟望风。", &["林某甲"]).is_empty(), "named so once");
    }
}
