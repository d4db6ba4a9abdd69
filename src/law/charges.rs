//! 罪名: the charges of the special part, their selective parts, former names and short forms.
//!
//! Names are compared without separators (、，/ and brackets), so 掩饰隐瞒犯罪所得罪 and
//! 掩饰、隐瞒犯罪所得罪 are one name.

mod form;
mod index;
mod names;
mod scan;

use jiff::civil::Date;
use serde::Deserialize;

use super::Citation;

pub use index::{Known, Relation, Spelling, all, find, find_spelled, relation};
pub use scan::{ChargeName, find_all, scan, scan_bare};

/// A charge of the special part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// Standard name in force, with 罪.
    pub name: String,
    /// Where the law has it, main article first.
    pub articles: Vec<Citation>,
    /// First day the provision was in force.
    pub since: Date,
    /// Day the charge was abolished without a successor of the same content.
    pub until: Option<Date>,
    /// Earlier names (without 罪), each with the day it was replaced.
    pub former: Vec<Former>,
    /// Whether parts of the name may be chosen (选择性罪名).
    pub selective: bool,
}

/// An earlier name of a charge.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Former {
    /// Without 罪.
    pub name: String,
    /// Its selective parts, written like those of the current name.
    #[serde(default)]
    pub form: Option<String>,
    /// First day of the next name.
    pub until: Date,
}

impl Charge {
    /// The standard name on a day: a former name where exactly one was in use, with 罪.
    pub fn name_on(&self, day: Date) -> String {
        let mut in_use = self.former.iter().filter(|former| day < former.until && day >= self.since);
        match (in_use.next(), in_use.next()) {
            (Some(former), None) => format!("{}罪", former.name),
            _ => self.name.clone(),
        }
    }

    /// The main article.
    pub fn article(&self) -> &Citation {
        &self.articles[0]
    }
}

/// Whether two written names are the same charge: equal, renamed, or one a narrowed form of the other.
///
/// 贩卖毒品罪 and 运输毒品罪 are parts of one selective charge but different acts: `false`, see [`relation`].
pub fn same_or_narrowed(a: &str, b: &str) -> bool {
    matches!(relation(a, b), Some(Relation::Same | Relation::Renamed | Relation::Narrowed))
}

/// The main article of a written charge name.
pub fn article_of(name: &str) -> Option<&'static Citation> {
    find(name).map(Charge::article)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_charge_in_force_is_there() {
        let in_force = all().iter().filter(|charge| charge.until.is_none()).count();
        assert_eq!(in_force, 483);
    }

    #[test]
    fn narrowed_forms_lead_to_the_parent() {
        for (written, standard) in [
            ("贩卖毒品罪", "走私、贩卖、运输、制造毒品罪"),
            ("走私、运输毒品", "走私、贩卖、运输、制造毒品罪"),
            ("掩饰、隐瞒犯罪所得罪", "掩饰、隐瞒犯罪所得、犯罪所得收益罪"),
            ("掩饰隐瞒犯罪所得罪", "掩饰、隐瞒犯罪所得、犯罪所得收益罪"),
            ("非法持有枪支罪", "非法持有、私藏枪支、弹药罪"),
            ("容留、介绍卖淫罪", "引诱、容留、介绍卖淫罪"),
            ("偷越国边境罪", "偷越国（边）境罪"),
            ("窝藏罪", "窝藏、包庇罪"),
            ("虚开增值税专用发票罪", "虚开增值税专用发票、用于骗取出口退税、抵扣税款发票罪"),
            ("帮信罪", "帮助信息网络犯罪活动罪"),
            ("强制猥亵妇女罪", "强制猥亵、侮辱罪"),
            ("奸淫幼女罪", "强奸罪"),
            ("投毒罪", "投放危险物质罪"),
        ] {
            assert_eq!(find(written).map(|charge| charge.name.as_str()), Some(standard), "{written}");
        }
    }

    #[test]
    fn unknown_names_are_unknown() {
        for written in ["", "罪", "盗窃财物罪", "张三罪", "毒品罪"] {
            assert!(find(written).is_none(), "{written}");
        }
    }

    #[test]
    fn abolished_charges_carry_their_last_day() {
        let charge = find("嫖宿幼女罪").expect("an abolished charge");
        assert_eq!(charge.until, Some(date(2015, 11, 1)));
    }

    #[test]
    fn names_follow_their_day() {
        let charge = find("危害珍贵、濒危野生动物罪").expect("a charge");
        assert_eq!(charge.name_on(date(2022, 1, 1)), charge.name, "two names were merged");
        let receiving = find("掩隐").expect("a charge");
        assert_eq!(receiving.name_on(date(2006, 1, 1)), "窝藏、转移、收购、销售赃物罪");
        assert_eq!(receiving.name_on(date(2007, 11, 6)), receiving.name);
    }

    #[test]
    fn articles_are_known() {
        let article = article_of("危险驾驶罪").expect("an article");
        assert_eq!((article.article, article.insert), (133, Some(1)));
    }

    #[test]
    fn different_acts_of_a_selective_charge_are_not_the_same() {
        assert!(same_or_narrowed("贩卖毒品罪", "走私、贩卖、运输、制造毒品罪"));
        assert!(same_or_narrowed("诈骗", "诈骗罪"));
        assert!(same_or_narrowed("强制猥亵、侮辱妇女罪", "强制猥亵罪"));
        assert!(!same_or_narrowed("贩卖毒品罪", "运输毒品罪"));
        assert!(!same_or_narrowed("抢劫罪", "抢夺罪"));
        assert_eq!(relation("贩卖毒品罪", "运输毒品罪"), Some(Relation::OtherParts));
        assert_eq!(relation("贩卖毒品罪", "某某罪"), None);
    }
}
