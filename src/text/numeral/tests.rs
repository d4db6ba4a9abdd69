use proptest::prelude::*;

use super::{decimal, integer, scan};

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Writes a number the way a court does.
fn chinese(value: u64) -> String {
    let mut text = String::new();
    let mut gap = false;
    for (divisor, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let section = value / divisor % 10_000;
        if section == 0 {
            gap = !text.is_empty();
            continue;
        }
        if !text.is_empty() && (gap || section < 1000) {
            text.push('零');
        }
        gap = false;
        text.push_str(&below_ten_thousand(section));
        text.push_str(name);
    }
    text
}

fn below_ten_thousand(section: u64) -> String {
    let mut text = String::new();
    let mut gap = false;
    for (divisor, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = section / divisor % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
        }
        gap = false;
        text.push(DIGITS[digit as usize]);
        text.push_str(name);
    }
    text
}

#[test]
fn numerals_of_legal_papers_have_their_value() {
    let cases = [
        ("二〇一七", 2017),
        ("十五", 15),
        ("二十", 20),
        ("两千三百", 2300),
        ("一百零五", 105),
        ("二百六十四", 264),
        ("叁仟伍佰", 3500),
        ("壹拾贰万", 120_000),
        ("廿三", 23),
        ("1,200", 1200),
        ("3万", 30_000),
        ("1.2万", 12_000),
        ("两万三", 23_000),
        ("两万零三", 20_003),
        ("3万5千", 35_000),
        ("一亿二千万", 120_000_000),
        ("12345", 12_345),
    ];
    for (text, value) in cases {
        assert_eq!(integer(text), Some(value), "{text}");
    }
}

#[test]
fn a_fraction_is_kept_exactly() {
    assert_eq!(decimal("3,500.55").and_then(|d| d.scaled(100)), Some(350_055));
    assert_eq!(decimal("0.07").and_then(|d| d.scaled(100)), Some(7));
    assert_eq!(integer("1.5"), None);
    for wrong in ["", "万", "1,2,3", "一二十", "1..2"] {
        assert_eq!(decimal(wrong), None, "{wrong}");
    }
}

#[test]
fn a_scan_yields_maximal_numerals() {
    let text = "赵某某共盗窃三次，1,200元和1.5万元，两千三百元。";
    let words: Vec<_> = scan(text).into_iter().map(|found| &text[found.range]).collect();
    assert_eq!(words, ["三", "1,200", "1.5万", "两千三百"]);
}

proptest! {
    #[test]
    fn a_written_number_is_read_back(value in 1u64..999_999_999_999) {
        prop_assert_eq!(integer(&chinese(value)), Some(value as i64));
        prop_assert_eq!(integer(&value.to_string()), Some(value as i64));
    }

    #[test]
    fn no_text_panics(text in "[0-9一二十百千万亿零廿,.年]{0,24}") {
        for found in scan(&text) {
            prop_assert!(text.get(found.range).is_some());
        }
    }
}
