use super::{days, told, value};
use crate::extract::elements::{CustodyAction, Measure};

#[test]
fn measures_only_spoken_of_are_no_steps() {
    use CustodyAction::{Applied, Decided, Executed};
    let party = told(
        "男，无业。2022年9月7日，经青城市南山区人民检察院批准被青城市公安局执行逮捕，同日，因身患疾病，不适宜逮捕关押，被青城市公安局取保候审。",
    );
    let day = "2022-09-07".to_owned();
    assert_eq!(
        days(&party),
        [
            (Measure::Arrest, Decided, day.clone()),
            (Measure::Arrest, Executed, day.clone()),
            (Measure::Bail, Applied, day)
        ]
    );
    let party = told(
        "男，无业。2022年9月7日经青城市公安局批准逮捕，次日执行。2022年10月1日经青城市公安局决定并执行取保候审。",
    );
    assert_eq!(days(&party).last(), Some(&(Measure::Bail, Applied, "2022-10-01".to_owned())));
    assert_eq!(party.custody.len(), 3);
}

#[test]
fn a_span_starts_on_its_first_day_and_an_office_may_be_meant() {
    let party = told(
        "男，无业。于2022年2月8日至10日被临时羁押，同年2月11日被青城市公安局青山-绿水开发区分局监视居住，同年3月27被该局取保候审。",
    );
    let told: Vec<_> = days(&party).into_iter().map(|(_, _, day)| day).collect();
    assert_eq!(told, ["2022-02-08", "2022-02-11", "2022-03-27"]);
    assert_eq!(value(party.custody[2].organ.as_ref()), "青城市公安局青山-绿水开发区分局");
}

#[test]
fn what_was_asked_for_or_not_done_is_no_step() {
    use CustodyAction::{Applied, Decided};
    let party = told(
        "男，无业。2022年2月5日被青城市公安局逮捕（未入所羁押），2022年3月1日本院重新作出取保候审决定，2022年8月17日经本院决定逮捕，因病未执行，\
2022年9月1日其妻申请对其取保候审，本院于2022年9月15日决定对其取保候审。",
    );
    assert_eq!(
        days(&party),
        [
            (Measure::Arrest, Applied, "2022-02-05".to_owned()),
            (Measure::Bail, Applied, "2022-03-01".to_owned()),
            (Measure::Arrest, Decided, "2022-08-17".to_owned()),
            (Measure::Bail, Applied, "2022-09-15".to_owned()),
        ]
    );
}

#[test]
fn one_event_in_two_words_is_one_step() {
    let party = told("男，无业。2022年2月5日被抓获并羁押，次日被刑事拘留。");
    assert_eq!(party.custody.len(), 2);
    let party =
        told("男，无业。2022年6月8日经青城市南山区人民检察院批准，并于同日由青城市公安局执行，被依法逮捕。");
    let actions: Vec<_> = party.custody.iter().map(|step| step.action).collect();
    assert_eq!(actions, [CustodyAction::Decided, CustodyAction::Executed]);
}

#[test]
fn every_day_of_a_list_is_a_step() {
    let party = told("男，无业。2022年6月16日、9月14日，经青城市南山区人民法院决定被继续取保候审。");
    let told: Vec<_> = days(&party).into_iter().map(|(_, _, day)| day).collect();
    assert_eq!(told, ["2022-06-16", "2022-09-14"]);
}

#[test]
fn the_office_is_the_one_that_acted() {
    let party = told(
        "男，无业。2017年3月因盗窃被云岭县公安局行政拘留；于2022年2月1日到河口派出所投案，次日被青城市公安局南山分局（经侦大队）刑事拘留，\
同年2月9日青城市南山区人民检察院作出不批准逮捕决定，同日被该分局监视居住。",
    );
    let offices: Vec<_> = party.custody.iter().map(|step| value(step.organ.as_ref())).collect();
    assert_eq!(
        offices,
        ["青城市公安局南山分局（经侦大队）", "青城市南山区人民检察院", "青城市公安局南山分局（经侦大队）"]
    );
    assert_eq!(party.priors.len(), 1);
}

