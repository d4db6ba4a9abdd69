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
    let mut all = vec![Prior { punishment: share(0), ..prior.clone() }];
    all.extend(further.into_iter().enumerate().map(|(rank, date)| Prior {
        decided: Some(document.cite(date.value, &date.range, SURE)),
        punishment: share(rank + 1),
        ..prior.clone()
    }));
    all
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
fn shares(document: &Document, punishment: &Range, days: usize) -> Vec<Cited<String>> {
    let Some(whole) = document.plain().get(punishment.clone()) else { return Vec::new() };
    let parts: Vec<&str> = whole.split('、').collect();
    if parts.len() != days || !parts.iter().all(|part| part.contains(is_numeral)) {
        return Vec::new();
    }
    let mut at = punishment.start;
    let mut word = "";
    parts
        .into_iter()
        .map(|part| {
            let range = at..at + part.len();
            at = range.end + '、'.len_utf8();
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

fn is_numeral(character: char) -> bool {
    character.is_ascii_digit() || "一二三四五六七八九十两百千万零壹贰叁肆伍陆柒捌玖拾".contains(character)
}
