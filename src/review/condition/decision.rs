//! Conditions of decisions not to prosecute, conditional ones among them, and of settlements.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::{Answer, recommendations, sentences};
use crate::case::{Event, Paper, Person};
use crate::compare::recommendation::executed;
use crate::document::DocumentKind as Kind;
use crate::extract::elements::{PartyRole, PriorKind, Stance, StepKind};
use crate::law::charges;
use crate::law::terms::{Limit, deadline, within_five_years};
use crate::review::verdict::Scope;
use crate::text::{Quote, term};

pub(super) const NAMES: &[&str] = &[
    "作出不起诉决定",
    "作出附条件不起诉决定",
    "不起诉时在押",
    "不起诉时取保或监居",
    "不起诉后已解除措施",
    "附条件不起诉考验期不合规定",
    "附条件不起诉罪名不符",
    "附条件不起诉逾期送达",
    "和解罪名超出范围",
    "和解案件刑罚超出范围",
    "五年内曾故意犯罪",
    "被害人未列入送达",
    "移送机关未列入送达",
    "不起诉由部门负责人批准",
    "未告知被不起诉人申诉",
];

/// Evaluates a condition; unknown where the name is.
pub(super) fn holds(scope: Scope<'_>, name: &str) -> Answer {
    match name {
        "作出不起诉决定" => decided(scope, StepKind::NotProsecuted),
        "作出附条件不起诉决定" => decided(scope, StepKind::ConditionallyNotProsecuted),
        "不起诉时在押" => measured(scope, &[StepKind::Detained, StepKind::Arrested]),
        "不起诉时取保或监居" => measured(scope, &[StepKind::Bailed, StepKind::Surveillance]),
        "不起诉后已解除措施" => lifted(scope),
        "附条件不起诉考验期不合规定" => probation_outside(scope),
        "附条件不起诉罪名不符" => {
            charged_outside(scope, Kind::ConditionalNonProsecution, 232..=367)
        }
        "附条件不起诉逾期送达" => served_late(scope),
        "和解罪名超出范围" => settled_outside(scope),
        "和解案件刑罚超出范围" => settled_too_grave(scope),
        "五年内曾故意犯罪" => lately_convicted(scope),
        "被害人未列入送达" => unserved(scope, &VICTIM, true),
        "移送机关未列入送达" => unserved(scope, &SENDER, false),
        "不起诉由部门负责人批准" => approved_below(scope),
        "未告知被不起诉人申诉" => not_told_to_appeal(scope),
        _ => super::settled::holds(scope, name),
    }
}

fn decided(scope: Scope<'_>, kind: StepKind) -> Answer {
    Answer::of(scope.events(&[kind]).first().map(|event| &event.at.quote))
}

/// The measure in force when the decision not to prosecute was made, if it is one of these.
fn measured(scope: Scope<'_>, wanted: &[StepKind]) -> Answer {
    let decisions = scope.events(&[StepKind::NotProsecuted]);
    let Some(day) = decisions.iter().filter_map(|event| event.at.value.date()).min() else {
        return Answer::No;
    };
    let standing = scope
        .events(&MEASURES)
        .into_iter()
        .filter_map(|event| Some((event.at.value.date()?, rank(event.kind), event)))
        .filter(|(at, ..)| *at < day)
        .max_by_key(|(at, rank, _)| (*at, *rank));
    match standing {
        Some((_, _, event)) if wanted.contains(&event.kind) => Answer::Yes(vec![event.at.quote.clone()]),
        Some(_) => Answer::No,
        None => Answer::Unknown,
    }
}

/// Bail or surveillance lifted on the day of the decision or later.
fn lifted(scope: Scope<'_>) -> Answer {
    let decisions = scope.events(&[StepKind::NotProsecuted]);
    let Some(day) = decisions.iter().filter_map(|event| event.at.value.date()).min() else {
        return Answer::No;
    };
    let kinds = [StepKind::BailLifted, StepKind::SurveillanceLifted];
    Answer::of(latest(scope, &kinds).filter(|(at, _)| *at >= day).map(|(_, event)| &event.at.quote))
}

const MEASURES: [StepKind; 7] = [
    StepKind::Released,
    StepKind::BailLifted,
    StepKind::SurveillanceLifted,
    StepKind::Detained,
    StepKind::Arrested,
    StepKind::Bailed,
    StepKind::Surveillance,
];

