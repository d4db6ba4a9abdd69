//! The frame of a page: its size as it is shown, and the way there from the page's own space.

use oxidize_pdf::parser::ParsedPage;

use super::matrix::Matrix;
use crate::document::imprint::Sheet;

/// Width and height of a page as it is shown, and the way to it from the page's own space.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub width: f64,
    pub height: f64,
    pub(super) to_shown: Matrix,
}

impl Frame {
    pub(super) fn sheet(&self) -> Sheet {
        Sheet { width: self.width as f32, height: self.height as f32 }
    }
}

/// Width and height of a page that does not tell its own (points, A4).
const USUAL: (f64, f64) = (595.0, 842.0);
/// No page is larger (points; the format allows 200 inches).
const LARGEST: f64 = 14_400.0;

/// The frame of a page: what is cut away at its edges and how it is turned.
pub(super) fn frame(page: &ParsedPage) -> Frame {
    let media = ordered(page.media_box).unwrap_or([0.0, 0.0, USUAL.0, USUAL.1]);
    let crop = page.crop_box.and_then(ordered).unwrap_or(media);
    let shown = [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
    let [left, bottom, right, top] = ordered(shown).unwrap_or(media);
    let (width, height) = (right - left, top - bottom);
    match page.rotation.rem_euclid(360) {
        90 => Frame { width: height, height: width, to_shown: Matrix([0.0, 1.0, 1.0, 0.0, -bottom, -left]) },
        180 => Frame { width, height, to_shown: Matrix([-1.0, 0.0, 0.0, 1.0, right, -bottom]) },
        270 => Frame { width: height, height: width, to_shown: Matrix([0.0, -1.0, -1.0, 0.0, top, right]) },
        _ => Frame { width, height, to_shown: Matrix([1.0, 0.0, 0.0, -1.0, -left, top]) },
    }
}

/// The box with its lower corner first; none where it has no extent.
fn ordered([x0, y0, x1, y1]: [f64; 4]) -> Option<[f64; 4]> {
    let edges = [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)];
    let (width, height) = (edges[2] - edges[0], edges[3] - edges[1]);
    let is_page = |length: f64| length > 1.0 && length <= LARGEST;
    (is_page(width) && is_page(height)).then_some(edges)
}
