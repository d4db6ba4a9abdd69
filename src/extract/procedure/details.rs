//! What stands beside a step: office, number, which time.

use std::sync::LazyLock;

use crate::extract::elements::Elements;
use crate::text::{Pattern, Range, case_number};

use super::reading::Reading;

static OFFICE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"[\p{Han}×*]{2,24}?(?:公安(?:厅|局|分局)(?:[\p{Han}]{2,6}分局)?|人民检察院|人民法院|看守所|监察委员会|派出所|监狱|海关缉私局)")
        .expect("the pattern is fixed")
});

/// 本院 as the one that acts, not the one a paper goes to.
static OWN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:^|[^向至到请议送往交给])(?:本院|我院|我局|本局)").expect("the pattern is fixed")
});

/// The office that acts: the last one named before the cue, else the one that signs where 本院 or 我局 acts.
pub(super) fn organ(reading: &Reading, cue: &Range, sentence: &Range, elements: &Elements) -> Option<String> {
    let before = reading.plain.get(sentence.start..cue.end)?;
    let named = OFFICE.find_iter(before).last();
    let own = OWN.find_iter(before).last().map(|found| found.start());
    match (named, own) {
        (Some(office), own) if own.is_none_or(|own| own < office.start()) => {
            Some(strip_lead(office.as_str()).to_owned())
        }
        (_, Some(_)) => elements.organ.as_ref().map(|organ| organ.value.clone()),
        _ => None,
    }
}

/// Words that run into the name of an office from before: 同日由, 经本院. Places that begin alike are spared:
/// 于都, 将乐, 向阳, 经济开发区.
static LEAD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "^.*(?:[0-9同次当即][日时分]|[。，]|审理|指控|已经|报请|本院|我院|由|被|至|送|到|在|以|把|对|(?:于|将|向|经))",
    )
    .expect("the pattern is fixed")
});

fn strip_lead(office: &str) -> &str {
    const SPARED: &[&str] = &["于都", "于洪", "于田", "将乐", "向阳", "经济", "经开", "到保"];
    let Some(lead) = LEAD.find(office) else { return office };
    let rest = &office[lead.end()..];
    let at_lead = &office[office[..lead.end()].char_indices().next_back().map_or(0, |(at, _)| at)..];
    let is_spared = SPARED.iter().any(|place| at_lead.starts_with(place));
    if is_spared || rest.chars().count() < 4 { office } else { rest }
}

/// The number of another paper named in `within`: the last one, it stands nearest to the cue.
pub(super) fn number(reading: &Reading, within: &Range, elements: &Elements) -> Option<String> {
    let own = elements.number.as_ref().map(|number| number.value.as_str());
    let words = reading.plain.get(within.clone())?;
    if !words.contains('号') {
        return None;
    }
    let numbers = case_number::scan(words).into_iter().map(|found| found.value.text);
    numbers.rev().find(|text| Some(text.as_str()) != own)
}

static ORDINAL: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("第([一二三四123])次|(再次|二次)退").expect("the pattern is fixed"));

/// 第二次 as a number.
pub(super) fn explicit_ordinal(words: &str) -> Option<u32> {
    let captures = ORDINAL.captures(words)?;
    match captures.get(1).map(|digit| digit.as_str()) {
        Some("一" | "1") => Some(1),
        Some("三" | "3") => Some(3),
        Some("四") => Some(4),
        _ => Some(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_loses_the_words_before_it_but_no_part_of_its_name() {
        assert_eq!(strip_lead("同日由云岭县公安局"), "云岭县公安局");
        assert_eq!(strip_lead("日照市公安局"), "日照市公安局");
        assert_eq!(strip_lead("青城经济技术开发区公安局"), "青城经济技术开发区公安局");
        assert_eq!(strip_lead("经云岭县人民检察院"), "云岭县人民检察院");
    }

    #[test]
    fn only_a_counted_return_has_a_number_of_its_own() {
        assert_eq!(explicit_ordinal("第二次退回补充侦查"), Some(2));
        assert_eq!(explicit_ordinal("两次退回补充侦查"), None);
    }
}
