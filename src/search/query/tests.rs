mod manual;

use proptest::prelude::*;

use super::*;

/// The canonical form of a query, or its message.
fn read(text: &str) -> String {
    match parse(text) {
        Ok(query) => query.to_string(),
        Err(error) => format!("! {error}"),
    }
}

fn assert_read(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
    }
}

#[test]
fn words_phrases_and_operators() {
    assert_read(&[
        ("", ""),
        ("  ，。", ""),
        ("盗窃", "盗窃"),
        ("盗窃 手机", "盗窃 手机"),
        ("盗窃　且　手机", "盗窃 手机"),
        ("盗窃 AND 手机", "盗窃 手机"),
        ("盗窃 或 诈骗", "盗窃 或 诈骗"),
        ("盗窃|诈骗 ｜ 抢夺", "盗窃 或 诈骗 或 抢夺"),
        ("a 手机 or b 电脑", "（a 手机） 或 （b 电脑）"),
        ("手机 （盗窃 或 诈骗)", "手机 （盗窃 或 诈骗）"),
        ("盗窃 -未遂", "盗窃 -未遂"),
        ("盗窃 非 未遂", "盗窃 -未遂"),
        ("盗窃 不含 (未遂 或 中止)", "盗窃 -（未遂 或 中止）"),
        ("盗窃 NOT “入户盗窃”", "盗窃 -“入户盗窃”"),
        ("--盗窃", "盗窃"),
        ("非法经营 或许", "非法经营 或许"),
        ("盗窃 - 诈骗", "盗窃 诈骗"),
        ("\"秘密窃取\"", "“秘密窃取”"),
        ("「甲“乙”丙」", "\"甲“乙”丙\""),
        ("『甲』 “乙\"", "“甲” “乙”"),
        ("”丙”", "“丙”"),
        ("《关于办理盗窃案件的解释》", "《关于办理盗窃案件的解释》"),
    ]);
}

#[test]
fn operators_are_seen_where_they_touch_a_sign() {
    assert_read(&[
        ("(甲 乙)且(丙 或 丁)", "甲 乙 （丙 或 丁）"),
        ("“甲”或“乙”", "“甲” 或 “乙”"),
        ("“甲”或乙", "“甲” 或 乙"),
        ("盗窃且（自首 或 坦白）", "盗窃 （自首 或 坦白）"),
        ("非(甲 乙)", "-（甲 乙）"),
        ("罪名:盗窃且情节:自首", "罪名:盗窃 情节:自首"),
        ("罪名:盗窃，情节:自首", "罪名:盗窃 情节:自首"),
        ("手机或罪名:盗窃", "手机 或 罪名:盗窃"),
        ("罪名:盗窃不含情节:自首", "罪名:盗窃 -情节:自首"),
        ("非情节:自首", "-情节:自首"),
        ("(罪名:盗窃)情节:自首", "罪名:盗窃 情节:自首"),
    ]);
}

#[test]
fn brackets_and_colons_of_texts_stay_text() {
    assert_read(&[
        ("（2023）青01刑初12号", "（2023）青01刑初12号"),
        ("案号:(2023)青01刑初12号", "案号:(2023)青01刑初12号"),
        ("青公（刑）诉字〔2023〕1号", "青公（刑）诉字〔2023〕1号"),
        ("故意伤害（致人死亡） 自首", "故意伤害（致人死亡） 自首"),
        ("14:30", "14:30"),
        ("张三:在逃", "张三:在逃"),
        ("本院认为：被告人无罪", "本院认为：被告人无罪"),
        ("张三：“在逃”", "张三 “在逃”"),
        ("http://a.b", "http://a.b"),
        ("标题:关于:甲", "标题:关于:甲"),
    ]);
}

