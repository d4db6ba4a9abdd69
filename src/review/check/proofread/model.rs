//! Slips the proofreading model proposes, told as a proposal with the words around them.

use crate::nlp::proofread::{Change, Proofreader};
use crate::text::Range;

/// Proposals the model is less sure of stay out of a review: a reviewer's trust is lost sooner than a slip. Read on judgments
/// that no training step saw, about nine in ten proposals above this were slips.
const SURE: f32 = 0.99;
/// What is written this often beside the same neighbour is meant: a name or a term the model does not know.
const MEANT: usize = 3;
/// Characters shown on either side.
const AROUND: usize = 2;

/// A proposal: where, what to say of it, how sure the model is.
pub(super) struct Proposal {
    pub range: Range,
    pub told: String,
    pub confidence: f32,
}

/// The model's surest proposals in reading order; none without a model. What stands in `names` is left as it is, and
/// what several of the case's `papers` write the same way.
pub(super) fn proposals(plain: &str, names: &[&str], papers: &[&str]) -> Vec<Proposal> {
    let Ok(reader) = Proofreader::shipped() else { return Vec::new() };
    let starts: Vec<usize> = plain.char_indices().map(|(at, _)| at).chain([plain.len()]).collect();
    let correction = reader.correct(plain, &places(plain, &starts, names));
    let sure = correction.changes.iter().filter(|change| change.confidence >= SURE);
    sure.filter(|change| !is_meant(plain, &starts, change, papers))
        .map(|change| proposal(plain, &starts, change))
        .collect()
}

/// Whether the words of a change stand elsewhere too, with the character before or the one after them: in the same
/// paper, or in as many papers of the case (云栖区, a place the model does not know).
fn is_meant(plain: &str, starts: &[usize], change: &Change, papers: &[&str]) -> bool {
    let often = |from: usize, to: usize| {
        let words = starts.get(from).zip(starts.get(to)).and_then(|(&start, &end)| plain.get(start..end));
        words.is_some_and(|words| {
            plain.matches(words).count() >= MEANT
                || papers.iter().filter(|paper| paper.contains(words)).take(MEANT).count() == MEANT
        })
    };
    !change.from.is_empty()
        && (often(change.start.saturating_sub(1), change.end) || often(change.start, change.end + 1))
}

/// Character ranges of every mention of the names.
fn places(plain: &str, starts: &[usize], names: &[&str]) -> Vec<std::ops::Range<usize>> {
    let character = |byte: usize| starts.partition_point(|&start| start < byte);
    let mentions = names.iter().filter(|name| !name.is_empty()).flat_map(|name| plain.match_indices(name));
    mentions.map(|(at, name)| character(at)..character(at + name.len())).collect()
}

fn proposal(plain: &str, starts: &[usize], change: &Change) -> Proposal {
    let byte = |character: usize| starts.get(character).copied().unwrap_or(plain.len());
    let (start, end) = (byte(change.start), byte(change.end));
    let line_start = plain[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = plain[end..].find('\n').map_or(plain.len(), |at| end + at);
    let range =
        byte(change.start.saturating_sub(AROUND)).max(line_start)..byte(change.end + AROUND).min(line_end);
    let meant = format!("{}{}{}", &plain[range.start..start], change.to, &plain[end..range.end]);
    let told = match (change.from.is_empty(), change.to.is_empty()) {
        (true, _) => format!("文字模型提示可能缺字，或为“{meant}”"),
        (_, true) => format!("文字模型提示可能多字，或为“{meant}”"),
        _ => format!("文字模型提示可能有错别字，或为“{meant}”"),
    };
    Proposal { range, told, confidence: change.confidence }
}

#[cfg(test)]
mod tests {
    use super::proposals;
    use crate::nlp::proofread::Proofreader;

    fn told(text: &str) -> Vec<String> {
        assert!(Proofreader::shipped().is_ok(), "the proofreading model is shipped");
        proposals(text, &[], &[]).into_iter().map(|proposal| proposal.told).collect()
    }

    #[test]
    fn a_slip_is_told_with_the_words_around_it() {
        let told = told("被告人林小舟对起诉书指控的罪名即事实均不持异议。");
        assert_eq!(told, ["文字模型提示可能有错别字，或为“罪名及事实”"]);
    }

    #[test]
    fn good_sentences_are_left_alone() {
        let fine = "经依法审查查明：2023年3月4日14时许，被告人林小舟在云岭县桃园路5号，窃得被害人孙大山现金人民币6000元。";
        assert!(told(fine).is_empty(), "{:?}", told(fine));
    }

    #[test]
    fn what_several_papers_write_is_meant() {
        let paper = "被告人林小舟对起诉书指控的罪名即事实均不持异议。";
        assert_eq!(proposals(paper, &[], &[paper, paper]).len(), 1);
        assert!(proposals(paper, &[], &[paper; 3]).is_empty());
    }

    #[test]
    fn what_is_written_again_and_again_is_meant() {
        let once = "被告人但国军酒后与他人发生肢体冲突。";
        assert!(told(&once.repeat(3)).is_empty(), "{:?}", told(&once.repeat(3)));
    }
}
