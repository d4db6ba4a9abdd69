//! Dated steps, trial procedure and interview records.

mod apply;
mod columns;
mod dates;
mod details;
mod household;
mod interview;
mod reading;
mod rules;
mod service;
mod stage;
mod subject;
mod trial;

use std::sync::LazyLock;

use super::elements::{Elements, StepKind};
use crate::document::{Document, DocumentKind};
use crate::text::Pattern;
use reading::Reading;

/// Names of the accused a paper without paragraphs of parties is about, in order of mention.
pub(super) fn subjects(plain: &str) -> Vec<String> {
    subject::read(plain)
}

/// Fills `steps`, `trial`, `interview`; for a 户籍证明 that names nobody yet, `parties` too. Heading and
/// parties are already read.
pub fn read(document: &Document, elements: &mut Elements) {
    let reading = Reading::new(document, elements);
    if document.kind == DocumentKind::HouseholdCertificate {
        household::read(&reading, elements);
    }
    columns::read(&reading, elements);
    for rule in rules::rules(document.kind) {
        apply::apply(rule, &reading, elements);
    }
    match document.kind {
        DocumentKind::ReleaseCertificate => earlier_release(&reading, elements),
        DocumentKind::InterrogationPass => pass_of(&reading, elements),
        DocumentKind::ServiceReturn => service::read(&reading, elements),
        DocumentKind::Interrogation | DocumentKind::WitnessInterview | DocumentKind::OpinionHearing => {
            interview::read(&reading, elements);
        }
        DocumentKind::Judgment | DocumentKind::Ruling | DocumentKind::Indictment => {
            trial::read(&reading, elements);
        }
        _ => {}
    }
}

static PASS_OF: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"提讯提?解证[·（](?P<name>[\p{Han}·]{2,4})[）〕]").expect("the pattern is fixed")
});

/// 提讯提解证（林小舟）: every row is of the one person whom the title names.
fn pass_of(reading: &Reading, elements: &mut Elements) {
    let Some(name) = PASS_OF.captures(reading.plain).and_then(|found| found.name("name")) else { return };
    for step in elements.steps.iter_mut().filter(|step| step.persons.is_empty()) {
        step.persons.push(name.as_str().to_owned());
    }
}

static SENTENCE_SERVED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("刑满|服刑|刑期|执行完毕|执行期满|减刑|假释|赦免|监狱").expect("the pattern is fixed")
});

