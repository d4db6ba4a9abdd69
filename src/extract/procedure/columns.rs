//! Tables that tell one person a row: 姓名　批准日期　延长至. Which column dates which step is a table
//! (`columns.toml`).

use std::sync::LazyLock;

use serde::Deserialize;

use super::reading::Reading;
use super::rules::Stage;
use super::subject;
use crate::document::{Document, DocumentKind};
use crate::extract::elements::{Elements, Step, StepKind};
use crate::text::{Pattern, Range, rows};

/// Heads of the column that names whom a row is about.
const NAMED: [&str; 6] = ["姓名", "犯罪嫌疑人", "被告人", "嫌疑人", "犯罪嫌疑人姓名", "被告人姓名"];
/// Words of a heading under which a table lists others than the accused.
const OTHERS: [&str; 4] = ["被害", "证人", "辩护", "律师"];
/// Characters of a heading above a table.
const LONGEST_HEADING: usize = 40;

/// One column; `columns.toml` says what each part means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    #[serde(default)]
    kinds: Vec<DocumentKind>,
    step: StepKind,
    #[serde(deserialize_with = "whole")]
    head: Pattern,
    #[serde(default)]
    under: Vec<String>,
    by: Option<Stage>,
}

#[derive(Deserialize)]
struct File {
    column: Vec<Column>,
}

static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("columns.toml")).expect("the table is tested");
    file.column
});

/// Adds a step for every row whose column tells one.
pub(super) fn read(reading: &Reading, elements: &mut Elements) {
    let kind = reading.document.kind;
    for row in rows_of(reading.document) {
        for (head, cell) in row.heads.iter().zip(&row.cells) {
            let column = COLUMNS.iter().find(|column| {
                (column.kinds.is_empty() || column.kinds.contains(&kind))
                    && column.by.is_none_or(|stage| stage == reading.stage)
                    && (column.under.is_empty() || column.under.iter().any(|word| row.heading.contains(word)))
                    && column.head.is_match(head)
            });
            let Some(column) = column else { continue };
            let date = reading
                .dates
                .iter()
                .find(|date| cell.start <= date.range.start && date.range.end <= cell.end);
            let Some(date) = date else { continue };
            elements.steps.push(Step {
                kind: column.step,
                persons: vec![row.name.to_owned()],
                at: Some(reading.document.cite(date.value, &date.range, 0.95)),
                organ: None,
                number: None,
                ordinal: None,
                detail: None,
                clause: reading.document.cite((), &row.whole, 0.95),
            });
        }
    }
}

/// The accused a table lists, a row each.
pub(super) fn persons(document: &Document) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let is_accused = |row: &Row| !OTHERS.iter().any(|word| row.heading.contains(word));
    for row in rows_of(document).into_iter().filter(is_accused) {
        if !found.iter().any(|known| known == row.name) {
            found.push(row.name.to_owned());
        }
    }
    found
}

/// A row about one person, with the heads of its table.
struct Row<'p> {
    /// The line of words above the table.
    heading: &'p str,
    heads: Vec<&'p str>,
    cells: Vec<Range>,
    name: &'p str,
    whole: Range,
}

fn rows_of(document: &Document) -> Vec<Row<'_>> {
    let plain = document.plain();
    let mut found = Vec::new();
    let mut heading = "";
    let mut heads: Vec<&str> = Vec::new();
    for row in rows::of(&document.text) {
        let words: Vec<&str> = row.cells.iter().map(|cell| &plain[cell.clone()]).collect();
        if let [only] = words.as_slice() {
            heads.clear();
            if only.chars().count() <= LONGEST_HEADING {
                heading = only;
            }
            continue;
        }
        if words.iter().any(|word| NAMED.contains(word)) && !plain[row.whole.clone()].contains(is_digit) {
            heads = words;
            continue;
        }
        let place = heads.iter().position(|head| NAMED.contains(head));
        let Some(&name) = place.and_then(|place| words.get(place)) else { continue };
        if words.len() == heads.len() && subject::is_name(name) {
            found.push(Row { heading, heads: heads.clone(), cells: row.cells, name, whole: row.whole });
        }
    }
    found
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// The head of a column, word for word.
fn whole<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Pattern, D::Error> {
    let words = String::deserialize(source)?;
    Pattern::new(&format!("^(?:{words})$")).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, DocumentKind};
    use crate::extract::elements::StepKind;

    fn told(kind: DocumentKind, text: &str, wanted: StepKind) -> Vec<String> {
        let steps = crate::extract::extract(&Document::from_text(kind, text)).steps;
        let told = steps.into_iter().filter(|step| step.kind == wanted);
        told.filter_map(|step| Some(format!("{} {}", step.persons.join("、"), step.at?.value))).collect()
    }

    #[test]
    fn a_notice_for_several_tells_the_last_day_of_each() {
        let notice = "延长拘留期限通知书\n云岭县看守所：\n延长下列犯罪嫌疑人的拘留期限：\n\
                      文号    姓名    批准日期    延长至\n\
                      云公延拘字〔2023〕17号  林小舟  2023年3月4日  2023年4月1日\n\
                      云公延拘字〔2023〕18号\t何大山\t2023年3月6日\t2023年4月3日\n云岭县公安局（印）";
        let kind = DocumentKind::DetentionExtensionNotice;
        assert_eq!(
            told(kind, notice, StepKind::DetentionExtendedUntil),
            ["林小舟 2023-04-01", "何大山 2023-04-03"]
        );
        assert_eq!(
            told(kind, notice, StepKind::DetentionExtended),
            ["林小舟 2023-03-04", "何大山 2023-03-06"]
        );
    }

    #[test]
    fn agreements_in_a_table_are_signed_a_row_each() {
        let table = "# 认罪认罚具结书\n四份分别签署，集中装订。\n\n\
                     | 犯罪嫌疑人 | 身份 | 量刑建议 | 本人签名 | 辩护人签名 | 日期 |\n|---|---|---|---|---|---|\n\
                     | 林小舟 | 男，1981年7月19日生 | 拘役四个月 | 林小舟（指印） | 程远 | 2023年6月1日 |\n\
                     | 何大山 | 男，1993年2月11日生 | 拘役三个月 | 何大山（指印） | 骆雨 | 2023年6月2日 |\n";
        assert_eq!(
            told(DocumentKind::PleaAgreement, table, StepKind::PleaSigned),
            ["林小舟 2023-06-01", "何大山 2023-06-02"]
        );
    }

    #[test]
    fn rows_tell_whom_a_record_of_notices_is_about() {
        let record = "云岭县人民检察院\n权利义务告知情况登记表\n一、犯罪嫌疑人\n\
                      姓名\t告知文书\t签收日期\n林小舟\t权利义务告知书\t2023年5月11日\n何大山\t同上\t2023年5月12日\n\
                      二、被害人\n姓名\t告知方式\t签收日期\n赵立诚\t到院\t2023年5月12日";
        let kind = DocumentKind::RightsNotice;
        assert_eq!(
            told(kind, record, StepKind::RightsToldSuspect),
            ["林小舟 2023-05-11", "何大山 2023-05-12"]
        );
        assert_eq!(told(kind, record, StepKind::RightsToldVictim), ["赵立诚 2023-05-12"]);
    }
}
