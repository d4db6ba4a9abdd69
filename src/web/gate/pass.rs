//! Every request of a route that is not public goes through here first.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{RawPathParams, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::route::{Door, Template};
use super::{Need, Posted, Visitor, cookie, handed};
use crate::office::{Action, Permit, may, token};
use crate::web::error::PageError;
use crate::web::limits::is_neighbour;
use crate::web::link;
use crate::web::site::{Site, aside};

/// Bytes of a form. An opinion has some thousand characters, nine bytes each as they are sent.
const LONGEST_FORM: usize = 512 << 10;
/// Where a script of a page puts the token of its session.
const FORM_HEADER: &str = "x-form-token";
/// What one may do with a password somebody else gave: change it, or leave.
const IN_SPITE_OF_TEMPORARY: [&str; 3] = ["/account", "/sign-out", "/api/session"];
/// Name of the hidden field with the same.
const FORM_FIELD: &str = "form";

/// Lets in what is not too much: bytes, requests of one session or one address, and heavy work at a time.
pub(in crate::web) async fn pass(
    State(door): State<Door>,
    parts: RawPathParams,
    request: Request,
    next: Next,
) -> Response {
    let limits = door.site.limits().clone();
    let from = limits.address(&request);
    let mut response = match limits.guarded(door.weight, request) {
        Ok((request, trouble)) => match limits.knock(door.weight, from) {
            Ok(knock) => {
                let response = through(&door, &parts, request, next).await;
                limits.answered(&knock, response.status());
                // Whatever the handler made of a body that did not come.
                trouble.told().map_or(response, IntoResponse::into_response)
            }
            Err(error) => error.into_response(),
        },
        Err(error) => error.into_response(),
    };
    response.extensions_mut().insert(Template(door.path));
    response
}

/// Finds out who asks, whether they may, and whether a form is theirs; then lets the handler answer.
async fn through(door: &Door, parts: &RawPathParams, mut request: Request, next: Next) -> Response {
    let limits = door.site.limits();
    let is_neighbour = matches!(door.need, Need::Watch(_)) && is_neighbour(&request);
    if door.need == Need::Public || is_neighbour {
        return match limits.turn(door.weight).await {
            Ok(_turn) => next.run(request).await,
            Err(error) => error.into_response(),
        };
    }
    let case = parts.iter().find(|(name, _)| *name == "case").map(|(_, value)| value.to_owned());
    let (visitor, entered) = match visitor(&door.site, request.headers()).await {
        Ok(found) => found,
        Err(PageError::SignedOut) => return signed_out(&request),
        Err(error) => return error.into_response(),
    };
    request.extensions_mut().insert(visitor.clone());
    if visitor.has_temporary_password && !IN_SPITE_OF_TEMPORARY.contains(&door.path) {
        let mut response = change_first(&request);
        response.extensions_mut().insert(visitor);
        return response;
    }
    let answered = async {
        limits.session(&visitor.form)?;
        // A file is read into memory in its turn only.
        let _turn = limits.turn(door.weight).await?;
        let request = admitted(door.site.clone(), &visitor, door.need, case, request).await?;
        Ok::<_, PageError>(next.run(request).await)
    };
    let mut response = answered.await.unwrap_or_else(IntoResponse::into_response);
    // Pages of errors have the menu of who sees them.
    response.extensions_mut().insert(visitor);
    if let Some(token) = entered {
        response.headers_mut().append(header::SET_COOKIE, cookie::set(&token));
    }
    response
}

/// The request, where its visitor may make it.
async fn admitted(
    site: Arc<Site>,
    visitor: &Visitor,
    need: Need,
    case: Option<String>,
    request: Request,
) -> Result<Request, PageError> {
    let is_look = matches!(*request.method(), Method::GET | Method::HEAD);
    let request = if is_look { request } else { owned(request, visitor, need).await? };
    let visitor = visitor.clone();
    aside(move || leave(&site, &visitor, need, case.as_deref())).await?;
    Ok(request)
}

