//! Circumstances told in words that were not read before, and places where the author answers.

use super::person_tests::{THREE, reasoned};
use super::several_tests::{before_the_facts, told_of};
use super::*;
use crate::extract::elements::CircumstanceKind as K;

fn one(kind: K, stance: Stance, who: &str) -> (K, Stance, String) {
    (kind, stance, who.to_owned())
}

#[test]
fn a_deed_done_again_and_again_may_be_told_some_words_on() {
    let told = |words: &str| reasoned(&THREE, words);
    for words in [
        "被告人林小舟多次以破坏性手段秘密窃取他人财物，数额较大。",
        "被告人林小舟多次介绍他人贩卖毒品，情节严重。",
        "被告人林小舟多次任意损毁他人财物，情节严重。",
    ] {
        assert_eq!(told(words), [one(K::Repeated, Stance::Accepted, "林小舟")], "{words}");
    }
    for words in [
        "被告人林小舟多次因盗窃被行政拘留。",
        "被告人林小舟多次向公安机关举报他人贩卖毒品。",
        "被告人林小舟逼迫被害人多次从事卖淫活动。",
    ] {
        assert!(told(words).is_empty(), "{words}");
    }
}

#[test]
fn a_house_is_entered_with_violence() {
    assert_eq!(
        reasoned(&THREE, "被告人林小舟入户以暴力、胁迫方法劫取他人财物，其行为已构成抢劫罪。"),
        [one(K::Household, Stance::Accepted, "林小舟")]
    );
}

#[test]
fn what_is_given_back_is_told_in_many_words() {
    for words in [
        "被告人林小舟积极配合办案机关追缴大部分赃款，可酌情从轻处罚。",
        "被告人林小舟已归还部分集资款项，可酌情从轻处罚。",
        "被告人林小舟的涉案款已退交到检察机关，可酌情从轻处罚。",
    ] {
        assert_eq!(reasoned(&THREE, words), [one(K::Restitution, Stance::Accepted, "林小舟")], "{words}");
    }
    for words in [
        "被告人林小舟案发后给予被害人一定经济补偿，可酌情从轻处罚。",
        "被告人林小舟主动缴纳生态修复费用，可酌情从轻处罚。",
        "被告人林小舟具有积极赔偿等酌定从轻情节。",
        "被告人林小舟的家属代为对部分被害人予以赔偿，可酌情从轻处罚。",
    ] {
        assert_eq!(reasoned(&THREE, words), [one(K::Compensation, Stance::Accepted, "林小舟")], "{words}");
    }
    for words in [
        "被告人林小舟愿意配合追缴赃款。",
        "附带民事诉讼原告人支付修复疤痕手术费的请求，于法有据。",
        "被害人已归还部分借款，被告人林小舟仍索要。",
    ] {
        assert!(reasoned(&THREE, words).is_empty(), "{words}");
    }
}

#[test]
fn a_settlement_mediated_counts_where_it_is_weighed() {
    let weighed = "被告人林小舟与被害人达成调解协议，依法从轻处罚。";
    assert_eq!(reasoned(&THREE, weighed), [one(K::Settlement, Stance::Accepted, "林小舟")]);
    assert!(reasoned(&THREE, "被告人林小舟与他人达成调解协议后起诉。").is_empty());
}

#[test]
fn who_was_forced_to_take_part_pleads_it() {
    let text = before_the_facts("被告人林小舟的辩护人提出，林小舟系被胁迫参与诈骗犯罪。");
    assert_eq!(told_of(&text), [one(K::Coerced, Stance::Argued, "林小舟")]);
}

#[test]
fn a_longer_word_that_does_not_fit_gives_way_to_a_shorter() {
    let kinds = |text: &str| -> Vec<K> {
        lexicon::hits(text, SectionName::Facts, text).iter().map(|hit| hit.kind).collect()
    };
    assert_eq!(kinds("被告人林小舟主动到公安机关投案并如实供述其罪行。"), [K::Surrender]);
    assert_eq!(kinds("林小舟的涉案款已退交到检察机关。"), [K::Restitution]);
}

#[test]
fn the_court_may_weigh_a_confession_without_its_effect() {
    assert_eq!(
        reasoned(&THREE, "被告人林小舟到案后能如实供述自己的罪行，当庭自愿认罪。"),
        [one(K::Confession, Stance::Accepted, "林小舟"), one(K::CourtAdmission, Stance::Accepted, "林小舟")]
    );
    for words in [
        "被告人林小舟归案后虽如实供述自己的罪行，但不能认定为自首。",
        "证人证言证实被告人林小舟到案后如实供述自己的罪行。",
    ] {
        assert!(!reasoned(&THREE, words).iter().any(|(kind, ..)| *kind == K::Confession), "{words}");
    }
}

#[test]
fn a_plea_is_answered_among_the_evidence() {
    let text = before_the_facts("被告人林小舟的辩护人提出，林小舟系自首。").replace(
        "足以认定。\n",
        "足以认定。\n关于被告人林小舟的辩护人所提林小舟有自首情节的意见。经查，证人周小渡证言证实，民警根据线索将林小舟抓获。\
         林小舟不构成自首，该意见不予采纳。\n",
    );
    let told = told_of(&text);
    assert!(told.contains(&one(K::Surrender, Stance::Rejected, "林小舟")), "{told:?}");
}

