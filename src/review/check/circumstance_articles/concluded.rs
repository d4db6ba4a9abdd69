//! Whether the author of a paper concludes a circumstance in so many words: only then its article must be cited.

use std::sync::LazyLock;

use regex::Regex;

use crate::case::Paper;
use crate::document::{DocumentKind, SectionName};
use crate::extract::elements::CircumstanceKind as K;
use crate::text::{Quote, Range, sentence};

/// Words of others, of other courts and of denial: a sentence that holds one concludes nothing for certain.
static DOUBT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "辩护|辩称|辩解|辩论|提出|所提|意见|指控|公诉机关|检察|原判|原审|一审|上诉|抗诉|不能|不予|不成立|不构成|不属|不是|不应|不宜|不符|不认定|没有|并非|尚未|是否|不足|无法|无证据|另案|已判|前罪|前科|曾因犯|犯该罪|被害人系|被害人是",
    )
    .expect("a fixed pattern reads")
});
/// What the author draws from the circumstance.
static CONSEQUENCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("从轻|减轻|从宽|从重|从严|免除|免予|免于").expect("a fixed pattern reads"));
/// Another law than the one in force, and another instance, cites by other rules.
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    // Somebody born in 1979 is tried under the law in force.
    Regex::new("上诉人|原审|抗诉机关|再审|一九七九年|1979年(?:《|的?刑法|修订|颁布|施行|制定)")
        .expect("a fixed pattern reads")
});

/// How a conclusion on each kind is worded.
static WORDED: LazyLock<Vec<(K, Regex)>> = LazyLock::new(|| {
    let is = "(?:系|是|属|属于|构成|成立|为|有|以|具有|认定为?)";
    let row = |kind, pattern: &str| (kind, Regex::new(pattern).expect("a fixed pattern reads"));
    vec![
        row(
            K::Surrender,
            &format!("{is}(?:投案)?自首|自首，(?:可|应当|依法|(?:依照|依据|根据|适用)[^，。；]{{0,12}}刑法)"),
        ),
        row(K::Confession, "坦白|(?:如实|主动)(?:地)?(?:供述|交代|交待|供认)"),
        row(K::Merit, &format!("{is}(?:一般|重大)?立功")),
        row(K::Recidivist, &format!("{is}累犯")),
        row(K::Accessory, &format!("{is}从犯")),
        row(K::Attempt, "未遂"),
        row(K::Desistance, &format!("{is}(?:犯罪)?中止")),
        row(K::Minor, "(?:犯罪|作案|实施)[^，。]{0,8}(?:未满|不满|未成年)"),
        row(K::PleaOfGuilt, "认罪认罚.*从宽|从宽.*认罪认罚"),
    ]
});

/// Whether this paper cites articles as one of first instance under the law in force does.
pub(in super::super) fn is_of_first_instance(paper: &Paper) -> bool {
    let plain = paper.document.plain();
    let decides = paper.kind() != DocumentKind::Judgment || plain.contains("判决如下");
    decides && !ELSEWHERE.is_match(plain)
}

/// Whether the sentence around the words concludes the circumstance, naming the person where several are tried.
pub(super) fn is_concluded(paper: &Paper, kind: K, words: &Quote, name: Option<&str>) -> bool {
    let at = paper.document.text.plain_at(words.start);
    if !paper.document.section_ranges(SectionName::Reasoning).any(|range| range.contains(&at)) {
        return false;
    }
    let sentence = sentence::around(paper.document.plain(), &(at..at));
    let is_worded = WORDED.iter().any(|(worded, pattern)| *worded == kind && pattern.is_match(sentence));
    // 如实供述 that only moves the court's discretion is not the statutory confession.
    let is_discretion = kind == K::Confession && !sentence.contains("坦白") && sentence.contains('酌');
    is_worded
        && !is_discretion
        && CONSEQUENCE.is_match(sentence)
        && !DOUBT.is_match(sentence)
        && name.is_none_or(|name| sentence.contains(name))
}

/// Whether crimes are told of which 刑法 §66 knows recidivists: against the State, of terror, of gangs.
pub(super) fn is_special(paper: &Paper) -> bool {
    ["国家安全", "恐怖", "黑社会"].iter().any(|word| paper.document.plain().contains(word))
}

/// How the articles of a kind are written, without 第 and 条.
fn numbers(kind: K, paper: &Paper) -> &'static [&'static str] {
    match kind {
        K::Surrender | K::Confession => &["六十七", "67"],
        K::Merit => &["六十八", "68"],
        K::Recidivist if is_special(paper) => &["六十五", "六十六", "65", "66"],
        K::Recidivist => &["六十五", "65"],
        K::Accessory => &["二十七", "27"],
        K::Attempt => &["二十三", "23"],
        K::Desistance => &["二十四", "24"],
        K::Minor => &["十七", "17"],
        K::PleaOfGuilt => &["十五", "二百零一", "二百〇一", "15", "201"],
        _ => &[],
    }
}

/// Whether the article stands anywhere between the reasoning and the operative part, however it is written:
/// 第六十七第一款, 第六十五、六十七条. Of 刑法 §67 another paragraph alone does not count, save beside 如实供述, which
/// may be half of a surrender.
pub(super) fn is_mentioned(paper: &Paper, kind: K, words: &Quote) -> bool {
    let plain = paper.document.plain();
    let Some(applied) = applied(paper).and_then(|range| plain.get(range)) else { return true };
    let paragraph: &[char] = match kind {
        K::Surrender => &['一', '二', '1', '2'],
        K::Confession if words.text.contains("坦白") || !is_surrender_told(applied) => &['三', '3'],
        _ => &[],
    };
    numbers(kind, paper).iter().flat_map(|number| applied.match_indices(number)).any(|(at, number)| {
        let before = applied.get(..at).unwrap_or_default();
        let after = applied.get(at + number.len()..).unwrap_or_default();
        if !before.ends_with(['第', '、', '，', '和', '及', '与', '》'])
            || after.starts_with(|c: char| c.is_ascii_digit())
        {
            return false;
        }
        names_paragraph(after, paragraph)
    })
}

/// Whether anybody gave himself up: then 如实供述 may be half of a surrender.
fn is_surrender_told(applied: &str) -> bool {
    ["自首", "投案", "主动到案", "自动到案", "电话通知", "传唤"].iter().any(|word| applied.contains(word))
}

/// Whether what follows an article's number names one of these paragraphs, or none at all.
fn names_paragraph(after: &str, wanted: &[char]) -> bool {
    let own = after.trim_start_matches('条');
    let end = own.find("条").unwrap_or(own.len()).min(own.find(['。', '《', '；']).unwrap_or(own.len()));
    let own = own.get(..end).unwrap_or_default();
    let Some(last) = own.rfind('款') else { return true };
    let named = own.get(..last).unwrap_or_default();
    wanted.is_empty() || named.contains(wanted)
}

/// From the reasoning to the operative part; of a paper that decides nothing, to its end.
fn applied(paper: &Paper) -> Option<Range> {
    let plain = paper.document.plain();
    let start = paper.document.section_ranges(SectionName::Reasoning).map(|range| range.start).min()?;
    let end = plain.rfind("判决如下").filter(|end| *end > start).unwrap_or(plain.len());
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_beside_the_article_are_read_however_they_are_written() {
        for (after, wanted, named) in [
            ("条第三款、第七十二条", '一', false),
            ("第一款、第五十三条", '一', true),
            ("条第一、三款", '三', true),
            ("条、第七十二条第三款", '一', true),
        ] {
            assert_eq!(names_paragraph(after, &[wanted]), named, "{after}");
        }
    }
}