#[test]
fn fields_by_any_name() {
    assert_read(&[
        ("罪名:盗窃", "罪名:盗窃"),
        ("罪名：“盗窃”", "罪名:“盗窃”"),
        ("案由 ： 盗窃", "罪名:盗窃"),
        ("CHARGE:盗窃", "罪名:盗窃"),
        ("ｃｈａｒｇｅ：盗窃", "罪名:盗窃"),
        ("罪名:(盗窃 或 诈骗)", "罪名:盗窃 或 罪名:诈骗"),
        ("罪名:（盗窃 -诈骗 \"抢夺\"）", "罪名:盗窃 -罪名:诈骗 罪名:“抢夺”"),
        ("罪名:盗窃，诈骗", "罪名:盗窃 或 罪名:诈骗"),
        ("罪名:走私、贩卖毒品罪", "罪名:走私、贩卖毒品罪"),
        ("罪名:-盗窃", "-罪名:盗窃"),
        ("情节:自首、坦白", "情节:自首 或 情节:坦白"),
        ("情节:未成年人", "情节:未成年"),
        ("被告人:林小舟 法院:青城", "人员:林小舟 法院:青城"),
        ("承办人:有", "承办人:有"),
        ("罚金:无", "-罚金:有"),
        ("缓刑:有", "缓刑:是"),
        ("缓刑:no", "缓刑:否"),
        ("评查点:cm-07", "评查点:CM-07"),
        ("评查点:“超期”", "评查点:“超期”"),
        ("来源:判决书", "来源:裁判文书"),
        ("严重程度:较重", "严重程度:较重"),
        ("等次:合格", "等次:合格"),
        ("等次:良好", "等次:良好"),
        ("等次:“合格”", "等次:合格"),
        ("等次:“待 整改”", "等次:“待 整改”"),
        ("案號:１２ 情節:認罪認罰", "案号:１２ 情节:认罪认罚"),
        ("刑种:死缓", "刑种:死刑缓期执行"),
    ]);
}

#[test]
fn dates_by_precision() {
    assert_read(&[
        ("判决日期:2023", "日期:2023"),
        ("日期:2023年1月", "日期:2023-01"),
        ("日期:二〇二三年一月五日", "日期:2023-01-05"),
        ("日期:2023/1/5", "日期:2023-01-05"),
        ("日期:20230105", "日期:2023-01-05"),
        ("日期:202301", "日期:2023-01"),
        ("日期:2023-01..2023-06", "日期:2023-01..2023-06"),
        ("日期:2023-01 至 2023-06", "日期:2023-01..2023-06"),
        ("日期:2023年1月至6月", "日期:2023-01..2023-06"),
        ("日期:2023-01..06", "日期:2023-01..2023-06"),
        ("日期:2023-01-05~09", "日期:2023-01-05..2023-01-09"),
        ("日期:2023-01-05..2023-02", "日期:2023-01-05..2023-02-28"),
        ("日期:2022，2023", "日期:2022 或 日期:2023"),
        ("日期:>2023-01", "日期:2023-02-01.."),
        ("日期:＞＝2023", "日期:2023-01-01.."),
        ("日期:<2023-02", "日期:..2023-01-31"),
        ("日期:<=2023-06", "日期:..2023-06-30"),
        ("日期:2023年6月以前", "日期:..2023-06-30"),
        ("日期:2023至今", "日期:2023-01-01.."),
        ("日期:不早于2023年3月", "日期:2023-03-01.."),
        ("日期:2023年1月以后2023年6月以前", "日期:2023-01..2023-06"),
        ("日期:2023年上半年", "日期:2023-01..2023-06"),
        ("日期:2023年第四季度", "日期:2023-10..2023-12"),
        ("日期:9999", "日期:9999-01-01.."),
    ]);
    let date = |year, month, day| Date::constant(year, month, day);
    let test = Test::Date { from: Bound::Included(date(2023, 1, 1)), to: Bound::Excluded(date(2023, 2, 1)) };
    assert_eq!(parse("日期:2023-01"), Ok(Query::Field { field: FieldName::Date, test }));
}