#[test]
fn a_hold_by_the_police_is_no_measure_of_the_supervision_commission() {
    let measures = |text: &str| -> Vec<Measure> {
        days(&told(text)).into_iter().map(|(measure, _, _)| measure).collect()
    };
    let questioned =
        measures("男，无业。于2021年2月23日被青城市公安局传唤留置审查，次日被青城市公安局刑事拘留。");
    assert!(!questioned.contains(&Measure::Liuzhi), "{questioned:?}");
    let early = measures("男，无业。因本案于2014年7月17日被留置，次日被刑事拘留。");
    assert_eq!(early, [Measure::TakenIn, Measure::Detention], "before the Supervision Law");
    let commission = measures("男，局长。于2021年2月23日被青城市监察委员会留置，同年5月6日被刑事拘留。");
    assert_eq!(commission, [Measure::Liuzhi, Measure::Detention]);
    let unnamed = measures("男，局长。于2021年2月23日被留置，同年5月6日被刑事拘留。");
    assert_eq!(unnamed, [Measure::Liuzhi, Measure::Detention]);
}

#[test]
fn a_relative_date_does_not_lean_on_a_birth_date() {
    let party = told(
        "男，1992年6月16日出生，汉族，无业，次日被刑事拘留，同年9月19日被逮捕。2021年3月4日被取保候审。",
    );
    let told: Vec<String> = days(&party).into_iter().map(|(_, _, day)| day).collect();
    assert_eq!(told, ["", "", "2021-03-04"], "two days nobody can tell, and one that is told");
}

#[test]
fn a_measure_that_is_taken_is_a_step() {
    use CustodyAction::{Applied, Executed};
    let liuzhi = |words: &str| days(&told(words)).first().map(|(measure, ..)| *measure);
    let words = "男，干部。2022年5月8日由青城市监察委员会立案调查，同年5月31日被采取留置措施。";
    assert_eq!(liuzhi(words), Some(Measure::Liuzhi));
    assert_eq!(liuzhi("男，干部。2022年5月8日立案调查，未采取留置措施。"), None);
    let party = told(
        "男，无业。2022年3月19日由青城市人民检察院决定取保候审，次日由青城市公安局南山分局执行，2022年9月1日本院决定对其取保候审，同日由青城市公安局北湾分局执行。",
    );
    let [first, next] = ["2022-03-19", "2022-03-20"].map(str::to_owned);
    let last = "2022-09-01".to_owned();
    assert_eq!(
        days(&party),
        [
            (Measure::Bail, Applied, first),
            (Measure::Bail, Executed, next),
            (Measure::Bail, Applied, last.clone()),
            (Measure::Bail, Executed, last)
        ]
    );
    assert_eq!(value(party.custody[1].organ.as_ref()), "青城市公安局南山分局");
}

#[test]
fn each_step_has_the_day_and_the_office_told_with_it() {
    use CustodyAction::{Applied, Executed, Lifted};
    let party = told("男，无业。于2022年12月22日被抓获，同年23日被刑事拘留，24日转取保候审。");
    let told_days: Vec<_> = days(&party).into_iter().map(|(_, _, day)| day).collect();
    assert_eq!(told_days, ["2022-12-22", "2022-12-23", "2022-12-24"]);
    let party = told("男，无业。于2022年7月19日被逮捕，次日被执行，现羁押于青城市看守所。");
    let (first, next) = ("2022-07-19".to_owned(), "2022-07-20".to_owned());
    assert_eq!(days(&party), [(Measure::Arrest, Applied, first), (Measure::Arrest, Executed, next)]);
    let party = told(
        "男，无业。2021年12月23日被青城市公安局取保候审，2022年12月21日依法被青城市公安局解除取保候审，变更为监视居住。",
    );
    let last = "2022-12-21".to_owned();
    let (lifted, begun) = ((Measure::Bail, Lifted, last.clone()), (Measure::Surveillance, Applied, last));
    assert_eq!(days(&party)[1..], [lifted, begun]);
    assert_eq!(value(party.custody[2].organ.as_ref()), "青城市公安局");
    let party = told("男，无业。2022年10月13日公诉机关决定对其取保候审。");
    assert_eq!(value(party.custody[0].organ.as_ref()), "公诉机关");
}

#[test]
fn a_stay_counted_in_an_earlier_case_is_no_step() {
    let party = told(
        "男，无业。2015年12月11日因犯挪用公款罪被云岭县人民法院判处有期徒刑一年，缓刑二年，期间被羁押91天。因本案于2022年1月5日被刑事拘留。",
    );
    assert_eq!(days(&party), [(Measure::Detention, CustodyAction::Applied, "2022-01-05".to_owned())]);
    assert_eq!(party.custody[0].clause.quote.text, "因本案于2022年1月5日被刑事拘留");
}
