//! Times, sums, weights, injuries, vehicles and accounts of the general schema, found by their shape.
//!
//! No labelled set has all of them, so the model knows them less well than a pattern does. Where a pattern finds one its
//! ends stand, unless the model sees a place, a person or an organisation there, or a stolen vehicle.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::Span;

#[derive(Deserialize)]
struct File {
    day: String,
    hour: String,
    shape: Vec<Shape>,
}

#[derive(Deserialize)]
struct Shape {
    label: String,
    pattern: String,
}

static SHAPES: LazyLock<Vec<(String, Regex)>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("shapes.toml")).expect("shapes.toml is well-formed");
    let regex = |shape: Shape| {
        let pattern = shape.pattern.replace("{day}", &file.day).replace("{hour}", &file.hour);
        (shape.label, Regex::new(&pattern).expect("a pattern of shapes.toml"))
    };
    file.shape.into_iter().map(regex).collect()
});

/// The spans with those of the shapes in place of what they overlap, in order.
pub(super) fn overlaid(text: &str, mut spans: Vec<Span>) -> Vec<Span> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let character = |byte: usize| starts.partition_point(|start| *start < byte);
    for (label, pattern) in SHAPES.iter() {
        for captures in pattern.captures_iter(text) {
            let Some(found) = captures.get(1).or_else(|| captures.get(0)) else { continue };
            let shape =
                Span { start: character(found.start()), end: character(found.end()), label: label.clone() };
            let touched = |span: &Span| span.start < shape.end && shape.start < span.end;
            if !spans.iter().filter(|span| touched(span)).any(|span| stands(span, &shape)) {
                spans.retain(|span| !touched(span));
                spans.push(shape);
            }
        }
    }
    spans.sort_by_key(|span| span.start);
    spans
}

/// Whether a span that is already there is to stay and the shape is not to be told.
fn stands(span: &Span, shape: &Span) -> bool {
    let shaped = SHAPES.iter().any(|(label, _)| *label == span.label);
    let contains =
        span.start <= shape.start && shape.end <= span.end && span.end - span.start > shape.end - shape.start;
    match span.label.as_str() {
        "ITEM" => contains || shape.label == "VEHICLE",
        "TOOL" => contains,
        _ => !shaped || contains,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, spans: &[(usize, usize, &str)]) -> Vec<String> {
        let characters: Vec<char> = text.chars().collect();
        let spans =
            spans.iter().map(|&(start, end, label)| Span { start, end, label: label.to_owned() }).collect();
        overlaid(text, spans)
            .into_iter()
            .map(|span| {
                format!("{}:{}", span.label, characters[span.start..span.end].iter().collect::<String>())
            })
            .collect()
    }

    #[test]
    fn shapes_are_found_without_a_model() {
        let text =
            "2023年5月3日22时许，赵某驾驶青A12345号小型轿车，撞人致左侧肋骨骨折，赔偿人民币2.5万余元。";
        assert!(told(text, &[]).starts_with(&["TIME:2023年5月3日22时许".to_owned()]));
        assert!(told(text, &[]).contains(&"INJURY:左侧肋骨骨折".to_owned()));
        assert!(told(text, &[]).contains(&"MONEY:人民币2.5万余元".to_owned()));
        assert!(told(text, &[]).iter().any(|found| found.starts_with("VEHICLE:青A12345号小型轿车")));
    }

    #[test]
    fn a_shape_mends_the_ends_of_what_the_model_saw() {
        assert_eq!(told("次日凌晨3时许到案", &[(0, 4, "TIME")]), ["TIME:次日凌晨3时许"]);
        assert_eq!(told("2023年年底到案", &[(0, 5, "TIME")]), ["TIME:2023年年底"]);
    }

    #[test]
    fn places_persons_and_stolen_vehicles_stay() {
        assert_eq!(told("汽车站门口", &[(0, 5, "PLACE")]), ["PLACE:汽车站门口"]);
        assert_eq!(told("一辆摩托车", &[(0, 5, "ITEM")]), ["ITEM:一辆摩托车"]);
    }

    #[test]
    fn an_account_is_its_number() {
        assert_eq!(told("转入卡号为6222000011112222的账户", &[]), ["ACCOUNT:6222000011112222"]);
    }
}
