//! Cards as tables: a row of labels, one row a case, sheets of lists beside it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{CardsError, KEYS, key};
use crate::document::read::{insert_card_value, is_card_list};

type Sheet = (String, Vec<Vec<String>>);
type Card = Map<String, Value>;

/// Labels that tell a row of labels from a row of values.
const LABELS: [&str; 14] = [
    "部门受案号",
    "统一受案号",
    "案件名称",
    "案件类别",
    "案由",
    "移送单位",
    "移送日期",
    "受理日期",
    "分案日期",
    "承办单位",
    "承办部门",
    "承办检察官",
    "犯罪嫌疑人",
    "被告人",
];
/// A header stands below a title at most so far down.
const TITLE_ROWS: usize = 10;
/// Columns of names, in place of a list of persons.
const NAMES: [&str; 5] = ["犯罪嫌疑人", "被告人", "犯罪嫌疑人姓名", "被告人姓名", "嫌疑人姓名"];

pub(super) fn cards(sheets: Vec<Sheet>) -> Result<Vec<Card>, CardsError> {
    let (lists, tables): (Vec<Sheet>, Vec<Sheet>) =
        sheets.into_iter().partition(|(name, _)| is_card_list(name));
    let mut cards = Vec::new();
    let mut has_header = false;
    for (_, rows) in &tables {
        let Some(header) = rows.iter().take(TITLE_ROWS).position(|row| is_header(row)) else { continue };
        has_header = true;
        let (labels, rows) = rows[header..].split_first().ok_or(CardsError::NoHeader)?;
        cards.extend(rows.iter().map(|row| named(card(labels, row))).filter(|card| !card.is_empty()));
    }
    if !has_header {
        return Err(CardsError::NoHeader);
    }
    let mut cards = together(cards);
    for (name, rows) in &lists {
        add_list(&mut cards, name, rows);
    }
    Ok(cards)
}

/// Two labels side by side: in a card of labels and values they never are.
fn is_header(row: &[String]) -> bool {
    let is_label = |cell: &String| LABELS.contains(&cell.as_str());
    row.windows(2).any(|pair| pair.iter().all(is_label))
        || row.iter().filter(|cell| is_label(cell)).count() > 3
}

fn card(labels: &[String], row: &[String]) -> Card {
    let mut card = Card::new();
    for (label, value) in labels.iter().zip(row) {
        if !label.is_empty() && !value.is_empty() {
            insert_card_value(&mut card, label, value);
        }
    }
    card
}

/// A column of names becomes the list of persons where there is none.
fn named(mut card: Card) -> Card {
    if card.contains_key("人员") {
        return card;
    }
    let names = NAMES.iter().find_map(|label| card.get(*label)?.as_str().map(str::to_owned));
    if let Some(names) = names {
        let person = |name: &str| Value::Object(Map::from_iter([("姓名".to_owned(), Value::from(name))]));
        let parts = names.split(['、', ',', '，', ';', '；']).map(str::trim).filter(|name| !name.is_empty());
        card.insert("人员".to_owned(), parts.map(person).collect());
    }
    card
}

/// Rows of one case number are one case: its persons follow each other, of the rest the first row counts.
fn together(cards: Vec<Card>) -> Vec<Card> {
    let mut places = BTreeMap::new();
    let mut whole: Vec<Card> = Vec::new();
    for mut card in cards {
        let known = key(&card).map(str::to_owned);
        let Some(first) =
            known.as_ref().and_then(|key| places.get(key)).and_then(|&at: &usize| whole.get_mut(at))
        else {
            if let Some(key) = known {
                places.insert(key, whole.len());
            }
            whole.push(card);
            continue;
        };
        if let Some(more) = card.remove("人员") {
            let mut persons = listed(first.remove("人员").unwrap_or(Value::Null));
            persons.extend(listed(more));
            first.insert("人员".to_owned(), Value::Array(persons));
        }
        for (label, value) in card {
            first.entry(label).or_insert(value);
        }
    }
    whole
}

/// The rows of a list go to the cases whose number they bear.
fn add_list(cards: &mut [Card], name: &str, rows: &[Vec<String>]) {
    let Some((labels, rows)) = rows.split_first() else { return };
    let Some(label) = KEYS.into_iter().find(|key| labels.iter().any(|label| label == key)) else { return };
    let mut items: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for row in rows {
        let mut item = card(labels, row);
        if let Some(Value::String(number)) = item.remove(label) {
            items.entry(number).or_default().push(Value::Object(item));
        }
    }
    for card in cards {
        let number = card.get(label).and_then(Value::as_str).unwrap_or_default();
        if let Some(items) = items.remove(number) {
            card.insert(name.to_owned(), Value::Array(items));
        }
    }
}

fn listed(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        Value::Null => Vec::new(),
        item => vec![item],
    }
}
