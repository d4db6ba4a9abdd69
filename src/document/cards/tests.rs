use serde_json::json;

use super::*;

fn values(name: &str, text: &str) -> Vec<Value> {
    let entries = of_bytes(name, text.as_bytes()).expect("cards");
    entries.iter().map(|entry| serde_json::from_str(&entry.json).expect("json")).collect()
}

#[test]
fn one_row_is_one_case() {
    let text = "青城市院案卡表\n部门受案号,案件名称,人员.姓名,人员.起诉罪名,审判.判决日期\n1号,赵某某等盗窃案,赵某某,盗窃罪,2023-08-03\n1号,赵某某等盗窃案,钱某,盗窃罪、诈骗罪,\n2号,孙某案,孙某,诈骗罪,\n";
    let cards = values("案卡.csv", text);
    assert_eq!(
        cards[0],
        json!({"部门受案号": "1号", "案件名称": "赵某某等盗窃案", "审判": {"判决日期": "2023-08-03"},
               "人员": [{"姓名": "赵某某", "起诉罪名": ["盗窃罪"]}, {"姓名": "钱某", "起诉罪名": ["盗窃罪", "诈骗罪"]}]})
    );
    assert_eq!(cards.len(), 2);
    assert_eq!(of_bytes("案卡.csv", text.as_bytes()).expect("cards")[1].key, "2号");
}

#[test]
fn a_column_of_names_is_a_list_of_persons() {
    let cards = values("表.csv", "案件名称,犯罪嫌疑人\n赵某某、钱某盗窃案,赵某某、钱某\n");
    assert_eq!(cards[0]["人员"], json!([{"姓名": "赵某某"}, {"姓名": "钱某"}]));
}

#[test]
fn json_comes_alone_in_an_array_or_by_lines() {
    let card = json!({"部门受案号": "1号", "人员": [{"姓名": "赵某某"}]});
    assert_eq!(values("a.json", &format!("{card:#}")), std::slice::from_ref(&card));
    assert_eq!(values("a.json", &format!("[{card},{card}]")).len(), 2);
    assert_eq!(values("a.jsonl", &format!("{card}\n\n{card}\n")), [card.clone(), card]);
    assert_eq!(values("a.json", r#"{"审判.法院": "青城市人民法院"}"#)[0]["审判"]["法院"], "青城市人民法院");
}

#[test]
fn lists_of_a_workbook_go_to_their_cases() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let mut sheet = |name: &str, rows: &[&[&str]]| {
        let sheet = book.add_worksheet().set_name(name).expect("named");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells.iter()) {
                sheet.write(row, column, *cell).expect("written");
            }
        }
    };
    sheet("案件", &[&["部门受案号", "案由"], &["1号", "盗窃罪"], &["2号", "诈骗罪"]]);
    sheet("被害人", &[&["部门受案号", "姓名"], &["2号", "孙某"], &["2号", "李某"]]);
    let bytes = book.save_to_buffer().expect("a workbook");
    let entries = of_bytes("案卡表.xlsx", &bytes).expect("cards");
    assert!(!entries[0].json.contains("被害人"));
    let second: Value = serde_json::from_str(&entries[1].json).expect("json");
    assert_eq!(second["被害人"], json!([{"姓名": "孙某"}, {"姓名": "李某"}]));
}

#[test]
fn what_is_no_export_is_refused_with_a_sentence() {
    let told = |name: &str, text: &str| of_bytes(name, text.as_bytes()).expect_err("refused");
    assert_eq!(told("a.csv", "甲,乙\n1,2\n"), CardsError::NoHeader);
    assert_eq!(told("a.csv", "部门受案号,案件名称\n"), CardsError::Empty);
    assert_eq!(told("a.json", "{\"案由\": \"盗窃罪\"}\n[1]\n"), CardsError::Line(2));
    assert_eq!(told("a.json", "{\n\"案由\": \"盗窃罪\",\n坏}"), CardsError::Line(3));
    assert_eq!(told("a.doc", "甲"), CardsError::Ending);
    assert!(matches!(told("a.xlsx", "甲"), CardsError::File(_)));
}
