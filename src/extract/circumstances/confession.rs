//! 如实供述: a confession (坦白, 刑法 §67(3)) only where the speaker draws the consequence, and never beside a surrender
//! of the same person.

use super::settle::Said;
use super::{Candidate, sentence};
use crate::document::{Document, SectionName};
use crate::extract::elements::{Circumstance, Stance};
use crate::law::charges;
use crate::text::{Pattern, Range};

/// Parts of the document that cite the paragraph on confessions.
pub(super) fn citing(document: &Document) -> Vec<SectionName> {
    [SectionName::Reasoning, SectionName::Accusation]
        .into_iter()
        .filter(|name| {
            let words =
                document.section_ranges(*name).filter_map(|range| document.plain().get(range.clone()));
            words.into_iter().any(cites_confession)
        })
        .collect()
}

/// 在危险驾驶犯罪中如实供述, 如实供述重婚犯罪事实, 对其所犯贪污罪行能如实供述: of one crime of several.
static OF_ONE_CRIME: Pattern = Pattern::fixed(
    "在(?P<in>[\\p{Han}、]{2,20}?)(?:犯罪|罪)(?:一案)?中|对于?(?:其|自己)?(?:所犯)?的?(?P<on>[\\p{Han}、]{2,12}?)(?:犯罪|罪)(?:行|的?事实)?(?:均|都|尚)?能够?如实|如实(?:供述|交代|交待|供认)(?:了|其|自己|所犯|的){0,3}(?P<of>[\\p{Han}、]{2,20}?)(?:犯罪|罪)?的?(?:基本|主要|全部)?(?:犯罪)?(?:事实|行为|经过|罪行)",
);

/// The author refuses a plea, in the sentence that denies the confession.
static REFUSED: Pattern = Pattern::fixed(
    "(?:未|没有|不)[^，。；]{0,6}如实[^。]*(?:不予|不能[^如]|不成立|不符|不应|不属|依据不足|理由不足|不构成)|(?:不应|不能|不予|不足以|不属于?)[^，。；]{0,12}如实",
);

/// What somebody tells of his own deeds, not of another's.
static OWN_DEEDS: Pattern = Pattern::fixed(
    "^(?:了|其|自己|自身|本人|个人|的|全部|主要|基本|所有|上述|所犯|涉案|相关|客观|本案|参与|作案|违法|大部分|部分){0,4}(?:犯罪|罪行|罪|事实|案件|行为|经过|问题|情况|[，。；、]|等?的?(?:辩护|辩解|上诉)?(?:意见|理由|情节))|^了?(?:受贿|行贿|贪污|挪用公款|盗窃|诈骗|抢劫|故意伤害|贩卖毒品)罪?的(?:犯罪|主要|全部)",
);

/// 如实供述其酒后驾驶机动车的事实: the deed is told, nobody else's.
static NAMED_DEED: Pattern = Pattern::fixed(
    "^(?:了|其|自己|自身|本人|上述|所犯|的){0,3}(?P<deed>[^，。；]{2,24}?)的?(?:主要|基本|全部)?(?:犯罪)?(?:事实|行为|经过|罪行)(?:[，。；]|$)",
);

/// The same words name a surrender; 不构成自首 denies it.
static NAMES_SURRENDER: Pattern =
    Pattern::fixed("(?:^|[^不未非])(?:[系是属]自首|构成自首)|自动投案|主动投案");

/// What was told is evidence, or no more holds.
static UNWEIGHED: Pattern = Pattern::fixed(
    "证[实明言]|印证|供述[：，][^。]{0,6}(?:我|其在)|笔录|翻供|否认|不能|不具有|所提|[，；]但",
);

/// Somebody is in the hands of the police …
static CAUGHT: Pattern = Pattern::fixed(
    "(?:归案|到案|案发|事发|抓获|查获|抓捕|被捕|羁押)[^，。；]{0,6}[后，]|(?:^|，)后|审查起诉|侦查|讯问|审讯",
);

/// … or may have come of himself, which the charge would call a surrender.
static CAME: Pattern =
    Pattern::fixed("投案|自首|传唤|电话|通知|(?:主动|自行|自动)[^，。；]{0,10}(?:到|归案)|等候|陪同");

