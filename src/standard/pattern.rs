//! A regular expression of a review point, compiled once when the point is read.

use std::ops::Deref;

use regex::Regex;
use serde::Deserialize;
use serde::de::{Deserializer, Error};

/// Words looked for, as a regular expression; a bad one is reported with the line it stands on.
#[derive(Debug, Clone)]
pub struct Pattern(Regex);

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        let regex = Regex::new(&written)
            .map_err(|_| D::Error::custom(format!("读不懂正则表达式“{written}”，请检查括号和符号")))?;
        Ok(Self(regex))
    }
}
