//! Buckets of tokens, one for each who asks: so many at once, then one more after each pause.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Buckets kept before full ones are thrown away.
const MANY: usize = 4_096;

/// Buckets by name. A bucket is kept as the moment at which it will be full again.
pub(super) struct Buckets<K> {
    depth: Duration,
    step: Duration,
    full_at: Mutex<HashMap<K, Instant>>,
}

impl<K: Eq + Hash> Buckets<K> {
    pub(super) fn new(tokens: u32, step: Duration) -> Self {
        Self { depth: step * tokens, step, full_at: Mutex::new(HashMap::new()) }
    }

    /// Takes a token.
    ///
    /// # Errors
    /// The seconds, at least one, until there is one.
    pub(super) fn take(&self, name: K, now: Instant) -> Result<(), u64> {
        let mut all = self.all();
        if all.len() >= MANY {
            all.retain(|_, full_at| *full_at > now);
        }
        let full_at = all.entry(name).or_insert(now);
        let next = (*full_at).max(now) + self.step;
        let missing = next.saturating_duration_since(now).saturating_sub(self.depth);
        if missing.is_zero() {
            *full_at = next;
            return Ok(());
        }
        Err(missing.as_millis().div_ceil(1_000) as u64)
    }

    /// Gives the last token back.
    pub(super) fn give_back(&self, name: &K) {
        if let Some(full_at) = self.all().get_mut(name) {
            *full_at = full_at.checked_sub(self.step).unwrap_or(*full_at);
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<K, Instant>> {
        self.full_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_at_once_and_then_one_after_each_pause() {
        let buckets = Buckets::new(3, Duration::from_secs(2));
        let start = Instant::now();
        let at = |seconds: u64| start + Duration::from_secs(seconds);
        for _ in 0..3 {
            assert_eq!(buckets.take("a", at(0)), Ok(()));
        }
        assert_eq!(buckets.take("a", at(0)), Err(2));
        assert_eq!(buckets.take("a", at(1)), Err(1));
        assert_eq!(buckets.take("b", at(1)), Ok(()), "another's bucket is another");
        assert_eq!(buckets.take("a", at(2)), Ok(()));
        assert_eq!(buckets.take("a", at(2)), Err(2), "a refusal takes nothing");
        buckets.give_back(&"a");
        assert_eq!(buckets.take("a", at(2)), Ok(()));
        for _ in 0..3 {
            assert_eq!(buckets.take("a", at(60)), Ok(()), "never more than full");
        }
        assert!(buckets.take("a", at(60)).is_err());
    }

    #[test]
    fn full_buckets_are_thrown_away() {
        let buckets = Buckets::new(1, Duration::from_secs(1));
        let start = Instant::now();
        for name in 0..MANY {
            buckets.take(name, start).unwrap();
        }
        buckets.take(MANY, start + Duration::from_secs(2)).unwrap();
        assert_eq!(buckets.all().len(), 1);
    }
}