/// Whose confession it is (empty for everybody's), or none.
pub(super) fn who_confessed(
    candidate: &Candidate,
    document: &Document,
    said: &Said<'_>,
    names: &[String],
) -> Option<Vec<String>> {
    let Circumstance { persons, stance, negated, .. } = &candidate.circumstance;
    let plain = document.plain();
    let sentence = plain.get(candidate.sentence.clone()).unwrap_or_default();
    // 第六十七条第三款, whoever has surrendered.
    if *stance == Stance::Annexed {
        return sentence.contains("不具有").then(|| persons.clone());
    }
    if *negated || *stance == Stance::Rejected {
        return is_denial_told(candidate, document, said).then(|| persons.clone());
    }
    let is_of_one_crime = plain.contains("并罚")
        && (names_one_crime(sentence) || names_one_crime(clause_of(plain, &candidate.range)));
    let others = if is_of_one_crime {
        persons.clone()
    } else {
        without_surrendered(persons, *stance, &said.surrendered, names)?
    };
    let own = of_one_accused(plain, candidate, names);
    if NAMES_SURRENDER.is_match(own) {
        return None;
    }
    let has_consequence = |words: &str| {
        ["从轻", "从宽", "减轻", "坦白", "量刑情节", "等情节", "的情节"]
            .iter()
            .any(|word| words.contains(word))
            || cites_confession(words)
            // 公诉机关认为，……，甲能如实供述自己的罪行: told among what the prosecution asks for.
            || *stance == Stance::Alleged
                && ["认为", "建议", "提请"].iter().any(|word| words.contains(word))
    };
    let is_told = said.confession_cited.contains(&candidate.section) || has_consequence(sentence);
    // 甲如实供述自己罪行；乙如实供述主要罪行，均可从轻处罚
    let goes_on = || {
        let rest = plain.get(candidate.sentence.end..).unwrap_or_default();
        sentence.ends_with('；') && rest.split(['。', '\n']).next().is_some_and(has_consequence)
    };
    // 公诉机关认为，甲、乙均系主犯。甲、乙均如实供述自己的罪行。
    let is_in_opinion = || {
        let line = sentence::line_before(plain, candidate.range.start);
        *stance == Stance::Alleged
            && line.contains("认为")
            && OWN_DEEDS.is_match(sentence::rest_of_line(plain, candidate.range.end))
    };
    // Whoever pleads it means the consequence.
    let pleads = || {
        let rest = sentence::rest_of_line(plain, candidate.range.end);
        *stance == Stance::Argued && (OWN_DEEDS.is_match(rest) || has_consequence(rest))
    };
    // 归案后，被告人甲如实供述了自己的罪行: how the alleged facts end.
    let ends_facts = || {
        let rest = sentence::rest_of_line(plain, candidate.range.end);
        let is_told = *stance == Stance::Alleged || candidate.section == SectionName::Facts;
        is_told
            && (OWN_DEEDS.is_match(rest) || names_own_deed(rest))
            && CAUGHT.is_match(sentence::sentence_before(plain, candidate.range.start))
            && !CAME.is_match(if names.len() > 1 { own } else { sentence })
            && !said.claims_confession_later(candidate)
    };
    // 其归案后如实供述的辩护意见，予以采纳: the plea meant the consequence.
    let is_granted = || {
        let rest = sentence::rest_of_line(plain, candidate.range.end);
        *stance == Stance::Accepted && candidate.claimed == Some(Stance::Argued) && OWN_DEEDS.is_match(rest)
    };
    // 甲到案后能如实供述自己的罪行，当庭自愿认罪。: the court tells it where it weighs.
    let is_weighed = || {
        let rest = sentence::rest_of_line(plain, candidate.range.end);
        *stance == Stance::Accepted
            && candidate.is_reasoned()
            && OWN_DEEDS.is_match(rest)
            && CAUGHT.is_match(sentence::sentence_before(plain, candidate.range.start))
            && !UNWEIGHED.is_match(sentence)
    };
    (is_told || goes_on() || is_in_opinion() || pleads() || is_granted() || ends_facts() || is_weighed())
        .then_some(others)
}

/// Whether the words behind 如实供述 tell a deed that is the speaker's own.
fn names_own_deed(rest: &str) -> bool {
    let deed = NAMED_DEED.captures(rest).and_then(|found| found.name("deed"));
    deed.is_some_and(|deed| {
        !["他人", "同案", "同伙", "其他", "另案", "掌握"].iter().any(|other| deed.as_str().contains(other))
    })
}

