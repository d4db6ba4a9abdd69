//! A query in its canonical form; what [`super::parse`] gives is read back as the same query.

use std::fmt::{Display, Formatter, Result};
use std::ops::Bound;

use jiff::civil::Date;

use super::fields::{FieldName, Kind};
use super::value::months_in_words;
use super::{Query, Test};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Query::All => Ok(()),
            Query::Words(words) => f.write_str(words),
            Query::Phrase(text) => f.write_str(&quoted(text)),
            Query::Field { field, test } => f.write_str(&field_test(*field, test)),
            Query::And(parts) => joined(f, parts, " "),
            Query::Or(parts) => joined(f, parts, " 或 "),
            Query::Not(inner) => {
                f.write_str("-")?;
                operand(f, inner)
            }
        }
    }
}

fn joined(f: &mut Formatter<'_>, parts: &[Query], between: &str) -> Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        operand(f, part)?;
    }
    Ok(())
}

fn operand(f: &mut Formatter<'_>, query: &Query) -> Result {
    if matches!(query, Query::And(_) | Query::Or(_)) {
        write!(f, "（{query}）")
    } else {
        write!(f, "{query}")
    }
}

/// In the first pair of quotes that the text does not close itself.
fn quoted(text: &str) -> String {
    let pairs = [('“', '”'), ('"', '"'), ('「', '」'), ('『', '』')];
    match pairs.iter().find(|(_, close)| !text.contains(*close)) {
        Some((open, close)) => format!("{open}{text}{close}"),
        // No parsed phrase is like that.
        None => format!("“{}”", text.replace('”', "＂")),
    }
}

fn field_test(field: FieldName, test: &Test) -> String {
    let name = field.label();
    match test {
        Test::Is(value) => format!("{name}:{value}"),
        Test::Phrase(text) => format!("{name}:{}", quoted(text)),
        Test::Present => format!("{name}:有"),
        Test::Number { from, to } => numbers(name, field.info().kind, *from, *to),
        Test::Date { from, to } => format!("{name}:{}", dates(*from, *to)),
    }
}

fn numbers(name: &str, kind: Kind, from: Bound<f64>, to: Bound<f64>) -> String {
    use Bound::{Excluded, Included, Unbounded};
    let words = |value: f64| number(kind, value);
    match (from, to) {
        (Unbounded, Unbounded) => format!("{name}:有"),
        (Included(from), Included(to)) if words(from) == words(to) => format!("{name}:{}", words(from)),
        (Included(from), Included(to)) => format!("{name}:{}..{}", words(from), words(to)),
        (Included(from), Unbounded) => format!("{name}:>={}", words(from)),
        (Excluded(from), Unbounded) => format!("{name}:>{}", words(from)),
        (Unbounded, Included(to)) => format!("{name}:<={}", words(to)),
        (Unbounded, Excluded(to)) => format!("{name}:<{}", words(to)),
        (Included(from), Excluded(to)) => format!("{name}:>={}<{}", words(from), words(to)),
        (Excluded(from), Included(to)) => format!("{name}:>{}<={}", words(from), words(to)),
        (Excluded(from), Excluded(to)) => format!("{name}:>{}<{}", words(from), words(to)),
    }
}

fn number(kind: Kind, value: f64) -> String {
    match kind {
        Kind::Months => months_in_words(value),
        Kind::Money if value >= 10_000.0 && value % 10_000.0 == 0.0 => format!("{}万", value / 10_000.0),
        _ => value.to_string(),
    }
}

fn dates(from: Bound<Date>, to: Bound<Date>) -> String {
    let from = match from {
        Bound::Included(day) => Some(day),
        Bound::Excluded(day) => day.tomorrow().ok(),
        Bound::Unbounded => None,
    };
    // The last day, and whether it ends a month or a year.
    let last = match to {
        Bound::Included(day) => Some(day),
        Bound::Excluded(day) => day.yesterday().ok(),
        Bound::Unbounded => None,
    };
    match (from, last) {
        (None, None) => "有".to_owned(),
        (Some(from), None) => format!("{from}.."),
        (None, Some(last)) => format!("..{last}"),
        (Some(from), Some(last)) => between(from, last),
    }
}

fn between(from: Date, last: Date) -> String {
    let month = |day: Date| format!("{:04}-{:02}", day.year(), day.month());
    let year = |day: Date| format!("{:04}", day.year());
    let (first, last) = if from.day_of_year() == 1 && (last.month(), last.day()) == (12, 31) {
        (year(from), year(last))
    } else if from.day() == 1 && last.day() == last.days_in_month() {
        (month(from), month(last))
    } else {
        (from.to_string(), last.to_string())
    };
    if first == last { first } else { format!("{first}..{last}") }
}
