//! What reviewers say about a case: decisions on findings, ticked points, the grade and the opinion. Nothing is written
//! over: each word is a row, the last row counts, and who writes says which row they had before them.

use super::database::{Row, Transaction};
use super::deed::expect;
use super::flow::{code, coded};
use super::value::{Value, values};
use super::{Deed, Store, StoreError};
use crate::office::{Action, Decision, Verdict};

/// Something that was said, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<T> {
    /// What.
    pub what: T,
    /// 1, 2 … of its subject.
    pub revision: i64,
    /// Version of the review it was said to.
    pub version: i64,
    /// Account.
    pub who: String,
    /// When, in Unix milliseconds.
    pub at: i64,
}

/// A point that people look at, ticked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Code of the point.
    pub point: String,
    /// Looked at and in order.
    pub ticked: bool,
    /// Anything else.
    pub note: String,
}

/// The reviewer's word on the case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opinion {
    /// 拟定等次
    pub grade: Option<String>,
    /// 评查意见
    pub text: String,
}

/// How people decided on the findings of a point so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointRecord {
    /// Code of the point.
    pub point: String,
    /// Findings confirmed or modified.
    pub confirmed: usize,
    /// Findings excluded.
    pub excluded: usize,
}

const DECISION: &str = "finding, point, verdict, reason, note, severity, wording, revision, version, who, at";

impl Store {
    /// Decides on a finding. `expected` is the revision of the last decision on it that the person saw; 0 for none.
    ///
    /// # Errors
    /// Refused with the reason; behind when somebody else decided on this finding meanwhile.
    pub fn decide(
        &self,
        deed: Deed<'_>,
        case: i64,
        version: i64,
        decision: &Decision,
        expected: i64,
    ) -> Result<i64, StoreError> {
        decision.check().map_err(StoreError::Refused)?;
        self.act(deed, Action::Decide, Some(case), |transaction, _| {
            let subject = values![case, decision.finding];
            expect(
                transaction,
                "SELECT max(revision) FROM decisions WHERE case_id = ? AND finding = ?",
                subject,
                expected,
            )?;
            let revision = expected + 1;
            transaction.execute(
                "INSERT INTO decisions (case_id, finding, point, verdict, reason, note, severity, wording, revision,
                     version, who, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values![
                    case,
                    decision.finding,
                    decision.point,
                    code(decision.verdict)?,
                    decision.reason,
                    decision.note,
                    decision.severity,
                    decision.wording,
                    revision,
                    version,
                    deed.actor.name,
                    deed.at.as_millisecond(),
                ],
            )?;
            Ok((revision, format!("{} {}", decision.finding, decision.verdict.label())))
        })
    }

    /// The last decision on each finding of a case.
    pub fn decisions(&self, case: i64) -> Result<Vec<Said<Decision>>, StoreError> {
        self.decided(
            &format!(
                "SELECT {DECISION} FROM decisions AS one WHERE case_id = ? AND revision =
                 (SELECT max(revision) FROM decisions WHERE case_id = one.case_id AND finding = one.finding)
                 ORDER BY finding"
            ),
            values![case],
        )
    }

    /// All decisions on one finding, oldest first.
    pub fn decision_history(&self, case: i64, finding: &str) -> Result<Vec<Said<Decision>>, StoreError> {
        let query =
            format!("SELECT {DECISION} FROM decisions WHERE case_id = ? AND finding = ? ORDER BY revision");
        self.decided(&query, values![case, finding])
    }

    /// How often the findings of each point were confirmed and excluded, in all cases.
    pub fn point_records(&self) -> Result<Vec<PointRecord>, StoreError> {
        let query = "SELECT point, count(CASE WHEN verdict IN ('confirmed', 'modified') THEN 1 END),
                 count(CASE WHEN verdict = 'excluded' THEN 1 END)
             FROM decisions AS one WHERE revision =
                 (SELECT max(revision) FROM decisions WHERE case_id = one.case_id AND finding = one.finding)
             GROUP BY point ORDER BY point";
        self.database.read(|transaction| {
            transaction.all(query, &[], |row| {
                Ok(PointRecord { point: row.get(0)?, confirmed: row.get(1)?, excluded: row.get(2)? })
            })
        })
    }

