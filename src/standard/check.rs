//! The closed set of check kinds with their parameters. A new point needs no Rust, only these.

mod parameter;

use serde::Deserialize;

use crate::document::DocumentKind;
use crate::extract::elements::StepKind;

pub use parameter::{CitationRule, Extension, Item, Limit, Missing, Per, Variant, Wording};

/// What is compared by an agreement check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Value {
    /// 出生日期
    #[serde(rename = "出生日期")]
    Birth,
    /// 性别
    #[serde(rename = "性别")]
    Sex,
    /// 公民身份号码
    #[serde(rename = "身份号码")]
    Identity,
    /// 罪名, card against papers
    #[serde(rename = "罪名")]
    Charge,
    /// 伤情等级, appraisal against papers
    #[serde(rename = "伤情等级")]
    Injury,
    /// 到案方式与自首认定
    #[serde(rename = "到案与自首")]
    Arrival,
    /// 量刑建议, plea agreement against recommendation and indictment
    #[serde(rename = "量刑建议")]
    Recommendation,
    /// 被告人人数
    #[serde(rename = "人数")]
    PersonCount,
    /// 涉案财物清单
    #[serde(rename = "财物")]
    Property,
    /// 价格认定与指控数额
    #[serde(rename = "价格认定")]
    Price,
    /// 姓名, one spelling in all papers
    #[serde(rename = "姓名")]
    Name,
    /// 办案日期, one day for one step
    #[serde(rename = "办案日期")]
    Day,
    /// 涉嫌罪名 of papers beside the three documents
    #[serde(rename = "涉嫌罪名")]
    SuspectedCharge,
    /// 数额与数值 that papers repeat of the three documents
    #[serde(rename = "数额与数值")]
    Quantity,
    /// 刑罚记载 of card and earlier sentences
    #[serde(rename = "刑罚记载")]
    Punishment,
}

/// What a range check bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Bounded {
    /// 刑种期限 刑法§38、42、45
    #[serde(rename = "刑种期限")]
    Term,
    /// 缓刑考验期 刑法§73
    #[serde(rename = "缓刑考验期")]
    Probation,
    /// 缓刑条件 刑法§72、74
    #[serde(rename = "缓刑条件")]
    Suspension,
    /// 剥夺政治权利 刑法§55-57
    #[serde(rename = "剥夺政治权利")]
    Deprivation,
    /// 数罪并罚 刑法§69
    #[serde(rename = "数罪并罚")]
    Combination,
    /// 法定刑幅度 刑法分则、§62-63
    #[serde(rename = "法定刑幅度")]
    Statutory,
    /// 必并处财产刑与罚金下限
    #[serde(rename = "罚金")]
    Fine,
    /// 刑期起止 高法解释§202
    #[serde(rename = "刑期起止")]
    Period,
    /// 刑期终止早于起始
    #[serde(rename = "刑期倒置")]
    Backward,
    /// 量刑建议的法定刑幅度
    #[serde(rename = "建议幅度")]
    Recommended,
    /// 独任审判的刑期上限 刑诉§216
    #[serde(rename = "独任刑期")]
    SingleJudge,
}

/// A rule on the case card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum CardRule {
    /// 身份证号校验、出生日期、性别位
    #[serde(rename = "身份证号")]
    Identity,
    /// 日期与文书一致
    #[serde(rename = "日期一致")]
    Dates,
    /// 认罪认罚填录齐全
    #[serde(rename = "认罪认罚")]
    Plea,
    /// 采纳情况与计算一致
    #[serde(rename = "采纳情况")]
    Adoption,
    /// 退补、延长次数与文书份数
    #[serde(rename = "次数")]
    Counts,
    /// 未成年标记
    #[serde(rename = "未成年")]
    Minor,
    /// 必填空值、占位值
    #[serde(rename = "空值")]
    Blank,
    /// 强制措施链
    #[serde(rename = "强制措施")]
    Custody,
}

/// One check of several, with conditions of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Conditions as in a point's own `when`.
    #[serde(default)]
    pub when: Vec<String>,
    /// What is checked.
    pub check: Check,
}

