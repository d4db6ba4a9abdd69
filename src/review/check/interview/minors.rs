//! Persons under eighteen: victims and witnesses asked once in principle, a girl with a woman of the staff present
//! (规则 §465.5-6, 刑诉 §281.3, §281.5).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind;
use crate::extract::elements::Interview;
use crate::extract::signed::{self, Signer};
use crate::law::terms;
use crate::text::{Moment, date};

static AGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:年龄|年纪)[：\t ]*(?P<a>[0-9]{1,2})|(?P<b>[0-9]{1,2})(?:周)?岁")
        .expect("the pattern is fixed")
});
static BIRTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"出生(?:日期|年月日|年月)?[：\t ]*|日(?:出)?生").expect("the pattern is fixed")
});
static GIRL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"性别[：\t ]*女|[，、（\t ]女[，、）\t \n]").expect("the pattern is fixed"));
static WOMAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"女(?:性)?(?:工作人员|民警|警官|检察官|检察人员|侦查员|侦查人员|干警|办案人员|警察)|（女）|（女[，、]")
        .expect("the pattern is fixed")
});

/// Records of one kind of persons under eighteen, with name and day.
fn of_minors<'a>(
    records: &[(&'a Paper, &'a Interview)],
    kind: DocumentKind,
) -> Vec<(&'a str, Date, &'a Paper, &'a Interview)> {
    let minor = |&(paper, record): &(&'a Paper, &'a Interview)| {
        let person = record.person.as_ref()?;
        let day = record.start.as_ref()?.value.date()?;
        let is_minor = paper.kind() == kind && age(paper.document.plain(), day)? < 18;
        is_minor.then_some((person.value.as_str(), day, paper, record))
    };
    records.iter().filter_map(minor).collect()
}

/// Age on the day, by the head of the record: what comes later may be told of others.
fn age(plain: &str, day: Date) -> Option<u32> {
    let head =
        &plain[..plain.char_indices().map(|(at, _)| at).take_while(|at| *at < 700).last().unwrap_or(0)];
    // What is asked and answered may tell of other people's ages.
    let head = head.split("\n问").next().unwrap_or(head);
    if let Some(captures) = AGE.captures(head) {
        let digits = captures.name("a").or_else(|| captures.name("b"))?;
        return digits.as_str().parse().ok();
    }
    let born = BIRTH.find_iter(head).find_map(|cue| {
        let near = |found: &&crate::text::Found<crate::text::Moment>| {
            found.range.start.abs_diff(cue.end()) <= 6 || found.range.end.abs_diff(cue.start()) <= 6
        };
        first_day(&date::scan(head).iter().find(near)?.value)
    })?;
    terms::age_on(born, day).map(u32::from)
}

/// 2012年10月出生: the first day of the month makes the oldest the person may be.
fn first_day(born: &Moment) -> Option<Date> {
    born.date().or_else(|| Date::new(born.year, born.month?, 1).ok())
}

/// Victims and witnesses under eighteen whose record tells of no guardian or other adult beside them: it can be
/// made good, unlike that of an accused.
pub(super) fn unaccompanied(records: &[(&Paper, &Interview)]) -> Vec<Verdict> {
    static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("法定代理人|合适成年人|监护人|成年亲属|近亲属|家长|在场人|陪同|(?:父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|老师|教师|社工)[^。；\\n]{0,12}(?:在场|到场|签)")
            .expect("the pattern is fixed")
    });
    let alone =
        of_minors(records, DocumentKind::WitnessInterview).into_iter().filter(|(_, _, paper, record)| {
            record.adult_present.is_none() && !BESIDE.is_match(paper.document.plain())
        });
    let verdict = |(name, day, _, record): (&str, Date, &Paper, &Interview)| {
        let anchor = record.person.as_ref().map(|person| person.quote.clone());
        let message = format!("{name}在{day}被询问时未满十八周岁，笔录未载明法定代理人或者合适成年人到场");
        let mut verdict = Verdict::fail(message, anchor.into_iter().collect()).of(name).confident(0.8);
        verdict.severity = Some("S2".to_owned());
        verdict
    };
    alone.map(verdict).collect()
}

/// Whether a record tells of a relative or teacher who was there, or bears the signature of a guardian: 其父孙立在场.
pub(super) fn is_accompanied(paper: &Paper, name: &str) -> bool {
    static KIN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:父亲?|母亲?|爷爷|奶奶|外公|外婆|姥姥|姥爷|祖父|祖母|伯父|叔叔|姑姑|舅舅|哥哥|姐姐|老师|教师|班主任|社工)[^。；？\\n]{0,10}(?:在场|到场|陪同|签名|签字|（签|（捺)")
            .expect("the pattern is fixed")
    });
    let plain = paper.document.plain();
    // What is asked and answered tells of who was where at the deed.
    let mut outside = plain.split('\n').filter(|line| !line.starts_with(['问', '答']));
    let is_signed =
        || signed::of(&paper.document.text, &[name]).iter().any(|one| one.signer == Signer::Guardian);
    outside.any(|line| KIN.is_match(line)) || is_signed()
}

/// Asked on more than one day.
pub(super) fn asked_again(records: &[(&Paper, &Interview)]) -> Vec<Verdict> {
    let mut days: BTreeMap<&str, BTreeMap<Date, &Interview>> = BTreeMap::new();
    for (name, day, _, record) in of_minors(records, DocumentKind::WitnessInterview) {
        days.entry(name).or_default().insert(day, record);
    }
    let often = days.into_iter().filter(|(_, days)| days.len() > 1);
    let verdict = |(name, days): (&str, BTreeMap<Date, &Interview>)| {
        let told: Vec<String> = days.keys().map(ToString::to_string).collect();
        let message = format!(
            "未成年人{name}被询问{}次（{}），询问未成年被害人、证人以一次为原则",
            days.len(),
            told.join("、")
        );
        let evidence =
            days.values().filter_map(|record| record.start.as_ref()).map(|at| at.quote.clone()).collect();
        Verdict::fail(message, evidence).of(name)
    };
    often.map(verdict).collect()
}

/// Whether any record says so of an officer: 方蔚（女，云岭县公安局）.
fn is_told_a_woman(records: &[(&Paper, &Interview)], officer: &str) -> bool {
    let told = format!("{officer}（女");
    records.iter().any(|(paper, _)| paper.document.plain().contains(&told))
}

/// A girl whose record names no woman of the staff.
pub(super) fn woman_present(records: &[(&Paper, &Interview)], kind: DocumentKind) -> Vec<Verdict> {
    let asked = if kind == DocumentKind::Interrogation { "讯问" } else { "询问" };
    let alone = of_minors(records, kind).into_iter().filter(|(_, _, paper, record)| {
        let plain = paper.document.plain();
        let mut staff = record.interviewers.iter().chain(&record.recorder);
        GIRL.is_match(plain)
            && !WOMAN.is_match(plain)
            && !staff.any(|officer| is_told_a_woman(records, &officer.value))
    });
    let verdict = |(name, day, _, record): (&str, Date, &Paper, &Interview)| {
        let anchor = record.person.as_ref().map(|person| person.quote.clone());
        let message = format!("{asked}女性未成年人{name}的笔录（{day}）未载明有女工作人员在场");
        Verdict::fail(message, anchor.into_iter().collect()).of(name)
    };
    alone.map(verdict).collect()
}
