//! Another plausible value for a value, written the way the place writes it.

use jiff::civil::Date;

use super::rng::Lcg;
use super::values::{ValueKind, article_number, swaps};

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Another value for a key. None where there is none.
pub(super) fn other(kind: ValueKind, key: &str, rng: &mut Lcg) -> Option<String> {
    match kind {
        ValueKind::Amount => other_sum(key, rng),
        ValueKind::Birth => other_birth(key, rng),
        ValueKind::Date => other_day(key, rng),
        ValueKind::Charge => {
            let others: Vec<&String> = swaps().charges.iter().filter(|charge| *charge != key).collect();
            rng.pick(&others).map(|charge| (*charge).clone())
        }
        ValueKind::Article => {
            let number = article_number(key)?;
            let shift = [1, 2, -1, 3][rng.below(4)];
            let tail = key.split_once('条').map(|(_, tail)| tail).unwrap_or_default();
            (number + shift > 0).then(|| format!("第{}条{tail}", chinese(number + shift)))
        }
        ValueKind::Name => other_name(key, rng),
        ValueKind::Measure => other_measure(key, rng),
        ValueKind::Term => other_term(key, rng),
    }
}

/// Writes a new value like the old one was written.
pub(super) fn render(kind: ValueKind, new: &str, written: &str) -> Option<String> {
    match kind {
        ValueKind::Amount => render_sum(new.parse().ok()?, written),
        ValueKind::Birth | ValueKind::Date => Some(render_day(new.parse().ok()?, written)),
        ValueKind::Measure if written.contains('级') => {
            let (old_grade, grade) = if new.contains('一') { ('二', "一") } else { ('一', "二") };
            Some(written.replace(old_grade, grade))
        }
        ValueKind::Term => new.split_once(' ').map(|(_, length)| length.to_owned()),
        _ => Some(new.to_owned()),
    }
}

fn other_sum(fen: &str, rng: &mut Lcg) -> Option<String> {
    let yuan: i64 = fen.parse::<i64>().ok()? / 100;
    let mut digits: Vec<u8> = yuan.to_string().into_bytes();
    let filled: Vec<usize> = (0..digits.len()).filter(|&at| digits[at] != b'0').collect();
    let at = *rng.pick(&filled)?;
    digits[at] = another_digit(digits[at], rng);
    let new: i64 = String::from_utf8(digits).ok()?.parse().ok()?;
    Some((new * 100).to_string())
}

/// Any other digit but zero.
fn another_digit(digit: u8, rng: &mut Lcg) -> u8 {
    let others: Vec<u8> = (b'1'..=b'9').filter(|&other| other != digit).collect();
    rng.pick(&others).copied().unwrap_or(b'1')
}

fn other_birth(iso: &str, rng: &mut Lcg) -> Option<String> {
    let day: Date = iso.parse().ok()?;
    let year = day.year();
    let shifted = match rng.below(3) {
        0 => Date::new(year + [-1, 1, 2, -3][rng.below(4)], day.month(), day.day()),
        1 => Date::new(year, (day.month() + 1 + rng.below(9) as i8) % 12 + 1, day.day()),
        _ => Date::new(year, day.month(), (day.day() + rng.below(8) as i8) % 27 + 1),
    };
    let shifted = shifted.ok().filter(|&new| new != day)?;
    Some(shifted.to_string())
}

fn other_day(iso: &str, rng: &mut Lcg) -> Option<String> {
    let day: Date = iso.parse().ok()?;
    let days = [1_i64, 2, 3, 5, 9, 10, -1, -2, -4, -10, 30][rng.below(11)];
    day.checked_add(jiff::Span::new().days(days)).ok().map(|new| new.to_string())
}

fn other_name(name: &str, rng: &mut Lcg) -> Option<String> {
    let mut letters: Vec<char> = name.chars().collect();
    let pool: Vec<char> = swaps().characters.chars().filter(|c| !letters.contains(c)).collect();
    let at = 1 + rng.below(letters.len().saturating_sub(1));
    *letters.get_mut(at)? = *rng.pick(&pool)?;
    Some(letters.into_iter().collect())
}

fn other_measure(key: &str, rng: &mut Lcg) -> Option<String> {
    if key.contains('级') {
        let other = if key.contains('一') { key.replace('一', "二") } else { key.replace('二', "一") };
        return Some(other);
    }
    let mut digits: Vec<u8> = key.as_bytes().to_vec();
    let filled: Vec<usize> = (0..digits.len()).filter(|&at| (b'1'..=b'9').contains(&digits[at])).collect();
    let at = *rng.pick(&filled)?;
    digits[at] = another_digit(digits[at], rng);
    String::from_utf8(digits).ok()
}

