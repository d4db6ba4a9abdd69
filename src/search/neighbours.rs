//! Cases of the archive like one at hand: the index brings candidates by the words of their facts and by their
//! charges, and [`similar`](super::similar) puts them in order and says why.

use rayon::prelude::*;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query as Plan, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

use super::Archive;
use super::ask::paper_number;
use super::error::SearchError;
use super::query::FieldName;
use super::similar::{
    Asked, Candidate, Explanation, Likeness, Signals, WEIGHTS, explain, order, scores, signals,
};
use super::words;
use crate::case::{CaseFile, Profile, profile};
use crate::document::dossier;
use crate::pipeline;
use crate::store::{StoredCase, StoredPaper};

/// Candidates the index brings.
const CANDIDATES: usize = 200;
/// Candidates the vectors bring.
const NEAREST: usize = 100;
/// Words of the facts that candidates are looked for by, the rarest.
const WORDS: usize = 48;
/// Nearness of charges, or of facts, from which a case is shown at all.
const LEAST_CHARGES: f32 = 0.1;
const LEAST_FACTS: f32 = 0.3;
/// What sharing a charge counts among candidates, beside words of some 5 each.
const SAME_CHARGE: f32 = 20.0;

/// A case like the one at hand.
#[derive(Debug, Clone)]
pub struct Neighbour {
    /// The case.
    pub case: StoredCase,
    /// Number of the paper it is known by.
    pub paper: i64,
    /// 0 for nothing in common, some 1 for the same facts.
    pub score: f32,
    /// Whether both have a charge in common; where the one at hand has none, one its facts point to.
    pub same_charge: bool,
    /// How it is like the one at hand.
    pub signals: Signals,
    /// In words.
    pub why: Explanation,
}

/// The case at hand, from a text: a whole judgment or indictment, or the facts alone.
///
/// # Errors
/// When the models are turned off or cannot be read.
pub fn asked_of_text(text: &str) -> Result<Asked, SearchError> {
    let papers = [("案情.txt".to_owned(), text.to_owned())];
    let case = pipeline::understand("案情", dossier::of_texts(&papers));
    match asked_of(&case)? {
        Some(asked) => Ok(asked),
        None => Ok(Asked::new(text, Profile::default())?),
    }
}

/// The case at hand, from its papers; none where no paper tells facts.
///
/// # Errors
/// When the models are turned off or cannot be read.
pub fn asked_of(case: &CaseFile) -> Result<Option<Asked>, SearchError> {
    let Some(paper) = profile::leading(case) else { return Ok(None) };
    let plain = paper.document.plain();
    let facts: String = profile::facts(paper).into_iter().filter_map(|range| plain.get(range)).collect();
    if facts.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(Asked::new(&facts, profile::profile(case))?))
}

impl Archive {
    /// A kept case as one asks with it.
    pub fn asked_of_case(&self, case: &StoredCase) -> Result<Asked, SearchError> {
        let paper = self.store().leading_paper(case.id)?;
        let facts = paper.as_ref().map(StoredPaper::facts_text).unwrap_or_default();
        Ok(Asked::new(&facts, case.profile.clone())?)
    }

    /// The cases most like the one at hand, best first. Those of `hidden` (the one at hand, and what is not for who asks)
    /// are left out.
    pub fn neighbours(
        &self,
        asked: &Asked,
        hidden: &[i64],
        count: usize,
    ) -> Result<Vec<Neighbour>, SearchError> {
        let mut cases = self.candidates(asked)?;
        cases.retain(|found| !hidden.contains(&found.case.id));
        let (likenesses, signals) = compared(asked, &cases)?;
        let scores = scores(&signals, &WEIGHTS);
        let best = order(&scores).into_iter().filter(|&at| is_like(signals[at])).take(count);
        best.map(|at| {
            let found = &cases[at];
            let why = explain(asked, &found.case.profile, &likenesses[at], &found.facts)?;
            let same_charge = likenesses[at].charges.iter().any(|one| asked.likeness.charges.contains(one));
            Ok(Neighbour {
                case: found.case.clone(),
                paper: found.paper,
                score: scores[at],
                same_charge,
                signals: signals[at],
                why,
            })
        })
        .collect()
    }

