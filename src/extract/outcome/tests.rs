use super::*;
use crate::extract::elements::{Punishment, Sentence, SentenceKind};
use crate::extract::outcome::terms;

fn elements(kind: DocumentKind, text: &str) -> Elements {
    let document = Document::from_text(kind, text);
    let mut elements = Elements::default();
    read(&document, &Voices::of(&document), &mut elements);
    elements
}

fn sentences(operative: &str) -> Vec<String> {
    let text = format!(
        "青城市云岭区人民法院\n刑事判决书\n本院认为，其行为已构成犯罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n{operative}\n如不服本判决，可在接到判决书的第二日起十日内提出上诉。"
    );
    elements(DocumentKind::Judgment, &text).sentences.iter().map(told).collect()
}

fn told(sentence: &Sentence) -> String {
    let counts: Vec<String> = sentence.counts.iter().map(punishment).collect();
    let mut words = vec![format!("{}: {}", sentence.person.value, counts.join(" | "))];
    if let Some(executed) = &sentence.executed {
        words.push(format!("=> {}", punishment(executed)));
    }
    if let (Some(from), Some(to)) = (&sentence.from, &sentence.to) {
        words.push(format!("[{}~{}]", from.value, to.value));
    }
    if let Some(days) = &sentence.offset_days {
        words.push(format!("-{}", days.value));
    }
    if sentence.revoked.is_some() {
        words.push("revoked".to_owned());
    }
    words.join(" ")
}

fn punishment(punishment: &Punishment) -> String {
    let mut words: Vec<String> = punishment.charge.iter().map(|charge| charge.value.clone()).collect();
    words.extend(punishment.kind.as_ref().map(|kind| format!("{:?}", kind.value)));
    let term = |term: &crate::text::Term| format!("{}.{}.{}", term.years, term.months, term.days);
    words.extend(punishment.term.as_ref().map(|length| term(&length.value)));
    words.extend(punishment.suspended.as_ref().map(|length| format!("probation {}", term(&length.value))));
    words.extend(punishment.fine.as_ref().map(|fine| format!("fine {}", fine.value.fen / 100)));
    words.extend(punishment.confiscation.as_ref().map(|words| words.value.clone()));
    if punishment.deprived_for_life {
        words.push("deprived for life".to_owned());
    } else {
        words.extend(
            punishment.deprivation.as_ref().map(|length| format!("deprived {}", term(&length.value))),
        );
    }
    if punishment.expelled {
        words.push("expelled".to_owned());
    }
    words.join(" ")
}

#[test]
fn several_charges_are_combined() {
    let read = sentences(
        "一、被告人赵某某犯盗窃罪，判处有期徒刑一年六个月，并处罚金人民币五千元；犯抢劫罪，判处有期徒刑三年，剥夺政治权利一年，并处罚金人民币1万元；总和刑期四年六个月，数罪并罚，决定执行有期徒刑四年，剥夺政治权利一年，并处罚金人民币一万五千元。\n（刑期从判决执行之日起计算。判决执行以前先行羁押的，羁押一日折抵刑期一日，扣除先行羁押的12日，即自2023年3月1日起至2027年2月16日止。）\n二、继续追缴被告人赵某某的违法所得人民币八千元。",
    );
    assert_eq!(
        read,
        [
            "赵某某: 盗窃罪 Imprisonment 1.6.0 fine 5000 | 抢劫罪 Imprisonment 3.0.0 fine 10000 deprived 1.0.0 => Imprisonment 4.0.0 fine 15000 deprived 1.0.0 [2023-03-01~2027-02-16] -12"
        ]
    );
}

