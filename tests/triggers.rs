//! Which sample dossiers must be reviewed one by one, and for whose sake.

use std::path::Path;

use qiuhao::document::dossier;
use qiuhao::pipeline;
use qiuhao::report::Review;
use qiuhao::review::ReviewOptions;
use qiuhao::standard::Standards;

fn review(papers: &[(&str, &str)]) -> Review {
    let papers: Vec<(String, String)> =
        papers.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let standards = Standards::shipped().expect("the shipped standards read");
    let options = ReviewOptions { province: None, as_of: jiff::civil::date(2026, 1, 1) };
    pipeline::review_documents("某卷", dossier::of_texts(&papers), &standards, &options)
}

#[test]
fn no_sample_dossier_without_ground_is_sent_to_review() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let options = ReviewOptions { province: None, as_of: jiff::civil::date(2026, 1, 1) };
    let entries =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).expect("the corpus");
    let mut told = Vec::new();
    for folder in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()) {
        let opened = dossier::open(&folder).expect("a sample dossier opens");
        let review = pipeline::review_documents(&opened.name, opened.documents, &standards, &options);
        told.extend(review.triggers.iter().map(|t| format!("{} {} {}", opened.name, t.code, t.name)));
    }
    told.sort();
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn an_acquittal_after_arrest_triggers_per_person_with_its_words() {
    let review = review(&[(
        "判决书.txt",
        "云岭县人民法院\n刑事判决书\n（2023）鲁0299刑初88号\n公诉机关云岭县人民检察院。\n被告人林小舟，男，1990年1月2日出生，汉族，初中文化，无业，住云岭县桃园路3号。因涉嫌犯盗窃罪于2023年3月5日被刑事拘留，同年3月10日被逮捕。现羁押于云岭县看守所。\n被告人赵立诚，男，1991年1月2日出生，汉族，初中文化，无业，住云岭县桃园路5号。因涉嫌犯盗窃罪于2023年3月5日被取保候审。\n云岭县人民检察院以云检刑诉〔2023〕62号起诉书指控被告人林小舟、赵立诚犯盗窃罪，于2023年5月31日向本院提起公诉。\n经审理查明：2023年3月4日，被告人赵立诚窃得被害人孙大山现金6000元。\n本院认为，被告人赵立诚的行为构成盗窃罪。指控被告人林小舟犯盗窃罪证据不足，指控的犯罪不能成立。判决如下：\n一、被告人赵立诚犯盗窃罪，判处有期徒刑六个月，并处罚金人民币二千元；\n二、被告人林小舟无罪。\n审判长 郭文\n2023年8月3日\n书记员 马丽\n",
    )]);
    let acquitted = review.triggers.iter().find(|trigger| trigger.code == "T03").expect("T03 holds");
    assert_eq!(acquitted.persons, ["林小舟"]);
    assert!(acquitted.evidence.iter().any(|quote| quote.text.contains("无罪")));
}
