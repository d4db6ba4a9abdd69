//! Pleas that are answered in other words than they were made, and words of a court and of a charge once missed.

use super::person_tests::{THREE, reasoned};
use super::several_tests::{before_the_facts, told_of};
use super::*;
use crate::extract::elements::CircumstanceKind as K;

fn one(kind: K, stance: Stance, who: &str) -> (K, Stance, String) {
    (kind, stance, who.to_owned())
}

#[test]
fn a_plea_is_refused_by_the_contrary_or_further_on() {
    for (words, kind) in [
        ("辩护人提出林小舟系从犯的意见，经查，林小舟起主要作用，应认定为主犯。", K::Accessory),
        (
            "关于林小舟具有自首情节的辩护意见，经查，公安机关已掌握其犯罪事实。故被告人的该辩护意见不能成立。",
            K::Surrender,
        ),
        ("林小舟的辩护人所提相关从犯的辩护意见，本院不予采纳。被告人赵大川系从犯。", K::Accessory),
        ("林小舟关于自己有立功情节的辩解，与查明的事实不符，不予采信。", K::Merit),
        ("有关“林小舟系主犯”的指控，本院不予支持。", K::Principal),
        ("林小舟的行为不应构成防卫过当。", K::ExcessiveDefence),
        ("被告人林小舟着手即完成犯罪，难以成立犯罪未遂。", K::Attempt),
    ] {
        let told = reasoned(&THREE, words);
        assert!(told.contains(&one(kind, Stance::Rejected, "林小舟")), "{words}: {told:?}");
    }
}

#[test]
fn one_plea_after_the_other_is_answered() {
    let told = reasoned(
        &THREE,
        "辩护人所提林小舟系初犯的意见，予以采纳；所提被害人存有过错的辩护意见，经查并无过错，不予采纳。",
    );
    assert!(told.contains(&one(K::VictimFault, Stance::Rejected, "")), "{told:?}");
}

#[test]
fn a_court_ranks_nobody_in_many_words() {
    for words in
        ["三被告人之间不适宜区分主从犯。", "三被告人不宜再区分主、从犯。", "三被告人不足以划分主从。"]
    {
        assert_eq!(reasoned(&THREE, words), [one(K::Accessory, Stance::Rejected, "")], "{words}");
    }
}

#[test]
fn who_was_convicted_for_drugs_before_is_a_drug_reoffender() {
    let words = "被告人林小舟曾因犯贩卖毒品罪被判过刑，又犯贩卖毒品罪，应从重处罚。";
    assert_eq!(reasoned(&THREE, words), [one(K::DrugReoffender, Stance::Accepted, "林小舟")]);
}

#[test]
fn what_a_court_weighs_in_few_words() {
    for (words, kind) in [
        ("被告人林小舟能够认罪，可酌情从轻处罚。", K::CourtAdmission),
        ("被告人林小舟主动交代犯罪事实，可从轻处罚。", K::Confession),
        ("被告人林小舟由家属代为退缴部分赃款，量刑时予以考虑。", K::Restitution),
        ("被告人林小舟明知是赃物而多次予以收购。", K::Repeated),
    ] {
        assert_eq!(reasoned(&THREE, words), [one(kind, Stance::Accepted, "林小舟")], "{words}");
    }
    for words in [
        "被告人林小舟在侦查阶段认罪，当庭翻供。",
        "被告人林小舟的亲属代为缴纳五千元用于执行财产刑。",
        "林小舟未能对被害人的经济损失作出赔偿。",
        "误工费、医疗费不予支持，且赔偿费用以双方过错认定。",
        "修车花费八百元，该费用孙某已赔偿。",
    ] {
        let told = reasoned(&THREE, words);
        assert!(told.iter().all(|(_, stance, _)| *stance == Stance::Rejected), "{words}: {told:?}");
    }
}

#[test]
fn points_counted_before_a_name_are_on_him() {
    let text = before_the_facts(
        "被告人林小舟的辩护人提出，一是林小舟系从犯；二是林小舟不知情。三是林小舟已经全部退赃，请求从轻处罚。",
    );
    assert_eq!(
        told_of(&text),
        [one(K::Accessory, Stance::Argued, "林小舟"), one(K::Restitution, Stance::Argued, "林小舟")]
    );
}

#[test]
fn a_charge_goes_on_until_the_defence_speaks() {
    let text = before_the_facts(
        "云岭县人民检察院指控，2022年1月3日夜，林小舟拿走手机一部。\n归案后，林小舟供认不讳。案发后，林小舟已取得被害人的谅解。",
    );
    assert_eq!(told_of(&text), [one(K::Forgiveness, Stance::Alleged, "林小舟")]);
}

