//! Steps of the procedure, trial, interviews, signatures.

use serde::{Deserialize, Serialize};

use crate::text::{Cited, Moment};

macro_rules! steps {
    ($($(#[$doc:meta])* $variant:ident = $label:literal;)*) => {
        /// A dated step of the procedure. Review points name steps by their Chinese label.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum StepKind {
            $(#[doc = $label] $(#[$doc])* #[serde(rename = $label)] $variant,)*
        }

        impl StepKind {
            /// Every step, in the usual order of a case.
            pub const ALL: &[StepKind] = &[$(StepKind::$variant),*];

            /// Chinese label.
            pub fn label(self) -> &'static str {
                match self { $(StepKind::$variant => $label,)* }
            }
        }
    };
}

steps! {
    Birth = "出生";
    /// A date of the person's past, never of this case.
    PriorJudged = "前科判决";
    /// A date of the person's past, never of this case.
    PriorReleased = "前科释放";
    OffenceFirst = "首次作案";
    OffenceLast = "末次作案";
    Report = "报案";
    CaseReceived = "受案";
    Filed = "立案";
    Arrival = "到案";
    SummonStart = "传唤到案";
    SummonEnd = "传唤离开";
    TakenIn = "羁押";
    Liuzhi = "留置";
    InvestigationRightsTold = "侦查阶段告知权利";
    Detained = "拘留";
    DetainedDelivered = "拘留送看守所";
    DetentionFamilyNotice = "拘留通知家属";
    DetentionExtended = "延长拘留";
    DetentionExtendedUntil = "拘留期限延长至";
    FirstInterrogation = "拘留后首次讯问";
    Interrogated = "侦查讯问";
    BreathTested = "呼气检测";
    BloodDrawn = "提取血样";
    SampleSubmitted = "送检";
    ArrestRequested = "提请批准逮捕";
    ArrestRequestReceived = "收到提请批准逮捕书";
    ArrestReviewDecided = "审查逮捕决定";
    ArrestApproved = "批准逮捕";
    ArrestRefused = "不批准逮捕";
    Arrested = "逮捕";
    ArrestFamilyNotice = "逮捕通知家属";
    ArrestInterrogation = "逮捕后讯问";
    ArrestReceipt = "逮捕执行回执";
    Bailed = "取保候审";
    BailLifted = "解除取保候审";
    Surveillance = "监视居住";
    SurveillanceLifted = "解除监视居住";
    Released = "释放";
    CustodyExtensionRequested = "提请延长侦查羁押期限";
    CustodyExtended = "延长侦查羁押期限";
    CustodyExtendedUntil = "侦查羁押期限延长至";
    CustodyRestarted = "重新计算侦查羁押期限";
    OtherCrimeFound = "发现另有重要罪行";
    CustodyRestartNoticed = "变更羁押期限通知";
    CustodyTransferred = "换押";
    AppraisalCommissioned = "委托鉴定";
    AppraisalAccepted = "受理鉴定";
    PriceBase = "价格认定基准日";
    AppraisalIssued = "出具鉴定意见";
    AppraisalTold = "告知鉴定意见";
    PsychiatricCommissioned = "委托精神病鉴定";
    PsychiatricIssued = "出具精神病鉴定意见";
    CaseWithdrawn = "撤销案件";
    InvestigationClosed = "侦查终结";
    Transferred = "移送审查起诉";
    Accepted = "受理审查起诉";
    Assigned = "分案";
    NoJurisdictionFound = "发现无管辖权";
    JurisdictionTransferred = "移送管辖";
    RightsToldSuspect = "告知犯罪嫌疑人权利";
    RightsToldVictim = "告知被害人权利";
    PleaRightsTold = "告知认罪认罚规定";
    SuspectInterrogated = "审查起诉讯问";
    DefenceHeard = "听取辩护人意见";
    VictimHeard = "听取被害人意见";
    LegalAidNotified = "通知法律援助";
    LegalAidRequested = "申请法律援助";
    LegalAidForwarded = "转交法律援助申请";
    MeasureChangeRequested = "申请变更强制措施";
    MeasureChangeAnswered = "答复变更强制措施申请";
    FileAccessRequested = "申请阅卷";
    FileAccessGranted = "安排阅卷";
    LayDefenderRequested = "非律师辩护人申请";
    LayDefenderAnswered = "答复非律师辩护人申请";
    EvidenceRequested = "申请调取证据";
    EvidenceAnswered = "答复调取证据申请";
    CollectionRequested = "申请许可取证";
    CollectionAnswered = "答复许可取证申请";
    ComplaintAccepted = "受理诉讼权利控告";
    ComplaintAnswered = "答复诉讼权利控告";
    MeasureByProcuratorate = "检察机关采取强制措施";
    EmployerTold = "告知所在单位";
    Returned = "退回补充侦查";
    Resubmitted = "补充侦查重新移送";
    ReviewExtended = "延长审查起诉期限";
    ReviewExtendedUntil = "审查起诉期限延长至";
    SelfInvestigated = "自行补充侦查";
    PleaSigned = "签署具结书";
    Prosecuted = "提起公诉";
    NotProsecuted = "不起诉决定";
    ConditionallyNotProsecuted = "附条件不起诉决定";
    NonProsecutionAnnounced = "宣布不起诉";
    ReconsiderationReceived = "收到复议申请";
    ReconsiderationDecided = "复议决定";
    SecondReviewReceived = "收到复核申请";
    SecondReviewDecided = "复核决定";
    CourtAccepted = "法院受理";
    Hearing = "开庭";
    PostponementProposed = "建议延期审理";
    TrialPostponed = "延期审理";
    ResumptionRequested = "提请恢复审理";
    TrialResumed = "恢复审理";
    TrialSuspended = "中止审理";
    TrialExtended = "延长审理期限";
    AmendedProsecution = "变更追加起诉";
    WithdrawnProsecution = "撤回起诉";
    Judged = "判决";
    Pronounced = "宣判";
    JudgmentReceived = "收到判决书";
    JudgmentEntered = "判决信息填录";
    JudgmentEffective = "判决生效";
    JudgmentReviewed = "判决审查";
    ProtestRequested = "收到抗诉请求";
    ProtestAnswered = "答复抗诉请求";
    Protested = "抗诉";
    Approved = "审批";
    Signed = "文书签发";
    Served = "送达";
    UnrelatedFound = "查明与案件无关";
    UnrelatedReturned = "返还无关财物";
    Archived = "归档";
    Published = "文书公开";
    MonitoringNoticed = "流程监控通知";
    MonitoringReplied = "流程监控回复";
}

/// A step as a document gives it.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// Which step.
    pub kind: StepKind,
    /// Persons it concerns, as written; empty for the whole case.
    pub persons: Vec<String>,
    /// When; none where the step is told without a date.
    pub at: Option<Cited<Moment>>,
    /// Office, as written.
    pub organ: Option<String>,
    /// Number of the paper named with the step.
    pub number: Option<String>,
    /// Which time, from 1: 第二次退回补充侦查.
    pub ordinal: Option<u32>,
    /// What the kind leaves open, in words: the paper served, the manner of arrival (主动投案).
    pub detail: Option<String>,
    /// The clause it stands in.
    pub clause: Cited<()>,
}

