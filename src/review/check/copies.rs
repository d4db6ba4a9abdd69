//! 起诉书份数: eight copies go to the court, and five more for each further accused (规则 §359).

use std::sync::LazyLock;

use regex::Regex;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::document::DocumentKind as K;
use crate::extract::elements::PartyRole;
use crate::text::{Range, numeral};

const FIRST: usize = 8;
const EACH_FURTHER: usize = 5;

static COPIES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"起诉书(?:正本|副本)?[^\n，。；]{0,40}?[\t：（ 号]*?(?P<count>\d{1,3}|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾百]{1,5})(?:[\t ]*份|[\t ]*(?:\n|$))")
        .expect("the pattern is fixed")
});

/// Duplicates counted behind the original.
static DUPLICATES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"副本[\t ]*(?P<count>\d{1,3}|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾百]{1,5})[\t ]*份")
        .expect("the pattern is fixed")
});

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let Some((_, indictment)) = desk.case.of_kind(K::Indictment).last() else {
        return vec![Verdict::unknown("卷宗中未见起诉书")];
    };
    let accused = |role: PartyRole| matches!(role, PartyRole::Accused | PartyRole::Organisation);
    let persons = indictment.elements.parties.iter().filter(|party| accused(party.role)).count();
    if persons == 0 {
        return vec![Verdict::unknown("未能读出起诉书的被告人")];
    }
    let wanted = FIRST + EACH_FURTHER * (persons - 1);
    let receipts = desk.case.of_kind(K::ServiceReturn).map(|(_, paper)| paper).filter(|paper| {
        let plain = paper.document.plain();
        plain.contains("人民法院") && plain.contains("受送达") && to_court(plain)
    });
    let mut told = false;
    for paper in receipts {
        let Some((range, count)) = copies(paper.document.plain()) else { continue };
        told = true;
        if count < wanted {
            let message = format!(
                "移送人民法院的起诉书为{count}份，被告人{persons}人应当移送{wanted}份（八份，每增加一名被告人增加五份）"
            );
            return vec![
                Verdict::fail(message, vec![paper.document.quote(&range)])
                    .computed("expected", wanted)
                    .computed("actual", count),
            ];
        }
    }
    if told {
        vec![Verdict::pass()]
    } else {
        vec![Verdict::unknown("卷宗中未见向人民法院移送起诉书的份数")]
    }
}

/// Whether the paper was received by a court, not made by one.
fn to_court(plain: &str) -> bool {
    static RECEIVER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:受送达人|受送达单位|受送达人（单位）|送达对象|收件人)[^\n\t：]{0,12}[：\t ]+[^\n\t，。；]{0,24}人民法院")
            .expect("the pattern is fixed")
    });
    RECEIVER.is_match(plain)
}

fn copies(plain: &str) -> Option<(Range, usize)> {
    let hit = COPIES.captures(plain)?;
    let whole = hit.get(0)?;
    let mut count = numeral::integer(hit.name("count")?.as_str())?;
    // 起诉书正本一份、副本七份: all of them go to the court. Copies nobody counted leave the number open.
    let rest = plain[whole.end()..].split('\n').next().unwrap_or_default();
    if whole.as_str().starts_with("起诉书正本") && rest.contains("副本") {
        count += numeral::integer(DUPLICATES.captures(rest)?.name("count")?.as_str())?;
    }
    Some((whole.range(), usize::try_from(count).ok()?))
}

#[cfg(test)]
mod tests {
    use super::copies;

    #[test]
    fn copies_stand_behind_the_number() {
        let count = |text: &str| copies(text).map(|(_, count)| count);
        assert_eq!(count("送达文书：起诉书8份"), Some(8));
        assert_eq!(count("起诉书（云检刑诉〔2023〕88号）一式十三份"), Some(13));
        assert_eq!(count("起诉书\t云检刑诉〔2023〕88号\t8\n"), Some(8));
        assert_eq!(count("云检刑诉〔2023〕88号起诉书捌份"), Some(8));
        assert_eq!(count("起诉书，量刑建议书1份"), None);
        assert_eq!(count("起诉书正本一份、副本七份、量刑建议书一份"), Some(8));
        assert_eq!(count("起诉书正本一份及副本、量刑建议书"), None);
    }
}
