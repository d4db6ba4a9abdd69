//! Sentences along a line of months: where those of like cases lie, and where the case at hand does.

use crate::search::query::months_in_words;

/// Width of the drawing; everything is drawn between its margins.
const WIDTH: f64 = 760.0;
const MARGIN: f64 = 30.0;
/// Height of the line of months, and how far dots of nearly the same length stand above each other.
const LINE: f64 = 86.0;
const STACK: f64 = 9.0;
/// Dots in a stack; more lie upon the highest.
const HIGHEST: usize = 6;
/// Steps between marks of the line, in months, and how many marks there are at most.
const STEPS: [f64; 9] = [1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 36.0, 60.0, 120.0];
const MARKS: f64 = 9.0;

/// A drawing, in its own units.
pub(super) struct Strip {
    /// The middle half: left end and width.
    pub half: (f64, f64),
    pub median: f64,
    pub dots: Vec<Dot>,
    pub marks: Vec<Mark>,
    pub own: Option<Mark>,
}

/// A sentence.
pub(super) struct Dot {
    pub x: f64,
    pub y: f64,
    pub words: String,
}

/// A length of time on the line.
pub(super) struct Mark {
    pub x: f64,
    pub words: String,
}

/// Draws sentences in months, each with what is told of it; none where there is nothing to draw.
pub(super) fn draw(sentences: &[(f64, String)], own: Option<f64>) -> Option<Strip> {
    let mut ordered: Vec<f64> = sentences.iter().map(|(months, _)| *months).collect();
    ordered.sort_by(f64::total_cmp);
    let longest = ordered.last().copied()?.max(own.unwrap_or(0.0)).max(1.0);
    let step = STEPS.into_iter().find(|step| longest / step <= MARKS).unwrap_or(longest / MARKS);
    let end = (longest / step).ceil() * step;
    let place = |months: f64| MARGIN + months / end * (WIDTH - 2.0 * MARGIN);
    let (from, to) = (percentile(&ordered, 0.25), percentile(&ordered, 0.75));
    let marks = (0..=(end / step).round() as usize).map(|at| {
        let months = at as f64 * step;
        Mark { x: place(months), words: if at == 0 { "0".to_owned() } else { months_in_words(months) } }
    });
    Some(Strip {
        half: (place(from) - 4.0, place(to) - place(from) + 8.0),
        median: place(percentile(&ordered, 0.5)),
        dots: dots(sentences, place),
        marks: marks.collect(),
        own: own.map(|months| Mark { x: place(months), words: months_in_words(months) }),
    })
}

/// What this share of ascending values stays below, between two values in proportion.
pub(super) fn percentile(ascending: &[f64], share: f64) -> f64 {
    let Some(last) = ascending.len().checked_sub(1) else { return 0.0 };
    let place = share.clamp(0.0, 1.0) * last as f64;
    let (below, above) = (ascending[place.floor() as usize], ascending[place.ceil() as usize]);
    below + (above - below) * place.fract()
}

fn dots(sentences: &[(f64, String)], place: impl Fn(f64) -> f64) -> Vec<Dot> {
    let mut stacks: Vec<(i64, usize)> = Vec::new();
    let stacked = |(months, words): &(f64, String)| {
        let x = place(*months);
        let column = (x / STACK).round() as i64;
        let level = if let Some((_, count)) = stacks.iter_mut().find(|(known, _)| *known == column) {
            *count += 1;
            (*count).min(HIGHEST)
        } else {
            stacks.push((column, 0));
            0
        };
        Dot { x, y: LINE - 8.0 - STACK * level as f64, words: words.clone() }
    };
    sentences.iter().map(stacked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_lie_between_their_values() {
        let values = [6.0, 12.0, 18.0, 36.0];
        assert!((percentile(&values, 0.5) - 15.0).abs() < 1e-9);
        assert!((percentile(&values, 0.25) - 10.5).abs() < 1e-9);
        assert!((percentile(&values, 1.0) - 36.0).abs() < 1e-9);
        assert!((percentile(&[7.0], 0.9) - 7.0).abs() < 1e-9);
        assert!(percentile(&[], 0.5).abs() < 1e-9);
    }

    #[test]
    fn everything_is_drawn_inside() {
        let sentences: Vec<(f64, String)> =
            [6.0, 6.0, 12.0, 300.0].map(|months| (months, String::new())).into();
        let strip = draw(&sentences, Some(14.0)).unwrap();
        let inside = |x: f64| (0.0..=WIDTH).contains(&x);
        assert!(strip.dots.iter().all(|dot| inside(dot.x)) && strip.marks.iter().all(|mark| inside(mark.x)));
        assert!(strip.marks.len() <= 10, "{}", strip.marks.len());
        assert!(strip.dots[0].y > strip.dots[1].y, "the same length stands above");
        assert!(strip.own.unwrap().x > strip.dots[2].x);
        assert!(draw(&[], None).is_none());
    }
}
