//! Values behind the labels at the head of a record: 地点：…　讯问人：…

use crate::document::DocumentKind;
use crate::extract::procedure::subject::is_name;
use crate::text::{Cited, Pattern, Range};

use super::super::reading::Reading;

/// A label with its colon, wherever in a line it stands: 讯问人（签名）：
macro_rules! labelled {
    ($words:expr) => {
        concat!(
            r"(?:^|[\n\t。；，）\p{Han}])(?:",
            $words,
            r")(?:（[^）\n]{0,14}）)?(?:姓名|签名)?[：\t]+"
        )
    };
}

/// A label the printed form of the police gives without a colon, at the beginning of a line: 讯问人（签名）林某
macro_rules! bare {
    ($words:expr) => {
        concat!(r"(?:^|\n)(?:", $words, r")(?:（[^）\n]{0,14}）)?")
    };
}

/// Who may stand beside a minor.
macro_rules! adult {
    () => {
        "(?:法定代理人|合适成年人|监护人|成年亲属)(?:/合适成年人|、合适成年人|或合适成年人|或者合适成年人)?"
    };
}

pub(super) static PLACE: Pattern = Pattern::fixed(concat!(
    labelled!("(?:讯问|询问|谈话|听取意见)?(?:地点|场所|地址)"),
    "|",
    bare!("(?:讯问|询问)?地点")
));
pub(super) static INTERVIEWERS: Pattern = Pattern::fixed(concat!(
    labelled!(
        "(?:讯问|询问|谈话|听取)(?:意见)?人(?:员)?|侦查人员|侦查员|办案人员|检察人员|承办检察官|检察官|办案民警|民警"
    ),
    "|",
    bare!("(?:讯问|询问)人|侦查(?:人)?员|办案(?:民警|人员)")
));
pub(super) static RECORDER: Pattern = Pattern::fixed(concat!(
    labelled!("记录人(?:员)?|记录|书记员|记录员"),
    // 侦查员 何勇　　记录员 林舟: in one line with who asks.
    r"|(?:^|[\n\t ）\p{Han}])记录[人员](?:（[^）\n]{0,14}）)?",
    // 检察员 林舟　书记员 何勇（记录）: the clerk's title is label enough.
    r"|(?:^|[\n\t 、，）\p{Han}])书记员"
));
static PERSON: Pattern = Pattern::fixed(labelled!(
    "被(?:讯问|询问|谈话|听取意见|听取)人(?:员)?|犯罪嫌疑人|被告人|被害人|证人|辩护人|值班律师|辩护律师"
));
pub(super) static ADULT: Pattern = Pattern::fixed(concat!(
    labelled!(concat!("(?:到场(?:的)?|在场(?:的)?)?", adult!())),
    "|",
    bare!(concat!("(?:到场|在场)(?:的)?", adult!()))
));
pub(super) static INTERPRETER: Pattern = Pattern::fixed(labelled!("翻译(?:人员|人|员)?"));

/// 犯罪嫌疑人林小舟，男，……: who is asked, introduced in a line of the head.
static INTRODUCED: Pattern = Pattern::fixed(
    r"(?:^|\n)(?:犯罪嫌疑人|被讯问人|被询问人|被告人|证人|被害人)(?P<name>[\p{Han}·]{2,10})，(?:性别)?(?:男|女)",
);

/// 答（林小舟）：who answers, where no label says it.
static ANSWERING: Pattern = Pattern::fixed(r"答（(?P<name>[\p{Han}·]{2,4})）");

/// Who is asked.
pub(super) fn person(reading: &Reading) -> Option<Cited<String>> {
    names(reading, &PERSON).into_iter().next().or_else(|| {
        let introduced = INTRODUCED.captures(reading.plain).and_then(|found| found.name("name"));
        let name = introduced.or_else(|| answering(reading))?;
        is_name(name.as_str()).then(|| reading.document.cite(name.as_str().to_owned(), &name.range(), 0.9))
    })
}

/// The one person who answers in a suspect's record.
fn answering<'r>(reading: &Reading<'r>) -> Option<regex::Match<'r>> {
    if reading.document.kind != DocumentKind::Interrogation {
        return None;
    }
    let mut names = ANSWERING.captures_iter(reading.plain).filter_map(|found| found.name("name"));
    let first = names.next()?;
    names.all(|other| other.as_str() == first.as_str()).then_some(first)
}

/// Where a value ends when the next label is glued to it.
static NEXT_LABEL: Pattern = Pattern::fixed(
    r"[\n\t；]|(?:工作)?单位|承办|检察人员|侦查人员|办案(?:人|民警|单位)|记录人|记录员|书记员|讯问人|询问人|被讯问|被询问|犯罪嫌疑人|被告人|证人|被害人|辩护人|值班律师|侦查员|性别|年龄|地点|时间|职务|到场|在场|法定代理|与被|关系|翻译|出生|身份|民族|文化|电话|联系|（签名|签名|[：]",
);

