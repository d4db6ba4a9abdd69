//! A case as the queue shows it to somebody on a day.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Brief, OpenFinding, PointHistory, Risk, clean};
use crate::office::settle::is_by_hand_name;
use crate::office::{Actor, Object, State, Verdict};
use crate::review::Severity;

/// What is known of a case, from the store.
#[derive(Debug, Clone)]
pub struct Known {
    /// Where it stands.
    pub object: Object,
    /// Of its last move.
    pub revision: i64,
    /// Name of its dossier.
    pub key: String,
    /// Last version.
    pub version: u32,
    /// Its brief.
    pub brief: Arc<Brief>,
    /// Day its first version was kept (加入日).
    pub taken_in: Date,
    /// What was last said to each finding, by its name: the verdict and a severity in place of the finding's.
    pub said: Arc<HashMap<String, (Verdict, Option<String>)>>,
    /// Whether it was set aside for a human look when others were signed off.
    pub sampled: bool,
}

/// What became of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody decided yet.
    Open,
    /// Confirmed or modified, with the severity it now has.
    Confirmed(Severity),
    /// Excluded.
    Excluded,
}

/// What there is to do, beside the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Todo {
    /// The reviewer is the person who looks, and it is their turn.
    Review,
    /// Nothing was found; it may be signed off with others.
    Clean,
    /// Set aside for a human look.
    Sampled,
    /// A ground for a mandatory review shows.
    Key,
    /// The handler's days are over.
    Overdue,
}

impl Todo {
    /// All, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Review, Self::Clean, Self::Sampled, Self::Key, Self::Overdue];

    /// Name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Clean => "clean",
            Self::Sampled => "sampled",
            Self::Key => "key",
            Self::Overdue => "overdue",
        }
    }

    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Review => "待我评查",
            Self::Clean => "没有问题待签结",
            Self::Sampled => "抽出待人工核看",
            Self::Key => "重点评查",
            Self::Overdue => "逾期未反馈",
        }
    }
}

/// A case of the queue.
#[derive(Debug, Clone)]
pub struct Item {
    /// What is known of it.
    pub known: Known,
    /// What became of each finding of the brief, in its order.
    pub standing: Vec<Standing>,
    /// How many findings stand or may stand, by severity, the gravest first.
    pub counts: [u32; 4],
    /// How many of them nobody decided on.
    pub undecided: u32,
    /// What it is ranked by.
    pub risk: Risk,
    /// What there is to do.
    pub todo: Vec<Todo>,
    /// Whether it is the visitor's to review.
    pub is_mine: bool,
}

impl Item {
    /// A case as somebody sees it on a day.
    pub fn new(known: Known, actor: &Actor, today: Date, history: &PointHistory) -> Self {
        let standing: Vec<Standing> =
            known.brief.findings.iter().map(|finding| standing(finding, &known)).collect();
        let mut counts = [0; 4];
        for (finding, stands) in known.brief.findings.iter().zip(&standing) {
            match stands {
                Standing::Open => counts[finding.severity as usize] += 1,
                Standing::Confirmed(severity) => counts[*severity as usize] += 1,
                Standing::Excluded => {}
            }
        }
        for severity in by_hand(&known) {
            counts[severity as usize] += 1;
        }
        let undecided = standing.iter().filter(|one| **one == Standing::Open).count() as u32;
        let risk = Risk::of(&known, &standing, history);
        let is_mine = known.object.is_reviewed_by(actor);
        let mut item = Self { known, standing, counts, undecided, risk, todo: Vec::new(), is_mine };
        item.todo = Todo::ALL.into_iter().filter(|todo| item.has(*todo, today)).collect();
        item
    }

    /// Number of the case.
    pub fn case(&self) -> i64 {
        self.known.object.case
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        self.known.object.state
    }

    /// The gravest severity of what stands or may stand.
    pub fn worst(&self) -> Option<Severity> {
        Severity::ALL.into_iter().find(|severity| self.counts[*severity as usize] > 0)
    }

    /// 等次: what the reviewer proposes, else what the program suggests.
    pub fn grade(&self) -> &str {
        self.known.object.grade.as_deref().unwrap_or(&self.known.brief.grade)
    }

    /// Findings that stand or may stand.
    pub fn standing_findings(&self) -> impl Iterator<Item = &OpenFinding> {
        let findings = self.known.brief.findings.iter().zip(&self.standing);
        findings.filter(|(_, stands)| **stands != Standing::Excluded).map(|(finding, _)| finding)
    }

    /// Whether the last day of its state is over.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.known.object.due.is_some_and(|due| today > due)
    }

    fn has(&self, todo: Todo, today: Date) -> bool {
        let state = self.state();
        match todo {
            Todo::Review => {
                let is_their_turn =
                    matches!(state, State::Assigned | State::InReview | State::Replied | State::Objected);
                self.is_mine && is_their_turn
            }
            Todo::Clean => clean::check(self).is_ok(),
            Todo::Sampled => self.known.sampled && clean::may_leave(state),
            Todo::Key => !self.known.brief.triggers.is_empty(),
            Todo::Overdue => state == State::AwaitingReply && self.is_overdue(today),
        }
    }
}

/// Severities of what the reviewer found beside the program, a slip where they did not say.
pub(super) fn by_hand(known: &Known) -> impl Iterator<Item = Severity> {
    let recorded = known.said.iter().filter(|(name, (verdict, _))| {
        is_by_hand_name(name) && matches!(verdict, Verdict::Confirmed | Verdict::Modified)
    });
    recorded.map(|(_, (_, severity))| severity.as_deref().map_or(Severity::Slight, Severity::chosen))
}

fn standing(finding: &OpenFinding, known: &Known) -> Standing {
    match known.said.get(&finding.identity) {
        None | Some((Verdict::Withdrawn, _)) => Standing::Open,
        Some((Verdict::Excluded, _)) => Standing::Excluded,
        Some((Verdict::Confirmed | Verdict::Modified, severity)) => {
            Standing::Confirmed(severity.as_deref().map_or(finding.severity, Severity::chosen))
        }
    }
}
