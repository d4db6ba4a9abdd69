//! Where a text tells of accused persons' records: whose, and which words.

use std::sync::LazyLock;

use crate::text::{Pattern, Range, date};

/// A record, and the persons it is told of.
pub(super) struct Record {
    pub persons: Vec<String>,
    pub range: Range,
}

/// What follows the names where a record is told.
static TOLD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "^(?:（[^（）]{1,30}）)?[，：]?(?:均|还|又|另|也)?(?:系累犯|系前科人员|有(?:犯罪|违法犯罪|刑事)?(?:前科|劣迹|记录)(?:劣迹)?)?[，：、]?(?:均|还|又|另|也)?(?:曾(?:因|于|被|犯|在|经)|因|[于在]?(?:19|20)[0-9]{2}年[^，。；]{0,16}，?(?:曾|又)?(?:因|被))",
    )
    .expect("the pattern is fixed")
});

/// What follows the names where the day stands before them: 2016年11月25日，被告人赵某某因犯…….
static BEHIND_DAY: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("^(?:曾|又)?(?:因|被)").expect("the pattern is fixed"));

/// Words before a name that make it that of the accused.
const ROLES: [&str; 8] = [
    "上诉人（原审被告人）",
    "原审被告人",
    "一审被告人",
    "被告人",
    "上诉人",
    "犯罪嫌疑人",
    "嫌疑人",
    "被告单位",
];

/// Words a sentence about a record leads with.
const LEADS: [&str; 14] = [
    "证实",
    "证明",
    "载明",
    "显示",
    "查明",
    "记载",
    "反映",
    "证实了",
    "证明了",
    "确认",
    "另",
    "其中",
    "系",
    "表明",
];

/// Every record told of one of `names`.
pub(super) fn all(text: &str, names: &[String]) -> Vec<Record> {
    let mut starts: Vec<usize> =
        names.iter().flat_map(|name| text.match_indices(name.as_str()).map(|(at, _)| at)).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut found: Vec<Record> = Vec::new();
    let mut floor = 0;
    for start in starts {
        let day = day_before(text, start);
        if start < floor || day.is_none() && !is_led(&text[..start]) {
            continue;
        }
        let (persons, end) = listed(text, start, names);
        let rest = &text[end..];
        let day = day.filter(|_| BEHIND_DAY.is_match(rest) && !has_own_day(rest));
        let Some(from) = day.or_else(|| TOLD.is_match(rest).then_some(end)) else { continue };
        let stop = end_of_record(text, end, names);
        if !persons.is_empty() {
            found.push(Record { persons, range: from..stop });
            floor = end;
        }
    }
    found
}

/// Whether a name may begin here: behind its role, a mark or a word that tells what a paper proves.
fn is_led(before: &str) -> bool {
    before.is_empty()
        || before.ends_with(['，', '。', '；', '：', '\n', '\t', ' ', '、', '）', '.', '．'])
        || ROLES.iter().chain(&LEADS).any(|word| before.ends_with(word))
}

/// The accused named from `start` on, joined by 、 or 和, and where the list ends.
fn listed(text: &str, start: usize, names: &[String]) -> (Vec<String>, usize) {
    let mut persons = Vec::new();
    let mut at = start;
    let mut end = start;
    loop {
        let rest = &text[at..];
        let longest =
            names.iter().filter(|name| rest.starts_with(name.as_str())).max_by_key(|name| name.len());
        let Some(name) = longest.filter(|name| !goes_on(name, &rest[name.len()..])) else { break };
        persons.push(name.clone());
        end = at + name.len();
        let Some(joint) = ["、", "和", "及", "与"].iter().find(|joint| text[end..].starts_with(**joint))
        else {
            break;
        };
        at = end + joint.len();
        let role = ROLES.iter().find(|role| text[at..].starts_with(**role));
        at += role.map_or(0, |role| role.len());
    }
    (persons, end)
}

/// 张某 inside 张某某 or 张某2 is somebody else.
fn goes_on(name: &str, after: &str) -> bool {
    name.contains(['某', '×', '*', 'X'])
        && after.starts_with(|c: char| {
            c.is_ascii_digit() || matches!(c, '某' | '×' | '*' | 'X' | '甲' | '乙' | '丙' | '丁' | '戊')
        })
}

/// Where the day that stands right before a name begins: 2016年11月25日，被告人.
fn day_before(text: &str, name: usize) -> Option<usize> {
    let before = &text[..name];
    let before = ROLES.iter().find_map(|role| before.strip_suffix(role)).unwrap_or(before);
    let before = before.strip_suffix('，').unwrap_or(before);
    let before = before.strip_suffix('晚').unwrap_or(before);
    let near = before.char_indices().rev().nth(20).map_or(0, |(at, _)| at);
    let day = date::scan(&before[near..]).into_iter().last()?;
    (near + day.range.end == before.len() && day.value.month.is_some()).then_some(near + day.range.start)
}

/// Whether the day is told between the names and what was done: 因犯盗窃罪，于2011年9月被判处…….
fn has_own_day(rest: &str) -> bool {
    let act = rest.find(['被', '。']).unwrap_or(rest.len());
    !date::scan(&rest[..act]).is_empty()
}

/// The sentence up to the next person, and the next sentence where it tells the release.
fn end_of_record(text: &str, start: usize, names: &[String]) -> usize {
    let end = end_of_sentence(text, start, names);
    let next = (end + '。'.len_utf8()).min(text.len());
    if !text[end..].starts_with('。') {
        return end;
    }
    let next = end_of_sentence(text, next, names);
    let goes_on = text.get(end..next).is_some_and(|words| words.contains("释放") && words.len() < 150);
    if goes_on { next } else { end }
}

fn end_of_sentence(text: &str, start: usize, names: &[String]) -> usize {
    /// Another person's record, or the next item of a list.
    static NEXT: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("。|\\n|被告人|；（?[0-9一二三四五六七八九十]{1,2}[）、.．]|；[\\p{Han}&&[^又后同并于曾再因另其该且还均最刑被经在由]][\\p{Han}×*]{1,2}[0-9]?(?:曾|因犯|于(?:19|20))")
            .expect("the pattern is fixed")
    });
    let stop = NEXT.find_at(text, start).map(|found| found.start());
    let named = names.iter().filter_map(|name| text[start..].find(name.as_str()).map(|at| start + at)).min();
    stop.into_iter().chain(named).min().unwrap_or(text.len())
}
