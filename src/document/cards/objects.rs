//! Cards as JSON: one, an array, or one a line.

use serde_json::{Map, Value};

use super::CardsError;
use crate::document::read::insert_card_value;

pub(super) fn cards(text: &str) -> Result<Vec<Map<String, Value>>, CardsError> {
    let text = text.trim_start_matches('\u{FEFF}');
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(items)) => (1..).zip(items).map(|(at, item)| card(at, item)).collect(),
        Ok(item) => Ok(vec![card(1, item)?]),
        Err(whole) => {
            let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
            lines
                .map(|(at, line)| {
                    // A slip in a card of many lines is where the parser found it, not in the first line.
                    let wrong = if at == 1 { whole.line() } else { at };
                    card(at, serde_json::from_str(line).map_err(|_| CardsError::Line(wrong))?)
                })
                .collect()
        }
    }
}

/// Labels with dots reach into groups, as in tables.
fn card(at: usize, item: Value) -> Result<Map<String, Value>, CardsError> {
    let Value::Object(given) = item else { return Err(CardsError::Line(at)) };
    let mut card = Map::new();
    for (label, value) in given {
        match value {
            Value::String(text) if label.contains('.') => insert_card_value(&mut card, &label, &text),
            value => {
                card.insert(label, value);
            }
        }
    }
    Ok(card)
}
