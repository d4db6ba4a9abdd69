//! For whom a defender pleads, who speaks when a party sums up, and words that name no circumstance.

use super::person_tests::{THREE, person, reasoned};
use super::several_tests::{before_the_facts, told_of};
use super::strict_tests::silent;
use super::tests::stances;
use super::*;
use crate::extract::elements::CircumstanceKind as K;

fn one(kind: K, stance: Stance, who: &str) -> (K, Stance, String) {
    (kind, stance, who.to_owned())
}

#[test]
fn a_fault_of_the_victim_is_pleaded_for_the_client() {
    let text = before_the_facts(
        "被告人林小舟对指控无异议。其辩护人提出：1、被害人周某对引发本案有过错；2、林小舟系初犯。\n\
         被告人赵大川的辩护人提出，被害人与被告人钱半山先起争执，被害人有过错。\n辩护人孙长河提出，对方有过错。",
    );
    assert_eq!(
        told_of(&text),
        [
            one(K::VictimFault, Stance::Argued, "林小舟"),
            one(K::FirstOffender, Stance::Argued, "林小舟"),
            one(K::VictimFault, Stance::Argued, "赵大川"),
            // Whom the third defender defends nobody tells.
            one(K::VictimFault, Stance::Argued, ""),
        ]
    );
}

#[test]
fn whoever_pleads_a_confession_draws_the_consequence_in_the_end() {
    let text = before_the_facts(
        "被告人林小舟的辩护人提出：1、林小舟到案后如实供述；2、林小舟系初犯。综上，建议从轻处罚。\n\
         被告人赵大川到案后如实供述其犯罪事实，但在庭审中辩称手机是捡的，请求从轻处罚。",
    );
    assert_eq!(
        told_of(&text),
        [one(K::Confession, Stance::Argued, "林小舟"), one(K::FirstOffender, Stance::Argued, "林小舟")]
    );
}

#[test]
fn the_prosecution_concludes_among_its_evidence() {
    let charge = "云岭县人民检察院指控，2022年1月3日夜，林小舟、赵大川拿走手机一部。\n";
    let text = before_the_facts(&format!(
        "{charge}公诉机关提供的证据有：鉴定意见、证人证言、书证、辨认笔录等证据。该院认为，被告人林小舟系主犯，\
         被告人赵大川具有如实供述的量刑情节，请依法判处。\n被告人林小舟对指控无异议。其辩护人提出，林小舟如实供述，建议适用缓刑。"
    ));
    assert_eq!(
        told_of(&text),
        [
            one(K::Principal, Stance::Alleged, "林小舟"),
            one(K::Confession, Stance::Alleged, "赵大川"),
            one(K::Confession, Stance::Argued, "林小舟")
        ]
    );
}

#[test]
fn the_prosecution_sums_up_after_the_pleas() {
    let text = before_the_facts(
        "被告人林小舟、赵大川对指控无异议，同意适用简易程序。\n\
         该院认为，被告人林小舟、赵大川盗窃他人财物，应当以盗窃罪追究刑事责任。二被告人具有以下情节：\n\
         1．被告人林小舟系主犯。\n2．被告人赵大川系从犯。\n综合以上情节，建议对被告人林小舟判处拘役，提请本院依法判处。",
    );
    assert_eq!(
        told_of(&text),
        [one(K::Principal, Stance::Alleged, "林小舟"), one(K::Accessory, Stance::Alleged, "赵大川")]
    );
}

#[test]
fn the_prosecutor_s_opinion_before_the_facts_is_no_finding() {
    assert_eq!(
        stances("公诉机关的指控成立，但认为林小舟具有自首情节的意见，经查，林小舟系抓获归案，不予支持。"),
        [(K::Surrender, Stance::Rejected)]
    );
    assert_eq!(
        stances("关于抗诉机关提出量刑不当的抗诉理由，审理认为，林小舟系累犯，依法应从重处罚。"),
        [(K::Recidivist, Stance::Accepted)]
    );
}

