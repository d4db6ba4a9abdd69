//! 辩护人的辩护意见，经查属实，予以采纳: pleas of a defender taken over as a whole, without being named again.

use super::Candidate;
use super::counsel::{self, Counsel};
use super::kinds::{is_paid, is_pleaded};
use super::sentence::{self, line_before};
use super::settle::shares_persons;
use crate::document::{Document, SectionName};
use crate::extract::elements::{Circumstance, CircumstanceKind as K, Stance};
use crate::extract::people::People;
use crate::text::{Pattern, Range};

/// What a court has taken over without naming it is less sure than what it says.
const STRENGTH: f32 = 0.55;

/// A whole sentence, or the head of one. What goes with 该, 上述 or 相关 answers what stands before it.
static WHOLE: Pattern = Pattern::fixed(
    "^[\\s　]*(?:故|因此|据此|综上|综上所述|另|同时|，|、|对于?|关于)*(?P<who>各|[二两三四五六七八九]名?|各被告人的?|[二两三四五六七八九]被告人的?|[^，。；\\n]{0,24}?)(?P<told>(?:指定|委托)?辩护人(?:[\\p{Han}×]{2,4}?)?(?:、[\\p{Han}×]{2,4}?)?(?:所提|提出|所提出|所发表|发表)?的?(?:其他|其它|其余)?的?辩护(?:意见|观点)，?(?:(?:均|亦|也|经[^，。；]{0,4}|基本)*(?:理由成立|理由充分|成立|有理|属实|(?:与|符合)[^。；，]{0,24}?(?:相符|一致|规定|事实))，?){0,3}(?:故|对此)?，?(?:本院|合议庭)?(?:均|依法|亦|也|应当?|可以?)*(?:予以|予)?(?:全部)?(?:采纳|采信))[。；，]",
);

/// Whose defender is meant nobody tells here, or not all that he says.
static NARROWED: Pattern = Pattern::fixed(
    "该|此|其$|上述|相关|相应|有关|前述|以上|部分|合理|除|第.{1,3}[点项条]|公诉|检察|指控|被害人|代理|定罪|量刑|以及",
);

/// What `reasoned` takes over of the pleas among `found`, where it says nothing else of them.
pub(super) fn taken_over(
    document: &Document,
    reasoned: &[Range],
    found: &[Candidate],
    (people, counsel): (&People, &[Counsel]),
) -> Vec<Candidate> {
    let mut taken = Vec::new();
    for part in reasoned {
        let Some(text) = document.plain().get(part.clone()) else { continue };
        for within in sentence::split(text) {
            let Some(said) = text.get(within.clone()).and_then(|words| WHOLE.captures(words)) else {
                continue;
            };
            let (Some(who), Some(told)) = (said.name("who"), said.name("told")) else { continue };
            if NARROWED.is_match(who.as_str()) || NARROWED.is_match(told.as_str()) {
                continue;
            }
            let Some(clients) = clients(who.as_str(), told.as_str(), people, counsel) else { continue };
            let start = part.start + within.start + told.start();
            let range = start..start + told.len();
            let sentence = part.start + within.start..part.start + within.end;
            for plea in found.iter().filter(|plea| is_defenders(plea, document.plain())) {
                if is_spoken_of(plea, found) {
                    continue;
                }
                let Some(persons) = shared(&plea.circumstance.persons, &clients, people) else { continue };
                taken.push(Candidate {
                    circumstance: Circumstance {
                        kind: document.cite(plea.circumstance.kind.value, &range, STRENGTH),
                        persons,
                        stance: Stance::Accepted,
                        negated: false,
                    },
                    range: range.clone(),
                    sentence: sentence.clone(),
                    weak: false,
                    bare: false,
                    section: SectionName::Reasoning,
                    claimed: None,
                });
            }
        }
    }
    taken
}

/// Names of those whose defender is meant, all of them where every defender is.
fn clients(who: &str, told: &str, people: &People, counsel: &[Counsel]) -> Option<Vec<String>> {
    let names_of = |indices: Vec<usize>| {
        indices.into_iter().filter_map(|index| people.names.get(index).cloned()).collect::<Vec<_>>()
    };
    if people.names.len() < 2 || who.starts_with('各') {
        return Some(people.names.clone());
    }
    let named = names_of(people.mentions(who).iter().map(|mention| mention.value).collect());
    if !named.is_empty() {
        return Some(named);
    }
    let clients = names_of(counsel::clients_of(told, counsel));
    (!clients.is_empty()).then_some(clients)
}

/// Whether a defender pleads it for the accused.
fn is_defenders(plea: &Candidate, plain: &str) -> bool {
    let one = &plea.circumstance;
    let kind = one.kind.value;
    plea.section == SectionName::Defence
        && one.stance == Stance::Argued
        && !one.negated
        && (is_pleaded(kind) || is_paid(kind) || kind == K::VictimFault)
        && line_before(plain, plea.range.start).contains("辩护人")
}

/// Whether the court speaks of it, or of its contrary, of one of these persons.
fn is_spoken_of(plea: &Candidate, found: &[Candidate]) -> bool {
    let one = &plea.circumstance;
    let pleaded = one.kind.value;
    let is_same = |kind: K| {
        kind == pleaded
            || pleaded.rivals().any(|rival| rival == kind)
            || stands_for(kind, pleaded)
            || stands_for(pleaded, kind)
    };
    found.iter().any(|other| {
        let said = &other.circumstance;
        is_same(said.kind.value)
            && matches!(said.stance, Stance::Accepted | Stance::Rejected)
            && shares_persons(&said.persons, &one.persons)
    })
}

/// What a court says in place of another without denying that one: a merit for a great one, an offence before for the
/// first one.
fn stands_for(kind: K, other: K) -> bool {
    match other {
        K::GreatMerit => kind == K::Merit,
        K::FirstOffender => {
            matches!(kind, K::PriorRecord | K::Recidivist | K::DrugReoffender | K::Misconduct)
        }
        K::Attitude => kind == K::CourtAdmission,
        K::CourtAdmission => kind == K::PleaOfGuilt,
        _ => false,
    }
}

/// Those of `pleaded` (empty for everybody) who are among `clients`; empty for everybody, none where nobody is.
fn shared(pleaded: &[String], clients: &[String], people: &People) -> Option<Vec<String>> {
    let both: Vec<String> =
        clients.iter().filter(|name| pleaded.is_empty() || pleaded.contains(name)).cloned().collect();
    if both.len() == people.names.len() && both.len() > 1 {
        return Some(Vec::new());
    }
    (!both.is_empty()).then_some(both)
}
