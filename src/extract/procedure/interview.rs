//! Records of interrogations and interviews: 时间、地点、讯问人、记录人、权利告知、核对.

mod clock;
mod labels;

use crate::document::DocumentKind;
use crate::extract::elements::{Elements, Interview, Step, StepKind};
use crate::text::{Cited, Moment, Pattern, numeral};

use super::reading::Reading;

/// Fills `interview` and the step it proves.
pub(super) fn read(reading: &Reading, elements: &mut Elements) {
    let (start, end) = clock::period(reading);
    let interview = Interview {
        ordinal: ordinal(reading.plain),
        person: labels::person(reading),
        start,
        end,
        place: labels::value(reading, &labels::PLACE),
        interviewers: labels::names(reading, &labels::INTERVIEWERS),
        recorder: labels::names(reading, &labels::RECORDER).into_iter().next(),
        rights_told: cite_first(reading, &RIGHTS_TOLD),
        adult_present: labels::names(reading, &labels::ADULT).into_iter().next(),
        interpreter: labels::names(reading, &labels::INTERPRETER).into_iter().next(),
        confirmed: cite_first(reading, &CONFIRMED),
    };
    if reading.document.kind == DocumentKind::Interrogation
        && let Some(start) = &interview.start
    {
        add_steps(reading, &interview, start, elements);
    }
    elements.interview = Some(interview);
}

fn add_steps(reading: &Reading, interview: &Interview, start: &Cited<Moment>, elements: &mut Elements) {
    let is_prosecution = BY_PROSECUTION.is_match(reading.head)
        || interview.place.as_ref().is_some_and(|place| place.value.contains("检察院"))
        || elements.organ.as_ref().is_some_and(|organ| organ.value.contains("检察院"));
    let kind = if is_prosecution { StepKind::SuspectInterrogated } else { StepKind::Interrogated };
    let step = |kind, ordinal| Step {
        kind,
        persons: interview.person.iter().map(|person| person.value.clone()).collect(),
        at: Some(start.clone()),
        organ: elements.organ.as_ref().map(|organ| organ.value.clone()),
        number: None,
        ordinal,
        detail: None,
        clause: start.clone().map(|_| ()),
    };
    let mut steps = vec![step(kind, interview.ordinal)];
    if is_prosecution && interview.rights_told.is_some() && !RETOLD.is_match(reading.plain) {
        steps.push(step(StepKind::RightsToldSuspect, None));
    }
    if is_prosecution && interview.person.is_some() {
        steps.extend(of_others(reading, interview));
    }
    elements.steps.extend(steps);
}

static SIGNED: Pattern =
    Pattern::fixed(r"(?:^|[\n\t。])(?P<name>[\p{Han}·]{2,4})（(?:签名、?)?(?:捺印|捺指印|指印)）");

/// Records of others on the same sheets: whoever else signs was asked on the day behind the name.
fn of_others(reading: &Reading, interview: &Interview) -> Vec<Step> {
    let own = interview.person.as_ref().map(|person| person.value.as_str());
    let others = SIGNED.captures_iter(reading.plain).filter_map(|found| found.name("name"));
    let others = others.filter(|name| Some(name.as_str()) != own);
    let step = |name: regex::Match<'_>| {
        let behind = name.end()..name.end() + BEHIND;
        let day = reading.dates.iter().find(|day| behind.contains(&day.range.start))?;
        let at = reading.document.cite(day.value, &day.range, 0.8);
        Some(Step {
            kind: StepKind::SuspectInterrogated,
            persons: vec![name.as_str().to_owned()],
            clause: at.clone().map(|_| ()),
            at: Some(at),
            organ: None,
            number: None,
            ordinal: None,
            detail: None,
        })
    };
    others.filter_map(step).collect()
}

/// Bytes from a name to the day it is signed with: the mark of a fingerprint stands between.
const BEHIND: usize = 36;

static BY_PROSECUTION: Pattern = Pattern::fixed("检察院|审查起诉|检察官|检察人员");

static RIGHTS_TOLD: Pattern = Pattern::fixed(
    r"[^。\n]{0,30}(?:权利义务告知书|权利和义务告知书|诉讼权利|告知书[^。\n？]{0,8}(?:收到|签收|看过|看懂|看清|清楚|明白)|(?:收到|签收|看过|看懂|看清)[^。\n？]{0,8}告知书|(?:享有|有)(?:以下|下列)?(?:的)?权利|有权(?:委托|拒绝|申请|要求)|(?:义务|权利)[^。\n？]{0,20}(?:明白|清楚|知道|知晓)|告知[^。\n？]{0,12}(?:权利|同上|同前|如上|如前|如前述)|申请(?:[\p{Han}]{0,8})回避|如实供述[^。\n]{0,20}从宽|认罪认罚从宽)[^。\n]{0,30}",
);

/// Rights the record calls told before: the notice it means is the first telling, not this record.
static RETOLD: Pattern = Pattern::fixed(
    r"再次(?:向你|给你|对你)?(?:书面|口头)?(?:告知|说明|宣读|重申)|(?:此前|之前|上次|前次|日前|先前|前期|月[0-9]{1,2}日)[^。？\n]{0,10}(?:告知|送达|收到|签收)|已(?:经)?(?:于[^。？\n]{0,12})?(?:书面|依法|当面|口头)?告知(?:过)?(?:你|了)?[，。：？]",
);

static CONFIRMED: Pattern = Pattern::fixed(
    r"(?:以上|上述)(?:笔录|记录|内容)[^。\n]{0,20}(?:看过|宣读|读过|阅读|核对|念)[^。\n]{0,24}|(?:和|与|跟)我(?:说|讲|所说|所讲|陈述)的?(?:完全)?(?:一样|相符|一致|无误)|笔录(?:经)?(?:本人)?核对无误",
);

static ORDINAL: Pattern = Pattern::fixed(r"第(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3})次");

/// Bytes of a record in which 第N次 counts the record, not something told in it.
const HEAD: usize = 400;

fn ordinal(plain: &str) -> Option<u32> {
    let head = &plain[..super::reading::floor(plain, HEAD)];
    let digits = ORDINAL.captures(head)?.name("n")?.as_str();
    digits.parse().ok().or_else(|| numeral::integer(digits).and_then(|value| u32::try_from(value).ok()))
}

fn cite_first(reading: &Reading, pattern: &Pattern) -> Option<Cited<()>> {
    let found = pattern.find(reading.plain)?;
    Some(reading.document.cite((), &found.range(), 0.9))
}
