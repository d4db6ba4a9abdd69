//! Drawing a reviewer by lot, and a sample for a human look: by a seed, so that both can be repeated.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Actor, Object, Role};

/// A draw as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// What the chance came from.
    pub seed: u64,
    /// Number of the case.
    pub case: i64,
    /// Accounts that could be drawn, in order.
    pub candidates: Vec<String>,
    /// Accounts that could not, and why.
    pub left_out: Vec<(String, String)>,
    /// Who was drawn.
    pub drawn: String,
}

impl Draw {
    /// Whether the same seed over the same candidates draws the same person.
    pub fn repeats(&self) -> bool {
        pick(self.seed, self.case, &self.candidates) == Some(self.drawn.as_str())
    }
}

/// Why somebody cannot review a case; none where they can.
pub fn bar(person: &Actor, object: &Object) -> Option<&'static str> {
    if !person.roles.contains(&Role::Reviewer) {
        return Some("不是评查员");
    }
    if object.is_handled_by(person) {
        return Some("本案承办人");
    }
    if object.is_of_the_team_of(person) {
        return Some("与承办人同部门");
    }
    if person.roles.contains(&Role::Approver) {
        return Some("审批人");
    }
    object.recused.contains(&person.name).then_some("已回避")
}

/// Draws a reviewer from the accounts that are in use.
///
/// # Errors
/// When nobody is left, in one Chinese sentence.
pub fn draw(seed: u64, people: &[Actor], object: &Object) -> Result<Draw, String> {
    let mut candidates = Vec::new();
    let mut left_out = Vec::new();
    for person in people.iter().filter(|person| person.roles.contains(&Role::Reviewer)) {
        match bar(person, object) {
            None => candidates.push(person.name.clone()),
            Some(reason) => left_out.push((person.name.clone(), reason.to_owned())),
        }
    }
    candidates.sort_unstable();
    left_out.sort_unstable();
    let drawn = pick(seed, object.case, &candidates)
        .ok_or("没有可以分配的评查员：其余均为承办人、同部门人员、审批人或已回避")?
        .to_owned();
    Ok(Draw { seed, case: object.case, candidates, left_out, drawn })
}

/// The cases set aside for a human look out of those to be signed off together, at least one of any. In the given order.
pub fn set_aside(seed: u64, cases: &[i64], percent: u32) -> Vec<i64> {
    let count = (cases.len() * percent.min(100) as usize).div_ceil(100).max(usize::from(!cases.is_empty()));
    let mut lots: Vec<(u128, usize)> = cases.iter().map(|&case| lot(seed, case)).zip(0..).collect();
    lots.sort_unstable();
    let mut places: Vec<usize> = lots.into_iter().take(count).map(|(_, at)| at).collect();
    places.sort_unstable();
    places.into_iter().map(|at| cases[at]).collect()
}

fn pick(seed: u64, case: i64, candidates: &[String]) -> Option<&str> {
    let count = candidates.len() as u128;
    // A hundred and twenty-eight bits over a few people: the bias of the remainder is nothing.
    let at = lot(seed, case).checked_rem(count)?;
    candidates.get(at as usize).map(String::as_str)
}

/// A number of the seed and the case that nobody can steer.
fn lot(seed: u64, case: i64) -> u128 {
    let digest = Sha256::new_with_prefix(b"qiuhao draw 1")
        .chain_update(seed.to_le_bytes())
        .chain_update(case.to_le_bytes())
        .finalize();
    digest.iter().take(16).fold(0, |number, &byte| number << 8 | u128::from(byte))
}

#[cfg(test)]
mod tests;
