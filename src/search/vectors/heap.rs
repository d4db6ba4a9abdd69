//! The best rows met so far, no more than asked for.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A row and its score. The greatest is the worst, so that a heap gives it up first.
#[derive(Debug, Clone, Copy)]
struct Scored {
    row: usize,
    score: f32,
}

/// A bounded heap of rows. Of equal scores the earlier row is better, so that the result does not depend on
/// which core looked first.
pub(super) struct Best {
    heap: BinaryHeap<Scored>,
    room: usize,
}

impl Best {
    pub(super) fn new(room: usize) -> Self {
        Self { heap: BinaryHeap::with_capacity(room.min(1024)), room }
    }

    /// Whether a row of this score could be among the best: a quick look before [`Self::offer`].
    #[inline]
    pub(super) fn admits(&self, score: f32) -> bool {
        self.heap.len() < self.room || self.heap.peek().is_some_and(|worst| score >= worst.score)
    }

    pub(super) fn offer(&mut self, row: usize, score: f32) {
        let offered = Scored { row, score };
        if self.heap.len() < self.room {
            self.heap.push(offered);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && offered < *worst
        {
            *worst = offered;
        }
    }

    pub(super) fn merge(mut self, other: Self) -> Self {
        for scored in other.heap {
            self.offer(scored.row, scored.score);
        }
        self
    }

    /// The rows, in no order.
    pub(super) fn rows(self) -> impl Iterator<Item = usize> {
        self.heap.into_iter().map(|scored| scored.row)
    }
}

impl Ord for Scored {
    fn cmp(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.row.cmp(&other.row))
    }
}

impl PartialOrd for Scored {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Scored {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Scored {}
