//! Of whom circumstances are said, where several are accused.

use super::*;
use crate::document::DocumentKind;
use crate::extract::elements::CircumstanceKind as K;

/// Kind, stance and persons of what a judgment on `accused` says in its reasoning.
pub(super) fn reasoned(accused: &[&str], reasoning: &str) -> Vec<(K, Stance, String)> {
    let parties: String = accused
        .iter()
        .map(|name| {
            if name.ends_with("公司") {
                format!("被告单位{name}，住所地云岭县白鹭路1号。\n")
            } else {
                format!("被告人{name}，男，1990年1月2日出生，汉族，住云岭县。\n")
            }
        })
        .collect();
    let text = format!(
        "云岭县人民法院\n刑事判决书\n（2022）云0999刑初12号\n公诉机关云岭县人民检察院。\n{parties}\
         云岭县人民检察院以云检刑诉〔2022〕8号起诉书指控被告人犯盗窃罪，于2022年3月1日向本院提起公诉。现已审理终结。\n\
         经审理查明，2022年1月3日夜，白鹭村一户人家失窃手机一部。\n上述事实，有被害人陈述证实，足以认定。\n\
         本院认为，{reasoning}依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n\
         一、被告人{}犯盗窃罪，判处拘役五个月。\n如不服本判决，可在十日内上诉。\n审判员周某\n二〇二二年四月二日",
        accused[0]
    );
    let mut elements = Elements::default();
    let document = Document::from_text(DocumentKind::Judgment, &text);
    elements.parties = crate::extract::parties::read(&document);
    read(&document, &Voices::of(&document), &mut elements);
    elements.circumstances.into_iter().map(|c| (c.kind.value, c.stance, c.persons.join("、"))).collect()
}

pub(super) const THREE: [&str; 3] = ["林小舟", "赵大川", "钱半山"];

pub(super) fn person(accused: &[&str], reasoning: &str) -> String {
    let found = reasoned(accused, reasoning);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].2.clone()
}

#[test]
fn a_masked_form_names_the_accused() {
    assert_eq!(person(&THREE, "被告人赵某系累犯。"), "赵大川");
    assert_eq!(person(&THREE, "被告人赵某作案一次，被告人林某、赵某均系累犯。"), "林小舟、赵大川");
    // Either of two may be meant.
    assert!(reasoned(&["林小舟", "林半山", "赵大川"], "被告人林某系累犯。").is_empty());
}

#[test]
fn a_role_alone_names_nobody() {
    assert_eq!(
        person(
            &THREE,
            "被告人林小舟、赵大川作案三次。在盗窃犯罪中，被告人因意志以外的原因未得逞，从轻处罚。"
        ),
        ""
    );
    assert_eq!(person(&THREE, "被告人林小舟多次教唆，被告人到案后坦白，可以从轻处罚。"), "林小舟");
}

#[test]
fn the_unit_and_a_person_are_spoken_of_together() {
    let accused = ["云岭县青禾商贸有限公司", "林小舟", "赵大川"];
    assert_eq!(person(&accused, "被告单位及被告人林小舟具有自首情节。"), "云岭县青禾商贸有限公司、林小舟");
    assert_eq!(
        person(&accused, "被告单位青禾公司和被告人林小舟均构成自首。"),
        "云岭县青禾商贸有限公司、林小舟"
    );
}

#[test]
fn after_several_groups_all_of_them_may_be_meant() {
    assert_eq!(person(&THREE, "被告人林小舟望风，被告人赵大川、钱半山搬运，均系从犯。"), "");
    assert_eq!(person(&THREE, "被告人林小舟望风，被告人赵大川搬运，均系从犯。"), "林小舟、赵大川");
}

#[test]
fn what_is_concluded_of_several_is_said_of_all_of_them() {
    assert_eq!(
        person(
            &THREE,
            "被告人林小舟、赵大川虽到案，但林小舟避重就轻，赵大川隐瞒事实，根据法律的规定，不能认定为自首。"
        ),
        "林小舟、赵大川"
    );
}

#[test]
fn a_refusal_is_of_whom_the_plea_was() {
    let found = reasoned(
        &THREE,
        "关于辩护人提出林小舟应认定为自首的意见。经查，被告人赵大川、钱半山到案后供述了受林小舟指使的事实，侦查机关将林小舟带回，不符合自首的规定，不予采纳。",
    );
    assert_eq!(found.last(), Some(&(K::Surrender, Stance::Rejected, "林小舟".to_owned())), "{found:?}");
}

