//! People and what the heading says of them (刑事诉讼规则 §358: the twelve items).

use serde::Serialize;

use crate::text::{Cited, Moment};

/// Part a person plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum PartyRole {
    /// 犯罪嫌疑人、被告人、被不起诉人
    #[serde(rename = "被追诉人")]
    Accused,
    /// 被害人
    #[serde(rename = "被害人")]
    Victim,
    /// 附带民事诉讼原告人
    #[serde(rename = "附带民事诉讼原告人")]
    CivilClaimant,
    /// 附带民事诉讼被告人
    #[serde(rename = "附带民事诉讼被告人")]
    CivilDefendant,
    /// 法定代理人、合适成年人
    #[serde(rename = "法定代理人")]
    Guardian,
    /// 诉讼代表人（单位犯罪）
    #[serde(rename = "诉讼代表人")]
    Representative,
    /// 被告单位
    #[serde(rename = "被告单位")]
    Organisation,
}

/// Sex as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
pub enum Sex {
    /// 男
    #[serde(rename = "男")]
    Male,
    /// 女
    #[serde(rename = "女")]
    Female,
}

/// One person or organisation of the heading.
#[derive(Debug, Clone, Serialize)]
pub struct Party {
    /// Part played.
    pub role: PartyRole,
    /// Name as written.
    pub name: Cited<String>,
    /// 曾用名、别名、绰号、化名
    pub aliases: Vec<Cited<String>>,
    /// 性别
    pub sex: Option<Cited<Sex>>,
    /// 出生日期
    pub birth: Option<Cited<Moment>>,
    /// 公民身份号码 as written (may be masked)
    pub identity: Option<Cited<String>>,
    /// 民族
    pub ethnicity: Option<Cited<String>>,
    /// 文化程度
    pub education: Option<Cited<String>>,
    /// 职业、工作单位和职务
    pub occupation: Option<Cited<String>>,
    /// 出生地
    pub birthplace: Option<Cited<String>>,
    /// 户籍所在地
    pub household: Option<Cited<String>>,
    /// 现住址
    pub address: Option<Cited<String>>,
    /// 前科劣迹, in order of mention.
    pub priors: Vec<Prior>,
    /// 强制措施, in order of mention.
    pub custody: Vec<CustodyStep>,
    /// 羁押处所
    pub held_at: Option<Cited<String>>,
    /// 辩护人
    pub defenders: Vec<Defender>,
}

/// Kind of earlier sanction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum PriorKind {
    /// 判处刑罚
    #[serde(rename = "刑罚")]
    Criminal,
    /// 行政处罚、强制戒毒、劳动教养
    #[serde(rename = "行政处罚")]
    Administrative,
    /// 不起诉、免予刑事处罚
    #[serde(rename = "未处刑")]
    Unpunished,
}

/// An earlier conviction or sanction.
#[derive(Debug, Clone, Serialize)]
pub struct Prior {
    /// What kind.
    pub kind: PriorKind,
    /// Day or month of the earlier decision.
    pub decided: Option<Cited<Moment>>,
    /// Court or office, as written.
    pub organ: Option<Cited<String>>,
    /// Charge or misdeed, as written.
    pub ground: Option<Cited<String>>,
    /// Punishment as written: 有期徒刑八个月，并处罚金……
    pub punishment: Option<Cited<String>>,
    /// Day the punishment ended (刑满释放) or parole ended.
    pub released: Option<Cited<Moment>>,
    /// The whole clause.
    pub clause: Cited<()>,
}

/// A coercive measure (刑事诉讼法 chapter 6; 监察法 for 留置).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
pub enum Measure {
    /// 抓获、羁押 before a formal measure
    #[serde(rename = "羁押")]
    TakenIn,
    /// 传唤
    #[serde(rename = "传唤")]
    Summons,
    /// 拘传
    #[serde(rename = "拘传")]
    CompelledAppearance,
    /// 刑事拘留
    #[serde(rename = "刑事拘留")]
    Detention,
    /// 逮捕
    #[serde(rename = "逮捕")]
    Arrest,
    /// 取保候审
    #[serde(rename = "取保候审")]
    Bail,
    /// 监视居住
    #[serde(rename = "监视居住")]
    Surveillance,
    /// 指定居所监视居住
    #[serde(rename = "指定居所监视居住")]
    DesignatedSurveillance,
    /// 留置
    #[serde(rename = "留置")]
    Liuzhi,
    /// 行政拘留（可折抵的除外）
    #[serde(rename = "行政拘留")]
    AdministrativeDetention,
    /// 释放
    #[serde(rename = "释放")]
    Release,
}

/// What happened to the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum CustodyAction {
    /// Applied, or decided and applied in one phrase.
    #[serde(rename = "采取")]
    Applied,
    /// 批准、决定 apart from the execution.
    #[serde(rename = "决定")]
    Decided,
    /// 执行 apart from the decision.
    #[serde(rename = "执行")]
    Executed,
    /// 不批准逮捕
    #[serde(rename = "不批准")]
    Refused,
    /// 解除、释放
    #[serde(rename = "解除")]
    Lifted,
}

/// One link of the custody chain.
#[derive(Debug, Clone, Serialize)]
pub struct CustodyStep {
    /// Which measure.
    pub measure: Measure,
    /// What happened to it.
    pub action: CustodyAction,
    /// When, relative dates resolved.
    pub at: Option<Cited<Moment>>,
    /// Office that decided, approved or executed, as written.
    pub organ: Option<Cited<String>>,
    /// The clause it stands in.
    pub clause: Cited<()>,
}

/// A defender.
#[derive(Debug, Clone, Serialize)]
pub struct Defender {
    /// Name as written.
    pub name: Cited<String>,
    /// Law firm or legal aid centre as written.
    pub firm: Option<Cited<String>>,
    /// 法律援助、指定
    pub assigned: bool,
}
