//! Floor 9: the papers of a reviewed case as people decided it, and the workbooks of many. Judges nothing: what is on a paper
//! was found, decided or written before; what nobody wrote is left for the pen.

mod assessment;
mod comparison;
mod differences;
mod kept;
pub mod ledger;
mod line;
pub mod listing;
mod opinion;
mod routing;
mod work;

use std::fmt;

pub use crate::report::opinion::OpinionError as PaperError;
pub use line::{Form, Line, Piece, Sentence};
pub use opinion::opinion_lines;
pub use work::{CaseWork, Manual, Official, review_again, work};

use crate::report::layout;

/// Stands where a person still has to write.
pub const BLANK: &str = "（由评查员填写）";

/// A paper of one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Paper {
    /// 案件质量评查意见书
    Opinion,
    /// 个案评定报告
    Assessment,
    /// 三书比对分析报告
    Comparison,
    /// 评查流转单
    Routing,
}

impl Paper {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Opinion, Self::Assessment, Self::Comparison, Self::Routing];

    /// Title as printed.
    pub fn title(self) -> &'static str {
        match self {
            Self::Opinion => "案件质量评查意见书",
            Self::Assessment => "个案评定报告",
            Self::Comparison => "三书比对分析报告",
            Self::Routing => "案件质量评查流转单",
        }
    }

    /// Short name, as one asks for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Opinion => "意见书",
            Self::Assessment => "评定报告",
            Self::Comparison => "三书比对",
            Self::Routing => "流转单",
        }
    }

    /// The paper of a short name.
    pub fn of_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.label() == label)
    }
}

impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// A paper as the bytes of a .docx file.
///
/// # Errors
/// When the package cannot be put together.
pub fn docx(paper: Paper, work: &CaseWork<'_>) -> Result<Vec<u8>, PaperError> {
    layout::pack(match paper {
        Paper::Opinion => line::paper(&opinion_lines(work)),
        Paper::Assessment => assessment::paper(work),
        Paper::Comparison => comparison::paper(work),
        Paper::Routing => routing::paper(work),
    })
}

/// Name of the file of a paper.
pub fn file_name(paper: Paper, work: &CaseWork<'_>) -> String {
    file_named(work, paper.title(), "docx")
}

/// Name of a file of the case, without characters that file systems refuse.
pub fn file_named(work: &CaseWork<'_>, what: &str, ending: &str) -> String {
    let refused = |c: char| c.is_control() || r#"\/:*?"<>|"#.contains(c);
    let name: String = work.name().chars().filter(|&c| !refused(c)).take(60).collect();
    format!("{name}{what}.{ending}")
}
