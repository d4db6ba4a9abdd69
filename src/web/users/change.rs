//! Changes to accounts. Each is one form; what will not do is told on the same page.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::form::Draft;
use super::{RANKS, again, role};
use crate::office::password::SALT_BYTES;
use crate::office::{Actor, Role};
use crate::store::StoreError;
use crate::web::at::At;
use crate::web::error::PageError;
use crate::web::gate::{Posted, Visitor};
use crate::web::link;
use crate::web::site::{self, Site, aside};

/// `POST /users`. Fields: `account`, `display`, `department`, `password`. Without a role: those the security officer gives.
pub(in crate::web) async fn add(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    aside(move || {
        let field = |name| posted.one(name).trim().to_owned();
        let actor = Actor {
            name: field("account"),
            display: field("display"),
            department: field("department"),
            roles: BTreeSet::new(),
            rank: None,
        };
        let made = site.store().add_user(visitor.deed(), &actor, posted.one("password"), salt()?);
        let draft = Draft {
            account: actor.name.clone(),
            display: actor.display.clone(),
            department: actor.department.clone(),
        };
        ended(&site, &visitor, made, "add", &actor.name, draft)
    })
    .await
}

/// `POST /users/{account}/state`. Field: `disabled`, yes or no.
pub(in crate::web) async fn set_state(
    State(site): State<Arc<Site>>,
    At(account): At<String>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    aside(move || {
        let (disabled, what) = match posted.one("disabled") {
            "yes" => (true, "disable"),
            "no" => (false, "enable"),
            _ => return Err(PageError::Request),
        };
        let made = site.store().set_disabled(visitor.deed(), &account, disabled);
        ended(&site, &visitor, made, what, &account, Draft::default())
    })
    .await
}

/// `POST /users/{account}/roles`. Fields: `role` (as often as there are), `rank`.
pub(in crate::web) async fn set_roles(
    State(site): State<Arc<Site>>,
    At(account): At<String>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    aside(move || {
        let roles = posted.all("role").map(role).collect::<Result<Vec<Role>, PageError>>()?;
        let rank = RANKS.into_iter().find(|rank| rank.label() == posted.one("rank"));
        let made = site.store().set_roles(visitor.deed(), &account, &roles, rank);
        ended(&site, &visitor, made, "roles", &account, Draft::default())
    })
    .await
}

/// `POST /users/{account}/password`. Field: `password`, which the person should change at once.
pub(in crate::web) async fn set_password(
    State(site): State<Arc<Site>>,
    At(account): At<String>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    aside(move || {
        if account == visitor.actor.name {
            let why = "本人的密码请在“修改密码”中改".to_owned();
            return again(&site, &visitor, why, Draft::default());
        }
        let made = site.store().set_password(visitor.deed(), &account, posted.one("password"), salt()?);
        ended(&site, &visitor, made, "password", &account, Draft::default())
    })
    .await
}

/// `POST /users/{account}/unlock`
pub(in crate::web) async fn unlock(
    State(site): State<Arc<Site>>,
    At(account): At<String>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    aside(move || {
        let made = site.store().unlock(visitor.deed(), &account);
        ended(&site, &visitor, made, "unlock", &account, Draft::default())
    })
    .await
}

fn ended(
    site: &Site,
    visitor: &Visitor,
    made: Result<(), StoreError>,
    what: &str,
    account: &str,
    draft: Draft,
) -> Result<Response, PageError> {
    match made {
        Ok(()) => {
            let to = format!("/users?done={what}&account={}", link::encode(account));
            Ok(Redirect::to(&to).into_response())
        }
        Err(StoreError::Refused(why)) => again(site, visitor, why, draft),
        Err(other) => Err(other.into()),
    }
}

fn salt() -> Result<[u8; SALT_BYTES], PageError> {
    let random = site::random()?;
    let (salt, _) = random.split_at(SALT_BYTES);
    salt.try_into().map_err(|_| PageError::Interrupted)
}
