//! How far the charge goes: over what the prosecution found itself, and over what came about after the deed.

use super::speaker;
use crate::document::{Section, SectionName};

/// The court tells what it found.
const FOUND: [&str; 3] = ["审理查明", "本院查明", "庭审查明"];

/// Whether the indictment goes on after the facts that the section at `index` tells, and the court tells its own later or none.
pub(super) fn goes_on(plain: &str, sections: &[Section], index: usize) -> bool {
    let head = |at: usize| {
        let section = sections.get(at)?;
        let text = plain.get(section.range.clone())?;
        Some(text.split(['，', '：', '\n', '。']).next().unwrap_or_default())
    };
    let is_found = |at: usize| head(at).is_some_and(|head| FOUND.iter().any(|found| head.contains(found)));
    let is_charge =
        |at: usize| head(at).is_some_and(|head| head.contains("公诉机关") || head.contains("检察院"));
    let later = || sections.iter().enumerate().skip(index + 1);
    let answered = later().find(|(_, next)| next.name == SectionName::Defence).map(|(at, _)| at);
    // 另查明，被告人甲赔偿…… with nothing between it and what the prosecution concludes.
    let is_further = head(index).is_some_and(|head| ["另查明", "又查明", "还查明", "再查明"].contains(&head));
    let concludes_next = sections.get(index + 1).is_some_and(|next| next.name == SectionName::Accusation)
        && is_charge(index + 1);
    !is_found(index)
        && later()
            .take_while(|&(at, _)| answered.is_none_or(|answered| at < answered))
            .any(|(at, next)| next.name == SectionName::Accusation && is_charge(at))
        && (is_further && concludes_next
            || later().any(|(at, next)| next.name == SectionName::Facts && is_found(at)))
}

/// 归案后，被告人甲供认不讳。案发后，甲取得谅解。: the charge goes on, and nobody has answered it yet.
pub(super) fn tells_aftermath(text: &str) -> bool {
    ["到案后", "归案后", "案发后", "事发后"].iter().any(|after| text.starts_with(after))
        && !["辩", "异议", "请求", "庭", "认罪", "要求", "意见"].iter().any(|pleads| text.contains(pleads))
}

/// Where the accused or the defence begins to speak after a charge that ends within its paragraph; `start` is where
/// the part begins in `plain`.
pub(super) fn ends(plain: &str, start: usize, text: &str) -> Option<usize> {
    let is_inside = plain.get(..start).is_some_and(|before| !before.ends_with('\n'));
    let head = text.find('\n').map_or(text, |end| &text[..=end]);
    let begins = speaker::defence_begins(head).unwrap_or(head.len());
    let pleads = || ["辩", "异议", "表示", "庭审"].iter().any(|word| head[..begins].contains(word));
    (is_inside && begins > 0 && !pleads()).then_some(begins)
}
