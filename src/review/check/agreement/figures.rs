//! A sum written twice side by side, in figures and in the characters of accounts: 12,300.00元（大写：壹万贰仟叁佰元整）.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::text::numeral;

/// Figures before the characters, or behind them in brackets.
static TWICE: LazyLock<Regex> = LazyLock::new(|| {
    const WORDS: &str = "[零〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿億]{2,}";
    const FIGURES: &str = "[0-9][0-9,]*(?:\\.[0-9]{1,2})?";
    Regex::new(&format!(
        "(?P<a>{FIGURES})元[，（]?(?:人民币)?大写(?:金额)?[：为]?(?:人民币)?(?P<b>{WORDS})[元圆]|\
         (?P<d>{WORDS})[元圆](?:整|正)?（(?:小写)?(?:金额)?[：为]?(?:人民币|￥|¥)?(?P<c>{FIGURES})元?）"
    ))
    .expect("the pattern is fixed")
});

/// Sums whose two ways of writing differ in whole yuan.
pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    let papers = case.papers.iter().filter(|paper| paper.kind() != K::CaseCard);
    papers.flat_map(of_paper).collect()
}

fn of_paper(paper: &Paper) -> Vec<Verdict> {
    let mut found = Vec::new();
    for twice in TWICE.captures_iter(paper.document.plain()) {
        let (Some(figures), Some(words)) =
            (twice.name("a").or(twice.name("c")), twice.name("b").or(twice.name("d")))
        else {
            continue;
        };
        let whole = figures.as_str().split('.').next().unwrap_or_default().replace(',', "");
        let (Ok(one), Some(other)) = (whole.parse::<i64>(), numeral::integer(words.as_str())) else {
            continue;
        };
        if one == other {
            continue;
        }
        let message = format!(
            "{}的小写金额“{}元”与大写金额“{}元”不一致",
            paper.kind().label(),
            figures.as_str(),
            words.as_str()
        );
        let evidence = vec![paper.document.quote(&figures.range()), paper.document.quote(&words.range())];
        found.push(Verdict::fail(message, evidence).confident(0.85));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::elements::Elements;

    fn told(text: &str) -> usize {
        let document = Document::from_text(K::ReturnList, text);
        of_paper(&Paper { document, elements: Elements::default() }).len()
    }

    #[test]
    fn a_sum_in_figures_and_in_characters_is_one_sum() {
        assert_eq!(told("发还清单\n人民币12,340.00元（大写：壹万贰仟叁佰肆拾元整）"), 0);
        assert_eq!(told("发还清单\n人民币12,340.00元（大写：壹万叁仟贰佰肆拾元整）"), 1);
        assert_eq!(told("收条：今收到林小舟人民币叁万陆仟元整（36000元）。"), 0);
        assert_eq!(told("收条：今收到林小舟人民币叁万陆仟元整（38000元）。"), 1);
        assert_eq!(told("收条：今收到人民币贰万元整（现金）。"), 0);
    }
}
