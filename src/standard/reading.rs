//! What a TOML file gets wrong, told in Chinese with the line.

use serde::de::DeserializeOwned;

use super::load::StandardError;

/// More choices than this are not listed; the nearest are.
const LISTED: usize = 8;
const NEAREST: usize = 3;

/// Reads TOML of a person's hand; what is wrong with it is told in Chinese with the line.
///
/// `first_line` is the number, from 1, of the line at which `text` begins in its file.
pub fn read_toml<T: DeserializeOwned>(file: &str, text: &str, first_line: usize) -> Result<T, StandardError> {
    toml::from_str(text).map_err(|error| StandardError::Malformed {
        file: file.to_owned(),
        line: first_line + error.span().map_or(0, |span| newlines(text, span.start)),
        reason: chinese(error.message()),
    })
}

/// The line, from 1, at which a byte of a text stands.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    newlines(text, at) + 1
}

fn newlines(text: &str, before: usize) -> usize {
    text.bytes().take(before).filter(|&byte| byte == b'\n').count()
}

/// The reader's English message in Chinese. Our own messages are Chinese already.
pub(super) fn chinese(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let first = quoted.next().unwrap_or_default();
    let choices: Vec<&str> = quoted.collect();
    if message.starts_with("unknown field") {
        return format!("不认识的字段“{first}”{}", suggestion(first, &choices));
    }
    if message.starts_with("unknown variant") {
        return format!("不认识的取值“{first}”{}", suggestion(first, &choices));
    }
    if message.starts_with("missing field") {
        return format!("缺少字段“{first}”");
    }
    if message.starts_with("duplicate key") {
        return "同一字段写了两次".to_owned();
    }
    if message.starts_with("invalid type") {
        return format!("取值的类型不对（{message}）");
    }
    if message.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        return message.to_owned();
    }
    format!("格式有误，请检查引号、括号和等号（{message}）")
}

/// The choices there are, or the nearest of many.
pub fn suggestion(written: &str, choices: &[&str]) -> String {
    if choices.is_empty() {
        return String::new();
    }
    if choices.len() <= LISTED {
        return format!("，可用：{}", choices.join("、"));
    }
    let mut ranked: Vec<(f64, &str)> =
        choices.iter().map(|&choice| (strsim::normalized_levenshtein(written, choice), choice)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let nearest: Vec<&str> = ranked.into_iter().take(NEAREST).map(|(_, choice)| choice).collect();
    format!("，相近的有：{}", nearest.join("、"))
}
