mod custody;
mod prior;
mod unlabelled;

use super::*;
use crate::document::DocumentKind;
use crate::extract::elements::{CustodyAction, Measure, PriorKind, Sex};

fn parties(text: &str) -> Vec<Party> {
    read(&Document::from_text(DocumentKind::Judgment, text))
}

fn value(cited: Option<&crate::text::Cited<String>>) -> &str {
    cited.map_or("", |cited| cited.value.as_str())
}

const JUDGMENT: &str = "青城市南山区人民法院\n刑事判决书\n（2023）青0202刑初12号\n公诉机关青城市南山区人民检察院。\n\
被告人赵某某（曾用名赵小某，绰号“老三”），男，1990年3月7日出生于云岭县，公民身份号码370299199003071230，汉族，初中文化，无业，户籍所在地云岭县河口镇1号，现住青城市南山区林海路2号。2015年8月31日因犯盗窃罪被云岭县人民法院判处有期徒刑一年，缓刑一年六个月，并处罚金人民币三千元；2019年3月因吸毒被青城市公安局行政拘留十日。因涉嫌犯盗窃罪于2023年1月5日被青城市公安局南山分局抓获，次日被刑事拘留，同年1月19日经青城市南山区人民检察院批准，由青城市公安局南山分局执行逮捕。现羁押于青城市看守所。\n\
辩护人林小舟、周某，青城海源（云岭）律师事务所律师。\n\
被告人李*乙，女，1985年12月1日生，土家族，大学本科，青城某某公司会计，住青城市北湾区。因本案于2023年1月6日被取保候审。\n\
辩护人吴某某，青城市法律援助中心指派律师。\n\
青城市南山区人民检察院以青南检刑诉〔2023〕12号起诉书指控被告人赵某某、李*乙犯盗窃罪，于2023年3月1日提起公诉。\n被告人王某，男，证人。";

#[test]
fn the_twelve_items_are_read_for_each_accused() {
    let found = parties(JUDGMENT);
    assert_eq!(found.len(), 2);
    let first = &found[0];
    assert_eq!(first.name.value, "赵某某");
    let aliases: Vec<_> = first.aliases.iter().map(|alias| alias.value.as_str()).collect();
    assert_eq!(aliases, ["赵小某", "老三"]);
    assert_eq!(first.sex.as_ref().map(|sex| sex.value), Some(Sex::Male));
    assert_eq!(first.birth.as_ref().map(|birth| birth.value.to_string()).as_deref(), Some("1990-03-07"));
    assert_eq!(value(first.birthplace.as_ref()), "云岭县");
    assert_eq!(value(first.identity.as_ref()), "370299199003071230");
    assert_eq!(value(first.ethnicity.as_ref()), "汉族");
    assert_eq!(value(first.education.as_ref()), "初中文化");
    assert_eq!(value(first.occupation.as_ref()), "无业");
    assert_eq!(value(first.household.as_ref()), "云岭县河口镇1号");
    assert_eq!(value(first.address.as_ref()), "青城市南山区林海路2号");
    assert_eq!(value(first.held_at.as_ref()), "青城市看守所");
    let second = &found[1];
    assert_eq!(second.name.value, "李*乙");
    assert_eq!(value(second.ethnicity.as_ref()), "土家族");
    assert_eq!(value(second.education.as_ref()), "大学本科");
    assert_eq!(value(second.occupation.as_ref()), "青城某某公司会计");
    assert!(second.priors.is_empty());
}

