//! Charges laid in running text, with the persons each is laid on.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::document::Document;
use crate::extract::elements::{ChargeClaim, Stance};
use crate::extract::outcome::charge;
use crate::extract::people::{self, Group, People};
use crate::law::charges;
use crate::text::{Range, numeral};

#[derive(Deserialize)]
pub(super) struct Cues {
    laying: Vec<String>,
    prosecution: Vec<String>,
    elsewhere: Vec<String>,
    others: Vec<String>,
    pub(super) rejecting: Vec<String>,
    pub(super) denying: Vec<String>,
    pub(super) upholding: Vec<String>,
    pub(super) aspects: Vec<String>,
    objects: Vec<String>,
    no_objects: Vec<String>,
}

pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| toml::from_str(include_str!("cues.toml")).expect("cues.toml is checked by a test"));

/// Claims of one stance in parts of a document. Of a judgment, only sentences in which the prosecution speaks.
pub(super) fn in_parts(
    document: &Document,
    people: &People,
    parts: &[Range],
    stance: Stance,
) -> Vec<ChargeClaim> {
    let is_court = super::is_court(document.kind);
    let mut claims = Vec::new();
    for part in parts {
        let mut last: Group = Vec::new();
        for sentence in sentences(document.plain(), part) {
            let words = &document.plain()[sentence.clone()];
            let speaks = !is_court || stance != Stance::Alleged || contains(words, &CUES.prosecution);
            // A list of accused goes on over a name nobody introduced.
            let groups = people.runs(words);
            // 生产、销售不符合安全标准的食品罪 holds a denial that is none.
            let denial =
                words.replace("不符合安全标准", "").replace("不符合标准", "").replace("不符合卫生标准", "");
            if speaks && !contains(words, &CUES.others) && !contains(&denial, &CUES.denying) {
                for mention in laid(words, &groups) {
                    // 指控的……罪名不能成立，应当以……罪定罪处罚: the court goes on in its own words.
                    if is_court
                        && stance == Stance::Alleged
                        && contains(&words[..mention.start], &CUES.rejecting)
                    {
                        continue;
                    }
                    let persons = concerned(words, &groups, &mention, &last, people);
                    let place = sentence.start + mention.start..sentence.start + mention.end;
                    let name = charge::standard(&words[mention]);
                    claims.extend(persons.into_iter().map(|person| ChargeClaim {
                        person,
                        charge: document.cite(name.clone(), &place, 0.93),
                        stance,
                    }));
                }
            }
            if let Some(group) = groups.into_iter().next_back() {
                last = group;
            }
        }
    }
    claims
}

/// Ranges of the sentences of a part.
pub(super) fn sentences(plain: &str, part: &Range) -> Vec<Range> {
    let Some(words) = plain.get(part.clone()) else {
        return Vec::new();
    };
    let mut start = part.start;
    words
        .split_inclusive(['。', '\n'])
        .map(|sentence| {
            let range = start..start + sentence.len();
            start = range.end;
            range
        })
        .collect()
}

/// Names of charges in a sentence that a word before them lays on somebody.
///
/// `groups` are the accused of the sentence: 以甲某犯……罪 of anybody else lays nothing on them.
pub(super) fn laid(words: &str, groups: &[Group]) -> Vec<Range> {
    let named = if words.contains("涉嫌") { charges::scan_bare(words) } else { charges::scan(words) };
    let mut found: Vec<Range> = Vec::new();
    for name in named {
        let range = name.range;
        let before = &words[..range.start];
        let follows = found.last().is_some_and(|last| {
            words
                .get(last.end..range.start)
                .is_some_and(|between| matches!(between, "、" | "和" | "及" | "与" | "，" | "以及" | ""))
        });
        let is_laid = follows
            || CUES.laying.iter().any(|cue| before.trim_end_matches(['“', '"']).ends_with(cue.as_str()));
        // 指控被告人甲、乙敲诈勒索罪一案: right behind those it is laid on.
        let is_named = name.value.has_suffix
            && words.contains("指控")
            && !words[range.end..].starts_with(['未', '既', '中'])
            && groups.iter().any(|group| group.last().is_some_and(|one| one.range.end == range.start));
        if (is_laid || is_named)
            && !is_of_another(before, groups)
            && !is_elsewhere(words, &range)
            && (name.value.has_suffix || follows || before.ends_with("涉嫌") || joins_next(words, &range))
        {
            found.push(range);
        }
    }
    if found.is_empty() {
        found.extend(unlisted(words, groups));
    }
    found
}

