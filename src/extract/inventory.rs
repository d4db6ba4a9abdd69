//! Evidence, property and the civil part.

mod evidence;
mod property;
mod words;

pub(crate) use property::is_remark;

use super::elements::{CivilPart, Elements, PartyRole};
use crate::document::{Document, DocumentKind, SectionName};
use crate::text::{Range, money};

/// Fills `evidence`, `property` and `civil`.
pub fn read(document: &Document, elements: &mut Elements) {
    elements.evidence = evidence::read(document);
    elements.property = property::read(document);
    if matches!(document.kind, DocumentKind::Judgment | DocumentKind::Ruling) {
        elements.civil = civil(document, elements);
    }
}

/// Who claims damages, and what the operative part awards.
fn civil(document: &Document, elements: &Elements) -> Option<CivilPart> {
    let claimants: Vec<String> = elements
        .parties
        .iter()
        .filter(|party| party.role == PartyRole::CivilClaimant)
        .map(|party| party.name.value.clone())
        .collect();
    let plain = document.plain();
    let clause = document
        .section_ranges(SectionName::Disposition)
        .flat_map(|section| clauses(plain, section))
        .find(|clause| {
            let words = plain.get(clause.clone()).unwrap_or_default();
            words.contains("赔偿")
                && (words.contains("附带民事") || !claimants.is_empty())
                && !words.contains("驳回")
        });
    if clause.is_none() && claimants.is_empty() {
        return None;
    }
    let words = clause.clone().or_else(|| {
        elements.parties.iter().find(|party| party.role == PartyRole::CivilClaimant).and_then(|party| {
            let at = plain.find(party.name.value.as_str())?;
            Some(at..at + party.name.value.len())
        })
    })?;
    let awarded = clause.and_then(|clause| {
        let text = plain.get(clause.clone())?;
        let total = text.rfind("共计").or_else(|| text.rfind("合计")).unwrap_or(0);
        let sums = money::scan(text);
        let sum =
            sums.iter().find(|sum| sum.range.start >= total).or(sums.first())?.clone().shifted(clause.start);
        Some(document.cite(sum.value.fen, &sum.range, 0.85))
    });
    Some(CivilPart { claimants, awarded, words: document.cite((), &words, 0.85) })
}

/// Sentences of a range: an operative item, or a line.
fn clauses(plain: &str, range: &Range) -> Vec<Range> {
    let Some(text) = plain.get(range.clone()) else { return Vec::new() };
    let mut clauses = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['。', '；', '\n']) {
        let end = at + mark.len();
        if at > start {
            clauses.push(range.start + start..range.start + at);
        }
        start = end;
    }
    if start < text.len() {
        clauses.push(range.start + start..range.end);
    }
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_property_and_damages_are_listed() {
        let text = "云岭县人民法院\n刑事附带民事判决书\n（2022）云0999刑初12号\n公诉机关云岭县人民检察院。\n\
            被告人林小舟，男，1990年1月2日出生，汉族，住云岭县。因涉嫌犯盗窃罪于2022年1月5日被刑事拘留。\n\
            云岭县人民检察院以云检刑诉〔2022〕8号起诉书指控被告人林小舟犯盗窃罪，于2022年3月1日向本院提起公诉。现已审理终结。\n\
            经审理查明，2022年1月3日夜，林小舟进入白鹭村一户人家，拿走手机一部。\n\
            上述事实，有证人孙某的证言、被害人吴某的陈述、价格认定结论书、扣押清单、被告人林小舟的供述等证据证实，足以认定。\n\
            本院认为，被告人林小舟秘密窃取他人财物，其行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n\
            一、被告人林小舟犯盗窃罪，判处拘役五个月，并处罚金人民币二千元。\n\
            二、扣押在案的作案工具螺丝刀一把、手机1部，予以没收。\n\
            三、责令被告人林小舟退赔被害人吴某人民币2600元。\n\
            四、被告人林小舟赔偿附带民事诉讼原告人吴某经济损失共计人民币500元。\n\
            如不服本判决，可在接到判决书的第二日起十日内上诉。\n审判员周某\n二〇二二年四月二日";
        let document = Document::from_text(DocumentKind::Judgment, text);
        let mut elements = Elements::default();
        read(&document, &mut elements);
        let evidence: Vec<_> = elements.evidence.iter().map(|item| item.name.value.as_str()).collect();
        for expected in
            ["证人孙某的证言", "被害人吴某的陈述", "价格认定结论书", "扣押清单", "被告人林小舟的供述"]
        {
            assert!(evidence.contains(&expected), "{expected} missing in {evidence:?}");
        }
        let property: Vec<_> = elements
            .property
            .iter()
            .map(|item| {
                let disposition = item.disposition.as_ref().map(|words| words.value.as_str());
                (item.name.value.as_str(), item.quantity.as_deref(), disposition)
            })
            .collect();
        assert!(property.contains(&("作案工具螺丝刀", Some("一把"), Some("予以没收"))), "{property:?}");
        assert!(property.contains(&("手机", Some("1部"), Some("予以没收"))), "{property:?}");
        assert!(
            property.iter().any(|item| item.2 == Some("退赔") && item.1 == Some("人民币2600元")),
            "{property:?}"
        );
        let civil = elements.civil.expect("damages are awarded");
        assert_eq!(civil.awarded.map(|sum| sum.value), Some(50_000));
    }

    #[test]
    fn a_remark_on_a_thing_names_no_other() {
        let text = "云岭县公安局\n随案移送清单\n白酒58箱（鉴别取样3瓶、检验取样2瓶已消耗，实移57箱）、记账本1本、手机1部。\n移送人：林舟";
        let document = Document::from_text(DocumentKind::TransferList, text);
        let mut elements = Elements::default();
        read(&document, &mut elements);
        let names: Vec<_> = elements.property.iter().map(|item| item.name.value.as_str()).collect();
        assert!(!names.iter().any(|name| name.contains("取样") || name.contains("实移")), "{names:?}");
    }

    #[test]
    fn a_seizure_list_is_read_row_by_row() {
        let text = "云岭县公安局\n扣押清单\n编号\t名称\t数量\t特征\t备注\n1\t黑色手机\t1部\t屏幕碎裂\t\n2\t现金\t3000元\t\t\n持有人：林小舟";
        let document = Document::from_text(DocumentKind::SeizureList, text);
        let mut elements = Elements::default();
        read(&document, &mut elements);
        let rows: Vec<_> = elements
            .property
            .iter()
            .map(|item| (item.name.value.as_str(), item.quantity.as_deref()))
            .collect();
        assert_eq!(rows, [("黑色手机", Some("1部")), ("现金", Some("3000元"))]);
    }
}
