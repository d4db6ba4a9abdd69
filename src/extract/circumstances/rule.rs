//! Words that say nothing of the case: what a law provides, and what a piece of evidence is said to show.

use super::sentence::{line_before, phrase_before, sentence_before};
use crate::extract::elements::Stance;
use crate::extract::people::People;
use crate::text::{Pattern, Range};

/// What only laws say: of 犯罪分子 in general, or what holds where somebody is such a one.
static GENERAL: Pattern = Pattern::fixed(
    "犯罪分子|犯罪嫌疑人[^，。；]{0,2}虽不具有|(?:^|[”：\\n])第[一二三四五六七八九十百]+条|的，(?:不能|不应当?|应当?|可以?|以|视为|属于?|是|也)(?:被)?(?:认定|视为|以|自首|立功|累犯|构成|从犯|主犯|坦白|犯罪)|[需须](?:要|同时)?具备|条(?:第[^，。；]{1,4}款)?(?:之|的)?规定，[^。；]*的，(?:处|或者)|一般应当?累计|如果行为人",
);

/// Words by which a sentence speaks of the case.
static OF_THE_CASE: Pattern = Pattern::fixed(
    "被告|上诉人|本案|[该此]行为|其行为|本院|该院|其(?:系|在|到|归|主|自|于|与|虽|已|未|没|亦|还|并|能|作|仅|第|案)|被害人[^，。；]{0,8}某",
);

static LISTED: Pattern =
    Pattern::fixed("^（?[0-9一二三四五六七八九十]{1,3}[、.）．][^。；]{0,120}?[^据能够以](?:证实|证明|载明)");

/// A numbered statement or record opens the line.
static LISTED_RECORD: Pattern = Pattern::fixed(
    "^（?[0-9一二三四五六七八九十]{1,3}[）、.．][^。；]{0,40}(?:笔录|供述|证言|陈述|辨认|查询|说明|鉴定)(?:[与和及]辩解)?(?:[。：]|，(?:证|称|主要|内容))",
);

/// After a word that is explained: 自首必须同时具备……, 认定为从犯的，…….
static DEFINED: Pattern = Pattern::fixed(
    "^(?:情节|行为|）|、[^，。；且需须]{1,6}|[和与][^，。；]{1,8})?，?(?:的(?:成立|构成|认定)，?)?(?:[需须]|必须|应当?(?:同时|满足|具备|符合)|[系是意]指|指的?是|[只仅](?:适用|能)|(?:要|应|需)从[^，。；]{0,40}(?:分析|考量|判断|把握)|要从|的，|的(?:前提|要件|两个|本质|实质|基本)|的?条款|包括)",
);

/// What only an article goes on with: 有重大立功表现的，可以……, 多次实施前款行为.
static TOLD_LAW: Pattern = Pattern::fixed("^(?:表现的，(?:可以|应当)|实施(?:前款|法律规定))");

/// Before what a name needs to fit: 认定自首需以如实供述…….
static NEEDS: Pattern =
    Pattern::fixed("(?:认定|成立|构成)(?:自首|坦白|立功|从犯)[^，。；]{0,6}[需须][^，。；]{0,16}$");

static FOR_WHOM: Pattern =
    Pattern::fixed("^(?:故|其中|依法)?(?:对|对于)(?:(?:初犯|偶犯|主犯|从犯|自首|坦白)[、和])?$");

/// After a word that stands for whoever is such a one: 对从犯依法从轻处罚.
static FOR_ANY: Pattern = Pattern::fixed(
    "^亦?应(?:当)?对其|^，?(?:依法|均|应当?|可以?|亦|也|分别|酌情|酌定|予以|给予){1,3}(?:从[轻宽重]|减轻|按照|酌情|免除)",
);

/// 在对各被告人判处刑罚时，将考虑其……自首、立功情况: what is looked at, of whomever it may be.
static WEIGHED: Pattern = Pattern::fixed(
    "各被告人[^。；]{0,40}考虑其?[^。；]{0,60}(?:作用|地位|认罪|悔罪|态度)[^。；]{0,20}、$|^(?:故|现|据此)?(?:综合|根据|结合)(?:考虑)?(?:全案)?(?:本案|各|上述)被告人的?[^，。；其]*、$",
);

static WEIGHED_ON: Pattern = Pattern::fixed(
    "^(?:、[^，。；、]{2,16}){0,6}(?:等)?(?:量刑)?(?:情况|情节|因素)等?(?:，|综合|予以|依法|分别)",
);

static ASKS: Pattern = Pattern::fixed(
    "^[^。；]*，(?:请求|恳请|希望|建议)(?:二审)?(?:法院|法庭|本院|贵院)?(?:对其|对被告人|对上诉人|依法|给予|予以|从轻|改判)[^。；]*$",
);

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

