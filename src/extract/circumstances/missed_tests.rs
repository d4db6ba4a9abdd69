//! Words that name a circumstance and once were missed.

use super::person_tests::{THREE, reasoned};
use super::several_tests::{before_the_facts, told_of};
use super::*;
use crate::extract::elements::CircumstanceKind as K;

fn one(kind: K, stance: Stance, who: &str) -> (K, Stance, String) {
    (kind, stance, who.to_owned())
}

#[test]
fn a_court_that_ranks_nobody_puts_nobody_below_the_others() {
    for words in ["本案不分主从犯。", "三被告人在共同犯罪中作用相当，不宜区分主从犯。"]
    {
        assert_eq!(reasoned(&THREE, words), [one(K::Accessory, Stance::Rejected, "")], "{words}");
    }
    assert_eq!(
        reasoned(&THREE, "被告人林小舟、赵大川作用相当，可不区分主、从犯。"),
        [one(K::Accessory, Stance::Rejected, "林小舟、赵大川")]
    );
}

#[test]
fn a_victim_who_bears_part_of_the_blame_is_at_fault() {
    for words in ["被害人对矛盾的激化负有一定责任，可酌情从轻处罚。", "被害人对本案的引发有一定的责任。"]
    {
        assert_eq!(reasoned(&THREE, words), [one(K::VictimFault, Stance::Accepted, "")], "{words}");
    }
    assert!(reasoned(&THREE, "被害人驾驶机动车未让行，对事故的后果负有一定责任。").is_empty());
}

#[test]
fn who_surrendered_for_one_crime_may_have_confessed_another() {
    let told = reasoned(
        &THREE,
        "被告人林小舟对所犯故意伤害罪有自首情节，依法从轻处罚；林小舟能如实供述重婚犯罪事实，可从轻处罚，应数罪并罚。",
    );
    assert_eq!(
        told,
        [one(K::Surrender, Stance::Accepted, "林小舟"), one(K::Confession, Stance::Accepted, "林小舟")]
    );
    let same = "被告人林小舟有自首情节，依法从轻处罚；林小舟能如实供述主要犯罪事实，可从轻处罚，应数罪并罚。";
    assert_eq!(reasoned(&THREE, same), [one(K::Surrender, Stance::Accepted, "林小舟")]);
}

#[test]
fn a_confession_denied_answers_whoever_claimed_it() {
    let plea = "被告人林小舟的辩护人提出，林小舟到案后如实供述自己的罪行。";
    let text = before_the_facts(plea);
    assert_eq!(told_of(&text), [one(K::Confession, Stance::Argued, "林小舟")]);
    let answered =
        text.replace("本院认为，", "本院认为，被告人林小舟没有如实供述自己的罪行，该意见不予采纳。");
    assert_eq!(
        told_of(&answered),
        [one(K::Confession, Stance::Argued, "林小舟"), one(K::Confession, Stance::Rejected, "林小舟")]
    );
    // Nobody claimed it.
    assert!(reasoned(&THREE, "被告人林小舟没有如实供述自己的罪行。").is_empty());
}

#[test]
fn pleas_in_few_words() {
    let text = before_the_facts(
        "在法庭上，被告人林小舟对指控的事实供认不讳。其辩护人提出，林小舟系初犯、认罪，归案后将全部所得交给公安机关，\
         请求从轻处罚。",
    );
    assert_eq!(
        told_of(&text),
        [
            one(K::CourtAdmission, Stance::Argued, "林小舟"),
            one(K::FirstOffender, Stance::Argued, "林小舟"),
            one(K::Restitution, Stance::Argued, "林小舟")
        ]
    );
}

#[test]
fn what_was_made_good_in_other_words() {
    for (words, kind) in [
        ("案发后，被告人林小舟将骗取的款项四万元退交回云岭县医保中心。", K::Restitution),
        ("被告人林小舟主动缴纳赔偿款三万元。", K::Compensation),
        ("被告人林小舟自愿补偿被害人家属五万元。", K::Compensation),
    ] {
        assert_eq!(reasoned(&THREE, words), [one(kind, Stance::Accepted, "林小舟")], "{words}");
    }
}

#[test]
fn an_accused_admits_before_the_court() {
    for plea in ["对指控的事实无异议，承认控罪。", "对指控的事实没有异议并认罪。", "表示认罪，辩称数额有误。"]
    {
        let text = before_the_facts(&format!("被告人林小舟{plea}"));
        assert_eq!(told_of(&text), [one(K::CourtAdmission, Stance::Argued, "林小舟")], "{plea}");
    }
    assert!(told_of(&before_the_facts("被告人林小舟对指控有异议，在侦查阶段表示认罪系受诱导。")).is_empty());
}

