//! Everything the page of a case is made from, read at once.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::office::{Action, Decision, Settled, clock_in_china, day_in_china, may, settle, settled_grade};
use crate::report::Review;
use crate::review::Grade;
use crate::standard::{Scheme, Standards};
use crate::store::{CaseFlow, Opinion, Said, Tick};
use crate::web::error::PageError;
use crate::web::flow;
use crate::web::gate::Visitor;
use crate::web::site::Site;

/// A case as it lies before the reviewer.
pub(super) struct Desk<'a> {
    pub site: &'a Site,
    pub visitor: &'a Visitor,
    pub case: i64,
    /// Version of the review that is shown.
    pub version: i64,
    /// Day whose standards it was reviewed by.
    pub day: Date,
    pub review: Arc<Review>,
    pub flow: CaseFlow,
    /// The last decision on each finding, those taken back included.
    pub said: Vec<Said<Decision>>,
    pub settled: Vec<Settled>,
    pub ticks: Vec<Said<Tick>>,
    /// The reviewer's last word on the case.
    pub opinion: Option<Said<Opinion>>,
    /// What this visitor has typed, by field.
    pub drafts: HashMap<String, String>,
    /// Whether this visitor decides on the case now.
    pub may_decide: bool,
    /// Names of people by account.
    people: HashMap<String, String>,
}

impl<'a> Desk<'a> {
    /// Reads everything for a change, if the visitor may make it now: what is not theirs tells them nothing.
    pub(super) fn open(
        site: &'a Site,
        visitor: &'a Visitor,
        case: i64,
        action: Action,
    ) -> Result<Self, PageError> {
        let object = site.store().flow(case)?.object;
        if !may(&visitor.actor, action, Some(&object)).is_allowed() {
            visitor.admit(site.store(), action, Some(case), "")?;
        }
        Self::read(site, visitor, case)
    }

    /// Reads everything. The gate has asked leave to look.
    pub(super) fn read(site: &'a Site, visitor: &'a Visitor, case: i64) -> Result<Self, PageError> {
        let store = site.store();
        let flow = store.flow(case)?;
        if flow::reads_as_handler(visitor, &flow.object) {
            return Err(PageError::Refused("承办人查看送达的评查意见，不查看评查过程".to_owned()));
        }
        let review = site.review(case)?;
        let version = store.latest(&review.case.dossier)?.ok_or(PageError::NotFound)?;
        let may_decide = may(&visitor.actor, Action::Decide, Some(&flow.object)).is_allowed();
        let drafts = if may_decide { store.drafts(&visitor.actor.name, case)? } else { Vec::new() };
        let people = store.users()?.into_iter().map(|user| (user.actor.name, user.actor.display)).collect();
        let mut desk = Self {
            site,
            visitor,
            case,
            version: i64::from(version.version),
            day: version.as_of.parse().unwrap_or_else(|_| day_in_china(visitor.at)),
            review,
            flow,
            said: Vec::new(),
            settled: Vec::new(),
            ticks: Vec::new(),
            opinion: None,
            drafts: drafts.into_iter().map(|draft| (draft.field, draft.text)).collect(),
            may_decide,
            people,
        };
        desk.listen()?;
        Ok(desk)
    }

    /// Reads again what people said.
    pub(super) fn listen(&mut self) -> Result<(), PageError> {
        let store = self.site.store();
        self.said = store.decisions(self.case)?;
        self.ticks = store.ticks(self.case)?;
        self.opinion = store.opinions(self.case)?.pop();
        let decisions: Vec<Decision> = self.said.iter().map(|said| said.what.clone()).collect();
        self.settled = settle(&self.review.findings, &decisions, self.standards());
        Ok(())
    }

    pub(super) fn standards(&self) -> &'a Standards {
        &self.site.standing().standards
    }

    /// The last decision on a finding.
    pub(super) fn last(&self, finding: &str) -> Option<&Said<Decision>> {
        self.said.iter().find(|said| said.what.finding == finding)
    }

    /// What a person is called; the account where it is no more.
    pub(super) fn display(&self, account: &str) -> String {
        self.people.get(account).cloned().unwrap_or_else(|| account.to_owned())
    }

    /// A field of the page as this visitor left it.
    pub(super) fn draft(&self, field: &str) -> Option<&str> {
        self.drafts.get(field).map(String::as_str)
    }

    /// The grade as decisions stand.
    pub(super) fn grade(&self) -> Grade {
        let grade = settled_grade(&self.settled, &self.standards().schemes, self.day);
        let nobody = self.review.case.persons.is_empty();
        if nobody && !self.settled.iter().any(Settled::counts) { grade.undecided() } else { grade }
    }

    /// Grades the reviewer may choose, best first.
    pub(super) fn grades(&self) -> Vec<String> {
        let name = &self.review.grade.scheme;
        let scheme: Option<&Scheme> = self.standards().schemes.iter().find(|scheme| scheme.name == *name);
        let of = |scheme: &Scheme| [&scheme.qualified, &scheme.flawed, &scheme.unqualified].map(Clone::clone);
        // The best grade is a person's to give, whatever the scheme.
        let best = std::iter::once("优质".to_owned());
        best.chain(scheme.map(of).into_iter().flatten()).collect()
    }
}

/// A moment as people read it: the minute, in China.
pub(super) fn clock(at: i64) -> String {
    let moment = Timestamp::from_millisecond(at).unwrap_or_default();
    clock_in_china(moment).chars().take(16).collect()
}