/// Whether a confession that is denied is named as a circumstance, or answers whoever claimed it: 其没有如实供述，……
/// 不予采纳.
fn is_denial_told(candidate: &Candidate, document: &Document, said: &Said<'_>) -> bool {
    let words = |range: Range| document.plain().get(range).unwrap_or_default();
    let after = words(candidate.range.end..candidate.sentence.end);
    let is_named = after.split(['，', '。']).next().is_some_and(|rest| rest.contains("情节"));
    let sentence = words(candidate.sentence.clone());
    is_named
        || candidate.is_reasoned()
            && candidate.circumstance.negated
            && !sentence.contains("自首")
            && REFUSED.is_match(sentence)
            && said.claims_confession(&candidate.circumstance.persons)
}

/// The clause of a candidate: 对盗窃罪有自首情节，能如实供述自己的抢夺罪行 parts the two.
fn clause_of<'p>(plain: &'p str, range: &Range) -> &'p str {
    let start = range.start - sentence::clause_before(plain, range.start).len();
    let rest = sentence::rest_of_line(plain, range.end);
    // 如实供述骗取贷款的事实，应视为自首: of the same crime.
    if rest.split('。').next().is_some_and(|rest| rest.contains("自首")) {
        return "";
    }
    let end = range.end + rest.find(['，', '。', '；']).unwrap_or(rest.len());
    plain.get(start..end).unwrap_or_default()
}

/// Whether a sentence (or a clause) without a surrender tells of which crime somebody confesses.
fn names_one_crime(sentence: &str) -> bool {
    let is_charge = |name: regex::Match<'_>| charges::find(name.as_str()).is_some();
    !sentence.contains("自首")
        && OF_ONE_CRIME.captures_iter(sentence).any(|found| {
            ["in", "on", "of"].into_iter().find_map(|part| found.name(part)).is_some_and(is_charge)
        })
}

/// The part of the candidate's sentence that is on the same accused: 被告人甲系自首，乙能如实供述.
fn of_one_accused<'p>(plain: &'p str, candidate: &Candidate, names: &[String]) -> &'p str {
    let before = plain.get(candidate.sentence.start..candidate.range.start).unwrap_or_default();
    let after = plain.get(candidate.range.end..candidate.sentence.end).unwrap_or_default();
    let begins_anew = |clause: &str| {
        let clause = clause.trim_start_matches(['但', '而', '且']);
        clause.starts_with("被告人") || names.iter().any(|name| clause.starts_with(name.as_str()))
    };
    let comma = '，'.len_utf8();
    let mut cuts = before.rmatch_indices('，').filter(|(at, _)| begins_anew(&before[at + comma..]));
    let start = cuts.next().map_or(candidate.sentence.start, |(at, _)| candidate.sentence.start + at);
    let mut cuts = after.match_indices('，').filter(|(at, _)| begins_anew(&after[at + comma..]));
    let end = cuts.next().map_or(candidate.sentence.end, |(at, _)| candidate.range.end + at);
    plain.get(start..end).unwrap_or_default()
}

/// Those of `persons` who did not surrender (empty stands for everybody); none where all did.
fn without_surrendered(
    persons: &[String],
    stance: Stance,
    surrendered: &[&Circumstance],
    names: &[String],
) -> Option<Vec<String>> {
    let mut surrendered = surrendered.iter().filter(|c| c.stance == stance).peekable();
    if surrendered.peek().is_none() {
        return Some(persons.to_vec());
    }
    let mut others: Vec<String> = if persons.is_empty() { names.to_vec() } else { persons.to_vec() };
    let all = others.len();
    for one in surrendered {
        others.retain(|name| !one.persons.is_empty() && !one.persons.contains(name));
    }
    if others.len() == all {
        return Some(persons.to_vec());
    }
    (!others.is_empty()).then_some(others)
}

/// 《刑法》第六十七条第三款
fn cites_confession(reasoning: &str) -> bool {
    reasoning.match_indices("第六十七条").any(|(at, word)| {
        let rest = &reasoning[at + word.len()..];
        ["第三款", "三款", "第一款、第三款", "第一、三款", "第1款、第3款"]
            .iter()
            .any(|named| rest.starts_with(named))
    })
}
