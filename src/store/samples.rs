//! Clean cases signed off together (批量签结). A sample of them, drawn by a seed, is set aside for a human look and can
//! never be signed off this way; the others are signed off one by one, each under the right to do so.

use std::collections::HashSet;

use super::database::{Row, Transaction};
use super::value::values;
use super::{Deed, Store, StoreError, audit, briefs, flow};
use crate::office::draw::set_aside;
use crate::office::triage::clean;
use crate::office::{Action, Permit, Role, may};

/// Cases of one batch.
pub const MOST_IN_A_BATCH: usize = 500;

/// Clean cases handed in together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its number.
    pub id: i64,
    /// What the chance came from.
    pub seed: u64,
    /// Share set aside, in percent.
    pub percent: u32,
    /// Who handed it in.
    pub who: String,
    /// When, in Unix milliseconds.
    pub at: i64,
    /// Its cases, in the order they were handed in.
    pub cases: Vec<BatchCase>,
}

/// A case of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchCase {
    /// Which.
    pub case: i64,
    /// Version of the review it was looked at by.
    pub version: u32,
    /// What became of it.
    pub outcome: BatchOutcome,
    /// Why it was refused, in Chinese.
    pub reason: String,
}

/// What became of a case of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchOutcome {
    /// Set aside for a human look.
    Sampled,
    /// Not yet signed off: something came between. Sending the same again goes on.
    Waiting,
    /// Signed off.
    Signed,
    /// Cannot be.
    Refused,
}

impl BatchOutcome {
    fn of(name: &str) -> Self {
        match name {
            "sampled" => Self::Sampled,
            "waiting" => Self::Waiting,
            "signed" => Self::Signed,
            _ => Self::Refused,
        }
    }

    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sampled => "抽出，须人工核看",
            Self::Waiting => "尚未签结",
            Self::Signed => "已签结，报审",
            Self::Refused => "不能签结",
        }
    }
}

impl Batch {
    /// How many cases came out in a way.
    pub fn count(&self, outcome: BatchOutcome) -> usize {
        self.cases.iter().filter(|case| case.outcome == outcome).count()
    }

    /// Whether the same seed over the same cases sets the same aside.
    pub fn repeats(&self) -> bool {
        let pool =
            self.cases.iter().filter(|case| case.outcome != BatchOutcome::Refused || case.was_in_pool());
        let pool: Vec<i64> = pool.map(|case| case.case).collect();
        let sampled = self.cases.iter().filter(|case| case.outcome == BatchOutcome::Sampled);
        set_aside(self.seed, &pool, self.percent) == sampled.map(|case| case.case).collect::<Vec<_>>()
    }
}

impl BatchCase {
    /// Whether it could be drawn: refused only afterwards, when its turn came.
    fn was_in_pool(&self) -> bool {
        self.reason.starts_with(LATE)
    }
}

/// Before the reason of a case that could have been signed off when the sample was drawn.
const LATE: &str = "抽样之后：";
/// 拟定等次 of a clean case.
const GRADE: &str = "合格";

impl Store {
    /// Signs clean cases off together, but for a sample. `cases` are numbers with the revision of the state the person
    /// looked at; `token` is of the form: what was already done under it is not done again, what was not is.
    ///
    /// # Errors
    /// Refused when the token is somebody else's, or there are none or too many cases. A single case that cannot be
    /// signed off is told in the batch.
    pub fn sign_off_together(
        &self,
        deed: Deed<'_>,
        token: &str,
        seed: u64,
        percent: u32,
        cases: &[(i64, i64)],
    ) -> Result<Batch, StoreError> {
        if !deed.actor.roles.contains(&Role::Reviewer) {
            return Err(self.refuse(deed)?);
        }
        let id = self.draw_sample(deed, token, seed, percent, cases)?;
        let batch = self.batch(id)?.ok_or(StoreError::NoCase)?;
        let sampled = batch.count(BatchOutcome::Sampled);
        for (place, one) in batch.cases.iter().enumerate() {
            if one.outcome == BatchOutcome::Waiting {
                self.sign_off_one(deed, &batch, place, one, sampled)?;
            }
        }
        self.batch(id)?.ok_or(StoreError::NoCase)
    }

    /// A batch by its number.
    pub fn batch(&self, id: i64) -> Result<Option<Batch>, StoreError> {
        let query = "SELECT id, seed, percent, who, at FROM samples WHERE id = ?";
        let cases =
            "SELECT case_id, version, outcome, reason FROM sample_cases WHERE sample_id = ? ORDER BY place";
        self.database.read(|transaction| {
            let Some(mut batch) = transaction.first(query, values![id], read)? else { return Ok(None) };
            batch.cases = transaction.all(cases, values![id], |row| {
                let outcome = BatchOutcome::of(row.text(2)?);
                Ok(BatchCase { case: row.get(0)?, version: row.get(1)?, outcome, reason: row.get(3)? })
            })?;
            Ok(Some(batch))
        })
    }

