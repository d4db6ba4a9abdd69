//! Title lines: 青城市公安局起诉意见书, 讯问笔录（第2次）, but not 宣读了起诉书.

use std::sync::LazyLock;

use super::DocumentKind;
use super::cues::CUES;
use crate::text::Pattern;

/// A line that reads like the title of a paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::document) struct Title {
    /// What paper it announces.
    pub kind: DocumentKind,
    /// From 0 to 1: a line of its own with a proper issuer is 1.
    pub strength: f32,
    /// The issuer stands in the same line.
    pub has_issuer: bool,
    /// The document number stands in the same line.
    pub has_number: bool,
}

/// Longer lines are sentences (bytes of normalised text).
const LONGEST_TITLE: usize = 180;

/// Ends of the names of offices that issue papers.
const ISSUERS: &[&str] = &[
    "局",
    "院",
    "委员会",
    "支队",
    "大队",
    "中队",
    "派出所",
    "看守所",
    "中心",
    "厅",
    "检察部",
    "公司",
    "事务所",
    "法庭",
    "司法所",
    "鉴定所",
    "研究所",
    "街道办事处",
    "居委会",
    "村委会",
    "监狱",
    "戒毒所",
    "政府",
];

/// Words between the issuer and the title proper, longest first.
const QUALIFIERS: &[&str] = &[
    "附带民事公益诉讼",
    "附带民事",
    "犯罪嫌疑人",
    "犯罪嫌疑单位",
    "被告单位",
    "被害单位",
    "被不起诉人",
    "未成年人",
    "法定代理人",
    "近亲属",
    "公安机关",
    "检察机关",
    "侦查机关",
    "听取",
    "宣布",
    "银行",
    "刑事案件",
    "公诉案件",
    "简易程序",
    "速裁程序",
    "普通程序",
    "审查起诉阶段",
    "审查逮捕阶段",
    "侦查阶段",
    "诉讼代理人",
    "道路交通事故",
    "理化检验",
    "法医学",
    "人体损伤程度",
    "毒物",
    "认罪认罚",
    "被告人",
    "被害人",
    "辩护人",
    "证人",
    "刑事",
    "公诉",
    "案件",
    "诉讼",
    "一审",
    "二审",
    "再审",
    "现场",
    "司法",
    "电子",
    "涉案财物",
    "涉案物品",
    "涉案",
    "财物",
    "物品",
    "文件",
    "简化",
    "第一次",
    "第二次",
    "监察",
    "行政",
    "人民",
    "关于",
    "呈请",
    "阶段",
    "社区矫正",
    "社区影响",
    "审前",
];

/// Recognises a title line of normalised text.
pub(in crate::document) fn title_of(line: &str) -> Option<Title> {
    let joined = cells_of_heading(line);
    let line = joined.as_deref().or_else(|| only_cell(line))?;
    let bare = || without_brackets(line).filter(|_| line.len() <= LONGEST_TITLE);
    bracketless_title_of(line).or_else(|| bracketless_title_of(&bare()?)).or_else(|| joined_notices(line))
}

fn bracketless_title_of(line: &str) -> Option<Title> {
    let line = line.trim_matches(['#', '*', ' ', '：', '—', '-', '=', '《', '》']);
    if line.len() > LONGEST_TITLE || is_sentence(line) || starts_like_an_item(line) {
        return None;
    }
    let (line, weakness) = match ["附件：", "附：", "附件"].iter().find_map(|mark| line.strip_prefix(mark))
    {
        Some(rest) => {
            (rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '、' | '：' | '.')), 0.6)
        }
        None => (line, 1.0),
    };
    let mut best = None;
    for found in CUES.titles.find_iter(line) {
        let (Some(before), Some(after)) = (line.get(..found.start()), line.get(found.end()..)) else {
            continue;
        };
        let Some(tail) = tail_of(after) else { continue };
        let Some((strength, has_issuer)) = issuer_of(before) else { continue };
        let kind = CUES.title_kinds[found.pattern().as_usize()];
        best =
            Some(Title { kind, strength: strength * weakness, has_issuer, has_number: tail == Tail::Number });
    }
    best
}

