//! Affine maps between the spaces of a page.

// The format calls the parts a to f, and so does everybody.
#![allow(clippy::many_single_char_names)]

use oxidize_pdf::parser::content::ContentOperation as Op;

/// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The matrix an operator brings, for the page or for text.
    pub(super) fn of(operator: &Op) -> Option<Self> {
        match *operator {
            Op::SetTransformMatrix(a, b, c, d, e, f) | Op::SetTextMatrix(a, b, c, d, e, f) => {
                Some(Self([a, b, c, d, e, f].map(f64::from)))
            }
            _ => None,
        }
    }

    pub(super) fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this map, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [na, nb, nc, nd, ne, nf]) = (self.0, next.0);
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Length of the image of a unit step along x.
    pub(super) fn along(self) -> f64 {
        self.0[0].hypot(self.0[1])
    }

    /// How far apart lines one unit apart stand.
    pub(super) fn across(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        let along = self.along();
        if along > f64::EPSILON { (a * d - b * c).abs() / along } else { c.hypot(d) }
    }

    /// Left, top, right and bottom of the image of a rectangle.
    pub(super) fn bounds(self, x: [f64; 2], y: [f64; 2]) -> [f64; 4] {
        let corners = [(x[0], y[0]), (x[0], y[1]), (x[1], y[0]), (x[1], y[1])].map(|(x, y)| self.apply(x, y));
        corners.iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[l, t, r, b], &(x, y)| {
            [l.min(x), t.min(y), r.max(x), b.max(y)]
        })
    }
}