/// The words behind a label, up to the next one.
pub(super) fn value(reading: &Reading, label: &Pattern) -> Option<Cited<String>> {
    let found = label.find(reading.plain)?;
    let range = value_range(reading.plain, found.end())?;
    Some(reading.document.cite(reading.plain[range.clone()].to_owned(), &range, 0.9))
}

/// Names behind a label: of the first line with that label that holds one.
pub(super) fn names(reading: &Reading, label: &Pattern) -> Vec<Cited<String>> {
    for found in label.find_iter(reading.plain) {
        // 被讯问人 holds the label of who asks.
        if found.as_str().starts_with('被') {
            continue;
        }
        let Some(range) = value_range(reading.plain, found.end()) else { continue };
        let names = split(reading, &range);
        if !names.is_empty() {
            return names
                .into_iter()
                .map(|range| reading.document.cite(reading.plain[range.clone()].to_owned(), &range, 0.9))
                .collect();
        }
    }
    Vec::new()
}

fn value_range(plain: &str, start: usize) -> Option<Range> {
    let rest = plain.get(start..)?;
    // 记录人：书记员林某 begins with what is a label elsewhere.
    let role = role_width(rest);
    let end = NEXT_LABEL.find(rest.get(role..)?).map_or(rest.len(), |next| role + next.start());
    let value = rest[..end].trim_end_matches(['，', '。', '、', ' ', '（']);
    (!value.trim().is_empty() && value.chars().count() <= 60).then(|| start..start + value.len())
}

/// What may stand before a name, the longest first.
const ROLES: [&str; 12] = [
    "检察官助理",
    "员额检察官",
    "检察官",
    "检察员",
    "书记员",
    "侦查员",
    "民警",
    "辅警",
    "犯罪嫌疑人",
    "被告人",
    "被害人",
    "证人",
];

fn role_width(words: &str) -> usize {
    ROLES.iter().find(|role| words.starts_with(**role)).map_or(0, |role| role.len())
}

/// Names of a list; two names glued together are parted where that is plain.
fn split(reading: &Reading, range: &Range) -> Vec<Range> {
    let (words, offset) = (&reading.plain[range.clone()], range.start);
    let mut names = Vec::new();
    let mut start = 0;
    for part in parts(words) {
        let name = part.trim_end_matches(['、', '，', '/', ' ', '；', '和', '及']);
        let name = name.split('（').next().unwrap_or_default();
        let role = role_width(name);
        let place = offset + start + role..offset + start + name.len();
        for piece in parted_by_space(reading, &place).unwrap_or_else(|| unglue(&name[role..])) {
            if is_name(&name[role..][piece.clone()]) {
                names.push(offset + start + role + piece.start..offset + start + role + piece.end);
            }
        }
        start += part.len();
    }
    names
}

/// The pieces of a list with what parts them; 和 at the start of one is a surname: 和志远、李舟.
fn parts(words: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in words.match_indices(['、', '，', '/', ' ', '；', '和', '及']) {
        if at > start || mark != "和" {
            found.push(&words[start..at + mark.len()]);
            start = at + mark.len();
        }
    }
    found.push(&words[start..]);
    found
}

/// 何志勇　林舟: names between which the paper has white space that its normalised text leaves out.
fn parted_by_space(reading: &Reading, place: &Range) -> Option<Vec<Range>> {
    let written = reading.document.quote(place).text;
    let names: Vec<&str> = written.split_whitespace().collect();
    let is_list = names.len() > 1 && names.iter().all(|name| (2..=4).contains(&name.chars().count()));
    if !is_list || names.concat() != reading.plain[place.clone()] {
        return None;
    }
    let mut at = 0;
    let parted = names.iter().map(|name| {
        at += name.len();
        at - name.len()..at
    });
    Some(parted.collect())
}

