//! Automatic paragraph numbers: Word stores 一、 and （1） as list settings, not as words.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::part::attribute;

/// The lists of a file, with how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    levels: HashMap<(String, usize), Level>,
    /// Which abstract list each list follows.
    lists: HashMap<String, String>,
    counts: HashMap<(String, usize), u32>,
}

#[derive(Debug, Clone)]
struct Level {
    format: String,
    /// Such as `（%1）`.
    pattern: String,
    start: u32,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: "decimal".to_owned(), pattern: String::new(), start: 1 }
    }
}

impl Numbering {
    /// Reads `word/numbering.xml`; anything odd is left out.
    pub(super) fn parse(xml: &str) -> Self {
        let mut numbering = Self::default();
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        let (mut abstract_list, mut list, mut level) = (String::new(), String::new(), 0);
        loop {
            match reader.read_event() {
                Ok(Event::Start(element) | Event::Empty(element)) => {
                    let value = |name| attribute(&element, name).unwrap_or_default();
                    match element.local_name().as_ref() {
                        "abstractNum" => abstract_list = value("abstractNumId"),
                        "lvl" => level = value("ilvl").parse().unwrap_or(0),
                        "num" => list = value("numId"),
                        "abstractNumId" => {
                            numbering.lists.insert(list.clone(), value("val"));
                        }
                        _ => numbering.level_property(&abstract_list, level, &element),
                    }
                }
                Ok(Event::Eof) | Err(_) => return numbering,
                Ok(_) => {}
            }
        }
    }

    fn level_property(&mut self, list: &str, level: usize, element: &BytesStart) {
        let local = element.local_name();
        let name = local.as_ref();
        if !matches!(name, "start" | "numFmt" | "lvlText") {
            return;
        }
        let Some(value) = attribute(element, "val") else { return };
        let level = self.levels.entry((list.to_owned(), level)).or_default();
        match name {
            "start" => level.start = value.parse().unwrap_or(1),
            "numFmt" => level.format = value,
            _ => level.pattern = value,
        }
    }

    /// The words before the next paragraph of a list, such as `三、`.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let abstract_list = self.lists.get(list)?.clone();
        let current = self.levels.get(&(abstract_list.clone(), level))?;
        let count =
            self.counts.entry((abstract_list.clone(), level)).or_insert(current.start.saturating_sub(1));
        *count = count.saturating_add(1);
        self.counts.retain(|(of, at), _| *of != abstract_list || *at <= level);
        let current = self.levels.get(&(abstract_list.clone(), level))?;
        if matches!(current.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut words = current.pattern.clone();
        for at in 0..=level {
            let Some(setting) = self.levels.get(&(abstract_list.clone(), at)) else { continue };
            let count = self.counts.get(&(abstract_list.clone(), at)).copied().unwrap_or(setting.start);
            words = words.replace(&format!("%{}", at + 1), &written(count, &setting.format));
        }
        Some(words)
    }
}

fn written(count: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCountingThousand" => chinese(count),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&count) => {
            char::from_u32('①' as u32 + count - 1).map(String::from).unwrap_or_default()
        }
        "lowerLetter" if (1..=26).contains(&count) => char::from(b'a' + count as u8 - 1).to_string(),
        "upperLetter" if (1..=26).contains(&count) => char::from(b'A' + count as u8 - 1).to_string(),
        _ => count.to_string(),
    }
}

/// Counting numbers below 100 as written before 、.
fn chinese(count: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u32| DIGITS.get(value as usize).copied().unwrap_or_default();
    match count {
        1..=9 => digit(count).to_owned(),
        10..=19 => format!("十{}", digit(count - 10)),
        20..=99 => format!("{}十{}", digit(count / 10), digit(count % 10)),
        _ => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_level_by_level() {
        let xml = "<w:numbering><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
                   <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"（%2）\"/></w:lvl></w:abstractNum>\
                   <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>";
        let mut numbering = Numbering::parse(xml);
        let said: Vec<_> =
            [0, 1, 1, 0, 1].iter().map(|&level| numbering.next("3", level).expect("number")).collect();
        assert_eq!(said, ["一、", "（1）", "（2）", "二、", "（1）"]);
        assert_eq!(numbering.next("9", 0), None);
        assert_eq!(chinese(21), "二十一");
    }
}
