//! Findings that somebody has looked at and set aside with a reason: kept, shown, and not graded.

use serde::Serialize;

use super::{Finding, Outcome};
use crate::standard::Suppression;

/// Why a finding is set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suppressed {
    /// The reason given.
    pub reason: String,
    /// Who decided.
    pub by: String,
}

/// Marks the findings of a dossier that were set aside. Returns a Chinese sentence for each suppression of this
/// dossier that met no finding: it is out of date or misspelled.
pub fn suppress(findings: &mut [Finding], dossier: &str, suppressions: &[Suppression]) -> Vec<String> {
    let mut unused = Vec::new();
    for suppression in suppressions.iter().filter(|suppression| suppression.dossier == dossier) {
        let mut is_used = false;
        for finding in findings.iter_mut().filter(|finding| concerns(suppression, finding)) {
            is_used = true;
            finding.suppressed =
                Some(Suppressed { reason: suppression.reason.clone(), by: suppression.by.clone() });
        }
        if !is_used {
            unused.push(format!(
                "不再提示的 {}（{}）在本卷没有对应的问题，请核对是否仍然需要",
                suppression.point, suppression.reason
            ));
        }
    }
    unused
}

fn concerns(suppression: &Suppression, finding: &Finding) -> bool {
    let same_persons = suppression.persons.is_empty()
        || finding.persons.iter().all(|person| suppression.persons.contains(person));
    finding.outcome == Outcome::Fail && finding.point.eq_ignore_ascii_case(&suppression.point) && same_persons
}
