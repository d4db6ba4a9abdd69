//! What was read of the wrong person, as the wrong party's word, or where nothing is told.

use super::person_tests::{THREE, person, reasoned};
use super::scope_tests::whole;
use super::tests::{HEAD, TAIL, stances};
use super::*;
use crate::document::DocumentKind;
use crate::extract::elements::CircumstanceKind as K;

pub(super) fn silent(words: &[&str]) {
    for reasoning in words {
        let found = reasoned(&THREE, reasoning);
        assert!(found.is_empty(), "{reasoning}: {found:?}");
    }
}

#[test]
fn each_of_them_for_his_part() {
    assert_eq!(
        person(
            &THREE,
            "被告人林小舟就2870元的数额部分、被告人赵大川就480元的数额部分，在共同犯罪中起主要作用，系主犯。"
        ),
        "林小舟、赵大川"
    );
    assert_eq!(
        person(
            &THREE,
            "被告人林小舟就协助被告人钱半山运走赃物的数额480元、被告人赵大川就协助被告人林小舟望风的部分，\
             在共同犯罪中起次要作用，系从犯。"
        ),
        "林小舟、赵大川"
    );
}

#[test]
fn those_who_were_hurt_are_no_accused() {
    assert_eq!(
        person(
            &THREE,
            "经查，被告人林小舟授意赵大川打电话叫人，导致一人轻伤，二人轻微伤的后果，结合其地位，应认定为主犯。"
        ),
        "林小舟"
    );
}

#[test]
fn whoever_takes_part_did_the_deed_too() {
    assert_eq!(
        person(&THREE, "被告人赵大川伙同被告人钱半山、孙某，以非法占有为目的，多次盗窃他人财物。"),
        "赵大川、钱半山"
    );
    silent(&[
        // A gang's deeds, and those of whoever stands in a sentence without an accused.
        "逐渐形成以被告人林小舟为首的盗窃团伙，多次盗窃他人财物。",
        "以被告人林小舟为首要分子，以赵大川、钱半山为重要成员，在当地多次实施盗窃。",
        "被告人林小舟收购手机三部。同月，孙大河、李长桥到云岭县入户盗窃二次。",
    ]);
}

#[test]
fn whoever_pays_is_meant() {
    assert_eq!(
        person(
            &["青城市青禾商贸有限公司", "林小舟"],
            "青城市青禾商贸有限公司收取保证金，由被告人林小舟于2022年6月2日退款并赔偿周某损失。"
        ),
        "林小舟"
    );
    silent(&[
        "青禾公司分别对死者张某、李某的家属进行了赔偿。",
        "根据相关标准，应对原告人周某赔偿医疗费二千元。",
        "八名被害人表示放弃对被告人追究赔偿。",
        "被告人林小舟逼迫周某求情，胁迫其称双方已和解并赔偿。",
        "林小舟的借款另行处理，不属于退赔的范围。",
        "被告人林小舟案发前向周某返还的四百元，可在犯罪数额中扣除。",
        "被告人林小舟希望得到原谅，尽量与对方协商赔偿。",
        "扣减一千元后，被告人林小舟实际应向原告人周某赔偿七百元。",
        "林小舟将募集的款项用于对外放贷、返还投资人本金。",
        // Of him the sentence before was about, or of all: nobody tells.
        "被告人林小舟收受他人财物二万元。案发后，追缴一万元，退回一万元。",
    ]);
    assert_eq!(
        person(&THREE, "赵大川协助抓获孙某；本院综合三被告人积极退赃等情节，对三被告人从轻处罚。"),
        ""
    );
}

#[test]
fn what_was_concluded_of_some_parts_them_from_the_next() {
    let found = reasoned(
        &THREE,
        "被告人林小舟、赵大川共同盗窃，其中被告人林小舟起主要作用，系主犯，另外被告人赵大川主动投案并如实供述，依法构成自首。",
    );
    assert!(found.iter().all(|(kind, _, who)| *kind != K::Surrender || who == "赵大川"), "{found:?}");
    silent(&["被告人林小舟准备诱捕赵大川时，赵大川已被抓获，故其重大立功不能成立。"]);
}

