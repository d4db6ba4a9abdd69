//! 翻译: who does not know the common local language, or is deaf or mute, is questioned with an interpreter
//! (刑诉 §9, §121; 高法解释 §89, §94).

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as Kind;
use crate::extract::elements::Interview;
use crate::text::{Cited, Quote};

const NEED: &str = "不通晓[^。；\\n]{0,12}(?:汉语|语言|文字|普通话)|(?:不懂|听不懂|不会(?:说|讲)|看不懂)[^。；\\n]{0,6}(?:汉语|汉字|中文|普通话|当地[^。；\\n]{0,4}语言)|又聋又哑|聋哑人|系(?:聋|哑)人|听力(?:、言语)?(?:一|二)级残疾";

/// Told of a person in a paper about him.
static NEEDS: LazyLock<Regex> = LazyLock::new(|| Regex::new(NEED).expect("the pattern is fixed"));
/// Said by the person in a record; a question whether it is so says nothing.
static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:答|备注|附注)：[^？\\n]{0,20}(?:听不懂|不懂|不会(?:说|讲))(?:汉语|中文|普通话)|答：[^？\\n]{0,12}(?:我|本人)(?:是|系)(?:聋|哑|又聋又哑)")
        .expect("the pattern is fixed")
});
static HELPED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("翻译|手语|哑语|手势").expect("the pattern is fixed"));

pub(super) fn check(desk: Desk<'_>, records: &[(&Paper, &Interview)]) -> Vec<Verdict> {
    let verdict = |&(paper, record): &(&Paper, &Interview)| {
        let person = questioned(desk.case, paper, record)?;
        let plain = paper.document.plain();
        if record.interpreter.is_some() || HELPED.is_match(plain) {
            return None;
        }
        let said = SAYS.find(plain).map(|found| paper.document.quote(&found.range()));
        let need = said
            .or_else(|| told_of(desk.case, &person.value))
            .or_else(|| helped(desk.case, records, &person.value))?;
        let message =
            format!("{}需要翻译人员，{}未载明翻译人员到场并签名", person.value, paper.kind().label());
        let evidence = vec![need, person.quote.clone()];
        Some(Verdict::fail(message, evidence).of(person.value.clone()).confident(0.8))
    };
    records.iter().filter_map(verdict).collect()
}

/// Whom a record questions; one that does not say so questions the only accused.
fn questioned(case: &CaseFile, paper: &Paper, record: &Interview) -> Option<Cited<String>> {
    if record.person.is_some() || paper.kind() != Kind::Interrogation {
        return record.person.clone();
    }
    let [only] = case.persons.as_slice() else { return None };
    Some(record.start.as_ref()?.clone().map(|_| only.name.clone()))
}

/// The interpreter of another record of the same person.
fn helped(case: &CaseFile, records: &[(&Paper, &Interview)], name: &str) -> Option<Quote> {
    let is_own = |paper: &Paper, record: &Interview| {
        questioned(case, paper, record).is_some_and(|person| person.value == name)
    };
    let mut own = records.iter().filter(|(paper, record)| is_own(paper, record));
    own.find_map(|(_, record)| record.interpreter.as_ref()).map(|told| told.quote.clone())
}

/// Words of a paper that introduces an accused person: on the line where the name stands first.
fn told_of(case: &CaseFile, name: &str) -> Option<Quote> {
    // Of others a paper tells in passing, where a word on one line may be said of somebody else.
    case.person_named(name)?;
    let kinds = [Kind::ProsecutionOpinion, Kind::ArrestRequest, Kind::Indictment, Kind::ReviewReport];
    case.papers.iter().filter(|paper| kinds.contains(&paper.kind())).find_map(|paper| {
        let plain = paper.document.plain();
        let at = plain.find(name)?;
        let rest = plain.get(at..)?;
        let line = rest.split('\n').next().unwrap_or(rest);
        let found = NEEDS.find(line)?;
        Some(paper.document.quote(&(at + found.start()..at + found.end())))
    })
}