    /// Ticks a point of the checklist, or takes the tick away.
    pub fn tick(
        &self,
        deed: Deed<'_>,
        case: i64,
        version: i64,
        tick: &Tick,
        expected: i64,
    ) -> Result<i64, StoreError> {
        self.act(deed, Action::Tick, Some(case), |transaction, _| {
            let query = "SELECT max(revision) FROM ticks WHERE case_id = ? AND point = ?";
            expect(transaction, query, values![case, tick.point], expected)?;
            let revision = expected + 1;
            transaction.execute(
                "INSERT INTO ticks (case_id, point, revision, version, ticked, note, who, at)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                values![
                    case,
                    tick.point,
                    revision,
                    version,
                    tick.ticked,
                    tick.note,
                    deed.actor.name,
                    deed.at.as_millisecond()
                ],
            )?;
            Ok((revision, format!("{} {}", tick.point, if tick.ticked { "勾选" } else { "取消" })))
        })
    }

    /// The ticks of a case as they are now.
    pub fn ticks(&self, case: i64) -> Result<Vec<Said<Tick>>, StoreError> {
        let query = "SELECT point, ticked, note, revision, version, who, at FROM ticks AS one
             WHERE case_id = ? AND revision =
                 (SELECT max(revision) FROM ticks WHERE case_id = one.case_id AND point = one.point)
             ORDER BY point";
        self.database.read(|transaction| {
            transaction.all(query, values![case], |row| {
                let what = Tick { point: row.get(0)?, ticked: row.get(1)?, note: row.get(2)? };
                said(what, row, 3)
            })
        })
    }

    /// Sets the proposed grade and the opinion. `expected` is the revision the person saw; 0 for none.
    pub fn write_opinion(
        &self,
        deed: Deed<'_>,
        case: i64,
        version: i64,
        opinion: &Opinion,
        expected: i64,
    ) -> Result<i64, StoreError> {
        self.act(deed, Action::WriteOpinion, Some(case), |transaction, _| {
            let query = "SELECT max(revision) FROM opinions WHERE case_id = ?";
            expect(transaction, query, values![case], expected)?;
            let grade = opinion.grade.as_deref();
            let revision = add_opinion(transaction, deed, case, version, grade, &opinion.text)?;
            Ok((revision, format!("拟定等次：{}", grade.unwrap_or("未定"))))
        })
    }

    /// All versions of the opinion, oldest first.
    pub fn opinions(&self, case: i64) -> Result<Vec<Said<Opinion>>, StoreError> {
        let query = "SELECT grade, text, revision, version, who, at FROM opinions WHERE case_id = ? ORDER BY revision";
        self.database.read(|transaction| {
            transaction.all(query, values![case], |row| {
                let what = Opinion { grade: row.get(0)?, text: row.get(1)? };
                said(what, row, 2)
            })
        })
    }

    fn decided(&self, query: &str, subject: &[Value<'_>]) -> Result<Vec<Said<Decision>>, StoreError> {
        self.database.read(|transaction| {
            transaction.all(query, subject, |row| {
                let verdict: Verdict = coded(row.get(2)?)?;
                let what = Decision {
                    finding: row.get(0)?,
                    point: row.get(1)?,
                    verdict,
                    reason: row.get(3)?,
                    note: row.get(4)?,
                    severity: row.get(5)?,
                    wording: row.get(6)?,
                };
                said(what, row, 7)
            })
        })
    }
}

/// Writes a version of the opinion behind the last one.
pub(super) fn add_opinion(
    transaction: &dyn Transaction,
    deed: Deed<'_>,
    case: i64,
    version: i64,
    grade: Option<&str>,
    text: &str,
) -> Result<i64, StoreError> {
    transaction.one(
        "INSERT INTO opinions (case_id, revision, version, grade, text, who, at)
         SELECT ?1, 1 + coalesce(max(revision), 0), ?2, ?3, ?4, ?5, ?6 FROM opinions WHERE case_id = ?1
         RETURNING revision",
        values![case, version, grade, text, deed.actor.name, deed.at.as_millisecond()],
        |row| row.get(0),
    )
}

/// `what` with its revision, version, author and time, which stand from a column on.
fn said<T>(what: T, row: &dyn Row, from: usize) -> Result<Said<T>, StoreError> {
    Ok(Said {
        what,
        revision: row.get(from)?,
        version: row.get(from + 1)?,
        who: row.get(from + 2)?,
        at: row.get(from + 3)?,
    })
}
