//! 与前罪……并罚: clauses of an operative part that tell a sentence passed before.

use std::sync::LazyLock;

use crate::text::{Pattern, Range};

/// Clauses that add an earlier sentence to this one, up to the word that combines them: 与原犯……罪判处的……并罚.
pub(super) fn clauses(text: &str) -> Vec<Range> {
    static CLAUSE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            "(?:^|[，；。：、\\n]|再|依法|罪，)(?P<clause>(?:并与|连同|加上|合并|再与|与|和其)[^；。\\n]{2,240}?)(?:[一二两三四五六七八九数]罪并罚|实行|予以并罚|进行并罚|并罚|合并|总和|决定)",
        )
        .expect("constant pattern")
    });
    CLAUSE
        .captures_iter(text)
        .filter_map(|found| found.name("clause"))
        .filter(|clause| ["刑", "判"].iter().any(|word| clause.as_str().contains(word)))
        .map(|clause| clause.range())
        .collect()
}

/// Whether a word of the former cues only sums up what was decided now: 总和刑期.
pub(super) fn is_sum(words: &str) -> bool {
    ["总", "合并"].iter().any(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        clauses(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_clause_of_an_earlier_sentence_ends_where_it_is_combined() {
        let text = "犯盗窃罪，判处有期徒刑一年；与（2019）青0102刑初7号刑事判决判处的有期徒刑二年并罚，决定执行有期徒刑二年六个月。";
        assert_eq!(read(text), ["与（2019）青0102刑初7号刑事判决判处的有期徒刑二年"]);
        assert_eq!(
            read("犯诈骗罪，判处拘役五个月。连同前判拘役四个月，决定执行拘役八个月"),
            ["连同前判拘役四个月，"]
        );
    }

    #[test]
    fn a_sum_is_no_earlier_sentence() {
        assert!(is_sum("总和刑期"));
        assert!(!is_sum("前罪"));
        assert!(read("犯盗窃罪，判处有期徒刑一年，数罪并罚，决定执行有期徒刑二年").is_empty());
    }
}
