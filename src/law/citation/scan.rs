//! Finds citations in running text. A law named once carries over to the articles that follow.

use std::sync::LazyLock;

use regex::{Match, Regex};

use super::{Citation, names};
use crate::text::{Found, Range, numeral};

const NUMBER: &str = "(?:[0-9]+|[〇零一二两三四五六七八九十百千]+)";

static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let bare = names::bare_names().join("|");
    let one = format!("(?:（{NUMBER}）|{NUMBER}|[{SIGNS}])");
    let pattern = format!(
        "(?P<title>[《〈])|(?P<bare>{bare})|第?(?P<list>{one}(?:[、和及]第?{one})*)(?P<unit>条|款|项)(?:之(?P<insert>{NUMBER}))?"
    );
    Regex::new(&pattern).expect("the pattern is fixed")
});

static ONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("{NUMBER}|[{SIGNS}]")).expect("the pattern is fixed"));

/// Bracketed numbers of items as one sign, ten of each kind.
const SIGNS: &str = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽";

/// Where the last citation stands, to which a 款 or 项 may belong.
struct Place {
    citation: Citation,
    end: usize,
}

/// Every citation of a normalised text, in order.
pub fn scan(text: &str) -> Vec<Found<Citation>> {
    let mut found: Vec<Found<Citation>> = Vec::new();
    let mut law: Option<String> = None;
    let mut quoted: Option<Quoted> = None;
    let mut place: Option<Place> = None;
    let mut at = 0;
    while let Some(captures) = TOKEN.captures_at(text, at) {
        let Some(whole) = captures.get(0) else { break };
        at = whole.end();
        if let Some(left) = quoted.take_if(|quoted| quoted.end <= whole.start()) {
            law = Some(left.around);
            place = None;
        }
        // 该解释第一条, 本规定第二条: the paper named last, which need not be the law named last.
        let other = OTHER_PAPERS.iter().find(|other| text[..whole.start()].ends_with(**other));
        if quoted.is_none() && (captures.name("list").is_none() || other.is_some()) {
            quoted = law.as_ref().and_then(|law| Quoted::around(text, whole.start(), law));
        }
        if captures.name("title").is_some() {
            let end = end_of_title(text, whole.start());
            let title = text.get(whole.end()..end).unwrap_or_default();
            if is_law(title) {
                law = Some(named(text, end, names::short_name(title)));
                place = None;
            } else if names_article(text, end) {
                // 《协议书》第三条 is no article of the law named before; 《最高人民法院关于……问题的解解》 is a law misspelt.
                law = title.starts_with("最高人民").then(|| names::short_name(title));
                place = None;
            }
            at = end.max(whole.end());
            continue;
        }
        if let Some(bare) = captures.name("bare") {
            law = Some(named(text, whole.end(), names::short_name(bare.as_str())));
            place = None;
            continue;
        }
        if let Some(other) = other.filter(|_| law.is_some()) {
            law = Some((*other).to_owned());
            place = None;
        }
        let (Some(list), Some(unit), Some(named)) = (captures.name("list"), captures.name("unit"), &law)
        else {
            continue;
        };
        let continues = place.as_ref().is_some_and(|place| continues(text, place.end, whole.start()));
        let is_ordinal = whole.as_str().starts_with('第')
            || text[..whole.start()].ends_with(['》', '〉'])
            || continues && is_bare_number(text, place.as_ref(), &whole, unit.as_str());
        let numbers = ONE.find_iter(list.as_str()).flat_map(|n| parts(n.as_str(), unit.as_str()));
        if unit.as_str() == "条" {
            let before = &text[..whole.start()];
            // 第三百八十三条第一条: a slip of 款, and no article of its own.
            if !is_ordinal || before.ends_with("主文") || before.ends_with('条') {
                continue;
            }
            let insert = captures
                .name("insert")
                .and_then(|n| numeral::integer(n.as_str()))
                .and_then(|n| u8::try_from(n).ok());
            let numbers: Vec<i64> = numbers.collect();
            let meant = meant(named, &numbers, &found).to_owned();
            place = add_articles(&mut found, &meant, numbers.into_iter(), insert, whole.range());
            law = Some(meant);
            continue;
        }
        let is_paragraph = unit.as_str() == "款";
        if !continues || !(is_ordinal || list.as_str().starts_with(|c| c == '（' || SIGNS.contains(c))) {
            continue;
        }
        if let Some(last) = place.take() {
            place = Some(add_parts(&mut found, last, numbers, is_paragraph, whole.range()));
        }
    }
    found
}

