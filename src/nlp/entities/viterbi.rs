//! The best sequence of begin, inside and outside labels.

use super::Span;

/// Score of a step that cannot be.
const IMPOSSIBLE: f32 = -1e4;

/// Scores of one label after another.
#[derive(Debug, Clone)]
pub(super) struct Transitions {
    /// `[from * count + to]`.
    steps: Vec<f32>,
    /// Score of each label on the first character.
    first: Vec<f32>,
}

impl Transitions {
    /// Inside only after begin or inside of the same kind; everything else is free.
    pub(super) fn of(labels: &[String]) -> Self {
        let steps = labels
            .iter()
            .flat_map(|from| labels.iter().map(|to| if may_follow(from, to) { 0.0 } else { IMPOSSIBLE }))
            .collect();
        let first =
            labels.iter().map(|label| if label.starts_with("I-") { IMPOSSIBLE } else { 0.0 }).collect();
        Self { steps, first }
    }

    /// Adds learned scores, a row for every label that goes before.
    pub(super) fn add(&mut self, learned: &[f32]) {
        for (score, more) in self.steps.iter_mut().zip(learned) {
            *score += more;
        }
    }
}

fn may_follow(from: &str, to: &str) -> bool {
    match to.strip_prefix("I-") {
        Some(kind) => from.strip_prefix("I-").or_else(|| from.strip_prefix("B-")) == Some(kind),
        None => true,
    }
}

/// The label numbers of the best path through the scores, a row a character.
pub(super) fn best_path(rows: &[Vec<f32>], transitions: &Transitions) -> Vec<usize> {
    let Some(first) = rows.first() else { return Vec::new() };
    let count = first.len();
    let mut best: Vec<f32> =
        first.iter().zip(&transitions.first).map(|(score, start)| score + start).collect();
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(rows.len());
    for row in &rows[1..] {
        let mut came_from = vec![0; count];
        let mut next = vec![f32::NEG_INFINITY; count];
        for (from, reached) in best.iter().enumerate() {
            let steps = &transitions.steps[from * count..(from + 1) * count];
            for (to, step) in steps.iter().enumerate() {
                if reached + step > next[to] {
                    next[to] = reached + step;
                    came_from[to] = from;
                }
            }
        }
        best = next.iter().zip(row).map(|(reached, score)| reached + score).collect();
        back.push(came_from);
    }
    let last = best.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(label, _)| label);
    let mut path = vec![last];
    for came_from in back.iter().rev() {
        path.push(came_from[path[path.len() - 1]]);
    }
    path.reverse();
    path
}

/// The stretches that the labels mark.
pub(super) fn spans(path: &[usize], labels: &[String]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (at, &number) in path.iter().enumerate() {
        let label = labels.get(number).map_or("O", String::as_str);
        if let Some(kind) = label.strip_prefix("B-") {
            spans.push(Span { start: at, end: at + 1, label: kind.to_owned() });
        } else if label.starts_with("I-")
            && let Some(open) = spans.last_mut()
        {
            open.end = at + 1;
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels() -> Vec<String> {
        ["O", "B-人", "I-人", "B-地", "I-地"].map(str::to_owned).to_vec()
    }

    #[test]
    fn an_inside_without_a_begin_is_never_chosen() {
        let rows = vec![vec![0.0, 1.0, 5.0, 0.0, 0.0], vec![0.0, 0.0, 4.0, 0.0, 4.5]];
        let path = best_path(&rows, &Transitions::of(&labels()));
        assert_eq!(path, [1, 2]);
        assert_eq!(spans(&path, &labels()), [Span { start: 0, end: 2, label: "人".to_owned() }]);
    }

    #[test]
    fn learned_steps_can_turn_the_choice() {
        let rows = vec![vec![0.0, 0.4, 0.0, 0.0, 0.0], vec![0.3, 0.0, 0.0, 0.0, 0.0]];
        let mut transitions = Transitions::of(&labels());
        assert_eq!(best_path(&rows, &transitions), [1, 0]);
        let mut learned = vec![0.0; 25];
        learned[5 + 2] = 1.0;
        transitions.add(&learned);
        assert_eq!(best_path(&rows, &transitions), [1, 2]);
    }

    #[test]
    fn two_begins_are_two_spans() {
        let found = spans(&[1, 1, 2, 0, 3], &labels());
        let ranges: Vec<_> = found.iter().map(|span| (span.start, span.end)).collect();
        assert_eq!(ranges, [(0, 1), (1, 3), (4, 5)]);
    }

    proptest! {
        #[test]
        fn paths_are_as_long_as_the_text_and_lawful(scores in prop::collection::vec(prop::collection::vec(-9.0f32..9.0, 5), 0..40)) {
            let labels = labels();
            let path = best_path(&scores, &Transitions::of(&labels));
            prop_assert_eq!(path.len(), scores.len());
            prop_assert!(path.first().is_none_or(|first| !labels[*first].starts_with("I-")));
            prop_assert!(path.windows(2).all(|pair| may_follow(&labels[pair[0]], &labels[pair[1]])));
        }
    }
}
