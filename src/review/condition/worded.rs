//! Conditions that hold where words stand in papers: a table (`worded.toml`), so that a new one needs no code.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Answer;
use crate::case::Paper;
use crate::document::{DocumentKind as Kind, SectionName};
use crate::extract::elements::StepKind;
use crate::review::verdict::Scope;
use crate::standard::{Pattern, shipped};
use crate::text::{Quote, Range, sentence};

/// One condition; `worded.toml` says what each part means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Worded {
    name: String,
    #[serde(default)]
    of: Vec<Kind>,
    pattern: Pattern,
    #[serde(default)]
    with: Option<Pattern>,
    #[serde(default)]
    unless: Option<Pattern>,
    #[serde(default)]
    section: Option<SectionName>,
    #[serde(default)]
    unless_near: Option<Pattern>,
}

#[derive(Deserialize)]
struct File {
    condition: Vec<Worded>,
}

const TABLES: &str = concat!(
    include_str!("worded.toml"),
    "\n",
    include_str!("worded_evidence.toml"),
    "\n",
    include_str!("worded_decision.toml")
);

static TABLE: LazyLock<Vec<Worded>> = LazyLock::new(|| {
    let file: File = shipped(|| toml::from_str(TABLES)).expect("the tables are tested");
    file.condition
});

/// Names of the table, 有《…》 for every kind of paper, and 步骤《…》 for every step.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let papers = Kind::ALL.iter().map(|kind| format!("有《{}》", kind.label()));
    let steps = StepKind::ALL.iter().map(|kind| format!("步骤《{}》", kind.label()));
    TABLE.iter().map(|condition| condition.name.clone()).chain(papers).chain(steps).collect()
});

/// Every name this file answers to.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(String::as_str)
}

/// Evaluates a condition of the table, 有《讯问笔录》 or 步骤《抗诉》; unknown where the name is.
pub(super) fn holds(scope: Scope<'_>, name: &str) -> Answer {
    let case = scope.case;
    if let Some(label) = name.strip_prefix("步骤《").and_then(|rest| rest.strip_suffix('》')) {
        let kind = StepKind::ALL.iter().find(|kind| kind.label() == label);
        return kind.map_or(Answer::Unknown, |kind| super::step(scope, *kind));
    }
    if let Some(label) = name.strip_prefix("有《").and_then(|rest| rest.strip_suffix('》')) {
        return Answer::plain(case.papers.iter().any(|paper| paper.kind().label() == label));
    }
    let Some(condition) = TABLE.iter().find(|condition| condition.name == name) else {
        return Answer::Unknown;
    };
    let quote = case.papers.iter().find_map(|paper| condition.find(paper));
    Answer::of(quote.as_ref())
}

impl Worded {
    /// The first words that make the condition hold.
    fn find(&self, paper: &Paper) -> Option<Quote> {
        if !self.concerns(paper) {
            return None;
        }
        let plain = paper.document.plain();
        let part = self.section.map_or(Some(0..plain.len()), |section| part(paper, section))?;
        let words = plain.get(part.clone())?;
        let found = self.pattern.find_iter(words).find(|found| self.stands(words, found))?;
        let found = part.start + found.start()..part.start + found.end();
        Some(paper.document.quote(&found))
    }

    /// Whether the sentence around a hit does not take it back.
    fn stands(&self, plain: &str, found: &regex::Match<'_>) -> bool {
        self.unless_near
            .as_ref()
            .is_none_or(|unless| !unless.is_match(sentence::around(plain, &found.range())))
    }

    fn concerns(&self, paper: &Paper) -> bool {
        // A notice of rights lists what may be done; it does not prove that anything was.
        let is_silent = matches!(paper.kind(), Kind::CaseCard | Kind::RightsNotice | Kind::PleaRightsNotice);
        let is_of_kind = if self.of.is_empty() { !is_silent } else { self.of.contains(&paper.kind()) };
        let plain = paper.document.plain();
        is_of_kind
            && self.with.as_ref().is_none_or(|with| with.is_match(plain))
            && self.unless.as_ref().is_none_or(|unless| !unless.is_match(plain))
    }
}

/// From the first words of a part up to the reasoning: a list of evidence holds lines that read as another part.
pub(super) fn part(paper: &Paper, section: SectionName) -> Option<Range> {
    let document = &paper.document;
    let start = document.section_ranges(section).map(|range| range.start).min()?;
    let end = document.section_ranges(section).map(|range| range.end).max()?;
    let reasoning = document.section_ranges(SectionName::Reasoning).map(|range| range.start);
    Some(start..reasoning.filter(|at| *at > start).min().unwrap_or(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_and_names_are_unique() {
        let mut all: Vec<&str> = names().chain(super::super::NAMES.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn a_sentence_may_take_its_words_back() {
        let told = |kind: Kind, text: &str| {
            let document = crate::document::Document::from_text(kind, text);
            let elements = crate::extract::extract(&document);
            let case = crate::case::assemble("", vec![Paper { document, elements }]);
            holds(Scope { case: &case, person: None }, "审查报告载明遗漏").as_bool()
        };
        assert_eq!(told(Kind::ReviewReport, "审查报告\n经审查，遗漏同案犯李某。"), Some(true));
        assert_eq!(told(Kind::ReviewReport, "审查报告\n经审查，未发现遗漏罪行。"), Some(false));
        assert_eq!(told(Kind::Indictment, "起诉书\n遗漏同案犯李某。"), Some(false));
    }
}
