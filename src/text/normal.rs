//! Normalisation: one spelling for what scans, publishers and typists spell in many ways.

use unicode_normalization::UnicodeNormalization;

use super::layout::{self, Gap};

/// A normalised text and, for each of its bytes, the original byte its character starts at.
pub(super) struct View {
    pub plain: String,
    pub back: Vec<u32>,
}

/// Normalises character by character; white space and line ends go through [`layout`].
pub(super) fn normalise(original: &str) -> View {
    let layout = layout::observe(original);
    let mut view =
        View { plain: String::with_capacity(original.len()), back: Vec::with_capacity(original.len()) };
    let mut rest = original.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        if is_invisible(character) {
            continue;
        }
        if !character.is_whitespace() {
            let before = view.plain.chars().next_back();
            let after = rest.clone().map(|(_, c)| c).find(|c| !c.is_whitespace());
            push(&mut view, fold(character, before, after), at);
            continue;
        }
        let mut end = at + character.len_utf8();
        while let Some(&(next, c)) = rest.peek() {
            if !c.is_whitespace() && !is_invisible(c) {
                break;
            }
            end = next + c.len_utf8();
            rest.next();
        }
        match layout.gap(original, at..end) {
            Gap::Nothing => {}
            Gap::Space => push(&mut view, ' ', at),
            Gap::Tab => push(&mut view, '\t', at),
            Gap::Paragraph => push(&mut view, '\n', at),
        }
        if let Some(skip) = layout.page_number_after(original, end) {
            while rest.next_if(|&(next, _)| next < skip).is_some() {}
        }
    }
    view.back.push(original.len() as u32);
    view
}

/// The one spelling of a character, whatever stands beside it; nothing for what is not seen.
pub(crate) fn lone(character: char) -> Option<char> {
    let is_seen = !character.is_whitespace() && !is_invisible(character);
    is_seen.then(|| fold(character, None, None))
}

fn push(view: &mut View, character: char, at: usize) {
    view.plain.push(character);
    for _ in 0..character.len_utf8() {
        view.back.push(at as u32);
    }
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{00AD}' | '\u{202A}'..='\u{202E}')
        || (character.is_control() && !character.is_whitespace())
}

/// One spelling per character; `before` and `after` are its visible neighbours.
fn fold(character: char, before: Option<char>, after: Option<char>) -> char {
    match character {
        '[' | '［' | '〔' | '﹝' | '【' | '〖' => '〔',
        ']' | '］' | '〕' | '﹞' | '】' | '〗' => '〕',
        '﹤' | '＜' => '〈',
        '﹥' | '＞' => '〉',
        '(' | '（' | '﹙' => '（',
        ')' | '）' | '﹚' => '）',
        ',' | '，' | '﹐' => between_digits(before, after, ',', '，'),
        ':' | '：' | '﹕' | '∶' => between_digits(before, after, ':', '：'),
        ';' | '；' | '﹔' => '；',
        '?' => '？',
        '!' => '！',
        '.' | '．' | '。' | '｡' => full_stop(character, before, after),
        '○' | '◯' | 'Ο' | 'О' | 'O' | 'o' | 'Ｏ' | 'ｏ' | '０' | '0' | '零' | '〇' | '〇'
            if beside_chinese_digit(before, after) && character != '零' =>
        {
            '〇'
        }
        'l' | 'I' | 'ｌ' if within_date_number(before, after) => '1',
        'O' | 'o' | 'Ｏ' | '○' if within_date_number(before, after) => '0',
        '％' => '%',
        '＊' | '∗' => '*',
        '－' | '―' | '─' | '–' => '—',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        '\u{2E80}'..='\u{2EF3}' => radical(character),
        '\u{2F00}'..='\u{2FD5}' | '\u{F900}'..='\u{FAFF}' => compatibility(character),
        _ => character,
    }
}

fn between_digits(before: Option<char>, after: Option<char>, half: char, full: char) -> char {
    if before.is_some_and(is_digit) && after.is_some_and(is_digit) { half } else { full }
}

fn full_stop(character: char, before: Option<char>, after: Option<char>) -> char {
    if matches!(character, '。' | '｡') {
        return '。';
    }
    let ends_chinese = before.is_some_and(|c| is_chinese(c) || matches!(c, '）' | '”' | '》'));
    let goes_on = after.is_some_and(|c| c.is_ascii_alphanumeric());
    if ends_chinese && !goes_on { '。' } else { '.' }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '０'..='９')
}

fn beside_chinese_digit(before: Option<char>, after: Option<char>) -> bool {
    let is_year_digit =
        |c: char| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '〇');
    before.is_some_and(is_year_digit) && after.is_some_and(|c| is_year_digit(c) || fold_zero(c) || c == '年')
}

/// A letter typed for a digit of a date: 201O年, l2月, 5月l日.
fn within_date_number(before: Option<char>, after: Option<char>) -> bool {
    let is_unit = |c: char| matches!(c, '年' | '月' | '日');
    let (Some(before), Some(after)) = (before, after) else { return false };
    let is_part = |c: char| is_digit(c) || is_unit(c);
    is_part(before) && is_part(after) && (is_unit(before) || is_unit(after))
}

fn fold_zero(character: char) -> bool {
    matches!(character, '○' | '◯' | 'Ο' | 'О' | 'O' | 'o' | 'Ｏ' | '０' | '0' | '零')
}

/// A Chinese ideograph.
pub(super) fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '〇' | '\u{20000}'..='\u{3FFFF}' | '\u{2E80}'..='\u{2FD5}')
}