/// The law an article belongs to: 《刑法》第一百五十一条、《……解释》第十一条、第六十七条 returns to the Criminal Law, since
/// no interpretation of it has so many articles.
fn meant<'l>(law: &'l str, numbers: &[i64], found: &'l [Found<Citation>]) -> &'l str {
    let is_short = ["解释", "规定", "意见", "批复", "纪要"].iter().any(|kind| law.ends_with(kind))
        && !["诉讼", "规则", "民法典", "民事"].iter().any(|other| law.contains(other));
    if !is_short || numbers.iter().any(|&number| number <= LONGEST_INTERPRETATION) {
        return law;
    }
    found.iter().map(|one| one.value.law.as_str()).find(|&name| name == "刑法").unwrap_or(law)
}

/// Articles of the longest interpretation of the Criminal Law, some to spare.
const LONGEST_INTERPRETATION: i64 = 46;

/// Words in quotation marks that name a law of their own; behind them the law around them goes on.
struct Quoted {
    end: usize,
    around: String,
}

impl Quoted {
    /// The open quotation a law is named in.
    fn around(text: &str, at: usize, law: &str) -> Option<Self> {
        let open = text[..at].rfind(['“', '”', '。']).filter(|&mark| text[mark..].starts_with('“'))?;
        let end = at + text[at..].find(['”', '\n']).filter(|&end| text[at + end..].starts_with('”'))?;
        // 《解释》第三条“……刑法第三百八十三条……”: what is quoted is an article's own words.
        text[..open].ends_with(['条', '款', '项', '：', '定']).then(|| Self { end, around: law.to_owned() })
    }
}

/// Whether an article stands right behind a title.
fn names_article(text: &str, end: usize) -> bool {
    static ARTICLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!("^[》〉]+第{NUMBER}条")).expect("the pattern is fixed"));
    ARTICLE.is_match(text.get(end..).unwrap_or_default())
}

/// 第二百六十四条、二百六十三条; 第二十五条一款: numbers of a list without 第. A few 条 may be cartons.
fn is_bare_number(text: &str, last: Option<&Place>, whole: &Match<'_>, unit: &str) -> bool {
    let Some(last) = last else { return false };
    if unit != "条" {
        return last.end == whole.start() && !text[..whole.start()].ends_with('项');
    }
    let number = numeral::integer(whole.as_str().trim_end_matches(unit));
    last.end < whole.start() && number.is_some_and(|number| number >= LEAST_BARE)
}

/// Lower numbers without 第 are no articles.
const LEAST_BARE: i64 = 10;

/// Papers named by their kind only.
const OTHER_PAPERS: [&str; 6] = ["该解释", "本解释", "该意见", "本意见", "该规定", "本规定"];

/// The numbers of one numeral. 第二三款 are two paragraphs: no article has twenty-three.
fn parts(written: &str, unit: &str) -> Vec<i64> {
    if let Some(at) = SIGNS.chars().position(|sign| written.starts_with(sign)) {
        return vec![at as i64 % 10 + 1];
    }
    let digits = "一二三四五六七八九";
    let is_run = unit != "条" && written.chars().count() > 1 && written.chars().all(|c| digits.contains(c));
    if !is_run {
        return numeral::integer(written).into_iter().collect();
    }
    written.chars().filter_map(|digit| numeral::integer(digit.encode_utf8(&mut [0; 4]))).collect()
}