/// A certificate of a sentence served belongs to an earlier case: its dates tell nothing of the custody in this one.
fn earlier_release(reading: &Reading, elements: &mut Elements) {
    if !SENTENCE_SERVED.is_match(reading.plain) {
        return;
    }
    elements.steps.retain(|step| step.kind == StepKind::Released);
    for step in &mut elements.steps {
        step.kind = StepKind::PriorReleased;
    }
    for party in &mut elements.parties {
        party.custody.clear();
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, DocumentKind};
    use crate::extract::elements::StepKind;

    fn days(kind: DocumentKind, text: &str, wanted: StepKind) -> Vec<String> {
        let steps = crate::extract::extract(&Document::from_text(kind, text)).steps;
        let told = steps.into_iter().filter(|step| step.kind == wanted);
        told.filter_map(|step| step.at).map(|at| at.value.to_string()).collect()
    }

    #[test]
    fn bail_that_the_police_carry_out_is_no_arrest() {
        let text = "云岭县人民检察院\n批准逮捕决定书\n决定批准逮捕犯罪嫌疑人林小舟。\n2023年6月20日\n\
                    何大山2023年8月16日由本院重新决定取保候审，由云岭县公安局执行。";
        assert!(days(DocumentKind::ArrestApproval, text, StepKind::Arrested).is_empty());
    }

    #[test]
    fn counsel_of_several_is_heard_on_several_days() {
        let text = "听取意见记录\n2023年6月7日9时，程明、滕芳在本院听取林小舟的辩护人陆文（白鹭律师事务所律师）意见：建议从轻。\n\
                    同日10时30分听取何大山的辩护人骆雨意见：系从犯。\n2023年6月9日听取孙玉海的辩护人郑思意见：建议适用缓刑。";
        let told = days(DocumentKind::OpinionHearing, text, StepKind::DefenceHeard);
        assert!(told.iter().any(|day| day.starts_with("2023-06-07")), "{told:?}");
        assert!(told.iter().any(|day| day == "2023-06-09"), "{told:?}");
    }

    #[test]
    fn a_label_has_the_date_behind_its_colon() {
        let text = "云岭县人民检察院\n公诉案件审查报告\n收案：2023年9月8日　第一次退补：2023年10月20日　重报：2023年11月24日　承办人：程明\n一、案件来源";
        assert_eq!(days(DocumentKind::ReviewReport, text, StepKind::Resubmitted), ["2023-11-24"]);
    }

    #[test]
    fn labels_stand_before_their_days_with_or_without_a_colon() {
        let form = |gap: &str| {
            format!(
                "云岭县人民检察院　刑事判决裁定审查表\n案件　林小舟盗窃案\n宣判日期{gap}2023年6月14日　收到日期{gap}2023年6月18日　\
                 审查日期{gap}2023年6月20日\n审查意见　同意判决。　程明　2023年6月20日"
            )
        };
        for gap in ["：", "　", ""] {
            let told = days(DocumentKind::JudgmentReviewForm, &form(gap), StepKind::JudgmentReceived);
            assert_eq!(told, ["2023-06-18"], "{gap}");
        }
    }

    #[test]
    fn a_notice_for_several_tells_each_family_its_own_hour() {
        let text = "拘留通知书（附卷联）\n林小舟家属　林国栋（父亲），2023年3月14日20时当面送达，签收：林国栋；何大山家属　何田（妻子），\
                    2023年3月15日18时20分当面送达，签收：何田。　送达人：程明";
        let told = days(DocumentKind::DetentionNotice, text, StepKind::DetentionFamilyNotice);
        assert_eq!(told, ["2023-03-14 20:00", "2023-03-15 18:20"]);
    }

    #[test]
    fn the_title_of_a_pass_names_whose_rows_they_are() {
        let text = "提讯提解证（林小舟）：入所2023年5月1日20:05；5月15日9:00—10:20 检察官程明、滕芳 讯问";
        let document = Document::from_text(DocumentKind::InterrogationPass, text);
        let steps = crate::extract::extract(&document).steps;
        assert!(!steps.is_empty() && steps.iter().all(|step| step.persons == ["林小舟"]), "{steps:?}");
    }

    #[test]
    fn whoever_signs_a_record_of_several_was_asked_on_the_day_behind_the_name() {
        let text = "讯问笔录（审查起诉）\n时间：2023年7月6日9时00分至10时10分　地点：云岭县看守所\n讯问人：程明（检察官）　记录人：滕芳\n\
                    犯罪嫌疑人：林小舟\n问：有无异议？\n答：没有。\n林小舟（捺印）2023年7月6日\n【何大山】时间：2023年7月7日10时30分至11时15分\n\
                    问：有无异议？\n答：没有。\n何大山（捺印）2023年7月7日　程明 滕芳";
        let steps = crate::extract::extract(&Document::from_text(DocumentKind::Interrogation, text)).steps;
        let of = |name: &str| steps.iter().find(|step| step.persons.iter().any(|person| person == name));
        let day = of("何大山").and_then(|step| step.at.as_ref()).map(|at| at.value.to_string());
        assert_eq!(day.as_deref(), Some("2023-07-07"));
    }

    #[test]
    fn rows_of_a_pass_the_procuratorate_keeps_are_interrogations() {
        let pass = |office: &str| {
            format!(
                "云岭县看守所\n提讯提解证\n在押人员：林小舟　办案单位：{office}\n1　2023年5月15日　程明、滕芳　讯问　9时\n2　2023年5月24日　程明　认罪认罚具结　10时"
            )
        };
        let told =
            |office| days(DocumentKind::InterrogationPass, &pass(office), StepKind::SuspectInterrogated);
        assert_eq!(told("云岭县人民检察院"), ["2023-05-15", "2023-05-24"]);
        assert!(told("云岭县公安局").is_empty());
        let police = "云岭县看守所\n提讯提解证\n在押人员：林小舟\n2023年5月15日　检察院审查逮捕讯问　程明；2023年7月3日　检察院　程明";
        let kind = DocumentKind::InterrogationPass;
        assert_eq!(days(kind, police, StepKind::SuspectInterrogated), ["2023-07-03"]);
    }
}
