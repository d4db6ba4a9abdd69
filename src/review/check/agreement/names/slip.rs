//! A slip beside the right spelling: a main paper that writes a name rightly elsewhere, and once with another
//! character.

use super::{NEXT, RELATIVES, is_main};
use crate::case::Paper;
use crate::document::SectionName;
use crate::text::Range;

/// Roles that stand before a name in running text.
const ROLES: [&str; 8] =
    ["被告人", "犯罪嫌疑人", "被害人", "检察员", "检察官", "公诉人", "员额检察官", "代理检察员"];
/// What follows a name in running text.
const FOLLOWS: &str = "的因于在犯系将向到与涉被伙，、。：（；出起自主明具能均有以\n";

/// Surnames that more than one in two hundred people bear.
const COMMON: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫";

/// Where a main paper writes `name` with one other character.
///
/// After a role any one character counts, of a two-character name only the surname: those of one surname are many,
/// unless it is a rare one and the office's prosecutor is meant.
/// In the reasoning and the operative part, where no witnesses are named, a name that begins a sentence counts too.
pub(super) fn find(paper: &Paper, name: &str, is_new: impl Fn(&str) -> bool) -> Option<(Range, String)> {
    if !is_main(paper) {
        return None;
    }
    let plain = paper.document.plain();
    let letters: Vec<char> = name.chars().collect();
    let deciding = [SectionName::Reasoning, SectionName::Disposition];
    let ranges: Vec<&Range> =
        deciding.into_iter().flat_map(|section| paper.document.section_ranges(section)).collect();
    let starts =
        ROLES.iter().flat_map(|role| plain.match_indices(role)).map(|(at, role)| (at + role.len(), true));
    let sentences = plain.match_indices(['。', '；', '\n']).map(|(at, stop)| (at + stop.len(), false));
    let deciding = |at: usize| ranges.iter().any(|range| range.contains(&at));
    starts.chain(sentences.filter(|(at, _)| deciding(*at))).find_map(|(at, after_role)| {
        let (written, place) = one_off(plain.get(at..)?, &letters)?;
        let end = at + written.len();
        let rest = plain.get(end..)?;
        let follows = rest.chars().next().is_none_or(|c| FOLLOWS.contains(c))
            || NEXT.iter().any(|word| rest.starts_with(word));
        // Of a common surname there are many; two of a rare one with one office are hardly two people.
        let is_rare = letters.first().is_some_and(|surname| !COMMON.contains(*surname));
        let speaks_for_the_office = plain[..at].ends_with("检察员") || plain[..at].ends_with("检察官");
        let may_differ = match (letters.len(), after_role) {
            (2, true) => place == 0 || is_rare && speaks_for_the_office,
            (2, false) => false,
            (_, true) => true,
            (_, false) => place > 0,
        };
        let next: String = rest.chars().take(6).collect();
        let is_relative = RELATIVES.iter().any(|word| next.contains(word));
        (may_differ && follows && !is_relative && is_new(&written)).then_some((at..end, written))
    })
}

/// The word of a name's length at the start of a text, with the place of the only character that differs.
fn one_off(text: &str, letters: &[char]) -> Option<(String, usize)> {
    let window: Vec<char> = text.chars().take(letters.len()).collect();
    if window.len() != letters.len() || !window.iter().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)) {
        return None;
    }
    let mut differing = (0..window.len()).filter(|&at| window[at] != letters[at]);
    let place = differing.next()?;
    differing.next().is_none().then(|| (window.iter().collect(), place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};
    use crate::extract::elements::Elements;

    fn told(text: &str, name: &str) -> Option<String> {
        let document = Document::from_text(DocumentKind::Judgment, text);
        let paper = Paper { document, elements: Elements::default() };
        find(&paper, name, |_| true).map(|(_, written)| written)
    }

    #[test]
    fn a_slip_after_a_role_is_seen() {
        assert_eq!(told("云岭县人民检察院检察员于静出庭支持公诉。", "余静").as_deref(), Some("于静"));
        assert_eq!(told("检察院指派检察员温敏出庭支持公诉。", "温静").as_deref(), Some("温敏"));
        assert_eq!(told("被告人林小州系从犯。", "林小舟").as_deref(), Some("林小州"));
        assert_eq!(told("被告人余静到庭。", "余静"), None);
    }

    #[test]
    fn others_of_the_same_surname_are_no_slip() {
        assert_eq!(told("检察员余强出庭支持公诉。", "余静"), None);
        assert_eq!(told("被害人温强到庭。", "温静"), None);
        assert_eq!(told("保证人林小洲担保。", "林小舟"), None);
        assert_eq!(told("被告人林小洲（弟）到庭。", "林小舟"), None);
    }
}