/// What interprets a law is written around its name: 关于适用《刑事诉讼法》的解释, 刑事诉讼法若干问题的解释.
static INTERPRETED: LazyLock<Regex> = LazyLock::new(|| {
    let close = "^[》〉﹥＞>）)]*";
    let of = "(?:若干问题的?|有关问题的?|的若干问题的?)";
    Regex::new(&format!("{close}(?:(?:{of}|的)?(?:司法)?解释|{of}(?:规定|意见))"))
        .expect("the pattern is fixed")
});

/// The law named up to `end`: itself, what interprets it, or the code of 1979.
fn named(text: &str, end: usize, name: String) -> String {
    let rest = text.get(end..).unwrap_or_default();
    if INTERPRETED.is_match(rest) {
        return format!("关于适用〈{name}〉的解释");
    }
    let before = text.get(..end).unwrap_or_default().trim_end_matches(name.as_str());
    let before = before
        .trim_end_matches(['《', '〈'])
        .trim_end_matches("中华人民共和国")
        .trim_end_matches(['《', '〈']);
    let is_old = name == "刑法" && ["1979年", "一九七九年", "79年"].iter().any(|year| before.ends_with(year));
    if is_old { format!("1979年{name}") } else { name }
}

fn add_articles(
    found: &mut Vec<Found<Citation>>,
    law: &str,
    numbers: impl Iterator<Item = i64>,
    insert: Option<u8>,
    range: Range,
) -> Option<Place> {
    let mut place = None;
    for number in numbers {
        let Ok(article) = u16::try_from(number) else { continue };
        let citation = Citation { law: law.to_owned(), article, insert: None, paragraph: None, item: None };
        found.push(Found::new(citation.clone(), range.clone()));
        place = Some(Place { citation, end: range.end });
    }
    // 之一 belongs to the last article of a list.
    if let (Some(place), Some(last)) = (&mut place, found.last_mut()) {
        place.citation.insert = insert;
        last.value.insert = insert;
    }
    place
}

/// A 款 or 项 narrows the citation it stands beside; a further one in a list makes a new citation.
fn add_parts(
    found: &mut Vec<Found<Citation>>,
    last: Place,
    numbers: impl Iterator<Item = i64>,
    is_paragraph: bool,
    range: Range,
) -> Place {
    let is_adjacent = last.end == range.start;
    let mut citation = last.citation;
    let mut narrows = is_adjacent
        && found.last().is_some_and(|found| found.value == citation)
        && if is_paragraph {
            citation.paragraph.is_none() && citation.item.is_none()
        } else {
            citation.item.is_none()
        };
    for number in numbers {
        let Ok(part) = u8::try_from(number) else { continue };
        if is_paragraph {
            citation.paragraph = Some(part);
            citation.item = None;
        } else {
            citation.item = Some(part);
        }
        match found.last_mut().filter(|_| narrows) {
            Some(whole) => {
                whole.value = citation.clone();
                whole.range.end = range.end;
            }
            None => found.push(Found::new(citation.clone(), range.clone())),
        }
        narrows = false;
    }
    Place { citation, end: range.end }
}

fn continues(text: &str, from: usize, to: usize) -> bool {
    matches!(
        text.get(from..to),
        Some("" | "、" | "和" | "及" | "以及" | "，" | "与" | "的" | "，以及" | "或" | "或者" | "；")
    )
}

/// One past the 》 that closes the title opened at `start`, or its text's end on the same paragraph.
fn end_of_title(text: &str, start: usize) -> usize {
    let mut depth = 0;
    for (at, character) in text[start..].char_indices().take(150) {
        match character {
            '《' | '〈' => depth += 1,
            '》' | '〉' => depth -= 1,
            '\n' => return start + at,
            _ => {}
        }
        if depth == 0 {
            return start + at;
        }
    }
    start
}

