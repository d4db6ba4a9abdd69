//! Whose voice is heard where a judgment tells it in passing, and whom lists and numbers mean.

use super::person_tests::{THREE, person, reasoned};
use super::several_tests::{before_the_facts, told_of};
use super::strict_tests::silent;
use super::tests::{HEAD, TAIL, reasoned as denied, stances};
use super::*;
use crate::extract::elements::CircumstanceKind as K;

type Told = (K, Stance, String);

fn one(kind: K, stance: Stance, who: &str) -> Told {
    (kind, stance, who.to_owned())
}

#[test]
fn the_defence_speaks_in_the_paragraph_of_the_charge() {
    let charge = "云岭县人民检察院指控，2022年1月3日夜，林小舟、赵大川拿走手机一部。提请本院依法判处。\n";
    for (told, kind) in [
        (
            "被告人赵大川及其辩护人称，对于公诉机关指控的盗窃，望风系主动投案后自首交代，应予从轻。",
            K::Surrender,
        ),
        ("被告人赵大川当庭承认控罪。", K::CourtAdmission),
        ("值班律师周半山提出以下法律帮助意见：被告人赵大川构成自首，应予从轻处罚。", K::Surrender),
    ] {
        let text = before_the_facts(&format!("{charge}{told}"));
        assert_eq!(told_of(&text), [one(kind, Stance::Argued, "赵大川")], "{told}");
    }
}

#[test]
fn a_defender_speaks_for_whom_the_heading_gives_him() {
    let text = before_the_facts(
        "被告人林小舟、赵大川对指控均无异议。\n辩护人周半山的主要辩护意见是被告人系初犯，请求从轻处罚。\n\
         辩护人吴云岭、郑大河提出，被告人坦白，请求从轻处罚。",
    )
    .replacen("被告人赵大川，男", "辩护人周半山，云岭律师事务所律师。\n被告人赵大川，男", 1)
    .replacen(
        "云岭县人民检察院以云检",
        "辩护人吴云岭、郑大河，云岭律师事务所律师。\n云岭县人民检察院以云检",
        1,
    );
    assert_eq!(
        told_of(&text),
        [one(K::FirstOffender, Stance::Argued, "林小舟"), one(K::Confession, Stance::Argued, "赵大川")]
    );
}

#[test]
fn those_who_sue_claim_no_circumstance() {
    for told in [
        "附带民事诉讼原告人钱某的诉讼代理人提出，被告人林小舟系主犯，应赔偿损失。",
        "附带民事诉讼被告云岭财产保险有限公司的诉讼代理人周半山认为，被告人林小舟多次盗窃，该公司不应予以赔偿。",
    ] {
        assert_eq!(told_of(&before_the_facts(told)), [], "{told}");
    }
}

#[test]
fn what_came_about_at_the_trial_is_no_charge() {
    let charge = "云岭县人民检察院指控，2022年1月3日夜，林小舟、赵大川拿走手机一部。提请依法惩处。";
    for (before, told) in [
        ("\n", "审理中，被告人林小舟退出违法所得二千元。"),
        ("", "本案审理过程中，被告人林小舟家属代为退赔被害人损失。"),
    ] {
        let found = told_of(&before_the_facts(&format!("{charge}{before}{told}")));
        assert_eq!(found, [one(K::Restitution, Stance::Accepted, "林小舟")], "{told}");
    }
    // Whoever hands in a paper pleads.
    let plea = "\n被告人林小舟对指控无异议，自愿认罪。庭审中，被告人林小舟向法庭提交了被害人的谅解书，请求从轻处罚。";
    let found = told_of(&before_the_facts(&format!("{charge}{plea}")));
    assert!(found.iter().all(|(_, stance, _)| *stance == Stance::Argued), "{found:?}");
}

#[test]
fn an_indictment_may_find_as_well() {
    let text = before_the_facts(
        "公诉机关指控，2021年起，林小舟、赵大川多处盗窃。\n经查明，二被告人共盗窃汽车3辆。1、2021年5月，林小舟盗窃汽车1辆未遂。\n\
         公诉机关认为，被告人林小舟、赵大川的行为已构成盗窃罪，提请依法判处。\n被告人林小舟、赵大川对指控无异议。",
    );
    assert_eq!(told_of(&text), [one(K::Attempt, Stance::Alleged, "林小舟")]);
}

