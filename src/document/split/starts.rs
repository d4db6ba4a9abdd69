//! Where a new paper starts, by the signs that stand together there.

use super::lines::Line;
use crate::document::DocumentKind;
use crate::document::kind::{Title, is_issuer_line, number_of, resembles_title, title_of};

/// Signs needed beside the title itself.
const ENOUGH: i32 = 3;
/// Lines after a title in which its number and first words stand.
const REACH: usize = 4;

/// Words between two title lines of one paper, such as a cover line and the heading proper.
const ONE_HEADING: usize = 200;

/// The paper a line stands in.
struct Open {
    kind: DocumentKind,
    title: String,
    number: Option<String>,
    line: usize,
}

/// Indexes of the lines at which papers start, except the first line.
pub(super) fn of(lines: &[Line]) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut open: Option<Open> = None;
    let titles: Vec<Option<Title>> = lines.iter().map(|line| title_of(&line.words)).collect();
    for (at, line) in lines.iter().enumerate() {
        let title = titles.get(at).copied().flatten();
        let begin = first_line(lines, at);
        let signs = match title {
            Some(title) if title.strength >= 0.5 => signs(lines, &titles, at, begin, title),
            None if resembles_title(&line.words) && opens_page(lines, begin, at) => {
                unknown_title_signs(lines, at, begin)
            }
            _ => continue,
        };
        let new = Open {
            kind: title.map_or(DocumentKind::Unknown, |title| title.kind),
            title: line.words.clone(),
            number: number_near(lines, at),
            line: at,
        };
        if signs < needed(open.as_ref(), &new, lines, begin) {
            continue;
        }
        let is_first = open.is_none() && is_front(lines, begin);
        open = Some(new);
        if begin > 0 && !is_first && starts.last().is_none_or(|&last| begin > last) {
            starts.push(begin);
        }
    }
    starts
}

/// How many signs a start needs after the paper that is open.
fn needed(open: Option<&Open>, new: &Open, lines: &[Line], begin: usize) -> i32 {
    let Some(open) = open.filter(|open| open.kind == new.kind) else { return ENOUGH };
    let is_same_number = new.number.is_some() && open.number == new.number;
    if is_same_number || characters(lines, open.line, begin) < ONE_HEADING && !closes(lines, begin) {
        return i32::MAX;
    }
    // A running header repeats the title on every page, without a number below it.
    let is_header = open.title == new.title && new.number.is_none() && !closes(lines, begin);
    if is_header { ENOUGH + 3 } else { ENOUGH }
}

fn characters(lines: &[Line], from: usize, to: usize) -> usize {
    lines.get(from..to).unwrap_or_default().iter().map(|line| line.words.chars().count()).sum()
}

/// A few words above the first title belong to it: a stamp, a caption, a page header.
fn is_front(lines: &[Line], begin: usize) -> bool {
    let above = lines.get(..begin).unwrap_or_default();
    let is_caption =
        above.len() <= 3 && above.iter().all(|line| !line.words.ends_with('。') && !is_date(&line.words));
    is_caption || characters(lines, 0, begin) < 40
}

/// The line where the paper with the title at `at` begins: its issuer stands above.
fn first_line(lines: &[Line], at: usize) -> usize {
    let mut begin = at;
    while begin > 0 && at - begin < 2 && !lines.get(begin).is_some_and(|line| line.opens_page) {
        let Some(above) = lines.get(begin - 1) else { break };
        let is_new_issuer = is_issuer_line(&above.words)
            && !is_addressee(lines, begin - 1)
            && title_of(&above.words).is_none();
        if !is_new_issuer || is_signature(lines, begin - 1, begin) {
            break;
        }
        begin -= 1;
    }
    begin
}

/// 此致 above an office: it is the addressee that ends the paper before.
fn is_addressee(lines: &[Line], at: usize) -> bool {
    at > 0 && lines.get(at - 1).is_some_and(|line| line.words.ends_with("此致"))
}

/// An office with a date right below signs the paper before.
fn is_signature(lines: &[Line], at: usize, below: usize) -> bool {
    at + 1 == below && lines.get(below).is_some_and(|line| is_date(&line.words))
}

