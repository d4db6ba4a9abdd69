//! Conditions of custody, arrest review and defence.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::{Answer, age_below_eighteen, circumstance, recommendations, sentences};
use crate::case::{CaseFile, Event, Paper};
use crate::document::DocumentKind as Kind;
use crate::extract::elements::{CircumstanceKind, Party, SentenceKind, Stance, StepKind};
use crate::law::punishment::Punishment;
use crate::law::ranges;
use crate::review::verdict::Scope;
use crate::text::Quote;

/// Names this module answers.
pub(super) const NAMES: &[&str] = &[
    "拘留超过三日",
    "拘留超过七日",
    "可延长拘留至三十日",
    "应当讯问情形",
    "审查逮捕讯问",
    "罪名最高刑不满十年",
    "机关事业单位人员",
    "应当通知法律援助情形",
    "没有委托辩护人",
    "有辩护人",
    "审查逮捕阶段辩护意见",
    "有变更强制措施申请",
    "有调取证据申请",
    "检察机关采取过强制措施",
    "判处或建议无期徒刑以上",
    "基层机关办理",
    "有侦查阶段文书",
    "延长由同级检察院批准",
    "留置后拘留",
];

/// Evaluates a condition of [`NAMES`].
pub(super) fn holds(scope: Scope<'_>, name: &str) -> Answer {
    match name {
        "拘留超过三日" => held_longer_than(scope, 3),
        "拘留超过七日" => held_longer_than(scope, 7),
        "可延长拘留至三十日" => may_be_held_thirty_days(scope.case),
        "应当讯问情形" => must_be_questioned(scope),
        "审查逮捕讯问" => questioned_before_arrest(scope),
        "罪名最高刑不满十年" => below_ten_years(scope.case),
        "机关事业单位人员" => public_employee(scope),
        "应当通知法律援助情形" => entitled_to_legal_aid(scope),
        "没有委托辩护人" => Answer::plain(defenders(scope).all(|assigned| assigned)),
        "有辩护人" => Answer::plain(defenders(scope).next().is_some()),
        "审查逮捕阶段辩护意见" => opinion_before_arrest(scope.case),
        "有变更强制措施申请" => super::step(scope, StepKind::MeasureChangeRequested),
        "有调取证据申请" => super::step(scope, StepKind::EvidenceRequested),
        "检察机关采取过强制措施" => super::step(scope, StepKind::MeasureByProcuratorate),
        "判处或建议无期徒刑以上" => grave_punishment(scope),
        "基层机关办理" => basic_level(scope.case),
        "有侦查阶段文书" => told_before_trial(scope.case),
        "延长由同级检察院批准" => extended_by_its_own(scope.case),
        "留置后拘留" => detained_after_liuzhi(scope),
        _ => Answer::Unknown,
    }
}

fn pattern(words: &str) -> Regex {
    Regex::new(words).expect("the pattern is fixed")
}

/// Days of some steps, earliest first.
fn days<'a>(scope: Scope<'a>, kinds: &[StepKind]) -> Vec<(Date, &'a Event)> {
    let told = scope.events(kinds).into_iter().filter_map(|event| Some((event.at.value.date()?, event)));
    let mut found: Vec<(Date, &Event)> = told.collect();
    found.sort_by_key(|(day, _)| *day);
    found
}

/// 先行拘留 follows 留置; who was detained before is held by the police in a case of their own.
fn detained_after_liuzhi(scope: Scope<'_>) -> Answer {
    let liuzhi = days(scope, &[StepKind::Liuzhi]);
    let detained = days(scope, &[StepKind::Detained]);
    match (liuzhi.first(), detained.first()) {
        (Some((taken, _)), Some((held, event))) if taken <= held => Answer::Yes(vec![event.at.quote.clone()]),
        (Some(_), Some(_)) => Answer::No,
        _ => Answer::Unknown,
    }
}

