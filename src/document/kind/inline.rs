//! Titles that share their line with a number or with the first words: 取保候审决定书　云公取保字〔2023〕7号　赵某某.

use super::title::{Title, number_of, title_of};
use crate::text::Pattern;

/// A title that shares its line with the first words: 听取意见：2021年6月23日……, or 听取意见记录　2021年6月23日…….
pub(in crate::document) fn inline_title_of(line: &str) -> Option<Title> {
    static DAY: Pattern = Pattern::fixed("^[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日");
    let day = line.find(|c: char| c.is_ascii_digit()).filter(|&at| DAY.is_match(&line[at..]));
    let (before, after) = match day {
        Some(at) if !line[..at].contains('：') => line.split_at(at),
        _ => line.split_once('：')?,
    };
    // 审查逮捕讯问笔录　时间：…… opens with the first label of its form.
    let before =
        ["时间", "日期"].iter().find_map(|label| before.strip_suffix(label)).unwrap_or(before).trim_end();
    let is_short = before.chars().count() <= 16 && after.chars().count() >= 10;
    let title = title_of(before).filter(|title| is_short && title.strength >= 0.9)?;
    Some(Title { strength: 0.7, ..title })
}

/// A title and the number of the paper, in one line with its first words: 取保候审决定书　云公取保字〔2023〕7号　赵某某，男……;
/// one in heavy brackets needs no number: 【拘留通知书】家属赵某签收 (normal form 〔〕).
pub(in crate::document) fn numbered_title_of(line: &str) -> Option<Title> {
    if let Some((title, after)) = bracketed(line) {
        return title_of(title).filter(|found| found.strength >= 0.9 && !after.is_empty());
    }
    if let Some((title, after)) = counted(line) {
        return title_of(title).filter(|found| found.strength >= 0.9 && !after.is_empty());
    }
    let (title, after) = line.split_at(number_end(line)?);
    let is_short = after.chars().count() < 10;
    let is_told = GOES_ON.iter().any(|word| after.starts_with(word));
    let is_row = title.contains('\t') || after.starts_with('\t');
    let is_title = !is_short && !is_told && !is_row && !title.contains('：');
    title_of(title).filter(|found| is_title && found.has_number && found.strength >= 0.9)
}

/// 认罪认罚具结书（之二） 犯罪嫌疑人赵某: one of several papers of a kind, counted behind the title.
fn counted(line: &str) -> Option<(&str, &str)> {
    let (title, rest) = line.split_once("（之")?;
    let (count, after) = rest.split_once('）')?;
    let is_count = count.chars().count() <= 3 && count.chars().all(|c| "一二三四五六七八九十".contains(c));
    is_count.then(|| (title, after.trim_start()))
}

/// 【提讯提解证·赵某】 at the head of a line, and what follows; in normal form the brackets are 〔〕.
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let (title, after) = line.strip_prefix('〔')?.split_once('〕')?;
    Some((title.split('·').next().unwrap_or_default(), after))
}

/// Whether a line begins with a title in heavy brackets.
pub(in crate::document) fn is_bracketed(line: &str) -> bool {
    bracketed(line).is_some_and(|(title, _)| title_of(title).is_some())
}

/// Words that go on with a sentence about a paper and its number: 起诉书云检刑诉〔2023〕4号指控…….
const GOES_ON: [&str; 24] = [
    "指控", "起诉", "移送", "提", "认定", "以", "于", "对", "向", "将", "批准", "决定", "所", "的", "及",
    "和", "与", "，", "、", "。", "；", "》", "中", "载",
];

/// 云公立字〔2023〕8号：决定对…… : a number at the head of a line, set off from the words behind it.
pub(in crate::document) fn is_numbered_head(line: &str) -> bool {
    number_end(line).is_some_and(|end| {
        let (number, after) = line.split_at(end);
        number_of(number).is_some() && after.starts_with(['\t', '：', ' '])
    })
}

/// Where the first number of a paper in a line ends, with the bracket around it.
fn number_end(line: &str) -> Option<usize> {
    let year = line.find('〕')?;
    let end = year + line.get(year..)?.find('号')? + '号'.len_utf8();
    let closed = line.get(end..)?.strip_prefix('）').map_or(end, |_| end + '）'.len_utf8());
    let opened = line.get(..end)?.matches('（').count() > line.get(..end)?.matches('）').count();
    Some(if opened { closed } else { end })
}
