//! Victims (and accused outside their introduction): sex, age and birth date by every paper that gives them.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::SectionName;
use crate::extract::elements::PartyRole;
use crate::law::terms;
use crate::text::{Quote, Range, date, numeral};

/// What follows a name that is described: （女，殁年63岁）; ，男，1997年9月12日出生; （时年13岁）.
static DESCRIBED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:（化名，|（|，|、|：|\\t| )?(?:性别：?)?(?P<sex>男|女)(?:性)?(?:，|、|；|\\t| |）|。|$)|^（(?:时年|殁年|现年|终年|享年|案发时|作案时|被害时)?[0-9]{1,3}(?:周)?岁")
        .expect("the pattern is fixed")
});
static AGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<then>殁年|终年|享年|卒年|时年|案发时|作案时|犯罪时|行为时|被害时|遇害时|死亡时|系)?(?:现年|年龄|年)?(?:约)?(?P<age>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?P<full>周)?岁")
        .expect("the pattern is fixed")
});
static BIRTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:生于|出生日期：?|出生于)(?P<a>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)|(?P<b>[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?)(?:出生|生)")
        .expect("the pattern is fixed")
});
/// 被害人小雨（化名，女，……）: the name by which papers call a child.
static ALIAS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("被害人(?P<name>\\p{Han}{2,3})（化名").expect("the pattern is fixed"));
/// Characters a description reaches.
const REACH: usize = 40;

/// What one paper says of a person.
struct Told<'a> {
    paper: &'a Paper,
    sex: Option<(&'static str, Quote)>,
    age: Option<Age>,
    birth: Option<Birth>,
}

/// A birth date; of one that only names the month, its first and last day.
struct Birth {
    first: Date,
    last: Date,
    quote: Quote,
}

struct Age {
    years: i64,
    /// Of the day of the deed: 殁年, 时年.
    then: bool,
    /// 周岁: counted by birthdays.
    full: bool,
    quote: Quote,
}

impl Told<'_> {
    /// Whether the age on the day of the deed is told as these years.
    fn counts(&self, years: i64) -> bool {
        self.age.as_ref().is_some_and(|age| age.then && age.years == years)
    }
}

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let mut found = Vec::new();
    for name in names(desk.case) {
        let told: Vec<Told<'_>> = desk.case.papers.iter().flat_map(|paper| described(paper, &name)).collect();
        found.extend(sexes(&name, &told));
        found.extend(births(&name, &told));
        found.extend(ages(desk.case, &name, &told));
    }
    found
}

/// Everybody named in full: victims of the main papers and the accused.
fn names(case: &CaseFile) -> Vec<String> {
    let mut found: Vec<String> = case.persons.iter().map(|person| person.name.clone()).collect();
    for paper in &case.papers {
        let facts = paper.elements.found.iter().chain(&paper.elements.alleged);
        found.extend(facts.flat_map(|fact| &fact.victims).map(|victim| victim.value.clone()));
        let parties = paper.elements.parties.iter().filter(|party| party.role != PartyRole::Organisation);
        found.extend(parties.map(|party| party.name.value.clone()));
        found.extend(ALIAS.captures_iter(paper.document.plain()).map(|hit| hit["name"].to_owned()));
    }
    found.sort();
    found.dedup();
    found.retain(|name| {
        (2..=4).contains(&name.chars().count())
            && !name.contains(['某', '×', '*', 'X'])
            && !name.ends_with("公司")
    });
    found
}

/// Each place where a paper describes the person.
fn described<'a>(paper: &'a Paper, name: &str) -> Vec<Told<'a>> {
    let plain = paper.document.plain();
    // What a witness is quoted as saying of somebody else is an estimate.
    let quoted: Vec<&Range> = paper.document.section_ranges(SectionName::Evidence).collect();
    let mut found = Vec::new();
    for (at, _) in plain.match_indices(name) {
        let start = at + name.len();
        if quoted.iter().any(|range| range.contains(&at)) {
            continue;
        }
        let rest = plain.get(start..).unwrap_or_default();
        let Some(described) = DESCRIBED.captures(rest) else { continue };
        let is_bracketed = rest.starts_with('（');
        let end = rest
            .char_indices()
            .take(REACH)
            .find(|(_, c)| matches!(c, '。' | '；' | '\n') || is_bracketed && *c == '）')
            .map_or_else(|| rest.char_indices().nth(REACH).map_or(rest.len(), |(at, _)| at), |(at, _)| at);
        let words = &rest[..end];
        let quote = |range: Range| paper.document.quote(&(start + range.start..start + range.end));
        let sex = described.name("sex").map(|sex| {
            let label = if sex.as_str() == "男" { "男" } else { "女" };
            (label, quote(sex.range()))
        });
        let age = AGE.captures(words).and_then(|hit| {
            let (whole, years) = (hit.get(0)?, numeral::integer(hit.name("age")?.as_str())?);
            if words[whole.end()..].starts_with(['左', '上', '许', '多']) {
                return None;
            }
            // 正在哺乳自己不满一周岁婴儿: a bound, and often another's.
            let bounds = ["不满", "未满", "不足", "已满", "年满", "将满", "近"];
            if bounds.iter().any(|bound| words[..whole.start()].ends_with(bound)) {
                return None;
            }
            let (then, full) = (hit.name("then").is_some(), hit.name("full").is_some());
            Some(Age { years, then, full, quote: quote(whole.range()) })
        });
        let birth = BIRTH.captures(words).and_then(|hit| {
            let day = hit.name("a").or(hit.name("b"))?;
            let told = date::scan(day.as_str()).first()?.value;
            let first = told.date().or_else(|| Date::new(told.year, told.month?, 1).ok())?;
            let last = if told.day.is_some() { first } else { first.last_of_month() };
            Some(Birth { first, last, quote: quote(day.range()) })
        });
        found.push(Told { paper, sex, age, birth });
    }
    found
}

