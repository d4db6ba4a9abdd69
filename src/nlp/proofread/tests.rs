//! The shipped proofreader on invented sentences.

use proptest::prelude::*;

use super::*;

fn reader() -> &'static Proofreader<'static> {
    Proofreader::shipped().unwrap()
}

fn corrected(text: &str) -> String {
    reader().correct(text, &[]).text
}

#[test]
fn plain_errors_of_every_class_are_corrected() {
    for (written, wanted) in [
        ("本院认为，被告人林小舟以非法占有为目地，秘密窃取他人财物，其行为已构成盗窃罪。", "目的"),
        ("被告人林小舟到案后如实供述自己的犯罪事时，依法可以从轻处罚。", "犯罪事实"),
        ("本院受理后，依法组成和议庭，公开开庭审理了本案。", "合议庭"),
        ("公诉机关指控的罪名成力，本院予以支持。", "罪名成立"),
        ("如不服本判决，可在接到判决书的第二日起十日内提出上拆。", "提出上诉"),
        ("上述事实，有经庭审举证、质证的证据予以正实，足以认定。", "证实"),
    ] {
        let text = corrected(written);
        assert!(text.contains(wanted), "{written} became {text}");
    }
}

#[test]
fn correct_sentences_names_and_numbers_stay() {
    for text in [
        "被告人林小舟，男，1990年3月5日出生于青城市，汉族，初中文化，务工。",
        "云岭县人民检察院以云检刑诉〔2023〕18号起诉书指控被告人赵某某犯盗窃罪，于2023年7月20日向本院提起公诉。",
        "判决如下：被告人赵某某犯盗窃罪，判处有期徒刑一年六个月，并处罚金人民币三千元。",
        "证人季青、钱××的证言证实，案发当晚二人均在现场。",
        "",
    ] {
        assert_eq!(corrected(text), text);
    }
}

#[test]
fn changes_say_what_was_written_where() {
    let text = "本院受理后，依法组成和议庭，公开开庭审理了本案。";
    let told = reader().correct(text, &[]);
    let change = told.changes.first().unwrap();
    assert_eq!((change.start, change.end, change.from.as_str(), change.to.as_str()), (10, 11, "和", "合"));
    assert!(change.confidence > 0.5 && change.confidence <= 1.0);
}

#[test]
fn a_known_name_is_left_alone() {
    let text = "本院受理后，依法组成和议庭，公开开庭审理了本案。";
    let told = reader().correct(text, std::slice::from_ref(&(9..12)));
    assert!(!told.changes.iter().any(|change| change.start == 10), "{:?}", told.changes);
}

#[test]
fn the_answer_to_a_line_has_text_and_edits() {
    let told = answer(&serde_json::json!({"text": "依法组成和议庭"})).unwrap();
    assert_eq!(told["text"].as_str().map(|text| text.chars().count()), Some(7));
    assert!(told["edits"].is_array());
    let weighed = answer(&serde_json::json!({"text": "依法组成和议庭", "candidates": true})).unwrap();
    let row = weighed["candidates"][0]["features"].as_array().unwrap();
    assert_eq!(row.len(), Proofreader::columns().len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn changes_lead_from_the_text_to_the_corrected_one(
        text in "[的了在是我有和人这中大为上个国说们到时要就出会可也你对生能而子那得于着下自之年过发后作里a-c0-9 ，。某×\n]{0,40}"
    ) {
        let told = reader().correct(&text, &[]);
        let mut characters: Vec<char> = text.chars().collect();
        for change in told.changes.iter().rev() {
            let from: String = characters[change.start..change.end].iter().collect();
            prop_assert_eq!(&from, &change.from);
            characters.splice(change.start..change.end, change.to.chars());
        }
        prop_assert_eq!(characters.into_iter().collect::<String>(), told.text);
    }
}
