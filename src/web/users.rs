//! `/users`: the accounts. The system officer makes and disables them, the security officer gives roles and passwords; no one
//! can do both.

mod change;
mod form;

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

pub(super) use change::{add, set_password, set_roles, set_state, unlock};

use super::error::PageError;
use super::frame::{Frame, Here};
use super::gate::Visitor;
use super::names::minute;
use super::site::{Site, aside};
use crate::office::{Action, Rank, Role};
use crate::store::User;
use form::{Draft, RoleBox, boxes};

/// What was just done, to whom.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
    account: String,
}

#[derive(Template)]
#[template(path = "users.html")]
struct UsersPage {
    frame: Frame,
    done: Option<String>,
    mistake: Option<String>,
    may_manage: bool,
    may_grant: bool,
    may_reset: bool,
    rows: Vec<Row>,
    draft: Draft,
}

struct Row {
    account: String,
    display: String,
    department: String,
    roles: String,
    boxes: Vec<RoleBox>,
    rank: &'static str,
    state: String,
    is_disabled: bool,
    is_locked: bool,
    is_self: bool,
    created: String,
}

/// `GET /users`
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, PageError> {
    let Query(asked) = asked?;
    aside(move || {
        let mut page = view(&site, &visitor)?;
        let known = page.rows.iter().find(|row| row.account == asked.account);
        page.done = known.and_then(|row| Some(format!("{} {}。", told(&asked.done)?, row.account)));
        Ok(Html(page.render()?))
    })
    .await
}

fn told(done: &str) -> Option<&'static str> {
    match done {
        "add" => Some("已新建账号"),
        "disable" => Some("已停用账号"),
        "enable" => Some("已启用账号"),
        "roles" => Some("已改角色，须重新登录的账号："),
        "password" => Some("已重置密码，请转告本人并请其登录后立即修改，账号"),
        "unlock" => Some("已解除锁定，账号"),
        _ => None,
    }
}

/// The page once more, with what was filled in and why it will not do.
fn again(site: &Site, visitor: &Visitor, why: String, draft: Draft) -> Result<Response, PageError> {
    let page = UsersPage { mistake: Some(why), draft, ..view(site, visitor)? };
    Ok((StatusCode::BAD_REQUEST, Html(page.render()?)).into_response())
}

fn view(site: &Site, visitor: &Visitor) -> Result<UsersPage, PageError> {
    Ok(UsersPage {
        frame: Frame::new(visitor, Here::Users),
        done: None,
        mistake: None,
        may_manage: visitor.might(Action::ManageUsers),
        may_grant: visitor.might(Action::GrantRoles),
        may_reset: visitor.might(Action::ResetPassword),
        rows: site.store().users()?.into_iter().map(|user| row(user, visitor)).collect(),
        draft: Draft::default(),
    })
}

fn row(user: User, visitor: &Visitor) -> Row {
    let is_locked = user.is_locked(visitor.at);
    let state = match (user.disabled, user.locked_until.filter(|_| is_locked)) {
        (true, _) => "停用".to_owned(),
        (false, Some(until)) => format!("锁定至 {}", minute(until)),
        (false, None) => "正常".to_owned(),
    };
    let roles: Vec<&str> = user.actor.roles.iter().map(|role| role.label()).collect();
    Row {
        roles: if roles.is_empty() { "未授角色".to_owned() } else { roles.join("、") },
        boxes: boxes(&user.actor.roles),
        rank: user.actor.rank.map_or("", Rank::label),
        state,
        is_disabled: user.disabled,
        is_locked,
        is_self: user.actor.name == visitor.actor.name,
        created: minute(user.created),
        account: user.actor.name,
        display: user.actor.display,
        department: user.actor.department,
    }
}

/// The ranks of an approver.
const RANKS: [Rank; 2] = [Rank::Deputy, Rank::Chief];

fn role(label: &str) -> Result<Role, PageError> {
    Role::of_label(label).ok_or(PageError::Request)
}
