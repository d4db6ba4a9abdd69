//! The accounts of the demonstration.

use anyhow::{Context, Result, anyhow};
use jiff::Timestamp;
use serde::Deserialize;

use crate::cli::user::random;
use crate::office::{Actor, Rank, Role, password, token};
use crate::store::{Deed, Store};

#[derive(Deserialize)]
struct People {
    person: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    account: String,
    display: String,
    department: String,
    roles: Vec<String>,
    rank: Option<String>,
}

/// Makes the accounts, with passwords nobody knows: one enters the demonstration without. Gives them, the guest's first.
pub(super) fn settle(store: &Store) -> Result<Vec<Actor>> {
    let people: People = toml::from_str(include_str!("people.toml")).context("people.toml")?;
    let console = Actor::console("demo");
    people
        .person
        .into_iter()
        .map(|person| {
            let actor = actor(person)?;
            let password = token::token(random()?);
            store.add_user(Deed::new(&console, Timestamp::now()), &actor, &password, salt()?)?;
            Ok(actor)
        })
        .collect()
}

fn salt() -> Result<[u8; password::SALT_BYTES]> {
    random()
}

fn actor(person: Person) -> Result<Actor> {
    let role = |label: &String| Role::of_label(label).ok_or_else(|| anyhow!("unknown role {label}"));
    let rank = |label: &String| {
        let ranks = [Rank::Deputy, Rank::Chief];
        ranks.into_iter().find(|rank| rank.label() == label).ok_or_else(|| anyhow!("unknown rank {label}"))
    };
    Ok(Actor {
        name: person.account,
        display: person.display,
        department: person.department,
        roles: person.roles.iter().map(role).collect::<Result<_>>()?,
        rank: person.rank.as_ref().map(rank).transpose()?,
    })
}
