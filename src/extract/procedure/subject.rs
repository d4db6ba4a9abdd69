//! Whom a fill-in paper is about.

use std::sync::LazyLock;

use crate::law::charges;
use crate::text::Pattern;

const NAME: &str = r"[\p{Han}×*][\p{Han}×*·]{1,14}?";

/// 犯罪嫌疑人：林小舟, 姓名\t林小舟
static LABELLED: LazyLock<Pattern> = LazyLock::new(|| {
    let pattern = format!(
        r"(?:犯罪嫌疑人|被告人|嫌疑人|被不起诉人|被(?:拘留|逮捕|讯问|询问|取保候审|监视居住|传唤|拘传|告知|释放|鉴定|采血|抽血|提取|检测|检验|留置|羁押|换押|提讯|查询)人(?:员)?|在押人员|换押人|当事人|违法嫌疑人|违法犯罪嫌疑人|驾驶人|驾驶员|罪犯|服刑人员|曾用名)?(?:姓名)?(?:（[^）\n]{{0,12}}）)?[：\t]+(?P<name>{NAME})(?:[\s，。；（、/]|性别|曾用名|民族|年龄|出生|公民|身份|住址|工作|电话|案由|男|女|$)"
    );
    Pattern::new(&pattern).expect("the pattern is fixed")
});

/// 对犯罪嫌疑人林小舟执行拘留
static IN_PROSE: LazyLock<Pattern> = LazyLock::new(|| {
    let pattern = format!(
        r"(?:犯罪嫌疑人|被告人|被不起诉人|嫌疑人|被取保候审人|被监视居住人|被拘留人|被逮捕人|被调查人|在押人员|服刑人员|罪犯|违法嫌疑人|居民|公民)(?P<name>{NAME}(?:、{NAME})*?)(?:等|涉嫌|因|（|，|。|；|一案|执行|予以|实施|采取|进行|到案|刑事|取保|监视|逮捕|拘留|延长|的|于|在|已|被|决定|依法|现|另|自|主动|经|带|抓|投|驾|持|系|向|从|签|犯|与|和|伙同|流窜|多次|结伙|二人|两人|三人|均|可能|不讲|性别|\s|$)"
    );
    Pattern::new(&pattern).expect("the pattern is fixed")
});

/// 兹有林小舟，男，……
static INTRODUCED: LazyLock<Pattern> = LazyLock::new(|| {
    let pattern = format!(
        r"(?:^|[\n：。]|兹)(?:兹有|兹将|现有|查|有|将|对|本人)?(?P<name>{NAME})[，、（\t]?(?:性别)?(?:男|女)[，、）\t]"
    );
    Pattern::new(&pattern).expect("the pattern is fixed")
});

/// 林小舟：你涉嫌盗窃一案……
static ADDRESSED: LazyLock<Pattern> = LazyLock::new(|| {
    let pattern = format!(r"(?m)^(?P<name>{NAME}(?:、{NAME})*?)：\n?(?:你|您)");
    Pattern::new(&pattern).expect("the pattern is fixed")
});

/// 将涉嫌盗窃罪的林小舟刑事拘留
static SUSPECTED: LazyLock<Pattern> = LazyLock::new(|| {
    let pattern = format!(
        r"(?:涉嫌|因犯)[^。，\n]{{1,20}}(?:罪|犯罪|案)?的(?P<name>{NAME})(?:（|，|执行|刑事|采取|予以|依法|逮捕|拘留|取保|监视)"
    );
    Pattern::new(&pattern).expect("the pattern is fixed")
});

/// Names of the accused a paper without party paragraphs is about, in order of mention.
pub(super) fn read(plain: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for captures in LABELLED.captures_iter(plain) {
        let whole = captures.get(0).map_or("", |m| m.as_str());
        if is_subject_label(whole) {
            add(captures.name("name").map_or("", |m| m.as_str()), &mut names);
        }
    }
    for captures in ADDRESSED.captures_iter(plain).chain(IN_PROSE.captures_iter(plain)) {
        let listed = captures.name("name").map_or("", |m| m.as_str());
        for name in listed.split('、') {
            add(before_charge(name), &mut names);
        }
    }
    for captures in SUSPECTED.captures_iter(plain) {
        let name = captures.name("name").map_or("", |m| m.as_str());
        if !name.contains("犯罪嫌疑人") {
            add(name, &mut names);
        }
    }
    if names.is_empty() {
        for captures in INTRODUCED.captures_iter(plain) {
            add(captures.name("name").map_or("", |m| m.as_str()), &mut names);
        }
    }
    names
}

