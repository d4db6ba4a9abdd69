//! The words that name a circumstance, read from `lexicon.toml` and the files beside it.

use std::collections::HashMap;
use std::iter;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Input, MatchKind};
use serde::Deserialize;

use super::sentence::{rest_of_line, sentence_before};
use crate::document::SectionName;
use crate::extract::elements::CircumstanceKind;
use crate::text::{Pattern, Range};

/// A word that names a circumstance.
pub(super) struct Hit {
    pub(super) kind: CircumstanceKind,
    /// Bytes of the section's text.
    pub(super) range: Range,
    pub(super) strength: f32,
    /// Whether the word alone does not make the circumstance.
    pub(super) weak: bool,
    /// Whether the words tell a deed and ask nothing for it.
    pub(super) bare: bool,
    /// Whether the words themselves deny the circumstance: 不分主从.
    pub(super) denies: bool,
}

#[derive(Deserialize)]
struct File {
    cue: Vec<Cue>,
}

/// One entry; `lexicon.toml` says what each part means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cue {
    words: Vec<String>,
    kind: Option<CircumstanceKind>,
    before: Option<Pattern>,
    after: Option<Pattern>,
    not_before: Option<Pattern>,
    not_after: Option<Pattern>,
    sections: Option<Vec<SectionName>>,
    document: Option<Vec<String>>,
    #[serde(default = "usual_strength")]
    strength: f32,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    bare: bool,
    #[serde(default)]
    denies: bool,
}

fn usual_strength() -> f32 {
    0.9
}

struct Lexicon {
    finder: AhoCorasick,
    /// Cues of each pattern of the finder.
    cues_of: Vec<Vec<usize>>,
    /// Patterns that begin each pattern, the longest first: where 退交到 does not fit, 退交 may.
    beginnings_of: Vec<Vec<usize>>,
    /// Bytes of each pattern.
    lengths: Vec<usize>,
    cues: Vec<Cue>,
}

impl Lexicon {
    /// Entries of a pattern.
    fn cues(&self, pattern: usize) -> impl Iterator<Item = &Cue> {
        self.cues_of.get(pattern).into_iter().flatten().filter_map(|&at| self.cues.get(at))
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let files = [
        include_str!("lexicon.toml"),
        include_str!("lexicon/admissions.toml"),
        include_str!("lexicon/amends.toml"),
    ];
    let cues: Vec<Cue> = files
        .iter()
        .flat_map(|file| toml::from_str::<File>(file).expect("the lexicon ships with the program").cue)
        .collect();
    let mut words: Vec<&str> = Vec::new();
    let mut cues_of: Vec<Vec<usize>> = Vec::new();
    let mut place_of = HashMap::new();
    for (at, cue) in cues.iter().enumerate() {
        for word in &cue.words {
            let place = *place_of.entry(word.as_str()).or_insert(words.len());
            if place == words.len() {
                words.push(word);
                cues_of.push(Vec::new());
            }
            cues_of[place].push(at);
        }
    }
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&words)
        .expect("a few hundred short words fit");
    let beginnings = |word: &str| -> Vec<usize> {
        let heads = word.char_indices().rev().filter_map(|(end, _)| word.get(..end));
        heads.filter_map(|head| place_of.get(head).copied()).collect()
    };
    let beginnings_of = words.iter().map(|word| beginnings(word)).collect();
    let lengths = words.iter().map(|word| word.len()).collect();
    Lexicon { finder, cues_of, beginnings_of, lengths, cues }
});

/// Circumstances named in the text of one section of the document `plain`.
pub(super) fn hits(text: &str, section: SectionName, plain: &str) -> Vec<Hit> {
    let lexicon = &*LEXICON;
    let mut found = Vec::new();
    let mut from = 0;
    let mut unfit: Option<(CircumstanceKind, usize)> = None;
    while let Some(word) = lexicon.finder.find(Input::new(text).range(from..)) {
        from = word.end();
        let longest = word.pattern().as_usize();
        let Some(first_kind) = lexicon.cues(longest).next().and_then(|cue| cue.kind) else { continue };
        // 投案 within a 未自动投案 that does not fit is the same.
        let is_part = |kind| unfit.is_some_and(|(other, end)| other == kind && word.start() < end);
        let beginnings = lexicon.beginnings_of.get(longest).into_iter().flatten().copied();
        let fitting = iter::once(longest).chain(beginnings).find_map(|pattern| {
            let range = word.start()..word.start() + lexicon.lengths.get(pattern)?;
            lexicon.cues(pattern).find_map(|cue| {
                let kind = cue.kind.filter(|&kind| !is_part(kind))?;
                let fits = cue.counts_in(section, kind) && cue.fits(text, &range, plain);
                fits.then(|| (kind, cue, range.clone()))
            })
        });
        if let Some((kind, cue, range)) = fitting {
            from = range.end;
            found.push(Hit {
                kind,
                range,
                strength: cue.strength,
                weak: cue.weak,
                bare: cue.bare,
                denies: cue.denies,
            });
        } else if let Some(first) = text[word.range()].chars().next() {
            // 表示认罪 out of court is nothing, but 认罪、认罚 begins within it.
            unfit = Some((first_kind, word.end()));
            from = word.start() + first.len_utf8();
        }
    }
    found
}

