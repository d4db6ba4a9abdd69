//! The pen that shows text, letter by letter.

use oxidize_pdf::parser::content::{ContentOperation as Op, TextElement};

use super::font::{Font, Glyph};
use super::matrix::Matrix;
use super::state::State;
use crate::document::facsimile::Letter;

/// Where the next letter comes to stand.
pub(super) struct Pen {
    /// From text space to the space of the operators.
    matrix: Matrix,
    /// The same at the start of the line.
    line: Matrix,
}

/// Where a glyph written downwards stands above its middle line's end, in units of the font size.
const VERTICAL_RISE: f64 = 0.88;

impl Default for Pen {
    fn default() -> Self {
        Self { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY }
    }
}

impl Pen {
    /// Takes an operator of text; whether it was one.
    pub(super) fn take(
        &mut self,
        operator: &Op,
        state: &mut State,
        letters: &mut Vec<Letter>,
        is_artifact: bool,
    ) -> bool {
        match operator {
            Op::BeginText => self.set(Matrix::IDENTITY),
            Op::SetTextMatrix(..) => self.set(Matrix::of(operator).unwrap_or(Matrix::IDENTITY)),
            Op::MoveText(x, y) => self.move_line(f64::from(*x), f64::from(*y)),
            Op::MoveTextSetLeading(x, y) => {
                state.leading = -f64::from(*y);
                self.move_line(f64::from(*x), f64::from(*y));
            }
            Op::NextLine => self.move_line(0.0, -state.leading),
            Op::ShowText(bytes) => self.show(bytes, state, letters, is_artifact),
            Op::NextLineShowText(bytes) => {
                self.move_line(0.0, -state.leading);
                self.show(bytes, state, letters, is_artifact);
            }
            Op::SetSpacingNextLineShowText(word, letter, bytes) => {
                state.word_spacing = f64::from(*word);
                state.letter_spacing = f64::from(*letter);
                self.move_line(0.0, -state.leading);
                self.show(bytes, state, letters, is_artifact);
            }
            Op::ShowTextArray(elements) => {
                for element in elements {
                    match element {
                        TextElement::Text(bytes) => self.show(bytes, state, letters, is_artifact),
                        TextElement::Spacing(thousandths) => self.space(f64::from(*thousandths), state),
                    }
                }
            }
            Op::SetCharSpacing(spacing) => state.letter_spacing = f64::from(*spacing),
            Op::SetWordSpacing(spacing) => state.word_spacing = f64::from(*spacing),
            Op::SetHorizontalScaling(percent) => state.stretch = f64::from(*percent) / 100.0,
            Op::SetLeading(leading) => state.leading = f64::from(*leading),
            Op::SetTextRise(rise) => state.rise = f64::from(*rise),
            Op::SetTextRenderMode(mode) => state.set_mode(*mode),
            _ => return false,
        }
        true
    }

    fn set(&mut self, matrix: Matrix) {
        self.matrix = matrix;
        self.line = matrix;
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.set(Matrix::shift(x, y).then(self.line));
    }

    fn advance(&mut self, x: f64, y: f64) {
        self.matrix = Matrix::shift(x, y).then(self.matrix);
    }

    fn space(&mut self, thousandths: f64, state: &State) {
        let step = -thousandths / 1000.0 * state.size;
        if state.font.as_ref().is_some_and(|font| font.is_vertical) {
            self.advance(0.0, step);
        } else {
            self.advance(step * state.stretch, 0.0);
        }
    }

    fn show(&mut self, bytes: &[u8], state: &State, letters: &mut Vec<Letter>, is_artifact: bool) {
        let Some(font) = state.font.clone() else { return };
        for glyph in font.glyphs(bytes) {
            letters.extend(self.letters(&font, &glyph, state, is_artifact));
            let spacing = state.letter_spacing + if glyph.is_space { state.word_spacing } else { 0.0 };
            if font.is_vertical {
                self.advance(0.0, spacing - state.size);
            } else {
                self.advance((glyph.width * state.size + spacing) * state.stretch, 0.0);
            }
        }
    }

    /// The letters of a glyph side by side: most have one, ligatures several.
    fn letters(
        &self,
        font: &Font,
        glyph: &Glyph,
        state: &State,
        is_artifact: bool,
    ) -> impl Iterator<Item = Letter> {
        let to_shown = self.matrix.then(state.to_shown);
        let wide = glyph.width * state.size * state.stretch;
        let (x, y) =
            if font.is_vertical { (-wide / 2.0, -VERTICAL_RISE * state.size) } else { (0.0, state.rise) };
        let count = glyph.letters.len() as f64;
        let along = to_shown.along().max(f64::EPSILON);
        let direction = ((to_shown.0[0] / along) as f32, (to_shown.0[1] / along) as f32);
        let size = (state.size.abs() * to_shown.across()) as f32;
        let width = (wide * along / count) as f32;
        let is_hidden = state.is_hidden;
        let (colour, face, is_bold) = (state.fill, font.face, font.is_bold);
        let glyph_letters = glyph.letters.clone();
        (0..glyph_letters.len()).filter_map(move |number| {
            let (x, y) = to_shown.apply(x + wide * number as f64 / count, y);
            let letter = Letter {
                letter: *glyph_letters.get(number)?,
                at: (x as f32, y as f32),
                direction,
                width,
                size,
                face,
                is_bold,
                colour,
                is_hidden,
                is_artifact,
            };
            [letter.at.0, letter.at.1, width, size].iter().all(|number| number.is_finite()).then_some(letter)
        })
    }
}
