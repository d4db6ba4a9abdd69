//! Judgments on several accused: whom a word on some of them means, and whose word it is.

use super::person_tests::{THREE, person, reasoned};
use super::scope_tests::whole;
use super::tests::{HEAD, TAIL, stances};
use super::*;
use crate::document::DocumentKind;
use crate::extract::elements::CircumstanceKind as K;

/// A judgment on two accused with `told` where the accusation and the pleas stand.
pub(super) fn before_the_facts(told: &str) -> String {
    format!(
        "{}{told}\n经审理查明，林小舟、赵大川拿走手机一部。\n上述事实，有被害人陈述证实，足以认定。\n\
         本院认为，二被告人的行为已构成盗窃罪。{TAIL}",
        HEAD.split("经审理查明").next().unwrap_or_default()
    )
}

/// Kind, stance and persons of everything a judgment on two accused says.
pub(super) fn told_of(text: &str) -> Vec<(K, Stance, String)> {
    let mut elements = Elements::default();
    let document = Document::from_text(DocumentKind::Judgment, text);
    elements.parties = crate::extract::parties::read(&document);
    read(&document, &Voices::of(&document), &mut elements);
    elements.circumstances.into_iter().map(|c| (c.kind.value, c.stance, c.persons.join("、"))).collect()
}

#[test]
fn persons_beside_units_are_counted_apart() {
    let accused = ["青城市青禾商贸有限公司", "云岭县白鹭贸易有限公司", "林小舟", "赵大川"];
    assert_eq!(
        person(
            &accused,
            "民警将林小舟抓获，赵大川自行到案，云岭县白鹭贸易有限公司退款，二人到案后如实供述，可以从轻处罚。"
        ),
        "林小舟、赵大川"
    );
    let unit = ["青城市青禾商贸有限公司", "林小舟"];
    assert_eq!(person(&unit, "被告单位、被告人自愿认罪认罚，可以从宽处理。"), "");
}

#[test]
fn a_plea_is_for_whom_it_is_made() {
    let argued = |told: &str| told_of(&before_the_facts(told));
    assert_eq!(
        argued("被告人赵大川辩称，林小舟提出犯意，自己按林小舟指示开车，应认定为从犯。"),
        [(K::Accessory, Stance::Argued, "赵大川".to_owned())]
    );
    // Somebody else at the head of a sentence: he may be meant.
    assert_eq!(
        argued(
            "被告人赵大川对指控无异议。其辩护人提出，赵大川作用小。被告人林小舟自愿认罪。其辩护人提出，林小舟系初犯。"
        ),
        [
            (K::CourtAdmission, Stance::Argued, "林小舟".to_owned()),
            (K::FirstOffender, Stance::Argued, "林小舟".to_owned())
        ]
    );
}

#[test]
fn the_prosecution_speaks_before_anything_is_found() {
    assert_eq!(
        told_of(&before_the_facts(
            "云岭县人民检察院指控，2022年1月3日夜，林小舟、赵大川拿走手机一部。\n针对上述指控，公诉机关出示了书证。\n\
             据此，公诉机关认为，被告人林小舟、赵大川的行为已构成盗窃罪。林小舟系累犯，应当从重处罚，提请依法审判。\n\
             被告人林小舟、赵大川对指控无异议。"
        )),
        [(K::Recidivist, Stance::Alleged, "林小舟".to_owned())]
    );
}

#[test]
fn what_is_paid_after_the_facts_is_found() {
    let text = HEAD.replace(
        "上述事实",
        "附带民事诉讼原告人周某因此遭受经济损失。本院审理期间，被告人林小舟的亲属自愿代为赔偿附带民事诉讼原告人周某经济损失二千元。\n上述事实",
    );
    assert_eq!(
        told_of(&format!("{text}本院认为，二被告人的行为已构成盗窃罪。{TAIL}")),
        [(K::Compensation, Stance::Accepted, "林小舟".to_owned())]
    );
}

#[test]
fn two_of_them_are_those_the_sentence_is_about() {
    assert_eq!(
        person(
            &THREE,
            "被告人赵大川、钱半山受林小舟纠集，赵大川负责开车，钱半山负责望风，应当认定其二人为从犯。"
        ),
        "赵大川、钱半山"
    );
    let found = reasoned(
        &THREE,
        "林小舟起主要作用，系主犯；赵大川明知林小舟盗窃而提供车辆，钱半山介绍林小舟、赵大川认识，二被告人均起次要作用，系从犯。",
    );
    assert!(found.contains(&(K::Accessory, Stance::Accepted, "赵大川、钱半山".to_owned())), "{found:?}");
    assert_eq!(
        person(&THREE, "被告人林小舟、赵大川主动投案，上述被告人到案后能如实供述自己的罪行，系自首。"),
        "林小舟、赵大川"
    );
    let accused = ["云岭县青禾商贸有限公司", "林小舟", "赵大川"];
    assert_eq!(
        person(&accused, "被告人林小舟、赵大川到案，二被告人均自愿签署认罪认罚具结书。"),
        "林小舟、赵大川"
    );
}

#[test]
fn those_acted_upon_are_not_meant() {
    assert_eq!(person(&THREE, "林小舟检举周某、孙某二人盗窃，经查证属实，应当认定为有立功表现。"), "林小舟");
    assert_eq!(
        person(&THREE, "被告人林小舟望风；协助公安机关抓获重大盗窃被告人赵大川，有立功表现。").as_str(),
        "林小舟"
    );
    assert!(reasoned(&THREE, "在盗窃中其有制止赵大川殴打他人的行为，系犯罪中止。").is_empty());
}

