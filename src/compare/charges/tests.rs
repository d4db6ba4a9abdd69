//! What is alleged and what is found in one judgment, person by person: invented judgments.

use crate::document::{Document, DocumentKind};
use crate::pipeline::compare_documents;

/// Persons whose charges differ between what a judgment says was alleged and what it finds.
fn differing(alleged: &str) -> Vec<String> {
    let text = format!(
        "云岭县人民法院\n刑事判决书\n（2023）青0102刑初31号\n公诉机关云岭县人民检察院。\n\
         被告人周大川，男，1990年3月5日出生，汉族，无业。\n被告人林小舟，女，1992年3月4日出生，汉族，无业。\n\
         云岭县人民检察院以云检刑诉〔2023〕25号起诉书指控{alleged}，于2023年5月8日向本院提起公诉。现已审理终结。\n\
         公诉机关指控：2023年1月5日，二人在云岭县百货市场内盗走手机一部，价值人民币2300元。\n\
         二被告人对指控的事实无异议。\n\
         经审理查明：2023年1月5日，二人在云岭县百货市场内盗走手机一部，价值人民币2300元。\n\
         上述事实，有被告人供述、证人证言等证据证实，足以认定。\n\
         本院认为，二被告人的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条的规定，判决如下：\n\
         一、被告人周大川犯盗窃罪，判处拘役三个月，并处罚金人民币一千元。\n\
         二、被告人林小舟犯盗窃罪，判处拘役三个月，并处罚金人民币一千元。\n"
    );
    let document = Document::from_text(DocumentKind::Judgment, &text);
    let (_, differences, _) = compare_documents("周大川案", vec![document]);
    let charges = differences.into_iter().filter(|difference| difference.aspect == "charge");
    charges.flat_map(|difference| difference.persons).collect()
}

#[test]
fn a_charge_that_is_not_found_is_told() {
    assert_eq!(differing("被告人周大川犯盗窃罪、诈骗罪，被告人林小舟犯盗窃罪"), ["周大川"]);
}

#[test]
fn an_open_list_of_charges_is_no_measure() {
    assert!(differing("被告人周大川犯盗窃罪、诈骗罪等，被告人林小舟犯盗窃罪").is_empty());
}

#[test]
fn what_is_laid_on_others_concerns_nobody_here() {
    assert!(differing("被告人孙大山、钱小满犯诈骗罪、被告人周大川、林小舟犯盗窃罪").is_empty());
}

#[test]
fn a_charge_the_prosecution_changed_is_no_difference() {
    let first = "被告人周大川、林小舟犯诈骗罪";
    assert_eq!(differing(first), ["周大川", "林小舟"]);
    assert!(differing(&format!("{first}，同年5月20日变更起诉指控二人犯盗窃罪")).is_empty());
}

/// What differs where only one is accused, by the sentence that opens the case and the prosecution's conclusion.
fn alone(opening: &str, conclusion: &str) -> Vec<String> {
    let text = format!(
        "云岭县人民法院\n刑事判决书\n（2023）青0102刑初31号\n公诉机关云岭县人民检察院。\n\
         被告人周大川，男，1990年3月5日出生，汉族，无业。\n{opening}现已审理终结。\n\
         公诉机关指控：2023年1月5日，周大川在云岭县百货市场内拿走手机一部，价值人民币2300元。{conclusion}\n\
         被告人周大川对指控的事实无异议。\n\
         经审理查明：2023年1月5日，周大川在云岭县百货市场内拿走手机一部，价值人民币2300元。\n\
         本院认为，被告人周大川的行为已构成抢夺罪。依照《中华人民共和国刑法》第二百六十七条的规定，判决如下：\n\
         被告人周大川犯抢夺罪，判处拘役三个月，并处罚金人民币一千元。\n"
    );
    let document = Document::from_text(DocumentKind::Judgment, &text);
    let (_, differences, _) = compare_documents("周大川案", vec![document]);
    let charges = differences.into_iter().filter(|difference| difference.aspect == "charge");
    charges.map(|difference| difference.message).collect()
}

#[test]
fn the_prosecutions_conclusion_counts_before_a_misprinted_opening() {
    let opening = "云岭县人民检察院以云检刑诉〔2023〕25号起诉书指控被告人周大川犯盗窃罪，于2023年5月8日向本院提起公诉。";
    assert_eq!(alone(opening, "").len(), 1);
    assert!(alone(opening, "其行为应当以抢夺罪追究刑事责任。").is_empty());
}

