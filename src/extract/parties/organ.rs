//! The office named in a clause: 青城市公安局南山分局, 本院.

use std::sync::LazyLock;

use crate::text::{Pattern, Range};

static OFFICE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"[\p{Han}*×xX0-9A-Z（）\-—]{0,40}?(?:公安分局|派出所|公安局|公安处|公安厅|分局|检察院|法院|监察委员会|监委|缉私局|安全局|海警局|教养管理委员会|劳教委|劳教委员会|教养委员会|支队|大队|总队|劳动教养委员会|缉私分局|人民政府(?:[\p{Han}]{0,8}管理委员会)?|(?:管理|监督|专卖|保护|执法|国土|资源|林业|农业|畜牧|兽医|卫生|文化|税务|环保|工商|烟草|渔业|水利|水务|交通|运输|盐务|规划|计划生育|稽查|国税|地税|质监|药监|司法)局|计划生育委员会|海关|城管执法队)|本院|我院|本局|公安机关|检察机关|公诉机关")
        .expect("the pattern is fixed")
});

/// Words after which the name of an office starts.
const LEADS: [&str; 18] = [
    "被", "由", "经", "日", "于", "至", "向", "后", "时", "因", "罪", "年", "月", "即", "并", "送", "到",
    "在",
];

/// The last office named in `range`.
pub(super) fn last(plain: &str, range: &Range) -> Option<Range> {
    let text = plain.get(range.clone())?;
    let found = OFFICE.find_iter(text).last()?;
    let mut start = found.start();
    // 公安局南山分局: the match of 分局 follows the one of 公安局 without a gap.
    while let Some(before) = OFFICE.find_iter(text).filter(|one| one.end() == start).last() {
        start = before.start();
    }
    let words = &text[start..found.end()];
    let mut cut = 0;
    for lead in LEADS {
        for (at, _) in words.match_indices(lead) {
            let rest = &words[at + lead.len()..];
            if !belongs_to_name(lead, rest, &words[..at]) {
                cut = cut.max(at + lead.len());
            }
        }
    }
    let open = words[cut..].find('）').filter(|&close| !words[cut..][..close].contains('（'));
    let cut = open.map_or(cut, |close| cut + close + '）'.len_utf8());
    let start = range.start + start + cut;
    let end = range.start + found.end();
    (start < end).then(|| start..closed(plain, start, end))
}

/// 公安局青山分局（钢城分局）: a bracket opened in the name is closed in it.
fn closed(plain: &str, start: usize, end: usize) -> usize {
    let Some(open) = plain.get(start..end).and_then(|name| name.rfind('（')) else { return end };
    if plain.get(start + open..end).is_some_and(|words| words.contains('）')) {
        return end;
    }
    if plain.get(end..).is_some_and(|rest| rest.starts_with('）')) { end + '）'.len_utf8() } else { end }
}

/// 日照市, 于洪区, 经济开发区, 公安局经侦支队 …
fn belongs_to_name(lead: &str, rest: &str, before: &str) -> bool {
    match lead {
        "日" => rest.starts_with(['照', '喀', '土']),
        "于" => rest.starts_with(['洪', '都', '田']),
        "经" => rest.starts_with(['济', '开', '侦', '棚']),
        "后" => rest.starts_with('旗'),
        "罪" => rest.starts_with('侦'),
        "至" => rest.is_empty() || before.ends_with('东') && rest.starts_with('县'),
        "送" | "即" => rest.is_empty(),
        "由" => before.ends_with('自'),
        "向" => rest.starts_with(['阳', '塘']),
        "并" => rest.starts_with('州'),
        "年" | "月" => rest.starts_with('湖') || before.ends_with('万') && rest.starts_with('县'),
        _ => false,
    }
}
