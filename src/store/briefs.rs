//! Briefs of reviewed versions, and the queue made from them. What only grows (reviews, decisions) is read once and kept
//! in memory; what changes is read each time.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::sync::{Arc, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde_json::Value;

use super::database::Transaction;
use super::flow::{self, coded};
use super::value::values;
use super::{Store, StoreError, packed};
use crate::case::Profile;
use crate::office::triage::{Brief, Item, Known, PointHistory};
use crate::office::{Action, Actor, Verdict, day_in_china, may};

/// Of [`Brief`] as it is written now. One more makes all briefs anew.
const FORM: u32 = 2;
/// Reviews whose briefs are made in one transaction.
const STEP: usize = 64;

/// The last word on each finding of a case.
type LastSaid = HashMap<String, (Verdict, Option<String>)>;

/// The last version of a case.
#[derive(Debug, Clone)]
pub(super) struct Latest {
    key: String,
    version: u32,
    taken_in: i64,
    brief: Arc<Brief>,
}

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Memory {
    is_filled: bool,
    last_review: i64,
    last_decision: i64,
    latest: HashMap<i64, Latest>,
    said: HashMap<i64, Arc<LastSaid>>,
    /// Points of the findings decided on.
    points: HashMap<(i64, String), String>,
}

impl Store {
    /// The reviewed cases that somebody may read, as they stand on the day of a moment. By number.
    pub fn queue(&self, actor: &Actor, at: Timestamp) -> Result<Vec<Item>, StoreError> {
        let flows = self.flows()?;
        let sampled = self.sampled()?;
        let mut memory = self.memory();
        self.read_on(&mut memory)?;
        let history = memory.history();
        let today = day_in_china(at);
        let nothing = Arc::new(LastSaid::new());
        let readable = flows
            .into_iter()
            .filter(|flow| may(actor, Action::ReadCase, Some(&flow.object)).is_allowed())
            .filter_map(|flow| Some((memory.latest.get(&flow.object.case)?, flow)));
        let items = readable.map(|(latest, flow)| {
            let case = flow.object.case;
            let known = Known {
                object: flow.object,
                revision: flow.revision,
                key: latest.key.clone(),
                version: latest.version,
                brief: latest.brief.clone(),
                taken_in: day_in_china(moment(latest.taken_in)),
                said: memory.said.get(&case).unwrap_or(&nothing).clone(),
                sampled: sampled.contains(&case),
            };
            Item::new(known, actor, today, &history)
        });
        Ok(items.collect())
    }

    /// Makes the briefs that are missing or of an older form, of the last version of each case. Returns how many.
    pub fn fill_briefs(&self) -> Result<usize, StoreError> {
        let mut made = 0;
        loop {
            let some = self.database.write(fill_some)?;
            made += some;
            if some < STEP {
                return Ok(made);
            }
        }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        // What is in it is whole at any moment: each entry is read and then put.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read_on(&self, memory: &mut Memory) -> Result<(), StoreError> {
        if !memory.is_filled {
            self.fill_briefs()?;
            memory.is_filled = true;
        }
        let reviews = "SELECT reviews.id, case_id, version, cases.key, brief,
                 (SELECT min(created) FROM reviews AS first WHERE first.case_id = reviews.case_id)
             FROM reviews JOIN briefs ON review_id = reviews.id JOIN cases ON cases.id = case_id
             WHERE reviews.id > ? ORDER BY reviews.id";
        let decisions = "SELECT seq, case_id, finding, point, verdict, severity FROM decisions WHERE seq > ? ORDER BY seq";
        let Memory { last_review, last_decision, .. } = *memory;
        self.database.read(|transaction| {
            transaction.query(reviews, values![last_review], &mut |row| {
                let latest = Latest {
                    key: row.get(3)?,
                    version: row.get(2)?,
                    taken_in: row.get(5)?,
                    brief: Arc::new(serde_json::from_str(row.text(4)?)?),
                };
                memory.latest.insert(row.get(1)?, latest);
                memory.last_review = row.get(0)?;
                Ok(ControlFlow::Continue(()))
            })?;
            transaction.query(decisions, values![last_decision], &mut |row| {
                let (case, finding): (i64, String) = (row.get(1)?, row.get(2)?);
                let said = (coded(row.get(4)?)?, row.get(5)?);
                memory.points.insert((case, finding.clone()), row.get(3)?);
                Arc::make_mut(memory.said.entry(case).or_default()).insert(finding, said);
                memory.last_decision = row.get(0)?;
                Ok(ControlFlow::Continue(()))
            })
        })
    }
}

