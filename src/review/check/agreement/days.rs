//! One step, one day: a step that papers and card date differently.

use jiff::civil::Date;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{Event, Origin, Paper};
use crate::document::DocumentKind;
use crate::extract::elements::StepKind;
use crate::text::sentence;

/// Steps that happen once for a person.
const ONCE: [StepKind; 11] = [
    StepKind::Filed,
    StepKind::Detained,
    StepKind::ArrestApproved,
    StepKind::Arrested,
    StepKind::ArrestRequested,
    StepKind::ArrestRequestReceived,
    StepKind::Transferred,
    StepKind::PleaSigned,
    StepKind::CourtAccepted,
    StepKind::Judged,
    StepKind::JudgmentReceived,
];

/// A day one paper tells and no other source does, while another source dates the same step.
pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    let rounds = case.of_kind(DocumentKind::SupplementaryInvestigationDecision).count();
    let mut found = Vec::new();
    for kind in ONCE {
        // Two crimes of one person may be filed apart and joined later.
        if kind == StepKind::Filed && files_several(desk) {
            continue;
        }
        // A returned case is transferred again.
        if kind == StepKind::Transferred && rounds > 0 {
            continue;
        }
        if kind == StepKind::PleaSigned && case.papers.iter().any(Paper::is_signed_anew) {
            continue;
        }
        let told: Vec<(Date, &Event)> = case
            .events
            .iter()
            .filter(|event| event.kind == kind && !event.at.value.approximate && !is_retold(desk, event))
            .filter(|event| !is_of_appeal(desk, event) && !is_side_ruling(desk, event))
            .filter_map(|event| Some((event.at.value.date()?, event)))
            .collect();
        for &(day, event) in &told {
            if event.origin == Origin::Card {
                continue;
            }
            let others = || {
                told.iter().filter(|(_, other)| other.origin != event.origin && concerns(desk, event, other))
            };
            if others().any(|(other, _)| *other == day) || is_execution(desk, event, day) {
                continue;
            }
            // A day only the card tells is held against the papers by the rule on the card.
            let is_same_round = |other: &Date| !is_of_another_round(day, *other);
            let Some((other_day, other)) =
                others().find(|(day, other)| other.origin != Origin::Card && is_same_round(day))
            else {
                continue;
            };
            let name =
                event.person.or(other.person).map(|at| case.persons[at].name.clone()).unwrap_or_default();
            let message = format!(
                "{}的日期，{}为{day}，{}为{other_day}，不一致",
                kind.label(),
                source(desk, event),
                source(desk, other)
            );
            let evidence = vec![event.at.quote.clone(), other.at.quote.clone()];
            found.push(Verdict::fail(message, evidence).of(name).confident(0.7));
        }
    }
    found.extend(REPEATED.into_iter().filter_map(|kind| repeated(desk, kind)));
    found.extend(early_prosecution(desk));
    found.extend(late_opinion(desk));
    found
}

/// Whether two days lie more than a year apart and no slip in the year makes one of the other: whoever fled is arrested
/// once more years later.
fn is_of_another_round(a: Date, b: Date) -> bool {
    (a - b).get_days().abs() > 366 && (a.month(), a.day()) != (b.month(), b.day())
}

/// 经检察院批准被逮捕 gives the day of the arrest, where the approval came before.
fn is_execution(desk: Desk<'_>, event: &Event, day: Date) -> bool {
    event.kind == StepKind::ArrestApproved
        && desk.case.events.iter().any(|other| {
            other.kind == StepKind::Arrested
                && other.origin != event.origin
                && concerns(desk, event, other)
                && other.at.value.date() == Some(day)
        })
}

/// Steps that may happen on several days, to several people or in several stages.
const REPEATED: [StepKind; 4] =
    [StepKind::Bailed, StepKind::RightsToldVictim, StepKind::DefenceHeard, StepKind::RightsToldSuspect];