#[test]
fn numbers_in_their_units() {
    assert_read(&[
        ("刑期:>3年", "刑期:>3年"),
        ("刑期:> 3年", "刑期:>3年"),
        ("刑期:＞三年六个月", "刑期:>3年6个月"),
        ("刑期:一年六个月", "刑期:1年6个月"),
        ("刑期:有期徒刑三年", "刑期:3年"),
        ("刑期:6个月..1年", "刑期:6个月..1年"),
        ("刑期:3至5年", "刑期:3年..5年"),
        ("刑期:三年以上七年以下", "刑期:3年..7年"),
        ("刑期:>1年 <3年", "刑期:>1年<3年"),
        ("金额:5万元以上不满10万元", "金额:>=5万<10万"),
        ("金额:大于5万小于等于10万", "金额:>5万<=10万"),
        ("<5年", "5年"),
        ("刑期:三年以上", "刑期:>=3年"),
        ("刑期:不满一年", "刑期:<1年"),
        ("刑期:无期徒刑", "刑期:无期"),
        ("刑期:死刑", "刑期:死刑"),
        ("刑期:>=无期", "刑期:>=无期"),
        ("考验期:2年..", "考验期:>=2年"),
        ("金额:5万..10万", "金额:5万..10万"),
        ("金额:5..10万", "金额:5万..10万"),
        ("金额:5 至 10万元", "金额:5万..10万"),
        ("金额:5000..1万", "金额:5000..1万"),
        ("金额:至少1,000.5元", "金额:>=1000.5"),
        ("金额:叁仟元", "金额:3000"),
        ("金额:(<1万 或 > 5万)", "金额:<1万 或 金额:>5万"),
        ("金额:(5万 .. 10万)", "金额:5万..10万"),
        ("金额:~10万", "金额:<=10万"),
        ("罚金:>=5000", "罚金:>=5000"),
        ("罚金:≤５０００", "罚金:<=5000"),
        ("人数:>2", "人数:>2"),
        ("人数:三人以上", "人数:>=3"),
        ("问题数:大于 3", "问题数:>3"),
    ]);
    let test = Test::Number { from: Bound::Excluded(36.0), to: Bound::Unbounded };
    assert_eq!(parse("刑期:大于3年"), Ok(Query::Field { field: FieldName::Term, test }));
}

#[test]
fn articles_in_one_spelling() {
    assert_read(&[
        ("法条:264", "法条:刑法264"),
        ("法条:刑法264", "法条:刑法264"),
        ("法条:刑法第264条", "法条:刑法264"),
        ("法条:第二百六十四条", "法条:刑法264"),
        ("法条:《中华人民共和国刑法》第六十七条第三款", "法条:刑法67"),
        ("法条:67.3", "法条:刑法67"),
        ("法条:第一百三十三条之一第一款第（二）项", "法条:刑法133之1"),
        ("法条:133之一", "法条:刑法133之1"),
        ("法条:133之1", "法条:刑法133之1"),
        ("法条:刑诉法15条", "法条:刑事诉讼法15"),
        ("法条:刑事诉讼法", "法条:刑事诉讼法"),
        ("法条:《关于适用〈刑事诉讼法〉的解释》第1条", "法条:关于适用〈刑事诉讼法〉的解释1"),
        ("法条:264、67", "法条:刑法264 或 法条:刑法67"),
    ]);
}

