//! 追诉时效: a crime is no longer prosecuted when the years its maximum calls for have passed (刑法 §87-89).
//!
//! The reading most favourable to the prosecution counts: the last act of all, the heaviest tier unless the sum or
//! the injury tells which one, and the first step against the person.

use jiff::civil::Date;

use super::super::engine::Desk;
use super::super::verdict::{Scope, Verdict};
use super::acts;
use super::range::statutory;
use crate::document::DocumentKind;
use crate::extract::elements::{Stance, StepKind};
use crate::law::punishment::Punishment;
use crate::law::ranges::{self, Range};
use crate::law::terms::{limitation_end, limitation_years};
use crate::text::Quote;

/// Steps that show that the office had begun.
const BEGUN: [StepKind; 7] = [
    StepKind::Filed,
    StepKind::Detained,
    StepKind::Arrested,
    StepKind::Bailed,
    StepKind::Surveillance,
    StepKind::SummonStart,
    StepKind::Liuzhi,
];

pub(super) fn check(desk: Desk<'_>, scope: Scope<'_>) -> Verdict {
    let Some((begun, step)) = first_step(scope) else {
        return Verdict::unknown("卷宗中未见立案或者采取强制措施的日期");
    };
    if !tells_filing(scope) {
        return Verdict::unknown("卷宗中未见立案日期，仅有采取强制措施的日期，追诉期限无法判断");
    }
    let Some((act, words)) = last_act(scope) else {
        return Verdict::unknown("卷宗中未见犯罪行为的日期");
    };
    if is_lifted(scope) || new_crime(scope, act) {
        return Verdict::pass();
    }
    let Some((charge, maximum, charged)) = heaviest(desk, scope, act) else {
        return Verdict::unknown("罪名的法定刑不在幅度表内，追诉期限无法计算");
    };
    let Some(end) = limitation_end(act, maximum) else { return Verdict::unknown("追诉期限无法计算") };
    if begun <= end {
        return Verdict::pass();
    }
    let message = format!(
        "{charge}的法定最高刑按{maximum}计，追诉期限{}年，自犯罪行为终了之日（{act}）起至{end}届满，立案（采取强制措施）日期为{begun}，请核实是否已过追诉时效",
        limitation_years(maximum)
    );
    Verdict::fail(scope.told(&message), vec![words, step, charged])
        .computed("from", act.to_string())
        .computed("limit", end.to_string())
        .computed("actual", begun.to_string())
        .confident(0.8)
        .of(scope.name())
}

fn first_step(scope: Scope<'_>) -> Option<(Date, Quote)> {
    let events = scope.events(&BEGUN).into_iter();
    events
        .filter_map(|event| Some((event.at.value.bounds()?.0, event.at.quote.clone())))
        .min_by_key(|(day, _)| *day)
}

/// Whether the dossier tells when the case was filed, or holds the paper of the police: a judgment tells only when
/// the person was caught, and a case filed in time may catch him years later.
fn tells_filing(scope: Scope<'_>) -> bool {
    !scope.events(&[StepKind::Filed]).is_empty()
        || scope.case.of_kind(DocumentKind::ProsecutionOpinion).next().is_some()
}

fn last_act(scope: Scope<'_>) -> Option<(Date, Quote)> {
    let kinds = [DocumentKind::ProsecutionOpinion, DocumentKind::Indictment, DocumentKind::Judgment];
    acts::last(scope.case.papers.iter().filter(|paper| kinds.contains(&paper.kind())))
}

/// 核准追诉, or an accusation that was not taken up in time, stops the clock (刑法 §87(4), §88).
fn is_lifted(scope: Scope<'_>) -> bool {
    const WORDS: [&str; 5] = ["核准追诉", "逃避侦查", "不受追诉期限", "应当立案而不予立案", "追诉时效"];
    scope.case.papers.iter().any(|paper| {
        let plain = paper.document.plain();
        WORDS.iter().any(|word| plain.contains(word))
    })
}

/// A crime committed within the limit starts it anew (刑法 §89.2): an earlier conviction later than the act tells of one.
fn new_crime(scope: Scope<'_>, act: Date) -> bool {
    let Some(person) = scope.person else { return false };
    let mentions = &scope.case.persons[person].mentions;
    mentions
        .iter()
        .flat_map(|&(paper, party)| &scope.case.papers[paper].elements.parties[party].priors)
        .filter_map(|prior| prior.decided.as_ref()?.value.bounds())
        .any(|(_, decided)| decided > act)
}

/// The charge with the heaviest maximum, with the words that lay it.
fn heaviest(desk: Desk<'_>, scope: Scope<'_>, act: Date) -> Option<(String, Punishment, Quote)> {
    let kinds = [DocumentKind::Judgment, DocumentKind::Indictment, DocumentKind::ProsecutionOpinion];
    let paper = kinds.into_iter().find_map(|kind| scope.case.of_kind(kind).last())?.1;
    let mine = paper
        .elements
        .charges
        .iter()
        .filter(|claim| !matches!(claim.stance, Stance::Rejected | Stance::Annexed))
        .filter(|claim| claim.person.is_empty() || scope.case.person_named(&claim.person) == scope.person);
    let mut found: Vec<(String, Punishment, Quote)> = Vec::new();
    for claim in mine {
        let name = &claim.charge.value;
        let tiers: Vec<&Range> = ranges::tiers_of(name, act);
        // One charge outside the table may be the heaviest.
        let top = tiers.iter().map(|range| range.high).max()?;
        let reached = statutory::reached(desk, scope, name, &tiers).map(|(range, _)| range.high);
        let alone = scope.case.persons.len() == 1;
        let maximum = reached.filter(|_| alone).unwrap_or(top);
        found.push((name.clone(), maximum, claim.charge.quote.clone()));
    }
    found.into_iter().max_by_key(|(_, maximum, _)| *maximum)
}
