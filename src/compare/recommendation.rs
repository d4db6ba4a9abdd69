//! The sentence recommended against the sentence given (刑诉 §201): adopted, partly adopted, not adopted.

use super::{Difference, Side};
use crate::case::CaseFile;
use crate::document::DocumentKind;
use crate::extract::elements::{Punishment, Recommendation, Sentence, SentenceKind};
use crate::text::Term;

/// How a sentence relates to the recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adoption {
    /// Main punishment, suspension and fine as recommended.
    Full,
    /// Main punishment as recommended, something else not.
    Part,
    /// Main punishment outside.
    None,
}

pub(super) fn compare(case: &CaseFile, out: &mut Vec<Difference>) {
    let Some((_, judgment)) = case.of_kind(DocumentKind::Judgment).last() else { return };
    for (index, person) in case.persons.iter().enumerate() {
        let Some((label, wanted)) = recommended(case, index) else { continue };
        let given = judgment
            .elements
            .sentences
            .iter()
            .find(|sentence| case.person_named(&sentence.person.value) == Some(index));
        let Some(given) = given else { continue };
        let meaning = match adoption(wanted, given) {
            Some(Adoption::Part) => "部分采纳",
            Some(Adoption::None) => "未采纳",
            _ => continue,
        };
        let sides = vec![
            Side::said(label, wanted.words.quote.text.clone(), &wanted.words.quote),
            Side::said("判决书", given.item.quote.text.clone(), &given.item.quote),
        ];
        let mut difference =
            Difference::new("sentence_recommendation", "量刑建议与判决", meaning, "S1", sides)
                .of(&person.name);
        difference.message = format!("{}的量刑建议与判决不一致（{meaning}）", person.name);
        out.push(difference);
    }
}

/// The last recommendation for a person: its own paper, else the indictment, else the plea agreement, else
/// what the judgment reports.
fn recommended(case: &CaseFile, person: usize) -> Option<(&'static str, &Recommendation)> {
    let kinds = [
        (DocumentKind::SentencingRecommendation, "量刑建议书"),
        (DocumentKind::Indictment, "起诉书"),
        (DocumentKind::PleaAgreement, "认罪认罚具结书"),
        (DocumentKind::Judgment, "判决书载明的量刑建议"),
    ];
    kinds.into_iter().find_map(|(kind, label)| {
        let mine = |wanted: &&Recommendation| {
            (wanted.person.is_empty() && case.persons.len() == 1)
                || case.person_named(&wanted.person) == Some(person)
        };
        let found =
            case.of_kind(kind).filter_map(|(_, paper)| paper.elements.recommendations.iter().rfind(mine));
        found.last().map(|wanted| (label, wanted))
    })
}

/// Compares a recommendation with the sentence executed. None where either cannot be told.
pub fn adoption(wanted: &Recommendation, given: &Sentence) -> Option<Adoption> {
    let punishment = executed(given)?;
    let kind = punishment.kind.as_ref()?.value;
    let wanted_kind = wanted.kind?;
    if wanted_kind != kind {
        return Some(Adoption::None);
    }
    if matches!(kind, SentenceKind::Imprisonment | SentenceKind::Detention | SentenceKind::Control) {
        let term = punishment.term.as_ref()?.value;
        if !within(term, wanted.low, wanted.high)? {
            return Some(Adoption::None);
        }
    }
    let suspension_agrees = wanted.suspension == punishment.suspended.is_some()
        && match (wanted.suspended.filter(|asked| key(*asked) != (0, 0)), &punishment.suspended) {
            (Some(asked), Some(given)) => key(asked) == key(given.value),
            _ => true,
        };
    // A confiscation may stand in the place of the fine; a sum the recommendation leaves open agrees with any.
    let fine_agrees = match (wanted.fine, &punishment.fine) {
        (Some(asked), Some(fine)) => asked == fine.value.fen,
        (Some(_), None) => punishment.confiscation.is_some(),
        _ => true,
    };
    Some(if suspension_agrees && fine_agrees { Adoption::Full } else { Adoption::Part })
}

/// The punishment that is carried out: the combined one, else the only count.
pub fn executed(sentence: &Sentence) -> Option<&Punishment> {
    sentence.executed.as_ref().or(match sentence.counts.as_slice() {
        [only] => Some(only),
        _ => None,
    })
}

fn key(term: Term) -> (u32, u16) {
    (term.total_months(), term.days)
}

fn within(term: Term, low: Option<Term>, high: Option<Term>) -> Option<bool> {
    if low.is_none() && high.is_none() {
        return None;
    }
    let above = low.is_none_or(|low| key(term) >= key(low));
    let below = high.is_none_or(|high| key(term) <= key(high));
    Some(above && below)
}
