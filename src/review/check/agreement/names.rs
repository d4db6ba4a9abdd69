//! One name, one spelling: a paper that writes a known name with one other character.

mod slip;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{CardNode, CaseFile, Paper};
use crate::document::DocumentKind;
use crate::text::{Quote, Range};

/// Characters that follow a two-character name in running text.
const AFTER: &str = "的因于在犯系将向到与涉被伙签、，。；：（）()，:,;\t\n \"的你";
/// Words that stand before a name.
const BEFORE: [&str; 19] = [
    "人", "员", "官", "：", ":", "、", "，", "师", "姓名", "将", "对", "\n", "\t", " ", "。", "\"", "的",
    "问", "予",
];
/// Words that follow a two-character name at once.
const NEXT: [&str; 12] =
    ["书记员", "检察", "记录", "助理", "一案", "涉嫌", "如实", "执行", "刑事", "电话", "当面", "签名"];
/// Words no name ends with.
const FUNCTION: &str = "的了在是与和及因被将于向等、，。对以为其说案家";
/// A relative in the next words is somebody else with a similar name.
const RELATIVES: [&str; 14] =
    ["兄", "弟", "姐", "妹", "父", "母", "妻", "夫", "子）", "女）", "儿", "叔", "伯", "亲属"];

/// Words in front of one who stands bail.
const GUARANTORS: [&str; 4] = ["保证人", "保证人：", "担保人", "担保人："];

/// Labels of officers on duty and of experts, behind whom no party, defender or prosecutor is named.
const OFFICERS: [&str; 23] = [
    "民警",
    "警官",
    "侦查员",
    "侦查人员",
    "接收人",
    "执行人",
    "看守员",
    "法警",
    "承办民警",
    "办案民警",
    "认定人员",
    "认定人",
    "鉴定人",
    "鉴定人员",
    "检验人",
    "检验人员",
    "评估人",
    "评估人员",
    "审计人员",
    "授权签字人",
    "复核人",
    "勘验人",
    "见证人",
];

/// Titles of those who judge and keep the records, in front of their names.
const OF_COURT: [&str; 8] = ["审判长", "审判员", "陪审员", "书记员", "法官助理", "法官", "副院长", "庭长"];

/// Names that stand in some papers, and in one paper only with one character changed.
pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    // A printed line may end within a name.
    let texts: Vec<String> =
        case.papers.iter().map(|paper| paper.document.plain().replace('\n', "")).collect();
    let mut found = Vec::new();
    for (name, told) in roster(case) {
        if is_read_too_far(&texts, &name, told.0) {
            continue;
        }
        let writes: Vec<bool> = texts.iter().map(|text| text.contains(&name)).collect();
        let writers = writes.iter().filter(|writes| **writes).count();
        for (at, paper) in case.papers.iter().enumerate() {
            // A name that other papers write too is another person's.
            let is_new = |written: &str| {
                !written.contains('某')
                    && !texts.iter().enumerate().any(|(other, text)| other != at && text.contains(written))
            };
            if writers - usize::from(writes[at]) > 1
                && let Some((range, written)) = slip::find(paper, &name, is_new)
            {
                found.push(told_twice(paper, &range, &written, &name, &told.1));
                continue;
            }
            if writes[at] || at == told.0 {
                continue;
            }
            let windows = near(paper.document.plain(), &name, |next| {
                let words = format!("{name}{next}");
                texts.iter().any(|text| text.contains(&words))
            });
            let Some((range, written)) = windows.into_iter().find(|(_, written)| is_new(written)) else {
                continue;
            };
            found.push(told_twice(paper, &range, &written, &name, &told.1));
        }
    }
    found
}

/// 被害人林舟遗失……: whether the last character of a name belongs to the next word. Nobody else writes it, and its own
/// paper writes the name without it as well.
fn is_read_too_far(texts: &[String], name: &str, own: usize) -> bool {
    let Some((last, _)) = name.char_indices().next_back().filter(|_| name.chars().count() == 3) else {
        return false;
    };
    let short = &name[..last];
    let is_alone = |text: &String| text.matches(short).count() > text.matches(name).count();
    let mut others = texts.iter().enumerate().filter(|(at, _)| *at != own).map(|(_, text)| text);
    let is_known = others.clone().any(|text| text.contains(short));
    is_known
        && texts.get(own).is_some_and(is_alone)
        && others.all(|text| !text.contains(name) || is_alone(text))
}

fn told_twice(paper: &Paper, range: &Range, written: &str, name: &str, known: &Quote) -> Verdict {
    let message = format!("{}写作“{written}”，其他文书写作“{name}”，姓名不一致", paper.kind().label());
    Verdict::fail(message, vec![paper.document.quote(range), known.clone()])
        .of(name.to_owned())
        .confident(0.8)
}

