use super::*;
use crate::extract::elements::{AmountRole, InjuryGrade};

const HEAD: &str = "云岭县人民法院\n刑事判决书\n（2022）云0999刑初12号\n公诉机关云岭县人民检察院。\n\
被告人林小舟，男，1990年1月2日出生，汉族，住云岭县。因涉嫌犯盗窃罪于2022年1月5日被刑事拘留。\n\
云岭县人民检察院以云检刑诉〔2022〕8号起诉书指控被告人林小舟犯盗窃罪，于2022年3月1日向本院提起公诉。现已审理终结。\n";
const TAIL: &str = "本院认为，被告人林小舟以非法占有为目的，秘密窃取他人财物，其行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n\
被告人林小舟犯盗窃罪，判处拘役五个月，并处罚金人民币二千元。\n\
如不服本判决，可在接到判决书的第二日起十日内上诉。\n审判员周某\n二〇二二年四月二日";

fn judged(middle: &str) -> Elements {
    let document = Document::from_text(DocumentKind::Judgment, &format!("{HEAD}{middle}\n{TAIL}"));
    let mut elements = Elements { parties: crate::extract::parties::read(&document), ..Elements::default() };
    read(&document, &mut elements);
    elements
}

const TWO: &str = "1、2022年1月3日凌晨2时许，被告人林小舟翻墙进入云岭县白鹭镇河东村被害人孙某家中，窃得手机一部，经鉴定价值人民币2600元。\n\
2、2022年1月4日晚，被告人林小舟在云岭县城关镇人民路12号门口，窃得被害人吴某电动自行车一辆，价值1,850.50元。\n\
案发后，被告人林小舟家属退赔被害人孙某人民币2600元。";

#[test]
fn each_numbered_incident_has_its_own_values() {
    let found =
        judged(&format!("经审理查明：\n{TWO}\n上述事实，有被害人陈述、价格认定结论书等证据证实，足以认定。"))
            .found;
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!(
        found[0].time.as_ref().map(|time| time.value.to_string()),
        Some("2022-01-03 02:00".to_owned())
    );
    assert_eq!(found[0].place.as_ref().map(|place| place.value.as_str()), Some("云岭县白鹭镇河东村"));
    assert_eq!(found[0].victims[0].value, "孙某");
    assert_eq!(found[0].persons[0].value, "林小舟");
    assert!(found[0].means.iter().any(|means| means.value == "翻墙"));
    assert!(found[0].objects.iter().any(|object| object.value == "手机"));
    assert_eq!((found[0].amounts[0].fen.value, found[0].amounts[0].role), (260_000, AmountRole::Crime));
    let second: Vec<_> = found[1].amounts.iter().map(|amount| (amount.fen.value, amount.role)).collect();
    assert_eq!(second, [(185_050, AmountRole::Crime), (260_000, AmountRole::Repaid)]);
}

#[test]
fn a_total_behind_what_was_paid_back_is_paid_back() {
    let found = judged(
        "经审理查明：\n2022年1月3日2时许，被告人林小舟、周海在云岭县白鹭镇盗走孙某电动车一辆，价值2600元。\
         案发后，二被告人家属各退赔1300元，共计2600元。\n上述事实，有被害人陈述等证据证实，足以认定。",
    )
    .found;
    let roles: Vec<_> = found[0].amounts.iter().map(|amount| amount.role).collect();
    assert_eq!(roles, [AmountRole::Crime, AmountRole::Repaid, AmountRole::Repaid]);
}

#[test]
fn what_anothers_crime_brought_is_no_proceeds_of_this_one() {
    let found = judged(
        "经审理查明：\n2022年1月3日，被告人林小舟提供银行卡，帮助周某转移犯罪所得32000元，从中获利600元。\n\
         上述事实，有证人证言等证据证实，足以认定。",
    )
    .found;
    let roles: Vec<_> = found[0].amounts.iter().map(|amount| amount.role).collect();
    assert_eq!(roles, [AmountRole::Crime, AmountRole::Proceeds]);
}

#[test]
fn both_sides_are_read_the_same_way() {
    let elements = judged(&format!(
        "公诉机关指控：\n{TWO}\n公诉机关认为，被告人林小舟的行为已构成盗窃罪，提请依法判处。\n\
         被告人林小舟对指控的事实没有异议。\n经审理查明：\n{TWO}\n上述事实，有被害人陈述等证据证实，足以认定。"
    ));
    let values = |incidents: &[Incident]| -> Vec<_> {
        incidents
            .iter()
            .map(|incident| {
                (
                    incident.time.as_ref().map(|time| time.value),
                    incident.place.as_ref().map(|place| place.value.clone()),
                    incident.amounts.iter().map(|amount| amount.fen.value).collect::<Vec<_>>(),
                    incident.victims.iter().map(|victim| victim.value.clone()).collect::<Vec<_>>(),
                )
            })
            .collect()
    };
    assert_eq!(elements.alleged.len(), 2);
    assert_eq!(values(&elements.alleged), values(&elements.found));
}

