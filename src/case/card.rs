//! The case card (案卡.json): a tree of labelled values, each with its place in the file.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::document::Document;
use crate::text::{Cited, Moment, Range, Source};

/// A value of the card.
#[derive(Debug, Clone, PartialEq)]
pub enum CardValue {
    /// Text or a number, as text.
    Text(String),
    /// true or false.
    Flag(bool),
    /// A list.
    List(Vec<CardNode>),
    /// A group of labelled values.
    Group(Vec<(String, CardNode)>),
    /// null
    Empty,
}

/// A value with its bytes in the card file.
#[derive(Debug, Clone, PartialEq)]
pub struct CardNode {
    /// The value.
    pub value: CardValue,
    /// Bytes of the original card text, without the quotation marks of a string.
    pub range: Range,
}

/// A case card that was read.
#[derive(Debug, Clone)]
pub struct Card {
    /// Index of its document among the papers.
    pub paper: usize,
    /// The whole tree.
    pub root: CardNode,
}

/// Reads a card. None where the text is no JSON object.
pub fn read(paper: usize, document: &Document) -> Option<Card> {
    let text = document.text.original().trim_start_matches('\u{FEFF}');
    let raw: &RawValue = serde_json::from_str(text).ok()?;
    let base = document.text.original().as_ptr() as usize;
    let root = node(raw, base);
    matches!(root.value, CardValue::Group(_)).then_some(Card { paper, root })
}

fn node(raw: &RawValue, base: usize) -> CardNode {
    let text = raw.get();
    let start = text.as_ptr() as usize - base;
    let range = start..start + text.len();
    if let Ok(group) = serde_json::from_str::<BTreeMap<String, &RawValue>>(text) {
        let mut entries: Vec<_> = group.into_iter().map(|(key, value)| (key, node(value, base))).collect();
        entries.sort_by_key(|(_, child)| child.range.start);
        return CardNode { value: CardValue::Group(entries), range };
    }
    if let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(text) {
        let items = list.into_iter().map(|value| node(value, base)).collect();
        return CardNode { value: CardValue::List(items), range };
    }
    if let Ok(words) = serde_json::from_str::<String>(text) {
        let inner = start + 1..start + text.len() - 1;
        let value = if words.trim().is_empty() { CardValue::Empty } else { CardValue::Text(words) };
        return CardNode { value, range: inner };
    }
    let value = match text {
        "true" => CardValue::Flag(true),
        "false" => CardValue::Flag(false),
        "null" => CardValue::Empty,
        number => CardValue::Text(number.to_owned()),
    };
    CardNode { value, range }
}

impl CardNode {
    /// The value at a dotted path of labels: `审判.判决日期`.
    pub fn get(&self, path: &str) -> Option<&CardNode> {
        path.split('.').try_fold(self, |node, label| match &node.value {
            CardValue::Group(entries) => entries.iter().find(|(key, _)| key == label).map(|(_, child)| child),
            _ => None,
        })
    }

    /// The text of this value.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            CardValue::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// Whether this value is a yes.
    pub fn flag(&self) -> Option<bool> {
        match &self.value {
            CardValue::Flag(flag) => Some(*flag),
            CardValue::Text(text) => match text.trim() {
                "是" | "有" | "适用" => Some(true),
                "否" | "无" | "不适用" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// The items of a list; a single value counts as a list of one.
    pub fn items(&self) -> Vec<&CardNode> {
        match &self.value {
            CardValue::List(items) => items.iter().collect(),
            CardValue::Empty => Vec::new(),
            _ => vec![self],
        }
    }
}

impl Card {
    /// The people of the card (人员).
    pub fn persons(&self) -> Vec<&CardNode> {
        self.root.get("人员").map(CardNode::items).unwrap_or_default()
    }

    /// A value of the card with the words it rests on.
    pub fn cite<T>(&self, document: &Document, node: &CardNode, value: T) -> Cited<T> {
        Cited { value, quote: document.quote_original(&node.range), confidence: 1.0, source: Source::Card }
    }
}

/// A date of the card: `2023-05-06`, `2023年5月6日`, `2023/5/6`, `2023.5.6`, with an optional time.
pub fn moment(text: &str) -> Option<Moment> {
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<i16>().ok());
    let year = numbers.next()??;
    let mut small = || numbers.next().flatten().and_then(|n| i8::try_from(n).ok());
    let (month, day, hour, minute) = (small(), small(), small(), small());
    let date = jiff::civil::Date::new(year, month?, day.unwrap_or(1)).ok()?;
    let hour = hour.filter(|hour| (0..=24).contains(hour));
    Some(Moment {
        day: day.map(|_| date.day()),
        hour,
        minute: minute.filter(|minute| hour.is_some() && (0..60).contains(minute)),
        ..Moment::day(date)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentKind;

    #[test]
    fn a_value_of_the_card_points_at_its_words() {
        let text = "{\n \"案由\": \"盗窃罪\", \"审判\": {\"判决日期\": \"2023-08-03\"}, \"人员\": [{\"姓名\": \"赵某某\", \"累犯\": false}]}";
        let document = Document::from_text(DocumentKind::CaseCard, text);
        let card = read(0, &document).expect("a card");
        let node = card.root.get("审判.判决日期").expect("a date");
        let cited = card.cite(&document, node, ());
        assert_eq!(cited.quote.text, "2023-08-03");
        assert_eq!(moment(&cited.quote.text).and_then(|m| m.date()), jiff::civil::Date::new(2023, 8, 3).ok());
        assert_eq!(card.persons()[0].get("累犯").and_then(CardNode::flag), Some(false));
    }

    #[test]
    fn dates_of_the_card_come_in_four_spellings() {
        for text in ["2023-05-06", "2023年5月6日", "2023/5/6", "2023.5.6"] {
            assert_eq!(moment(text).map(|m| m.to_string()).as_deref(), Some("2023-05-06"), "{text}");
        }
        assert_eq!(moment("2023-05-06 14:30").map(|m| m.to_string()).as_deref(), Some("2023-05-06 14:30"));
        assert_eq!(moment("不详"), None);
        assert_eq!(moment("2023-02-30"), None);
    }
}