    /// The batches, the latest first, without their cases.
    pub fn batches(&self, most: usize) -> Result<Vec<Batch>, StoreError> {
        let query = "SELECT id, seed, percent, who, at FROM samples ORDER BY id DESC LIMIT ?";
        self.database.read(|transaction| transaction.all(query, values![most], read))
    }

    /// Cases that were set aside for a human look.
    pub(super) fn sampled(&self) -> Result<HashSet<i64>, StoreError> {
        let query = "SELECT case_id FROM sample_cases WHERE outcome = 'sampled'";
        self.database.read(|transaction| transaction.all(query, &[], |row| row.get(0)))
    }

    /// Writes the refusal of a whole batch down.
    fn refuse(&self, deed: Deed<'_>) -> Result<StoreError, StoreError> {
        let why = "您的角色不能批量签结没有问题的案件".to_owned();
        let entry = deed.entry("", &Action::SignOff.code(), None, format!("拒绝：{why}"));
        self.database.write(|transaction| audit::append(transaction, entry))?;
        Ok(StoreError::Refused(why))
    }

    /// Draws the sample and keeps it, unless that was done under this token before. Gives the number of the batch.
    fn draw_sample(
        &self,
        deed: Deed<'_>,
        token: &str,
        seed: u64,
        percent: u32,
        cases: &[(i64, i64)],
    ) -> Result<i64, StoreError> {
        self.database.write(|transaction| {
            let query = "SELECT id, who FROM samples WHERE token = ?";
            let known: Option<(i64, String)> =
                transaction.first(query, values![token], |row| Ok((row.get(0)?, row.get(1)?)))?;
            if let Some((id, who)) = known {
                if who != deed.actor.name {
                    return Err(StoreError::Refused("这张表单已由他人提交，请刷新后再试".to_owned()));
                }
                return Ok(id);
            }
            if token.is_empty() || cases.is_empty() {
                return Err(StoreError::Refused("请先选定要签结的案件".to_owned()));
            }
            if cases.len() > MOST_IN_A_BATCH {
                return Err(StoreError::Refused(format!("一次最多签结 {MOST_IN_A_BATCH} 件，请分几次")));
            }
            let percent = percent.clamp(1, 100);
            let id: i64 = transaction.one(
                "INSERT INTO samples (token, seed, percent, who, at) VALUES (?, ?, ?, ?, ?) RETURNING id",
                values![token, seed as i64, percent, deed.actor.name, deed.at.as_millisecond()],
                |row| row.get(0),
            )?;
            let mut looked: Vec<Looked> = Vec::new();
            for &(case, expected) in cases {
                if looked.iter().all(|one| one.case != case) {
                    looked.push(look(transaction, deed, case, expected)?);
                }
            }
            let pool: Vec<i64> =
                looked.iter().filter(|one| one.refusal.is_none()).map(|one| one.case).collect();
            let drawn = set_aside(seed, &pool, percent);
            for (place, one) in looked.iter().enumerate() {
                keep_case(transaction, deed, id, place, one, drawn.contains(&one.case))?;
            }
            let detail = format!(
                "批量签结第 {id} 批：选定 {} 件，可以签结 {} 件，抽出 {} 件，比例 {percent}%，种子 {seed}",
                looked.len(),
                pool.len(),
                drawn.len()
            );
            let entry = deed.entry(Role::Reviewer.label(), &Action::SignOff.code(), None, detail);
            audit::append(transaction, entry)?;
            Ok(id)
        })
    }

    fn sign_off_one(
        &self,
        deed: Deed<'_>,
        batch: &Batch,
        place: usize,
        one: &BatchCase,
        sampled: usize,
    ) -> Result<(), StoreError> {
        let opinion = format!(
            "经自动评查，未发现提示以上的问题，拟定等次为{GRADE}。本案随第 {} 批成批签结，同批抽出 {sampled} 件人工核看。",
            batch.id
        );
        let signed = self.act(deed, Action::SignOff, Some(one.case), |transaction, object| {
            let expected: Option<i64> = transaction.first(
                "UPDATE sample_cases SET outcome = 'signed'
                 WHERE sample_id = ? AND place = ? AND outcome = 'waiting' RETURNING expected",
                values![batch.id, place],
                |row| row.get(0),
            )?;
            // The same form sent twice at once: the other one did it.
            let Some(expected) = expected else { return Err(StoreError::Behind { current: 0 }) };
            check(transaction, deed, one.case, Some(one.version))?;
            let object = object.ok_or(StoreError::NoCase)?;
            flow::sign_off_in(
                transaction,
                deed,
                object,
                &flow::SignOff { version: i64::from(one.version), grade: GRADE, text: &opinion, expected },
            )
        });
        let why = match signed {
            Ok(_) => return Ok(()),
            Err(error @ (StoreError::Refused(_) | StoreError::Behind { .. } | StoreError::NoCase)) => error,
            // The rest waits: sending the form again goes on.
            Err(error) => return Err(error),
        };
        self.database.write(|transaction| {
            transaction.execute(
                "UPDATE sample_cases SET outcome = 'refused', reason = ?3
                 WHERE sample_id = ?1 AND place = ?2 AND outcome = 'waiting'",
                values![batch.id, place, format!("{LATE}{why}")],
            )
        })?;
        Ok(())
    }
}

