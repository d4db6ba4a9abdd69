//! One name, one label: a person found once is marked wherever the same name stands in the text.

use std::collections::HashMap;

use super::Span;

/// Names of one character, or longer than these, are not carried over: they are surnames, or no names.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=12;
/// After a masked name these make another, longer one: 王某 is not 王某甲.
const LONGER: &str = "某×甲乙丙丁戊己庚辛壬癸";

/// Words right before a name that tell its part.
const PARTS: [&[&str]; 2] = [&["被告人", "犯罪嫌疑人", "嫌疑人"], &["被害人", "受害人", "失主"]];
/// The label of a person whose part is not told.
const PART_UNKNOWN: &str = "PERSON";

/// The spans with every further mention of their persons, in order.
pub(super) fn propagated(characters: &[char], mut spans: Vec<Span>, persons: &[&str]) -> Vec<Span> {
    let labels = labels_of_names(characters, &spans, persons);
    let mut names: Vec<&Vec<char>> = labels.keys().collect();
    names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let mut taken = vec![false; characters.len()];
    for span in &mut spans {
        taken[span.start..span.end].fill(true);
        if persons.contains(&span.label.as_str())
            && let Some(label) = labels.get(&characters[span.start..span.end])
        {
            (*label).clone_into(&mut span.label);
        }
    }
    for name in names {
        for start in 0..characters.len().saturating_sub(name.len() - 1) {
            let end = start + name.len();
            let free = characters[start..end] == name[..] && !taken[start..end].contains(&true);
            if free && !goes_on(name, characters.get(end)) {
                taken[start..end].fill(true);
                spans.push(Span { start, end, label: labels[name].to_owned() });
            }
        }
    }
    spans.sort_by_key(|span| span.start);
    spans
}

/// Every name with the label that has most votes. Words before a mention that tell the part of the person count most,
/// a label that tells no part least.
fn labels_of_names<'a>(
    characters: &[char],
    spans: &[Span],
    persons: &[&'a str],
) -> HashMap<Vec<char>, &'a str> {
    let mut votes: HashMap<Vec<char>, Vec<usize>> = HashMap::new();
    for span in spans {
        let name = &characters[span.start..span.end];
        let Some(label) = persons.iter().position(|person| *person == span.label) else { continue };
        if !LENGTHS.contains(&name.len()) || !name.iter().all(|&c| c.is_alphanumeric() || "×*·".contains(c))
        {
            continue;
        }
        let row = votes.entry(name.to_vec()).or_insert_with(|| vec![0; persons.len()]);
        row[label] += if span.label == PART_UNKNOWN { 1 } else { 2 };
        if let Some(part) = part_told(&characters[..span.start]).filter(|_| persons.len() > 1) {
            row[part] += 12;
        }
    }
    let most = |row: Vec<usize>| {
        let best = row.iter().max().copied().unwrap_or_default();
        row.iter().position(|&count| count == best).unwrap_or_default()
    };
    votes.into_iter().map(|(name, row)| (name, persons[most(row)])).collect()
}

/// The part that the words right before a name give it: 0 the accused, 1 the victim, as schemas list their labels.
fn part_told(before: &[char]) -> Option<usize> {
    PARTS.iter().position(|words| words.iter().any(|word| ends_with(before, word)))
}

fn ends_with(before: &[char], word: &str) -> bool {
    before.iter().rev().take(word.chars().count()).eq(word.chars().rev().collect::<Vec<_>>().iter())
}

fn goes_on(name: &[char], next: Option<&char>) -> bool {
    let masked = name.last().is_some_and(|last| "某×*".contains(*last));
    next.is_some_and(|&next| masked && (LONGER.contains(next) || next.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, found: &[(usize, usize, &str)]) -> Vec<String> {
        let characters: Vec<char> = text.chars().collect();
        let spans =
            found.iter().map(|&(start, end, label)| Span { start, end, label: label.to_owned() }).collect();
        propagated(&characters, spans, &["NHCS", "NHVI"])
            .into_iter()
            .map(|span| {
                format!("{}{}", characters[span.start..span.end].iter().collect::<String>(), span.label)
            })
            .collect()
    }

    #[test]
    fn every_mention_is_marked() {
        let found =
            marked("林小舟到青城市，后林小舟与赵某离开，赵某报警", &[(0, 3, "NHCS"), (13, 15, "NHVI")]);
        assert_eq!(found, ["林小舟NHCS", "林小舟NHCS", "赵某NHVI", "赵某NHVI"]);
    }

    #[test]
    fn a_masked_name_is_not_part_of_a_longer_one() {
        let found = marked("赵某与赵某甲、赵某1、赵某", &[(0, 2, "NHCS")]);
        assert_eq!(found, ["赵某NHCS", "赵某NHCS"]);
    }

    #[test]
    fn most_mentions_decide_the_label() {
        let text = "赵山河、赵山河、赵山河、赵山河";
        let found = marked(text, &[(0, 3, "NHVI"), (4, 7, "NHCS"), (8, 11, "NHCS")]);
        assert_eq!(found, ["赵山河NHCS"; 4]);
    }

    #[test]
    fn the_words_before_a_name_decide_first() {
        let text = "赵山河报案。被害人赵山河的车，赵山河";
        let found = marked(text, &[(0, 3, "NHCS"), (9, 12, "NHCS"), (15, 18, "NHCS")]);
        assert_eq!(found, ["赵山河NHVI"; 3]);
    }

    #[test]
    fn lone_surnames_and_other_kinds_stay() {
        assert_eq!(marked("赵在云岭县，赵走", &[(0, 1, "NHCS")]), ["赵NHCS"]);
        assert_eq!(marked("手机与手机", &[(0, 2, "NASI")]), ["手机NASI"]);
    }
}
