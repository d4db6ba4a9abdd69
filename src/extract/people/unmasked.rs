//! Accused persons whom the heading masks and the paper then calls by their full names: 林某甲, then 被告人林小舟.

use std::collections::HashMap;

/// Full names by which `plain` calls an accused again and again, each with the one masked name of `names` that it can
/// stand for.
pub(super) fn names(plain: &str, names: &[String]) -> Vec<(String, usize)> {
    let Some(masked) = masked(plain, names) else { return Vec::new() };
    let called = called(plain, names);
    let full = masked.iter().filter_map(|(surname, &index)| {
        let mut full = called.iter().filter(|name| name.starts_with(*surname));
        let only = full.next()?;
        full.next().is_none().then(|| (only.clone(), index))
    });
    full.collect()
}

/// Masked names that the paper hardly uses, by surname; of a surname that two of them bear, none.
fn masked(plain: &str, names: &[String]) -> Option<HashMap<char, usize>> {
    let is_masked = |name: &str| name.chars().nth(1) == Some('某') && plain.matches(name).count() <= 2;
    let mut found = HashMap::new();
    let mut shared = Vec::new();
    for (index, name) in names.iter().enumerate().filter(|(_, name)| is_masked(name)) {
        let surname = name.chars().next()?;
        if found.insert(surname, index).is_some() {
            shared.push(surname);
        }
    }
    found.retain(|surname, _| !shared.contains(surname));
    (!found.is_empty()).then_some(found)
}

/// Names of two or three characters that stand behind 被告人 at least three times, of nobody whom the heading names.
fn called(plain: &str, names: &[String]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for role in ["被告人", "上诉人"] {
        for (at, _) in plain.match_indices(role) {
            let rest = &plain[at + role.len()..];
            if names.iter().any(|name| rest.starts_with(name.as_str())) {
                continue;
            }
            for length in [2, 3] {
                let head = rest.char_indices().nth(length).and_then(|(end, _)| rest.get(..end));
                let is_name = |head: &&str| head.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && c != '某');
                if let Some(head) = head.filter(is_name) {
                    *counts.entry(head).or_default() += 1;
                }
            }
        }
    }
    let is_called = |head: &str| counts.get(head).is_some_and(|&count| count >= 3);
    let whole = counts.keys().copied().filter(|&head| is_called(head));
    // 被告人林小舟 is always followed by the same sign after 林小; after 林舟 stands now this, now that.
    let fits = |head: &&str| {
        let goes_on = counts.iter().any(|(longer, &count)| {
            longer.len() > head.len() && longer.starts_with(*head) && Some(&count) == counts.get(*head)
        });
        let is_short = head.chars().count() == 2;
        let stem = head.char_indices().nth(2).and_then(|(end, _)| head.get(..end));
        let is_stem_fixed = stem.is_some_and(|stem| counts.get(stem) == counts.get(*head));
        if is_short { !goes_on } else { is_stem_fixed }
    };
    let mut called: Vec<String> = whole.filter(fits).map(str::to_owned).collect();
    called.sort_unstable();
    called
}
