//! Every review point does what its examples say.

use qiuhao::pipeline;
use qiuhao::review::validate;
use qiuhao::standard::{Expectation, Standards, Status};

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
            let examples = point.examples();
            let has = |wanted: Expectation| examples.iter().any(|example| example.expectation == wanted);
            !has(Expectation::Report) || !has(Expectation::Silent)
        })
        .map(|point| point.code.as_str())
        .collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

#[test]
fn conditions_are_spelled_as_the_program_knows_them() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let unknown: Vec<String> = validate::unknown_names(&standards).iter().map(ToString::to_string).collect();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}
