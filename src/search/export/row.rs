//! From a hit to its row.

use super::Row;
use crate::extract::elements::label;
use crate::search::Hit;
use crate::search::entries;

/// What the workbook says of a paper that was found.
pub fn row(hit: &Hit) -> Row {
    let (profile, paper) = (&hit.case.profile, &hit.paper);
    let first = hit.passages.first();
    let is_reviewed = hit.case.grade.is_some();
    Row {
        case: profile.name.clone(),
        paper: paper.kind.clone(),
        title: paper.title.clone().unwrap_or_default(),
        page: first.map(|passage| passage.page),
        excerpt: first.map(|passage| passage.pieces.clone()).unwrap_or_default(),
        charges: profile.charges.clone(),
        court: profile.court.clone().unwrap_or_default(),
        procuratorate: profile.procuratorate.clone().unwrap_or_default(),
        handler: profile.handler.clone().unwrap_or_default(),
        date: profile.date,
        // Of several persons the heaviest sentence, as the order by 刑期 has it.
        months: profile.sentences.iter().filter_map(entries::months).max_by(f64::total_cmp),
        circumstances: profile.circumstances.iter().map(|&kind| label(kind)).collect(),
        amount_fen: profile.amount_fen,
        grade: hit.case.grade.clone().unwrap_or_default(),
        findings: is_reviewed.then_some(hit.case.tags.len() as u32),
    }
}
