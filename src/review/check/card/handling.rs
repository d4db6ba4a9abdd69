//! Who handled the case, who approved the outcome, and which outcome it was, against the papers.

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{Card, CardNode, CaseFile, Paper};
use crate::document::DocumentKind as K;

/// 承办检察官 of the card against those who signed the decision. A change on file explains it.
pub(super) fn handler(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let Some((node, carded)) = text(card, "承办检察官") else {
        return vec![Verdict::unknown("案卡未填录承办检察官")];
    };
    let case = desk.case;
    let is_explained = card.root.get("承办人变更").is_some_and(|node| !node.items().is_empty())
        || case.papers.iter().any(|paper| {
            let plain = paper.document.plain();
            ["变更承办", "更换承办", "承办人变更", "承办检察官变更", "重新分案", "指定承办"]
                .iter()
                .any(|w| plain.contains(w))
        });
    let decisions = [K::Indictment, K::NonProsecutionDecision, K::ConditionalNonProsecution];
    let Some(paper) = case.papers.iter().rfind(|paper| decisions.contains(&paper.kind())) else {
        return vec![Verdict::unknown("卷宗中未见起诉书或者不起诉决定书")];
    };
    let is_prosecutor = |role: &str| {
        (role.contains("检察官") || role.contains("检察员"))
            && !role.contains("助理")
            && !role.contains("书记")
    };
    let signed: Vec<_> = paper.elements.signatures.iter().filter(|s| is_prosecutor(&s.role)).collect();
    let same = |name: &str| names_agree(name, carded);
    let Some(first) = signed.first() else { return Vec::new() };
    if is_explained || signed.iter().any(|signature| same(&signature.name.value)) {
        return Vec::new();
    }
    let message = format!(
        "案卡承办检察官为{carded}，{}署名为{}，卷内未见变更承办人的材料",
        paper.kind().label(),
        first.name.value
    );
    let document = &case.papers[card.paper].document;
    vec![
        Verdict::fail(message, vec![document.quote_original(&node.range), first.name.quote.clone()])
            .confident(0.8),
    ]
}

/// The same name, or one with characters masked: 程某.
fn names_agree(one: &str, other: &str) -> bool {
    let is_masked = |name: &str| name.contains(['某', '×', '*']);
    let same_surname = one.chars().next() == other.chars().next();
    one == other
        || one.contains(other)
        || other.contains(one)
        || (same_surname && (is_masked(one) || is_masked(other)))
}

/// Decisions the rules leave to the chief prosecutor or the committee (规则 §365, §367, §370, §285).
pub(super) fn approval(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let document = &desk.case.papers[card.paper].document;
    let decided = [
        ("处理.结果", "处理.审批层级", "不起诉"),
        ("提请批准逮捕.决定", "提请批准逮捕.审批层级", "不批准逮捕"),
    ];
    let mut found = Vec::new();
    let mut is_told = false;
    for (result, level, what) in decided {
        let (Some((_, outcome)), Some((node, approved))) = (text(card, result), text(card, level)) else {
            continue;
        };
        is_told = true;
        let is_reserved =
            outcome.contains(what) && (what == "不起诉" || refused_for_want_of_crime(card, desk.case));
        if !is_reserved || is_chief(approved) {
            continue;
        }
        let message = format!("{outcome}应当经检察长批准，案卡填录的审批层级为“{approved}”");
        found.push(Verdict::fail(message, vec![document.quote_original(&node.range)]));
    }
    let forms = desk.case.of_kind(K::ApprovalForm).map(|(_, paper)| paper);
    for form in forms.filter(|form| proposes_non_prosecution(form.document.plain())) {
        is_told = true;
        let plain = form.document.plain();
        let end = plain.find('\n').unwrap_or(plain.len());
        if !is_chief(plain) && end > 0 {
            let message = "不起诉审批表未见检察长或者检察委员会的意见";
            found.push(Verdict::fail(message, vec![form.document.quote(&(0..end))]).confident(0.7));
        }
    }
    if found.is_empty() && !is_told { vec![Verdict::unknown("卷宗中未见审批层级")] } else { found }
}

fn proposes_non_prosecution(plain: &str) -> bool {
    ["拟不起诉", "拟作不起诉", "拟作出不起诉", "建议不起诉", "作出不起诉决定", "不起诉审批"]
        .iter()
        .any(|w| plain.contains(w))
}

fn is_chief(level: &str) -> bool {
    ["检察长", "检委会", "检察委员会"].iter().any(|word| level.contains(word))
}

/// No crime, or not enough evidence: such a refusal of arrest needs the chief prosecutor (规则 §285).
fn refused_for_want_of_crime(card: &Card, case: &CaseFile) -> bool {
    let carded = text(card, "提请批准逮捕.不捕原因").and_then(|(_, reason)| refusal_reason(reason));
    let written = case.of_kind(K::ArrestRefusal).find_map(|(_, p)| refusal_reason(p.document.plain()));
    carded.or(written).is_some_and(|reason| reason != "无社会危险性")
}

