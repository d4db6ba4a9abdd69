//! Scores of character n-grams and of character kinds around a place, learned by a conditional random field.
//!
//! A feature is written as the training script writes it ("b-1=张三"), hashed (FNV-1a, 32 bits) and looked up in a table
//! with open addressing, so nothing has to be built when the file is loaded.

use crate::nlp::{Arrays, ModelError, Models, fold};

const SEED: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;
/// Name of a feature, first character relative to the place, number of characters.
const GRAMS: &[(&str, isize, isize)] = &[
    ("c-4=", -4, 1),
    ("c-3=", -3, 1),
    ("c-2=", -2, 1),
    ("c-1=", -1, 1),
    ("c0=", 0, 1),
    ("c1=", 1, 1),
    ("c2=", 2, 1),
    ("c3=", 3, 1),
    ("c4=", 4, 1),
    ("b-4=", -4, 2),
    ("b-3=", -3, 2),
    ("b-2=", -2, 2),
    ("b-1=", -1, 2),
    ("b0=", 0, 2),
    ("b1=", 1, 2),
    ("b2=", 2, 2),
    ("b3=", 3, 2),
    ("t-2=", -2, 3),
    ("t-1=", -1, 3),
    ("t0=", 0, 3),
];
const KINDS: &[(&str, isize, isize)] = &[("k=", -1, 3), ("k5=", -2, 5)];

/// The table of one schema.
pub(super) struct Lexical<'a> {
    /// Hash of a feature in its slot; 0 where the slot is free.
    keys: &'a [u32],
    /// First entry times 32 plus number of entries, by slot.
    slots: &'a [u32],
    label: &'a [u8],
    weight: &'a [f32],
    transitions: &'a [f32],
    labels: usize,
}

impl<'a> Lexical<'a> {
    /// The table of a schema; none where the models have none for it.
    pub(super) fn find(models: &'a Models, model: &str, schema: &str) -> Result<Option<Self>, ModelError> {
        let arrays = match models.arrays(model) {
            Ok(arrays) => arrays,
            Err(ModelError::NotShipped(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        if !arrays.contains(&format!("{schema}.keys")) {
            return Ok(None);
        }
        Self::read(arrays, schema).map(Some)
    }

    fn read(arrays: &'a Arrays, schema: &str) -> Result<Self, ModelError> {
        let name = |part: &str| format!("{schema}.{part}");
        let transitions = arrays.f32(&name("transitions"))?;
        let labels = arrays.shape(&name("transitions"))?.first().copied().unwrap_or_default();
        Ok(Self {
            keys: arrays.u32(&name("keys"))?,
            slots: arrays.u32(&name("slots"))?,
            label: arrays.u8(&name("label"))?,
            weight: arrays.f32(&name("weight"))?,
            transitions,
            labels,
        })
    }

    /// Number of labels.
    pub(super) fn labels(&self) -> usize {
        self.labels
    }

    /// Learned scores of one label after another.
    pub(super) fn transitions(&self) -> &[f32] {
        self.transitions
    }

    /// Adds the scores of every character's surroundings.
    pub(super) fn add(&self, characters: &[char], rows: &mut [Vec<f32>]) {
        let folded: Vec<char> = characters.iter().map(|&c| fold(c)).collect();
        let kinds: Vec<char> = folded.iter().map(|&c| kind(c)).collect();
        for (at, row) in rows.iter_mut().enumerate().take(folded.len()) {
            self.add_feature(hash("b".chars()), row);
            for (source, features, beyond) in [(&folded, GRAMS, '#'), (&kinds, KINDS, 'p')] {
                for &(name, first, count) in features {
                    let around = (0..count).map(|step| {
                        let place = usize::try_from(at as isize + first + step).ok();
                        place.and_then(|place| source.get(place)).copied().unwrap_or(beyond)
                    });
                    self.add_feature(hash(name.chars().chain(around)), row);
                }
            }
        }
    }

    fn add_feature(&self, key: u32, row: &mut [f32]) {
        for (label, weight) in self.entries(key) {
            if let Some(score) = row.get_mut(usize::from(label)) {
                *score += weight;
            }
        }
    }

    fn entries(&self, key: u32) -> impl Iterator<Item = (u8, f32)> {
        let size = self.keys.len().min(self.slots.len());
        let first = if size == 0 { 0 } else { key as usize % size };
        let slot = (first..size)
            .chain(0..first)
            .take_while(|&slot| self.keys[slot] != 0)
            .find(|&slot| self.keys[slot] == key);
        let packed = slot.map_or(0, |slot| self.slots[slot]);
        let (start, count) = ((packed >> 5) as usize, (packed & 31) as usize);
        let labels = self.label.iter().skip(start).take(count);
        labels.copied().zip(self.weight.iter().skip(start).copied())
    }
}

/// Digit, Chinese character, Latin letter, or anything else.
fn kind(character: char) -> char {
    match character {
        '0'..='9' => 'd',
        '一'..='龥' => 'h',
        'a'..='z' => 'a',
        _ => 'p',
    }
}

/// FNV-1a over the UTF-8 of the characters; never 0, which marks a free slot.
fn hash(characters: impl Iterator<Item = char>) -> u32 {
    let mut state = SEED;
    let mut bytes = [0; 4];
    for character in characters {
        for byte in character.encode_utf8(&mut bytes).bytes() {
            state = (state ^ u32::from(byte)).wrapping_mul(PRIME);
        }
    }
    state.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(features: &[&str], text: &str) -> Vec<Vec<f32>> {
        let size = 64;
        let (mut keys, mut slots) = (vec![0; size], vec![0; size]);
        for (number, feature) in features.iter().enumerate() {
            let key = hash(feature.chars());
            let mut slot = key as usize % size;
            while keys[slot] != 0 {
                slot = (slot + 1) % size;
            }
            keys[slot] = key;
            slots[slot] = (number as u32) << 5 | 1;
        }
        let (label, weight) = (vec![1; features.len()], vec![1.0; features.len()]);
        let lexical = Lexical {
            keys: &keys,
            slots: &slots,
            label: &label,
            weight: &weight,
            transitions: &[],
            labels: 2,
        };
        let characters: Vec<char> = text.chars().collect();
        let mut rows = vec![vec![0.0; 2]; characters.len()];
        lexical.add(&characters, &mut rows);
        rows
    }

    #[test]
    fn features_fire_where_they_stand() {
        let rows = score(&["b-1=青城", "c1=#", "k=hhd"], "在青城2");
        assert_eq!(rows.iter().map(|row| row[1] as i32).collect::<Vec<_>>(), [0, 0, 2, 1]);
        assert!(rows.iter().all(|row| row[0] as i32 == 0));
    }

    #[test]
    fn width_and_case_do_not_matter() {
        assert_eq!(score(&["c0=a"], "Ａ")[0][1] as i32, 1);
    }

    #[test]
    fn the_hash_is_that_of_the_training_script() {
        assert_eq!(hash("b-1=张三".chars()), fnv("b-1=张三".as_bytes()));
        assert_eq!(hash("a".chars()), 0xe40c_292c);
    }

    fn fnv(bytes: &[u8]) -> u32 {
        bytes.iter().fold(SEED, |state, &byte| (state ^ u32::from(byte)).wrapping_mul(PRIME))
    }
}
