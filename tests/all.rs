//! One test program: linking once is faster than linking many.

mod glossary;
mod structure;