#[test]
fn somebody_who_is_no_party_is_not_meant() {
    let found =
        reasoned(&THREE, "在孙长河、林小舟、钱半山盗窃的共同犯罪中，被告人孙长河起主要作用，系主犯。");
    assert!(found.is_empty(), "{found:?}");
    silent(&["在第一起犯罪中，主犯应为被告人周某，对林小舟、赵大川分别处罚。"]);
}

#[test]
fn a_fault_of_the_accused_is_no_fault_of_the_victim() {
    for words in [
        "林小舟的过错与周某、孙某的过错相当，应负同等责任。",
        "林小舟、孙某当事人过错造成事故。",
        "死者家属认为医院存在严重过错。",
    ] {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
    assert_eq!(stances("被害人周某对本案的发生有过错。"), [(K::VictimFault, Stance::Accepted)]);
}

#[test]
fn the_deed_is_refused_with_its_name() {
    assert_eq!(
        stances("原判认定的事实清楚；但认定林小舟在共同犯罪中起主要作用，是主犯的证据不足，予以纠正。"),
        [(K::Principal, Stance::Rejected)]
    );
    assert_eq!(stances("原判认定林小舟系累犯，据以从重处罚属错误。"), [(K::Recidivist, Stance::Rejected)]);
    assert_eq!(stances("不能因此认定林小舟系组织者、指挥者而为主犯。"), [(K::Principal, Stance::Rejected)]);
}

#[test]
fn numbered_points_name_pleas() {
    assert_eq!(
        stances(
            "二被告人的行为已构成盗窃罪。\n19.关于林小舟提出“其受邀约参与盗窃，且系初犯，请求从轻处罚”的上诉理由。经审查：林小舟行为积极，量刑适当。\
             因此，该理由不能成立，不予采纳。"
        ),
        [(K::FirstOffender, Stance::Argued)]
    );
    assert_eq!(
        stances(
            "二被告人的行为已构成盗窃罪。\n3、关于辩护林小舟是从犯，伤不是林小舟造成的辩护意见。被告人林小舟用刀刺伤周某，起了主要作用。\
             辩护人的此辩护意见缺乏证据支持不予采纳。"
        )[1],
        (K::Principal, Stance::Accepted)
    );
    // All he confessed to ends no plea.
    assert_eq!(
        stances(
            "林小舟的辩护人还提出，林小舟如实交代全部犯罪事实，属于自首，根据检察机关的说明，办案机关已掌握线索，\
             林小舟不符合自首条件，不予采纳。"
        ),
        [(K::Surrender, Stance::Rejected)]
    );
}

#[test]
fn the_answer_to_a_plea_gives_way_to_what_the_author_holds() {
    assert_eq!(
        stances(
            "林小舟主动投案，如实供述，是自首。辩护人提出林小舟具有自首、从犯情节，应免予刑事处罚的意见，不能成立。"
        ),
        [(K::Surrender, Stance::Accepted), (K::Accessory, Stance::Rejected)]
    );
    // What is asked for is refused, not what is told.
    assert_eq!(
        stances("辩护人提出林小舟当庭自愿认罪，原判适当，建议驳回抗诉。经查，其理由不能成立，不予采纳。"),
        [(K::CourtAdmission, Stance::Argued)]
    );
}

#[test]
fn a_unit_that_was_not_read_is_told_of_as_well() {
    silent(&["被告单位和被告人林小舟、赵大川在庭审中自愿认罪，可酌情从轻处罚。"]);
}

#[test]
fn an_accused_whose_line_goes_on_is_one_all_the_same() {
    let text = format!(
        "{}本院认为，被告人赵大川系初犯。被告人林小舟系累犯。{TAIL}",
        HEAD.replace("被告人林小舟，男", "附带民事诉讼原告人周某，男，住云岭县， 被告人林小舟，男")
    );
    let document = Document::from_text(DocumentKind::Judgment, &text);
    let mut elements = Elements { parties: crate::extract::parties::read(&document), ..Elements::default() };
    read(&document, &Voices::of(&document), &mut elements);
    let found: Vec<String> = elements.circumstances.iter().map(|c| c.persons.join("、")).collect();
    assert_eq!(found, ["赵大川", "林小舟"]);
}

#[test]
fn the_author_weighs_the_pleas_after_the_facts() {
    let text = format!(
        "{HEAD}对于被告人及辩护人所提意见，综合评判如下：\n（一）林小舟的辩护人提出，林小舟系从犯。\n\
         （二）林小舟是否成立自首的问题。林小舟第一次被讯问时未如实供述，依法不成立自首，该意见不能成立。\n\
         本院认为，二被告人的行为已构成盗窃罪。{TAIL}"
    );
    assert!(whole(&text).contains(&(K::Surrender, Stance::Rejected)), "{:?}", whole(&text));
}

#[test]
fn each_plea_has_its_own_answer() {
    let found = reasoned(
        &THREE,
        "林小舟辩护人所提林小舟归案后能如实供述罪行，请求从轻处罚的辩护意见本院予以采纳。被告人赵大川如实供述自己的罪行，可以从轻处罚。",
    );
    assert_eq!(
        found,
        [
            (K::Confession, Stance::Accepted, "林小舟".to_owned()),
            (K::Confession, Stance::Accepted, "赵大川".to_owned())
        ]
    );
    assert_eq!(
        stances("辩护人所提林小舟不构成盗窃罪以及被害人有过错的辩护意见，无法律依据，本院不予采纳。"),
        [(K::VictimFault, Stance::Rejected)]
    );
}

#[test]
fn numbers_of_others_are_no_accused() {
    assert_eq!(
        person(
            &THREE,
            "被告人林小舟、赵大川组织人数计四十八人，其中组织18人因意志以外的原因而未得逞，系犯罪未遂。"
        ),
        "林小舟、赵大川"
    );
    let found = reasoned(&THREE, "林小舟系从犯；在被告人赵大川、钱半山盗窃犯罪中，二被告人系投案自首。");
    assert!(found.contains(&(K::Surrender, Stance::Accepted, "赵大川、钱半山".to_owned())), "{found:?}");
    silent(&[
        "林小舟望风，各被告人分工明确，辩护人关于从犯的辩论意见理由不足，不予采纳。",
        "林小舟供称：“我早就想过要投案自首了”。",
        "公诉机关撤销对被告人林小舟的自首认定。",
        "林小舟以公司名义吸收存款，返还周某分红三千元。",
        "林小舟系厂长。孙某、周某、李某、吴某四人已退赔电力公司的损失。",
        "保险公司应在承保范围内对原告人周某的各项损失予以先行赔付。",
    ]);
    assert_eq!(
        reasoned(&THREE, "经查，案发后林小舟并没有对被害人的亲属进行实际的赔偿。"),
        [(K::Compensation, Stance::Rejected, "林小舟".to_owned())]
    );
}

#[test]
fn laws_and_lists_tell_nothing_of_the_case() {
    for words in [
        "第三款规定，对正在进行行凶，采取防卫行为，造成伤亡的，不属于防卫过当，不负刑事责任。",
        "刑法第二百六十四条规定，盗窃公私财物，数额较大的，或者多次盗窃、入户盗窃的，处三年以下有期徒刑。",
        "既遂犯罪和未遂犯罪分别达到不同量刑幅度的，依照处罚较重的规定处罚。",
        "从犯意的提出来看，林小舟所起作用不小。",
        "投案自首包括自动投案与如实供述两个方面。",
        "二被告人的行为已构成盗窃罪。如果行为人着手后没有得逞，则是未遂。",
        "被告人用扳手对周某头部多次实施打击。",
    ] {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
}

#[test]
fn the_accusation_lists_papers_and_the_defence_tells_of_it() {
    let before = HEAD.split("经审理查明").next().unwrap_or_default();
    let text = format!(
        "{before}公诉机关提供了现场照片，视频光盘，谅解书，查询信息，户籍证明等证据。据此提请依法判处。\n\
         被告人林小舟认同公诉机关的指控，辩称自己没有动手。其对指控的罪名不持异议，但认为林小舟系坦白，指控其多次盗窃的事实不清。\n\
         经审理查明，林小舟、赵大川拿走手机一部。\n本院认为，二被告人的行为已构成盗窃罪。{TAIL}"
    );
    assert_eq!(whole(&text), [(K::Confession, Stance::Argued)]);
}

#[test]
fn what_a_fact_cannot_show_is_not_held() {
    let told = reasoned(&THREE, "经查，打电话的事实并不能表明林小舟有自首的主观意图。");
    assert_eq!(told, [(K::Surrender, Stance::Rejected, "林小舟".to_owned())]);
}