#[test]
fn an_earlier_judgment_of_this_court_is_recited() {
    let text = "青城市中级人民法院\n刑事判决书\n（2022）云09刑再2号\n原公诉机关云岭县人民检察院。\n\
        原审被告人林小舟，男，1990年1月2日出生，汉族，住云岭县。\n原审被告人赵大川，男，1991年3月4日出生，汉族，住云岭县。\n\
        原审被告人林小舟、赵大川盗窃一案，云岭县人民法院于2019年3月1日作出判决。林小舟提出上诉。\n\
        本院经二审于2019年9月8日作出（2019）云09刑终1号刑事裁定，确认原判认定的事实清楚。在共同犯罪中，林小舟起主要作用，系主犯。赵大川起次要作用，系从犯。遂裁定驳回上诉，维持原判。\n\
        林小舟的主要申诉理由为：其没有盗窃。\n\
        本院经再审审理查明，2019年1月3日夜，有人拿走手机一部。\n本院认为，原审被告人林小舟、赵大川盗窃的证据不足。依照《中华人民共和国刑事诉讼法》第二百五十六条之规定，判决如下：\n\
        原审被告人林小舟、赵大川无罪。\n审判员周某\n二〇二二年六月二日";
    assert_eq!(told_of(text), []);
}

#[test]
fn a_reasoning_after_lists_of_arrests_is_read() {
    let text = HEAD.replace(
        "足以认定。\n",
        "足以认定。抓获经过，证实林小舟于2022年1月4日被抓获。被告人赵大川于同月5日在云岭县被公安民警抓获。\n",
    );
    let text = format!("{text}本院认为，被告人林小舟、赵大川的行为已构成盗窃罪。被告人林小舟系累犯。{TAIL}");
    assert_eq!(told_of(&text), [one(K::Recidivist, Stance::Accepted, "林小舟")]);
}

#[test]
fn a_plea_named_again_is_refused() {
    assert_eq!(
        reasoned(
            &THREE,
            "被告人林小舟的辩护人认为林小舟主动到案，构成自首的辩护意见，因侦查机关已经掌握，其构成自首的辩护意见，本院不予采纳。"
        ),
        [one(K::Surrender, Stance::Rejected, "林小舟")]
    );
    assert_eq!(
        reasoned(
            &THREE,
            "林小舟和赵大川的辩护人所提两人系从犯的辩护意见不能成立，本院不予采纳；被告人钱半山起次要作用，系从犯。"
        ),
        [
            one(K::Accessory, Stance::Rejected, "林小舟、赵大川"),
            one(K::Accessory, Stance::Accepted, "钱半山")
        ]
    );
    for refused in [
        "辩护人提出的被告人林小舟有立功情节，无证据支持。",
        "被告人林小舟虽然表示自愿认罪，但否认主要犯罪事实，不能认定其自愿认罪。",
        "被告人林小舟辩解称已退还赃款、不构成犯罪等意见，与事实不符，本院不予采纳。",
    ] {
        let found = stances(refused);
        assert_eq!(found.len(), 1, "{refused}: {found:?}");
        assert_eq!(found[0].1, Stance::Rejected, "{refused}");
    }
}

#[test]
fn words_that_only_sound_like_it_are_nothing() {
    silent(&[
        "而故意杀人（未遂），是指由于意志以外的原因而未得逞的行为。",
        "林小舟持刀伤人。\n2、双方过错。\n本案因琐事引发。",
        "综合考虑本案被告人的犯罪性质、在共同犯罪中所起的作用、立功、从犯、前科、犯罪数额等量刑情节，作如下判决。",
        "被告人林小舟、赵大川与村民以赔偿款未到位等为由，阻碍工人施工。",
        "赵大川曾打电话叫钱半山及其他人自首。",
        "赵某将钱某打伤后，双方达成协议，钱某收到赔偿款二千元。",
    ]);
    silent(&[
        "被告人林小舟曾因犯盗窃罪被判决宣告以后，发现其在判决宣告前还有本罪没有判决，应当数罪并罚。",
        "关于从犯，认定从犯，要从被告人在共同犯罪中所处的地位等方面具体分析。",
        "根据该规定，对于从犯亦应对其参与期间的全部犯罪承担责任。",
        "初犯仅适用于情节较为轻微的犯罪。",
        "依照《中华人民共和国刑法》第二十五条共同犯罪、第六十七条自首、第七十二条缓刑之规定处理。",
        "该语言无法解读出林小舟认罪且去自首之含义。",
        "案发后，由陆某文退出违法所得款二千元。",
    ]);
    let notice = HEAD
        .replace("现已审理终结", "本院告知被告人享有的诉讼权利和认罪认罚可能导致的法律后果。现已审理终结");
    assert_eq!(told_of(&format!("{notice}本院认为，二被告人的行为已构成盗窃罪。{TAIL}")), []);
}

