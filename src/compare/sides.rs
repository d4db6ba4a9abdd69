//! Which documents are held against each other.

use crate::case::{CaseFile, Paper, PersonIndex};
use crate::document::DocumentKind;
use crate::extract::elements::{Amount, AmountRole, Incident, Party, Stance};

/// One side of a comparison: a document, or a part of one.
#[derive(Clone, Copy)]
pub(super) struct Account<'a> {
    /// Label shown to people.
    pub label: &'static str,
    /// Index of the paper.
    pub at: usize,
    /// The paper.
    pub paper: &'a Paper,
    /// Facts this side tells.
    pub facts: &'a [Incident],
    /// Whose words count as this side's: what it alleges, or what it finds.
    pub stance: Stance,
}

/// Two sides in the order of the procedure.
pub(super) struct Pair<'a> {
    pub case: &'a CaseFile,
    pub left: Account<'a>,
    pub right: Account<'a>,
}

impl<'a> Pair<'a> {
    /// Whether both sides are parts of one judgment.
    pub(super) fn is_internal(&self) -> bool {
        self.left.at == self.right.at
    }

    /// The person's entries in both documents, when both introduce the person.
    pub(super) fn parties(&self, person: PersonIndex) -> Option<(&'a Party, &'a Party)> {
        Some((self.case.party(person, self.left.at)?, self.case.party(person, self.right.at)?))
    }

    /// Every person with the name used for display.
    pub(super) fn persons(&self) -> impl Iterator<Item = (PersonIndex, &'a str)> {
        self.case.persons.iter().enumerate().map(|(at, person)| (at, person.name.as_str()))
    }
}

/// The pairs of a case: neighbours in the procedure; a lone judgment is held against itself.
pub(super) fn pairs(case: &CaseFile) -> Vec<Pair<'_>> {
    let opinion = side(case, DocumentKind::ProsecutionOpinion, "起诉意见书");
    let indictment = side(case, DocumentKind::AmendedIndictment, "变更起诉决定书")
        .filter(|side| !side.paper.elements.charges.is_empty())
        .or_else(|| side(case, DocumentKind::Indictment, "起诉书"))
        .or_else(|| side(case, DocumentKind::NonProsecutionDecision, "不起诉决定书"));
    let judgment = side(case, DocumentKind::Judgment, "判决书");
    let first = opinion.zip(indictment).or(opinion.zip(judgment).filter(|_| indictment.is_none()));
    let second = indictment.zip(judgment);
    let mut made: Vec<Pair<'_>> =
        [first, second].into_iter().flatten().map(|(left, right)| Pair { case, left, right }).collect();
    if opinion.is_none() && indictment.is_none() {
        made.extend(judgment.and_then(|judgment| internal(case, judgment)));
    }
    made
}

/// The last paper of a kind as one side.
pub(super) fn side<'a>(case: &'a CaseFile, kind: DocumentKind, label: &'static str) -> Option<Account<'a>> {
    let (at, paper) = case.of_kind(kind).last()?;
    let elements = &paper.elements;
    // 另查明，……退赔……: a judgment that finds the facts as alleged tells them with the accusation.
    let finds = elements.found.iter().any(|fact| !is_repayment(fact)) || elements.alleged.is_empty();
    let facts = if finds { &elements.found } else { &elements.alleged };
    Some(Account { label, at, paper, facts, stance: Stance::Accepted })
}

/// Whether a passage tells nothing but what was paid back: no incident of its own.
pub(super) fn is_repayment(incident: &Incident) -> bool {
    let is_paid_back = |amount: &Amount| amount.role == AmountRole::Repaid;
    !incident.amounts.is_empty()
        && incident.amounts.iter().all(is_paid_back)
        && incident.weights.is_empty()
        && incident.injuries.is_empty()
}

/// What a judgment reports as alleged, against what it finds.
fn internal<'a>(case: &'a CaseFile, judgment: Account<'a>) -> Option<Pair<'a>> {
    let elements = &judgment.paper.elements;
    if elements.alleged.is_empty() || elements.found.is_empty() {
        return None;
    }
    let left = Account { label: "指控", facts: &elements.alleged, stance: Stance::Alleged, ..judgment };
    let right = Account { label: "查明事实", facts: &elements.found, ..judgment };
    Some(Pair { case, left, right })
}
