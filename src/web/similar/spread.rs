//! How like cases were sentenced, and where the case at hand stands among them.

use super::strip::{self, Strip, percentile};
use crate::case::Profile;
use crate::case::profile::Sentenced;
use crate::extract::elements::{SentenceKind, label};
use crate::search::months;
use crate::search::query::months_in_words;
use crate::web::profile::sentence;

/// The sentences of like cases, one a case: the heaviest where there are several people.
pub(super) struct Spread {
    /// How many cases tell a sentence.
    pub cases: usize,
    /// How the main punishments divide: 有期徒刑, 12.
    pub kinds: Vec<(String, usize)>,
    /// How many suspended sentences there are, and their share in percent.
    pub suspended: (usize, usize),
    /// Percentiles of terms of 有期徒刑 and 拘役: 中位, 1年2个月.
    pub percentiles: Vec<(&'static str, String)>,
    /// How many such terms there are.
    pub terms: usize,
    /// Where the case at hand stands.
    pub own: Option<String>,
    pub strip: Option<Strip>,
}

const SHARES: [(&str, f64); 5] =
    [("最轻一成", 0.1), ("四分之一", 0.25), ("中位", 0.5), ("四分之三", 0.75), ("最重一成", 0.9)];

/// Fewer terms have no percentiles worth telling.
const FEWEST: usize = 3;

/// How the neighbours were sentenced; none where no sentence is known.
pub(super) fn spread(neighbours: &[(&str, &Profile)], own: Option<&Profile>) -> Option<Spread> {
    let told: Vec<(&str, &Sentenced)> =
        neighbours.iter().filter_map(|(name, profile)| Some((*name, heaviest(profile)?))).collect();
    if told.is_empty() {
        return None;
    }
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for (_, one) in &told {
        let kind = label(one.kind);
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let suspended = told.iter().filter(|(_, one)| one.suspended_months.is_some()).count();
    let terms: Vec<(f64, String)> = told
        .iter()
        .filter_map(|(name, one)| Some((term(one)?, format!("{name}：{}", sentence(one)))))
        .collect();
    let mut ordered: Vec<f64> = terms.iter().map(|(months, _)| *months).collect();
    ordered.sort_by(f64::total_cmp);
    let percentiles = if ordered.len() < FEWEST {
        Vec::new()
    } else {
        SHARES.map(|(name, share)| (name, months_in_words(percentile(&ordered, share)))).into()
    };
    let own = own.and_then(heaviest);
    Some(Spread {
        cases: told.len(),
        kinds,
        suspended: (suspended, (suspended * 100).div_ceil(told.len())),
        percentiles,
        terms: ordered.len(),
        strip: strip::draw(&terms, own.and_then(term)),
        own: own.map(|own| stand(own, &ordered)),
    })
}

fn heaviest(profile: &Profile) -> Option<&Sentenced> {
    let weight = |one: &&Sentenced| months(one).unwrap_or(0.0);
    profile.sentences.iter().max_by(|a, b| weight(a).total_cmp(&weight(b)))
}

/// Months of a sentence that is a term in prison or in custody; others have their own scale.
fn term(sentenced: &Sentenced) -> Option<f64> {
    let is_term = matches!(sentenced.kind, SentenceKind::Imprisonment | SentenceKind::Detention);
    sentenced.months.filter(|_| is_term)
}

fn stand(own: &Sentenced, ordered: &[f64]) -> String {
    let told = format!("本案：{}", sentence(own));
    let Some(months) = term(own).filter(|_| !ordered.is_empty()) else { return told };
    let lighter = ordered.iter().filter(|&&one| one < months).count();
    let heavier = ordered.iter().filter(|&&one| one > months).count();
    format!("{told}，重于其中 {lighter} 件，轻于其中 {heavier} 件")
}
