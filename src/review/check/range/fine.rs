//! 罚金: fines that must go with the main punishment, and their floor.

use std::sync::LazyLock;

use jiff::ToSpan;
use regex::Regex;

use super::super::super::condition::{Answer, holds, recommendations};
use super::super::super::engine::Desk;
use super::super::super::verdict::{Scope, Verdict};
use super::super::acts;
use super::law_kind;
use crate::document::DocumentKind;
use crate::extract::elements::{Recommendation, Sentence};
use crate::law::fines::{self, FineCase};
use crate::law::ranges::{self, Range};

const FEN: f64 = 100.0;
/// Smallest fine that is believed to be one, in fen.
const LEAST_READ: i64 = 10_000;
/// Years before the judgment in which an act of unknown day may lie.
const UNKNOWN_ACT: i64 = 10;

pub(super) fn check(desk: Desk<'_>, scope: Scope<'_>, sentence: &Sentence) -> Vec<Verdict> {
    let mut found = Vec::new();
    let may_lack = may_lack_fine(desk, sentence);
    for count in &sentence.counts {
        let (Some(charge), Some(kind)) = (&count.charge, &count.kind) else { continue };
        if law_kind(kind.value).is_none() {
            continue;
        }
        let tiers = ranges::tiers_of(&charge.value, desk.day);
        let must = !may_lack && requires(&tiers) && was_required(desk, &charge.value, DocumentKind::Judgment);
        let fined_in_sum = sentence
            .executed
            .as_ref()
            .is_some_and(|total| total.fine.is_some() || total.confiscation.is_some());
        if must && count.fine.is_none() && count.confiscation.is_none() && !fined_in_sum {
            let message = format!("{}依法应当并处罚金或者没收财产，主文未见", charge.value);
            found.push(Verdict::fail(message, vec![sentence.item.quote.clone()]));
        }
        found.extend(too_low(desk, scope, &charge.value, count));
    }
    found.into_iter().map(|verdict| verdict.of(sentence.person.value.clone())).collect()
}

/// A recommendation of its own for one charge whose every tier has a fine or confiscation, without either.
pub(super) fn recommended(desk: Desk<'_>, scope: Scope<'_>) -> Option<Verdict> {
    let person = scope.person?;
    let charges = super::statutory::prosecuted(scope, person);
    let charge = charges.first().filter(|first| charges.iter().all(|other| other == *first))?;
    let wanted = recommendations(scope);
    let (_, own) = wanted.iter().rfind(|(kind, _)| *kind == DocumentKind::SentencingRecommendation)?;
    let is_main = own.kind.is_some_and(|kind| law_kind(kind).is_some()) && own.low.is_some();
    if !is_main || own.adjusted || own.fined || own.fine.is_some() || speaks_of_fine(desk, own) {
        return None;
    }
    let is_unit = desk.case.papers.iter().any(|paper| paper.document.plain().contains("被告单位"));
    if is_unit
        || !requires(&ranges::tiers_of(charge, desk.day))
        || !was_required(desk, charge, DocumentKind::Indictment)
    {
        return None;
    }
    let message = format!("{charge}依法应当并处罚金或者没收财产，量刑建议书的建议未见");
    let mut verdict = Verdict::fail(message, vec![own.words.quote.clone()]).of(scope.name()).confident(0.8);
    verdict.severity = Some("S2".to_owned());
    Some(verdict)
}

/// Characters behind a recommendation in which the fine may stand in a sentence of its own.
const BEHIND: usize = 40;

fn speaks_of_fine(desk: Desk<'_>, own: &Recommendation) -> bool {
    let words = &own.words.quote;
    let Some(paper) = desk.case.papers.iter().find(|paper| paper.document.id == words.document) else {
        return true;
    };
    let (from, to) = (paper.document.text.plain_at(words.start), paper.document.text.plain_at(words.end));
    let told = paper.document.plain().get(from..).unwrap_or_default();
    let length = to.saturating_sub(from);
    let end =
        told.char_indices().map(|(at, _)| at).filter(|at| *at >= length).nth(BEHIND).unwrap_or(told.len());
    ["罚金", "没收"].iter().any(|word| told[..end].contains(word))
}

fn requires(tiers: &[&Range]) -> bool {
    !tiers.is_empty() && tiers.iter().all(|range| range.verified && range.requires_property())
}

/// Whether the law of the act required a property punishment already (刑法 §12). Where the day of the act is not
/// told, whatever came in within ten years may be later than the act.
fn was_required(desk: Desk<'_>, charge: &str, kind: DocumentKind) -> bool {
    let papers = desk.case.of_kind(kind).map(|(_, paper)| paper);
    let act = acts::last(papers).map(|(day, _)| day);
    let Some(day) = act.or_else(|| desk.day.checked_sub(UNKNOWN_ACT.years()).ok()) else { return false };
    requires(&ranges::tiers_of(charge, day))
}

/// Whether the operative part may rightly lack a fine: the counts are quoted from a judgment upheld, a unit is
/// fined in the place of its people (刑法 §30, §31), or a sum is imposed without the word 罚金.
fn may_lack_fine(desk: Desk<'_>, sentence: &Sentence) -> bool {
    static SUM: LazyLock<Regex> = LazyLock::new(|| {
        // A slip in the words of a fine (罚金人民三万元, 并罚金, 处罚人民币) is still a fine.
        Regex::new(
            "(?:并处|处罚|单处)(?:人民币)?[0-9一二三四五六七八九十百千万零〇,.]+元|罚金人(?:民[^币]|币)|罚金人民币[人以]|并罚金|处罚人民币|罚金[^，。；（]{0,6}[壹贰叁肆伍陆柒捌玖拾]",
        )
        .expect("the pattern is fixed")
    });
    let mut judgments = desk.case.of_kind(DocumentKind::Judgment);
    let is_by_unit = judgments.any(|(_, paper)| {
        ["被告单位", "单位犯罪", "单位走私"].iter().any(|word| paper.document.plain().contains(word))
    });
    sentence.upheld || is_by_unit || SUM.is_match(&sentence.item.quote.text)
}

fn too_low(
    desk: Desk<'_>,
    scope: Scope<'_>,
    charge: &str,
    count: &crate::extract::elements::Punishment,
) -> Option<Verdict> {
    let fine = count.fine.as_ref()?;
    let minor = !matches!(holds(scope, "未成年"), Answer::No);
    let bounds = fines::bounds(&FineCase { charge, tier: None, amount: None, minor, day: desk.day })
        .filter(|b| !b.usually)?;
    // A sum of some yuan is a part of one that was not read: 人民币壹萬元.
    if fine.value.fen >= bounds.low || fine.value.fen < LEAST_READ {
        return None;
    }
    let yuan = |fen: i64| format!("{}元", fen as f64 / FEN);
    let message = format!("罚金{}低于下限{}（{}）", yuan(fine.value.fen), yuan(bounds.low), bounds.source);
    Some(
        Verdict::fail(message, vec![fine.quote.clone()])
            .computed("expected", yuan(bounds.low))
            .computed("actual", yuan(fine.value.fen)),
    )
}