/// Whether the word at `hit` is explained, or named for whoever it may fit.
pub(super) fn is_defined(text: &str, hit: &Range) -> bool {
    let after = text.get(hit.end..).unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    DEFINED.is_match(after)
        || TOLD_LAW.is_match(after)
        || NEEDS.is_match(phrase_before(text, hit.start))
        || (FOR_WHOM.is_match(phrase_before(text, hit.start)) && FOR_ANY.is_match(after))
}

/// Whether the word is one of what is weighed of all the accused: which of them it fits nobody tells.
pub(super) fn is_weighed(text: &str, hit: &Range) -> bool {
    let after = text.get(hit.end..).unwrap_or_default();
    WEIGHED_ON.is_match(after) && WEIGHED.is_match(sentence_before(text, hit.start))
}

/// 2、双方过错。 heads what follows.
static HEADING: Pattern = Pattern::fixed(
    "^\\s*（?[0-9一二三四五六七八九十]{1,3}[、.）．][^，。；：系是有具构属无未非不某]{1,10}[。：\\n]$",
);

/// Whether the sentence that holds the word is nothing but a numbered heading.
pub(super) fn is_heading(sentence: &str) -> bool {
    HEADING.is_match(sentence)
}

/// 《刑法》第六十七条自首、第七十二条缓刑: the word is what an article is called.
pub(super) fn names_article(text: &str, hit: &Range) -> bool {
    static NUMBER: Pattern = Pattern::fixed("第[一二三四五六七八九十百]+条(?:第[一二三四五六七八九十]+款)?$");
    NUMBER.is_match(phrase_before(text, hit.start))
}

/// Whether all that is told is that somebody came of himself, not that he told the truth.
pub(super) fn is_bare_coming(text: &str, hit: &Range) -> bool {
    let after = text.get(hit.start..).unwrap_or_default();
    let sentence = after.split(['。', '\n']).next().unwrap_or_default();
    !["如实", "供述", "供认", "交代", "交待", "自首", "坦白"].iter().any(|told| sentence.contains(told))
}

/// Whether the sentence goes on with what is asked of the court, by somebody other than the victim.
pub(super) fn asks_the_court(text: &str, sentence: &Range, hit: &Range) -> bool {
    let words = text.get(sentence.clone()).unwrap_or_default();
    let after = text.get(hit.end..sentence.end).unwrap_or_default().trim_end_matches(['。', '；', '\n']);
    ["请", "希望", "建议对"].iter().any(|asks| words.contains(asks))
        && !["被害", "受害", "谅解", "意见", "理由", "采纳", "采信"].iter().any(|other| words.contains(other))
        && ASKS.is_match(after)
}

/// Somebody reports a claim, up to the word.
static REPORTED: Pattern = Pattern::fixed("(?:所提|提出|辩称|辩解|主张|所称|诉称|上诉称)[^。；]*$");

/// … that the author refuses after it.
static REFUSED_CLAIM: Pattern = Pattern::fixed(
    "^(?P<rest>[^。；]{0,60}?)的?(?:上诉|辩护|辩解|申诉|代理|量刑|及|和|、)*(?:意见|理由|观点|主张|辩解)[^。；]{0,40}?(?:不予采|不予支持|不能成立|不成立|难以成立|不符|没有[^，。；]{0,8}依据|缺乏|不能采)",
);

/// How the author answers a claim that one sentence reports and refuses: 所提……应认定为中止的意见，……不予采纳.
pub(super) fn refused_claim(text: &str, sentence: &Range, hit: &Range) -> Option<Stance> {
    let before = text.get(sentence.start..hit.start)?;
    let after = text.get(hit.end..sentence.end)?;
    let reported = REPORTED.find(before).filter(|_| !before.contains('除'))?;
    let rest = REFUSED_CLAIM.captures(after)?.name("rest")?.as_str();
    let is_authors = |words: &str| {
        [
            "经查",
            "本院",
            "，但",
            "经审",
            "鉴于",
            "因",
            "已认定",
            "足以",
            "证实",
            "故",
            "理由，",
            "意见，",
            "辩解，",
            "原判",
        ]
        .iter()
        .any(|own| words.contains(own))
    };
    if is_authors(reported.as_str()) || is_authors(rest) {
        return None;
    }
    let asks = ["从轻", "减轻", "缓刑", "免予", "免除", "从宽"].iter().any(|more| rest.contains(more));
    Some(if asks { Stance::Argued } else { Stance::Rejected })
}

/// Whether a numbered piece of evidence is told before byte `at` of its sentence.
pub(super) fn is_listed_evidence(text: &str, at: usize) -> bool {
    let before = sentence_before(text, at);
    let line = line_before(text, at);
    let is_record = LISTED_RECORD.is_match(line)
        && !["经查", "意见", "本院", "认定", "评判", "认为"].iter().any(|word| line.contains(word));
    is_record
        || LISTED.is_match(before)
            && !["故", "经查", "意见", "本院", "认定", "可见"].iter().any(|word| before.contains(word))
}
