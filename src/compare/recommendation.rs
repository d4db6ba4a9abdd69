//! The sentence recommended against the sentence given (刑诉 §201): adopted, partly adopted, not adopted.

mod adopted;

use super::{Difference, Side};
use crate::case::{CaseFile, Paper, PersonIndex};
use crate::document::{DocumentKind, SectionName};
use crate::extract::elements::{Punishment, Recommendation, Sentence, SentenceKind};
use crate::text::{Term, money, sentence, term};

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
    let adopting = adopted::sentences(judgment);
    for (index, person) in case.persons.iter().enumerate() {
        let Some((label, wanted)) = recommended(case, index) else { continue };
        let given = judgment
            .elements
            .sentences
            .iter()
            .find(|sentence| case.person_named(&sentence.person.value) == Some(index));
        let Some(given) = given else { continue };
        let meaning = match adoption(wanted, given) {
            // A suspension the recommendation does not speak of lies within the court's power: told apart.
            Some(Adoption::Part) if only_suspended(wanted, given) => "建议未提缓刑而宣告缓刑",
            Some(Adoption::Part) => "部分采纳",
            Some(Adoption::None) => "未采纳",
            _ => continue,
        };
        let is_adopted = || adopted::says_so_of(case, index, &adopting);
        if label == REPORTED && !is_longer(wanted, given) && !lacks_fine(wanted, given) && is_adopted() {
            continue;
        }
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

/// What a judgment itself tells of the recommendation.
const REPORTED: &str = "判决书载明的量刑建议";

/// Whether the term carried out is longer than any recommended, whatever the court says of it.
fn is_longer(wanted: &Recommendation, given: &Sentence) -> bool {
    let term = executed(given).and_then(|punishment| punishment.term.as_ref());
    let longest = wanted.high.or(wanted.low);
    term.zip(longest).is_some_and(|(term, longest)| key(term.value) > key(longest))
}

/// Whether a fine was recommended and none is given, which no court means that adopts it.
fn lacks_fine(wanted: &Recommendation, given: &Sentence) -> bool {
    wanted.fine.is_some()
        && executed(given)
            .is_some_and(|punishment| !fine_agrees(wanted, punishment) && punishment.fine.is_none())
}

/// Papers that recommend a sentence, and what they are called.
const RECOMMENDING: [(DocumentKind, &str); 4] = [
    (DocumentKind::SentencingRecommendation, "量刑建议书"),
    (DocumentKind::Indictment, "起诉书"),
    (DocumentKind::PleaAgreement, "认罪认罚具结书"),
    (DocumentKind::Judgment, REPORTED),
];

/// The last recommendation for a person: one that was changed later, else that of its own paper, else of the
/// indictment, else of the plea agreement, else what the judgment reports.
pub fn recommended(case: &CaseFile, person: usize) -> Option<(&'static str, &Recommendation)> {
    let last = |adjusted: bool| {
        RECOMMENDING.into_iter().find_map(|(kind, label)| {
            let found = case.of_kind(kind).filter_map(|(_, paper)| {
                let mine = |wanted: &&Recommendation| owner(case, paper, wanted) == Some(person);
                let counts = |wanted: &&Recommendation| {
                    (wanted.adjusted || !adjusted) && mine(wanted) && !asked_by_defence(paper, wanted)
                };
                paper.elements.recommendations.iter().rfind(counts)
            });
            found.last().map(|wanted| (label, wanted))
        })
    };
    last(true).or_else(|| last(false))
}

/// Whom a recommendation concerns: who is named with it, the only accused, or who alone is named in his agreement.
pub fn owner(case: &CaseFile, paper: &Paper, wanted: &Recommendation) -> Option<PersonIndex> {
    if !wanted.person.is_empty() {
        return case.person_named(&wanted.person);
    }
    let may_be = |person: &&PersonIndex| {
        let name = &case.persons[**person].name;
        case.persons.len() == 1
            || paper.kind() == DocumentKind::PleaAgreement && paper.document.plain().contains(name.as_str())
    };
    let all: Vec<PersonIndex> = (0..case.persons.len()).collect();
    let mut named = all.iter().filter(may_be);
    let only = named.next().copied();
    only.filter(|_| named.next().is_none())
}

/// Whether a judgment reports the words as the defender's: who spoke last in front of them.
fn asked_by_defence(paper: &Paper, wanted: &Recommendation) -> bool {
    if paper.kind() != DocumentKind::Judgment {
        return false;
    }
    let plain = paper.document.plain();
    let at = paper.document.text.plain_at(wanted.words.quote.start);
    let prosecutes = |words: &str| ["公诉", "检察", "起诉书"].iter().any(|word| words.contains(word));
    let said = sentence::around(plain, &(at..at));
    if paper.document.section_ranges(SectionName::Defence).any(|range| range.contains(&at))
        && !prosecutes(said)
    {
        return true;
    }
    let before = plain.get(..at).unwrap_or_default();
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    let defence = last(&["辩护人", "辩称", "辩护意见", "辩解", "代理人"]);
    let prosecution = last(&["公诉机关", "公诉人", "检察院", "检察员", "检察机关"]);
    let own = wanted.words.quote.text.contains("辩护人");
    own || defence > prosecution
}

/// Compares a recommendation with the sentence executed. None where either cannot be told.
pub fn adoption(wanted: &Recommendation, given: &Sentence) -> Option<Adoption> {
    let punishment = executed(given)?;
    let kind = punishment.kind.as_ref()?.value;
    let wanted_kind = wanted.kind?;
    // No prosecutor asks for an acquittal: those are the words of the defence.
    if wanted_kind == SentenceKind::NotGuilty {
        return None;
    }
    let words = wanted.words.quote.text.as_str();
    // 八年左右 says no bound.
    if words.contains("左右") {
        return None;
    }
    if wanted_kind != kind {
        let is_death = matches!(kind, SentenceKind::Death | SentenceKind::SuspendedDeath);
        if is_death && words.contains("无期徒刑以上") {
            return Some(Adoption::Full);
        }
        // 有期徒刑或者拘役: the kind given is among those recommended.
        return (!names(kind, words)).then_some(Adoption::None);
    }
    // What is recommended for one count, or for the new crime alone, is no measure of the combined punishment.
    let of_several = words.contains("数罪") || words.matches('罪').count() > 1;
    if (given.executed.is_some() || of_several) && is_for_one_count(wanted, words) {
        return None;
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
    Some(if suspension_agrees && fine_agrees(wanted, punishment) { Adoption::Full } else { Adoption::Part })
}

/// A confiscation may stand in the place of the fine; a sum the recommendation leaves open agrees with any.
fn fine_agrees(wanted: &Recommendation, punishment: &Punishment) -> bool {
    match (wanted.fine, &punishment.fine) {
        (Some(asked), Some(fine)) => {
            let words = wanted.words.quote.text.as_str();
            asked == fine.value.fen
                || is_range(words)
                || names_own_fine(words, &wanted.person, fine.value.fen)
        }
        (Some(_), None) => punishment.confiscation.is_some(),
        _ => true,
    }
}

/// 建议对被告单位判处罚金十万元，对甲判处有期徒刑一年，并处罚金三万元: the first fine is that of the unit named
/// before the person, whose own fine follows the name.
fn names_own_fine(words: &str, person: &str, given: i64) -> bool {
    let Some((others, own)) = words.split_once(person).filter(|_| !person.is_empty()) else { return false };
    others.contains("罚金") && money::scan(own).iter().any(|sum| sum.value.fen == given)
}

/// Whether the fine recommended is a range, of which the lower end was read: 罚金五千元至八千元.
fn is_range(words: &str) -> bool {
    let fine: String = words.rsplit("罚金").next().unwrap_or_default().chars().take(24).collect();
    words.contains("罚金")
        && ["至", "到", "以上", "以下", "以内", "不低于", "不少于", "不超过", "-", "—", "~", "～"]
            .iter()
            .any(|mark| fine.contains(mark))
}

/// Whether a partial adoption differs in nothing but a suspension that was not recommended.
fn only_suspended(wanted: &Recommendation, given: &Sentence) -> bool {
    executed(given).is_some_and(|punishment| {
        !wanted.suspension && punishment.suspended.is_some() && fine_agrees(wanted, punishment)
    })
}

/// Whether the words of a recommendation name a kind of punishment among others.
fn names(kind: SentenceKind, words: &str) -> bool {
    let spelled: &[&str] = match kind {
        SentenceKind::Imprisonment => &["有期徒刑"],
        SentenceKind::Detention => &["拘役"],
        SentenceKind::Control => &["管制"],
        SentenceKind::Life => &["无期徒刑"],
        SentenceKind::Death | SentenceKind::SuspendedDeath => &["死刑"],
        SentenceKind::AccessoryOnly => &["单处"],
        SentenceKind::Exempted => &["免予", "免于", "免除"],
        SentenceKind::NotGuilty | SentenceKind::NotResponsible => &[],
    };
    spelled.iter().any(|word| words.contains(word))
}

/// Whether the terms were read from one count only, or from several of which the last is none to execute. The terms
/// of 决定执行 stand behind it and are read last.
fn is_for_one_count(wanted: &Recommendation, words: &str) -> bool {
    let Some(at) = ["决定执行", "合并执行", "执行"].iter().filter_map(|cue| words.find(cue)).min()
    else {
        return true;
    };
    let executed = term::scan(words.get(at..).unwrap_or_default());
    !executed.iter().any(|found| [wanted.low, wanted.high].contains(&Some(found.value)))
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

#[cfg(test)]
mod tests {
    use super::names_own_fine;

    #[test]
    fn the_fine_of_a_unit_is_not_that_of_the_person_behind_it() {
        let words = "建议对被告单位判处罚金五万元，对林小舟判处有期徒刑八个月，并处罚金二千元，对";
        assert!(names_own_fine(words, "林小舟", 200_000));
        assert!(!names_own_fine(words, "林小舟", 300_000));
        assert!(!names_own_fine("建议判处林小舟有期徒刑八个月，并处罚金二千元", "林小舟", 200_000));
    }
}
