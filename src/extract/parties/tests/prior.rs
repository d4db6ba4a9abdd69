use super::{told, value};
use crate::extract::elements::{Measure, Party, PriorKind};

/// Kind, day, office, ground, punishment and day of release of every sanction.
fn sanctions(party: &Party) -> Vec<String> {
    let day = |at: Option<&crate::text::Cited<crate::text::Moment>>| {
        at.map_or(String::new(), |at| at.value.to_string())
    };
    let line = |prior: &crate::extract::elements::Prior| {
        let kind = match prior.kind {
            PriorKind::Criminal => "刑",
            PriorKind::Administrative => "行",
            PriorKind::Unpunished => "免",
        };
        [
            kind,
            &day(prior.decided.as_ref()),
            value(prior.organ.as_ref()),
            value(prior.ground.as_ref()),
            value(prior.punishment.as_ref()),
            &day(prior.released.as_ref()),
        ]
        .join("|")
    };
    party.priors.iter().map(line).collect()
}

#[test]
fn what_became_of_a_sanction_is_no_further_one() {
    let party = told(
        "男，无业。2018年6月7日，因吸食毒品被云岭县公安局行政拘留十日、强制隔离戒毒二年，后因身患疾病被变更为社区戒毒三年；\
2020年5月6日，因犯盗窃罪被云岭县人民法院判处有期徒刑一年，判决生效后未投送监狱；\
2021年3月4日因赌博被云岭县公安局行政拘留五日，并责令其接受教育。",
    );
    let punishments: Vec<_> = party.priors.iter().map(|prior| value(prior.punishment.as_ref())).collect();
    assert_eq!(
        punishments,
        ["行政拘留十日、强制隔离戒毒二年", "有期徒刑一年", "行政拘留五日，并责令其接受教育"]
    );
}

#[test]
fn several_days_are_several_sanctions() {
    let party = told(
        "男，无业。因犯盗窃罪，于2010年12月21日、2013年9月16日先后被本院判处有期徒刑三年、有期徒刑七年；因赌博，分别于2016年10月、2017年9月被云岭县公安局各罚款五百元。",
    );
    let told: Vec<_> = party
        .priors
        .iter()
        .map(|prior| {
            let day = prior.decided.as_ref().map_or(String::new(), |at| at.value.to_string());
            (day, value(prior.punishment.as_ref()))
        })
        .collect();
    let expected = [
        ("2010-12-21", "有期徒刑三年"),
        ("2013-09-16", "有期徒刑七年"),
        ("2016-10", "罚款五百元"),
        ("2017-09", "罚款五百元"),
    ];
    assert_eq!(told, expected.map(|(day, words)| (day.to_owned(), words)));
}

#[test]
fn sanctions_joined_by_a_comma_keep_apart_and_share_their_ground() {
    let party = told(
        "男，无业。2011年2月18日因吸毒被青城市公安局治安拘留十五日、因吸毒成瘾被青城市公安局强制隔离戒毒二年；\
曾因寻衅滋事，分别于2012年9月17日被行政拘留十日、于2013年10月11日被劳动教养一年；\
因吸食毒品，于2014年4月10日被云岭县公安局行政拘留十五日，社区戒毒三年；\
因赌博，分别于2015年4月、2016年6月被云岭县公安局罚款五百元、三千元；\
曾因犯盗窃罪，于2017年8月31日被云岭县人民法院判处有期徒刑六年；于2019年11月18日被本院判处有期徒刑一年。",
    );
    assert_eq!(
        sanctions(&party),
        [
            "行|2011-02-18|青城市公安局|吸毒|治安拘留十五日|",
            "行|2011-02-18|青城市公安局|吸毒成瘾|强制隔离戒毒二年|",
            "行|2012-09-17||寻衅滋事|行政拘留十日|",
            "行|2013-10-11||寻衅滋事|劳动教养一年|",
            "行|2014-04-10|云岭县公安局|吸食毒品|行政拘留十五日，社区戒毒三年|",
            "行|2015-04|云岭县公安局|赌博|罚款五百元|",
            "行|2016-06|云岭县公安局|赌博|罚款三千元|",
            "刑|2017-08-31|云岭县人民法院|盗窃罪|有期徒刑六年|",
            "刑|2019-11-18|本院|盗窃罪|有期徒刑一年|",
        ]
    );
}

