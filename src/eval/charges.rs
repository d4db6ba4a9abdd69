//! Charges from facts on LawBench 3-3: the mean F1 of the sets.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use super::lawbench::{questions, set_f1};
use super::table::render;
use crate::nlp::charges::ChargeModel;

/// Prints the linear model alone (its best label), the shipped charges, and what was published.
pub fn run(folder: &Path) -> Result<String> {
    let questions = questions(folder, "3-3")?;
    let model = ChargeModel::shipped()?;
    let mean = |answer: &dyn Fn(&str) -> BTreeSet<String>| {
        let sum: f64 = questions
            .iter()
            .map(|question| set_f1(&charges_of(&question.answer), &answer(&question.question)))
            .sum();
        format!("{:.3}", sum / questions.len().max(1) as f64)
    };
    let shipped = |text: &str| model.read(text).charges.into_iter().map(|guess| guess.charge).collect();
    let rows = [
        ("基线：字符 n 元线性模型", mean(&|text| model.linear_best(text).into_iter().collect())),
        ("随附：线性模型加线索", mean(&shipped)),
        ("已发表：最好的一个（fuzi）", "0.559".to_owned()),
        ("已发表：GPT-4", "0.420".to_owned()),
    ];
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect();
    Ok(format!("罪名，LawBench 3-3 开发集 {} 题\n{}", questions.len(), render(&["方法", "集合 F1"], &rows)))
}

fn charges_of(answer: &str) -> BTreeSet<String> {
    answer.trim_start_matches("罪名:").split(';').map(str::to_owned).collect()
}
