//! Where the parts of invented papers end.

use super::*;

fn names(kind: DocumentKind, plain: &str) -> Vec<SectionName> {
    sections(kind, plain).into_iter().map(|section| section.name).collect()
}

#[test]
fn a_judgment_without_the_usual_phrases_still_has_its_parts() {
    let plain = "云岭县人民法院\n刑事判决书\n（2022）云0999刑初12号\n公诉机关云岭县人民检察院。\n被告人林某某，男，1990年1月2日出生，汉族。因涉嫌犯盗窃罪于2022年1月5日被刑事拘留。\n云岭县人民检察院以云检刑诉〔2022〕8号起诉书指控被告人林某某犯盗窃罪，于2022年3月1日向本院提起公诉。现已审理终结。\n2022年1月3日夜，林某某翻墙进入白鹭村一户人家，拿走手机一部，价值2600元。\n上述事实，林某某当庭认可，并有被害人陈述、价格认定结论书证实，足以认定。\n本院认为，林某某秘密窃取他人财物，数额较大，其行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n被告人林某某犯盗窃罪，判处拘役五个月，并处罚金人民币二千元。\n如不服本判决，可在接到判决书的第二日起十日内上诉。\n审判员周某\n二〇二二年四月二日";
    let found = names(DocumentKind::Judgment, plain);
    for expected in [
        SectionName::Parties,
        SectionName::Procedure,
        SectionName::Evidence,
        SectionName::Reasoning,
        SectionName::Disposition,
        SectionName::Closing,
    ] {
        assert!(found.contains(&expected), "{expected:?} missing in {found:?}");
    }
}

#[test]
fn sections_leave_no_gap() {
    let plain = "青城市人民检察院\n起诉书\n被告人赵某某，男。\n经依法审查查明：2021年5月，赵某某盗窃电动车一辆。\n本院认为，应当以盗窃罪追究其刑事责任。\n此致\n青城市人民法院";
    let parts = sections(DocumentKind::Indictment, plain);
    assert_eq!(parts.first().map(|part| part.range.start), Some(0));
    assert_eq!(parts.last().map(|part| part.range.end), Some(plain.len()));
    assert!(parts.windows(2).all(|pair| pair[0].range.end == pair[1].range.start));
}

/// The part in which each of `words` stands.
fn parts_of<'w>(plain: &str, words: &[&'w str]) -> Vec<(&'w str, SectionName)> {
    let parts = sections(DocumentKind::Judgment, plain);
    words
        .iter()
        .filter_map(|word| {
            let at = plain.find(word)?;
            let part = parts.iter().find(|part| part.range.contains(&at))?;
            Some((*word, part.name))
        })
        .collect()
}

const HEAD: &str = "云岭县人民法院\n刑事判决书\n（2022）云0999刑初12号\n公诉机关云岭县人民检察院。\n被告人林小舟，男，1990年1月2日出生，汉族。因涉嫌犯盗窃罪于2022年1月5日被刑事拘留。\n云岭县人民检察院以云检刑诉〔2022〕8号起诉书指控被告人林小舟犯盗窃罪，于2022年3月1日向本院提起公诉。现已审理终结。\n";
const TAIL: &str = "本院认为，林小舟秘密窃取他人财物，数额较大，其行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n被告人林小舟犯盗窃罪，判处拘役五个月，并处罚金人民币二千元。\n审判员周某\n二〇二二年四月二日";

