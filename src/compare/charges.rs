//! Charges of each person: suspected → prosecuted → found.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::sides::{Account, Pair};
use super::{Difference, Side};
use crate::case::CaseFile;
use crate::document::DocumentKind;
use crate::extract::elements::Stance;
use crate::law::charges::{relation, same_or_narrowed};
use crate::text::{Pattern, Quote};

/// Charges with the words they rest on, by standard name.
pub(super) type Claims = BTreeMap<String, Quote>;

/// 变更起诉, 补充起诉: what the court follows is no longer what it was first accused of.
static CHANGED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:变更|补充|追加|改变)(?:了)?(?:起诉|公诉|指控)|(?:起诉|指控)(?:的)?罪名(?:依法)?(?:变更|改变)|变更[^。，]{0,12}罪名|罪名变更为")
        .expect("the pattern is fixed")
});

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    if pair.is_internal() && CHANGED.is_match(pair.left.paper.document.plain()) {
        return;
    }
    for (person, name) in pair.persons() {
        let left = of_person(pair.case, pair.left, person);
        let right = of_person(pair.case, pair.right, person);
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let only = |a: &Claims, b: &Claims| -> Claims {
            a.iter()
                .filter(|(charge, _)| {
                    !b.keys().any(|other| *charge == other || same_or_narrowed(charge, other))
                })
                .map(|(charge, quote)| (charge.clone(), quote.clone()))
                .collect()
        };
        let (mut gone, mut new) = (only(&left, &right), only(&right, &left));
        if !pair.is_internal() {
            forget_apportioned(pair, (pair.left, &left), pair.right, &mut gone);
            forget_apportioned(pair, (pair.right, &right), pair.left, &mut new);
        }
        if pair.is_internal() && left.len() > 1 && is_collective(pair, person, &left) {
            let found = pair.persons().map(|(other, _)| of_person(pair.case, pair.right, other));
            let found: Vec<String> = found.flat_map(Claims::into_keys).collect();
            let own = accused_elsewhere(pair, person);
            gone.retain(|charge, _| {
                let is_same = |other: &str| charge == other || same_or_narrowed(charge, other);
                let is_own = own.is_empty() || own.iter().any(|other| is_same(other));
                is_own && !found.iter().any(|other| is_same(other))
            });
        }
        if gone.is_empty() && new.is_empty() {
            continue;
        }
        if pair.is_internal() && !new.is_empty() && new.keys().all(|charge| is_alleged(pair, person, charge))
        {
            continue;
        }
        // A court adds no charge: a supplement or an earlier crime is told elsewhere in the judgment.
        if pair.is_internal() && (gone.is_empty() || !are_known(&gone, &right)) {
            continue;
        }
        let severity = if pair.right.paper.kind() == DocumentKind::Judgment { "E" } else { "S2" };
        let decided = if pair.is_internal() { "判决认定" } else { pair.right.label };
        let sides = vec![told(pair.left.label, &left, &gone), told(decided, &right, &new)];
        let meaning = meaning(gone.is_empty(), new.is_empty());
        out.push(Difference::new("charge", "罪名", meaning, severity, sides).of(name));
    }
}

fn meaning(none_gone: bool, none_new: bool) -> &'static str {
    match (none_gone, none_new) {
        (false, false) => "改变定性",
        (false, true) => "罪名减少",
        _ => "罪名增加",
    }
}

/// A side's charges as one value, quoting one that the other side lacks.
fn told(label: &str, all: &Claims, lacking: &Claims) -> Side {
    let names: Vec<&str> = all.keys().map(String::as_str).collect();
    match lacking.values().next().or_else(|| all.values().next()) {
        Some(quote) => Side::said(label, names.join("、"), quote),
        None => Side::silent(label),
    }
}