/// Procedure of the trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum TrialProcedure {
    /// 普通程序
    #[serde(rename = "普通程序")]
    Ordinary,
    /// 简易程序
    #[serde(rename = "简易程序")]
    Summary,
    /// 速裁程序
    #[serde(rename = "速裁程序")]
    FastTrack,
}

/// Bench.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Panel {
    /// 合议庭
    #[serde(rename = "合议庭")]
    Collegial,
    /// 独任审判
    #[serde(rename = "独任")]
    Single,
}

/// How the case was, or should be, tried.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Trial {
    /// Procedure used or proposed.
    pub procedure: Option<Cited<TrialProcedure>>,
    /// Bench.
    pub panel: Option<Cited<Panel>>,
    /// Whether the hearing was public.
    pub public: Option<Cited<bool>>,
    /// 决定不开庭审理: an appeal decided on the papers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_hearing: Option<Cited<()>>,
    /// 检察员……出庭
    pub prosecutor_present: Option<Cited<String>>,
    /// 转为普通程序
    pub converted: Option<Cited<()>>,
}

/// A record of an interrogation or interview.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Interview {
    /// 第几次
    pub ordinal: Option<u32>,
    /// Who is asked.
    pub person: Option<Cited<String>>,
    /// Start with hour and minute.
    pub start: Option<Cited<Moment>>,
    /// End with hour and minute.
    pub end: Option<Cited<Moment>>,
    /// Where.
    pub place: Option<Cited<String>>,
    /// 讯问人、询问人
    pub interviewers: Vec<Cited<String>>,
    /// 记录人
    pub recorder: Option<Cited<String>>,
    /// 权利义务告知 in the record.
    pub rights_told: Option<Cited<()>>,
    /// 法定代理人、合适成年人 present.
    pub adult_present: Option<Cited<String>>,
    /// 翻译人员 present.
    pub interpreter: Option<Cited<String>>,
    /// 以上笔录我看过
    pub confirmed: Option<Cited<()>>,
}

/// A signature or seal line.
#[derive(Debug, Clone, Serialize)]
pub struct Signature {
    /// 审判长、检察官、书记员……
    pub role: String,
    /// Name as written.
    pub name: Cited<String>,
}
