//! 刑法264, 第二百六十四条, 刑诉法第15条: one spelling for a place in the law, as far as the article.

use jiff::civil::Date;

use super::Problem;
use crate::law::articles::{self, Absence};
use crate::law::citation::{self, Citation};
use crate::law::place;
use crate::search::query::fields::FieldInfo;
use crate::text::numeral;

/// The law meant where none is named.
const CRIMINAL_LAW: &str = "刑法";

/// The law and its article, 刑法264 or 刑法133之1; the law alone where no article is named.
pub(super) fn read(info: &FieldInfo, folded: &str) -> Result<String, Problem> {
    let unreadable = || {
        let expected = "写成 264、刑法264、刑法第二百六十四条、133之一，或者只写法律名称";
        Problem::Value(info.field, expected.to_owned())
    };
    let written: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let (law, rest) = split(&written);
    if rest.is_empty() {
        return articles::short_name(law).map(str::to_owned).ok_or_else(unreadable);
    }
    if !is_name(law) {
        return Err(unreadable());
    }
    let law = if law.is_empty() { CRIMINAL_LAW.to_owned() } else { citation::short_name(law) };
    let place = place_of(&law, rest).ok_or_else(unreadable)?;
    if articles::check(&place, Date::MAX) == Err(Absence::NoArticle) {
        return Err(Problem::Value(info.field, format!("核对条文序号，{law}没有这一条")));
    }
    let insert = place.insert.map(|number| format!("之{number}")).unwrap_or_default();
    Ok(format!("{}{}{insert}", place.law, place.article))
}

/// The name of the law, and the rest from 第 or the first number.
fn split(written: &str) -> (&str, &str) {
    let is_start = |c: char| c == '第' || numeral::is_numeral(c);
    let close =
        written.rfind('》').filter(|_| written.starts_with('《')).map(|close| close + '》'.len_utf8());
    let from = close.or_else(|| written.find(is_start)).unwrap_or(written.len());
    let (law, rest) = written.split_at_checked(from).unwrap_or((written, ""));
    (law.trim_matches(['《', '》']), rest)
}

/// Whether a text can be the name of a law; one with numbers could not be told from its article.
fn is_name(law: &str) -> bool {
    law.chars().all(|c| (c.is_alphanumeric() && !numeral::is_numeral(c)) || matches!(c, '〈' | '〉'))
}

fn place_of(law: &str, rest: &str) -> Option<Citation> {
    if let Some(place) = place::parse(law, rest) {
        return Some(place);
    }
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    let end = rest.find(|c: char| !numeral::is_numeral(c)).unwrap_or(rest.len());
    let (number, tail) = rest.split_at_checked(end)?;
    let article = u16::try_from(numeral::integer(number)?).ok()?;
    let tail = tail.strip_prefix('条').unwrap_or(tail);
    let (insert, tail) = match tail.strip_prefix(['之', '-']) {
        None => (None, tail),
        Some(tail) => {
            let end = tail.find(|c: char| !numeral::is_numeral(c)).unwrap_or(tail.len());
            let (number, tail) = tail.split_at_checked(end)?;
            (Some(u8::try_from(numeral::integer(number)?).ok()?), tail)
        }
    };
    // Paragraphs and items are not told apart in the archive; they may stand there.
    let is_part = tail.is_empty() || tail.starts_with(['第', '（', '(']) && tail.ends_with(['款', '项']);
    let place = Citation { law: law.to_owned(), article, insert, paragraph: None, item: None };
    is_part.then_some(place)
}
