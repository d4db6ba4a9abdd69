//! Gains that the court's own reasons say are to be recovered, of which the operative part says nothing (刑法 §64).

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::text::money;

static WANTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:违法所得|非法所得|犯罪所得|赃款)[^，。；\\n已不]{0,10}?(?:应当|应予|应依法|应|依法|予以)[^，。；\\n不]{0,8}?(?:追缴|没收)")
        .expect("the pattern is fixed")
});
/// Words under which an operative part deals with gains.
static DEALT_WITH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("追缴|所得|赃|退赔|退缴|退出|退回|上缴|返还|发还|退还").expect("the pattern is fixed")
});

/// The reasons want a gain back, and the operative part neither speaks of it nor takes other money than the reasons
/// confiscate apart from it.
pub(super) fn check(judgment: &Paper, operative: &str) -> Option<Verdict> {
    let plain = judgment.document.plain();
    let end = plain.rfind("判决如下")?;
    let start = plain.get(..end)?.rfind("本院认为")?;
    let reasons = plain.get(start..end)?;
    let wanted = WANTED.find(reasons)?;
    // A higher court leaves standing what the first one ordered.
    if plain.contains("原审") || plain.contains("上诉人") {
        return None;
    }
    if DEALT_WITH.is_match(operative) || operative.contains("清单") {
        return None;
    }
    let apart = confiscated(reasons);
    if confiscated(operative).iter().any(|sum| !apart.contains(sum)) {
        return None;
    }
    let range = start + wanted.start()..start + wanted.end();
    let message = "判决说理部分写明违法所得应予追缴（没收），主文未见相应判项";
    Some(Verdict::fail(message, vec![judgment.document.quote(&range)]).confident(0.75))
}

/// Sums of clauses that confiscate.
fn confiscated(text: &str) -> Vec<i64> {
    let clauses = text.split(['；', '。', '\n']).filter(|clause| clause.contains("没收"));
    clauses.flat_map(money::scan).map(|sum| sum.value.fen).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};
    use crate::extract::elements::Elements;

    fn told(reasons: &str, operative: &str) -> usize {
        let text =
            format!("云岭县人民法院\n刑事判决书\n本院认为，{reasons}依照刑法之规定，判决如下：\n{operative}");
        let document = Document::from_text(DocumentKind::Judgment, &text);
        check(&Paper { document, elements: Elements::default() }, operative).into_iter().count()
    }

    #[test]
    fn what_the_reasons_want_back_stands_in_the_operative_part() {
        let wanted = "林小舟的违法所得应予追缴，何大山收取的1000元予以没收。";
        let fined = "一、被告人林小舟犯贩卖毒品罪，判处有期徒刑一年，并处罚金二千元。\n";
        assert_eq!(told(wanted, &format!("{fined}二、毒品及现金一千元予以没收。")), 1);
        assert_eq!(told(wanted, &format!("{fined}二、追缴林小舟违法所得二千四百元。")), 0);
        assert_eq!(told(wanted, &format!("{fined}二、扣押的现金二千四百元予以没收。")), 0, "taken as money");
        assert_eq!(told("林小舟没有违法所得故不应追缴。", fined), 0);
        assert_eq!(told("林小舟已退缴违法所得，酌情从轻处罚。", fined), 0);
    }
}
