//! Everything the papers of a case are made from, and its way out of the store.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::case::naming;
use crate::document::dossier;
use crate::office::{
    Decision, Move, Rank, Settled, State, clock_in_china, day_in_china, settle, settled_grade,
};
use crate::pipeline;
use crate::report::Review;
use crate::review::{Grade, ReviewOptions};
use crate::standard::{Standards, Status};
use crate::store::{CaseFlow, Moved, Opinion, Said, Store, StoreError, Tick, Version};

/// A reviewed case with everything people said and did to it.
#[derive(Debug, Clone)]
pub struct CaseWork<'a> {
    /// Number of the case in the store.
    pub case: i64,
    /// Version of the dossier, from 1.
    pub version: u32,
    /// The review of that version.
    pub review: &'a Review,
    /// Its findings as decided.
    pub settled: Vec<Settled>,
    /// The grade that follows from them.
    pub grade: Grade,
    /// The last decision on each finding.
    pub decisions: Vec<Said<Decision>>,
    /// Points that people look at.
    pub manual: Vec<Manual>,
    /// All versions of the opinion, oldest first.
    pub opinions: Vec<Said<Opinion>>,
    /// Where the case stands.
    pub flow: CaseFlow,
    /// Its moves, oldest first.
    pub history: Vec<Moved>,
    /// People by account.
    pub people: BTreeMap<String, Official>,
}

/// A point of the checklist that people look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manual {
    /// Code of the point.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Content area in Chinese.
    pub area: String,
    /// The last word on it.
    pub tick: Option<Said<Tick>>,
}

/// Somebody of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// 姓名
    pub display: String,
    /// 部门
    pub department: String,
    /// Of an approver.
    pub rank: Option<Rank>,
}

/// Brings together what the papers of a case are made from. `review` is that of its last version.
///
/// # Errors
/// When there is no such case, or it was never reviewed.
pub fn work<'a>(
    store: &Store,
    case: i64,
    review: &'a Review,
    standards: &Standards,
) -> Result<CaseWork<'a>, StoreError> {
    let version = last_version(store, case)?.ok_or(StoreError::NoCase)?;
    let day = version.as_of.parse().unwrap_or(Date::MAX);
    let decisions = store.decisions(case)?;
    let words: Vec<Decision> = decisions.iter().map(|said| said.what.clone()).collect();
    let settled = settle(&review.findings, &words, standards);
    let mut grade = settled_grade(&settled, &standards.schemes, day);
    if review.case.persons.is_empty() {
        grade = grade.undecided();
    }
    let mut ticks: BTreeMap<String, Said<Tick>> =
        store.ticks(case)?.into_iter().map(|said| (said.what.point.clone(), said)).collect();
    let manual = standards.points.iter().filter(|point| point.status == Status::Manual);
    let manual = manual.map(|point| Manual {
        code: point.code.clone(),
        title: point.title.clone(),
        area: point.area.clone(),
        tick: ticks.remove(&point.code),
    });
    let people = store.users()?.into_iter().map(|user| {
        let actor = user.actor;
        (actor.name, Official { display: actor.display, department: actor.department, rank: actor.rank })
    });
    Ok(CaseWork {
        case,
        version: version.version,
        review,
        grade,
        settled,
        decisions,
        manual: manual.collect(),
        opinions: store.opinions(case)?,
        flow: store.flow(case)?,
        history: store.history(case)?,
        people: people.collect(),
    })
}

/// The review of the last version of a case, made again from the kept originals by the standards of its day.
///
/// # Errors
/// When the store cannot be read. None where the case was never reviewed.
pub fn review_again(
    store: &Store,
    case: i64,
    standards: &Standards,
    province: Option<&str>,
) -> Result<Option<Review>, StoreError> {
    let Some(version) = last_version(store, case)? else { return Ok(None) };
    let Ok(as_of) = version.as_of.parse() else { return Ok(None) };
    let key = store.case_by_id(case)?.map(|case| case.key).unwrap_or_default();
    let mut files = Vec::new();
    for file in store.files(version.review_id)? {
        files.extend(store.original(&file.hash)?.map(|bytes| (file.name, bytes)));
    }
    let options = ReviewOptions { province: province.map(str::to_owned), as_of };
    Ok(Some(pipeline::review_documents(&key, dossier::of_files(files), standards, &options)))
}

fn last_version(store: &Store, case: i64) -> Result<Option<Version>, StoreError> {
    let Some(case) = store.case_by_id(case)? else { return Ok(None) };
    store.latest(&case.key)
}

impl CaseWork<'_> {
    /// 案件名称
    pub fn name(&self) -> String {
        naming::name(&self.review.case)
    }

    /// A value of the case card.
    pub(super) fn card(&self, path: &str) -> Option<String> {
        let node = self.review.case.card.as_ref()?.root.get(path)?;
        node.text().map(str::to_owned).filter(|text| !text.trim().is_empty())
    }

    /// Findings that stand by a person's word, in their order.
    pub fn standing(&self) -> impl Iterator<Item = &Settled> {
        self.settled.iter().filter(|one| one.counts() && !one.is_open())
    }

    /// Findings nobody has decided on.
    pub fn open(&self) -> impl Iterator<Item = &Settled> {
        self.settled.iter().filter(|one| one.counts() && one.is_open())
    }

    /// The decision behind a finding.
    pub fn decision(&self, name: &str) -> Option<&Said<Decision>> {
        self.decisions.iter().find(|said| said.what.finding == name)
    }

    /// The opinion as it was last written.
    pub fn opinion(&self) -> Option<&Said<Opinion>> {
        self.opinions.last()
    }

    /// The grade the reviewer proposes.
    pub fn proposed(&self) -> Option<&str> {
        self.opinion()?.what.grade.as_deref().filter(|grade| !grade.is_empty())
    }

    /// The approval that holds: the case went on from it and did not come back.
    pub fn approval(&self) -> Option<&Moved> {
        use State::{Approved, Archived, Corrected, Correcting, ToCorrect};
        if !matches!(self.flow.object.state, Approved | ToCorrect | Correcting | Corrected | Archived) {
            return None;
        }
        self.history.iter().rev().find(|moved| moved.name == Move::Approve)
    }

    /// What an account is called.
    pub fn called(&self, account: &str) -> String {
        self.people.get(account).map_or_else(|| account.to_owned(), |person| person.display.clone())
    }

    /// 姓名 of the reviewer.
    pub fn reviewer(&self) -> Option<String> {
        self.flow.object.reviewer.as_deref().map(|account| self.called(account))
    }

    /// 承办人: of the card, else of the account.
    pub fn handler(&self) -> Option<String> {
        self.card("承办检察官")
            .or_else(|| self.card("承办人"))
            .or_else(|| self.flow.object.handler.as_deref().map(|account| self.called(account)))
    }

    /// Department of the handler.
    pub fn department(&self) -> Option<String> {
        self.card("承办部门").or_else(|| self.flow.object.department.clone())
    }
}

/// 2026年3月2日
pub(super) fn day_in_words(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// The day of a moment of the store, in words.
pub(super) fn day_at(milliseconds: i64) -> Option<Date> {
    Timestamp::from_millisecond(milliseconds).ok().map(day_in_china)
}

/// 2026-03-02 09:30
pub(super) fn clock_at(milliseconds: i64) -> String {
    let time = Timestamp::from_millisecond(milliseconds).map(clock_in_china).unwrap_or_default();
    time.get(..16).unwrap_or_default().to_owned()
}
