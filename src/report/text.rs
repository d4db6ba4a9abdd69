//! A review for the terminal.

use super::{Review, words};
use crate::case::naming;
use crate::compare::Difference;
use crate::review::{Finding, Outcome};

/// The review in plain Chinese text.
pub fn review(review: &Review) -> String {
    let mut lines = vec![format!("【{}】{}", review.case.dossier, naming::name(&review.case))];
    let persons: Vec<&str> = review.case.persons.iter().map(|person| person.name.as_str()).collect();
    lines.push(format!(
        "被追诉人：{}　罪名：{}",
        persons.join("、"),
        naming::charges(&review.case).join("、")
    ));
    let unread: Vec<_> = review
        .case
        .papers
        .iter()
        .filter_map(|paper| paper.document.note.as_ref().map(|note| (paper, note)))
        .collect();
    lines.push(format!("已读文书 {} 份", review.case.papers.len()));
    lines.extend(unread.iter().map(|(paper, note)| format!("  注意：{}：{note}", paper.document.file)));
    lines.extend(words::triggers(&review.triggers));
    lines.push(String::new());
    let fails: Vec<&Finding> = review.findings.iter().filter(|finding| finding.is_open()).collect();
    lines.push(if fails.is_empty() {
        "未发现需核查的问题".to_owned()
    } else {
        format!("需核查 {} 项：", fails.len())
    });
    lines.extend(fails.iter().flat_map(|finding| self::finding(finding)));
    lines.extend(words::set_aside(&review.findings).map(|line| format!("  {line}")));
    lines.extend(review.notes.iter().map(|note| format!("  注意：{note}")));
    let unknown = review.findings.iter().filter(|finding| finding.outcome == Outcome::Unknown).count();
    if unknown > 0 {
        lines.push(format!("另有 {unknown} 项因材料不足无法判断（--format json 可见理由）"));
    }
    if !review.differences.is_empty() {
        lines.push(String::new());
        lines.push(differences(&review.differences));
    }
    lines.push(String::new());
    lines.push(format!(
        "建议等次（{}年标准）：{}　得分 {}",
        review.grade.scheme, review.grade.value, review.grade.score
    ));
    lines.extend(review.grade.reasons.iter().map(|reason| format!("  · {reason}")));
    lines.push("以上为辅助意见，由评查员核实后决定。".to_owned());
    lines.join("\n") + "\n"
}

fn finding(finding: &Finding) -> Vec<String> {
    let mut lines = vec![format!(
        "  {}［{}］{}：{}",
        finding.point,
        words::severity(&finding.severity),
        finding.title,
        finding.message
    )];
    let basis: Vec<String> = finding.basis.iter().map(words::basis).collect();
    lines.push(format!("      依据：{}", basis.join("；")));
    for quote in finding.evidence.iter().take(3) {
        let shown: String = quote.text.chars().filter(|c| !c.is_control()).take(60).collect();
        lines.push(format!("      原文：{} 第{}页 “{shown}”", quote.file, quote.page));
    }
    lines
}

/// Differences, one a line.
pub fn differences(differences: &[Difference]) -> String {
    if differences.is_empty() {
        return "三书比对：未见不一致".to_owned();
    }
    let mut lines = vec![format!("三书比对：不一致 {} 处", differences.len())];
    for difference in differences {
        lines.push(format!("  ［{}］{}", difference.meaning, difference.message));
    }
    lines.join("\n")
}
