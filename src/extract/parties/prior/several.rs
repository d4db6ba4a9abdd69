//! One sentence for several sanctions: 因赌博，分别于2011年3月、2012年4月被……罚款.

use super::SURE;
use crate::document::Document;
use crate::extract::elements::Prior;
use crate::text::{Cited, Found, Moment, Range};

/// The sanctions of one clause: one for each of its days.
pub(super) fn split(
    document: &Document,
    prior: Prior,
    punishment: &Range,
    before: &Range,
    dates: &[Found<Moment>],
) -> Vec<Prior> {
    let further = further_dates(document.plain(), &prior, dates, before);
    if further.is_empty() {
        return vec![prior];
    }
    let shares = shares(document, punishment, further.len() + 1);
    let share = |rank: usize| shares.get(rank).cloned().or_else(|| prior.punishment.clone());
    let grounds = grounds(document, &prior, before, further.len() + 1);
    let ground = |rank: usize| grounds.get(rank).cloned().or_else(|| prior.ground.clone());
    let days = std::iter::once(prior.decided.clone())
        .chain(further.iter().map(|date| Some(document.cite(date.value, &date.range, SURE))));
    days.enumerate()
        .map(|(rank, decided)| Prior {
            decided,
            ground: ground(rank),
            punishment: share(rank),
            // 2014年11月刑满释放: after the last of them.
            released: prior.released.clone().filter(|_| rank == further.len()),
            ..prior.clone()
        })
        .collect()
}

/// The days that follow the first one in the same list.
fn further_dates<'a>(
    plain: &str,
    prior: &Prior,
    dates: &'a [Found<Moment>],
    range: &Range,
) -> Vec<&'a Found<Moment>> {
    let mut further = Vec::new();
    let Some(first) = &prior.decided else { return further };
    let within = dates.iter().filter(|date| range.start <= date.range.start && date.range.end <= range.end);
    let mut end = None;
    for date in within {
        let Some(before) = end else {
            if date.value == first.value {
                end = Some(date.range.end);
            }
            continue;
        };
        let is_joined =
            matches!(plain.get(before..date.range.start), Some("、" | "和" | "及" | "以及" | "，"));
        if !is_joined {
            break;
        }
        end = Some(date.range.end);
        further.push(date);
    }
    further
}

/// 先后被判处甲、乙、丙: one punishment for each of as many days; none where the count differs.
pub(super) fn shares(document: &Document, punishment: &Range, days: usize) -> Vec<Cited<String>> {
    let Some(whole) = document.plain().get(punishment.clone()) else { return Vec::new() };
    let parts = parts(whole, punishment.start);
    if parts.len() != days || !parts.iter().all(|(part, _)| part.contains(is_numeral)) {
        return Vec::new();
    }
    let mut word = "";
    parts
        .into_iter()
        .map(|(part, range)| {
            // 行政拘留十五日、十日: the second is an 行政拘留 too.
            let named = part.find(is_numeral).unwrap_or(0);
            if named > 0 && !part.starts_with("人民币") {
                word = &part[..named];
                return document.cite(part.to_owned(), &range, SURE);
            }
            document.cite(format!("{word}{}", part.trim_start_matches("人民币")), &range, SURE)
        })
        .collect()
}

/// 因犯盗窃罪、抢劫罪，分别于……: one charge for each of as many days; none where the count differs.
fn grounds(document: &Document, prior: &Prior, before: &Range, days: usize) -> Vec<Cited<String>> {
    let plain = document.plain();
    let told = prior.ground.as_ref().filter(|_| days > 1).map(|ground| ground.value.as_str());
    let Some(whole) = told else { return Vec::new() };
    let text = &plain[before.clone()];
    let Some(start) = text.find(whole).filter(|_| text.contains("分别") || text.contains("先后")) else {
        return Vec::new();
    };
    let parts = parts(whole, before.start + start);
    if parts.len() != days || !parts.iter().all(|(part, _)| part.ends_with('罪')) {
        return Vec::new();
    }
    parts.into_iter().map(|(part, range)| document.cite(part.to_owned(), &range, SURE)).collect()
}

/// The items of a list that starts at `start`, with their ranges.
fn parts(whole: &str, start: usize) -> Vec<(&str, Range)> {
    let mut at = start;
    whole
        .split(['、', '和'])
        .map(|part| {
            let range = at..at + part.len();
            // 和 is as long as the mark.
            at = range.end + '、'.len_utf8();
            (part, range)
        })
        .collect()
}

fn is_numeral(character: char) -> bool {
    character.is_ascii_digit() || "一二三四五六七八九十两百千万零壹贰叁肆伍陆柒捌玖拾".contains(character)
}
