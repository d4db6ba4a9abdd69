//! A case in the few values one looks for and compares cases by.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{CaseFile, Paper, naming};
use crate::document::{DocumentKind as Kind, SectionName};
use crate::extract::amount;
use crate::extract::elements::{CircumstanceKind, Punishment, Sentence, SentenceKind, Stance};
use crate::text::Range;

/// What a case is, without quotes: for finding it, never for judging it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// 案件名称
    pub name: String,
    /// 案号
    pub number: Option<String>,
    /// Charges of the latest paper that names any, with 罪.
    pub charges: Vec<String>,
    /// Law applied there: 刑法264, 刑法133之1.
    pub articles: Vec<String>,
    /// 审理法院
    pub court: Option<String>,
    /// 公诉机关
    pub procuratorate: Option<String>,
    /// 承办检察官
    pub handler: Option<String>,
    /// Day of the judgment, else of the paper that ended the prosecutor's work.
    pub date: Option<Date>,
    /// The accused.
    pub persons: Vec<String>,
    /// Circumstances alleged or found, not those only argued or denied.
    pub circumstances: Vec<CircumstanceKind>,
    /// Amount of the crime in fen, where the facts tell one.
    pub amount_fen: Option<i64>,
    /// What each person was sentenced to.
    pub sentences: Vec<Sentenced>,
}

/// The sentence of one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sentenced {
    /// Name as written.
    pub person: String,
    /// 主刑
    pub kind: SentenceKind,
    /// Length of the main punishment in months, where it has one.
    pub months: Option<f64>,
    /// 缓刑考验期 in months.
    pub suspended_months: Option<f64>,
    /// 罚金 in fen.
    pub fine_fen: Option<i64>,
}

/// Papers that tell a case as a whole, the latest word first.
const LEADING: [Kind; 4] =
    [Kind::Judgment, Kind::Indictment, Kind::NonProsecutionDecision, Kind::ProsecutionOpinion];

/// The paper a case is known by.
pub fn leading(case: &CaseFile) -> Option<&Paper> {
    LEADING.into_iter().find_map(|kind| case.of_kind(kind).next()).map(|(_, paper)| paper)
}

/// Where the facts of a paper stand: what is found, else what is alleged. Ranges of the normalised text.
pub fn facts(paper: &Paper) -> Vec<Range> {
    let of = |name| paper.document.section_ranges(name).cloned().collect::<Vec<_>>();
    let found = of(SectionName::Facts);
    if found.is_empty() { of(SectionName::Accusation) } else { found }
}

/// The profile of a case.
pub fn profile(case: &CaseFile) -> Profile {
    let card = |path: &str| {
        let node = case.card.as_ref()?.root.get(path)?;
        node.text().filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let mut profile = Profile {
        name: naming::name(case),
        number: naming::number(case),
        charges: naming::charges(case),
        court: card("审判.法院"),
        procuratorate: card("承办单位"),
        handler: naming::handler(case),
        persons: case.persons.iter().map(|person| person.name.clone()).collect(),
        ..Profile::default()
    };
    if let Some(paper) = leading(case) {
        add_leading(&mut profile, paper);
    }
    profile
}

fn add_leading(profile: &mut Profile, paper: &Paper) {
    let elements = &paper.elements;
    for citation in &elements.citations {
        let insert = citation.value.insert.map(|number| format!("之{number}")).unwrap_or_default();
        let article = format!("{}{}{insert}", citation.value.law, citation.value.article);
        if !profile.articles.contains(&article) {
            profile.articles.push(article);
        }
    }
    let value = |cited: &Option<crate::text::Cited<String>>| cited.as_ref().map(|cited| cited.value.clone());
    let issuer = value(&elements.organ);
    let is_court = |name: &String| name.ends_with("法院");
    profile.court =
        profile.court.take().or_else(|| issuer.clone().filter(is_court)).or_else(|| value(&elements.court));
    profile.procuratorate = profile
        .procuratorate
        .take()
        .or_else(|| value(&elements.procuratorate))
        .or_else(|| issuer.filter(|name| name.ends_with("检察院")));
    profile.date = elements.date.as_ref().map(|date| date.value);
    profile.circumstances = circumstances(paper);
    profile.amount_fen = crime_amount(paper);
    profile.sentences = elements.sentences.iter().filter_map(sentenced).collect();
}

fn circumstances(paper: &Paper) -> Vec<CircumstanceKind> {
    let mut kinds: Vec<CircumstanceKind> = paper
        .elements
        .circumstances
        .iter()
        .filter(|one| matches!(one.stance, Stance::Alleged | Stance::Accepted) && !one.negated)
        .map(|one| one.kind.value)
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn crime_amount(paper: &Paper) -> Option<i64> {
    let plain = paper.document.plain();
    let told: String = facts(paper).into_iter().filter_map(|range| plain.get(range)).collect();
    Some(amount::read(&told).fen).filter(|&fen| fen > 0)
}

fn sentenced(sentence: &Sentence) -> Option<Sentenced> {
    let total: &Punishment = sentence.executed.as_ref().or(match sentence.counts.as_slice() {
        [only] => Some(only),
        counts => counts.iter().max_by(|a, b| months(a).total_cmp(&months(b))),
    })?;
    Some(Sentenced {
        person: sentence.person.value.clone(),
        kind: total.kind.as_ref()?.value,
        months: total.term.as_ref().map(|term| term.value.months_with_days()),
        suspended_months: total.suspended.as_ref().map(|term| term.value.months_with_days()),
        fine_fen: total.fine.as_ref().map(|fine| fine.value.fen),
    })
}

fn months(punishment: &Punishment) -> f64 {
    punishment.term.as_ref().map_or(0.0, |term| term.value.months_with_days())
}
