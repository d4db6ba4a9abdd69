//! The amount of the crime: which sums of a text of facts count, and what they come to.
//!
//! What was taken and what it is worth counts; proceeds, repayment, shares, seizures, fines and earlier cases do not.
//! A total that the text states goes before the parts where the parts bear it out.

mod decide;
mod loss;
mod mention;
mod merge;
mod words;

use mention::Mention;
use words::{WORDS, has};

use crate::text::Range;

/// The amount of the crime with every sum of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CrimeAmount {
    /// In fen. The sum of the counted items.
    pub fen: i64,
    /// All sums, in order.
    pub items: Vec<AmountItem>,
}

/// A sum of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountItem {
    /// In fen.
    pub fen: i64,
    /// Bytes of the normalised text.
    pub range: Range,
    /// Whether it is part of the amount of the crime.
    pub counted: bool,
}

/// Reads the facts of a case, normalised (`SourceText::plain`).
pub fn read(plain: &str) -> CrimeAmount {
    let mentions = mention::read(plain);
    let losses: Vec<&Mention<'_>> = mentions.iter().filter(|mention| loss::is_loss(mention)).collect();
    let mut body = body(&mentions, &losses);
    add_proceeds(plain, &mentions, &losses, &mut body);
    let kept = merge::merge(&body);
    let counted = decide::decide(plain, &losses, &kept);
    let items = mentions
        .iter()
        .map(|mention| AmountItem {
            fen: mention.fen,
            range: mention.range.clone(),
            counted: counted.iter().any(|other| other.range == mention.range),
        })
        .collect();
    CrimeAmount { fen: merge::sum(&counted), items }
}

/// The losses that the facts tell; those of opinions or evidence only where the facts have none.
fn body<'m, 'a>(mentions: &'m [Mention<'a>], losses: &[&'m Mention<'a>]) -> Vec<&'m Mention<'a>> {
    let choose = |keep: &dyn Fn(&Mention<'_>) -> bool| -> Vec<&'m Mention<'a>> {
        losses.iter().copied().filter(|mention| keep(mention)).collect()
    };
    let choices = [
        choose(&|mention| !mention.evidence && !mention.opinion),
        choose(&|mention| !mention.opinion),
        losses.to_vec(),
        mentions.iter().filter(|mention| loss::may_be_loss(mention)).collect(),
    ];
    choices.into_iter().find(|choice| !choice.is_empty()).unwrap_or_else(|| mentions.iter().collect())
}

/// Where nothing was valued, what a thing was sold for stands for it, one sum a paragraph
/// (盗窃刑事案件适用法律的解释，法释〔2013〕8号，第四条).
fn add_proceeds<'m, 'a>(
    plain: &str,
    mentions: &'m [Mention<'a>],
    losses: &[&'m Mention<'a>],
    body: &mut Vec<&'m Mention<'a>>,
) {
    if has(&WORDS.worth, plain) {
        return;
    }
    let mut done: Vec<usize> = losses.iter().map(|mention| mention.paragraph).collect();
    for mention in mentions {
        let known = body.iter().any(|other| other.range == mention.range);
        if !known && !done.contains(&mention.paragraph) && loss::is_proceeds(mention) {
            done.push(mention.paragraph);
            body.push(mention);
        }
    }
    body.sort_by_key(|mention| mention.range.start);
}

#[cfg(test)]
mod tests;
