//! Victims named in an incident.

use std::sync::LazyLock;

use super::words::WORDS;
use crate::extract::surname::is_surname;
use crate::text::{Found, Pattern};

/// 被害人 and the like, or a verb that only a victim can follow.
static INTRODUCED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:被害人|受害人|被害单位|受害单位|被害幼女|被害妇女|失主|事主|死者|伤者|被害公司)(?:（[^）]{0,30}）)?[：:]?").expect("the pattern is fixed")
});
static TAKEN_FROM: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:盗走|盗窃|窃取|窃得|骗取|骗得|骗走|抢走|抢得|殴打|打伤|砍伤|捅伤|刺伤|猥亵|偷走|敲诈|抢劫|撞倒|撞伤)(?:了)?").expect("the pattern is fixed")
});

const MASKS: &[char] = &['某', '×', '*', 'X', 'x', '□', '╳', '＊'];
/// Characters that no given name ends with before them: the name is over.
const AFTER_NAME: &str = "独的家被在与因从将所放使把用及等头面胸腹左右身进行发钱手经驾骑停向不有住报至到挂为予各一两之内处是购对受以并同打一系称拿借伤当死说无要后于其人后跑追上下反前拉起持乘坐（，。；、：）";

/// Names of all victims the cores introduce.
pub(super) fn known<'t>(
    cores: impl Iterator<Item = &'t str>,
    is_accused: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for found in cores.flat_map(|core| scan(core, &is_accused)) {
        if !names.contains(&found.value) {
            names.push(found.value);
        }
    }
    names
}

/// The first mention of each known victim in `text`, in order.
pub(super) fn mentions(text: &str, known: &[String]) -> Vec<Found<String>> {
    let goes_on = |c: char| MASKS.contains(&c) || "甲乙丙丁戊己庚辛".contains(c) || c.is_ascii_digit();
    let mut found: Vec<Found<String>> = known
        .iter()
        .filter_map(|name| {
            let masked = name.contains(MASKS);
            let (at, _) = text.match_indices(name.as_str()).find(|(at, _)| {
                let after = text.get(at + name.len()..).unwrap_or_default();
                !(masked && after.starts_with(goes_on))
            })?;
            Some(Found::new(name.clone(), at..at + name.len()))
        })
        .collect();
    found.sort_by_key(|name| name.range.start);
    found
}

/// Names of victims in `text`; `is_accused` tells who is none.
fn scan(text: &str, is_accused: impl Fn(&str) -> bool) -> Vec<Found<String>> {
    let mut found: Vec<Found<String>> = Vec::new();
    for (word, needs_mask) in INTRODUCED
        .find_iter(text)
        .map(|word| (word, false))
        .chain(TAKEN_FROM.find_iter(text).map(|word| (word, true)))
    {
        let mut at = word.end();
        while let Some(rest) = text.get(at..) {
            let organisation = (word.as_str().contains("单位") || word.as_str().contains("公司"))
                .then(|| organisation(rest))
                .flatten();
            let person = || name(rest, needs_mask).map(|width| before_word(rest, width));
            let Some(width) = organisation.or_else(person) else { break };
            let Some(value) = rest.get(..width) else { break };
            if !is_accused(value) && found.iter().all(|known| known.value != value) {
                found.push(Found::new(value.to_owned(), at..at + width));
            }
            at += width;
            let Some(next) = text.get(at..) else { break };
            let joined = skip_bracket(next);
            match joined.chars().next() {
                Some(joint @ ('、' | '和' | '及' | '与')) => {
                    at += next.len() - joined.len() + joint.len_utf8();
                }
                _ => break,
            }
            if text.get(at..).is_some_and(|rest| INTRODUCED.find(rest).is_some_and(|m| m.start() == 0)) {
                break;
            }
        }
    }
    found.sort_by_key(|name| name.range.start);
    found
}

/// The width of a name without the first character of the word that follows it.
fn before_word(rest: &str, width: usize) -> usize {
    let Some(name) = rest.get(..width).filter(|name| name.chars().count() > 2) else { return width };
    let Some((last, _)) = name.char_indices().next_back() else { return width };
    let is_word =
        rest.get(last..).is_some_and(|words| WORDS.glued.iter().any(|word| words.starts_with(word)));
    if is_word { last } else { width }
}

/// Width of the name `rest` starts with.
fn name(rest: &str, needs_mask: bool) -> Option<usize> {
    // 被害人钱款: the surname 钱 is also money.
    if ["钱款", "钱财", "钱物", "财物", "现金"].iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    let mut characters = rest.char_indices();
    let (_, first) = characters.next()?;
    let (_, second) = characters.next()?;
    if MASKS.contains(&second) && is_han(first) {
        return Some(masked(rest));
    }
    if MASKS.contains(&first) && !needs_mask && rest.starts_with(MASKS) {
        return None;
    }
    if rest.starts_with("陈述")
        || rest.starts_with("单位")
        || rest.starts_with("安全")
        || rest.starts_with("家属")
        || ["钱款", "钱财", "钱物", "财物", "现金"].iter().any(|goods| rest.starts_with(goods))
    {
        return None;
    }
    if needs_mask || !is_surname(first) || !is_han(second) || AFTER_NAME.contains(second) {
        return None;
    }
    let compound = [
        "欧阳", "上官", "司马", "诸葛", "司徒", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐",
        "端木", "南宫",
    ]
    .iter()
    .any(|surname| rest.starts_with(surname));
    let longest = if compound { 4 } else { 3 };
    let mut width = first.len_utf8() + second.len_utf8();
    for (at, character) in characters.take(longest - 2) {
        if MASKS.contains(&character) || character.is_ascii_digit() && at > 0 {
            return Some(masked_tail(rest, at));
        }
        if !is_han(character) || AFTER_NAME.contains(character) {
            break;
        }
        width = at + character.len_utf8();
    }
    Some(width)
}

/// 张某, 张某某, 张某甲, 张某1, 张×
fn masked(rest: &str) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    masked_tail(rest, first)
}

fn masked_tail(rest: &str, from: usize) -> usize {
    let mut end = from;
    let mut masks = 0;
    for (offset, character) in rest.get(from..).unwrap_or_default().char_indices() {
        let goes_on = if MASKS.contains(&character) && masks < 3 {
            masks += 1;
            true
        } else {
            masks > 0 && ("甲乙丙丁戊己庚辛".contains(character) || character.is_ascii_digit())
                || masks == 0 && character.is_ascii_digit()
        };
        if !goes_on {
            break;
        }
        end = from + offset + character.len_utf8();
    }
    end
}

fn organisation(rest: &str) -> Option<usize> {
    static NAME: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("^[^，。；、：（]{2,30}?(?:有限责任公司|有限公司|公司|厂|超市|商店|银行|支行|合作社|医院|学校|局|酒店|宾馆|中心|集团)").expect("the pattern is fixed")
    });
    NAME.find(rest).map(|found| found.end())
}

fn skip_bracket(text: &str) -> &str {
    if !text.starts_with('（') {
        return text;
    }
    text.find('）').and_then(|close| text.get(close + '）'.len_utf8()..)).unwrap_or(text)
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}')
}
