//! Cuts a query into its items: words, phrases, fields, operators, brackets.
//!
//! Chinese is written without spaces, so the cuts are forgiving: an operator or a field that touches its neighbour is
//! seen where no text can be meant; `(2023)青01刑初12号` and `故意伤害（致死）` keep their brackets; what stands before a
//! colon and is neither a field nor like one is text (14:30, 张三:在逃).

use std::ops::Range;

use super::error::{Problem, QueryError};
use super::fields::{self, FieldInfo};
use super::words::{self, Operator, fold};

/// A piece of a query.
#[derive(Debug)]
pub(super) enum Item {
    Open,
    Close,
    Operator(Operator),
    Phrase(String),
    /// A field and its colon.
    Field(&'static FieldInfo),
    Words(String),
}

/// An item and where it stands, in characters.
pub(super) struct Lexed {
    pub item: Item,
    pub at: Range<usize>,
}

/// A place in a query.
pub(super) struct Cursor {
    pub chars: Vec<char>,
    pub at: usize,
    /// Whether a comparison or the sign of a range is worth an item of its own, as among values with an order.
    pub keeps_signs: bool,
}

impl Cursor {
    pub(super) fn new(text: &str) -> Self {
        Self { chars: text.chars().collect(), at: 0, keeps_signs: false }
    }

    pub(super) fn error(&self, at: Range<usize>, problem: Problem) -> QueryError {
        QueryError::new(&self.chars, at, problem)
    }

    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    pub(super) fn text(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or_default().iter().collect()
    }

    /// The first place from `from` on whose character is not such a one.
    pub(super) fn past(&self, from: usize, is_such: impl Fn(char) -> bool) -> usize {
        let rest = self.chars.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|&&character| is_such(character)).count()
    }

    /// The item at the cursor; the cursor stays before it, so that the caller moves it to `at.end` to take it.
    pub(super) fn peek(&mut self) -> Result<Option<Lexed>, QueryError> {
        loop {
            self.skip_separators();
            // A comparison without a field compares nothing.
            while !self.keeps_signs && self.get(self.at).is_some_and(words::is_comparison_sign) {
                self.at += 1;
                self.skip_separators();
            }
            let start = self.at;
            let Some(character) = self.get(start) else { return Ok(None) };
            let one = |item| Ok(Some(Lexed { item, at: start..start + 1 }));
            match character {
                '(' | '（' if self.bracketed_text(start, start).is_none() => return one(Item::Open),
                ')' | '）' => return one(Item::Close),
                '-' | '－' => return one(Item::Operator(Operator::Not)),
                _ if is_bar(character) => {
                    let end = self.past(start, is_bar);
                    return Ok(Some(Lexed { item: Item::Operator(Operator::Or), at: start..end }));
                }
                _ if is_quote(character) => {
                    let (text, end) = self.phrase(start)?;
                    return Ok(Some(Lexed { item: Item::Phrase(text), at: start..end }));
                }
                _ => {}
            }
            if let Some(lexed) = self.bare(start)? {
                return Ok(Some(lexed));
            }
        }
    }

    /// Moves over white space and punctuation that joins nothing.
    pub(super) fn skip_separators(&mut self) {
        while let Some(character) = self.get(self.at) {
            // A dash before a space is a dash.
            let is_dash =
                matches!(character, '-' | '－') && self.get(self.at + 1).is_none_or(char::is_whitespace);
            if !is_separator(character) && !is_dash {
                break;
            }
            self.at += 1;
        }
    }