/// Marks of a sentence, outside the bracket that ends a title: 具结书（某某，未成年）.
fn is_sentence(line: &str) -> bool {
    let marks = ['。', '，', '；', '？'];
    let (bare, bracket) = match line.strip_suffix('）').and_then(|inner| inner.rsplit_once('（')) {
        Some((bare, inside)) if inside.chars().count() <= LONGEST_BRACKET => (bare, inside),
        _ => (line, ""),
    };
    bare.contains(marks) || bracket.contains(['。', '；', '？'])
}

/// Characters of a bracket behind a title.
const LONGEST_BRACKET: usize = 12;

/// 鉴定意见（价格认定）通知书 without what stands in its brackets.
fn without_brackets(line: &str) -> Option<String> {
    let (before, rest) = line.split_once('（')?;
    let (inside, after) = rest.split_once('）')?;
    (!before.is_empty() && !after.is_empty() && inside.chars().count() <= 12)
        .then(|| format!("{before}{after}"))
}

/// What a title says of a copy: 执行款收据（复印件）.
const COPIES: [&str; 6] = ["（复印件）", "（复制件）", "（影印件）", "（抄件）", "（摘录）", "（节录）"];

/// A line that looks like the title of some paper, known or not: short, ending like one.
pub(in crate::document) fn resembles_title(line: &str) -> bool {
    let line = COPIES.iter().find_map(|copy| line.strip_suffix(copy)).unwrap_or(line);
    let count = line.chars().count();
    (3..=24).contains(&count)
        && !line.contains(['。', '，', '；', '：', '\t', '《', '、'])
        && !starts_like_an_item(line)
        && ["书", "证", "表", "笔录", "清单", "目录", "报告", "函", "单", "通知", "收据", "凭证", "令"]
            .iter()
            .any(|end| line.ends_with(end))
}

/// The name of an office alone on a line, as printed above a title.
pub(in crate::document) fn is_issuer_line(line: &str) -> bool {
    let count = line.chars().count();
    (4..=40).contains(&count)
        && !line.contains(['。', '，', '；', '：', '、', '《', '\t', '号', '及', '将'])
        && !starts_like_an_item(line)
        && ISSUERS.iter().any(|issuer| line.ends_with(issuer))
}

/// A document number alone on a line: the words before the year and after it.
pub(in crate::document) fn number_of(line: &str) -> Option<(&str, &str)> {
    static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:编号：|文号：|案号：)?([\p{Han}（）A-Za-z*×\d]{0,40})[〔（]?(?:19|20)[\d*×]{2}[〕）]?([\p{Han}\d*×第字\-—之、 ]{0,30})号?$")
            .expect("a fixed pattern")
    });
    if line.len() > LONGEST_TITLE {
        return None;
    }
    let found = NUMBER.captures(line)?;
    let (before, after) =
        (found.get(1)?.as_str().trim_end_matches('（'), found.get(2)?.as_str().trim_end_matches('号'));
    let has_words =
        after.contains(['刑', '字', '执', '民', '初']) || (!before.is_empty() && line.contains(['〔', '（']));
    (has_words && (line.ends_with('号') || before.chars().count() >= 2)).then_some((before, after))
}

fn only_cell(line: &str) -> Option<&str> {
    let mut cells = line.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
    let first = cells.next()?;
    cells.next().is_none().then_some(first)
}

/// 云岭县公安局　搜查证　云公（刑）搜查字〔2023〕8号: office, title and number of one heading, parted by white space.
fn cells_of_heading(line: &str) -> Option<String> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let (first, last) = (cells.first()?, cells.last()?);
    let is_number = number_of(last).is_some() || names_served(last) || is_serial(last);
    let is_whole = match cells.len() {
        2 => is_issuer_line(first) || is_number,
        3 => is_issuer_line(first) && is_number,
        _ => false,
    };
    (is_whole && !cells.iter().any(|cell| cell.contains('：'))).then(|| cells.concat())
}