/// A check with its parameters.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", deny_unknown_fields)]
pub enum Check {
    /// 期限: `to` must come within `limit` of `from`.
    #[serde(rename = "期限")]
    Deadline {
        /// Steps that start the limit.
        from: Vec<StepKind>,
        /// Steps that end it.
        to: Vec<StepKind>,
        /// How long.
        limit: Limit,
        /// Person or case.
        #[serde(default)]
        per: Per,
        /// Steps that start it anew; the last one before `to` counts.
        #[serde(default)]
        restart: Vec<StepKind>,
        /// Extensions on file.
        #[serde(default)]
        extend: Vec<Extension>,
        /// Steps whose date is itself the new last day.
        #[serde(default)]
        until: Vec<StepKind>,
        /// Steps that end the matter before `to`, so that the limit does not run on.
        #[serde(default)]
        stopped_by: Vec<StepKind>,
        /// Steps that, on or before the start, make another limit apply.
        #[serde(default)]
        unless: Vec<StepKind>,
        /// Whether a last day on a holiday moves on.
        #[serde(default)]
        roll_over: bool,
        /// Other limits under conditions; the first whose conditions all hold replaces `limit`.
        #[serde(default)]
        by: Vec<Variant>,
        /// What to say, with {from}, {limit}, {actual}, {to} and {over}; the usual sentence where none.
        #[serde(default)]
        message: Option<String>,
    },
    /// 次序: dates may not run backwards.
    #[serde(rename = "次序")]
    Order {
        /// Steps in order; a missing one is skipped.
        steps: Vec<StepKind>,
        /// Whether only the dates of the case card count.
        #[serde(default)]
        card: bool,
        /// Person or case.
        #[serde(default)]
        per: Per,
    },
    /// 存在: a paper or step must be there.
    #[serde(rename = "存在")]
    Presence {
        /// Any of these kinds…
        #[serde(default)]
        papers: Vec<DocumentKind>,
        /// …or any of these steps…
        #[serde(default)]
        steps: Vec<StepKind>,
        /// …or these words in any paper, as a regular expression.
        #[serde(default)]
        words: Option<String>,
        /// Person or case.
        #[serde(default)]
        per: Per,
        /// What a missing one means.
        #[serde(default)]
        missing: Missing,
        /// Name of what is missing, for the message.
        label: String,
    },
    /// 内容: required items of a document.
    #[serde(rename = "内容")]
    Content {
        /// Kinds of documents looked at.
        of: Vec<DocumentKind>,
        /// What must be there.
        items: Vec<Item>,
        /// Only papers with these words, as a regular expression, are looked at.
        #[serde(default)]
        about: Option<String>,
        /// Papers with these words are not looked at.
        #[serde(default)]
        unless: Option<String>,
    },
    /// 一致: sources must agree.
    #[serde(rename = "一致")]
    Agreement {
        /// What.
        value: Value,
    },
    /// 重叠: interviews may not overlap.
    #[serde(rename = "重叠")]
    Overlap {},
    /// 笔录: items of interview records.
    #[serde(rename = "笔录")]
    Interview {
        /// 讯问人数, 起止时间, 在场成年人, 权利告知
        item: String,
    },
    /// 合计: items must add up to totals.
    #[serde(rename = "合计")]
    Arithmetic {},
    /// 幅度: figures must lie within bounds.
    #[serde(rename = "幅度")]
    Range {
        /// Which figure.
        what: Bounded,
    },
    /// 羁押链: days authorised against days held.
    #[serde(rename = "羁押链")]
    CustodyChain {},
    /// 差异: differences of the comparison.
    #[serde(rename = "差异")]
    Difference {
        /// Aspects that count.
        aspects: Vec<String>,
        /// Labels of the two sides; empty for any.
        #[serde(default)]
        between: Vec<String>,
        /// Meanings that count; empty for any.
        #[serde(default)]
        meanings: Vec<String>,
    },
    /// 案卡
    #[serde(rename = "案卡")]
    Card {
        /// Which rule.
        rule: CardRule,
    },
    /// 用语: words that should not stand there.
    #[serde(rename = "用语")]
    Words {
        /// What is looked for.
        rules: Vec<Wording>,
    },
    /// 引条: articles that go with a kind of paper, or with words.
    #[serde(rename = "引条")]
    Cited {
        /// The rules.
        rules: Vec<CitationRule>,
    },
    /// 罪名规范
    #[serde(rename = "罪名")]
    ChargeNames {},
    /// 法条存在
    #[serde(rename = "法条存在")]
    ArticlesExist {},
    /// 情节与条款对应
    #[serde(rename = "情节引条")]
    CircumstanceArticles {},
    /// 冲突: conditions that may not hold together.
    #[serde(rename = "冲突")]
    Conflict {
        /// Conditions by name.
        all: Vec<String>,
        /// When given, at least one of these must hold too.
        #[serde(default)]
        any: Vec<String>,
        /// Person or case.
        #[serde(default)]
        per: Per,
        /// What to say.
        message: String,
    },
    /// 次数: a step may not happen more often than this.
    #[serde(rename = "次数")]
    Count {
        /// Which step.
        step: StepKind,
        /// How often at most.
        most: usize,
        /// Name of the step, for the message.
        label: String,
    },
    /// 文号年度: the year in a paper's number is the year it was made.
    #[serde(rename = "文号年度")]
    NumberYear {
        /// Kinds of documents looked at.
        of: Vec<DocumentKind>,
    },
    /// 组合: several checks that make up one point.
    #[serde(rename = "组合")]
    Several {
        /// The checks.
        parts: Vec<Part>,
    },
    /// 人工: a person looks.
    #[serde(rename = "人工")]
    Manual {},
}
