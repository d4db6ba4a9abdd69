//! A panic in one job harms neither its worker nor the others, and prints no words of a case.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

static AT_WORK: AtomicUsize = AtomicUsize::new(0);

/// Does a job; none when it panicked. Only values are shared with it, so nothing is left half-changed.
pub(super) fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    tell_only_places();
    AT_WORK.fetch_add(1, Ordering::Relaxed);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    AT_WORK.fetch_sub(1, Ordering::Relaxed);
    outcome.ok()
}

/// The message of a panic may quote a paper; while jobs run only its place in the code is logged.
fn tell_only_places() {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if AT_WORK.load(Ordering::Relaxed) == 0 {
                return usual(info);
            }
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(place, "a job panicked");
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::contained;

    #[test]
    fn a_panic_ends_one_job_only() {
        assert_eq!(contained(|| -> u8 { panic!("kept quiet") }), None);
        assert_eq!(contained(|| 1), Some(1));
    }
}
