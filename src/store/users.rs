//! Accounts.

use jiff::Timestamp;

use super::database::{Row, Transaction};
use super::value::values;
use super::{Deed, Store, StoreError};
use crate::office::password::{self, SALT_BYTES};
use crate::office::{Action, Actor, Permit, Rank, Role, compatible, may};

const COLUMNS: &str =
    "name, display, department, roles, rank, disabled, failed, locked_until, created, temporary";

/// An account as kept, without its password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Who it is, in the words of rights.
    pub actor: Actor,
    /// Out of use.
    pub disabled: bool,
    /// Wrong passwords in a row.
    pub failed: u32,
    /// Locked until, in Unix milliseconds.
    pub locked_until: Option<i64>,
    /// Made, in Unix milliseconds.
    pub created: i64,
    /// The password was given by somebody else and is to be changed.
    pub temporary: bool,
}

impl User {
    /// Whether it is locked at a moment.
    pub fn is_locked(&self, now: Timestamp) -> bool {
        self.locked_until.is_some_and(|until| now.as_millisecond() < until)
    }
}

impl Store {
    /// Makes an account. One that comes with roles takes the right to grant them as well.
    ///
    /// # Errors
    /// Refused when the name is taken or will not do, the password is poor, or the roles do not go together.
    pub fn add_user(
        &self,
        deed: Deed<'_>,
        user: &Actor,
        password: &str,
        salt: [u8; SALT_BYTES],
    ) -> Result<(), StoreError> {
        check_name(user)?;
        compatible(&user.roles, user.rank).map_err(StoreError::Refused)?;
        password::check(&user.name, password).map_err(StoreError::Refused)?;
        if !user.roles.is_empty()
            && let Permit::Refused(why) = may(deed.actor, Action::GrantRoles, None)
        {
            return Err(StoreError::Refused(why));
        }
        let kept = password::hash(password, salt).map_err(StoreError::Refused)?;
        self.act(deed, Action::ManageUsers, None, |transaction, _| {
            let added = transaction.execute(
                "INSERT INTO users (name, display, department, roles, rank, password, created, temporary)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
                values![
                    user.name,
                    user.display,
                    user.department,
                    serde_json::to_string(&user.roles)?,
                    user.rank.map(|rank| serde_json::to_string(&rank)).transpose()?,
                    kept,
                    deed.at.as_millisecond(),
                    is_temporary(deed, &user.name),
                ],
            )?;
            if added == 0 {
                return Err(StoreError::Refused(format!("账号 {} 已经有了", user.name)));
            }
            Ok(((), format!("新建 {}：{}", user.name, told(user))))
        })
    }

    /// All accounts, by name.
    pub fn users(&self) -> Result<Vec<User>, StoreError> {
        self.database.read(all)
    }

    /// One account.
    pub fn user(&self, name: &str) -> Result<Option<User>, StoreError> {
        self.database.read(|transaction| one(transaction, name))
    }

    /// Gives an account other roles; it must sign in again.
    pub fn set_roles(
        &self,
        deed: Deed<'_>,
        name: &str,
        roles: &[Role],
        rank: Option<Rank>,
    ) -> Result<(), StoreError> {
        not_oneself(deed, name)?;
        let roles = roles.iter().copied().collect();
        compatible(&roles, rank).map_err(StoreError::Refused)?;
        self.act(deed, Action::GrantRoles, None, |transaction, _| {
            let mut user = one(transaction, name)?.ok_or(StoreError::NoUser)?.actor;
            let before = told(&user);
            (user.roles, user.rank) = (roles, rank);
            transaction.execute(
                "UPDATE users SET roles = ?, rank = ? WHERE name = ?",
                values![
                    serde_json::to_string(&user.roles)?,
                    rank.map(|rank| serde_json::to_string(&rank)).transpose()?,
                    name
                ],
            )?;
            sign_out(transaction, name)?;
            Ok(((), format!("{name}：{before} → {}", told(&user))))
        })
    }

    /// Puts an account out of use, or back into it.
    pub fn set_disabled(&self, deed: Deed<'_>, name: &str, disabled: bool) -> Result<(), StoreError> {
        not_oneself(deed, name)?;
        self.act(deed, Action::ManageUsers, None, |transaction, _| {
            let done = transaction
                .execute("UPDATE users SET disabled = ? WHERE name = ?", values![disabled, name])?;
            if done == 0 {
                return Err(StoreError::NoUser);
            }
            if disabled {
                sign_out(transaction, name)?;
            }
            Ok(((), format!("{} {name}", if disabled { "停用" } else { "启用" })))
        })
    }

