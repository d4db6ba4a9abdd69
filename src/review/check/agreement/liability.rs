//! 事故责任: who answers for an accident and how far, by the finding of the traffic police and the main papers.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::{DocumentKind as K, SectionName};
use crate::text::{Quote, Range};

static LIABLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:负有|应负|负|承担)(?:此|该|本|这|次|起|宗|一|场|道路|交通|事故|肇事|的|中|应|案|当)*(?:(?P<level>全部|主要|同等|次要)(?:的)?(?:交通)?(?:事故)?责任|(?P<short>全责|主责|次责))|(?P<none>无(?:事故)?责任|(?:不负|不承担|不应承担)(?:此|该|本|次|起|道路|交通|事故|的)*责任)")
        .expect("the pattern is fixed")
});
/// Words of one who pleads, of an earlier finding, or of one accident among several.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("辩护|辩解|辩称|上诉|诉称|提出|主张|异议|原认定|原责任|复核|应当认定|第[一二三]次|第[一二三]起|不服|如果|或者|民事|赔偿")
        .expect("the pattern is fixed")
});
/// 对此次事故 between a person and the verb.
static FOR_IT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:对|在|于)(?:此|该|本|这|次|起|宗|道路|交通|事故|中|的|发生)+")
        .expect("the pattern is fixed")
});
/// Papers that tell of it, the leading one first.
const TELLING: [K; 5] =
    [K::TrafficAccidentFinding, K::ProsecutionOpinion, K::Indictment, K::NonProsecutionDecision, K::Judgment];

/// A level with its words.
type Told = (&'static str, Quote);

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    let papers: Vec<&Paper> =
        TELLING.into_iter().flat_map(|kind| case.of_kind(kind)).map(|(_, paper)| paper).collect();
    names(case).iter().filter_map(|name| one(case, name, &papers)).collect()
}

/// The paper that disagrees with most others about a person.
fn one(case: &CaseFile, name: &str, papers: &[&Paper]) -> Option<Verdict> {
    let told: Vec<(&Paper, Vec<Told>)> = papers
        .iter()
        .map(|paper| (*paper, told(paper, name, is_lone(case, name))))
        .filter(|(_, told)| !told.is_empty())
        .collect();
    let disagrees = |a: &[Told], b: &[Told]| a.iter().all(|(x, _)| b.iter().all(|(y, _)| x != y));
    let strange =
        |(_, own): &&(&Paper, Vec<Told>)| told.iter().filter(|(_, other)| disagrees(own, other)).count();
    let (paper, own) = told.iter().max_by_key(strange)?;
    let message;
    let (mine, theirs) = if let Some((other, right)) = told.iter().find(|(_, right)| disagrees(own, right)) {
        let (mine, theirs) = (own.first()?, right.first()?);
        message = format!(
            "{name}的事故责任不一致：{}为{}，{}为{}",
            paper.kind().label(),
            mine.0,
            other.kind().label(),
            theirs.0
        );
        (mine, theirs)
    } else {
        // A paper of one author that tells two levels of one person. Judgments report those of others.
        let (paper, mine, theirs) =
            told.iter().filter(|(paper, _)| paper.kind() != K::Judgment).find_map(|(paper, own)| {
                let first = own.first()?;
                Some((paper, first, own.iter().find(|(level, _)| *level != first.0)?))
            })?;
        message =
            format!("{}前后载明{name}的事故责任为{}、{}，不一致", paper.kind().label(), mine.0, theirs.0);
        (mine, theirs)
    };
    Some(Verdict::fail(message, vec![mine.1.clone(), theirs.1.clone()]).of(name).confident(0.8))
}

/// The accused and the victims, as written in full.
fn names(case: &CaseFile) -> Vec<String> {
    let facts =
        case.papers.iter().flat_map(|paper| paper.elements.found.iter().chain(&paper.elements.alleged));
    let victims = facts.flat_map(|fact| &fact.victims).map(|victim| victim.value.clone());
    let mut found: Vec<String> = case.persons.iter().map(|person| person.name.clone()).collect();
    for victim in victims {
        if !found.contains(&victim) {
            found.push(victim);
        }
    }
    found.retain(|name| name.chars().count() >= 2);
    found
}

/// Whether the person is the only accused, of whom a sentence without a subject tells.
fn is_lone(case: &CaseFile, name: &str) -> bool {
    case.persons.len() == 1 && case.persons.iter().any(|person| person.name == name)
}

