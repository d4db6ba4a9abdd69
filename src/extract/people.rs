//! Accused persons as one document names them, and where it mentions them.
//!
//! The heading usually introduces them all; an operative part alone must do as well.

mod other_names;
mod renamed;

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::elements::{Elements, PartyRole};
use crate::text::{Found, Pattern, Preference, Range, WordList};

#[derive(Deserialize)]
struct Words {
    roles: Vec<String>,
    joints: Vec<String>,
    openers: Vec<String>,
    never_in_name: Vec<String>,
    never_without_role: Vec<String>,
    organisation_ends: Vec<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("people.toml")).expect("people.toml is checked by a test"));

/// The accused of one document.
pub(super) struct People {
    /// Names as written, in order of introduction.
    pub(super) names: Vec<String>,
    finder: Option<WordList>,
    /// Other ways the text writes a name, with the index of the person; the finder knows them after the names.
    aliases: Vec<(String, usize)>,
}

/// Persons named together: indices into [`People::names`], each with its place.
pub(super) type Group = Vec<Found<usize>>;

/// Accused persons the parties, the heading, or the clauses of `operative` name.
pub(super) fn of(elements: &Elements, plain: &str, operative: &str) -> People {
    let mut names: Vec<String> = elements
        .parties
        .iter()
        .filter(|party| matches!(party.role, PartyRole::Accused | PartyRole::Organisation))
        .map(|party| party.name.value.clone())
        .collect();
    if names.is_empty() {
        names.extend(introduced(plain));
    }
    names.extend(convicted(operative));
    People::new(names).with_former_names(elements, plain)
}

/// The accused of a paper, with those that its head introduces where the parties hold but one of them.
pub(super) fn all_of(elements: &Elements, plain: &str) -> People {
    let people = of(elements, plain, "");
    if people.names.len() != 1 {
        return people;
    }
    let head = plain.find("起诉书指控").and_then(|end| plain.get(..end)).unwrap_or_default();
    // 附带民事诉讼被告人 is accused of nothing.
    let is_sued = |name: &String| {
        ["民事诉讼被告人", "民事诉讼被告单位", "民事诉讼被告"]
            .iter()
            .any(|role| head.contains(&format!("{role}{name}")))
    };
    // 被告人自报林小舟 and 被告人林小舟供认 name 林小舟; 林某乙 is another than 林某.
    let is_known = |name: &String| {
        let marks = ['甲', '乙', '丙', '丁', '戊', '某', '×', '*'];
        people.names.iter().any(|known| {
            let goes_on = name.strip_prefix(known.as_str());
            name.ends_with(known.as_str())
                || goes_on
                    .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit() || marks.contains(&c)))
        })
    };
    let others: Vec<String> =
        introduced(head).into_iter().filter(|name| !is_sued(name) && !is_known(name)).collect();
    People::new(people.names.into_iter().chain(others).collect())
}

impl People {
    pub(super) fn new(listed: Vec<String>) -> Self {
        let mut names: Vec<String> = Vec::new();
        for name in listed {
            // 被告人林小舟、男: a slip of the comma.
            let name = name.trim_end_matches('、').to_owned();
            if name.chars().count() >= 2 && !names.contains(&name) {
                names.push(name);
            }
        }
        let finder = WordList::new(&names, Preference::Longest).ok();
        Self { names, finder, aliases: Vec::new() }
    }

    /// The written form and the person of a pattern of the finder.
    fn pattern(&self, index: usize) -> (&str, usize) {
        match index.checked_sub(self.names.len()).and_then(|at| self.aliases.get(at)) {
            Some((alias, person)) => (alias, *person),
            None => (self.names.get(index).map_or("", String::as_str), index),
        }
    }

    /// Every mention of an accused person.
    pub(super) fn mentions(&self, text: &str) -> Group {
        let Some(finder) = &self.finder else {
            return Vec::new();
        };
        finder
            .find_iter(text)
            .filter(|found| !goes_on(self.pattern(found.value).0, &text[found.range.end..]))
            .map(|found| Found::new(self.pattern(found.value).1, found.range))
            .collect()
    }

    /// Mentions joined into groups: 被告人甲、乙和丙.
    pub(super) fn groups(&self, text: &str) -> Vec<Group> {
        let mut groups = self.joined(text, is_joint);
        for group in &mut groups {
            let mut seen: Vec<usize> = Vec::new();
            group.retain(|mention| {
                !seen.contains(&mention.value) && {
                    seen.push(mention.value);
                    true
                }
            });
        }
        groups
    }