/// Items of a list and rows of an index begin with a number.
fn starts_like_an_item(line: &str) -> bool {
    match line.chars().next() {
        Some(first) if first.is_ascii_digit() || matches!(first, '①'..='⑳') => true,
        Some('一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十') => {
            line.chars().take(4).any(|c| matches!(c, '、' | '.'))
        }
        Some('（') => line.split_once('）').is_some_and(|(number, _)| {
            number.chars().count() <= 4
                && number.chars().skip(1).all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        }),
        _ => false,
    }
}

#[derive(PartialEq)]
enum Tail {
    Plain,
    Number,
}

/// What may follow a title in its line: a number, a date, copies, counts; anything else makes it a sentence.
fn tail_of(after: &str) -> Option<Tail> {
    static SUFFIX: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:（[^（）]{0,24}）|〔[^〔〕]{0,12}〕|第[\d一二三四五六七八九十_]{1,4}次|副本|正本|存根|稿|笔录|记录|记录表|\d{1,3})*$").expect("a fixed pattern")
    });
    if SUFFIX.is_match(after) {
        return Some(Tail::Plain);
    }
    let in_bracket = || after.strip_prefix('（')?.strip_suffix('）');
    if number_of(after).is_some() || in_bracket().is_some_and(|inside| number_of(inside).is_some()) {
        return Some(Tail::Number);
    }
    (names_served(after) || is_serial(after)).then_some(Tail::Number)
}

/// 编号SL-0427: the number of a receipt or a form, which names no year.
fn is_serial(after: &str) -> bool {
    static SERIAL: Pattern =
        Pattern::fixed(r"^[\t ]*[（]?(?:编号|票号|No\.?)[： ]?[A-Za-z]{0,6}[\-—]?[0-9][0-9\-—]{2,16}[）]?$");
    SERIAL.is_match(after)
}

/// 送达回证　（2024）赣1399刑初88号刑事判决书: the number of a case and the paper that was served under it.
fn names_served(after: &str) -> bool {
    static CASE: Pattern = Pattern::fixed(r"^[\t ：]*[（〔](?:19|20)\d{2}[）〕]\p{Han}[^\t，。；：]{2,20}号");
    let Some(number) = CASE.find(after) else { return false };
    let served = after[number.end()..].trim_start_matches(['\t', ' ']);
    CUES.titles.find_iter(served).last().is_some_and(|title| title.end() == served.len())
}

/// 诉讼权利义务告知书、认罪认罚从宽制度告知书（签收页）: notices handed over together and signed on one sheet.
fn joined_notices(line: &str) -> Option<Title> {
    let bare = line.split('（').next()?;
    let (first, rest) = ["、", "及", "和", "暨"].iter().find_map(|join| bare.split_once(join))?;
    let is_notice =
        |title: &Title| matches!(title.kind, DocumentKind::RightsNotice | DocumentKind::PleaRightsNotice);
    let kind = |words: &str| bracketless_title_of(words).filter(is_notice);
    kind(rest)?;
    kind(first)
}

/// Judges what stands before a title: nothing, an office, qualifiers, a case name.
fn issuer_of(before: &str) -> Option<(f32, bool)> {
    let mut rest = before.trim_end_matches(['：', ' ', '—', '-']);
    while let Some(shorter) = QUALIFIERS.iter().find_map(|word| rest.strip_suffix(word)) {
        // 犯罪嫌疑单位、犯罪嫌疑人诉讼权利义务告知书: to whom it is handed.
        rest = shorter.trim_end().trim_end_matches('、');
    }
    if rest.is_empty() {
        return Some((1.0, false));
    }
    // 关于甲、乙涉嫌盗窃一案的……: a list of names or a name in quotation marks is part of such a title.
    let is_about = rest.starts_with("关于");
    if rest.contains(['《', '〔']) || !is_about && rest.contains(['“', '、']) || is_sentence_like(rest) {
        return None;
    }
    if ISSUERS.iter().any(|issuer| rest.ends_with(issuer)) {
        return Some((1.0, true));
    }
    if rest.ends_with(['案', '的']) || rest.starts_with("关于") || rest.starts_with("对") {
        return Some((0.9, false));
    }
    (rest.chars().count() <= 12).then_some((0.55, false))
}

