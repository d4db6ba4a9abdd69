//! What is better not read at all, and whose words a paragraph is.

use super::person_tests::{THREE, person, reasoned};
use super::scope_tests::whole;
use super::tests::{HEAD, TAIL, stances};
use crate::extract::elements::CircumstanceKind as K;
use crate::extract::elements::Stance;

#[test]
fn a_plea_is_the_defences_to_the_end_of_its_paragraph() {
    let text = format!(
        "{}公诉机关认为，应当以盗窃罪追究其刑事责任。\n\
         被告人林小舟的辩护人提出：一、公诉机关指控的数额有误；在公诉机关指控的事实中林小舟系从犯；二、林小舟系初犯。建议从轻处罚。\n\
         三、林小舟有自首情节。\n\
         经审理查明，林小舟拿走手机一部。\n本院认为，被告人的行为已构成盗窃罪。{TAIL}",
        HEAD.split("经审理查明").next().unwrap_or_default()
    );
    assert_eq!(
        whole(&text),
        [(K::Accessory, Stance::Argued), (K::FirstOffender, Stance::Argued), (K::Surrender, Stance::Argued)]
    );
}

#[test]
fn of_several_accused_nobody_is_better_than_all() {
    for words in [
        "辩护人提出系从犯的意见，予以采纳。",
        "部分被告人具有退赃情节，量刑时予以考虑。",
        "在该起盗窃中，钱某仅起次要作用。",
    ] {
        assert!(reasoned(&THREE, words).is_empty(), "{words}: {:?}", reasoned(&THREE, words));
    }
}