    /// Groups that keep names said twice and go on over a name nobody introduced: 甲、某丁、乙.
    pub(super) fn runs(&self, text: &str) -> Vec<Group> {
        self.joined(text, |between| {
            // 被告人甲乙: a mark was forgotten.
            is_joint(between)
                || between.is_empty()
                || between == "、原审"
                // 甲某2乙: a mark that masking has eaten.
                || between.strip_prefix('某').is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
                || is_listed_name(between)
                || is_familys(between)
        })
    }

    fn joined(&self, text: &str, joins: impl Fn(&str) -> bool) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for mention in self.mentions(text) {
            let last = groups.last().and_then(|group| group.last());
            let goes_on =
                last.is_some_and(|last| text.get(last.range.end..mention.range.start).is_some_and(&joins));
            match groups.last_mut() {
                Some(group) if goes_on => group.push(mention),
                _ => groups.push(vec![mention]),
            }
        }
        groups
    }
}

/// 甲的亲属及被告人乙: both are spoken of.
fn is_familys(between: &str) -> bool {
    ["的亲属", "的家属"].iter().any(|family| between.strip_prefix(family).is_some_and(is_joint))
}

/// 、某丁、 between two names.
fn is_listed_name(between: &str) -> bool {
    let Some(rest) = between.strip_prefix('、') else { return false };
    let Some(name) = ["、", "和", "及", "与"].iter().find_map(|joint| rest.strip_suffix(joint)) else {
        return false;
    };
    (2..=4).contains(&name.chars().count())
        && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || is_mask(c) || c.is_ascii_digit())
        && !WORDS.never_in_name.iter().any(|word| name.contains(word.as_str()))
}

/// 张某 inside 张某某 or 张某2 is somebody else.
fn goes_on(name: &str, after: &str) -> bool {
    let Some(next) = after.chars().next() else {
        return false;
    };
    let masked = name.contains(['某', '×', '*', 'X', '＊']);
    (masked && (is_mask(next) || next.is_ascii_digit() || matches!(next, '甲' | '乙' | '丙' | '丁' | '戊')))
        || (name.ends_with(|c: char| c.is_ascii_alphanumeric()) && next.is_ascii_alphanumeric())
}

fn is_mask(character: char) -> bool {
    matches!(character, '某' | '×' | '*' | '□' | '╳')
}

/// Whether the words between two names keep them in one group.
fn is_joint(between: &str) -> bool {
    let bare = strip_brackets(between);
    let mut rest = bare.trim();
    let mut has_comma = false;
    let mut has_role = false;
    'next: while !rest.is_empty() {
        for role in &WORDS.roles {
            if let Some(after) = rest.strip_prefix(role.as_str()) {
                rest = after;
                has_role = true;
                continue 'next;
            }
        }
        for joint in &WORDS.joints {
            if let Some(after) = rest.strip_prefix(joint.as_str()) {
                has_comma |= matches!(joint.as_str(), "，" | "；");
                rest = after;
                continue 'next;
            }
        }
        return false;
    }
    !bare.trim().is_empty() && (!has_comma || has_role)
}

fn strip_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut bare = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '（' | '〔' => depth += 1,
            '）' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(character),
            _ => {}
        }
    }
    bare
}

