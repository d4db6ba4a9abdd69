//! Conditions by name, as points and conflicts write them. Three-valued: a dossier may not tell.

mod age;
mod carded;
mod custody;
mod decision;
mod evidence;
mod papers;
mod plea;
mod prosecution;
mod recidivism;
mod sentence;
mod settled;
mod worded;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as Kind;
use crate::extract::elements::{
    CircumstanceKind, CustodyStep, Measure, Panel, PartyRole, SentenceKind, Stance, StepKind, TrialProcedure,
};
use crate::text::Quote;

use age::{age_below_eighteen, is_tried, minor_on};
use sentence::{longer_than, of_kind, punishment, recommended};
pub(super) use sentence::{recommendations, sentences};

use super::verdict::Scope;

/// Whether a condition holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Answer {
    /// It does, by these words.
    Yes(Vec<Quote>),
    /// It does not.
    No,
    /// The dossier does not tell.
    Unknown,
}

impl Answer {
    pub(super) fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Yes(_) => Some(true),
            Self::No => Some(false),
            Self::Unknown => None,
        }
    }

    fn of(quote: Option<&Quote>) -> Self {
        quote.map_or(Self::No, |quote| Self::Yes(vec![quote.clone()]))
    }

    fn plain(holds: bool) -> Self {
        if holds { Self::Yes(Vec::new()) } else { Self::No }
    }
}

/// So many papers make a dossier rather than a few loose papers.
const FULL_DOSSIER: usize = 6;

/// Whether the folder looks like a whole dossier: the main papers and their neighbours.
pub(super) fn is_full_dossier(case: &CaseFile) -> bool {
    let has = |kind| case.of_kind(kind).next().is_some();
    let closing = [
        Kind::Indictment,
        Kind::NonProsecutionDecision,
        Kind::ConditionalNonProsecution,
        Kind::CaseWithdrawal,
    ];
    let main = closing.into_iter().any(has);
    let readable = case.papers.iter().filter(|paper| paper.kind() != Kind::CaseCard).count();
    main && has(Kind::ProsecutionOpinion) && readable >= FULL_DOSSIER
}

/// Every name points may use; a misspelled one is found by the tests.
pub(super) fn names() -> Vec<&'static str> {
    let topics = [
        NAMES,
        custody::NAMES,
        decision::NAMES,
        evidence::NAMES,
        papers::NAMES,
        plea::NAMES,
        recidivism::NAMES,
        settled::NAMES,
    ];
    topics.into_iter().flatten().copied().chain(worded::names()).collect()
}

/// Names that code answers to; those of `worded.toml` come beside.
const NAMES: &[&str] = &[
    "有起诉书",
    "有判决书",
    "开庭当日判决",
    "有起诉意见书",
    "有不起诉决定书",
    "有案卡",
    "有被害人",
    "多名被告人",
    "认罪认罚",
    "未成年",
    "已逮捕",
    "已拘留",
    "取保候审",
    "完整卷宗",
    "累犯",
    "判处缓刑",
    "建议缓刑",
    "速裁程序",
    "简易程序",
    "独任审判",
    "建议速裁",
    "有扣押物品",
    "退回补充侦查",
    "鉴定意见",
    "盗窃",
    "伤害",
    "危险驾驶",
    "自首",
    "附带民事",
    "刑期超过三年",
    "刑期超过一年",
    "刑期三年以上",
    "刑期一年以上",
    "建议超过三年",
    "宣告无罪",
    "免予刑事处罚",
    "案卡起诉与判决罪名不一致",
    "已满七十五周岁",
    "无辩护人",
    "有监视居住",
    "有流程监控通知",
    "盲聋哑",
    "单人案件",
    "撤回起诉",
    "有具结书",
    "有留置",
    "精神病鉴定",
    "延长审查起诉",
    "起诉时认罪认罚",
    "未成年与成年同案起诉",
    "写明分案情况",
    "部分被告人不认罪认罚",
    "建议幅度刑",
    "本人有具结书",
    "转为普通程序",
    "不起诉可申诉",
    "有审查报告",
    "有检察卷",
    "有精神病鉴定",
    "身份不明",
    "无法通知家属",
    "异地抓获",
    "诉讼中未成年",
    "审判时未成年",
    "讯问笔录连续",
];

