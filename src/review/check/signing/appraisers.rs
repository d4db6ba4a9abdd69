//! Two appraisers sign at least (司法鉴定程序通则 §19、公安机关鉴定规则 §29): a name with an empty bracket, or one name alone.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::text::Quote;

/// A named appraiser whose place to sign is empty: 法医师 何文（　　）.
static EMPTY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:鉴定人|检验人|法医师|工程师|检验师|鉴定师|会计师)[：\\t ]*(?:[\\p{Han}]{2,8}[\\t ]+)?\\p{Han}{2,4}[\\t ]*(?:（[^（）\\n]{0,12}号[^（）\\n]{0,24}）[\\t ]*)?(?:（[\\t _]*）|（(?:未签名|签名)：?[\\t _]+）)")
        .expect("the pattern is fixed")
});
/// The one label of an appraiser and one name to the end of the line.
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?m)^[\\t ]*(?:司法)?鉴定人(?:签名|（签名）)?[：\\t ]+\\p{Han}{2,3}(?:（签名）)?[\\t ]*$")
        .expect("the pattern is fixed")
});
/// Anybody else who may have appraised.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("鉴定人|检验人|检测人|法医师|工程师|检验师|会计师|授权签字|复核|审核|第二|批准人|签发人")
        .expect("the pattern is fixed")
});

pub(super) fn check(case: &CaseFile) -> Vec<Verdict> {
    let papers = case.of_kind(K::AppraisalOpinion).map(|(_, paper)| paper);
    let is_typed = signs_are_typed(case);
    let of_one =
        |paper| unsigned(paper).or_else(|| alone(paper)).or_else(|| blank(paper).filter(|_| is_typed));
    let mut found: Vec<Verdict> = papers.filter_map(of_one).collect();
    found.extend(appraised_again(case));
    found
}

/// A new appraisal signed by one of those who made the first (公安机关鉴定规则 §44、司法鉴定程序通则 §31).
fn appraised_again(case: &CaseFile) -> Vec<Verdict> {
    let papers: Vec<&Paper> = case.of_kind(K::AppraisalOpinion).map(|(_, paper)| paper).collect();
    let is_new = |paper: &Paper| {
        let plain = paper.document.plain();
        NEW.is_match(plain) && !plain.contains("补充鉴定")
    };
    let (new, first): (Vec<&Paper>, Vec<&Paper>) = papers.into_iter().partition(|paper| is_new(paper));
    let earlier: Vec<(String, Quote)> = first.into_iter().flat_map(signed).collect();
    let same = |(name, quote): (String, Quote)| {
        let (_, other) = earlier.iter().find(|(known, _)| *known == name)?;
        let message = format!("重新鉴定意见由原鉴定人{name}署名");
        Some(Verdict::fail(message, vec![quote, other.clone()]).confident(0.8))
    };
    new.into_iter().flat_map(signed).filter_map(same).collect()
}

/// A paper that says of itself that it appraises anew.
static NEW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:进行|作|委托事项[^\\n]{0,20}|鉴定事项[^\\n]{0,20}|鉴定要求[^\\n]{0,20})重新鉴定|重新鉴定意见书",
    )
    .expect("the pattern is fixed")
});
/// Names behind the label or the title of an appraiser, at the beginning of a line.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?m)(?:鉴定人[：\\t ]*(?:(?:主任|副主任|主检|高级)?(?:法医师|工程师|会计师|检验师))?|(?:法医师|工程师|会计师|检验师))[：\\t ]*(?P<name>\\p{Han}{2,3})(?:（签名）|[\\t ]*$)")
        .expect("the pattern is fixed")
});

fn signed(paper: &Paper) -> Vec<(String, Quote)> {
    let names = SIGNED.captures_iter(paper.document.plain()).filter_map(|found| found.name("name"));
    // 会计师事务所 is an office.
    let names = names.filter(|name| name.as_str() != "事务所");
    names.map(|name| (name.as_str().to_owned(), paper.document.quote(&name.range()))).collect()
}