#[test]
fn what_was_charged_before_a_prosecution_was_withdrawn_counts_no_more() {
    let first = "云岭县人民检察院以云检刑诉〔2022〕9号起诉书指控被告人周大川犯诈骗罪，于2022年12月1日向本院提起公诉。";
    let next = "云岭县人民检察院又以云检刑诉〔2023〕25号起诉书指控被告人周大川犯抢夺罪，于2023年5月8日向本院提起公诉。";
    assert_eq!(alone(&format!("{first}{next}"), "").len(), 1);
    assert!(alone(&format!("{first}2023年4月3日，本院裁定准许撤回起诉。{next}"), "").is_empty());
}

#[test]
fn an_amendment_of_the_facts_names_the_case_and_charges_nobody() {
    let parties = "被告人周大川，男，1990年3月5日出生，汉族，无业。\n被告人林小舟，女，1992年3月4日出生，汉族，无业。\n";
    let indictment = format!(
        "云岭县人民检察院\n起诉书\n云检刑诉〔2023〕25号\n{parties}经依法审查查明：二人分别作案。\n\
         本院认为，应当以盗窃罪追究被告人周大川的刑事责任，以寻衅滋事罪追究被告人林小舟的刑事责任。\n此致\n云岭县人民法院\n2023年5月8日"
    );
    let amended = "云岭县人民检察院\n变更起诉决定书\n云检刑变诉〔2023〕2号\n\
        本院以云检刑诉〔2023〕25号起诉书指控被告人周大川等二人犯盗窃罪、寻衅滋事罪一案，经审查，本院决定作如下变更：\n\
        一、合计“46800元”变更为“43200元”。其余指控事实、罪名不变。\n此致\n云岭县人民法院\n2023年5月26日";
    let judgment = format!(
        "云岭县人民法院\n刑事判决书\n（2023）青0102刑初31号\n公诉机关云岭县人民检察院。\n{parties}\
         经审理查明：二人分别作案。\n本院认为，公诉机关指控的罪名成立。判决如下：\n\
         一、被告人周大川犯盗窃罪，判处拘役三个月，并处罚金人民币一千元。\n二、被告人林小舟犯寻衅滋事罪，判处拘役三个月。\n"
    );
    let papers = vec![
        Document::from_text(DocumentKind::Indictment, &indictment),
        Document::from_text(DocumentKind::AmendedIndictment, amended),
        Document::from_text(DocumentKind::Judgment, &judgment),
    ];
    let (_, differences, _) = compare_documents("周大川案", papers);
    assert!(differences.iter().all(|difference| difference.aspect != "charge"), "{differences:?}");
}

#[test]
fn charges_laid_respectively_are_not_everybodys() {
    let parties = "被告人周大川，男，1990年3月5日出生，汉族，无业。\n被告人林小舟，女，1992年3月4日出生，汉族，无业。\n";
    let compared = |second: &str| {
        let indictment = format!(
            "云岭县人民检察院\n起诉书\n云检刑诉〔2023〕25号\n{parties}经依法审查查明：二人分别作案。\n\
             本院认为，被告人周大川、林小舟的行为触犯刑法，应当分别以盗窃罪、寻衅滋事罪追究刑事责任。\n此致\n云岭县人民法院\n2023年5月8日"
        );
        let judgment = format!(
            "云岭县人民法院\n刑事判决书\n（2023）青0102刑初31号\n公诉机关云岭县人民检察院。\n{parties}\
             经审理查明：二人分别作案。\n本院认为，二人的行为均已构成犯罪。判决如下：\n\
             一、被告人周大川犯盗窃罪，判处拘役三个月，并处罚金人民币一千元。\n二、被告人林小舟犯{second}，判处拘役三个月。\n"
        );
        let papers = vec![
            Document::from_text(DocumentKind::Indictment, &indictment),
            Document::from_text(DocumentKind::Judgment, &judgment),
        ];
        let (_, differences, _) = compare_documents("周大川案", papers);
        differences.iter().filter(|difference| difference.aspect == "charge").count()
    };
    assert_eq!(compared("寻衅滋事罪"), 0);
    assert!(compared("盗窃罪") > 0);
}
