//! The printed pages of a document, with the boxes of its quotes.

use std::collections::BTreeMap;

use crate::document::Document;

/// A printed page.
pub(crate) struct SheetView {
    /// Page of the file, from 1.
    pub number: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Boxes of quotes.
    pub boxes: Vec<BoxView>,
}

/// Words of a quote in one line, in points from the page's top left.
pub(crate) struct BoxView {
    /// Names of quotes, blank-separated.
    pub marks: String,
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// The pages of a document; none where its file has no printed pages.
pub(super) fn of(document: &Document, quotes: &BTreeMap<(u32, u32), String>) -> Vec<SheetView> {
    let sheets = document.imprint.sheets.iter().zip(document.first_page..);
    let mut views: Vec<SheetView> = sheets
        .filter(|(sheet, _)| sheet.width > 0.0 && sheet.height > 0.0)
        .map(|(sheet, number)| SheetView {
            number,
            width: rounded(sheet.width),
            height: rounded(sheet.height),
            boxes: Vec::new(),
        })
        .collect();
    for (&(start, end), marks) in quotes {
        for lit in document.boxes(start, end) {
            let Some(view) = views.iter_mut().find(|view| view.number == lit.page) else { continue };
            view.boxes.push(BoxView {
                marks: marks.clone(),
                x: rounded(lit.x * view.width),
                y: rounded(lit.y * view.height),
                width: rounded(lit.width * view.width),
                height: rounded(lit.height * view.height),
            });
        }
    }
    views
}

fn rounded(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}