/// 周某犯盗窃罪 and 被告人周大川、周小川犯盗窃罪, where none of them is among the accused.
fn is_of_another(before: &str, groups: &[Group]) -> bool {
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?:\p{Han}某[某甲乙丙丁0-9]{0,2}|被告人[\p{Han}A-ZＸ×]{2,4}(?:、[\p{Han}A-ZＸ×]{2,4})+)(?:构成|涉嫌|犯有?)$",
        )
        .expect("the pattern is fixed")
    });
    let Some(found) = OTHER.find(before) else { return false };
    let words = found.start()..before.len();
    !groups.iter().flatten().any(|one| one.range.start < words.end && words.start < one.range.end)
}

fn joins_next(words: &str, range: &Range) -> bool {
    words[range.end..].starts_with(['、', '和', '及', '与'])
}

/// A charge the list does not know, after 犯.
fn unlisted(words: &str, groups: &[Group]) -> Option<Range> {
    words.match_indices('犯').find_map(|(at, cue)| {
        let charge = charge::after(words, &(at..at + cue.len()))?;
        let is_of_another = is_of_another(&words[..at + cue.len()], groups);
        (!is_of_another && !is_elsewhere(words, &charge.range)).then_some(charge.range)
    })
}

/// Whether the clause around a charge tells of an earlier case or of custody.
fn is_elsewhere(words: &str, range: &Range) -> bool {
    let start = words[..range.start].rfind(['，', '；', '：']).unwrap_or(0);
    let end = words[range.end..].find(['，', '；']).map_or(words.len(), |at| range.end + at);
    words.get(start..end).is_some_and(|clause| contains(clause, &CUES.elsewhere))
}

/// 以盗窃罪追究被告人甲、乙的刑事责任: those named right behind the charge, or behind the list it stands in.
fn named_behind<'g>(words: &str, groups: &'g [Group], charge: &Range) -> Option<&'g Group> {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^”?(?:(?:、|以及|和|及|与)“?[\p{Han}、]{2,40}罪”?)*(?:依法|分别|一并|(?:实行|予以)?(?:数罪)?并罚)*(?:对|追究|判处|惩处|处罚|起诉)(?:被告单位|被告人|被告|犯罪嫌疑人|、|和|及|以及)*$",
        )
        .expect("the pattern is fixed")
    });
    let group = groups.iter().find(|group| group.first().is_some_and(|one| one.range.start >= charge.end))?;
    let between = words.get(charge.end..group.first()?.range.start)?;
    (opens_list(&words[..charge.start]) && BEHIND.is_match(between)).then_some(group)
}

/// Whether a charge behind these words is told by 以: 以盗窃罪、 as well.
fn opens_list(before: &str) -> bool {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"以“?(?:[\p{Han}、]{2,60}罪”?(?:、|以及|和|及|与)“?)?$").expect("the pattern is fixed")
    });
    BEFORE.find(before).is_some_and(|list| {
        !["追究", "判处", "惩处", "处罚", "起诉"].iter().any(|verb| list.as_str().contains(verb))
    })
}

