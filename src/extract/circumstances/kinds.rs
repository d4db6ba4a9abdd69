//! What sorts of circumstances have in common.

use crate::extract::elements::{CircumstanceKind as K, Stance};

/// What an annexed article tells of payments and of fault is on the civil action.
pub(super) fn is_of_the_civil_law(kind: K) -> bool {
    matches!(kind, K::VictimFault | K::Settlement | K::Compensation | K::Forgiveness)
}

/// What the articles an annex quotes name only as a condition: 有悔罪表现 (刑法 §72).
pub(super) fn is_of_a_condition(kind: K) -> bool {
    kind == K::Attitude
}

/// What is given back or made good in money.
pub(super) fn is_paid(kind: K) -> bool {
    matches!(kind, K::Compensation | K::Restitution)
}

/// What accomplices do together.
pub(super) fn is_joint_deed(kind: K) -> bool {
    matches!(kind, K::Repeated | K::Household | K::Pickpocketing)
}

/// What holds for the case where nobody is named, if the court or the prosecution tells it.
pub(super) fn is_shared(kind: K, stance: Stance) -> bool {
    let is_of_the_deed = is_joint_deed(kind) || matches!(kind, K::Attempt | K::HitAndRun);
    let is_peace = matches!(kind, K::Compensation | K::Forgiveness | K::Settlement);
    matches!(stance, Stance::Accepted | Stance::Alleged) && (is_of_the_deed || is_peace)
}

/// What is said of one person, not of what his victim or his family did.
pub(super) fn is_personal(kind: K) -> bool {
    !is_paid(kind)
        && !is_joint_deed(kind)
        && !matches!(kind, K::Forgiveness | K::Settlement | K::VictimFault | K::HitAndRun | K::Unlicensed)
}

/// What a defence never denies.
pub(super) fn favours(kind: K) -> bool {
    matches!(kind, K::Surrender | K::Confession | K::Merit | K::GreatMerit | K::Accessory | K::Desistance)
}

/// What weighs against the accused, his part in the deed aside.
pub(super) fn burdens(kind: K) -> bool {
    is_joint_deed(kind) || matches!(kind, K::Recidivist | K::DrugReoffender | K::PriorRecord | K::Misconduct)
}

/// What a defence names, and a court refuses.
pub(super) fn is_pleaded(kind: K) -> bool {
    favours(kind)
        || is_told_fact(kind)
        || matches!(kind, K::Attempt | K::Preparation | K::Coerced | K::ExcessiveDefence)
}

/// What a court hardly refuses itself.
pub(super) fn is_told_fact(kind: K) -> bool {
    matches!(
        kind,
        K::FirstOffender
            | K::CourtAdmission
            | K::Attitude
            | K::Forgiveness
            | K::Settlement
            | K::PleaOfGuilt
            | K::Minor
    )
}