/// A day only one paper tells, while a main paper or the card tells of another day no paper bears out.
fn repeated(desk: Desk<'_>, kind: StepKind) -> Option<Verdict> {
    if desk.case.persons.len() != 1 {
        return None;
    }
    let is_account = |event: &Event| match event.origin {
        Origin::Paper(at) => matches!(
            desk.case.papers[at].kind(),
            DocumentKind::ProsecutionOpinion | DocumentKind::Indictment | DocumentKind::Judgment
        ),
        Origin::Card => true,
    };
    let told: Vec<(Date, &Event)> = desk
        .case
        .events
        .iter()
        .filter(|event| event.kind == kind && !is_retold(desk, event))
        .filter_map(|event| Some((event.at.value.date()?, event)))
        .collect();
    let lonely = |account: bool| {
        told.iter().find(|(day, event)| {
            is_account(event) == account
                && !told
                    .iter()
                    .any(|(other, e)| is_account(e) != account && (other == day || tells_also(desk, e, *day)))
        })
    };
    // A notice of rights signed on one day is what it is, though the card follows it and a main paper tells another.
    let notice = || {
        let is_notice = matches!(kind, StepKind::RightsToldVictim | StepKind::RightsToldSuspect);
        let mut of_papers = told.iter().filter(|(_, event)| !is_account(event));
        let first = of_papers.next().filter(|_| is_notice)?;
        let mut accounts = told.iter().filter(|(_, event)| is_account(event) && event.origin != Origin::Card);
        let is_told = accounts.any(|(day, event)| *day == first.0 || tells_also(desk, event, first.0));
        let is_paper = lonely(true).is_some_and(|(_, event)| event.origin != Origin::Card);
        (is_paper && !is_told && of_papers.all(|(day, _)| *day == first.0)).then_some(first)
    };
    let ((day, paper), (other_day, other)) = (lonely(false).or_else(notice)?, lonely(true)?);
    // A stage whose paper is not on file tells of a later day, not of another one for the same step.
    if (*day - *other_day).get_days().abs() > 60 {
        return None;
    }
    let message = format!(
        "{}的日期，{}为{day}，{}为{other_day}，不一致",
        kind.label(),
        source(desk, paper),
        source(desk, other)
    );
    let evidence = vec![paper.at.quote.clone(), other.at.quote.clone()];
    Some(Verdict::fail(message, evidence).confident(0.7))
}

/// Whether the paper of an event tells of another such meeting on `day`: one paper may record several, with several people.
pub(in super::super) fn tells_also(desk: Desk<'_>, event: &Event, day: Date) -> bool {
    let who: &[&str] = match event.kind {
        StepKind::DefenceHeard => &["辩护人", "律师"],
        StepKind::RightsToldVictim => &["被害", "签收", "签名", "捺", "告知"],
        _ => return false,
    };
    let Origin::Paper(at) = event.origin else { return false };
    let paper = &desk.case.papers[at];
    let plain = paper.document.plain();
    // Of a long paper, only the sentence that tells of the step.
    let is_long = matches!(
        paper.kind(),
        DocumentKind::ProsecutionOpinion | DocumentKind::Indictment | DocumentKind::Judgment
    );
    let own = paper.document.text.plain_at(event.at.quote.start);
    let told = paper.document.text.dates().iter().filter(|found| found.value.date() == Some(day));
    told.into_iter().any(|found| {
        let words = sentence::line_around(plain, found.range.start);
        if is_long {
            let between = &plain[found.range.start.min(own)..found.range.end.max(own)];
            return !between.contains(['，', '。', '；', '\n']);
        }
        // 听取辩护人意见记录 with one line a day: who is heard again may be named alone.
        let is_named = |text: &str| who.iter().any(|word| text.contains(word));
        is_named(words) || words.contains("再次") && is_named(plain)
    })
}

