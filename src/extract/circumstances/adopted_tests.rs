//! Pleas taken over without being named, and comings the prosecution tells.

use super::several_tests::{before_the_facts, told_of};
use super::*;
use crate::extract::elements::CircumstanceKind as K;

fn one(kind: K, stance: Stance, who: &str) -> (K, Stance, String) {
    (kind, stance, who.to_owned())
}

/// A plea for one of two accused, and what the court answers.
fn pleaded(plea: &str, answer: &str) -> Vec<(K, Stance, String)> {
    let text = before_the_facts(&format!("被告人林小舟的辩护人提出，林小舟{plea}，请求从轻处罚。"));
    told_of(&text.replace("已构成盗窃罪。", &format!("已构成盗窃罪。{answer}")))
}

#[test]
fn a_court_takes_over_what_a_defender_pleads() {
    for answer in [
        "被告人林小舟的辩护人的辩护意见，经查属实，予以采纳。",
        "林小舟的辩护人提出的其他辩护意见与查明的事实相符，本院予以采纳。",
        "各辩护人的辩护意见，本院均予采纳。",
    ] {
        let told = pleaded("系初犯，认罪态度较好", answer);
        for kind in [K::FirstOffender, K::Attitude] {
            assert!(told.contains(&one(kind, Stance::Argued, "林小舟")), "{answer}: {told:?}");
            assert!(told.contains(&one(kind, Stance::Accepted, "林小舟")), "{answer}: {told:?}");
        }
    }
}

#[test]
fn what_answers_one_point_takes_over_no_other() {
    for answer in [
        "被告人林小舟的辩护人的该辩护意见，予以采纳。",
        "被告人林小舟的辩护人的相关辩护意见，予以采纳。",
        "被告人林小舟的辩护人的辩护意见，不予采纳。",
        "被告人林小舟的辩护人的辩护意见，部分予以采纳。",
        "辩护人的辩护意见，经查属实，予以采纳。",
        "被告人赵大川的辩护人的辩护意见，经查属实，予以采纳。",
    ] {
        let told = pleaded("系初犯", answer);
        assert_eq!(told, [one(K::FirstOffender, Stance::Argued, "林小舟")], "{answer}");
    }
    // The court speaks of it itself.
    let told = pleaded(
        "系自首",
        "被告人林小舟系坦白，可从轻处罚。被告人林小舟的辩护人的其他辩护意见，经查属实，予以采纳。",
    );
    assert!(!told.contains(&one(K::Surrender, Stance::Accepted, "林小舟")), "{told:?}");
}

fn alleged(end: &str, asks: &str) -> Vec<(K, Stance, String)> {
    told_of(&before_the_facts(&format!(
        "云岭县人民检察院指控，2022年1月3日夜，林小舟拿走手机一部。{end}\n公诉机关认为，应当以盗窃罪追究其刑事责任。{asks}\n\
         被告人林小舟对指控无异议。"
    )))
}

#[test]
fn the_alleged_facts_end_with_a_coming() {
    for end in [
        "2022年2月1日，被告人林小舟主动到云岭县公安局投案。",
        "案发后，被告人林小舟明知他人报警仍在现场等候，归案后如实供述上述事实。",
        "被告人林小舟接到民警电话通知后主动到案，并如实供述了犯罪事实。",
    ] {
        assert_eq!(alleged(end, ""), [one(K::Surrender, Stance::Alleged, "林小舟")], "{end}");
    }
    assert!(alleged("被告人林小舟的亲属劝其投案。", "").is_empty());
    // What the prosecution asks for in the end is something else.
    assert_eq!(
        alleged("被告人林小舟主动到云岭县公安局投案。", "林小舟归案后能如实供述自己的罪行，可以从轻处罚。"),
        [one(K::Confession, Stance::Alleged, "林小舟")]
    );
}

#[test]
fn the_deed_confessed_is_told() {
    let told = alleged("被告人林小舟到案后如实供述了其酒后驾驶机动车的事实。", "");
    assert_eq!(told, [one(K::Confession, Stance::Alleged, "林小舟")]);
    assert!(alleged("被告人林小舟到案后如实供述了同案人盗窃的犯罪事实。", "").is_empty());
}

#[test]
fn what_was_never_made_good_is_told() {
    let told = alleged("案发后，未赔偿。", "被告人林小舟未退赃，酌情从重处罚。");
    assert!(told.contains(&one(K::Compensation, Stance::Alleged, "")), "{told:?}");
    assert!(told.contains(&one(K::Restitution, Stance::Alleged, "林小舟")), "{told:?}");
}

#[test]
fn a_prosecution_names_a_confession_among_what_it_asks_for() {
    let told = alleged("", "被告人林小舟、赵大川均系主犯。被告人林小舟如实供述自己的罪行。");
    assert!(told.contains(&one(K::Confession, Stance::Alleged, "林小舟")), "{told:?}");
}