/// Evaluates a condition. `非` in front denies it.
pub(super) fn holds(scope: Scope<'_>, name: &str) -> Answer {
    if let Some(denied) = name.strip_prefix('非') {
        return match holds(scope, denied) {
            Answer::Yes(_) => Answer::No,
            Answer::No => Answer::Yes(Vec::new()),
            Answer::Unknown => Answer::Unknown,
        };
    }
    let case = scope.case;
    let paper = |kind: Kind| Answer::plain(case.of_kind(kind).next().is_some());
    match name {
        "有起诉书" => paper(Kind::Indictment),
        "开庭当日判决" => decided_at_the_hearing(scope),
        "有判决书" => paper(Kind::Judgment),
        "有起诉意见书" => paper(Kind::ProsecutionOpinion),
        "有不起诉决定书" => paper(Kind::NonProsecutionDecision),
        "有具结书" => paper(Kind::PleaAgreement),
        "有检察卷" => Answer::plain(case.papers.iter().any(|paper| PROSECUTION.contains(&paper.kind()))),
        "有留置" => step(scope, StepKind::Liuzhi),
        "有精神病鉴定" => words(case, &PSYCHIATRIC),
        "身份不明" => words(case, &IDENTITY_UNKNOWN),
        "无法通知家属" => words(case, &NO_NOTICE),
        "异地抓获" => words(case, &CAUGHT_ELSEWHERE),
        "讯问笔录连续" => records_unbroken(scope),
        "诉讼中未成年" => minor_on(scope, &[StepKind::Accepted, StepKind::Transferred]),
        "审判时未成年" if !is_tried(scope) => Answer::No,
        "审判时未成年" => minor_on(scope, &[StepKind::Hearing, StepKind::Judged]),
        "鉴定意见" => paper(Kind::AppraisalOpinion),
        "有流程监控通知" => paper(Kind::MonitoringNotice),
        "有扣押物品" => paper(Kind::SeizureList),
        "有案卡" => Answer::plain(case.card.is_some()),
        "完整卷宗" => Answer::plain(is_full_dossier(case)),
        "多名被告人" => Answer::plain(case.persons.len() > 1),
        "单人案件" => Answer::plain(case.persons.len() == 1),
        "有被害人" => victim(case),
        "认罪认罚" => plea_of(scope),
        "未成年" => age_below_eighteen(scope),
        "已满七十五周岁" => circumstance(scope, CircumstanceKind::Elderly),
        "累犯" => circumstance(scope, CircumstanceKind::Recidivist),
        "自首" => circumstance(scope, CircumstanceKind::Surrender),
        "盲聋哑" => circumstance(scope, CircumstanceKind::DeafMuteOrBlind),
        "已逮捕" => measure(scope, Measure::Arrest, StepKind::Arrested),
        "已拘留" => measure(scope, Measure::Detention, StepKind::Detained),
        "取保候审" => measure(scope, Measure::Bail, StepKind::Bailed),
        "有监视居住" => measure(scope, Measure::Surveillance, StepKind::Surveillance),
        "退回补充侦查" => step(scope, StepKind::Returned),
        "撤回起诉" => step(scope, StepKind::WithdrawnProsecution),
        "判处缓刑" => punishment(scope, |p| p.suspended.as_ref().map(|s| &s.quote)),
        "宣告无罪" => {
            carded::sentence(scope, punishment(scope, |p| of_kind(p, SentenceKind::NotGuilty)), "无罪")
        }
        "免予刑事处罚" => {
            carded::sentence(scope, punishment(scope, |p| of_kind(p, SentenceKind::Exempted)), "免予刑事处罚")
        }
        "案卡起诉与判决罪名不一致" => carded::charges_differ(scope),
        "刑期超过三年" => longer_than(scope, 36),
        "刑期超过一年" => longer_than(scope, 12),
        // One day less than the bound is still below it.
        "刑期三年以上" => longer_than(scope, 35),
        "刑期一年以上" => longer_than(scope, 11),
        "建议缓刑" => recommended(scope, |wanted| wanted.suspension),
        "建议超过三年" => recommended(scope, |wanted| {
            wanted.high.or(wanted.low).is_some_and(|term| term.total_months() > 36)
        }),
        "速裁程序" => procedure(case, Kind::Judgment, TrialProcedure::FastTrack),
        "简易程序" => procedure(case, Kind::Judgment, TrialProcedure::Summary),
        "建议速裁" => procedure(case, Kind::Indictment, TrialProcedure::FastTrack),
        "独任审判" => single_judge(case),
        "附带民事" => party(case, PartyRole::CivilClaimant),
        "无辩护人" => Answer::plain(!has_defender(scope)),
        "盗窃" | "伤害" | "危险驾驶" => charged(scope, name),
        "前罪刑满已逾五年" => recidivism::lapsed(scope),
        other if plea::NAMES.contains(&other) => plea::holds(scope, other),
        other if evidence::NAMES.contains(&other) => evidence::holds(scope, other),
        other if custody::NAMES.contains(&other) => custody::holds(scope, other),
        other if papers::NAMES.contains(&other) => papers::holds(scope, other),
        other => prosecution::holds(scope, other),
    }
}