/// Laws and interpretations, but not 《鉴定书》 or 《赔偿协议》.
fn is_law(title: &str) -> bool {
    let title = title.trim_end_matches(['〉', '﹥', '＞', '>', ' ']);
    let title = match title.rsplit_once("（") {
        Some((head, tail)) if tail.ends_with('）') => head,
        _ => title,
    };
    let title = title.trim_end_matches("试行");
    title == "解释"
        || (title.ends_with(['法', '典'])
            || [
                "解释",
                "规定",
                "条例",
                "规则",
                "办法",
                "批复",
                "纪要",
                "通知",
                "修正案",
                "通则",
                "总则",
                "复函",
                "解答",
                "规程",
                "决定",
                "标准",
                "细则",
                "若干意见",
                "若干问题意见",
                "指导意见",
                "的意见",
                "问题的意见",
            ]
            .iter()
            .any(|end| title.ends_with(end))
            || names::is_known(title))
            && !["起诉决定", "处罚决定", "逮捕决定"].iter().any(|end| title.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        scan(text)
            .into_iter()
            .map(|found| {
                let Citation { law, article, insert, paragraph, item } = found.value;
                let part = |n: Option<u8>| n.map_or(String::new(), |n| n.to_string());
                format!("{law} {article}-{}.{}.{}", part(insert), part(paragraph), part(item))
            })
            .collect()
    }

    #[test]
    fn a_law_carries_over_to_the_articles_that_follow() {
        let text = "依照《中华人民共和国刑法》第二百六十四条、第六十七条第一款、第三款，第七十二条和《中华人民共和国刑事诉讼法》第十五条、第一百七十六条之规定";
        assert_eq!(
            read(text),
            [
                "刑法 264-..",
                "刑法 67-.1.",
                "刑法 67-.3.",
                "刑法 72-..",
                "刑事诉讼法 15-..",
                "刑事诉讼法 176-.."
            ]
        );
    }

    #[test]
    fn the_criminal_law_goes_on_behind_an_interpretation_of_it() {
        let text = "依照《中华人民共和国刑法》第一百五十一条第三款、《最高人民法院关于办理走私刑事案件适用法律若干问题的解释》第十一条、第六十七条第三款、第三十七条之规定";
        assert_eq!(
            read(text),
            [
                "刑法 151-.3.",
                "最高人民法院关于办理走私刑事案件适用法律若干问题的解释 11-..",
                "刑法 67-.3.",
                "刑法 37-.."
            ]
        );
    }

    #[test]
    fn inserted_articles_paragraphs_and_items() {
        assert_eq!(
            read("《刑法》第一百三十三条之一第一款第（二）项、第（四）项"),
            ["刑法 133-1.1.2", "刑法 133-1.1.4"]
        );
        assert_eq!(read("《刑法》第六十四条第一款第㈠、㈢项"), ["刑法 64-.1.1", "刑法 64-.1.3"]);
        assert_eq!(read("刑法第67条，第264条"), ["刑法 67-..", "刑法 264-.."]);
        assert_eq!(read("《刑法》第五十二、五十三条"), ["刑法 52-..", "刑法 53-.."]);
        assert_eq!(read("《刑法》第七十三条第二、三款"), ["刑法 73-.2.", "刑法 73-.3."]);
        assert_eq!(
            read("《刑法》第二十五条第一款、第二十六条第一、四款"),
            ["刑法 25-.1.", "刑法 26-.1.", "刑法 26-.4."]
        );
    }

    #[test]
    fn interpretations_keep_their_title() {
        let text = "《最高人民法院、最高人民检察院关于办理盗窃刑事案件适用法律若干问题的解释》第一条第一款、《刑法》第六十四条";
        let laws: Vec<_> = scan(text).into_iter().map(|found| found.value.law).collect();
        assert_eq!(laws, ["最高人民法院、最高人民检察院关于办理盗窃刑事案件适用法律若干问题的解释", "刑法"]);
        assert_eq!(
            read("《关于适用〈中华人民共和国刑事诉讼法〉的解释》第三条")[0],
            "关于适用〈中华人民共和国刑事诉讼法〉的解释 3-.."
        );
    }

    #[test]
    fn the_range_covers_article_to_item() {
        let text = "《刑法》第六十七条第三款的规定";
        assert_eq!(&text[scan(text)[0].range.clone()], "第六十七条第三款");
    }

    #[test]
    fn titles_within_titles_are_interpretations_of_their_own() {
        let text = "《刑法》第六十四条，《最高人民法院〈关于适用财产刑若干问题的规定〉》第一条、《关于适用〈中华人民共和国刑事诉讼法〉的解释》一百五十五条第一款";
        assert_eq!(
            read(text),
            [
                "刑法 64-..",
                "最高人民法院关于适用财产刑若干问题的规定 1-..",
                "关于适用〈中华人民共和国刑事诉讼法〉的解释 155-.1."
            ]
        );
        assert!(read("《刑法》施行后，撤销判决书主文第一条").is_empty());
    }

    #[test]
    fn interpretations_written_around_the_name_of_a_law_are_not_that_law() {
        for text in [
            "最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释第三百六十五条",
            "最高人民法院关于适用刑事诉讼法的解释第365条",
            "《最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释第三百六十五条",
        ] {
            let laws: Vec<_> = scan(text).into_iter().map(|found| found.value.law).collect();
            assert_eq!(laws, ["关于适用〈刑事诉讼法〉的解释"], "{text}");
        }
        assert_eq!(
            read("《关于办理妨害国（边）境管理案件的解释》第一条")[0],
            "关于办理妨害国（边）境管理案件的解释 1-.."
        );
        assert_eq!(read("1979年《中华人民共和国刑法》第一百五十条"), ["1979年刑法 150-.."]);
        assert_eq!(read("《刑法》第六十七条，该意见第二条第二款"), ["刑法 67-..", "该意见 2-.2."]);
    }

    #[test]
    fn paragraphs_run_together_are_several() {
        assert_eq!(read("《刑法》第七十三条第二三款"), ["刑法 73-.2.", "刑法 73-.3."]);
    }

    #[test]
    fn numbers_of_a_list_need_no_ordinal() {
        assert_eq!(
            read("《刑法》第二百九十四条第二款、二百六十三条第一款，二十五条一款、第六十四条"),
            ["刑法 294-.2.", "刑法 263-.1.", "刑法 25-.1.", "刑法 64-.."]
        );
        assert_eq!(read("《刑法》第六十四条，二条香烟、15元"), ["刑法 64-.."]);
    }

    #[test]
    fn a_quotation_and_a_paper_that_is_no_law_lend_no_articles() {
        assert_eq!(
            read(
                "《关于办理贪污案件的解释》第三条第一款“刑法第三百八十三条第一款规定的情节”、第十九条第一款"
            ),
            ["关于办理贪污案件的解释 3-.1.", "刑法 383-.1.", "关于办理贪污案件的解释 19-.1."]
        );
        assert_eq!(read("《刑法》第六十四条，《合作协议书》第三条"), ["刑法 64-.."]);
        assert_eq!(
            read("《刑法》第六十四条，《最高人民法院（关于审理走私案件的解释）》第三条")[1],
            "最高人民法院（关于审理走私案件的解释） 3-.."
        );
        assert_eq!(
            read(
                "《最高人民法院﹤关于处理自首和立功的解释﹥》第一条、《民法总则》第一百七十九条第一款第（八）项"
            ),
            ["最高人民法院关于处理自首和立功的解释 1-..", "民法总则 179-.1.8"]
        );
    }

    #[test]
    fn nothing_without_a_law() {
        assert!(scan("合同第三条、第二款").is_empty());
        assert!(scan("出具《鉴定书》第三条").is_empty());
    }
}
