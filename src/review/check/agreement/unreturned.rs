//! 退赔: what the judgment says is not yet returned against what it orders to be repaid (刑法 §64, 高法解释 §176).

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::SectionName;
use crate::text::{Range, money};

/// 尚有235900元未退还, 其余235900元至今未归还
static LEFT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:其余|尚有|剩余|余款|余额|还有|仍有|下余)(?:的)?(?:款项|货款|赃款)?(?:人民币)?(?P<sum>[0-9.,]+万?元)(?:至今|尚|仍)*(?:未|没有)(?:能)?(?:退还|归还|返还|退赔|偿还|退出|追回)")
        .expect("the pattern is fixed")
});
/// 退还公司120000元
static RETURNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:退还|归还|返还|退赔|偿还|退出)[^，。；\\n0-9]{0,20}(?P<sum>[0-9.,]+万?元)")
        .expect("the pattern is fixed")
});
static ORDERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:退赔|返还)[^，。；\\n0-9]{0,40}(?P<sum>[0-9.,]+万?元)").expect("the pattern is fixed")
});

/// An order for the whole where the reasons say that a part of it was returned.
pub(super) fn check(judgment: &Paper) -> Option<Verdict> {
    let document = &judgment.document;
    let plain = document.plain();
    let decided = document.section_ranges(SectionName::Disposition).next()?;
    let reasons = plain.get(..decided.start)?;
    let left = sums(&LEFT, reasons, 0);
    let ordered = sums(&ORDERED, plain.get(decided.clone())?, decided.start);
    let (Some((rest, told)), [(sum, words)]) = (left.last(), &ordered[..]) else { return None };
    let returned = sums(&RETURNED, reasons, 0);
    let is_whole = returned.iter().any(|(part, _)| part + rest == *sum);
    if left.iter().any(|(other, _)| other != rest) || !is_whole {
        return None;
    }
    let (words, told) = (document.quote(words), document.quote(told));
    let message = format!("判决主文责令退赔“{}”，查明尚未退还的为“{}”，不一致", words.text, told.text);
    Some(Verdict::fail(message, vec![words, told]).confident(0.85))
}

/// Sums behind such words, with their places in the whole text.
fn sums(pattern: &Regex, text: &str, start: usize) -> Vec<(i64, Range)> {
    let named = pattern.captures_iter(text).filter_map(|found| found.name("sum"));
    let sum = |name: regex::Match<'_>| {
        let fen = money::scan(name.as_str()).first()?.value.fen;
        Some((fen, start + name.start()..start + name.end()))
    };
    named.filter_map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};
    use crate::extract::elements::Elements;

    fn told(reasons: &str, order: &str) -> usize {
        let text = format!(
            "云岭县人民法院\n刑事判决书\n（2023）云0999刑初9号\n公诉机关云岭县人民检察院。\n被告人林小舟，男，1990年1月2日出生，汉族，住云岭县。\n\
             经审理查明，{reasons}\n本院认为，被告人林小舟的行为已构成职务侵占罪。依照《中华人民共和国刑法》第二百七十一条之规定，判决如下：\n\
             一、被告人林小舟犯职务侵占罪，判处有期徒刑二年。\n二、{order}\n如不服本判决，可在十日内上诉。\n审判员　方砚\n二〇二三年四月二日"
        );
        let document = Document::from_text(DocumentKind::Judgment, &text);
        check(&Paper { document, elements: Elements::default() }).into_iter().count()
    }

    #[test]
    fn an_order_leaves_out_what_was_returned() {
        let facts =
            "林小舟侵占公司货款共计355900元。2022年12月20日林小舟退还公司120000元，尚有235900元未退还。";
        assert_eq!(told(facts, "责令被告人林小舟退赔被害单位云岭粮油公司人民币355900元。"), 1);
        assert_eq!(told(facts, "责令被告人林小舟退赔被害单位云岭粮油公司人民币235900元。"), 0);
        assert_eq!(
            told("林小舟骗取孙某5万元，案发前归还1万元，其余4万元至今未归还。", "责令林小舟退赔孙某5万元。"),
            1
        );
        assert_eq!(told("林小舟骗取孙某5万元。", "责令林小舟退赔孙某5万元。"), 0);
    }
}
