//! Days on which somebody was caught: they date no deed, though they may be all that one side dates.

/// Whether the sentence that goes on so tells of an arrest.
pub(super) fn is_told(after: &[char]) -> bool {
    let sentence: String = after.iter().take(SENTENCE).take_while(|&&c| c != '。').collect();
    ["抓获", "抓捕", "查获", "归案", "投案"].iter().any(|word| sentence.contains(word))
}

/// Characters behind a date that may tell what it dates.
pub(super) const SENTENCE: usize = 60;
