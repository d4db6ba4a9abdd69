//! The short way the data files write a place in a law: `133之一.2` is article 133-1, paragraph 2.

use super::Citation;

const INSERTS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Reads `264`, `133之一`, `67.1`, `133之一.2` or `234.2.1` (article, paragraph, item) of `law`.
pub fn parse(law: &str, place: &str) -> Option<Citation> {
    let mut parts = place.split('.');
    let head = parts.next()?;
    let (article, insert) = match head.split_once('之') {
        Some((article, insert)) => {
            let at = INSERTS.iter().position(|&numeral| numeral == insert)?;
            (article, Some(at as u8 + 1))
        }
        None => (head, None),
    };
    let mut number = || parts.next().map(str::parse::<u8>).transpose().ok();
    let (paragraph, item) = (number()?, number()?);
    Some(Citation { law: law.to_owned(), article: article.parse().ok()?, insert, paragraph, item })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_inserted_articles_and_paragraphs() {
        let place = parse("刑法", "133之一.2").expect("a place");
        assert_eq!((place.article, place.insert, place.paragraph, place.item), (133, Some(1), Some(2), None));
        assert_eq!(parse("刑法", "264").map(|place| place.article), Some(264));
    }

    #[test]
    fn refuses_what_is_no_place() {
        for wrong in ["", "之一", "133之廿", "12.x", "一百"] {
            assert_eq!(parse("刑法", wrong), None, "{wrong}");
        }
    }
}
