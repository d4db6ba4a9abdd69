//! Mistakes in a query, each one Chinese sentence that says where and what to write instead.

use std::ops::Range;

use super::fields::FieldName;

/// A mistake in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// Where, in characters of the query.
    pub at: Range<usize>,
    /// The words that stand there, shortened.
    pub words: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A quote opens and does not close.
    UnclosedQuote,
    /// Nothing stands between two quotes.
    EmptyPhrase,
    /// A bracket opens and does not close.
    UnclosedBracket,
    /// A bracket closes that did not open.
    StrayBracket,
    /// Nothing stands between two brackets.
    EmptyBrackets,
    /// Nothing stands behind a field.
    MissingValue(FieldName),
    /// No field has this name, but these have a like one.
    UnknownField(Vec<&'static str>),
    /// An operator misses a term beside it.
    MissingTerm,
    /// 至 or 到 stands alone.
    LoneRange,
    /// The value cannot be read as its field wants it; what to write.
    Value(FieldName, String),
    /// The range ends before it begins.
    Reversed(FieldName),
    /// Brackets within brackets beyond all need.
    TooDeep,
    /// The query is longer than this many characters.
    TooLong(usize),
}

/// Characters of the query that a message repeats.
const SHOWN: usize = 16;

impl QueryError {
    pub(super) fn new(chars: &[char], at: Range<usize>, problem: Problem) -> Self {
        let words = chars.get(at.clone()).unwrap_or_default();
        let mut shown: String = words.iter().take(SHOWN).collect();
        if words.len() > SHOWN {
            shown.push('…');
        }
        Self { at, words: shown, problem }
    }
}

impl std::error::Error for QueryError {}

impl std::fmt::Display for QueryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words = &self.words;
        if let Problem::TooLong(limit) = self.problem {
            return write!(
                f,
                "检索式超过{limit}个字，请只写关键的词语；要用整段案情找相似案件，请用类案检索。"
            );
        }
        write!(f, "第{}个字起「{words}」：", self.at.start + 1)?;
        match &self.problem {
            Problem::UnclosedQuote => write!(f, "引号没有成对，请在短语末尾补上后引号。"),
            Problem::EmptyPhrase => write!(f, "引号里没有文字，请写上要查的原文，或者删去引号。"),
            Problem::UnclosedBracket => write!(f, "括号没有成对，请在末尾补上“）”。"),
            Problem::StrayBracket => write!(f, "这里多了一个后括号，请删去，或者在前面补上“（”。"),
            Problem::EmptyBrackets => write!(f, "括号里没有内容，请写上检索词，或者删去括号。"),
            Problem::MissingValue(field) => {
                write!(f, "“{}”后面缺少内容，请写成例如“{}”。", field.label(), field.info().example)
            }
            Problem::UnknownField(near) => {
                let near = near.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join("、");
                write!(f, "没有这个检索字段，相近的有{near}；要查这段原文，请给它加上引号。")
            }
            Problem::MissingTerm => {
                write!(f, "这个连接词的一侧缺少检索词，请补上；要查这个词本身，请给它加上引号。")
            }
            Problem::LoneRange => {
                write!(f, "请把它写在两个值之间，例如“金额:5万至10万”；要查这个字本身，请给它加上引号。")
            }
            Problem::Value(field, expected) => {
                write!(f, "读不出“{}”的值，请{expected}。", field.label())
            }
            Problem::Reversed(field) => {
                write!(
                    f,
                    "“{}”的范围前后颠倒，请把较小（较早）的写在前面，例如“{}”。",
                    field.label(),
                    reversed_example(*field)
                )
            }
            Problem::TooDeep => write!(f, "括号套得太多，请去掉一些层次。"),
            Problem::TooLong(_) => Ok(()),
        }
    }
}

fn reversed_example(field: FieldName) -> &'static str {
    use super::fields::Kind;
    match field.info().kind {
        Kind::Date => "日期:2023-01..2023-06",
        Kind::Months => "刑期:1年..3年",
        Kind::Count => "人数:2..5",
        _ => "金额:5万..10万",
    }
}