/// Levels a paper tells of a person in its own voice.
fn told(paper: &Paper, name: &str, is_lone: bool) -> Vec<Told> {
    let plain = paper.document.plain();
    let silent: Vec<&Range> = [SectionName::Defence, SectionName::Evidence, SectionName::Statutes]
        .into_iter()
        .flat_map(|section| paper.document.section_ranges(section))
        .collect();
    let mut found: Vec<Told> = Vec::new();
    for hit in LIABLE.captures_iter(plain) {
        let (Some(whole), level) =
            (hit.get(0), hit.name("level").or(hit.name("short")).map_or("无", |level| level.as_str()))
        else {
            continue;
        };
        let before = plain[..whole.start()].rsplit(['。', '；', '\n']).next().unwrap_or_default();
        let is_silent = silent.iter().any(|range| range.contains(&whole.start()));
        if is_silent || OTHER.is_match(before) {
            continue;
        }
        let clause = before.rsplit(['，', '：', ',']).next().unwrap_or_default();
        if is_subject(clause, name) || is_lone && is_bare(clause) && level != "无" {
            let label = label(level);
            if found.iter().all(|(known, _)| *known != label) {
                found.push((label, paper.document.quote(&whole.range())));
            }
        }
    }
    found
}

/// Whether the clause names the person, alone or in a list, and nobody after it: 被害人林小舟及孙某.
fn is_subject(clause: &str, name: &str) -> bool {
    let Some(at) = clause.rfind(name) else { return false };
    let rest = FOR_IT.replace(&clause[at + name.len()..], "");
    let is_other = rest.contains(['的', '对', '与', '致', '造']) || rest.contains("认定");
    !is_other && (rest.chars().count() <= 3 || rest.starts_with(['、', '和', '及']))
}

/// 且负事故全部责任: whoever the sentence is about.
fn is_bare(clause: &str) -> bool {
    matches!(
        clause,
        "" | "且" | "并" | "并且" | "应" | "其" | "且应" | "应当" | "故" | "被告人" | "犯罪嫌疑人"
    )
}

fn label(level: &str) -> &'static str {
    match level {
        "全部" | "全责" => "全部责任",
        "主要" | "主责" => "主要责任",
        "同等" => "同等责任",
        "次要" | "次责" => "次要责任",
        _ => "无责任",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::elements::Elements;

    fn levels(text: &str, name: &str, is_lone: bool) -> Vec<&'static str> {
        let document = Document::from_text(K::Indictment, text);
        let paper = Paper { document, elements: Elements::default() };
        told(&paper, name, is_lone).into_iter().map(|(level, _)| level).collect()
    }

    #[test]
    fn who_answers_and_how_far_is_read() {
        let finding = "认定林小舟负事故的全部责任，吴桂香无责任。";
        assert_eq!(levels(finding, "林小舟", true), ["全部责任"]);
        assert_eq!(levels(finding, "吴桂香", false), ["无责任"]);
        assert_eq!(
            levels("经认定，林小舟承担此次事故的主要责任，吴桂香承担次要责任。", "吴桂香", false),
            ["次要责任"]
        );
        assert_eq!(levels("林小舟、赵大山负该起道路交通事故的同等责任。", "林小舟", false), ["同等责任"]);
        assert_eq!(
            levels("林小舟违反交通运输管理法规，致一人死亡，且负事故全部责任。", "林小舟", true),
            ["全部责任"]
        );
        assert_eq!(
            levels("被告人林小舟应承担本次事故的全部责任；吴桂香不负事故责任。", "林小舟", true),
            ["全部责任"]
        );
    }

    #[test]
    fn other_words_for_it_are_read() {
        assert_eq!(levels("经认定，林小舟负全责。", "林小舟", false), ["全部责任"]);
        assert_eq!(levels("林小舟对此次事故应当承担主要责任。", "林小舟", false), ["主要责任"]);
    }

    #[test]
    fn pleas_and_earlier_findings_are_not_the_authors() {
        assert!(levels("辩护人提出林小舟应负次要责任。", "林小舟", true).is_empty());
        assert!(levels("交警大队原认定林小舟负主要责任。", "林小舟", true).is_empty());
        assert!(levels("负事故全部或者主要责任的，处三年以下有期徒刑。", "林小舟", true).is_empty());
    }
}
