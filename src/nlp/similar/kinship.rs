//! How near charges are: by how near the facts of their judgments are.

use std::collections::HashMap;

use super::super::{Arrays, ModelError};
use super::misfit;

/// Nearness of each two charges. Names are the standard ones in force, with 罪.
#[derive(Debug)]
pub struct Kinship {
    places: HashMap<String, usize>,
    values: Vec<u8>,
}

impl Kinship {
    pub(super) fn of(arrays: &Arrays, charges: Vec<String>) -> Result<Self, ModelError> {
        let values = arrays.u8("kinship")?.to_vec();
        if values.len() != charges.len() * charges.len() {
            return Err(misfit("罪名表"));
        }
        let places = charges.into_iter().enumerate().map(|(at, name)| (name, at)).collect();
        Ok(Self { places, values })
    }

    /// 1 for the same charge, 0 for charges that have nothing in common or are too rare to be known.
    pub fn nearness(&self, a: &str, b: &str) -> f32 {
        if a == b {
            return 1.0;
        }
        let (Some(row), Some(column)) = (self.places.get(a), self.places.get(b)) else { return 0.0 };
        f32::from(self.values[row * self.places.len() + column]) / 255.0
    }
}
