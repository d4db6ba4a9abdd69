//! Excel tables: as text, or as a case card.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde_json::{Map, Value, json};

use super::content::Content;
use super::quiet;
use super::unreadable::Unreadable;

/// One sheet: its name and its rows of trimmed cells.
pub(in crate::document) type Sheet = (String, Vec<Vec<String>>);

/// Reads every sheet: cells divided by tabs, one row a line.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Unreadable> {
    let sheets = sheets(bytes)?;
    let mut text = String::new();
    for (name, rows) in &sheets {
        if sheets.len() > 1 {
            text.push_str(name);
            text.push('\n');
        }
        for row in rows {
            text.push_str(row.join("\t").trim_end_matches('\t'));
            text.push('\n');
        }
    }
    Ok(Content { text, page_starts: vec![0], ..Content::default() })
}

/// Turns a case card kept as a workbook into the JSON of `案卡.json`.
///
/// A sheet whose rows are label and value gives keys of the card; `审判.法院` reaches into a group.
/// A sheet with a header row and the name of a list (人员, 被害人, 涉案财物 …) gives that list.
pub(in crate::document) fn card_json(bytes: &[u8]) -> Result<String, Unreadable> {
    let mut card = Map::new();
    for (name, rows) in sheets(bytes)? {
        if is_list(&name) {
            card.insert(name, list(&rows));
            continue;
        }
        for row in &rows {
            for pair in row.chunks_exact(2) {
                if let [label, value] = pair
                    && !label.is_empty()
                    && !value.is_empty()
                {
                    insert(&mut card, label.trim_end_matches(['：', ':']), value);
                }
            }
        }
    }
    if card.is_empty() {
        return Err(Unreadable::EmptyCard);
    }
    serde_json::to_string_pretty(&Value::Object(card)).map_err(|_| Unreadable::EmptyCard)
}

/// Whether a sheet of this name holds a list of the card.
pub(in crate::document) fn is_list(sheet: &str) -> bool {
    matches!(sheet, "人员" | "被害人" | "涉案财物" | "退回补充侦查" | "延长侦查羁押期限" | "延长审查起诉期限")
}

fn list(rows: &[Vec<String>]) -> Value {
    let Some((header, rows)) = rows.split_first() else {
        return Value::Array(Vec::new());
    };
    let items = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).map(|row| {
        let mut item = Map::new();
        for (label, value) in
            header.iter().zip(row).filter(|(label, value)| !label.is_empty() && !value.is_empty())
        {
            insert(&mut item, label, value);
        }
        Value::Object(item)
    });
    Value::Array(items.collect())
}

/// Sets a value by its label; a dot in the label opens a group.
pub(in crate::document) fn insert(card: &mut Map<String, Value>, label: &str, value: &str) {
    let Some((group, rest)) = label.split_once('.') else {
        card.insert(label.to_owned(), typed(label, value));
        return;
    };
    let entry = card.entry(group).or_insert_with(|| json!({}));
    if let Value::Object(inner) = entry {
        insert(inner, rest, value);
    }
}

fn typed(label: &str, value: &str) -> Value {
    if label.ends_with("罪名") || label == "讯问日期" {
        let parts = value.split(['、', '；', ';', '，', ',']).map(str::trim).filter(|part| !part.is_empty());
        return Value::Array(parts.map(Value::from).collect());
    }
    match (label, value) {
        ("累犯" | "适用", "是") => Value::Bool(true),
        ("累犯" | "适用", "否") => Value::Bool(false),
        _ => Value::from(value),
    }
}

/// Every sheet of a workbook.
pub(in crate::document) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    // The parser is foreign code on untrusted bytes; see `quiet`.
    quiet::contained(|| {
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        let mut sheets = Vec::new();
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).map_err(|_| Unreadable::Damaged)?;
            let rows = range.rows().map(|row| row.iter().map(cell).collect()).collect();
            sheets.push((name.trim().to_owned(), rows));
        }
        Ok(sheets)
    })
    .unwrap_or(Err(Unreadable::Damaged))
}

fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(moment) => moment_text(moment.to_ymd_hms_milli()),
        Data::DateTimeIso(text) => text.replace('T', " ").trim_end_matches(" 00:00:00").to_owned(),
        other => other.to_string().split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn moment_text((year, month, day, hour, minute, _, _): (u16, u8, u8, u8, u8, u8, u16)) -> String {
    let date = format!("{year:04}-{month:02}-{day:02}");
    if hour == 0 && minute == 0 { date } else { format!("{date} {hour:02}:{minute:02}") }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    fn workbook(name: &str, rows: &[&[&str]]) -> Vec<u8> {
        let mut cells = String::new();
        for (row, line) in (1..).zip(rows) {
            cells.push_str("<row>");
            for (column, words) in ('A'..).zip(line.iter()) {
                let cell = format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{words}</t></is></c>");
                cells.push_str(&cell);
            }
            cells.push_str("</row>");
        }
        let parts = [
            (
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
            ),
            (
                "_rels/.rels",
                format!(
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATION}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATION}\"><sheets><sheet name=\"{name}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!(
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATION}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/worksheets/sheet1.xml",
                format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{cells}</sheetData></worksheet>"),
            ),
        ];
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, words) in parts {
            writer.start_file(name, SimpleFileOptions::default()).expect("part");
            writer.write_all(words.as_bytes()).expect("words");
        }
        writer.finish().expect("zip").into_inner()
    }

    #[test]
    fn a_workbook_is_text_or_a_card() {
        let pairs = workbook("案件", &[&["案件名称", "赵某某盗窃案"], &["审判.法院", "青城市人民法院"]]);
        assert_eq!(read(&pairs).expect("sheet").text, "案件名称\t赵某某盗窃案\n审判.法院\t青城市人民法院\n");
        let card: Value = serde_json::from_str(&card_json(&pairs).expect("card")).expect("json");
        assert_eq!(card, json!({"案件名称": "赵某某盗窃案", "审判": {"法院": "青城市人民法院"}}));

        let people = workbook("人员", &[&["姓名", "起诉罪名"], &["赵某某", "盗窃罪、诈骗罪"]]);
        let card: Value = serde_json::from_str(&card_json(&people).expect("card")).expect("json");
        assert_eq!(card, json!({"人员": [{"姓名": "赵某某", "起诉罪名": ["盗窃罪", "诈骗罪"]}]}));
    }
}
