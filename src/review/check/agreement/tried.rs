//! 程序: the procedure agreed to in the 具结书, within it and against the one the indictment proposes (规则 §272).
//! What the court then chooses is its own matter.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind as K;
use crate::extract::elements::TrialProcedure as P;
use crate::text::{Quote, Range};

static NAMED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(速裁|简易|普通)程序").expect("the pattern is fixed"));
/// Words of the clause before a procedure that do not choose it: it is left, explained, or offered.
static NOT_CHOSEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "转(?:为|入|换|成)|变更|改(?:为|用|按)|不(?:再|宜|应|适用|同意|符合|选择)|如果|如法院|若|或者?$|可能|可以|有权|撤回|反悔|规定|告知|包括|区别|□|☐",
    )
    .expect("the pattern is fixed")
});
/// Words after a procedure that leave it open.
static LEFT_OPEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "^(?:简化审|审理)?(?:的)?(?:转|改|不(?:再|宜|适用|当|符合)|或|、|/|／|（|条件|规定|权利|，由法院)",
    )
    .expect("the pattern is fixed")
});

/// Ticks a form sets before what is chosen.
const TICKS: [char; 6] = ['☑', '√', '■', '✓', '✔', '☒'];

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    let indictment = case.of_kind(K::Indictment).last().map(|(_, paper)| paper);
    let mut found = Vec::new();
    for (_, plea) in case.of_kind(K::PleaAgreement) {
        let chosen = chosen(plea);
        let Some((procedure, quote)) = chosen.first() else { continue };
        if let Some((other, differing)) = chosen.iter().find(|(other, _)| other != procedure) {
            let message =
                format!("认罪认罚具结书前后写明的程序不一致：“{}”与“{}”", label(*procedure), label(*other));
            let evidence = vec![quote.clone(), differing.clone()];
            found.push(Verdict::fail(message, evidence).confident(0.8));
        }
        let Some(indictment) = indictment.filter(|paper| is_in_time(plea, paper)) else { continue };
        let proposed = self::chosen(indictment);
        // Where the indictment names two, it tells of a change.
        let [(first, _), ..] = proposed.as_slice() else { continue };
        if proposed.iter().any(|(other, _)| other != first) || chosen.iter().any(|(other, _)| other == first)
        {
            continue;
        }
        let message =
            format!("适用程序不一致：认罪认罚具结书为“{}”，起诉书为“{}”", label(*procedure), label(*first));
        found.push(Verdict::fail(message, vec![quote.clone(), proposed[0].1.clone()]).confident(0.8));
    }
    found
}

/// Whether the 具结书 is not one signed after the indictment, before the court.
fn is_in_time(plea: &Paper, indictment: &Paper) -> bool {
    let day = |paper: &Paper| paper.elements.date.as_ref().map(|date| date.value);
    day(plea).zip(day(indictment)).is_none_or(|(signed, charged)| signed <= charged)
}

/// Procedures a paper chooses, each mention, in order.
fn chosen(paper: &Paper) -> Vec<(P, Quote)> {
    choices(paper.document.plain())
        .into_iter()
        .map(|(procedure, range)| (procedure, paper.document.quote(&range)))
        .collect()
}

fn choices(plain: &str) -> Vec<(P, Range)> {
    let named: Vec<regex::Captures<'_>> = NAMED.captures_iter(plain).collect();
    // A form that offers boxes is read by its ticks alone.
    let has_boxes = plain.contains(['□', '☐']);
    let mut found = Vec::new();
    for captures in named {
        let (Some(whole), Some(word)) = (captures.get(0), captures.get(1)) else { continue };
        let start = plain[..whole.start()].rfind(['，', '。', '；', '\n', '：']).map_or(0, |at| at + 3);
        let before = plain.get(start.min(whole.start())..whole.start()).unwrap_or_default();
        let after: String = plain[whole.end()..].chars().take(10).collect();
        let is_ticked = before.trim_end().ends_with(TICKS);
        let is_offered = has_boxes && !is_ticked;
        // One of a list: 速裁程序、简易程序或者普通程序.
        let is_listed =
            before.trim_end().ends_with(['、', '/', '或']) || NAMED.is_match(before) && !is_ticked;
        if is_offered || is_listed || NOT_CHOSEN.is_match(before) || LEFT_OPEN.is_match(&after) {
            continue;
        }
        let procedure = match word.as_str() {
            "速裁" => P::FastTrack,
            "简易" => P::Summary,
            _ => P::Ordinary,
        };
        found.push((procedure, whole.range()));
    }
    found
}

fn label(procedure: P) -> &'static str {
    match procedure {
        P::FastTrack => "速裁程序",
        P::Summary => "简易程序",
        P::Ordinary => "普通程序",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<P> {
        choices(text).into_iter().map(|(procedure, _)| procedure).collect()
    }

    #[test]
    fn what_is_agreed_to_is_chosen() {
        for text in [
            "自愿适用认罪认罚从宽制度，同意适用速裁程序。",
            "4.本案适用速裁程序。",
            "4、适用程序：速裁程序。",
            "建议适用速裁程序审理。",
            "附：适用速裁程序建议书1份",
            "☑速裁程序　□简易程序　□普通程序",
        ] {
            assert_eq!(told(text), [P::FastTrack], "{text}");
        }
    }

    #[test]
    fn what_is_offered_explained_or_left_is_not() {
        for text in [
            "本人同意适用速裁程序/简易程序/普通程序简化审。",
            "可以依法适用速裁程序、简易程序或者普通程序审理。",
            "如人民法院转为普通程序审理，本人没有异议。",
            "□速裁程序　□简易程序　□普通程序",
            "不同意适用速裁程序",
            "适用速裁程序或者简易程序",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }
}