/// The sex of a person by most papers against one that gives the other.
fn sexes(name: &str, told: &[Told<'_>]) -> Option<Verdict> {
    let mut given = told.iter().filter_map(|one| Some((one.paper, one.sex.as_ref()?)));
    let (first, (sex, quote)) = given.next()?;
    let (other, (second, words)) = given.find(|(_, (other, _))| other != sex)?;
    let message =
        format!("{name}的性别不一致：{}为{sex}，{}为{second}", first.kind().label(), other.kind().label());
    Some(Verdict::fail(message, vec![quote.clone(), words.clone()]).of(name).confident(0.8))
}

/// Birth dates of somebody who is no accused: those of the accused are compared by themselves (EVI-22).
fn births(name: &str, told: &[Told<'_>]) -> Option<Verdict> {
    let is_accused = |paper: &Paper| {
        paper
            .elements
            .parties
            .iter()
            .any(|party| party.role == PartyRole::Accused && party.name.value == name)
    };
    let mut given = told
        .iter()
        .filter_map(|one| Some((one.paper, one.birth.as_ref()?)))
        .filter(|(_, birth)| birth.first == birth.last)
        .map(|(paper, birth)| (paper, (birth.first, &birth.quote)));
    let (first, (day, quote)) = given.next()?;
    let (other, (second, words)) = given.find(|(_, (other, _))| *other != day)?;
    if told.iter().any(|one| is_accused(one.paper)) {
        return None;
    }
    let message = format!(
        "{name}的出生日期不一致：{}为{day}，{}为{second}",
        first.kind().label(),
        other.kind().label()
    );
    Some(Verdict::fail(message, vec![quote.clone(), words.clone()]).of(name).confident(0.8))
}

/// Ages against the birth date some paper gives, or against those of other papers where none does.
fn ages(case: &CaseFile, name: &str, told: &[Told<'_>]) -> Vec<Verdict> {
    let born = told.iter().find_map(|one| Some((one.paper, one.birth.as_ref()?)));
    let Some((source, Birth { first, last, quote: words })) = born else {
        return lonely(name, told).into_iter().collect();
    };
    let (days, are_all) = deeds(case);
    let born = if first == last { first.to_string() } else { first.strftime("%Y-%m").to_string() };
    let mut found: Vec<Verdict> = Vec::new();
    for (paper, age) in told.iter().filter_map(|one| Some((one.paper, one.age.as_ref()?))) {
        let signed = day_of(paper).filter(|_| !age.then);
        if signed.is_none() && !age.then {
            continue;
        }
        let at: Vec<i64> = days
            .iter()
            .copied()
            .chain(signed)
            .flat_map(|day| [terms::age_on(*first, day), terms::age_on(*last, day)])
            .flatten()
            .map(i64::from)
            .collect();
        let (Some(least), Some(most)) = (at.iter().min(), at.iter().max()) else { continue };
        // A year more or less is how ages are counted, except by birthdays on a day that is known, or where another
        // paper counts so.
        let is_counted = age.full || least == most && told.iter().any(|one| one.counts(*least));
        let room = i64::from(!(age.then && is_counted && are_all));
        let is_off = age.years < least - room || age.years > most + room;
        let is_known = found.iter().any(|known| known.evidence.first() == Some(&age.quote));
        if !is_off || is_known {
            continue;
        }
        let expected = if least == most { format!("{least}") } else { format!("{least}至{most}") };
        let message = format!(
            "{}载明{name}的年龄为{}岁，按{}所载出生日期（{born}）应为{expected}周岁，不一致",
            paper.kind().label(),
            age.years,
            source.kind().label()
        );
        let verdict = Verdict::fail(message, vec![age.quote.clone(), words.clone()]).of(name);
        found.push(verdict.computed("actual", age.years).confident(0.8));
    }
    found
}

/// The day a paper bears, of a record the day on which it was taken.
fn day_of(paper: &Paper) -> Option<Date> {
    let taken = || paper.elements.interview.as_ref()?.start.as_ref()?.value.date();
    paper.elements.date.as_ref().map(|day| day.value).or_else(taken)
}

/// Without a birth date: an age that differs by more than a year from the others' of the same day, by more than two
/// where the days are not known.
fn lonely(name: &str, told: &[Told<'_>]) -> Option<Verdict> {
    let given: Vec<(&Paper, &Age)> =
        told.iter().filter_map(|one| Some((one.paper, one.age.as_ref()?))).collect();
    let room = |a: &Age, b: &Age| if a.then && b.then { 1 } else { 2 };
    let agrees = |a: &Age, b: &Age| (a.years - b.years).abs() <= room(a, b);
    let strange =
        |&&(_, age): &&(&Paper, &Age)| given.iter().filter(|(_, other)| !agrees(age, other)).count();
    let (paper, age) = given.iter().max_by_key(strange)?;
    let (other, right) = given.iter().find(|(_, other)| !agrees(age, other))?;
    let message = format!(
        "{name}的年龄不一致：{}为{}岁，{}为{}岁",
        paper.kind().label(),
        age.years,
        other.kind().label(),
        right.years
    );
    Some(Verdict::fail(message, vec![age.quote.clone(), right.quote.clone()]).of(name).confident(0.75))
}

/// Days of the deeds by the main papers, and whether every one of them is known.
fn deeds(case: &CaseFile) -> (Vec<Date>, bool) {
    let facts =
        case.papers.iter().flat_map(|paper| paper.elements.found.iter().chain(&paper.elements.alleged));
    let days: Vec<Option<Date>> = facts.map(|fact| fact.time.as_ref()?.value.date()).collect();
    let are_all = days.iter().all(Option::is_some);
    (days.into_iter().flatten().collect(), are_all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind as K};
    use crate::extract::elements::Elements;

    fn paper(kind: K, text: &str) -> Paper {
        Paper { document: Document::from_text(kind, text), elements: Elements::default() }
    }

    fn messages(first: &str, second: &str) -> Vec<String> {
        let papers = [paper(K::AppraisalOpinion, first), paper(K::Indictment, second)];
        let told: Vec<Told<'_>> = papers.iter().flat_map(|paper| described(paper, "吴桂香")).collect();
        let case = CaseFile::default();
        let mut found: Vec<Verdict> = sexes("吴桂香", &told).into_iter().collect();
        found.extend(births("吴桂香", &told));
        found.extend(ages(&case, "吴桂香", &told));
        found.into_iter().map(|verdict| verdict.message).collect()
    }

    #[test]
    fn a_victim_is_the_same_person_in_every_paper() {
        assert!(messages("死者吴桂香，女，63岁，行人。", "被害人吴桂香（女，殁年63岁）相撞").is_empty());
        assert_eq!(messages("死者吴桂香，女，63岁，行人。", "被害人吴桂香（女，殁年73岁）相撞").len(), 1);
        assert_eq!(messages("被鉴定人：吴桂香，女，63岁。", "被害人吴桂香（男，时年63岁）").len(), 1);
        assert_eq!(
            messages("吴桂香，女，1959年8月20日出生。", "被害人吴桂香（女，1956年8月20日出生）").len(),
            1
        );
    }

    #[test]
    fn an_age_without_a_sex_is_compared_too() {
        assert_eq!(messages("被害人吴桂香（时年13岁）报案。", "将被害人吴桂香（时年15岁）带至宾馆").len(), 1);
        assert!(
            messages("被害人吴桂香（时年13岁）报案。", "将被害人吴桂香（女，时年13周岁）带至").is_empty()
        );
    }

    #[test]
    fn who_is_not_described_is_silent() {
        assert!(messages("吴桂香的女儿，30岁。", "被害人吴桂香（女，殁年63岁）").is_empty());
        assert!(messages("吴桂香，女，63岁。", "吴桂香称其丈夫74岁。").is_empty());
    }

    #[test]
    fn a_bound_is_no_age() {
        let nursing = "吴桂香，女，1992年6月18日出生，系正在哺乳自己不满一周岁婴儿的妇女，决定取保候审。";
        assert!(messages(nursing, "被害人吴桂香（女，1992年6月18日出生）").is_empty());
    }
}
