//! One test program: linking once is faster than linking many.

mod attacks;
mod browser;
mod corpus;
mod corpus_papers;
mod forms;
mod glossary;
mod hostile;
mod house;
mod jobs;
mod killed;
mod kinds;
mod manual;
mod mutations;
mod office;
mod offices;
mod opinions;
mod papers;
mod parity;
mod points;
mod samples;
mod serve;
mod stopping;
mod structure;
mod triggers;
