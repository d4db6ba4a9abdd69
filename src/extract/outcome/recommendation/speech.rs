//! Whose speech a sentence goes on with, where it names nobody itself.

use std::sync::LazyLock;

use super::WORDS;
use crate::text::{Pattern, WordList};

/// Bytes before a sentence in which its speaker is named: pleas are long.
const SPEECH: usize = 6_000;

/// Whether the prosecution asks from `asking` on; `in_defence` tells that others speak around the sentence.
pub(super) fn is_of_prosecution(words: &str, asking: usize, in_defence: bool) -> bool {
    let before = &words[..asking];
    let is_told = |words: &str| NAMES.iter().any(|name| words.contains(name));
    // 辩护人对公诉机关提出的判处……的量刑建议: told by another, but the prosecution's.
    if NAMES.iter().any(|name| before.ends_with(name) || words[asking..].starts_with(name)) {
        return true;
    }
    if WORDS.others.is_in(before) || in_defence && !WORDS.prosecution.is_in(words) {
        return false;
    }
    if !victim_speaks(before) {
        return true;
    }
    let clause = before.rsplit(['，', '；', '：', '。']).next().unwrap_or_default();
    // 被害人陈述 and 致被害人轻伤 before it: nobody else speaks.
    !WORDS.victims.is_in(before)
        || (is_told(before) || before.contains("追究")) && !WORDS.victims.is_in(clause)
}

/// Whether the prosecution is named as asking, and nobody else in the sentence: what is enough to take a mere
/// 建议适用缓刑 for its word, which defenders and communities ask for more often.
pub(super) fn is_named(words: &str, asking: usize) -> bool {
    let (before, after) = words.split_at(asking);
    let is_prosecution = NAMES.iter().any(|name| before.contains(name) || after.starts_with(name))
        || before.contains("公诉意见");
    let others = ["辩护", "辩称", "社区", "调查", "司法", "矫正", "谅解", "经查", "代理人"];
    let is_asked = !before.ends_with(['不', '未']) && !after.starts_with("量刑");
    is_prosecution && is_asked && !others.iter().any(|word| words.contains(word))
}

/// 被害人亲属要求从重处罚, but not 取得被害人谅解.
fn victim_speaks(before: &str) -> bool {
    static ASKS: LazyLock<Pattern> = LazyLock::new(|| {
        let victims = "被害人|受害人|被害单位";
        let asks = "请求|要求|希望|建议|表示|提出|认为|恳请|述称|诉称|同意|出具";
        Pattern::new(&format!("(?:{victims})[^，；。]{{0,16}}?(?:{asks})")).expect("constant pattern")
    });
    ASKS.is_match(before) || before.ends_with(['人', '属', '方'])
}

/// Whether the defence spoke last before a sentence of a part that is taken for its own.
pub(super) fn defends(before: &str) -> bool {
    static PROSECUTES: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("(?:公诉机关|公诉人|检察院)(?:当庭|据此|还)?(?:认为|列举|提供|出示|宣读)|追究(?:其|被告人)?[^，。；]{0,12}刑事责任|提请(?:本院|我院|法院)|提起公诉，[^。；]{0,4}请")
            .expect("constant pattern")
    });
    let from = before.len().saturating_sub(SPEECH);
    let from = (from..before.len()).find(|&at| before.is_char_boundary(at)).unwrap_or(before.len());
    let near = &before[from..];
    let defence =
        ["辩护", "辩称", "辩解", "异议", "代理人", "供认"].iter().filter_map(|word| near.rfind(word)).max();
    let prosecution = PROSECUTES.find_iter(near).map(|found| found.start()).last();
    prosecution.is_none() || defence > prosecution
}

/// Who prosecutes.
const NAMES: [&str; 5] = ["公诉机关", "公诉人", "检察院", "检察机关", "检察员"];

/// Whether the defence, or somebody else, was the last to be named as speaking: 辩护人提出：一、……。五、建议判处…….
pub(super) fn goes_on_for_others(before: &str, words: &str) -> bool {
    let from = before.len().saturating_sub(SPEECH);
    let from = (from..before.len()).find(|&at| before.is_char_boundary(at)).unwrap_or(before.len());
    let near = &before[from..];
    if let Some(lead) = lead_of_list(near, words) {
        return WORDS.others.is_in(lead) && !WORDS.prosecution.is_in(lead);
    }
    if in_open_list(near) {
        return true;
    }
    let last = |words: &WordList| words.find_iter(near).map(|found| found.range.start).last();
    last(&WORDS.speakers) > last(&WORDS.prosecution)
}

