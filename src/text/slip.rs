//! Slips of the pen in numbers: one digit for another, or two exchanged.

/// Whether two numbers of equally many digits differ in one digit, or in two that changed places.
pub fn is_digit_slip(a: i64, b: i64) -> bool {
    let (written, right) = (a.unsigned_abs().to_string(), b.unsigned_abs().to_string());
    if written.len() != right.len() {
        return false;
    }
    let differing: Vec<(char, char)> =
        written.chars().zip(right.chars()).filter(|(one, other)| one != other).collect();
    match differing.as_slice() {
        [_] => true,
        [first, second] => first.0 == second.1 && first.1 == second.0,
        _ => false,
    }
}

/// A slip between numbers exact enough: nearly any round number is one digit off another. Two digits that changed
/// places are one in round numbers too.
pub fn is_sure_slip(a: i64, b: i64) -> bool {
    let is_exchanged = exactness(a) == exactness(b) && digits(a) == digits(b);
    is_digit_slip(a, b) && (exactness(a).max(exactness(b)) >= 3 || is_exchanged)
}

/// The digits of a number in order of size.
pub fn digits(value: i64) -> Vec<u8> {
    let mut digits = value.unsigned_abs().to_string().into_bytes();
    digits.sort_unstable();
    digits
}

/// Digits of a number without the zeros at its end: how exactly it is written.
pub fn exactness(value: i64) -> usize {
    value.unsigned_abs().to_string().trim_end_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_digit_or_two_exchanged_is_a_slip() {
        assert!(is_digit_slip(164_660, 146_660));
        assert!(is_digit_slip(31_200, 32_100));
        assert!(is_digit_slip(600_000, 620_000));
        assert!(!is_digit_slip(3_000, 3_000));
        assert!(!is_digit_slip(3_000, 30_000));
        assert!(!is_digit_slip(1_234, 4_321));
    }

    #[test]
    fn a_sure_slip_is_exact_or_two_digits_that_changed_places() {
        assert!(is_sure_slip(764_000, 674_000));
        assert!(is_sure_slip(312_000, 812_000));
        assert!(!is_sure_slip(300_000, 200_000));
        assert!(!is_sure_slip(31_200, 312_000));
    }

    #[test]
    fn zeros_at_the_end_are_no_exactness() {
        assert_eq!([exactness(386_420), exactness(600_000), exactness(0)], [5, 1, 0]);
    }
}
