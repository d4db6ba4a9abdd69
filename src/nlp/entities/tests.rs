use proptest::prelude::*;

use super::*;

const THEFT: &str = "2023年5月3日22时许，被告人林小舟在青城市云岭县河东路86号百汇超市门口，趁被害人赵山河不备，\
    盗走其黑色华为手机一部，经鉴定价值人民币2560元。后林小舟将手机以800元的价格卖给他人。";
const DRUG: &str = "经审理查明，2023年6月1日20时许，被告人周大川在云岭县城关镇以300元的价格向吸毒人员吴晓梅贩卖\
    甲基苯丙胺0.5克。次日，周大川被抓获，从其身上查获海洛因1.2克。";

fn found(schema: Schema, text: &str) -> Vec<(String, String)> {
    let entities = recognise(Models::shipped(), schema, &[text]).expect("the model is shipped").remove(0);
    entities.into_iter().map(|entity| (entity.label, entity.text)).collect()
}

fn pair(label: &str, text: &str) -> (String, String) {
    (label.to_owned(), text.to_owned())
}

#[test]
fn theft_facts_are_taken_apart() {
    let found = found(Schema::Theft, THEFT);
    for expected in
        [pair("NHCS", "林小舟"), pair("NHVI", "赵山河"), pair("NCGV", "人民币2560元"), pair("NCSP", "800元")]
    {
        assert!(found.contains(&expected), "{expected:?} is missing from {found:?}");
    }
    assert_eq!(found.iter().filter(|(_, text)| text == "林小舟").count(), 2);
}

#[test]
fn drug_facts_are_taken_apart() {
    let found = found(Schema::Drug, DRUG);
    for expected in [
        pair("Nh", "周大川"),
        pair("Nh", "吴晓梅"),
        pair("NDR", "甲基苯丙胺"),
        pair("NW", "0.5克"),
        pair("NDR", "海洛因"),
        pair("NW", "1.2克"),
    ] {
        assert!(found.contains(&expected), "{expected:?} is missing from {found:?}");
    }
}

#[test]
fn any_charge_has_persons_with_their_part_times_and_money() {
    let found = found(Schema::General, THEFT);
    for expected in [
        pair("SUSPECT", "林小舟"),
        pair("VICTIM", "赵山河"),
        pair("TIME", "2023年5月3日22时许"),
        pair("MONEY", "人民币2560元"),
    ] {
        assert!(found.contains(&expected), "{expected:?} is missing from {found:?}");
    }
}

#[test]
fn without_models_the_error_says_so() {
    let refused = recognise(&Models::off(), Schema::Theft, &["被告人赵某"]);
    assert!(matches!(refused, Err(ModelError::TurnedOff(_))));
}

#[test]
fn schemas_go_by_the_names_of_the_command() {
    for name in ["theft", "drug", "driving", "general"] {
        assert_eq!(Schema::named(name).map(Schema::name), Some(name));
    }
    assert_eq!(Schema::named("盗窃"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn spans_are_in_order_apart_and_exact(text in "[被告人林小舟赵某在云岭县偷手机一部ａＡ０9元，。 \\n\u{20000}é]{0,60}") {
        let characters: Vec<char> = text.chars().collect();
        let entities = recognise(Models::shipped(), Schema::General, &[text.as_str()]).expect("the model is shipped").remove(0);
        let mut last = 0;
        for entity in entities {
            prop_assert!(last <= entity.start && entity.start < entity.end && entity.end <= characters.len());
            prop_assert_eq!(&entity.text, &characters[entity.start..entity.end].iter().collect::<String>());
            last = entity.end;
        }
    }
}
