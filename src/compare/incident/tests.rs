//! Times of one deed in an indictment and a judgment: invented papers.

use crate::document::{Document, DocumentKind};
use crate::pipeline::compare_documents;

/// Whether the times of the one deed differ between what an indictment and a judgment tell.
fn differ(indicted: &str, found: &str) -> bool {
    aspects(indicted, found).iter().any(|aspect| aspect == "incident_time")
}

/// What differs between what an indictment and a judgment tell.
fn aspects(indicted: &str, found: &str) -> Vec<String> {
    let indictment = format!(
        "云岭县人民检察院\n起诉书\n云检刑诉〔2023〕25号\n被告人林小舟，男，1990年3月5日出生，汉族，无业。\n\
         经依法审查查明：\n{indicted}\n本院认为，被告人林小舟的行为已构成盗窃罪，提起公诉。\n此致\n云岭县人民法院\n2023年5月8日"
    );
    let judgment = format!(
        "云岭县人民法院\n刑事判决书\n（2023）青0102刑初31号\n公诉机关云岭县人民检察院。\n被告人林小舟，男，1990年3月5日出生，汉族，无业。\n\
         云岭县人民检察院以云检刑诉〔2023〕25号起诉书指控被告人林小舟犯盗窃罪，于2023年5月9日向本院提起公诉。现已审理终结。\n\
         经审理查明：{found}\n上述事实，有证据证实，足以认定。\n本院认为，被告人林小舟的行为已构成盗窃罪。判决如下：\n\
         被告人林小舟犯盗窃罪，判处拘役三个月，并处罚金人民币一千元。\n"
    );
    let papers = vec![
        Document::from_text(DocumentKind::Indictment, &indictment),
        Document::from_text(DocumentKind::Judgment, &judgment),
    ];
    let (_, differences, _) = compare_documents("林小舟案", papers);
    differences.into_iter().map(|difference| difference.aspect).collect()
}

#[test]
fn which_of_several_days_stands_first_is_no_matter() {
    let deed = "被告人林小舟在云岭县百货市场拿走孙某手机一部，价值人民币2300元。";
    assert!(differ(&format!("2023年1月5日，{deed}"), &format!("2023年1月15日，{deed}")));
    assert!(!differ(
        &format!("2023年1月5日，{deed}"),
        &format!("2022年12月20日，林小舟与他人商定。2023年1月5日，{deed}")
    ));
}

#[test]
fn a_total_of_something_else_is_none_where_both_tell_the_same_worth() {
    let indicted = "2023年1月5日，被告人林小舟架网猎捕野鸟63只，价值共计人民币18900元。";
    let found = |rest: &str| format!("2023年1月5日，被告人林小舟架网猎捕野鸟63只，{rest}");
    let amounts = |found: &str| aspects(indicted, found).contains(&"amount".to_owned());
    assert!(!amounts(&found("价值18900元。死鸟54只共计造成野生动物资源损失16200元。")));
    assert!(amounts(&found("价值共计人民币16900元。")));
}

#[test]
fn parts_that_both_tell_are_no_other_amount() {
    let deed = "2023年1月5日，被告人林小舟从库房运出铜管、漆包线、电机，";
    let amounts = |a: &str, b: &str| {
        aspects(&format!("{deed}{a}"), &format!("{deed}{b}")).contains(&"amount".to_owned())
    };
    let indicted = "上述材料价值人民币18640元，其中铜管12152元、漆包线4896元、电机1592元。";
    let found = |electric: &str, all: &str| {
        format!("按采购成本计价值分别为12152元、4896元、{electric}元，合计{all}元。")
    };
    assert!(!amounts(indicted, &found("1592", "18640")));
    assert!(amounts(indicted, &found("1952", "19000")));
    let indicted = "三张银行卡依次收到165300元、142800元、104500元，共计412600元，其中查实被骗资金68900元。";
    let found =
        "三张银行卡共转入资金412600元（分别为165300元、142800元、104500元），其中68900元系被骗的钱款。";
    assert!(!amounts(indicted, found));
}

#[test]
fn a_ditch_beside_the_pool_is_told_by_both() {
    let deed = |place: &str| format!("2023年1月5日，被告人林小舟在{place}窃得孙某电缆，价值人民币2300元。");
    let places = |a: &str, b: &str| aspects(&deed(a), &deed(b)).contains(&"place".to_owned());
    assert!(places("云岭县渔港路百货市场", "望江县城关镇钢铁厂"));
}

#[test]
fn whoever_is_charged_in_addition_is_no_added_person() {
    let party = |name: &str, month: u8| format!("被告人{name}，男，1990年{month}月5日出生，汉族，无业。\n");
    let indictment = format!(
        "云岭县人民检察院\n起诉书\n云检刑诉〔2023〕25号\n{}经依法审查查明：\n2023年2月1日，林小舟骗取孙某5000元。\n\
         本院认为，被告人林小舟的行为构成诈骗罪，系主犯。\n此致\n云岭县人民法院\n2023年5月8日",
        party("林小舟", 3)
    );
    let added = format!(
        "云岭县人民检察院\n追加起诉决定书\n云检刑追诉〔2023〕2号\n{}经依法审查查明：\n2023年2月1日，何大山参与骗取孙某5000元。\n\
         本院认为，被告人何大山的行为构成诈骗罪，系从犯、自首。\n此致\n云岭县人民法院\n2023年6月18日",
        party("何大山", 4)
    );
    let judgment = format!(
        "云岭县人民法院\n刑事判决书\n（2023）青0102刑初31号\n公诉机关云岭县人民检察院。\n{}{}\
         经审理查明：2023年2月1日，林小舟、何大山骗取孙某5000元。\n上述事实，有证据证实，足以认定。\n\
         本院认为，二被告人的行为构成诈骗罪。林小舟系主犯；何大山系从犯、自首。判决如下：\n\
         一、被告人林小舟犯诈骗罪，判处拘役五个月。\n二、被告人何大山犯诈骗罪，判处拘役三个月。\n",
        party("林小舟", 3),
        party("何大山", 4)
    );
    let compared = |with_addition: bool| {
        let mut papers = vec![Document::from_text(DocumentKind::Indictment, &indictment)];
        if with_addition {
            papers.push(Document::from_text(DocumentKind::SupplementaryIndictment, &added));
        }
        papers.push(Document::from_text(DocumentKind::Judgment, &judgment));
        let (_, differences, _) = compare_documents("林小舟案", papers);
        differences.into_iter().any(|difference| difference.aspect == "persons_count")
    };
    assert!(compared(false));
    assert!(!compared(true));
}
