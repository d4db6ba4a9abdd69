use proptest::prelude::*;

use super::lexicon::{Candidate, candidates};
use super::{Models, events, features, types};

fn folded(text: &str) -> Vec<char> {
    text.chars().map(crate::nlp::fold).collect()
}

fn told(text: &str, asked: &[&str]) -> Vec<(String, &'static str, String)> {
    let found = events(Models::shipped(), text, asked).expect("the model is shipped");
    let characters: Vec<char> = text.chars().collect();
    for event in &found {
        assert_eq!(event.text, characters[event.start..event.end].iter().collect::<String>());
    }
    found.into_iter().map(|event| (event.text, event.kind, format!("{}", event.start))).collect()
}

const SOME: [&str; 9] =
    ["支付/给付", "欺骗", "搜查/扣押", "要求/请求", "卖出", "买入", "拘捕", "鉴定", "赔偿"];

#[test]
fn every_type_of_the_scheme_has_words() {
    assert_eq!(types().count(), 108);
}

#[test]
fn a_long_list_asks_which_are_told() {
    let text =
        "2019年3月5日，林小舟在青城市以300元的价格向陆某出售手机一部，次日被民警抓获，手机经鉴定价值900元。";
    let found = told(text, &SOME);
    let kinds: Vec<_> = found.iter().map(|(_, kind, _)| *kind).collect();
    assert_eq!(kinds, ["卖出", "拘捕", "鉴定"]);
}

#[test]
fn a_long_list_gets_the_likeliest_where_none_is_likely() {
    assert_eq!(told("林小舟负责采购部的日常工作。", &SOME).len(), 1);
    assert!(told("林小舟负责采购部的日常工作。", &[]).iter().all(|(_, kind, _)| *kind != "鉴定"));
}

#[test]
fn a_short_list_asks_where_each_is_told() {
    let text = "赵某某让林小舟将货物送到云岭县，林小舟表示同意。";
    let found = told(text, &["要求/请求", "运输/运送", "同意/接受"]);
    let words: Vec<_> = found.iter().map(|(word, ..)| word.as_str()).collect();
    assert_eq!(words, ["让", "送到", "表示同意"]);
}

#[test]
fn sentences_are_read_one_by_one_with_offsets_of_the_whole() {
    let text = "民警抓获赵某某。赵某某如实供述。";
    let found = told(text, &["拘捕", "供述"]);
    assert_eq!(found[0], ("抓获".to_owned(), "拘捕", "2".to_owned()));
    assert_eq!(found[1].2, "11");
}

#[test]
fn a_match_inside_a_longer_one_is_dropped() {
    let words: Vec<_> = candidates(&folded("用支付宝付款")).iter().map(|one| (one.kind, one.start)).collect();
    assert_eq!(words, [("支付/给付", 4)]);
}

#[test]
fn overlapping_words_of_one_type_are_one_event() {
    let found = told("林小舟多次索要钱款。", &[]);
    assert_eq!(found.iter().filter(|(_, kind, _)| *kind == "要求/请求").count(), 1);
}

#[test]
fn features_are_those_of_the_training() {
    let sentence = folded("（赵某未付款）后购买。");
    let found = candidates(&sentence);
    let at = found.iter().position(|one| one.kind == "支付/给付").expect("付款 is a word");
    let mut told = Vec::new();
    features::features(&sentence, &found, at, &mut |feature| told.push(feature.to_owned()));
    insta::assert_snapshot!(
        told.join(" "),
        @"all sure t=支付/给付 sure,t=支付/给付 w=付款 t=支付/给付,w=付款 long=2 l=未 r=) ll=某未 rr=)后 t=支付/给付,l=未 t=支付/给付,r=) w=付款,l=未 w=付款,r=) alone t=支付/给付,after=买入 again again,first negated,near negated,far bracket size=0"
    );
    assert_eq!(found[at], Candidate { kind: "支付/给付", start: 4, end: 6, sure: true });
}

proptest! {
    #[test]
    fn any_text_gets_places_inside_it(text in "[付款购买被抓获（）。a林1 ]{0,40}") {
        let count = text.chars().count();
        for event in events(Models::shipped(), &text, &[]).expect("the model is shipped") {
            prop_assert!(event.start < event.end && event.end <= count);
            prop_assert!((0.0..=1.0).contains(&event.score));
        }
    }
}
