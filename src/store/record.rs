//! What is put into the store and what comes out.

use serde::{Deserialize, Serialize};

use crate::case::Profile;

/// Where a case comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// A dossier of the office.
    Dossier,
    /// A judgment taken in by itself.
    Judgment,
}

impl Origin {
    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Dossier => "卷宗",
            Self::Judgment => "裁判文书",
        }
    }
}

/// An open finding of a case, as one looks for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    /// Code of the review point.
    pub point: String,
    /// Its title.
    pub title: String,
    /// 严重, 较重, 一般, 提示
    pub severity: String,
}

/// A case to be kept.
#[derive(Debug, Clone, Serialize)]
pub struct CaseRecord {
    /// What it is known by: putting the same key again replaces the case.
    pub key: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its values.
    pub profile: Profile,
    /// Open findings of its review; none for a judgment.
    pub tags: Vec<Tag>,
    /// 等次 of its review.
    pub grade: Option<String>,
    /// Its papers, in reading order.
    pub papers: Vec<PaperRecord>,
}

/// A paper to be kept.
#[derive(Debug, Clone, Serialize)]
pub struct PaperRecord {
    /// `d1`, `d2` …
    pub document: String,
    /// File it stands in, relative to the dossier.
    pub file: String,
    /// 文书种类
    pub kind: String,
    /// Title line as printed.
    pub title: Option<String>,
    /// Page of the file on which it starts, from 1.
    pub first_page: u32,
    /// Character at which each page starts.
    pub page_starts: Vec<u32>,
    /// Ranges of characters that tell the facts; empty unless the case is known by this paper.
    pub facts: Vec<(u32, u32)>,
    /// The whole text, as `read` prints it.
    pub text: String,
}

/// A case as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredCase {
    /// Its number in the store; stays when the case is put again.
    pub id: i64,
    /// What it is known by.
    pub key: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Revision of the last write.
    pub revision: i64,
    /// Its values.
    pub profile: Profile,
    /// Open findings.
    pub tags: Vec<Tag>,
    /// 等次
    pub grade: Option<String>,
}

/// A paper as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredPaper {
    /// Its number in the store; a new one each time the case is put.
    pub id: i64,
    /// The case it belongs to.
    pub case_id: i64,
    /// `d1`, `d2` …
    pub document: String,
    /// File it stands in.
    pub file: String,
    /// 文书种类
    pub kind: String,
    /// Title line as printed.
    pub title: Option<String>,
    /// Page of the file on which it starts.
    pub first_page: u32,
    /// Character at which each page starts.
    pub page_starts: Vec<u32>,
    /// Ranges of characters that tell the facts.
    pub facts: Vec<(u32, u32)>,
    /// The whole text.
    pub text: String,
}

impl StoredPaper {
    /// Page of the file, from 1, on which a character stands.
    pub fn page_of(&self, character: u32) -> u32 {
        let page = self.page_starts.partition_point(|&start| start <= character);
        self.first_page + page.saturating_sub(1) as u32
    }

    /// The facts of the case, where it is known by this paper.
    pub fn facts_text(&self) -> String {
        let characters: Vec<char> = self.text.chars().collect();
        let passage = |&(start, end): &(u32, u32)| characters.get(start as usize..end as usize);
        self.facts.iter().filter_map(passage).flatten().collect()
    }
}
