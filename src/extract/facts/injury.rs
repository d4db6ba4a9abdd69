//! Degrees of injury (人体损伤程度鉴定标准) and deaths.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::elements::InjuryGrade;
use crate::text::{Found, Range};

static INJURY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?P<slight>轻微伤)|(?P<pre>[一二12])级(?P<prekind>轻伤|重伤)|(?P<kind>轻伤|重伤)(?:害)?(?:程度)?(?:（?(?P<level>[一二12])级）?|（(?P<level2>[一二12])级）)?|(?P<dead>死亡)",
    )
    .expect("the pattern is fixed")
});

static NOT_DEATH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "^(?:赔偿|证明|医学|通知|原因|时间|户口|注销|登记|诊断|鉴定|报告|的?原因|人员|威胁|率|推断|后果)",
    )
    .expect("the pattern is fixed")
});

/// An appraisal made anew, not one that somebody asks for.
static REAPPRAISED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<again>(?:重新|再次|复核|补充)鉴定)(?:[^申]|申[^请])").expect("the pattern is fixed")
});

/// 鉴定为轻伤一级；其不服，经重新鉴定为轻伤二级: the grade of the first appraisal, told in the sentence of the second or
/// the one before.
fn is_superseded(text: &str, grade: &Range, again: usize) -> bool {
    let between = text.get(grade.end..again).unwrap_or_default();
    let clause = text[..grade.start].rsplit(['。', '；', '\n']).next().unwrap_or_default();
    between.matches('。').count() <= 1 && clause.contains("鉴定")
}

/// Degrees named in `text`, once each: a named level makes the bare word redundant.
pub(super) fn scan(text: &str) -> Vec<Found<InjuryGrade>> {
    let mut found: Vec<Found<InjuryGrade>> = Vec::new();
    for captures in INJURY.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        let before = text.get(..whole.start()).unwrap_or_default();
        let after = text.get(whole.end()..).unwrap_or_default();
        if is_denied(before) || after.starts_with("鉴定") || after.starts_with("他人") {
            continue;
        }
        let grade = if captures.name("slight").is_some() {
            InjuryGrade::Slight
        } else if captures.name("dead").is_some() {
            if NOT_DEATH.is_match(after) {
                continue;
            }
            InjuryGrade::Death
        } else {
            let kind = captures.name("kind").or(captures.name("prekind")).map_or("", |kind| kind.as_str());
            let level = captures
                .name("level")
                .or(captures.name("level2"))
                .or(captures.name("pre"))
                .map(|l| l.as_str());
            grade(kind, level)
        };
        if found.iter().all(|known| known.value != grade) {
            found.push(Found::new(grade, whole.range()));
        }
    }
    if let Some(again) = REAPPRAISED.captures_iter(text).filter_map(|captures| captures.name("again")).last()
        && found.iter().any(|grade| grade.range.start > again.start())
    {
        found.retain(|grade| {
            grade.range.start > again.start() || !is_superseded(text, &grade.range, again.start())
        });
    }
    let has = |grade: InjuryGrade| found.iter().any(|known| known.value == grade);
    let light = has(InjuryGrade::LightOne) || has(InjuryGrade::LightTwo);
    let grave = has(InjuryGrade::GraveOne) || has(InjuryGrade::GraveTwo);
    found.retain(|known| {
        !(light && known.value == InjuryGrade::Light || grave && known.value == InjuryGrade::Grave)
    });
    found
}

fn grade(kind: &str, level: Option<&str>) -> InjuryGrade {
    let first = matches!(level, Some("一" | "1"));
    match (kind, level) {
        ("轻伤", None) => InjuryGrade::Light,
        ("轻伤", Some(_)) if first => InjuryGrade::LightOne,
        ("轻伤", Some(_)) => InjuryGrade::LightTwo,
        (_, None) => InjuryGrade::Grave,
        _ if first => InjuryGrade::GraveOne,
        _ => InjuryGrade::GraveTwo,
    }
}

/// 不构成轻伤, 未达到轻伤
fn is_denied(before: &str) -> bool {
    [
        "不构成",
        "未构成",
        "不属",
        "不属于",
        "未达",
        "未达到",
        "不够",
        "尚不构成",
        "达不到",
        "不是",
        "未造成",
        "没有造成",
        "未致",
    ]
    .iter()
    .any(|no| before.ends_with(no))
}
