//! How a case goes from hand to hand: the bar on its page, its history, the opinion as the handler and the approver read
//! it, and the moves themselves.

mod assign;
mod bar;
mod deadline;
mod grounds;
mod hand_out;
mod history;
mod make;
mod page;
mod sheet;

pub(super) use assign::{assign, draw, recuse, set_handler};
pub(super) use bar::{Bar, bar, keep_from_handler, reads_as_handler};
pub(super) use deadline::Deadline;
pub(super) use make::make;
pub(super) use page::page;
pub(super) use sheet::page as sheet;
