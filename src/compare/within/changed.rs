//! Figures the prosecution changed itself before the court found them: no difference between the two.

use std::sync::LazyLock;

use super::slot::{Measure, Slot};
use crate::compare::sides::Pair;
use crate::text::Pattern;

/// The prosecution takes something off or corrects it: its figures follow.
static CHANGED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?:公诉机关|公诉人|检察机关|检察员|检察院)[^。；\\n]{0,60}(?:变更|更正|调整|扣减|核减|扣除|减去|纠正|(?:追加|补充)起诉)[^。\\n]{0,400}",
    )
    .expect("the pattern is fixed")
});

/// The prosecution brings further facts before the court, which the judgment tells apart from the first ones.
static ADDED: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("(?:追加|补充)(?:起诉|指控)").expect("the pattern is fixed"));

/// What a judgment tells of figures the prosecution changed itself.
pub(super) struct Changed<'a> {
    told: Vec<&'a str>,
    adds: bool,
}

impl<'a> Changed<'a> {
    /// Nothing for two documents: each of them says what it says.
    pub(super) fn of(pair: &Pair<'a>) -> Self {
        if !pair.is_internal() {
            return Self { told: Vec::new(), adds: false };
        }
        let plain = pair.left.paper.document.plain();
        let told = CHANGED.find_iter(plain).map(|changed| changed.as_str()).collect();
        Self { told, adds: ADDED.is_match(plain) }
    }

    /// Whether the prosecution itself came from the figure alleged to the figure found: printed in its change, or
    /// larger where it brought further facts.
    pub(super) fn explains(&self, alleged: &Slot<'_>, found: &Slot<'_>) -> bool {
        let is_more = found.measure != Measure::Day && found.value.value > alleged.value.value;
        let printed = found.value.quote.text.as_str();
        self.adds && is_more || self.told.iter().any(|words| words.contains(printed))
    }
}