/// Persons a heading introduces: role, name, then sex, alias or birth.
fn introduced(plain: &str) -> Vec<String> {
    static HEADING: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            "(?:被告人|犯罪嫌疑人|被不起诉人|原审被告人）?|被告单位|犯罪嫌疑单位|原审被告单位）?)(?:姓名)?[：:]?([^，。；：（）〔〕\\s、“”]{2,40}?)\
             (?:（[^（）\\n]{0,80}）|〔[^〕\\n]{0,40}〕)?[，、](?:男|女|性别|曾用名|又名|别名|绰号|化名|外号|自报|乳名|小名|英文名|住所地|单位|法定代表人|注册地|汉族|生于|公民身份|\\d{4}年|[^，。\\n]{0,20}族，)",
        )
        .expect("constant pattern")
    });
    let mut names: Vec<String> = Vec::new();
    for found in HEADING.captures_iter(plain) {
        let Some(name) = found.get(1).map(|name| name.as_str()) else { continue };
        if is_name(name, true) && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Persons an operative part convicts or acquits: 被告人甲、乙犯……；被告人丙无罪.
fn convicted(operative: &str) -> Vec<String> {
    static VERDICT: LazyLock<WordList> = LazyLock::new(|| {
        let words = ["犯", "无罪", "免予刑事处罚", "免于刑事处罚"];
        WordList::new(words, Preference::First).expect("constant words")
    });
    let mut names: Vec<String> = Vec::new();
    for verdict in VERDICT.find_iter(operative) {
        // 犯罪 and 犯侵犯著作权罪: no verdict of its own.
        if operative[verdict.range.end..].starts_with('罪')
            || operative[..verdict.range.start].ends_with('侵')
        {
            continue;
        }
        let clause = clause_before(operative, verdict.range.start);
        for name in names_in_clause(&operative[clause]) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn clause_before(text: &str, at: usize) -> Range {
    let before = &text[..at];
    let start = before
        .rfind(['，', '。', '；', '：', '\n', '\t'])
        .map_or(0, |comma| comma + before[comma..].chars().next().map_or(1, char::len_utf8));
    start..at
}

fn names_in_clause(clause: &str) -> Vec<String> {
    static MARKER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:第?[一二三四五六七八九十]{1,3}[、.．项]|（[一二三四五六七八九十0-9]{1,3}）、?|[0-9]{1,2}[、.．）]?)").expect("constant pattern")
    });
    let bare = strip_brackets(MARKER.replace(clause.trim(), "").trim());
    let mut has_role = false;
    let mut names = Vec::new();
    for piece in bare.split(['、', '和', '及', '与']) {
        let mut piece = piece.trim();
        if let Some((role, start)) = last_role(piece) {
            piece = piece[start..].trim();
            has_role = true;
            let is_unit = role.contains("单位") || role.contains("机构");
            if is_unit && (2..=40).contains(&piece.chars().count()) {
                names.push(piece.to_owned());
                continue;
            }
        }
        for opener in &WORDS.openers {
            let rest = piece.strip_prefix(opener.as_str()).filter(|rest| rest.chars().count() >= 2);
            piece = rest.unwrap_or(piece);
        }
        if !is_name(piece, has_role) {
            continue;
        }
        names.push(piece.to_owned());
    }
    if has_role { names } else { Vec::new() }
}

/// The last word in `piece` that introduces an accused person, and where the name starts.
fn last_role(piece: &str) -> Option<(&'static str, usize)> {
    WORDS
        .roles
        .iter()
        .filter_map(|role| piece.rfind(role.as_str()).map(|at| (role.as_str(), at + role.len())))
        .max_by_key(|&(role, end)| (end, role.len()))
}

/// Whether a name is that of an organisation.
pub(super) fn is_organisation(name: &str) -> bool {
    name.chars().count() > 4 && WORDS.organisation_ends.iter().any(|end| name.ends_with(end.as_str()))
}

fn is_name(piece: &str, after_role: bool) -> bool {
    let length = piece.chars().count();
    if length < 2 || WORDS.never_in_name.iter().any(|word| piece.contains(word.as_str())) {
        return false;
    }
    if WORDS.organisation_ends.iter().any(|end| piece.ends_with(end.as_str())) && length > 4 {
        return length <= 40;
    }
    let doubtful = |character: char| WORDS.never_without_role.iter().any(|word| word.starts_with(character));
    if piece.chars().all(doubtful)
        || (!after_role || length > 4) && piece.chars().any(doubtful) && !piece.contains('·')
    {
        return false;
    }
    length <= 4 || piece.contains('·') || (after_role && length <= 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_clause_are_listed() {
        let names = convicted(
            "一、被告人赵某某、周小渡（绰号“阿渡”）和被告单位青城市云岭商贸有限公司犯走私罪，犯盗窃罪；二、被告人钱大海无罪。",
        );
        assert_eq!(names, ["赵某某", "周小渡", "青城市云岭商贸有限公司", "钱大海"]);
    }

    #[test]
    fn a_masked_name_is_not_found_in_a_longer_one() {
        let people = People::new(vec!["赵某".to_owned(), "钱大海".to_owned()]);
        let mentions = people.mentions("赵某某和赵某，钱大海");
        assert_eq!(mentions.len(), 2);
    }

    #[test]
    fn a_comma_joins_only_where_the_role_is_repeated() {
        let people = People::new(vec!["赵某".to_owned(), "钱大海".to_owned()]);
        assert_eq!(people.groups("被告人赵某，被告人钱大海犯盗窃罪").len(), 1);
        assert_eq!(people.groups("赵某的，钱大海").len(), 2);
    }
}