#[test]
fn priors_and_custody_are_told_apart() {
    let found = parties(JUDGMENT);
    let priors = &found[0].priors;
    assert_eq!(priors.len(), 2);
    assert_eq!(priors[0].kind, PriorKind::Criminal);
    assert_eq!(value(priors[0].organ.as_ref()), "云岭县人民法院");
    assert_eq!(value(priors[0].ground.as_ref()), "盗窃罪");
    assert_eq!(value(priors[0].punishment.as_ref()), "有期徒刑一年，缓刑一年六个月，并处罚金人民币三千元");
    assert_eq!(priors[1].kind, PriorKind::Administrative);
    assert_eq!(value(priors[1].ground.as_ref()), "吸毒");
    let chain: Vec<_> = found[0]
        .custody
        .iter()
        .map(|step| {
            (
                step.measure,
                step.action,
                step.at.as_ref().map(|at| at.value.to_string()).unwrap_or_default(),
                value(step.organ.as_ref()),
            )
        })
        .collect();
    assert_eq!(
        chain,
        [
            (Measure::TakenIn, CustodyAction::Applied, "2023-01-05".into(), "青城市公安局南山分局"),
            (Measure::Detention, CustodyAction::Applied, "2023-01-06".into(), ""),
            (Measure::Arrest, CustodyAction::Decided, "2023-01-19".into(), "青城市南山区人民检察院"),
            (Measure::Arrest, CustodyAction::Executed, "2023-01-19".into(), "青城市公安局南山分局"),
        ]
    );
}

#[test]
fn defenders_belong_to_the_accused_before_them() {
    let found = parties(JUDGMENT);
    let names: Vec<_> =
        found[0].defenders.iter().map(|d| (d.name.value.as_str(), value(d.firm.as_ref()))).collect();
    assert_eq!(names, [("林小舟", "青城海源（云岭）律师事务所"), ("周某", "青城海源（云岭）律师事务所")]);
    assert!(found[1].defenders[0].assigned);
    assert_eq!(value(found[1].defenders[0].firm.as_ref()), "青城市法律援助中心");
}

#[test]
fn and_is_part_of_a_name_where_a_side_of_it_is_none() {
    let defenders = |names: &str| -> Vec<String> {
        let text =
            format!("被告人赵某某，男，1990年3月7日出生，汉族。\n辩护人{names}，青城海源律师事务所律师。");
        let found = parties(&text);
        found[0].defenders.iter().map(|defender| defender.name.value.clone()).collect()
    };
    assert_eq!(defenders("邹和平"), ["邹和平"]);
    assert_eq!(defenders("钱某和孙某"), ["钱某", "孙某"]);
    assert_eq!(defenders("邹和平、和小青"), ["邹和平", "和小青"]);
}

#[test]
fn a_form_with_named_fields_reads_the_same() {
    let text = "审查报告\n一、犯罪嫌疑人基本情况\n姓名：赵某某\n性别：男\n出生日期：1990年3月7日\n民族：汉\n文化程度：初中\n职业：务农\n户籍所在地：云岭县河口镇\n现住址：青城市南山区\n因涉嫌盗窃罪于2023年1月5日被刑事拘留。\n二、案件来源";
    let found = parties(text);
    assert_eq!(found.len(), 1);
    assert_eq!(value(found[0].ethnicity.as_ref()), "汉族");
    assert_eq!(value(found[0].occupation.as_ref()), "务农");
    assert_eq!(value(found[0].address.as_ref()), "青城市南山区");
    assert_eq!(found[0].custody.len(), 1);
}

#[test]
fn a_paragraph_without_commas_reads_the_same() {
    let found = parties(
        "被告人赵某某男1990年3月7日出生汉族初中文化农民住青城市南山区。因涉嫌盗窃罪于2023年1月5日被逮捕。",
    );
    assert_eq!(found[0].name.value, "赵某某");
    assert!(found[0].birth.is_some());
    assert_eq!(value(found[0].ethnicity.as_ref()), "汉族");
    assert_eq!(value(found[0].education.as_ref()), "初中文化");
}

#[test]
fn the_date_of_a_measure_is_no_birth_date() {
    let found = parties(
        "被告人赵某某，男。2014年8月27日，因本案被青城市公安局取保候审。\n辩护人吴某、于某东，青城海源律师事务所律师。",
    );
    assert!(found[0].birth.is_none());
    assert_eq!(found[0].custody[0].at.as_ref().map(|at| at.value.to_string()).as_deref(), Some("2014-08-27"));
    assert_eq!(found[0].defenders.len(), 2);
}

