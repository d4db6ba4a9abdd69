//! What a court decides about charges: found in the operative part, rejected in the reasoning or by acquittal.

use std::cell::LazyCell;

use super::claims::{self, CUES};
use crate::document::Document;
use crate::extract::circumstances;
use crate::extract::elements::{ChargeClaim, Elements, SentenceKind, Stance};
use crate::extract::people::{Group, People};
use crate::text::Range;

/// Charges of the operative part.
pub(super) fn accepted(elements: &Elements) -> Vec<ChargeClaim> {
    let mut claims = Vec::new();
    for sentence in &elements.sentences {
        for count in &sentence.counts {
            let is_acquittal = count.kind.as_ref().is_some_and(|kind| kind.value == SentenceKind::NotGuilty);
            if let Some(charge) = &count.charge
                && !is_acquittal
            {
                let person = sentence.person.value.clone();
                claims.push(ChargeClaim { person, charge: charge.clone(), stance: Stance::Accepted });
            }
        }
    }
    claims
}

/// 公诉机关指控的罪名成立: what is found was alleged, for persons whose charge is not told otherwise.
pub(super) fn upheld(
    document: &Document,
    elements: &Elements,
    claims: &[ChargeClaim],
    parts: &[Range],
) -> Vec<ChargeClaim> {
    let plain = document.plain();
    let phrase = parts.iter().find_map(|part| {
        let words = plain.get(part.clone())?;
        let (at, cue) = CUES.upholding.iter().find_map(|cue| words.find(cue.as_str()).map(|at| (at, cue)))?;
        words[..at].contains("指控").then(|| part.start + at..part.start + at + cue.len())
    });
    let Some(phrase) = phrase else {
        return Vec::new();
    };
    let is_alleged =
        |person: &str| claims.iter().any(|claim| claim.stance == Stance::Alleged && claim.person == person);
    accepted(elements)
        .into_iter()
        .filter(|claim| !is_alleged(&claim.person))
        .map(|claim| ChargeClaim {
            charge: document.cite(claim.charge.value, &phrase, 0.7),
            stance: Stance::Alleged,
            person: claim.person,
        })
        .collect()
}

/// Charges the reasoning does not follow: 指控……犯甲罪，定性不当; the defence's words are not the court's.
pub(super) fn rejected(document: &Document, people: &People, parts: &[Range]) -> Vec<ChargeClaim> {
    let plain = document.plain();
    let mut claims = Vec::new();
    for part in parts {
        let mut last: Group = Vec::new();
        let pleaded = LazyCell::new(|| circumstances::pleaded(plain.get(part.clone()).unwrap_or_default()));
        for sentence in claims::sentences(plain, part) {
            let words = &plain[sentence.clone()];
            let groups = people.groups(words);
            for mention in claims::laid(words, &groups) {
                let place = sentence.start + mention.start..sentence.start + mention.end;
                let is_plea = || pleaded.iter().any(|plea| plea.contains(&(place.start - part.start)));
                if !is_rejected(words, &mention) || is_plea() {
                    continue;
                }
                let name = crate::extract::outcome::charge::standard(&words[mention.clone()]);
                for person in claims::concerned(words, &groups, &mention, &last, people) {
                    let charge = document.cite(name.clone(), &place, 0.85);
                    claims.push(ChargeClaim { person, charge, stance: Stance::Rejected });
                }
            }
            if let Some(group) = groups.into_iter().next_back() {
                last = group;
            }
        }
    }
    claims
}

fn is_rejected(words: &str, charge: &Range) -> bool {
    let defence =
        ["辩护", "辩称", "辩解", "上诉", "提出", "代理人", "意见"].iter().any(|word| words.contains(word));
    if defence {
        return false;
    }
    let before = &words[..charge.start];
    let denied = CUES.denying.iter().any(|cue| before.ends_with(cue.as_str()));
    let after = words.get(charge.end..).unwrap_or_default();
    let tail: String = after.chars().take(60).collect();
    let praise = tail.replace("不成立", "").replace("不能成立", "");
    let accused_of = before.contains("指控");
    let fault = CUES.rejecting.iter().filter_map(|cue| tail.find(cue.as_str())).min();
    // 犯盗窃罪既遂的意见不能成立, 犯盗窃罪的数额有误: the charge itself stands.
    let is_of_charge = |at: usize| {
        let between = tail[..at].trim_end_matches('，');
        ["罪名", "该指控"].iter().any(|charge| between.ends_with(charge))
            || !CUES.aspects.iter().any(|aspect| between.contains(aspect.as_str()))
    };
    let faulted = accused_of
        && fault.is_some_and(is_of_charge)
        && !["成立，", "罪名成立", "确实、充分", "确实充分"].iter().any(|cue| praise.contains(cue));
    denied || faulted
}

/// Charges alleged against a person who is acquitted.
pub(super) fn acquitted(elements: &Elements, claims: &[ChargeClaim]) -> Vec<ChargeClaim> {
    let mut rejected = Vec::new();
    for sentence in &elements.sentences {
        let [only] = sentence.counts.as_slice() else { continue };
        if only.kind.as_ref().is_none_or(|kind| kind.value != SentenceKind::NotGuilty) {
            continue;
        }
        let name = &sentence.person.value;
        let alleged = claims.iter().filter(|claim| &claim.person == name && claim.stance == Stance::Alleged);
        rejected.extend(alleged.map(|claim| ChargeClaim { stance: Stance::Rejected, ..claim.clone() }));
    }
    rejected
}
