//! What stands in the forms of the page of accounts.

use std::collections::BTreeSet;

use crate::office::Role;

/// A new account as filled in, without its password.
#[derive(Default)]
pub(super) struct Draft {
    pub account: String,
    pub display: String,
    pub department: String,
}

/// A role to tick.
pub(super) struct RoleBox {
    pub label: &'static str,
    pub is_ticked: bool,
}

pub(super) fn boxes(held: &BTreeSet<Role>) -> Vec<RoleBox> {
    Role::ALL
        .into_iter()
        .map(|role| RoleBox { label: role.label(), is_ticked: held.contains(&role) })
        .collect()
}