#[test]
fn mistakes_are_told() {
    let mistakes = [
        "“盗窃",
        "手机 \"盗窃",
        "“”",
        "(盗窃",
        "盗窃)",
        "()",
        "手机 ( )",
        "罪名:",
        "罪名: 情节:自首",
        "罪名:|",
        "罪明:盗窃",
        "罪行：盗窃",
        "法园:青城",
        "或 盗窃",
        "盗窃 或",
        "盗窃 且 或 诈骗",
        "盗窃 且",
        "非",
        "盗窃 (或 诈骗)",
        "至",
        "日期:前年",
        "日期:2023-13",
        "日期:2023-02-30",
        "日期:2023..2022",
        "刑期:36",
        "刑期:很重",
        "金额:10万..5万",
        "金额:很多",
        "人数:2.5",
        "缓刑:也许",
        "情节:自守",
        "情节:自",
        "来源:网络",
        "法条:刑法999",
        "法条:盗窃",
        "等次:",
    ];
    let told: Vec<String> = mistakes.iter().map(|text| format!("{text}\n  {}", read(text))).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn long_and_deep_queries_are_refused() {
    assert!(read(&"盗".repeat(2_001)).contains("超过2000个字"));
    assert!(read(&"( ".repeat(900)).contains("括号套得太多"));
    assert!(read(&"-".repeat(1_800)).contains("缺少检索词"));
}

#[test]
fn every_field_has_a_row_and_its_example_parses() {
    for info in fields() {
        let query = parse(&info.example).unwrap_or_else(|error| panic!("{}: {error}", info.example));
        assert!(matches!(&query, Query::Field { field, .. } if *field == info.field), "{}", info.example);
        for name in info.aliases.iter().chain([&info.name]) {
            assert_eq!(fields::find(name).map(|found| found.field), Some(info.field), "{name}");
        }
        for synonym in info.synonyms.values() {
            assert!(info.choices.contains(synonym), "{synonym}");
        }
        assert_eq!(info.field.info().name, info.name);
    }
}

/// Pieces that make queries of every kind, and mistakes.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        " ",
        "　",
        "盗窃",
        "罪名:",
        "罪名",
        "：",
        "情节:自首",
        "自首",
        "金额:",
        "5万",
        "..",
        "至",
        "到",
        ">",
        ">=",
        "以上",
        "刑期:",
        "3年",
        "<",
        "不满",
        "等次:",
        "罪名:（",
        "6个月",
        "日期:",
        "2023-01",
        "2023",
        "且",
        "或",
        "非",
        "不含",
        "AND ",
        " or ",
        "|",
        "-",
        "(",
        ")",
        "（",
        "）",
        "“",
        "”",
        "\"",
        "「",
        "」",
        "『",
        "』",
        "《",
        "》",
        "，",
        "、",
        "。",
        "14:30",
        "法条:",
        "264",
        "第",
        "条",
        "标题:",
        "缓刑:",
        "是",
        "有",
        "无",
        "人数:2",
        "文书:起诉书",
        "张三:在逃",
        "a",
        "*",
        "…",
        "—",
        "~",
        "\u{0}",
        "😀",
        "罪行:",
        "\n",
        "\t",
        "+",
        "&",
        "='",
        "评查点:cm-7",
    ];
    prop_oneof![9 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_input_panics_and_what_is_read_is_read_back(pieces in prop::collection::vec(piece(), 0..14)) {
        let text = pieces.concat();
        if let Ok(query) = parse(&text) {
            let shown = query.to_string();
            prop_assert_eq!(parse(&shown), Ok(query), "{} shown as {}", text, shown);
        }
    }

    #[test]
    fn any_text_gives_a_query_or_a_sentence(text in any::<String>()) {
        if let Err(error) = parse(&text) {
            prop_assert!(error.to_string().ends_with('。'));
            prop_assert!(error.at.start <= text.chars().count());
        }
    }

    #[test]
    fn money_comes_back_to_the_fen(fen in 0i64..1_000_000_000_000) {
        let test = Test::Number { from: Bound::Included(fen as f64 / 100.0), to: Bound::Unbounded };
        let query = Query::Field { field: FieldName::Amount, test };
        prop_assert_eq!(parse(&query.to_string()), Ok(query));
    }

    #[test]
    fn terms_come_back_to_the_day(months in 1u32..300, days in 0u32..30) {
        let value = f64::from(months) + f64::from(days) / 30.0;
        let test = Test::Number { from: Bound::Unbounded, to: Bound::Excluded(value) };
        let query = Query::Field { field: FieldName::Term, test };
        prop_assert_eq!(parse(&query.to_string()), Ok(query));
    }
}
