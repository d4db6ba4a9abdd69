//! Whether somebody of a kind signed a paper.

use crate::case::{CaseFile, Paper, Person};
use crate::extract::signed::{self, Signer as Role};
use crate::standard::check::Signer;

/// Whether somebody of the kind signed the paper.
pub(super) fn by(signer: Signer, case: &CaseFile, paper: &Paper) -> bool {
    let role = match signer {
        Signer::Person => Role::Person,
        Signer::Lawyer => Role::Lawyer,
    };
    let names = case.persons.iter().flat_map(Person::spellings).filter(|name| name.chars().count() > 1);
    let names: Vec<&str> = names.collect();
    signed::of(&paper.document.text, &names).iter().any(|signature| signature.signer == role)
}
