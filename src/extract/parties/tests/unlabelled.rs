use super::*;

fn accused(kind: DocumentKind, text: &str) -> Vec<(String, String)> {
    let found = read(&Document::from_text(kind, text)).into_iter();
    let accused = found.filter(|party| is_accused(party.role));
    accused
        .map(|party| {
            (party.name.value, party.birth.map_or_else(String::new, |birth| birth.value.to_string()))
        })
        .collect()
}

fn one(name: &str, birth: &str) -> (String, String) {
    (name.to_owned(), birth.to_owned())
}

#[test]
fn a_heading_says_who_is_accused() {
    let opinion = "青城市公安局\n起诉意见书\n一、犯罪嫌疑人基本情况\n赵小舟，男，汉族，1990年3月7日出生，初中文化，居民身份证号码370299199003071230，住青城市林海路2号。\n（二）买买提·艾力（化名“阿里”），男，1992年5月6日生，维吾尔族。\n二、案件来源\n吴林，女，1970年1月1日出生，报案称其手机被盗。\n";
    let expected = [one("赵小舟", "1990-03-07"), one("买买提·艾力", "1992-05-06")];
    assert_eq!(accused(DocumentKind::ProsecutionOpinion, opinion), expected);
    let party = &read(&Document::from_text(DocumentKind::ProsecutionOpinion, opinion))[0];
    assert_eq!(value(party.address.as_ref()), "青城市林海路2号");
}

#[test]
fn victims_and_witnesses_below_their_heading_are_no_accused() {
    let report = "关于赵小舟盗窃案的审查报告\n一、基本情况：赵小舟，男，1990年3月7日出生。\n二、被害人情况\n吴林，女，1970年1月1日出生，教师。\n";
    assert_eq!(accused(DocumentKind::ReviewReport, report), [one("赵小舟", "1990-03-07")]);
    let report = "审查报告\n陈河，男，1972年3月3日出生，材料员。\n";
    assert_eq!(accused(DocumentKind::ReviewReport, report), []);
}

#[test]
fn the_printed_form_of_a_plea_agreement_is_read() {
    for line in [
        "本人姓名赵小舟，性别男，1990年3月7日出生，公民身份号码370299199003071230，住青城市。",
        "本人姓名：赵小舟　性别：男　出生日期：1990年3月7日　公民身份号码：370299199003071230",
        "本人姓名 赵小舟，性别 男，1990年3月7日出生",
        "本人赵小舟，1990年3月7日生，已阅读告知书。",
    ] {
        let plea = format!("认罪认罚具结书\n一、犯罪嫌疑人身份信息\n{line}\n二、权利知悉\n");
        assert_eq!(accused(DocumentKind::PleaAgreement, &plea), [one("赵小舟", "1990-03-07")], "{line}");
    }
}

#[test]
fn who_makes_a_plea_agreement_is_accused() {
    let plea = "认罪认罚具结书\n本人赵小舟，男，1990年3月7日出生，公民身份号码370299199003071230。已阅读并理解告知书。\n";
    assert_eq!(accused(DocumentKind::PleaAgreement, plea), [one("赵小舟", "1990-03-07")]);
    let plea = "认罪认罚具结书\n一、犯罪嫌疑人身份信息\n赵小舟，男，1990年3月7日出生，务工。\n二、权利知悉：本人已阅读告知书。\n值班律师签名：\n";
    assert_eq!(accused(DocumentKind::PleaAgreement, plea), [one("赵小舟", "1990-03-07")]);
    let party = &read(&Document::from_text(DocumentKind::PleaAgreement, plea))[0];
    assert_eq!((value(party.occupation.as_ref()), party.defenders.len()), ("务工", 0));
}

#[test]
fn a_clean_record_is_no_occupation() {
    let opinion = "青城市公安局\n起诉意见书\n犯罪嫌疑人赵小舟，男，1990年3月7日出生，汉族，高中文化，无违法犯罪经历，住青城市林海路2号。\n";
    let party = &read(&Document::from_text(DocumentKind::ProsecutionOpinion, opinion))[0];
    assert_eq!(value(party.occupation.as_ref()), "");
}
