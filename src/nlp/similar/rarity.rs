//! The words that two facts share, a rare one saying more: BM25 over pairs of characters, which cut no word wrongly.

use super::super::{Arrays, ModelError};
use super::misfit;

/// The usual constants of BM25.
const SATURATION: f32 = 1.5;
const BY_LENGTH: f32 = 0.75;
/// Bits of the filter in front of the search for a pair.
const FILTER: usize = 1 << 16;

/// How rare pairs of characters are in the facts of judgments.
#[derive(Debug)]
pub struct Rarity {
    /// Sorted.
    keys: Vec<u32>,
    values: Vec<u8>,
    /// What a pair counts that is not listed.
    rarest: f32,
    /// Pairs in the facts of a judgment, on average.
    length: f32,
}

/// The pairs of facts that are asked with.
#[derive(Debug, Clone)]
pub struct Words {
    /// Sorted, with what each counts.
    pairs: Vec<(u32, f32)>,
    filter: Vec<u64>,
    length: f32,
    /// What facts of the usual length get that have every pair once.
    whole: f32,
}

impl Rarity {
    pub(super) fn of(arrays: &Arrays, rarest: f32, length: f32) -> Result<Self, ModelError> {
        let keys = arrays.u32("pair.key")?.to_vec();
        let values = arrays.u8("pair.idf")?.to_vec();
        if keys.len() != values.len() || !keys.is_sorted() || length <= 0.0 {
            return Err(misfit("字对表"));
        }
        Ok(Self { keys, values, rarest, length })
    }

    /// What a pair counts, in logarithms of how few cases have it.
    fn weight(&self, key: u32) -> f32 {
        let listed = self.keys.binary_search(&key).ok().map(|at| f32::from(self.values[at]) / 255.0);
        self.rarest * listed.unwrap_or(1.0)
    }

    /// How rare a word is: its rarest pair. Nothing for a single character.
    pub fn of_word(&self, word: &str) -> f32 {
        pairs(word).map(|key| self.weight(key)).fold(0.0, f32::max)
    }

    /// Facts as they are asked with.
    pub fn words(&self, facts: &str) -> Words {
        let mut keys: Vec<u32> = pairs(facts).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut filter = vec![0; FILTER / 64];
        for key in &keys {
            let bit = hashed(*key);
            filter[bit / 64] |= 1_u64 << (bit % 64);
        }
        let pairs: Vec<(u32, f32)> = keys.into_iter().map(|key| (key, self.weight(key))).collect();
        let whole = pairs.iter().map(|(_, weight)| weight).sum::<f32>().max(1e-6);
        Words { pairs, filter, length: self.length, whole }
    }
}

impl Words {
    /// How much of what is asked stands in these facts: 0 without a shared pair, some 1 where all of it does.
    pub fn shared_with(&self, facts: &str) -> f32 {
        let mut counts = vec![0_u32; self.pairs.len()];
        let mut length = 0_u32;
        for key in pairs(facts) {
            length += 1;
            let bit = hashed(key);
            if self.filter[bit / 64] & (1 << (bit % 64)) == 0 {
                continue;
            }
            if let Ok(at) = self.pairs.binary_search_by_key(&key, |pair| pair.0) {
                counts[at] += 1;
            }
        }
        let damping = SATURATION * (1.0 - BY_LENGTH + BY_LENGTH * length as f32 / self.length);
        let counted = self.pairs.iter().zip(counts).filter(|(_, count)| *count > 0);
        let sum: f32 = counted
            .map(|((_, weight), count)| weight * count as f32 * (SATURATION + 1.0) / (count as f32 + damping))
            .sum();
        sum / self.whole
    }
}

/// Two letters or digits side by side, 16 bits each.
fn pairs(text: &str) -> impl Iterator<Item = u32> + '_ {
    let mut before = 0;
    text.chars().filter_map(move |letter| {
        let own = u16::try_from(u32::from(letter)).ok().filter(|_| letter.is_alphanumeric());
        let first = std::mem::replace(&mut before, own.unwrap_or(0));
        own.filter(|_| first != 0).map(|own| u32::from(first) << 16 | u32::from(own))
    })
}

fn hashed(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 16) as usize % FILTER
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even() -> Rarity {
        Rarity { keys: vec![], values: vec![], rarest: 2.0, length: 6.0 }
    }

    #[test]
    fn only_pairs_of_letters_and_digits_count() {
        let key = |a: char, b: char| u32::from(a) << 16 | u32::from(b);
        assert_eq!(pairs("粘网，3 只𠀀鸟x").collect::<Vec<_>>(), [key('粘', '网'), key('鸟', 'x')]);
    }

    #[test]
    fn shared_words_count_and_longer_facts_count_them_less() {
        let asked = even().words("架设粘网捕鸟");
        let (near, long, far) =
            ("用粘网捕鸟", "用粘网捕鸟，后又驾车往返青城市多地打听收购的人家", "驾车逃逸");
        assert!(asked.shared_with(near) > asked.shared_with(long));
        assert!(asked.shared_with(long) > 0.0);
        assert!(asked.shared_with(far).abs() < f32::EPSILON);
    }
}
