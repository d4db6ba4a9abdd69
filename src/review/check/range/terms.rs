//! Lengths: of each kind of punishment, of probation, of 剥夺政治权利, of combined punishments.

use jiff::civil::{Date, date};

use super::super::super::condition::{Answer, holds};
use super::super::super::engine::Desk;
use super::super::super::verdict::{Scope, Verdict};
use super::{law_kind, words};
use crate::compare::recommendation::executed;
use crate::document::{DocumentKind, SectionName};
use crate::extract::elements::{Punishment, Sentence, SentenceKind};
use crate::law::terms::{self, Deprivation, Kind};
use crate::text::{Quote, Term};

/// Most characters between a name and 累犯 said of it.
const RECIDIVIST_WITHIN: usize = 60;
/// First day of the rule that 有期徒刑 absorbs 拘役 (刑法修正案（九）, §69.2); before it practice differed.
const ABSORBED_SINCE: Date = date(2015, 11, 1);
/// Words that tell of an accused from abroad.
const FOREIGN: [&str; 4] = ["国籍", "驱逐出境", "缅甸", "外国人"];

const fn months(months: u16) -> Term {
    Term { years: 0, months, days: 0 }
}

/// 管制 3 months to 2 years (combined 3 years), 拘役 1 to 6 months (1 year), 有期徒刑 6 months to 15 years (25).
pub(super) fn length(sentence: &Sentence) -> Vec<Verdict> {
    let single = sentence.counts.iter().map(|count| (count, false));
    // 决定执行 beside a count always combines, if only with an earlier sentence or with counts upheld.
    let combined = sentence.executed.iter().map(|count| (count, true));
    single
        .chain(combined)
        .filter_map(|(count, combined)| too_short_or_long(sentence, count, combined))
        .collect()
}

fn too_short_or_long(sentence: &Sentence, count: &Punishment, combined: bool) -> Option<Verdict> {
    let (kind, term) = (count.kind.as_ref()?, count.term.as_ref()?);
    let (name, least, most) = match kind.value {
        SentenceKind::Control => ("管制", months(3), months(if combined { 36 } else { 24 })),
        SentenceKind::Detention => ("拘役", months(1), months(if combined { 12 } else { 6 })),
        SentenceKind::Imprisonment => ("有期徒刑", months(6), months(if combined { 300 } else { 180 })),
        _ => return None,
    };
    let size = terms::size(term.value);
    if (terms::size(least)..=terms::size(most)).contains(&size) {
        return None;
    }
    let message =
        format!("{name}{}不在法定期限内（{}至{}）", words(term.value), words_of(least), words_of(most));
    Some(Verdict::fail(message, vec![term.quote.clone()]).of(sentence.person.value.clone()))
}

fn words_of(term: Term) -> String {
    if term.months >= 12 && term.months.is_multiple_of(12) {
        format!("{}年", term.months / 12)
    } else {
        words(term)
    }
}

/// 刑法 §73.
pub(super) fn probation(sentence: &Sentence) -> Vec<Verdict> {
    let all = sentence.counts.iter().chain(&sentence.executed);
    let found = all.filter_map(|count| {
        let (kind, term) = (law_kind(count.kind.as_ref()?.value)?, count.term.as_ref()?);
        let probation = count.suspended.as_ref()?;
        let (least, most) = terms::probation_bounds(kind, term.value)?;
        let size = terms::size(probation.value);
        if (terms::size(least)..=terms::size(most)).contains(&size) {
            return None;
        }
        let message = format!(
            "缓刑考验期{}不在法定范围内（{}至{}）",
            words(probation.value),
            words(least),
            words(most)
        );
        let evidence = vec![term.quote.clone(), probation.quote.clone()];
        Some(
            Verdict::fail(message, evidence)
                .computed("expected", format!("{}至{}", words(least), words(most)))
                .computed("actual", words(probation.value))
                .of(sentence.person.value.clone()),
        )
    });
    found.collect()
}

