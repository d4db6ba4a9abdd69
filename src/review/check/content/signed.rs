//! Whether somebody of a kind signed a paper.

use crate::case::{CaseFile, Paper};
use crate::extract::signed::{self, Signer as Role};
use crate::standard::check::Signer;

/// Whether somebody of the kind signed the paper.
pub(super) fn by(signer: Signer, case: &CaseFile, paper: &Paper) -> bool {
    let role = match signer {
        Signer::Person => Role::Person,
        Signer::Lawyer => Role::Lawyer,
    };
    let spellings = |person: &'_ crate::case::Person| -> Vec<String> {
        std::iter::once(&person.name).chain(&person.other_names).cloned().collect()
    };
    let names: Vec<String> = case.persons.iter().flat_map(spellings).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| name.chars().count() > 1).collect();
    signed::read(paper.document.plain(), &names).iter().any(|signature| signature.signer == role)
}
