//! 案件质量评查意见书: six sections, the nine areas of problems each saying something.

mod conduct;
mod events;
mod grade;
mod problems;
mod situation;

use super::line::{Form, Line};
use super::work::day_in_words;
use super::{BLANK, CaseWork, Paper};
use crate::case::naming;
pub(super) use problems::distinct;

/// Numbers of headings.
const CHINESE: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// The opinion, line by line, each sentence with the words it rests on. The .docx is made from the same lines.
pub fn opinion_lines(work: &CaseWork<'_>) -> Vec<Line> {
    let mut lines = vec![Line::new(Form::Title, Paper::Opinion.title())];
    lines.extend(draft_remark(work).map(|remark| Line::new(Form::Remark, remark)));
    lines.extend(head(work));
    lines.push(Line::new(Form::Heading, "一、被评查案件基本情况"));
    lines.extend(situation::lines(work));
    lines.push(Line::new(Form::Heading, "二、评查工作开展情况"));
    lines.extend(conduct::lines(work));
    lines.push(Line::new(Form::Heading, "三、发现的问题"));
    lines.extend(problems::lines(work));
    lines.push(Line::new(Form::Heading, "四、联席会议情况"));
    lines.push(Line::body(
        "召开时间：　　　　年　　月　　日。主持人：　　　　　　。参加人员：　　　　　　　　　　。",
    ));
    lines.push(Line::body(format!("会议意见：{BLANK}")));
    lines.push(Line::new(Form::Heading, "五、等次建议及评定依据"));
    lines.extend(grade::lines(work));
    lines.push(Line::new(Form::Heading, "六、其他需要说明的问题"));
    lines.extend(grade::others(work));
    lines.push(Line::new(Form::Signature, "评查员（签名）：　　　　　"));
    lines.push(Line::new(Form::Signature, "　　　　年　　月　　日"));
    lines
}

/// That it is no finished opinion, and why.
fn draft_remark(work: &CaseWork<'_>) -> Option<String> {
    let mut wanting = Vec::new();
    let open = work.open().count();
    if open > 0 {
        wanting.push(format!("尚有{open}项提示未作处理"));
    }
    if work.proposed().is_none() {
        wanting.push("等次未拟定".to_owned());
    }
    (!wanting.is_empty()).then(|| format!("（未定稿：{}）", wanting.join("，")))
}

fn head(work: &CaseWork<'_>) -> Vec<Line> {
    let told = |value: Option<String>| value.unwrap_or_else(|| "（未载明）".to_owned());
    let department = work.department().map(|name| format!("{name}，职务（由评查员填写）"));
    vec![
        Line::labelled("评查案号", BLANK),
        Line::labelled("案件名称", work.name()),
        Line::labelled("部门受案号", told(naming::number(&work.review.case))),
        Line::labelled("承办单位", told(work.card("承办单位"))),
        Line::labelled("承办人", told(work.handler())),
        Line::labelled("所属部门及职务", told(department)),
        Line::labelled("评查类别", BLANK),
        Line::labelled("评查员", work.reviewer().unwrap_or_else(|| BLANK.to_owned())),
    ]
}

/// A day for a sentence; empty where there is none.
pub(super) fn day(milliseconds: i64) -> String {
    super::work::day_at(milliseconds).map(day_in_words).unwrap_or_default()
}

/// The sentence with its full stop.
pub(super) fn stopped(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['。', '！', '？', '；', '：']) { text.to_owned() } else { format!("{text}。") }
}
