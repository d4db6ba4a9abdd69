//! The archive: the store with the index that follows it.
//!
//! The store is the truth. Each commit of the index carries the revision it has come to; what the store holds beyond it
//! is indexed when the archive is opened or filled, so that a process that dies at any moment loses nothing.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::MmapDirectory;
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Term};

use super::error::SearchError;
use super::nearness::Nearness;
use super::schema::{FORM, Fields};
use super::{entries, tokens};
use crate::store::{Change, Store};

/// Changes read from the store at a time.
const STEP: usize = 256;
/// Papers after which the index is committed while it catches up on many.
const COMMIT_EVERY: usize = 20_000;
/// Cases after which the index is made one piece: smaller by a tenth, and quicker to ask.
const MANY: usize = 1_000;
/// Memory of the indexing threads together, in bytes, before they write a segment.
const WRITING_MEMORY: usize = 128 << 20;

/// Cases that can be found. Shared by threads.
pub struct Archive {
    store: Arc<Store>,
    index: Index,
    reader: IndexReader,
    fields: Fields,
    nearness: Nearness,
    /// Held by the one thread that writes the index.
    following: Mutex<()>,
}

impl Archive {
    /// Opens the archive of a data folder. [`Archive::follow`] brings its index up to the store.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let store = Arc::new(Store::open(folder)?);
        let place = folder.join("index").join(format!("form-{FORM}"));
        let opened = Self::over(store.clone(), &place);
        let Err(SearchError::Index(error)) = &opened else { return opened };
        // The index holds nothing that the store has not: a damaged one is made anew.
        tracing::warn!(%error, "index cannot be opened, making it anew");
        std::fs::remove_dir_all(&place)?;
        Self::over(store, &place)
    }

    fn over(store: Arc<Store>, place: &Path) -> Result<Self, SearchError> {
        std::fs::create_dir_all(place)?;
        let directory = MmapDirectory::open(place).map_err(tantivy::TantivyError::from)?;
        let (schema, fields) = Fields::build();
        let nearness = Nearness::new(place.parent().map(Path::to_owned));
        Self::with(store, Index::open_or_create(directory, schema)?, fields, nearness)
    }

    /// An archive that lives as long as the process, for samples and tests.
    pub fn in_memory() -> Result<Self, SearchError> {
        let (schema, fields) = Fields::build();
        let store = Arc::new(Store::in_memory()?);
        Self::with(store, Index::create_in_ram(schema), fields, Nearness::new(None))
    }

    fn with(
        store: Arc<Store>,
        index: Index,
        fields: Fields,
        nearness: Nearness,
    ) -> Result<Self, SearchError> {
        tokens::register(index.tokenizers());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::OnCommitWithDelay).try_into()?;
        Ok(Self { store, index, reader, fields, nearness, following: Mutex::new(()) })
    }

    /// What the archive keeps.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// How many papers can be found.
    pub fn papers(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Whether the store holds changes that the index has not seen.
    pub fn is_behind(&self) -> Result<bool, SearchError> {
        Ok(self.seen()? < self.store.revision()?)
    }

    /// Brings the index up to the store; `told` hears how many cases are done after each step.
    ///
    /// # Errors
    /// When another process writes the index, or files cannot be read or written.
    pub fn follow(&self, mut told: impl FnMut(usize)) -> Result<(), SearchError> {
        // Nothing is half-done when a writer panics: what it did not commit is gone.
        let _following = self.following.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.is_behind()? {
            return Ok(());
        }
        let mut writer = self.writer()?;
        let mut seen = self.seen()?;
        let (mut waiting, mut done, mut removed) = (0, 0, false);
        loop {
            let changes = self.store.changes_after(seen, STEP)?;
            let Some(last) = changes.last() else { break };
            seen = last.revision();
            for change in &changes {
                waiting += self.apply(&writer, *change)?;
                removed |= matches!(change, Change::Removed { .. });
            }
            done += changes.len();
            told(done);
            if waiting >= COMMIT_EVERY {
                commit(&mut writer, seen)?;
                waiting = 0;
            }
        }
        commit(&mut writer, seen)?;
        // Merges that the writer began by itself must be over before all is made one.
        writer.wait_merging_threads()?;
        // What was taken away is gone from the files only when they are written anew.
        if removed || done >= MANY {
            self.make_one_piece()?;
        }
        self.reader.reload()?;
        self.nearness.follow(&self.store)
    }

    /// A writer of the index. Files that one before it did not get to commit are cleared first: after a power cut they
    /// would be in the way of its own, which go by the same names.
    fn writer(&self) -> Result<IndexWriter, SearchError> {
        let writer = self.index.writer(WRITING_MEMORY)?;
        writer.garbage_collect_files().wait()?;
        Ok(writer)
    }

    fn make_one_piece(&self) -> Result<(), SearchError> {
        let mut writer = self.writer()?;
        let segments = self.index.searchable_segment_ids()?;
        if !segments.is_empty() {
            writer.merge(&segments).wait()?;
        }
        writer.garbage_collect_files().wait()?;
        writer.wait_merging_threads()?;
        Ok(())
    }

    fn apply(&self, writer: &IndexWriter, change: Change) -> Result<usize, SearchError> {
        let (Change::Put { case_id, .. } | Change::Removed { case_id, .. }) = change;
        writer.delete_term(Term::from_field_u64(self.fields.case, case_id as u64));
        let Change::Put { .. } = change else { return Ok(0) };
        // A case that changed again in the meantime comes once more with its later revision.
        let Some(case) = self.store.case_by_id(case_id)? else { return Ok(0) };
        let papers = self.store.papers(case_id)?;
        for entry in entries::of_case(&self.fields, &case, &papers) {
            writer.add_document(entry)?;
        }
        Ok(papers.len())
    }

    /// Revision of the store that the index has come to.
    fn seen(&self) -> Result<i64, SearchError> {
        let payload = self.index.load_metas()?.payload;
        Ok(payload.and_then(|revision| revision.parse().ok()).unwrap_or(0))
    }

    pub(super) fn reader(&self) -> &IndexReader {
        &self.reader
    }

    pub(super) fn nearness(&self) -> &Nearness {
        &self.nearness
    }

    pub(super) fn fields(&self) -> &Fields {
        &self.fields
    }
}

fn commit(writer: &mut IndexWriter, seen: i64) -> Result<(), SearchError> {
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&seen.to_string());
    prepared.commit()?;
    Ok(())
}
