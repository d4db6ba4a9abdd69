//! Facts: incidents, circumstances, evidence, property.

use serde::{Deserialize, Serialize};

use crate::text::{Cited, Moment};

/// Who says it, and whether it was accepted (domain scope classes of a circumstance).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Stance {
    /// 涉嫌、指控
    #[serde(rename = "指控")]
    Alleged,
    /// 被告人辩解、辩护意见
    #[serde(rename = "辩方主张")]
    Argued,
    /// 作者认定、采纳
    #[serde(rename = "认定")]
    Accepted,
    /// 不予认定、不予采纳
    #[serde(rename = "不认定")]
    Rejected,
    /// 附录法条
    #[serde(rename = "法条附录")]
    Annexed,
}

/// What a sum of money stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AmountRole {
    /// 价值、数额 of what was taken, counted into the crime's amount.
    #[serde(rename = "犯罪数额")]
    Crime,
    /// 共计、合计
    #[serde(rename = "合计")]
    Total,
    /// 违法所得、获利、分得、销赃
    #[serde(rename = "违法所得")]
    Proceeds,
    /// 退赃、赔偿、退缴
    #[serde(rename = "退赔")]
    Repaid,
    /// 损失
    #[serde(rename = "损失")]
    Loss,
    /// Anything else.
    #[serde(rename = "其他")]
    Other,
}

/// A sum of money in a fact. `value` is in fen (分), so that no sum is rounded.
#[derive(Debug, Clone, Serialize)]
pub struct Amount {
    /// In fen.
    pub fen: Cited<i64>,
    /// 余、约、左右
    pub approximate: bool,
    /// What it stands for.
    pub role: AmountRole,
}

/// 人体损伤程度
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum InjuryGrade {
    /// 轻微伤
    #[serde(rename = "轻微伤")]
    Slight,
    /// 轻伤, level not written
    #[serde(rename = "轻伤")]
    Light,
    /// 轻伤二级
    #[serde(rename = "轻伤二级")]
    LightTwo,
    /// 轻伤一级
    #[serde(rename = "轻伤一级")]
    LightOne,
    /// 重伤, level not written
    #[serde(rename = "重伤")]
    Grave,
    /// 重伤二级
    #[serde(rename = "重伤二级")]
    GraveTwo,
    /// 重伤一级
    #[serde(rename = "重伤一级")]
    GraveOne,
    /// 死亡
    #[serde(rename = "死亡")]
    Death,
}

/// One incident (笔).
#[derive(Debug, Clone, Serialize)]
pub struct Incident {
    /// The whole passage.
    pub passage: Cited<()>,
    /// When it happened.
    pub time: Option<Cited<Moment>>,
    /// Where.
    pub place: Option<Cited<String>>,
    /// Accused persons named in it.
    pub persons: Vec<Cited<String>>,
    /// Victims named in it.
    pub victims: Vec<Cited<String>>,
    /// Means: 撬锁、扒窃、持刀……
    pub means: Vec<Cited<String>>,
    /// Things and drugs taken, sold, found.
    pub objects: Vec<Cited<String>>,
    /// Sums of money.
    pub amounts: Vec<Amount>,
    /// Weights in milligrams (drugs).
    pub weights: Vec<Cited<i64>>,
    /// Blood alcohol in hundredths of mg/100ml.
    pub alcohol: Option<Cited<i64>>,
    /// Injuries and deaths.
    pub injuries: Vec<Cited<InjuryGrade>>,
}

