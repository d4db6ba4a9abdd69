//! Where cases stand, and their moves.

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::database::{Row, Transaction};
use super::deed::expect;
use super::value::values;
use super::{Deed, Store, StoreError, decisions, samples, users};
use crate::office::draw::{self, Draw};
use crate::office::{Action, Move, Object, Role, State, arrow, check_move, day_in_china, working_days_after};

/// What a case is to rights, from its row, its opinion, its card and the accounts. A handler whom nobody linked to an
/// account is the only account of that name.
const OBJECT: &str = "
    SELECT cases.id, flow.state, handlers.name, json_extract(cases.profile, '$.handler'), handlers.department,
        flow.reviewer, flow.due, coalesce(flow.revision, 0), coalesce(flow.since, 0),
        (SELECT grade FROM opinions WHERE case_id = cases.id ORDER BY revision DESC LIMIT 1),
        (SELECT json_group_array(user) FROM recusals WHERE case_id = cases.id)
    FROM cases LEFT JOIN flow ON flow.case_id = cases.id
    LEFT JOIN users AS handlers ON handlers.name = coalesce(flow.handler,
        (SELECT min(name) FROM users WHERE display = json_extract(cases.profile, '$.handler')
         GROUP BY display HAVING count(*) = 1))";

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFlow {
    /// The case as rights and moves look at it.
    pub object: Object,
    /// Of its last move; 0 before the first.
    pub revision: i64,
    /// Since when it stands there, in Unix milliseconds; 0 before the first move.
    pub since: i64,
}

/// A move that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Revision it made.
    pub revision: i64,
    /// Which.
    pub name: Move,
    /// From where.
    pub before: State,
    /// To where.
    pub after: State,
    /// Reviewer after it.
    pub reviewer: Option<String>,
    /// How the reviewer was drawn by lot.
    pub draw: Option<Draw>,
    /// Who made it.
    pub who: String,
    /// When, in Unix milliseconds.
    pub at: i64,
    /// Why.
    pub reason: String,
}

impl Store {
    /// Where a case stands.
    pub fn flow(&self, case: i64) -> Result<CaseFlow, StoreError> {
        self.database.read(|transaction| one(transaction, case))
    }

    /// Where all dossiers stand, by number.
    pub fn flows(&self) -> Result<Vec<CaseFlow>, StoreError> {
        let query = format!("{OBJECT} WHERE cases.origin = '\"dossier\"' ORDER BY cases.id");
        self.database.read(|transaction| transaction.all(&query, &[], read))
    }

    /// The moves of a case, oldest first.
    pub fn history(&self, case: i64) -> Result<Vec<Moved>, StoreError> {
        let query = "SELECT revision, move, before, after, reviewer, draw, who, at, reason FROM flow_history
             WHERE case_id = ? ORDER BY revision";
        self.database.read(|transaction| transaction.all(query, values![case], read_move))
    }

    /// Makes a move that names nobody. `expected` is the revision the person looked at. Gives the new one.
    ///
    /// # Errors
    /// Refused with the reason; behind when somebody else moved the case meanwhile.
    pub fn make_move(
        &self,
        deed: Deed<'_>,
        case: i64,
        name: Move,
        reason: &str,
        expected: i64,
    ) -> Result<i64, StoreError> {
        if matches!(name, Move::Assign | Move::Reassign | Move::SignOff) {
            return Err(StoreError::Refused("分配与签结另有办法".to_owned()));
        }
        let action = right(name)?;
        self.act(deed, action, Some(case), |transaction, object| {
            let object = object.ok_or(StoreError::NoCase)?;
            let mut to = Target { reviewer: object.reviewer.clone(), draw: None };
            if matches!(name, Move::Recuse | Move::ReturnUnassigned) {
                to.reviewer = None;
            }
            if name == Move::Recuse
                && let Some(reviewer) = &object.reviewer
            {
                recuse(transaction, deed, case, reviewer, reason)?;
            }
            step(transaction, deed, object, name, reason, expected, &to)
        })
    }

    /// Gives a case to a reviewer by hand, or from one to another.
    pub fn assign(
        &self,
        deed: Deed<'_>,
        case: i64,
        reviewer: &str,
        reason: &str,
        expected: i64,
    ) -> Result<i64, StoreError> {
        self.act(deed, Action::Assign, Some(case), |transaction, object| {
            let object = object.ok_or(StoreError::NoCase)?;
            let user = users::one(transaction, reviewer)?.filter(|user| !user.disabled);
            let user = user.ok_or(StoreError::NoUser)?;
            if let Some(bar) = draw::bar(&user.actor, object) {
                return Err(StoreError::Refused(format!("不能分配给{}：{bar}", user.actor.display)));
            }
            let to = Target { reviewer: Some(reviewer.to_owned()), draw: None };
            step(transaction, deed, object, assigning(object), reason, expected, &to)
        })
    }

