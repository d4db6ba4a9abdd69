//! 法定刑幅度: the sentence and the recommendation against the tier that sum or injury reaches.
//!
//! Circumstances other than sums may raise a tier (情节严重) and mitigation may lower it (刑法 §63), so only what
//! neither can explain is told.

use jiff::civil::Date;

use super::super::super::condition::recommendations;
use super::super::super::engine::Desk;
use super::super::super::verdict::{Scope, Verdict};
use super::is_organisation;
use crate::case::PersonIndex;
use crate::document::DocumentKind;
use crate::extract::elements::{
    AmountRole, CircumstanceKind, Incident, InjuryGrade, Punishment as Given, Sentence, SentenceKind, Stance,
};
use crate::law::punishment::Punishment;
use crate::law::ranges::{self, Range};
use crate::law::tiers::{self, Local, Quantity, Reading};
use crate::text::Quote;

pub(super) fn sentence(desk: Desk<'_>, scope: Scope<'_>, sentence: &Sentence) -> Vec<Verdict> {
    // What a lower court gave and this one upholds is told in part only; organisations are only fined.
    if sentence.upheld || is_organisation(scope, &sentence.person.value) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for count in &sentence.counts {
        let (Some(charge), Some(kind)) = (&count.charge, &count.kind) else { continue };
        let Some(given) = weigh(kind.value, count) else { continue };
        let alone = sentence.counts.len() == 1 && sentence.executed.is_none() && sentence.earlier.is_none();
        found.extend(outside(desk, scope, &charge.value, given, &sentence.item.quote, alone, "判处"));
    }
    found.into_iter().map(|verdict| verdict.of(sentence.person.value.clone())).collect()
}

pub(super) fn recommended(desk: Desk<'_>, scope: Scope<'_>) -> Vec<Verdict> {
    let Some(person) = scope.person else { return Vec::new() };
    let mine = prosecuted(scope, person);
    let (Some(charge), Some((_, wanted))) = (mine.first(), recommendations(scope).into_iter().next()) else {
        return Vec::new();
    };
    if mine.iter().any(|other| other != charge) {
        return Vec::new();
    }
    let Some(SentenceKind::Imprisonment) = wanted.kind else { return Vec::new() };
    let edges = [wanted.low, wanted.high].into_iter().flatten();
    let mut found: Vec<Verdict> = edges
        .filter_map(|term| {
            let given = Punishment::Imprisonment(term.total_months() as u16);
            outside(desk, scope, charge, given, &wanted.words.quote, true, "建议判处")
        })
        .collect();
    found.truncate(1);
    found.into_iter().map(|verdict| verdict.of(scope.name())).collect()
}

/// Charges for which the indictment prosecutes a person.
pub(super) fn prosecuted(scope: Scope<'_>, person: PersonIndex) -> Vec<&str> {
    let Some((_, indictment)) = scope.case.of_kind(DocumentKind::Indictment).last() else {
        return Vec::new();
    };
    let claims = indictment.elements.charges.iter();
    claims
        .filter(|claim| claim.person.is_empty() || scope.case.person_named(&claim.person) == Some(person))
        .filter(|claim| matches!(claim.stance, Stance::Accepted | Stance::Alleged))
        .map(|claim| claim.charge.value.as_str())
        .collect()
}

pub(super) fn weigh(kind: SentenceKind, count: &Given) -> Option<Punishment> {
    Some(match kind {
        SentenceKind::AccessoryOnly => Punishment::AccessoryOnly,
        SentenceKind::Control => Punishment::Control,
        SentenceKind::Detention => Punishment::Detention,
        SentenceKind::Imprisonment => {
            Punishment::Imprisonment(count.term.as_ref()?.value.total_months() as u16)
        }
        SentenceKind::Life => Punishment::Life,
        SentenceKind::Death | SentenceKind::SuspendedDeath => Punishment::Death,
        SentenceKind::Exempted | SentenceKind::NotGuilty | SentenceKind::NotResponsible => return None,
    })
}

fn outside(
    desk: Desk<'_>,
    scope: Scope<'_>,
    charge: &str,
    given: Punishment,
    words: &Quote,
    alone: bool,
    verb: &str,
) -> Option<Verdict> {
    let all = ranges::tiers_of(charge, desk.day);
    let (first, last) = (all.first()?, all.last()?);
    if all.iter().any(|range| range.admits(given)) {
        // A court may find less than was alleged: without its own findings nothing is sure.
        let mut judgments = scope.case.of_kind(DocumentKind::Judgment);
        let is_found = judgments.all(|(_, paper)| !paper.elements.found.is_empty());
        let is_sure = alone && is_found && scope.case.persons.len() == 1;
        let tier = if is_sure { reached(desk, scope, charge, &all) } else { None };
        return tier.and_then(|(range, quote)| below_tier(scope, range, given, words, quote, verb));
    }
    let mitigated = mitigates(scope);
    let below = given < first.low;
    if below && mitigated || !(below || given > last.high) {
        return None;
    }
    let message = format!("{verb}{given}不在{charge}的法定刑幅度内（{}至{}）", first.low, last.high);
    Some(
        Verdict::fail(message, vec![words.clone()])
            .computed("expected", format!("{}至{}", first.low, last.high)),
    )
}

