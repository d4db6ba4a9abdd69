//! Chinese words for the values that people see.

pub use crate::compare::aspect::label as aspect;
use crate::document::ReadState;
use crate::review::trigger::Triggered;
use crate::review::{Finding, Outcome, Severity};
use crate::text::Quote;

/// The nine content areas of the review opinion form (案件质量评查意见书), in its order.
pub const AREAS: [&str; 9] = [
    "证据采信",
    "事实认定",
    "法律适用",
    "办案程序",
    "法律文书",
    "释法说理",
    "办案效果",
    "司法责任制落实",
    "统一业务应用系统使用",
];

/// Which of the nine areas a review point's own area belongs to.
pub fn form_area(area: &str) -> &'static str {
    let of = |words: &[&str]| words.iter().any(|word| area.contains(word));
    if of(&["证据"]) {
        AREAS[0]
    } else if of(&["三书", "事实"]) {
        AREAS[1]
    } else if of(&["裁判审查", "量刑", "法律适用"]) {
        AREAS[2]
    } else if of(&["说理"]) {
        AREAS[5]
    } else if of(&["文书"]) {
        AREAS[4]
    } else if of(&["案卡", "系统"]) {
        AREAS[8]
    } else if of(&["司法责任", "管理"]) {
        AREAS[7]
    } else {
        AREAS[3]
    }
}

/// 问题、通过、待核实、不适用
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Fail => "需核查",
        Outcome::Pass => "未见异常",
        Outcome::Unknown => "无法判断",
        Outcome::NotApplicable => "不适用",
    }
}

/// Findings that the office set aside, a Chinese sentence each.
pub fn set_aside(findings: &[Finding]) -> impl Iterator<Item = String> {
    findings.iter().filter_map(|finding| {
        let suppressed = finding.suppressed.as_ref()?;
        Some(format!(
            "已核查不再提示：{} {}：{}（理由：{}，{}）",
            finding.point, finding.title, finding.message, suppressed.reason, suppressed.by
        ))
    })
}

/// The message with quotation marks only around words that stand so in a quoted passage: on a paper, marks mean that a
/// document says exactly this.
pub fn unmarked<'a>(message: &str, evidence: impl IntoIterator<Item = &'a Quote>) -> String {
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let passages: Vec<String> = evidence.into_iter().map(|quote| bare(&quote.text)).collect();
    let mut told = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('“') {
        let Some((inside, behind)) = after.split_once('”') else { break };
        told.push_str(before);
        let is_verbatim = passages.iter().any(|passage| passage.contains(&bare(inside)));
        let (open, close) = if is_verbatim { ("“", "”") } else { ("", "") };
        told.extend([open, inside, close]);
        rest = behind;
    }
    told.push_str(rest);
    told
}

/// Grounds for a mandatory review in one Chinese sentence; none where the dossier shows none.
pub fn triggers(triggers: &[Triggered]) -> Option<String> {
    let told: Vec<String> = triggers
        .iter()
        .map(|trigger| match trigger.persons.as_slice() {
            [] => trigger.name.clone(),
            persons => format!("{}（{}）", trigger.name, persons.join("、")),
        })
        .collect();
    (!told.is_empty()).then(|| format!("列入重点评查：{}", told.join("；")))
}

/// Severity code in words.
pub fn severity(code: &str) -> &'static str {
    Severity::of(code).label()
}

/// How a document was read.
pub fn read_state(state: ReadState) -> &'static str {
    match state {
        ReadState::Text => "文字",
        ReadState::Ocr => "图像识别",
        ReadState::Partial => "部分",
        ReadState::Failed => "未能读取",
    }
}

/// A place in the law in words: 《刑事诉讼法》（2018年）第91条第3款.
pub fn basis(basis: &crate::standard::Basis) -> String {
    if !basis.article.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("《{}》（{}）", basis.law, basis.version);
    }
    let paragraph = basis.paragraph.map(|n| format!("第{n}款")).unwrap_or_default();
    let item = basis.item.map(|n| format!("第{n}项")).unwrap_or_default();
    let (article, insert) = match basis.article.split_once('之') {
        Some((article, insert)) => (article, format!("之{insert}")),
        None => (basis.article.as_str(), String::new()),
    };
    format!("《{}》（{}）第{article}条{insert}{paragraph}{item}", basis.law, basis.version)
}

/// Name of a computed value for people; unknown names are shown as they are.
pub fn computed(name: &str) -> String {
    match name {
        "limit" => "期限届满",
        "actual" => "实际",
        "from" => "起算",
        "days_over" => "超出（日）",
        "hours_over" => "超出（小时）",
        "expected" => "应为",
        "sum" => "合计",
        "stated" => "载明",
        "aspect" => "比对项目",
        "meaning" => "可能含义",
        "crosses_tier" => "跨量刑档次",
        other => other,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};

    #[test]
    fn marks_stay_only_around_words_that_were_quoted() {
        let document = Document::from_text(DocumentKind::Indictment, "毒品共计19.90克。");
        let quote = document.quote(&(0..document.plain().len()));
        let message = "重量不一致：起诉书为“19.90 克”，判决书为“18.9克”，余“";
        assert_eq!(unmarked(message, [&quote]), "重量不一致：起诉书为“19.90 克”，判决书为18.9克，余“");
        assert_eq!(unmarked("无引号", []), "无引号");
    }
}