/// On one day the lifting of a measure comes before the next one is applied.
fn rank(kind: StepKind) -> usize {
    MEASURES.iter().position(|known| *known == kind).unwrap_or(0)
}

static PROBATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("考验期(?:限)?(?:为|是|定为|共)?[：，]?(?:期限)?(?P<term>[^，。；、\\n]{1,8}?(?:个月|年(?:零?[一二三四五六七八九十0-9]{1,3}个月)?))")
        .expect("the pattern is fixed")
});

/// Six months at least, a year at most (刑诉 §283.2).
fn probation_outside(scope: Scope<'_>) -> Answer {
    let Some((_, paper)) = scope.case.of_kind(Kind::ConditionalNonProsecution).last() else {
        return Answer::Unknown;
    };
    let Some(found) = PROBATION.captures(paper.document.plain()).and_then(|words| words.name("term")) else {
        return Answer::Unknown;
    };
    let Some(length) = term::scan(found.as_str()).pop() else { return Answer::Unknown };
    let months = length.value.total_months();
    let outside = !(6..=12).contains(&months) || months == 12 && length.value.days > 0;
    if outside { Answer::Yes(vec![paper.document.quote(&found.range())]) } else { Answer::No }
}

/// A charge of a paper whose article lies outside these chapters.
fn charged_outside(scope: Scope<'_>, kind: Kind, articles: std::ops::RangeInclusive<u16>) -> Answer {
    let papers = scope.case.of_kind(kind).map(|(_, paper)| paper);
    let outside = claims(papers).find(|(name, _)| {
        charges::article_of(name).is_some_and(|citation| !articles.contains(&citation.article))
    });
    Answer::of(outside.map(|(_, quote)| quote))
}

fn claims<'a>(papers: impl Iterator<Item = &'a Paper>) -> impl Iterator<Item = (&'a str, &'a Quote)> {
    papers
        .flat_map(|paper| &paper.elements.charges)
        .filter(|claim| !matches!(claim.stance, Stance::Rejected | Stance::Annexed))
        .map(|claim| (claim.charge.value.as_str(), &claim.charge.quote))
}

/// The decision reaches the person within three days (规则 §471).
fn served_late(scope: Scope<'_>) -> Answer {
    let decisions = scope.events(&[StepKind::ConditionallyNotProsecuted]);
    let Some((day, decision)) = decisions
        .into_iter()
        .filter_map(|event| Some((event.at.value.date()?, event)))
        .max_by_key(|(at, _)| *at)
    else {
        return Answer::Unknown;
    };
    let steps = scope.case.papers.iter().flat_map(|paper| &paper.elements.steps);
    let receipts = steps
        .filter(|step| step.kind == StepKind::Served)
        .filter(|step| step.detail.as_deref().is_some_and(|paper| paper.contains("附条件不起诉")))
        .filter_map(|step| Some((step.at.as_ref()?.value.date()?, step.at.as_ref()?)));
    let own = scope.case.of_kind(Kind::ConditionalNonProsecution).flat_map(|(_, paper)| signed_for(paper));
    let own: Vec<_> = own.filter(|(at, _)| *at >= day).collect();
    let receipts = receipts.map(|(at, cited)| (at, cited.quote.clone())).chain(own);
    let Some((served, receipt)) = receipts.min_by_key(|(at, _)| *at) else { return Answer::Unknown };
    let Some(last) = deadline(day, Limit::Days(3), true) else { return Answer::Unknown };
    if served > last { Answer::Yes(vec![decision.at.quote.clone(), receipt]) } else { Answer::No }
}

/// Days below a decision on which it was signed for: 均于2022年10月26日签收.
fn signed_for(paper: &Paper) -> Vec<(Date, Quote)> {
    let plain = paper.document.plain();
    let days = paper.document.text.dates().iter().filter(|day| plain[day.range.end..].starts_with("签收"));
    days.filter_map(|day| Some((day.value.date()?, paper.document.quote(&day.range)))).collect()
}

/// Papers that lay the charges a settlement is about.
fn accusing(scope: Scope<'_>) -> impl Iterator<Item = &Paper> {
    let kinds = [Kind::Indictment, Kind::NonProsecutionDecision, Kind::Judgment];
    scope.case.papers.iter().filter(move |paper| kinds.contains(&paper.kind()))
}

