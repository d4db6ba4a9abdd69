//! The day a paper is signed.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::office;
use crate::document::Document;
use crate::text::{Cited, Found, Moment, Range, date};

/// A score below this is a date told, not the date of signing.
const ENOUGH: i32 = 1;

/// The date the paper is signed: the best placed one of its closing, the last of equals.
pub(super) fn read(document: &Document, closing: &Range) -> Option<Cited<Date>> {
    let plain = document.plain();
    let words = plain.get(closing.clone())?;
    let dates = date::scan(words).into_iter().map(|found| found.shifted(closing.start));
    let signing = dates.filter(|found| !date::is_birth(plain, &found.range));
    let scored = signing.filter_map(|found| {
        let day = found.value.date()?;
        Some((score(plain, &found), found.range, day))
    });
    let (score, range, day) = scored.max_by_key(|(score, range, _)| (*score, range.start))?;
    let confidence = if score >= 3 { 0.97 } else { 0.8 };
    (score >= ENOUGH).then(|| document.cite(day, &range, confidence))
}

/// How much a date looks like one of signing.
fn score(plain: &str, found: &Found<Moment>) -> i32 {
    let line_start = plain[..found.range.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = plain[found.range.end..].find('\n').map_or(plain.len(), |at| found.range.end + at);
    let (before, after) = (&plain[line_start..found.range.start], &plain[found.range.end..line_end]);
    let previous = plain[..line_start].trim_end().rsplit('\n').next().unwrap_or_default();
    let written = &plain[found.range.clone()];
    let is_alone = is_seal(before) && is_seal(after);
    let is_sealed = SEAL_BEFORE.is_match(before) || SEAL_AFTER.is_match(after);
    // In a form on one line, what is ordered stands before its seal.
    let told = if is_sealed { before.rsplit('。').next().unwrap_or_default() } else { before };
    let marks: [(bool, i32); 10] = [
        (is_alone, 3),
        (is_sealed, 4),
        (written.contains(['一', '二', '三', '四', '五', '六', '七', '八', '九', '〇']), 3),
        (office::is_office(before), 3),
        (is_alone && (office::is_office(previous) || is_seal(previous)), 3),
        (SIGNING_LABEL.is_match(before), 4),
        (ROLE_BEFORE.is_match(before) || ROLE_BEFORE.is_match(previous), 1),
        (found.value.hour.is_some(), -3),
        (TOLD.is_match(told) || TOLD_AFTER.is_match(after), -5),
        (is_alone && RECEIVED.is_match(previous), -2),
    ];
    marks.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum()
}

/// Nothing, or only words of a seal: （院印）.
fn is_seal(words: &str) -> bool {
    let words = words.trim_matches(['（', '）', ' ', '：', '。', '\t', '，']);
    matches!(
        words,
        "" | "院印"
            | "印"
            | "公章"
            | "盖章"
            | "印章"
            | "公安局印"
            | "局印"
            | "院章"
            | "章"
            | "单位印章"
            | "日期"
    )
}

macro_rules! pattern {
    ($name:ident = $pattern:literal) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).expect("the pattern is fixed"));
    };
}

pattern!(
    SIGNING_LABEL =
        r"(?:签发|填发|制作|落款|成文|填表|填写|出具|发文|签署|文书|作出|制表)(?:的)?(?:日期|时间)[：\t]*$"
);
// 执行拘留。（分局印）2024年3月20日, 决定批准逮捕。2024年4月19日（院印）; the detention house seals what it received.
pattern!(SEAL_BEFORE = "（[^（）所]{0,20}(?:印|章)）[\\t ]*$");
pattern!(SEAL_AFTER = "^[\\t ]*（[^（）所]{0,20}(?:印|章)）");
pattern!(ROLE_BEFORE = "审判|陪审员|检察官|检察员|检察长|局长|法官|书记员|鉴定人");
pattern!(
    TOLD = r"宣布|收到|签收|送达|收押|出生|生于|起至|(?:^|[^\p{Han}])(?:自|从)|期限|届满|拘留于|到案|离开|刑满|判处|[至止]$|被|向本院|提起|指控|阅读|知悉"
);
pattern!(TOLD_AFTER = r"^(?:至|起|止|向|被|因|，)|宣布|收到|签收|送达|收押|出生|到案|离开|判处");
pattern!(RECEIVED = "签名|捺印|签字|被告知|家属|看守所|受送达|宣布|收到|签收|见证人|阅读|以上");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentKind;

    fn signed(kind: DocumentKind, text: &str) -> Option<String> {
        let document = Document::from_text(kind, text);
        let closing = super::super::closing::range(&document);
        read(&document, &closing).map(|date| date.value.to_string())
    }

    #[test]
    fn the_day_of_a_warrant_is_not_the_day_it_was_announced() {
        let text = "云岭县公安局\n拘留证\n兹决定对犯罪嫌疑人林小舟执行拘留。\n云岭县公安局（印）\n二〇二三年三月五日\n本证已于2023年3月6日9时向我宣布。\n被拘留人：林小舟\n2023年3月6日";
        assert_eq!(signed(DocumentKind::DetentionWarrant, text).as_deref(), Some("2023-03-05"));
    }

    #[test]
    fn a_seal_beside_a_day_signs_a_form_on_one_line() {
        for (form, expected) in [
            (
                "拘留证　云公拘字〔2024〕36号\n兹决定对犯罪嫌疑人林小舟执行拘留，送云岭县看守所羁押。  （分局印）  2024年3月20日\n本证已于2024年3月20日23时50分向我宣布。  林小舟（捺印）\n收押回执：林小舟于2024年3月21日11时00分入所。（云岭县看守所印）",
                "2024-03-20",
            ),
            ("立案决定书\n决定对“7·16”超市被盗案立案侦查。\n（云岭县公安局印）2022年7月17日", "2022-07-17"),
            (
                "批准逮捕决定书\n你局2024年4月15日提请批准逮捕的犯罪嫌疑人林小舟，决定批准逮捕。  2024年4月19日（院印）",
                "2024-04-19",
            ),
        ] {
            assert_eq!(signed(DocumentKind::DetentionWarrant, form).as_deref(), Some(expected), "{form}");
        }
    }

    #[test]
    fn a_birthday_signs_nothing() {
        let text = "认罪认罚具结书\n| 审判员 | 林小舟 | 1981年7月19日生 |\n";
        assert_eq!(signed(DocumentKind::PleaAgreement, text), None);
    }

    #[test]
    fn statutes_and_terms_do_not_date_a_judgment() {
        let text = "判决如下：\n被告人林小舟犯盗窃罪，判处拘役五个月（即自2023年3月5日起至2023年8月4日止）。\n如不服本判决，可在接到判决书的第二日起十日内上诉。\n审判员周明二〇二三年七月二十日书记员吴兰\n附：本判决适用的法律条文\n《中华人民共和国刑法》二〇二〇年十二月二十六日修正";
        assert_eq!(signed(DocumentKind::Judgment, text).as_deref(), Some("2023-07-20"));
    }
}