#[test]
fn organisations_and_foreign_names() {
    let found = parties(
        "被告单位青城某某贸易有限公司，住所地青城市南山区。\n诉讼代表人周某某，男，该公司职员。\n被告人阿不都·某某，男，1990年3月7日出生，维吾尔族。\n被告人JOHN SMITH（中文名约翰），男，1980年1月1日出生。",
    );
    let names: Vec<_> = found.iter().map(|party| (party.role, party.name.value.as_str())).collect();
    assert_eq!(
        names,
        [
            (PartyRole::Organisation, "青城某某贸易有限公司"),
            (PartyRole::Representative, "周某某"),
            (PartyRole::Accused, "阿不都·某某"),
            (PartyRole::Accused, "JOHN SMITH"),
        ]
    );
}

/// The first accused, told in one paragraph after the name.
fn told(paragraph: &str) -> Party {
    let text = format!(
        "青城市南山区人民法院\n刑事判决书\n公诉机关青城市南山区人民检察院。\n被告人赵某某，{paragraph}\n\
青城市南山区人民检察院以青南检刑诉〔2023〕12号起诉书指控被告人赵某某犯盗窃罪，于2023年3月1日提起公诉。"
    );
    parties(&text).into_iter().next().expect("one accused")
}

fn days(party: &Party) -> Vec<(Measure, CustodyAction, String)> {
    let day = |step: &crate::extract::elements::CustodyStep| {
        step.at.as_ref().map_or(String::new(), |at| at.value.to_string())
    };
    party.custody.iter().map(|step| (step.measure, step.action, day(step))).collect()
}

#[test]
fn a_long_name_may_hold_any_character_where_the_sex_follows() {
    let found = parties(
        "青城市南山区人民法院\n刑事判决书\n被告人林小舟，男，汉族。\n被告人阿不都艾山，男，1981年10月7日出生，维吾尔族。\n\
公诉机关以青南检刑诉〔2023〕12号起诉书指控被告人犯盗窃罪，提起公诉。",
    );
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].name.value, "阿不都艾山");
}

#[test]
fn fields_without_commas_or_labels_keep_apart() {
    let party =
        told("男，1990年3月7日出生于云岭县汉族，小名阿木、绰号大木，初中文化，青城市南山区林海路2号。");
    assert_eq!(value(party.birthplace.as_ref()), "云岭县");
    assert_eq!(value(party.ethnicity.as_ref()), "汉族");
    let aliases: Vec<_> = party.aliases.iter().map(|alias| alias.value.as_str()).collect();
    assert_eq!(aliases, ["阿木", "大木"]);
    assert_eq!(value(party.address.as_ref()), "青城市南山区林海路2号");
    assert!(party.occupation.is_none());
    let party = told("男，1990年3月7日出生，越南社会主义共和国公民，初中文化，务工。");
    assert_eq!(value(party.occupation.as_ref()), "务工");
    let party = told("男，公汉族，无职业，X年X月X日出生于云岭县。");
    assert_eq!(value(party.ethnicity.as_ref()), "汉族");
    assert_eq!(value(party.occupation.as_ref()), "无职业");
    assert_eq!(value(party.birthplace.as_ref()), "云岭县");
}

#[test]
fn the_day_somebody_was_caught_is_no_birth_date() {
    let party = told("男，汉族，2023年1月5日，河口派出所民警将赵某某抓获，1月6日被刑事拘留。");
    assert!(party.birth.is_none());
    assert_eq!(party.custody.len(), 2);
}

#[test]
fn an_occupation_is_no_place_and_may_hold_digits() {
    let occupation = |paragraph: &str| value(told(paragraph).occupation.as_ref()).to_owned();
    assert_eq!(occupation("男，1990年3月7日出生青城市南山区，汉族。"), "");
    assert_eq!(occupation("男，汉族（无户口），暂租住本市林海路民房。"), "");
    assert_eq!(occupation("男，1990年3月7日出生，作案时十六周岁，汉族。"), "");
    assert_eq!(occupation("男，汉族，青城大学2014级车辆工程专业学生。"), "青城大学2014级车辆工程专业学生");
    assert_eq!(occupation("男，汉族，云岭县河口养护有限公司工人，住云岭县。"), "云岭县河口养护有限公司工人");
    assert_eq!(occupation("中共党员，原云岭县河口镇动物防疫站站长。"), "原云岭县河口镇动物防疫站站长");
}

