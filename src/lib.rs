//! qiuhao (秋毫): reviews the quality of closed criminal cases, offline, with evidence.
//!
//! The modules form floors; an import may only point down (see `ARCHITECTURE.md`).
// `nlp::kernel` alone is allowed it; `tests/structure.rs` looks.
#![deny(unsafe_code)]

pub mod case;
pub mod cli;
pub mod compare;
pub mod document;
pub mod eval;
pub mod extract;
pub mod job;
pub mod law;
pub mod nlp;
pub mod office;
pub mod papers;
pub mod pipeline;
pub mod report;
pub mod review;
pub mod search;
pub mod standard;
pub mod store;
pub mod text;
pub mod web;
