//! Conditions of supplementary investigation, reconsideration and added or withdrawn charges.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::decision::latest;
use super::{Answer, recommendations};
use crate::document::DocumentKind as Kind;
use crate::extract::elements::{PartyRole, SentenceKind, Stance, StepKind};
use crate::law::charges::same_or_narrowed;
use crate::law::terms::{Limit, deadline};
use crate::review::verdict::Scope;
use crate::text::{Quote, Term};

pub(super) const NAMES: &[&str] = &[
    "建议一年以下",
    "退补后未重报",
    "延长与退补均用满",
    "补充侦查提纲空泛",
    "起诉书增加罪名或人员",
    "撤回起诉后再行起诉",
    "复议由原承办人办理",
    "判处五年以下",
    "诉讼代表人系被告人",
];

/// Evaluates a condition; unknown where the name is.
pub(super) fn holds(scope: Scope<'_>, name: &str) -> Answer {
    match name {
        "建议一年以下" => within_a_year(scope),
        "退补后未重报" => never_resubmitted(scope),
        "延长与退补均用满" => limits_used_up(scope),
        "补充侦查提纲空泛" => empty_outline(scope),
        "起诉书增加罪名或人员" => indictment_adds(scope),
        "撤回起诉后再行起诉" => prosecuted_again(scope),
        "复议由原承办人办理" => same_handler(scope),
        "诉讼代表人系被告人" => represented_by_accused(scope),
        "判处五年以下" => five_years_at_most(scope),
        _ => super::worded::holds(scope, name),
    }
}

/// Who represents the unit at trial is also accused himself (高法解释 §336).
fn represented_by_accused(scope: Scope<'_>) -> Answer {
    let case = scope.case;
    let accused = |name: &str| case.persons.iter().any(|person| person.name == name);
    let indictments = case.of_kind(Kind::Indictment).flat_map(|(_, paper)| &paper.elements.parties);
    let mut representatives = indictments.filter(|party| party.role == PartyRole::Representative);
    Answer::of(representatives.find(|party| accused(&party.name.value)).map(|party| &party.name.quote))
}

/// Whether all that is recommended stays within a year (刑诉 §172: ten days instead of fifteen).
fn within_a_year(scope: Scope<'_>) -> Answer {
    let wanted = recommendations(scope);
    let longest = |low: Option<u32>, high: Option<u32>| high.max(low);
    let mut months = Vec::new();
    for (_, wanted) in &wanted {
        let light = matches!(
            wanted.kind,
            Some(SentenceKind::Control | SentenceKind::Detention | SentenceKind::AccessoryOnly)
        );
        let term = longest(wanted.low.map(Term::total_months), wanted.high.map(Term::total_months));
        match term {
            Some(term) => months.push(term),
            None if light => months.push(0),
            None => return Answer::Unknown,
        }
    }
    match months.iter().max() {
        Some(&longest) if longest <= 12 => Answer::Yes(vec![wanted[0].1.words.quote.clone()]),
        Some(_) => Answer::No,
        None => Answer::Unknown,
    }
}

/// The last return was not followed by a resubmission or a decision, though the case is over or a month is past.
fn never_resubmitted(scope: Scope<'_>) -> Answer {
    let Some((returned, event)) = latest(scope, &[StepKind::Returned]) else { return Answer::No };
    let ended = [
        StepKind::Resubmitted,
        StepKind::Prosecuted,
        StepKind::NotProsecuted,
        StepKind::ConditionallyNotProsecuted,
        StepKind::Accepted,
    ];
    if latest(scope, &ended).is_some_and(|(day, _)| day > returned) {
        return Answer::No;
    }
    if let Some((day, withdrawn)) = latest(scope, &[StepKind::CaseWithdrawn])
        && day >= returned
    {
        return Answer::Yes(vec![event.at.quote.clone(), withdrawn.at.quote.clone()]);
    }
    let Some(last) = deadline(returned, Limit::Months(1), false) else { return Answer::Unknown };
    let later = scope.case.events.iter().filter_map(|event| event.at.value.date()).max();
    if later.is_some_and(|day| day > last) {
        Answer::Yes(vec![event.at.quote.clone()])
    } else {
        Answer::Unknown
    }
}

/// Days from the end of a limit within which it counts as used up.
const USED_UP: i64 = 3;

fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX, |span| i64::from(span.get_days()))
}