#[test]
fn what_a_name_means_is_said_of_nobody() {
    for words in [
        "本院认为，自首，系指犯罪以后自动投案，如实供述自己的罪行。",
        "成立自首需同时具备自动投案和如实供述两个条件。",
        "对于从犯，依法应当从轻处罚。",
        "认定为主犯的，应当按照其所参与的全部犯罪处罚。",
    ] {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
    assert_eq!(stances("林小舟的行为不符合自首的成立要件。"), [(K::Surrender, Stance::Rejected)]);
}

#[test]
fn a_conclusion_is_of_whom_the_sentence_is_about() {
    assert_eq!(
        person(&THREE, "林小舟安排周某、孙某、赵大川看守仓库，故其在共同犯罪中起了主要作用。"),
        "林小舟"
    );
    assert_eq!(
        person(&THREE, "公安机关从林小舟处得知赵大川、钱半山的住处，因此林小舟的行为不构成立功。"),
        "林小舟"
    );
    let found =
        reasoned(&THREE, "林小舟提出犯意，依法应当认定为主犯，赵大川、钱半山望风，依法应当认定为从犯。");
    assert!(found.contains(&(K::Accessory, Stance::Accepted, "赵大川、钱半山".to_owned())), "{found:?}");
}

#[test]
fn a_pointed_group_is_what_the_sentence_is_about() {
    for group in ["上述二人", "该二被告人", "以上二人"] {
        let words =
            format!("林小舟提供车辆；赵大川望风，纠集钱半山看守，林小舟、赵大川先到，{group}均起主要作用。");
        let found = reasoned(&THREE, &words);
        assert!(found.iter().all(|(.., who)| who == "林小舟、赵大川"), "{found:?}");
    }
    assert_eq!(
        person(&THREE, "林小舟负责开车，赵大川负责望风，在共同犯罪中均起次要作用，系从犯。"),
        "林小舟、赵大川"
    );
}

#[test]
fn a_claim_refused_in_its_own_sentence_is_refused() {
    assert_eq!(
        stances("经查，属于犯罪未遂；所提林小舟主动放弃，应认定为犯罪中止的意见，与事实不符，不予采纳。"),
        [(K::Attempt, Stance::Accepted), (K::Desistance, Stance::Rejected)]
    );
    assert_eq!(
        stances("不采纳辩护人关于林小舟有立功表现的意见。林小舟的其他意见，予以采纳。"),
        [(K::Merit, Stance::Rejected)]
    );
    assert_eq!(
        stances("公诉机关关于林小舟系累犯的意见并无不当，本院予以支持。"),
        [(K::Recidivist, Stance::Accepted)]
    );
}

#[test]
fn what_weighs_against_the_accused_is_no_plea_that_is_refused() {
    assert_eq!(
        stances(
            "辩护人提出林小舟未参与的意见，有供述证实，足以认定林小舟伙同他人多次盗窃，该意见不能成立，不予采纳。"
        ),
        [(K::Repeated, Stance::Accepted)]
    );
}

#[test]
fn coming_alone_is_no_surrender() {
    assert!(stances("被告人林小舟主动投案，可以从轻处罚。").is_empty());
}

#[test]
fn what_is_summed_up_was_said_before() {
    let found = reasoned(
        &THREE,
        "被告人林小舟系累犯，应当从重处罚。综合三被告人的犯罪事实、累犯、悔罪表现等量刑情节，予以判处。",
    );
    assert_eq!(found, [(K::Recidivist, Stance::Accepted, "林小舟".to_owned())]);
}

#[test]
fn facts_tell_of_others_too() {
    let facts = |told: &str| {
        whole(&format!(
            "{}经审理查明，林小舟拿走手机一部。{told}\n上述事实，有被害人陈述证实，足以认定。\n本院认为，被告人的行为已构成盗窃罪。{TAIL}",
            HEAD.split("经审理查明").next().unwrap_or_default()
        ))
    };
    assert_eq!(facts("青禾公司与白鹭公司就货款达成和解协议。"), []);
    assert_eq!(facts("林小舟带领网上逃犯钱某到派出所投案自首。"), []);
    assert_eq!(facts("案发后，林小舟与被害人周某达成和解协议。"), [(K::Settlement, Stance::Accepted)]);
}

#[test]
fn what_the_court_tells_or_answers_is_no_plea() {
    let told = |words: &str| {
        let text = format!(
            "{}被告人林小舟的辩护人提出：林小舟系初犯。\n{words}\n本院认为，被告人的行为已构成盗窃罪。{TAIL}",
            HEAD.split("经审理查明").next().unwrap_or_default()
        );
        whole(&text)
    };
    let plea = (K::FirstOffender, Stance::Argued);
    assert_eq!(
        told("关于被告人林小舟及其辩护人提出林小舟作用较小的意见，经查，林小舟负责望风，确系从犯。"),
        [plea, (K::Accessory, Stance::Accepted)]
    );
    assert_eq!(
        told("经法庭审理，查明的事实与指控的事实相同，被告人林小舟对量刑建议不持异议，且签字具结。"),
        [plea, (K::PleaOfGuilt, Stance::Accepted)]
    );
    // What the defence says of a report it does not accept is no answer.
    assert_eq!(
        told("辩护人还提出，事故认定书依法应不予采信；林小舟具有自首情节。"),
        [plea, (K::Surrender, Stance::Argued)]
    );
}

#[test]
fn listed_evidence_is_nobodys_word_wherever_it_stands() {
    let text = format!(
        "{}公诉机关认为，应当以盗窃罪追究其刑事责任，并提供下列材料：\n10、户籍信息表，证实被告人林小舟无违法犯罪记录。\n\
         经审理查明，林小舟拿走手机一部。\n本院认为，被告人的行为已构成盗窃罪。{TAIL}",
        HEAD.split("经审理查明").next().unwrap_or_default()
    );
    assert!(whole(&text).is_empty(), "{:?}", whole(&text));
}

#[test]
fn what_was_not_considered_enough_exists() {
    assert_eq!(
        stances("一审法院量刑时未充分考虑林小舟的自首情节，本院予以采纳。"),
        [(K::Surrender, Stance::Accepted)]
    );
}

#[test]
fn a_deed_told_where_nobody_pleads_is_no_plea() {
    let text = format!(
        "{}被告人林小舟的辩护人提出：林小舟系初犯。\n\
         一、2014年11月2日晚，林小舟在青石镇多次拿走他人手机，其中一次未遂。\n\
         公诉机关针对被告人及其辩护人的辩解，补充意见如下：同意辩护人认为林小舟具有自首情节的意见。\n\
         经审理查明，林小舟拿走手机一部。\n本院认为，被告人的行为已构成盗窃罪。{TAIL}",
        HEAD.split("经审理查明").next().unwrap_or_default()
    );
    assert_eq!(whole(&text), [(K::FirstOffender, Stance::Argued), (K::Surrender, Stance::Alleged)]);
}

#[test]
fn what_follows_a_plea_that_is_conceded_is_the_authors() {
    assert_eq!(
        stances(
            "林小舟虽然多次辩解记不清楚，但可认定为坦白，予以从轻处罚。辩护人提出应适用缓刑的意见，不予采纳。"
        ),
        [(K::Confession, Stance::Accepted)]
    );
    assert_eq!(
        stances("检察员认为认定事实清楚，但认定林小舟系累犯错误。"),
        [(K::Recidivist, Stance::Rejected)]
    );
    assert!(stances("对原告人的物质损失，应依照法律规定的标准和范围，据情赔偿。").is_empty());
}

#[test]
fn what_others_are_urged_to_do_and_names_of_papers_are_no_circumstances() {
    let read = |text: &str| reasoned(&THREE, text);
    assert!(read("被告人林小舟让他们投案自首，打消了二人投案自首的思想顾虑。").is_empty());
    assert!(read("上述事实，有户籍证明、无前科证明等在案。").is_empty());
    assert!(read("被告人林小舟驾车拉乘何大山逃逸。").is_empty());
    assert_eq!(read("被告人林小舟经亲属规劝主动投案，并如实供述，系自首，依法可以从轻处罚。").len(), 1);
}

#[test]
fn what_the_court_finds_wrong_in_the_charge_is_refused() {
    let read = reasoned(&THREE, "公诉机关指控被告人林小舟系主犯不当，本院不予支持。");
    assert_eq!(read.iter().map(|one| (one.0, one.1)).collect::<Vec<_>>(), [(K::Principal, Stance::Rejected)]);
}
