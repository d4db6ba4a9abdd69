//! The charge after 犯 or 构成.

use crate::law::charges::{self, Spelling};
use crate::text::{Found, Range};

/// Longest name of a charge, in bytes.
const LONGEST: usize = 240;

/// The charge that follows the 犯 or 构成 at `cue`, standard where the list of charges knows it.
pub(in crate::extract) fn after(text: &str, cue: &Range) -> Option<Found<String>> {
    if text[..cue.start].ends_with(['侵', '罪', '触']) {
        return None;
    }
    let rest = text.get(cue.end..)?;
    let lead = ["有", "了", "的是", "的", "下"]
        .iter()
        .find(|word| rest.starts_with(**word))
        .map_or(0, |word| word.len());
    let start = cue.end + lead;
    let words = text.get(start..)?;
    let end = phrase(words).or_else(|| bare(words))?;
    let range = start..start + end;
    let name = standard(&text[range.clone()]);
    Some(Found::new(name, range))
}

/// Bytes of a known charge written without 罪 at the head of `rest`: 犯盗窃，判处.
fn bare(rest: &str) -> Option<usize> {
    let clause = rest.split(['。', '；', '：', '\n']).next().unwrap_or_default();
    let known = charges::scan_bare(cut(clause, LONGEST)).into_iter().next()?;
    let after = rest.get(known.range.end..)?;
    let is_name = after.starts_with(['，', '（', '。', '；', '一', '罪', '判', '处', '、', '二', '两', '三']);
    (known.range.start == 0 && is_name).then_some(known.range.end)
}

fn cut(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A charge at the very head of a clause, without 犯: ；盗窃罪，判处…….
pub(super) fn at_head(clause: &str) -> Option<Found<String>> {
    let lead = clause.len() - clause.trim_start_matches(['；', '。', '，', '\n']).len();
    let words = clause.get(lead..)?;
    let known = charges::scan(cut(words, LONGEST)).into_iter().next()?;
    let range = lead..lead + known.range.end;
    (known.range.start == 0).then(|| Found::new(standard(&clause[range.clone()]), range))
}

/// The standard name with 罪 of a charge as written; parts chosen from a selective name stay as written.
pub(in crate::extract) fn standard(words: &str) -> String {
    // 偷越国（边）境罪 has its brackets in the law, 故意伤害（致人死亡）罪 has not.
    if let Some(known) = charges::find_spelled(words)
        && known.spelling != Spelling::Narrowed
    {
        return known.charge.name.clone();
    }
    let written = without_brackets(words);
    match charges::find_spelled(&written) {
        Some(known) if known.spelling == Spelling::Narrowed => with_suffix(written),
        Some(known) => known.charge.name.clone(),
        None => with_suffix(written),
    }
}

fn with_suffix(name: String) -> String {
    if name.ends_with('罪') { name } else { name + "罪" }
}

/// Bytes of the words up to the 罪 that closes the name of a charge.
fn phrase(rest: &str) -> Option<usize> {
    let mut depth = 0_u32;
    let mut before = ' ';
    for (at, character) in rest.char_indices() {
        if at > LONGEST {
            return None;
        }
        match character {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            '。' | '；' | '：' | '，' | '\n' if depth == 0 => return None,
            '犯' if before != '侵' && !rest[at..].starts_with("犯罪") => return None,
            '罪' if depth == 0 && at == 0 => return None,
            '罪' if depth == 0 && before != '犯' => {
                let name = &rest[..at];
                let is_pronoun = [
                    "前", "数", "新", "漏", "该", "此", "上述", "两", "二", "原", "本", "他", "其他", "同种",
                    "后", "以上", "余", "三",
                ]
                .contains(&name);
                // 又犯本节规定之罪, 犯同种类的罪: described, not named.
                let is_described = name.ends_with(['之', '的']);
                return (!is_pronoun && !is_described).then_some(at + character.len_utf8());
            }
            _ => {}
        }
        before = character;
    }
    None
}

fn without_brackets(words: &str) -> String {
    let mut depth = 0_u32;
    let mut name = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            '“' | '”' | ' ' | '\t' => {}
            _ if depth == 0 => name.push(character),
            _ => {}
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn a_crime_described_is_no_charge() {
        let told = |words: &str| {
            let at = words.find('犯').expect("a cue");
            after(words, &(at..at + '犯'.len_utf8())).map(|found| found.value)
        };
        assert_eq!(told("又犯本节规定之罪，从重处罚"), None);
        assert_eq!(told("又犯同种类的罪，从重处罚"), None);
        assert_eq!(told("又犯盗窃罪，从重处罚").as_deref(), Some("盗窃罪"));
    }
}