#[test]
fn a_plea_answered_with_the_contrary_is_refused() {
    assert_eq!(
        stances(
            "关于林小舟系从犯及对部分数额不应负责的辩护意见，经查，林小舟提出犯意，起主要作用，应对全部数额负责，该意见不予支持。"
        )[0],
        (K::Accessory, Stance::Rejected)
    );
    assert_eq!(
        stances(
            "辩护人与查明事实一致的辩护意见予以采纳，认为被告人林小舟构成自首等辩护意见，与事实不符，不予采纳。"
        ),
        [(K::Surrender, Stance::Rejected)]
    );
    assert_eq!(
        stances("关于林小舟停止盗窃的问题，经查，其停止在公诉机关指控时间之后，不构成犯罪中止。"),
        [(K::Desistance, Stance::Rejected)]
    );
    assert_eq!(
        stances("林小舟到案后如实供述，可以从轻处罚，但当庭翻供，不应认定坦白。"),
        [(K::Confession, Stance::Rejected)]
    );
    assert_eq!(
        stances("辩护人辩称被害人周某存在过错的证据不足，辩护意见不能成立，不予采纳。"),
        [(K::VictimFault, Stance::Rejected)]
    );
    assert_eq!(
        stances("辩护人提出林小舟系初犯的意见，经查，林小舟有前科，不能认定为初犯，不予采纳。").last(),
        Some(&(K::FirstOffender, Stance::Rejected))
    );
    assert_eq!(
        stances("上诉人林小舟提出其系犯罪未遂的上诉理由，原判所作判处符合法律规定，故该上诉理由不能成立。"),
        [(K::Attempt, Stance::Rejected)]
    );
}

#[test]
fn who_forgives_and_who_is_hurt_is_not_meant() {
    assert_eq!(
        person(&THREE, "被告人林小舟、赵大川取得被害人钱半山的谅解，酌情从轻处罚。"),
        "林小舟、赵大川"
    );
    assert_eq!(person(&THREE, "被告人林小舟取得了被害人和二被告人的谅解，酌情从轻处罚。"), "林小舟");
    assert_eq!(person(&THREE, "被告人林小舟收购赵大川、钱半山所盗的手机，系犯罪未遂。"), "林小舟");
}

#[test]
fn a_fault_found_favours_whom_the_sentence_names() {
    assert_eq!(person(&THREE, "被害人周某先动手，对案发有过错，可酌情对被告人林小舟从轻处罚。"), "林小舟");
    assert_eq!(person(&THREE, "被害人周某对案发有过错，可酌情从轻处罚。"), "");
}

#[test]
fn a_point_on_somebody_else_is_over_where_the_pleader_goes_on() {
    let text = before_the_facts(
        "被告人赵大川辩称：（1）其只出钱。（2）林小舟没有获利。（3）其系从犯，与林小舟相比量刑过重。",
    );
    assert_eq!(told_of(&text), [one(K::Accessory, Stance::Argued, "赵大川")]);
}

#[test]
fn units_and_persons_are_all_of_them() {
    let accused = ["青城市青禾商贸有限公司", "云岭县白鹭贸易有限公司", "林小舟", "赵大川"];
    assert_eq!(person(&accused, "二被告单位以及二被告人均认罪认罚，可以从宽处罚。"), "");
}

#[test]
fn two_of_them_are_those_the_sentence_names() {
    assert_eq!(
        person(&THREE, "被告人林小舟利用职务便利帮助被告人钱半山占有财物，两被告人均起主要作用。"),
        "林小舟、钱半山"
    );
    silent(&["该团伙以被告人林小舟为核心，多次实施盗窃。"]);
}

#[test]
fn words_that_name_no_circumstance() {
    silent(&[
        "被告人林小舟发送短信：由此带来不便敬请谅解。",
        "被告人林小舟积极筹款，以求谅解。",
        "被告人林小舟骗取公司返还的货款三千元。",
        "被告人林小舟因犯诈骗罪（未遂），于2019年3月1日被青城市人民法院判处拘役三个月，本次依法并罚。",
        "被告人林小舟家中两个孩子尚未成年。",
        "预备阶段是赵大川提出来的。",
        "这仅属于被告人林小舟在犯罪预备阶段或犯意形成阶段的问题。",
        "被告人林小舟受雇讨要交通肇事赔偿款，赔偿款不够归还被害人。",
        "被告人林小舟愿意继续赔偿，以取得谅解。",
        "未足额退缴违法所得的其余被告人，继续追缴。",
        "案发后孙大河已赔偿周某三千元。",
        "即便辩解成立，被告人林小舟可在先行退缴赃款后追偿。",
        "之前，被告人林小舟犯盗窃罪时未满十八周岁。",
        "原审判决并未单独认定林小舟为主犯，并无不当。",
        "根据各被告人的作用及退赃情况，判决如下。",
        "根据《中华人民共和国刑法》的相关规定，在共同犯罪中起次要作用的应认定为从犯。",
        "被告人赵大川将林小舟拉走，帮助其逃逸。",
        "被告人林小舟、赵大川应与同案人孙某共同赔偿损失。",
    ]);
    let found = reasoned(&THREE, "被告人林小舟与夜未央酒吧达成刑事和解协议，可以从轻处罚。");
    assert_eq!(found, [one(K::Settlement, Stance::Accepted, "林小舟")]);
}
