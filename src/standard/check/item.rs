//! The items of checks that look at papers of evidence and of procedure one by one.

use serde::Deserialize;

/// What is looked at in records of interrogations and interviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum RecordItem {
    /// 讯问人数: two officers at least.
    #[serde(rename = "讯问人数")]
    Officers,
    /// 起止时间
    #[serde(rename = "起止时间")]
    Times,
    /// 讯问地点: in the detention house once delivered there.
    #[serde(rename = "讯问地点")]
    Place,
    /// 在场成年人: of a minor.
    #[serde(rename = "在场成年人")]
    Adult,
    /// 权利告知: in the first interrogation.
    #[serde(rename = "权利告知")]
    RightsTold,
    /// 检察讯问告知: rights and plea told by the procuratorate.
    #[serde(rename = "检察讯问告知")]
    ProsecutorTold,
    /// 翻译
    #[serde(rename = "翻译")]
    Interpreter,
    /// 询问未成年人次数: a minor is asked once.
    #[serde(rename = "询问未成年人次数")]
    MinorAskedAgain,
    /// 女性未成年人: a woman asks a girl who is a victim or a witness.
    #[serde(rename = "女性未成年人")]
    GirlAsked,
    /// 女性未成年嫌疑人: a woman is there when a girl is interrogated.
    #[serde(rename = "女性未成年嫌疑人")]
    GirlInterrogated,
}

/// Which papers should be in the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum OnFileItem {
    /// 逐人: a paper that the other accused have.
    #[serde(rename = "逐人")]
    EachPerson,
    /// 成套: a paper that another one shows to have been made.
    #[serde(rename = "成套")]
    Implied,
    /// 附项: what an indictment says goes with it.
    #[serde(rename = "附项")]
    Annexed,
    /// 被害人: the notice to each victim.
    #[serde(rename = "被害人")]
    Victims,
    /// 逐一告知: the notice in time, to each.
    #[serde(rename = "逐一告知")]
    ToldLate,
}

/// Whose signature is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum SignatureItem {
    /// 鉴定人
    #[serde(rename = "鉴定人")]
    Appraisers,
    /// 见证人
    #[serde(rename = "见证人")]
    Witnesses,
    /// 空白: a line for a signature without one.
    #[serde(rename = "空白")]
    Blank,
    /// 领取人
    #[serde(rename = "领取人")]
    Receivers,
}

/// Which times must have been possible together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum ClockItem {
    /// 搜查: the warrant before the search.
    #[serde(rename = "搜查")]
    Search,
    /// 到案与讯问: brought in before being questioned.
    #[serde(rename = "到案与讯问")]
    BroughtIn,
    /// 案发与取样: the deed before the sample.
    #[serde(rename = "案发与取样")]
    Sampled,
    /// 鉴定: the sample before the opinion.
    #[serde(rename = "鉴定")]
    Appraised,
    /// 特殊侦查: the approval before the measure.
    #[serde(rename = "特殊侦查")]
    Covert,
    /// 提讯: the slip of the detention house and the record.
    #[serde(rename = "提讯")]
    Pass,
    /// 文书先后: a paper after what it rests on.
    #[serde(rename = "文书先后")]
    Papers,
    /// 具结书签署: the plea agreement while it could be signed.
    #[serde(rename = "具结书签署")]
    PleaSigned,
}
