use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Vec<String> {
    scan(text).into_iter().map(|found| found.value.to_string()).collect()
}

#[test]
fn absolute_dates_in_every_spelling() {
    for text in [
        "2023年5月6日",
        "2023年5月6号",
        "二〇二三年五月六日",
        "2023.5.6",
        "2023-05-06",
        "2023/5/6",
        "23年5月6日",
    ] {
        assert_eq!(read(&format!("于{text}，")), ["2023-05-06"], "{text}");
    }
    assert_eq!(read("2023年5月，"), ["2023-05"]);
    assert_eq!(read("二〇一九年，"), ["2019"]);
    assert_eq!(read("二〇一七年十二月三十一日"), ["2017-12-31"]);
}

#[test]
fn times_of_day_belong_to_their_date() {
    let cases = [
        ("2023年5月6日14时30分", "2023-05-06 14:30"),
        ("2023年5月6日14:30", "2023-05-06 14:30"),
        ("2023年5月6日下午3时许", "2023-05-06 15:00"),
        ("2023年5月6日晚上8点半", "2023-05-06 20:30"),
        ("2023年5月6日凌晨2时", "2023-05-06 02:00"),
        ("2023年5月6日凌晨", "2023-05-06"),
    ];
    for (text, expected) in cases {
        let found = scan(text);
        assert_eq!(found[0].value.to_string(), expected, "{text}");
        assert_eq!(&text[found[0].range.clone()], text);
    }
}

#[test]
fn a_day_may_lack_its_word_where_only_a_date_can_stand() {
    assert_eq!(read("于2023年5月11被取保候审"), ["2023-05-11"]);
    assert_eq!(read("自2023年9月7起至2024年3月6日止"), ["2023-09-07", "2024-03-06"]);
    assert_eq!(read("2023年5月3人"), ["2023-05"]);
}

#[test]
fn relative_dates_resolve_leftwards() {
    let text = "2023年12月30日被抓获，次日被刑事拘留，翌日释放，同月9日再次到案，同年3月7日起诉，同日受理，次年2月判决";
    assert_eq!(
        read(text),
        ["2023-12-30", "2023-12-31", "2024-01-01", "2024-01-09", "2024-03-07", "2024-03-07", "2025-02"]
    );
    assert_eq!(
        read("2023年5月6日至7日、9日，6月1日"),
        ["2023-05-06", "2023-05-07", "2023-05-09", "2023-06-01"]
    );
    assert!(read("次日被刑事拘留").is_empty());
    let last = scan("2023年5月6日")[0].value;
    assert_eq!(scan_from("次日", Some(last))[0].value.to_string(), "2023-05-07");
}

#[test]
fn a_day_of_the_same_year_is_one_of_the_same_month() {
    assert_eq!(
        read("于2014年12月22日被抓获，同年23日被刑事拘留，24日转取保候审"),
        ["2014-12-22", "2014-12-23", "2014-12-24"]
    );
    assert_eq!(read("2014年12月22日，同年10日内"), ["2014-12-22", "2014"]);
}

#[test]
fn spans_have_two_ends() {
    let text = "2022年3月至5月间，以及2023年1月2日至2月3日";
    let spans: Vec<_> = ranges(text)
        .into_iter()
        .map(|found| format!("{} {} {}", found.value.0, found.value.1, &text[found.range]))
        .collect();
    assert_eq!(spans, ["2022-03 2022-05 2022年3月至5月间", "2023-01-02 2023-02-03 2023年1月2日至2月3日"]);
}

#[test]
fn vague_dates_say_so() {
    for text in [
        "2023年5月初",
        "2023年5月上旬",
        "2023年底",
        "约2023年5月",
        "2023年5月6日左右",
        "2023年5月的一天",
        "2023年5月间",
    ] {
        assert!(scan(text)[0].value.approximate, "{text}");
    }
    assert!(!scan("2023年5月6日")[0].value.approximate);
}

#[test]
fn impossible_days_are_reported() {
    let dates = scan_all("2023年2月30日", None);
    assert_eq!(dates.found[0].value.to_string(), "2023-02");
    assert_eq!(dates.invalid, std::slice::from_ref(&dates.found[0].range));
}

#[test]
fn articles_terms_and_deadlines_are_no_dates() {
    for text in [
        "第二百六十四条",
        "2023年5月6日，在12日以内",
        "2023年5月6日，十日内",
        "2023年5月6日，六个月",
        "2023年5月6日，拘留十五日",
        "2023年5月6日，有期徒刑六月",
    ] {
        let rest: Vec<_> = read(text).into_iter().filter(|date| date != "2023-05-06").collect();
        assert!(rest.is_empty(), "{text}: {rest:?}");
    }
}

#[test]
fn nothing_counts_from_a_birth() {
    assert_eq!(read("林小舟，1990年1月2日出生，农民，9时到达。"), ["1990-01-02"]);
    let told = read("2023年5月6日立案。林小舟（1990年1月2日出生）于同年6月1日到案。");
    assert_eq!(told, ["2023-05-06", "1990-01-02", "2023-06-01"]);
}

proptest! {
    #[test]
    fn every_day_is_read_back(days in 0i32..40_000) {
        let date = jiff::civil::date(1930, 1, 1).checked_add(jiff::Span::new().days(days)).expect("in range");
        let text = format!("于{}年{}月{}日，", date.year(), date.month(), date.day());
        prop_assert_eq!(scan(&text)[0].value.date(), Some(date));
    }

    #[test]
    fn no_text_panics(text in "[0-9一二十年月日号时分同次至第初底晚:./-]{0,32}") {
        for found in scan(&text) {
            prop_assert!(text.get(found.range).is_some());
        }
    }
}

#[test]
fn the_number_of_an_item_is_none_of_its_day() {
    let days =
        |text: &str| -> Vec<String> { scan(text).into_iter().map(|found| found.value.to_string()).collect() };
    assert_eq!(
        days("2023年9月，三次盗窃：\n1.9月6日窃得现金。\n2.9月14日窃得电脑。"),
        ["2023-09", "2023-09-06", "2023-09-14"]
    );
    assert_eq!(days("2023年9月，长约12.9月1日"), ["2023-09"]);
    assert_eq!(days("2023年9月16日\n1号绿源牌电动自行车发还孙大山；2号手机发还孙玉兰。"), ["2023-09-16"]);
    assert_eq!(days("2023年9月他来过，3号我开车去的。"), ["2023-09", "2023-09-03"]);
}