impl Memory {
    /// The same as [`Store::point_records`], from what was read.
    fn history(&self) -> PointHistory {
        let mut history = PointHistory::new();
        for ((case, finding), point) in &self.points {
            let said = self.said.get(case).and_then(|said| said.get(finding));
            let Some((verdict, _)) = said else { continue };
            let (confirmed, excluded) = match verdict {
                Verdict::Confirmed | Verdict::Modified => (1, 0),
                Verdict::Excluded => (0, 1),
                Verdict::Withdrawn => continue,
            };
            let record = history.entry(point.clone()).or_default();
            record.0 += confirmed;
            record.1 += excluded;
        }
        history
    }
}

/// One case as it stands inside a transaction, as a queue would show it to somebody.
pub(super) fn item(
    transaction: &dyn Transaction,
    case: i64,
    actor: &Actor,
    at: Timestamp,
) -> Result<Item, StoreError> {
    let flow = flow::one(transaction, case)?;
    let query = "SELECT version, cases.key, created, brief FROM reviews JOIN briefs ON review_id = reviews.id
         JOIN cases ON cases.id = case_id WHERE case_id = ? ORDER BY version DESC LIMIT 1";
    let latest = transaction.first(query, values![case], |row| {
        Ok(Latest {
            version: row.get(0)?,
            key: row.get(1)?,
            taken_in: row.get(2)?,
            brief: Arc::new(serde_json::from_str(row.text(3)?)?),
        })
    })?;
    let latest = latest.ok_or(StoreError::NoCase)?;
    let decisions = "SELECT finding, verdict, severity FROM decisions WHERE case_id = ? ORDER BY seq";
    // In order: of two words on one finding the later one stays.
    let said: LastSaid = transaction
        .all(decisions, values![case], |row| Ok((row.get(0)?, (coded(row.get(1)?)?, row.get(2)?))))?;
    let known = Known {
        object: flow.object,
        revision: flow.revision,
        version: latest.version,
        key: latest.key,
        taken_in: day_in_china(moment(latest.taken_in)),
        brief: latest.brief,
        said: Arc::new(said),
        sampled: super::samples::is_sampled(transaction, case)?,
    };
    Ok(Item::new(known, actor, day_in_china(at), &PointHistory::new()))
}

/// Keeps the brief of a review just kept.
pub(super) fn keep(transaction: &dyn Transaction, review_id: i64, review: &Value) -> Result<(), StoreError> {
    insert(transaction, review_id, &Brief::of(review))
}

fn insert(transaction: &dyn Transaction, review_id: i64, brief: &Brief) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO briefs (review_id, form, brief) VALUES (?, ?, ?)
         ON CONFLICT (review_id) DO UPDATE SET form = excluded.form, brief = excluded.brief",
        values![review_id, FORM, serde_json::to_string(brief)?],
    )?;
    Ok(())
}

fn fill_some(transaction: &dyn Transaction) -> Result<usize, StoreError> {
    let query = "SELECT reviews.id, review, profile FROM reviews JOIN cases ON cases.id = case_id
         LEFT JOIN briefs ON review_id = reviews.id
         WHERE (form IS NULL OR form < ?1) AND version =
             (SELECT max(version) FROM reviews AS other WHERE other.case_id = reviews.case_id)
         LIMIT ?2";
    let missing: Vec<(i64, Vec<u8>, String)> =
        transaction.all(query, values![FORM, STEP], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for (review_id, review, profile) in &missing {
        // A review that cannot be read any more is listed by what the case itself says, as one with nothing told.
        let review: Value =
            packed::unpack(review).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        insert(transaction, *review_id, &completed(Brief::of(&review), &serde_json::from_str(profile)?))?;
    }
    Ok(missing.len())
}

/// What reviews of an older program do not say, from the profile kept beside them.
fn completed(brief: Brief, profile: &Profile) -> Brief {
    Brief {
        handler: brief.handler.or_else(|| profile.handler.clone()),
        closed: brief.closed.or(profile.date),
        name: if brief.name.is_empty() { profile.name.clone() } else { brief.name },
        ..brief
    }
}

fn moment(millisecond: i64) -> Timestamp {
    Timestamp::from_millisecond(millisecond).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Names of accounts, for those who are listed beside cases.
impl Store {
    /// 姓名 of every account.
    pub fn displays(&self) -> Result<BTreeMap<String, String>, StoreError> {
        self.database.read(|transaction| {
            transaction.all("SELECT name, display FROM users", &[], |row| Ok((row.get(0)?, row.get(1)?)))
        })
    }
}
