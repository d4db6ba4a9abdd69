//! Differences between the papers of the stages, in sentences that quote each of them.

use super::CaseWork;
use super::line::{Line, Piece, Sentence};
use crate::compare::Difference;
use crate::office::{Settled, Verdict};
use crate::report::words;
use crate::text::Quote;

/// A numbered paragraph a difference; one sentence that so many are told, or that there is none, in front.
pub(super) fn lines(work: &CaseWork<'_>) -> Vec<Line> {
    let differences = &work.review.differences;
    if differences.is_empty() {
        return vec![Line::body("侦查、起诉、审判各阶段文书经比对，所列各项未见不一致。")];
    }
    let mut lines = vec![Line::body(format!("各阶段文书经比对，不一致{}处：", differences.len()))];
    lines.extend(differences.iter().enumerate().map(|(at, difference)| {
        let mut sentences = vec![sentence(at + 1, difference)];
        sentences.extend(decided(work, difference));
        Line::of(sentences)
    }));
    lines
}

fn sentence(number: usize, difference: &Difference) -> Sentence {
    let mut pieces = vec![Piece::Plain(format!("{number}．{}：", subject(difference)))];
    for (at, side) in difference.sides.iter().enumerate() {
        let comma = if at == 0 { "" } else { "，" };
        match &side.quote {
            Some(quote) => {
                pieces.push(Piece::Plain(format!("{comma}{}载", side.document)));
                pieces.push(Piece::quoted(quote));
            }
            None => pieces.push(Piece::Plain(format!("{comma}{}未载明", side.document))),
        }
    }
    pieces.push(Piece::Plain(format!("。可能的含义：{}。", meaning(difference))));
    Sentence { pieces, finding: None }
}

/// Whose, and what of it: 钱守义的数额
pub(super) fn subject(difference: &Difference) -> String {
    let aspect = words::aspect(&difference.aspect);
    match difference.persons.as_slice() {
        [] => aspect.to_owned(),
        persons => format!("{}的{aspect}", persons.join("、")),
    }
}

/// What the change may mean.
pub(super) fn meaning(difference: &Difference) -> String {
    let tier = if difference.crosses_tier { "，涉及不同量刑档次" } else { "" };
    format!("{}{tier}", difference.meaning)
}

/// What the reviewer said to the finding that rests on the same words.
fn decided(work: &CaseWork<'_>, difference: &Difference) -> Option<Sentence> {
    let quotes: Vec<&Quote> = difference.sides.iter().filter_map(|side| side.quote.as_ref()).collect();
    let rests_on = |one: &&Settled| {
        let known = |quote: &&Quote| {
            let same = |other: &Quote| {
                (&other.document, other.start, other.end) == (&quote.document, quote.start, quote.end)
            };
            one.finding.evidence.iter().any(same)
        };
        !quotes.is_empty() && quotes.iter().all(known)
    };
    let one = work.settled.iter().filter(|one| !one.gone).find(rests_on)?;
    let told = match one.verdict? {
        Verdict::Confirmed => "评查员确认为问题",
        Verdict::Modified => "评查员修改后认定为问题",
        Verdict::Excluded => "评查员经核查不作为问题",
        Verdict::Withdrawn => return None,
    };
    let reason = match one.reason.trim().trim_end_matches('。') {
        "" => String::new(),
        reason => format!("：{reason}"),
    };
    Some(Sentence {
        pieces: vec![Piece::Plain(format!("{told}{reason}。"))],
        finding: Some(one.name.clone()),
    })
}
