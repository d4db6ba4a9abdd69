//! What the operators of a page set and the next ones draw by.

use std::rc::Rc;

use super::font::Font;
use super::matrix::Matrix;
use crate::document::facsimile::Colour;

/// The part that `q` keeps and `Q` brings back.
#[derive(Clone)]
pub(super) struct State {
    /// From the space of the operators to the page as shown.
    pub to_shown: Matrix,
    pub font: Option<Rc<Font>>,
    pub size: f64,
    pub letter_spacing: f64,
    pub word_spacing: f64,
    /// 1 where letters are as wide as they are made.
    pub stretch: f64,
    pub leading: f64,
    pub rise: f64,
    pub is_hidden: bool,
    pub fill: Colour,
    pub stroke: Colour,
    pub line_width: f64,
}

const BLACK: Colour = [0, 0, 0];
/// Text drawn in this way is not seen.
const INVISIBLE: i32 = 3;

impl State {
    pub(super) fn new(to_shown: Matrix) -> Self {
        Self {
            to_shown,
            font: None,
            size: 0.0,
            letter_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_hidden: false,
            fill: BLACK,
            stroke: BLACK,
            line_width: 1.0,
        }
    }

    pub(super) fn set_mode(&mut self, mode: i32) {
        self.is_hidden = mode == INVISIBLE;
    }
}

/// A colour from one, three or four parts; others are drawn black.
pub(super) fn colour(parts: &[f32]) -> Colour {
    let byte = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
    match *parts {
        [gray] => [byte(gray); 3],
        [red, green, blue] => [byte(red), byte(green), byte(blue)],
        [cyan, magenta, yellow, black] => {
            [cyan, magenta, yellow].map(|ink| byte((1.0 - ink) * (1.0 - black)))
        }
        _ => BLACK,
    }
}