#[test]
fn offices_of_every_kind_punish() {
    let party = told(
        "男，无业。2011年6月1日因非法经营被青城市烟草专卖局罚款二千元；2012年6月1日因扰乱单位秩序被云岭县公安局警告；\
2013年6月1日因赌博被云岭县公安局南山分局拘留十日并处罚款一千元；1998年8月因盗窃被青城市劳动教养管理委员会收容劳动教养二年；\
2014年4月10日因拒不履行判决被云岭县人民法院决定拘留十五日；2015年6月8日因吸食毒品，被云岭县公安局不予行政处罚，同年7月1日被该局强制隔离戒毒二年。2016年受到党内严重警告处分。",
    );
    assert_eq!(
        sanctions(&party),
        [
            "行|2011-06-01|青城市烟草专卖局|非法经营|罚款二千元|",
            "行|2012-06-01|云岭县公安局|扰乱单位秩序|警告|",
            "行|2013-06-01|云岭县公安局南山分局|赌博|拘留十日并处罚款一千元|",
            "行|1998-08|青城市劳动教养管理委员会|盗窃|劳动教养二年|",
            "行|2014-04-10|云岭县人民法院|拒不履行判决|拘留十五日|",
            "免|2015-06-08|云岭县公安局|吸食毒品|不予行政处罚|",
            "行|2015-07-01|云岭县公安局|吸食毒品|强制隔离戒毒二年|",
        ]
    );
}

#[test]
fn a_conviction_may_be_told_in_other_words() {
    let party = told(
        "男，无业。1997年9月因犯信用卡诈骗罪被云岭县人民法院判无期徒刑，2010年8月刑满释放；2011年1月因犯非法经营罪被本院单处罚金6000元；\
2012年1月因犯盗窃罪被本院有期徒刑九个月，并处罚金1000元；2013年1月因犯寻衅滋事罪被本院判处免予刑事处罚；\
2014年1月因犯盗窃罪、抢劫罪被本院判处并决定执行有期徒刑二年（2015年12月1日刑满释放）；\
2016年1月因犯抢劫罪被本院判处有期徒刑八年，后改判为有期徒刑三年，2017年7月24日被假释，考验期至2018年5月17日。",
    );
    assert_eq!(
        sanctions(&party),
        [
            "刑|1997-09|云岭县人民法院|信用卡诈骗罪|无期徒刑|2010-08",
            "刑|2011-01|本院|非法经营罪|单处罚金6000元|",
            "刑|2012-01|本院|盗窃罪|有期徒刑九个月，并处罚金1000元|",
            "免|2013-01|本院|寻衅滋事罪|免予刑事处罚|",
            "刑|2014-01|本院|盗窃罪、抢劫罪|有期徒刑二年|2015-12-01",
            "刑|2016-01|本院|抢劫罪|有期徒刑八年，后改判为有期徒刑三年|2018-05-17",
        ]
    );
}

#[test]
fn the_case_under_trial_is_no_prior() {
    let party = told(
        "男，无业。因本案于2022年6月13日被刑事拘留，同年6月25日被逮捕，2022年11月9日被云岭县人民法院判处有期徒刑三年。",
    );
    assert!(party.priors.is_empty());
    assert_eq!(party.custody.len(), 2);
    let party = told(
        "男，无业。因涉嫌犯诈骗罪于2012年6月13日被刑事拘留，同年6月25日被逮捕，2013年6月9日被云岭县人民法院判处有期徒刑一年。因涉嫌犯盗窃罪于2022年1月5日被刑事拘留。",
    );
    assert_eq!(sanctions(&party), ["刑|2013-06-09|云岭县人民法院|诈骗罪|有期徒刑一年|"]);
    assert_eq!(party.custody.len(), 1);
    let party = told(
        "男，无业。因盗窃于2022年10月8日被云岭县公安局行政拘留十四日，后因同一事实涉嫌犯盗窃罪于同年10月22日被刑事拘留。",
    );
    assert!(party.priors.is_empty());
    assert_eq!(party.custody[0].measure, Measure::AdministrativeDetention);
    let party =
        told("男，无业。2022年4月7日因本案殴打他人被云岭县公安局行政拘留12日。2022年11月7日被刑事拘留。");
    assert!(party.priors.is_empty());
    let party = told(
        "男，无业。因涉嫌犯盗窃罪于2016年9月8日被刑事拘留，同年10月14日被逮捕。2018年9月18日被云岭县人民法院判处有期徒刑六年。现服刑。",
    );
    assert!(party.priors.is_empty());
    let party = told("男，无业。因涉嫌拒不执行判决、裁定罪于2022年3月23日被刑事拘留。");
    assert!(party.priors.is_empty());
    assert_eq!(party.custody.len(), 1);
}

