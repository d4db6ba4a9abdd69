//! Chinese and Arabic numerals, exactly.

use super::Found;

/// Inside of a regex class: every character a numeral may be written with (without `,` and `.`).
pub(crate) const CLASS: &str =
    "0-9〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅萬億貳參陸弍";

/// An exact decimal number, in parts of `ONE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

/// Ten decimals: what stands before 亿 is told to the fen.
const ONE: i128 = 10_000_000_000;

impl Decimal {
    /// A whole number.
    pub fn from_integer(value: i64) -> Self {
        Self(i128::from(value) * ONE)
    }

    /// The number when it is whole and fits.
    pub fn to_integer(self) -> Option<i64> {
        (self.0 % ONE == 0).then_some(self.0 / ONE)?.try_into().ok()
    }

    /// The number times `factor`, cut to a whole number: 12.5 yuan times 100 are 1250 fen.
    pub fn scaled(self, factor: i64) -> Option<i64> {
        (self.0.checked_mul(i128::from(factor))? / ONE).try_into().ok()
    }

    fn times(self, factor: i128) -> Option<Self> {
        self.0.checked_mul(factor).map(Self)
    }

    fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

/// The value of a string that is one whole number: 二〇一七, 两千三百, 1,200, 3万.
pub fn integer(text: &str) -> Option<i64> {
    decimal(text)?.to_integer()
}

/// The value of a string that is one number: 1.2万, 叁仟伍佰, 3,500.50.
pub fn decimal(text: &str) -> Option<Decimal> {
    if text.is_empty() {
        return None;
    }
    if let Some(value) = positional(text) {
        return Some(value);
    }
    with_units(text)
}

/// Every maximal numeral of a text.
pub fn scan(text: &str) -> Vec<Found<Decimal>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, first)) = text[from..].char_indices().find(|&(_, c)| is_numeral(c)) {
        let start = from + start;
        let mut end = start + first.len_utf8();
        while let Some(next) = text[end..].chars().next() {
            let joins = matches!(next, ',' | '.')
                && text[..end].ends_with(|c: char| c.is_ascii_digit())
                && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
            if !is_numeral(next) && !joins {
                break;
            }
            end += next.len_utf8();
        }
        if let Some(value) = decimal(&text[start..end]) {
            found.push(Found::new(value, start..end));
        }
        from = end;
    }
    found
}

/// 数十, 几百, 好几千: a number that starts at `at` and is only the size of an unknown one.
pub fn is_vague(text: &str, at: usize) -> bool {
    let (Some(before), Some(number)) = (text.get(..at), text.get(at..)) else { return false };
    let is_size = number.starts_with(|c: char| unit(c).is_some());
    // 人数十人 tells the number of people.
    is_size
        && (before.ends_with('几')
            || before
                .strip_suffix('数')
                .is_some_and(|head| !head.ends_with(['人', '总', '次', '件', '天', '日'])))
}

/// Whether a character may stand in a numeral.
pub fn is_numeral(character: char) -> bool {
    character.is_ascii_digit() || digit(character).is_some() || unit(character).is_some() || tens(character)
}

/// Digits only: 2017, 1,200.5, 二〇一七.
fn positional(text: &str) -> Option<Decimal> {
    if text.starts_with(|c: char| c.is_ascii_digit()) && text.is_ascii() {
        return arabic(text);
    }
    if text.chars().count() < 2 {
        return digit(text.chars().next()?).map(Decimal::from_integer);
    }
    let mut value: i64 = 0;
    for character in text.chars() {
        let next = digit(character).or_else(|| character.to_digit(10).map(i64::from))?;
        value = value.checked_mul(10)?.checked_add(next)?;
    }
    Some(Decimal::from_integer(value))
}

/// 1,200.50; a comma only between groups.
fn arabic(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    if first.is_empty()
        || (whole.contains(',') && first.len() > 4)
        || groups.any(|group| !(3..=4).contains(&group.len()))
    {
        return None;
    }
    let mut value: i128 = 0;
    for byte in whole.bytes().filter(|&byte| byte != b',') {
        value =
            value.checked_mul(10)?.checked_add(i128::from(byte.checked_sub(b'0').filter(|&d| d < 10)?))?;
    }
    let mut value = value.checked_mul(ONE)?;
    let mut place = ONE / 10;
    for byte in fraction.bytes() {
        value += place * i128::from(byte.checked_sub(b'0').filter(|&d| d < 10)?);
        place /= 10;
    }
    Some(Decimal(value))
}

/// 一百零五, 两万三 (23,000), 3万5千, 十五, 廿三.
fn with_units(text: &str) -> Option<Decimal> {
    let zero = Decimal::from_integer(0);
    let (mut total, mut section) = (zero, zero);
    let mut pending: Option<Decimal> = None;
    let mut last_unit: i128 = 1;
    let mut after_zero = false;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if character.is_ascii_digit() {
            let end =
                rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(rest.len());
            if pending.replace(arabic(&rest[..end])?).is_some() {
                return None;
            }
            rest = &rest[end..];
            continue;
        }
        rest = &rest[character.len_utf8()..];
        if matches!(character, '零' | '〇') {
            after_zero = true;
            continue;
        }
        if let Some(value) = digit(character) {
            if pending.replace(Decimal::from_integer(value)).is_some() {
                return None;
            }
            continue;
        }
        if tens(character) {
            section = section.plus(Decimal::from_integer(if character == '廿' { 20 } else { 30 }))?;
            last_unit = 10;
            continue;
        }
        let factor = unit(character)?;
        after_zero = false;
        if factor < 10_000 {
            let count = pending.take().or_else(|| (factor == 10).then(|| Decimal::from_integer(1)))?;
            section = section.plus(count.times(factor)?)?;
        } else {
            section = section.plus(pending.take().unwrap_or(zero))?;
            if factor > 10_000 {
                section = section.plus(total)?;
                total = zero;
            }
            if section == zero {
                return None;
            }
            total = total.plus(section.times(factor)?)?;
            section = zero;
        }
        last_unit = factor;
    }
    let Some(last) = pending else { return total.plus(section) };
    // 两万三 is 23,000, but 两万零三 and 十三 are read to the end.
    let place =
        if after_zero || last_unit <= 10 || last >= Decimal::from_integer(10) { 1 } else { last_unit / 10 };
    total.plus(section)?.plus(last.times(place)?)
}

fn digit(character: char) -> Option<i64> {
    Some(match character {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '貳' | '弍' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn unit(character: char) -> Option<i128> {
    Some(match character {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

fn tens(character: char) -> bool {
    matches!(character, '廿' | '卅')
}

#[cfg(test)]
mod tests;
