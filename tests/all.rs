//! One test program: linking once is faster than linking many.

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
mod structure;
mod triggers;