fn compatibility(character: char) -> char {
    character.nfkc().next().unwrap_or(character)
}

/// Radicals that some PDF writers give for characters and that NFKC leaves alone.
fn radical(character: char) -> char {
    const PAIRS: &[(char, char)] = &[
        ('⺠', '民'),
        ('⻅', '见'),
        ('⻆', '角'),
        ('⻋', '车'),
        ('⻓', '长'),
        ('⻔', '门'),
        ('⻘', '青'),
        ('⻚', '页'),
        ('⻛', '风'),
        ('⻜', '飞'),
        ('⻝', '食'),
        ('⻢', '马'),
        ('⻣', '骨'),
        ('⻥', '鱼'),
        ('⻦', '鸟'),
        ('⻩', '黄'),
        ('⻬', '齐'),
        ('⻮', '齿'),
        ('⻰', '龙'),
        ('⻁', '虎'),
        ('⻄', '西'),
        ('⻉', '贝'),
        ('⻙', '韦'),
        ('⻤', '鬼'),
        ('⺟', '母'),
        ('⺫', '目'),
        ('⺮', '竹'),
        ('⺼', '月'),
        ('⻊', '足'),
        ('⻖', '阜'),
        ('⻨', '麦'),
        ('⻳', '龟'),
        ('⺀', '冫'),
        ('⺁', '厂'),
        ('⺃', '乙'),
        ('⺆', '冂'),
        ('⺉', '刂'),
        ('⺊', '卜'),
        ('⺋', '卩'),
        ('⺍', '小'),
        ('⺎', '兀'),
        ('⺏', '尢'),
        ('⺒', '巳'),
        ('⺓', '幺'),
        ('⺕', '彐'),
        ('⺖', '忄'),
        ('⺗', '心'),
        ('⺘', '扌'),
        ('⺙', '攵'),
        ('⺛', '旡'),
        ('⺝', '月'),
        ('⺡', '氵'),
        ('⺢', '水'),
        ('⺣', '灬'),
        ('⺤', '爪'),
        ('⺥', '爫'),
        ('⺧', '牛'),
        ('⺨', '犭'),
        ('⺪', '疋'),
        ('⺬', '示'),
        ('⺭', '礻'),
        ('⺯', '糸'),
        ('⺰', '纟'),
        ('⺲', '罒'),
        ('⺶', '羊'),
        ('⺷', '羊'),
        ('⺸', '羊'),
        ('⺺', '肀'),
        ('⺻', '聿'),
        ('⺽', '臼'),
        ('⻀', '艹'),
        ('⻂', '衤'),
        ('⻈', '讠'),
        ('⻌', '辶'),
        ('⻍', '辶'),
        ('⻐', '钅'),
        ('⻕', '阝'),
        ('⻗', '雨'),
        ('⻟', '飠'),
        ('⻠', '饣'),
    ];
    PAIRS.iter().find(|(radical, _)| *radical == character).map_or(character, |&(_, plain)| plain)
}

#[cfg(test)]
mod tests {
    use super::normalise;

    fn plain(text: &str) -> String {
        normalise(text).plain
    }

    #[test]
    fn digits_brackets_and_zeros_have_one_spelling() {
        assert_eq!(plain("（２０１９）*011*刑初3088*号"), "（2019）*011*刑初3088*号");
        assert_eq!(plain("花检公刑诉[2019]729 号"), "花检公刑诉〔2019〕729号");
        assert_eq!(plain("二Ｏ二三年十二月"), "二〇二三年十二月");
        assert_eq!(plain("人民币1,200.50元,赔偿"), "人民币1,200.50元，赔偿");
        assert_eq!(plain("⼈⺠检察院"), "人民检察院");
    }

    #[test]
    fn letters_typed_for_digits_of_a_date_are_digits() {
        assert_eq!(plain("201O年l2月l日，同年l0月2l日"), "2010年12月1日，同年10月21日");
        assert_eq!(plain("车牌号川A·1l2O8"), "车牌号川A·1l2O8");
        assert_eq!(plain("乘坐O型车"), "乘坐O型车");
    }

    #[test]
    fn hard_line_breaks_and_page_numbers_of_scans_vanish() {
        let scan = "**省**市**区人民法院\n刑\n事\n判\n决\n书\n公诉机关**省**市**区人民检察院。\n被告人杨*甲， 男 ， 1987 年 11 月 7 日出生 ， 身份证号\n码 ******************，汉族，文化程度初中，住**省**县13 组。2014 年 3 月 6 日因犯开设赌\n场罪被本院判处有期徒刑十个月，同年 8 月 15 日刑满释放。\n因涉嫌犯寻衅滋事罪于 2019 年 1 月 30 日被羁押，同日被刑\n事拘留，同年 3 月 1 日因涉嫌犯故意伤害罪被逮捕。现被羁\n押于**市**区看守所。\n1\n广东省广州市花都区人民检察院指控 ： 2018 年 8 月 25\n日 15 时许，被告人杨*甲伙同同案人汤*甲等人去到停车场。";
        let plain = plain(scan);
        assert!(plain.contains("刑事判决书\n"), "{plain}");
        assert!(plain.contains("身份证号码******************，"), "{plain}");
        assert!(plain.contains("同日被刑事拘留"), "{plain}");
        assert!(plain.contains("看守所。\n广东省"), "{plain}");
        assert!(plain.contains("2018年8月25日15时许"), "{plain}");
    }
}
