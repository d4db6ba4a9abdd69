//! Accused persons a text speaks of by their role alone: 被告人, 被告单位.

use std::sync::LazyLock;

use regex::Regex;

use super::mention::Mention;
use super::sentence::sentence_before;
use super::subject_words::UNKNOWN_SPEAKS;

static ROLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:原审)?(?:被告人|上诉人|被告单位)").expect("the pattern is fixed"));

/// After 被告单位: every accused person as well.
static BOTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:及|和|与|、)(?:(?:各|全体|[二两三四五])?被告人(?:均|都)|(?:各|全体)?被告人(?:自愿|认罪|如实|主动|积极|归案|到案|具有))")
        .expect("the pattern is fixed")
});

/// Words before a role that make it several persons, or somebody else.
const OTHERS: [&str; 10] = ["各", "该", "名", "位", "等", "同案", "其他", "其余", "二", "本案"];

/// Adds the roles that stand without a name where a clause begins. 被告人 alone among several accused tells nobody,
/// unless the sentence has named somebody before; 被告单位 is the one accused unit.
pub(super) fn add(
    text: &str,
    mentions: &mut Vec<Mention>,
    total: usize,
    unit: Option<usize>,
    person: Option<usize>,
    is_defence: bool,
    is_topic: impl Fn(&str, usize) -> bool,
) {
    for role in ROLE.find_iter(text) {
        let after = &text[role.end()..];
        let before = &text[..role.start()];
        let at = mentions.partition_point(|mention| mention.range.start < role.start());
        let is_named = mentions.get(at).is_some_and(|next| next.range.start <= role.end())
            || at
                .checked_sub(1)
                .and_then(|last| mentions.get(last))
                .is_some_and(|last| last.range.end > role.start());
        if is_named || after.starts_with('（') || OTHERS.iter().any(|other| before.ends_with(other)) {
            continue;
        }
        // 被告单位及被告人均自愿认罪
        if let Some(both) = BOTH.find(after).filter(|_| role.as_str().ends_with("单位")) {
            let range = role.start()..role.end() + both.end();
            let who = (0..total).collect();
            mentions.insert(at, Mention { range, who, is_topic: is_topic(text, role.start()) });
            continue;
        }
        if before.ends_with("各自") || before.ends_with("部分") {
            mentions.insert(at, Mention { range: role.range(), who: Vec::new(), is_topic: true });
            continue;
        }
        let is_unit = role.as_str().ends_with("单位");
        let is_with_others =
            ["、被告人", "及被告人", "和被告人"].iter().any(|other| after.starts_with(other));
        // Beside a unit one person may be accused alone.
        let meant = if is_unit { unit } else { person };
        let who: Vec<usize> = if is_with_others { Vec::new() } else { meant.into_iter().collect() };
        if is_unit
            && let Some(next) = mentions.get_mut(at)
            && joins(&text[role.end()..next.range.start])
        {
            // 被告单位及被告人甲; which of several units, or one that was not read, nobody tells.
            match unit {
                Some(unit) if !next.who.contains(&unit) => {
                    next.who.push(unit);
                    next.who.sort_unstable();
                }
                Some(_) => {}
                None => next.who.clear(),
            }
            next.range.start = role.start();
            continue;
        }
        if is_defence {
            // 被告人某丁的辩护人提出: none of those who were read, and none of them is meant.
            if is_topic(text, role.start()) && is_unknown(after) {
                mentions.insert(at, Mention { range: role.range(), who: Vec::new(), is_topic: true });
            }
            continue;
        }
        if !is_topic(text, role.start()) {
            continue;
        }
        let sentence = role.start() - sentence_before(text, role.start()).len();
        // 被告单位已补缴税款，被告人归案后如实供述: the unit is not the one.
        let is_units = |mention: &Mention| unit.is_some_and(|unit| mention.who == [unit]);
        let has_topic = mentions[..at].iter().any(|mention| {
            mention.is_topic && mention.range.start >= sentence && (is_unit || !is_units(mention))
        });
        if has_topic {
            continue;
        }
        mentions.insert(at, Mention { range: role.range(), who, is_topic: true });
    }
}

/// Whether a name that nobody introduced follows a role, and its bearer or his defender speaks.
fn is_unknown(after: &str) -> bool {
    UNKNOWN_SPEAKS.captures(after).and_then(|found| found.name("who")).is_some_and(|who| {
        ![
            "当庭", "对", "辩", "均", "及", "自", "在", "到", "系", "具", "的", "一", "认", "供", "归", "犯",
            "主", "积", "无", "没", "能", "已", "其", "亲", "家", "明", "所", "还", "如", "未", "不",
        ]
        .iter()
        .any(|word| who.as_str().starts_with(word))
    })
}

/// Whether the words between a role and the next name join the two.
fn joins(between: &str) -> bool {
    // 被告单位青禾商贸、被告人甲
    let roles = ["、被告人", "和被告人", "及被告人", "与被告人"];
    if roles.iter().any(|role| between.strip_suffix(role).is_some_and(is_short_name)) {
        return true;
    }
    // 被告单位某某公司和被告人甲: the unit by a name nobody introduced.
    let is_short = between.chars().count() <= 18 && !between.contains(['，', '。', '；', '：', '\n']);
    let between = match between.rfind("公司").or(between.rfind('厂')) {
        Some(at) if is_short => between[at..].trim_start_matches("公司").trim_start_matches('厂'),
        _ => between,
    };
    ["及", "和", "与", "、", "及其"].iter().any(|joint| {
        between
            .strip_prefix(joint)
            .is_some_and(|rest| matches!(rest, "" | "被告人" | "上诉人" | "原审被告人" | "直接责任人员"))
    })
}

fn is_short_name(words: &str) -> bool {
    words.chars().count() <= 12
        && words.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii_alphanumeric())
}
