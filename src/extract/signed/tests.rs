//! Signatures as they are written.

use super::*;

/// Signer, name and day of every signature of a text about 林小舟.
fn signed(text: &str) -> Vec<(Signer, String, Option<String>)> {
    let source = crate::text::SourceText::new(text.to_owned());
    let plain = source.plain();
    let all = read(plain, &["林小舟"]);
    let day = |day: Found<Moment>| day.value.date().map(|date| date.to_string());
    all.into_iter().map(|one| (one.signer, plain[one.name].to_owned(), one.day.and_then(day))).collect()
}

fn one(signer: Signer, name: &str, day: &str) -> (Signer, String, Option<String>) {
    (signer, name.to_owned(), (!day.is_empty()).then(|| day.to_owned()))
}

const DAY: &str = "2024-05-06";

#[test]
fn a_label_a_name_and_a_day_in_any_writing() {
    let both = [one(Signer::Person, "林小舟", DAY), one(Signer::Lawyer, "钱进", DAY)];
    for text in [
        "系自愿签署。\n本人签名：林小舟　2024年5月6日\n辩护人（签名）：钱进　2024年5月6日",
        "系自愿签署。\n本人：林小舟\n二〇二四年五月六日\n本人证明其系自愿签署。\n辩护人：钱进\n二〇二四年五月六日",
        "系自愿签署。　林小舟　二〇二四年五月六日\n本人是其值班律师，证明其自愿签署。　值班律师　钱进　二〇二四年五月六日",
        "系自愿签署。\n林小舟（捺印）2024年5月6日\n本人系林小舟的辩护人，证明其系自愿签署。 辩护人：钱进 二〇二四年五月六日",
        "系自愿签署。林小舟2024年5月6日\n本人系犯罪嫌疑人林小舟的辩护人，证明其自愿签署。\n钱进\n2024年5月6日",
        "犯罪嫌疑人签名、捺印：林小舟（指印）　日期：2024年5月6日\n值班律师签字：\n钱进（某某律师事务所）\n2024年5月6日",
        "签署人　林小舟\n2024年5月6日\n本人系林小舟的辩护人，证明其自愿签署。\n签名　钱进\n2024年5月6日",
        "| 签署人 | 林小舟 | 2024年5月6日 |\n| 值班律师 | 钱进 | 2024年5月6日 |",
        "（林小舟签名、捺指印）2024年5月6日\n（值班律师钱进签名）2024年5月6日",
        "四、自愿签署声明　本人自愿签署。\n　　签名　林小舟（捺印）　2024年5月6日\n本人是林小舟的值班律师，证明其自愿签署。\n　　律师签名　钱进　2024年5月6日",
        "本人自愿签署。\n签字　林小舟　2024.5.6\n本人是林小舟的辩护人，证明其系自愿签署。　签名：钱进律师　2024年5月6日",
        "本人自愿签署。\n签名：林小舟（捺印）　2024年5月6日\n本人是林小舟的辩护人，证明其系自愿签署。　签名　钱进律师（执业证号13702201010012345）　2024年5月6日",
        "犯罪嫌疑人签字按手印：林小舟　2024年5月6日\n值班律师：钱进（执业证号：13702201010012345）　2024年5月6日",
        "具结人（签字捺印）　林小舟　2024年5月6日\n辩护律师　钱进（签字）　2024年5月6日",
        "具结人\t林小舟\t2024年5月6日\n辩护人或者值班律师签名\t钱进\t2024年5月6日",
    ] {
        assert_eq!(signed(text), both, "{text}");
    }
}

#[test]
fn a_blank_and_a_word_in_a_sentence_are_no_signatures() {
    for text in [
        "一、犯罪嫌疑人身份信息\n本人姓名林小舟，性别男。\n二、权利知悉\n本人签名：\n值班律师签名：",
        "本人签名：\n值班律师签名：　　　　年　　月　　日",
        "在辩护人的见证下自愿签署本具结书。\n辩护人签名：\n2024年5月6日",
        "本人系犯罪嫌疑人的值班律师，证明其自愿签署。\n值班律师：＿＿＿＿＿＿　　年　月　日",
        "犯罪嫌疑人：林小舟　性别：男　出生日期：1990年1月2日\n本人及法定代理人已阅读告知书。\n指控事实：2021年3月20日23时许殴打他人。",
        "本人是林小舟的辩护人，证明其系自愿签署。签名：　　　律师　2024年5月6日",
        "已经获得辩护人或者值班律师的法律帮助，知悉认罪认罚可能导致的法律后果。",
    ] {
        assert_eq!(signed(text), [], "{text}");
    }
}

#[test]
fn adults_and_prosecutors_are_told_apart() {
    let text = "林小舟　2024年5月6日\n法定代理人：林国栋　2024年5月6日\n检察官：程明　2024年5月6日\n见证人　周南　2024年5月6日";
    let expected = [
        one(Signer::Person, "林小舟", DAY),
        one(Signer::Guardian, "林国栋", DAY),
        one(Signer::Prosecutor, "程明", DAY),
        one(Signer::Witness, "周南", DAY),
    ];
    assert_eq!(signed(text), expected);
}

