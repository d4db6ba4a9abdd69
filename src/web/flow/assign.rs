//! Giving a case to a reviewer, by hand or by lot; saying who handled it and who is recused.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::make::onward;
use crate::store::Deed;
use crate::web::at::At;
use crate::web::error::PageError;
use crate::web::gate::{Posted, Visitor};
use crate::web::names::typed;
use crate::web::site::{self, Site, aside};

/// `POST /cases/{case}/assign`. Fields: `reviewer`, `expected`, `reason`.
pub(in crate::web) async fn assign(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    aside(move || {
        let expected = posted.number("expected")?;
        let (reviewer, reason) = (posted.one("reviewer"), typed(posted.one("reason"))?);
        if reviewer.is_empty() {
            return Err(PageError::Mistake("请选择评查员".to_owned()));
        }
        let revision = site.store().assign(visitor.deed(), case, reviewer, reason, expected)?;
        onward(&site, &visitor, case, revision)
    })
    .await
}

/// `POST /cases/{case}/draw`. Fields: `seed`, which is drawn here where it is empty, `expected`, `reason`.
pub(in crate::web) async fn draw(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    aside(move || {
        let expected = posted.number("expected")?;
        let reason = typed(posted.one("reason"))?;
        let (seed, why) = seed(posted.one("seed").trim())?;
        let deed = Deed { why, ..visitor.deed() };
        site.store().assign_by_draw(deed, case, seed, reason, expected)?;
        onward(&site, &visitor, case, expected + 1)
    })
    .await
}

/// The seed, and where it comes from: that stands in the log.
fn seed(typed: &str) -> Result<(u64, &'static str), PageError> {
    if typed.is_empty() {
        let random = site::random()?;
        let seed = random.first_chunk().ok_or(PageError::Interrupted)?;
        return Ok((u64::from_le_bytes(*seed), "种子由系统产生"));
    }
    let seed = typed
        .parse()
        .map_err(|_| PageError::Mistake(format!("种子是 0 至 {} 的整数；留空由系统随机产生", u64::MAX)))?;
    Ok((seed, "种子由组织人填写"))
}

/// `POST /cases/{case}/handler`. Field: `handler`.
pub(in crate::web) async fn set_handler(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    aside(move || {
        site.store().set_handler(visitor.deed(), case, posted.one("handler"))?;
        Ok(Redirect::to(&format!("/cases/{case}/flow?kept=handler")).into_response())
    })
    .await
}

/// `POST /cases/{case}/recusal`. Fields: `user`, `reason`.
pub(in crate::web) async fn recuse(
    State(site): State<Arc<Site>>,
    At(case): At<i64>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, PageError> {
    aside(move || {
        let reason = typed(posted.one("reason"))?;
        site.store().add_recusal(visitor.deed(), case, posted.one("user"), reason)?;
        Ok(Redirect::to(&format!("/cases/{case}/flow?kept=recusal")).into_response())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_taken_as_typed_or_drawn() {
        assert_eq!(seed("0").unwrap().0, 0);
        assert_eq!(seed(&u64::MAX.to_string()).unwrap(), (u64::MAX, "种子由组织人填写"));
        assert!(["-1", "1.5", "甲", "18446744073709551616"].iter().all(|typed| seed(typed).is_err()));
        assert_ne!(seed("").unwrap(), seed("").unwrap());
    }
}
