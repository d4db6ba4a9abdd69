//! The days beside the signatures of a plea agreement: the lawyer and the guardian are present when it is signed
//! (刑诉 §174), and the indictment rests on it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper, Person};
use crate::document::DocumentKind as K;
use crate::extract::signed::{self, Signer};
use crate::text::Quote;

/// What every agreement has once: its title, its first heading, who makes it.
static ONCE: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        // 认罪认罚具结书（某某，重新签署）：同意……  may open a line that goes on.
        "(?m)^[^\\n，。]{0,8}具结书(?:[^\\n，。]{0,12}$|（[^）\\n]{0,20}）：)",
        "犯罪嫌疑人身份信息",
        "(?m)^[^\\n]{0,4}本人\\p{Han}{2,4}，",
    ]
    .map(|words| Regex::new(words).expect("the pattern is fixed"))
});

/// How many agreements a file holds: several are not always told apart.
pub(in crate::review::check) fn agreements(paper: &Paper) -> usize {
    let plain = paper.document.plain();
    ONCE.iter().map(|part| part.find_iter(plain).count()).max().unwrap_or(0).max(1)
}

/// Who is there when the accused signs.
const PRESENT: [Signer; 3] = [Signer::Person, Signer::Lawyer, Signer::Guardian];

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    // Several agreements in one file that were not told apart would be held against each other.
    let single = case.of_kind(K::PleaAgreement).filter(|(_, paper)| agreements(paper) == 1);
    single.filter_map(|(_, paper)| of_paper(case, paper)).collect()
}

fn of_paper(case: &CaseFile, paper: &Paper) -> Option<Verdict> {
    let signed = signed(case, paper);
    if let Some((indictment, told)) = indicted(case)
        && let Some((role, day, quote)) = signed.iter().find(|(_, day, _)| *day > indictment)
        // All of it signed later is an agreement of the trial.
        && signed.iter().any(|(_, day, _)| *day <= indictment)
    {
        let message = format!("具结书上{}签署的日期为{day}，晚于起诉书（{indictment}）", label(*role));
        return Some(Verdict::fail(message, vec![quote.clone(), told]).confident(0.8));
    }
    let (_, own, words) = signed.iter().find(|(role, ..)| *role == Signer::Person)?;
    // One who signed on both days was there.
    let other = signed.iter().find(|(role, day, _)| {
        *role != Signer::Person
            && day != own
            && !signed.iter().any(|(also, same, _)| also == role && same == own)
    })?;
    let message = format!("具结书上{}签署的日期为{}，犯罪嫌疑人为{own}，不一致", label(other.0), other.1);
    Some(Verdict::fail(message, vec![other.2.clone(), words.clone()]).confident(0.7))
}

/// The one indictment of the case.
fn indicted(case: &CaseFile) -> Option<(Date, Quote)> {
    let mut indictments = case.of_kind(K::Indictment);
    let date = indictments.next()?.1.elements.date.as_ref()?;
    indictments.next().is_none().then(|| (date.value, date.quote.clone()))
}

/// Signatures that have a day, below the words that it is signed freely.
fn signed(case: &CaseFile, paper: &Paper) -> Vec<(Signer, Date, Quote)> {
    let plain = paper.document.plain();
    let start = plain.find("自愿签署").unwrap_or(0);
    let accused: Vec<&str> = case.persons.iter().flat_map(Person::spellings).collect();
    let signatures = signed::read(&plain[start..], &accused);
    let dated = signatures.into_iter().filter_map(|signature| {
        let day = signature.day.filter(|_| PRESENT.contains(&signature.signer))?;
        let quote = paper.document.quote(&(start + day.range.start..start + day.range.end));
        Some((signature.signer, day.value.date()?, quote))
    });
    dated.collect()
}

fn label(signer: Signer) -> &'static str {
    match signer {
        Signer::Lawyer => "律师",
        Signer::Guardian => "法定代理人（合适成年人）",
        Signer::Person | Signer::Prosecutor | Signer::Witness => "犯罪嫌疑人",
    }
}
