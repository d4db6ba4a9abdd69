//! A place in the law.

use serde::{Deserialize, Serialize};

/// Law, article, paragraph and item: 《刑法》第六十七条第三款.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Citation {
    /// Short name: 刑法, 刑事诉讼法, or the title as written.
    pub law: String,
    /// 条
    pub article: u16,
    /// 之一, 之二
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insert: Option<u8>,
    /// 款
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u8>,
    /// 项
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u8>,
}

mod names;
mod scan;

pub use names::short_name;
pub use scan::scan;
