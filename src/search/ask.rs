//! Asking the archive: a page of papers, with the words that were looked for, and how the rest divides.

use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::query::Query as Plan;
use tantivy::{DocAddress, Order, Searcher};

use super::Archive;
use super::error::SearchError;
use super::facets::{self, Facet};
use super::hit::{self, Hit};
use super::plan;
use super::query::{FieldName, Query};
use super::schema::column;

/// In what order papers come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// What fits best first.
    #[default]
    Relevance,
    /// The latest case first.
    Latest,
    /// The heaviest sentence first.
    Heaviest,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What to look for.
    pub query: &'a Query,
    /// How many papers to leave out at the front.
    pub skip: usize,
    /// How many to give.
    pub take: usize,
    /// In what order.
    pub sort: Sort,
    /// Whether to count by fields.
    pub facets: bool,
    /// Numbers of cases that are not for who asks: neither told nor counted.
    pub hidden: &'a [i64],
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// How many papers there are in all.
    pub total: usize,
    /// Those asked for.
    pub hits: Vec<Hit>,
    /// How all of them divide, by field.
    pub facets: Vec<Facet>,
}

impl Archive {
    /// Finds papers.
    pub fn ask(&self, question: &Question<'_>) -> Result<Answer, SearchError> {
        let searcher = self.reader().searcher();
        let plan = plan::plan(question.query, self.fields(), &searcher)?;
        let plan = plan::except(plan, question.hidden, self.fields());
        let (total, found) = top(&searcher, plan.as_ref(), question)?;
        let facets = if question.facets { facets::count(&searcher, plan.as_ref())? } else { Vec::new() };
        let lights = hit::Lights::of(question.query);
        let mut hits = Vec::with_capacity(found.len());
        for address in found {
            // A paper that was put anew since the index was committed comes with the next answer.
            if let Some(hit) = hit::read(self.store(), paper_number(&searcher, address)?, &lights)? {
                hits.push(hit);
            }
        }
        Ok(Answer { total, hits, facets })
    }
}

impl Archive {
    /// Numbers in the store of all papers a query finds, in no order.
    pub fn all(&self, query: &Query) -> Result<Vec<i64>, SearchError> {
        let searcher = self.reader().searcher();
        let plan = plan::plan(query, self.fields(), &searcher)?;
        let found = searcher.search(plan.as_ref(), &DocSetCollector)?;
        found.into_iter().map(|address| paper_number(&searcher, address)).collect()
    }
}

fn top(
    searcher: &Searcher,
    plan: &dyn Plan,
    question: &Question<'_>,
) -> Result<(usize, Vec<DocAddress>), SearchError> {
    let page = TopDocs::with_limit(question.take.max(1)).and_offset(question.skip);
    Ok(match question.sort {
        Sort::Relevance => {
            let (total, found) = searcher.search(plan, &(Count, page.order_by_score()))?;
            (total, found.into_iter().map(|(_, address)| address).collect())
        }
        Sort::Latest => {
            let page = page.order_by_fast_field::<i64>(column(FieldName::Date), Order::Desc);
            let (total, found) = searcher.search(plan, &(Count, page))?;
            (total, found.into_iter().map(|(_, address)| address).collect())
        }
        Sort::Heaviest => {
            let page = page.order_by_fast_field::<f64>(column(FieldName::Term), Order::Desc);
            let (total, found) = searcher.search(plan, &(Count, page))?;
            (total, found.into_iter().map(|(_, address)| address).collect())
        }
    })
}

/// Number in the store of the paper at an address.
pub(super) fn paper_number(searcher: &Searcher, address: DocAddress) -> Result<i64, SearchError> {
    let columns = searcher.segment_reader(address.segment_ord).fast_fields();
    let number = columns.u64("paper_id")?.first(address.doc_id).unwrap_or_default();
    Ok(number as i64)
}
