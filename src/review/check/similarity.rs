//! 雷同: two records of interviews whose answers are nearly word for word the same.
//!
//! Nobody tells the same thing twice in the same words, slips included; a record copied from another one does.
//! Answers are cut into runs of six signs; what counts is which part of the shorter record's runs stands in the
//! other one too.

use std::collections::HashMap;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind;
use crate::text::Quote;

/// Signs of a run.
const RUN: usize = 6;
/// Part of the shorter record from which two are alike. Statements of two persons as 5,000 real judgments quote
/// them, 102,836 pairs of at least 150 signs, retold by one writer and so more alike than records: half stay
/// below 0.02, 99 in 100 below 0.41, and six in ten thousand reach this, passages that were copied.
const ALIKE: f64 = 0.8;
/// Signs a record's answers must have: a short one (属实，没有补充) is like any other.
const LEAST_SIGNS: usize = 150;
/// Signs of an answer that tells something; shorter ones are forms: 清楚, 属实.
const LEAST_ANSWER: usize = 15;
/// Signs of the longest common passage that is quoted.
const QUOTED: usize = 60;

/// What a record's answers say, sign by sign, each with its place in the paper.
struct Answers<'a> {
    paper: &'a Paper,
    signs: Vec<(char, usize)>,
    runs: HashMap<Vec<char>, usize>,
}

/// Pairs of records that are alike; the last record of such a pair is told once.
pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let kinds = [DocumentKind::Interrogation, DocumentKind::WitnessInterview];
    let records = desk.case.papers.iter().filter(|paper| kinds.contains(&paper.kind()));
    let answers: Vec<Answers<'_>> = records.map(read).filter(|a| a.signs.len() >= LEAST_SIGNS).collect();
    if answers.len() < 2 {
        return vec![Verdict::unknown("卷宗中可比较的笔录不足两份")];
    }
    let mut found = Vec::new();
    for (at, later) in answers.iter().enumerate() {
        let alike = answers[..at].iter().map(|earlier| (likeness(earlier, later), earlier));
        let best = alike.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(likeness, _)| *likeness >= ALIKE);
        if let Some((likeness, earlier)) = best {
            found.push(told(earlier, later, likeness));
        }
    }
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}

fn told(earlier: &Answers<'_>, later: &Answers<'_>, likeness: f64) -> Verdict {
    let name = |answers: &Answers<'_>| {
        let record = answers.paper.elements.interview.as_ref();
        let person = record.and_then(|record| record.person.as_ref()).map_or("", |person| &person.value);
        let day = record.and_then(|record| record.start.as_ref()).and_then(|start| start.value.date());
        day.map_or_else(|| format!("{person}的笔录"), |day| format!("{person}{day}的笔录"))
    };
    let percent = (likeness * 100.0).round();
    let message = format!("{}与{}的回答高度雷同（重合约{percent}%），请人工核对", name(earlier), name(later));
    let evidence: Vec<Quote> = passage(earlier, later).into_iter().flatten().collect();
    Verdict::fail(message, evidence).computed("likeness_percent", percent).confident(0.8)
}

fn read(paper: &Paper) -> Answers<'_> {
    let plain = paper.document.plain();
    let mut signs = Vec::new();
    for (start, _) in plain.match_indices("答：") {
        let start = start + "答：".len();
        let rest = &plain[start..];
        let end = ["问：", "答：", "以上笔录", "以上记录"].iter().filter_map(|stop| rest.find(stop)).min();
        let words = &rest[..end.unwrap_or(rest.len())];
        let answer = words.char_indices().filter(|(_, sign)| sign.is_alphanumeric());
        let answer: Vec<(char, usize)> = answer.map(|(at, sign)| (sign, start + at)).collect();
        if answer.len() >= LEAST_ANSWER {
            signs.extend(answer);
        }
    }
    let mut runs = HashMap::new();
    for (at, run) in signs.windows(RUN).enumerate() {
        runs.entry(run.iter().map(|(sign, _)| *sign).collect()).or_insert(at);
    }
    Answers { paper, signs, runs }
}