/// Whether a 《 is still open: the name of an interpretation on 自首和立功 says nothing of a person. Nor does what an
/// article is called beside its number: 第二十六条第一款〔主犯〕.
fn is_title(before: &str) -> bool {
    let is_open = |open: char, close: char| {
        before.rfind(open).filter(|&at| before.rfind(close).is_none_or(|end| end < at))
    };
    is_open('《', '》').is_some()
        || is_open('〔', '〕').is_some()
        || is_open('（', '）').is_some_and(|at| before[..at].ends_with(['条', '款', '项']))
}

/// Whether the words tell what a law says: 《……》第六条明确规定了……, with nobody of the case between.
fn is_rule(before: &str) -> bool {
    static RULE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("(?:明确规定|明文规定|规定(?:了|：|，?“)|是指|[》〉][^。；，]{0,30}[条款项释见复]的?规定(?:的?精神)?，[^。；]*的，(?:应|以|是|属|按|可|不)|第[^，。；]{1,12}[条款项](?:之|的)?规定，(?:在犯罪过程中|犯罪以?后|犯罪分子|对于|对正在|已经着手)|[》〉][^。；]{0,12}[条款项释见复]规定，|[》〉]规定(?:同时|对于?|具有|凡)|[》〉]的?(?:相关|有关)?规定，(?:在?共同犯罪|犯罪嫌疑人|在犯罪过程中|犯罪以?后|犯罪分子|[^。；]*的，?(?:应当?|可以?)(?:认定|以)))").expect("the pattern is fixed")
    });
    let Some(rule) = RULE.find_iter(before).last() else { return false };
    let told = before[rule.start()..].replace("其他", "");
    !["被告人", "上诉人", "本案", "其", "该"].iter().any(|word| told.contains(word))
}

/// The words before `at` in which a quotation may have begun.
fn quoted_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let start = before.char_indices().rev().nth(160).map_or(0, |(start, _)| start);
    before.get(start..).unwrap_or_default()
}

/// Whether the words are quoted from an article: 第九条“……”
fn is_quoted_article(before: &str) -> bool {
    before.rfind('“').is_some_and(|open| {
        !before[open..].contains('”') && {
            let source = before[..open].trim_end_matches(['：', '，', '中']);
            source.ends_with(['条', '款', '项', '定']) || source.ends_with("规定的")
        }
    })
}

/// Whether the words are an accused's when he was heard: 其供称：“……”
fn is_quoted_statement(before: &str) -> bool {
    before.rfind('“').is_some_and(|open| {
        let source = before[..open].trim_end_matches(['：', '，']);
        !before[open..].contains('”') && ["供称", "供述", "证称"].iter().any(|told| source.ends_with(told))
    })
}

impl Cue {
    fn counts_in(&self, section: SectionName, kind: CircumstanceKind) -> bool {
        // Before the trial pleas are taken, and the parties make peace.
        if section == SectionName::Procedure {
            return matches!(
                kind,
                CircumstanceKind::PleaOfGuilt | CircumstanceKind::Forgiveness | CircumstanceKind::Settlement
            );
        }
        section == SectionName::Statutes
            || self.sections.as_ref().is_none_or(|names| names.contains(&section))
    }

    fn fits(&self, text: &str, range: &Range, plain: &str) -> bool {
        let before = sentence_before(text, range.start);
        let after = rest_of_line(text, range.end);
        let agrees =
            |pattern: &Option<Pattern>, words: &str| pattern.as_ref().is_none_or(|p| p.is_match(words));
        let clashes =
            |pattern: &Option<Pattern>, words: &str| pattern.as_ref().is_some_and(|p| p.is_match(words));
        !is_title(before)
            && !is_rule(before)
            && !is_quoted_article(quoted_before(text, range.start))
            && !is_quoted_statement(before)
            && agrees(&self.before, before)
            && agrees(&self.after, after)
            && !clashes(&self.not_before, before)
            && !clashes(&self.not_after, after)
            && self
                .document
                .as_ref()
                .is_none_or(|words| words.iter().any(|word| plain.contains(word.as_str())))
    }
}