fn signs(lines: &[Line], titles: &[Option<Title>], at: usize, begin: usize, title: Title) -> i32 {
    let opens_page = opens_page(lines, begin, at);
    let has_number = title.has_number || numbered(lines, at);
    let openings = opening_words(lines, at);
    // A title right after a signature may still be an annex of the same paper.
    if !(opens_page || has_number || title.has_issuer || begin < at || openings >= 2) {
        return 0;
    }
    let mut sum = openings.min(2) - neighbours(titles, at);
    for sign in [opens_page, begin < at, has_number, closes(lines, begin)] {
        sum += 2 * i32::from(sign);
    }
    if is_open(lines, begin) && !opens_page {
        sum -= 4;
    }
    let is_plain = title.strength >= 0.9;
    sum + i32::from(title.has_issuer) - i32::from(!is_plain)
}

/// A paper of a kind not in the table starts like one: at a page start with issuer or number.
fn unknown_title_signs(lines: &[Line], at: usize, begin: usize) -> i32 {
    let has_mark = numbered(lines, at) || begin < at;
    if has_mark { ENOUGH } else { 0 }
}

fn opens_page(lines: &[Line], begin: usize, at: usize) -> bool {
    // A page number or a stamp may stand above the title.
    (begin.saturating_sub(1)..=at).any(|index| {
        lines
            .get(index)
            .is_some_and(|line| line.opens_page && (index >= begin || line.words.chars().count() <= 12))
    })
}

fn numbered(lines: &[Line], at: usize) -> bool {
    number_below(lines, at).is_some()
}

/// The number in the lines below a title.
fn number_below(lines: &[Line], at: usize) -> Option<String> {
    let cells = lines.iter().skip(at + 1).take(2).flat_map(|line| line.words.split('\t'));
    cells.filter(|cell| number_of(cell).is_some()).map(str::to_owned).next()
}

/// The number of the paper with the title at `at`, in the title line or below.
fn number_near(lines: &[Line], at: usize) -> Option<String> {
    let below = number_below(lines, at);
    below
        .or_else(|| {
            lines.get(at).and_then(|line| line.words.rsplit_once('书')).map(|(_, rest)| rest.to_owned())
        })
        .filter(|number| number.chars().any(|c| c.is_ascii_digit()))
}

/// The line before ends a paper: a date, a signature, an enclosure, thumbprints.
fn closes(lines: &[Line], begin: usize) -> bool {
    lines.iter().take(begin).rev().take(3).any(|line| {
        let words = line.words.as_str();
        is_date(words)
            || (words.chars().count() <= 40
                && [
                    "（院印）",
                    "（公章）",
                    "（印）",
                    "附：",
                    "附件",
                    "附卷",
                    "书记员",
                    "捺印",
                    "捺指印",
                    "签名",
                    "签收人",
                    "承办人",
                    "记录人",
                    "此联",
                ]
                .iter()
                .any(|mark| words.contains(mark)))
    })
}

/// The line before breaks off in the middle of a sentence.
fn is_open(lines: &[Line], begin: usize) -> bool {
    begin > 0
        && lines
            .get(begin - 1)
            .is_some_and(|line| line.words.ends_with(['，', '、', '《', '（', '“', '的', '了']))
}

fn is_date(words: &str) -> bool {
    let count = words.chars().count();
    (6..=26).contains(&count)
        && words.ends_with('日')
        && words.contains('年')
        && !words.contains(['，', '。', '；'])
}

/// First words typical of the beginning of a paper.
fn opening_words(lines: &[Line], at: usize) -> i32 {
    const OPENINGS: &[&str] = &[
        "被告人",
        "犯罪嫌疑人",
        "被不起诉人",
        "公诉机关",
        "原公诉机关",
        "时间：",
        "案由",
        "你局",
        "你院",
        "被讯问人",
        "被询问人",
        "受送达人",
        "根据《中华人民共和国",
        "姓名",
        "本院",
        "我局",
        "兹",
        "起止时间",
        "地点：",
        "案件名称",
        "委托人",
        "甲方",
        "申请人",
        "被取保候审人",
        "被害人",
        "上诉人",
        "讯问",
        "询问",
        "收件",
        "检查时间",
        "辨认时间",
        "抗诉机关",
        "文书名称",
        "收案",
        "被拘留人",
        "我叫",
        "委托人",
    ];
    let found = lines.iter().skip(at + 1).take(REACH).filter(|line| {
        OPENINGS.iter().any(|opening| line.words.starts_with(opening)) || line.words.ends_with('：')
    });
    found.count() as i32
}

/// Titles right above and below: the rows of an index or a list of enclosures.
fn neighbours(titles: &[Option<Title>], at: usize) -> i32 {
    let is_title =
        |index: Option<usize>| index.and_then(|index| titles.get(index)).is_some_and(Option::is_some);
    3 * (i32::from(is_title(at.checked_sub(1))) + i32::from(is_title(Some(at + 1))))
}
