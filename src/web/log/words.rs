//! Entries of the log in words.

use crate::office::Action;
use crate::office::audit::Entry;
use crate::web::names::{Names, second};

/// What happens beside the actions of the table of rights.
const EVENTS: [(&str, &str); 3] = [("sign_in", "登录"), ("sign_out", "退出登录"), ("start", "启动")];

/// An entry as the page and the workbook show it.
pub(super) struct Line {
    pub seq: i64,
    pub at: String,
    pub who: String,
    pub role: String,
    pub action: String,
    pub case: Option<i64>,
    pub detail: String,
    pub why: String,
    pub is_refused: bool,
}

/// An action to choose.
pub(super) struct Choice {
    pub code: String,
    pub label: String,
    pub is_chosen: bool,
}

pub(super) fn line(entry: &Entry, names: &Names) -> Line {
    Line {
        seq: entry.seq,
        at: second(entry.at),
        who: names.full(&entry.who),
        role: entry.role.clone(),
        action: label(&entry.action),
        case: entry.case,
        detail: entry.detail.clone(),
        why: entry.why.clone(),
        is_refused: entry.detail.starts_with("拒绝"),
    }
}

pub(super) fn choices(chosen: &str) -> Vec<Choice> {
    let actions = Action::all().map(Action::code);
    let events = EVENTS.into_iter().map(|(code, _)| code.to_owned());
    let choice = |code: String| Choice { label: label(&code), is_chosen: code == chosen, code };
    actions.chain(events).map(choice).collect()
}

/// What an action is called; its code where nobody knows it any more.
fn label(code: &str) -> String {
    let action = Action::all().find(|action| action.code() == code).map(Action::label);
    let event = || EVENTS.into_iter().find(|(event, _)| *event == code).map(|(_, label)| label);
    let label = action.or_else(event).unwrap_or(code);
    label.split('（').next().unwrap_or(label).to_owned()
}