#[test]
fn a_release_belongs_to_the_punishment_before_it() {
    let party = told(
        "男，无业。2015年12月29日因犯盗窃罪被本院判处拘役四个月。2017年3月21日因吸毒被云岭县公安局强制戒毒二年，后因身体原因被解除强制戒毒。",
    );
    assert_eq!(
        sanctions(&party),
        ["刑|2015-12-29|本院|盗窃罪|拘役四个月|", "行|2017-03-21|云岭县公安局|吸毒|强制戒毒二年|"]
    );
}

#[test]
fn a_paragraph_printed_twice_is_read_once() {
    let party = told(
        "男，无业。2010年6月25日因殴打他人被云岭县公安局行政拘留5日；2010年6月25日因殴打他人被云岭县公安局行政拘留5日。因本案于2022年1月5日被刑事拘留。",
    );
    assert_eq!(party.priors.len(), 1);
    assert_eq!(party.custody.len(), 1);
}

#[test]
fn a_list_of_days_charges_and_terms_is_dealt_out() {
    let party = told(
        "男，无业。曾因犯盗窃罪、抢劫罪，分别于2010年8月20日、2012年1月10日被本院判处有期徒刑六个月和一年五个月，2013年6月1日刑满释放；\
2014年2月被云岭县人民法院以容留他人吸毒罪判处有期徒刑九个月。",
    );
    assert_eq!(
        sanctions(&party),
        [
            "刑|2010-08-20|本院|盗窃罪|有期徒刑六个月|",
            "刑|2012-01-10|本院|抢劫罪|有期徒刑一年五个月|2013-06-01",
            "刑|2014-02|云岭县人民法院|容留他人吸毒罪|有期徒刑九个月|",
        ]
    );
}

#[test]
fn what_goes_on_with_a_punishment_is_part_of_it() {
    let party = told(
        "男，无业。因犯抢劫罪，于2010年7月8日被本院判处有期徒刑一年，并处罚金3000元；撤销原判缓刑二年，合并决定执行有期徒刑二年。2012年5月9日刑满释放。\
因犯盗窃罪，2014年2月28日被本院判处有期徒刑九年，犯抢夺罪被判处有期徒刑二年，数罪并罚，决定执行有期徒刑十年；2014年9月3日被判处有期徒刑一年，2015年3月20日，因非法持有警械被云岭县公安局行政拘留十五日，2016年3月27日刑满释放。",
    );
    assert_eq!(
        sanctions(&party),
        [
            "刑|2010-07-08|本院|抢劫罪|有期徒刑一年，并处罚金3000元；撤销原判缓刑二年，合并决定执行有期徒刑二年|2012-05-09",
            "刑|2014-02-28|本院|盗窃罪|有期徒刑九年|",
            "刑|2014-02-28|本院|抢夺罪|有期徒刑二年，数罪并罚，决定执行有期徒刑十年|",
            "刑|2014-09-03|||有期徒刑一年|2016-03-27",
            "行|2015-03-20|云岭县公安局|非法持有警械|行政拘留十五日|",
        ]
    );
}

#[test]
fn words_about_a_punishment_tell_none() {
    let party = told(
        "男，无业。因原判刑期已满于2022年8月9日被云岭县人民法院取保候审；2010年7月20日因吸毒被中山派出所罚款五百元；因2014年3月8日在广场闹事，于2014年3月10日被行政拘留十日。",
    );
    assert_eq!(
        sanctions(&party),
        ["行|2010-07-20|中山派出所|吸毒|罚款五百元|", "行|2014-03-10||2014年3月8日在广场闹事|行政拘留十日|"]
    );
    assert_eq!(party.custody.len(), 1);
}

