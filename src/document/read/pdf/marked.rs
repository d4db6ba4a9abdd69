//! Marked parts of a page: what is no text of it, and what is to be read in place of what is drawn.

use std::collections::HashMap;

use oxidize_pdf::parser::content::{MarkedContentProps, MarkedContentValue};
use oxidize_pdf::parser::objects::PdfDictionary;

use super::objects::{self, Pdf};
use crate::document::facsimile::Letter;

/// The open parts, outermost first.
#[derive(Default)]
pub(super) struct Marked {
    open: Vec<Part>,
    artifacts: usize,
}

struct Part {
    is_artifact: bool,
    /// Words to be read for what is drawn, and how many letters there were before.
    words: Option<(Vec<char>, usize)>,
}

/// Deeper nesting is not followed.
const DEEPEST: usize = 256;

impl Marked {
    pub(super) fn is_artifact(&self) -> bool {
        self.artifacts > 0
    }

    pub(super) fn begin(&mut self, tag: &str, words: Option<Vec<char>>, letters: usize) {
        let is_artifact = tag == "Artifact" && self.open.len() < DEEPEST;
        self.artifacts += usize::from(is_artifact);
        if self.open.len() < DEEPEST {
            self.open.push(Part { is_artifact, words: words.map(|words| (words, letters)) });
        }
    }

    pub(super) fn end(&mut self, letters: &mut Vec<Letter>) {
        let Some(part) = self.open.pop() else { return };
        self.artifacts -= usize::from(part.is_artifact);
        if let Some((words, begin)) = part.words {
            replace(letters, begin, &words);
        }
    }
}

/// The words a part says are to be read for it.
pub(super) fn words(
    pdf: &Pdf<'_>,
    properties: &MarkedContentProps,
    resources: &PdfDictionary,
) -> Option<Vec<char>> {
    match properties {
        MarkedContentProps::Inline(entries) => of_inline(entries),
        MarkedContentProps::ResourceRef(name) => {
            let all = objects::dictionary(pdf, resources, "Properties")?;
            let own = objects::dictionary(pdf, &all, name)?;
            Some(objects::get(pdf, &own, "ActualText")?.as_string()?.to_text().chars().collect())
        }
    }
}

fn of_inline(entries: &HashMap<String, MarkedContentValue>) -> Option<Vec<char>> {
    let MarkedContentValue::String(bytes) = entries.get("ActualText")? else { return None };
    let string = oxidize_pdf::parser::objects::PdfString::new(bytes.clone());
    Some(string.to_text().chars().collect())
}

/// Spreads words evenly over the line of letters they are to be read for.
fn replace(letters: &mut Vec<Letter>, begin: usize, words: &[char]) {
    let drawn = letters.get(begin..).unwrap_or_default();
    if drawn.iter().map(|letter| letter.letter).eq(words.iter().copied()) {
        return;
    }
    let (Some(&first), Some(&last)) = (drawn.first(), drawn.last()) else { return };
    let reach = (last.at.0 - first.at.0) * first.direction.0 + (last.at.1 - first.at.1) * first.direction.1;
    let aside = (last.at.0 - first.at.0) * first.direction.1 - (last.at.1 - first.at.1) * first.direction.0;
    // Drawn over several lines or backwards: the letters stay as they are.
    if words.is_empty() || reach < 0.0 || aside.abs() > first.size {
        return;
    }
    let width = (reach + last.width) / words.len() as f32;
    letters.truncate(begin);
    letters.extend(words.iter().enumerate().map(|(number, &letter)| {
        let along = width * number as f32;
        let at = (first.at.0 + first.direction.0 * along, first.at.1 + first.direction.1 * along);
        Letter { letter, at, width, ..first }
    }));
}
