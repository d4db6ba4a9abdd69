//! How a case was, or should be, tried: procedure, bench, publicity, prosecutor.

pub(super) mod present;

use std::sync::LazyLock;

use serde::Deserialize;

use super::elements::{Elements, Panel, Trial, TrialProcedure};
use crate::document::{Document, DocumentKind, SectionName};
use crate::text::{Cited, Pattern, Range, WordList};

#[derive(Deserialize)]
struct Words {
    fast_track: Vec<String>,
    summary: Vec<String>,
    ordinary: Vec<String>,
    left: Vec<String>,
    converted: WordList,
    collegial: WordList,
    single: WordList,
    not_public: WordList,
    public: WordList,
    present: WordList,
    prosecutor_titles: Vec<String>,
    other_titles: Vec<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("trial.toml")).expect("trial.toml is checked by a test"));

/// Longest part of a judgment, in bytes, that may still tell how it was tried.
const HEAD: usize = 9_000;

/// Fills `trial`.
pub fn read(document: &Document, elements: &mut Elements) {
    use DocumentKind as Kind;
    let is_court = matches!(document.kind, Kind::Judgment | Kind::Ruling);
    let proposes = matches!(
        document.kind,
        Kind::Indictment | Kind::SentencingRecommendation | Kind::PleaAgreement | Kind::ReviewReport
    );
    if !is_court && !proposes {
        return;
    }
    let part = if is_court { procedure_part(document) } else { 0..statutes_start(document) };
    let Some(text) = document.plain().get(part.clone()) else { return };
    let found = Reader { document, text, offset: part.start };
    elements.trial =
        if is_court { found.trial() } else { Trial { procedure: found.procedure(), ..Trial::default() } };
}

/// Heading, parties and procedure: what follows tells of the case, not of its trial.
fn procedure_part(document: &Document) -> Range {
    let plain = document.plain();
    let ends = [SectionName::Accusation, SectionName::Facts, SectionName::Defence, SectionName::Reasoning];
    let procedure = document.section_ranges(SectionName::Procedure).last().map(|range| range.end);
    let body = document
        .sections
        .iter()
        .filter(|section| ends.contains(&section.name))
        .map(|section| section.range.start)
        .find(|&start| start > 0);
    let end = procedure.max(body).or_else(|| plain.find("审理终结").map(|at| at + "审理终结".len()));
    let mut end = end.unwrap_or(plain.len()).max(HEAD.min(plain.len()) / 3).min(plain.len());
    while !plain.is_char_boundary(end) {
        end -= 1;
    }
    0..end
}

fn statutes_start(document: &Document) -> usize {
    document.section_ranges(SectionName::Statutes).next().map_or(document.plain().len(), |range| range.start)
}

struct Reader<'a> {
    document: &'a Document,
    text: &'a str,
    offset: usize,
}

