//! Which cases are not for a visitor's eyes.

use super::error::PageError;
use super::gate::Visitor;
use crate::office::{Action, may};
use crate::store::Store;

/// Numbers of the dossiers a visitor may not read: no list, count or likeness tells of them. Judgments that were only taken
/// in are nobody's case.
pub(super) fn hidden(store: &Store, visitor: &Visitor) -> Result<Vec<i64>, PageError> {
    let is_hidden = |object: &_| !may(&visitor.actor, Action::ReadCase, Some(object)).is_allowed();
    let flows = store.flows()?;
    Ok(flows.iter().filter(|flow| is_hidden(&flow.object)).map(|flow| flow.object.case).collect())
}
