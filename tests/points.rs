//! Every review point does what its examples say.

use qiuhao::standard::{Check, Expectation, Standards, Status};
use qiuhao::{pipeline, review};

#[test]
fn examples_of_every_point_come_out_as_written() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let failures = pipeline::run_examples(&standards);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_automatic_point_has_a_failing_and_a_silent_example() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let lacking: Vec<&str> = standards
        .points
        .iter()
        .filter(|point| point.status != Status::Manual)
        .filter(|point| {
            let has =
                |wanted: Expectation| point.examples.iter().any(|example| example.expectation == wanted);
            !has(Expectation::Report) || !has(Expectation::Silent)
        })
        .map(|point| point.code.as_str())
        .collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

#[test]
fn conditions_are_spelled_as_the_program_knows_them() {
    let known = review::condition_names();
    let standards = Standards::shipped().expect("the shipped standards read");
    let mut unknown = Vec::new();
    for point in &standards.points {
        let (all, any): (&[String], &[String]) =
            if let Check::Conflict { all, any, .. } = &point.check { (all, any) } else { (&[], &[]) };
        let parts: Vec<String> = match &point.check {
            Check::Several { parts } => parts.iter().flat_map(|part| part.when.clone()).collect(),
            _ => Vec::new(),
        };
        for name in point.when.iter().chain(all).chain(any).chain(&parts) {
            if !known.contains(&name.trim_start_matches('非')) {
                unknown.push(format!("{}: {name}", point.code));
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:?}");
}
