//! Identity items of each person: name, sex, birth date, identity number, ethnicity and the rest.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::sides::Pair;
use super::{Difference, Side};
use crate::case::names::{Likeness, likeness};
use crate::extract::elements::{Party, Sex};
use crate::text::{Cited, Moment};

/// A row whose value is text: aspect, Chinese label, where it stands, and what counts as the same.
struct Row {
    aspect: &'static str,
    label: &'static str,
    value: fn(&Party) -> Option<&Cited<String>>,
    same: fn(&str, &str) -> bool,
}

const ROWS: [Row; 6] = [
    Row {
        aspect: "identity",
        label: "公民身份号码",
        value: |party| party.identity.as_ref(),
        same: same_number,
    },
    Row { aspect: "ethnicity", label: "民族", value: |party| party.ethnicity.as_ref(), same: same_people },
    Row { aspect: "education", label: "文化程度", value: |party| party.education.as_ref(), same: alike },
    Row { aspect: "occupation", label: "职业", value: |party| party.occupation.as_ref(), same: same_work },
    Row {
        aspect: "household",
        label: "户籍所在地",
        value: |party| party.household.as_ref(),
        same: same_home,
    },
    Row { aspect: "address", label: "住址", value: |party| party.address.as_ref(), same: same_place },
];

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    for (person, name) in pair.persons() {
        let Some((left, right)) = pair.parties(person) else { continue };
        let mut push = |difference: Option<Difference>| out.extend(difference.map(|d| d.of(name)));
        push(names(pair, left, right));
        push(sex(pair, left, right));
        push(birth(pair, left, right));
        for row in &ROWS {
            push(text(pair, row, left, right));
        }
    }
}

fn text(pair: &Pair<'_>, row: &Row, left: &Party, right: &Party) -> Option<Difference> {
    if row.aspect == "address" && (lives_at_household(left, right) || lives_at_household(right, left)) {
        return None;
    }
    let (left, right) = ((row.value)(left)?, (row.value)(right)?);
    let is_same = (row.same)(&left.value, &right.value);
    let words = (left.value.clone(), right.value.clone());
    (!is_same).then(|| differ(pair, (row.aspect, row.label), (left, right), words))
}

/// 户籍所在地某村4组，租住某街37号, and then 住某村4组: the lodging is told on one side only.
fn lives_at_household(one: &Party, other: &Party) -> bool {
    let (Some(home), Some(lodging), Some(address)) = (&one.household, &one.address, &other.address) else {
        return false;
    };
    // 谢家湾村四组: a group of a village is as exact as a number.
    let is_exact = |place: &str| {
        place.contains(|c: char| c.is_ascii_digit()) || place.ends_with(['组', '社', '屯', '号', '室'])
    };
    let is_home = |place: &str| is_exact(place) && is_exact(&home.value) && alike(&home.value, place);
    // 住望川县 names no more than where the household is.
    let is_area = |place: &str| {
        place.ends_with(['县', '市', '区', '旗', '州']) && !is_exact(place) && home.value.contains(place)
    };
    is_home(&address.value) && !is_home(&lodging.value) || is_area(&address.value)
}

fn sex(pair: &Pair<'_>, left: &Party, right: &Party) -> Option<Difference> {
    let (left, right) = (left.sex.as_ref()?, right.sex.as_ref()?);
    let label = |sex: Sex| if sex == Sex::Male { "男" } else { "女" }.to_owned();
    let words = (label(left.value), label(right.value));
    (left.value != right.value).then(|| differ(pair, ("sex", "性别"), (left, right), words))
}

/// A slip of identity with both sides' words.
fn differ<T>(
    pair: &Pair<'_>,
    (aspect, label): (&str, &str),
    (left, right): (&Cited<T>, &Cited<T>),
    words: (String, String),
) -> Difference {
    let sides = vec![
        Side::said(pair.left.label, words.0, &left.quote),
        Side::said(pair.right.label, words.1, &right.quote),
    ];
    Difference::new(aspect, label, "身份信息不一致", "S1", sides)
}

