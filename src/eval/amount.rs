//! The amount of the crime on LawBench 3-7: exact answers.

use std::path::Path;

use anyhow::Result;

use super::lawbench::{Question, questions};
use super::table::render;
use crate::extract::amount;
use crate::text::{SourceText, money};

/// Answers that may differ by less than this are the same amount.
const FEN: f64 = 0.005;

/// Prints accuracy of adding up every sum, of the shipped rules, and what was published.
pub fn run(folder: &Path) -> Result<String> {
    let questions = questions(folder, "3-7")?;
    let share = |answer: &dyn Fn(&SourceText) -> f64| {
        let right = questions.iter().filter(|question| is_right(question, answer)).count();
        format!("{:.3}", right as f64 / questions.len().max(1) as f64)
    };
    let rows = [
        (
            "基线：全部金额相加",
            share(&|source| yuan(money::scan(source.plain()).iter().map(|sum| sum.value.fen).sum())),
        ),
        ("随附：计入规则", share(&|source| yuan(amount::read(source.plain()).fen))),
        ("已发表：GPT-4", "0.776".to_owned()),
    ];
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect();
    Ok(format!(
        "犯罪数额，LawBench 3-7 开发集 {} 题\n{}",
        questions.len(),
        render(&["方法", "准确率"], &rows)
    ))
}

fn is_right(question: &Question, answer: &dyn Fn(&SourceText) -> f64) -> bool {
    let digits: String =
        question.answer.chars().filter(|character| character.is_ascii_digit() || *character == '.').collect();
    let Ok(gold) = digits.parse::<f64>() else { return false };
    (answer(&SourceText::new(question.question.clone())) - gold).abs() < FEN
}

fn yuan(fen: i64) -> f64 {
    fen as f64 / 100.0
}
