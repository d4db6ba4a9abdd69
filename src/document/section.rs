//! The parts of a paper, found by scoring every sentence and taking the best sequence.
//!
//! No single phrase is needed: 经审理查明 is absent from nearly half of real judgments.

mod counts;
mod score;
mod sentences;

use serde::{Deserialize, Serialize};

use super::DocumentKind;
use crate::text::Range;
use score::{SECTIONS, Scores};

/// Name of a part. The same names serve police, prosecution and court papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SectionName {
    /// 标题、文号
    #[serde(rename = "首部")]
    Heading,
    /// 当事人
    #[serde(rename = "当事人")]
    Parties,
    /// 案由与审理（办理）经过
    #[serde(rename = "诉讼经过")]
    Procedure,
    /// 指控（侦查机关、公诉机关主张的事实与意见）
    #[serde(rename = "指控")]
    Accusation,
    /// 辩解与辩护意见
    #[serde(rename = "辩护")]
    Defence,
    /// 经审理（审查、侦查）查明的事实
    #[serde(rename = "查明事实")]
    Facts,
    /// 证据
    #[serde(rename = "证据")]
    Evidence,
    /// 本院认为（综上所述）
    #[serde(rename = "说理")]
    Reasoning,
    /// 判决如下（决定如下）
    #[serde(rename = "主文")]
    Disposition,
    /// 上诉告知、署名、日期、附项
    #[serde(rename = "尾部")]
    Closing,
    /// 附录的法律条文
    #[serde(rename = "附法条")]
    Statutes,
}

impl SectionName {
    /// Every part, in the usual order of a paper.
    pub const ALL: [SectionName; 11] = [
        Self::Heading,
        Self::Parties,
        Self::Procedure,
        Self::Accusation,
        Self::Defence,
        Self::Facts,
        Self::Evidence,
        Self::Reasoning,
        Self::Disposition,
        Self::Closing,
        Self::Statutes,
    ];

    pub(crate) fn index(self) -> usize {
        self as usize
    }
}

/// One part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What part.
    pub name: SectionName,
    /// Bytes of the normalised text.
    pub range: Range,
}

/// Divides a normalised text into its parts. Fill-in forms and unknown papers have none.
pub fn sections(kind: DocumentKind, plain: &str) -> Vec<Section> {
    if !has_sections(kind) {
        return Vec::new();
    }
    let units = sentences::split(plain);
    let path = best_path(kind, plain, &units);
    let mut parts: Vec<Section> = Vec::new();
    for (unit, state) in units.iter().zip(path) {
        let name = SectionName::ALL[state];
        match parts.last_mut() {
            Some(last) if last.name == name => last.range.end = unit.range.end,
            _ => parts.push(Section { name, range: unit.range.clone() }),
        }
    }
    if is_courts(kind) { counts::parted(plain, parts) } else { parts }
}

fn is_courts(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Judgment | DocumentKind::Ruling)
}

fn has_sections(kind: DocumentKind) -> bool {
    use DocumentKind as K;
    matches!(
        kind,
        K::Judgment
            | K::Ruling
            | K::Indictment
            | K::ProsecutionOpinion
            | K::ArrestRequest
            | K::NonProsecutionDecision
            | K::ConditionalNonProsecution
            | K::SupplementaryIndictment
            | K::AmendedIndictment
            | K::Protest
    )
}

/// Viterbi over sentences: emission scores from cues, transition costs from the order of parts.
fn best_path(kind: DocumentKind, plain: &str, units: &[sentences::Sentence]) -> Vec<usize> {
    let mut best: Scores = [f32::NEG_INFINITY; SECTIONS];
    best[SectionName::Heading.index()] = 0.0;
    let mut came_from: Vec<[usize; SECTIONS]> = Vec::with_capacity(units.len());
    let mut announced = score::Announced::default();
    for unit in units {
        let sentence = &plain[unit.range.clone()];
        let emission = score::score(sentence, &mut announced);
        let mut next = [f32::NEG_INFINITY; SECTIONS];
        let mut from = [0; SECTIONS];
        for state in 0..SECTIONS {
            for (previous, reached) in best.iter().enumerate() {
                let cost = transition(kind, previous, state, unit.starts_paragraph, emission[state]);
                let total = reached - cost + emission[state];
                if total > next[state] {
                    next[state] = total;
                    from[state] = previous;
                }
            }
        }
        best = next;
        came_from.push(from);
    }
    let mut state = (0..SECTIONS).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0);
    let mut path = vec![0; units.len()];
    for at in (0..units.len()).rev() {
        path[at] = state;
        state = came_from[at][state];
    }
    path
}

/// Cost of going from one part to another. Backward moves are rare, and a part begins with a cue
/// or at least with a paragraph.
fn transition(kind: DocumentKind, from: usize, to: usize, starts_paragraph: bool, emission: f32) -> f32 {
    use SectionName::{
        Accusation, Defence, Disposition, Evidence, Facts, Parties, Procedure, Reasoning, Statutes,
    };
    if from == to {
        return 0.0;
    }
    let is = |name: SectionName, state: usize| name.index() == state;
    let is_courts = is_courts(kind);
    if is(Accusation, to) && !is_courts {
        return 40.0;
    }
    if is(Disposition, to) && (kind == DocumentKind::Indictment || kind == DocumentKind::ProsecutionOpinion) {
        return 60.0;
    }
    let in_debate = |state: usize| (Accusation.index()..=Evidence.index()).contains(&state);
    let order = if to > from {
        forward_cost(from, to)
    } else if is(Evidence, from) && is(Facts, to) {
        2.0
    } else if in_debate(from) && in_debate(to) {
        3.0
    } else if is(Procedure, from) && is(Parties, to) {
        // A prosecutor tells of each accused how he was held; a court tells of all of them before it comes to the case.
        if is_courts { 40.0 } else { 4.0 }
    } else if is(Reasoning, from) && in_debate(to) {
        14.0
    } else {
        60.0
    };
    let uncued = match emission {
        // What an accused did is told by everybody; a plea begins with words of pleading.
        ..3.0 if is(Defence, to) => 12.0,
        ..3.0 => 6.0,
        _ => 0.0,
    };
    let inside = if starts_paragraph || is(Disposition, to) || is(Statutes, to) { 0.0 } else { 4.0 };
    order + uncued + inside
}

fn forward_cost(from: usize, to: usize) -> f32 {
    let reasoning = SectionName::Reasoning.index();
    if from < reasoning && to > reasoning {
        return 25.0;
    }
    if from < SectionName::Procedure.index() && to > SectionName::Facts.index() {
        return 8.0;
    }
    1.0
}

#[cfg(test)]
mod tests;