#[test]
fn a_prosecution_concludes_after_its_evidence() {
    for concludes in [
        "并认为，被告人林小舟的行为已构成盗窃罪，系自首，依法可从轻处罚。",
        "并以被告人林小舟具有自首情节为由，建议对其判处拘役三个月。",
    ] {
        let told = told_of(&before_the_facts(&format!(
            "云岭县人民检察院指控，2022年1月3日夜，林小舟拿走手机一部。\n公诉机关为证实上述事实，提供了被害人陈述、证人证言等证据。\
             {concludes}\n被告人林小舟对指控无异议。"
        )));
        assert!(told.contains(&one(K::Surrender, Stance::Alleged, "林小舟")), "{concludes} {told:?}");
    }
}

#[test]
fn a_plea_that_finds_fault_with_the_evidence_goes_on() {
    let told = told_of(&before_the_facts(
        "被告人林小舟的辩护人提出，一、起诉书认定的数额有误。\n二、从证人周小渡的陈述得知，手机系捡来；鉴定没有提取物证。\n\
         三、被告人林小舟是初犯，依法可以从轻处罚。",
    ));
    assert!(told.contains(&one(K::FirstOffender, Stance::Argued, "林小舟")), "{told:?}");
}

#[test]
fn a_plea_is_decided_in_the_sentence_behind_the_evidence() {
    let text = before_the_facts("被告人林小舟的辩护人提出，林小舟系坦白。").replace(
        "足以认定。\n",
        "足以认定。被告人林小舟的辩护人提出其有坦白情节的意见，林小舟在庭审中未如实供述，不能认定其具有坦白情节，不予采纳。\n",
    );
    let told = told_of(&text);
    assert!(told.contains(&one(K::Confession, Stance::Rejected, "林小舟")), "{told:?}");
}

#[test]
fn a_plea_taken_for_evidence_is_its_partys() {
    let told = told_of(&before_the_facts(
        "公诉机关出示了被害人陈述、现场照片、鉴定意见等证据。\n被告人赵大川提出其不是主犯。\n\
         被告人林小舟的辩护人认为，林小舟系初犯，请求从轻处罚。",
    ));
    assert!(told.contains(&one(K::FirstOffender, Stance::Argued, "林小舟")), "{told:?}");
}

#[test]
fn two_marks_open_what_a_prosecution_concludes() {
    let told = told_of(&before_the_facts(
        "云岭县人民检察院指控，2022年1月3日夜，林小舟拿走手机一部。\n公诉机关出示了被害人陈述、证人证言等证据，并据此认为，\
         被告人林小舟的行为已触犯刑法，应当以盗窃罪追究刑事责任。被告人林小舟系累犯，应当从重处罚。\n被告人林小舟对指控无异议。",
    ));
    assert!(told.contains(&one(K::Recidivist, Stance::Alleged, "林小舟")), "{told:?}");
}

#[test]
fn a_refused_surrender_leaves_the_confession() {
    let told = reasoned(
        &THREE,
        "被告人林小舟系被抓获，故不构成自首，该意见不予采纳，但被告人林小舟到案后如实供述自己的罪行，依法可以从轻处罚。",
    );
    assert!(told.contains(&one(K::Confession, Stance::Accepted, "林小舟")), "{told:?}");
    let upheld = reasoned(&THREE, "被告人林小舟虽有辩解，但不影响其自首的成立，依法可以从轻处罚。");
    assert_eq!(upheld, [one(K::Surrender, Stance::Accepted, "林小舟")]);
}

#[test]
fn an_administrative_punishment_that_weighs_is_misconduct() {
    assert_eq!(
        reasoned(&THREE, "被告人林小舟曾因赌博被行政拘留，应酌情从重处罚。"),
        [one(K::Misconduct, Stance::Accepted, "林小舟")]
    );
    assert!(reasoned(&THREE, "被告人林小舟曾因赌博被行政拘留。").is_empty());
}

#[test]
fn the_rest_of_a_sentence_that_has_named_them_all() {
    assert_eq!(
        reasoned(
            &THREE,
            "被告人林小舟、赵大川、钱半山系共同犯罪，被告人林小舟起组织作用，系主犯，其余二名被告人起次要作用，系从犯。"
        )
        .into_iter()
        .filter(|(kind, ..)| *kind == K::Accessory)
        .collect::<Vec<_>>(),
        [one(K::Accessory, Stance::Accepted, &THREE[1..].join("、"))]
    );
}

#[test]
fn what_one_of_two_did_again_and_again_is_his_alone() {
    assert_eq!(
        reasoned(
            &THREE,
            "被告人林小舟单独或伙同被告人赵大川组织他人偷越国境，其中被告人林小舟多次组织他人偷越国境。"
        ),
        [one(K::Repeated, Stance::Accepted, "林小舟")]
    );
}

#[test]
fn a_confession_of_another_crime_stands_beside_a_surrender_in_one_sentence() {
    let told = reasoned(
        &THREE,
        "被告人林小舟主动供述未被掌握的盗窃罪行，系自首，可从轻处罚，林小舟能如实供述自己的抢夺罪行，可从轻处罚，应数罪并罚。",
    );
    assert!(told.contains(&one(K::Confession, Stance::Accepted, "林小舟")), "{told:?}");
    let same = "被告人林小舟能如实供述自己的抢夺罪行，应视为自首，可从轻处罚，应数罪并罚。";
    assert_eq!(reasoned(&THREE, same), [one(K::Surrender, Stance::Accepted, "林小舟")]);
}

#[test]
fn the_provision_on_pleas_may_be_told_in_its_own_words() {
    let told = reasoned(&THREE, "被告人林小舟承认指控的犯罪事实，愿意接受处罚，可以依法从宽处理。");
    assert_eq!(told, [one(K::PleaOfGuilt, Stance::Accepted, "林小舟")]);
}
