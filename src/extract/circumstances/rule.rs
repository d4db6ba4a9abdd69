//! Words that say nothing of the case: what a law provides, and what a piece of evidence is said to show.

use std::sync::LazyLock;

use super::sentence::sentence_before;
use crate::extract::people::People;
use crate::text::{Pattern, Range};

/// What only laws say: of 犯罪分子 in general, or what holds where somebody is such a one.
static GENERAL: LazyLock<Pattern> = LazyLock::new(|| {
    compile(
        "犯罪分子|犯罪嫌疑人[^，。；]{0,2}虽不具有|(?:^|[”：\\n])第[一二三四五六七八九十百]+条|的，(?:不能|不应当?|应当?|可以?|以|视为|属于?|是|也)(?:被)?(?:认定|视为|以|自首|立功|累犯|构成|从犯|主犯|坦白|犯罪)|[需须](?:要|同时)?具备",
    )
});

/// Words by which a sentence speaks of the case.
static OF_THE_CASE: LazyLock<Pattern> = LazyLock::new(|| {
    compile(
        "被告|上诉人|本案|[该此]行为|其行为|本院|该院|其(?:系|在|到|归|主|自|于|与|虽|已|未|没|亦|还|并|能|作|仅|第|案)|被害人[^，。；]{0,8}某",
    )
});

static LISTED: LazyLock<Pattern> = LazyLock::new(|| {
    compile("^（?[0-9一二三四五六七八九十]{1,3}[、.）．][^。；]{0,120}?[^据能够以](?:证实|证明|载明)")
});

static ASKS: LazyLock<Pattern> = LazyLock::new(|| {
    compile(
        "^[^。；]*，(?:请求|恳请|希望)(?:二审)?(?:法院|法庭|本院|贵院)?(?:对其|对被告人|对上诉人|依法|给予|予以|从轻|改判)[^。；]*$",
    )
});

fn compile(pattern: &str) -> Pattern {
    Pattern::new(pattern).expect("the pattern is fixed")
}

/// Whether the sentence of `hit` tells a law and names nobody: 没有自动投案，但……的，以自首论.
pub(super) fn is_told(text: &str, hit: &Range, people: &People) -> bool {
    let before = text.get(..hit.start).unwrap_or_default();
    let start = before
        .rfind(['。', '\n'])
        .map_or(0, |stop| stop + before[stop..].chars().next().map_or(1, char::len_utf8));
    let rest = text.get(start..).unwrap_or_default();
    let sentence = rest.split(['。', '\n']).next().unwrap_or_default();
    GENERAL.is_match(sentence) && !OF_THE_CASE.is_match(sentence) && people.mentions(sentence).is_empty()
}

/// Whether the sentence goes on with what is asked of the court, by somebody other than the victim.
pub(super) fn asks_the_court(text: &str, sentence: &Range, hit: &Range) -> bool {
    let words = text.get(sentence.clone()).unwrap_or_default();
    let after = text.get(hit.end..sentence.end).unwrap_or_default().trim_end_matches(['。', '；', '\n']);
    words.contains('请') | words.contains("希望")
        && !["被害", "受害", "谅解", "意见", "理由", "采纳", "采信"].iter().any(|other| words.contains(other))
        && ASKS.is_match(after)
}

/// Whether a numbered piece of evidence is told before byte `at` of its sentence.
pub(super) fn is_listed_evidence(text: &str, at: usize) -> bool {
    let before = sentence_before(text, at);
    LISTED.is_match(before)
        && !["故", "经查", "意见", "本院", "认定", "可见"].iter().any(|word| before.contains(word))
}
