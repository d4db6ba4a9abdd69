//! The day a punishment ended, told behind it.

use std::sync::LazyLock;

use super::words::{WORDS, first};
use crate::text::{Found, Moment, Pattern};

static RELEASE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:刑满|减刑|提前|期满|假释|解除|被|余刑|缓刑|予以|执行期满)[^，。；]{0,6}释放|释放|刑满|刑期[已届]?满|刑期届满|服刑期满|执行完毕|出狱|[^派]出所|缓刑考验期满|假释(?:考验)?期满|解除")
        .expect("the pattern is fixed")
});

/// 假释，假释考验期自2013年1月2日起至2014年3月4日止: the parole ends the punishment (刑法 §85).
static PAROLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("假释[^。；]{0,12}?考验期限?[^，。；]{0,40}").expect("the pattern is fixed")
});

/// Date and end of the words about the release; `end` is where the next sanction is told.
pub(super) fn after<'a>(
    plain: &str,
    from: usize,
    end: usize,
    dates: &'a [Found<Moment>],
) -> (Option<&'a Found<Moment>>, usize) {
    let tail = &plain[from..end];
    let tail = &tail[..first(tail, &WORDS.present_case).unwrap_or(tail.len())];
    if let Some(parole) = PAROLE.find(tail) {
        let words = from + parole.start()..from + parole.end();
        let last =
            dates.iter().rev().find(|date| words.start <= date.range.start && date.range.end <= words.end);
        if last.is_some() && !parole.as_str().contains("期满") {
            return (last, words.end);
        }
    }
    let Some(found) = RELEASE.find(tail) else { return (None, from) };
    let word = from + found.start()..from + found.end();
    let date = dates.iter().rev().find(|date| {
        from <= date.range.start
            && date.range.start < word.end
            && word.start.saturating_sub(date.range.end) < 90
    });
    (date, word.end)
}

/// Whether the words behind a day tell the end of a prison term: 刑满释放, 减刑释放.
pub(super) fn is_of_prison(plain: &str, day: &Found<Moment>, end: usize) -> bool {
    plain.get(day.range.end..end).is_some_and(|words| words.contains('刑') || words.contains("假释"))
}