fn is_negligent(charge: &str) -> bool {
    ["过失", "失火", "肇事", "事故"].iter().any(|word| charge.contains(word))
}

/// Offences against persons or property (chapters 4 and 5), or negligent ones but for 渎职 (刑诉 §288.1).
fn settled_outside(scope: Scope<'_>) -> Answer {
    let outside = claims(accusing(scope)).find(|(name, _)| {
        charges::article_of(name).is_some_and(|citation| {
            let in_chapters = (232..=276).contains(&citation.article);
            let negligent = is_negligent(name) && !(397..=419).contains(&citation.article);
            !in_chapters && !negligent
        })
    });
    Answer::of(outside.map(|(_, quote)| quote))
}

/// Over three years for an intentional offence, over seven for a negligent one.
fn settled_too_grave(scope: Scope<'_>) -> Answer {
    let negligent = claims(accusing(scope)).any(|(name, _)| is_negligent(name));
    let most = if negligent { 84 } else { 36 };
    let recommended = recommendations(scope)
        .into_iter()
        .find(|(_, wanted)| wanted.low.or(wanted.high).is_some_and(|term| term.total_months() > most))
        .map(|(_, wanted)| &wanted.words.quote);
    let given = sentences(scope)
        .into_iter()
        .filter_map(executed)
        .filter_map(|punishment| punishment.term.as_ref())
        .find(|term| term.value.total_months() > most)
        .map(|term| &term.quote);
    Answer::of(recommended.or(given))
}

/// An earlier conviction for an intentional offence in the five years before the first act (刑诉 §288.2).
fn lately_convicted(scope: Scope<'_>) -> Answer {
    let facts = scope.case.papers.iter().flat_map(|paper| &paper.elements.found);
    let Some(act) = facts.filter_map(|fact| fact.time.as_ref()?.value.date()).min() else {
        return Answer::Unknown;
    };
    let parties = scope.case.papers.iter().flat_map(|paper| &paper.elements.parties);
    let prior = parties
        .filter(|party| party.role == PartyRole::Accused)
        .filter(|party| scope.person.is_none_or(|p| scope.case.person_named(&party.name.value) == Some(p)))
        .flat_map(|party| &party.priors)
        .filter(|prior| prior.kind == PriorKind::Criminal)
        .filter(|prior| prior.ground.as_ref().is_none_or(|ground| !is_negligent(&ground.value)))
        .find(|prior| {
            let decided = prior.decided.as_ref().and_then(|decided| decided.value.date());
            decided.and_then(|day| within_five_years(day, act)) == Some(true)
        });
    Answer::of(prior.map(|prior| &prior.clause.quote))
}

static VICTIM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("被害(?:人|单位)|近亲属|诉讼代理人").expect("the pattern is fixed"));
static SENDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("公安|分局|派出所|监察|侦查(?:机关|人员)|海警|移送(?:机关|单位)")
        .expect("the pattern is fixed")
});

/// Receipts and records of the decision are on file, and none names a receiver who is due one.
fn unserved(scope: Scope<'_>, receiver: &Regex, victims: bool) -> Answer {
    let papers: Vec<&Paper> = scope
        .case
        .papers
        .iter()
        .filter(|paper| is_receipt(paper))
        .filter(|paper| paper.document.plain().contains("不起诉"))
        .collect();
    let Some(receipt) = papers.iter().find(|paper| paper.kind() == Kind::ServiceReturn) else {
        return Answer::Unknown;
    };
    let names: Vec<&str> =
        if victims { victims_named(scope).into_iter().chain(kin_named(scope)).collect() } else { Vec::new() };
    let is_named = papers.iter().any(|paper| {
        let plain = paper.document.plain();
        receiver.is_match(plain) || names.iter().any(|name| plain.contains(name))
    });
    if is_named {
        return Answer::No;
    }
    let plain = receipt.document.plain();
    let Some(at) = plain.find("不起诉") else { return Answer::Unknown };
    Answer::Yes(vec![receipt.document.quote(&(at..at + "不起诉".len()))])
}

/// Hearing the decision read out is no service, unless the record tells of one.
fn is_receipt(paper: &Paper) -> bool {
    let plain = paper.document.plain();
    match paper.kind() {
        Kind::ServiceReturn => true,
        Kind::NonProsecutionAnnouncement => {
            ["送达", "签收", "领取", "收到"].iter().any(|word| plain.contains(word))
        }
        _ => false,
    }
}

