//! Where a new paper starts, by the signs that stand together there.

use super::lines::Line;
use super::marks::{
    closes, continues, is_body, is_continued, is_count, is_date, is_open, is_opening, is_rule,
};
use crate::document::DocumentKind;
use crate::document::kind::{
    Title, inline_title_of, is_bracketed, is_issuer_line, is_numbered_head, number_of, numbered_title_of,
    resembles_title, title_of,
};

/// Signs needed beside the title itself.
const ENOUGH: i32 = 3;
/// Lines after a title in which its number and first words stand.
const REACH: usize = 4;

/// Strength of a title without doubtful words before it.
const PLAIN: f32 = 0.9;

/// Forms whose title heads no part of another paper.
const STANDING: [DocumentKind; 3] =
    [DocumentKind::ServiceReturn, DocumentKind::InterrogationPass, DocumentKind::JudgmentReviewForm];

/// Papers that never stand in one line with their title: in forms and lists such a line names them.
const IN_FULL: [DocumentKind; 6] = [
    DocumentKind::Indictment,
    DocumentKind::Judgment,
    DocumentKind::Ruling,
    DocumentKind::ProsecutionOpinion,
    DocumentKind::NonProsecutionDecision,
    DocumentKind::JudgmentReviewForm,
];

/// Words between two title lines of one paper, such as a cover line and the heading proper.
const ONE_HEADING: usize = 200;

/// The paper a line stands in.
struct Open {
    kind: DocumentKind,
    title: String,
    number: Option<String>,
    line: usize,
    /// An office above the title or a number below it, as no mere heading has.
    stands_alone: bool,
}

