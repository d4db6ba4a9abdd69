//! The parts of a paper.

use serde::Serialize;

use crate::text::Range;

/// Name of a part. The same names serve police, prosecution and court papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
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

/// One part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What part.
    pub name: SectionName,
    /// Bytes of the normalised text.
    pub range: Range,
}
