//! Contains the panics of a foreign parser.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs a foreign parser on untrusted bytes; `None` when it panicked.
///
/// Our own code never panics on input, but a parser of a format as wild as PDF may, and one bad
/// file must not stop a dossier. Only values are shared with `work`, so nothing is left half-changed.
pub(super) fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    silence_contained_panics();
    QUIET.set(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(false);
    outcome.ok()
}

/// The panic message would print case words to stderr; it is dropped for contained panics only.
fn silence_contained_panics() {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                usual(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::contained;

    #[test]
    fn a_panic_inside_is_contained() {
        assert_eq!(contained(|| 1), Some(1));
        assert_eq!(contained(|| -> u8 { panic!("kept quiet") }), None);
    }
}
