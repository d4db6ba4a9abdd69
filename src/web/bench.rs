//! The workbench, `/cases/{case}`: one case on one screen. What the program found, what the reviewer says to it, and the
//! papers it rests on.
//!
//! Every change is a form of its own that works without script; with script only the part that changed comes back
//! (`HX-Request`), and what else it touches beside it (`hx-swap-oob`). What is typed and not yet said is a draft.

mod add;
mod answer;
mod asked;
mod card;
mod checklist;
mod comparison;
mod decide;
mod desk;
mod draft;
mod history;
mod opinion;
mod page;
mod reasons;
mod status;
#[cfg(test)]
mod tests;
mod tick;

pub(super) use decide::decide;
pub(super) use draft::keep;
pub(super) use history::page as history;
pub(super) use opinion::write;
pub(super) use page::page;
pub(super) use tick::tick;

/// Style of the page.
pub(super) const STYLE: &str = include_str!("templates/bench.css");
/// Its scripts: moving about and showing; keeping what is typed; keys and answers.
pub(super) const SCRIPTS: [(&str, &str); 3] = [
    ("bench.js", include_str!("templates/bench.js")),
    ("bench_drafts.js", include_str!("templates/bench_drafts.js")),
    ("bench_keys.js", include_str!("templates/bench_keys.js")),
];