#[test]
fn persons_sharing_a_clause_share_or_divide_its_punishments() {
    let read = sentences(
        "一、被告人赵某某、林小舟犯盗窃罪，均判处拘役三个月，缓刑六个月，并处罚金人民币一千元。\n二、被告人钱大海、孙小渡犯寻衅滋事罪，分别判处有期徒刑一年、八个月。",
    );
    assert_eq!(
        read,
        [
            "赵某某: 盗窃罪 Detention 0.3.0 probation 0.6.0 fine 1000",
            "林小舟: 盗窃罪 Detention 0.3.0 probation 0.6.0 fine 1000",
            "钱大海: 寻衅滋事罪 Imprisonment 1.0.0",
            "孙小渡: 寻衅滋事罪 Imprisonment 0.8.0",
        ]
    );
}

#[test]
fn an_earlier_sentence_is_not_a_new_one() {
    let read = sentences(
        "一、撤销云岭县人民法院（2021）云刑初12号刑事判决对被告人赵某某宣告缓刑二年的执行部分；\n二、被告人赵某某犯诈骗罪，判处有期徒刑一年，与前次犯盗窃罪所判处的有期徒刑六个月，并处罚金二千元数罪并罚，决定执行有期徒刑一年三个月，并处罚金二千元。",
    );
    assert_eq!(read, ["赵某某: 诈骗罪 Imprisonment 1.0.0 => Imprisonment 1.3.0 fine 2000 revoked"]);
}

#[test]
fn a_judgment_on_appeal_is_read_without_what_it_revokes() {
    let read = sentences(
        "一、维持云岭县人民法院（2022）云刑初5号刑事判决第二项，即被告人林小舟犯盗窃罪，判处拘役二个月；\n二、撤销云岭县人民法院（2022）云刑初5号刑事判决第一项，即被告人赵某某犯盗窃罪，判处有期徒刑三年；\n三、上诉人（原审被告人）赵某某犯盗窃罪，判处有期徒刑二年。",
    );
    assert_eq!(read, ["林小舟: 盗窃罪 Detention 0.2.0", "赵某某: 盗窃罪 Imprisonment 2.0.0"]);
}

#[test]
fn every_kind_of_outcome_is_told_apart() {
    let read = sentences(
        "一、被告人赵某某犯故意杀人罪，判处死刑，缓期二年执行，剥夺政治权利终身，并处没收个人全部财产。\n二、被告人林小舟犯运输毒品罪，判处无期徒刑，剥夺政治权利终身。\n三、被告人钱大海犯盗窃罪，单处罚金人民币三千元。\n四、被告单位青城市渡口商贸有限公司犯单位行贿罪，判处罚金人民币二十万元。\n五、被告人孙小渡犯包庇罪，免予刑事处罚。\n六、被告人周明月无罪。\n七、被告人吴云犯危险驾驶罪，判处管制三个月，驱逐出境。",
    );
    assert_eq!(
        read,
        [
            "赵某某: 故意杀人罪 SuspendedDeath 没收个人全部财产 deprived for life",
            "林小舟: 运输毒品罪 Life deprived for life",
            "钱大海: 盗窃罪 AccessoryOnly fine 3000",
            "青城市渡口商贸有限公司: 单位行贿罪 AccessoryOnly fine 200000",
            "孙小渡: 包庇罪 Exempted",
            "周明月: NotGuilty",
            "吴云: 危险驾驶罪 Control 0.3.0 expelled",
        ]
    );
}

#[test]
fn rows_count_months_with_days() {
    let text = "判决如下：\n被告人赵某某犯故意伤害罪，判处有期徒刑十个月零十五日，缓刑一年\n六个月。\n审判长";
    let rows = terms::rows(&elements(DocumentKind::Judgment, text));
    assert_eq!(rows.len(), 1);
    assert!((rows[0].imprisonment_months - 10.5).abs() < 1e-9);
    assert!((rows[0].suspended_months - 18.0).abs() < 1e-9);
    assert_eq!(rows[0].charges, ["故意伤害罪"]);
}

