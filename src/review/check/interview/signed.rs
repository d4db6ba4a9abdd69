//! The day beside the signature of whoever was asked: nobody signs a record before it was made.

use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::extract::elements::Interview;
use crate::extract::signed::{self, Signer};

/// Records signed on a day before the one on which they began.
pub(super) fn early(records: &[(&Paper, &Interview)]) -> Vec<Verdict> {
    records.iter().filter_map(|(paper, record)| one(paper, record)).collect()
}

fn one(paper: &Paper, record: &Interview) -> Option<Verdict> {
    let start = record.start.as_ref()?;
    let made = start.value.date()?;
    let name = record.person.as_ref().map_or("", |person| person.value.as_str());
    let plain = paper.document.plain();
    let signed = signed::of(&paper.document.text, &[name]);
    // Several days mean several signatures, or several records in one paper: which is whose is not known.
    let mut own =
        signed.iter().filter(|one| one.signer == Signer::Person && &plain[one.name.clone()] == name);
    let day = own.next()?.day.as_ref()?;
    let date = day.value.date()?;
    if own.next().is_some() || date >= made || signed.iter().any(|one| dated(one) == Some(made)) {
        return None;
    }
    let message = format!("{name}在笔录上签署的日期为{date}，早于笔录载明的时间（{made}）");
    let evidence = vec![start.quote.clone(), paper.document.quote(&day.range)];
    Some(Verdict::fail(message, evidence).of(name.to_owned()).confident(0.8))
}

fn dated(signature: &signed::Signature) -> Option<jiff::civil::Date> {
    signature.day.as_ref()?.value.date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};
    use crate::extract::extract;

    fn told(tail: &str) -> usize {
        let text = format!(
            "讯问笔录\n时间：二〇二二年三月二十九日十四时三十分至十七时十分\n讯问人：何勇、林舟\n被讯问人：孙大山，男\n\
             问：你是否听清楚了？\n答：听清楚了。\n以上笔录我看过，和我说的一样。\n{tail}"
        );
        let document = Document::from_text(DocumentKind::Interrogation, &text);
        let elements = extract(&document);
        let paper = Paper { document, elements };
        early(&[(&paper, paper.elements.interview.as_ref().expect("a record"))]).len()
    }

    #[test]
    fn a_record_is_signed_on_its_day_or_later() {
        assert_eq!(told("孙大山（签名、捺印）　2022年3月28日\n讯问人：何勇（签名）"), 1);
        assert_eq!(told("被讯问人：孙大山　2022年3月27日"), 1);
        assert_eq!(told("孙大山（捺印）2022年3月29日"), 0);
        assert_eq!(told("孙大山 二〇二二年三月三十日"), 0);
        assert_eq!(told("孙大山（捺印）"), 0);
    }
}