/// Charges one side lays on a person. The operative part of a judgment decides before its reasoning.
pub(super) fn of_person(case: &CaseFile, side: Account<'_>, person: usize) -> Claims {
    let elements = &side.paper.elements;
    let mut claims = Claims::new();
    if side.stance == Stance::Alleged {
        return accused_of(case, side, person);
    }
    for sentence in &elements.sentences {
        if case.person_named(&sentence.person.value) != Some(person) {
            continue;
        }
        for charge in sentence.counts.iter().filter_map(|count| count.charge.as_ref()) {
            claims.entry(charge.value.clone()).or_insert_with(|| charge.quote.clone());
        }
    }
    if !claims.is_empty() {
        return claims;
    }
    let is_judgment = side.paper.kind() == DocumentKind::Judgment;
    let is_amended = side.paper.kind() == DocumentKind::AmendedIndictment;
    for claim in &elements.charges {
        if is_amended && names_case(side, &claim.charge.quote) {
            continue;
        }
        let counts = match claim.stance {
            Stance::Accepted => true,
            Stance::Alleged => !is_judgment,
            _ => false,
        };
        let concerns = claim.person.is_empty() || case.person_named(&claim.person) == Some(person);
        if counts && concerns {
            claims.entry(claim.charge.value.clone()).or_insert_with(|| claim.charge.quote.clone());
        }
    }
    if is_amended && claims.is_empty() {
        let first = super::sides::side(case, DocumentKind::Indictment, "起诉书");
        return first.map_or(claims, |first| of_person(case, first, person));
    }
    claims
}

/// 以……起诉书指控被告人甲等六人犯X罪、Y罪一案: which case is amended, not who is charged with what.
fn names_case(side: Account<'_>, quote: &Quote) -> bool {
    let text = &side.paper.document.text;
    let after = text.plain().get(text.plain_at(quote.end)..).unwrap_or_default();
    let clause = after.split(['，', '。', '；', '\n']).next().unwrap_or_default();
    clause.ends_with("一案") || clause.ends_with("案件")
}

/// 应当分别以X罪、Y罪追究刑事责任: each has one of them or both; what another person has of these on the other side is
/// nothing this one lacks there.
fn forget_apportioned(
    pair: &Pair<'_>,
    (side, claims): (Account<'_>, &Claims),
    other: Account<'_>,
    lacking: &mut Claims,
) {
    let is_apportioned = |quote: &Quote| {
        // The charges of an amendment may be those of the indictment before it.
        let told = pair.case.papers.iter().find(|paper| paper.document.id == quote.document);
        let text = &told.unwrap_or(side.paper).document.text;
        let before = text.plain().get(..text.plain_at(quote.start)).unwrap_or_default();
        let clause = before.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default();
        ["分别以", "分别按", "分别构成", "分别犯", "分别涉嫌"].iter().any(|word| clause.contains(word))
    };
    if claims.len() < 2 || !claims.values().any(is_apportioned) {
        return;
    }
    let of_others: Vec<String> =
        pair.persons().flat_map(|(person, _)| of_person(pair.case, other, person).into_keys()).collect();
    lacking.retain(|charge, _| {
        !of_others.iter().any(|known| known == charge || same_or_narrowed(known, charge))
    });
}

/// 指控被告人甲、乙犯X罪、Y罪: whose is which is not told.
fn is_collective(pair: &Pair<'_>, person: usize, claims: &Claims) -> bool {
    let same = |(other, _): (usize, &str)| {
        other != person && of_person(pair.case, pair.left, other).keys().eq(claims.keys())
    };
    pair.persons().any(same)
}

/// Charges that the judgment lays on a person outside its opening, where it may name several accused together.
fn accused_elsewhere<'a>(pair: &Pair<'a>, person: usize) -> Vec<&'a str> {
    let claims = pair.left.paper.elements.charges.iter().filter(|claim| claim.stance == Stance::Alleged);
    let own = claims.filter(|claim| pair.case.person_named(&claim.person) == Some(person));
    let is_opening =
        |quote: &Quote| matches!(told_by_prosecution(pair.left, quote, false), Some(Part::Opening));
    own.filter(|claim| !is_opening(&claim.charge.quote)).map(|claim| claim.charge.value.as_str()).collect()
}

