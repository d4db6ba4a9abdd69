//! Charges from facts on LawBench 3-3 (mean F1 of the sets), and the charge of each defendant (accuracy).

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::data::records;
use super::lawbench::{questions, set_f1};
use super::table::render;
use crate::nlp::charges::ChargeModel;
use crate::nlp::charges::defendants::DefendantModel;

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
    let charges = render(&["方法", "集合 F1"], &rows);
    let defendants = defendants(folder, model)?;
    Ok(format!("罪名，LawBench 3-3 开发集 {} 题\n{charges}\n{defendants}", questions.len()))
}

/// A text with the charge of each of its defendants, who are placeholders.
#[derive(Deserialize)]
struct Facts {
    text: String,
    defendants: Vec<Defendant>,
}

#[derive(Deserialize)]
struct Defendant {
    subject: String,
    charge: String,
}

fn defendants(folder: &Path, general: &ChargeModel) -> Result<String> {
    let facts: Vec<Facts> = records(&folder.join("entities/defendants.dev.jsonl.zst"))?;
    let model = match DefendantModel::shipped() {
        Ok(model) => model,
        Err(error) => return Ok(format!("各被告人的罪名：{error}\n")),
    };
    let all: usize = facts.iter().map(|facts| facts.defendants.len()).sum();
    let share = |answer: &dyn Fn(&str, &str) -> Option<String>| {
        let right = facts
            .iter()
            .flat_map(|facts| facts.defendants.iter().map(move |defendant| (&facts.text, defendant)))
            .filter(|(text, defendant)| {
                let gold = defendant.charge.trim_end_matches('罪');
                answer(text, &defendant.subject).is_some_and(|found| found == gold)
            })
            .count();
        format!("{:.3}", right as f64 / all.max(1) as f64)
    };
    let rows = [
        ("基线：不分被告人的罪名模型", share(&|text, _| general.linear_best(text))),
        ("随附：六个视角的线性模型", share(&|text, name| model.best(text, name, &[]).map(str::to_owned))),
        ("已发表：RoBERTa", "0.796".to_owned()),
        ("已发表：EJudge", "0.826".to_owned()),
    ];
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect();
    Ok(format!("各被告人的罪名，MUD 开发集 {all} 人\n{}", render(&["方法", "准确率"], &rows)))
}

fn charges_of(answer: &str) -> BTreeSet<String> {
    answer.trim_start_matches("罪名:").split(';').map(str::to_owned).collect()
}