/// A judgment that lets the prosecution come before the indictment was signed.
fn early_prosecution(desk: Desk<'_>) -> Option<Verdict> {
    let of = |wanted: DocumentKind| {
        let events = desk.case.events.iter().filter(move |event| {
            let Origin::Paper(at) = event.origin else { return false };
            event.kind == StepKind::Prosecuted && desk.case.papers[at].kind() == wanted
        });
        events.filter_map(|event| Some((event.at.value.date()?, event))).max_by_key(|(day, _)| *day)
    };
    let (signed, indictment) = of(DocumentKind::Indictment)?;
    let (told, judgment) = of(DocumentKind::Judgment)?;
    if told >= signed {
        return None;
    }
    let message = format!("判决书载明{told}提起公诉，早于起诉书的日期{signed}");
    let evidence = vec![judgment.at.quote.clone(), indictment.at.quote.clone()];
    Some(Verdict::fail(message, evidence).confident(0.8))
}

/// A police paper signed after the day on which the case was handed over.
fn late_opinion(desk: Desk<'_>) -> Option<Verdict> {
    let (at, paper) = desk.case.of_kind(DocumentKind::ProsecutionOpinion).last()?;
    let signed = paper.elements.date.as_ref()?;
    // Of several, one may have come after the others.
    let mut dates =
        desk.case.of_kind(DocumentKind::ProsecutionOpinion).map(|(_, paper)| paper.elements.date.as_ref());
    if dates.any(|date| date.is_some_and(|date| date.value < signed.value)) {
        return None;
    }
    let (day, event) = desk
        .case
        .events
        .iter()
        .filter(|event| event.kind == StepKind::Transferred && event.origin != Origin::Paper(at))
        .filter_map(|event| Some((event.at.value.date()?, event)))
        .max_by_key(|(day, _)| *day)?;
    if signed.value <= day {
        return None;
    }
    let message =
        format!("起诉意见书的日期为{}，晚于{}载明的移送日期{day}", signed.value, source(desk, event));
    Some(Verdict::fail(message, vec![signed.quote.clone(), event.at.quote.clone()]).confident(0.8))
}

/// Rights read out again at an interrogation are no second notice.
fn is_retold(desk: Desk<'_>, event: &Event) -> bool {
    let Origin::Paper(at) = event.origin else { return false };
    event.kind == StepKind::RightsToldSuspect && desk.case.papers[at].kind() == DocumentKind::Interrogation
}

/// What a higher court tells of itself is another step than the same one before the first court.
fn is_of_appeal(desk: Desk<'_>, event: &Event) -> bool {
    matches!(event.origin, Origin::Paper(at) if desk.case.papers[at].is_of_appeal())
}

/// 准许撤回自诉 and its like, beside a judgment: another decision, on another day.
fn is_side_ruling(desk: Desk<'_>, event: &Event) -> bool {
    let Origin::Paper(at) = event.origin else { return false };
    event.kind == StepKind::Judged
        && desk.case.papers[at].kind() == DocumentKind::Ruling
        && desk.case.of_kind(DocumentKind::Judgment).next().is_some()
}

/// Whether the dossier holds decisions to file under different numbers.
fn files_several(desk: Desk<'_>) -> bool {
    let numbers = desk.case.of_kind(DocumentKind::FilingDecision);
    let mut numbers = numbers.filter_map(|(_, paper)| paper.elements.number.as_ref());
    let first = numbers.next();
    first.is_some_and(|first| numbers.any(|other| other.value != first.value))
}

fn concerns(desk: Desk<'_>, a: &Event, b: &Event) -> bool {
    match (a.person, b.person) {
        (Some(a), Some(b)) => a == b,
        _ => desk.case.persons.len() == 1,
    }
}

fn source(desk: Desk<'_>, event: &Event) -> &'static str {
    match event.origin {
        Origin::Paper(at) => desk.case.papers[at].kind().label(),
        Origin::Card => "案卡",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::is_of_another_round;

    #[test]
    fn years_apart_is_another_round_unless_only_the_year_slipped() {
        assert!(is_of_another_round(date(1996, 12, 17), date(2017, 11, 20)));
        assert!(!is_of_another_round(date(2007, 11, 20), date(2017, 11, 20)));
        assert!(!is_of_another_round(date(2017, 11, 20), date(2017, 11, 27)));
    }
}
