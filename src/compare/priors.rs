//! Earlier convictions: matched by the date of the decision, then held item by item.

use super::sides::Pair;
use super::{Difference, Side};
use crate::extract::elements::{Prior, PriorKind};
use crate::text::{Cited, Moment};

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    for (person, name) in pair.persons() {
        let Some((left, right)) = pair.parties(person) else { continue };
        let left = convictions(&left.priors);
        let right = convictions(&right.priors);
        if left.is_empty() || right.is_empty() {
            if let Some(difference) = one_sided(pair, &left, &right) {
                out.push(difference.of(name));
            }
            continue;
        }
        for a in &left {
            let Some(b) = counterpart(a, &left, &right) else { continue };
            out.extend(items(pair, a, b).into_iter().map(|difference| difference.of(name)));
        }
    }
}

fn convictions(priors: &[Prior]) -> Vec<&Prior> {
    priors.iter().filter(|prior| prior.kind == PriorKind::Criminal).collect()
}

/// A conviction only one document tells of.
fn one_sided(pair: &Pair<'_>, left: &[&Prior], right: &[&Prior]) -> Option<Difference> {
    let told = left.first().or(right.first())?;
    let words = &told.clause.quote;
    let sides = if right.is_empty() {
        vec![Side::said(pair.left.label, words.text.clone(), words), Side::silent(pair.right.label)]
    } else {
        vec![Side::silent(pair.left.label), Side::said(pair.right.label, words.text.clone(), words)]
    };
    Some(Difference::new("prior", "前科记载", "前科情况不一致", "S1", sides))
}

/// The same conviction on the other side: same day, else same release, else the only one.
fn counterpart<'a>(prior: &Prior, left: &[&Prior], right: &[&'a Prior]) -> Option<&'a Prior> {
    let same = |a: &Option<Cited<Moment>>, b: &Option<Cited<Moment>>| {
        a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a.value == b.value)
    };
    right
        .iter()
        .find(|other| same(&prior.decided, &other.decided))
        .or_else(|| right.iter().find(|other| same(&prior.released, &other.released)))
        .or_else(|| right.first().filter(|_| left.len() == 1 && right.len() == 1))
        .copied()
}

fn items(pair: &Pair<'_>, a: &Prior, b: &Prior) -> Vec<Difference> {
    let mut found = Vec::new();
    for (label, x, y) in
        [("前科判决日期", &a.decided, &b.decided), ("刑满释放日期", &a.released, &b.released)]
    {
        let (Some(x), Some(y)) = (x, y) else { continue };
        if !compatible(&x.value, &y.value) {
            let sides = vec![
                Side::said(pair.left.label, x.value.to_string(), &x.quote),
                Side::said(pair.right.label, y.value.to_string(), &y.quote),
            ];
            found.push(Difference::new("prior", label, "前科情况不一致", "S1", sides));
        }
    }
    if let (Some(x), Some(y)) = (&a.punishment, &b.punishment)
        && let (Some(p), Some(q)) = (main_term(&x.value), main_term(&y.value))
        && p != q
    {
        let sides = vec![
            Side::said(pair.left.label, x.value.clone(), &x.quote),
            Side::said(pair.right.label, y.value.clone(), &y.quote),
        ];
        found.push(Difference::new("prior", "前科刑罚", "前科情况不一致", "S1", sides));
    }
    found
}

fn main_term(punishment: &str) -> Option<crate::text::Term> {
    crate::text::term::scan(punishment).first().map(|found| found.value)
}

fn compatible(a: &Moment, b: &Moment) -> bool {
    let both = |x: Option<i8>, y: Option<i8>| x.is_none() || y.is_none() || x == y;
    a.year == b.year && both(a.month, b.month) && both(a.day, b.day)
}