#[test]
fn what_somebody_was_is_told_as_such_and_gives_way_to_what_he_is() {
    let occupation = |paragraph: &str| value(told(paragraph).occupation.as_ref()).to_owned();
    assert_eq!(occupation("男，汉族，原系云岭县水务局局长，住云岭县。"), "原系云岭县水务局局长");
    let posts = "男，汉族，原任云岭县水务局局长，河口镇镇长，现任云岭县顺达商贸有限公司经理，住云岭县。";
    assert_eq!(occupation(posts), "云岭县顺达商贸有限公司经理");
    let found = parties(
        "青城市南山区人民法院\n刑事附带民事判决书\n公诉机关青城市南山区人民检察院。\n被告人赵某某，男，汉族，务工。因本案于2022年1月5日被逮捕。\n\
附带民事诉讼被告人青山财产保险股份有限公司云岭支公司，住所地：云岭县。\n代表人林小舟，总经理。\n青城市南山区人民检察院指控被告人赵某某犯交通肇事罪。",
    );
    let insurer = found.last().expect("an insurer is sued");
    assert_eq!(insurer.name.value, "青山财产保险股份有限公司云岭支公司");
    assert!(insurer.occupation.is_none());
}

#[test]
fn a_number_struck_out_leaves_the_next_field_alone() {
    let party = told("男，1990年3月7日出生，公民身份号码，汉族，小学文化。");
    assert!(party.identity.is_none());
    assert_eq!(value(party.ethnicity.as_ref()), "汉族");
}

#[test]
fn whoever_is_brought_back_to_a_detention_house_is_held_there() {
    let held = |paragraph: &str| value(told(paragraph).held_at.as_ref()).to_owned();
    assert_eq!(held("男，汉族。2022年1月5日被逮捕，同日被押解回云岭县看守所羁押。"), "云岭县看守所");
}

#[test]
fn a_bracket_tells_the_part_of_an_appellant() {
    let found = parties(
        "青城市中级人民法院\n刑事判决书\n上诉人（原审附带民事诉讼原告人）周某某，男，汉族。\n被上诉人（原审被告人）赵某某，男，汉族。因本案于2022年1月5日被逮捕。\n\
青城市南山区人民法院审理青城市南山区人民检察院指控被告人赵某某犯故意伤害罪一案。",
    );
    let parts: Vec<_> = found.iter().map(|party| (party.role, party.name.value.as_str())).collect();
    assert_eq!(parts, [(PartyRole::CivilClaimant, "周某某"), (PartyRole::Accused, "赵某某")]);
}

#[test]
fn an_occupation_may_have_a_remark_with_a_day() {
    let party = told(
        "被告人林小舟，男，1968年9月12日出生，汉族，大专文化，云岭县水务局原局长（2022年5月27日被开除公职），住云岭县。",
    );
    assert!(value(party.occupation.as_ref()).contains("原局长"));
}

#[test]
fn what_is_asked_in_a_record_and_the_next_record_tell_no_measure() {
    let text = "讯问笔录（第一次）\n时间：2022年6月3日9时至10时\n犯罪嫌疑人：林小舟，1968年9月12日出生\n\
                问：你因涉嫌受贿被本院决定拘留，是否清楚？\n答：清楚。\n以上笔录看过，和我说的一样。林小舟（签名捺印）2022年6月3日\n\n\
                讯问笔录（第二次，逮捕后）：2022年6月11日10时至10时40分。";
    let found = read(&Document::from_text(DocumentKind::Interrogation, text));
    assert!(found.iter().all(|party| party.custody.is_empty()), "{found:#?}");
}

#[test]
fn places_printed_twice_and_peoples_of_no_recognised_group() {
    let person = |words: &str| {
        let text =
            format!("云岭县人民法院\n刑事判决书\n被告人赵某某，男，1990年3月7日{words}，小学文化，农民。");
        parties(&text).remove(0)
    };
    let repeated = person("出生于云岭县出生于云岭县，汉族");
    assert_eq!(value(repeated.birthplace.as_ref()), "云岭县");
    for people in ["穿青人", "摩梭人", "缅族", "汉族"] {
        let party = person(&format!("出生，{people}"));
        assert_eq!(value(party.ethnicity.as_ref()), people);
        assert_eq!(value(party.occupation.as_ref()), "农民", "{people}");
    }
}

