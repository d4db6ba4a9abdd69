//! A body that is watched while it comes: not too much of it, and not too slowly.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep};

use super::Bounds;
use crate::web::error::PageError;

const TOO_LARGE: u8 = 1;
const SLOW: u8 = 2;

/// What went wrong with a body, told wherever it was read.
#[derive(Debug, Clone, Default)]
pub(in crate::web) struct Trouble(Arc<AtomicU8>);

impl Trouble {
    pub(in crate::web) fn told(&self) -> Option<PageError> {
        match self.0.load(Ordering::Acquire) {
            TOO_LARGE => Some(PageError::TooLarge),
            SLOW => Some(PageError::Slow),
            _ => None,
        }
    }
}

struct Guarded {
    inner: Body,
    /// Bytes that may still come.
    left: u64,
    pause: Duration,
    /// Bytes a second.
    pace: u64,
    received: u64,
    /// When the first byte was waited for.
    since: Option<Instant>,
    /// Runs while nothing comes.
    clock: Option<Pin<Box<Sleep>>>,
    trouble: Trouble,
}

/// Watches a body.
pub(super) fn guard(body: Body, most: u64, bounds: &Bounds, trouble: Trouble) -> Body {
    if body.is_end_stream() {
        return body;
    }
    Body::new(Guarded {
        inner: body,
        left: most,
        pause: bounds.body_pause,
        pace: bounds.body_pace.max(1),
        received: 0,
        since: None,
        clock: None,
        trouble,
    })
}

impl Guarded {
    fn give_up(&self, why: u8) -> axum::Error {
        self.trouble.0.store(why, Ordering::Release);
        axum::Error::new(PageError::Request)
    }

    /// Until when more must come: a pause from now, and no later than the pace allows.
    fn deadline(&mut self) -> Instant {
        let now = Instant::now();
        let since = *self.since.get_or_insert(now);
        let earned = Duration::from_secs(self.received / self.pace);
        (now + self.pause).min(since + self.pause + earned)
    }
}

impl HttpBody for Guarded {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Poll::Ready(frame) = Pin::new(&mut self.inner).poll_frame(context) else {
            if self.clock.is_none() {
                let deadline = self.deadline();
                self.clock = Some(Box::pin(tokio::time::sleep_until(deadline)));
            }
            if let Some(clock) = &mut self.clock {
                ready!(clock.as_mut().poll(context));
            }
            return Poll::Ready(Some(Err(self.give_up(SLOW))));
        };
        self.clock = None;
        let come =
            frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref()).map_or(0, Bytes::len) as u64;
        if come > self.left {
            return Poll::Ready(Some(Err(self.give_up(TOO_LARGE))));
        }
        self.left -= come;
        self.received += come;
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