/// Accused, victims, defenders and signing prosecutors with one place each is written.
fn roster(case: &CaseFile) -> Vec<(String, (usize, Quote))> {
    let mut found: Vec<(String, (usize, Quote))> = Vec::new();
    let mut add = |name: &str, paper: usize, quote: &Quote| {
        let letters = name.chars().count();
        let is_full = (2..=4).contains(&letters) && !name.contains(['某', '×', '*', '·']);
        if is_full && !found.iter().any(|(known, _)| known == name) {
            found.push((name.to_owned(), (paper, quote.clone())));
        }
    };
    for (at, paper) in case.papers.iter().enumerate().filter(|(_, paper)| is_main(paper)) {
        for party in &paper.elements.parties {
            add(&party.name.value, at, &party.name.quote);
            for defender in &party.defenders {
                add(&defender.name.value, at, &defender.name.quote);
            }
        }
        for incident in paper.elements.found.iter().chain(&paper.elements.alleged) {
            for victim in &incident.victims {
                add(&victim.value, at, &victim.quote);
            }
        }
        for signature in paper.elements.signatures.iter().filter(|s| s.role.contains("检察")) {
            add(&signature.name.value, at, &signature.name.quote);
        }
    }
    let Some(card) = &case.card else { return found };
    let document = &case.papers[card.paper].document;
    let mut nodes: Vec<&CardNode> = card.root.get("承办检察官").into_iter().collect();
    for list in ["人员", "被害人"] {
        for person in card.root.get(list).map(CardNode::items).unwrap_or_default() {
            nodes.extend(person.get("姓名"));
            nodes.extend(person.get("认罪认罚.律师"));
        }
    }
    for node in nodes {
        if let Some(name) = node.text() {
            add(name, card.paper, &document.quote_original(&node.range));
        }
    }
    found
}

fn is_main(paper: &Paper) -> bool {
    use DocumentKind as K;
    matches!(paper.kind(), K::ProsecutionOpinion | K::Indictment | K::Judgment | K::NonProsecutionDecision)
}

/// Windows of the text that are the name but for one character after the surname. A spelling that stands
/// for a relative anywhere in the text is somebody else's name.
fn near(text: &str, name: &str, follows: impl Fn(&str) -> bool) -> Vec<(Range, String)> {
    let letters: Vec<char> = name.chars().collect();
    let Some(&surname) = letters.first() else { return Vec::new() };
    let mut found: Vec<(Range, String)> = Vec::new();
    let mut relatives: Vec<String> = Vec::new();
    for (start, _) in text.match_indices(surname) {
        let window: Vec<(usize, char)> = text[start..].char_indices().take(letters.len()).collect();
        let differing: Vec<(usize, char)> = (0..window.len())
            .filter(|&at| window[at].1 != letters[at])
            .map(|at| (at, window[at].1))
            .collect();
        let &[(place, other)] = differing.as_slice() else { continue };
        let is_letter = ('\u{4E00}'..='\u{9FFF}').contains(&other) && !FUNCTION.contains(other);
        let Some(&(last, c)) = window.last() else { continue };
        let end = start + last + c.len_utf8();
        // Whoever stands bail is somebody else, often of the same family.
        let is_guarantor = GUARANTORS.iter().any(|word| text[..start].ends_with(word));
        if window.len() != letters.len() || !is_letter || is_guarantor || is_officer(&text[..start]) {
            continue;
        }
        let written = text[start..end].to_owned();
        let next: String = text[end..].chars().take(6).collect();
        // The same words follow the right spelling elsewhere: the window is a whole name.
        let is_known_place = || follows(&next.chars().take(2).collect::<String>());
        if RELATIVES.iter().any(|word| next.contains(word)) {
            relatives.push(written);
        } else if place + 1 < letters.len()
            || stands_alone(text, &(start..end), letters.len())
            || is_known_place()
        {
            found.push((start..end, written));
        }
    }
    found.retain(|(_, written)| !relatives.contains(written));
    found
}

/// Whether a name at the end of these words is an officer's: 接收民警：林小舟、 before it.
fn is_officer(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    if OF_COURT.iter().any(|title| line.trim_end_matches(['\t', ' ', '：']).ends_with(title)) {
        return true;
    }
    let Some((label, names)) = line.rsplit_once('：') else { return false };
    OFFICERS.iter().any(|word| label.ends_with(word))
        && names.split(['、', '\t', ' ']).all(|name| name.chars().count() <= 4)
}

/// Whether a window is a whole name by what stands around it; two characters need both sides.
fn stands_alone(text: &str, range: &Range, letters: usize) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let ends = after.chars().next().is_none_or(|c| AFTER.contains(c))
        || NEXT.iter().any(|word| after.starts_with(word));
    let starts = before.is_empty() || BEFORE.iter().any(|word| before.ends_with(word));
    if letters == 2 { ends && starts } else { ends || starts }
}

#[cfg(test)]
mod tests {
    use super::{is_read_too_far, near};

    #[test]
    fn a_name_nobody_else_writes_so_may_hold_the_next_word() {
        let texts = |own: &str| [own.to_owned(), "报案人：孙立".to_owned()];
        assert!(is_read_too_far(&texts("被害人孙立遗失的钱包。孙立报案。"), "孙立遗", 0));
        assert!(!is_read_too_far(&texts("被害人孙立遗到庭。孙立遗报案。"), "孙立遗", 0));
    }

    #[test]
    fn one_other_character_is_seen() {
        let told = |text: &str, name: &str| {
            near(text, name, |_| false).into_iter().next().map(|(_, written)| written)
        };
        assert_eq!(told("犯罪嫌疑人林小州，男", "林小舟").as_deref(), Some("林小州"));
        assert_eq!(told("被讯问人：马晓", "马骁").as_deref(), Some("马晓"));
        assert_eq!(told("侦查人员：马晓东", "马骁"), None);
        assert_eq!(told("家属：钱守信（兄）", "钱守义"), None);
        assert_eq!(told("接收民警：马晓（印）", "马骁"), None);
        assert_eq!(told("执行人：尹航、马晓（印）", "马骁"), None);
        assert_eq!(told("审　判　员　　马晓\n二〇二四年五月三十日".replace('　', "").as_str(), "马骁"), None);
        assert_eq!(told("认定人员：马晓、尹航　2023年4月6日", "马骁"), None);
        assert_eq!(told("赵大山到场", "林小舟"), None);
        assert_eq!(told("由保证人林小渡担保。", "林小舟"), None);
    }
}