/// From the last reading of the detention to the first of the request to arrest.
fn held_longer_than(scope: Scope<'_>, limit: i32) -> Answer {
    let Some(&(start, detained)) = days(scope, &[StepKind::Detained]).last() else { return Answer::Unknown };
    let requests = days(scope, &[StepKind::ArrestRequested, StepKind::ArrestRequestReceived]);
    let Some(&(end, requested)) = requests.iter().find(|(day, _)| *day >= start) else {
        return Answer::Unknown;
    };
    let freed = days(scope, &[StepKind::Bailed, StepKind::Surveillance, StepKind::Released]);
    if freed.iter().any(|(day, _)| start <= *day && *day < end) {
        return Answer::No;
    }
    let held = start.until(end).map_or(0, |span| span.get_days());
    if held <= limit {
        return Answer::No;
    }
    Answer::Yes(vec![detained.at.quote.clone(), requested.at.quote.clone()])
}

static THIRTY_DAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "流窜|伙同|结伙|同伙|同案|另案处理|共同作案|合伙|纠集|(?:等|二|两|三|四|五|多)(?:名)?(?:人|同伙)|在逃|多次|数次|数起|数笔|(?:[3-9三四五六七八九十]|[1-9][0-9]+|十[一-九])(?:次|起|笔|宗)|先后|分别(?:在|于|窜至)",
    )
});

/// 流窜、多次、结伙 (程规 §129.3), by the facts as the police and the office tell them; the notice itself proves nothing.
fn may_be_held_thirty_days(case: &CaseFile) -> Answer {
    if case.persons.len() > 1 {
        return Answer::Yes(Vec::new());
    }
    let kinds = [Kind::ProsecutionOpinion, Kind::ArrestRequest, Kind::Indictment];
    let mut papers = case.papers.iter().filter(|paper| kinds.contains(&paper.kind())).peekable();
    if papers.peek().is_none() {
        return Answer::Unknown;
    }
    let grounds =
        |paper: &Paper| paper.elements.found.len() >= 3 || THIRTY_DAYS.is_match(paper.document.plain());
    Answer::plain(papers.any(grounds))
}

static DOUBT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:自愿|愿意|表示|真诚)[^。；，\\n不未否]{0,4}认罪认罚|(?:^|[^不未拒否])认罪认罚(?:，|。|；|态度)|要求(?:向检察(?:人员|官|机关|院))?当面陈述|(?:^|[^没无])有[^。；，\\n]{0,6}疑问|(?:^|[^不非])(?:属于|属|系)(?:重大、?)?疑难|可能(?:存在|有)重大违法",
    )
});

/// Cases in which a suspect must be questioned before a decision on arrest (刑诉 §88, 规则 §280).
fn must_be_questioned(scope: Scope<'_>) -> Answer {
    let minor = age_below_eighteen(scope);
    if matches!(minor, Answer::Yes(_)) {
        return minor;
    }
    let impaired = [CircumstanceKind::DeafMuteOrBlind, CircumstanceKind::DiminishedCapacity];
    let told = impaired.into_iter().map(|kind| circumstance(scope, kind));
    if let Some(answer) = told.into_iter().find(|answer| matches!(answer, Answer::Yes(_))) {
        return answer;
    }
    let quote = reviews(scope.case).find_map(|paper| {
        let found = DOUBT.find(paper.document.plain())?;
        Some(paper.document.quote(&found.range()))
    });
    Answer::of(quote.as_ref())
}

fn reviews(case: &CaseFile) -> impl Iterator<Item = &Paper> {
    case.papers.iter().filter(|paper| paper.kind() == Kind::ArrestReviewOpinion)
}

static QUESTIONED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:^|[^未不应予])(?:依法)?(?:讯问|提讯)(?:了)?(?:犯罪嫌疑人|嫌疑人|其|该)|讯问(?:时间|日期|情况)|(?:承办人|检察官|本院|我院)[^。；\\n]{0,16}(?:讯问|提讯)",
    )
});
static NOT_QUESTIONED: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:未|没有|不(?:需|再|予)?)(?:对[^。；，\\n]{0,8})?(?:进行)?(?:讯问|提讯)"));

