//! What happened to a case, move by move, and the versions of its opinion.

use crate::office::Move;
use crate::office::draw::Draw;
use crate::store::{Moved, Opinion, Said};
use crate::web::names::{Names, minute};

/// A move that was made.
pub(super) struct Step {
    pub revision: i64,
    pub at: String,
    pub who: String,
    pub label: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    /// Who reviews after it, where it says so.
    pub reviewer: Option<String>,
    pub reason: String,
    pub lot: Option<Lot>,
}

/// A draw, with all it takes to do it again.
pub(super) struct Lot {
    pub seed: u64,
    pub case: i64,
    pub candidates: String,
    pub left_out: Vec<(String, String)>,
    pub drawn: String,
    /// Done again just now, it draws the same.
    pub repeats: bool,
}

/// A version of the opinion.
pub(super) struct Version {
    pub revision: i64,
    pub at: String,
    pub who: String,
    pub grade: String,
    pub text: String,
}

pub(super) fn step(moved: &Moved, names: &Names) -> Step {
    let is_hand_out = matches!(moved.name, Move::Assign | Move::Reassign | Move::SignOff);
    Step {
        revision: moved.revision,
        at: minute(moved.at),
        who: names.show(&moved.who),
        label: moved.name.label(),
        before: moved.before.label(),
        after: moved.after.label(),
        reviewer: moved.reviewer.as_deref().filter(|_| is_hand_out).map(|account| names.show(account)),
        reason: moved.reason.clone(),
        lot: moved.draw.as_ref().map(|draw| lot(draw, names)),
    }
}

fn lot(draw: &Draw, names: &Names) -> Lot {
    let candidates: Vec<String> = draw.candidates.iter().map(|account| names.full(account)).collect();
    Lot {
        seed: draw.seed,
        case: draw.case,
        candidates: candidates.join("、"),
        left_out: draw.left_out.iter().map(|(account, why)| (names.full(account), why.clone())).collect(),
        drawn: names.full(&draw.drawn),
        repeats: draw.repeats(),
    }
}

pub(super) fn version(said: &Said<Opinion>, names: &Names) -> Version {
    Version {
        revision: said.revision,
        at: minute(said.at),
        who: names.show(&said.who),
        grade: said.what.grade.clone().unwrap_or_else(|| "未定".to_owned()),
        text: said.what.text.clone(),
    }
}

/// What the handler may know of: from the last time the opinion went to them, without what the office says among itself.
pub(super) fn for_handler(moves: &[Moved]) -> Vec<Moved> {
    let last = |name: Move| moves.iter().rposition(|moved| moved.name == name);
    // Signed off or submitted without hearing them, the case is theirs to see from its approval on.
    let from = last(Move::Send).or_else(|| last(Move::Approve)).unwrap_or(moves.len());
    let among_itself = |moved: &&Moved| {
        matches!(
            moved.name,
            Move::Assign
                | Move::Reassign
                | Move::Recuse
                | Move::Begin
                | Move::SignOff
                | Move::Submit
                | Move::Forward
                | Move::Return
                | Move::ReturnUnassigned
        )
    };
    moves.iter().skip(from).filter(|moved| !among_itself(moved)).cloned().collect()
}