/// A slip in the name; a mask or an alias is none.
fn names(pair: &Pair<'_>, left: &Party, right: &Party) -> Option<Difference> {
    if likeness(&left.name.value, &right.name.value) != Likeness::OneCharacter {
        return None;
    }
    let is_alias = |party: &Party, name: &str| party.aliases.iter().any(|alias| alias.value == name);
    if is_alias(left, &right.name.value) || is_alias(right, &left.name.value) {
        return None;
    }
    let words = (left.name.value.clone(), right.name.value.clone());
    Some(differ(pair, ("name", "姓名书写"), (&left.name, &right.name), words))
}

/// Birth dates; a change that moves the person across an age of responsibility weighs most (刑法 §17, §17之一).
fn birth(pair: &Pair<'_>, left: &Party, right: &Party) -> Option<Difference> {
    let (l, r) = (left.birth.as_ref()?, right.birth.as_ref()?);
    if same_day(&l.value, &r.value) {
        return None;
    }
    let words = (l.value.to_string(), r.value.to_string());
    let mut difference = differ(pair, ("birth_date", "出生日期"), (l, r), words);
    let ages = [l, r].map(|birth| {
        let born = birth.value.date()?;
        let act = pair.right.facts.iter().filter_map(|fact| fact.time.as_ref()?.value.date()).min()?;
        Some(age_bracket(born, act))
    });
    if let [Some(a), Some(b)] = ages
        && a != b
    {
        "E".clone_into(&mut difference.severity);
        difference.crosses_tier = true;
        difference.message.push_str("，影响刑事责任年龄段的认定");
    }
    Some(difference)
}

/// The same day as far as both tell it.
fn same_day(a: &Moment, b: &Moment) -> bool {
    a.year == b.year && (a.month == b.month || a.month.or(b.month).is_none()) && same_if_both(a.day, b.day)
}

/// An address may be told as that of the household: 该处, 同户籍地.
fn same_place(a: &str, b: &str) -> bool {
    let refers_back = |text: &str| text.starts_with(['该', '同', '本']);
    refers_back(a) || refers_back(b) || same_home(a, b)
}

static AREA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<area>\\p{Han}{2}(?:区|县|市|旗|镇|乡|街道|村))$").expect("the pattern is fixed")
});

/// A place, or the area it lies in, as judgments give it: 青城市湖滨区 for 湖滨区桃园路3号.
fn same_home(a: &str, b: &str) -> bool {
    let lies_in = |place: &str, area: &str| {
        AREA.captures(area)
            .and_then(|found| found.name("area"))
            .is_some_and(|area| place.contains(area.as_str()))
    };
    alike(a, b) || lies_in(a, b) || lies_in(b, a) || is_room_of(a, b) || is_room_of(b, a)
}

/// 桃园路3号2单元502室 lies in the building 桃园路3号: the other side leaves the room out.
fn is_room_of(home: &str, building: &str) -> bool {
    static ROOM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "^(?:附?[0-9A-Za-z一二三四五六七八九十-]{1,6}(?:号楼|号|栋|幢|座|单元|楼|层|室|户|房|门))+$",
        )
        .expect("the pattern is fixed")
    });
    let ends_a_building = building.ends_with(['号', '栋', '幢', '座', '楼']);
    ends_a_building && home.strip_prefix(building).is_some_and(|room| ROOM.is_match(room))
}

fn same_people(a: &str, b: &str) -> bool {
    a.trim_end_matches('族') == b.trim_end_matches('族')
}

fn same_if_both(a: Option<i8>, b: Option<i8>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Ages at which responsibility changes: under 12, 12, 14, 16, 18, 75. Full only from the day after the birthday.
fn age_bracket(born: jiff::civil::Date, act: jiff::civil::Date) -> usize {
    let had_birthday = (act.month(), act.day()) > (born.month(), born.day());
    let age = act.year() - born.year() - i16::from(!had_birthday);
    [12, 14, 16, 18, 75].iter().filter(|&&limit| age >= limit).count()
}

fn same_number(a: &str, b: &str) -> bool {
    let masked = |c: char| matches!(c, '*' | '×' | 'X' | 'x' | '某');
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    a.len() != b.len() || a.iter().zip(&b).all(|(&x, &y)| x == y || masked(x) || masked(y))
}

#[derive(Deserialize)]
struct Work {
    groups: Vec<Vec<String>>,
}

/// Other words for the same work, and broader ones: 早餐店业主 is a 个体工商户.
static WORK: LazyLock<Work> =
    LazyLock::new(|| toml::from_str(include_str!("work.toml")).expect("work.toml is checked by a test"));

static EMPLOYER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:原?系)?(?:(?:被告|犯罪嫌疑|该|本|上述)(?:单位|公司)|[\\p{Han}（）]{2,30}(?:公司|集团|合作社|事务所|中心))的?")
        .expect("the pattern is fixed")
});

