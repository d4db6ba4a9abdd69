//! Conditions on evidence and its collection.

use std::sync::LazyLock;

use regex::Regex;

use super::{Answer, of_kind, recommended, sentences, worded};
use crate::document::{DocumentKind as Kind, SectionName};
use crate::extract::elements::SentenceKind;
use crate::review::verdict::Scope;

/// Names this module answers.
pub(super) const NAMES: &[&str] = &["判处无期徒刑以上", "起诉书仅列供述"];

/// Evaluates a condition of [`NAMES`].
pub(super) fn holds(scope: Scope<'_>, name: &str) -> Answer {
    match name {
        "判处无期徒刑以上" => life_or_death(scope),
        "起诉书仅列供述" => confession_only(scope),
        _ => Answer::Unknown,
    }
}

/// Life imprisonment or death, in the sentence or in what the prosecution recommends.
fn life_or_death(scope: Scope<'_>) -> Answer {
    let grave = [SentenceKind::Life, SentenceKind::SuspendedDeath, SentenceKind::Death];
    let mut sentenced = sentences(scope).into_iter().flat_map(|s| s.counts.iter().chain(&s.executed));
    let quote = sentenced.find_map(|punishment| grave.iter().find_map(|kind| of_kind(punishment, *kind)));
    match quote {
        Some(quote) => Answer::Yes(vec![quote.clone()]),
        None => match recommended(scope, |wanted| wanted.kind.is_some_and(|kind| grave.contains(&kind))) {
            Answer::Unknown if !sentences(scope).is_empty() => Answer::No,
            answer => answer,
        },
    }
}

static CONFESSION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("供述(?:和|与|及)?(?:辩解)?").expect("the pattern is fixed"));
/// Words of any evidence that is not the confession of the accused.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("证言|陈述|书证|物证|鉴定|勘[验查]|检查|辨认|搜查|扣押|视听|电子数据|清单|证明|经过|照片|流水|报告|结论|录像|监控|视频|合同|凭证|明细|登记|卡口|信息|票据|收条|谅解|判决|聊天|病历|同案|同伙|说明|决定书|记录|查询|其他")
        .expect("the pattern is fixed")
});

/// The indictment lists evidence, and none but what the accused said (刑诉 §55).
fn confession_only(scope: Scope<'_>) -> Answer {
    let Some((_, indictment)) = scope.case.of_kind(Kind::Indictment).last() else { return Answer::Unknown };
    let Some(part) = worded::part(indictment, SectionName::Evidence) else { return Answer::Unknown };
    let listed = indictment.document.plain().get(part.clone()).unwrap_or_default();
    let Some(confession) = CONFESSION.find(listed).filter(|_| !OTHER.is_match(listed)) else {
        return Answer::No;
    };
    let range = part.start + confession.start()..part.start + confession.end();
    Answer::Yes(vec![indictment.document.quote(&range)])
}