/// Verbs that take a paper as their object: the line tells of it instead of being its title.
fn is_sentence_like(words: &str) -> bool {
    const VERBS: &[&str] = &[
        "宣读",
        "送达",
        "收到",
        "出具",
        "签署",
        "领取",
        "制作",
        "提交",
        "移送了",
        "附有",
        "见",
        "详见",
        "根据",
        "依据",
        "作出",
        "撤回",
        "签收",
        "出示",
        "查阅",
        "以",
        "在",
        "向",
        "并",
        "将",
        "经",
        "按照",
        "无",
        "已",
        "请",
        "和",
        "与",
        "及",
    ];
    VERBS.iter().any(|verb| words.ends_with(verb) || (verb.len() > 3 && words.contains(verb)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(line: &str) -> Option<DocumentKind> {
        title_of(line).map(|title| title.kind)
    }

    #[test]
    fn titles_with_issuers_counts_and_numbers() {
        assert_eq!(kind("青城市公安局起诉意见书"), Some(DocumentKind::ProsecutionOpinion));
        assert_eq!(kind("讯问笔录（第2次）"), Some(DocumentKind::Interrogation));
        assert_eq!(kind("认罪认罚具结书（林小舟，未成年）"), Some(DocumentKind::PleaAgreement));
        assert_eq!(kind("青城市云岭县人民法院刑事附带民事判决书"), Some(DocumentKind::Judgment));
        assert_eq!(kind("起诉书青检刑诉〔2023〕45号"), Some(DocumentKind::Indictment));
        assert_eq!(kind("拘留证（云公（刑）拘字〔2023〕41号）"), Some(DocumentKind::DetentionWarrant));
        assert_eq!(
            kind("送达回证（2024）青0299刑初88号刑事附带民事判决书"),
            Some(DocumentKind::ServiceReturn)
        );
        assert_eq!(
            kind("犯罪嫌疑单位、犯罪嫌疑人诉讼权利义务告知书（回执）"),
            Some(DocumentKind::RightsNotice)
        );
        assert_eq!(
            kind("犯罪嫌疑人诉讼权利义务告知书、认罪认罚从宽制度告知书（签收联）"),
            Some(DocumentKind::RightsNotice)
        );
        assert_eq!(kind("不批准逮捕决定书"), Some(DocumentKind::ArrestRefusal));
        assert_eq!(kind("关于犯罪嫌疑人赵某某涉嫌盗窃罪一案的审查报告"), Some(DocumentKind::ReviewReport));
    }

    #[test]
    fn office_title_and_number_may_be_parted_by_space() {
        assert_eq!(
            kind("云岭县公安局搜查证\t云公（刑）搜查字〔2023〕55号"),
            Some(DocumentKind::SearchWarrant)
        );
        assert_eq!(
            kind("云岭县人民检察院\t批准逮捕决定书\t云检批捕〔2023〕74号"),
            Some(DocumentKind::ArrestApproval)
        );
        assert_eq!(kind("搜查证\t1份\t云公（刑）搜查字〔2023〕55号"), None);
        assert_eq!(kind("起诉书\t2023年5月6日"), None);
    }

    #[test]
    fn mentions_are_no_titles() {
        for line in [
            "公诉人当庭宣读起诉书",
            "收到起诉书副本后，",
            "1、起诉书一份",
            "《起诉书》送达情况说明如下：无",
            "起诉书指控",
            "一、起诉意见书",
        ] {
            assert_ne!(kind(line), Some(DocumentKind::Indictment), "{line}");
        }
    }

    #[test]
    fn numbers_of_all_offices() {
        assert_eq!(number_of("青检刑诉〔2023〕45号"), Some(("青检刑诉", "45")));
        assert_eq!(number_of("（2023）鲁0299刑初88号"), Some(("", "鲁0299刑初88")));
        assert_eq!(number_of("青公（刑）诉字〔2023〕0112号"), Some(("青公（刑）诉字", "0112")));
        assert_eq!(number_of("于2023年5月6日"), None);
    }
}