#[test]
fn recommendations_are_ranges_or_exact_and_belong_to_persons() {
    let text = "起诉书\n被告人赵某某，男，1990年1月2日出生。\n被告人林小舟，女，1992年3月4日出生。\n本院认为，建议判处被告人赵某某有期徒刑六个月至八个月，并处罚金；判处被告人林小舟拘役三个月，适用缓刑，并处罚金人民币二千元。";
    let read = elements(DocumentKind::Indictment, text).recommendations;
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].person, "赵某某");
    assert_eq!(read[0].kind, Some(SentenceKind::Imprisonment));
    assert_eq!(read[0].low.map(crate::text::Term::total_months), Some(6));
    assert_eq!(read[0].high.map(crate::text::Term::total_months), Some(8));
    assert!(read[0].fined && read[0].fine.is_none() && !read[0].suspension);
    assert_eq!(read[1].person, "林小舟");
    assert_eq!(read[1].low, read[1].high);
    assert!(read[1].suspension);
    assert_eq!(read[1].fine, Some(200_000));
}

#[test]
fn whoever_another_is_measured_by_is_asked_for_nothing() {
    let text = "量刑建议书\n被告人赵某某、林小舟抢劫一案，赵某某系主犯、累犯，建议判处无期徒刑，剥夺政治权利终身；林小舟系主犯，作用小于赵某某，认罪认罚，建议判处有期徒刑十二年，并处罚金人民币二万元。";
    let parties = "被告人赵某某，男，1990年1月2日出生。\n被告人林小舟，女，1992年3月4日出生。\n";
    let read = elements(DocumentKind::SentencingRecommendation, &format!("{parties}{text}")).recommendations;
    let told: Vec<_> = read.iter().map(|one| (one.person.as_str(), one.kind)).collect();
    assert_eq!(told, [("赵某某", Some(SentenceKind::Life)), ("林小舟", Some(SentenceKind::Imprisonment))]);
}

#[test]
fn each_item_of_a_recommendation_is_for_the_person_at_its_head() {
    let text = "量刑建议书\n被告人赵某某、林小舟盗窃一案，经本院审查认为，应当从宽处罚。\n\
                一、赵某某：累犯、坦白。建议判处有期徒刑一年四个月，并处罚金人民币六千元。\n\
                二、林小舟：坦白。建议判处有期徒刑九个月，并处罚金人民币三千元。\n此致";
    let read = elements(DocumentKind::SentencingRecommendation, text).recommendations;
    let told: Vec<_> =
        read.iter().map(|one| (one.person.as_str(), one.low.map(crate::text::Term::total_months))).collect();
    assert_eq!(told, [("赵某某", Some(16)), ("林小舟", Some(9))]);
}

#[test]
fn a_term_may_stand_before_the_word_that_recommends_it() {
    let text = "认罪认罚具结书\n一、身份信息：林小舟，男，1998年10月8日出生。\n\
                三、本人如实供述盗窃二次、价值7415元的事实；同意检察机关有期徒刑九个月，并处罚金人民币三千元的量刑建议；同意适用简易程序。";
    let read = elements(DocumentKind::PleaAgreement, text).recommendations;
    assert_eq!(read.len(), 1);
    assert_eq!((read[0].person.as_str(), read[0].fine), ("林小舟", Some(300_000)));
    assert_eq!(read[0].low.map(crate::text::Term::total_months), Some(9));
}

#[test]
fn what_is_recommended_for_somebody_else_is_not_taken_for_the_one_introduced() {
    let text = "认罪认罚具结书\n一、身份信息：林小舟，男，1998年10月8日出生。\n本人同意拘役五个月的量刑建议。\n\
                调整量刑建议书：鉴于被告人赵河预缴罚金，建议调整为判处其有期徒刑一年四个月。";
    let read = elements(DocumentKind::PleaAgreement, text).recommendations;
    let told: Vec<_> = read.iter().map(|one| (one.person.as_str(), one.kind)).collect();
    assert_eq!(told, [("林小舟", Some(SentenceKind::Detention)), ("", Some(SentenceKind::Imprisonment))]);
}