    /// A run that begins with none of the signs: a field, an operator or words; none where it holds no letter.
    fn bare(&mut self, start: usize) -> Result<Option<Lexed>, QueryError> {
        let lexed = |item, end| Ok(Some(Lexed { item, at: start..end }));
        let run = self.run(start);
        let word = self.text(start..run.end);
        let follows_closing =
            start.checked_sub(1).and_then(|before| self.get(before)).is_some_and(is_closing);
        if follows_closing && let Some((operator, length)) = words::touching_start(&word) {
            return lexed(Item::Operator(operator), start + length);
        }
        if let Some(colon) = run.colon {
            if let Some(field) = fields::find(&word) {
                return lexed(Item::Field(field), colon + 1);
            }
            if let Some((operator, length)) = words::leading_operator(&word) {
                return lexed(Item::Operator(operator), start + length);
            }
            let near = fields::alike(&word);
            return Err(self.error(start..colon, Problem::UnknownField(near)));
        }
        if let Some(field) = fields::find(&word)
            && let Some(colon) = self.colon_after_space(run.end)
        {
            return lexed(Item::Field(field), colon + 1);
        }
        let is_kept = word.contains(char::is_alphanumeric) || (self.keeps_signs && is_sign(&word));
        if !is_kept {
            self.at = run.end;
            return Ok(None);
        }
        if let Some(operator) = words::operator(&word) {
            return lexed(Item::Operator(operator), run.end);
        }
        lexed(Item::Words(word), run.end)
    }

    fn colon_after_space(&self, from: usize) -> Option<usize> {
        let next = self.past(from, char::is_whitespace);
        (next > from && self.get(next).is_some_and(is_colon)).then_some(next)
    }

    /// Where the run of text from `start` ends: at white space, a sign, or a field that touches it.
    fn run(&self, start: usize) -> Run {
        let mut at = start;
        while let Some(character) = self.get(at) {
            if is_opening(character)
                && let Some(end) = self.bracketed_text(start, at)
            {
                at = end;
                continue;
            }
            if is_opening(character) || is_quote(character) {
                let length = words::touching_end(&self.text(start..at));
                // 盗窃且（…）: the operator is no part of the word.
                let cut = if length < at - start { at - length } else { at };
                return Run { end: self.trimmed(start, cut), colon: None };
            }
            if character.is_whitespace() || is_bar(character) || matches!(character, ')' | '）') {
                break;
            }
            if is_colon(character) && at > start {
                if let Some(cut) = self.field_start(start, at) {
                    return Run { end: self.trimmed(start, cut), colon: None };
                }
                if self.is_field_colon(start, at) {
                    return Run { end: at, colon: Some(at) };
                }
            }
            at += 1;
        }
        Run { end: self.trimmed(start, at), colon: None }
    }

    /// The run of a value, in which a colon is text unless a field that touches it begins there.
    pub(super) fn value_run(&self, start: usize) -> Range<usize> {
        let mut at = start;
        while let Some(character) = self.get(at) {
            if is_opening(character)
                && let Some(end) = self.bracketed_text(start, at)
            {
                at = end;
                continue;
            }
            let ends = character.is_whitespace()
                || is_bar(character)
                || is_opening(character)
                || is_quote(character)
                || matches!(character, ')' | '）');
            if ends {
                break;
            }
            if is_colon(character) {
                if let Some(cut) = self.field_start(start, at) {
                    return start..self.trimmed(start, cut);
                }
                if fields::find(&self.text(start..at)).is_some() {
                    return start..start;
                }
            }
            at += 1;
        }
        start..self.trimmed(start, at)
    }

    /// Without the punctuation at its end.
    fn trimmed(&self, start: usize, mut end: usize) -> usize {
        while end > start && self.get(end - 1).is_some_and(is_separator) {
            end -= 1;
        }
        end
    }

    /// Whether the colon at `colon` makes a field of what stands before it, or a slip of one.
    fn is_field_colon(&self, start: usize, colon: usize) -> bool {
        if self.is_known_field(start, colon) {
            return true;
        }
        let word = self.text(start..colon);
        let is_name = word.chars().all(char::is_alphanumeric);
        let next = self.get(colon + 1);
        let has_value = next.is_some_and(|c| !is_separator(c) && c != '/');
        is_name && has_value && !fields::alike(&word).is_empty()
    }

    /// Whether a field stands before a colon, with or without an operator: 情节, 非情节.
    fn is_known_field(&self, start: usize, colon: usize) -> bool {
        let word = self.text(start..colon);
        let behind = words::leading_operator(&word).map(|(_, length)| self.text(start + length..colon));
        fields::find(&word).is_some() || behind.is_some_and(|rest| fields::find(&rest).is_some())
    }

