//! A regular expression of a review point or of a table beside the checks.

use std::cell::Cell;
use std::ops::Deref;
use std::sync::Arc;

use regex::Regex;
use serde::Deserialize;
use serde::de::{Deserializer, Error};

use crate::text;

/// Words looked for, as a regular expression; a bad one is reported with the line it stands on. Kept compiled only once
/// it has been asked: of a thousand patterns a dossier needs a part.
#[derive(Debug, Clone)]
pub struct Pattern(Arc<text::Pattern>);

thread_local! {
    static IS_SHIPPED: Cell<bool> = const { Cell::new(false) };
}

/// Reads what the program carries: its patterns are known to compile, as tests compile all of them.
///
/// A deserialiser knows nothing of where its text comes from, so that this is told beside it.
pub fn shipped<T>(read: impl FnOnce() -> T) -> T {
    let before = IS_SHIPPED.replace(true);
    let value = read();
    IS_SHIPPED.set(before);
    value
}

impl Deref for Pattern {
    type Target = text::Pattern;

    fn deref(&self) -> &text::Pattern {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        let unreadable = |_| D::Error::custom(format!("读不懂正则表达式“{written}”，请检查括号和符号"));
        if !IS_SHIPPED.get() {
            Regex::new(&written).map_err(unreadable)?;
        }
        Ok(Self(Arc::new(text::Pattern::new(&written).map_err(unreadable)?)))
    }
}
