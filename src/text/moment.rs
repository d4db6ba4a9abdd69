//! A point in time as papers give it: to the year, month, day, hour or minute, exact or about.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A point in time with the precision it was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// Year of the Gregorian calendar.
    pub year: i16,
    /// 1 to 12, when written.
    pub month: Option<i8>,
    /// 1 to 31, when written; always a real day of the month.
    pub day: Option<i8>,
    /// 0 to 24, when written (24时 is a way to say midnight).
    pub hour: Option<i8>,
    /// 0 to 59, when written.
    pub minute: Option<i8>,
    /// 约, 许, 左右, 前后, 上旬 and the like.
    pub approximate: bool,
}

impl Moment {
    /// A whole day.
    pub fn day(date: Date) -> Self {
        Self {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
            hour: None,
            minute: None,
            approximate: false,
        }
    }

    /// The calendar day, when written to the day.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }

    /// Minutes since midnight, when written to the hour.
    pub fn minutes(&self) -> Option<i32> {
        let hour = i32::from(self.hour?);
        Some(hour * 60 + i32::from(self.minute.unwrap_or(0)))
    }

    /// First and last day this may mean.
    pub fn bounds(&self) -> Option<(Date, Date)> {
        if let Some(date) = self.date() {
            return Some((date, date));
        }
        let first = Date::new(self.year, self.month.unwrap_or(1), 1).ok()?;
        let last = Date::new(self.year, self.month.unwrap_or(12), 1).ok()?.last_of_month();
        Some((first, last))
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        if let Some(hour) = self.hour {
            write!(f, " {hour:02}:{:02}", self.minute.unwrap_or(0))?;
        }
        Ok(())
    }
}
