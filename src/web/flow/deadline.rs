//! Until when somebody has to act.

use jiff::civil::Date;

use crate::office::working_days_left;

/// A last day, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web) struct Deadline {
    pub day: Date,
    /// How long that is: 剩 3 个工作日, 今天到期, 已逾期 2 日.
    pub left: String,
    pub is_over: bool,
}

impl Deadline {
    pub(in crate::web) fn of(day: Date, today: Date) -> Self {
        let left = match working_days_left(today, day) {
            None => format!("已逾期 {} 日", (today - day).get_days()),
            Some(0) => "今天到期".to_owned(),
            Some(left) => format!("剩 {left} 个工作日"),
        };
        Self { day, left, is_over: today > day }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn it_is_told_from_both_sides() {
        let due = date(2026, 3, 10);
        let told = |today| Deadline::of(due, today).left;
        assert_eq!(told(date(2026, 3, 6)), "剩 2 个工作日", "星期五");
        assert_eq!(told(due), "今天到期");
        assert_eq!(told(date(2026, 4, 12)), "已逾期 33 日");
        assert!(Deadline::of(due, date(2026, 3, 11)).is_over && !Deadline::of(due, due).is_over);
    }
}