#[test]
fn a_numeral_may_be_the_first_character_of_a_firm() {
    for (heading, name) in [
        ("被告单位四川云岭设备有限公司，", "四川云岭设备有限公司"),
        ("被告单位三亚海源贸易有限公司。", "三亚海源贸易有限公司"),
        ("被告单位一：青城贸易有限公司。", "青城贸易有限公司"),
    ] {
        let text =
            format!("青城市南山区人民法院\n刑事判决书\n{heading}住所地青城市。\n被告人赵某某，男，汉族。");
        assert_eq!(parties(&text)[0].name.value, name);
    }
}

#[test]
fn an_insurer_is_sued_under_its_full_name() {
    let text = "云岭县人民法院\n刑事附带民事判决书\n被告人赵某某，男，汉族。\n\
附带民事诉讼被告人中国人民财产保险股份有限公司云岭支公司，住所地：云岭县桃园路3号。\n被告单位云岭水泥有限公司，单位地址云岭县河口镇1号。";
    let found = parties(text);
    assert_eq!(found[1].name.value, "中国人民财产保险股份有限公司云岭支公司");
    assert_eq!(value(found[2].address.as_ref()), "云岭县河口镇1号");
}

#[test]
fn a_place_ends_before_a_remark() {
    let found = parties(
        "青城市南山区人民法院\n刑事判决书\n被告人赵某某，男，1990年3月7日出生于云岭土家族自治县（以下简称云岭县），汉族，住青城市南山区（以上身份情况系自报）。因本案于2023年1月6日被取保候审。\n指控被告人赵某某犯盗窃罪，提起公诉。",
    );
    assert_eq!(value(found[0].birthplace.as_ref()), "云岭土家族自治县");
    assert_eq!(value(found[0].address.as_ref()), "青城市南山区");
    let kept = parties(
        "青城市南山区人民法院\n刑事判决书\n被告人赵某某，男，住青城市南山区（林海路2号）。因本案被取保候审。\n指控被告人赵某某犯盗窃罪，提起公诉。",
    );
    assert_eq!(value(kept[0].address.as_ref()), "青城市南山区（林海路2号）");
}

