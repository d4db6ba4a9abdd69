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
        // 数罪并罚，合并有期徒刑三年，决定执行……: what is summed up was decided now.
        .filter(|clause| !SUM.is_match(clause.as_str()))
        .map(|clause| clause.range())
        .collect()
}

/// A sum and nothing else: 合并有期徒刑三年，并处罚金二千元，.
static SUM: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^合并(?:刑期|总和刑期)?[为]?(?:有期徒刑|拘役|管制|，|并处|罚金|人民币|剥夺政治权利|[0-9一二三四五六七八九十百千万零〇两余年个月元])+$")
        .expect("constant pattern")
});

/// Whether a word of the former cues tells a sentence passed before, rather than sums up or carries out what is decided now.
pub(super) fn is_told(text: &str, cue: &Range) -> bool {
    static LEFT: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("^(?:的|部分|尚未执行|未执行|完毕)*(?:余?刑|有期徒刑|无期徒刑|拘役|管制|罚金|剥夺|附加)")
            .expect("constant pattern")
    });
    let (words, after) = (&text[cue.clone()], &text[cue.end..]);
    if ["总", "合并"].iter().any(|sum| words.contains(sum)) {
        return false;
    }
    // 继续退赔剩余赃款: what is left of money, not of a term.
    if words == "剩余" {
        return LEFT.is_match(after);
    }
    let before = &text[..cue.start];
    let clause = before.rsplit(['，', '；', '。', '\n']).next().unwrap_or_default();
    // 被告人先前垫付的三万元: what was done before may be other than a sentence.
    if words.ends_with('前') {
        let rest = after.split(['；', '。', '\n']).next().unwrap_or_default();
        return ["判", "刑", "罪"].iter().any(|word| rest.contains(word));
    }
    // 以上所判罚金限十日内缴纳, 冲抵其被判处的罚金: how the sentence is carried out.
    let is_carried_out = before.trim_end().ends_with(['。', '；'])
        || ["抵", "以上", "上述", "上列", "各被告"].iter().any(|word| clause.contains(word));
    !(words.contains('判') && words.chars().all(|c| "已被所判处的".contains(c)) && is_carried_out)
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
        assert!(!is_told("总和刑期", &(0.."总和刑期".len())));
        assert!(is_told("前罪", &(0.."前罪".len())));
        assert!(read("犯盗窃罪，判处有期徒刑一年，数罪并罚，决定执行有期徒刑二年").is_empty());
        let sum =
            "犯诈骗罪，判处有期徒刑二年；数罪并罚，合并有期徒刑三年，并处罚金二千元，决定执行有期徒刑二年";
        assert!(read(sum).is_empty());
    }

    #[test]
    fn money_left_and_fines_carried_out_are_no_earlier_sentence() {
        let told = |text: &str, cue: &str| {
            let at = text.find(cue).unwrap();
            is_told(text, &(at..at + cue.len()))
        };
        assert!(!told("责令二被告人继续退赔剩余涉案赃款", "剩余"));
        assert!(!told("扣押的人民币四千元，用于冲抵其被判处的罚金", "被判处"));
        assert!(!told("扣除被告人先前垫付的丧葬费三万元", "先前"));
        assert!(told("此前被告人因犯盗窃罪，被判处有期徒刑一年", "此前"));
        assert!(told("此前被告人因犯盗窃罪，被判处有期徒刑一年", "被判处"));
        assert!(!told("以上所判罚金，均限于判决生效后十日内缴纳", "所判"));
        assert!(told("与剩余刑罚有期徒刑二年", "剩余"));
        assert!(told("前犯盗窃罪被判处的有期徒刑一年", "被判处"));
    }
}
