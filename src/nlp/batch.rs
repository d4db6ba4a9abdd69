//! Which sequences are computed together.

/// Characters of one group: its activations stay in the cache of one core.
const BUDGET: usize = 512;

/// Groups of indices into `lengths`, longest sequences first, each group within the budget (or one sequence alone).
///
/// Sequences are laid end to end without padding, so lengths may differ within a group; sorting lets the long ones start
/// first, so that no core is left with one of them at the end.
pub(super) fn groups(lengths: &[usize]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(lengths[*index]));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut filled = BUDGET;
    for index in order {
        match groups.last_mut() {
            Some(group) if filled + lengths[index] <= BUDGET => {
                group.push(index);
                filled += lengths[index];
            }
            _ => {
                groups.push(vec![index]);
                filled = lengths[index];
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_ones_first_within_the_budget() {
        assert_eq!(groups(&[]), Vec::<Vec<usize>>::new());
        assert_eq!(groups(&[0, 5]), [[1, 0]]);
        assert_eq!(groups(&[100, 900, 300, 212, 1]), [vec![1], vec![2, 3], vec![0, 4]]);
    }
}