/// The review was extended and the case returned, and each limit ran to its last days.
fn limits_used_up(scope: Scope<'_>) -> Answer {
    let dates = |kind: StepKind| -> Vec<(Date, Quote)> {
        let events = scope.events(&[kind]).into_iter();
        let mut found: Vec<(Date, Quote)> =
            events.filter_map(|event| Some((event.at.value.date()?, event.at.quote.clone()))).collect();
        found.sort_by_key(|(day, _)| *day);
        found.dedup_by_key(|(day, _)| *day);
        found
    };
    let (returned, extended) = (dates(StepKind::Returned), dates(StepKind::ReviewExtended));
    if returned.is_empty() || extended.is_empty() {
        return Answer::No;
    }
    let (until, resubmitted) = (dates(StepKind::ReviewExtendedUntil), dates(StepKind::Resubmitted));
    let mut evidence = Vec::new();
    for (day, quote) in &returned {
        let Some((last, _)) = until.iter().find(|(last, _)| day <= last) else { return Answer::No };
        if days(*day, *last) > USED_UP {
            return Answer::No;
        }
        let Some((back, told)) = resubmitted.iter().find(|(back, _)| back > day) else { return Answer::No };
        let Some(month) = deadline(*day, Limit::Months(1), false) else { return Answer::Unknown };
        if days(*back, month) > USED_UP {
            return Answer::No;
        }
        evidence.extend([quote.clone(), told.clone()]);
    }
    Answer::Yes(evidence)
}

static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("调取|询问|讯问|鉴定|核实|查清|查明|提取|收集|勘验|辨认|补充").expect("the pattern is fixed")
});

/// An outline that asks for next to nothing in particular.
fn empty_outline(scope: Scope<'_>) -> Answer {
    let Some((_, paper)) = scope.case.of_kind(Kind::SupplementaryInvestigationOutline).last() else {
        return Answer::Unknown;
    };
    let plain = paper.document.plain();
    let requests = ITEM.find_iter(plain).count();
    if plain.chars().count() >= 150 || requests > 3 {
        return Answer::No;
    }
    let end = plain.find('\n').unwrap_or(plain.len());
    Answer::Yes(vec![paper.document.quote(&(0..end))])
}

/// A charge or a person of the indictment that the prosecution opinion does not have.
fn indictment_adds(scope: Scope<'_>) -> Answer {
    let case = scope.case;
    let (Some((opinion, earlier)), Some((indictment, later))) =
        (case.of_kind(Kind::ProsecutionOpinion).last(), case.of_kind(Kind::Indictment).last())
    else {
        return Answer::Unknown;
    };
    let added = (0..case.persons.len()).find_map(|person| {
        let party = case.party(person, indictment)?;
        case.party(person, opinion).is_none().then_some(&party.name.quote)
    });
    let charge = later
        .elements
        .charges
        .iter()
        .filter(|claim| !matches!(claim.stance, Stance::Rejected | Stance::Annexed))
        .find(|claim| {
            let mut known = earlier.elements.charges.iter();
            !known.any(|other| same_or_narrowed(&other.charge.value, &claim.charge.value))
        });
    if earlier.elements.charges.is_empty() {
        return Answer::of(added);
    }
    Answer::of(added.or(charge.map(|claim| &claim.charge.quote)))
}

/// An indictment dated after the withdrawal.
fn prosecuted_again(scope: Scope<'_>) -> Answer {
    let Some((withdrawn, event)) = latest(scope, &[StepKind::WithdrawnProsecution]) else {
        return Answer::No;
    };
    match latest(scope, &[StepKind::Prosecuted]) {
        Some((day, again)) if day > withdrawn => {
            Answer::Yes(vec![event.at.quote.clone(), again.at.quote.clone()])
        }
        _ => Answer::No,
    }
}

static HANDLER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:承办人|承办检察官|经办人|检察官|检察员)[：\\t]?(?P<name>[\\p{Han}·]{2,4})(?:[，。；、\\s0-9（]|$)")
        .expect("the pattern is fixed")
});

/// The reconsideration bears the name of who handled the case before (规则 §290, §379: another one is assigned).
fn same_handler(scope: Scope<'_>) -> Answer {
    let case = scope.case;
    let carded = case.card.as_ref().and_then(|card| card.root.get("承办检察官")?.text());
    let before =
        [Kind::NonProsecutionDecision, Kind::ArrestRefusal, Kind::ArrestReviewOpinion, Kind::ReviewReport];
    let signed = case.papers.iter().filter(|paper| before.contains(&paper.kind()));
    let mut earlier: Vec<&str> = signed
        .flat_map(|paper| HANDLER.captures_iter(paper.document.plain()))
        .filter_map(|found| found.name("name").map(|name| name.as_str()))
        .collect();
    earlier.extend(carded);
    let mut told = false;
    for (_, paper) in case.of_kind(Kind::ReconsiderationDecision) {
        let plain = paper.document.plain();
        // The reconsideration of one level below is reviewed again by the office above, whose people are others.
        let named = HANDLER.captures_iter(plain).filter_map(|found| found.name("name"));
        for name in named {
            told = true;
            if earlier.contains(&name.as_str()) {
                return Answer::Yes(vec![paper.document.quote(&name.range())]);
            }
        }
    }
    if told && !earlier.is_empty() { Answer::No } else { Answer::Unknown }
}

/// Five years or less, or no punishment at all (刑诉 §286).
fn five_years_at_most(scope: Scope<'_>) -> Answer {
    match super::longer_than(scope, 60) {
        Answer::Yes(_) => Answer::No,
        Answer::No => Answer::Yes(Vec::new()),
        Answer::Unknown => Answer::Unknown,
    }
}