/// Whether the office questioned the suspect before it decided on arrest: a record of its own within the days of
/// the review, or words of the review.
fn questioned_before_arrest(scope: Scope<'_>) -> Answer {
    let decided =
        days(scope, &[StepKind::ArrestReviewDecided, StepKind::ArrestApproved, StepKind::ArrestRefused]);
    let last = decided.last().map(|(day, _)| *day);
    let record = days(scope, &[StepKind::SuspectInterrogated])
        .into_iter()
        .find(|(day, _)| last.is_none_or(|last| *day <= last));
    if let Some((_, event)) = record {
        return Answer::Yes(vec![event.at.quote.clone()]);
    }
    let told = reviews(scope.case).find_map(|paper| {
        let plain = paper.document.plain();
        if NOT_QUESTIONED.is_match(plain) {
            return None;
        }
        let found = QUESTIONED.find(plain)?;
        Some(paper.document.quote(&found.range()))
    });
    Answer::of(told.as_ref())
}

/// Whether no charge of the case reaches ten years in any tier of any version; unknown for charges without a table.
fn below_ten_years(case: &CaseFile) -> Answer {
    let kinds = [
        Kind::ProsecutionOpinion,
        Kind::ArrestApproval,
        Kind::Indictment,
        Kind::InvestigationExtensionRequest,
    ];
    let papers = case.papers.iter().filter(|paper| kinds.contains(&paper.kind()));
    let claims =
        papers.flat_map(|paper| &paper.elements.charges).filter(|claim| claim.stance != Stance::Rejected);
    let mut quote: Option<&Quote> = None;
    for claim in claims {
        let day = jiff::civil::date(2024, 3, 1);
        let tiers = ranges::tiers_of(&claim.charge.value, day);
        let Some(high) = tiers.iter().map(|tier| tier.high).max() else { return Answer::Unknown };
        if high >= Punishment::Imprisonment(120) {
            return Answer::No;
        }
        quote = quote.or(Some(&claim.charge.quote));
    }
    quote.map_or(Answer::Unknown, |quote| Answer::of(Some(quote)))
}

static PUBLIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "公务员|(?:[局委办院所站队厅]|政府|机关|街道办事处|事业单位|中学|小学|学校|大学|学院|医院|卫生院)[^，。；]{0,10}(?:干部|科员|科长|局长|处长|主任|院长|校长|书记|教师|医生|护士|民警|职员|工作人员|职工)",
    )
});
static PRIVATE: LazyLock<Regex> =
    LazyLock::new(|| pattern("公司|企业|民办|私立|村委|居委|个体|退休|原|曾任|律师|辅警"));

/// A paper of the police or the procuratorate that tells the measures of its own stage. The papers of the court tell
/// the first measure and seldom the later decisions of another office: from them alone nothing can be told.
fn told_before_trial(case: &CaseFile) -> Answer {
    let kinds = [
        Kind::ProsecutionOpinion,
        Kind::Indictment,
        Kind::NonProsecutionDecision,
        Kind::BailDecision,
        Kind::BailRelease,
        Kind::ResidentialSurveillance,
        Kind::SurveillanceRelease,
    ];
    if case.papers.iter().any(|paper| kinds.contains(&paper.kind())) {
        return Answer::Yes(Vec::new());
    }
    Answer::Unknown
}

/// Somebody employed by an office of the state or a public institution, by the occupation as written.
fn public_employee(scope: Scope<'_>) -> Answer {
    let told = parties(scope).filter_map(|party| party.occupation.as_ref());
    let mut mine = told.filter(|job| PUBLIC.is_match(&job.value) && !PRIVATE.is_match(&job.value));
    Answer::of(mine.next().map(|job| &job.quote))
}

/// Entries of the person, or of everybody, in the papers.
fn parties(scope: Scope<'_>) -> impl Iterator<Item = &Party> {
    let persons = scope.case.persons.iter().enumerate();
    let mine = persons.filter(move |(at, _)| scope.person.is_none_or(|person| person == *at));
    mine.flat_map(|(_, person)| &person.mentions)
        .map(move |&(paper, party)| &scope.case.papers[paper].elements.parties[party])
}

/// Whether each defender told was assigned.
fn defenders(scope: Scope<'_>) -> impl Iterator<Item = bool> {
    parties(scope).flat_map(|party| &party.defenders).map(|defender| defender.assigned)
}

/// 盲聋哑、尚未完全丧失辨认或者控制能力、可能判处无期徒刑或者死刑 (刑诉 §35.2-3).
fn entitled_to_legal_aid(scope: Scope<'_>) -> Answer {
    for kind in [CircumstanceKind::DeafMuteOrBlind, CircumstanceKind::DiminishedCapacity] {
        let told = circumstance(scope, kind);
        if matches!(told, Answer::Yes(_)) {
            return told;
        }
    }
    grave_punishment(scope)
}