/// Papers enough to tell that signatures of this dossier stand in its text.
const TYPED: usize = 3;

fn signs_are_typed(case: &CaseFile) -> bool {
    let marks = ["（签名", "（捺"];
    let is_marked = |paper: &&Paper| marks.iter().any(|mark| paper.document.plain().contains(mark));
    let typed = case.papers.iter().filter(is_marked);
    typed.count() >= TYPED
}

/// 鉴定人： with nothing behind it, and no name of an appraiser anywhere.
fn blank(paper: &Paper) -> Option<Verdict> {
    static BLANK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?m)^[\\t ]*(?:(?:(?:司法(?:会计)?)?鉴定人|(?:中国)?注册会计师)(?:签名|（签名）|（签章）)?：[\\t _]*)+$")
            .expect("the pattern is fixed")
    });
    let plain = paper.document.plain();
    let found = BLANK.find(plain)?;
    let below = plain[found.end()..].trim_start().split('\n').next().unwrap_or_default();
    let is_name =
        |words: &str| (2..=4).contains(&words.chars().take_while(|c| *c != '（' && *c != '\t').count());
    if is_name(below.trim()) || !signed(paper).is_empty() {
        return None;
    }
    let message = "鉴定意见没有鉴定人签名".to_owned();
    Some(Verdict::fail(message, vec![paper.document.quote(&found.range())]).confident(0.7))
}

fn unsigned(paper: &Paper) -> Option<Verdict> {
    let plain = paper.document.plain();
    // Where everybody's bracket is empty the signatures stand in the picture.
    if !["（签名）", "签名：", "（章）"].iter().any(|signed| plain.contains(signed)) {
        return None;
    }
    let found = EMPTY.find(plain)?;
    let message = format!("鉴定意见的鉴定人签名处空白“{}”", found.as_str().trim());
    Some(Verdict::fail(message, vec![paper.document.quote(&found.range())]).confident(0.7))
}

fn alone(paper: &Paper) -> Option<Verdict> {
    let plain = paper.document.plain();
    let found = ALONE.find(plain)?;
    let behind = plain.get(found.end()..)?.trim_start();
    // The second name may stand on the next line without a label.
    let next = behind.split('\n').next().unwrap_or_default().trim();
    let is_name =
        (2..=4).contains(&next.chars().count()) && next.chars().all(|c| !c.is_ascii_digit() && c != '年');
    let before = plain.get(..found.start())?;
    let named = signers(before) + signers(behind);
    if is_name || named > 0 {
        return None;
    }
    let message = format!("鉴定意见只有一名鉴定人签名“{}”", found.as_str().trim());
    Some(Verdict::fail(message, vec![paper.document.quote(&found.range())]).confident(0.7))
}

/// Other signers: 鉴定人 only as a label, and not in 被鉴定人 or 鉴定人资格证书.
fn signers(text: &str) -> usize {
    let is_signer = |word: &regex::Match<'_>| {
        let (before, after) = (&text[..word.start()], &text[word.end()..]);
        word.as_str() != "鉴定人" || after.starts_with('：') && !before.ends_with('被')
    };
    OTHERS.find_iter(text).filter(is_signer).count()
}

#[cfg(test)]
mod tests {
    use super::unsigned;
    use crate::case::Paper;
    use crate::document::{Document, DocumentKind};
    use crate::extract::elements::Elements;

    #[test]
    fn a_licence_number_may_stand_before_the_empty_bracket() {
        let told = |mark: &str| {
            let text = format!(
                "司法鉴定意见书\n鉴定人：程远（执业证号 990118006）（签名）\n鉴定人：骆雨（执业证号 990118023）（{mark}）\n2023年3月6日\n"
            );
            let document = Document::from_text(DocumentKind::AppraisalOpinion, &text);
            unsigned(&Paper { document, elements: Elements::default() }).is_some()
        };
        assert!(told("    "));
        assert!(!told("签名"));
    }
}