#[test]
fn a_record_told_behind_the_heading_is_read() {
    let read = |facts: &str| {
        let text = format!(
            "青城市南山区人民法院\n刑事判决书\n公诉机关青城市南山区人民检察院。\n被告人赵某某，男，无业。因本案于2022年1月5日被刑事拘留。\n被告人周某某，男，无业。因本案于2022年1月5日被刑事拘留。\n\
青城市南山区人民检察院以青南检刑诉〔2023〕12号起诉书指控被告人赵某某犯盗窃罪，于2023年3月1日提起公诉。\n经审理查明，2022年1月3日，被告人赵某某因琐事打伤他人。{facts}\n本院认为，被告人赵某某曾因2015年犯罪被判处刑罚，应当从重处罚。判决如下：\n一、被告人赵某某犯盗窃罪，判处有期徒刑一年。"
        );
        let parties = super::parties(&text);
        parties.iter().map(sanctions).collect::<Vec<_>>()
    };
    let none: Vec<String> = Vec::new();
    assert_eq!(
        read(
            "另查明，被告人周某某于2010年9月25日因犯抢夺罪被云岭县人民法院判处有期徒刑三年。2013年5月1日刑满释放。"
        ),
        [none.clone(), vec!["刑|2010-09-25|云岭县人民法院|抢夺罪|有期徒刑三年|2013-05-01".to_owned()]]
    );
    assert_eq!(read("被告人赵某某于2022年因本起案件被行政拘留十日。"), [none.clone(), none.clone()]);
    let robbed = || vec!["刑|2011-09|云岭县人民法院|抢夺罪|拘役4个月|".to_owned()];
    for words in [
        "相关刑事判决书，证明周某某有前科，2011年9月因犯抢夺罪，被云岭县人民法院判处拘役4个月。",
        "2011年9月周某某因犯抢夺罪被云岭县人民法院判处拘役4个月。",
        "2011年9月，被告人周某某因犯抢夺罪被云岭县人民法院判处拘役4个月。",
        "判决书证实被告人周某某因犯抢夺罪，于2011年9月被云岭县人民法院判处拘役4个月；钱小山曾因赌博于2012年3月1日被行政拘留五日。",
    ] {
        assert_eq!(read(words), [none.clone(), robbed()], "{words}");
    }
    // A witness, and what is said of somebody else.
    for words in [
        "证人周某某2因犯抢夺罪，于2011年9月1日被云岭县人民法院判处拘役4个月。",
        "2011年9月1日，被告人周某某因琐事与钱小山（已判刑）等人争吵。",
        "被告人周某某与钱小山相识，钱小山因犯抢夺罪，于2011年9月1日被判处拘役4个月。",
    ] {
        assert_eq!(read(words), [none.clone(), none.clone()], "{words}");
    }
    assert_eq!(
        read(
            "被告人赵某某、周某某因2021年2月28日与他人打架于同年7月28日被云岭县公安局分别处以行政拘留5日、8日。"
        ),
        [
            vec!["行|2021-07-28|云岭县公安局|2021年2月28日与他人打架|行政拘留5日|".to_owned()],
            vec!["行|2021-07-28|云岭县公安局|2021年2月28日与他人打架|行政拘留8日|".to_owned()]
        ]
    );
}

#[test]
fn a_record_of_the_heading_is_not_told_twice_and_a_judgment_under_review_is_none() {
    let read = |heading: &str, facts: &str| {
        let text = format!(
            "青城市中级人民法院\n刑事判决书\n{heading}\n审理青城市南山区人民检察院指控赵某某犯盗窃罪一案，提起公诉。\n经审理查明，{facts}\n本院认为，上诉无理。判决如下：\n驳回上诉，维持原判。"
        );
        super::parties(&text)[0].priors.len()
    };
    let own =
        "被告人赵某某，男，无业。2010年9月25日因犯抢夺罪被判处拘役四个月。因本案于2022年1月5日被刑事拘留。";
    assert_eq!(read(own, "被告人赵某某于2010年9月15日因犯抢夺罪被云岭县人民法院判处拘役四个月。"), 1);
    assert_eq!(read(own, "被告人赵某某还于2012年9月15日因犯诈骗罪被云岭县人民法院判处拘役五个月。"), 2);
    let appeal = "上诉人（原审被告人）赵某某，男，无业。因本案于2022年1月5日被刑事拘留。";
    assert_eq!(read(appeal, "原审被告人赵某某因犯盗窃罪，于2022年5月6日被云岭县人民法院判处拘役五个月。"), 0);
}
