//! What agreement, range and card checks look at.

use serde::Deserialize;

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
    /// 事故责任, finding of the traffic police against the main papers
    #[serde(rename = "事故责任")]
    Liability,
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
    /// 扣押款项, the list of what was seized against the main papers
    #[serde(rename = "扣押款项")]
    SeizedMoney,
    /// 价格认定与指控数额
    #[serde(rename = "价格认定")]
    Price,
    /// 姓名, one spelling in all papers
    #[serde(rename = "姓名")]
    Name,
    /// 文号, as other papers name it
    #[serde(rename = "文号")]
    Number,
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
    /// 年龄、性别 of a paper against the birth date and number it gives
    #[serde(rename = "年龄性别")]
    Age,
    /// 审查报告 against the decision made on it
    #[serde(rename = "审查报告")]
    Report,
    /// 量刑建议书情节, recommendation against indictment
    #[serde(rename = "量刑情节")]
    Circumstance,
    /// 检材编号 of taking, sending and appraisal
    #[serde(rename = "检材编号")]
    Sample,
    /// 退缴金额, receipts against the main papers
    #[serde(rename = "退缴金额")]
    Repaid,
    /// 案卷册数, what the police list against what the office took in
    #[serde(rename = "案卷册数")]
    Volumes,
    /// 收到判决日, card against receipts
    #[serde(rename = "收到判决日")]
    Receipt,
    /// 前科记载 of records against the main papers
    #[serde(rename = "前科")]
    Prior,
    /// 退赔对象与附带民事判项
    #[serde(rename = "退赔对象")]
    Repayment,
    /// 主文罪名, operative part against reasons and indictment
    #[serde(rename = "主文罪名")]
    Operative,
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
    /// 量刑建议书漏提必并处的财产刑
    #[serde(rename = "建议罚金")]
    RecommendedFine,
    /// 量刑建议幅度的跨度
    #[serde(rename = "建议跨度")]
    Span,
    /// 独任审判的刑期上限 刑诉§216
    #[serde(rename = "独任刑期")]
    SingleJudge,
    /// 从旧兼从轻 刑法§12
    #[serde(rename = "从旧兼从轻")]
    Mitior,
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
    /// 累犯标记与文书一致
    #[serde(rename = "累犯")]
    Recidivist,
    /// 必填空值、占位值
    #[serde(rename = "空值")]
    Blank,
    /// 强制措施链
    #[serde(rename = "强制措施")]
    Custody,
    /// 收到判决后的填录
    #[serde(rename = "判决填录")]
    JudgmentEntered,
    /// 不捕、不诉的类型与文书一致
    #[serde(rename = "不捕不诉")]
    Refusal,
    /// 操作记录与文书日期
    #[serde(rename = "操作记录")]
    Log,
    /// 已办结而未填录
    #[serde(rename = "办结填录")]
    Closed,
    /// 承办检察官与署名一致
    #[serde(rename = "承办人")]
    Handler,
    /// 审批层级
    #[serde(rename = "审批层级")]
    Approval,
}
