//! What the facts (and those alleged) tell that is no circumstance of the accused, though its word stands there.

use super::kinds::is_joint_deed;
use super::lexicon::Hit;
use super::sentence::{clause_before, line_before, rest_of_line, sentence_before};
use crate::document::SectionName;
use crate::extract::elements::CircumstanceKind;
use crate::text::Pattern;

/// Whoever made peace with the accused.
static PEACE: Pattern = Pattern::fixed(
    "被告|上诉人|原审|被害|受害|亲属|家属|近亲|伤者|死者|谅解|医疗费|医药费|经济损失|民事(?:部分|赔偿)",
);

/// Somebody else gives himself up, or for somebody else.
static OF_ANOTHER: Pattern =
    Pattern::fixed("规劝|劝说|劝导|动员|逃犯|在逃|指使|顶替|顶包|冒充|带(?:领|着)?[^，。；]{0,24}$");

/// A party speaks.
static PLEA: Pattern = Pattern::fixed(
    "辩|提出|上诉|认为|请求|意见|异议|认罪|不构成|理由|建议|希望|恳请|要求|应当|应认定|供认|承认|表示|可以从轻",
);

/// 2014年11月2日晚，被告人……: a deed is told.
static DATED: Pattern = Pattern::fixed("(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月|间|至)");

/// 让他们投案自首; 经亲属规劝主动投案 is one's own.
static URGED: Pattern = Pattern::fixed(
    "(?:让|叫|劝|规劝|劝说|动员|敦促|督促)(?:他们|她们|其他|同案|同伙|同乡|原审|[二三四五两]人)[^，。；]{0,12}$",
);

/// 拉乘林某逃逸: the passenger flees nobody.
static CARRIED: Pattern = Pattern::fixed("(?:拉乘|搭载|载着?|拉着|带着)(?:被告人)?[\\p{Han}×]{2,4}$");

/// 将林某拉走，帮助其逃逸: whoever helps does not flee himself.
static HELPED: Pattern = Pattern::fixed("(?:帮助|协助|让|指使|唆使)(?:其|他|被告人)?(?:[\\p{Han}×]{2,4})?$");

/// Whether what is told at `hit` among the facts is told of somebody else, or of another matter.
pub(super) fn is_of_others(text: &str, hit: &Hit, section: SectionName) -> bool {
    let before = sentence_before(text, hit.range.start);
    let after = rest_of_line(text, hit.range.end).split(['。', '；']).next().unwrap_or_default();
    if section != SectionName::Facts && hit.kind != CircumstanceKind::Settlement {
        return false;
    }
    match hit.kind {
        CircumstanceKind::Minor => true,
        CircumstanceKind::Settlement => !PEACE.is_match(before) && !PEACE.is_match(after),
        CircumstanceKind::Surrender => OF_ANOTHER.is_match(before),
        // 向团伙主犯提供……
        CircumstanceKind::Principal | CircumstanceKind::Accessory => {
            after.starts_with(['提', '的', '等', '将', '向', '指']) || before.ends_with("死亡")
        }
        _ => false,
    }
}

/// Whether the words beside `hit` make it the name of a paper, what others are urged to do, or what befell a passenger.
pub(super) fn is_by_the_way(text: &str, hit: &Hit) -> bool {
    let before = clause_before(text, hit.range.start);
    let after = rest_of_line(text, hit.range.end);
    match hit.kind {
        CircumstanceKind::FirstOffender => after.starts_with("证明"),
        CircumstanceKind::Surrender => {
            URGED.is_match(before)
                || ["的思想顾虑", "的想法", "的念头"].iter().any(|of| after.starts_with(of))
        }
        CircumstanceKind::HitAndRun => CARRIED.is_match(before) || HELPED.is_match(before),
        _ => false,
    }
}

/// Whether the paragraph of `hit` tells a deed, though its section was taken for the defence's: nobody pleads in it.
pub(super) fn is_no_plea(text: &str, hit: &Hit) -> bool {
    let before = line_before(text, hit.range.start);
    let tells = is_joint_deed(hit.kind) || DATED.is_match(before);
    tells && !PLEA.is_match(before) && !PLEA.is_match(rest_of_line(text, hit.range.end))
}
