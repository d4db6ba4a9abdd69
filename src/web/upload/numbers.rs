//! Numbers of jobs as an address holds them: `3-17,20`.

/// The numbers in few words. They come in any order.
pub(super) fn write(numbers: &[i64]) -> String {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let runs = sorted.chunk_by(|a, b| a + 1 == *b).filter_map(|run| Some((run.first()?, run.last()?)));
    let written =
        runs.map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") });
    written.collect::<Vec<_>>().join(",")
}

/// The first `most` numbers; what is none is left out.
pub(super) fn read(text: &str, most: usize) -> Vec<i64> {
    let runs = text.split(',').filter_map(|run| {
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        Some(first.parse::<i64>().ok()?..=last.parse::<i64>().ok()?)
    });
    runs.flatten().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        assert_eq!(write(&[5, 3, 4, 9, 11, 12, 3]), "3-5,9,11-12");
        assert_eq!(read("3-5,9,11-12", 99), [3, 4, 5, 9, 11, 12]);
        assert_eq!(read("1-9223372036854775807", 3), [1, 2, 3]);
        assert_eq!(read("x,-4,7-,9-8,2", 9), [2]);
        assert!(write(&[]).is_empty() && read("", 9).is_empty());
    }
}
