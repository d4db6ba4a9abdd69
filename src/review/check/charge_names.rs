//! 罪名: names of charges as the Supreme Court and Procuratorate fixed them.

use std::sync::LazyLock;

use regex::Regex;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind;
use crate::law::charges;

/// Where a paper itself lays a charge: 应当以……罪追究其刑事责任. What stands there and is no charge of the list is not
/// read as a claim, so it is looked for in the words.
static LAID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("应当?(?:分别)?以([^，。；：“”\n]{2,24}?)罪(?:依法)?追究").expect("a fixed pattern reads")
});

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let kinds = [DocumentKind::ProsecutionOpinion, DocumentKind::Indictment, DocumentKind::Judgment];
    let mut verdicts = Vec::new();
    for paper in desk.case.papers.iter().filter(|paper| kinds.contains(&paper.kind())) {
        verdicts.extend(laid(paper));
        for claim in &paper.elements.charges {
            // Scans break lines inside names.
            let written: String = claim.charge.quote.text.split_whitespace().collect();
            if !written.ends_with('罪') || charges::find(&written).is_some() {
                continue;
            }
            let message = format!("{}所用罪名“{written}”不是现行规范罪名", paper.kind().label());
            verdicts.push(Verdict::fail(message, vec![claim.charge.quote.clone()]).of(claim.person.clone()));
        }
    }
    if verdicts.is_empty() { vec![Verdict::pass()] } else { verdicts }
}

/// Charges laid under a name in which no charge of the list is found.
fn laid(paper: &Paper) -> Vec<Verdict> {
    let plain = paper.document.plain();
    let names = LAID.captures_iter(plain).filter_map(|found| found.get(1));
    names
        .filter(|name| {
            charges::find(&format!("{}罪", name.as_str())).is_none() && !holds_a_charge(name.as_str())
        })
        .map(|name| {
            let message = format!("{}所用罪名“{}罪”不是现行规范罪名", paper.kind().label(), name.as_str());
            Verdict::fail(message, vec![paper.document.quote(&name.range())])
        })
        .collect()
}

/// Several charges may stand there, or one with words around it.
fn holds_a_charge(words: &str) -> bool {
    words.contains(['、', '和', '及']) || !charges::find_all(&format!("{words}罪")).is_empty()
}
