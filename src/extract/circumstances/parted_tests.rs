//! Where the words of one speaker end and those of the next begin.

use super::several_tests::{before_the_facts, told_of};
use super::*;
use crate::extract::elements::CircumstanceKind as K;

fn one(kind: K, stance: Stance, who: &str) -> (K, Stance, String) {
    (kind, stance, who.to_owned())
}

/// A judgment whose evidence goes on with `told` before the court reasons.
fn after_the_evidence(told: &str) -> String {
    before_the_facts("被告人林小舟、赵大川对指控无异议。").replacen(
        "本院认为，",
        &format!("{told}\n本院认为，"),
        1,
    )
}

#[test]
fn what_is_found_further_before_the_prosecution_concludes_is_charged() {
    let text = before_the_facts(
        "公诉机关指控，2022年1月3日夜，林小舟拿走手机一部。\n另查明，被告人林小舟积极赔偿被害人的经济损失。\n\
         公诉机关认为，被告人林小舟的行为已构成盗窃罪，应当以盗窃罪追究其刑事责任。\n被告人林小舟对指控无异议。",
    );
    let text = text.replacen("经审理查明，", "", 1);
    assert_eq!(told_of(&text), [one(K::Compensation, Stance::Alleged, "林小舟")]);
}

#[test]
fn what_a_paper_among_the_evidence_says_is_no_plea() {
    let told = "归案经过，证实案发经过。被告人林小舟于2022年1月5日到青城市公安局投案自首，对犯罪事实供认不讳，退还违法所得。被告人赵大川被传唤到案，其对犯罪事实供认不讳。";
    assert_eq!(told_of(&after_the_evidence(told)), []);
}

#[test]
fn whether_a_plea_stands_is_said_by_the_court() {
    let told = "关于被告人林小舟及其辩护人的意见，综合证据如下：1、现场勘验笔录与供述相吻合，足以证实查获的手机为林小舟所有。被告人林小舟认为手机不属其所有的意见不成立。2、被告人林小舟曾被判处有期徒刑，五年内再犯，是累犯，依法应当从重处罚。";
    assert!(
        told_of(&after_the_evidence(told)).contains(&one(K::Recidivist, Stance::Accepted, "林小舟")),
        "{:?}",
        told_of(&after_the_evidence(told))
    );
}

#[test]
fn the_prosecution_speaks_until_the_defence_begins() {
    let text = before_the_facts(
        "云岭县人民检察院指控，2022年1月3日夜，林小舟、赵大川拿走手机一部。\n\
         云岭县人民检察院以证人证言、价格认定结论书等证据为佐证，据此公诉机关指控，被告人林小舟、赵大川的行为已构成盗窃罪。在共同犯罪中，被告人赵大川系从犯，依法可以从轻处罚。\n\
         被告人林小舟对指控无异议。其辩护人提出，林小舟系初犯，请求从轻处罚。",
    );
    assert_eq!(
        told_of(&text),
        [one(K::Accessory, Stance::Alleged, "赵大川"), one(K::FirstOffender, Stance::Argued, "林小舟")]
    );
}
