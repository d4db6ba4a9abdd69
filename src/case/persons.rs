//! Aligns people across documents and card by name, alias, birth date and identity number.

use super::names::{Likeness, likeness};
use super::{Card, Paper, Person};
use crate::document::DocumentKind;
use crate::extract::elements::{Party, PartyRole};

/// One person as one source gives it.
struct Candidate {
    name: String,
    aliases: Vec<String>,
    birth: Option<String>,
    identity: Option<String>,
}

/// Accused persons of the case. The leading document (judgment, else indictment, else the police paper)
/// gives the order; the card adds whom no document introduces.
pub(super) fn align(papers: &[Paper], card: Option<&Card>) -> Vec<Person> {
    let mut persons: Vec<Person> = Vec::new();
    let mut known: Vec<Vec<Candidate>> = Vec::new();
    for paper in reading_order(papers) {
        let mut taken = Vec::new();
        for (party_index, party) in papers[paper].elements.parties.iter().enumerate() {
            if !matches!(party.role, PartyRole::Accused | PartyRole::Organisation) {
                continue;
            }
            let candidate = of_party(party);
            let found = best_match(&known, &candidate, &taken);
            let Some(at) = found.or_else(|| {
                let introduces = persons.is_empty() || introduces_people(papers[paper].kind());
                introduces.then(|| add(&mut persons, &mut known, &candidate.name))
            }) else {
                continue;
            };
            taken.push(at);
            persons[at].mentions.push((paper, party_index));
            note_spelling(&mut persons[at], &candidate);
            known[at].push(candidate);
        }
    }
    let mut taken = Vec::new();
    for (index, node) in card.map(Card::persons).unwrap_or_default().iter().enumerate() {
        let text = |label: &str| node.get(label).and_then(|n| n.text()).map(str::to_owned);
        let Some(name) = text("姓名") else { continue };
        let birth = text("出生日期").and_then(|t| super::card::moment(&t)).map(|m| m.to_string());
        let aliases = text("曾用名").into_iter().collect();
        let candidate = Candidate { name, aliases, birth, identity: text("身份证号") };
        let found = best_match(&known, &candidate, &taken);
        let at = found.unwrap_or_else(|| add(&mut persons, &mut known, &candidate.name));
        taken.push(at);
        persons[at].card = Some(index);
        note_spelling(&mut persons[at], &candidate);
        known[at].push(candidate);
    }
    persons
}

/// Index of the person a written name means, if any. Two people behind one mask, or a one-character
/// slip, decide nothing.
pub fn find(persons: &[Person], name: &str) -> Option<usize> {
    let ranked: Vec<(usize, Likeness)> = persons
        .iter()
        .map(|person| {
            person.spellings().map(|spelling| likeness(spelling, name)).max().unwrap_or(Likeness::Different)
        })
        .enumerate()
        .collect();
    let of = |wanted: Likeness| ranked.iter().filter(move |(_, like)| *like == wanted).map(|&(at, _)| at);
    let masked: Vec<usize> = of(Likeness::Masked).collect();
    of(Likeness::Same).next().or(if let [only] = masked[..] { Some(only) } else { None })
}

fn reading_order(papers: &[Paper]) -> Vec<usize> {
    let rank = |kind: DocumentKind| match kind {
        DocumentKind::Judgment => 0,
        DocumentKind::Indictment | DocumentKind::NonProsecutionDecision => 1,
        DocumentKind::ProsecutionOpinion => 2,
        _ => 3,
    };
    let mut order: Vec<usize> = (0..papers.len()).collect();
    order.sort_by_key(|&at| rank(papers[at].kind()));
    order
}

/// Papers whose heading says who is accused. Others only mention people already known.
fn introduces_people(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::Judgment
            | DocumentKind::Indictment
            | DocumentKind::NonProsecutionDecision
            | DocumentKind::ConditionalNonProsecution
            | DocumentKind::ProsecutionOpinion
            | DocumentKind::SupplementaryIndictment
            | DocumentKind::AmendedIndictment
    )
}

fn of_party(party: &Party) -> Candidate {
    Candidate {
        name: party.name.value.clone(),
        aliases: party.aliases.iter().map(|alias| alias.value.clone()).collect(),
        birth: party.birth.as_ref().map(|birth| birth.value.to_string()),
        identity: party.identity.as_ref().map(|identity| identity.value.clone()),
    }
}

fn add(persons: &mut Vec<Person>, known: &mut Vec<Vec<Candidate>>, name: &str) -> usize {
    persons.push(Person { name: name.to_owned(), other_names: Vec::new(), mentions: Vec::new(), card: None });
    known.push(Vec::new());
    persons.len() - 1
}

fn note_spelling(person: &mut Person, candidate: &Candidate) {
    for name in std::iter::once(&candidate.name).chain(&candidate.aliases) {
        if *name != person.name && !person.other_names.contains(name) {
            person.other_names.push(name.clone());
        }
    }
}

/// The best person for a candidate, if good enough. A person already found in the same source is left out.
fn best_match(known: &[Vec<Candidate>], candidate: &Candidate, taken: &[usize]) -> Option<usize> {
    (0..known.len())
        .filter(|at| !taken.contains(at))
        .map(|at| (at, known[at].iter().map(|other| points(other, candidate)).max().unwrap_or(0)))
        .max_by_key(|&(at, points)| (points, std::cmp::Reverse(at)))
        .filter(|&(_, points)| points >= 10)
        .map(|(at, _)| at)
}

/// Evidence that two sources mean one person; 10 is enough.
fn points(a: &Candidate, b: &Candidate) -> i32 {
    let spelled = |x: &Candidate, y: &Candidate| {
        x.aliases.iter().map(|alias| likeness(alias, &y.name)).max().unwrap_or(Likeness::Different)
    };
    let name = likeness(&a.name, &b.name).max(spelled(a, b)).max(spelled(b, a));
    let agree = |x: &Option<String>, y: &Option<String>| x.as_ref().zip(y.as_ref()).map(|(x, y)| x == y);
    let by_name = match name {
        Likeness::Same => 20,
        Likeness::Masked => 11,
        Likeness::OneCharacter => 10,
        Likeness::Different => 0,
    };
    let by_birth = agree(&a.birth, &b.birth).map_or(0, |same| if same { 6 } else { -4 });
    let by_identity = agree(&a.identity, &b.identity).map_or(0, |same| if same { 10 } else { -3 });
    by_name + by_birth + by_identity
}