#[test]
fn whoever_is_taken_for_it_is_meant() {
    assert_eq!(
        reasoned(&THREE, "起诉指控将赵大川列为主犯，将林小舟列为从犯，相对于钱半山并无不当。"),
        [one(K::Principal, Stance::Accepted, "赵大川"), one(K::Accessory, Stance::Accepted, "林小舟")]
    );
    let found = reasoned(
        &THREE,
        "林小舟的辩护人提出不能证明绳索是林小舟准备的、林小舟家属积极赔偿被害人损失的意见理由充分，予以采纳。",
    );
    assert_eq!(found, [one(K::Compensation, Stance::Accepted, "林小舟")]);
    let found = reasoned(&THREE, "林小舟系被抓获归案，故对自首情节本院不予认定。");
    assert_eq!(found, [one(K::Surrender, Stance::Rejected, "林小舟")]);
}

#[test]
fn a_part_that_is_disputed_is_denied() {
    let found = denied("辩护人提出起诉书认定林小舟在盗窃中处于主犯位置不符合基本事实。");
    assert!(found.iter().all(|(_, _, negated, _)| *negated), "{found:?}");
}

#[test]
fn a_defence_calls_others_principals() {
    let pleaded = |told: &str| told_of(&before_the_facts(told));
    assert_eq!(pleaded("被告人赵大川的辩护人提出，货主获利最多，对货主应认定为主犯。"), []);
    // Whoever else is blamed, it is no plea for him.
    assert_eq!(pleaded("被告人赵大川的辩护人提出，林小舟系主犯。"), []);
    assert_eq!(
        pleaded("被告人赵大川的辩护人提出，赵大川系作用较小的主犯。"),
        [one(K::Principal, Stance::Argued, "赵大川")]
    );
}

#[test]
fn a_unit_and_the_persons_are_all_of_them() {
    let unit = "云岭县青禾商贸有限公司";
    assert_eq!(person(&[unit, "林小舟", "赵大川"], "被告单位及被告人均自愿认罪，从轻处罚。"), "");
}

#[test]
fn a_number_after_the_first_of_them_counts_them() {
    assert_eq!(person(&THREE, "林小舟等三名被告人系初犯。"), "");
    assert_eq!(person(&THREE, "林小舟、赵大川等二人系初犯。"), "林小舟、赵大川");
    silent(&[
        "被告人林小舟等二人系初犯。",
        "被告人周大海、钱半山均系初犯。",
        "林小舟自动到案；被告人钱半山如实交代，均系自首。",
    ]);
    assert_eq!(person(&THREE, "被告人林小舟在两起盗窃中起次要作用，均系从犯。"), "林小舟");
    assert_eq!(person(&THREE, "被告人林小舟赵大川系初犯。"), "林小舟、赵大川");
    let found = reasoned(&THREE, "被告人钱半山自愿赔偿被害人徐某、张某和经济损失，并取得该二人谅解。");
    assert!(found.iter().all(|(_, _, who)| who == "钱半山"), "{found:?}");
}

#[test]
fn a_plea_that_names_the_charge_is_no_charge() {
    let charge = "云岭县人民检察院指控，2022年1月3日夜，林小舟、赵大川拿走手机一部。提请本院依法判处。\n被告人林小舟对指控没有异议。\n";
    for plea in [
        "辩护人周半山对公诉机关指控林小舟的罪名没有意见。提出林小舟有自首情节，请求从轻处罚。",
        "林小舟的辩护人辩称，一、公诉机关指控的第一起事实没有证据予以证实。二、林小舟有自首情节。",
    ] {
        let told = told_of(&before_the_facts(&format!("{charge}{plea}")));
        assert_eq!(told, [one(K::Surrender, Stance::Argued, "林小舟")], "{plea}");
    }
}
