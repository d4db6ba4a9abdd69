//! Signing in and out; in an open house, becoming somebody else.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::Deserialize;

use super::error::PageError;
use super::frame::{self, Frame, Here};
use super::gate::{self, Posted, Visitor};
use super::site::{self, Site, aside};
use crate::store::StoreError;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    frame: Frame,
    account: String,
    to: String,
    mistake: Option<String>,
    /// Whether nobody has an account yet.
    is_new: bool,
}

#[derive(Template)]
#[template(path = "enter.html")]
struct EnterPage {
    frame: Frame,
    people: Vec<Somebody>,
}

struct Somebody {
    account: String,
    display: String,
    department: String,
    roles: String,
    is_current: bool,
}

/// What is filled in; `to` is where to go on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    account: String,
    password: String,
    to: String,
}

/// `GET /sign-in`
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Html<String>, PageError> {
    let Query(asked) = asked?;
    aside(move || {
        let is_new = site.store().users()?.is_empty();
        let page =
            SignInPage { frame: Frame::bare(), account: String::new(), to: asked.to, mistake: None, is_new };
        Ok(Html(page.render()?))
    })
    .await
}

/// `POST /sign-in`. Gives a session of its own making: one that came with the request is done with.
pub(super) async fn enter(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    asked: Result<Form<Asked>, FormRejection>,
) -> Result<Response, PageError> {
    let Form(asked) = asked?;
    if is_foreign(&headers) {
        return Err(PageError::Forged);
    }
    let brought = gate::held(&headers).map(str::to_owned);
    aside(move || {
        let at = Timestamp::now();
        let random = site::random()?;
        let token =
            match site.store().sign_in(&asked.account, &asked.password, at, random, brought.as_deref()) {
                Ok(token) => token,
                Err(StoreError::Refused(why)) => return again(asked, why),
                Err(other) => return Err(other.into()),
            };
        let to = if is_within(&asked.to) { asked.to } else { home_of(&site, &token, at)?.to_owned() };
        Ok(([(header::SET_COOKIE, gate::set(&token))], Redirect::to(&to)).into_response())
    })
    .await
}

/// `POST /sign-out`
pub(super) async fn leave(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let token = gate::held(&headers).map(str::to_owned);
    aside(move || {
        token.map(|token| site.store().sign_out(&token, visitor.at)).transpose()?;
        Ok(([(header::SET_COOKIE, gate::ended())], Redirect::to("/sign-in")).into_response())
    })
    .await
}

/// `GET /enter`: who one may be in an open house.
pub(super) async fn choose(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
) -> Result<Html<String>, PageError> {
    if !visitor.is_guest {
        return Err(PageError::NotFound);
    }
    aside(move || {
        let people = site.store().users()?.into_iter().filter(|user| !user.disabled).map(|user| user.actor);
        let people = people.map(|actor| Somebody {
            roles: actor.roles.iter().map(|role| role.label()).collect::<Vec<_>>().join("、"),
            is_current: actor.name == visitor.actor.name,
            account: actor.name,
            display: actor.display,
            department: actor.department,
        });
        let page = EnterPage { people: people.collect(), frame: Frame::new(&visitor, Here::Elsewhere) };
        Ok(Html(page.render()?))
    })
    .await
}

/// `POST /enter`
pub(super) async fn become_another(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    aside(move || {
        let token = site.enter(Some(posted.one("account")), visitor.at)?.ok_or(PageError::NotFound)?;
        let to = home_of(&site, &token, visitor.at)?;
        Ok(([(header::SET_COOKIE, gate::set(&token))], Redirect::to(to)).into_response())
    })
    .await
}

fn home_of(site: &Site, token: &str, at: Timestamp) -> Result<&'static str, PageError> {
    let session = site.store().session(token, at)?;
    Ok(session.map_or("/", |session| frame::home(&session.actor)))
}

fn again(asked: Asked, why: String) -> Result<Response, PageError> {
    let page = SignInPage {
        frame: Frame::bare(),
        account: asked.account,
        to: asked.to,
        mistake: Some(why),
        is_new: false,
    };
    Ok((StatusCode::UNAUTHORIZED, Html(page.render()?)).into_response())
}

/// Whether a browser says that another site sent the form.
fn is_foreign(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    site.is_some_and(|site| !matches!(site, "same-origin" | "none"))
}

/// Whether an address is one of this site, whatever browsers make of it.
fn is_within(address: &str) -> bool {
    let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    is_plain && address.starts_with('/') && !address.starts_with("//")
}

/// Where somebody begins.
pub(super) fn home(visitor: &Visitor) -> Response {
    Redirect::to(frame::home(&visitor.actor)).into_response()
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn one_is_led_only_to_addresses_of_the_site() {
        assert!(is_within("/") && is_within("/cases/3?doc=d1&q=%E6%89%8B#hit"));
        for address in ["", "//elsewhere", "/\\elsewhere", "https://elsewhere/", "cases", "/\tx", "/a\r\nb"] {
            assert!(!is_within(address), "{address:?}");
        }
    }
}