#[test]
fn labels_of_one_line_part_the_names() {
    let found =
        signed("系自愿签署。\n本人签名：林小舟（捺印）　法定代理人：孙立　辩护人：钱进　　2024年5月6日");
    let names: Vec<(Signer, &str)> = found.iter().map(|(who, name, _)| (*who, name.as_str())).collect();
    let expected = [(Signer::Person, "林小舟"), (Signer::Guardian, "孙立"), (Signer::Lawyer, "钱进")];
    assert_eq!(names, expected);
}

#[test]
fn roles_without_marks_part_the_names_of_one_line() {
    for (text, expected) in [
        (
            "自愿认罪认罚。\n签署人 林小舟（捺印）　法定代理人 林国栋　辩护人 钱进　2024年5月6日15时",
            vec![(Signer::Person, "林小舟"), (Signer::Guardian, "林国栋"), (Signer::Lawyer, "钱进")],
        ),
        (
            "自愿签署。\n签署人 林小舟（捺指印）　值班律师 钱进　翻译 孙立　2024年5月6日",
            vec![(Signer::Person, "林小舟"), (Signer::Lawyer, "钱进"), (Signer::Witness, "孙立")],
        ),
        (
            "自愿签署。\n林小舟　法定代理人林国栋　辩护人钱进　　2024年5月6日",
            vec![(Signer::Person, "林小舟"), (Signer::Guardian, "林国栋"), (Signer::Lawyer, "钱进")],
        ),
        ("被告人林小舟辩护人钱进律师提出从轻处罚的意见。", vec![]),
        (
            "自愿签署。\n签署人 林小舟（捺印）　辩护人　翻译 孙立　2024年5月6日",
            vec![(Signer::Person, "林小舟")],
        ),
    ] {
        let found = signed(text);
        let names: Vec<(Signer, &str)> = found.iter().map(|(who, name, _)| (*who, name.as_str())).collect();
        assert_eq!(names, expected, "{text}");
    }
}

#[test]
fn who_signs_may_be_told_behind_the_name_or_by_a_title() {
    let both = [(Signer::Person, "林小舟"), (Signer::Lawyer, "钱进")];
    let head = "认罪认罚具结书\n本人林小舟，自愿认罪认罚，本具结书由本人自愿签署，内容已经知悉。\n";
    for foot in [
        "林小舟（捺印）  钱进（值班律师）  2024年5月6日",
        "签名：林小舟（捺印）\n在场人：钱进（云岭律师事务所律师）\n2024年5月6日",
        "林小舟（签字、指印）　　钱进（值班律师，签字）\n二〇二四年五月六日",
        "具结人 林小舟 2024-05-06 / 值班律师 钱进 2024-05-06",
        "林小舟（指印）二〇二四年五月六日。值班律师钱进在场见证。",
    ] {
        let text = format!("{head}{foot}\n");
        let found = signed(&text);
        let names: Vec<(Signer, &str)> = found.iter().map(|(who, name, _)| (*who, name.as_str())).collect();
        assert!(both.iter().all(|one| names.contains(one)), "{text} {names:?}");
    }
    for foot in ["签名：林小舟  钱进（辩护人）  2024年5月6日", "林小舟  钱进律师  2024年5月6日"]
    {
        let found = signed(&format!("{head}{foot}\n"));
        assert!(
            found.iter().any(|(who, name, _)| *who == Signer::Lawyer && name == "钱进"),
            "{foot} {found:?}"
        );
    }
    let parents = signed(&format!("{head}林小舟（捺印）　林国栋（父亲）　钱进（辩护人）\n2024年5月6日\n"));
    assert!(parents.iter().any(|(who, name, _)| *who == Signer::Guardian && name == "林国栋"), "{parents:?}");
    let told = signed(
        "被告人林小舟的辩护人钱进（值班律师）提出从轻意见。本院认为，林小舟盗窃，情节轻微，可以从轻处罚，决定对其从轻处理。",
    );
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn whoever_is_introduced_signs_nothing() {
    for head in [
        "被讯问人：林小舟　男　1979年4月26日出生　公民身份号码439961197904260174　汉族　大专文化",
        "被讯问人：林小舟　男　回族　1986年12月5日出生　身份证号649912198612050171　高中文化",
        "被讯问人：林小舟  男  1979年8月6日出生  汉族  初中文化  个体货运",
    ] {
        let text =
            format!("讯问笔录\n时间：2024年5月13日9时00分至10时\n{head}\n问：你可以委托律师。\n答：知道。\n");
        let found = signed(&text);
        assert!(found.iter().all(|(_, name, _)| name != "林小舟"), "{found:?}");
    }
}