/// Whether a list that the defence opened still goes on: 辩护人提出：一、……。二、公诉机关……。……, until another opens a sentence.
fn in_open_list(near: &str) -> bool {
    static OPENED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("辩护(?:人|意见)[^。\\n]{0,24}：(?:（?[一1]）?[、.．])").expect("constant pattern")
    });
    static TAKEN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("(?:。|\\n)\\s*(?:公诉|[^。，；：\\n]{0,20}检察(?:院|机关|员|官)|经审理|经庭审|本院|上述|被告人|附带民事)")
            .expect("constant pattern")
    });
    let Some(opened) = OPENED.find_iter(near).last() else { return false };
    TAKEN.find_at(near, opened.end()).is_none()
}

/// Who lists what a sentence goes on with: 辩护人另提出： before 1、公诉机关指控……不实。2、建议…….
fn lead_of_list<'a>(before: &'a str, words: &str) -> Option<&'a str> {
    static LATER: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^\s*(?:（?(?:[2-9]|1[0-9])|（?(?P<han>[二三四五六七八九十]))[）、.．]")
            .expect("constant pattern")
    });
    let is_han = LATER.captures(words)?.name("han").is_some();
    let firsts = if is_han { ["一、", "（一）", "一."] } else { ["1、", "（1）", "1."] };
    // 11、 and 十一、 are no first items.
    let is_first = |at: &usize| !before[..*at].ends_with(|c: char| c.is_ascii_digit() || c == '十');
    let places = firsts.iter().flat_map(|first| before.match_indices(first).map(|(at, _)| at));
    let at = places.filter(is_first).max()?;
    before[..at].rsplit(['。', '\n']).find(|lead| !lead.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_a_list_are_said_by_whoever_opens_it() {
        let plea = "辩护人同意赵某的意见，另提出：1、公诉机关指控的第二起证据不足。2、公诉机关未认定自首。";
        assert!(goes_on_for_others(plea, "3、建议对其免予刑事处罚。"));
        let charge = "辩护人提出赵某系初犯。公诉人发表意见：一、赵某构成盗窃罪。";
        assert!(!goes_on_for_others(charge, "二、建议判处有期徒刑一年。"));
    }

    #[test]
    fn a_list_of_the_defence_goes_on_until_another_speaks() {
        let plea = "辩护人提出以下意见：一、量刑建议过重。二、建议判处拘役。赵某系初犯，公诉机关亦予认可。";
        assert!(goes_on_for_others(plea, "如适用缓刑不致危害社会，建议宣告缓刑。"));
        assert!(!goes_on_for_others(
            &format!("{plea}公诉机关补充意见：赵某系累犯。"),
            "建议判处拘役三个月。"
        ));
    }

    #[test]
    fn a_part_taken_for_the_defence_may_be_the_prosecutions() {
        assert!(!defends("公诉机关当庭列举被告人的供述与辩解等证据，据此认为应当以诈骗罪追究其刑事责任。"));
        assert!(defends("公诉机关认为构成盗窃罪。辩护人提出，公诉机关指控的事实不清，情节轻微。"));
    }

    #[test]
    fn a_victim_asks_only_where_he_speaks() {
        let asks = |words: &str| is_of_prosecution(words, words.find("建议").unwrap_or_default(), false);
        assert!(asks("被告人赵某已取得被害人谅解，建议在有期徒刑三年以下量刑"));
        assert!(asks("公诉机关提供被害人陈述等证据，建议判处拘役"));
        assert!(!asks("被害人建议对被告人赵某适用缓刑"));
        assert!(!asks("被害人亲属表示谅解，建议判处缓刑"));
    }

    #[test]
    fn a_long_plea_keeps_its_speaker() {
        let plea =
            format!("公诉机关指控赵某犯盗窃罪。辩护人提出以下辩护意见：{}", "赵某系初犯。".repeat(200));
        assert!(goes_on_for_others(&plea, "建议判处拘役并适用缓刑。"));
    }
}
