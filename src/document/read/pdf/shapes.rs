//! Straight lines among the paths of a page: lines of tables, below headings, for signatures.

use oxidize_pdf::parser::content::ContentOperation as Op;

use super::matrix::Matrix;
use crate::document::facsimile::{Colour, Rule};

/// Bars thicker than this are areas, not lines (points).
const THICKEST: f32 = 3.5;
/// Lines thinner than this are drawn this thick (points).
const THINNEST: f32 = 0.4;
/// A line leans no more than this (points).
const LEAN: f64 = 0.7;
/// More lines than any table of a page has.
const MOST: usize = 4_000;

/// The path under construction.
#[derive(Default)]
pub(super) struct Path {
    bars: Vec<[f64; 4]>,
    lines: Vec<[(f64, f64); 2]>,
    start: (f64, f64),
    pen: (f64, f64),
}

impl Path {
    /// Takes a step of a path; whether it was one.
    pub(super) fn take(&mut self, op: &Op, to_shown: Matrix) -> bool {
        let at = |x: f32, y: f32| to_shown.apply(f64::from(x), f64::from(y));
        match *op {
            Op::MoveTo(x, y) => {
                self.start = at(x, y);
                self.pen = self.start;
            }
            Op::LineTo(x, y) => self.line_to(at(x, y)),
            Op::ClosePath => self.line_to(self.start),
            Op::Rectangle(x, y, width, height) if self.bars.len() < MOST => {
                let (x, y) = (f64::from(x), f64::from(y));
                let (right, top) = (x + f64::from(width), y + f64::from(height));
                self.bars.push(to_shown.bounds([x, right], [y, top]));
            }
            Op::CurveTo(.., x, y) | Op::CurveToV(.., x, y) | Op::CurveToY(.., x, y) => self.pen = at(x, y),
            _ => return false,
        }
        true
    }

    fn line_to(&mut self, end: (f64, f64)) {
        if self.lines.len() < MOST {
            self.lines.push([self.pen, end]);
        }
        self.pen = end;
    }

    /// Ends the path and draws what is straight and thin in it.
    pub(super) fn fill(&mut self, rules: &mut Vec<Rule>, colour: Colour) {
        let path = std::mem::take(self);
        // A thin four-sided figure may also be drawn side by side.
        let figure = path.lines.iter().flatten().fold(None, |edges: Option<[f64; 4]>, &(x, y)| {
            let [l, t, r, b] = edges.unwrap_or([x, y, x, y]);
            Some([l.min(x), t.min(y), r.max(x), b.max(y)])
        });
        let figure = figure.filter(|_| (3..=4).contains(&path.lines.len()));
        for edges in path.bars.into_iter().chain(figure) {
            add(rules, edges, colour);
        }
    }

    /// Ends the path and draws the straight lines along it.
    pub(super) fn stroke(&mut self, rules: &mut Vec<Rule>, colour: Colour, width: f64) {
        let path = std::mem::take(self);
        let sides = path.bars.into_iter().flat_map(|[l, t, r, b]| {
            [[(l, t), (r, t)], [(l, b), (r, b)], [(l, t), (l, b)], [(r, t), (r, b)]]
        });
        for [(x0, y0), (x1, y1)] in path.lines.into_iter().chain(sides) {
            if (x0 - x1).abs().min((y0 - y1).abs()) <= LEAN {
                let half = width / 2.0;
                add(
                    rules,
                    [x0.min(x1) - half, y0.min(y1) - half, x0.max(x1) + half, y0.max(y1) + half],
                    colour,
                );
            }
        }
    }

    pub(super) fn drop(&mut self) {
        *self = Self::default();
    }
}

fn add(rules: &mut Vec<Rule>, edges: [f64; 4], colour: Colour) {
    let [left, top, mut right, mut bottom] = edges.map(|edge| edge as f32);
    if right - left < THINNEST {
        right = left + THINNEST;
    }
    if bottom - top < THINNEST {
        bottom = top + THINNEST;
    }
    let is_thin = (right - left).min(bottom - top) <= THICKEST;
    if is_thin && rules.len() < MOST && [left, top, right, bottom].iter().all(|edge| edge.is_finite()) {
        rules.push(Rule { edges: [left, top, right, bottom], colour });
    }
}