#[test]
fn what_came_about_at_the_trial_may_stand_behind_the_evidence() {
    let text = before_the_facts("被告人林小舟对指控无异议。").replace(
        "本院认为，",
        "本案在审理过程中，被告人林小舟与被害人达成协议，已经赔偿被害人经济损失并取得谅解。\n本院认为，",
    );
    assert_eq!(
        told_of(&text),
        [one(K::Compensation, Stance::Accepted, "林小舟"), one(K::Forgiveness, Stance::Accepted, "林小舟")]
    );
}

#[test]
fn those_left_over_are_counted_across_a_semicolon() {
    let told = reasoned(&THREE, "被告人林小舟起主要作用，系主犯；其余被告人在共同犯罪中起次要作用，是从犯。");
    assert!(told.contains(&one(K::Accessory, Stance::Accepted, "赵大川、钱半山")), "{told:?}");
}

#[test]
fn lists_and_numbers_mean_those_beside_them() {
    let told = reasoned(
        &THREE,
        "被告人林小舟、赵大川的辩护人提出上述二被告人系初犯以及被告人赵大川、钱半山的辩护人提出上述二被告人系从犯的意见，本院不予采信。",
    );
    assert!(told.contains(&one(K::Accessory, Stance::Rejected, "赵大川、钱半山")), "{told:?}");
    // 对……犯罪 of the first is no part of the second.
    let told = reasoned(
        &THREE,
        "被告人林小舟、赵大川对未成年人实施犯罪，被告人林小舟还多次实施诈骗，酌情从重处罚。",
    );
    assert_eq!(told, [one(K::Repeated, Stance::Accepted, "林小舟")]);
    assert_eq!(
        reasoned(&THREE, "被害人近亲属对三名原审被告人表示谅解。"),
        [one(K::Forgiveness, Stance::Accepted, "")]
    );
}

#[test]
fn a_complaint_of_what_was_not_held_claims_it() {
    let text = before_the_facts(
        "被告人林小舟的辩护人提出，一审未认定林小舟系自首，请求从轻处罚。被告人赵大川无异议。",
    );
    assert_eq!(told_of(&text), [one(K::Surrender, Stance::Argued, "林小舟")]);
    assert!(reasoned(&THREE, "一审未认定林小舟系自首并无不当。").is_empty());
}

#[test]
fn a_fault_that_does_not_exist_is_refused() {
    let words = "双方相互斗殴，不存在被害人一方具有过错的问题。";
    assert_eq!(reasoned(&THREE, words), [one(K::VictimFault, Stance::Rejected, "")]);
    let words = "对辩护人提出的被告人林小舟具有自首、无任何犯罪记录等情节，酌情予以考虑。";
    assert_eq!(
        reasoned(&THREE, words),
        [one(K::Surrender, Stance::Accepted, "林小舟"), one(K::FirstOffender, Stance::Accepted, "林小舟")]
    );
}

#[test]
fn duties_left_undone_deny_nothing_else() {
    let fled = "事故发生后，被告人林小舟未履行救助等义务便驾车逃离现场，构成交通肇事罪。";
    assert_eq!(reasoned(&THREE, fled), [one(K::HitAndRun, Stance::Accepted, "林小舟")]);
    let part = "被告人林小舟已不仅仅是起次要作用，而是积极实施犯罪。";
    assert_eq!(reasoned(&THREE, part), [one(K::Accessory, Stance::Rejected, "林小舟")]);
}

#[test]
fn one_surrendered_and_another_confessed() {
    let told = reasoned(&THREE, "赵大川系自首，林小舟能如实供述，二人自愿认罪认罚，可以从宽处理。");
    assert!(told.contains(&one(K::Confession, Stance::Accepted, "林小舟")), "{told:?}");
}

#[test]
fn a_recidivist_may_be_told_by_the_article_alone() {
    let words = "被告人林小舟在刑罚执行完毕后五年内又犯应当判处有期徒刑以上刑罚之罪，依照《中华人民共和国刑法》第六十五条的规定，从重处罚。";
    assert_eq!(reasoned(&THREE, words), [one(K::Recidivist, Stance::Accepted, "林小舟")]);
}

#[test]
fn nobody_but_the_prosecution_sums_up_before_the_defence() {
    let text = before_the_facts(
        "云岭县人民检察院指控：\n2022年1月3日夜，林小舟拿走手机一部。\n\
         综上，被告人林小舟拿走手机一部，其行为已构成盗窃罪，应当依法判处，本院应追究其刑事责任。被告人林小舟系累犯，应当从重处罚。\n\
         被告人林小舟辩称，手机是捡的。",
    );
    assert_eq!(told_of(&text), [one(K::Recidivist, Stance::Alleged, "林小舟")]);
}
