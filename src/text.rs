//! Floor 0: characters, spans and the values written in them. Knows nothing of cases or law.

pub mod case_number;
pub mod date;
pub mod evidence;
pub mod found;
pub mod identity;
mod layout;
pub mod measure;
pub mod moment;
pub mod money;
pub(crate) mod normal;
pub mod numeral;
pub mod pattern;
pub mod rows;
pub mod sentence;
pub mod slip;
pub mod source;
pub mod term;
mod word_list;

pub use case_number::{DocumentNumber, Organ};
pub use evidence::{Cited, PageBox, Quote, Source};
pub use found::{Found, Range};
pub use identity::Identity;
pub use measure::{Alcohol, Weight};
pub use moment::Moment;
pub use money::Money;
pub use pattern::Pattern;
pub use source::{CharSpan, SourceText};
pub use term::Term;
pub use word_list::{Preference, WordList};
