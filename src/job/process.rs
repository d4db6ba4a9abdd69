//! One job: a dossier read, reviewed and kept.

use std::path::Path;

use jiff::Timestamp;

use super::diff::{self, Diff};
use super::{listing, panics};
use crate::document::dossier::{self, Dossier, DossierError};
use crate::document::{Document, ReadState};
use crate::office::day_in_china;
use crate::pipeline;
use crate::report::{self, Review};
use crate::review::ReviewOptions;
use crate::search::Archive;
use crate::search::intake;
use crate::standard::Standards;
use crate::store::{Finished, Hash, Job, JobKind, Kept, Original, Store, StoreError, content};

/// Name of the one file of a dossier that is only a card.
pub(super) const CARD: &str = "案卡.json";

/// What every job needs.
pub struct Desk<'a> {
    /// Where cases are kept and found.
    pub archive: &'a Archive,
    /// By which they are reviewed.
    pub standards: &'a Standards,
    /// Province whose figures apply.
    pub province: Option<String>,
    /// Now, in Unix milliseconds.
    pub clock: &'a (dyn Fn() -> i64 + Sync),
}

/// How a job ended well.
#[derive(Debug, Clone, PartialEq)]
pub enum End {
    /// A new version of the case.
    Kept {
        /// Which.
        kept: Kept,
        /// How many findings are open.
        open: usize,
        /// Against the version before, where there is one.
        diff: Option<Diff>,
    },
    /// The dossier is the same as in the last version.
    Unchanged {
        /// The last version.
        version: u32,
    },
    /// Another worker took the job over; what was done here is not kept.
    Lost,
}

/// Why a job cannot be done now, or ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    /// In Chinese, with what to do.
    pub reason: String,
    /// Whether another try would end the same way.
    pub is_lasting: bool,
}

impl Desk<'_> {
    pub(super) fn store(&self) -> &Store {
        self.archive.store()
    }

    pub(super) fn now(&self) -> i64 {
        (self.clock)()
    }

    /// Today in China.
    fn options(&self) -> ReviewOptions {
        let now = Timestamp::from_millisecond(self.now()).unwrap_or(Timestamp::UNIX_EPOCH);
        ReviewOptions { province: self.province.clone(), as_of: day_in_china(now) }
    }
}

/// Does a claimed job. A panic is a trouble like others.
pub(super) fn process(desk: &Desk<'_>, job: &Job, worker: &str) -> Result<End, Trouble> {
    panics::contained(|| work(desk, job, worker)).unwrap_or_else(|| {
        Err(Trouble::lasting("处理时程序出错，卷宗未评查。请记下卷宗名称并联系技术人员。".to_owned()))
    })
}

fn work(desk: &Desk<'_>, job: &Job, worker: &str) -> Result<End, Trouble> {
    let (documents, originals) = read(desk.store(), job)?;
    let former = desk.store().latest(&job.key)?;
    if let Some(former) = former.as_ref().filter(|former| former.content == content(&originals)) {
        let ended = desk.store().finish_unchanged(job.id, worker, former.version, desk.now())?;
        return Ok(if ended { End::Unchanged { version: former.version } } else { End::Lost });
    }
    desk.store().note_progress(job.id, worker, "评查", desk.now())?;
    let options = desk.options();
    let review = pipeline::review_documents(&job.key, documents, desk.standards, &options);
    let value = report::json::review(&review, true);
    let former =
        former.map(|former| desk.store().review(former.case_id, former.version)).transpose()?.flatten();
    let diff = former.map(|former| diff::between(&former.review, &value));
    let finished = Finished {
        job: job.id,
        worker,
        case: &intake::of_review(&review),
        files: &originals,
        as_of: &options.as_of.to_string(),
        review: &value,
    };
    let kept = desk.store().finish(&finished, desk.now())?;
    Ok(kept.map_or(End::Lost, |kept| End::Kept { kept, open: open(&review), diff }))
}

fn open(review: &Review) -> usize {
    review.findings.iter().filter(|finding| finding.is_open()).count()
}

fn read(store: &Store, job: &Job) -> Result<(Vec<Document>, Vec<Original>), Trouble> {
    let mut originals = Vec::new();
    let mut failed = None;
    let mut keep = |name: &str, bytes: &[u8]| match Original::new(name, bytes) {
        Ok(original) => originals.push(original),
        Err(error) => failed = Some(error),
    };
    let opened = match job.kind {
        JobKind::Folder => read_place(store, &job.source, &mut keep)?,
        JobKind::Upload | JobKind::Card => {
            let hash =
                job.hash.ok_or_else(|| Trouble::lasting("交来的文件已不在，请重新上传。".to_owned()))?;
            let bytes = store.original(&hash)?;
            let bytes = bytes.ok_or_else(|| Trouble::lasting("交来的文件已不在，请重新上传。".to_owned()))?;
            let name = if job.kind == JobKind::Card { CARD } else { &job.source };
            dossier::open_bytes_with(name, &bytes, &mut keep)?
        }
    };
    if let Some(error) = failed {
        return Err(error.into());
    }
    let documents = opened.documents;
    if documents.iter().all(|document| document.read == ReadState::Failed) {
        let notes: Vec<String> = documents
            .iter()
            .filter_map(|document| Some(format!("{}：{}", document.file, document.note.as_ref()?)))
            .take(3)
            .collect();
        return Err(Trouble::lasting(format!("没有能读的文书。{}", notes.join(""))));
    }
    Ok((documents, originals))
}

/// Reads a place that did not change since it was queued and does not while it is read.
fn read_place(store: &Store, source: &str, seen: dossier::Seen<'_>) -> Result<Dossier, Trouble> {
    let path = Path::new(source);
    let before = listing::of(path).hash;
    let is_another = |queued: Hash| queued != before && path.exists();
    if store.watched_at(source)?.is_some_and(is_another) {
        return Err(Trouble::passing("卷宗排队后又有变动，等它不再变化后重新评查。".to_owned()));
    }
    let opened = dossier::open_with(path, seen)?;
    if listing::of(path).hash != before {
        return Err(Trouble::passing("读取时卷宗正在变动，等它不再变化后重新评查。".to_owned()));
    }
    Ok(opened)
}

impl Trouble {
    fn lasting(reason: String) -> Self {
        Self { reason, is_lasting: true }
    }

    fn passing(reason: String) -> Self {
        Self { reason, is_lasting: false }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        // The cause goes to the log: it speaks of the database, not of the case.
        tracing::warn!(?error, "store");
        Self::passing(error.to_string())
    }
}

impl From<DossierError> for Trouble {
    fn from(error: DossierError) -> Self {
        let is_lasting = matches!(error, DossierError::Empty(_) | DossierError::Archive { .. });
        Self { reason: error.to_string(), is_lasting }
    }
}
