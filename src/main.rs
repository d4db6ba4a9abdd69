//! Entry point: parses arguments and calls one function.
fn main() {}
