//! In which stage a notice of rights was given. The police name themselves in the notices of every stage: whose
//! paper it is decides, not whose name stands in it.

use std::sync::LazyLock;

use crate::extract::elements::Elements;
use crate::text::Pattern;

use super::rules::Stage;

static INVESTIGATION: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("侦查阶段|侦查期间|审查逮捕|审查批准逮捕|批捕阶段").expect("the pattern is fixed")
});
static POLICE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("公安|派出所|[警刑]大队|[警刑]支队|缉私|国家安全局").expect("the pattern is fixed")
});
/// Words in which a paper without a letterhead names its office.
static REVIEW: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("人民检察院|审查起诉|本院|我院").expect("the pattern is fixed"));
/// A police office that has not handed the case over.
static POLICE_ACTS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("我局|本局|我所|我队|(?:公安局|公安分局|派出所)(?:[^移侦以]|$)")
        .expect("the pattern is fixed")
});

/// By the words on the stage, else by the office that signs, else by what the first lines tell.
pub(super) fn read(head: &str, elements: &Elements) -> Stage {
    if INVESTIGATION.is_match(head) {
        return Stage::Investigation;
    }
    if let Some(organ) = &elements.organ {
        if organ.value.contains("检察院") {
            return Stage::Review;
        }
        if POLICE.is_match(&organ.value) {
            return Stage::Investigation;
        }
    }
    let is_police = POLICE_ACTS.is_match(head) && !REVIEW.is_match(head);
    if is_police { Stage::Investigation } else { Stage::Review }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};
    use crate::extract::{elements::StepKind, extract};

    #[test]
    fn a_notice_of_the_procuratorate_that_names_the_police_is_one_of_the_review() {
        for (text, stage) in [
            ("侦查阶段犯罪嫌疑人权利义务告知书", Stage::Investigation),
            ("你涉嫌盗窃罪一案，我局已立案侦查，云岭县公安局告知如下", Stage::Investigation),
            ("你涉嫌盗窃罪一案，本院于2023年5月10日收到云岭县公安局云东分局移送的材料", Stage::Review),
            ("审查逮捕阶段告知书", Stage::Investigation),
        ] {
            assert_eq!(read(text, &Elements::default()), stage, "{text}");
        }
    }

    #[test]
    fn a_notice_of_the_review_dates_the_receipt_of_the_case() {
        let text = "云岭县人民检察院\n犯罪嫌疑人诉讼权利义务告知书\n林小舟：\n你涉嫌盗窃罪一案，本院于2023年5月10日收到云岭县公安局云东分局移送审查起诉的材料。你有权委托辩护人。\n2023年5月11日（院印）\n以上告知书我已阅读并收到。\n被告知人：林小舟（捺印）  2023年5月16日";
        let elements = extract(&Document::from_text(DocumentKind::RightsNotice, text));
        let day = |kind: StepKind| {
            let step = elements.steps.iter().find(|step| step.kind == kind)?;
            step.at.as_ref()?.value.date().map(|date| date.to_string())
        };
        assert_eq!(day(StepKind::Accepted).as_deref(), Some("2023-05-10"));
        assert_eq!(day(StepKind::RightsToldSuspect).as_deref(), Some("2023-05-16"));
        assert_eq!(day(StepKind::InvestigationRightsTold), None);
    }
}
