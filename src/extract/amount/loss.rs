//! Whether a sum is a loss of the crime: what was taken, or what the taken thing is worth.

use super::mention::Mention;
use super::words::{WORDS, has, nearest};

/// Decides by the words nearest to the sum: taking and worth count, proceeds, repayment and punishment do not.
pub(super) fn is_loss(mention: &Mention<'_>) -> bool {
    let pattern = &WORDS.pattern;
    if mention.earlier_case || has(&WORDS.behind, mention.behind) {
        return false;
    }
    let taking = nearest(&WORDS.taking, mention.clause);
    let weak = nearest(&WORDS.weak, mention.clause);
    let other = nearest(&WORDS.other, mention.clause);
    if other.is_some() && other > taking {
        let worth = nearest(&WORDS.worth, mention.clause);
        if pattern.never.is_match(mention.clause) || worth < other {
            return false;
        }
    }
    if taking.is_none() && weak.is_none() && other.is_none() && !is_loss_by_context(mention) {
        return false;
    }
    let told_worth = has(&WORDS.worth, mention.clause);
    !mention.afterwards || (told_worth && !pattern.repaid.is_match(mention.clause))
}

/// The clause says nothing: the one before it, or an act of taking anywhere in the sentence.
fn is_loss_by_context(mention: &Mention<'_>) -> bool {
    let counting = nearest(&WORDS.taking, mention.clauses).max(nearest(&WORDS.weak, mention.clauses));
    let other = nearest(&WORDS.other, mention.clauses);
    if other > counting {
        return false;
    }
    counting.is_some()
        || has(&WORDS.taking, mention.rest)
        || has(&WORDS.taking, mention.before)
        || WORDS.pattern.taken_behind.is_match(mention.behind)
}

/// For texts in which no sum is a plain loss: anything that is not repayment or punishment.
pub(super) fn may_be_loss(mention: &Mention<'_>) -> bool {
    let returned = &WORDS.pattern.returned;
    !returned.is_match(mention.clause) && !returned.is_match(mention.behind)
}

/// What a stolen thing was sold for.
pub(super) fn is_proceeds(mention: &Mention<'_>) -> bool {
    let pattern = &WORDS.pattern;
    let set_aside = mention.evidence || mention.opinion || mention.afterwards || mention.earlier_case;
    let sold = pattern.proceeds.is_match(mention.clause) || pattern.proceeds.is_match(mention.behind);
    !set_aside && sold && !pattern.not_proceeds.is_match(mention.clause)
}
