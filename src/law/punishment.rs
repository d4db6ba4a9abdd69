//! Main punishments in the order of their weight (刑法§33).

/// A main punishment, or none. `Ord` is the legal weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Punishment {
    /// 单处附加刑: a fine or 剥夺政治权利 alone.
    AccessoryOnly,
    /// 管制
    Control,
    /// 拘役
    Detention,
    /// 有期徒刑, in months.
    Imprisonment(u16),
    /// 无期徒刑
    Life,
    /// 死刑, suspended or not.
    Death,
}

impl Punishment {
    /// Reads a bound as the data files write it: 管制, 拘役, 6个月, 10年, 无期徒刑, 死刑.
    pub fn parse(written: &str) -> Option<Self> {
        Some(match written {
            "管制" => Self::Control,
            "拘役" => Self::Detention,
            "无期徒刑" => Self::Life,
            "死刑" => Self::Death,
            _ => {
                let years = |years: &str| years.parse::<u16>().ok()?.checked_mul(12);
                let months = written.strip_suffix("个月").and_then(|months| months.parse().ok());
                Self::Imprisonment(months.or_else(|| written.strip_suffix('年').and_then(years))?)
            }
        })
    }
}

impl std::fmt::Display for Punishment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AccessoryOnly => write!(f, "单处附加刑"),
            Self::Control => write!(f, "管制"),
            Self::Detention => write!(f, "拘役"),
            Self::Imprisonment(months) if months % 12 == 0 => write!(f, "有期徒刑{}年", months / 12),
            Self::Imprisonment(months) if *months < 12 => write!(f, "有期徒刑{months}个月"),
            Self::Imprisonment(months) => write!(f, "有期徒刑{}年{}个月", months / 12, months % 12),
            Self::Life => write!(f, "无期徒刑"),
            Self::Death => write!(f, "死刑"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weight_orders_punishments() {
        let weights = ["管制", "拘役", "6个月", "3年", "15年", "无期徒刑", "死刑"];
        let read: Vec<_> = weights.iter().filter_map(|written| Punishment::parse(written)).collect();
        assert_eq!(read.len(), weights.len());
        assert!(read.is_sorted());
    }

    #[test]
    fn nonsense_is_refused() {
        for written in ["", "年", "三年", "99999年"] {
            assert_eq!(Punishment::parse(written), None, "{written}");
        }
    }

    #[test]
    fn terms_are_written_in_chinese() {
        assert_eq!(Punishment::Imprisonment(42).to_string(), "有期徒刑3年6个月");
    }
}
