//! Defenders named without whom they defend: 辩护人孙大河提出…… is a plea for whoever the heading gives him to.

use super::mention::Mention;
use crate::extract::elements::{Elements, PartyRole};
use crate::extract::people::People;
use crate::text::Pattern;
use std::sync::LazyLock;

/// A defender and the indices of those whom he defends.
pub(super) struct Counsel {
    name: String,
    clients: Vec<usize>,
}

/// After a defender's name: another beside him.
static BESIDE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:、|和|与)[\\p{Han}]{2,4}?(?P<rest>提出|认为|辩称|辩护|的)")
        .expect("the pattern is fixed")
});

/// The defenders the heading names.
pub(super) fn of(elements: &Elements, people: &People) -> Vec<Counsel> {
    let mut all: Vec<Counsel> = Vec::new();
    let accused = elements
        .parties
        .iter()
        .filter(|party| matches!(party.role, PartyRole::Accused | PartyRole::Organisation));
    for party in accused {
        let Some(client) =
            people.names.iter().position(|name| *name == party.name.value.trim_end_matches('、'))
        else {
            continue;
        };
        for defender in &party.defenders {
            let name = &defender.name.value;
            if name.chars().count() < 2 || people.names.contains(name) {
                continue;
            }
            match all.iter_mut().find(|known| known.name == *name) {
                Some(known) => known.clients.push(client),
                None => all.push(Counsel { name: name.clone(), clients: vec![client] }),
            }
        }
    }
    all
}

/// Indices of those whom the defenders named in `words` defend.
pub(super) fn clients_of(words: &str, counsel: &[Counsel]) -> Vec<usize> {
    let named = counsel.iter().filter(|counsel| words.contains(counsel.name.as_str()));
    let mut clients: Vec<usize> = named.flat_map(|counsel| counsel.clients.iter().copied()).collect();
    clients.sort_unstable();
    clients.dedup();
    clients
}

/// Adds those for whom a named defender speaks.
pub(super) fn add(text: &str, mentions: &mut Vec<Mention>, counsel: &[Counsel]) {
    for (at, role) in text.match_indices("辩护人") {
        let after = &text[at + role.len()..];
        let Some(named) = counsel.iter().find(|counsel| after.starts_with(counsel.name.as_str())) else {
            continue;
        };
        let end = at + role.len() + named.name.len();
        let beside =
            BESIDE.captures(&text[end..]).and_then(|found| found.name("rest")).map_or(0, |rest| rest.start());
        let before = mentions.partition_point(|mention| mention.range.start < at);
        let range = at..end + beside;
        mentions.insert(before, Mention { range, who: named.clients.clone(), is_topic: true });
    }
}
