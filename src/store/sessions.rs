//! Signing in and out.

use jiff::Timestamp;

use super::database::Transaction;
use super::value::values;
use super::{Deed, Store, StoreError, audit, users};
use crate::office::password::{self, LOCK_SECONDS, MOST_FAILURES};
use crate::office::token::{self, TOKEN_BYTES};
use crate::office::{Actor, Role};

/// How seldom a session writes that it was seen.
const SEEN_STEP: i64 = 60_000;

/// A session that is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub actor: Actor,
    /// Since when, in Unix milliseconds.
    pub created: i64,
    /// Whether the password is to be changed first.
    pub temporary: bool,
}

impl Store {
    /// Signs somebody in: gives the token for the browser. A token the browser came with is done with, so that nobody can
    /// be given a session beforehand.
    ///
    /// # Errors
    /// One sentence for whatever is wrong: who tries learns not which accounts there are.
    pub fn sign_in(
        &self,
        name: &str,
        password: &str,
        at: Timestamp,
        random: [u8; TOKEN_BYTES],
        brought: Option<&str>,
    ) -> Result<String, StoreError> {
        let kept = self.database.read(|transaction| users::kept_password(transaction, name))?;
        // Takes its time, outside the transaction.
        let is_right = password::matches(password, kept.as_deref());
        // A failure is counted and written down, so it is no error of the transaction.
        let token = self.database.write(|transaction| {
            if let Some(brought) = brought {
                forget(transaction, brought)?;
            }
            let now = at.as_millisecond();
            let user = users::one(transaction, name)?.filter(|user| !user.disabled);
            // The password may have been changed meanwhile.
            let is_current = users::kept_password(transaction, name)? == kept;
            let (token, detail) = match &user {
                Some(user) if user.is_locked(at) => (None, "锁定中"),
                Some(_) if is_right && is_current => {
                    let open = "UPDATE users SET failed = 0, locked_until = NULL WHERE name = ?";
                    transaction.execute(open, values![name])?;
                    (Some(begin(transaction, name, at, random)?), "成功")
                }
                Some(user) => (None, failure(transaction, user, now)?),
                None => (None, "账号不存在或已停用"),
            };
            let actor = user.map_or_else(|| stranger(name), |user| user.actor);
            audit::append(transaction, Deed::new(&actor, at).entry("", "sign_in", None, detail.to_owned()))?;
            Ok(token)
        })?;
        token.ok_or_else(|| {
            let minutes = LOCK_SECONDS / 60;
            StoreError::Refused(format!(
                "账号或密码不对，或账号已停用；连续输错 {MOST_FAILURES} 次锁定 {minutes} 分钟"
            ))
        })
    }

    /// Begins a session of an account without asking for its password, for an open house that anybody may look at.
    pub fn enter(&self, name: &str, at: Timestamp, random: [u8; TOKEN_BYTES]) -> Result<String, StoreError> {
        self.database.write(|transaction| {
            let user = users::one(transaction, name)?.filter(|user| !user.disabled);
            let user = user.ok_or(StoreError::NoUser)?;
            let token = begin(transaction, name, at, random)?;
            let entry = Deed::new(&user.actor, at).entry("", "sign_in", None, "演示".to_owned());
            audit::append(transaction, entry)?;
            Ok(token)
        })
    }

    /// The session of a token, where it is still good; it is seen by this.
    pub fn session(&self, token: &str, at: Timestamp) -> Result<Option<Session>, StoreError> {
        let kept = token::kept(token);
        let found = self.database.read(|transaction| {
            let query = "SELECT user, created, seen FROM sessions WHERE token = ?";
            let found: Option<(String, i64, i64)> =
                transaction.first(query, values![kept], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let Some((name, created, seen)) = found else { return Ok(None) };
            Ok(Some((users::one(transaction, &name)?, created, seen)))
        })?;
        let Some((user, created, seen)) = found else { return Ok(None) };
        let moment = |millisecond| Timestamp::from_millisecond(millisecond).unwrap_or(Timestamp::MIN);
        if !token::is_good(moment(created), moment(seen), at) {
            self.database.write(|transaction| forget(transaction, token))?;
            return Ok(None);
        }
        let Some(user) = user.filter(|user| !user.disabled) else { return Ok(None) };
        let now = at.as_millisecond();
        if now - seen >= SEEN_STEP {
            let see = "UPDATE sessions SET seen = ? WHERE token = ?";
            self.database.write(|transaction| transaction.execute(see, values![now, kept]))?;
        }
        Ok(Some(Session { actor: user.actor, created, temporary: user.temporary }))
    }

    /// Ends a session.
    pub fn sign_out(&self, token: &str, at: Timestamp) -> Result<(), StoreError> {
        self.database.write(|transaction| {
            if let Some(name) = forget(transaction, token)?
                && let Some(user) = users::one(transaction, &name)?
            {
                let entry = Deed::new(&user.actor, at).entry("", "sign_out", None, String::new());
                audit::append(transaction, entry)?;
            }
            Ok(())
        })
    }
}

/// Keeps a new session and gives its token; sessions that are over for good are forgotten by the way.
fn begin(
    transaction: &dyn Transaction,
    name: &str,
    at: Timestamp,
    random: [u8; TOKEN_BYTES],
) -> Result<String, StoreError> {
    let (token, now) = (token::token(random), at.as_millisecond());
    let (oldest, idle) = (now - token::MOST_SECONDS * 1_000, now - token::IDLE_SECONDS * 1_000);
    transaction.execute("DELETE FROM sessions WHERE created < ? OR seen < ?", values![oldest, idle])?;
    transaction.execute(
        "INSERT INTO sessions (token, user, created, seen) VALUES (?1, ?2, ?3, ?3)",
        values![token::kept(&token), name, now],
    )?;
    Ok(token)
}

/// Counts a wrong password; the last one allowed locks the account, and opens the count anew for when the lock is off.
fn failure(transaction: &dyn Transaction, user: &users::User, now: i64) -> Result<&'static str, StoreError> {
    let failed = user.failed + 1;
    let is_last = failed >= MOST_FAILURES;
    transaction.execute(
        "UPDATE users SET failed = ?, locked_until = ? WHERE name = ?",
        values![
            if is_last { 0 } else { failed },
            is_last.then_some(now + LOCK_SECONDS * 1_000),
            user.actor.name
        ],
    )?;
    Ok(if is_last { "密码不对，锁定" } else { "密码不对" })
}

fn forget(transaction: &dyn Transaction, token: &str) -> Result<Option<String>, StoreError> {
    let delete = "DELETE FROM sessions WHERE token = ? RETURNING user";
    transaction.first(delete, values![token::kept(token)], |row| row.get(0))
}

/// Somebody without an account. What was typed is not written down: it may be a password in the wrong field.
fn stranger(_typed: &str) -> Actor {
    Actor {
        name: "?".to_owned(),
        display: String::new(),
        department: String::new(),
        roles: std::iter::empty::<Role>().collect(),
        rank: None,
    }
}