    /// Gives an account another password, opens its lock and ends its sessions. One's own takes the old password, which
    /// the caller has checked with [`Store::is_password`].
    pub fn set_password(
        &self,
        deed: Deed<'_>,
        name: &str,
        password: &str,
        salt: [u8; SALT_BYTES],
    ) -> Result<(), StoreError> {
        password::check(name, password).map_err(StoreError::Refused)?;
        let kept = password::hash(password, salt).map_err(StoreError::Refused)?;
        let action = if deed.actor.name == name { Action::OwnPassword } else { Action::ResetPassword };
        self.act(deed, action, None, |transaction, _| {
            let done = transaction.execute(
                "UPDATE users SET password = ?, failed = 0, locked_until = NULL, temporary = ? WHERE name = ?",
                values![kept, is_temporary(deed, name), name],
            )?;
            if done == 0 {
                return Err(StoreError::NoUser);
            }
            sign_out(transaction, name)?;
            Ok(((), name.to_owned()))
        })
    }

    /// Opens the lock of an account before its time.
    pub fn unlock(&self, deed: Deed<'_>, name: &str) -> Result<(), StoreError> {
        self.act(deed, Action::ResetPassword, None, |transaction, _| {
            let query = "UPDATE users SET failed = 0, locked_until = NULL WHERE name = ?";
            if transaction.execute(query, values![name])? == 0 {
                return Err(StoreError::NoUser);
            }
            Ok(((), format!("解除锁定 {name}")))
        })
    }

    /// Whether it is the password of an account in use. Takes its time either way.
    pub fn is_password(&self, name: &str, password: &str) -> Result<bool, StoreError> {
        let kept = self.database.read(|transaction| kept_password(transaction, name))?;
        Ok(password::matches(password, kept.as_deref()))
    }
}

fn check_name(user: &Actor) -> Result<(), StoreError> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let refused = |why: &str| Err(StoreError::Refused(why.to_owned()));
    if !(2..=32).contains(&user.name.len()) || !user.name.chars().all(fits) {
        return refused("账号用 2 至 32 个字母、数字或 . - _");
    }
    let plain = |text: &str| text.chars().count() <= 40 && !text.chars().any(char::is_control);
    if user.display.trim().is_empty() || !plain(&user.display) || !plain(&user.department) {
        return refused("姓名必填，姓名与部门至多 40 字");
    }
    Ok(())
}

/// Nobody gives themselves a role, nor locks themselves out.
fn not_oneself(deed: Deed<'_>, name: &str) -> Result<(), StoreError> {
    if deed.actor.name == name {
        return Err(StoreError::Refused("不能改动本人的角色或停用本人账号".to_owned()));
    }
    Ok(())
}

/// Whether a password is one an officer hands over. At the command line the person may well type their own.
fn is_temporary(deed: Deed<'_>, name: &str) -> bool {
    deed.actor.name != name && !deed.actor.is_console()
}

fn told(user: &Actor) -> String {
    let roles: Vec<&str> = user.roles.iter().map(|role| role.label()).collect();
    let rank = user.rank.map(|rank| format!("（{}）", rank.label())).unwrap_or_default();
    if roles.is_empty() { "未授角色".to_owned() } else { format!("{}{rank}", roles.join("、")) }
}

pub(super) fn sign_out(transaction: &dyn Transaction, name: &str) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM sessions WHERE user = ?", values![name])?;
    Ok(())
}

pub(super) fn kept_password(transaction: &dyn Transaction, name: &str) -> Result<Option<String>, StoreError> {
    let query = "SELECT password FROM users WHERE name = ? AND disabled = 0";
    transaction.first(query, values![name], |row| row.get(0))
}

pub(super) fn one(transaction: &dyn Transaction, name: &str) -> Result<Option<User>, StoreError> {
    transaction.first(&format!("SELECT {COLUMNS} FROM users WHERE name = ?"), values![name], read)
}

pub(super) fn all(transaction: &dyn Transaction) -> Result<Vec<User>, StoreError> {
    transaction.all(&format!("SELECT {COLUMNS} FROM users ORDER BY name"), &[], read)
}

fn read(row: &dyn Row) -> Result<User, StoreError> {
    let roles: String = row.get(3)?;
    let rank: Option<String> = row.get(4)?;
    Ok(User {
        actor: Actor {
            name: row.get(0)?,
            display: row.get(1)?,
            department: row.get(2)?,
            roles: serde_json::from_str(&roles)?,
            rank: rank.map(|rank| serde_json::from_str(&rank)).transpose()?,
        },
        disabled: row.get(5)?,
        failed: row.get(6)?,
        locked_until: row.get(7)?,
        created: row.get(8)?,
        temporary: row.get(9)?,
    })
}
