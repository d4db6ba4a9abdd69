//! Lengths of time as sentences count them.

use serde::Serialize;

/// A length of time in years, months and days, kept apart because the law counts them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize)]
pub struct Term {
    /// 年
    pub years: u16,
    /// 个月
    pub months: u16,
    /// 日（天）; 半个月 is 15
    pub days: u16,
}

impl Term {
    /// Whole months; days are left out.
    pub fn total_months(self) -> u32 {
        u32::from(self.years) * 12 + u32::from(self.months)
    }

    /// Months with days as a fraction of thirty, as sentence tables count them.
    pub fn months_with_days(self) -> f64 {
        f64::from(self.total_months()) + f64::from(self.days) / 30.0
    }
}
