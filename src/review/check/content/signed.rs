//! Signatures without a label of their own: a name and a day, the name behind the role, a name below an opinion.

use std::sync::LazyLock;

use regex::Regex;

use crate::case::{CaseFile, Paper};
use crate::standard::check::Signer;

/// A name where nothing but a day, a mark or the end of the line follows.
const ENDS: &str = "(?:（|[0-9]{4}年|[捺按]|\t|\n|$)";

static LAWYER: LazyLock<Regex> = LazyLock::new(|| {
    let role = "(?:值班律师|辩护人|辩护律师|律师)(?:（[^）\n]{0,20}）)?";
    let below = format!("(?m){role}[^\n]{{0,90}}[。；](?P<below>\\p{{Han}}{{2,4}}){ENDS}");
    let behind = format!("{role}[：\t]?(?P<behind>\\p{{Han}}{{2,4}}){ENDS}");
    Regex::new(&format!("{below}|{behind}")).expect("the pattern is fixed")
});

/// Words at the place of a name that are none.
const NO_NAMES: [&str; 8] = ["签名", "签字", "年月", "月日", "意见", "见证", "在场", "日期"];

/// Whether somebody of the kind signed the paper.
pub(super) fn by(signer: Signer, case: &CaseFile, paper: &Paper) -> bool {
    let plain = paper.document.plain();
    match signer {
        Signer::Person => case.persons.iter().any(|person| {
            std::iter::once(&person.name).chain(&person.other_names).any(|name| stands_alone(plain, name))
        }),
        Signer::Lawyer => LAWYER.captures_iter(plain).any(|found| {
            let name = found.name("below").or_else(|| found.name("behind"));
            name.is_some_and(|name| !NO_NAMES.iter().any(|word| name.as_str().contains(word)))
        }),
    }
}

/// Whether a name opens a line or follows a label or a sentence, and only a day or a mark follows it.
fn stands_alone(plain: &str, name: &str) -> bool {
    plain.match_indices(name).any(|(at, _)| {
        let before = plain[..at].chars().next_back();
        let after = plain[at + name.len()..].trim_start_matches('\t');
        let opens = before.is_none_or(|c| matches!(c, '\n' | '\t' | '：' | '。' | '）'));
        let is_day = after.starts_with(|c: char| c.is_ascii_digit());
        opens && (after.is_empty() || is_day || after.starts_with(['\n', '（', '捺', '按']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_day_is_a_signature_and_the_heading_is_none() {
        assert!(stands_alone("自愿签署。\n林小舟2024年3月13日辩护人：钱进", "林小舟"));
        assert!(stands_alone("犯罪嫌疑人：林小舟（捺指印）2023年11月22日", "林小舟"));
        assert!(!stands_alone("林小舟，男，1990年6月15日出生。\n犯罪嫌疑人：\n", "林小舟"));
        assert!(!stands_alone("本人林小舟自愿签署。", "林小舟"));
    }

    #[test]
    fn a_lawyer_signs_behind_the_role_or_below_the_opinion() {
        let name = |text: &str| LAWYER.captures(text).map(|found| found[0].to_owned());
        assert!(name("值班律师龚敏（湖岸律师事务所）2024年10月25日").is_some());
        assert!(name("辩护人：童兆伦（三江律师事务所）").is_some());
        assert!(name("辩护人意见：已向其释明，无异议。戚守义2023年11月22日").is_some());
        assert!(name("值班律师：\n2024年10月25日").is_none());
        assert!(name("在辩护人的见证下自愿签署。\n").is_none());
    }
}
