//! 起诉书文号: the number a judgment gives for the indictment against the indictment's own.

use super::sides::Pair;
use super::{Difference, Side};
use crate::document::DocumentKind;

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    let (left, right) = (pair.left.paper, pair.right.paper);
    if left.kind() != DocumentKind::Indictment || right.kind() != DocumentKind::Judgment {
        return;
    }
    let (Some(own), Some(given)) = (&left.elements.number, &right.elements.indictment_number) else { return };
    // A judgment on an amended or a further indictment names all of them.
    if is_same(&own.value, &given.value)
        || plain_number(right.document.plain()).contains(&plain_number(&own.value))
    {
        return;
    }
    let sides = vec![
        Side::said(pair.left.label, own.value.clone(), &own.quote),
        Side::said(pair.right.label, given.value.clone(), &given.quote),
    ];
    out.push(Difference::new("indictment_number", "起诉书文号", "文号不一致", "S1", sides));
}

fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (plain_number(a), plain_number(b));
    a.contains(&b) || b.contains(&a)
}

/// Without brackets and spaces, which offices write in their own ways.
fn plain_number(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