    /// Gives a case to a reviewer drawn by lot from all that may review it. The draw is kept with the move.
    pub fn assign_by_draw(
        &self,
        deed: Deed<'_>,
        case: i64,
        seed: u64,
        reason: &str,
        expected: i64,
    ) -> Result<Draw, StoreError> {
        self.act(deed, Action::Assign, Some(case), |transaction, object| {
            let object = object.ok_or(StoreError::NoCase)?;
            let people: Vec<_> = users::all(transaction)?
                .into_iter()
                .filter(|user| !user.disabled)
                .map(|user| user.actor)
                .collect();
            let draw = draw::draw(seed, &people, object).map_err(StoreError::Refused)?;
            let to = Target { reviewer: Some(draw.drawn.clone()), draw: Some(&draw) };
            let (_, detail) = step(transaction, deed, object, assigning(object), reason, expected, &to)?;
            Ok((draw, detail))
        })
    }

    /// Signs a clean case off: the grade, the opinion and the way to the approver in one. The signer becomes its reviewer.
    pub fn sign_off(
        &self,
        deed: Deed<'_>,
        case: i64,
        version: i64,
        grade: &str,
        text: &str,
        expected: i64,
    ) -> Result<i64, StoreError> {
        self.act(deed, Action::SignOff, Some(case), |transaction, object| {
            let object = object.ok_or(StoreError::NoCase)?;
            if samples::is_sampled(transaction, case)? {
                return Err(StoreError::Refused("已抽出须人工核看，不能成批签结".to_owned()));
            }
            sign_off_in(transaction, deed, object, &SignOff { version, grade, text, expected })
        })
    }

    /// Says which account is the handler of a case.
    pub fn set_handler(&self, deed: Deed<'_>, case: i64, handler: &str) -> Result<(), StoreError> {
        self.act(deed, Action::SetHandler, Some(case), |transaction, object| {
            let user = users::one(transaction, handler)?.ok_or(StoreError::NoUser)?;
            if !user.actor.roles.contains(&Role::Handler) {
                return Err(StoreError::Refused(format!("{handler} 不是承办人账号")));
            }
            if object.is_some_and(|object| object.reviewer.as_deref() == Some(handler)) {
                return Err(StoreError::Refused("本案评查员不能登记为承办人，请先改派".to_owned()));
            }
            transaction.execute(
                "INSERT INTO flow (case_id, revision, state, handler, since) VALUES (?, 0, 'unassigned', ?, ?)
                 ON CONFLICT (case_id) DO UPDATE SET handler = excluded.handler",
                values![case, handler, deed.at.as_millisecond()],
            )?;
            Ok(((), handler.to_owned()))
        })
    }

    /// Writes down that somebody is recused from a case which is not theirs yet. Who reviews it gives it back by
    /// [`Move::Recuse`].
    pub fn add_recusal(&self, deed: Deed<'_>, case: i64, user: &str, reason: &str) -> Result<(), StoreError> {
        self.act(deed, Action::Recuse, Some(case), |transaction, object| {
            if !deed.actor.roles.contains(&Role::Organiser) {
                return Err(StoreError::Refused("他人的回避由评查组织人登记".to_owned()));
            }
            if object.is_some_and(|object| object.reviewer.as_deref() == Some(user)) {
                return Err(StoreError::Refused("本案正由其评查，请用“回避退回”".to_owned()));
            }
            if reason.trim().is_empty() {
                return Err(StoreError::Refused("回避须说明理由".to_owned()));
            }
            users::one(transaction, user)?.ok_or(StoreError::NoUser)?;
            recuse(transaction, deed, case, user, reason)?;
            Ok(((), user.to_owned()))
        })
    }
}

/// What a case is signed off with.
pub(super) struct SignOff<'a> {
    /// Of the review looked at.
    pub version: i64,
    /// 拟定等次
    pub grade: &'a str,
    /// 评查意见
    pub text: &'a str,
    /// Revision of the state looked at.
    pub expected: i64,
}

/// Signs a case off inside a deed. Whoever does is its reviewer.
pub(super) fn sign_off_in(
    transaction: &dyn Transaction,
    deed: Deed<'_>,
    object: &Object,
    with: &SignOff<'_>,
) -> Result<(i64, String), StoreError> {
    let mut object = object.clone();
    decisions::add_opinion(transaction, deed, object.case, with.version, Some(with.grade), with.text)?;
    object.grade = Some(with.grade.to_owned());
    let to = Target { reviewer: Some(deed.actor.name.clone()), draw: None };
    step(transaction, deed, &object, Move::SignOff, "", with.expected, &to)
}