#[test]
fn of_some_or_of_each_his_own_nobody_is_told() {
    assert!(reasoned(&THREE, "辩护人提出三被告人分别具有自首情节的意见，予以采纳。").is_empty());
    assert!(reasoned(&THREE, "被告人林小舟一伙大多有前科。").is_empty());
    // Which of the two, or both.
    assert!(reasoned(&THREE, "被告人林小舟看守仓库，被告人赵大川受孙某指派接送他人，系从犯。").is_empty());
}

#[test]
fn those_who_served_others_alike_are_meant_together() {
    for words in [
        "被告人林小舟受周某指派看守仓库，被告人赵大川受孙某指派接送他人，系从犯。",
        "被告人林小舟受人雇佣负责装卸、被告人赵大川负责运输，在共同犯罪中起次要作用，系从犯。",
    ] {
        let persons = reasoned(&THREE, words).into_iter().next().map(|one| one.2);
        assert_eq!(persons.as_deref(), Some("林小舟、赵大川"), "{words}");
    }
}

#[test]
fn names_of_articles_and_their_words_are_said_of_nobody() {
    for words in [
        "依照刑法第二十六条第一款〔主犯〕、第六十七条第三款（坦白）、第二十三条〔犯罪未遂〕之规定处罚。",
        "被告人林小舟的行为，依照刑法规定，有重大立功表现的，可以减轻处罚。",
        "被告人林小舟殴打他人；纠集他人多次实施前款行为的，应当从重处罚。",
        "被告人林小舟供述赵大川的住处，属于其应当如实供述的内容，可以从轻处罚。",
        "被告人林小舟愿意赔偿，请家属代为赔偿。",
    ] {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
}

#[test]
fn what_the_court_below_missed_is_held_here() {
    assert_eq!(
        stances("原审法院认定林小舟系主犯，赵大川没有自首情节，认定事实有误，依法予以改判。"),
        [(K::Principal, Stance::Rejected), (K::Surrender, Stance::Accepted)]
    );
}

#[test]
fn a_refused_plea_may_name_its_point_only() {
    assert_eq!(
        stances("林小舟被抓获归案，属自首的辩护意见不予采纳，但属坦白，可以从轻处罚。"),
        [(K::Surrender, Stance::Rejected), (K::Confession, Stance::Accepted)]
    );
    assert_eq!(
        stances("根据最高人民检察院《关于认定自首的意见》的规定，林小舟不能认定为自首。"),
        [(K::Surrender, Stance::Rejected)]
    );
    assert_eq!(
        stances("辩护人提出林小舟作用较小的意见，经核查，林小舟指挥分工，起主要作用，据此，该意见不予采信。"),
        [(K::Principal, Stance::Accepted)]
    );
}

#[test]
fn an_absent_proof_denies_what_was_charged() {
    let text = before_the_facts("被告人林小舟的辩护人提出，指控林小舟为本案主犯，证据不足。");
    assert_eq!(whole(&text), [(K::Principal, Stance::Argued)]);
}

#[test]
fn accused_who_admit_speak_for_themselves() {
    assert_eq!(
        told_of(&before_the_facts(
            "云岭县人民检察院指控，2022年1月3日夜，林小舟、赵大川拿走手机一部，提请本院依法判处。\n\
             被告人赵大川在庭审中承认公诉机关指控的犯罪事实及罪名，表示认罪认罚。"
        )),
        [(K::PleaOfGuilt, Stance::Argued, "赵大川".to_owned())]
    );
    assert_eq!(
        stances("林小舟作案后主动到案，虽然其认为无罪，但此系被告人对法律认识的辩解，故应当认定为自首。"),
        [(K::Surrender, Stance::Accepted)]
    );
}

#[test]
fn what_is_weighed_of_whomever_is_said_of_nobody() {
    assert!(
        reasoned(
            &THREE,
            "在对各被告人判处刑罚时，将充分考虑其作用、认罪、悔罪、累犯、立功情况等综合予以量刑。"
        )
        .is_empty()
    );
    assert!(stances("涉案行为人周某已经赔偿被害人全部损失。").is_empty());
}

#[test]
fn a_deed_whose_name_is_refused_is_no_surrender() {
    assert!(
        stances("林小舟系经传唤到案，属主动投案，但其未对自己的犯罪事实作如实供述，不宜对其从轻处罚。")
            .is_empty()
    );
    assert_eq!(
        stances("原判认定基本事实清楚，但没有认定林小舟有立功表现，导致量刑不当，应予改判。"),
        [(K::Merit, Stance::Accepted)]
    );
    assert_eq!(stances("林小舟作案十余起，不属于偶犯。"), [(K::FirstOffender, Stance::Rejected)]);
    assert_eq!(stances("林小舟停止作案系因害怕被抓，非犯罪中止。"), [(K::Desistance, Stance::Rejected)]);
}

#[test]
fn strangers_to_the_paper_are_none_of_the_accused() {
    assert_eq!(
        reasoned(&THREE[..2], "被告人林小舟起主要作用，系主犯；被告人孙北辰起次要作用，系从犯。"),
        [(K::Principal, Stance::Accepted, "林小舟".to_owned())]
    );
    assert!(reasoned(&THREE, "青禾商贸公司已赔偿被害单位的全部损失。").is_empty());
}

#[test]
fn a_summing_up_of_the_charge_is_no_plea() {
    assert_eq!(
        told_of(&before_the_facts(
            "云岭县人民检察院指控，2022年1月3日夜，林小舟、赵大川拿走手机一部，提请本院依法判处。\n\
             被告人赵大川当庭认罪。"
        )),
        [(K::CourtAdmission, Stance::Argued, "赵大川".to_owned())]
    );
}