/// Papers the procuratorate itself makes while it reviews a case.
const PROSECUTION: [Kind; 4] =
    [Kind::RightsNotice, Kind::OpinionHearing, Kind::ReviewReport, Kind::AcceptanceForm];

static PSYCHIATRIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("精神病(?:司法)?鉴定|法医精神病|精神(?:疾病|状态|障碍)[^。\\n]{0,8}鉴定|刑事责任能力[^。\\n]{0,8}(?:鉴定|评定)")
        .expect("the pattern is fixed")
});
static IDENTITY_UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("身份(?:情况)?(?:不明|无法查(?:清|明)|尚未查清)|不讲真实姓名|查清(?:其)?身份之日|(?:姓名|名)自报|自报(?:姓)?名")
        .expect("the pattern is fixed")
});
static NO_NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("无法(?:联系|通知)|有碍侦查|联系不上|拒绝提供家属").expect("the pattern is fixed")
});
static CAUGHT_ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("异地|押解|押送回|押回[^执]|临时羁押|临时寄押|网上追逃|(?:公安|警方|警察)[^，。；\\n]{0,8}协助(?:下)?[^，。；\\n]{0,8}抓(?:获|捕)|抓获地(?:公安|看守所|派出所|警方)")
        .expect("the pattern is fixed")
});

/// Whether any paper but the card holds words of a kind.
fn words(case: &CaseFile, pattern: &Regex) -> Answer {
    let papers = case.papers.iter().filter(|paper| paper.kind() != Kind::CaseCard);
    let quote = papers.into_iter().find_map(|paper| {
        pattern.find(paper.document.plain()).map(|found| paper.document.quote(&found.range()))
    });
    Answer::of(quote.as_ref())
}

/// Whether the numbered records of the police run from the first on: only then is the first one on file the
/// first one made.
fn records_unbroken(scope: Scope<'_>) -> Answer {
    let steps = scope.case.papers.iter().flat_map(|paper| &paper.elements.steps);
    let (mut numbers, mut of_nobody) = (BTreeSet::new(), BTreeSet::new());
    for step in steps.filter(|step| step.kind == StepKind::Interrogated) {
        let asked: Vec<usize> =
            step.persons.iter().filter_map(|name| scope.case.person_named(name)).collect();
        if scope.person.is_none_or(|person| asked.contains(&person)) {
            numbers.extend(step.ordinal);
        } else if asked.is_empty() {
            of_nobody.extend(step.ordinal);
        }
    }
    let last = u32::try_from(numbers.len()).unwrap_or(0);
    // A record that does not say who is asked may be of this person, and those before it missing.
    let runs =
        numbers.iter().copied().eq(1..=last) && of_nobody.last().is_none_or(|other| *other <= last + 1);
    if runs && !numbers.is_empty() { Answer::Yes(Vec::new()) } else { Answer::Unknown }
}

fn victim(case: &CaseFile) -> Answer {
    let carded =
        case.card.as_ref().and_then(|card| card.root.get("被害人")).is_some_and(|n| !n.items().is_empty());
    let named =
        case.papers.iter().flat_map(|paper| &paper.elements.found).find_map(|fact| fact.victims.first());
    if carded { Answer::Yes(Vec::new()) } else { Answer::of(named.map(|name| &name.quote)) }
}

fn plea_of(scope: Scope<'_>) -> Answer {
    match circumstance(scope, CircumstanceKind::PleaOfGuilt) {
        Answer::Yes(quotes) => Answer::Yes(quotes),
        _ if plea_card(scope) == Some(true) => Answer::Yes(Vec::new()),
        _ => Answer::No,
    }
}

/// Whether the card says that the person pleads guilty and accepts punishment; for the whole case, anybody.
fn plea_card(scope: Scope<'_>) -> Option<bool> {
    let persons = (0..scope.case.persons.len()).filter(|at| scope.person.is_none_or(|person| person == *at));
    persons
        .filter_map(|at| scope.case.person_card(at)?.get("认罪认罚.适用")?.flag())
        .reduce(|one, other| one || other)
}

/// A circumstance the prosecution alleges or the court accepts.
fn circumstance(scope: Scope<'_>, kind: CircumstanceKind) -> Answer {
    circumstance_of(scope, &scope.case.papers.iter().collect::<Vec<_>>(), kind)
}

/// The same in papers of one kind.
fn circumstance_in(scope: Scope<'_>, paper: Kind, kind: CircumstanceKind) -> Answer {
    let papers: Vec<&Paper> = scope.case.of_kind(paper).map(|(_, paper)| paper).collect();
    circumstance_of(scope, &papers, kind)
}

