//! How a case moves: one table of states and moves, the questions asked of it, and the days it gives.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Action, Actor, Object, Permit, Rank, Role, may};

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is told in flow.toml")]
pub enum State {
    Unassigned,
    Assigned,
    InReview,
    AwaitingReply,
    Replied,
    Objected,
    AwaitingApproval,
    Approved,
    ToCorrect,
    Correcting,
    Corrected,
    Archived,
}

impl State {
    /// All states, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.state.iter().map(|row| row.name)
    }

    /// Chinese name.
    pub fn label(self) -> &'static str {
        self.row().map_or("", |row| &row.label)
    }

    /// Working days within which somebody should act.
    pub fn days(self) -> Option<u32> {
        self.row().and_then(|row| row.days)
    }

    /// Whether the handler has been sent the opinion, in this round.
    pub fn is_fed_back(self) -> bool {
        matches!(
            self,
            Self::AwaitingReply
                | Self::Replied
                | Self::Objected
                | Self::Approved
                | Self::ToCorrect
                | Self::Correcting
                | Self::Corrected
                | Self::Archived
        )
    }

    fn row(self) -> Option<&'static StateRow> {
        TABLE.state.iter().find(|row| row.name == self)
    }
}

/// One way from state to state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is told in flow.toml")]
pub enum Move {
    Assign,
    Reassign,
    Recuse,
    Begin,
    SignOff,
    Submit,
    Send,
    Agree,
    Object,
    Lapse,
    AcceptObjection,
    Uphold,
    Forward,
    Approve,
    Return,
    ReturnUnassigned,
    RequireCorrection,
    BeginCorrection,
    FinishCorrection,
    RefuseCorrection,
    Archive,
    ArchiveCorrected,
}

impl Move {
    /// All moves, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.r#move.iter().map(|row| row.name)
    }

    /// Chinese name.
    pub fn label(self) -> &'static str {
        arrow(self).map_or("", |row| &row.label)
    }

    /// Whether the person must say why.
    pub fn needs_reason(self) -> bool {
        arrow(self).is_some_and(|row| row.needs.contains(&Need::Reason))
    }
}

/// What a move needs beside the right to make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// A proposed grade.
    Grade,
    /// A proposed grade that needs no hearing of the handler.
    PlainGrade,
    /// A grade that needs no correction.
    GoodGrade,
    /// A reviewer named with it.
    Reviewer,
    /// The days of the state are over.
    Overdue,
    /// A reason in words.
    Reason,
}

impl Need {
    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Grade => "已拟定等次",
            Self::PlainGrade => "拟定等次为合格",
            Self::GoodGrade => "等次为优质或合格",
            Self::Reviewer => "指明评查员",
            Self::Overdue => "已逾期",
            Self::Reason => "说明理由",
        }
    }

    /// Whether the case has it on a day. A reason and a reviewer come with the move itself.
    fn is_met(self, object: &Object, today: Date) -> bool {
        let grade_in = |grades: &[String]| object.grade.as_ref().is_some_and(|grade| grades.contains(grade));
        match self {
            Self::Grade => object.grade.is_some(),
            Self::PlainGrade => grade_in(&TABLE.grades.plain),
            Self::GoodGrade => grade_in(&TABLE.grades.good),
            Self::Overdue => object.due.is_some_and(|due| today > due),
            Self::Reviewer | Self::Reason => true,
        }
    }
}

/// A row of the table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrow {
    /// Which move.
    pub name: Move,
    /// Chinese name.
    pub label: String,
    /// From where.
    pub from: Vec<State>,
    /// To where.
    pub to: State,
    /// The right it takes.
    pub action: Action,
    /// What else.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// What the person is asked to say with it.
    #[serde(default = "said")]
    pub ask: String,
}

fn said() -> String {
    "说明".to_owned()
}

/// A move from where the case stands, and whether this actor can make it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which move.
    pub name: Move,
    /// Whether, in which role, or why not.
    pub permit: Permit,
}

/// Every move that leads on from where the case stands; those the actor cannot make come with the reason.
pub fn moves(actor: &Actor, object: &Object, today: Date) -> Vec<Offer> {
    TABLE
        .r#move
        .iter()
        .filter(|row| row.from.contains(&object.state))
        .map(|row| Offer { name: row.name, permit: permit(row, actor, object, today) })
        .collect()
}

/// Whether the actor can make the move now. A reason given counts where one is needed.
///
/// # Errors
/// Why not, in one Chinese sentence.
pub fn check_move(
    name: Move,
    actor: &Actor,
    object: &Object,
    today: Date,
    reason: &str,
) -> Result<(Role, State), String> {
    let Some(row) = arrow(name) else {
        return Err("未登记的流转".to_owned());
    };
    if !row.from.contains(&object.state) {
        return Err(format!("案件现为“{}”，不能{}", object.state.label(), row.label));
    }
    if row.needs.contains(&Need::Reason) && reason.trim().is_empty() {
        return Err(format!("{}须说明理由", row.label));
    }
    match permit(row, actor, object, today) {
        Permit::Allowed(role) => Ok((role, row.to)),
        Permit::Refused(why) => Err(why),
    }
}

/// The rank that may approve a grade (合格: 分管检察长; all others: 检察长 or 检委会).
pub fn approval_rank(grade: Option<&str>) -> Rank {
    match grade {
        Some(grade) if TABLE.grades.deputy_approves.iter().any(|listed| listed == grade) => Rank::Deputy,
        _ => Rank::Chief,
    }
}

/// Whether a grade needs no hearing of the handler.
pub fn is_plain(grade: &str) -> bool {
    TABLE.grades.plain.iter().any(|listed| listed == grade)
}

/// The row of a move.
pub fn arrow(name: Move) -> Option<&'static Arrow> {
    TABLE.r#move.iter().find(|row| row.name == name)
}

fn permit(row: &Arrow, actor: &Actor, object: &Object, today: Date) -> Permit {
    let permit = may(actor, row.action, Some(object));
    let missing = row.needs.iter().find(|need| !need.is_met(object, today));
    match (permit, missing) {
        (Permit::Allowed(_), Some(need)) => Permit::Refused(format!("{}须{}", row.label, need.label())),
        (permit, _) => permit,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) state: Vec<StateRow>,
    pub(super) r#move: Vec<Arrow>,
    grades: Grades,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StateRow {
    pub(super) name: State,
    pub(super) label: String,
    pub(super) days: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grades {
    deputy_approves: Vec<String>,
    plain: Vec<String>,
    good: Vec<String>,
}

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("flow.toml")).expect("the table of moves is tested to parse")
});

#[cfg(test)]
mod tests;
