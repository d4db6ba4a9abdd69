//! The candidates of a document weighed against each other: one of each sort is kept.

use super::{Candidate, confession, contradiction, summary};
use crate::document::{Document, SectionName};
use crate::extract::elements::{Circumstance, CircumstanceKind, Stance};

/// What the author says in the end, by which every candidate is weighed.
pub(super) struct Said<'a> {
    /// Accepted in the reasoning.
    reasoned: Vec<&'a Circumstance>,
    /// Accepted or rejected there.
    settled: Vec<&'a Circumstance>,
    pub(super) surrendered: Vec<&'a Circumstance>,
    /// Confessions denied: 如实供述后又翻供，不应认定坦白.
    no_confession: Vec<&'a Circumstance>,
    /// Denied in so many words.
    denied: Vec<&'a Circumstance>,
    /// Told as confessions by somebody else than the court.
    claimed_confession: Vec<&'a Circumstance>,
    /// Where 刑法 §67(3) is cited.
    pub(super) confession_cited: Vec<SectionName>,
}

/// Keeps one candidate of each sort, in their order.
pub(super) fn settle(mut found: Vec<Candidate>, document: &Document, names: &[String]) -> Vec<Circumstance> {
    contradiction::part(&mut found, document.plain());
    let said = Said::of(&found, document);
    let weighed = found.iter().filter_map(|candidate| {
        let persons = said.weigh(candidate, document, names)?;
        Some((candidate.range.start, Circumstance { persons, ..candidate.circumstance.clone() }))
    });
    let mut kept: Vec<(usize, Circumstance)> = Vec::new();
    for (at, one) in weighed {
        match kept.iter_mut().find(|(_, other)| is_same(other, &one)) {
            Some(other) if one.kind.confidence > other.1.kind.confidence => *other = (at, one),
            Some(_) => {}
            None => kept.push((at, one)),
        }
    }
    kept.sort_by_key(|(at, _)| *at);
    kept.into_iter().map(|(_, one)| one).collect()
}

impl<'a> Said<'a> {
    fn of(found: &'a [Candidate], document: &Document) -> Self {
        let all = |is_such: &dyn Fn(&Candidate) -> bool| -> Vec<&'a Circumstance> {
            found.iter().filter(|one| is_such(one)).map(|one| &one.circumstance).collect()
        };
        let is_denied =
            |one: &Candidate| one.circumstance.negated && one.circumstance.stance == Stance::Rejected;
        let accepts = |one: &Candidate| one.circumstance.stance == Stance::Accepted;
        let settles = |one: &Candidate| accepts(one) || one.circumstance.stance == Stance::Rejected;
        let kind = |one: &Candidate| one.circumstance.kind.value;
        let mut said = Self {
            reasoned: all(&|one| one.is_reasoned() && !one.weak && accepts(one)),
            settled: all(&|one| one.is_reasoned() && !one.weak && settles(one)),
            surrendered: Vec::new(),
            no_confession: all(&|one| {
                !one.weak && kind(one) == CircumstanceKind::Confession && is_denied(one)
            }),
            denied: all(&is_denied),
            claimed_confession: all(&|one| {
                let is_claim = matches!(one.circumstance.stance, Stance::Argued | Stance::Alleged);
                is_claim && kind(one) == CircumstanceKind::Confession && !one.circumstance.negated
            }),
            confession_cited: confession::citing(document),
        };
        said.surrendered = all(&|one| {
            kind(one) == CircumstanceKind::Surrender
                && !one.circumstance.negated
                && !said.denies_in_the_end(&one.circumstance)
        });
        said
    }

    /// Of whom a candidate counts (empty for everybody); none where it does not.
    fn weigh(&self, candidate: &Candidate, document: &Document, names: &[String]) -> Option<Vec<String>> {
        let one = &candidate.circumstance;
        // The reasoning says of whom the court accepts it; the facts only tell how it came about.
        let is_told_again = candidate.is_told() && self.reasoned.iter().any(|said| covers(said, one));
        // 辩称其系从犯，……，不构成从犯: what the author answers stands for the plea it repeats.
        let is_claim = candidate.is_reasoned() && matches!(one.stance, Stance::Argued | Stance::Alleged);
        let is_answered = is_claim && self.settled.iter().any(|said| answers(said, one));
        // 综合二被告人的……、累犯、从犯等情节: what was said of some of them is summed up.
        let is_summed_up =
            names.len() > 1 && summary::is_summed_up(candidate, document.plain(), &self.reasoned);
        if is_told_again || is_answered || is_summed_up || self.denies_in_the_end(one) {
            return None;
        }
        if !candidate.weak {
            return Some(one.persons.clone());
        }
        // 如实供述后又翻供，不应认定坦白
        if one.stance == Stance::Accepted && self.no_confession.iter().any(|said| covers(said, one)) {
            return None;
        }
        confession::who_confessed(candidate, document, self, names)
    }

    /// Whether somebody claims that one of these persons confessed (empty for everybody).
    pub(super) fn claims_confession(&self, persons: &[String]) -> bool {
        self.claimed_confession.iter().any(|claimed| {
            persons.is_empty()
                || claimed.persons.is_empty()
                || claimed.persons.iter().any(|name| persons.contains(name))
        })
    }

    /// Whether the prosecution tells the same confession again, where it asks for its consequence.
    pub(super) fn claims_confession_later(&self, candidate: &Candidate) -> bool {
        self.claimed_confession.iter().any(|claimed| {
            claimed.stance == candidate.circumstance.stance
                && claimed.kind.quote.start > candidate.circumstance.kind.quote.start
                && claimed.persons == candidate.circumstance.persons
        })
    }

    /// 虽主动投案并如实供述，……不能认定为自首: the author names it in the end.
    fn denies_in_the_end(&self, one: &Circumstance) -> bool {
        one.kind.value == CircumstanceKind::Surrender
            && one.stance == Stance::Accepted
            && one.kind.confidence < 0.9
            && self.denied.iter().any(|said| covers(said, one))
    }
}

/// Whether the reasoning speaks of the same circumstance, and of the same persons or of everybody.
pub(super) fn covers(said: &Circumstance, told: &Circumstance) -> bool {
    said.kind.value == told.kind.value && shares_persons(&said.persons, &told.persons)
}

/// Whether one of the persons is among both; empty stands for everybody.
pub(super) fn shares_persons(some: &[String], others: &[String]) -> bool {
    some.is_empty() || others.is_empty() || others.iter().any(|name| some.contains(name))
}

/// Whether what is `said` settles what is claimed of the same persons.
fn answers(said: &Circumstance, claimed: &Circumstance) -> bool {
    said.kind.value == claimed.kind.value
        && (said.persons.is_empty()
            || !claimed.persons.is_empty() && claimed.persons.iter().all(|name| said.persons.contains(name)))
}

fn is_same(one: &Circumstance, other: &Circumstance) -> bool {
    one.kind.value == other.kind.value
        && one.stance == other.stance
        // 不是自首 and 自首的意见不成立 reject the same.
        && (one.negated == other.negated || one.stance == Stance::Rejected)
        && one.persons == other.persons
}
