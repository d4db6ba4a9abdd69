//! 文号年度: the year in a paper's own number against the day it was signed.

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::document::DocumentKind;

pub(super) fn check(desk: Desk<'_>, of: &[DocumentKind]) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for paper in desk.case.papers.iter().filter(|paper| of.contains(&paper.kind())) {
        let (Some(number), Some(date)) = (&paper.elements.number, &paper.elements.date) else { continue };
        let Some(year) = year_of(&number.value) else { continue };
        if year == date.value.year() {
            continue;
        }
        let message =
            format!("{}文号“{}”的年度与落款日期（{}）不一致", paper.kind().label(), number.value, date.value);
        let evidence = vec![number.quote.clone(), date.quote.clone()];
        verdicts.push(
            Verdict::fail(message, evidence)
                .computed("expected", date.value.year().to_string())
                .computed("actual", year.to_string()),
        );
    }
    if verdicts.is_empty() { vec![Verdict::pass()] } else { verdicts }
}

/// The year between the brackets of a number: 云检刑诉〔2023〕62号.
fn year_of(number: &str) -> Option<i16> {
    let (_, rest) = number.split_once(['〔', '（', '['])?;
    let (year, _) = rest.split_once(['〕', '）', ']'])?;
    year.parse().ok().filter(|year| (1979..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::year_of;

    #[test]
    fn the_year_stands_between_brackets() {
        assert_eq!(year_of("云检刑诉〔2023〕62号"), Some(2023));
        assert_eq!(year_of("云检刑诉62号"), None);
        assert_eq!(year_of("云检（一）刑诉〔2023〕62号"), None);
    }
}
