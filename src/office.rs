//! Floor 7: who may do what in an office, and how a case moves from hand to hand. Pure: no SQL, no HTTP, no clock, no
//! randomness; what it needs of them is passed in.
//!
//! Two tables say it all: `rights.toml` (actions × roles, with conditions on the case) and `flow.toml` (states × moves).
//! `docs/office.md` is made from them.

pub mod audit;
mod clock;
mod condition;
mod decision;
pub mod draw;
mod flow;
pub mod manual;
mod object;
pub mod password;
mod rights;
mod role;
mod settle;
pub mod token;
pub mod triage;

pub use clock::{Due, clock_in_china, day_in_china, time_in_china, working_days_after, working_days_left};
pub use condition::Condition;
pub use decision::{Decision, Verdict, identities, identities_in};
pub use flow::{Move, Need, Offer, State, approval_rank, arrow, check_move, is_plain, moves};
pub use object::Object;
pub use rights::{Action, Permit, may, might};
pub use role::{Actor, Rank, Role, compatible};
pub use settle::{Settled, by_hand_name, settle, settled_grade};
