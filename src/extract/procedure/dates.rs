//! How the dates of a sentence belong together: 6月1日、8月10日 and 自…至….

use crate::text::{Found, Moment, Range};

use super::reading::Reading;

/// The date that stands within a cue whose short gaps spanned it.
pub(super) fn inside(reading: &Reading, cue: &Range) -> Option<usize> {
    let after = reading.dates.partition_point(|date| date.range.start < cue.end);
    let last = after.checked_sub(1)?;
    (reading.dates[last].range.start >= cue.start).then_some(last)
}

/// Places of all dates that one enumeration joins to the date at `last`, in order.
pub(super) fn chain(reading: &Reading, last: usize) -> std::ops::Range<usize> {
    let mut first = last;
    while let Some(earlier) = first.checked_sub(1) {
        let gap = gap(reading, &reading.dates[earlier], &reading.dates[first]);
        if !gap.is_some_and(joins) {
            break;
        }
        first = earlier;
    }
    first..last + 1
}

/// Whether two neighbouring dates are the first and last day of a period.
pub(super) fn is_period(reading: &Reading, from: &Found<Moment>, to: &Found<Moment>) -> bool {
    gap(reading, from, to).is_some_and(|gap| gap.contains(['至', '到', '—', '-', '~']))
}

fn gap<'r>(reading: &'r Reading, from: &Found<Moment>, to: &Found<Moment>) -> Option<&'r str> {
    reading.plain.get(from.range.end..to.range.start)
}

/// Whether nothing but joining words stands between two dates.
fn joins(gap: &str) -> bool {
    const JOINING: &[char] = &[
        '、', '，', '；', '和', '及', '与', '以', '又', '再', '分', '别', '至', '到', '—', '-', '~', '起',
        '止', '（', '）', '于', '上', '下', '午', '日', '各', '第', '一', '二', '三', '次', '两', ' ', '在',
        '并', ',',
    ];
    gap.chars().count() <= 8 && gap.chars().all(|c| JOINING.contains(&c))
}