fn circumstance_of(scope: Scope<'_>, papers: &[&Paper], kind: CircumstanceKind) -> Answer {
    let mut found = papers.iter().flat_map(|paper| &paper.elements.circumstances).filter(|c| {
        c.kind.value == kind && !c.negated && matches!(c.stance, Stance::Accepted | Stance::Alleged)
    });
    let mine = found.find(|c| match scope.person {
        Some(person) => {
            c.persons.iter().any(|name| scope.case.person_named(name) == Some(person))
                || (c.persons.is_empty() && scope.case.persons.len() == 1)
        }
        None => true,
    });
    Answer::of(mine.map(|c| &c.kind.quote))
}

fn measure(scope: Scope<'_>, measure: Measure, kind: StepKind) -> Answer {
    let event = scope.events(&[kind]).into_iter().next();
    let in_parties =
        scope.case.persons.iter().enumerate().filter(|(at, _)| scope.person.is_none_or(|p| p == *at));
    let step = in_parties
        .flat_map(|(at, person)| person.mentions.iter().map(move |mention| (at, mention)))
        .flat_map(|(at, &(paper, party))| {
            let custody = &scope.case.papers[paper].elements.parties[party].custody;
            custody.iter().map(move |step| (at, step))
        })
        .find(|(at, step)| step.measure == measure && !names_another(scope.case, *at, step))
        .map(|(_, step)| step);
    Answer::of(event.map(|event| &event.at.quote).or(step.map(|step| &step.clause.quote)))
}

/// 甲，男，在押。乙，男，取保候审: a report that introduces several people in one paragraph tells a step of the last named.
fn names_another(case: &CaseFile, own: usize, step: &CustodyStep) -> bool {
    let clause = step.clause.quote.text.as_str();
    let names = |at: usize| case.persons[at].spellings().any(|name| clause.contains(name));
    !names(own) && (0..case.persons.len()).any(|at| at != own && names(at))
}

fn step(scope: Scope<'_>, kind: StepKind) -> Answer {
    Answer::of(scope.events(&[kind]).first().map(|event| &event.at.quote))
}

/// The judgment bears the day of the only hearing and no paper tells how it was pronounced: it was pronounced there.
fn decided_at_the_hearing(scope: Scope<'_>) -> Answer {
    let told = ["当庭宣判", "定期或择日宣判"].iter().any(|name| matches!(holds(scope, name), Answer::Yes(_)));
    let judgment = scope.case.of_kind(Kind::Judgment).last().map(|(_, paper)| paper);
    let Some(dated) = judgment.and_then(|paper| paper.elements.date.as_ref()).filter(|_| !told) else {
        return Answer::No;
    };
    let heard: BTreeSet<_> =
        scope.events(&[StepKind::Hearing]).into_iter().filter_map(|event| event.at.value.date()).collect();
    Answer::of((heard.len() == 1 && heard.contains(&dated.value)).then_some(&dated.quote))
}

fn procedure(case: &CaseFile, kind: Kind, procedure: TrialProcedure) -> Answer {
    let told = case.of_kind(kind).find_map(|(_, paper)| paper.elements.trial.procedure.as_ref());
    match told {
        Some(told) if told.value == procedure => Answer::Yes(vec![told.quote.clone()]),
        Some(_) => Answer::No,
        None if kind == Kind::Indictment => Answer::No,
        None => Answer::Unknown,
    }
}

fn single_judge(case: &CaseFile) -> Answer {
    let told = case.of_kind(Kind::Judgment).find_map(|(_, paper)| paper.elements.trial.panel.as_ref());
    match told {
        Some(told) if told.value == Panel::Single => Answer::Yes(vec![told.quote.clone()]),
        Some(_) => Answer::No,
        None => Answer::Unknown,
    }
}

fn party(case: &CaseFile, role: PartyRole) -> Answer {
    let mut parties = case.papers.iter().flat_map(|paper| &paper.elements.parties);
    Answer::of(parties.find(|party| party.role == role).map(|party| &party.name.quote))
}

fn has_defender(scope: Scope<'_>) -> bool {
    let persons =
        scope.case.persons.iter().enumerate().filter(|(at, _)| scope.person.is_none_or(|p| p == *at));
    persons
        .flat_map(|(_, person)| &person.mentions)
        .any(|&(paper, party)| !scope.case.papers[paper].elements.parties[party].defenders.is_empty())
}

fn charged(scope: Scope<'_>, word: &str) -> Answer {
    let claims = scope.case.papers.iter().flat_map(|paper| &paper.elements.charges);
    let mut mine =
        claims.filter(|claim| claim.charge.value.contains(word) && claim.stance != Stance::Rejected);
    Answer::of(mine.next().map(|claim| &claim.charge.quote))
}
