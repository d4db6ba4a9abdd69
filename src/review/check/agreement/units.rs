//! Codes of units (统一社会信用代码) in all papers: one that is a slip of the pen off the one that others give.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::text::Quote;

static CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("信用代码(?:证号)?[：为\\t ]*(?P<code>[0-9A-HJ-NPQRTUWXY]{18})\\b")
        .expect("the pattern is fixed")
});
/// Characters in which a code and its slip differ at most: two that changed places.
const SLIP: usize = 2;

/// A code with the papers that give it and where the first does.
struct Written<'a> {
    papers: Vec<&'a Paper>,
    quote: Quote,
}

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let codes = codes(desk);
    let told = codes.iter().filter(|(_, written)| written.papers.len() == 1).filter_map(|(code, written)| {
        // Two units may bear codes alike: the other one must be that of several papers.
        let (other, known) =
            codes.iter().find(|(other, known)| known.papers.len() > 1 && is_slip(code, other))?;
        let label = written.papers.first()?.kind().label();
        let message = format!("{label}载明的统一社会信用代码“{code}”与其他文书所载“{other}”不一致");
        Some(Verdict::fail(message, vec![written.quote.clone(), known.quote.clone()]))
    });
    told.collect()
}

fn codes(desk: Desk<'_>) -> BTreeMap<&str, Written<'_>> {
    let mut found: BTreeMap<&str, Written<'_>> = BTreeMap::new();
    for paper in &desk.case.papers {
        let plain = paper.document.plain();
        for code in CODE.captures_iter(plain).filter_map(|captures| captures.name("code")) {
            let new = || Written { papers: Vec::new(), quote: paper.document.quote(&code.range()) };
            let written = found.entry(code.as_str()).or_insert_with(new);
            if written.papers.iter().all(|known| known.document.id != paper.document.id) {
                written.papers.push(paper);
            }
        }
    }
    found
}

fn is_slip(a: &str, b: &str) -> bool {
    let differing = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
    (1..=SLIP).contains(&differing)
}
