//! Papers that another paper on file implies: the outline of a supplementary investigation without its decision, the
//! notice of an appraisal without the appraisal. The pairs are a table (`implied.toml`).

use std::sync::LazyLock;

use serde::Deserialize;

use super::super::super::verdict::Verdict;
use super::super::content::title;
use super::may_be_hidden;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::standard::{Pattern, shipped};

/// One pair; `implied.toml` says what each part means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Implied {
    shown: Vec<K>,
    beside: Vec<K>,
    told: Pattern,
    lacks: Vec<K>,
    #[serde(default)]
    proof: Option<Pattern>,
    #[serde(default)]
    unless_lacking: Option<Pattern>,
    label: String,
}

#[derive(Deserialize)]
struct File {
    implied: Vec<Implied>,
}

static TABLE: LazyLock<Vec<Implied>> = LazyLock::new(|| {
    let file: File = shipped(|| toml::from_str(include_str!("implied.toml"))).expect("the table is tested");
    file.implied
});

/// Papers that tell of what was done in the case.
const ACCOUNTS: [K; 4] = [K::Indictment, K::ProsecutionOpinion, K::NonProsecutionDecision, K::Judgment];

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    TABLE.iter().filter_map(|pair| pair.missing(case)).collect()
}

impl Implied {
    fn missing(&self, case: &CaseFile) -> Option<Verdict> {
        let of = |kinds: &'_ [K]| case.papers.iter().find(|paper| kinds.contains(&paper.kind()));
        let shown = of(&self.shown)?;
        of(&self.beside)?;
        let is_hidden = self.lacks.iter().any(|kind| may_be_hidden(case, *kind));
        // A paper of one line stands for one that the dossier does not hold in full, and so may its neighbours.
        let is_summed_up = !shown.document.plain().trim().contains('\n');
        if of(&self.lacks).is_some() || is_hidden || is_summed_up || self.is_proved(case) {
            return None;
        }
        let told = case.papers.iter().filter(|paper| ACCOUNTS.contains(&paper.kind()));
        let words = told.into_iter().find_map(|paper| {
            let found = self.told.find(paper.document.plain())?;
            Some(paper.document.quote(&found.range()))
        })?;
        if self.lacks_others(case) {
            return None;
        }
        let message = format!("卷中未见{}", self.label);
        let evidence = title(shown).into_iter().chain([words]).collect();
        Some(Verdict::fail(message, evidence).confident(0.7))
    }

    /// Whether an indictment lists annexes beside this one that are not on file either: they went to the court.
    fn lacks_others(&self, case: &CaseFile) -> bool {
        let Some(others) = &self.unless_lacking else { return false };
        let charging = case.of_kind(K::Indictment).map(|(_, paper)| paper.document.plain());
        let mut listed = charging.flat_map(|plain| others.find_iter(plain));
        let is_on_file = |name: &str| {
            let papers = case.papers.iter().filter(|paper| !ACCOUNTS.contains(&paper.kind()));
            papers.into_iter().any(|paper| paper.document.plain().contains(name))
        };
        listed.any(|found| !is_on_file(found.as_str()))
    }

    /// Whether a paper of the case proves it another way.
    fn is_proved(&self, case: &CaseFile) -> bool {
        let is_evidence = |paper: &&Paper| !ACCOUNTS.contains(&paper.kind()) && paper.kind() != K::CaseCard;
        let mut papers = case.papers.iter().filter(is_evidence);
        self.proof.as_ref().is_some_and(|proof| papers.any(|paper| proof.is_match(paper.document.plain())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read() {
        assert!(TABLE.iter().all(|pair| !pair.lacks.is_empty() && !pair.label.is_empty()));
    }
}
