//! Floor 0: characters, spans and the values written in them. Knows nothing of cases or law.

pub mod evidence;
pub mod found;
mod layout;
pub mod moment;
mod normal;
pub mod source;
pub mod term;

pub use evidence::{Cited, PageBox, Quote, Source};
pub use found::{Found, Range};
pub use moment::Moment;
pub use source::{CharSpan, SourceText};
pub use term::Term;
