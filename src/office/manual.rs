//! `docs/office.md`, made from the two tables.

use std::fmt::Write as _;

use super::rights::{Scope, TABLE as RIGHTS};
use super::{Move, Need, Rank, Role, State, approval_rank, arrow, flow, triage};

const HEAD: &str = include_str!("manual.md");

/// The whole page.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n## 谁可以做什么\n\n| 动作 |");
    for role in Role::ALL {
        let _ = write!(page, " {} |", role.label());
    }
    page.push_str("\n|---|");
    page.push_str(&"---|".repeat(Role::ALL.len()));
    page.push('\n');
    for row in &RIGHTS.action {
        let _ = write!(page, "| {} |", row.label);
        for role in Role::ALL {
            let cell = match row.roles.get(&role) {
                None => String::new(),
                Some(conditions) if conditions.is_empty() || row.scope == Scope::Office => "可以".to_owned(),
                Some(conditions) => {
                    let words: Vec<&str> = conditions
                        .iter()
                        .map(|condition| RIGHTS.condition[condition].label.as_str())
                        .collect();
                    words.join("；")
                }
            };
            let _ = write!(page, " {cell} |");
        }
        page.push('\n');
    }
    page.push_str("\n空格为不可以。有多个角色的账号，任一角色满足即可。\n\n## 案件怎样流转\n\n");
    page.push_str("| 流转 | 从 | 到 | 谁 | 还须 |\n|---|---|---|---|---|\n");
    for name in Move::all() {
        let Some(row) = arrow(name) else { continue };
        let from: Vec<&str> = row.from.iter().map(|state| state.label()).collect();
        let needs: Vec<&str> = row.needs.iter().copied().map(Need::label).collect();
        let who: Vec<&str> = RIGHTS
            .action
            .iter()
            .filter(|action| action.name == row.action)
            .flat_map(|action| action.roles.keys().map(|role| role.label()))
            .collect();
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} |",
            row.label,
            from.join("、"),
            row.to.label(),
            who.join("、"),
            needs.join("；")
        );
    }
    add_weights(&mut page);
    page.push_str("\n## 期限\n\n");
    for row in &flow::TABLE.state {
        if let Some(days) = row.days {
            let _ = writeln!(page, "- {}：{days} 个工作日，自次日起算，遇法定节假日顺延。", row.label);
        }
    }
    page.push_str("\n## 审批权限\n\n| 拟定等次 | 由谁审批 |\n|---|---|\n");
    for grade in ["优质", "合格", "基本合格", "瑕疵", "不合格"] {
        let rank = match approval_rank(Some(grade)) {
            Rank::Deputy => "分管检察长（检察长也可以）",
            Rank::Chief => "检察长（含检委会决定）",
        };
        let _ = writeln!(page, "| {grade} | {rank} |");
    }
    let count = State::all().count();
    let _ = writeln!(page, "\n全部 {count} 种状态中，只有经过“审定”才能到“归档”。");
    page
}

/// What cases are ranked by.
fn add_weights(page: &mut String) {
    page.push_str("\n## 排查次序的分值\n\n| 什么 | 每项分值 | 合计不超过 | 为什么 |\n|---|---|---|---|\n");
    for (what, points, most, why) in triage::weights() {
        let _ = writeln!(page, "| {what} | {points} | {most} | {why} |");
    }
    for (what, why) in triage::thresholds() {
        let _ = writeln!(page, "\n{what}：{why}。");
    }
    page.push_str("\n以上分值由人按评查经验设定，不是从数据中学来的。\n");
}

#[cfg(test)]
mod tests {
    use super::{page, triage};
    use crate::office::password::{LEAST_CHARACTERS, LEAST_DIFFERENT, LOCK_SECONDS, MOST_FAILURES};
    use crate::office::token::{IDLE_SECONDS, MOST_SECONDS};

    #[test]
    fn the_figures_of_the_prose_are_those_of_the_program() {
        let page = page();
        for told in [
            format!("密码至少 {LEAST_CHARACTERS} 个字符、至少 {LEAST_DIFFERENT} 种不同字符"),
            format!("连续输错 {MOST_FAILURES} 次锁定 {} 分钟", LOCK_SECONDS / 60),
            format!("（缺省 {}%，至少一件）留给人工核看", triage::clean::usual_percent()),
            format!("{} 分钟不操作或登录满 {} 小时", IDLE_SECONDS / 60, MOST_SECONDS / 3_600),
        ] {
            assert!(page.contains(&told), "{told}");
        }
    }
}