#[test]
fn a_court_may_adopt_the_accusation() {
    let elements = judged(
        "公诉机关指控，2022年1月3日，被告人林小舟在云岭县河东村窃得手机一部，价值2600元。\n\
         被告人林小舟对指控没有异议。\n经审理查明的事实与公诉机关指控的事实一致。\n上述事实，有证据证实，足以认定。",
    );
    assert_eq!(elements.alleged.len(), 1);
    assert!(elements.adopts_accusation.is_some());
}

#[test]
fn degrees_of_injury_keep_their_level() {
    let grades = |text: &str| injury::scan(text).into_iter().map(|found| found.value).collect::<Vec<_>>();
    assert_eq!(
        grades("经鉴定，孙某的损伤程度为轻伤二级，吴某为轻微伤"),
        [InjuryGrade::LightTwo, InjuryGrade::Slight]
    );
    assert_eq!(grades("评定为重伤（一级），致一人重伤"), [InjuryGrade::GraveOne]);
    assert!(grades("尚不构成轻微伤，死亡赔偿金").is_empty());
}

#[test]
fn an_indictments_facts_are_its_authors() {
    let text = "云岭县人民检察院\n起诉书\n云检刑诉〔2022〕8号\n被告人林小舟，男，1990年1月2日出生。\n\
        本案由云岭县公安局侦查终结，以被告人林小舟涉嫌危险驾驶罪移送审查起诉。\n\
        经依法审查查明：2022年1月3日21时许，被告人林小舟酒后驾驶小型轿车行驶至云岭县环城路与青山路交叉口被查获。经鉴定，其血液中乙醇含量为168.35mg/100ml。\n\
        认定上述事实的证据如下：书证、鉴定意见、被告人供述。\n本院认为，被告人林小舟的行为触犯了《中华人民共和国刑法》第一百三十三条之一。\n\
        此致\n云岭县人民法院\n检察员周某\n2022年3月1日";
    let document = Document::from_text(DocumentKind::Indictment, text);
    let mut elements = Elements::default();
    read(&document, &mut elements);
    assert!(elements.alleged.is_empty());
    assert_eq!(elements.found.len(), 1);
    assert_eq!(elements.found[0].alcohol.as_ref().map(|alcohol| alcohol.value), Some(16_835));
}

#[test]
fn who_walks_alone_is_not_called_so() {
    let elements = judged(
        "经审理查明：\n2023年3月11日23时许，被告人林小舟见被害人尹丽独自行走，遂持刀抢走其现金1450元。\n上述事实，有被害人陈述等证据证实，足以认定。",
    );
    let victims: Vec<_> =
        elements.found.iter().flat_map(|incident| &incident.victims).map(|v| v.value.as_str()).collect();
    assert_eq!(victims, ["尹丽"]);
}

#[test]
fn a_month_of_planning_is_not_the_deed_and_what_was_found_again_is_no_sum_of_it() {
    for plan in ["2022年4月底，被告人林小舟与他人商定合伙设局。", "2022年4月，被告人林小舟预谋。"]
    {
        let text = format!("经审理查明：{plan}同年5月3日至7月16日，被告人林小舟在云岭县桃园路5号组织赌博。");
        let found = judged(&text).found;
        assert_eq!(found[0].time.as_ref().map(|time| time.value.to_string()).as_deref(), Some("2022-05-03"));
    }
    let found = judged(
        "经审理查明：2022年1月3日，被告人林小舟劫取被害人孙某现金2600元，后将现金中的1450元用于还债。公安人员搜出挎包1个、手机1部及现金1150元。",
    )
    .found;
    let crime: Vec<_> = found[0].amounts.iter().filter(|sum| sum.role == AmountRole::Crime).collect();
    assert_eq!(crime.iter().map(|sum| sum.fen.value).collect::<Vec<_>>(), [260_000]);
}

#[test]
fn the_end_of_a_period_is_not_when_the_deed_began() {
    let found = judged(
        "经审理查明：\n2021年2月，何大山与被告人林小舟商定共同出资设局，林小舟负责招揽人员。至2022年6月案发时，林小舟分得60000元。",
    )
    .found;
    assert_eq!(found[0].time.as_ref().map(|time| time.value.to_string()).as_deref(), Some("2021-02"));
}

