//! Common family names: a character next to one may be part of a person's name.

const SURNAMES: &str = include_str!("surnames.txt");

/// Whether a character is a common family name.
pub(super) fn is_surname(character: char) -> bool {
    SURNAMES.contains(character)
}
