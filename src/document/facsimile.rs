//! What a printed page shows, in points from its top left corner as it is shown.

use super::{Sheet, read};

/// The size of a page of a PDF and all it shows; pages count from 1. `None` where the file or the page cannot be read.
pub fn page(bytes: &[u8], number: u32) -> Option<(Sheet, Drawing)> {
    read::drawing(bytes, number)
}

/// A page as drawn.
#[derive(Debug, Default)]
pub struct Drawing {
    /// Characters in the order they are drawn.
    pub letters: Vec<Letter>,
    /// Straight lines.
    pub rules: Vec<Rule>,
    /// Pictures.
    pub pictures: Vec<Picture>,
}

/// Three parts of a colour: red, green, blue.
pub type Colour = [u8; 3];

/// What the letters of a font look like, of the four faces official papers are set in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Face {
    /// 宋体.
    #[default]
    Song,
    /// 黑体.
    Hei,
    /// 楷体.
    Kai,
    /// 仿宋.
    FangSong,
}

/// A drawn character.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Letter {
    /// `U+FFFD` where it is not known.
    pub letter: char,
    /// Where its base line starts.
    pub at: (f32, f32),
    /// Direction of its base line, one long.
    pub direction: (f32, f32),
    /// How far it reaches along its base line.
    pub width: f32,
    /// Size of the font.
    pub size: f32,
    /// Face of the font.
    pub face: Face,
    /// Whether it is bold.
    pub is_bold: bool,
    /// Its colour.
    pub colour: Colour,
    /// Not drawn: the words behind a scanned page.
    pub is_hidden: bool,
    /// Page number, header, footer: on the page, but not part of the text.
    pub is_artifact: bool,
}

/// A straight line or a filled bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Left, top, right, bottom.
    pub edges: [f32; 4],
    /// Its colour.
    pub colour: Colour,
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Where the unit square, its top left at 0, comes to stand: `x' = m₀x + m₂y + m₄`, `y' = m₁x + m₃y + m₅`.
    pub matrix: [f64; 6],
    /// JPEG bytes; none for a picture kept another way.
    pub jpeg: Option<Vec<u8>>,
}

/// Part of a character above and below its base line, in units of the font size. Chinese characters fill it.
const ABOVE: f32 = 0.88;
const BELOW: f32 = 0.12;

impl Letter {
    /// Left, top, right and bottom.
    pub fn bounds(&self) -> [f32; 4] {
        let (dx, dy) = self.direction;
        let corner =
            |along: f32, up: f32| (self.at.0 + dx * along + dy * up, self.at.1 + dy * along - dx * up);
        let corners = [
            corner(0.0, ABOVE * self.size),
            corner(self.width, ABOVE * self.size),
            corner(0.0, -BELOW * self.size),
            corner(self.width, -BELOW * self.size),
        ];
        corners.iter().fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |[l, t, r, b], &(x, y)| {
            [l.min(x), t.min(y), r.max(x), b.max(y)]
        })
    }
}