/// 刑法 §72, §74: no suspension above three years, for recidivists, for ringleaders of criminal groups.
pub(super) fn suspension(scope: Scope<'_>, sentence: &Sentence) -> Vec<Verdict> {
    let Some(count) =
        sentence.counts.iter().chain(&sentence.executed).find(|count| count.suspended.is_some())
    else {
        return Vec::new();
    };
    let Some(suspended) = &count.suspended else { return Vec::new() };
    let mut found = Vec::new();
    if let (Some(kind), Some(term)) = (&count.kind, &count.term)
        && let Some(kind) = law_kind(kind.value)
        && !terms::may_suspend(kind, term.value)
    {
        let message = format!("所判刑罚（{}）不符合宣告缓刑的刑期条件", words(term.value));
        found.push(Verdict::fail(message, vec![term.quote.clone(), suspended.quote.clone()]));
    }
    // 累犯 is only who is sentenced to imprisonment again (§65), and only as the court finds it of this person.
    let is_imprisoned = count.kind.as_ref().is_some_and(|kind| kind.value == SentenceKind::Imprisonment);
    if let Some(quote) = recidivist(scope, sentence).filter(|_| is_imprisoned) {
        found.push(Verdict::fail("认定为累犯，同时宣告缓刑", vec![quote, suspended.quote.clone()]));
    }
    found.into_iter().map(|verdict| verdict.of(sentence.person.value.clone())).collect()
}

/// Where the reasoning says 累犯 of this person by name, in one clause and of nobody between.
fn recidivist(scope: Scope<'_>, sentence: &Sentence) -> Option<Quote> {
    let (_, paper) = scope.case.of_kind(DocumentKind::Judgment).last()?;
    let (document, name) = (&paper.document, &sentence.person.value);
    let told = document.section_ranges(SectionName::Reasoning).find_map(|section| {
        let words = document.plain().get(section.clone())?;
        words.match_indices(name.as_str()).find_map(|(at, _)| {
            let after = words.get(at + name.len()..)?;
            let clause = after.split(['。', '；', '\n']).next()?;
            let lead = clause.get(..clause.find("累犯")?)?;
            let denied = ["不", "非", "被告人", "第六十五条", "未"].iter().any(|word| lead.contains(word));
            let start = section.start + at;
            (!denied && lead.chars().count() <= RECIDIVIST_WITHIN)
                .then(|| start..start + name.len() + lead.len() + "累犯".len())
        })
    })?;
    Some(document.quote(&told))
}

/// 刑法 §55–57. Foreigners are usually expelled instead, so where a nationality is told a lacking deprivation is
/// no finding; what is combined, also with an earlier sentence, has no bounds of its own.
pub(super) fn deprivation(scope: Scope<'_>, sentence: &Sentence) -> Vec<Verdict> {
    let mut found = Vec::new();
    let is_combined = sentence.counts.len() > 1 || sentence.executed.is_some() || sentence.earlier.is_some();
    let may_be_foreign = || {
        let judgment = scope.case.of_kind(DocumentKind::Judgment).last();
        judgment.is_some_and(|(_, paper)| FOREIGN.iter().any(|word| paper.document.plain().contains(word)))
    };
    for count in sentence.counts.iter().chain(&sentence.executed) {
        let Some(kind) = count.kind.as_ref() else { continue };
        let Some(law) = law_kind(kind.value) else { continue };
        let term = count.term.as_ref().map_or(Term::default(), |term| term.value);
        match terms::deprivation_bounds(law, term) {
            Deprivation::ForLife
                if !count.deprived_for_life && sentence.executed.is_none() && !may_be_foreign() =>
            {
                found.push(Verdict::fail(
                    "判处无期徒刑或者死刑，未见剥夺政治权利终身",
                    vec![kind.quote.clone()],
                ));
            }
            Deprivation::Between(least, most) => {
                let Some(given) = &count.deprivation else { continue };
                let size = terms::size(given.value);
                if !(terms::size(least)..=terms::size(most)).contains(&size) && !is_combined {
                    let message = format!("剥夺政治权利{}不在一年以上五年以下", words(given.value));
                    found.push(Verdict::fail(message, vec![given.quote.clone()]));
                }
            }
            Deprivation::AsLongAs(control) => {
                let Some(given) = &count.deprivation else { continue };
                if terms::size(given.value) != terms::size(control) && !is_combined {
                    found.push(Verdict::fail(
                        "附加于管制的剥夺政治权利期限与管制期限不相等",
                        vec![given.quote.clone()],
                    ));
                }
            }
            Deprivation::ForLife => {}
        }
    }
    found.into_iter().map(|verdict| verdict.of(sentence.person.value.clone())).collect()
}

