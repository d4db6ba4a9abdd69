//! What a value may mean as it is written, and whether two values may be the same.

use super::slot::Measure;
use crate::text::Cited;

/// A value with the room its words leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// As read.
    pub value: i64,
    low: i64,
    high: i64,
    /// The last place written, where it is written in ten thousands: 217万 could stand for 2173880.41元.
    place: i64,
    /// 余, 约 and the like.
    pub rough: bool,
}

const TEN_THOUSAND_YUAN: i64 = 1_000_000;
const YUAN: i64 = 100;

impl Span {
    /// Reads the words of a value and those beside it.
    pub(super) fn of(
        measure: Measure,
        value: &Cited<i64>,
        rough: bool,
        before: &[char],
        after: &[char],
    ) -> Self {
        let number = value.value;
        let words = value.quote.text.as_str();
        let ahead: String = before.iter().skip(before.len().saturating_sub(3)).collect();
        let behind: String = after.iter().take(2).collect();
        let is_open = words.contains(['余', '多']) || behind.starts_with(['余', '多']);
        let is_about = words.contains('约')
            || ["约", "近", "至少", "不低于", "大概"].iter().any(|word| ahead.contains(word))
            || ["左右", "上下", "许", "以上"].iter().any(|word| behind.starts_with(word));
        let place = if measure == Measure::Money { place_of(words) } else { 1 };
        let zeros = (0..18).map(|power| 10_i64.pow(power)).take_while(|unit| number % unit == 0).last();
        let open = match words.find('万') {
            Some(at) if words[at..].contains(['余', '多']) => place,
            _ => zeros.unwrap_or(1),
        };
        let about = if is_about || rough && !is_open { number.abs() / 10 } else { 0 };
        let open = if is_open { open.saturating_sub(1) } else { 0 };
        Self {
            value: number,
            // 四百余元 for 391元: small sums with 余 are told loosely.
            low: number.saturating_sub(about.max(if open > 0 && number < TEN_THOUSAND_YUAN {
                number.abs() / 40
            } else {
                0
            })),
            high: number.saturating_add(about.max(open)),
            place,
            rough: is_open || about > 0,
        }
    }

    /// Whether both may stand for the same value.
    pub(super) fn may_be(&self, other: &Self, measure: Measure) -> bool {
        if self.value == other.value {
            return true;
        }
        match measure {
            // A year may be carried over wrongly from the date before.
            Measure::Day => self.value % 10_000 == other.value % 10_000,
            Measure::Count(_) | Measure::Weight => self.meets(other),
            Measure::Money => {
                self.meets(other) || self.rounds(other) || other.rounds(self) || self.drops_fraction(other)
            }
        }
    }

    fn meets(&self, other: &Self) -> bool {
        // Two sums with 余 are both told to the same place.
        if self.rough && other.rough {
            return self.value <= other.high && other.value <= self.high;
        }
        self.low <= other.high && other.low <= self.high
    }

    /// 9.5万 for 95118.58元: less than the last place apart, and the other is written much more exactly.
    fn rounds(&self, exact: &Self) -> bool {
        self.place > YUAN
            && self.value.abs_diff(exact.value) < self.place.unsigned_abs()
            && digits(exact.value) >= digits(self.value) + 3
    }

    /// 10636元 for 10636.42元.
    fn drops_fraction(&self, other: &Self) -> bool {
        let has_fraction = |value: i64| value % YUAN != 0;
        has_fraction(self.value) != has_fraction(other.value)
            && self.value.abs_diff(other.value) < YUAN.unsigned_abs()
    }
}

/// Worth of the last digit written before 万: 9.5万 gives a thousand yuan.
fn place_of(words: &str) -> i64 {
    let Some((number, _)) = words.split_once('万') else { return 1 };
    let decimals = number.rsplit_once('.').map_or(0, |(_, decimals)| decimals.chars().count());
    TEN_THOUSAND_YUAN / 10_i64.pow(u32::try_from(decimals.min(6)).unwrap_or(6))
}

/// Digits without the zeros at the end.
fn digits(value: i64) -> usize {
    value.unsigned_abs().to_string().trim_end_matches('0').len()
}

/// Whether a run of neighbouring values adds up to another: 现金300元、手机价值500元 is 800元.
pub(super) fn makes_sum(values: &[Span], wanted: &Span) -> bool {
    (0..values.len()).any(|from| {
        let (mut sum, mut rough) = (0_i64, wanted.rough);
        values[from..].iter().take(LONGEST_SUM).enumerate().any(|(count, part)| {
            sum = sum.saturating_add(part.value);
            rough |= part.rough;
            let slack = if rough { wanted.value.abs() / ROUGH } else { 0 };
            count > 0 && sum.abs_diff(wanted.value) <= slack.unsigned_abs()
        })
    })
}

/// Sums of values with 余 may be off by this part of the whole.
const ROUGH: i64 = 100;
/// Items looked at for one sum.
const LONGEST_SUM: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};
    use crate::text::money;

    fn sum(text: &str) -> Span {
        let document = Document::from_text(DocumentKind::Judgment, text);
        let found = money::scan(document.plain()).remove(0);
        let value = document.cite(found.value.fen, &found.range, 1.0);
        let beside = |words: &str| words.chars().collect::<Vec<char>>();
        let (before, after) = (&document.plain()[..found.range.start], &document.plain()[found.range.end..]);
        Span::of(Measure::Money, &value, found.value.approximate, &beside(before), &beside(after))
    }

    fn may_be(a: &str, b: &str) -> bool {
        sum(a).may_be(&sum(b), Measure::Money)
    }

    #[test]
    fn round_and_rough_sums_leave_room() {
        assert!(may_be("价值9.5万元", "价值95118.58元"));
        assert!(may_be("价值217万元", "价值2173880.41元"));
        assert!(may_be("得款10636元", "得款10636.42元"));
        assert!(may_be("得款118万余元", "得款118.8万元"));
        assert!(may_be("得款3000余元", "得款3650元"));
        assert!(may_be("微信中的四百余元", "微信中的391元"));
        assert!(may_be("现金4万元左右", "现金3.8万元"));
    }

    #[test]
    fn another_sum_is_another_sum() {
        assert!(!may_be("骗取9万元", "骗取9.5万元"));
        assert!(!may_be("骗取1227万余元", "骗取13419244元"));
        assert!(!may_be("价值67万余元", "价值66万余元"));
        assert!(!may_be("吸收36369.13万元", "吸收36369.12万元"));
        assert!(!may_be("价值440000余元", "价值430000余元"));
        assert!(!may_be("损失66.6万元", "损失666元"));
    }

    #[test]
    fn neighbouring_parts_make_the_whole() {
        let values = [sum("300元"), sum("500元"), sum("70元")];
        assert!(makes_sum(&values, &sum("800元")));
        assert!(!makes_sum(&values, &sum("790元")));
        assert!(makes_sum(&[sum("300元"), sum("500余元")], &sum("805元")));
        assert!(!makes_sum(&[sum("500余元")], &sum("501元")));
    }
}
