//! Who asks, and whether they may: every route stands behind this, as `routes.rs` says.

mod cookie;
mod handed;
mod pass;
mod posted;
mod route;
mod visitor;

pub(super) use cookie::{brought, ended, held, set};
pub(super) use handed::Handed;
pub(super) use pass::pass;
pub(super) use posted::Posted;
pub(super) use route::{Door, Need, Route, Template};
pub(super) use visitor::Visitor;