/// Lighter than the tier the sum or injury reaches, with nothing that mitigates.
fn below_tier(
    scope: Scope<'_>,
    range: &Range,
    given: Punishment,
    words: &Quote,
    reached_by: Quote,
    verb: &str,
) -> Option<Verdict> {
    if given >= range.low || range.admits(given) || mitigates(scope) || speaks_of_mitigation(scope) {
        return None;
    }
    let message =
        format!("{verb}{given}，低于“{}”一档的法定最低刑（{}），未见减轻处罚情节", range.when, range.low);
    Some(Verdict::fail(message, vec![reached_by, words.clone()]).confident(0.75))
}

/// The tier that the sum or the injury of the facts reaches, with the words it rests on.
pub(in super::super) fn reached<'a>(
    desk: Desk<'_>,
    scope: Scope<'_>,
    charge: &str,
    all: &[&'a Range],
) -> Option<(&'a Range, Quote)> {
    let kinds = [DocumentKind::Judgment, DocumentKind::Indictment];
    let facts: &[Incident] = kinds.into_iter().find_map(|kind| {
        let (_, paper) = scope.case.of_kind(kind).last()?;
        let elements = &paper.elements;
        [&elements.found, &elements.alleged].into_iter().find(|facts| !facts.is_empty()).map(Vec::as_slice)
    })?;
    let (tier, quote) = by_injury(charge, facts).or_else(|| by_sum(desk, charge, facts, desk.day))?;
    all.iter().find(|range| range.tier == tier).map(|range| (*range, quote))
}

fn by_injury(charge: &str, facts: &[Incident]) -> Option<(u8, Quote)> {
    if charge != "故意伤害罪" {
        return None;
    }
    let all = || facts.iter().flat_map(|fact| &fact.injuries);
    let worst = all().max_by_key(|injury| injury.value)?;
    // A graded injury beside a death: the death may have another cause, or another victim.
    if all().any(|injury| (injury.value == InjuryGrade::Death) != (worst.value == InjuryGrade::Death)) {
        return None;
    }
    let tier = match worst.value {
        InjuryGrade::Death => 3,
        InjuryGrade::Grave | InjuryGrade::GraveOne | InjuryGrade::GraveTwo => 2,
        _ => 1,
    };
    Some((tier, worst.quote.clone()))
}

/// Charges whose sums are told in several ways (价税合计, 税款), of which only one decides.
fn has_several_sums(charge: &str) -> bool {
    ["虚开", "走私", "逃税", "发票"].iter().any(|word| charge.contains(word))
}

fn by_sum(desk: Desk<'_>, charge: &str, facts: &[Incident], day: Date) -> Option<(u8, Quote)> {
    if has_several_sums(charge) {
        return None;
    }
    let of = |role| facts.iter().flat_map(|fact| &fact.amounts).filter(move |amount| amount.role == role);
    let total = of(AmountRole::Total).next_back().or_else(|| {
        let mut crime = of(AmountRole::Crime);
        crime.next().filter(|_| crime.next().is_none())
    })?;
    let figures = Local { province: desk.options.province.as_deref(), own: desk.amounts };
    let answer = tiers::tier(charge, &Quantity::Money(total.fen.value), figures, day)?;
    let certain = matches!(answer.reading, Reading::At(_)) && answer.verified && !total.approximate;
    Some((answer.range_tier.filter(|_| certain)?, total.fen.quote.clone()))
}

/// Whether a judgment uses any word of mitigation at all: who pleads it and what the court holds of it is read
/// less surely than that it was at issue.
fn speaks_of_mitigation(scope: Scope<'_>) -> bool {
    const WORDS: [&str; 10] =
        ["减轻", "从犯", "未遂", "自首", "立功", "次要作用", "辅助作用", "中止", "胁从", "限制刑事责任"];
    let judgments = scope.case.of_kind(DocumentKind::Judgment);
    judgments.into_iter().any(|(_, paper)| WORDS.iter().any(|word| paper.document.plain().contains(word)))
}

/// Whether any paper tells of a circumstance that may lead below the range.
fn mitigates(scope: Scope<'_>) -> bool {
    use CircumstanceKind as K;
    const MITIGATING: [CircumstanceKind; 14] = [
        K::Surrender,
        K::Merit,
        K::GreatMerit,
        K::Accessory,
        K::Coerced,
        K::Preparation,
        K::Attempt,
        K::Desistance,
        K::Minor,
        K::Elderly,
        K::DiminishedCapacity,
        K::DeafMuteOrBlind,
        K::ExcessiveDefence,
        K::Confession,
    ];
    scope
        .case
        .papers
        .iter()
        .flat_map(|paper| &paper.elements.circumstances)
        .any(|c| MITIGATING.contains(&c.kind.value) && !c.negated && c.stance != Stance::Annexed)
        || scope.case.papers.iter().any(|paper| {
            paper.kind() == DocumentKind::Judgment && paper.document.plain().contains("减轻处罚")
        })
}
