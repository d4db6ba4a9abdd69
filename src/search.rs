//! Floor 9: the archive: finding papers by their words and fields, and cases like a given one.

mod archive;
mod ask;
mod entries;
mod error;
pub mod export;
mod facets;
pub mod fold;
mod hit;
pub mod intake;
pub mod json;
pub mod narrow;
mod nearness;
mod neighbours;
mod plan;
pub mod query;
mod schema;
pub mod similar;
pub mod tokens;
mod values;
pub mod vectors;
pub mod words;

pub use archive::Archive;
pub use ask::{Answer, Question, Sort};
pub use entries::months;
pub use error::SearchError;
pub use facets::Facet;
pub use hit::{Hit, Passage, lit};
pub use neighbours::{Neighbour, asked_of, asked_of_text};

#[cfg(test)]
mod tests;
