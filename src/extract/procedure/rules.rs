//! The rules of `forms.toml`, `narratives.toml`, `requests.toml` and `property.toml`, compiled once.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::document::DocumentKind;
use crate::extract::elements::StepKind;
use crate::text::Pattern;

/// Where the date stands, seen from the cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Side {
    #[default]
    Before,
    After,
    Either,
    Signing,
}

/// How far a sentence part reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Within {
    #[default]
    Sentence,
    Clause,
}

/// Which part of the paper is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Scope {
    #[default]
    Whole,
    Procedure,
}

/// In which stage, and so by whom, a notice of rights was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Stage {
    /// By the police, or by the procuratorate while it reviews an arrest.
    Investigation,
    /// By the procuratorate that reviews the case (刑诉 §34.2).
    Review,
}

/// One rule; `forms.toml` says what each part means.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is an independent word of the rule language")]
pub(super) struct Rule {
    pub(super) step: StepKind,
    #[serde(default, deserialize_with = "cue")]
    pub(super) cue: Option<Pattern>,
    #[serde(default)]
    pub(super) date: Side,
    #[serde(default)]
    pub(super) within: Within,
    #[serde(default)]
    pub(super) scope: Scope,
    pub(super) reach: Option<usize>,
    pub(super) until: Option<StepKind>,
    #[serde(default, deserialize_with = "cue")]
    pub(super) when: Option<Pattern>,
    #[serde(default, deserialize_with = "cue")]
    pub(super) unless: Option<Pattern>,
    #[serde(default, deserialize_with = "cue")]
    pub(super) unless_near: Option<Pattern>,
    #[serde(default, deserialize_with = "cue")]
    pub(super) not_across: Option<Pattern>,
    pub(super) detail: Option<Detail>,
    pub(super) by: Option<Stage>,
    #[serde(default)]
    pub(super) many: bool,
    #[serde(default)]
    pub(super) personal: bool,
    #[serde(default)]
    pub(super) dateless: bool,
    #[serde(default)]
    pub(super) fallback: bool,
    #[serde(default)]
    pub(super) first: bool,
    #[serde(default)]
    pub(super) last: bool,
    #[serde(default)]
    pub(super) ordinal: bool,
}

/// What `detail` of a step is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Detail {
    Arrival,
}

/// The rules for a kind of paper, in the order they apply.
pub(super) fn rules(kind: DocumentKind) -> impl Iterator<Item = &'static Rule> {
    let places = TABLE.by_kind.get(&kind).map(Vec::as_slice).unwrap_or_default();
    places.iter().flat_map(|&place| TABLE.papers[place].rules.iter())
}

/// The manner of arrival the words of a clause name: 主动投案 before 抓获.
pub(super) fn manner(clause: &str) -> Option<&'static str> {
    let named = |manner: &&Manner| manner.cues.iter().any(|cue| clause.contains(cue.as_str()));
    TABLE.manners.iter().find(named).map(|manner| manner.name.as_str())
}

struct Table {
    papers: Vec<Paper>,
    by_kind: HashMap<DocumentKind, Vec<usize>>,
    manners: Vec<Manner>,
}

#[derive(Deserialize)]
struct File {
    paper: Vec<Paper>,
    manner: Vec<Manner>,
}

#[derive(Deserialize)]
struct Paper {
    kinds: Vec<DocumentKind>,
    rules: Vec<Rule>,
}

#[derive(Deserialize)]
struct Manner {
    name: String,
    cues: Vec<String>,
}

const TABLES: &str = concat!(
    include_str!("forms.toml"),
    "\n",
    include_str!("narratives.toml"),
    "\n",
    include_str!("requests.toml"),
    "\n",
    include_str!("property.toml")
);

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File = toml::from_str(TABLES).expect("the tables are tested");
    let mut by_kind: HashMap<DocumentKind, Vec<usize>> = HashMap::new();
    for (place, paper) in file.paper.iter().enumerate() {
        for &kind in &paper.kinds {
            by_kind.entry(kind).or_default().push(place);
        }
    }
    Table { papers: file.paper, by_kind, manners: file.manner }
});

/// What may stand between a label and its colon.
const BRACKET: &str = r"(?:（[^）\n]{0,12}）)?";
const COLON: &str = r"[\x{FF1A}\t ]+";
/// 收到日期　2022年10月24日: white space between a label and its day is not kept, but a figure begins there.
const FIGURE: &str = r"(?-u:\b)";

/// Reads a cue expression: a regular expression with three short forms.
fn cue<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Option<Pattern>, D::Error> {
    let words = String::deserialize(source)?
        .replace('…', "[^。；\n]{0,30}?")
        .replace('～', "[^，。；\n]{0,20}?")
        .replace("期)：", &format!("期){BRACKET}(?:{COLON}|{FIGURE})"))
        .replace("日)：", &format!("日){BRACKET}(?:{COLON}|{FIGURE})"))
        .replace('：', &format!("{BRACKET}{COLON}"));
    Pattern::new(&words).map(Some).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_and_covers_the_papers_of_a_case() {
        for kind in [DocumentKind::DetentionWarrant, DocumentKind::Indictment, DocumentKind::Judgment] {
            assert!(rules(kind).count() > 2, "{}", kind.label());
        }
        assert_eq!(rules(DocumentKind::Unknown).count(), 0);
    }

    #[test]
    fn giving_oneself_up_outranks_being_seized() {
        assert_eq!(manner("主动到派出所投案，民警将其带至办案区"), Some("主动投案"));
        assert_eq!(manner("被民警抓获"), Some("抓获"));
        assert_eq!(manner("到案"), None);
    }
}
