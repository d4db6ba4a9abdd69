//! Cases by what happened in them: the vector of the facts of each, in a table that follows the store as the index does.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::error::SearchError;
use super::vectors::VectorTable;
use crate::nlp::Models;
use crate::nlp::similar::{CaseModel, Vectors};
use crate::store::{Change, Store};

/// Changes taken from the store at a time.
const STEP: usize = 256;
/// The table is written when one vector of so many is new: what is not written is computed again.
const WRITTEN_FOR: usize = 50;

/// The table with the place it is kept at; none for an archive that lives in memory.
#[derive(Debug)]
pub(super) struct Nearness {
    folder: Option<PathBuf>,
    state: Mutex<Option<State>>,
}

#[derive(Debug)]
struct State {
    seen: i64,
    table: VectorTable,
    known: HashSet<u32>,
}

impl Nearness {
    pub(super) fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, state: Mutex::new(None) }
    }

    /// Brings the table up to the store. Without models there is none.
    pub(super) fn follow(&self, store: &Store) -> Result<(), SearchError> {
        let Ok(model) = CaseModel::shipped() else { return Ok(()) };
        let mut guard = self.state();
        let state = guard.get_or_insert_with(|| self.load(model.vectors.dimension()));
        let mut changed = 0;
        loop {
            let changes = store.changes_after(state.seen, STEP)?;
            let Some(last) = changes.last() else { break };
            let seen = last.revision();
            state.apply(&changes, store, &model.vectors)?;
            state.seen = seen;
            changed += changes.len();
        }
        if changed * WRITTEN_FOR > state.table.len() {
            self.save(state)?;
        }
        Ok(())
    }

    /// Numbers of the cases nearest to a vector, nearest first.
    pub(super) fn nearest(&self, vector: &[f32], count: usize) -> Vec<i64> {
        let guard = self.state();
        let Some(state) = guard.as_ref() else { return Vec::new() };
        state.table.nearest(vector, count).into_iter().map(|(case, _)| i64::from(case)).collect()
    }

    fn state(&self) -> MutexGuard<'_, Option<State>> {
        // A panic leaves at worst a table that lacks cases until the store changes again.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The table as it was last written by the same model, else an empty one.
    fn load(&self, dimension: usize) -> State {
        let written = self.folder.as_deref().and_then(|folder| written(folder).into_iter().max());
        let read = written.and_then(|(seen, path)| Some((seen, VectorTable::load(&path).ok()?)));
        let (seen, table) = read
            .filter(|(_, table)| table.dimension() == dimension)
            .unwrap_or_else(|| (0, VectorTable::new(dimension)));
        State { seen, known: table.ids().iter().copied().collect(), table }
    }

    /// Writes the table under the revision it has come to, then forgets older ones.
    fn save(&self, state: &State) -> Result<(), SearchError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        state.table.save(&folder.join(format!("{}{}", prefix(), state.seen)))?;
        for (_, path) in written(folder).into_iter().filter(|(seen, _)| *seen < state.seen) {
            match std::fs::remove_file(path) {
                // Another process tidied up first.
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                _ => (),
            }
        }
        Ok(())
    }
}

impl State {
    fn apply(&mut self, changes: &[Change], store: &Store, vectors: &Vectors) -> Result<(), SearchError> {
        let touched: HashSet<u32> = changes.iter().filter_map(|change| number(*change)).collect();
        if touched.iter().any(|case| self.known.contains(case)) {
            self.table.retain(|case| !touched.contains(&case));
            self.known.retain(|case| !touched.contains(case));
        }
        let made: Vec<Option<(u32, Vec<f32>)>> = changes
            .par_iter()
            .map(|change| match change {
                Change::Removed { .. } => Ok(None),
                Change::Put { case_id, .. } => {
                    let paper = store.leading_paper(*case_id)?;
                    let case = number(*change);
                    Ok(case.zip(paper).map(|(case, paper)| (case, vectors.vector(&paper.facts_text()))))
                }
            })
            .collect::<Result<_, SearchError>>()?;
        for (case, vector) in made.into_iter().flatten() {
            // Only a vector of another length is refused, and all are of the model's.
            if self.table.push(case, &vector).is_ok() {
                self.known.insert(case);
            }
        }
        Ok(())
    }
}

fn number(change: Change) -> Option<u32> {
    let (Change::Put { case_id, .. } | Change::Removed { case_id, .. }) = change;
    u32::try_from(case_id).ok()
}

/// Files of one model begin alike.
fn prefix() -> String {
    let hash = Models::shipped().hash("similar").unwrap_or_default();
    format!("vectors-{}-", hash.chars().take(12).collect::<String>())
}

/// Tables written by the model in use, with the revision each has come to.
fn written(folder: &Path) -> Vec<(i64, PathBuf)> {
    let prefix = prefix();
    let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    files
        .filter_map(|file| {
            let name = file.file_name().into_string().ok()?;
            Some((name.strip_prefix(&prefix)?.parse().ok()?, file.path()))
        })
        .collect()
}

#[cfg(test)]
mod tests;
