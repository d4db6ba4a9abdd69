//! Whether two spellings may name one person: masks (某, *), aliases, one-character slips.

/// How two names relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Cannot be the same name.
    Different,
    /// One character differs: a slip, if something else ties the two together.
    OneCharacter,
    /// Equal where neither is masked.
    Masked,
    /// The same spelling.
    Same,
}

/// Compares two names as written.
pub fn likeness(a: &str, b: &str) -> Likeness {
    let (a, b) = (letters(a), letters(b));
    if a.is_empty() || b.is_empty() {
        return Likeness::Different;
    }
    if a == b {
        return Likeness::Same;
    }
    if is_masked(&a) || is_masked(&b) {
        return if masks_agree(&a, &b) { Likeness::Masked } else { Likeness::Different };
    }
    if one_character_apart(&a, &b) { Likeness::OneCharacter } else { Likeness::Different }
}

/// A name without white space, 自报 in front, and with one sign for every mask.
fn letters(name: &str) -> Vec<char> {
    name.trim_start_matches("自报")
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if matches!(c, '*' | '×' | 'X' | 'x' | '○' | '某') { '某' } else { c })
        .collect()
}

fn is_masked(name: &[char]) -> bool {
    name.contains(&'某')
}

/// 赵某某 may be 赵小川; 赵某甲 is not 赵某乙.
fn masks_agree(a: &[char], b: &[char]) -> bool {
    if a[0] != b[0] {
        return false;
    }
    if is_masked(a) && is_masked(b) {
        let tail = |name: &[char]| name.iter().skip(1).filter(|&&c| c != '某').copied().collect::<Vec<_>>();
        return tail(a) == tail(b);
    }
    let (masked, full) = if is_masked(a) { (a, b) } else { (b, a) };
    let ordinal = masked.last().is_some_and(|c| c.is_ascii_digit() || "甲乙丙丁戊己庚".contains(*c));
    ordinal || masked.len() >= full.len() || masked.len() == 2
}

fn one_character_apart(a: &[char], b: &[char]) -> bool {
    if a.len() == b.len() && a.len() >= 2 {
        return a.iter().zip(b).filter(|(x, y)| x != y).count() == 1;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() >= 2
        && long.len() == short.len() + 1
        && (0..long.len()).any(|skip| {
            long.iter().enumerate().filter(|&(at, _)| at != skip).map(|(_, c)| c).eq(short.iter())
        })
}

#[cfg(test)]
mod tests {
    use super::{Likeness, likeness};

    #[test]
    fn masks_and_slips_are_told_from_other_people() {
        assert_eq!(likeness("赵小川", "赵小川"), Likeness::Same);
        assert_eq!(likeness("赵某某", "赵小川"), Likeness::Masked);
        assert_eq!(likeness("赵*甲", "赵某甲"), Likeness::Same);
        assert_eq!(likeness("赵某甲", "赵某乙"), Likeness::Different);
        assert_eq!(likeness("自报赵小川", "赵小川"), Likeness::Same);
        assert_eq!(likeness("赵小川", "赵小州"), Likeness::OneCharacter);
        assert_eq!(likeness("赵小川", "钱大海"), Likeness::Different);
    }
}
