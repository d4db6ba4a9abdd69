//! Conditions on the case under which a role may do something. Their words stand in `rights.toml`.

use serde::Deserialize;

use super::{Actor, Object, State, approval_rank};

/// What must hold between an actor and a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The case is assigned to the actor.
    Assigned,
    /// Assigned to the actor, or to nobody yet.
    AssignedOrFree,
    /// Assigned to the actor, to nobody, or archived.
    AssignedFreeOrArchived,
    /// The actor handled the case.
    Own,
    /// The actor neither handled the case nor is recused from it.
    Unrecused,
    /// The actor is of another team than the handler.
    OtherTeam,
    /// The actor does not review this case.
    NotReviewer,
    /// The opinion has been sent to the handler.
    FedBack,
    /// The case is under review.
    InReview,
    /// The actor's rank reaches the proposed grade.
    Rank,
}

impl Condition {
    /// Whether it holds.
    pub fn holds(self, actor: &Actor, object: &Object) -> bool {
        match self {
            Self::Assigned => object.is_reviewed_by(actor),
            Self::AssignedOrFree => object.reviewer.is_none() || object.is_reviewed_by(actor),
            Self::AssignedFreeOrArchived => {
                object.state == State::Archived || Self::AssignedOrFree.holds(actor, object)
            }
            Self::Own => object.is_handled_by(actor),
            Self::Unrecused => !object.is_handled_by(actor) && !object.recused.contains(&actor.name),
            Self::OtherTeam => !object.is_of_the_team_of(actor),
            Self::NotReviewer => !object.is_reviewed_by(actor),
            Self::FedBack => object.state.is_fed_back(),
            Self::InReview => object.state == State::InReview,
            Self::Rank => actor.rank >= Some(approval_rank(object.grade.as_deref())),
        }
    }
}