/// Circumstances that move the sentence (domain handbook §5.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CircumstanceKind {
    /// 自首 刑法§67.1、67.2
    #[serde(rename = "自首")]
    Surrender,
    /// 坦白 刑法§67.3
    #[serde(rename = "坦白")]
    Confession,
    /// 立功 刑法§68
    #[serde(rename = "立功")]
    Merit,
    /// 重大立功
    #[serde(rename = "重大立功")]
    GreatMerit,
    /// 累犯 刑法§65、66
    #[serde(rename = "累犯")]
    Recidivist,
    /// 前科
    #[serde(rename = "前科")]
    PriorRecord,
    /// 劣迹, what was punished administratively, where it weighs
    #[serde(rename = "劣迹")]
    Misconduct,
    /// 毒品再犯 刑法§356
    #[serde(rename = "毒品再犯")]
    DrugReoffender,
    /// 主犯 刑法§26
    #[serde(rename = "主犯")]
    Principal,
    /// 从犯 刑法§27
    #[serde(rename = "从犯")]
    Accessory,
    /// 胁从犯 刑法§28
    #[serde(rename = "胁从犯")]
    Coerced,
    /// 预备 刑法§22
    #[serde(rename = "预备")]
    Preparation,
    /// 未遂 刑法§23
    #[serde(rename = "未遂")]
    Attempt,
    /// 中止 刑法§24
    #[serde(rename = "中止")]
    Desistance,
    /// 未成年 刑法§17
    #[serde(rename = "未成年")]
    Minor,
    /// 已满七十五周岁 刑法§17之一
    #[serde(rename = "已满七十五周岁")]
    Elderly,
    /// 限制刑事责任能力 刑法§18.3
    #[serde(rename = "限制刑事责任能力")]
    DiminishedCapacity,
    /// 又聋又哑、盲人 刑法§19
    #[serde(rename = "又聋又哑或盲人")]
    DeafMuteOrBlind,
    /// 防卫过当 刑法§20
    #[serde(rename = "防卫过当")]
    ExcessiveDefence,
    /// 认罪认罚 刑诉§15
    #[serde(rename = "认罪认罚")]
    PleaOfGuilt,
    /// 当庭自愿认罪
    #[serde(rename = "当庭认罪")]
    CourtAdmission,
    /// 认罪、悔罪态度或者悔罪表现 刑法§72, whenever it was shown
    #[serde(rename = "认罪态度")]
    Attitude,
    /// 退赃退赔
    #[serde(rename = "退赃退赔")]
    Restitution,
    /// 赔偿损失
    #[serde(rename = "赔偿")]
    Compensation,
    /// 取得谅解
    #[serde(rename = "谅解")]
    Forgiveness,
    /// 刑事和解
    #[serde(rename = "和解")]
    Settlement,
    /// 被害人过错
    #[serde(rename = "被害人过错")]
    VictimFault,
    /// 初犯、偶犯
    #[serde(rename = "初犯偶犯")]
    FirstOffender,
    /// 逃逸
    #[serde(rename = "逃逸")]
    HitAndRun,
    /// 无证驾驶
    #[serde(rename = "无证驾驶")]
    Unlicensed,
    /// 多次
    #[serde(rename = "多次")]
    Repeated,
    /// 入户
    #[serde(rename = "入户")]
    Household,
    /// 扒窃
    #[serde(rename = "扒窃")]
    Pickpocketing,
}

impl CircumstanceKind {
    /// Pairs of which a person has one for the same deed.
    pub const RIVALS: [(Self, Self); 5] = [
        (Self::Surrender, Self::Confession),
        (Self::Accessory, Self::Principal),
        (Self::Coerced, Self::Principal),
        (Self::Attempt, Self::Desistance),
        (Self::Preparation, Self::Attempt),
    ];

    /// What a person has instead of this one: whoever surrendered has not merely confessed.
    pub fn rivals(self) -> impl Iterator<Item = Self> {
        Self::RIVALS.into_iter().filter_map(move |(one, other)| match self {
            kind if kind == one => Some(other),
            kind if kind == other => Some(one),
            _ => None,
        })
    }
}

/// A circumstance as somebody puts it.
#[derive(Debug, Clone, Serialize)]
pub struct Circumstance {
    /// Which.
    pub kind: Cited<CircumstanceKind>,
    /// Persons it is said of, as written; empty for everybody.
    pub persons: Vec<String>,
    /// Who says it.
    pub stance: Stance,
    /// 不构成、不是、没有
    pub negated: bool,
}

/// A piece of evidence listed.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceItem {
    /// 书证、证人证言、鉴定意见……
    pub category: Option<String>,
    /// As written.
    pub name: Cited<String>,
}

/// A thing seized, transferred, returned or confiscated.
#[derive(Debug, Clone, Serialize)]
pub struct PropertyItem {
    /// As written.
    pub name: Cited<String>,
    /// 一部、3000元 as written.
    pub quantity: Option<String>,
    /// 没收、返还、追缴、责令退赔、随案移送、扣押, as written.
    pub disposition: Option<Cited<String>>,
}
