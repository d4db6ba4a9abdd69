//! What the parties say before a higher court, between what the court below held and what this court found.
//!
//! Such papers often put it into paragraphs of their own: the appeal, the plea of the defence, the opinion of the
//! procuratorate at the hearing. Nothing in them is the author's, whatever part the section was taken for.

use crate::document::{Section, SectionName};
use crate::extract::sentence;
use crate::text::{Pattern, Range};

/// An appeal is told; the parties go on from here.
static APPEALS: Pattern = Pattern::fixed(
    "(?:上诉|抗诉)(?:主要)?(?:称|提出|认为|诉称|辩称|理由|请求)|提[出起]上诉，具体|^\\s*[^，。；\n]{2,24}检察院(?:认为|抗诉)|提出(?:口头)?(?:上诉|抗诉)(?:称|，(?:称|认为|提出|其))|不服，(?:上诉|抗诉|提出)|辩护人[^，。；]{0,16}(?:提出|认为|意见)",
);

/// The author begins to speak.
static AUTHOR: Pattern = Pattern::fixed(
    "(?:审理|二审|再审|本院|另|^经)查明|^(?:二审|再审)[^，。；]{0,8}查明|查明如下|(?:^|，)经(?:本院)?(?:审[^判]|查)|(?:^|，)本院(?:认为|经|查|审[^判]|综合|评|另)|^在?(?:本院|二审|再审|审理)[^，。；]{0,8}(?:期间|过程中)|^(?:关于|对于|对|针对)[^。]{0,160}(?:理由|意见|辩解)|^(?:上述|以上|前述)(?:犯罪)?事实，?[有由]|^认定(?:上述|以上)|下列证据|判决如下|^[^，。；：]{0,16}(?:法院|原审|一审|重审|原判)(?:经审理|审理|判决)?认为",
);

/// The prosecution speaks.
static PROSECUTION: Pattern = Pattern::fixed(
    "^(?:[^，。；]{0,14}后，)?[^，。；]{0,24}(?:检察院|检察员|检察人员|公诉机关|抗诉机关|公诉人)[^，。；]{0,24}(?:意见|认为|提出|建议|抗诉|辩称|称)|^(?:出庭|抗诉)意见|^(?:其)?(?:主要)?抗诉(?:理由|意见)",
);

/// The prosecution's opinion in numbered points.
static LIST: Pattern = Pattern::fixed("意见(?:为|是|如下)?：(?:1|一|（一）|（1）|\\(1\\)|①)");

/// A point on somebody's plea.
static ANSWERED: Pattern =
    Pattern::fixed("^（?[0-9一二三四五六七八九]{1,2}[）、.．]|^(?:关于|对于?|故|因此)|(?:不能)?成立|不属实");

/// The defence speaks.
static DEFENCE: Pattern = Pattern::fixed(
    "^[^，。；]{0,24}(?:上诉人|辩护人|原审被告人|被告人|辩护律师)[^，。；]{0,24}(?:提出|认为|意见|称|理由|辩解|请求|要求)|^(?:其)?(?:主要)?上诉(?:理由|意见|称)",
);

/// The parties' words after each part of `below`, in order.
pub(super) fn told(plain: &str, below: &[Range]) -> Vec<Section> {
    let mut found: Vec<Section> = Vec::new();
    for held in below {
        // 原判认定……不当 within a plea is no court below that begins.
        if found.last().is_some_and(|last| last.range.end > held.start) {
            continue;
        }
        // 甲上诉称: the sentence begins with whose appeal it is.
        let start = (held.end - sentence::sentence_before(plain, held.end).len()).max(held.start);
        let Some(text) = plain.get(start..) else { continue };
        // The judgment below is told to its end before anybody appeals.
        let head = text.char_indices().nth(80).map_or(text, |(at, _)| &text[..at]);
        let Some(appeal) = APPEALS.find(head) else { continue };
        if AUTHOR.find(head).is_some_and(|author| author.start() < appeal.start()) {
            continue;
        }
        let mut speaker = SectionName::Defence;
        let mut is_list_of_prosecution = false;
        for part in sentence::split(text) {
            let words = text.get(part.clone()).unwrap_or_default();
            let goes_on = found.last().is_some_and(|last| last.range.end == start + part.start);
            if words.trim().is_empty() && !goes_on {
                continue;
            }
            if part.start > appeal.start() && AUTHOR.is_match(words) {
                break;
            }
            if PROSECUTION.is_match(words) {
                speaker = SectionName::Accusation;
                // 检察员发表的出庭意见为：1、……2、……: its points speak of what the others plead.
                is_list_of_prosecution = LIST.is_match(words);
            } else if DEFENCE.is_match(words) && !(is_list_of_prosecution && ANSWERED.is_match(words)) {
                speaker = SectionName::Defence;
                is_list_of_prosecution = false;
            }
            let range = start + part.start..start + part.end;
            match found.last_mut() {
                Some(last) if last.name == speaker && last.range.end == range.start => {
                    last.range.end = range.end;
                }
                _ => found.push(Section { name: speaker, range }),
            }
        }
    }
    found
}

/// 甲以其系从犯、原判量刑过重为由提出上诉: the grounds stand in the sentence that tells of the appeal.
static GROUNDS: Pattern = Pattern::fixed(
    "[^，。；：、\n]{2,24}以[“\"]?[^。\n]{8,300}?为(?:理)?由[^。；\n]{0,14}?提[出起](?:口头)?(?P<what>上诉|抗诉)",
);

