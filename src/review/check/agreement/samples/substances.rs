//! The drug an appraisal concludes on must be the one it found: 检验结果 氯胺酮, then 检出甲基苯丙胺成分.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;

/// Drugs with names of their own; what is found of heroin and hemp is called otherwise than they are.
static DRUG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("甲基苯丙胺|氯胺酮|可卡因|甲卡西酮|依托咪酯|美托咪酯|美沙酮|尼美西泮|咖啡因|曲马多|芬太尼")
        .expect("the pattern is fixed")
});
static CONCLUSION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:^|\n)(?:[一二三四五六七八九十]、|[0-9][.、．])?(?:检验|鉴定|检测)(?:意见|结论)[：\n\t ]")
        .expect("the pattern is fixed")
});

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    case.of_kind(K::AppraisalOpinion).filter_map(|(_, paper)| of_paper(paper)).collect()
}

/// A drug of the conclusion that stands nowhere before it, where another one does that the conclusion leaves out.
fn of_paper(paper: &Paper) -> Option<Verdict> {
    let plain = paper.document.plain();
    let start = CONCLUSION.find_iter(plain).last()?.end();
    let (before, conclusion) = plain.split_at(start);
    let strange = DRUG.find_iter(conclusion).find(|drug| !before.contains(drug.as_str()))?;
    let known = DRUG.find_iter(before).last().filter(|drug| !conclusion.contains(drug.as_str()))?;
    if conclusion.contains("未检出") {
        return None;
    }
    let message =
        format!("鉴定意见检出的成分为“{}”，检验结果载明为“{}”，不一致", strange.as_str(), known.as_str());
    let range = start + strange.start()..start + strange.end();
    let evidence = vec![paper.document.quote(&range), paper.document.quote(&known.range())];
    Some(Verdict::fail(message, evidence).confident(0.8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::elements::Elements;

    fn told(conclusion: &str) -> usize {
        let text = format!(
            "云岭县公安司法鉴定中心\n检验报告\n检材：白色晶体1.2克\n检验要求：是否含有常见毒品成分\n检验结果\n1号\t依托咪酯\t3.1%\n检验意见\n{conclusion}\n二〇二三年六月一日"
        );
        let document = Document::from_text(K::AppraisalOpinion, &text);
        of_paper(&Paper { document, elements: Elements::default() }).into_iter().count()
    }

    #[test]
    fn the_drug_found_is_the_drug_concluded_on() {
        assert_eq!(told("1号检材中检出依托咪酯成分。"), 0);
        assert_eq!(told("1号检材中检出甲基苯丙胺成分。"), 1);
        assert_eq!(told("1号检材中检出依托咪酯、咖啡因成分。"), 0, "one of several");
    }
}
