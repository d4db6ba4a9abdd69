//! How a document stands on its printed pages: the size of each page and the place of each character.

use std::ops::Range;

use crate::text::PageBox;

/// Sizes of pages and places of characters. Empty where the file has no printed pages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imprint {
    /// Width and height in points of each page the document touches, as it is shown.
    pub sheets: Vec<Sheet>,
    /// Where each character of the document's text stands.
    pub places: Vec<Place>,
}

/// Size of a page as it is shown, in points; nothing where it is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sheet {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// Where one character stands on its page: edges in steps of 1/65535 of the page's width and height, from the top
/// left. All zero where this is not known: white space, and what the page draws in a way that could not be followed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    left: u16,
    top: u16,
    right: u16,
    bottom: u16,
}

const STEPS: f64 = u16::MAX as f64;
/// Characters of a line further apart than this many times their width stand in boxes of their own.
const APART: u32 = 2;

impl Place {
    /// A place from its edges in fractions of the page; unknown where nothing of it is on the page.
    pub(in crate::document) fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        let step = |value: f64| (value.clamp(0.0, 1.0) * STEPS).round() as u16;
        let place = Self { left: step(left), top: step(top), right: step(right), bottom: step(bottom) };
        if place.left < place.right && place.top < place.bottom { place } else { Self::default() }
    }

    /// Whether it is known.
    pub fn is_known(self) -> bool {
        self != Self::default()
    }

    /// Its middle in fractions of the page from the top left.
    pub fn middle(self) -> (f32, f32) {
        let half = |one: u16, other: u16| f64::midpoint(f64::from(one), f64::from(other)) / STEPS;
        (half(self.left, self.right) as f32, half(self.top, self.bottom) as f32)
    }

    /// Whether both stand on one line, the other next to the right.
    fn continues(self, next: Self) -> bool {
        let overlap = self.bottom.min(next.bottom).saturating_sub(self.top.max(next.top));
        let lower = (self.bottom - self.top).min(next.bottom - next.top);
        let reach = u32::from(next.right - next.left) * APART;
        overlap > lower / 2
            && next.right >= self.left
            && u32::from(next.left) <= u32::from(self.right) + reach
            && u32::from(next.left) + reach >= u32::from(self.right)
    }

    fn join(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn on(self, page: u32) -> PageBox {
        // Four decimals are a twentieth of a millimetre on an A4 page.
        let fraction = |steps: u16| ((f64::from(steps) / STEPS * 10_000.0).round() / 10_000.0) as f32;
        PageBox {
            page,
            x: fraction(self.left),
            y: fraction(self.top),
            width: fraction(self.right - self.left),
            height: fraction(self.bottom - self.top),
        }
    }
}

impl Imprint {
    /// That of `count` characters from `begin` on, which stand on these pages of the file, from 1.
    pub(in crate::document) fn part(&self, begin: u32, count: u32, pages: &Range<u32>) -> Self {
        let places = self.places.get(begin as usize..(begin + count) as usize).unwrap_or_default();
        let sheets = self.sheets.get(pages.start as usize - 1..pages.end as usize - 1).unwrap_or_default();
        Self { sheets: sheets.to_vec(), places: places.to_vec() }
    }

    /// One box a line for characters `start..end`; `page_of` says on which page a character stands.
    pub(in crate::document) fn boxes(
        &self,
        start: u32,
        end: u32,
        page_of: impl Fn(u32) -> u32,
    ) -> Vec<PageBox> {
        let end = (end as usize).min(self.places.len());
        let places = self.places.get(start as usize..end).unwrap_or_default();
        let mut boxes: Vec<(u32, Place)> = Vec::new();
        for (character, &place) in (start..).zip(places).filter(|(_, place)| place.is_known()) {
            let page = page_of(character);
            match boxes.last_mut() {
                Some((last_page, last)) if *last_page == page && last.continues(place) => {
                    *last = last.join(place);
                }
                _ => boxes.push((page, place)),
            }
        }
        boxes.into_iter().map(|(page, place)| place.on(page)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(top: f64, from: f64, count: usize) -> Vec<Place> {
        let left = |at: usize| from + at as f64 * 0.05;
        (0..count).map(|at| Place::new(left(at), top, left(at) + 0.05, top + 0.02)).collect()
    }

    #[test]
    fn neighbours_of_a_line_are_one_box_and_each_line_and_page_has_its_own() {
        let places =
            [row(0.10, 0.8, 3), vec![Place::default()], row(0.13, 0.1, 2), row(0.13, 0.6, 1)].concat();
        let imprint = Imprint { sheets: Vec::new(), places };
        let boxes = imprint.boxes(1, 7, |_| 4);
        let told: Vec<(u32, f32, f32, f32)> = boxes.iter().map(|b| (b.page, b.x, b.y, b.width)).collect();
        assert_eq!(told, [(4, 0.85, 0.1, 0.1), (4, 0.1, 0.13, 0.1), (4, 0.6, 0.13, 0.05)]);
        assert_eq!(imprint.boxes(4, 6, |character| character).len(), 2, "two pages");
        assert_eq!(imprint.boxes(6, u32::MAX, |_| 1).len(), 1, "to the end");
        assert!(imprint.boxes(90, 95, |_| 1).is_empty(), "beyond the text");
    }

    #[test]
    fn what_lies_beside_the_page_has_no_place() {
        assert!(!Place::new(1.2, 0.1, 1.3, 0.2).is_known());
        assert!(!Place::new(0.2, f64::NAN, 0.3, f64::NAN).is_known());
    }
}
