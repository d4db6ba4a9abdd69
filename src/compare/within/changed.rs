//! Figures the prosecution changed itself before the court found them: no difference between the two.

use std::sync::LazyLock;

use crate::compare::sides::Pair;
use crate::text::Pattern;

/// The prosecution takes something off, corrects it, or adds to it: its figures follow.
static CHANGED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?:公诉机关|公诉人|检察机关|检察员|检察院)[^。；\\n]{0,60}(?:变更|更正|调整|扣减|核减|扣除|减去|纠正|(?:追加|补充)起诉)[^。\\n]{0,400}",
    )
    .expect("the pattern is fixed")
});

/// Whether the judgment tells that the prosecution itself came to the figure `printed`.
pub(super) fn by_the_prosecution(pair: &Pair<'_>, printed: &str) -> bool {
    pair.is_internal()
        && CHANGED
            .find_iter(pair.left.paper.document.plain())
            .any(|changed| changed.as_str().contains(printed))
}