#[test]
fn the_day_somebody_joined_a_company_is_not_the_deed() {
    let found = judged(
        "经审理查明：被告人林小舟2019年3月1日入职云岭粮油公司，2020年6月任区域经理。2022年3月12日，林小舟收取货款126800元不交公司。",
    )
    .found;
    assert_eq!(found[0].time.as_ref().map(|time| time.value.to_string()).as_deref(), Some("2022-03-12"));
}

#[test]
fn the_last_day_of_a_right_is_no_time_of_the_deed() {
    let found = judged(
        "经审理查明：\n“白鹭”商标注册人为云岭县某公司，有效期自2018年5月14日至2028年5月13日。\n\
         2022年1月3日，被告人林小舟在云岭县城关镇销售假冒该商标的大米，销售金额6000元。\n上述事实，有证人证言等证据证实。",
    )
    .found;
    let times: Vec<String> = found
        .iter()
        .filter_map(|incident| incident.time.as_ref())
        .map(|time| time.value.to_string())
        .collect();
    assert_eq!(times, ["2022-01-03"]);
}

#[test]
fn what_somebody_helps_in_is_no_place() {
    let found = judged(
        "经审理查明：\n（一）2022年1月3日，被告人林小舟在自己车内收受孙某现金5万元，为其在白鹭镇三个村村道工程验收、拨款等方面提供帮助。\n\
         （二）2022年2月4日，被告人林小舟在听泉茶楼收受白鹭市海源苗木有限公司经理吴某现金3万元。\n\
         上述事实，有证人证言等证据证实，足以认定。",
    )
    .found;
    let places: Vec<_> = found.iter().filter_map(|fact| Some(fact.place.as_ref()?.value.as_str())).collect();
    assert_eq!(places, ["自己车内", "听泉茶楼"]);
}

#[test]
fn the_day_a_rule_came_into_force_is_no_time_of_the_deed() {
    for rule in [
        "自2021年1月1日起常年禁捕。",
        "自2021年1月1日0时起实行暂定为期十年的常年禁捕。",
        "该条例自2021年1月1日起施行。",
    ] {
        let found = judged(&format!(
            "经审理查明：\n石桥河云岭段{rule}2022年1月3日21时许，被告人林小舟持带电抄网在石桥河电鱼，捕获鲢鱼4公斤。\n\
             上述事实，有证人证言等证据证实。"
        ))
        .found;
        let time = found[0].time.as_ref().map(|time| time.value.to_string());
        assert_eq!(time, Some("2022-01-03 21:00".to_owned()), "{rule}");
    }
}

#[test]
fn a_second_appraisal_takes_the_place_of_the_first() {
    let grades = |told: &str| -> Vec<InjuryGrade> {
        injury::scan(told).into_iter().map(|grade| grade.value).collect()
    };
    let first = "经公安局物证鉴定室鉴定为轻伤一级；林小舟不服";
    assert_eq!(grades(&format!("{first}，经重新鉴定，构成轻伤二级。")), [InjuryGrade::LightTwo]);
    assert_eq!(grades(&format!("{first}，申请重新鉴定。")), [InjuryGrade::LightOne]);
    assert_eq!(
        grades("周某的伤经鉴定为轻微伤。孙某住院。出院后双方协商。孙某经重新鉴定为轻伤二级。"),
        [InjuryGrade::Slight, InjuryGrade::LightTwo]
    );
}

#[test]
fn the_first_character_of_the_next_word_is_no_part_of_a_short_name() {
    for word in ["遗失的钱包", "价值2600元的手机", "停放的电动车"] {
        let found = judged(&format!(
            "经审理查明：\n2022年1月3日2时许，被告人林小舟拿走被害人孙立{word}，价值2600元。\n上述事实，有被害人陈述等证据证实，足以认定。"
        ))
        .found;
        assert_eq!(found[0].victims[0].value, "孙立", "{word}");
    }
}

#[test]
fn what_money_was_used_for_is_no_place_and_a_post_no_part_of_one() {
    let place = |words: &str| {
        let found =
            judged(&format!("经审理查明：2022年1月3日，{words}\n上述事实，有书证证实，足以认定。")).found;
        found[0].place.as_ref().map(|place| place.value.clone())
    };
    assert_eq!(place("被告人林小舟窃得电缆，将所得现金2600元用于偿还债务及家庭开支。"), None);
    assert_eq!(
        place("被告人林小舟在云岭县舟山机电有限公司任二号材料库保管员期间，窃得电缆，价值2600元。")
            .as_deref(),
        Some("云岭县舟山机电有限公司")
    );
}
