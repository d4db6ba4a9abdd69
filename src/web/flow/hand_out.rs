//! The part of the page on which the organiser gives a case out: who may review it and who not, the lot, the handler, the
//! recusals.

use std::collections::HashMap;

use crate::office::{Action, Object, Role, State, draw, may};
use crate::store::{CaseFlow, User};
use crate::web::error::PageError;
use crate::web::gate::Visitor;
use crate::web::names::{Names, minute};
use crate::web::site::Site;

/// What an organiser needs for it.
pub(super) struct HandOut {
    /// 分配 or 改派; none where the case is past it.
    pub verb: Option<&'static str>,
    /// Whether another one has it already, so that a reason is due.
    pub needs_reason: bool,
    pub candidates: Vec<Candidate>,
    pub barred: Vec<(String, &'static str)>,
    pub handlers: Vec<Somebody>,
    /// As the case card names them, where no account is known.
    pub handler_name: Option<String>,
    pub others: Vec<Somebody>,
    pub recusals: Vec<Recused>,
}

/// Somebody who may review the case.
pub(super) struct Candidate {
    pub account: String,
    pub told: String,
    /// Cases they review now.
    pub load: usize,
}

/// An account to choose.
pub(super) struct Somebody {
    pub account: String,
    pub told: String,
    pub is_chosen: bool,
}

/// Somebody who takes no part.
pub(super) struct Recused {
    pub who: String,
    pub reason: String,
    pub by: String,
    pub at: String,
}

/// None where the visitor does not give this case out.
pub(super) fn of(
    site: &Site,
    visitor: &Visitor,
    flow: &CaseFlow,
    names: &Names,
) -> Result<Option<HandOut>, PageError> {
    let object = &flow.object;
    if !may(&visitor.actor, Action::Assign, Some(object)).is_allowed() {
        return Ok(None);
    }
    let store = site.store();
    let loads = loads(&store.flows()?);
    let users: Vec<User> = store.users()?.into_iter().filter(|user| !user.disabled).collect();
    let (mut candidates, mut barred) = (Vec::new(), Vec::new());
    for actor in users.iter().map(|user| &user.actor).filter(|actor| actor.roles.contains(&Role::Reviewer)) {
        let told = format!("{}，{}", names.full(&actor.name), actor.department);
        let bar = draw::bar(actor, object).or(object.is_reviewed_by(actor).then_some("现任评查员"));
        match bar {
            Some(why) => barred.push((told, why)),
            None => candidates.push(Candidate {
                load: loads.get(&actor.name).copied().unwrap_or_default(),
                account: actor.name.clone(),
                told,
            }),
        }
    }
    candidates.sort_by(|a, b| (a.load, &a.account).cmp(&(b.load, &b.account)));
    let recusals = store.recusals(object.case)?.into_iter().map(|recusal| Recused {
        who: names.full(&recusal.user),
        by: names.show(&recusal.who),
        at: minute(recusal.at),
        reason: recusal.reason,
    });
    Ok(Some(HandOut {
        verb: verb(object.state),
        needs_reason: object.state != State::Unassigned,
        candidates,
        barred,
        handlers: somebodies(&users, names, Role::Handler, object.handler.as_deref()),
        handler_name: object.handler_name.clone().filter(|_| object.handler.is_none()),
        others: others(&users, names, object),
        recusals: recusals.collect(),
    }))
}

fn verb(state: State) -> Option<&'static str> {
    match state {
        State::Unassigned => Some("分配"),
        State::Assigned | State::InReview => Some("改派"),
        _ => None,
    }
}

/// How many cases that are not over each reviewer has.
fn loads(flows: &[CaseFlow]) -> HashMap<String, usize> {
    let mut loads = HashMap::new();
    for object in flows.iter().map(|flow| &flow.object).filter(|object| object.state != State::Archived) {
        if let Some(reviewer) = &object.reviewer {
            *loads.entry(reviewer.clone()).or_default() += 1;
        }
    }
    loads
}

fn somebodies(users: &[User], names: &Names, role: Role, chosen: Option<&str>) -> Vec<Somebody> {
    let actors = users.iter().map(|user| &user.actor).filter(|actor| actor.roles.contains(&role));
    let somebody = |account: &str, department: &str| Somebody {
        told: format!("{}，{department}", names.full(account)),
        is_chosen: chosen == Some(account),
        account: account.to_owned(),
    };
    actors.map(|actor| somebody(&actor.name, &actor.department)).collect()
}

/// Reviewers and approvers who take part so far; the reviewer of the case gives it back instead.
fn others(users: &[User], names: &Names, object: &Object) -> Vec<Somebody> {
    let mut others = somebodies(users, names, Role::Reviewer, None);
    others.extend(somebodies(users, names, Role::Approver, None));
    others.retain(|one| {
        !object.recused.contains(&one.account) && object.reviewer.as_deref() != Some(&one.account)
    });
    others.sort_by(|a, b| a.account.cmp(&b.account));
    others.dedup_by(|a, b| a.account == b.account);
    others
}