#[test]
fn a_sentence_about_the_case_names_nobody() {
    assert_eq!(
        person(
            &THREE,
            "被告人林小舟、赵大川作案三次。案发后，部分财物已发还并取得谅解，对三被告人可酌情从轻处罚。"
        ),
        ""
    );
    assert_eq!(person(&THREE, "被告人林小舟作案三次。案发后，部分财物已发还并取得谅解。"), "");
    assert_eq!(person(&THREE, "被告人林小舟作案三次。其取得被害人谅解。"), "林小舟");
}

#[test]
fn a_role_that_names_somebody_is_no_circumstance() {
    assert!(reasoned(&THREE, "被告人林小舟揭发主犯赵大川的住处。").is_empty());
}

#[test]
fn a_deed_done_together_is_no_single_persons() {
    assert_eq!(person(&THREE, "被告人林小舟与被告人赵大川、周某（另案处理）、钱半山共谋入户盗窃。"), "");
    assert_eq!(person(&THREE, "被告人林小舟入户盗窃。"), "林小舟");
}

#[test]
fn the_circumstances_of_a_deed_are_not_what_a_sentence_is_about() {
    assert_eq!(
        person(&THREE, "三被告人系共同犯罪，在共同犯罪中林小舟、赵大川翻墙入室，起主要作用，系主犯。"),
        "林小舟、赵大川"
    );
    assert!(reasoned(&THREE, "对各辩护人提出的各自被告人系初犯的意见，予以采纳。").is_empty());
}

#[test]
fn the_unit_pays_for_itself() {
    let accused = ["云岭县青禾商贸有限公司", "林小舟", "赵大川"];
    assert_eq!(
        person(&accused, "被告单位青禾商贸、被告人林小舟有自首情节。"),
        "云岭县青禾商贸有限公司、林小舟"
    );
    assert_eq!(person(&accused, "被告人林小舟作案三次，单位已全部退赃。"), "云岭县青禾商贸有限公司");
}

#[test]
fn the_others_are_all_but_those_named() {
    let found = reasoned(&THREE, "被告人林小舟系主犯，其他被告人起次要作用，系从犯。");
    assert_eq!(
        found,
        [
            (K::Principal, Stance::Accepted, "林小舟".to_owned()),
            (K::Accessory, Stance::Accepted, "赵大川、钱半山".to_owned())
        ]
    );
}

#[test]
fn a_part_in_the_deed_is_of_whom_the_sentence_before_was_about() {
    assert_eq!(
        person(&THREE, "被告人林小舟伙同他人窃取财物，其行为已构成盗窃罪。在共同犯罪中起次要作用，属从犯。"),
        "林小舟"
    );
}

#[test]
fn whoever_did_not_surrender_confessed() {
    assert_eq!(
        reasoned(
            &THREE,
            "被告人林小舟、赵大川、钱半山归案后如实供述，可以从轻处罚。被告人钱半山主动投案，属自首。"
        ),
        [
            (K::Confession, Stance::Accepted, "林小舟、赵大川".to_owned()),
            (K::Surrender, Stance::Accepted, "钱半山".to_owned())
        ]
    );
    assert_eq!(
        reasoned(&THREE, "被告人林小舟如实供述自己罪行；被告人赵大川如实供述主要罪行，均可从轻处罚。"),
        [
            (K::Confession, Stance::Accepted, "林小舟".to_owned()),
            (K::Confession, Stance::Accepted, "赵大川".to_owned())
        ]
    );
}

#[test]
fn defenders_who_plead_together_speak_of_all_they_defend() {
    assert_eq!(
        person(
            &THREE,
            "被告人林小舟及其指定辩护人，以及被告人赵大川的辩护人提出，其系从犯的意见，不予采纳。"
        ),
        "林小舟、赵大川"
    );
}

#[test]
fn the_age_of_somebody_else_is_nobodys_here() {
    assert!(reasoned(&THREE, "被告人林小舟与周某（未满16周岁）一起进入店内。").is_empty());
    assert_eq!(person(&THREE, "被告人林小舟（犯罪时不满十八周岁）一起进入店内。"), "林小舟");
}

#[test]
fn a_unit_is_known_by_its_short_form() {
    let accused = ["云岭县青禾商贸有限公司", "云岭县白鹭物流有限公司", "林小舟"];
    assert_eq!(
        person(
            &accused,
            "被告单位云岭县青禾商贸有限公司（以下简称青禾公司）及林小舟构成犯罪，青禾公司积极退赃。"
        ),
        "云岭县青禾商贸有限公司"
    );
}