    /// How like the case at hand each of these cases is, in their order; none for one that is not kept.
    pub fn compare(&self, asked: &Asked, keys: &[&str]) -> Result<Vec<Option<f32>>, SearchError> {
        let mut cases = Vec::with_capacity(keys.len());
        let mut places = Vec::with_capacity(keys.len());
        for key in keys {
            let Some(case) = self.store().case(key)? else {
                places.push(None);
                continue;
            };
            let known_by = match self.store().leading_paper(case.id)? {
                Some(paper) => Some(paper),
                None => self.store().papers(case.id)?.into_iter().next(),
            };
            let found = self.found(known_by)?;
            places.push(found.is_some().then_some(cases.len()));
            cases.extend(found);
        }
        let (_, signals) = compared(asked, &cases)?;
        let scores = scores(&signals, &WEIGHTS);
        Ok(places.into_iter().map(|place| place.map(|at| scores[at])).collect())
    }

    /// Cases that may be like the one at hand: by words and charges, then by what happened.
    pub(crate) fn candidates(&self, asked: &Asked) -> Result<Vec<Found>, SearchError> {
        let searcher = self.reader().searcher();
        let mut cases = Vec::with_capacity(CANDIDATES + NEAREST);
        if let Some(plan) = self.candidate_plan(asked, &searcher)? {
            let found = searcher.search(&plan, &TopDocs::with_limit(CANDIDATES).order_by_score())?;
            for (_, address) in found {
                // What was put anew since the index was committed comes with the next answer.
                let paper = self.store().paper(paper_number(&searcher, address)?)?;
                cases.extend(self.found(paper)?);
            }
        }
        self.nearness().follow(self.store())?;
        for case in self.nearness().nearest(&asked.likeness.vector, NEAREST) {
            if !cases.iter().any(|found: &Found| found.case.id == case) {
                cases.extend(self.found(self.store().leading_paper(case)?)?);
            }
        }
        Ok(cases)
    }

    fn found(&self, paper: Option<StoredPaper>) -> Result<Option<Found>, SearchError> {
        let Some(paper) = paper else { return Ok(None) };
        let case = self.store().case_by_id(paper.case_id)?;
        let facts = paper.facts_text();
        Ok(case.map(|case| Found { case, paper: paper.id, facts, text: paper.text }))
    }

    fn candidate_plan(
        &self,
        asked: &Asked,
        searcher: &Searcher,
    ) -> Result<Option<BooleanQuery>, SearchError> {
        let fields = self.fields();
        let mut known: Vec<(u64, Term)> = Vec::new();
        for word in words::of_query(asked.facts()) {
            let term = Term::from_field_text(fields.facts, &word);
            let papers = searcher.doc_freq(&term)?;
            if papers > 0 && !known.iter().any(|(_, other)| *other == term) {
                known.push((papers, term));
            }
        }
        known.sort_by_key(|(papers, _)| *papers);
        known.truncate(WORDS);
        let word =
            |(_, term)| -> Box<dyn Plan> { Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) };
        let charge = |charge: &String| -> Box<dyn Plan> {
            let term = Term::from_field_text(fields.of(FieldName::Charge), charge);
            let same = ConstScoreQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::Basic)), 1.0);
            Box::new(BoostQuery::new(Box::new(same), SAME_CHARGE))
        };
        let clauses: Vec<(Occur, Box<dyn Plan>)> =
            known.into_iter().map(word).map(|plan| (Occur::Should, plan)).collect();
        if clauses.is_empty() {
            return Ok(None);
        }
        let mut all = vec![(Occur::Must, Box::new(BooleanQuery::new(clauses)) as Box<dyn Plan>)];
        all.extend(asked.likeness.charges.iter().map(|name| (Occur::Should, charge(name))));
        Ok(Some(BooleanQuery::new(all)))
    }
}

/// In a small archive the best case may still have nothing to do with the one at hand.
fn is_like(signals: Signals) -> bool {
    signals.charges >= LEAST_CHARGES || signals.facts >= LEAST_FACTS
}

/// A candidate as kept.
pub(crate) struct Found {
    /// The case.
    pub(crate) case: StoredCase,
    paper: i64,
    facts: String,
    /// The whole paper: what is alleged, testified and found says more than the court's few sentences.
    text: String,
}

/// What each case is compared by, and how it is like the one at hand.
fn compared(asked: &Asked, cases: &[Found]) -> Result<(Vec<Likeness>, Vec<Signals>), SearchError> {
    let likenesses: Vec<Likeness> = cases
        .par_iter()
        .map(|found| Likeness::of(&found.text, &found.case.profile.charges))
        .collect::<Result<_, _>>()?;
    let candidates: Vec<Candidate<'_>> = cases
        .iter()
        .zip(&likenesses)
        .map(|(found, likeness)| Candidate { likeness, text: &found.text })
        .collect();
    let signals = signals(asked, &candidates)?;
    Ok((likenesses, signals))
}
