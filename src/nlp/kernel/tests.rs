//! Every path this machine has against plain f64 arithmetic: odd sizes, nothing at all, values at their limits.

use super::*;

/// Numbers between -1 and 1 that look random and are the same every time.
fn numbers(count: usize, seed: u64) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

fn weights(count: usize, seed: u64) -> Vec<i8> {
    numbers(count, seed).iter().map(|value| (value * 127.0).round() as i8).collect()
}

fn close(found: &[f32], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
        let apart = (f64::from(*found) - expected).abs();
        assert!(apart <= tolerance * (1.0 + expected.abs()), "{what} at {place}: {found} for {expected}");
    }
}

fn gelu(x: f64) -> f64 {
    0.5 * x * (1.0 + ((2.0 / std::f64::consts::PI).sqrt() * (x + 0.044_715 * x * x * x)).tanh())
}

/// The layer over rows quantised with the same rule, in whole numbers and f64.
fn linear(rows: &[f32], weights: &[i8], scales: &[f32], bias: &[f32], inputs: usize) -> Vec<f64> {
    let mut out = Vec::new();
    for row in rows.chunks_exact(inputs) {
        let top = row.iter().fold(1e-30_f32, |top, value| top.max(value.abs()));
        for (output, weights) in weights.chunks_exact(inputs).enumerate() {
            let sum: i64 = row
                .iter()
                .zip(weights)
                .map(|(value, weight)| {
                    i64::from((value * (127.0 / top)).round_ties_even() as i8) * i64::from(*weight)
                })
                .sum();
            out.push(
                sum as f64 * f64::from(top) / 127.0 * f64::from(scales[output]) + f64::from(bias[output]),
            );
        }
    }
    out
}

#[test]
fn the_portable_path_is_always_there() {
    let names: Vec<&str> = Path::available().into_iter().map(Path::name).collect();
    assert_eq!(names.last(), Some(&"portable"));
    assert_eq!(Path::best().name(), names[0]);
}

#[test]
fn linear_layers_of_any_size() {
    let sizes = [(0, 8, 16), (1, 1, 1), (3, 5, 7), (9, 64, 33), (13, 67, 48), (31, 256, 100), (17, 1023, 16)];
    for path in Path::available() {
        for (count, inputs, outputs) in sizes {
            let what = format!("{} {count}×{inputs}×{outputs}", path.name());
            let (rows, bias) = (numbers(count * inputs, 1), numbers(outputs, 2));
            let (weights, scales) = (weights(inputs * outputs, 3), vec![0.01; outputs]);
            let mut quantised = Quantised::default();
            // Larger rows before: what they leave behind must not be seen.
            quantised.rows(path, &numbers(2000, 4), 20);
            quantised.rows(path, &rows, inputs);
            assert_eq!(quantised.is_empty(), count == 0);
            let layer = Linear::new(path, &weights, &scales, &bias, inputs);
            let expected = linear(&rows, &weights, &scales, &bias, inputs);
            let before = numbers(count * outputs, 5);
            let follows = |then: Then, value: f64, before: f64| match then {
                Then::Store => value,
                Then::Gelu => gelu(value),
                Then::Add => before + value,
                Then::GeluAdd => before + gelu(value),
            };
            for then in [Then::Store, Then::Gelu, Then::Add, Then::GeluAdd] {
                let mut out = before.clone();
                layer.apply(&quantised, then, &mut out);
                let expected: Vec<f64> = expected
                    .iter()
                    .zip(&before)
                    .map(|(value, before)| follows(then, *value, f64::from(*before)))
                    .collect();
                close(&out, &expected, 3e-6, &format!("{what} {then:?}"));
            }
        }
    }
}

#[test]
fn sums_at_their_limits_do_not_overflow() {
    for path in Path::available() {
        for (row, weight) in [(1.0, 127), (-1.0, 127), (1.0, -127), (-1.0, -127)] {
            let inputs = 4096;
            let mut quantised = Quantised::default();
            quantised.rows(path, &vec![row; inputs], inputs);
            let layer = Linear::new(path, &vec![weight; inputs * 17], &[1.0; 17], &[0.0; 17], inputs);
            let mut out = vec![0.0; 17];
            layer.apply(&quantised, Then::Store, &mut out);
            let expected = f64::from(row) * f64::from(weight) * inputs as f64;
            close(&out, &[expected; 17], 1e-6, path.name());
        }
    }
}

#[test]
fn broken_numbers_stay_bounded() {
    for path in Path::available() {
        for strange in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, 0.0, 1e-40] {
            let mut quantised = Quantised::default();
            quantised.rows(path, &[strange; 35], 35);
            let sum = quantised.sums[0].abs();
            assert!(sum <= 35 * 127, "{} {strange}: {sum}", path.name());
        }
    }
}

