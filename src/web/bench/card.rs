//! One finding with what was said to it, and the form to say something.

use super::desk::{Desk, clock};
use super::reasons::{REASONS, Reasons, SEVERITIES};
use crate::office::{Decision, Settled, Verdict};
use crate::report::html::findings::{self, FindingView};
use crate::report::html::marks::Marks;
use crate::report::words;
use crate::review::Finding;
use crate::store::Said;

/// What every form of the page needs.
pub(super) struct Form {
    pub case: i64,
    /// Token of this session.
    pub token: String,
    /// Whether there are forms at all.
    pub is_open: bool,
    pub reasons: &'static Reasons,
    pub severities: [(&'static str, &'static str); 4],
}

impl Form {
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        Self {
            case: desk.case,
            token: desk.visitor.form.clone(),
            is_open: desk.may_decide,
            reasons: &REASONS,
            severities: SEVERITIES,
        }
    }
}

/// One finding.
pub(super) struct Card {
    /// Its identity.
    pub name: String,
    /// Content area.
    pub area: String,
    pub finding: FindingView,
    /// The program's own words, where the reviewer changed them.
    pub before: Option<String>,
    pub state: &'static str,
    /// `open`, `confirmed`, `modified` or `excluded`.
    pub class: &'static str,
    pub is_open: bool,
    /// The last decision: who and when.
    pub by: Option<String>,
    pub reason: String,
    pub note: String,
    /// Of the last decision; 0 for none.
    pub revision: i64,
    pub by_hand: bool,
    pub gone: bool,
    /// Others that rest on the very same words: perhaps one fact, to be judged once.
    pub kin: Vec<Kin>,
    /// What stands in its form.
    pub fields: Fields,
    /// Somebody else was faster.
    pub alert: Option<Alert>,
}

/// Another finding.
pub(super) struct Kin {
    pub name: String,
    /// Its point and title.
    pub told: String,
}

/// What stands in the form of a finding.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    pub severity: String,
    pub wording: String,
    pub reason: String,
    pub note: String,
    /// Typed and not yet said.
    pub is_draft: bool,
}

/// What somebody else decided meanwhile.
pub(super) struct Alert {
    pub who: String,
    pub when: String,
    pub what: String,
    pub reason: String,
}

/// Fields of a finding that are kept as drafts.
pub(super) const DRAFTED: [&str; 4] = ["severity", "wording", "reason", "note"];

/// Name of a field of a finding among the drafts.
pub(super) fn field(finding: &str, name: &str) -> String {
    format!("{finding}/{name}")
}

/// Every finding, in the order of the review: only so do quotes get the names they have on the whole page.
pub(super) fn all(desk: &Desk<'_>, marks: &mut Marks) -> Vec<Card> {
    let names = crate::office::identities(&desk.review.findings);
    desk.settled
        .iter()
        .map(|settled| {
            let at = names.iter().position(|name| *name == settled.name);
            let original = at.and_then(|at| desk.review.findings.get(at));
            one(desk, settled, original, marks)
        })
        .collect()
}

/// The card of one finding.
pub(super) fn named(desk: &Desk<'_>, name: &str) -> Option<Card> {
    all(desk, &mut Marks::default()).into_iter().find(|card| card.name == name)
}

fn one(desk: &Desk<'_>, settled: &Settled, original: Option<&Finding>, marks: &mut Marks) -> Card {
    let last = desk.last(&settled.name);
    let (state, class) = state(settled);
    Card {
        name: settled.name.clone(),
        area: settled.finding.area.clone(),
        finding: findings::view(&settled.finding, marks),
        before: original.and_then(|original| before(original, &settled.finding)),
        state,
        class,
        is_open: settled.is_open(),
        by: last
            .filter(|_| !settled.is_open())
            .map(|said| format!("{} {}", desk.display(&said.who), clock(said.at))),
        reason: if settled.by_hand && settled.verdict == Some(Verdict::Confirmed) {
            // It is the message already.
            String::new()
        } else {
            settled.reason.clone()
        },
        note: settled.note.clone(),
        revision: last.map_or(0, |said| said.revision),
        by_hand: settled.by_hand,
        gone: settled.gone,
        kin: kin(&desk.settled, settled),
        fields: fields(desk, settled),
        alert: None,
    }
}

fn state(settled: &Settled) -> (&'static str, &'static str) {
    match settled.verdict {
        _ if settled.gone => ("已不再出现", "gone"),
        Some(Verdict::Confirmed) if settled.by_hand => ("手工记录", "confirmed"),
        Some(Verdict::Confirmed) => ("已确认", "confirmed"),
        Some(Verdict::Modified) => ("已修改", "modified"),
        Some(Verdict::Excluded) => ("已排除", "excluded"),
        Some(Verdict::Withdrawn) | None => ("待处理", "open"),
    }
}

fn kin(all: &[Settled], of: &Settled) -> Vec<Kin> {
    let told = |one: &Settled| Kin {
        name: one.name.clone(),
        told: format!("{} {}", one.finding.point, one.finding.title),
    };
    all.iter().filter(|one| one.is_kin_of(of)).map(told).collect()
}

fn before(original: &Finding, now: &Finding) -> Option<String> {
    let mut told = Vec::new();
    if original.severity != now.severity {
        told.push(words::severity(&original.severity).to_owned());
    }
    if original.message != now.message {
        told.push(original.message.clone());
    }
    (!told.is_empty()).then(|| told.join("；"))
}

fn fields(desk: &Desk<'_>, settled: &Settled) -> Fields {
    let draft = |name| desk.draft(&field(&settled.name, name));
    let kept = |name, value: &str| draft(name).unwrap_or(value).to_owned();
    let is_reasoned = matches!(settled.verdict, Some(Verdict::Modified | Verdict::Excluded));
    Fields {
        severity: kept("severity", severity_code(&settled.finding.severity)),
        wording: kept("wording", &settled.finding.message),
        reason: kept("reason", if is_reasoned { &settled.reason } else { "" }),
        note: kept("note", &settled.note),
        is_draft: DRAFTED.into_iter().any(|name| draft(name).is_some()),
    }
}

/// The severity as one of those a person may choose.
pub(super) fn severity_code(severity: &str) -> &'static str {
    let name = words::severity(severity);
    SEVERITIES.into_iter().find(|(_, label)| label.starts_with(name)).map_or("提示", |(code, _)| code)
}

impl Alert {
    pub(super) fn of(desk: &Desk<'_>, said: &Said<Decision>) -> Self {
        Self {
            who: desk.display(&said.who),
            when: clock(said.at),
            what: said.what.verdict.label().to_owned(),
            reason: said.what.reason.clone(),
        }
    }
}
