//! Who may do what: one table, one question.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Actor, Condition, Object, Role};

/// Everything that is asked leave for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is told in rights.toml, from which the manual is made")]
pub enum Action {
    ListCases,
    ReadCase,
    ExportCase,
    Search,
    ExportList,
    Import,
    RemoveCase,
    SetHandler,
    Assign,
    Recuse,
    Decide,
    Tick,
    WriteOpinion,
    Advance,
    SignOff,
    Reply,
    Approve,
    Correct,
    OverseeCorrection,
    Archive,
    ManageJobs,
    ManageSystem,
    ListUsers,
    ManageUsers,
    GrantRoles,
    ResetPassword,
    OwnPassword,
    ReadAudit,
    VerifyAudit,
}

impl Action {
    /// All actions, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.action.iter().map(|row| row.name)
    }

    /// Chinese name.
    pub fn label(self) -> &'static str {
        row(self).map_or("", |row| &row.label)
    }

    /// Name in tables and logs.
    pub fn code(self) -> String {
        serde_json::to_value(self).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Whether it is done to one case.
    pub fn is_on_a_case(self) -> bool {
        row(self).is_some_and(|row| row.scope == Scope::Case)
    }
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Permit {
    /// Yes, in this role.
    Allowed(Role),
    /// No, and why in one Chinese sentence.
    Refused(String),
}

impl Permit {
    /// Whether it is a yes.
    pub fn is_allowed(&self) -> bool {
        matches!(self, Self::Allowed(_))
    }
}

/// Whether an actor may do something, to a case where the action is on one.
pub fn may(actor: &Actor, action: Action, object: Option<&Object>) -> Permit {
    let Some(row) = row(action) else {
        return Permit::Refused("未登记的动作".to_owned());
    };
    let mut refusal = None;
    for (&role, conditions) in row.roles.iter().filter(|(role, _)| actor.roles.contains(role)) {
        if row.scope == Scope::Office {
            return Permit::Allowed(role);
        }
        let Some(object) = object else {
            refusal = Some("请指明案件".to_owned());
            continue;
        };
        match conditions.iter().find(|condition| !condition.holds(actor, object)) {
            None => return Permit::Allowed(role),
            Some(failing) => refusal = refusal.or_else(|| Some(words(*failing).refusal.clone())),
        }
    }
    Permit::Refused(refusal.unwrap_or_else(|| format!("您的角色不能{}", plain(&row.label))))
}

/// Whether an actor may ever do it: for menus.
pub fn might(actor: &Actor, action: Action) -> bool {
    row(action).is_some_and(|row| row.roles.keys().any(|role| actor.roles.contains(role)))
}

/// The label without what stands in brackets.
fn plain(label: &str) -> &str {
    label.split('（').next().unwrap_or(label)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) condition: BTreeMap<Condition, Words>,
    pub(super) action: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) label: String,
    refusal: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) name: Action,
    pub(super) label: String,
    pub(super) scope: Scope,
    pub(super) roles: BTreeMap<Role, Vec<Condition>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Scope {
    Case,
    Office,
}

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("rights.toml")).expect("the table of rights is tested to parse")
});

fn row(action: Action) -> Option<&'static Row> {
    TABLE.action.iter().find(|row| row.name == action)
}

fn words(condition: Condition) -> &'static Words {
    &TABLE.condition[&condition]
}

#[cfg(test)]
mod tests;
