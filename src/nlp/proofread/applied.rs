//! A text under correction, which remembers what each character was.

use super::Change;

/// One character of the current text.
#[derive(Debug, Clone, Copy)]
struct Cell {
    character: char,
    /// Place in the original; none if put in.
    origin: Option<usize>,
    /// Of the edit that wrote it.
    confidence: f32,
}

/// Current characters, and what was struck out.
#[derive(Debug)]
pub(super) struct Working {
    original: Vec<char>,
    cells: Vec<Cell>,
    struck: Vec<f32>,
}

impl Working {
    pub(super) fn new(original: &[char]) -> Self {
        let cell = |(at, &character)| Cell { character, origin: Some(at), confidence: 1.0 };
        Self {
            original: original.to_vec(),
            cells: original.iter().enumerate().map(cell).collect(),
            struck: vec![1.0; original.len()],
        }
    }

    /// Length of the original.
    pub(super) fn original_len(&self) -> usize {
        self.original.len()
    }

    /// Place in the original of each current character.
    pub(super) fn origins(&self) -> impl Iterator<Item = Option<usize>> {
        self.cells.iter().map(|cell| cell.origin)
    }

    pub(super) fn characters(&self) -> Vec<char> {
        self.cells.iter().map(|cell| cell.character).collect()
    }

    /// Writes `new` over characters `start..end`. Applied from the back of the text, earlier places stay valid.
    pub(super) fn apply(&mut self, start: usize, end: usize, new: &[char], confidence: f32) {
        let old = &self.cells[start..end];
        let origins: Vec<Option<usize>> = old.iter().map(|cell| cell.origin).collect();
        for origin in origins.iter().skip(new.len()).flatten() {
            self.struck[*origin] = confidence;
        }
        let cells = new.iter().enumerate().map(|(at, &character)| Cell {
            character,
            origin: origins.get(at).copied().flatten(),
            confidence,
        });
        self.cells.splice(start..end, cells.collect::<Vec<_>>());
    }

    /// What differs from the original; neighbouring differences are one change.
    pub(super) fn changes(&self) -> Vec<Change> {
        let mut out: Vec<Change> = Vec::new();
        let mut note = |start: usize, end: usize, new: Option<char>, confidence: f32| {
            let from: String = self.original[start..end].iter().collect();
            match out.last_mut().filter(|last| last.end == start) {
                Some(last) => {
                    last.end = end;
                    last.from.push_str(&from);
                    last.to.extend(new);
                    last.confidence = last.confidence.min(confidence);
                }
                None => out.push(Change { start, end, from, to: new.into_iter().collect(), confidence }),
            }
        };
        let mut next = 0;
        for cell in &self.cells {
            let Some(origin) = cell.origin else {
                note(next, next, Some(cell.character), cell.confidence);
                continue;
            };
            while next < origin {
                note(next, next + 1, None, self.struck[next]);
                next += 1;
            }
            if self.original[origin] != cell.character {
                note(origin, origin + 1, Some(cell.character), cell.confidence);
            }
            next = origin + 1;
        }
        while next < self.original.len() {
            note(next, next + 1, None, self.struck[next]);
            next += 1;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str, edits: &[(usize, usize, &str)]) -> (String, Vec<(usize, usize, String, String)>) {
        let original: Vec<char> = text.chars().collect();
        let mut working = Working::new(&original);
        for &(start, end, new) in edits {
            working.apply(start, end, &new.chars().collect::<Vec<_>>(), 0.9);
        }
        let changes = working.changes().into_iter().map(|c| (c.start, c.end, c.from, c.to)).collect();
        (working.characters().into_iter().collect(), changes)
    }

    #[test]
    fn changes_are_told_in_places_of_the_original() {
        let (text, changes) =
            changed("林小舟供任不悔，法法院应当判", &[(9, 10, ""), (6, 7, "讳"), (4, 5, "认")]);
        assert_eq!(text, "林小舟供认不讳，法院应当判");
        let told = |start, end, from: &str, to: &str| (start, end, from.to_owned(), to.to_owned());
        assert_eq!(changes, [told(4, 5, "任", "认"), told(6, 7, "悔", "讳"), told(9, 10, "法", "")]);
    }

    #[test]
    fn what_is_put_in_and_a_neighbour_replaced_is_one_change() {
        let (text, changes) = changed("提上述", &[(2, 3, "诉"), (1, 1, "起")]);
        assert_eq!(text, "提起上诉");
        assert_eq!(
            changes,
            [(1, 1, String::new(), "起".to_owned()), (2, 3, "述".to_owned(), "诉".to_owned())]
        );
        let (text, changes) = changed("赤焰履行", &[(0, 2, "迟延")]);
        assert_eq!((text.as_str(), changes.len()), ("迟延履行", 1));
    }

    #[test]
    fn what_comes_back_is_no_change() {
        let (text, changes) = changed("合议庭", &[(0, 1, "和"), (0, 1, "合")]);
        assert_eq!((text.as_str(), changes.len()), ("合议庭", 0));
    }
}
