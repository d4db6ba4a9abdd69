//! Strict span F1, and the soft F1 of LawBench 2-6 (overlap of characters by field).

use std::collections::{HashMap, HashSet};

use super::passages::{Passage, Question};
use crate::nlp::entities::Entity;

/// The field of a LawBench answer for every label of the theft schema.
const FIELDS: &[(&str, &str)] = &[
    ("NHCS", "犯罪嫌疑人"),
    ("NHVI", "受害人"),
    ("NCSM", "被盗货币"),
    ("NCGV", "物品价值"),
    ("NCSP", "盗窃获利"),
    ("NASI", "被盗物品"),
    ("NATS", "作案工具"),
    ("NT", "时间"),
    ("NS", "地点"),
    ("NO", "组织机构"),
];

/// F1 of spans that agree in both ends and label; only of these labels, or of all where none are named.
pub(super) fn strict(gold: &[Passage], found: &[Vec<Entity>], labels: &[&str]) -> f64 {
    let counted = |label: &str| labels.is_empty() || labels.contains(&label);
    let (mut hits, mut told, mut wanted) = (0, 0, 0);
    for (passage, entities) in gold.iter().zip(found) {
        let right: HashSet<_> =
            passage.spans.iter().map(|span| (span.start, span.end, span.label.as_str())).collect();
        let said: HashSet<_> =
            entities.iter().map(|entity| (entity.start, entity.end, entity.label.as_str())).collect();
        hits += right.intersection(&said).filter(|span| counted(span.2)).count();
        told += said.iter().filter(|span| counted(span.2)).count();
        wanted += right.iter().filter(|span| counted(span.2)).count();
    }
    if hits == 0 { 0.0 } else { 2.0 * hits as f64 / (told + wanted) as f64 }
}

/// Mean over the sentences.
pub(super) fn soft(questions: &[Question], found: &[Vec<Entity>]) -> f64 {
    let total: f64 = questions
        .iter()
        .zip(found)
        .map(|(question, entities)| soft_one(&question.fields, &answer(entities)))
        .sum();
    total / questions.len().max(1) as f64
}

/// The fields of an answer with their values joined in order of appearance.
fn answer(entities: &[Entity]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for entity in entities {
        let Some((_, field)) = FIELDS.iter().find(|(label, _)| *label == entity.label) else { continue };
        match fields.iter_mut().find(|(known, _)| known == field) {
            Some((_, values)) => {
                values.push('、');
                values.push_str(&entity.text);
            }
            None => fields.push(((*field).to_owned(), entity.text.clone())),
        }
    }
    fields
}

fn soft_one(gold: &[(String, String)], said: &[(String, String)]) -> f64 {
    if gold.is_empty() {
        return if said.is_empty() { 1.0 } else { 0.0 };
    }
    let both: f64 = said
        .iter()
        .filter_map(|(field, values)| {
            let (_, right) = gold.iter().find(|(known, _)| known == field)?;
            Some(overlap(right, values))
        })
        .sum();
    let precision = both / said.len().max(1) as f64;
    let recall = both / gold.len() as f64;
    2.0 * precision * recall / (precision + recall + 1e-10)
}

/// F1 of the letters and digits of two texts, taken as bags.
fn overlap(gold: &str, said: &str) -> f64 {
    let bag = |text: &str| -> HashMap<char, usize> {
        let mut bag = HashMap::new();
        for character in text.to_lowercase().chars().filter(|c| c.is_alphanumeric()) {
            *bag.entry(character).or_default() += 1;
        }
        bag
    };
    let (gold, said) = (bag(gold), bag(said));
    let (wanted, told): (usize, usize) = (gold.values().sum(), said.values().sum());
    if wanted == 0 || told == 0 {
        return if wanted == told { 1.0 } else { 0.0 };
    }
    let same: usize = gold.iter().map(|(c, count)| (*count).min(said.get(c).copied().unwrap_or(0))).sum();
    2.0 * same as f64 / (wanted + told) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::entities::passages::Labelled;

    fn entity(start: usize, end: usize, label: &str, text: &str) -> Entity {
        Entity { start, end, label: label.to_owned(), text: text.to_owned() }
    }

    fn close(value: f64, expected: f64) -> bool {
        (value - expected).abs() < 1e-6
    }

    #[test]
    fn a_span_counts_with_both_ends_and_label() {
        let span = |start, end, label: &str| Labelled { start, end, label: label.to_owned() };
        let gold = [Passage { text: String::new(), spans: vec![span(0, 3, "Nh"), span(5, 8, "NT")] }];
        let found = [vec![entity(0, 3, "Nh", ""), entity(5, 9, "NT", ""), entity(10, 11, "NT", "")]];
        assert!(close(strict(&gold, &found, &[]), 0.4));
        assert!(close(strict(&gold, &found, &["Nh"]), 1.0));
    }

    #[test]
    fn fields_are_compared_as_bags_of_characters() {
        let gold = vec![("时间".to_owned(), "今天".to_owned()), ("地点".to_owned(), "青城市".to_owned())];
        let said = answer(&[entity(0, 2, "NT", "今天"), entity(3, 5, "NS", "青城")]);
        assert!(close(soft_one(&gold, &said), 0.9));
        assert!(close(soft_one(&[], &said), 0.0));
        assert!(close(soft_one(&[], &[]), 1.0));
    }

    #[test]
    fn values_of_a_field_are_joined_in_order() {
        let said =
            answer(&[entity(0, 2, "NASI", "手机"), entity(3, 5, "NT", "今天"), entity(6, 8, "NASI", "钱包")]);
        assert_eq!(said[0], ("被盗物品".to_owned(), "手机、钱包".to_owned()));
    }
}
