//! The workers: claim, do, tell; and beside them the keeper, who renews leases and lets the index follow.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::owner::{self, Owner};
use super::process::{self, Desk, End};
use crate::store::{Job, StoreError};

/// Tries a job gets.
const TRIES: u32 = 3;
/// Milliseconds before the second and the third try.
const BACK_OFF: [i64; 2] = [5_000, 30_000];
/// Milliseconds a job is held without a sign of life.
const LEASE: i64 = 60_000;
/// How often an idle worker looks for work.
const PAUSE: Duration = Duration::from_millis(150);
/// The index follows after this long at the soonest, and takes at most one part in so many of the time.
const REST: Duration = Duration::from_secs(1);
const SHARE: u32 = 4;
/// How often the keeper renews leases and looks for dead colleagues (milliseconds).
const ROUND: i64 = 10_000;

/// Something that happened to a job.
#[derive(Debug)]
pub enum Event<'a> {
    /// A worker took it.
    Begun(&'a Job),
    /// It is done.
    Ended(&'a Job, &'a End),
    /// A try failed.
    Failed {
        /// The job before the try.
        job: &'a Job,
        /// Why, in Chinese.
        reason: &'a str,
        /// Whether it will be tried again; else it is on the list of those given up.
        again: bool,
    },
}

/// When to stop.
pub struct Signals<'a> {
    /// Set from outside: what is begun is ended, nothing more is begun.
    pub stop: &'a AtomicBool,
    /// Whether to stop when nothing waits and nothing more will come.
    pub until_idle: bool,
    /// Whether somebody may still queue jobs; looked at only with `until_idle`.
    pub more_to_come: &'a AtomicBool,
}

/// Works with a number of workers until told to stop. `told` hears of every step, from several threads.
///
/// # Errors
/// When the data folder cannot be written.
pub fn run(
    desk: &Desk<'_>,
    data: &Path,
    workers: usize,
    signals: &Signals<'_>,
    told: &(dyn Fn(&Event<'_>) + Sync),
) -> std::io::Result<()> {
    let owner = Owner::enter(data, desk.now())?;
    let crew = Crew {
        desk,
        data,
        owner: owner.name(),
        signals,
        told,
        held: Mutex::new(BTreeSet::new()),
        at_work: AtomicBool::new(true),
    };
    crew.bury();
    thread::scope(|scope| {
        scope.spawn(|| crew.keep());
        scope.spawn(|| crew.index());
        let workers: Vec<_> = (0..workers.max(1)).map(|_| scope.spawn(|| crew.labour())).collect();
        for worker in workers {
            // A worker contains the panics of its jobs; whatever else happened, the others go on.
            let _ = worker.join();
        }
        crew.at_work.store(false, Ordering::Release);
    });
    Ok(())
}

/// Works the queue off with a single worker, for an archive that no other process knows.
///
/// # Errors
/// When the store cannot be asked.
pub fn clear(desk: &Desk<'_>, told: &(dyn Fn(&Event<'_>) + Sync)) -> Result<(), StoreError> {
    const ALONE: &str = "alone";
    while let Some(job) = desk.store().claim(ALONE, desk.now(), LEASE)? {
        match process::process(desk, &job, ALONE) {
            Ok(end) => told(&Event::Ended(&job, &end)),
            Err(trouble) => {
                desk.store().fail(job.id, ALONE, &trouble.reason, None, desk.now())?;
                told(&Event::Failed { job: &job, reason: &trouble.reason, again: false });
            }
        }
    }
    Ok(())
}

struct Crew<'a> {
    desk: &'a Desk<'a>,
    data: &'a Path,
    owner: &'a str,
    signals: &'a Signals<'a>,
    told: &'a (dyn Fn(&Event<'_>) + Sync),
    /// Numbers of the jobs in hand.
    held: Mutex<BTreeSet<i64>>,
    at_work: AtomicBool,
}

impl Crew<'_> {
    fn labour(&self) {
        while !self.signals.stop.load(Ordering::Acquire) {
            // Asked first: what is queued before this is false is seen by the claim.
            let may_come = !self.signals.until_idle || self.signals.more_to_come.load(Ordering::Acquire);
            match self.claim() {
                Ok(Some(job)) => self.perform(&job),
                Ok(None) if !may_come && matches!(self.desk.store().next_due(), Ok(None)) => return,
                Ok(None) => thread::sleep(PAUSE),
                Err(error) => {
                    tracing::warn!(?error, "no job can be claimed");
                    thread::sleep(PAUSE * 10);
                }
            }
        }
    }

    fn claim(&self) -> Result<Option<Job>, StoreError> {
        let now = self.desk.now();
        // Reading first keeps idle workers from locking the store.
        if self.desk.store().next_due()?.is_none_or(|due| due > now) {
            return Ok(None);
        }
        self.desk.store().claim(self.owner, now, LEASE)
    }

    fn perform(&self, job: &Job) {
        self.held().insert(job.id);
        (self.told)(&Event::Begun(job));
        match process::process(self.desk, job, self.owner) {
            Ok(end) => (self.told)(&Event::Ended(job, &end)),
            Err(trouble) => {
                let now = self.desk.now();
                let pause = BACK_OFF.get(job.attempts as usize);
                let again = pause.filter(|_| !trouble.is_lasting && job.attempts + 1 < TRIES);
                let again = again.map(|pause| now + pause);
                if let Err(error) = self.desk.store().fail(job.id, self.owner, &trouble.reason, again, now) {
                    // Its lease runs out, and it returns to the queue.
                    tracing::warn!(?error, job = job.id, "a failure cannot be kept");
                }
                (self.told)(&Event::Failed { job, reason: &trouble.reason, again: again.is_some() });
            }
        }
        self.held().remove(&job.id);
    }

    /// Renews leases and looks for workers that died.
    fn keep(&self) {
        let mut last = self.desk.now();
        while self.at_work.load(Ordering::Acquire) {
            thread::sleep(PAUSE);
            let now = self.desk.now();
            if now - last < ROUND {
                continue;
            }
            last = now;
            let held: Vec<i64> = self.held().iter().copied().collect();
            for id in held {
                if let Err(error) = self.desk.store().extend(id, self.owner, now, LEASE) {
                    tracing::warn!(?error, "a lease cannot be renewed");
                }
            }
            self.bury();
        }
    }

    /// Returns the jobs of processes that are gone.
    fn bury(&self) {
        let gone = |name: &String| name != self.owner && owner::is_gone(self.data, name);
        let released = self.desk.store().workers().and_then(|workers| {
            workers
                .iter()
                .filter(|name| gone(name))
                .try_for_each(|name| self.desk.store().release(name, self.desk.now()))
        });
        if let Err(error) = released {
            tracing::warn!(?error, "jobs of dead workers cannot be returned");
        }
    }

    /// Lets the index follow what was kept, many cases at a time when they come fast.
    fn index(&self) {
        loop {
            let is_last = !self.at_work.load(Ordering::Acquire);
            let start = Instant::now();
            if let Err(error) = self.desk.archive.follow(|_| ()) {
                // Another process may be writing it. Whoever opens the archive next brings it up to the store.
                tracing::debug!(?error, "the index does not follow now");
            }
            if is_last {
                return;
            }
            // A commit of the index costs as much as many cases: let some come together.
            let rest = Instant::now() + REST.max(start.elapsed() * SHARE);
            while Instant::now() < rest && self.at_work.load(Ordering::Acquire) {
                thread::sleep(PAUSE);
            }
        }
    }

    fn held(&self) -> MutexGuard<'_, BTreeSet<i64>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
