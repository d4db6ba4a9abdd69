//! A case as far as rights and moves look at it.

use jiff::civil::Date;

use super::{Actor, State};

/// What decides who may touch a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Number of the case in the store.
    pub case: i64,
    /// Where it stands.
    pub state: State,
    /// Account of the 承办人, where they have one.
    pub handler: Option<String>,
    /// 承办人 as the case card names them.
    pub handler_name: Option<String>,
    /// Department of the handler.
    pub department: Option<String>,
    /// Account of the reviewer.
    pub reviewer: Option<String>,
    /// Accounts that are recused from it.
    pub recused: Vec<String>,
    /// Grade the reviewer proposes.
    pub grade: Option<String>,
    /// Last day of the present state, where it has one.
    pub due: Option<Date>,
}

impl Object {
    /// A case nobody has touched.
    pub fn new(case: i64) -> Self {
        Self {
            case,
            state: State::Unassigned,
            handler: None,
            handler_name: None,
            department: None,
            reviewer: None,
            recused: Vec::new(),
            grade: None,
            due: None,
        }
    }

    /// Whether the actor handled the case: by account, or, where the handler has none, by name.
    pub fn is_handled_by(&self, actor: &Actor) -> bool {
        match &self.handler {
            Some(account) => *account == actor.name,
            None => self.handler_name.as_deref() == Some(actor.display.as_str()),
        }
    }

    /// Whether the case is the actor's to review.
    pub fn is_reviewed_by(&self, actor: &Actor) -> bool {
        self.reviewer.as_deref() == Some(actor.name.as_str())
    }

    /// Whether the actor works where the handler works.
    pub fn is_of_the_team_of(&self, actor: &Actor) -> bool {
        self.department.as_deref().is_some_and(|team| !team.is_empty() && team == actor.department)
    }
}
