//! Workbooks of the cases that a question keeps, in its order: the ledger, and the list of findings.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;

use super::asked::Asked;
use crate::office::triage::Item;
use crate::office::{Action, day_in_china};
use crate::papers::{ledger as ledgers, listing};
use crate::store::CaseFlow;
use crate::web::error::PageError;
use crate::web::gate::Visitor;
use crate::web::outputs::{XLSX, saved};
use crate::web::site::{Site, aside};

type Pairs = Result<Query<Vec<(String, String)>>, QueryRejection>;

/// `GET /ledger.xlsx`: 台账, one row a case.
pub(in crate::web) async fn ledger(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Pairs,
) -> Result<Response, PageError> {
    let Query(pairs) = asked?;
    aside(move || {
        let flows = kept(&site, &visitor, &pairs)?;
        visitor.admit(site.store(), Action::ExportList, None, &format!("台账 {} 件", flows.len()))?;
        let rows = ledgers::rows(site.store(), &site.standing().standards, &flows)?;
        Ok(saved(XLSX, "评查台账.xlsx", ledgers::xlsx(&rows, day_in_china(visitor.at))?))
    })
    .await
}

/// `GET /findings.xlsx`: 问题清单, one row a finding.
pub(in crate::web) async fn findings(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    asked: Pairs,
) -> Result<Response, PageError> {
    let Query(pairs) = asked?;
    aside(move || {
        let flows = kept(&site, &visitor, &pairs)?;
        visitor.admit(site.store(), Action::ExportList, None, &format!("问题清单，{} 件", flows.len()))?;
        let rows = listing::of_store(site.store(), &site.standing().standards, &flows)?;
        Ok(saved(XLSX, "评查问题清单.xlsx", listing::xlsx(&rows, day_in_china(visitor.at))?))
    })
    .await
}

/// Where the cases stand that the question keeps, of those the visitor may read.
fn kept(site: &Site, visitor: &Visitor, pairs: &[(String, String)]) -> Result<Vec<CaseFlow>, PageError> {
    let asked = Asked::read(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))?;
    let items = site.store().queue(&visitor.actor, visitor.at)?;
    let mut kept: Vec<&Item> = items.iter().filter(|item| asked.filter.keeps(item)).collect();
    asked.order.sort(&mut kept);
    let mut flows: HashMap<i64, CaseFlow> =
        site.store().flows()?.into_iter().map(|flow| (flow.object.case, flow)).collect();
    Ok(kept.iter().filter_map(|item| flows.remove(&item.case())).collect())
}
