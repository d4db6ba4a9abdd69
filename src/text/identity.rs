//! Citizen identity numbers (GB 11643): 18 characters with a check character.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Serialize;

use super::{Found, Pattern};

/// An identity number as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// As written.
    pub text: String,
    /// Some characters are covered (`*`, `×`, `X`).
    pub masked: bool,
    /// Whether the check character fits; none when masked or of the old 15-digit form.
    pub valid: Option<bool>,
    /// The birth date it carries, when it can be read and exists.
    pub birth: Option<Date>,
    /// The sex it carries.
    pub is_male: Option<bool>,
}

static NUMBER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"[0-9*×xX]{15,20}").expect("the pattern is fixed"));

/// Every identity number of a normalised text, masked ones too.
pub fn scan(text: &str) -> Vec<Found<Identity>> {
    NUMBER
        .find_iter(text)
        .filter(|found| {
            !text[..found.start()].ends_with(|c: char| c.is_ascii_alphanumeric())
                && !text[found.end()..].starts_with(|c: char| c.is_ascii_alphanumeric())
        })
        .filter_map(|found| Some(Found::new(parse(found.as_str())?, found.range())))
        .collect()
}

/// Reads one number.
pub fn parse(text: &str) -> Option<Identity> {
    let characters: Vec<char> = text.chars().collect();
    let (last, body) = characters.split_last()?;
    let masked = body.iter().any(|c| !c.is_ascii_digit()) || matches!(last, '*' | '×');
    if masked {
        let known = characters.iter().filter(|c| c.is_ascii_digit()).count();
        let covered = characters.iter().any(|c| matches!(c, '*' | '×'));
        return (known > 0 || covered).then(|| Identity {
            birth: birth(&characters, 6),
            text: text.to_owned(),
            masked,
            valid: None,
            is_male: None,
        });
    }
    match characters.len() {
        18 => Some(Identity {
            text: text.to_owned(),
            masked,
            valid: Some(check_character(body) == Some(last.to_ascii_uppercase())),
            birth: birth(&characters, 6),
            is_male: body.last().and_then(|c| c.to_digit(10)).map(|d| d % 2 == 1),
        }),
        15 if last.is_ascii_digit() => Some(Identity {
            text: text.to_owned(),
            masked,
            valid: None,
            birth: short_birth(&characters),
            is_male: last.to_digit(10).map(|d| d % 2 == 1),
        }),
        _ => None,
    }
}

/// The check character of the first 17 digits (ISO 7064, MOD 11-2).
pub fn check_character(body: &[char]) -> Option<char> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    if body.len() != WEIGHTS.len() {
        return None;
    }
    let mut sum = 0;
    for (character, weight) in body.iter().zip(WEIGHTS) {
        sum += character.to_digit(10)? * weight;
    }
    CHECKS.get(sum as usize % 11).copied()
}

fn birth(characters: &[char], at: usize) -> Option<Date> {
    let number = |from: usize, to: usize| -> Option<i16> {
        characters.get(from..to)?.iter().collect::<String>().parse().ok()
    };
    let (year, month, day) = (number(at, at + 4)?, number(at + 4, at + 6)?, number(at + 6, at + 8)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn short_birth(characters: &[char]) -> Option<Date> {
    let long: Vec<char> = "19".chars().chain(characters.get(6..12)?.iter().copied()).collect();
    birth(&long, 0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_carries_birth_and_sex() {
        let body: Vec<char> = "37029919900307123".chars().collect();
        let check = check_character(&body).expect("17 digits");
        let text = format!("公民身份号码37029919900307123{check}，");
        let found = scan(&text);
        assert_eq!(found[0].value.valid, Some(true));
        assert_eq!(found[0].value.birth, Some(date(1990, 3, 7)));
        assert_eq!(found[0].value.is_male, Some(true));
    }

    #[test]
    fn a_masked_number_is_read_as_such() {
        let found = scan("身份证号码370299********1234，");
        assert!(found[0].value.masked);
        assert_eq!(found[0].value.valid, None);
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_noticed(body in "[1-9][0-9]{16}", place in 0usize..17, step in 1u32..10) {
            let mut digits: Vec<char> = body.chars().collect();
            let check = check_character(&digits).expect("17 digits");
            let digit = digits[place].to_digit(10).expect("digit");
            digits[place] = char::from_digit((digit + step) % 10, 10).expect("digit");
            prop_assert_ne!(check_character(&digits), Some(check));
        }
    }
}
