//! Where persons are introduced: a label at the start of a sentence, then a name, then a mark.

mod unlabelled;

use std::sync::LazyLock;

use regex::Match;

use super::words::{LABELS, holds};
use crate::document::Document;
use crate::extract::elements::PartyRole;
use crate::text::{Pattern, Range};

/// What a label makes of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Party(PartyRole),
    Defender,
    /// Named, but no party; ends the paragraph before.
    Other,
}

/// One person introduced.
#[derive(Debug, Clone)]
pub(super) struct Introduction {
    pub part: Part,
    /// The words before the name.
    pub label: Range,
    pub name: Range,
}

static PARTS: LazyLock<Vec<(&'static str, Part)>> = LazyLock::new(|| {
    let labels = &*LABELS;
    let groups = [
        (&labels.accused, Part::Party(PartyRole::Accused)),
        (&labels.victim, Part::Party(PartyRole::Victim)),
        (&labels.civil_claimant, Part::Party(PartyRole::CivilClaimant)),
        (&labels.civil_defendant, Part::Party(PartyRole::CivilDefendant)),
        (&labels.guardian, Part::Party(PartyRole::Guardian)),
        (&labels.representative, Part::Party(PartyRole::Representative)),
        (&labels.organisation, Part::Party(PartyRole::Organisation)),
        (&labels.defender, Part::Defender),
        (&labels.other, Part::Other),
    ];
    let mut parts: Vec<(&str, Part)> =
        groups.iter().flat_map(|(words, part)| words.iter().map(|word| (word.as_str(), *part))).collect();
    parts.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    parts
});

static START: LazyLock<Pattern> = LazyLock::new(|| {
    let labels: Vec<String> = PARTS.iter().map(|(word, _)| regex::escape(word)).collect();
    let name = r"\p{Han}（\p{Han}{1,3}）\p{Han}{1,3}|[\p{Han}A-Za-z*×][\p{Han}·•.*×xX0-9A-Za-z\-— 、（）]{1,60}?|[*×]|\p{Han}";
    let pattern = format!(
        r"(?:^|[\n。；\t））])(?:（?[一二三四五六七八九十0-9]{{1,3}}[）.、]{{1,2}})?(?P<label>(?:(?:第[一二三四五六七八九十]{{1,2}}|同案)?(?P<word>{})(?P<number>[一二三四五六七八九十1-9])?(?:（[^（）\n]{{1,24}}）)?(?:(?:暨|兼|及其)[\p{{Han}}]{{2,16}}?(?:被告人|原告人|代理人|代表人|起诉人|被害人|被告|原告))?(?:(?:身份|基本|个人)(?:信息|情况)?[：\t]|(?:姓名)?[：\t]?)|姓名[：\t]?))(?P<name>{name})(?P<end>[，。（；：\t\n“]|系|(?:性别[：\t]*)?(?:男|女)(?:[，。（0-9\p{{Han}}]|性)|[12][0-9]{{3}}年|因(?:涉嫌|本案|犯|此案)|曾因|绰号|曾用名|$)",
        labels.join("|")
    );
    Pattern::new(&pattern).expect("the pattern is fixed")
});

/// The first sentence after the party paragraphs.
static STOP: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?:检察院|公诉机关|自诉人[^，。；\n]{0,10})[^。；\n]{0,15}?(?:以[^。；\n]{0,45}?号|指控|诉称|于[^。\n]{0,30}(?:提起公诉|以[^。\n]{0,45}号))|起诉书|指控|[。；\n]本案[由经系]|提起公诉|经(?:依法)?(?:公开)?(?:开庭)?(?:审理|侦查|审查)(?:依法)?查明|移送(?:本院|我院)?审查起诉|一案[，。]?(?:由|经(?:本|我)|本院|本局|我局|我院|现已|业经|系|[^，。于被经由0-9\n]{2,24}(?:法院|检察院|公安局|分局)(?:于|以|审理|向|立案|侦查))|\n本院|审理终结|公诉机关认为|发破案|案件来源|到庭参加",
    )
    .expect("the pattern is fixed")
});

