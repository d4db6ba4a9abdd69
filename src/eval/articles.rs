//! Articles from facts and charge on LawBench 3-1: the mean F1 of the sets.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use super::lawbench::{questions, set_f1};
use super::table::render;
use crate::law::charges;
use crate::nlp::articles;

/// Prints the table of charges alone, the shipped rules, and what was published.
pub fn run(folder: &Path) -> Result<String> {
    let questions = questions(folder, "3-1")?;
    let mean = |answer: &dyn Fn(&str) -> BTreeSet<u16>| {
        let sum: f64 = questions
            .iter()
            .map(|question| set_f1(&articles_of(&question.answer), &answer(&question.question)))
            .sum();
        format!("{:.3}", sum / questions.len().max(1) as f64)
    };
    let table = |text: &str| {
        let named = articles::named_in(text);
        named
            .iter()
            .filter_map(|charge| charges::article_of(charge))
            .map(|citation| citation.article)
            .collect()
    };
    let shipped = |text: &str| {
        articles::of(text, &articles::named_in(text)).into_iter().map(|(article, _)| article).collect()
    };
    let rows = [
        ("基线：罪名表", mean(&table)),
        ("随附：罪名表加规则", mean(&shipped)),
        ("已发表：最好的一个（单样例）", "0.559".to_owned()),
        ("已发表：GPT-4", "0.525".to_owned()),
    ];
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect();
    Ok(format!("法条，LawBench 3-1 开发集 {} 题\n{}", questions.len(), render(&["方法", "集合 F1"], &rows)))
}

/// 法条:刑法第264条、刑法第266条
fn articles_of(answer: &str) -> BTreeSet<u16> {
    answer
        .split(|character: char| !character.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}