#[test]
fn a_plea_of_all_is_refused_to_all() {
    let found = reasoned(
        &THREE,
        "关于三被告人的辩护人提出系犯罪未遂的辩护意见，经查，林小舟已将手机拿走。上述情形不属于犯罪未遂，不予采纳。",
    );
    assert_eq!(found.last(), Some(&(K::Attempt, Stance::Rejected, String::new())), "{found:?}");
}

#[test]
fn whoever_is_not_accused_pays_for_himself() {
    assert!(reasoned(&THREE, "另查，钱某、孙某、周某的家属共计退赔被害人五千元。").is_empty());
    assert_eq!(person(&THREE, "林小舟的家属代为退赔被害人五千元。"), "林小舟");
}

#[test]
fn all_of_those_named_just_before_are_meant() {
    assert_eq!(
        person(&THREE, "被告人林小舟、赵大川、钱半山所犯罪行系共同犯罪，林小舟、赵大川积极实施，均为主犯。"),
        "林小舟、赵大川"
    );
    assert_eq!(
        person(&THREE, "成员林小舟参与六起、赵大川参与五起。上述成员积极实施，均系主犯。"),
        "林小舟、赵大川"
    );
}

#[test]
fn anothers_surrender_in_the_same_sentence_hides_no_confession() {
    assert_eq!(
        reasoned(
            &THREE,
            "被告人林小舟归案后如实供述自己的罪行，依法可以从轻处罚，被告人赵大川自动投案，并如实供述，是自首，可以从轻处罚。"
        ),
        [
            (K::Confession, Stance::Accepted, "林小舟".to_owned()),
            (K::Surrender, Stance::Accepted, "赵大川".to_owned())
        ]
    );
}

#[test]
fn whoever_pleads_means_himself() {
    let own = "被告人林小舟辩称赵大川未指使其去找人，其系自首，不予采纳。";
    assert_eq!(person(&THREE, own), "林小舟");
    assert_eq!(person(&THREE, "被告人林小舟带领赵大川等人到公安机关自首。"), "林小舟");
    assert_eq!(
        person(
            &THREE,
            "林小舟在现场，赵大川闻讯赶到，后三名被告人均主动接受调查并如实交代，其情形符合自首的规定。"
        ),
        ""
    );
    let accused = ["云岭县青禾商贸有限公司", "林小舟", "赵大川"];
    assert!(
        reasoned(&accused, "被告单位已依法申报，被告人归案后如实供述所犯罪行，可予以从轻处罚。").is_empty()
    );
}

#[test]
fn what_was_concluded_of_one_is_not_said_of_the_next() {
    let four = ["林小舟", "赵大川", "钱半山", "孙渡口"];
    let found = reasoned(
        &four,
        "被告人林小舟起主要作用，系主犯，被告人赵大川、钱半山起次要作用、被告人孙渡口起辅助作用，均系从犯。",
    );
    let accessories = found.iter().filter(|(kind, ..)| *kind == K::Accessory).map(|(.., who)| who.as_str());
    assert!(accessories.clone().any(|who| who == "赵大川、钱半山、孙渡口"), "{found:?}");
    assert!(accessories.clone().all(|who| !who.contains("林小舟") && !who.is_empty()), "{found:?}");
}

#[test]
fn the_rest_are_all_but_those_named() {
    let found = reasoned(&THREE, "被告人林小舟系主犯，余均系从犯。");
    assert_eq!(found[1].2, "赵大川、钱半山");
}

#[test]
fn a_conclusion_is_on_whom_the_words_before_it_were() {
    assert_eq!(
        person(
            &THREE,
            "证人证言能印证赵大川、钱半山先行离开，林小舟虽受伤，但其无投案的意思，其行为不符合自首的构成要件。"
        ),
        "林小舟"
    );
}

#[test]
fn one_person_beside_a_unit_is_the_accused() {
    assert_eq!(
        person(
            &["青城商贸有限公司", "林小舟"],
            "鉴于被告人主动到公安机关投案，如实供述其犯罪事实，系自首，可从轻处罚。"
        ),
        "林小舟"
    );
}

#[test]
fn each_may_have_confessed_his_own_part() {
    assert_eq!(
        person(&THREE, "被告人林小舟对盗窃事实，被告人赵大川对抢劫事实能够自愿认罪，可从轻处罚。"),
        "林小舟、赵大川"
    );
}

#[test]
fn families_pay_for_their_own() {
    assert_eq!(person(&THREE, "被告人林小舟的亲属及被告人赵大川赔偿了被害人的损失。"), "林小舟、赵大川");
}
