//! The closed set of check kinds. Each file is one kind; all of them are pure.

mod acts;
mod agreement;
mod arithmetic;
mod articles;
mod card;
mod charge_names;
mod circumstance_articles;
mod cited;
mod clock;
mod conflict;
mod content;
mod copies;
mod count;
mod custody;
mod deadline;
mod difference;
mod fact_parts;
mod freeze;
mod interview;
mod limitation;
mod number_year;
mod on_file;
mod order;
mod overlap;
mod oversight;
mod presence;
mod proofread;
mod public_version;
mod range;
mod service;
mod signing;
mod similarity;
mod starts;
mod words;

use super::engine::{Desk, applies};
use super::verdict::{Scope, Verdict};
use crate::standard::Check;
use crate::standard::check::{Part, Per};

/// Whether a check looks at each person by itself.
pub(super) fn per_person(check: &Check) -> bool {
    match check {
        Check::Deadline { per, .. }
        | Check::Order { per, .. }
        | Check::Presence { per, .. }
        | Check::Conflict { per, .. } => *per == Per::Person,
        Check::Several { parts } => parts.iter().any(|part| per_person(&part.check)),
        Check::Range { .. }
        | Check::CustodyChain {}
        | Check::CircumstanceArticles {}
        | Check::Limitation {} => true,
        _ => false,
    }
}

/// Runs one check on one scope.
pub(super) fn run(desk: Desk<'_>, scope: Scope<'_>, check: &Check) -> Vec<Verdict> {
    match check {
        Check::Deadline {
            from,
            else_from,
            to,
            limit,
            restart,
            extend,
            until,
            stopped_by,
            unless,
            roll_over,
            not_counted,
            ahead,
            only_rolled,
            by,
            message,
            ..
        } => {
            let terms = deadline::Terms {
                from,
                else_from,
                to,
                limit: deadline::limit_for(scope, by, *limit),
                restart,
                extend,
                until,
                stopped_by,
                unless,
                roll_over: *roll_over,
                not_counted,
                ahead: *ahead,
                only_rolled: *only_rolled,
                message: message.as_deref(),
            };
            deadline::check(scope, &terms)
        }
        Check::Order { steps, card, interrupted_by, within, .. } => {
            let rounds = order::Rounds { interrupted_by, within: *within };
            order::check(scope, steps, *card, &rounds)
        }
        Check::Presence { papers, steps, words, among, missing, beside, label, .. } => {
            let words = words.as_ref();
            let missing = *missing;
            let wanted = presence::Wanted { papers, steps, words, among, missing, beside, label };
            vec![presence::check(scope, &wanted)]
        }
        Check::Content { of, items, about, unless, elsewhere } => {
            let concerned = content::Concerned {
                of,
                about: about.as_ref(),
                unless: unless.as_ref(),
                elsewhere: elsewhere.as_ref(),
            };
            content::check(desk, &concerned, items)
        }
        Check::Agreement { value } => agreement::check(desk, *value),
        Check::Freeze {} => freeze::check(desk),
        Check::Similarity {} => similarity::check(desk),
        Check::Overlap {} => overlap::check(desk),
        Check::Interview { item } => interview::check(desk, *item),
        Check::Signing { item } => signing::check(desk, *item),
        Check::OnFile { item } => on_file::check(desk, *item),
        Check::Clock { item } => clock::check(desk, *item),
        Check::Arithmetic {} => arithmetic::check(desk),
        Check::Range { what } => range::check(desk, scope, *what),
        Check::CustodyChain {} => custody::check(scope),
        Check::Difference { aspects, between, meanings } => {
            difference::check(desk, aspects, between, meanings)
        }
        Check::Card { rule } => card::check(desk, *rule),
        Check::Words { rules } => words::check(desk, rules),
        Check::Cited { rules } => cited::check(desk, rules),
        Check::ChargeNames {} => charge_names::check(desk),
        Check::ArticlesExist {} => articles::check(desk),
        Check::CircumstanceArticles {} => circumstance_articles::check(desk, scope),
        Check::Conflict { all, any, message, .. } => vec![conflict::check(scope, all, any, message)],
        Check::Count { step, most, label } => vec![count::check(desk, *step, *most, label)],
        Check::NumberYear { of } => number_year::check(desk, of),
        Check::Proofread { of } => proofread::check(desk, of),
        Check::FactParts { of } => fact_parts::check(desk, of),
        Check::Copies {} => copies::check(desk),
        Check::Service {} => service::check(desk),
        Check::PublicVersion {} => public_version::check(desk),
        Check::Starts { steps, most } => vec![starts::check(desk, steps, *most)],
        Check::Limitation {} => vec![limitation::check(desk, scope)],
        Check::Oversight { points, papers, words, label } => {
            let wanted = oversight::Wanted { points, papers, words: words.as_ref(), label };
            vec![oversight::check(desk, scope, &wanted)]
        }
        Check::Several { parts } => parts.iter().flat_map(|part| one_of(desk, scope, part)).collect(),
        Check::Manual {} => vec![Verdict::not_applicable()],
    }
}

fn one_of(desk: Desk<'_>, scope: Scope<'_>, part: &Part) -> Vec<Verdict> {
    match applies(scope, &part.when) {
        Some(true) => run(desk, scope, &part.check),
        Some(false) => vec![Verdict::not_applicable()],
        None => vec![Verdict::unknown("是否适用本评查点无法从卷宗判断")],
    }
}