/// 有期徒刑八个月 becomes "有期徒刑 九个月": the words that stay, then the length.
fn other_term(key: &str, rng: &mut Lcg) -> Option<String> {
    let at = key.find(|c: char| DIGITS[1..].contains(&c) || matches!(c, '两' | '十'))?;
    let (kind, length) = key.split_at(at);
    let (years, months) = match length.split_once('年') {
        Some((years, rest)) => (years, rest.trim_start_matches('零').trim_end_matches("个月")),
        None => ("", length.trim_end_matches("个月")),
    };
    let number = |text: &str| if text.is_empty() { Some(0) } else { crate::text::numeral::integer(text) };
    let old = number(years)? * 12 + number(months)?;
    let shifts: Vec<i64> = [1, 2, -1, -2, 3, 6].into_iter().filter(|shift| old + shift > 0).collect();
    let new = old + rng.pick(&shifts)?;
    let years = if new >= 12 { format!("{}年", chinese(new / 12)) } else { String::new() };
    let months = if new % 12 > 0 { format!("{}个月", chinese(new % 12)) } else { String::new() };
    Some(format!("{kind} {years}{months}"))
}

fn render_sum(fen: i64, written: &str) -> Option<String> {
    let yuan = fen / 100;
    let start = written.find(|c: char| crate::text::numeral::is_numeral(c))?;
    let end = written.find(['元', '圆'])?;
    let old = written.get(start..end)?;
    let new = if !old.chars().any(|c| c.is_ascii_digit()) {
        chinese(yuan)
    } else if old.contains('万') {
        let (whole, rest) = (yuan / 10_000, yuan % 10_000);
        if rest == 0 {
            format!("{whole}万")
        } else {
            format!("{whole}.{}万", format!("{rest:04}").trim_end_matches('0'))
        }
    } else if old.contains(',') && yuan >= 1000 {
        format!("{},{:03}", yuan / 1000, yuan % 1000)
    } else {
        yuan.to_string()
    };
    Some(format!("{}{new}{}", &written[..start], &written[end..]))
}

fn render_day(day: Date, written: &str) -> String {
    if written.contains('-') {
        return day.to_string();
    }
    if written.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("{}年{}月{}日", day.year(), day.month(), day.day());
    }
    let year: String =
        day.year().to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect();
    let (month, days) = (chinese(i64::from(day.month())), chinese(i64::from(day.day())));
    format!("{}年{month}月{days}日", year.replace('零', "〇"))
}

/// A positive number in Chinese numerals, below a hundred million.
pub(super) fn chinese(number: i64) -> String {
    if number >= 10_000 {
        let (high, low) = (number / 10_000, number % 10_000);
        let gap = if low > 0 && low < 1000 { "零" } else { "" };
        let low = if low > 0 { thousands(low) } else { String::new() };
        return format!("{}万{gap}{low}", chinese(high));
    }
    let words = thousands(number);
    // 十二, not 一十二.
    if (10..20).contains(&number) { words.trim_start_matches('一').to_owned() } else { words }
}

fn thousands(number: i64) -> String {
    let mut words = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = (number / unit % 10) as usize;
        if digit == 0 {
            gap = !words.is_empty();
            continue;
        }
        if gap {
            words.push('零');
            gap = false;
        }
        words.push(DIGITS[digit]);
        words.push_str(name);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back() {
        for number in [1, 9, 10, 12, 20, 64, 101, 110, 264, 1040, 2400, 5000, 14000, 20000, 30500, 312_680] {
            let words = chinese(number);
            assert_eq!(crate::text::numeral::integer(&words), Some(number), "{words}");
        }
    }

    #[test]
    fn a_swap_is_written_like_the_old_value() {
        assert_eq!(render(ValueKind::Amount, "1500000", "人民币1.4万元").as_deref(), Some("人民币1.5万元"));
        assert_eq!(render(ValueKind::Amount, "296000", "2,860元").as_deref(), Some("2,960元"));
        assert_eq!(render(ValueKind::Amount, "500000", "四千元").as_deref(), Some("五千元"));
        let day = render(ValueKind::Date, "2023-10-21", "二〇二三年六月二十七日");
        assert_eq!(day.as_deref(), Some("二〇二三年十月二十一日"));
        assert_eq!(render(ValueKind::Measure, "轻伤一级", "轻伤（二级）").as_deref(), Some("轻伤（一级）"));
        assert_eq!(render(ValueKind::Term, "有期徒刑 一年二个月", "八个月").as_deref(), Some("一年二个月"));
    }

    #[test]
    fn every_kind_has_another_value() {
        let keys = [
            (ValueKind::Amount, "286000"),
            (ValueKind::Birth, "1988-03-12"),
            (ValueKind::Date, "2023-03-05"),
            (ValueKind::Charge, "盗窃罪"),
            (ValueKind::Article, "第二百六十四条"),
            (ValueKind::Name, "钱守义"),
            (ValueKind::Measure, "3.20"),
            (ValueKind::Term, "有期徒刑一年二个月"),
        ];
        for (kind, key) in keys {
            let mut rng = Lcg::new(1);
            let told: Vec<String> = (0..30).filter_map(|_| other(kind, key, &mut rng)).collect();
            assert!(told.len() > 20, "{kind:?}");
            assert!(told.iter().all(|new| new != key), "{kind:?} {told:?}");
        }
    }
}