/// Whose session it is; in an open house a new one is begun for who has none, and its token given.
async fn visitor(site: &Arc<Site>, headers: &HeaderMap) -> Result<(Visitor, Option<String>), PageError> {
    let brought = cookie::brought(headers).map(str::to_owned);
    let site = site.clone();
    aside(move || {
        let at = Timestamp::now();
        let known = |token: &str| -> Result<Option<Visitor>, PageError> {
            let session = site.store().session(token, at)?;
            let (form, is_guest) = (token::form_token(token), site.is_open());
            Ok(session.map(|session| Visitor {
                actor: session.actor,
                form,
                at,
                is_guest,
                has_temporary_password: session.temporary,
            }))
        };
        if let Some(token) = brought
            && let Some(visitor) = known(&token)?
        {
            return Ok((visitor, None));
        }
        let entered = site.enter(None, at)?.ok_or(PageError::SignedOut)?;
        Ok((known(&entered)?.ok_or(PageError::SignedOut)?, Some(entered)))
    })
    .await
}

/// Reads a form and makes sure that a page of this session sent it. A program that shows its token as a bearer was sent by
/// nobody else.
async fn owned(request: Request, visitor: &Visitor, need: Need) -> Result<Request, PageError> {
    let (mut head, body) = request.into_parts();
    let text = |name| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_bearer = text(header::AUTHORIZATION.as_str()).starts_with("Bearer ");
    let sent = text(FORM_HEADER).to_owned();
    let is_own = |sent: &str| is_bearer || token::same(sent, &visitor.form);
    let kind = text(header::CONTENT_TYPE.as_str()).to_owned();
    // The body is watched already. Only who may hand something in, where something is handed in, has so much read.
    let is_taken = need == Need::Act(Action::Import) && visitor.might(Action::Import);
    if is_taken && kind.starts_with("multipart/form-data") {
        let bytes = to_bytes(body, usize::MAX).await.map_err(|_| PageError::TooLarge)?;
        let (posted, file) = handed::read(&kind, &bytes).ok_or(PageError::Request)?;
        if !is_own(&sent) && !is_own(posted.one(FORM_FIELD)) {
            return Err(PageError::Forged);
        }
        head.extensions.insert(posted);
        file.map(|file| head.extensions.insert(file));
        return Ok(Request::from_parts(head, Body::empty()));
    }
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return if is_own(&sent) { Ok(Request::from_parts(head, body)) } else { Err(PageError::Forged) };
    }
    let bytes = to_bytes(body, LONGEST_FORM).await.map_err(|_| PageError::TooLarge)?;
    let posted: Vec<(String, String)> =
        serde_urlencoded::from_bytes(&bytes).map_err(|_| PageError::Request)?;
    let posted = Posted(posted);
    if !is_own(&sent) && !is_own(posted.one(FORM_FIELD)) {
        return Err(PageError::Forged);
    }
    head.extensions.insert(posted);
    Ok(Request::from_parts(head, Body::from(bytes)))
}

fn leave(site: &Site, visitor: &Visitor, need: Need, case: Option<&str>) -> Result<(), PageError> {
    let case = |action: Action| -> Result<Option<i64>, PageError> {
        if !action.is_on_a_case() {
            return Ok(None);
        }
        let number = case.and_then(|case| case.parse().ok());
        number.map(Some).ok_or(PageError::NotFound)
    };
    match need {
        Need::Look(action) => visitor.admit(site.store(), action, case(action)?, ""),
        Need::Part(action) | Need::Watch(action) => {
            let object = case(action)?.map(|case| site.store().flow(case)).transpose()?;
            match may(&visitor.actor, action, object.as_ref().map(|flow| &flow.object)) {
                Permit::Allowed(_) => Ok(()),
                Permit::Refused(why) => Err(PageError::Refused(why)),
            }
        }
        // Refused for certain, which the store writes down.
        Need::Act(action) if !visitor.might(action) => visitor.admit(site.store(), action, case(action)?, ""),
        Need::Public | Need::SignedIn | Need::Act(_) => Ok(()),
    }
}

/// People are shown where to sign in, and led back; programs are told.
fn signed_out(request: &Request) -> Response {
    if !is_page(request) {
        return PageError::SignedOut.into_response();
    }
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str());
    Redirect::to(&link::sign_in(address)).into_response()
}

/// People are shown where to change their password; programs are told.
fn change_first(request: &Request) -> Response {
    if is_page(request) {
        return Redirect::to("/account").into_response();
    }
    let why = "登录用的是他人设置的临时密码，请先在“修改密码”中改成自己的密码";
    PageError::Refused(why.to_owned()).into_response()
}

/// Whether somebody opens a whole page.
fn is_page(request: &Request) -> bool {
    let accepted = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    let is_fragment = request.headers().contains_key("hx-request");
    request.method() == Method::GET
        && !is_fragment
        && accepted.is_some_and(|kinds| kinds.contains("text/html"))
}