/// Bytes of the longest introduction, and more.
const LONGEST: usize = 2_000;

/// Everybody introduced in the heading, and where the heading ends.
pub(super) fn all(document: &Document) -> (Vec<Introduction>, usize) {
    let plain = document.plain();
    let mut found: Vec<Introduction> = Vec::new();
    let mut limit = plain.len();
    let mut at = 0;
    while let Some(captures) = START.captures_at(up_to(plain, limit), at) {
        let (Some(label), Some(name), Some(end)) =
            (captures.name("label"), captures.name("name"), captures.name("end"))
        else {
            break;
        };
        let name = name_of(captures.name("number"), &name);
        if label.start() >= limit {
            break;
        }
        let before = end.start();
        at = if before > at { before } else { end.end().max(at + 1) };
        while !plain.is_char_boundary(at) {
            at += 1;
        }
        let part = captures
            .name("word")
            .map_or_else(|| part_before(&plain[..label.start()]), |word| part_of(word.as_str()));
        // 上诉人（原审附带民事诉讼原告人）: the bracket tells the part.
        let is_sued = part == Part::Party(PartyRole::CivilDefendant);
        let is_claimant = (is_accused(part) || is_sued)
            && holds(label.as_str(), &["原告人）", "原告）", "自诉人）"])
            && !label.as_str().contains("被告");
        let part = if is_claimant { Part::Party(PartyRole::CivilClaimant) } else { part };
        let part = if is_accused(part) && is_only_sued(label.as_str()) {
            Part::Party(PartyRole::CivilDefendant)
        } else {
            part
        };
        let name_end = name.start + plain[name.clone()].trim_end().len();
        let is_numbered = captures.name("number").is_some();
        let is_marked = end.as_str().starts_with(['，', '（', '。']);
        // 被告人艾不都热西提，男: the sex that follows makes a long name sure.
        let is_sure = is_marked && ["，男", "，女"].iter().any(|sex| plain[end.start()..].starts_with(sex));
        if !is_name(&plain[name.start..name_end], part, is_numbered, is_marked, is_sure) {
            continue;
        }
        let is_first = !found.iter().any(|one| is_accused(one.part));
        found.push(Introduction { part, label: label.start()..name.start, name: name.start..name_end });
        if is_first && is_accused(part) {
            limit = end_of_heading(plain, name.end);
        }
    }
    if !found.iter().any(|one| is_accused(one.part)) {
        let end = end_of_heading(plain, 0);
        found.retain(|one| one.label.start < end);
        let accused = unlabelled::all(document.kind, plain);
        let Some(first) = accused.iter().min_by_key(|one| one.name.start) else { return (found, end) };
        let limit = end_of_heading(plain, first.name.end).min(unlabelled::next_part(plain, first.name.end));
        found.extend(accused);
        found.retain(|one| one.label.start < limit);
        found.sort_by_key(|one| one.label.start);
        return (found, limit);
    }
    (found, limit)
}

/// 上诉人（原审附带民事诉讼被告人）: sued, and accused of nothing.
fn is_only_sued(label: &str) -> bool {
    let Some((_, bracket)) = label.split_once('（') else { return false };
    let rest = ["附带民事诉讼被告人", "附带民事诉讼被告单位", "附带民事诉讼被告", "附带民事被告人"]
        .iter()
        .find_map(|sued| bracket.split_once(sued));
    rest.is_some_and(|(before, after)| {
        !before.contains("被告") && !after.contains("被告") && !label.starts_with("被告")
    })
}

/// The place of a name. A numeral that touches the name of a firm is its first character: 被告单位四川某某公司.
fn name_of(number: Option<Match<'_>>, name: &Match<'_>) -> Range {
    let is_firm = holds(name.as_str(), &["公司", "厂", "合作社", "中心", "集团", "医院", "银行"]);
    let own = number.filter(|number| {
        is_firm && number.end() == name.start() && !number.as_str().starts_with(|c: char| c.is_ascii_digit())
    });
    own.map_or(name.start(), |number| number.start())..name.end()
}