impl Reader<'_> {
    fn trial(&self) -> Trial {
        let words = &*WORDS;
        Trial {
            procedure: self.procedure(),
            panel: self
                .first(&words.collegial)
                .map(|range| self.cite(Panel::Collegial, &range))
                .or_else(|| self.first(&words.single).map(|range| self.cite(Panel::Single, &range))),
            public: self
                .first(&words.not_public)
                .map(|range| self.cite(false, &range))
                .or_else(|| self.first(&words.public).map(|range| self.cite(true, &range))),
            prosecutor_present: self.prosecutor(),
            converted: self.first(&words.converted).map(|range| self.cite((), &range)),
        }
    }

    /// The procedure named last and not left: a conversion names the old one first.
    fn procedure(&self) -> Option<Cited<TrialProcedure>> {
        let words = &*WORDS;
        let lists = [
            (&words.fast_track, TrialProcedure::FastTrack),
            (&words.summary, TrialProcedure::Summary),
            (&words.ordinary, TrialProcedure::Ordinary),
        ];
        let mut last: Option<(Range, TrialProcedure)> = None;
        for (list, procedure) in lists {
            for word in list {
                for (at, _) in self.text.match_indices(word.as_str()) {
                    let range = at..at + word.len();
                    if !self.is_left(at) && last.as_ref().is_none_or(|(known, _)| known.start < at) {
                        last = Some((range, procedure));
                    }
                }
            }
        }
        let (range, procedure) = last?;
        Some(self.cite(procedure, &range))
    }

    fn is_left(&self, at: usize) -> bool {
        let clause = self.text[..at].rfind(['，', '。', '；', '\n']).map_or(0, |comma| comma);
        let before = &self.text[clause..at];
        let after = self.text[at..].split(['，', '。', '；']).next().unwrap_or_default();
        WORDS
            .left
            .iter()
            .any(|word| before.contains(word.as_str()) || format!("{before}{after}").contains(word.as_str()))
            && !(after.len() < 30 && WORDS.converted.is_in(&format!("{before}{after}")))
    }

    /// 检察员甲、乙 who appeared.
    fn prosecutor(&self) -> Option<Cited<String>> {
        static NAMES: LazyLock<Pattern> = LazyLock::new(|| {
            let titles = WORDS.prosecutor_titles.join("|");
            Pattern::new(&format!("(?:{titles})(?P<names>[^，。；：]{{1,40}}?)(?:依法)?(?:出庭|到庭|支持)"))
                .expect("constant pattern")
        });
        let sentence = self.first(&WORDS.present)?;
        let start = self.text[..sentence.start]
            .rfind(['。', '\n'])
            .map_or(0, |stop| stop + self.text[stop..].chars().next().map_or(1, char::len_utf8));
        let words = self.text.get(start..sentence.end)?;
        if let Some(named) = NAMES.captures(words).and_then(|found| found.name("names")) {
            let range = start + named.start()..start + named.end();
            let names = present::names(named.as_str());
            return (!names.is_empty()).then(|| self.cite(names, &range));
        }
        Some(self.cite(self.text[sentence.clone()].to_owned(), &sentence))
    }

    fn first(&self, words: &WordList) -> Option<Range> {
        words.first(self.text)
    }

    fn cite<T>(&self, value: T, range: &Range) -> Cited<T> {
        self.document.cite(value, &(range.start + self.offset..range.end + self.offset), 0.95)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trial(kind: DocumentKind, text: &str) -> Trial {
        let mut elements = Elements::default();
        read(&Document::from_text(kind, text), &mut elements);
        elements.trial
    }

    #[test]
    fn a_summary_trial_is_read_with_its_bench_and_prosecutor() {
        let trial = trial(
            DocumentKind::Judgment,
            "青城市云岭区人民法院\n刑事判决书\n公诉机关青城市云岭区人民检察院。\n被告人赵某某，男。\n本院依法适用简易程序，实行独任审判，公开开庭审理了本案。青城市云岭区人民检察院指派检察员林小舟出庭支持公诉。现已审理终结。",
        );
        assert_eq!(trial.procedure.expect("named").value, TrialProcedure::Summary);
        assert_eq!(trial.panel.expect("named").value, Panel::Single);
        assert!(trial.public.expect("named").value);
        assert_eq!(trial.prosecutor_present.expect("named").value, "林小舟");
        assert!(trial.converted.is_none());
    }

    #[test]
    fn after_a_conversion_the_new_procedure_counts() {
        let trial = trial(
            DocumentKind::Judgment,
            "本院于同日立案，适用简易程序审理。审理中发现不宜适用简易程序，转为普通程序，依法组成合议庭，不公开开庭审理了本案。现已审理终结。",
        );
        assert_eq!(trial.procedure.expect("named").value, TrialProcedure::Ordinary);
        assert!(trial.converted.is_some());
        assert!(!trial.public.expect("named").value);
    }

    #[test]
    fn an_indictment_proposes_only_a_procedure() {
        let trial = trial(DocumentKind::Indictment, "起诉书\n本院认为，……建议适用速裁程序审理，公开审理。");
        assert_eq!(trial.procedure.expect("named").value, TrialProcedure::FastTrack);
        assert!(trial.public.is_none());
    }
}
