//! Things given back to somebody else than the one they are said to be given back to.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use super::super::content::title;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;

/// 发还被害人何文
static TO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:发还|返还|退还)(?:给|了)?(?:失主|被害人|受害人|被不起诉人|被告人|犯罪嫌疑人|物主|所有人)(?P<name>\\p{Han}{2,4}?)(?:[，。；、（\\t \\n]|本人|家属|$)").expect("the pattern is fixed")
});
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:领取人|领物人|接收人|签收人|被发还人|收到人)(?:签名|（签名）)?：[\\t ]*(?P<name>\\p{Han}{2,4})",
    )
    .expect("the pattern is fixed")
});
/// Somebody may take it for another.
static FOR_ANOTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("委托|代领|代为|代收|家属|之[妻夫父母子女]|妻子|丈夫|父亲|母亲|授权|员工|经理|店长")
        .expect("the pattern is fixed")
});

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    let lists: Vec<&Paper> = case.of_kind(K::ReturnList).map(|(_, paper)| paper).collect();
    let mut found: Vec<Verdict> = lists.iter().filter_map(|list| other_hand(list)).collect();
    if found.is_empty() {
        found.extend(never_named(case, &lists));
    }
    found
}

/// A list that tells one receiver and bears another's signature.
fn other_hand(list: &Paper) -> Option<Verdict> {
    let plain = list.document.plain();
    if FOR_ANOTHER.is_match(plain) {
        return None;
    }
    let to: Vec<_> = TO.captures_iter(plain).filter_map(|found| found.name("name")).collect();
    let signed: Vec<_> = SIGNED.captures_iter(plain).filter_map(|found| found.name("name")).collect();
    let ([owner], [hand]) = (&to[..], &signed[..]) else { return None };
    let same = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a);
    if same(owner.as_str(), hand.as_str()) {
        return None;
    }
    let message = format!("发还清单载明发还{}，领取人为{}，不一致", owner.as_str(), hand.as_str());
    let evidence = vec![list.document.quote(&owner.range()), list.document.quote(&hand.range())];
    Some(Verdict::fail(message, evidence).confident(0.8))
}

/// A decision or an indictment names who got or gets things back, and no list of things given back names him.
fn never_named(case: &CaseFile, lists: &[&Paper]) -> Vec<Verdict> {
    let main = [K::NonProsecutionDecision, K::Indictment];
    let Some(paper) = case.papers.iter().rfind(|paper| main.contains(&paper.kind())) else {
        return Vec::new();
    };
    let handed: Vec<&Paper> = case
        .papers
        .iter()
        .filter(|paper| {
            paper.kind() == K::ReturnList
                || RETURNED.is_match(paper.document.plain())
                    && !main.contains(&paper.kind())
                    && paper.kind() != K::Judgment
        })
        .collect();
    let Some(list) = lists.first().or(handed.iter().find(|paper| HEADED.is_match(paper.document.plain())))
    else {
        return Vec::new();
    };
    let named = TO.captures_iter(paper.document.plain()).filter_map(|found| found.name("name"));
    let missing = named.filter(|name| {
        is_known(case, name.as_str())
            && !handed.iter().any(|paper| paper.document.plain().contains(name.as_str()))
    });
    missing
        .take(1)
        .map(|name| {
            let message =
                format!("{}载明返还{}，返还、发还清单中未见该人", paper.kind().label(), name.as_str());
            let evidence = std::iter::once(paper.document.quote(&name.range())).chain(title(list)).collect();
            Verdict::fail(message, evidence).of(name.as_str().to_owned()).confident(0.7)
        })
        .collect()
}

static RETURNED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("发还|返还|退还|领取|领回").expect("the pattern is fixed"));
static HEADED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?m)^(?:发还|返还)[^\\n]{0,10}清单").expect("the pattern is fixed"));

/// An accused or a victim, by the name in full.
fn is_known(case: &CaseFile, name: &str) -> bool {
    let victims = case.papers.iter().flat_map(|paper| &paper.elements.found).flat_map(|fact| &fact.victims);
    case.persons.iter().any(|person| person.name == name)
        || victims.into_iter().any(|victim| victim.value == name)
}