const GRAVE: [SentenceKind; 3] = [SentenceKind::Life, SentenceKind::Death, SentenceKind::SuspendedDeath];

/// 无期徒刑、死刑 recommended, or given for a crime of this case: what is executed may hold an earlier sentence.
fn grave_punishment(scope: Scope<'_>) -> Answer {
    let wanted = recommendations(scope);
    let asked = wanted.iter().find(|(_, wanted)| wanted.kind.is_some_and(|kind| GRAVE.contains(&kind)));
    if let Some((_, wanted)) = asked {
        return Answer::of(Some(&wanted.words.quote));
    }
    let all = sentences(scope);
    let kinds = all.iter().flat_map(|sentence| &sentence.counts).filter_map(|count| count.kind.as_ref());
    let given = kinds.into_iter().find(|kind| GRAVE.contains(&kind.value));
    Answer::of(given.map(|kind| &kind.quote))
}

static ABOVE_BASIC: LazyLock<Regex> =
    LazyLock::new(|| pattern("中级|高级|最高|军事|海事|分院|(?:省|自治区|州|盟|地区)人民检察院|兵团"));
static BASIC_OFFICE: LazyLock<Regex> =
    LazyLock::new(|| pattern("人民法院$|(?:县|区|旗)(?:[\\p{Han}]{0,6})人民检察院$"));

/// Whether the court that judged, or the office that prosecuted, is one of the basic level, by its name. A city's
/// office may be of either level: it tells nothing.
fn basic_level(case: &CaseFile) -> Answer {
    let kinds = [Kind::Judgment, Kind::Indictment, Kind::SentencingRecommendation];
    let papers = case.papers.iter().filter(|paper| kinds.contains(&paper.kind()));
    let mut organs = papers.filter_map(|paper| paper.elements.organ.as_ref());
    let basic =
        organs.find(|organ| BASIC_OFFICE.is_match(&organ.value) && !ABOVE_BASIC.is_match(&organ.value));
    Answer::of(basic.map(|organ| &organ.quote))
}

static BEFORE_ARREST: LazyLock<Regex> =
    LazyLock::new(|| pattern("不(?:予)?批准逮捕|审查逮捕|不予逮捕|作出不捕|无逮捕必要|没有逮捕必要"));

/// A lawyer's opinion handed in while the arrest was reviewed.
fn opinion_before_arrest(case: &CaseFile) -> Answer {
    let decided = [StepKind::ArrestReviewDecided, StepKind::ArrestApproved, StepKind::ArrestRefused];
    let events = case.events.iter().filter(|event| decided.contains(&event.kind));
    let last = events.filter_map(|event| event.at.value.date()).max();
    let opinions = case.papers.iter().filter(|paper| paper.kind() == Kind::DefenceOpinion);
    let quote = opinions.into_iter().find_map(|paper| {
        let plain = paper.document.plain();
        let early = paper.elements.date.as_ref().filter(|date| last.is_some_and(|last| date.value <= last));
        let asked = BEFORE_ARREST.find(plain).map(|found| paper.document.quote(&found.range()));
        asked.or_else(|| early.map(|date| date.quote.clone()))
    });
    Answer::of(quote.as_ref())
}

/// An extension of custody approved by the office that approved the arrest: the one above has to (刑诉 §156).
fn extended_by_its_own(case: &CaseFile) -> Answer {
    let organ = |kind: Kind| {
        let (_, paper) = case.of_kind(kind).next()?;
        paper.elements.organ.as_ref().filter(|organ| organ.value.ends_with("人民检察院"))
    };
    let own = [Kind::ArrestApproval, Kind::Indictment].into_iter().find_map(organ);
    let mut extensions = case.of_kind(Kind::DetentionExtensionApproval).filter_map(|(_, paper)| {
        let is_first = !paper.document.plain().contains("百五十七条");
        paper.elements.organ.as_ref().filter(|_| is_first)
    });
    let Some(own) = own else { return Answer::Unknown };
    Answer::of(extensions.find(|organ| organ.value == own.value).map(|organ| &organ.quote))
}
