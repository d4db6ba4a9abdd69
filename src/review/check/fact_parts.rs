//! 事实要素: every incident a paper tells has its time and its place (规则 §358).

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind;

pub(super) fn check(desk: Desk<'_>, of: &[DocumentKind]) -> Vec<Verdict> {
    let papers: Vec<&Paper> = desk.case.papers.iter().filter(|paper| of.contains(&paper.kind())).collect();
    let told = papers.iter().any(|paper| !paper.elements.found.is_empty());
    if !told {
        return vec![Verdict::unknown("未能读出案件事实")];
    }
    let found: Vec<Verdict> = papers.into_iter().flat_map(one).collect();
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}

fn one(paper: &Paper) -> Vec<Verdict> {
    let incidents = &paper.elements.found;
    // A passage without anybody accused tells what happened after the act.
    let accuses =
        |passage: &str| paper.elements.parties.iter().any(|party| passage.contains(&party.name.value));
    let mut found = Vec::new();
    for (at, incident) in incidents.iter().enumerate() {
        let passage = &incident.passage.quote;
        let lacking: Vec<&str> = [("时间", incident.time.is_none()), ("地点", incident.place.is_none())]
            .into_iter()
            .filter(|(_, lacks)| *lacks)
            .map(|(label, _)| label)
            .collect();
        // Either one may hide in words the reader does not know; both do not.
        let has_day = !crate::text::date::scan(&passage.text).is_empty();
        if lacking.is_empty()
            || is_no_act(&passage.text)
            || (has_day && lacking.contains(&"时间"))
            || !accuses(&passage.text)
        {
            continue;
        }
        // A list of alike incidents may tell the place once, in front.
        if lacking == ["地点"] && (incidents.len() > 1 || !is_placeless(&passage.text)) {
            continue;
        }
        let which = if incidents.len() > 1 { format!("第{}起事实", at + 1) } else { "事实".to_owned() };
        let message = format!("{}所写{which}未见{}", paper.kind().label(), lacking.join("、"));
        found.push(Verdict::fail(message, vec![passage.clone()]).confident(0.6));
    }
    found
}

/// What was done after the act, or a summary: 另查明, 案发后, 指控属实.
fn is_no_act(passage: &str) -> bool {
    const AFTER: [&str; 18] = [
        "另查明",
        "再查明",
        "同时查明",
        "还查明",
        "又查明",
        "案发后",
        "归案",
        "抓获",
        "投案",
        "退赔",
        "退缴",
        "谅解",
        "一致",
        "属实",
        "证实",
        "上述",
        "清楚",
        "辩护人",
    ];
    AFTER.iter().any(|word| passage.contains(word))
}

/// No word that could name a place, and no deed done from afar.
fn is_placeless(passage: &str) -> bool {
    const PLACE: [&str; 40] = [
        "省", "市", "县", "区", "镇", "乡", "村", "路", "街", "巷", "号", "店", "厂", "公司", "酒店", "宾馆",
        "小区", "楼", "室", "院", "家", "场", "处", "站", "内", "附近", "门口", "网", "微信", "电话", "账户",
        "银行", "平台", "手机", "在", "至", "到", "从", "桥", "山",
    ];
    PLACE.iter().all(|word| !passage.contains(word))
}