#[test]
fn the_prosecution_concludes_in_the_sentence_that_lists_its_evidence() {
    let text = before_the_facts(
        "云岭县人民检察院指控，2022年1月3日夜，林小舟拿走手机一部。\n公诉机关提供的证据有书证、证人证言、鉴定意见等，\
         并认为，被告人林小舟的行为已构成盗窃罪，系累犯，提请本院依法判处。\n被告人林小舟对指控无异议。",
    );
    assert_eq!(told_of(&text), [one(K::Recidivist, Stance::Alleged, "林小舟")]);
}

#[test]
fn peace_is_made_before_the_trial() {
    let heard = "现已审理终结。";
    let text = before_the_facts("被告人林小舟对指控无异议。");
    let made = text.replacen(heard, &format!("审理期间，被害人对被告人林小舟表示谅解。{heard}"), 1);
    assert!(text.contains(heard));
    assert_eq!(told_of(&made), [one(K::Forgiveness, Stance::Accepted, "林小舟")]);
}

#[test]
fn a_court_that_found_what_was_alleged_speaks_on() {
    let text = before_the_facts("被告人林小舟对指控无异议。").replace(
        "本院认为，",
        "审理查明事实与公诉机关指控的主要事实一致。被告人林小舟在民警到场后仍在殴打他人，不能认定为自首。对公诉机关指控其系自首的意见，\
         本院不予支持。\n本院认为，",
    );
    assert_eq!(told_of(&text), [one(K::Surrender, Stance::Rejected, "林小舟")]);
}

#[test]
fn the_alleged_facts_end_with_a_confession() {
    let alleged = |end: &str| {
        before_the_facts(&format!(
            "云岭县人民检察院指控，2022年1月3日夜，林小舟拿走手机一部。{end}\n公诉机关认为，应当以盗窃罪追究其刑事责任。\n\
             被告人林小舟对指控无异议。"
        ))
    };
    for end in [
        "被告人林小舟到案后如实供述了上述犯罪事实。",
        "林小舟被民警抓获后，如实供述自己的罪行。",
        "归案后，被告人林小舟如实供述了盗窃的犯罪事实。",
    ] {
        assert_eq!(told_of(&alleged(end)), [one(K::Confession, Stance::Alleged, "林小舟")], "{end}");
    }
    let paid = alleged("案发后，被告人林小舟已赔偿孙某1家属人民币四万元并取得谅解。");
    assert_eq!(
        told_of(&paid),
        [one(K::Compensation, Stance::Alleged, "林小舟"), one(K::Forgiveness, Stance::Alleged, "林小舟")]
    );
    // Whoever came of himself surrendered.
    let came = alleged("被告人林小舟经电话传唤到案后如实供述了上述犯罪事实。");
    assert_eq!(told_of(&came), [one(K::Surrender, Stance::Alleged, "林小舟")]);
}

#[test]
fn an_accused_admits_and_repents_in_a_list_of_pleas() {
    for plea in ["系初犯，积极退赃、认罪、悔罪", "系初犯、积极退赃，到案后如实供述，认罪悔罪"]
    {
        let text = before_the_facts(&format!("被告人林小舟的辩护人提出，被告人林小舟{plea}，请求从轻处罚。"));
        let told = told_of(&text);
        assert!(told.contains(&one(K::CourtAdmission, Stance::Argued, "林小舟")), "{plea}: {told:?}");
    }
}

#[test]
fn debts_and_taxes_are_paid_back_after_the_deed() {
    for (charge, words) in [
        ("信用卡诈骗罪", "案发后，被告人林小舟偿还了全部透支款息，可从轻处罚。"),
        ("骗取贷款罪", "被告人林小舟已将贷款全部还清，可从轻处罚。"),
        ("虚开发票罪", "被告人林小舟案发后补缴了部分税款，酌情从轻处罚。"),
        ("贪污罪", "被告人林小舟主动将违法所得全部上缴，酌情从轻处罚。"),
        ("受贿罪", "被告人林小舟的家属已主动退还了所分款项，酌情从轻处罚。"),
        ("挪用资金罪", "被告人林小舟案发后积极退还涉案资金，酌情从轻处罚。"),
        ("拒不支付劳动报酬罪", "被告人林小舟的家属代为归还垫付的工资款项，酌情从轻处罚。"),
    ] {
        let told = reasoned(&THREE, &format!("被告人林小舟、赵大川、钱半山的行为均已构成{charge}。{words}"));
        assert_eq!(told, [one(K::Restitution, Stance::Accepted, "林小舟")], "{words}");
    }
    let before =
        "被告人林小舟、赵大川、钱半山的行为均已构成骗取贷款罪。被告人林小舟已按期归还的贷款不计入数额。";
    assert!(reasoned(&THREE, before).is_empty());
}

