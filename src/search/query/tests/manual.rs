//! `docs/search.md` tells the truth.

use super::*;

const MANUAL: &str = include_str!("../../../../docs/search.md");

/// Lines of the blocks marked as queries.
fn examples() -> impl Iterator<Item = &'static str> {
    MANUAL.split("```query\n").skip(1).filter_map(|rest| rest.split("```").next()).flat_map(str::lines)
}

#[test]
fn every_example_parses_and_comes_back() {
    let mut meant = Vec::new();
    for example in examples() {
        let query = parse(example).unwrap_or_else(|error| panic!("{example}: {error}"));
        meant.push(format!("{example}\n  {query}"));
        assert_eq!(parse(&query.to_string()), Ok(query), "{example}");
    }
    assert!(meant.len() > 50);
    insta::assert_snapshot!(meant.join("\n"));
}

#[test]
fn values_within_the_prose_parse() {
    let quoted = MANUAL.lines().filter(|line| !line.starts_with("| 意思"));
    let codes = quoted.flat_map(|line| line.split('`').skip(1).step_by(2));
    let fields: Vec<&str> = codes.filter(|code| code.contains(':') && !code.starts_with("罪明")).collect();
    assert!(fields.len() > 30);
    for code in fields {
        assert!(parse(code).is_ok(), "{code}: {:?}", parse(code));
    }
    assert!(parse("罪明:盗窃").is_err());
}

#[test]
fn every_field_has_its_row() {
    for info in fields() {
        let row =
            format!("| {} | {} | {} | `{}` |", info.name, info.aliases.join("、"), info.about, info.example);
        assert!(MANUAL.contains(&row), "docs/search.md misses the row\n{row}");
        let is_long = info.choices.len() > 6;
        assert!(!is_long || MANUAL.contains(&info.choices.join("、")), "choices of {}", info.name);
    }
}
