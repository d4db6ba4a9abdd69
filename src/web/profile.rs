//! The values of a case in words.

use std::fmt::Write;

use crate::case::Profile;
use crate::case::profile::Sentenced;
use crate::extract::elements::label;
use crate::search::query::months_in_words;

/// Sentences told one by one; of more people only how many they are.
const TOLD: usize = 3;

/// 有期徒刑1年2个月，缓刑2年，罚金5000元
pub(super) fn sentence(sentenced: &Sentenced) -> String {
    let mut words = label(sentenced.kind);
    if let Some(months) = sentenced.months {
        words.push_str(&months_in_words(months));
    }
    if let Some(months) = sentenced.suspended_months {
        let _ = write!(words, "，缓刑{}", months_in_words(months));
    }
    if let Some(fen) = sentenced.fine_fen {
        let _ = write!(words, "，罚金{}", money(fen));
    }
    words
}

/// The sentences of a case, each with its person where there are several; empty where none is known.
pub(super) fn sentences(profile: &Profile) -> String {
    match profile.sentences.as_slice() {
        [only] => sentence(only),
        all => {
            let told: Vec<String> =
                all.iter().take(TOLD).map(|one| format!("{} {}", one.person, sentence(one))).collect();
            let rest = if all.len() > TOLD { format!("等{}人", all.len()) } else { String::new() };
            told.join("；") + &rest
        }
    }
}

/// Fen as yuan: 5000元, 8.5万元
pub(super) fn money(fen: i64) -> String {
    let yuan = fen as f64 / 100.0;
    if fen >= 1_000_000 && fen % 10_000 == 0 {
        format!("{}万元", yuan / 10_000.0)
    } else {
        format!("{yuan}元")
    }
}

/// What a case is, at a glance: charges, court, day, sentence, grade.
pub(super) fn glance(profile: &Profile, grade: Option<&str>) -> Vec<String> {
    let mut told = vec![
        profile.charges.join("、"),
        profile.court.clone().or_else(|| profile.procuratorate.clone()).unwrap_or_default(),
        profile.date.map(|day| day.to_string()).unwrap_or_default(),
        sentences(profile),
    ];
    if let Some(grade) = grade {
        told.push(format!("等次 {grade}"));
    }
    told.retain(|value| !value.is_empty());
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::elements::SentenceKind;

    #[test]
    fn sentences_in_words() {
        let one = |person: &str, months, suspended_months, fine_fen| Sentenced {
            person: person.to_owned(),
            kind: SentenceKind::Imprisonment,
            months: Some(months),
            suspended_months,
            fine_fen,
        };
        let first = one("赵某某", 14.0, Some(24.0), Some(500_000));
        assert_eq!(sentence(&first), "有期徒刑1年2个月，缓刑2年，罚金5000元");
        let both = Profile { sentences: vec![first, one("孙某", 36.0, None, None)], ..Profile::default() };
        assert_eq!(sentences(&both), "赵某某 有期徒刑1年2个月，缓刑2年，罚金5000元；孙某 有期徒刑3年");
    }

    #[test]
    fn money_in_words() {
        assert_eq!(money(8_000_000), "8万元");
        assert_eq!(money(8_500_000), "8.5万元");
        assert_eq!(money(123_450), "1234.5元");
    }
}
