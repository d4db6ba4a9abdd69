//! 重叠: one officer cannot be in two interviews at once (高法解释 §95).

use jiff::civil::Date;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::extract::elements::Interview;

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let interviews: Vec<(&Interview, Date, i32, i32)> = desk
        .case
        .papers
        .iter()
        .filter_map(|paper| paper.elements.interview.as_ref())
        .filter_map(|interview| {
            let (start, end) = (interview.start.as_ref()?, interview.end.as_ref()?);
            let day = start.value.date()?;
            (end.value.date()? == day).then_some(())?;
            Some((interview, day, start.value.minutes()?, end.value.minutes()?))
        })
        .collect();
    if interviews.len() < 2 {
        return vec![Verdict::unknown("起止时间齐全的笔录不足两份")];
    }
    let mut verdicts = Vec::new();
    for (at, a) in interviews.iter().enumerate() {
        for b in &interviews[at + 1..] {
            verdicts.extend(clash(a, b));
        }
    }
    if verdicts.is_empty() { vec![Verdict::pass()] } else { verdicts }
}

fn clash(a: &(&Interview, Date, i32, i32), b: &(&Interview, Date, i32, i32)) -> Option<Verdict> {
    let same_time = a.1 == b.1 && a.2 < b.3 && b.2 < a.3;
    if !same_time {
        return None;
    }
    let people = |interview: &Interview| -> Vec<String> {
        interview.interviewers.iter().chain(&interview.recorder).map(|name| name.value.clone()).collect()
    };
    let others = people(b.0);
    let both: Vec<String> = people(a.0).into_iter().filter(|name| others.contains(name)).collect();
    let same_person = a.0.person.as_ref().zip(b.0.person.as_ref()).is_some_and(|(x, y)| x.value == y.value);
    // The same record filed twice is no clash.
    if both.is_empty() && !same_person || same_person && a.2 == b.2 && a.3 == b.3 {
        return None;
    }
    let who = if both.is_empty() { "同一被讯问（询问）人".to_owned() } else { both.join("、") };
    let evidence =
        [a.0, b.0].iter().filter_map(|i| i.start.as_ref()).map(|start| start.quote.clone()).collect();
    Some(Verdict::fail(format!("{}两份笔录的时间重叠，{who}同时出现在两份笔录中", a.1), evidence))
}
