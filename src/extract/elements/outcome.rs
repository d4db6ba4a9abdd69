//! What is asked for and what is decided.

use serde::Serialize;

use crate::text::{Cited, Moment, Term};

/// Main punishment (刑法 §33) or its absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
pub enum SentenceKind {
    /// 管制
    #[serde(rename = "管制")]
    Control,
    /// 拘役
    #[serde(rename = "拘役")]
    Detention,
    /// 有期徒刑
    #[serde(rename = "有期徒刑")]
    Imprisonment,
    /// 无期徒刑
    #[serde(rename = "无期徒刑")]
    Life,
    /// 死刑，缓期二年执行
    #[serde(rename = "死刑缓期执行")]
    SuspendedDeath,
    /// 死刑
    #[serde(rename = "死刑")]
    Death,
    /// 单处附加刑
    #[serde(rename = "单处附加刑")]
    AccessoryOnly,
    /// 免予刑事处罚
    #[serde(rename = "免予刑事处罚")]
    Exempted,
    /// 无罪
    #[serde(rename = "无罪")]
    NotGuilty,
    /// 不负刑事责任（刑法 §17、§18）
    #[serde(rename = "不负刑事责任")]
    NotResponsible,
}

/// A fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Fine {
    /// In fen.
    pub fen: i64,
}

/// A punishment: for one charge, or the combined one.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Punishment {
    /// Charge, standard name with 罪; none for the combined punishment.
    pub charge: Option<Cited<String>>,
    /// Kind of the main punishment.
    pub kind: Option<Cited<SentenceKind>>,
    /// Its length for 管制, 拘役, 有期徒刑.
    pub term: Option<Cited<Term>>,
    /// 缓刑考验期
    pub suspended: Option<Cited<Term>>,
    /// 罚金
    pub fine: Option<Cited<Fine>>,
    /// 没收财产, as written.
    pub confiscation: Option<Cited<String>>,
    /// 剥夺政治权利; zero length with `deprived_for_life`
    pub deprivation: Option<Cited<Term>>,
    /// 剥夺政治权利终身
    pub deprived_for_life: bool,
    /// 驱逐出境
    pub expelled: bool,
}

/// The operative part for one person.
#[derive(Debug, Clone, Serialize)]
pub struct Sentence {
    /// Name as written.
    pub person: Cited<String>,
    /// One entry per charge.
    pub counts: Vec<Punishment>,
    /// 决定执行, when several punishments are combined; else the single one is executed.
    pub executed: Option<Punishment>,
    /// 刑期自……起
    pub from: Option<Cited<Moment>>,
    /// 至……止
    pub to: Option<Cited<Moment>>,
    /// Days deducted as written: 扣除先行羁押 N 日.
    pub offset_days: Option<Cited<u32>>,
    /// 撤销缓刑、撤销假释 of an earlier sentence, as written.
    pub revoked: Option<Cited<String>>,
    /// An earlier sentence that enters the combination (与前罪……并罚, 刑法 §69–71), as written: its terms do not
    /// stand among the counts.
    pub earlier: Option<Cited<String>>,
    /// Whether counts are those of a lower court's judgment that is upheld (维持……第一项): they may be parts only.
    pub upheld: bool,
    /// The whole item of the operative part.
    pub item: Cited<()>,
}

/// A sentence the prosecution recommends.
#[derive(Debug, Clone, Serialize)]
pub struct Recommendation {
    /// Name as written; empty where the document names nobody.
    pub person: String,
    /// Main punishment.
    pub kind: Option<SentenceKind>,
    /// Lowest and highest term; equal for an exact recommendation.
    pub low: Option<Term>,
    /// Highest term.
    pub high: Option<Term>,
    /// 适用缓刑: probation term, zero when only 缓刑 is named.
    pub suspended: Option<Term>,
    /// Whether 缓刑 is recommended.
    pub suspension: bool,
    /// Fine in fen; a 并处罚金 without a sum gives none.
    pub fine: Option<i64>,
    /// Whether a fine is recommended at all.
    pub fined: bool,
    /// Whether it takes the place of an earlier one: 将量刑建议调整为…….
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub adjusted: bool,
    /// The words.
    pub words: Cited<()>,
}

/// The civil part.
#[derive(Debug, Clone, Serialize)]
pub struct CivilPart {
    /// Claimants named.
    pub claimants: Vec<String>,
    /// Sum awarded in fen.
    pub awarded: Option<Cited<i64>>,
    /// The words.
    pub words: Cited<()>,
}
