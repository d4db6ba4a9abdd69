//! Evidence papers against what the main papers tell: injuries, arrival.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind;
use crate::extract::elements::{CircumstanceKind, Incident, InjuryGrade, Stance};
use crate::text::{Quote, Range};

static INJURY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("轻微伤|(轻|重)伤（?([一二])级）?|轻伤|重伤").expect("a constant pattern"));

/// The paper tells of a second appraisal.
static REAPPRAISED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:重新|再次|复核)鉴定|(?:第二|两)(?:次|份)鉴定|首次鉴定").expect("a constant pattern")
});

fn main_papers(case: &CaseFile) -> impl Iterator<Item = &Paper> {
    let kinds = [DocumentKind::ProsecutionOpinion, DocumentKind::Indictment, DocumentKind::Judgment];
    case.papers.iter().filter(move |paper| kinds.contains(&paper.kind()))
}

/// Facts found, else those alleged.
pub(super) fn facts(paper: &Paper) -> &[Incident] {
    let elements = &paper.elements;
    if elements.found.is_empty() { &elements.alleged } else { &elements.found }
}

/// The grade each appraisal ends with must be among those of every main paper.
pub(super) fn injury(desk: Desk<'_>) -> Vec<Verdict> {
    let mut appraised: Vec<(InjuryGrade, Quote, Option<Date>)> = Vec::new();
    let appraisals = desk.case.of_kind(DocumentKind::AppraisalOpinion);
    for (_, paper) in appraisals.chain(desk.case.of_kind(DocumentKind::AppraisalNotice)) {
        let plain = paper.document.plain();
        if let Some(last) = INJURY.captures_iter(plain).last()
            && let Some(whole) = last.get(0)
        {
            let grade = grade(whole.as_str());
            // The notice repeats what the appraisal says: told once.
            if !appraised.iter().any(|(known, ..)| *known == grade) {
                let made = paper.elements.date.as_ref().map(|day| day.value);
                appraised.push((grade, paper.document.quote(&whole.range()), made));
            }
        }
    }
    let mut found = Vec::new();
    for paper in main_papers(desk.case) {
        let told: Vec<_> = facts(paper).iter().flat_map(|fact| &fact.injuries).collect();
        let Some(first) = told.first() else { continue };
        let agrees = |grade: InjuryGrade| told.iter().any(|injury| compatible(injury.value, grade));
        // Of two appraisals of one injury the paper follows the one it holds to be right.
        let is_borne_out = appraised.iter().any(|(grade, ..)| agrees(*grade));
        if REAPPRAISED.is_match(paper.document.plain()) && is_borne_out {
            continue;
        }
        let signed = paper.elements.date.as_ref().map(|day| day.value);
        for (grade, quote, made) in &appraised {
            // The paper follows the appraisal there was when it was written.
            let is_later = made.zip(signed).is_some_and(|(made, signed)| made > signed);
            if agrees(*grade) || is_later && is_borne_out {
                continue;
            }
            let message = format!(
                "鉴定意见的伤情为“{}”，{}认定为“{}”，不一致",
                quote.text,
                paper.kind().label(),
                first.quote.text
            );
            found.push(Verdict::fail(message, vec![quote.clone(), first.quote.clone()]));
        }
    }
    found
}

fn grade(words: &str) -> InjuryGrade {
    let first = words.contains('一');
    match (words.contains("轻微"), words.starts_with('轻'), words.contains('级')) {
        (true, _, _) => InjuryGrade::Slight,
        (_, true, true) => {
            if first {
                InjuryGrade::LightOne
            } else {
                InjuryGrade::LightTwo
            }
        }
        (_, true, false) => InjuryGrade::Light,
        (_, false, true) => {
            if first {
                InjuryGrade::GraveOne
            } else {
                InjuryGrade::GraveTwo
            }
        }
        _ => InjuryGrade::Grave,
    }
}

fn compatible(a: InjuryGrade, b: InjuryGrade) -> bool {
    use InjuryGrade as G;
    let group = |grade| match grade {
        G::Slight => 0,
        G::Light | G::LightOne | G::LightTwo => 1,
        G::Grave | G::GraveOne | G::GraveTwo => 2,
        G::Death => 3,
    };
    let vague = |grade| matches!(grade, G::Light | G::Grave);
    a == b || (vague(a) || vague(b)) && group(a) == group(b)
}

static SURRENDERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("主动投案|自动投案|投案自首|主动到案|主动到|自行到|电话通知|电话传唤|经通知到|接到.{0,6}通知|明知.{0,10}报警|在(?:现场|原地)等(?:候|待)|(?:拨打|报)(?:110|警)|陪同")
        .expect("a constant pattern")
});
/// 无主动投案情形: words before that deny what follows.
static DENIED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:无|没有|未|并非|不是|不具有)$").expect("a constant pattern"));
static CAUGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("抓获|捉获|查获|抓捕|(?:从|在|于)[^，。；\\n]{0,10}(?:家中|家里|住处|住所|暂住地|租住处|单位)[^，。；\\n]{0,10}(?:带至|带回|带走|带到|带离|找到)")
            .expect("a constant pattern")
});
/// Gone from the place before being found: whatever call came before.
static GONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:离开|逃离|驶离)(?:了)?(?:案发)?现场[^。\\n]{0,40}(?:找到|抓获|带回|带至|带到)")
        .expect("a constant pattern")
});

/// Who was caught for one crime may have given himself up for another (刑法 §67 II).
static OTHER_CRIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("以自首论|(?:尚)?未(?:被)?(?:司法机关|公安机关|侦查机关|办案机关|监察机关)?掌握[^。；\\n]{0,24}(?:犯罪|罪行|事实|线索)|第六十七条第二款|余罪")
        .expect("a constant pattern")
});

/// 自首 accepted while the account of the arrival tells only of a capture.
pub(super) fn arrival(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    let Some((_, account)) = case.of_kind(DocumentKind::ArrivalAccount).next() else { return Vec::new() };
    let plain = account.document.plain();
    (0..case.persons.len())
        .filter_map(|person| {
            let told = if case.persons.len() == 1 {
                std::iter::once(0..plain.len()).collect()
            } else {
                told_of(case, plain, person)
            };
            let caught = captured(plain, &told)?;
            Some(contradicted(case, account, person, &caught))
        })
        .flatten()
        .collect()
}

/// Sentences of an account that name one of several persons, each with the one behind it where that names nobody.
fn told_of(case: &CaseFile, plain: &str, person: usize) -> Vec<Range> {
    let names = |at: usize, text: &str| case.persons[at].spellings().any(|name| text.contains(name));
    let mut found: Vec<Range> = Vec::new();
    let mut start = 0;
    let mut is_own = false;
    for sentence in plain.split_inclusive(['。', '\n']) {
        let anybody = (0..case.persons.len()).any(|at| names(at, sentence));
        is_own = names(person, sentence) || is_own && !anybody;
        if is_own {
            found.push(start..start + sentence.len());
        }
        start += sentence.len();
    }
    found
}

/// The words of a capture in these parts of an account that tell of no surrender.
fn captured(plain: &str, told: &[Range]) -> Option<Range> {
    let parts = || told.iter().filter_map(|range| Some((range.start, plain.get(range.clone())?)));
    let surrendered = parts().any(|(_, text)| {
        !GONE.is_match(text)
            && SURRENDERED.find_iter(text).any(|found| !DENIED.is_match(&text[..found.start()]))
    });
    let caught = parts()
        .find_map(|(start, text)| CAUGHT.find(text).map(|found| start + found.start()..start + found.end()));
    caught.filter(|_| !surrendered)
}

/// Main papers that accept the surrender of a person who was captured.
fn contradicted(case: &CaseFile, account: &Paper, person: usize, caught: &Range) -> Vec<Verdict> {
    let is_alone = case.persons.len() == 1;
    let decisions = case.of_kind(DocumentKind::NonProsecutionDecision).map(|(_, paper)| paper);
    let mut found = Vec::new();
    for paper in main_papers(case).chain(decisions) {
        let is_own =
            |names: &[String]| is_alone || names.iter().any(|name| case.person_named(name) == Some(person));
        let accepted = paper.elements.circumstances.iter().find(|c| {
            c.kind.value == CircumstanceKind::Surrender
                && !c.negated
                && matches!(c.stance, Stance::Accepted | Stance::Alleged)
                && is_own(&c.persons)
        });
        let Some(accepted) = accepted.filter(|_| !OTHER_CRIME.is_match(paper.document.plain())) else {
            continue;
        };
        let words = account.document.quote(caught);
        let message = format!("到案经过载明为{}，{}认定自首，二者不一致", words.text, paper.kind().label());
        let evidence = vec![words, accepted.kind.quote.clone()];
        found.push(Verdict::fail(message, evidence).of(case.persons[person].name.clone()).confident(0.8));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surrender_for_another_crime_goes_with_a_capture() {
        for told in
            ["盗窃部分适用第六十七条第二款，以自首论", "主动供述侦查机关尚未掌握其为行为人的上述盗窃事实"]
        {
            assert!(OTHER_CRIME.is_match(told), "{told}");
        }
        assert!(!OTHER_CRIME.is_match("主动投案，如实供述，系自首"));
    }
}
