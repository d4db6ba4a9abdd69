//! The kinds of papers a criminal dossier holds.

mod cues;
mod inline;
mod recognise;
mod title;

use serde::{Deserialize, Serialize};

pub(super) use inline::{inline_title_of, is_bracketed, is_numbered_head, numbered_title_of};
pub use recognise::classify;
pub(super) use recognise::recognise;
pub(super) use title::{Title, is_issuer_line, number_of, resembles_title, title_of};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $label:literal;)*) => {
        /// What a paper is. The Chinese label is its official title.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum DocumentKind {
            $(#[doc = $label] #[serde(rename = $label)] $variant,)*
        }

        impl DocumentKind {
            /// Every kind, in the order of the list.
            pub const ALL: &[DocumentKind] = &[$(DocumentKind::$variant),*];

            /// Official title in Chinese.
            pub fn label(self) -> &'static str {
                match self { $(DocumentKind::$variant => $label,)* }
            }
        }
    };
}

kinds! {
    // The three documents and their neighbours.
    ProsecutionOpinion = "起诉意见书";
    SupplementaryOpinion = "补充移送起诉意见书";
    Indictment = "起诉书";
    Judgment = "判决书";
    Ruling = "裁定书";
    NonProsecutionDecision = "不起诉决定书";
    NonProsecutionAnnouncement = "宣布不起诉决定笔录";
    ConditionalNonProsecution = "附条件不起诉决定书";
    ProbationReport = "考察意见书";
    SupplementaryIndictment = "追加起诉决定书";
    AmendedIndictment = "变更起诉决定书";
    WithdrawalDecision = "撤回起诉决定书";
    PostponementProposal = "延期审理建议书";
    RecordSealing = "犯罪记录封存决定书";
    // Prosecution papers.
    ReviewReport = "审查报告";
    ArrestReviewOpinion = "审查逮捕意见书";
    ArrestApproval = "批准逮捕决定书";
    ArrestReceipt = "逮捕执行回执";
    ArrestRefusal = "不批准逮捕决定书";
    ArrestRefusalReasons = "不批准逮捕理由说明书";
    ArrestDecision = "逮捕决定书";
    SupplementaryInvestigationDecision = "补充侦查决定书";
    SupplementaryInvestigationOutline = "补充侦查提纲";
    ReviewExtension = "延长审查起诉期限决定书";
    DetentionExtensionApproval = "批准延长侦查羁押期限决定书";
    PleaAgreement = "认罪认罚具结书";
    SentencingRecommendation = "量刑建议书";
    RightsNotice = "权利义务告知书";
    PleaRightsNotice = "认罪认罚从宽制度告知书";
    OpinionHearing = "听取意见笔录";
    LegalAidNotice = "提供法律援助通知书";
    SuspectOpinionForm = "听取犯罪嫌疑人意见书";
    JurisdictionTransfer = "移送管辖函";
    MeasureNotification = "采取强制措施告知函";
    ApplicationReply = "申请答复书";
    FileAccessRegister = "律师阅卷登记表";
    JudgmentReviewForm = "刑事判决裁定审查表";
    Protest = "抗诉书";
    ProtestRequest = "抗诉请求书";
    ProtestReply = "抗诉请求答复书";
    ReconsiderationRequest = "要求复议意见书";
    ReconsiderationDecision = "复议决定书";
    CorrectionNotice = "纠正违法通知书";
    ProcuratorialSuggestion = "检察建议书";
    ProcuratorialOpinion = "检察意见书";
    MonitoringNotice = "案件流程监控通知书";
    MonitoringReply = "流程监控反馈意见书";
    CustodyNecessityReview = "羁押必要性审查意见书";
    SocialInvestigation = "社会调查报告";
    ApprovalForm = "审批表";
    AcceptanceForm = "受理案件登记表";
    // Police papers.
    CaseReceptionForm = "受案登记表";
    FilingDecision = "立案决定书";
    SummonsWarrant = "传唤证";
    CompelledAppearanceWarrant = "拘传证";
    DetentionWarrant = "拘留证";
    DetentionNotice = "拘留通知书";
    DetentionExtensionNotice = "延长拘留期限通知书";
    ArrestRequest = "提请批准逮捕书";
    ArrestWarrant = "逮捕证";
    ArrestNotice = "逮捕通知书";
    BailDecision = "取保候审决定书";
    BailObligations = "被取保候审人义务告知书";
    BailRelease = "解除取保候审决定书";
    ResidentialSurveillance = "监视居住决定书";
    SurveillanceRelease = "解除监视居住决定书";
    InvestigationExtensionRequest = "提请批准延长侦查羁押期限意见书";
    CustodyRestartNotice = "变更羁押期限通知书";
    CustodyTransfer = "换押证";
    ReleaseCertificate = "释放证明书";
    InterrogationPass = "提讯提解证";
    Interrogation = "讯问笔录";
    WitnessInterview = "询问笔录";
    SearchWarrant = "搜查证";
    SearchRecord = "搜查笔录";
    SeizureDecision = "扣押决定书";
    SeizureList = "扣押清单";
    ReturnList = "发还清单";
    TransferList = "随案移送清单";
    RepaymentReceipt = "退缴凭证";
    TransactionRecord = "转账明细";
    FreezeNotice = "协助冻结财产通知书";
    StorageRecord = "涉案财物出入库单";
    IdentificationRecord = "辨认笔录";
    SceneRecord = "现场勘验笔录";
    AppraisalCommission = "鉴定聘请书";
    AppraisalOpinion = "鉴定意见";
    AppraisalNotice = "鉴定意见通知书";
    PriceAppraisal = "价格认定结论书";
    TrafficAccidentFinding = "道路交通事故认定书";
    BloodSampleForm = "血样提取登记表";
    WeighingRecord = "称量取样笔录";
    ElectronicDataRecord = "电子数据提取笔录";
    ArrivalAccount = "到案经过";
    HouseholdCertificate = "户籍证明";
    PriorRecord = "前科材料";
    ForgivenessLetter = "谅解书";
    SettlementAgreement = "和解协议书";
    CaseWithdrawal = "撤销案件决定书";
    SupplementaryInvestigationReport = "补充侦查报告书";
    LienZhiDecision = "留置决定书";
    // Shared.
    ServiceReturn = "送达回证";
    DossierIndex = "卷内目录";
    DefenceOpinion = "辩护意见";
    PowerOfAttorney = "委托书";
    Application = "申请书";
    CaseCard = "案卡";
    Statement = "情况说明";
    Unknown = "未识别";
}

#[cfg(test)]
mod tests {
    use super::DocumentKind;

    #[test]
    fn labels_are_unique() {
        let mut labels: Vec<_> = DocumentKind::ALL.iter().map(|kind| kind.label()).collect();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), DocumentKind::ALL.len());
    }
}