    /// Where a field name that ends at `colon` begins after an operator or punctuation inside a run:
    /// 盗窃，情节:自首, 盗窃-情节:自首, 盗窃且情节:自首. The place before the operator.
    fn field_start(&self, start: usize, colon: usize) -> Option<usize> {
        let first = (start + 1).max(colon.saturating_sub(fields::LONGEST_NAME));
        (first..colon).find_map(|from| {
            fields::find(&self.text(from..colon))?;
            if self.get(from - 1).is_some_and(|c| is_separator(c) || matches!(c, '-' | '－')) {
                return Some(from - 1);
            }
            // The longest operator has three characters.
            (start.max(from.saturating_sub(3))..from)
                .find(|&before| before > start && words::operator(&self.text(before..from)).is_some())
        })
    }

    /// The end of a bracket at `open` that is part of the text: it touches a word and holds no space or sign.
    fn bracketed_text(&self, start: usize, open: usize) -> Option<usize> {
        let mut depth = 0usize;
        let mut at = open;
        let close = loop {
            let character = self.get(at)?;
            match character {
                '(' | '（' => depth += 1,
                ')' | '）' => depth -= 1,
                _ if character.is_whitespace() || is_bar(character) => return None,
                _ if is_quote(character) || is_colon(character) => return None,
                _ => {}
            }
            if depth == 0 {
                break at;
            }
            at += 1;
        };
        if close == open + 1 {
            return None;
        }
        let before = self.text(start..open);
        let touches_before = before.ends_with(char::is_alphanumeric)
            && words::operator(&before).is_none()
            && words::touching_end(&before) == 0;
        (touches_before || self.goes_on(close + 1)).then_some(close + 1)
    }

    /// Whether text that is neither an operator nor a field follows a bracket at once.
    fn goes_on(&self, from: usize) -> bool {
        if !self.get(from).is_some_and(char::is_alphanumeric) {
            return false;
        }
        let stops =
            |c: char| c.is_whitespace() || is_colon(c) || is_quote(c) || is_bar(c) || "()（）".contains(c);
        let end = self.past(from, |c| !stops(c));
        let word = self.text(from..end);
        let is_field = self.get(end).is_some_and(is_colon) && self.is_known_field(from, end);
        words::touching_start(&word).is_none() && !is_field
    }

    /// The phrase that opens at `start`, and where it ends. Mixed double quotes are matched as well as they can be.
    pub(super) fn phrase(&self, start: usize) -> Result<(String, usize), QueryError> {
        let open = self.get(start).unwrap_or('"');
        let find = |closes: &dyn Fn(char) -> bool| {
            (start + 1..self.chars.len()).find(|&at| self.get(at).is_some_and(closes))
        };
        let own = match open {
            '“' => '”',
            '「' => '」',
            '『' => '』',
            other => other,
        };
        let is_double = matches!(open, '"' | '＂' | '“' | '”');
        let close =
            find(&|c| c == own).or_else(|| find(&|c| is_double && matches!(c, '"' | '＂' | '“' | '”')));
        let Some(close) = close else {
            return Err(self.error(start..self.chars.len(), Problem::UnclosedQuote));
        };
        let text = self.text(start + 1..close).trim().to_owned();
        if text.is_empty() {
            return Err(self.error(start..close + 1, Problem::EmptyPhrase));
        }
        Ok((text, close + 1))
    }
}

struct Run {
    end: usize,
    /// The colon that makes a field of it.
    colon: Option<usize>,
}

/// White space, and punctuation that only separates.
pub(super) fn is_separator(character: char) -> bool {
    character.is_whitespace() || "，,、。；;：:？?！!&＆+＋".contains(character)
}

fn is_colon(character: char) -> bool {
    matches!(character, ':' | '：')
}

fn is_bar(character: char) -> bool {
    matches!(character, '|' | '｜')
}

fn is_opening(character: char) -> bool {
    matches!(character, '(' | '（')
}

/// Signs a phrase may begin with; a closing quote typed first is one too.
pub(super) fn is_quote(character: char) -> bool {
    "\"＂“”「『".contains(character)
}

fn is_closing(character: char) -> bool {
    ")）\"＂“”」』".contains(character)
}

/// Whether a word is a comparison or the sign of a range and nothing else.
pub(super) fn is_sign(word: &str) -> bool {
    let word = fold(word);
    words::is_bare_comparison(&word) || words::is_bare_range(&word)
}
