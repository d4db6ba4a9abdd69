//! 一致: one value told by several sources.

mod ages;
mod appeared;
mod births;
mod compensated;
pub(super) mod days;
mod evidence;
mod figures;
mod identities;
mod liability;
mod lone;
mod measures;
mod names;
mod numbers;
mod operative;
mod ordered;
mod papers;
mod people;
mod plea;
mod price;
mod priors;
mod proceeds;
mod property;
pub(super) mod receipt;
mod recommended;
mod repaid;
mod repayment;
mod report;
mod samples;
mod tried;
mod units;
mod unreturned;
mod victims;
mod volumes;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::standard::check::Value;

pub(super) fn check(desk: Desk<'_>, value: Value) -> Vec<Verdict> {
    let found = match value {
        Value::Birth | Value::Sex | Value::Identity => people::identity(desk, value),
        Value::Charge => people::charges(desk),
        Value::PersonCount => people::count(desk),
        Value::Recommendation => {
            let mut found = plea::recommendation(desk);
            found.extend(tried::check(desk));
            found
        }
        Value::Injury => evidence::injury(desk),
        Value::Arrival => evidence::arrival(desk),
        Value::Property => property::check(desk),
        Value::SeizedMoney => property::money(desk),
        Value::Price => price::check(desk),
        Value::Name => {
            let mut found = names::check(desk);
            let appeared = appeared::check(desk, &found);
            found.extend(appeared);
            found
        }
        Value::Number => numbers::check(desk),
        Value::Day => days::check(desk),
        Value::SuspectedCharge => papers::charges(desk),
        Value::Quantity => {
            let mut found = papers::quantities(desk);
            found.extend(compensated::check(desk));
            found.extend(lone::check(desk.case));
            found.extend(figures::check(desk.case));
            found
        }
        Value::Age => {
            let mut found = ages::check(desk);
            found.extend(victims::check(desk));
            found.extend(identities::check(desk));
            found.extend(units::check(desk));
            found
        }
        Value::Liability => liability::check(desk),
        Value::Report => report::check(desk),
        Value::Circumstance => recommended::circumstances(desk),
        Value::Sample => samples::check(desk),
        Value::Repaid => repaid::check(desk),
        Value::Punishment => papers::punishments(desk),
        Value::Volumes => volumes::check(desk),
        Value::Receipt => receipt::check(desk),
        Value::Repayment => repayment::check(desk),
        Value::Operative => operative::check(desk),
        Value::Prior => priors::check(desk),
    };
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}
