//! 案件质量评查意见书 as .docx, as the program suggests it: the nine areas, each saying 未发现问题 where there is none. What
//! people decided makes another paper, which stands on a higher floor.

use docx_rs::Docx;

pub use super::layout::PaperError as OpinionError;
use super::{Review, layout, words};
use crate::case::naming;
use crate::review::{Finding, Outcome};

/// The opinion as the bytes of a .docx file.
///
/// # Errors
/// When the package cannot be put together.
pub fn docx(review: &Review) -> Result<Vec<u8>, OpinionError> {
    layout::pack(compose(review))
}

fn compose(review: &Review) -> Docx {
    let mut page = layout::page();
    page = page.add_paragraph(layout::title("案件质量评查意见书"));
    for (label, value) in facts(review) {
        page = page.add_paragraph(layout::labelled(label, &value));
    }
    page = section(page, "一、被评查案件基本情况", &situation(review));
    page = section(page, "二、评查工作开展情况", &[work_done(review)]);
    page = page.add_paragraph(layout::heading("三、发现的问题"));
    for (number, area) in words::AREAS.iter().enumerate() {
        page = page.add_paragraph(layout::subheading(&format!("（{}）{area}", CHINESE[number])));
        for line in problems(review, area) {
            page = page.add_paragraph(layout::body(&line));
        }
    }
    page = section(page, "四、联席会议情况", &["（由评查员填写）".to_owned()]);
    page = section(page, "五、等次建议及评定依据", &grade(review));
    page = section(page, "六、其他需要说明的问题", &others(review));
    page = page.add_paragraph(layout::signature("评查员："));
    page = page.add_paragraph(layout::signature("年　　月　　日"));
    page
}

const CHINESE: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

fn section(mut page: Docx, heading: &str, lines: &[String]) -> Docx {
    page = page.add_paragraph(layout::heading(heading));
    for line in lines {
        page = page.add_paragraph(layout::body(line));
    }
    page
}

fn facts(review: &Review) -> Vec<(&'static str, String)> {
    let card = |path: &str| {
        let node = review.case.card.as_ref().and_then(|card| card.root.get(path));
        node.and_then(|node| node.text()).unwrap_or("（未载明）").to_owned()
    };
    vec![
        ("案件名称", naming::name(&review.case)),
        ("部门受案号", naming::number(&review.case).unwrap_or_else(|| "（未载明）".to_owned())),
        ("承办单位", card("承办单位")),
        ("承办部门", card("承办部门")),
        ("承办检察官", card("承办检察官")),
        ("评查类别", "（由评查员填写）".to_owned()),
    ]
}

fn situation(review: &Review) -> Vec<String> {
    let persons: Vec<&str> = review.case.persons.iter().map(|person| person.name.as_str()).collect();
    let mut lines = vec![format!(
        "被追诉人{}，涉及罪名：{}。",
        persons.join("、"),
        naming::charges(&review.case).join("、")
    )];
    if review.differences.is_empty() {
        lines.push("侦查、起诉、审判各阶段文书经比对，所列各项未见不一致。".to_owned());
    } else {
        lines.push(format!("各阶段文书经比对，不一致{}处：", review.differences.len()));
        lines.extend(review.differences.iter().enumerate().map(|(at, difference)| {
            let quotes = difference.sides.iter().filter_map(|side| side.quote.as_ref());
            let told = words::unmarked(&difference.message, quotes);
            let meaning = format!("（{}）", difference.meaning);
            let meaning = if told.contains(&meaning) { String::new() } else { meaning };
            format!("{}．{told}{meaning}。", at + 1)
        }));
    }
    lines.extend(words::triggers(&review.triggers).map(|line| format!("{line}。")));
    lines
}

fn work_done(review: &Review) -> String {
    let unread = review.case.papers.iter().filter(|paper| paper.document.note.is_some()).count();
    let note = if unread > 0 { format!("，其中{unread}份未能完整读取") } else { String::new() };
    format!(
        "由辅助系统阅读电子卷宗，识别文书{}份{note}；评查员核实情况：（由评查员填写）。",
        review.case.papers.len()
    )
}

fn problems(review: &Review, area: &str) -> Vec<String> {
    let mine: Vec<&Finding> = review
        .findings
        .iter()
        .filter(|finding| finding.is_open() && words::form_area(&finding.area) == area)
        .collect();
    if mine.is_empty() {
        return vec!["未发现问题。".to_owned()];
    }
    mine.iter().enumerate().map(|(at, finding)| problem(at + 1, finding)).collect()
}

fn problem(number: usize, finding: &Finding) -> String {
    let basis: Vec<String> = finding.basis.iter().map(words::basis).collect();
    let places: Vec<String> =
        finding.evidence.iter().take(2).map(|quote| format!("{}第{}页", quote.file, quote.page)).collect();
    format!(
        "{number}．{}（{}，{}）。依据：{}。见{}。",
        words::unmarked(finding.message.trim_end_matches('。'), &finding.evidence),
        finding.point,
        words::severity(&finding.severity),
        basis.join("；"),
        places.join("、")
    )
}

fn grade(review: &Review) -> Vec<String> {
    let mut lines = vec![format!(
        "建议等次：{}（{}年标准，供评查员参考，得分{}）。",
        review.grade.value, review.grade.scheme, review.grade.score
    )];
    lines.extend(review.grade.reasons.iter().cloned());
    lines
}

/// What else the reader should know: findings set aside, notes, points that could not be decided.
fn others(review: &Review) -> Vec<String> {
    let mut lines: Vec<String> = words::set_aside(&review.findings).map(|line| format!("{line}。")).collect();
    lines.extend(review.notes.iter().map(|note| format!("{note}。")));
    lines.extend(undecided(review));
    if lines.is_empty() { vec!["无。".to_owned()] } else { lines }
}

fn undecided(review: &Review) -> Option<String> {
    let unknown: Vec<&Finding> =
        review.findings.iter().filter(|finding| finding.outcome == Outcome::Unknown).collect();
    if unknown.is_empty() {
        return None;
    }
    Some(format!(
        "另有{}个评查点因卷宗中未见相应材料而无法判断，需人工核查：{}。",
        unknown.len(),
        unknown.iter().map(|finding| finding.title.as_str()).collect::<Vec<_>>().join("、")
    ))
}
