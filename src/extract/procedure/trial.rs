//! How the case was tried: 程序、审判组织、公开、出庭.

use std::sync::LazyLock;

use crate::extract::elements::{Elements, Panel, TrialProcedure};
use crate::extract::trial::present;
use crate::text::{Cited, Pattern, Range};

use super::reading::Reading;

macro_rules! pattern {
    ($name:ident = $pattern:literal) => {
        static $name: LazyLock<Pattern> =
            LazyLock::new(|| Pattern::new($pattern).expect("the pattern is fixed"));
    };
}

pattern!(
    PROCEDURE = r"(?:适用|按照|依照|采用|转为|转换为|改为|变更为|转|用)(?:刑事(?:案件)?)?(?:第一审)?(?:被告人认罪案件)?(?P<value>简易|速裁|普通)(?:简化)?程序"
);
pattern!(CONVERTED = r"(?:转为|转换为|改为|变更为|转)(?:适用)?(?:刑事(?:案件)?)?普通程序");
pattern!(COLLEGIAL = r"合议庭");
pattern!(SINGLE = r"独任(?:审判|审理)?|由审判员[\p{Han}×]{2,4}(?:独任|一人)");
pattern!(CLOSED = r"不公开(?:开庭)?(?:审理|进行)?|不予公开");
pattern!(OPEN = r"公开(?:开庭|审理|进行|宣判)");
pattern!(
    PRESENT = r"(?:指派|派员|委派|派)?(?:了)?(?:代理|助理)?(?:检察员|检察官|检察官助理|员额检察官|检察长|副检察长|公诉人|主诉检察官)(?P<value>[\p{Han}·×*、0-9]{2,30}?)(?:等)?(?:先后|共同|依法|分别|均|两次|三次|二次)*(?:出庭|到庭|出席)"
);

/// Fills `trial` from the paragraphs on the course of the case.
pub(super) fn read(reading: &Reading, elements: &mut Elements) {
    for range in &reading.procedure {
        let trial = &mut elements.trial;
        let words = &reading.plain[range.clone()];
        let cite = |found: regex::Match<'_>| range.start + found.start()..range.start + found.end();
        if trial.procedure.is_none() {
            // The last one named: 先适用简易程序，后转为普通程序.
            let last = PROCEDURE.captures_iter(words).last();
            trial.procedure = last.and_then(|captures| {
                let range = cite(captures.get(0)?);
                Some(reading.document.cite(procedure_named(captures.name("value")?.as_str()), &range, 0.95))
            });
        }
        let converted = CONVERTED.find(words).map(cite).map(|range| reading.document.cite((), &range, 0.95));
        trial.converted = trial.converted.take().or(converted);
        trial.panel = trial.panel.take().or_else(|| panel(reading, words, range.start));
        trial.public = trial.public.take().or_else(|| publicity(reading, words, range.start));
        let present = PRESENT.captures(words).and_then(|captures| captures.name("value"));
        let present = present.and_then(|named| {
            let names = present::names(named.as_str());
            (!names.is_empty()).then(|| reading.document.cite(names, &cite(named), 0.9))
        });
        trial.prosecutor_present = trial.prosecutor_present.take().or(present);
    }
}

fn procedure_named(word: &str) -> TrialProcedure {
    match word {
        "简易" => TrialProcedure::Summary,
        "速裁" => TrialProcedure::FastTrack,
        _ => TrialProcedure::Ordinary,
    }
}

/// The last bench named: a single judge may give way to a bench.
fn panel(reading: &Reading, words: &str, offset: usize) -> Option<Cited<Panel>> {
    let collegial = COLLEGIAL.find_iter(words).last().map(|m| (m.range(), Panel::Collegial));
    let single = SINGLE.find_iter(words).last().map(|m| (m.range(), Panel::Single));
    let (range, panel) = collegial.into_iter().chain(single).max_by_key(|(range, _)| range.start)?;
    Some(reading.document.cite(panel, &shift(&range, offset), 0.95))
}

fn publicity(reading: &Reading, words: &str, offset: usize) -> Option<Cited<bool>> {
    let closed = CLOSED.find(words).map(|m| (m.range(), false));
    let open = || OPEN.find(words).map(|m| (m.range(), true));
    let (range, is_public) = closed.or_else(open)?;
    Some(reading.document.cite(is_public, &shift(&range, offset), 0.95))
}

fn shift(range: &Range, offset: usize) -> Range {
    range.start + offset..range.end + offset
}