/// Who approves, and what the chief or the committee says.
static APPROVED_BELOW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?m)(?:审批|批准|决定)(?:意见|结果)?[：|\t ]*[^\n。]{0,4}同意[^\n]{0,12}不起诉[^\n]{0,30}主任[^\n]{0,12}$|部门负责人(?:审批|批准|决定)[^\n。]{0,8}同意[^\n]{0,10}不起诉[^\n]{0,30}")
        .expect("the pattern is fixed")
});
static APPROVED_ABOVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("检察长(?:意见|批示|审批|批准|决定)?[：|\t ]*[^。；\n报]{0,16}(?:同意|批准|决定)|(?:同意|批准)[^\n|报]{0,16}检察长|(?:检察委员会|检委会)[^。；\n]{0,16}(?:同意|决定|讨论)|经[^。；\n]{0,8}检察长[^。；\n]{0,6}(?:批准|决定|同意)")
        .expect("the pattern is fixed")
});

/// The head of a department approved what the chief has to (规则 §365-371), and no paper tells that the chief did.
fn approved_below(scope: Scope<'_>) -> Answer {
    let is_internal =
        |paper: &&Paper| matches!(paper.kind(), Kind::ApprovalForm | Kind::ReviewReport | Kind::Unknown);
    if scope.case.papers.iter().any(|paper| APPROVED_ABOVE.is_match(paper.document.plain())) {
        return Answer::No;
    }
    let mut papers = scope.case.papers.iter().filter(is_internal);
    let quote = papers.find_map(|paper| {
        let found = APPROVED_BELOW.find(paper.document.plain())?;
        Some(paper.document.quote(&found.range()))
    });
    Answer::of(quote.as_ref())
}

/// A decision that leaves the person guilty tells him how to appeal (规则 §377): a clause on refusing the decision
/// that names him.
fn not_told_to_appeal(scope: Scope<'_>) -> Answer {
    let Some((_, decision)) = scope.case.of_kind(Kind::NonProsecutionDecision).last() else {
        return Answer::No;
    };
    let plain = decision.document.plain();
    let names = scope.case.persons.iter().flat_map(Person::spellings);
    let own: Vec<&str> = names.chain(["被不起诉人", "犯罪嫌疑人", "你", "本人"]).collect();
    let mut told = plain.split(['。', '；', '\n']).filter(|clause| clause.contains("申诉"));
    let is_told = told.any(|clause| own.iter().any(|name| clause.contains(name)));
    let Some(at) = plain.find("申诉").filter(|_| !is_told) else { return Answer::No };
    Answer::Yes(vec![decision.document.quote(&(at..at + "申诉".len()))])
}

fn victims_named(scope: Scope<'_>) -> Vec<&str> {
    let facts = scope.case.papers.iter().flat_map(|paper| &paper.elements.found);
    let told = facts.flat_map(|fact| &fact.victims).map(|name| name.value.as_str());
    let listed = scope.case.card.as_ref().and_then(|card| card.root.get("被害人"));
    let carded = listed.into_iter().flat_map(|node| node.items());
    told.chain(carded.filter_map(|victim| victim.get("姓名")?.text())).collect()
}

/// Relatives of victims, as the card and the papers name them: 被害人近亲属林小舟、何大山.
fn kin_named(scope: Scope<'_>) -> Vec<&str> {
    static KIN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:近亲属|家属|亲属)(?P<names>\\p{Han}{2,4}(?:、\\p{Han}{2,4})*)")
            .expect("the pattern is fixed")
    });
    let listed = scope.case.card.as_ref().and_then(|card| card.root.get("被害人"));
    let entries = listed.into_iter().flat_map(|node| node.items());
    let carded = entries.filter_map(|victim| victim.get("近亲属")?.text());
    let papers = scope.case.papers.iter().flat_map(|paper| KIN.captures_iter(paper.document.plain()));
    let told = papers.filter_map(|found| found.name("names")).map(|names| names.as_str());
    carded.chain(told).flat_map(|names| names.split('、')).collect()
}

/// The latest full date of some steps, with its event.
pub(super) fn latest<'a>(scope: Scope<'a>, kinds: &[StepKind]) -> Option<(Date, &'a Event)> {
    let events = scope.events(kinds).into_iter();
    events.filter_map(|event| Some((event.at.value.date()?, event))).max_by_key(|(day, _)| *day)
}