/// Kinds of refusals to arrest and to prosecute that the card tells otherwise than the paper.
pub(super) fn refusal(desk: Desk<'_>, card: &Card) -> Vec<Verdict> {
    let case = desk.case;
    let document = &case.papers[card.paper].document;
    let mut found = Vec::new();
    let carded = ["处理.类型", "处理.不起诉类型", "处理.结果"].into_iter().find_map(|path| {
        let (node, words) = text(card, path)?;
        Some((node, words, non_prosecution_by_words(words)?))
    });
    let decision = case.of_kind(K::NonProsecutionDecision).last().map(|(_, paper)| paper);
    if let (Some((node, words, kind)), Some(paper)) = (carded, decision)
        && case.persons.len() <= 1
        && let Some((decided, quote)) = non_prosecution_of(paper)
        && kind != decided
    {
        let message = format!("案卡填录为“{words}”，不起诉决定书为{decided}，不一致");
        let evidence = vec![document.quote_original(&node.range), quote];
        found.push(Verdict::fail(message, evidence).computed("案卡", kind).computed("文书", decided));
    }
    let carded = ["提请批准逮捕.不捕原因", "提请批准逮捕.决定"].into_iter().find_map(|path| {
        let (node, words) = text(card, path)?;
        Some((node, words, refusal_reason(words)?))
    });
    let refusal = case.of_kind(K::ArrestRefusal).last().map(|(_, paper)| paper);
    if let (Some((node, words, reason)), Some(paper)) = (carded, refusal)
        && case.persons.len() <= 1
        && let Some(written) = refusal_reason(paper.document.plain())
        && reason != written
    {
        let message = format!("案卡填录的不捕原因为“{words}”，不批准逮捕决定书为{written}，不一致");
        let title = paper.document.plain().find('\n').unwrap_or(0);
        let quote = paper.document.quote(&(0..title));
        found.push(Verdict::fail(message, vec![document.quote_original(&node.range), quote]).confident(0.8));
    }
    found
}

fn non_prosecution_by_words(words: &str) -> Option<&'static str> {
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    if !words.contains("不起诉") && !words.contains("不诉") {
        return None;
    }
    if has(&["附条件"]) {
        return Some("附条件不起诉");
    }
    let kinds = [
        (has(&["法定", "绝对"]), "法定不起诉"),
        (has(&["相对", "酌定", "情节轻微", "微罪"]), "相对不起诉"),
        (has(&["存疑", "证据不足"]), "存疑不起诉"),
    ];
    kinds.into_iter().find(|(holds, _)| *holds).map(|(_, kind)| kind)
}

/// By the ground the decision gives, else by the article it rests on: ground and article at odds are another point's.
fn non_prosecution_of(paper: &Paper) -> Option<(&'static str, crate::text::Quote)> {
    const GROUNDS: [(&str, &str); 6] = [
        ("犯罪情节轻微", "相对不起诉"),
        ("不需要判处刑罚", "相对不起诉"),
        ("不符合起诉条件", "存疑不起诉"),
        ("没有犯罪事实", "法定不起诉"),
        ("情节显著轻微", "法定不起诉"),
        ("不构成犯罪", "法定不起诉"),
    ];
    let plain = paper.document.plain();
    let told: Vec<(usize, &str, &'static str)> =
        GROUNDS.iter().filter_map(|&(words, kind)| Some((plain.rfind(words)?, words, kind))).collect();
    let Some(&(at, words, kind)) = told.first() else { return non_prosecution_by_article(paper) };
    if told.iter().any(|(.., other)| *other != kind) {
        return non_prosecution_by_article(paper);
    }
    Some((kind, paper.document.quote(&(at..at + words.len()))))
}

/// By the article the decision rests on; none where it cites several.
fn non_prosecution_by_article(paper: &Paper) -> Option<(&'static str, crate::text::Quote)> {
    let mut found: Option<(&'static str, crate::text::Quote)> = None;
    for citation in paper.elements.citations.iter().filter(|citation| citation.value.law == "刑事诉讼法")
    {
        let kind = match (citation.value.article, citation.value.paragraph) {
            (177, Some(1)) => "法定不起诉",
            (177, Some(2)) => "相对不起诉",
            (175, Some(4)) => "存疑不起诉",
            _ => continue,
        };
        if found.as_ref().is_some_and(|(known, _)| *known != kind) {
            return None;
        }
        found = Some((kind, citation.quote.clone()));
    }
    found
}

/// Why an arrest was refused (规则 §139–141); none where several reasons stand.
fn refusal_reason(words: &str) -> Option<&'static str> {
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    let reasons = [
        (has(&["不构成犯罪", "没有犯罪事实", "不应当追究", "不应追究", "无犯罪事实"]), "不构成犯罪"),
        (has(&["证据不足", "事实不清", "不足以证明"]), "证据不足"),
        (
            has(&[
                "无社会危险性",
                "没有社会危险性",
                "社会危险性不大",
                "不具有社会危险性",
                "无逮捕必要",
                "没有逮捕必要",
            ]),
            "无社会危险性",
        ),
    ];
    let mut holding = reasons.into_iter().filter(|(holds, _)| *holds);
    let (_, reason) = holding.next()?;
    holding.next().is_none().then_some(reason)
}

fn text<'a>(card: &'a Card, path: &str) -> Option<(&'a CardNode, &'a str)> {
    let node = card.root.get(path)?;
    Some((node, node.text()?))
}

#[cfg(test)]
mod tests {
    use super::{names_agree, non_prosecution_by_words, refusal_reason};

    #[test]
    fn kinds_of_refusal_go_by_their_usual_words() {
        assert_eq!(non_prosecution_by_words("相对不起诉"), Some("相对不起诉"));
        assert_eq!(non_prosecution_by_words("不起诉（证据不足）"), Some("存疑不起诉"));
        assert_eq!(non_prosecution_by_words("提起公诉"), None);
        assert_eq!(non_prosecution_by_words("不起诉"), None);
        assert_eq!(refusal_reason("不批准逮捕（证据不足）"), Some("证据不足"));
        assert_eq!(refusal_reason("证据不足，且没有社会危险性"), None, "two reasons");
    }

    #[test]
    fn masked_names_may_be_the_same() {
        assert!(names_agree("程某", "程明"));
        assert!(!names_agree("程明", "姚仲礼"));
    }
}
