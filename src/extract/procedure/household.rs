//! 户籍证明: what the register says of a person, as a party to compare the three documents with.

use std::sync::LazyLock;

use crate::extract::elements::{Elements, Party, PartyRole, Sex};
use crate::text::{Cited, Moment, Pattern};

use super::reading::Reading;

/// Adds the registered person when no party was read; otherwise fills what the party lacks.
pub(super) fn read(reading: &Reading, elements: &mut Elements) {
    if let [party] = elements.parties.as_mut_slice() {
        party.sex = party.sex.take().or_else(|| captured(reading, &SEX, "value").and_then(as_sex));
        party.birth = party.birth.take().or_else(|| birth(reading));
        party.identity = party.identity.take().or_else(|| captured(reading, &IDENTITY, "value"));
    }
    if !elements.parties.is_empty() {
        return;
    }
    let Some(name) = reading.subjects.first() else { return };
    let Some(at) = reading.plain.find(name.as_str()) else { return };
    let text = |label: &Pattern| captured(reading, label, "value");
    elements.parties.push(Party {
        role: PartyRole::Accused,
        name: reading.document.cite(name.clone(), &(at..at + name.len()), 0.9),
        aliases: text(&ALIAS).into_iter().collect(),
        sex: captured(reading, &SEX, "value").and_then(as_sex),
        birth: birth(reading),
        identity: text(&IDENTITY),
        ethnicity: text(&ETHNICITY),
        education: text(&EDUCATION),
        occupation: None,
        birthplace: text(&BIRTHPLACE),
        household: text(&ADDRESS),
        address: None,
        priors: Vec::new(),
        custody: Vec::new(),
        held_at: None,
        defenders: Vec::new(),
    });
}

fn birth(reading: &Reading) -> Option<Cited<Moment>> {
    let cue = BIRTH.find(reading.plain)?;
    let after = reading.dates.partition_point(|date| date.range.start < cue.end());
    let near = |place: usize| reading.dates.get(place);
    let date = near(after)
        .filter(|date| date.range.start <= cue.end() + 12)
        .or_else(|| near(after.checked_sub(1)?).filter(|date| date.range.end + 6 >= cue.start()))?;
    Some(reading.document.cite(date.value, &date.range, 0.95))
}

fn as_sex(words: Cited<String>) -> Option<Cited<Sex>> {
    let sex = match words.value.as_str() {
        "男" => Sex::Male,
        "女" => Sex::Female,
        _ => return None,
    };
    Some(words.map(|_| sex))
}

fn captured(reading: &Reading, label: &Pattern, group: &str) -> Option<Cited<String>> {
    let value = label.captures(reading.plain)?.name(group)?;
    Some(reading.document.cite(value.as_str().to_owned(), &value.range(), 0.9))
}

macro_rules! label {
    ($name:ident = $pattern:literal) => {
        static $name: LazyLock<Pattern> =
            LazyLock::new(|| Pattern::new($pattern).expect("the pattern is fixed"));
    };
}

label!(BIRTH = r"出生(?:年月日|日期|时间|年月)?[：\t]*|生于|日生");
label!(SEX = r"(?:性别[：\t]*|[，、\t])(?P<value>男|女)(?:性)?(?:[，、\s\t]|民族|$)");
label!(ALIAS = r"曾用名[：\t]*(?P<value>[\p{Han}·]{2,10}?)(?:[\s，。；\t]|性别|$)");
label!(IDENTITY = r"(?P<value>[1-9][0-9*×xX]{16}[0-9Xx*×])");
label!(ETHNICITY = r"(?:民族[：\t]*)?(?P<value>[\p{Han}]{1,5}族)(?:[\s，。；、\t]|出生|$)");
label!(EDUCATION = r"文化程度[：\t]*(?P<value>[\p{Han}（）]{2,10}?)(?:[\s，。；、\t]|$)");
label!(BIRTHPLACE = r"(?:出生地|籍贯)[：\t]*(?P<value>[\p{Han}0-9]{2,30}?)(?:[\s，。；\t]|$)");
label!(
    ADDRESS = r"(?:户籍(?:所在)?地(?:址)?|户口所在地|住址|户籍住址|常住户口所在地(?:住址)?)(?:为|在)?[：\t]*(?P<value>[^\n\t，。；]{4,60})"
);
