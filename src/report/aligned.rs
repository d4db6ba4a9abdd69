//! Differences of one thing between several documents, as one row.

use crate::compare::{Difference, Side};

/// One thing the documents tell differently, with each that tells it.
pub(crate) struct Aligned<'a> {
    /// What it is made of: at least one difference, all of one aspect and the same persons.
    pub differences: Vec<&'a Difference>,
    /// One side a place.
    pub sides: Vec<&'a Side>,
}

/// Puts differences that go on from the same words of the same document into one row: what 起诉意见书 and 起诉书
/// tell differently, and what 起诉书 and 判决书 do. `place` names where a side is shown; a row has one side a place.
pub(crate) fn aligned<P: PartialEq>(
    differences: &[Difference],
    place: impl Fn(&Side) -> P,
) -> Vec<Aligned<'_>> {
    let mut rows: Vec<Aligned<'_>> = Vec::new();
    for difference in differences {
        let Some(row) = rows.iter_mut().find(|row| row.continues_in(difference, &place)) else {
            rows.push(Aligned { differences: vec![difference], sides: difference.sides.iter().collect() });
            continue;
        };
        for side in &difference.sides {
            if !row.sides.contains(&side) {
                row.sides.push(side);
            }
        }
        row.differences.push(difference);
    }
    rows
}

impl Aligned<'_> {
    fn continues_in<P: PartialEq>(&self, next: &Difference, place: impl Fn(&Side) -> P) -> bool {
        let is_of_one_thing = self
            .differences
            .iter()
            .all(|known| (&known.aspect, &known.persons) == (&next.aspect, &next.persons));
        let (shared, others): (Vec<&Side>, Vec<&Side>) =
            next.sides.iter().partition(|side| side.quote.is_some() && self.sides.contains(side));
        let is_free = |side: &&Side| self.sides.iter().all(|known| place(known) != place(side));
        is_of_one_thing && !shared.is_empty() && others.iter().all(is_free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};

    fn side(document: &str, value: &str) -> Side {
        let paper = Document::from_text(DocumentKind::Indictment, value);
        let quote = paper.quote(&(0..value.len()));
        Side { document: document.to_owned(), value: value.to_owned(), quote: Some(quote) }
    }

    fn difference(person: &str, sides: [Side; 2]) -> Difference {
        Difference {
            aspect: "weight".to_owned(),
            persons: vec![person.to_owned()],
            meaning: "事实增减".to_owned(),
            severity: "S2".to_owned(),
            message: String::new(),
            crosses_tier: false,
            sides: sides.into(),
        }
    }

    fn told(differences: &[Difference]) -> Vec<String> {
        let side = |side: &&Side| format!("{}{}", side.document, side.value);
        let rows = aligned(differences, |side| side.document.clone());
        rows.iter().map(|row| row.sides.iter().map(side).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn what_goes_on_from_the_same_words_stands_in_one_row() {
        let first = difference("赵某某", [side("起诉意见书", "18.9克"), side("起诉书", "19.9克")]);
        let second = difference("赵某某", [side("起诉书", "19.9克"), side("判决书", "18.9克")]);
        let of_another = difference("林小舟", [side("起诉书", "19.9克"), side("判决书", "18.9克")]);
        let of_other_words = difference("赵某某", [side("起诉书", "3克"), side("判决书", "4克")]);
        assert_eq!(
            told(&[first, second, of_another, of_other_words]),
            [
                "起诉意见书18.9克 起诉书19.9克 判决书18.9克",
                "起诉书19.9克 判决书18.9克",
                "起诉书3克 判决书4克"
            ]
        );
    }
}