#[test]
fn a_charge_that_tells_of_earlier_crimes_and_arrests_is_a_charge() {
    use SectionName::{Accusation, Evidence, Procedure};
    let plain = format!(
        "{HEAD}公诉机关指控，被告人林小舟因犯盗窃罪被判处有期徒刑一年，刑满释放后怀恨在心，伺机报复。2022年1月3日夜，被告人林小舟翻墙进入白鹭村一户人家，拿走手机一部。\n\
         2022年1月5日，被告人林小舟被公安机关抓获归案。归案后，被告人林小舟如实供述上述事实，赔偿被害人经济损失。\n\
         上述事实，被告人林小舟在开庭审理过程中亦无异议，并有被害人陈述、价格认定结论书证实，足以认定。\n{TAIL}"
    );
    assert_eq!(
        parts_of(&plain, &["现已审理终结", "公诉机关指控", "抓获归案", "赔偿被害人", "足以认定"]),
        [
            ("现已审理终结", Procedure),
            ("公诉机关指控", Accusation),
            ("抓获归案", Accusation),
            ("赔偿被害人", Accusation),
            ("足以认定", Evidence),
        ]
    );
}

#[test]
fn what_an_accused_did_is_no_plea_however_often_he_is_named() {
    let deeds = "被告人林小舟望风。被告人林小舟撬门。被告人林小舟搬货。被告人林小舟销赃。被告人林小舟分得二千元。被告人林小舟到案后对上述犯罪事实供认不讳。\n";
    let plain = format!(
        "{HEAD}云岭县人民检察院指控：\n2022年1月3日夜，被告人林小舟进入白鹭村一户人家。\n{deeds}公诉机关认为，被告人林小舟的行为已构成盗窃罪，提请本院依法判处。\n被告人林小舟辩称，手机是捡的。\n{TAIL}"
    );
    assert_eq!(
        parts_of(&plain, &["望风", "分得二千元", "供认不讳", "手机是捡的"]),
        [
            ("望风", SectionName::Accusation),
            ("分得二千元", SectionName::Accusation),
            ("供认不讳", SectionName::Accusation),
            ("手机是捡的", SectionName::Defence),
        ]
    );
}

#[test]
fn statements_named_as_evidence_are_no_plea() {
    let plain = format!(
        "{HEAD}经审理查明，2022年1月3日夜，被告人林小舟拿走手机一部。\n上述事实，有下列证据证实：\n（1）被害人钱某的陈述，证明手机被盗。\n（2）被告人林小舟的供述和辩解，证明其拿走手机。\n{TAIL}"
    );
    assert_eq!(parts_of(&plain, &["供述和辩解"]), [("供述和辩解", SectionName::Evidence)]);
}

#[test]
fn what_a_court_below_found_is_told_as_facts() {
    let plain = HEAD.replace("被告人林小舟，男", "上诉人（原审被告人）林小舟，男")
        + "原判认定，2021年7月3日夜，林小舟拿走手机一部，价值2600元。案发后，林小舟退赔二千元。\n"
        + TAIL;
    assert_eq!(parts_of(&plain, &["2021年7月3日夜"]), [("2021年7月3日夜", SectionName::Facts)]);
}

#[test]
fn later_counts_are_told_among_the_evidence() {
    use SectionName::{Evidence, Facts};
    let plain = format!(
        "{HEAD}经审理查明：\n一、2021年5月2日，被告人林小舟拿走手机一部，价值2600元。\n上述事实，有下列证据证实：\n1.被害人钱某的陈述，证明手机被盗。\n\
         二、盗窃事实2021年6月3日，被告人林小舟伙同他人拿走自行车一辆，价值800元。\n案发后，自行车已发还。\n上述事实，有下列证据证实：\n1.2021年6月4日的扣押清单，证明被告人林小舟交出自行车。\n2.2021年6月5日，被告人林小舟到案。\n3.被告人林小舟的供述。\n{TAIL}"
    );
    assert_eq!(
        parts_of(&plain, &["拿走手机", "手机被盗", "拿走自行车", "已发还", "扣押清单", "林小舟到案"]),
        [
            ("拿走手机", Facts),
            ("手机被盗", Evidence),
            ("拿走自行车", Facts),
            ("已发还", Facts),
            ("扣押清单", Evidence),
            ("林小舟到案", Evidence),
        ]
    );
}
