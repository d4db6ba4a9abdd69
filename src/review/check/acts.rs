//! When the last act was: the latest date told of the facts, apart from what came after the acts.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::case::Paper;
use crate::document::SectionName;
use crate::text::{Quote, date, sentence};

/// Sentences of what followed the acts: how it came out, what was paid back, what an expert found.
static AFTERWARDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "到案|抓获|投案|归案|查获|传唤|立案|报案|退赔|退缴|退还|谅解|拘留|逮捕|取保|扣押|发还|移送|出生",
    )
    .expect("the pattern is fixed")
});

/// The last act of the papers that date every incident: what one leaves undated may have been later.
pub(super) fn last<'a>(papers: impl Iterator<Item = &'a Paper>) -> Option<(Date, Quote)> {
    papers.filter(|paper| is_dated(paper)).flat_map(told).max_by_key(|(day, _)| *day)
}

fn is_dated(paper: &Paper) -> bool {
    let elements = &paper.elements;
    let facts = if elements.found.is_empty() { &elements.alleged } else { &elements.found };
    !facts.is_empty() && facts.iter().all(|fact| fact.time.is_some())
}

/// Every date of the facts and the accusation that may be one of an act.
fn told(paper: &Paper) -> Vec<(Date, Quote)> {
    let document = &paper.document;
    let sections = [SectionName::Facts, SectionName::Accusation];
    let ranges = sections.into_iter().flat_map(|section| document.section_ranges(section));
    let elements = &paper.elements;
    let facts = if elements.found.is_empty() { &elements.alleged } else { &elements.found };
    let times = facts.iter().filter_map(|fact| fact.time.as_ref());
    let mut found: Vec<(Date, Quote)> =
        times.filter_map(|time| Some((time.value.bounds()?.1, time.quote.clone()))).collect();
    for range in ranges {
        let Some(words) = document.plain().get(range.clone()) else { continue };
        for date in date::scan(words) {
            let Some((_, last)) = date.value.bounds() else { continue };
            if AFTERWARDS.is_match(sentence::around(words, &date.range)) {
                continue;
            }
            let at = range.start + date.range.start..range.start + date.range.end;
            found.push((last, document.quote(&at)));
        }
    }
    found
}
