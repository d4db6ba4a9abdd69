//! Where a number starts in the running words before its year box, and the short name of its office.

use std::sync::LazyLock;

/// Words after which a number may start. The number itself holds none of them.
static STOPS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../data/number_stops.txt").lines().filter(|line| !line.is_empty()).collect()
});

/// Byte at which the number starts within the run of characters before its year box.
pub(super) fn start_of_number(run: &str) -> usize {
    let mut start = 0;
    for &stop in STOPS.iter() {
        let mut upto = run.len();
        while let Some(at) = run.get(..upto).and_then(|head| head.rfind(stop)) {
            let end = at + stop.len();
            // 公安县 (公诉) and the like: a stop that leads the office's own short name belongs to it.
            let rest = &run[end..];
            if !is_inside_number(stop, rest, &run[..at]) {
                start = start.max(end);
                break;
            }
            upto = at;
        }
    }
    let unmatched = run[start..].find('）').filter(|&close| !run[start..][..close].contains('（'));
    if let Some(close) = unmatched {
        start += close + '）'.len_utf8();
    }
    while run[start..]
        .starts_with(['，', '。', '、', '：', '第', '）', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    {
        start += run[start..].chars().next().map_or(1, char::len_utf8);
    }
    start
}

/// 受案字, 立案字 and 案 within 检…案; 本检, 于检 as short names.
fn is_inside_number(stop: &str, rest: &str, before: &str) -> bool {
    match stop {
        "案" => rest.starts_with('字') || before.ends_with(['受', '立', '撤', '并']),
        "会" | "本" | "于" | "和" | "由" | "达" | "安" | "经" | "送" | "发" => {
            rest.starts_with("检") || rest.starts_with("公（") || rest.starts_with("公刑")
        }
        // 云公换押证字
        _ if rest.starts_with('字') => true,
        "所" | "书" => false,
        _ => rest.is_empty() && stop != "号",
    }
}

/// 青南检公诉刑诉 → 青南检; 青公（刑）诉字 → 青公.
pub(super) fn short_name(head: &str) -> String {
    for mark in ['检', '公'] {
        if let Some(at) = head.find(mark) {
            return head[..at + mark.len_utf8()].to_owned();
        }
    }
    head.trim_end_matches('字').to_owned()
}
