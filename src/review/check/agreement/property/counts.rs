//! Fewer of one kind of thing dealt with than were handed over: 对讲机2部 of the indictment, 对讲机1部 of the operative
//! part. Where the operative part does not count, or counts 各一部, nothing is sure.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::handed_over;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind as K;
use crate::review::verdict::Verdict;
use crate::text::{Quote, Range, numeral};

/// A thing with its count and unit.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<name>[\\p{Han}A-Za-z]{2,14}?)(?P<each>共计|各|共)?(?P<n>[0-9]+|[一二两三四五六七八九十]{1,3})(?P<unit>部|把|台|辆|只|枚|张|根|支|双|副|艘|顶)")
        .expect("the pattern is fixed")
});

/// How many of one kind, by the last two characters of its name and the unit, and the words of the first.
type Counts = BTreeMap<(String, String), (i64, Range)>;

/// The first kind of thing of which the operative part deals with fewer than were handed over.
pub(super) fn check(
    case: &CaseFile,
    operative: &str,
    is_closed: impl Fn(&[String]) -> bool,
) -> Option<Verdict> {
    let (_, indictment) = case.of_kind(K::Indictment).last()?;
    let handed = handed(indictment)?;
    let dealt = counts(operative, 0)?;
    handed.into_iter().find_map(|((head, unit), (number, range))| {
        let key = (head.clone(), unit);
        let (done, _) = dealt.get(&key)?;
        // The word without a count, here or there, may stand for more.
        let counted = COUNTED.captures_iter(operative).filter(|hit| hit["name"].ends_with(&head)).count();
        let is_counted = operative.matches(head.as_str()).count() <= counted;
        if *done >= number || !is_counted || is_closed(std::slice::from_ref(&head)) {
            return None;
        }
        let quote: Quote = indictment.document.quote(&range);
        let unit = key.1;
        let message =
            format!("起诉书附项移送“{}”，同类物品共{number}{unit}，判决主文处理{done}{unit}", quote.text);
        Some(Verdict::fail(message, vec![quote]).confident(0.7))
    })
}

/// Things counted in the sentences of the appendix that hand them over.
fn handed(paper: &Paper) -> Option<Counts> {
    let plain = paper.document.plain();
    let mut all = Counts::new();
    let mut at = 0;
    for sentence in plain.split_inclusive(['；', '。', '\n']) {
        let start = at;
        at += sentence.len();
        if handed_over::is_handed_over(sentence) {
            for (key, (number, range)) in counts(sentence, start)? {
                all.entry(key).or_insert((0, range)).0 += number;
            }
        }
    }
    Some(all)
}

/// Counts of a text; none where one of them is of each.
fn counts(text: &str, start: usize) -> Option<Counts> {
    let mut found = Counts::new();
    for hit in COUNTED.captures_iter(text) {
        if hit.name("each").is_some_and(|each| each.as_str() == "各") {
            return None;
        }
        let name: Vec<char> = hit["name"].chars().collect();
        let head: String = name.get(name.len().saturating_sub(2)..)?.iter().collect();
        let number = numeral::integer(&hit["n"].replace('两', "二"))?;
        let whole = hit.get(0)?;
        let range = start + whole.start()..start + whole.end();
        found.entry((head, hit["unit"].to_owned())).or_insert((0, range)).0 += number;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::elements::Elements;

    fn told(appendix: &str, operative: &str) -> usize {
        let text = format!("云岭县人民检察院\n起诉书\n此致\n云岭县人民法院\n附：1.案卷2册；2.{appendix}。");
        let document = Document::from_text(K::Indictment, &text);
        let papers = vec![Paper { document, elements: Elements::default() }];
        let case = CaseFile { papers, ..CaseFile::default() };
        check(&case, operative, |_| false).into_iter().count()
    }

    #[test]
    fn fewer_than_were_handed_over_is_told() {
        let appendix = "随案移送：vivo牌手机1部、OPPO牌手机1部、对讲机2部";
        assert_eq!(told(appendix, "扣押在案的vivo牌手机1部、对讲机2部，予以没收。"), 1);
        assert_eq!(told(appendix, "扣押在案的手机2部、对讲机一部，予以没收。"), 1);
        assert_eq!(told(appendix, "扣押在案的vivo牌手机1部、OPPO牌手机1部、对讲机2部，予以没收。"), 0);
        assert_eq!(told(appendix, "扣押在案的vivo牌、OPPO牌手机各1部，对讲机2部，予以没收。"), 0);
        assert_eq!(told(appendix, "扣押在案的手机、对讲机予以没收。"), 0);
    }
}
