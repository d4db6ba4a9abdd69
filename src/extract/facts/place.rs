//! Where an incident happened.

use std::sync::LazyLock;

use crate::text::{Pattern, Preference, Range, WordList};

/// Words of place or movement, after which a place may stand.
static LEADS: LazyLock<WordList> = LazyLock::new(|| {
    let words = [
        "窜至",
        "窜到",
        "流窜至",
        "来到",
        "去到",
        "行至",
        "行驶至",
        "行驶到",
        "驶至",
        "途经",
        "途径",
        "前往",
        "进入",
        "潜入",
        "位于",
        "赶至",
        "赶到",
        "驾车至",
        "驾车到",
        "在",
        "到",
        "至",
        "于",
    ];
    WordList::new(words, Preference::First).expect("a short list")
});

/// Characters before 于 that make a word of it: 用于偿还债务 leads to no place.
const BEFORE_TO: &[char] = &[
    '用', '由', '属', '对', '关', '等', '终', '敢', '急', '基', '善', '便', '乐', '低', '高', '小', '大',
    '少', '多',
];

/// Characters of the words that may name a place.
const FEWEST: usize = 2;
const MOST: usize = 60;

/// Words that end a place.
static ENDS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?:小区|家中|家里|家|住处|住所|租房|租住房|出租屋|暂住地|暂住处|宿舍|工地|超市|商店|商场|商行|广场|酒店|宾馆|旅馆|旅社|饭店|餐馆|餐厅|网吧|酒吧|KTV|会所|公司|工厂|厂区|厂|学校|中学|小学|大学|医院|车站|火车站|地铁站|公交站|站台|银行|支行|门口|门前|大门|楼下|楼上|附近|对面|路口|交叉口|路段|路边|路旁|大道|公路|高速|国道|省道|县道|隧道|大桥|桥|市场|菜场|公园|停车场|停车位|停车处|仓库|车库|房间|包厢|包间|客房|卫生间|办公室|车间|花园|山庄|大厦|工业园|园区|开发区|社区|林场|林区|水库|河边|河道|水域|田地|地里|草坪|码头|港口|口岸|机场|庭院|院内|院子|院|店内|店门口|店|室内|车内|车上|车厢|屋内|内|处|省|自治区|市|县|区|镇|乡|街道|街|村委会|村委|居委会|办公楼|大院|村|组|屯|庄|寨|社|湾|路|巷|弄|里|号|栋|幢|楼|层|房|室|单元|座|旁|边|城|苑|坊|岗|岭|坡|山|沟)",
    )
    .expect("the pattern is fixed")
});

/// Words after which no place can go on.
static VERB: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:将|实施|盗|窃|殴打|打|与|因|以|用|采取|被告人|被害人|发生|贩卖|出售|销售|卖给|收受|索取|索要|送给|交给|向|趁|乘|抢|对|持|驾驶|酒后|醉酒|无证|购买|吸食|容留|撬|翻|砸|骗|拿|使用|通过|利用|经过|从事|开设|非法|伙同|驾车|吃饭|喝酒|上班|工作|担任|任[^，。；、]{0,12}(?:员|经理|会计|出纳|主任|所长|局长|科长|站长|主管)|经营|看到|发现|遇到|遇见|谎称|虚构|冒充|交易|抓获|查获|组织|多次|先后|并|时|期间|捅|刺|砍|拦|搭|倒车|玩|睡|停放|等候|追|猥亵|强奸|强行|要求|准备|欲|时许)").expect("the pattern is fixed")
});

static NO_PLACE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:[0-9一二三四五六七八九十]+(?:年|月|日|时|万|元|余|级|倍|人|次|名)|案发|此|其(?:他|间|后)|共同|明知|未|没有|该起|上述|以上|犯罪|凌晨|当日|次日|同|任职|担任|判决|刑|不|公安|派出所|我院|本院|检察院|侦查|逃|被|安排|履行|执行|案|缓刑|经营|签|诉讼|管理|审|担|网上|网络|微信|淘宝|互联网|手机|QQ|自己名下|任|[^在，。；：\n]{1,50}方面)").expect("the pattern is fixed")
});

/// The first place named in `text`, as a range of it.
pub(super) fn find(text: &str) -> Option<Range> {
    let mut from = 0;
    let mut weak = None;
    while let Some(lead) = LEADS.first_at(text, from) {
        from = lead.end;
        if text.get(lead.clone()) == Some("于") && text[..lead.start].ends_with(BEFORE_TO) {
            continue;
        }
        let words = candidate(text.get(lead.end..)?);
        if words.chars().take(FEWEST).count() < FEWEST {
            continue;
        }
        let Some(end) = place_end(words) else { continue };
        let range = lead.end..lead.end + end;
        let named = text.get(range.clone()).unwrap_or_default();
        if named.chars().count() >= 6 {
            return Some(range);
        }
        if weak.is_none() && named.chars().count() >= 2 {
            weak = Some(range);
        }
    }
    weak
}

/// The words up to the next mark, no more than may name a place.
fn candidate(rest: &str) -> &str {
    let mut width = 0;
    for (at, character) in rest.char_indices().take(MOST) {
        if matches!(character, '，' | '。' | '；' | '：' | '\n') {
            return &rest[..at];
        }
        width = at + character.len_utf8();
    }
    &rest[..width]
}

/// Bytes of the place `words` start with; none when they name no place.
fn place_end(words: &str) -> Option<usize> {
    if NO_PLACE.is_match(words) {
        return None;
    }
    // Whether a verb is part of a name (停车场, 打金店) only its tail tells; a place word after it decides.
    let limit = VERB.find_iter(words).map(|verb| verb.start()).find(|&at| at > 0).unwrap_or(words.len());
    let within = words.get(..limit)?;
    let end = ENDS.find_iter(within).last().map(|found| found.end())?;
    let bracket = within
        .get(..end)?
        .rfind('（')
        .filter(|&open| !within.get(open..end).unwrap_or_default().contains('）'));
    match bracket {
        Some(open) => ENDS.find_iter(within.get(..open)?).last().map(|found| found.end()),
        None => Some(end),
    }
}