/// 刑法 §69: between the longest and the sum, capped. Earlier sentences that are added do not stand among the
/// counts, nor do all parts of a judgment upheld, so then there is nothing to compute. A total told before a
/// count is quoted from elsewhere.
pub(super) fn combination(desk: Desk<'_>, sentence: &Sentence) -> Vec<Verdict> {
    let (Some(total), None) = (&sentence.executed, &sentence.revoked) else { return Vec::new() };
    let told_at = |punishment: &Punishment| punishment.kind.as_ref().map(|kind| kind.quote.start);
    let total_is_last = sentence.counts.iter().all(|count| told_at(count) < told_at(total));
    if sentence.counts.len() < 2 || sentence.earlier.is_some() || sentence.upheld || !total_is_last {
        return Vec::new();
    }
    let counts: Option<Vec<(Kind, Term)>> = sentence
        .counts
        .iter()
        .map(|count| Some((law_kind(count.kind.as_ref()?.value)?, count.term.as_ref()?.value)))
        .collect();
    let (Some(counts), Some(term)) = (counts, &total.term) else { return Vec::new() };
    let is_mixed = counts.iter().any(|(kind, _)| Some(*kind) != counts.first().map(|(first, _)| *first));
    if (is_mixed && desk.day < ABSORBED_SINCE) || !is_read_whole(sentence, total) {
        return Vec::new();
    }
    let Some((least, most)) = terms::combine(&counts).and_then(|combined| combined.bounds) else {
        return Vec::new();
    };
    if (terms::size(least)..=terms::size(most)).contains(&terms::size(term.value)) {
        return Vec::new();
    }
    let message = format!(
        "数罪并罚决定执行{}，不在总和刑期以下、数刑中最高刑期以上（{}至{}）",
        words(term.value),
        words(least),
        words(most)
    );
    vec![
        Verdict::fail(message, vec![sentence.item.quote.clone()])
            .computed("expected", format!("{}至{}", words(least), words(most)))
            .computed("actual", words(term.value))
            .of(sentence.person.value.clone()),
    ]
}

/// Whether every punishment of the item up to the total was read as a count.
fn is_read_whole(sentence: &Sentence, total: &Punishment) -> bool {
    let item = &sentence.item.quote;
    let Some(kind) = total.kind.as_ref().filter(|kind| kind.quote.end <= item.end) else { return false };
    let upto: String = item.text.chars().take(kind.quote.start.saturating_sub(item.start) as usize).collect();
    upto.matches("判处").count() <= sentence.counts.len()
        && upto.matches("徒刑").count() <= sentence.counts.len() + 1
}

/// 刑诉 §216.1: above three years the summary procedure needs a panel. What an earlier sentence adds was not
/// tried here.
pub(super) fn single_judge(scope: Scope<'_>, sentence: &Sentence) -> Vec<Verdict> {
    let Some(term) = executed(sentence).and_then(|count| count.term.as_ref()) else { return Vec::new() };
    let adds_earlier = sentence.earlier.is_some() || sentence.revoked.is_some();
    if terms::size(term.value) <= terms::size(months(36)) || adds_earlier {
        return Vec::new();
    }
    let Answer::Yes(mut quotes) = holds(scope, "独任审判") else { return Vec::new() };
    quotes.push(term.quote.clone());
    let message = format!("由审判员一人独任审判，所判刑期（{}）超过三年", words(term.value));
    vec![Verdict::fail(message, quotes).of(sentence.person.value.clone())]
}