/// Who has the case after a move.
struct Target<'a> {
    reviewer: Option<String>,
    draw: Option<&'a Draw>,
}

fn step(
    transaction: &dyn Transaction,
    deed: Deed<'_>,
    object: &Object,
    name: Move,
    reason: &str,
    expected: i64,
    target: &Target<'_>,
) -> Result<(i64, String), StoreError> {
    expect(transaction, "SELECT revision FROM flow WHERE case_id = ?", values![object.case], expected)?;
    let today = day_in_china(deed.at);
    let (_, after) = check_move(name, deed.actor, object, today, reason).map_err(StoreError::Refused)?;
    let due: Option<Date> = after.days().and_then(|days| working_days_after(today, days)).map(|due| due.day);
    let revision = expected + 1;
    let now = deed.at.as_millisecond();
    transaction.execute(
        "INSERT INTO flow (case_id, revision, state, reviewer, since, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (case_id) DO UPDATE SET revision = ?2, state = ?3, reviewer = ?4, since = ?5, due = ?6",
        values![object.case, revision, code(after)?, target.reviewer, now, due.map(|due| due.to_string())],
    )?;
    transaction.execute(
        "INSERT INTO flow_history (case_id, revision, move, before, after, reviewer, draw, who, at, reason)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values![
            object.case,
            revision,
            code(name)?,
            code(object.state)?,
            code(after)?,
            target.reviewer,
            target.draw.map(serde_json::to_string).transpose()?,
            deed.actor.name,
            now,
            reason,
        ],
    )?;
    let to = match &target.reviewer {
        Some(reviewer) if matches!(name, Move::Assign | Move::Reassign) => format!("（{reviewer}）"),
        _ => String::new(),
    };
    Ok((revision, format!("{}：{} → {}{to}", name.label(), object.state.label(), after.label())))
}

fn assigning(object: &Object) -> Move {
    if object.state == State::Unassigned { Move::Assign } else { Move::Reassign }
}

fn right(name: Move) -> Result<Action, StoreError> {
    let row = arrow(name).ok_or_else(|| StoreError::Refused("未登记的流转".to_owned()))?;
    Ok(row.action)
}

fn recuse(
    transaction: &dyn Transaction,
    deed: Deed<'_>,
    case: i64,
    user: &str,
    reason: &str,
) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO recusals VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        values![case, user, deed.actor.name, deed.at.as_millisecond(), reason],
    )?;
    Ok(())
}

pub(super) fn object(transaction: &dyn Transaction, case: i64) -> Result<Object, StoreError> {
    Ok(one(transaction, case)?.object)
}

pub(super) fn one(transaction: &dyn Transaction, case: i64) -> Result<CaseFlow, StoreError> {
    let query = format!("{OBJECT} WHERE cases.id = ?");
    transaction.first(&query, values![case], read)?.ok_or(StoreError::NoCase)
}

fn read(row: &dyn Row) -> Result<CaseFlow, StoreError> {
    let state: Option<String> = row.get(1)?;
    let due: Option<String> = row.get(6)?;
    let recused: String = row.get(10)?;
    let object = Object {
        case: row.get(0)?,
        state: state.map(coded).transpose()?.unwrap_or(State::Unassigned),
        handler: row.get(2)?,
        handler_name: row.get(3)?,
        department: row.get(4)?,
        reviewer: row.get(5)?,
        recused: serde_json::from_str(&recused)?,
        grade: row.get(9)?,
        due: due.and_then(|due| due.parse().ok()),
    };
    Ok(CaseFlow { object, revision: row.get(7)?, since: row.get(8)? })
}

fn read_move(row: &dyn Row) -> Result<Moved, StoreError> {
    let draw: Option<String> = row.get(5)?;
    Ok(Moved {
        revision: row.get(0)?,
        name: coded(row.get(1)?)?,
        before: coded(row.get(2)?)?,
        after: coded(row.get(3)?)?,
        reviewer: row.get(4)?,
        draw: draw.map(|draw| serde_json::from_str(&draw)).transpose()?,
        who: row.get(6)?,
        at: row.get(7)?,
        reason: row.get(8)?,
    })
}

/// The code of a state, a move or a verdict, as serde writes it.
pub(super) fn code(value: impl serde::Serialize) -> Result<String, StoreError> {
    Ok(serde_json::to_value(value)?.as_str().unwrap_or_default().to_owned())
}

pub(super) fn coded<T: DeserializeOwned>(code: String) -> Result<T, StoreError> {
    Ok(serde_json::from_value(serde_json::Value::String(code))?)
}