/// The text as far as an introduction that begins before `limit` may reach.
fn up_to(plain: &str, limit: usize) -> &str {
    let mut end = limit.saturating_add(LONGEST).min(plain.len());
    while !plain.is_char_boundary(end) {
        end += 1;
    }
    &plain[..end]
}

/// Start of the sentence in which the heading ends.
fn end_of_heading(plain: &str, from: usize) -> usize {
    let Some(stop) = STOP.find_at(plain, from) else { return plain.len() };
    if let Some(mark) = stop.as_str().chars().next().filter(|c| matches!(c, '。' | '；' | '\n')) {
        return stop.start() + mark.len_utf8();
    }
    let head = &plain[from..stop.start()];
    // The sentence may hold the whole paragraph of the person: cut at the clause then.
    head.rfind(['。', '\n', '；'])
        .map_or(stop.start(), |cut| from + cut + head[cut..].chars().next().map_or(1, char::len_utf8))
}

fn is_accused(part: Part) -> bool {
    matches!(part, Part::Party(PartyRole::Accused | PartyRole::Organisation))
}

fn part_of(word: &str) -> Part {
    PARTS.iter().find(|(label, _)| *label == word).map_or(Part::Other, |(_, part)| *part)
}

/// 姓名 belongs to the label written above it.
fn part_before(before: &str) -> Part {
    let nearby = before.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let nearby = &before[nearby..];
    let mut best: Option<(usize, Part)> = None;
    for (word, part) in PARTS.iter() {
        if let Some(at) = nearby.rfind(word)
            && best.is_none_or(|(place, _)| at > place)
        {
            best = Some((at, *part));
        }
    }
    best.map_or(Part::Party(PartyRole::Accused), |(_, part)| part)
}

fn is_name(name: &str, part: Part, is_numbered: bool, is_marked: bool, is_sure: bool) -> bool {
    let name = name.trim();
    let count = name.chars().count();
    if count == 0 || (count == 1 && !is_numbered && !name.starts_with(['*', '×'])) {
        return false;
    }
    if name.contains('、') && part == Part::Defender {
        return name.split('、').all(|one| is_name(one, part, is_numbered, is_marked, is_sure));
    }
    // 犯罪嫌疑单位委托辩护人林小舟: the sentence is about its defender.
    let is_sentence = part == Part::Party(PartyRole::Organisation)
        && holds(name, &["辩护人", "代理人", "代表人", "值班律师"]);
    if is_sentence {
        return false;
    }
    if matches!(part, Part::Party(PartyRole::Organisation) | Part::Other) {
        return true;
    }
    // 被告人已重新签署具结书: an adverb begins no name.
    let is_masked = name.chars().nth(1) == Some('某');
    if count > 2 && !is_masked && name.starts_with(['已', '均', '仍', '未', '拟', '也']) {
        return false;
    }
    // 中国人民财产保险股份有限公司 is a name.
    let told = name.strip_prefix("中国人民").unwrap_or(name);
    if LABELS.not_names.iter().any(|word| told.contains(word.as_str())) {
        return false;
    }
    if name.contains(['·', '•']) {
        return true;
    }
    let inner: String = name.chars().skip(1).collect();
    let is_person = count <= 24 || holds(name, &["公司", "保险"]);
    // 被告人王某于2018年……: the name would swallow the word that leads the date.
    let swallows_word = !is_marked
        && inner.ends_with(['于', '在', '因', '与', '对', '等', '的', '系', '不', '经', '从'])
        || inner.contains(['犯', '被', '罪', '案'])
        || !is_sure && count > 4 && LABELS.not_in_long_names.iter().any(|word| inner.contains(word.as_str()));
    is_person && !swallows_word
}