#[test]
fn norms_of_any_width() {
    for path in Path::available() {
        for width in [1, 7, 16, 50, 256] {
            let (weight, bias) = (numbers(width, 1), numbers(width, 2));
            let rows: Vec<f32> = numbers(3 * width, 3).iter().map(|value| value * 5.0 + 2.0).collect();
            let expected: Vec<f64> = rows
                .chunks_exact(width)
                .flat_map(|row| {
                    let mean = row.iter().map(|value| f64::from(*value)).sum::<f64>() / width as f64;
                    let spread = row.iter().map(|value| (f64::from(*value) - mean).powi(2)).sum::<f64>()
                        / width as f64;
                    let factor = 1.0 / (spread + 1e-5).sqrt();
                    (0..width)
                        .map(|i| {
                            (f64::from(row[i]) - mean) * factor * f64::from(weight[i]) + f64::from(bias[i])
                        })
                        .collect::<Vec<f64>>()
                })
                .collect();
            let mut found = rows.clone();
            Norm::new(&weight, &bias, 1e-5).apply(path, &mut found);
            close(&found, &expected, 2e-5, &format!("{} norm of {width}", path.name()));
        }
    }
}

#[test]
fn norm_and_quantising_in_one_go_are_the_two_in_turn() {
    for path in Path::available() {
        let norm = Norm::new(&numbers(40, 1), &numbers(40, 2), 1e-5);
        let mut rows = numbers(400, 3);
        let (mut at_once, mut in_turn) = (Quantised::default(), Quantised::default());
        at_once.normed(path, &rows, &norm);
        norm.apply(path, &mut rows);
        in_turn.rows(path, &rows, 40);
        assert_eq!(at_once.fours, in_turn.fours, "{}", path.name());
        assert_eq!(at_once.scales, in_turn.scales, "{}", path.name());
    }
}

#[test]
fn f32_layers_of_any_size() {
    for path in Path::available() {
        for (count, inputs, outputs) in [(0, 4, 4), (1, 1, 1), (5, 33, 3), (70, 64, 41)] {
            let (rows, weights, bias) =
                (numbers(count * inputs, 1), numbers(inputs * outputs, 2), numbers(outputs, 3));
            let expected: Vec<f64> = rows
                .chunks_exact(inputs)
                .flat_map(|row| {
                    let dot = |weights: &[f32]| -> f64 {
                        row.iter().zip(weights).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
                    };
                    let outputs = weights.chunks_exact(inputs).zip(&bias);
                    outputs.map(|(weights, bias)| dot(weights) + f64::from(*bias)).collect::<Vec<f64>>()
                })
                .collect();
            let found = Columns::new(path, &weights, &bias, inputs).apply(&rows);
            close(&found, &expected, 1e-5, &format!("{} {count}×{inputs}×{outputs}", path.name()));
        }
    }
}

/// Attention written out.
fn attended(rows: &[f32], heads: usize, size: usize, base: f64) -> Vec<f64> {
    let (hidden, half) = (heads * size, size / 2);
    let length = rows.len() / 3 / hidden;
    let value = |place: usize, part: usize, head: usize, index: usize| {
        f64::from(rows[place * 3 * hidden + part * hidden + head * size + index])
    };
    let turned = |place: usize, part: usize, head: usize, index: usize| {
        let pair = index % half;
        let angle = place as f64 * base.powf(-(pair as f64) / half as f64);
        let (first, second) = (value(place, part, head, pair), value(place, part, head, pair + half));
        if index < half {
            first * angle.cos() - second * angle.sin()
        } else {
            first * angle.sin() + second * angle.cos()
        }
    };
    let mut out = vec![0.0; length * hidden];
    for head in 0..heads {
        for query in 0..length {
            let scores: Vec<f64> = (0..length)
                .map(|key| {
                    let dot: f64 = (0..size)
                        .map(|index| turned(query, 0, head, index) * turned(key, 1, head, index))
                        .sum();
                    (dot / (size as f64).sqrt()).exp()
                })
                .collect();
            let total: f64 = scores.iter().sum();
            for index in 0..size {
                out[query * hidden + head * size + index] =
                    (0..length).map(|key| scores[key] / total * value(key, 2, head, index)).sum();
            }
        }
    }
    out
}

#[test]
fn attention_of_any_length() {
    for path in Path::available() {
        for (heads, size) in [(1, 2), (3, 10), (2, 64)] {
            let mut attention = Attention::new(path, heads, size);
            let rotary = Rotary::new(100.0, size, 50);
            for length in [40, 0, 1, 5, 33] {
                let rows: Vec<f32> = numbers(length * 3 * heads * size, length as u64 + 1)
                    .iter()
                    .map(|value| value * 3.0)
                    .collect();
                let mut out = vec![7.0; rows.len() / 3];
                attention.apply(&rotary, &rows, &mut out);
                let what = format!("{} {heads} heads of {size}, length {length}", path.name());
                close(&out, &attended(&rows, heads, size, 100.0), 2e-5, &what);
            }
        }
    }
}

#[test]
fn one_score_far_above_the_others() {
    for path in Path::available() {
        let mut rows = vec![0.0; 3 * 3 * 2];
        // The second key alone meets the queries, with a score that no f32 exponential holds.
        for place in 0..3 {
            rows[place * 6] = 1000.0;
            rows[place * 6 + 4] = place as f32;
        }
        rows[6 + 2] = 1000.0;
        let rotary = Rotary::new(1e30, 2, 3);
        let mut out = vec![0.0; 6];
        Attention::new(path, 1, 2).apply(&rotary, &rows, &mut out);
        let found: Vec<f32> = out.chunks(2).map(|row| row[0]).collect();
        assert!(
            found.iter().all(|value| value.is_finite() && (0.0..=2.0).contains(value)),
            "{}: {out:?}",
            path.name()
        );
    }
}
