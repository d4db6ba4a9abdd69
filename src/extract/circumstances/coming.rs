//! 甲主动到公安机关投案, told as a fact by the prosecution: a surrender as long as it asks for nothing else.

use super::Candidate;
use super::settle::shares_persons;
use crate::extract::elements::{CircumstanceKind, Stance};

/// Drops bare comings of those whom the prosecution calls confessed, or not surrendered.
pub(super) fn drop_otherwise_named(found: &mut Vec<Candidate>, plain: &str) {
    let is_bare = |one: &Candidate| one.bare && one.circumstance.stance == Stance::Alleged;
    let names_otherwise = |other: &Candidate| {
        let said = &other.circumstance;
        let sentence = plain.get(other.sentence.clone()).unwrap_or_default();
        said.stance == Stance::Alleged
            && match said.kind.value {
                CircumstanceKind::Surrender => said.negated,
                CircumstanceKind::Confession => {
                    !other.weak
                        || ["从轻", "从宽", "第三款"].iter().any(|effect| sentence.contains(effect))
                            && !sentence.contains("投案")
                }
                _ => false,
            }
    };
    let calls_otherwise = |one: &Candidate| {
        let persons = &one.circumstance.persons;
        found
            .iter()
            .any(|other| names_otherwise(other) && shares_persons(persons, &other.circumstance.persons))
    };
    let dropped: Vec<bool> = found.iter().map(|one| is_bare(one) && calls_otherwise(one)).collect();
    let mut dropped = dropped.into_iter();
    found.retain(|_| !dropped.next().unwrap_or_default());
}
