//! A report approved after what it asks leave for: the decision bears an earlier day (规则 §4).

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::text::date;

/// 检察长意见：同意不起诉。　林某　2025年1月3日
static APPROVED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("检察长[^\\n。]{0,14}(?:同意|批准)(?:提起公诉|起诉|不起诉|承办人意见)?[^\\n0-9]{0,12}(?P<day>(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)")
        .expect("the pattern is fixed")
});

pub(super) fn check(case: &CaseFile) -> Option<Verdict> {
    let mut decisions = case.of_kind(K::NonProsecutionDecision).chain(case.of_kind(K::Indictment));
    let (_, decision) = decisions.next()?;
    let decided = decision.elements.date.as_ref()?;
    if decisions.next().is_some() {
        return None;
    }
    case.of_kind(K::ReviewReport).find_map(|(_, report)| late(report, decision, decided.value))
}

fn late(report: &Paper, decision: &Paper, decided: jiff::civil::Date) -> Option<Verdict> {
    let plain = report.document.plain();
    let found = APPROVED.captures_iter(plain).last()?.name("day")?;
    let day = date::scan(found.as_str()).first()?.value.date()?;
    if day <= decided {
        return None;
    }
    let label = decision.kind().label();
    let message = format!("审查报告由检察长审批的日期（{day}）晚于{label}的日期（{decided}）");
    let own = decision.elements.date.as_ref()?.quote.clone();
    Some(Verdict::fail(message, vec![report.document.quote(&found.range()), own]).confident(0.8))
}

#[cfg(test)]
mod tests {
    use super::late;
    use crate::case::Paper;
    use crate::document::{Document, DocumentKind};

    fn paper(kind: DocumentKind, text: &str) -> Paper {
        let document = Document::from_text(kind, text);
        let elements = crate::extract::extract(&document);
        Paper { document, elements }
    }

    #[test]
    fn a_report_is_approved_before_the_decision() {
        let decision = paper(
            DocumentKind::NonProsecutionDecision,
            "云岭县人民检察院\n不起诉决定书\n云检刑不诉〔2023〕21号\n决定对林小舟不起诉。\n云岭县人民检察院\n2023年5月30日\n",
        );
        let decided = decision.elements.date.as_ref().expect("a day").value;
        let told = |day: &str| {
            let text =
                format!("审查报告\n承办检察官：程明　2023年5月26日\n检察长意见：同意不起诉。　滕远　{day}\n");
            late(&paper(DocumentKind::ReviewReport, &text), &decision, decided).is_some()
        };
        assert!(told("2023年6月3日"));
        assert!(!told("2023年5月30日"));
    }
}