/// Those named right behind the charge; the last persons named before it; else those of the sentence before; else everybody.
pub(super) fn concerned(
    words: &str,
    groups: &[Group],
    charge: &Range,
    last: &Group,
    people: &People,
) -> Vec<String> {
    let stands_before = |group: &Group| group.last().is_some_and(|one| one.range.end <= charge.start);
    let place = groups
        .iter()
        .rposition(|group| stands_before(group) && !is_object(words, group))
        .or_else(|| groups.iter().rposition(stands_before));
    let named = place.and_then(|place| groups.get(place));
    let behind = named_behind(words, groups, charge);
    let group = behind.or(named).unwrap_or(last);
    // 被告单位某公司犯甲罪、被告人某某犯乙罪: the unit is meant where no other group or charge parts it from here.
    let group_start = named.and_then(|group| group.first()).map_or(charge.start, |one| one.range.start);
    let before_group = place
        .and_then(|place| place.checked_sub(1))
        .and_then(|place| groups.get(place)?.last())
        .map_or(0, |one| one.range.end);
    let after_charge = words[..group_start].rfind("罪").map_or(0, |at| at + "罪".len());
    let is_unit_before = || {
        let told = words.get(before_group.max(after_charge).min(charge.start)..charge.start);
        // 判处被告单位罚金……；被告人甲犯……罪: what is asked for the unit ends before him.
        let is_asked_apart = |told: &str| {
            let asked = told.find("被告单位").and_then(|unit| told.get(unit..)).unwrap_or_default();
            asked.split_once('；').is_some_and(|(asked, _)| asked.contains("罚金"))
        };
        told.is_some_and(|told| told.contains("被告单位") && !is_asked_apart(told))
    };
    let is_unit_meant = behind.map_or_else(is_unit_before, |group| is_unit_beside(words, charge, group));
    if group.is_empty() {
        return if people.names.is_empty() { vec![String::new()] } else { people.names.clone() };
    }
    if is_of_all(words, group, charge, people) {
        return people.names.clone();
    }
    let mut names: Vec<String> = Vec::new();
    for name in group.iter().filter_map(|one| people.names.get(one.value)) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    // 被告单位某公司: a sentence often shortens or masks the name the heading gives in full.
    if is_unit_meant && !names.iter().any(|name| people::is_organisation(name)) {
        // 被告人甲犯……罪，被告单位某公司犯……罪: the one named before has had his own.
        let group_end = named.and_then(|group| group.last()).map_or(charge.start, |one| one.range.end);
        let told = words.get(group_end..charge.start).unwrap_or_default();
        if told.rfind("被告单位").is_some_and(|unit| told[..unit].contains('罪')) {
            names.clear();
        }
        names.extend(people.names.iter().filter(|name| people::is_organisation(name)).cloned());
    }
    names
}

/// 以单位行贿罪追究被告单位、被告人甲的刑事责任: whether the unit stands among those named behind the charge.
fn is_unit_beside(words: &str, charge: &Range, group: &Group) -> bool {
    const JOINS: [&str; 4] = ["、被告单位", "和被告单位", "及被告单位", "以及被告单位"];
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return false };
    let before = words.get(charge.end..first.range.start).unwrap_or_default();
    let after = words.get(last.range.end..).unwrap_or_default();
    before.contains("被告单位") || JOINS.iter().any(|join| after.starts_with(join))
}

/// 甲明知乙被通缉，……应当以窝藏罪追究刑事责任: whether a group is named as the one something is done for.
fn is_object(words: &str, group: &Group) -> bool {
    let start = group.first().map_or(0, |one| one.range.start);
    let before = words[..start].trim_end_matches("被告人").trim_end_matches("原审");
    let ends = |cues: &[String]| cues.iter().any(|cue| before.ends_with(cue.as_str()));
    ends(&CUES.objects) && !ends(&CUES.no_objects)
}

/// 被告人甲等六人犯……罪, where six are accused.
fn is_of_all(words: &str, group: &Group, charge: &Range, people: &People) -> bool {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "^等([二两三四五六七八九十]{1,3}|[0-9]{1,2})名?(?:被告)?人(?:均|共同)?(?:涉嫌)?(?:犯有?|构成)?$",
        )
        .expect("the pattern is fixed")
    });
    let end = group.last().map_or(charge.start, |one| one.range.end);
    let count = words.get(end..charge.start).and_then(|between| COUNT.captures(between));
    let count = count.and_then(|count| numeral::integer(count.get(1)?.as_str()));
    // Of several crimes, not everybody need be charged with each.
    let is_only = !words[charge.end..].starts_with(['、', '和', '及']);
    is_only && count.is_some_and(|count| usize::try_from(count) == Ok(people.names.len()))
}

pub(super) fn contains(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}
