//! Identity items, charges and the number of people across papers and card.

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use super::births;
use crate::case::CardNode;
use crate::case::card::moment;
use crate::document::DocumentKind;
use crate::extract::elements::{PartyRole, Sex, Stance};
use crate::law::charges::same_or_narrowed;
use crate::standard::check::Value;
use crate::text::Quote;

/// What one source says: its name, the value, the words.
type Told = (String, String, Quote);

pub(super) fn identity(desk: Desk<'_>, value: Value) -> Vec<Verdict> {
    (0..desk.case.persons.len()).filter_map(|person| one_person(desk, person, value)).collect()
}

fn one_person(desk: Desk<'_>, person: usize, value: Value) -> Option<Verdict> {
    let mut told: Vec<Told> = Vec::new();
    for &(paper, party) in &desk.case.persons[person].mentions {
        let paper = &desk.case.papers[paper];
        let party = &paper.elements.parties[party];
        let label = paper.kind().label().to_owned();
        let found = match value {
            Value::Birth => party.birth.as_ref().map(|b| (b.value.to_string(), b.quote.clone())),
            Value::Sex => party.sex.as_ref().map(|s| (sex(s.value).to_owned(), s.quote.clone())),
            _ => party.identity.as_ref().map(|i| (i.value.clone(), i.quote.clone())),
        };
        told.extend(found.map(|(value, quote)| (label, value, quote)));
    }
    if value == Value::Birth {
        told.extend(births::written(desk.case, person));
    }
    told.extend(carded(desk, person, value));
    let first = told.first()?.clone();
    // Two dates in one paper are those of two people of one name, or of one and a victim beside.
    let other = told
        .iter()
        .find(|(_, value, quote)| quote.document != first.2.document && differs(value, &first.1))?;
    let name = &desk.case.persons[person].name;
    let item = match value {
        Value::Birth => "出生日期",
        Value::Sex => "性别",
        _ => "公民身份号码",
    };
    let message = format!("{name}的{item}不一致：{}为{}，{}为{}", first.0, first.1, other.0, other.1);
    Some(Verdict::fail(message, vec![first.2, other.2.clone()]).of(name.clone()))
}

fn carded(desk: Desk<'_>, person: usize, value: Value) -> Option<Told> {
    let card = desk.case.card.as_ref()?;
    let label = match value {
        Value::Birth => "出生日期",
        Value::Sex => "性别",
        _ => "身份证号",
    };
    let node = desk.case.person_card(person)?.get(label)?;
    let text = node.text()?;
    let written = if value == Value::Birth { moment(text)?.to_string() } else { text.to_owned() };
    Some(("案卡".to_owned(), written, desk.case.papers[card.paper].document.quote_original(&node.range)))
}

fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "男",
        Sex::Female => "女",
    }
}

/// Different where both say it: a month is no other day, a mask no other number.
fn differs(a: &str, b: &str) -> bool {
    if a.starts_with(b) || b.starts_with(a) {
        return false;
    }
    let masked = |text: &str| text.contains(['*', '×', '某']);
    !masked(a) && !masked(b)
}

/// Charges of the card against the paper of each stage.
pub(super) fn charges(desk: Desk<'_>) -> Vec<Verdict> {
    let rows = [
        ("移送罪名", DocumentKind::ProsecutionOpinion),
        ("起诉罪名", DocumentKind::Indictment),
        ("判决罪名", DocumentKind::Judgment),
    ];
    let Some(card) = &desk.case.card else { return Vec::new() };
    let mut found = Vec::new();
    for (person, entry) in desk.case.persons.iter().enumerate() {
        let Some(node) = desk.case.person_card(person) else { continue };
        for (label, kind) in rows {
            let Some((_, paper)) = desk.case.of_kind(kind).last() else { continue };
            let told = claims(desk, paper, person);
            let Some(list) = node.get(label) else { continue };
            let carded: Vec<&str> = list.items().into_iter().filter_map(CardNode::text).collect();
            let (Some((_, quote)), false) = (told.first(), carded.is_empty()) else { continue };
            let same = carded.iter().all(|c| told.iter().any(|(t, _)| same_or_narrowed(c, t)))
                && told.iter().all(|(t, _)| carded.iter().any(|c| same_or_narrowed(c, t)));
            if same {
                continue;
            }
            let names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
            let message = format!(
                "案卡{}的{label}为{}，{}为{}，不一致",
                entry.name,
                carded.join("、"),
                kind.label(),
                names.join("、")
            );
            let carded_quote = desk.case.papers[card.paper].document.quote_original(&list.range);
            found.push(Verdict::fail(message, vec![carded_quote, quote.clone()]).of(entry.name.clone()));
        }
    }
    found
}

fn claims(desk: Desk<'_>, paper: &crate::case::Paper, person: usize) -> Vec<(String, Quote)> {
    let elements = &paper.elements;
    let decided =
        elements.sentences.iter().filter(|s| desk.case.person_named(&s.person.value) == Some(person));
    let mut told: Vec<(String, Quote)> = decided
        .flat_map(|sentence| sentence.counts.iter().filter_map(|count| count.charge.as_ref()))
        .map(|charge| (charge.value.clone(), charge.quote.clone()))
        .collect();
    if told.is_empty() && paper.kind() != DocumentKind::Judgment {
        let mine = elements.charges.iter().filter(|claim| {
            matches!(claim.stance, Stance::Alleged | Stance::Accepted)
                && (claim.person.is_empty() || desk.case.person_named(&claim.person) == Some(person))
        });
        told.extend(mine.map(|claim| (claim.charge.value.clone(), claim.charge.quote.clone())));
    }
    told
}

/// Accused people of the police paper, the card and the indictment.
pub(super) fn count(desk: Desk<'_>) -> Vec<Verdict> {
    let of = |kind: DocumentKind| {
        let (_, paper) = desk.case.of_kind(kind).last()?;
        let accused = paper
            .elements
            .parties
            .iter()
            .filter(|p| matches!(p.role, PartyRole::Accused | PartyRole::Organisation));
        let names: Vec<_> = accused.collect();
        let first = names.first()?.name.quote.clone();
        let units = names.iter().filter(|party| party.role == PartyRole::Organisation).count();
        Some((kind.label(), names.len(), units, first))
    };
    let Some((label, told, units, quote)) = of(DocumentKind::ProsecutionOpinion) else { return Vec::new() };
    let Some(card) = &desk.case.card else { return Vec::new() };
    let Some(people) = card.root.get("人员") else { return Vec::new() };
    let carded = people.items().len();
    // A unit may stand among the people of the card or in a row of its own; whose case was parted has another card.
    let parted = (0..desk.case.persons.len()).filter(|&person| desk.case.is_parted(person)).count();
    if carded == 0 || [0, units, parted].iter().any(|apart| carded + apart == told) {
        return Vec::new();
    }
    let carded_quote = desk.case.papers[card.paper].document.quote_original(&people.range);
    let message = format!("{label}载明犯罪嫌疑人{told}人，案卡填录{carded}人，不一致");
    vec![Verdict::fail(message, vec![quote, carded_quote])]
}
