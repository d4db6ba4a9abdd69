//! How to search, told from the table of fields.

use super::link;
use crate::search::query::{FieldInfo, Kind, fields};

/// A query to try, and what it finds.
pub(super) struct Example {
    pub typed: &'static str,
    pub about: &'static str,
    pub address: String,
}

/// A field as the help panel shows it.
pub(super) struct FieldView {
    pub name: &'static str,
    pub aliases: String,
    pub kind: &'static str,
    pub about: &'static str,
    pub choices: String,
    pub example: &'static str,
    pub address: String,
}

/// Queries to begin with.
const BEGIN: [(&str, &str); 6] = [
    ("转账记录", "文中有这些词的文书"),
    ("“到案后如实供述”", "加引号：一字不差的原文"),
    ("罪名:诈骗 情节:坦白", "几个条件同时满足"),
    ("刑期:>3年 缓刑:否", "按数值或者是否查找"),
    ("文书:判决书 日期:2024-06..2025-06 退赔", "文书种类、日期和词语一起用"),
    ("（手机 或 电脑） -未遂", "或、不含，可以加括号"),
];

/// Queries to begin with.
pub(super) fn begin() -> Vec<Example> {
    let example = |(typed, about)| Example { typed, about, address: link::search(typed, "", 1) };
    BEGIN.into_iter().map(example).collect()
}

/// Every field.
pub(super) fn all() -> Vec<FieldView> {
    fields().iter().map(field).collect()
}

fn field(info: &'static FieldInfo) -> FieldView {
    FieldView {
        name: &info.name,
        aliases: info.aliases.join("、"),
        kind: kind(info.kind),
        about: &info.about,
        choices: info.choices.join("、"),
        example: &info.example,
        address: link::search(&info.example, "", 1),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "文字",
        Kind::Name => "名称",
        Kind::Charge => "罪名",
        Kind::Choice => "选项",
        Kind::Flag => "是或否",
        Kind::Code => "编号或名称",
        Kind::Article => "法条",
        Kind::Date => "日期、范围",
        Kind::Money => "金额、范围",
        Kind::Months => "期限、范围",
        Kind::Count => "个数、范围",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::parse;

    #[test]
    fn everything_to_click_on_is_a_query() {
        for typed in BEGIN.iter().map(|(typed, _)| *typed).chain(all().iter().map(|field| field.example)) {
            assert!(parse(typed).is_ok(), "{typed}");
        }
    }
}