fn unglue(name: &str) -> Vec<Range> {
    const DOUBLE: &[&str] = &["欧阳", "上官", "司马", "诸葛", "司徒", "皇甫", "尉迟", "慕容", "令狐"];
    let length = name.chars().count();
    let is_double = DOUBLE.iter().any(|surname| name.starts_with(surname));
    let first = match length {
        4 if !is_double => 2,
        6 => 3,
        _ => return std::iter::once(0..name.len()).collect(),
    };
    let at = name.char_indices().nth(first).map_or(name.len(), |(at, _)| at);
    vec![0..at, at..name.len()]
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, DocumentKind};
    use crate::extract::extract;

    #[test]
    fn the_printed_form_has_labels_without_a_colon() {
        let text = "讯问笔录\n时间　2023年4月18日17时02分至2023年4月18日18时15分\n地点　云岭县公安局青石派出所讯问室\n\
                    讯问人（签名）林建国、何勇　　工作单位　青石派出所\n记录人（签名）何勇\n被讯问人　孙大山　性别　男\n\
                    问：你是否听清楚了？\n答：听清楚了。\n";
        let document = Document::from_text(DocumentKind::Interrogation, text);
        let record = extract(&document).interview.expect("a record");
        let names: Vec<&str> = record.interviewers.iter().map(|name| name.value.as_str()).collect();
        assert_eq!(names, ["林建国", "何勇"]);
        assert_eq!(record.recorder.map(|name| name.value).as_deref(), Some("何勇"));
        assert_eq!(record.place.map(|place| place.value).as_deref(), Some("云岭县公安局青石派出所讯问室"));
    }

    #[test]
    fn who_is_present_is_not_who_is_asked_and_arriving_is_no_asking() {
        let text = "讯问笔录\n2024年4月20日9时20分至10时35分　地点：永安派出所\n\
                    讯问人：何勇　记录人：林舟　被讯问人：孙大山　到场法定代理人：孙立　到场辩护人：程明\n\
                    1990年2月8日出生　到达时间：9时00分\n问：你是否听清楚了？\n答：听清楚了。\n";
        let record =
            extract(&Document::from_text(DocumentKind::Interrogation, text)).interview.expect("a record");
        assert_eq!(record.person.map(|name| name.value).as_deref(), Some("孙大山"));
        assert_eq!(record.start.map(|start| start.value.to_string()).as_deref(), Some("2024-04-20 09:20"));
    }

    #[test]
    fn names_may_be_parted_by_space_and_whoever_is_asked_may_have_no_colon() {
        let text = "讯问笔录（第1次）\n2022年7月20日9时40分至10时55分　云岭县公安局办案区\n讯问人（签名）：和志远　林舟　　记录人：林舟\n\
                    犯罪嫌疑人孙大山，男，壮族，1995年6月30日出生\n问：你为什么来派出所？\n答：我来自首。\n";
        let record =
            extract(&Document::from_text(DocumentKind::Interrogation, text)).interview.expect("a record");
        let names: Vec<&str> = record.interviewers.iter().map(|name| name.value.as_str()).collect();
        assert_eq!(names, ["和志远", "林舟"]);
        assert_eq!(record.person.map(|name| name.value).as_deref(), Some("孙大山"));
    }

    #[test]
    fn labels_without_colons_may_stand_in_one_line() {
        let text = "讯问笔录（第1次）\n2023年5月16日10时20分至11时55分  办案中心3号讯问室\n侦查员 何勇  记录员 林舟\n\
                    被讯问人 孙大山  女  31岁\n问：是否委托律师？ 答：暂不委托。\n";
        let record =
            extract(&Document::from_text(DocumentKind::Interrogation, text)).interview.expect("a record");
        let names: Vec<&str> = record.interviewers.iter().map(|name| name.value.as_str()).collect();
        assert_eq!(names, ["何勇"]);
        assert_eq!(record.recorder.map(|name| name.value).as_deref(), Some("林舟"));
    }

    #[test]
    fn whoever_is_asked_may_follow_the_recorder_in_one_line() {
        for asked in ["犯罪嫌疑人", "被告人", "证人", "被害人"] {
            let text = format!(
                "讯问笔录（审查起诉）\n时间：2024年3月5日9时至10时　地点：云岭县看守所\n\
                 讯问人：林舟　　记录人：何小勇　　{asked}：孙大山\n问：你是否听清楚了？\n答：听清楚了。\n"
            );
            let document = Document::from_text(DocumentKind::Interrogation, &text);
            let record = extract(&document).interview.expect("a record");
            assert_eq!(record.recorder.map(|name| name.value).as_deref(), Some("何小勇"));
            assert_eq!(record.person.map(|name| name.value).as_deref(), Some("孙大山"));
        }
    }

    #[test]
    fn a_role_before_a_name_is_none_of_it_and_whoever_is_asked_asks_nobody() {
        let text = "讯问笔录\n时间：2024年3月5日9时至10时\n地点：云岭县看守所\n讯问人：检察官林舟　　记录人：书记员何小勇\n\
                    被讯问人：孙大山\n问：你是否听清楚了？\n答：听清楚了。\n";
        let record =
            extract(&Document::from_text(DocumentKind::Interrogation, text)).interview.expect("a record");
        let names: Vec<&str> = record.interviewers.iter().map(|name| name.value.as_str()).collect();
        assert_eq!(names, ["林舟"]);
        assert_eq!(record.recorder.map(|name| name.value).as_deref(), Some("何小勇"));
    }

    #[test]
    fn an_adult_beside_a_minor_and_a_clerk_need_no_colon() {
        let text = "讯问笔录（第1次）\n时间 2024年3月24日19时32分至20时41分   地点 云岭县公安局办案区\n讯问人 检察员何勇　书记员林舟（记录）\n\
                    被讯问人 孙小山，男，2007年5月19日出生\n到场法定代理人 孙立（系孙小山父亲）\n问：听清楚没有？\n答：听清楚了。\n";
        let record =
            extract(&Document::from_text(DocumentKind::Interrogation, text)).interview.expect("a record");
        assert_eq!(record.adult_present.map(|name| name.value).as_deref(), Some("孙立"));
        assert_eq!(record.recorder.map(|name| name.value).as_deref(), Some("林舟"));
    }
}