/// Part of the shorter record's runs that the other holds too.
fn likeness(a: &Answers<'_>, b: &Answers<'_>) -> f64 {
    let (short, long) = if a.runs.len() <= b.runs.len() { (a, b) } else { (b, a) };
    let shared = short.runs.keys().filter(|run| long.runs.contains_key(*run)).count();
    shared as f64 / short.runs.len().max(1) as f64
}

/// The longest passage both records share, quoted from each.
fn passage(a: &Answers<'_>, b: &Answers<'_>) -> [Option<Quote>; 2] {
    let (mut best, mut at) = ((0, 0, 0), 0);
    while at + RUN <= a.signs.len() {
        let run: Vec<char> = a.signs[at..at + RUN].iter().map(|(sign, _)| *sign).collect();
        let Some(&other) = b.runs.get(&run) else {
            at += 1;
            continue;
        };
        let same = a.signs[at..].iter().zip(&b.signs[other..]).take_while(|(x, y)| x.0 == y.0).count();
        if same > best.0 {
            best = (same, at, other);
        }
        at += same.max(1);
    }
    let quote = |answers: &Answers<'_>, from: usize| {
        let (last, end) = answers.signs.get(from + best.0.min(QUOTED).checked_sub(1)?)?;
        let (_, start) = answers.signs.get(from)?;
        Some(answers.paper.document.quote(&(*start..end + last.len_utf8())))
    };
    [quote(a, best.1), quote(b, best.2)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::elements::Elements;

    const FIRST: &str = "问：把经过讲一下。\n答：三月一号晚上十点多，我从工地下班路过石桥镇集贸市场，看见路边停着一辆红色的电动自行车，车钥匙还插在上面没有拔。我看四周没有人，就把车子推到巷子里，然后骑着往大坪村方向走。\n问：车子后来放在哪里？\n答：我骑回去以后放在我家后面的柴房里，用塑料布盖着，第二天本来想找人卖掉，还没有联系到买家，你们就来找我了。我知到错了，愿意把车子还给人家，以后再也不干这种事情了。\n";

    fn answers(text: &str) -> Paper {
        let text = format!("讯问笔录\n{text}以上笔录我看过，和我说的一样。");
        Paper {
            document: Document::from_text(DocumentKind::Interrogation, &text),
            elements: Elements::default(),
        }
    }

    fn between(a: &str, b: &str) -> f64 {
        likeness(&read(&answers(a)), &read(&answers(b)))
    }

    #[test]
    fn a_copied_record_is_alike_even_where_some_words_were_changed() {
        assert!(between(FIRST, FIRST) > 0.99);
        let touched =
            FIRST.replace("十点多", "十点左右").replace("红色的", "红颜色").replace("问：车子", "问：那车子");
        assert!(between(FIRST, &touched) > ALIKE, "{}", between(FIRST, &touched));
    }

    #[test]
    fn the_same_matter_told_again_is_not_alike() {
        let again = "问：再说一遍。\n答：三月一号那天我下工晚，大概十点来钟走到集贸市场门口，有辆红电动车没拔钥匙，我起了贪心，左右瞅瞅没人，推起来就走了，走到巷子口才敢骑，一路骑回大坪村。\n问：车呢？\n答：藏柴房了，拿塑料布盖的。原想第二天卖了换点钱，人还没找着，派出所的就上门了。我错了，车我还给人家，保证不再犯。\n";
        assert!(between(FIRST, again) < 0.34, "{}", between(FIRST, again));
    }

    #[test]
    fn the_longest_common_passage_is_quoted_with_its_slip() {
        let (a, b) = (answers(FIRST), answers(&FIRST.replace("十点多", "十点左右")));
        let [Some(left), Some(right)] = passage(&read(&a), &read(&b)) else { panic!("a passage") };
        assert_eq!(left.text, right.text);
        assert!(left.text.chars().count() >= QUOTED, "{}", left.text);
    }

    #[test]
    fn forms_are_no_answers() {
        let short = answers("问：清楚吗？\n答：清楚。\n问：以前说的属实吗？\n答：属实，没有补充。\n");
        assert_eq!(read(&short).signs.len(), 0);
    }
}
