//! One's own account: another password.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::error::PageError;
use super::frame::{Frame, Here};
use super::gate::{self, Posted, Visitor};
use super::site::{self, Site, aside};
use crate::office::password::SALT_BYTES;
use crate::store::StoreError;

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    frame: Frame,
    account: String,
    department: String,
    /// Whether the password was given by somebody else.
    is_temporary: bool,
    mistake: Option<String>,
}

/// `GET /account`
pub(super) async fn page(visitor: Visitor) -> Result<Html<String>, PageError> {
    Ok(Html(view(&visitor, None).render()?))
}

/// `POST /account`: the old password once, the new one twice. One signs in anew with it.
pub(super) async fn change(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    aside(move || {
        let again = |why: &str| -> Result<Response, PageError> {
            let page = view(&visitor, Some(why.to_owned())).render()?;
            Ok((StatusCode::BAD_REQUEST, Html(page)).into_response())
        };
        if posted.one("new") != posted.one("again") {
            return again("两次输入的新密码不同，请重新输入");
        }
        if !site.store().is_password(&visitor.actor.name, posted.one("old"))? {
            return again("原密码不对，请重新输入");
        }
        let random = site::random()?;
        let (salt, _) = random.split_at(SALT_BYTES);
        let salt = salt.try_into().map_err(|_| PageError::Interrupted)?;
        match site.store().set_password(visitor.deed(), &visitor.actor.name, posted.one("new"), salt) {
            Ok(()) => Ok(([(header::SET_COOKIE, gate::ended())], Redirect::to("/sign-in")).into_response()),
            Err(StoreError::Refused(why)) => again(&why),
            Err(other) => Err(other.into()),
        }
    })
    .await
}

fn view(visitor: &Visitor, mistake: Option<String>) -> AccountPage {
    AccountPage {
        frame: Frame::new(visitor, Here::Elsewhere),
        account: visitor.actor.name.clone(),
        department: visitor.actor.department.clone(),
        is_temporary: visitor.has_temporary_password,
        mistake,
    }
}