#[test]
fn a_granted_plea_of_a_confession_needs_no_other_consequence() {
    let words = "被告人林小舟的辩护人关于林小舟系从犯，且归案后如实供述的辩护意见与事实相符，予以采纳。";
    assert_eq!(
        reasoned(&THREE, words),
        [one(K::Accessory, Stance::Accepted, "林小舟"), one(K::Confession, Stance::Accepted, "林小舟")]
    );
}

#[test]
fn each_family_pays_for_its_own() {
    let words = "案发后，被告人林小舟的亲属代为退赔林小舟涉案部分赃款，被告人赵大川的亲属代为退赔赵大川涉案的全部赃款。";
    assert_eq!(
        reasoned(&THREE, words),
        [one(K::Restitution, Stance::Accepted, "林小舟"), one(K::Restitution, Stance::Accepted, "赵大川")]
    );
}

#[test]
fn a_court_refuses_what_the_prosecution_held() {
    let words = "本院同时认定公诉机关指控林小舟是主犯不成立。";
    assert_eq!(reasoned(&THREE, words), [one(K::Principal, Stance::Rejected, "林小舟")]);
}

#[test]
fn a_victim_without_fault() {
    let told = reasoned(&THREE, "被害人孙某对本案的发生并无过错。");
    assert_eq!(told, [one(K::VictimFault, Stance::Rejected, "")]);
}

#[test]
fn what_was_frustrated_by_another_is_an_attempt() {
    let told = |end: &str| {
        told_of(&before_the_facts(&format!(
            "云岭县人民检察院指控，2022年1月3日夜，林小舟入室翻找财物，{end}。\n公诉机关认为，应当以盗窃罪追究其刑事责任。\n\
             被告人林小舟对指控无异议。"
        )))
    };
    assert_eq!(told("因被屋主发现而未得逞"), [one(K::Attempt, Stance::Alleged, "林小舟")]);
    assert!(told("因害怕被屋主发现而未得逞").is_empty());
}

#[test]
fn what_was_punished_administratively_is_no_record_of_crime() {
    let told = reasoned(&THREE, "被告人林小舟有吸毒劣迹，酌情从重处罚。");
    assert_eq!(told, [one(K::Misconduct, Stance::Accepted, "林小舟")]);
    let told = reasoned(&THREE, "被告人林小舟有前科劣迹，酌情从重处罚。");
    assert_eq!(told, [one(K::PriorRecord, Stance::Accepted, "林小舟")]);
    let told =
        reasoned(&THREE, "被告人林小舟曾因犯故意伤害罪被判刑，因违法被行政处罚，又赌博，不宜适用缓刑。");
    assert_eq!(told, [one(K::PriorRecord, Stance::Accepted, "林小舟")]);
}

#[test]
fn an_attitude_is_weighed_whenever_it_was_shown() {
    for (words, stance) in [
        ("被告人林小舟归案后认罪态度较好，可酌情从轻处罚。", Stance::Accepted),
        ("被告人林小舟确有悔罪表现，没有再犯罪的危险，可宣告缓刑。", Stance::Accepted),
        ("被告人林小舟认罪态度恶劣，酌情从重处罚。", Stance::Rejected),
        ("被告人林小舟没有悔罪表现，不宜适用缓刑。", Stance::Rejected),
    ] {
        assert_eq!(reasoned(&THREE, words), [one(K::Attitude, stance, "林小舟")], "{words}");
    }
    // A formula tells nothing.
    assert!(reasoned(&THREE, "根据被告人林小舟的犯罪事实、情节和悔罪表现，依照法律规定判决。").is_empty());
    let told = reasoned(&THREE, "被告人林小舟在庭审中认罪态度较好，可酌情从轻处罚。");
    assert_eq!(told, [one(K::Attitude, Stance::Accepted, "林小舟")]);
}

#[test]
fn what_was_made_good_is_told_from_either_side() {
    for (kind, words) in [
        (K::Compensation, "被害人的经济损失已获赔偿，可对被告人林小舟酌情从轻处罚。"),
        (K::Restitution, "被告人林小舟向云岭县公安机关退缴违法所得一万元，可酌情从轻处罚。"),
        (K::Restitution, "被告人林小舟将所得赃款全部退出，可酌情从轻处罚。"),
    ] {
        let told = reasoned(&THREE, words);
        assert!(
            told.iter().any(|(k, stance, _)| (*k, *stance) == (kind, Stance::Accepted)),
            "{words}: {told:?}"
        );
    }
    // The police give back what they found.
    assert!(reasoned(&THREE, "赃款由公安机关退还被害人。").is_empty());
}

#[test]
fn who_deals_in_drugs_again_is_told_in_other_words() {
    let words = "被告人林小舟曾因犯贩卖毒品罪被判刑，此次又犯贩卖毒品罪，应从重处罚。";
    assert_eq!(reasoned(&THREE, words), [one(K::DrugReoffender, Stance::Accepted, "林小舟")]);
}
