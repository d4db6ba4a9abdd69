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
    without_hearing: WordList,
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
    let closed = plain.find("审理终结").map(|at| at + "审理终结".len());
    // A long list of parties may hide where the procedure is told: it is told before the case is closed.
    let told =
        closed.filter(|&end| end < 2 * HEAD && plain.find("本院认为").is_none_or(|reasons| end < reasons));
    let end = procedure.max(body).or(closed).max(told);
    // A short paper may tell it behind what is alleged.
    let least = if closed.is_none() { HEAD } else { HEAD.min(plain.len()) };
    let mut end = end.unwrap_or(plain.len()).max(least / 3).min(plain.len());
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
            without_hearing: self.first(&words.without_hearing).map(|range| self.cite((), &range)),
            prosecutor_present: self.prosecutor().or_else(|| self.prosecutor_among_others()),
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
            Pattern::new(&format!(
                "(?:{titles})(?P<names>[^，。；：]{{1,40}}?)(?:依法)?(?:出庭|到庭|支持|出席)"
            ))
            .expect("constant pattern")
        });
        let sentence = self.first(&WORDS.present)?;
        let start = self.text[..sentence.start]
            .rfind(['。', '\n'])
            .map_or(0, |stop| stop + self.text[stop..].chars().next().map_or(1, char::len_utf8));
        let words = self.text.get(start..sentence.end).filter(|words| !words.contains("未派员"))?;
        if let Some(named) = NAMES.captures(words).and_then(|found| found.name("names")) {
            let range = start + named.start()..start + named.end();
            let names = present::names(named.as_str());
            return (!names.is_empty()).then(|| self.cite(names, &range));
        }
        Some(self.cite(self.text[sentence.clone()].to_owned(), &sentence))
    }

    /// 检察院检察员甲，被告人乙到庭参加诉讼: named in one list with the others who appeared.
    fn prosecutor_among_others(&self) -> Option<Cited<String>> {
        static LISTED: LazyLock<Pattern> = LazyLock::new(|| {
            let titles = WORDS.prosecutor_titles.join("|");
            Pattern::new(&format!(
                "(?:检察院|公诉机关)[^。；，]{{0,8}}?(?:{titles}|公诉人)(?P<names>[^。；]{{1,600}}?)(?:均|依法|都)*(?:到庭|出庭|出席)"
            ))
            .expect("constant pattern")
        });
        let list = LISTED.captures(self.text)?.name("names")?;
        let range = list.start()..list.start() + present::before_others(list.as_str());
        let names = present::names(&self.text[range.clone()]);
        (!names.is_empty()).then(|| self.cite(names, &range))
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
    fn a_prosecutor_is_told_among_the_others_who_appeared() {
        for (words, expected) in [
            ("检察院代理检察员林小舟，被告人赵某某到庭参加了诉讼。", "林小舟"),
            ("检察院指派检察员林小舟、陈立，七被告人及辩护人均到庭参加诉讼。", "林小舟、陈立"),
            ("检察院检察员林小舟、被告人赵某某及其辩护人周宁均到庭参加诉讼。", "林小舟"),
            ("检察院检察员林小舟，代理检察员陈立，被告人赵某某到庭参加诉讼。", "林小舟、陈立"),
            ("检察院指派公诉人林小舟出庭，指控被告人赵某某犯盗窃罪。", "林小舟"),
            ("检察院指派检察员林小舟，附带民事诉讼原告人周某到庭参加诉讼。", "林小舟"),
        ] {
            let text = format!(
                "青城市云岭区人民法院\n刑事判决书\n本院公开开庭审理了本案。青城市云岭区人民{words}现已审理终结。"
            );
            let present = trial(DocumentKind::Judgment, &text).prosecutor_present;
            assert_eq!(present.map(|names| names.value).as_deref(), Some(expected), "{words}");
        }
    }

    #[test]
    fn nobody_is_sent_to_some_trials() {
        let text = "青城市云岭区人民法院\n刑事判决书\n本院依法适用速裁程序，公开开庭审理了本案。青城市云岭区人民检察院未派员出庭支持公诉。现已审理终结。";
        assert!(trial(DocumentKind::Judgment, text).prosecutor_present.is_none());
    }

    #[test]
    fn many_parties_do_not_hide_the_trial() {
        let party = "被告人赵某某，男，1990年1月2日出生，汉族，农民，住云岭县。因涉嫌犯盗窃罪，于2014年1月20日被云岭县公安局刑事拘留。\n";
        let text = format!(
            "云岭县人民法院\n刑事判决书\n{}云岭县人民检察院指控被告人赵某某犯盗窃罪，提起公诉。本院由审判员林某担任审判长，与审判员周某、人民陪审员陈某组成合议庭，于2014年12月3日、4日不公开（涉及隐私）开庭审理了本案。现已审理终结。\n本院认为，其行为构成盗窃罪。",
            party.repeat(24)
        );
        let trial = trial(DocumentKind::Judgment, &text);
        assert_eq!(trial.panel.map(|panel| panel.value), Some(Panel::Collegial));
        assert_eq!(trial.public.map(|public| public.value), Some(false));
    }

    #[test]
    fn an_appeal_may_be_decided_without_a_hearing() {
        let text = "青城市中级人民法院\n刑事裁定书\n本院依法组成合议庭，经过阅卷，讯问上诉人，决定不开庭审理。现已审理终结。";
        for words in [text.to_owned(), text.replace("不开庭审理", "以不开庭的方式审理")] {
            let trial = trial(DocumentKind::Ruling, &words);
            assert!(trial.without_hearing.is_some() && trial.public.is_none());
        }
    }

    #[test]
    fn a_short_paper_may_tell_the_procedure_behind_what_is_alleged() {
        let text = "青城市云岭区人民法院\n刑事判决书\n公诉机关青城市云岭区人民检察院。\n被告人赵某某，男，1990年1月2日出生，汉族，无业。\n\
                    青城市云岭区人民检察院指控，2022年12月5日，被告人赵某某窃得手机一部。公诉机关认为，被告人赵某某的行为已构成盗窃罪。\n\
                    被告人赵某某对指控的事实无异议。\n审理认定\n本院适用简易程序，经开庭审理，对指控的事实予以确认。本院认为被告人赵某某的行为已构成盗窃罪。\n判决如下：\n被告人赵某某犯盗窃罪，判处拘役三个月。";
        let procedure = trial(DocumentKind::Judgment, text).procedure;
        assert_eq!(procedure.map(|told| told.value), Some(TrialProcedure::Summary));
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
