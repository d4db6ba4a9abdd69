//! Whether a word that names a circumstance is denied, refused, or left open where it stands.

use std::sync::LazyLock;

use serde::Deserialize;

use super::lexicon::Hit;
use super::sentence::{clause_before, phrase_before, rest_of_line, sentence_before};
use crate::extract::elements::CircumstanceKind;
use crate::text::{Pattern, Range};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    denial_before: Pattern,
    denial_after: Pattern,
    refused_plea: Pattern,
    open_before: Pattern,
    denies_absence: Pattern,
    refused_later: Pattern,
    no_admission: Pattern,
    wrongly_held: Pattern,
    came_of_it: Pattern,
    missed_below: Pattern,
    held_before: Pattern,
    not_held_before: Pattern,
    absence_held_before: Pattern,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("denial.toml")).expect("denial.toml ships with the program")
});

/// How the words beside a hit turn it.
pub(super) struct Denial {
    /// 不构成自首
    pub(super) denied: bool,
    /// 自首的意见不能成立
    pub(super) refused: bool,
}

impl Denial {
    pub(super) fn at(text: &str, hit: &Hit) -> Self {
        let reinstated = is_reinstated(text, &hit.range);
        Self {
            denied: !reinstated && is_denied(text, &hit.range, hit.kind),
            refused: !reinstated && is_refused(text, &hit.range),
        }
    }

    pub(super) fn negated(&self) -> bool {
        self.denied || self.refused
    }
}

/// 是否构成自首 says nothing yet.
pub(super) fn is_open(text: &str, hit: &Range) -> bool {
    let after = rest_of_line(text, hit.end);
    // 6、自首、立功情节的认定: the heading of what follows.
    let head = after.split(['，', '。', '；']).next().unwrap_or_default();
    if head.trim_end().ends_with("的认定") {
        return true;
    }
    ["问题", "的问题", "的认定问题", "还是", "，还是"].iter().any(|asked| after.starts_with(asked))
        || WORDS.open_before.is_match(phrase_before(text, hit.start)) && !is_missed_below(text, hit)
}

/// 原判未认定甲系自首: whoever complains of it claims it.
fn is_missed_below(text: &str, hit: &Range) -> bool {
    let held = rest_of_line(text, hit.end).split(['。', '；']).next().unwrap_or_default();
    WORDS.missed_below.is_match(phrase_before(text, hit.start))
        && !["并无不当", "正确", "无误", "符合"].iter().any(|right| held.contains(right))
}

/// 不构成自首, 自首的辩护意见不能成立
pub(super) fn is_denied(text: &str, hit: &Range, kind: CircumstanceKind) -> bool {
    let words = text.get(hit.clone()).unwrap_or_default();
    let names_absence = kind == CircumstanceKind::FirstOffender
        || kind == CircumstanceKind::Unlicensed
        || words.starts_with(['未', '无', '不', '没']);
    if names_absence {
        let short = [
            "不是",
            "不属",
            "不属于",
            "不系",
            "并非",
            "不构成",
            "不能认定",
            "不应认定",
            "不宜认定",
            "不能认定为",
            "不应认定为",
            "不宜认定为",
            "不予认定为",
        ];
        let is_told_fact = matches!(kind, CircumstanceKind::FirstOffender | CircumstanceKind::Unlicensed);
        let clause = clause_before(text, hit.start);
        // 显非时间较短及偶犯
        let phrase = phrase_before(text, hit.start);
        let goes_on = ["初犯、", "初犯和", "初犯及", "偶犯、"].iter().any(|first| {
            phrase.strip_suffix(first).is_some_and(|before| {
                short.iter().any(|no| before.ends_with(no) || before.ends_with("不属于"))
            })
        });
        let is_plain = goes_on || clause.find("显非").is_some_and(|at| clause[at..].chars().count() < 14);
        return is_plain
            || short.iter().any(|no| clause.ends_with(no))
            || (!is_told_fact && WORDS.denies_absence.is_match(last_part(phrase_before(text, hit.start))));
    }
    WORDS.denial_before.is_match(last_part(phrase_before(text, hit.start)))
}

/// 自首的辩护意见不能成立, 系主犯不当: the words after refuse it, whoever said it.
fn is_refused(text: &str, hit: &Range) -> bool {
    let after = rest_of_line(text, hit.end);
    WORDS.denial_after.is_match(after)
        || (WORDS.held_before.is_match(phrase_before(text, hit.start)) && WORDS.wrongly_held.is_match(after))
}

/// 属自首的辩护意见不予采纳: what the author seems to say himself is a plea, and refused.
pub(super) fn is_refused_plea(text: &str, hit: &Range) -> bool {
    WORDS.refused_plea.is_match(rest_of_line(text, hit.end))
}

/// 没有认定甲系从犯有误: this court holds what the court below did not.
fn is_reinstated(text: &str, hit: &Range) -> bool {
    let after = rest_of_line(text, hit.end);
    (WORDS.wrongly_held.is_match(after) || WORDS.came_of_it.is_match(after))
        && (WORDS.not_held_before.is_match(phrase_before(text, hit.start))
            || WORDS.absence_held_before.is_match(sentence_before(text, hit.start)))
}

/// 虽自动投案，但……，不予支持: the deed is told, its name refused. 主动投案，但未如实供述，不宜认定自首 needs no 虽.
pub(super) fn is_conceded_deed(text: &str, hit: &Hit) -> bool {
    let after = text.get(hit.range.end..).unwrap_or_default();
    let rest = after.split(['。', '\n']).next().unwrap_or_default();
    let is_turned = hit.kind == CircumstanceKind::Surrender
        && hit.strength < 0.9
        && rest.split_once("，但").is_some_and(|(_, turn)| {
            ["不宜", "不能认定", "不应认定", "不构成自首"].iter().any(|no| turn.contains(no))
        });
    // 虽然表示自愿认罪，但……，不能认定其自愿认罪
    let is_withdrawn = hit.kind == CircumstanceKind::CourtAdmission && WORDS.no_admission.is_match(rest);
    let is_refused = hit.strength < 0.9 && WORDS.refused_later.is_match(rest);
    is_turned || (is_refused || is_withdrawn) && phrase_before(text, hit.range.start).contains('虽')
}

/// The words of a phrase after its last conjunction: 没有异议且签字具结 denies nothing of the second half.
fn last_part(phrase: &str) -> &str {
    static TURNS: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("且|但|却|如实(?:供述|交代|陈述|供认)其|隐瞒其?|夜未央|未来|未被(?:宣布|采取|讯问|抓获|发现|公安|司法|传唤)|异议|掌握的其?|(?:以?及|和|并)(?:应当?|要求|请求|建议)?(?:认定|考虑)|及(?:系|属|是|有|具有)|未(?:充分|全面|足够)?考虑|(?:原判|原审|一审|判决)未认定|以及被害人|未履行[^，。；]{0,8}义务|未退(?:赃|赔|缴|还|出)?[^，。；]{0,4}部分|未遂|未成年人?|未得逞|、(?:系|是|属|有|具有|自愿|能|认罪|积极|主动|如实|已|[^、]{0,8}被告人|[^、]{0,4}(?:家属|亲属|家人))|(?:前科|劣迹|犯罪记录)[、及和]|(?:以及|及|和)[^，。；]{0,24}(?:辩护人|被告人|上诉人)[^，。；]{0,10}(?:辩称|提出|认为|所提)")
            .expect("the pattern is fixed")
    });
    let start = TURNS.find_iter(phrase).last().map_or(0, |turn| turn.end());
    phrase.get(start..).unwrap_or_default()
}