fn same_work(a: &str, b: &str) -> bool {
    // A 农民工 works in town: the word for a farmer in it says nothing. Nor does for whom one works: 被告单位会计.
    let [first, second] =
        [a, b].map(|text| EMPLOYER.replace(&text.replace("农民工", "务工"), "").into_owned());
    if !first.is_empty() && first == second {
        return true;
    }
    let names = |text: &str, group: &[String]| group.iter().any(|word| text.contains(word.as_str()));
    alike(a, b) || WORK.groups.iter().any(|group| names(&first, group) && names(&second, group))
}

/// Free text that differs only in how much is told.
fn alike(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|c| c.is_alphanumeric() && !"省市区县文化程度学历".contains(*c)).collect()
    };
    let (a, b) = (letters(a), letters(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let digits = |letters: &[char]| -> String { letters.iter().filter(|c| c.is_ascii_digit()).collect() };
    let shared = short.iter().filter(|c| long.contains(c)).count();
    let same_digits = digits(&a) == digits(&b) || digits(&a).is_empty() || digits(&b).is_empty();
    short.is_empty() || (same_digits && shared * 10 >= short.len() * 7)
}

#[cfg(test)]
mod tests {
    use super::{lives_at_household, same_home, same_work};
    use crate::document::{Document, DocumentKind};
    use crate::extract::elements::Party;
    use crate::extract::extract;

    fn accused(homes: &str) -> Party {
        let text = format!(
            "云岭县人民检察院\n起诉书\n被告人林小舟，男，1990年1月2日出生，汉族，初中文化，务工，{homes}。因涉嫌盗窃罪，\
             于2023年3月5日被云岭县公安局刑事拘留。\n经依法审查查明：\n2023年3月4日，被告人林小舟盗窃。"
        );
        extract(&Document::from_text(DocumentKind::Indictment, &text)).parties.remove(0)
    }

    #[test]
    fn a_lodging_told_on_one_side_only_is_no_other_home() {
        let lodger = accused("户籍所在地云岭县石桥镇大坪村4组，现租住云岭县城关街道桃园路37号");
        let at_home = accused("户籍所在地青山省云岭县，住云岭县石桥镇大坪村4组");
        let elsewhere = accused("户籍所在地青山省云岭县，住云岭县白鹭镇河东村7组");
        assert!(lives_at_household(&lodger, &at_home));
        assert!(!lives_at_household(&lodger, &elsewhere));
        let away = accused("户籍所在地青山省云岭县石桥镇大坪村，住青城市东升工业园宿舍");
        assert!(lives_at_household(&away, &accused("住云岭县")));
        assert!(!lives_at_household(&away, &accused("住望江县")));
    }

    #[test]
    fn broader_words_for_the_same_work_are_no_difference() {
        for (a, b) in [
            ("早餐店业主", "个体工商户"),
            ("云岭县顺达商贸有限公司会计", "被告单位会计"),
            ("云岭县顺达商贸有限公司总经理", "系被告单位法定代表人"),
            ("农机站职工", "农机站工人"),
            ("无业", "打零工"),
        ] {
            assert!(same_work(a, b), "{a} {b}");
        }
        for (a, b) in [("务农", "务工"), ("教师", "个体工商户"), ("无业", "公司经理")] {
            assert!(!same_work(a, b), "{a} {b}");
        }
    }

    #[test]
    fn the_area_a_home_lies_in_is_no_other_home() {
        assert!(same_home("湖滨区桃园路3号", "青城市湖滨区"));
        assert!(same_home("云岭县石桥镇大坪村二组", "云岭县石桥镇"));
        assert!(same_home("湖滨区桃园路3号2单元502室", "湖滨区桃园路3号"), "the room is left out");
        assert!(!same_home("湖滨区桃园路3号2单元502室", "湖滨区桃园路3号2单元602室"));
        assert!(!same_home("湖滨区桃园路3号", "青城市望江区"));
        assert!(!same_home("湖滨区桃园路3号", "湖滨区桃园路8号"));
    }
}