/// A case as it is before the sample is drawn.
struct Looked {
    case: i64,
    version: u32,
    expected: i64,
    refusal: Option<String>,
}

/// Keeps what a draw made of a case.
fn keep_case(
    transaction: &dyn Transaction,
    deed: Deed<'_>,
    batch: i64,
    place: usize,
    one: &Looked,
    is_drawn: bool,
) -> Result<(), StoreError> {
    let outcome = match one.refusal {
        Some(_) => "refused",
        None if is_drawn => "sampled",
        None => "waiting",
    };
    let reason = one.refusal.as_deref().unwrap_or_default();
    transaction.execute(
        "INSERT INTO sample_cases (sample_id, place, case_id, version, expected, outcome, reason)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
        values![batch, place, one.case, one.version, one.expected, outcome, reason],
    )?;
    if !is_drawn {
        return Ok(());
    }
    let detail = format!("批量签结第 {batch} 批：抽出人工核看");
    let entry = deed.entry(Role::Reviewer.label(), &Action::SignOff.code(), Some(one.case), detail);
    audit::append(transaction, entry)
}

/// Whether a case can be signed off now. Who has no right to is told, and the log too.
fn look(
    transaction: &dyn Transaction,
    deed: Deed<'_>,
    case: i64,
    expected: i64,
) -> Result<Looked, StoreError> {
    let refused = |why: String| Looked { case, version: 0, expected, refusal: Some(why) };
    let flow = match flow::one(transaction, case) {
        Err(StoreError::NoCase) => return Ok(refused(StoreError::NoCase.to_string())),
        other => other?,
    };
    if let Permit::Refused(why) = may(deed.actor, Action::SignOff, Some(&flow.object)) {
        let entry = deed.entry("", &Action::SignOff.code(), Some(case), format!("拒绝：{why}"));
        audit::append(transaction, entry)?;
        return Ok(refused(why));
    }
    if flow.revision != expected {
        return Ok(refused(StoreError::Behind { current: flow.revision }.to_string()));
    }
    match check(transaction, deed, case, None) {
        Ok(version) => Ok(Looked { case, version, expected, refusal: None }),
        Err(error @ (StoreError::Refused(_) | StoreError::NoCase | StoreError::Behind { .. })) => {
            Ok(refused(error.to_string()))
        }
        Err(error) => Err(error),
    }
}

/// Whether a case is clean. Gives its last version, which is the one looked at where that is given.
fn check(
    transaction: &dyn Transaction,
    deed: Deed<'_>,
    case: i64,
    version: Option<u32>,
) -> Result<u32, StoreError> {
    let item = briefs::item(transaction, case, deed.actor, deed.at)?;
    if version.is_some_and(|version| version != item.known.version) {
        return Err(StoreError::Refused("卷宗已有新的一版，请刷新后再试".to_owned()));
    }
    clean::check(&item).map_err(StoreError::Refused)?;
    let query = "SELECT EXISTS (SELECT 1 FROM opinions WHERE case_id = ?)";
    let has_opinion: bool = transaction.one(query, values![case], |row| row.get(0))?;
    if has_opinion {
        return Err(StoreError::Refused("已有评查意见，须逐件办理".to_owned()));
    }
    Ok(item.known.version)
}

/// Whether a case was set aside for a human look.
pub(super) fn is_sampled(transaction: &dyn Transaction, case: i64) -> Result<bool, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM sample_cases WHERE case_id = ? AND outcome = 'sampled')";
    transaction.one(query, values![case], |row| row.get(0))
}

fn read(row: &dyn Row) -> Result<Batch, StoreError> {
    Ok(Batch {
        id: row.get(0)?,
        seed: row.get::<i64>(1)? as u64,
        percent: row.get(2)?,
        who: row.get(3)?,
        at: row.get(4)?,
        cases: Vec::new(),
    })
}
