//! How far long work is: a bar on a terminal, nothing where nobody looks.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over a known number of things.
pub(super) fn bar(name: &str, count: usize, quiet: bool) -> ProgressBar {
    if quiet || count < 2 {
        return ProgressBar::hidden();
    }
    styled(ProgressBar::new(count as u64), &format!("{name} {{pos}}/{{len}} {{bar:30}} {{elapsed}}"))
}

/// A counter where nobody knows how many there will be.
pub(super) fn counting(name: &str, quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let bar = styled(ProgressBar::no_length(), &format!("{name} {{pos}} {{elapsed}}"));
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