/// Indexes of the lines at which papers start, except the first line.
pub(super) fn of(lines: &[Line]) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut open: Option<Open> = None;
    let titles: Vec<Option<Title>> = lines.iter().map(|line| title_of(&line.words)).collect();
    for (at, line) in lines.iter().enumerate() {
        let title = titles.get(at).copied().flatten();
        let begin = first_line(lines, at);
        // 鉴定意见： is the heading of a part.
        if is_continued(&line.words) || line.words.ends_with('：') {
            continue;
        }
        if is_further_record(lines, at, open.as_ref()) {
            starts.push(at);
            open = open.map(|open| Open { line: at, ..open });
            continue;
        }
        if is_further_number(lines, at, open.as_ref()) {
            starts.push(at);
            let number = lines.get(at).map(|line| line.words.clone());
            open = open.map(|open| Open { line: at, number, ..open });
            continue;
        }
        if begins_inline(lines, at) {
            starts.push(at);
            open = Some(opened(lines, at, inline_title_of(&line.words)));
            continue;
        }
        if let Some(title) = numbered_title_of(&line.words)
            .filter(|title| !IN_FULL.contains(&title.kind) && begins_numbered(lines, at))
            .filter(|_| !open.as_ref().is_some_and(|open| STANDING.contains(&open.kind)))
        {
            if at > 0 && (open.is_some() || !is_front(lines, at)) {
                starts.push(at);
            }
            open = Some(Open { stands_alone: true, ..opened(lines, at, Some(title)) });
            continue;
        }
        if open.is_none() && title.is_some_and(|title| title.strength >= PLAIN) && is_front(lines, begin) {
            open = Some(opened(lines, at, title));
            continue;
        }
        let signs = match title {
            Some(title) if title.strength >= 0.5 => signs(lines, &titles, at, begin, title),
            None if resembles_title(&line.words) => unknown_title_signs(lines, &titles, at, begin),
            _ => continue,
        };
        let new = opened(lines, at, title);
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

fn opened(lines: &[Line], at: usize, title: Option<Title>) -> Open {
    Open {
        kind: title.map_or(DocumentKind::Unknown, |title| title.kind),
        title: lines.get(at).map(|line| line.words.clone()).unwrap_or_default(),
        number: number_near(lines, at),
        line: at,
        stands_alone: numbered(lines, at)
            || first_line(lines, at) < at
            || title.is_some_and(|t| t.has_issuer),
    }
}

/// How many signs a start needs after the paper that is open.
fn needed(open: Option<&Open>, new: &Open, lines: &[Line], begin: usize) -> i32 {
    let Some(open) = open else { return ENOUGH };
    if open.kind != new.kind {
        // Headings of evidence and annexes inside a judgment look like titles of their own.
        let is_judgment = matches!(open.kind, DocumentKind::Judgment | DocumentKind::Ruling);
        let is_apart = lines.get(begin).is_some_and(|line| line.after_blank) || is_below_rule(lines, begin);
        return if is_judgment && !new.stands_alone && !is_apart { ENOUGH + 2 } else { ENOUGH };
    }
    let is_same_number = new.number.is_some() && open.number == new.number;
    let is_other_number = new.number.is_some() && open.number.is_some() && !is_same_number;
    let is_near = characters(lines, open.line, begin) < ONE_HEADING && !is_other_number;
    if is_same_number || is_near && !closes(lines, begin) {
        return i32::MAX;
    }
    // A running header repeats the title on every page, without a number or the first labels below it.
    let opens_anew = closes(lines, begin)
        && (opening_words(lines, new.line) > 0 || lines.get(begin).is_some_and(|line| line.after_blank));
    let is_header = open.title == new.title && new.number.is_none() && !opens_anew;
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
    // What was done on which day, and an empty line below it, is a paper of its own.
    let has_day = |line: &Line| ['年', '月', '日'].iter().all(|unit| line.words.contains(*unit));
    let is_apart = lines.get(begin).is_some_and(|line| line.after_blank);
    let is_record = is_apart && above.len() > 1 && above.iter().any(has_day);
    is_caption && !is_record || characters(lines, 0, begin) < 40
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
    let has_number_line = numbered(lines, at);
    let has_number = title.has_number || has_number_line || has_numbered_body(lines, at);
    let openings = opening_words(lines, at);
    let is_closed = closes(lines, begin);
    let is_apart = lines.get(begin).is_some_and(|line| line.after_blank);
    let has_body = lines.get(at + 1).is_some_and(|line| is_body(&line.words));
    let is_letter = is_apart && is_addressed(lines, at);
    // A title right after a signature may still be an annex of the same paper.
    let is_parted = is_below_rule(lines, begin);
    let is_certain = is_apart && has_body && title.strength >= PLAIN && STANDING.contains(&title.kind);
    let is_own_paper = is_closed && (is_apart || has_body || openings > 0)
        || is_letter
        || is_certain
        || is_parted && has_body;
    if !(opens_page || has_number || title.has_issuer || begin < at || openings >= 2 || is_own_paper) {
        return 0;
    }
    let first_words = if is_own_paper { openings.max(i32::from(has_body)) } else { openings };
    // 送达回证 names below it the paper that was served.
    let beside = if is_certain { 0 } else { neighbours(lines, titles, at) };
    let mut sum = first_words.min(2) - beside;
    for sign in [opens_page, begin < at, has_number, is_closed, is_letter, is_certain, is_parted && has_body]
    {
        sum += 2 * i32::from(sign);
    }
    sum += i32::from(is_apart && (is_closed || !has_number_line && has_numbered_body(lines, at)));
    if is_open(lines, begin) && !opens_page {
        sum -= 4;
    }
    if continues(lines.get(at + 1)) {
        sum -= 4;
    }
    let is_plain = title.strength >= PLAIN;
    sum + i32::from(title.has_issuer) - i32::from(!is_plain)
}

/// A paper of a kind not in the table starts like one: at a page start with issuer or number, or below
/// an empty line after the end of a paper.
fn unknown_title_signs(lines: &[Line], titles: &[Option<Title>], at: usize, begin: usize) -> i32 {
    let has_mark = numbered(lines, at) || begin < at;
    let follows_end = lines.get(begin).is_some_and(|line| line.after_blank)
        && closes(lines, begin)
        && !is_open(lines, begin)
        && neighbours(lines, titles, at) == 0
        && lines.get(at + 1).is_some_and(|line| is_body(&line.words));
    // 云岭县人民法院结案通知书 with a number below: a paper whatever stands above it.
    let is_issued = lines.get(begin).is_some_and(|line| line.after_blank)
        && numbered(lines, at)
        && (begin < at || lines.get(at).is_some_and(|line| names_office(&line.words)))
        && !is_open(lines, begin);
    if opens_page(lines, begin, at) && has_mark || is_issued || follows_end && !continues(lines.get(at + 1)) {
        ENOUGH
    } else {
        0
    }
}

/// An office that begins a title in one line with it.
fn names_office(words: &str) -> bool {
    ["人民法院", "人民检察院", "公安局", "公安分局", "监察委员会", "司法局"]
        .iter()
        .any(|office| words.split_once(office).is_some_and(|(_, title)| !title.is_empty()))
}

/// 第2次 alone on a line after a signed record begins the next record, though without its title.
fn is_further_record(lines: &[Line], at: usize, open: Option<&Open>) -> bool {
    let is_record = |open: &Open| {
        matches!(open.kind, DocumentKind::Interrogation | DocumentKind::WitnessInterview)
            && at > open.line + REACH
    };
    open.is_some_and(is_record)
        && lines.get(at).is_some_and(|line| is_count(&line.words))
        && closes(lines, at)
        && lines.get(at + 1).is_some_and(|line| is_body(&line.words))
}

/// A line drawn across the sheet stands above.
fn is_below_rule(lines: &[Line], at: usize) -> bool {
    at.checked_sub(1).and_then(|above| lines.get(above)).is_some_and(|line| is_rule(&line.words))
}

/// A number alone on a line below a line drawn across the sheet, not the open paper's own: a further paper of its kind,
/// without the title.
fn is_further_number(lines: &[Line], at: usize, open: Option<&Open>) -> bool {
    let is_other = |line: &Line| {
        number_of(&line.words).is_some()
            && open.and_then(|open| open.number.as_ref()).is_some_and(|own| *own != line.words)
    };
    lines.get(at).is_some_and(is_other) && is_below_rule(lines, at)
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

/// First words typical of the beginning of a paper.
fn opening_words(lines: &[Line], at: usize) -> i32 {
    lines.iter().skip(at + 1).take(REACH).filter(|line| is_opening(&line.words)).count() as i32
}

/// 云岭县看守所：below the title: a letter to an office, as no heading inside a paper is.
fn is_addressed(lines: &[Line], at: usize) -> bool {
    let below = lines.get(at + 1).and_then(|line| line.words.split_once('：'));
    below.is_some_and(|(office, _)| is_issuer_line(office))
}

/// Titles right above and below: the rows of an index or a list of enclosures.
fn neighbours(lines: &[Line], titles: &[Option<Title>], at: usize) -> i32 {
    let is_title = |index: usize| titles.get(index).is_some_and(Option::is_some);
    let is_apart = lines.get(at).is_some_and(|line| line.after_blank);
    let above = !is_apart && at > 0 && is_title(at - 1);
    3 * (i32::from(above) + i32::from(is_title(at + 1)))
}

/// 听取意见：某年某月某日…… below an empty line after a signature: a paper whose title has no line of its own.
fn begins_inline(lines: &[Line], at: usize) -> bool {
    at > 0
        && lines.get(at).is_some_and(|line| line.after_blank && inline_title_of(&line.words).is_some())
        && closes(lines, at)
        && !is_open(lines, at)
}

/// 批准逮捕决定书　云检批捕〔2023〕96号　云岭县公安局：你局……: title, number and words of a paper in one line, below
/// another paper that has come to its end.
fn begins_numbered(lines: &[Line], at: usize) -> bool {
    let has = |at: usize, test: fn(&str) -> bool| lines.get(at).is_some_and(|line| test(&line.words));
    let is_apart = lines.get(at).is_some_and(|line| line.after_blank);
    // One such paper below another, each in one line.
    let is_next = at > 0 && has(at - 1, |words| numbered_title_of(words).is_some());
    at == 0 || has(at, is_bracketed) || (is_apart || is_next || closes(lines, at)) && !is_open(lines, at)
}

/// 云公立字〔2023〕8号：决定对…… below a title: the number shares its line with the first words.
fn has_numbered_body(lines: &[Line], at: usize) -> bool {
    lines.get(at + 1).is_some_and(|line| is_numbered_head(&line.words))
}