#[test]
fn parties_of_the_civil_part_keep_what_is_theirs() {
    use PartyRole::{Accused, CivilClaimant, CivilDefendant};
    let found = parties(
        "青城市中级人民法院\n刑事附带民事判决书\n上诉人（原审附带民事诉讼原告人）林小舟，女，1965年6月11日出生，住云岭县。\n\
上诉人（原审附带民事诉讼原告人）周宁，男，1964年7月13日出生，住址同上。\n上诉人林小舟、周宁的共同诉讼代理人陈立，青城海源律师事务所律师。\n\
被上诉人（原审被告人）赵某某，男，1990年3月7日出生，户籍地青城市南山区。因本案于2023年1月6日被取保候审。\n\
被上诉人（原审附带民事诉讼被告人）钱小山，男，1984年5月9日出生，住青城市北湾区。\n\
上诉人（原审附带民事诉讼被告人）青城某某保险公司，住所地青城市湖滨路9号。\n云岭县人民检察院指控赵某某犯交通肇事罪，提起公诉。",
    );
    let told: Vec<_> = found
        .iter()
        .map(|party| {
            (
                party.role,
                value(Some(&party.name)),
                value(party.address.as_ref()),
                value(party.occupation.as_ref()),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (CivilClaimant, "林小舟", "云岭县", ""),
            (CivilClaimant, "周宁", "云岭县", ""),
            (Accused, "赵某某", "", ""),
            (CivilDefendant, "钱小山", "青城市北湾区", ""),
            (CivilDefendant, "青城某某保险公司", "青城市湖滨路9号", ""),
        ]
    );
}

#[test]
fn defenders_sent_by_legal_aid_are_told_behind_the_heading() {
    let found = parties(
        "青城市南山区人民法院\n刑事判决书\n被告人赵某某，男，无业。\n辩护人林小舟，青城海某2律师事务所律师。\n被告人周某某，男，无业。\n辩护人陈立，青城海源律师事务所律师。\n\
青城市南山区人民检察院指控被告人赵某某、周某某犯盗窃罪，提起公诉。被告人赵某某及由青城市南山区法律援助中心指派的辩护人林小舟、被告人周某某及其辩护人陈立到庭参加诉讼。",
    );
    let told: Vec<_> = found
        .iter()
        .flat_map(|party| &party.defenders)
        .map(|one| (one.assigned, value(one.firm.as_ref())))
        .collect();
    assert_eq!(told, [(true, "青城海某2律师事务所"), (false, "青城海源律师事务所")]);
}

#[test]
fn an_adverb_behind_a_role_begins_no_name() {
    let found = parties(
        "云岭县人民检察院\n量刑建议调整书\n云岭县人民法院：\n被告人赵某某一案，现将量刑建议调整为：判处拘役四个月，缓刑六个月。被告人已重新签署具结书。\n",
    );
    assert!(found.iter().all(|party| !party.name.value.starts_with('已')), "{found:?}");
    // 未 is a family name too, where the rest is masked.
    let text = "云岭县人民法院\n刑事判决书\n被告人未某某，男，1990年2月17日出生，汉族。\n指控被告人未某某犯盗窃罪，提起公诉。";
    assert_eq!(parties(text).remove(0).name.value, "未某某");
}

#[test]
fn units_of_a_supervision_commission_are_parties() {
    let found = parties(
        "云岭县监察委员会\n起诉意见书\n被调查单位云岭县青禾商贸有限公司，住所地云岭县桃园路6号。\n被调查人赵大川，男，1974年10月26日出生。\n云岭县青禾商贸有限公司、赵大川涉嫌单位行贿一案，现已调查终结。\n",
    );
    let names: Vec<&str> = found.iter().map(|party| party.name.value.as_str()).collect();
    assert_eq!(names, ["云岭县青禾商贸有限公司", "赵大川"]);
}

#[test]
fn two_places_told_at_once_are_both_told() {
    let read = |words: &str| {
        let text = format!(
            "青城市南山区人民法院\n刑事判决书\n被告人赵某某，男，汉族，{words}。因本案于2023年1月6日被取保候审。\n指控被告人赵某某犯盗窃罪，提起公诉。"
        );
        let party = parties(&text).remove(0);
        [party.birthplace, party.household, party.address, party.occupation]
            .map(|one| value(one.as_ref()).to_owned())
    };
    assert_eq!(read("出生地及户籍地：云岭县河口镇"), ["云岭县河口镇", "云岭县河口镇", "", ""]);
    assert_eq!(read("户籍地与现住地均系云岭县河口镇"), ["", "云岭县河口镇", "云岭县河口镇", ""]);
    assert_eq!(read("户籍及居住地址云岭县河口镇"), ["", "云岭县河口镇", "云岭县河口镇", ""]);
    assert_eq!(read("户籍登记为1998年11月2日"), ["", "", "", ""]);
    assert_eq!(
        read("因未持操作证，违规进行电焊作业，于2020年3月1日被云岭县公安局行政拘留五日"),
        ["", "", "", ""]
    );
}

#[test]
fn the_word_for_particulars_is_no_name() {
    for label in ["犯罪嫌疑人身份", "犯罪嫌疑人身份信息", "犯罪嫌疑人基本情况"] {
        let text = format!(
            "认罪认罚具结书\n一、{label}：林小舟，男，1994年2月14日出生，公民身份号码37029919940214001X。\n二、本人自愿认罪认罚。\n"
        );
        let document = Document::from_text(DocumentKind::PleaAgreement, &text);
        let names: Vec<String> =
            crate::extract::extract(&document).parties.into_iter().map(|party| party.name.value).collect();
        assert_eq!(names, ["林小舟"], "{label}");
    }
}