/// 林小舟盗窃一案: the name of a charge is none of a person.
fn before_charge(words: &str) -> &str {
    let charge = charges::scan_bare(words).into_iter().find(|charge| charge.range.end == words.len());
    charge.and_then(|charge| words.get(..charge.range.start)).unwrap_or(words)
}

/// A label that says nothing of who follows (：) is no label of a person.
fn is_subject_label(words: &str) -> bool {
    !words.starts_with(['：', '\t'])
}

fn add(name: &str, names: &mut Vec<String>) {
    let name = name.trim();
    let is_known = names.iter().any(|known| known == name || known.starts_with(name));
    if !is_known && is_name(name) {
        names.push(name.to_owned());
    }
}

/// Whether this could be a person's name, not the next words of a form.
pub(super) fn is_name(name: &str) -> bool {
    const NEVER: &[&str] = &[
        "权利", "义务", "家属", "供述", "辩解", "签名", "签字", "捺印", "姓名", "性别", "法定", "代理",
        "到案", "涉嫌", "身份", "基本", "情况", "住址", "单位", "意见", "年月", "人员", "本人", "时间",
        "日期", "辩护", "律师", "诉讼", "或者", "有权", "认罪", "无异", "可以", "应当", "如实", "指纹",
        "通知", "案件", "其他", "同案", "犯罪", "户籍", "讯问", "告知", "血样", "如不", "不服", "监视",
        "居住", "取保", "拘留", "逮捕", "被害", "被告", "羁押", "共同", "证据", "期限", "上述", "以上",
        "依法", "及其", "盖章", "地址", "联系", "电话", "民警", "公安", "检察", "重新", "自愿", "再次",
        "当庭",
    ];
    // 被告人已签署具结书: an adverb begins no name.
    const ADVERBS: &[char] = &['已', '均', '仍', '亦', '拟', '未'];
    let length = name.chars().count();
    let longest = if name.contains('·') { 15 } else { 4 };
    (2..=longest).contains(&length)
        && !name.starts_with(ADVERBS)
        && !NEVER.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn labels_prose_and_lists_name_the_person() {
        assert_eq!(read("犯罪嫌疑人：林小舟\n性别：男"), ["林小舟"]);
        assert_eq!(read("姓名\t何大山\t性别\t男"), ["何大山"]);
        assert_eq!(read("兹决定对犯罪嫌疑人林小舟执行拘留，送云岭县看守所羁押。"), ["林小舟"]);
        assert_eq!(read("犯罪嫌疑人林小舟、何大山涉嫌盗窃一案"), ["林小舟", "何大山"]);
        assert_eq!(
            read("因犯罪嫌疑人林小舟、何大山多次、结伙作案，决定延长对其拘留期限。"),
            ["林小舟", "何大山"]
        );
        assert_eq!(read("被告人林小舟、何大山盗窃一案，经审查"), ["林小舟", "何大山"]);
        assert_eq!(read("诉讼权利义务告知书\n何大山：你涉嫌盗窃一案已移送我院。"), ["何大山"]);
        assert_eq!(read("认罪认罚具结书（二）\n本人何大山，男，1996年3月14日出生。"), ["何大山"]);
        assert_eq!(read("被告人阿依古丽·买买提涉嫌盗窃"), ["阿依古丽·买买提"]);
    }

    #[test]
    fn words_of_the_form_are_no_names() {
        assert!(read("犯罪嫌疑人诉讼权利义务告知书\n犯罪嫌疑人（签名）：\n家属签名：").is_empty());
        assert!(read("你局移送的犯罪嫌疑人涉嫌盗窃一案").is_empty());
        assert!(read("被告人已重新签署具结书，被告人均同意。").is_empty());
    }
}