/// Whether the prosecution is told anywhere to accuse a person of it: its conclusion may be narrower than its charge sheet.
fn is_alleged(pair: &Pair<'_>, person: usize, charge: &str) -> bool {
    let claims = pair.left.paper.elements.charges.iter().filter(|claim| claim.stance == Stance::Alleged);
    let mut own = claims.filter(|claim| pair.case.person_named(&claim.person) == Some(person));
    own.any(|claim| claim.charge.value == charge)
}

/// Whether the list of charges tells that these differ: a misspelt or masked name (贩卖毒某罪) is left alone.
fn are_known(gone: &Claims, found: &Claims) -> bool {
    gone.keys().all(|charge| found.keys().all(|other| relation(charge, other).is_some()))
}

/// Charges the accusation reported in a judgment lays on a person: those of the sentence that tells of the
/// prosecution. Other sentences speak of earlier judgments, of other persons or for the defence.
fn accused_of(case: &CaseFile, side: Account<'_>, person: usize) -> Claims {
    let alone = case.persons.len() == 1;
    let given_up = given_up(side);
    let (mut opening, mut concluding) = (Claims::new(), Claims::new());
    for claim in side.paper.elements.charges.iter().filter(|claim| claim.stance == Stance::Alleged) {
        let concerns = alone && claim.person.is_empty() || case.person_named(&claim.person) == Some(person);
        let quote = &claim.charge.quote;
        if !concerns || quote.end <= given_up {
            continue;
        }
        let claims = match told_by_prosecution(side, quote, alone) {
            Some(Part::Opening) => &mut opening,
            Some(Part::Conclusion) => &mut concluding,
            None => continue,
        };
        claims.entry(claim.charge.value.clone()).or_insert_with(|| quote.clone());
    }
    // A judgment may misprint the charge in its opening: the prosecution's own conclusion counts.
    let is_shared =
        |charge: &String| concluding.keys().any(|other| charge == other || same_or_narrowed(charge, other));
    if concluding.is_empty() || opening.keys().any(is_shared) {
        opening.extend(concluding);
        return opening;
    }
    concluding
}

/// Where a first prosecution was withdrawn before a new one: what was charged until then is charged no more.
fn given_up(side: Account<'_>) -> u32 {
    static WITHDRAWN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            "(?:撤回(?:对[^，。；\\n]{0,24}的?)?(?:起诉|公诉)|撤诉)[^\\n]{0,400}?(?:起诉书|提起公诉)",
        )
        .expect("the pattern is fixed")
    });
    let text = &side.paper.document.text;
    let withdrawn = WITHDRAWN.find_iter(text.plain()).last();
    withdrawn.map_or(0, |found| text.locate(&found.range()).start)
}

/// Where the prosecution's charges are told.
enum Part {
    /// 以……起诉书指控……犯X罪，提起公诉.
    Opening,
    /// 应当以X罪追究刑事责任.
    Conclusion,
}

fn told_by_prosecution(side: Account<'_>, quote: &Quote, alone: bool) -> Option<Part> {
    let text = &side.paper.document.text;
    let plain = text.plain();
    let (before, after) = (plain.get(..text.plain_at(quote.start)), plain.get(text.plain_at(quote.end)..));
    let before = before.and_then(|words| words.rsplit(['。', '\n']).next()).unwrap_or_default();
    let after = after.and_then(|words| words.split(['。', '\n']).next()).unwrap_or_default();
    let is_charge_sheet = before.contains("起诉书") || before.contains("起诉决定书");
    // 应当以X罪、Y罪追究甲、乙的刑事责任 does not tell whose is which.
    if is_charge_sheet && after.contains("提起公诉") && !is_open(before, after) {
        return Some(Part::Opening);
    }
    (alone && before.contains("应当以") && after.contains("追究")).then_some(Part::Conclusion)
}

/// 犯寻衅滋事罪等、被告人…: the judgment reports some of the charges and says so.
fn is_open(before: &str, after: &str) -> bool {
    let says = |words: &str| words.contains("罪等") || words.contains("等罪");
    after.starts_with('等') || says(before) || says(after)
}

#[cfg(test)]
mod tests;