#[test]
fn what_the_defence_goes_on_to_suggest_is_not_recommended() {
    let head = "云岭县人民法院\n刑事判决书\n被告人林小舟，男，1998年10月8日出生。\n";
    let plea = "具有自首情节。建议对被告人林小舟判处拘役并适用缓刑。";
    let told = |speaker: &str| {
        let text = format!("{head}{speaker}被告人林小舟{plea}\n经审理查明，林小舟盗走手机一部。");
        elements(DocumentKind::Judgment, &text).recommendations.len()
    };
    assert_eq!(told("公诉机关认为，"), 1);
    assert_eq!(told("公诉机关不建议缓刑。辩护人提出："), 0);
}

#[test]
fn a_suspension_that_is_refused_is_not_recommended() {
    let text = "起诉书\n被告人赵某某，男，1990年1月2日出生。\n本院认为，建议判处被告人赵某某有期徒刑十个月以上至一年二个月以下，并处罚金；不适用缓刑。";
    let read = elements(DocumentKind::Indictment, text).recommendations;
    assert_eq!(read.len(), 1);
    assert!(!read[0].suspension && read[0].suspended.is_none());
}

#[test]
fn what_was_judged_or_served_before_is_not_counted() {
    let read = sentences(
        "一、被告人赵某某犯盗窃罪，判处有期徒刑二年；被告人因犯诈骗罪，于2018年8月10日被云岭县人民法院判处有期徒刑九年，并处罚金人民币五万元；数罪并罚，决定执行有期徒刑十年。（折抵24日（2016年11月26日至12月19日），即自2017年8月25日起至2027年8月1日止。）",
    );
    assert_eq!(read.len(), 1);
    assert!(read[0].contains("盗窃罪") && !read[0].contains("诈骗罪"), "{read:?}");
    assert!(read[0].contains("[2017-08-25~2027-08-01]"), "{read:?}");
}

mod never_panics {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn on_any_mix_of_operative_words(words in proptest::collection::vec(
            proptest::sample::select(vec![
                "判决如下：", "被告人", "赵某某", "犯", "盗窃罪", "，", "。", "；", "（", "）", "\n", "一、", "判处", "有期徒刑", "三年", "罚金", "五千元",
                "撤销", "缓刑", "即", "决定执行", "与前罪", "自2020年1月1日起至2021年1月1日止", "死刑", "没收财产", "扣除", "12日", "剥夺政治权利", "无罪", "建议",
            ]), 0..40)) {
            let text = format!("判决如下：{}", words.concat());
            let read = elements(DocumentKind::Judgment, &text);
            prop_assert!(read.sentences.iter().all(|sentence| !sentence.person.value.is_empty()));
        }
    }
}

#[test]
fn a_name_may_end_like_a_cue_begins() {
    let told = sentences(
        "一、被告人周向前犯盗窃罪，判处有期徒刑一年，并处罚金人民币五千元。\n二、被告人林小舟犯盗窃罪，判处拘役五个月。",
    );
    assert_eq!(told, ["周向前: 盗窃罪 Imprisonment 1.0.0 fine 5000", "林小舟: 盗窃罪 Detention 0.5.0"]);
}

#[test]
fn items_quoted_from_the_judgment_upheld_are_upheld() {
    let text = "青城市中级人民法院\n刑事判决书\n本院认为，原判定罪准确。判决如下：\n一、维持云岭县人民法院（2022）云刑初5号刑事判决第一、二项，即“一、被告人赵某某犯贪污罪，判处有期徒刑一年；二、被告人林小舟犯妨害作证罪，判处拘役四个月，缓刑六个月”；\n二、撤销该判决第三项。";
    let sentences = elements(DocumentKind::Judgment, text).sentences;
    let upheld: Vec<_> = sentences.iter().map(|one| (one.person.value.as_str(), one.upheld)).collect();
    assert_eq!(upheld, [("赵某某", true), ("林小舟", true)]);
}