/// The grounds of appeals and protests that one sentence tells, each its party's.
pub(super) fn grounds(plain: &str) -> Vec<Section> {
    let told = GROUNDS.captures_iter(plain).filter_map(|found| {
        let is_protest = found.name("what")?.as_str() == "抗诉";
        let name = if is_protest { SectionName::Accusation } else { SectionName::Defence };
        Some(Section { name, range: found.get(0)?.range() })
    });
    told.collect()
}

/// `sections` with `told` laid over them; only what passes for facts or reasoning gives way, and what the court below
/// decided, of which this court's facts may have been taken for the end.
pub(super) fn lay_over(sections: Vec<Section>, told: &[Section]) -> Vec<Section> {
    let decided = sections.iter().rposition(|section| section.name == SectionName::Disposition);
    let mut laid: Vec<Section> = Vec::new();
    for (index, section) in sections.into_iter().enumerate() {
        let is_below = section.name == SectionName::Disposition && decided.is_some_and(|last| index < last);
        // 上诉人林小舟上诉称: taken for who he is, after what the court below did was told.
        let is_appellants = section.name == SectionName::Parties && index > 3;
        let gives_way = is_below
            || is_appellants
            || !matches!(
                section.name,
                SectionName::Heading
                    | SectionName::Parties
                    | SectionName::Disposition
                    | SectionName::Closing
                    | SectionName::Statutes
            );
        let mut from = section.range.start;
        for over in told.iter().filter(|_| gives_way) {
            let start = over.range.start.max(from);
            let end = over.range.end.min(section.range.end);
            if start >= end {
                continue;
            }
            if from < start {
                laid.push(Section { name: section.name, range: from..start });
            }
            laid.push(Section { name: over.name, range: start..end });
            from = end;
        }
        let was_told = from > section.range.start;
        let rest = if is_below && was_told { SectionName::Facts } else { section.name };
        if from < section.range.end {
            laid.push(Section { name: rest, range: from..section.range.end });
        }
    }
    laid
}

#[cfg(test)]
mod tests {
    use super::super::speaker::held_below;
    use super::*;

    #[test]
    fn parties_speak_between_the_court_below_and_this_court() {
        let text = "原审被告人林小舟。原判认为，林小舟构成盗窃罪，判处拘役五个月。\n\
                    宣判后，林小舟上诉称：1.其系自首；2.其系从犯。请求从轻处罚。\n\
                    青城市人民检察院出庭认为，林小舟不构成自首。建议维持原判。\n\
                    林小舟的辩护人提出，林小舟系初犯。\n\
                    经审理查明，林小舟拿走手机一部。本院认为，林小舟系坦白。";
        let told = told(text, &held_below(text));
        let parts: Vec<(SectionName, &str)> =
            told.iter().map(|part| (part.name, &text[part.range.clone()])).collect();
        assert_eq!(
            parts,
            [
                (SectionName::Defence, "宣判后，林小舟上诉称：1.其系自首；2.其系从犯。请求从轻处罚。\n"),
                (SectionName::Accusation, "青城市人民检察院出庭认为，林小舟不构成自首。建议维持原判。\n"),
                (SectionName::Defence, "林小舟的辩护人提出，林小舟系初犯。\n"),
            ]
        );
    }

    #[test]
    fn an_appeal_is_told_in_many_words() {
        let parts = |appeal: &str| {
            let text = format!(
                "原审被告人林小舟。原判认为，林小舟构成盗窃罪，判处拘役五个月。\n{appeal}\n经审理查明，林小舟拿走手机一部。本院认为，林小舟系坦白。"
            );
            told(&text, &held_below(&text))
                .first()
                .map(|part| (part.name, text[part.range.clone()].to_owned()))
        };
        for (name, appeal) in [
            (SectionName::Defence, "上诉人林小舟上诉主要提出：其系自首。\n"),
            (SectionName::Defence, "上诉人林小舟上诉请求：撤销一审判决，改判缓刑。理由：其系自首。\n"),
            (SectionName::Defence, "上诉人林小舟以量刑过重为由提起上诉，具体理由：1、其系自首。\n"),
            (SectionName::Accusation, "青城市人民检察院认为林小舟系累犯，原判量刑畸轻。\n"),
        ] {
            assert_eq!(parts(appeal.trim_end()), Some((name, appeal.to_owned())));
        }
    }

    #[test]
    fn one_sentence_tells_an_appeal_with_its_grounds() {
        let names = |text: &str| grounds(text).iter().map(|part| part.name).collect::<Vec<_>>();
        let appeal = "上诉人林小舟以其系从犯、原判量刑过重为由提出上诉。";
        assert_eq!(names(appeal), [SectionName::Defence]);
        assert_eq!(
            names("青城市人民检察院以林小舟系累犯、原判量刑畸轻为由提出抗诉。"),
            [SectionName::Accusation]
        );
        assert!(names("林小舟以家中有事为由外出。").is_empty());
    }

    #[test]
    fn what_was_decided_below_gives_way_to_the_appeal() {
        use SectionName::{Defence, Disposition, Facts};

        let text =
            "一、林小舟犯盗窃罪。林小舟上诉称，其系初犯。经审理查明，林小舟拿走手机一部。一、维持原判。";
        let at = |word: &str| text.find(word).unwrap_or_default();
        let (appeals, facts, own) = (at("林小舟上诉"), at("经审理"), at("一、维持"));
        let decided = |range| Section { name: SectionName::Disposition, range };
        let told = [Section { name: SectionName::Defence, range: appeals..facts }];
        let laid = lay_over(vec![decided(0..own), decided(own..text.len())], &told);
        let names: Vec<SectionName> = laid.iter().map(|section| section.name).collect();
        assert_eq!(names, [Disposition, Defence, Facts, Disposition]);
    }
}
