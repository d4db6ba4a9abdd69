//! What single lines say about the place where one paper ends and the next begins.

use std::sync::LazyLock;

use serde::Deserialize;

use super::lines::Line;
use crate::text::Pattern;

/// Longer lines are running text, whatever words they hold (characters).
const LONGEST_SIGNATURE: usize = 60;
/// Lines before a title among which the end of a paper is sought: names may stand below the date.
const CLOSING_REACH: usize = 3;
/// A printed line of running text has at least this many characters.
const FULL_LINE: usize = 28;
/// A body paragraph below a title has at least this many characters.
const SENTENCE: usize = 12;

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Marks {
    closings: Vec<String>,
    signers: Vec<String>,
    openings: Vec<String>,
    continuations: Vec<String>,
    breaks: Vec<String>,
}

// The file is part of the program and a test parses it.
static MARKS: LazyLock<Marks> =
    LazyLock::new(|| toml::from_str(include_str!("marks.toml")).unwrap_or_default());

/// Whether the lines before `begin` end a paper: a date, a signature, a seal, an enclosure.
pub(super) fn closes(lines: &[Line], begin: usize) -> bool {
    let before = lines.get(..begin).unwrap_or_default();
    let is_row = before.last().is_some_and(|line| line.words.contains('\t'))
        && lines.get(begin).is_some_and(|line| line.after_blank);
    is_row || before.iter().rev().take(CLOSING_REACH).any(|line| is_closing(&line.words))
}

fn is_closing(words: &str) -> bool {
    if is_date(words) || ends_with_signing_date(words) || ends_with_signer(words) {
        return true;
    }
    words.chars().count() <= LONGEST_SIGNATURE
        && (MARKS.closings.iter().any(|mark| words.contains(mark.as_str()))
            || MARKS.signers.iter().any(|signer| words.starts_with(signer.as_str()) && words.contains('：')))
}

/// The line before breaks off in the middle of a sentence.
pub(super) fn is_open(lines: &[Line], begin: usize) -> bool {
    let before = begin.checked_sub(1).and_then(|at| lines.get(at));
    let is_apart = lines.get(begin).is_some_and(|line| line.after_blank);
    before.is_some_and(|line| {
        MARKS.breaks.iter().any(|end| line.words.ends_with(end.as_str())) && !line.words.ends_with("此致：")
            || (!is_apart && is_cut(&line.words))
    })
}

/// A full printed line that stops at a word and signs nothing: the sentence goes on below.
fn is_cut(words: &str) -> bool {
    words.chars().count() >= FULL_LINE
        && words.chars().next_back().is_some_and(|last| ('\u{4E00}'..='\u{9FFF}').contains(&last))
        && !words.contains('\t')
        && !is_closing(words)
}

/// The line goes on with the sentence before the title above it.
pub(super) fn continues(line: Option<&Line>) -> bool {
    line.is_some_and(|line| MARKS.continuations.iter().any(|start| line.words.starts_with(start.as_str())))
}

/// First words typical of the beginning of a paper, or an addressee.
pub(super) fn is_opening(words: &str) -> bool {
    words.ends_with('：') || MARKS.openings.iter().any(|opening| words.starts_with(opening.as_str()))
}

/// A form's first label, the head of a table, or a first paragraph right below a title.
pub(super) fn is_body(words: &str) -> bool {
    static LABEL: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"^[\p{Han}（）、]{2,10}(?:：|\t| )").expect("a fixed pattern"));
    LABEL.is_match(words) || words.matches('\t').count() >= 2 || words.chars().count() >= SENTENCE
}

/// A date alone on a line.
pub(super) fn is_date(words: &str) -> bool {
    let count = words.chars().count();
    (6..=26).contains(&count)
        && words.ends_with('日')
        && words.contains('年')
        && !words.contains(['，', '。', '；', '于', '至'])
}

/// 赵某某2023年5月6日: a date at the end of a line that does not belong to a sentence.
fn ends_with_signing_date(words: &str) -> bool {
    static SIGNED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?:^|[^于至自在到从由日以、，0-9])(?:(?:19|20)\d{2}|[一二〇零○]{1,2}[〇零○一二三四五六七八九]{2,3})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日(?:[\d:时分]{2,8})?(?:（[^（）]{1,20}）)?(?:\p{Han}{0,9}|\p{Han}{2,24}(?:局|院|队|所|中心|厅|司))$")
            .expect("a fixed pattern")
    });
    SIGNED.is_match(words)
}

/// ……同意适用简易程序。钱进　记录：苏小棠: whoever wrote it down signs at the end of the last line.
fn ends_with_signer(words: &str) -> bool {
    static SIGNER: Pattern = Pattern::fixed(
        r"(?:[\t 。；，（]|^|\p{Han}{2,3})(?:记录|记录人|听取人|听取意见人|告知人|送达人|书记员|承办人|经办人|见证人|制作人)：\p{Han}{2,4}(?:[、\t ]\p{Han}{2,4})*(?:（[^（）]{1,8}）)?）?$",
    );
    SIGNER.is_match(words)
}

/// 第2次 alone on a line: a further record on the sheet of the one before.
pub(super) fn is_count(words: &str) -> bool {
    static COUNT: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^（?第[\d一二三四五六七八九十]{1,3}次(?:讯问|询问|辨认|笔录)?）?$")
            .expect("a fixed pattern")
    });
    COUNT.is_match(words)
}

/// A line drawn across the sheet: ======, ——————.
pub(super) fn is_rule(words: &str) -> bool {
    words.chars().count() >= 3 && words.chars().all(|c| "=-—–─━_*~～〰·…".contains(c))
}

/// 讯问笔录（续页）: a page header.
pub(super) fn is_continued(words: &str) -> bool {
    let ending: String = words.chars().rev().take(5).collect();
    ending.contains('续') || ending.contains("页附")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_lists_parse() {
        let marks: Marks = toml::from_str(include_str!("marks.toml")).expect("valid lists");
        assert!(
            [&marks.closings, &marks.signers, &marks.openings, &marks.continuations, &marks.breaks]
                .iter()
                .all(|list| list.len() > 10)
        );
    }

    #[test]
    fn signatures_close_and_sentences_do_not() {
        for line in [
            "二〇二三年五月六日",
            "赵某某2023年5月6日",
            "谅解人：林某",
            "签收：林某2024年3月1日9时25分",
            "（院印）",
            "2024年7月19日。钱进（林小舟辩护人）：构成自首，建议适用缓刑。检察官赵大山：自首认定，同意从轻，同意适用简易程序。\t钱进\t记录：苏小棠",
            "听取意见人：赵大山\t苏小棠",
        ] {
            assert!(is_closing(line), "{line}");
        }
        for line in ["赵某某于2023年5月6日", "期限自2023年5月6日至2023年6月6日", "被告人赵某某盗窃电动车一辆"]
        {
            assert!(!is_closing(line), "{line}");
        }
    }
}
