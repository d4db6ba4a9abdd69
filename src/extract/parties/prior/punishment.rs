//! How far a punishment reaches: 有期徒刑八个月，并处罚金三千元.

use super::event::Event;
use super::words::{WORDS, starts};
use crate::extract::parties::words::holds;
use crate::text::Range;

/// The clause of the event and those that go on with it, and where they end with their last bracket.
pub(super) fn range(plain: &str, event: &Event, end: usize) -> (Range, usize) {
    let mut stop = end_of_clause(plain, event.range.end, end);
    loop {
        let next = plain[stop..end].strip_prefix(['，', '、']);
        let Some(next) = next else { break };
        let next_start = end - next.len();
        let clause = &plain[next_start..end_of_clause(plain, next_start, end)];
        let bare = clause.trim_start_matches("同时").trim_start_matches("并");
        if !starts(clause, &WORDS.goes_on) && !starts(bare, &WORDS.goes_on) {
            break;
        }
        stop = next_start + clause.len();
    }
    let start = event.punishment.min(stop);
    (start..without_note(plain, start, stop), stop)
}

/// 有期徒刑五年（2015年1月15日减刑释放）: the bracket tells what came of it.
fn without_note(plain: &str, start: usize, stop: usize) -> usize {
    let words = &plain[start..stop];
    let Some(open) = words.rfind('（').filter(|_| words.ends_with('）')) else { return stop };
    if holds(
        &words[open..],
        &["释放", "刑期", "考验期", "刑满", "已执行", "已缴纳", "未执行", "羁押", "拘留", "逮捕", "取保"],
    ) {
        start + open
    } else {
        stop
    }
}

fn end_of_clause(plain: &str, from: usize, end: usize) -> usize {
    let mut depth = 0;
    for (at, character) in plain[from..end].char_indices() {
        match character {
            '（' | '“' => depth += 1,
            '。' | '\n' => return from + at,
            '）' | '，' | '；' | '\t' if depth == 0 => return from + at,
            '、' if depth == 0 && leads_another(&plain[from + at + '、'.len_utf8()..end]) => {
                return from + at;
            }
            '）' | '”' => depth -= 1,
            _ => {}
        }
    }
    end
}

/// 、因吸毒成瘾被……, 、于2011年……: a sanction of its own follows.
fn leads_another(rest: &str) -> bool {
    let year = rest.as_bytes().get(..4).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
        && rest.get(4..).is_some_and(|rest| rest.starts_with('年'));
    year || ["因", "又因", "曾", "于", "同年", "同月", "同日", "次日", "被", "后被", "再次", "并被"]
        .iter()
        .any(|lead| rest.starts_with(lead))
}
