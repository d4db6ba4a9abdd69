//! The closed set of check kinds with their parameters. A new point needs no Rust, only these.

mod item;
mod limit;
mod parameter;
mod subject;

use serde::Deserialize;

use super::pattern::Pattern;
use crate::document::DocumentKind;
use crate::extract::elements::StepKind;

pub use item::{ClockItem, OnFileItem, RecordItem, SignatureItem};
pub use limit::Limit;
pub use parameter::{
    CitationRule, Extension, Item, Missing, Per, Signer, Substitute, Suspension, Variant, Wording,
};
pub use subject::{Bounded, CardRule, Value};

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
        /// What stands in for a start no paper dates; the first that is told.
        #[serde(default)]
        else_from: Vec<Substitute>,
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
        /// Times that do not count; where their days are not told, the answer is unknown.
        #[serde(default)]
        not_counted: Vec<Suspension>,
        /// How much earlier than the last day `to` must come: 期限届满七日前.
        #[serde(default)]
        ahead: Option<Limit>,
        /// Report only what would be in time if the last day moved on from a holiday.
        #[serde(default)]
        only_rolled: bool,
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
        /// Steps that end a round: dates on both sides of one belong to different rounds and are not compared.
        #[serde(default)]
        interrupted_by: Vec<StepKind>,
        /// Only dates this near to each other are compared; in days.
        #[serde(default)]
        within: Option<Limit>,
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
        words: Option<Pattern>,
        /// Papers whose words count; all but the notices of rights where none.
        #[serde(default)]
        among: Vec<DocumentKind>,
        /// Person or case.
        #[serde(default)]
        per: Per,
        /// What a missing one means.
        #[serde(default)]
        missing: Missing,
        /// Papers that prove the file of this stage to be there; where given, they stand for the whole dossier.
        #[serde(default)]
        beside: Vec<DocumentKind>,
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
        about: Option<Pattern>,
        /// Papers with these words are not looked at.
        #[serde(default)]
        unless: Option<Pattern>,
        /// Words by which another paper tells what should be there.
        #[serde(default)]
        elsewhere: Option<Pattern>,
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
    /// 冻结: how long money may stay frozen.
    #[serde(rename = "冻结")]
    Freeze {},
    /// 雷同: records of interviews with nearly the same answers.
    #[serde(rename = "雷同")]
    Similarity {},
    /// 笔录: items of interview records.
    #[serde(rename = "笔录")]
    Interview {
        /// What is looked at.
        item: RecordItem,
    },
    /// 在卷: papers the dossier shows to exist must be in it.
    #[serde(rename = "在卷")]
    OnFile {
        /// Which papers.
        item: OnFileItem,
    },
    /// 签名: who signed a paper of evidence, and who could not have.
    #[serde(rename = "签名")]
    Signing {
        /// Whose signature.
        item: SignatureItem,
    },
    /// 时刻: what papers date must have been possible at that time.
    #[serde(rename = "时刻")]
    Clock {
        /// Which times.
        item: ClockItem,
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
    /// 校对: slips of writing a rule can tell for certain.
    #[serde(rename = "校对")]
    Proofread {
        /// Kinds of documents looked at.
        of: Vec<DocumentKind>,
    },
    /// 事实要素: every incident has time and place.
    #[serde(rename = "事实要素")]
    FactParts {
        /// Kinds of documents looked at.
        of: Vec<DocumentKind>,
    },
    /// 起诉书份数
    #[serde(rename = "起诉书份数")]
    Copies {},
    /// 送达: papers are served after they are made.
    #[serde(rename = "送达")]
    Service {},
    /// 公开文书: what a published paper must not show.
    #[serde(rename = "公开文书")]
    PublicVersion {},
    /// 件数: how many times the clock of the case was started anew (案-件比).
    #[serde(rename = "件数")]
    Starts {
        /// Steps that count as one more.
        steps: Vec<StepKind>,
        /// More than this is told.
        most: usize,
    },
    /// 组合: several checks that make up one point.
    #[serde(rename = "组合")]
    Several {
        /// The checks.
        parts: Vec<Part>,
    },
    /// 追诉时效 刑法§87-89
    #[serde(rename = "追诉时效")]
    Limitation {},
    /// 监督: what other points report must have been taken up.
    #[serde(rename = "监督")]
    Oversight {
        /// Codes of the points.
        points: Vec<String>,
        /// Papers that take it up…
        #[serde(default)]
        papers: Vec<DocumentKind>,
        /// …or words in any paper, as a regular expression.
        #[serde(default)]
        words: Option<Pattern>,
        /// Name of what is missing, for the message.
        label: String,
    },
    /// 人工: a person looks.
    #[serde(rename = "人工")]
    Manual {},
}
