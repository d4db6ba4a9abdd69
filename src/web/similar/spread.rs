//! How like cases were sentenced, and where the case at hand stands among them, for the page.

use super::strip::{self, Strip};
use crate::case::Profile;
use crate::case::profile::Sentenced;
use crate::extract::elements::SentenceKind;
use crate::search::months;
use crate::search::similar::{Spread, duration, spread};
use crate::web::profile::{money, sentence};

/// The sentences of the people of like cases.
pub(super) struct SpreadView {
    /// Whether all of them have a charge of the case at hand.
    pub is_same_charge: bool,
    pub persons: usize,
    /// How the main punishments divide: 有期徒刑, 12.
    pub kinds: Vec<(String, usize)>,
    /// How many terms are suspended, and their share in percent.
    pub suspended: Option<(usize, u32)>,
    /// What is told at [`SHARES`], line by line; none from too few.
    pub levels: Vec<(String, Vec<String>)>,
    /// Where the case at hand stands.
    pub own: Option<String>,
    pub strip: Option<Strip>,
}

/// What the columns of levels are called, in the order of the values.
pub(super) const LEVELS: [&str; 5] = ["10%", "25%", "中位", "75%", "90%"];

/// Fewer people under the same charge are not set apart from the rest.
const FEWEST: usize = 3;

/// How the neighbours were sentenced: those under the same charge, each told with whether it is; all of them where those
/// are too few. None where no sentence is known.
pub(super) fn view(neighbours: &[(&Profile, bool)], own: Option<&Profile>) -> Option<SpreadView> {
    let of_all = || neighbours.iter().map(|(profile, _)| *profile);
    let same: Vec<&Profile> =
        neighbours.iter().filter(|(_, same)| *same).map(|(profile, _)| *profile).collect();
    let is_same_charge = same.iter().map(|profile| profile.sentences.len()).sum::<usize>() >= FEWEST;
    let neighbours: Vec<&Profile> = if is_same_charge { same } else { of_all().collect() };
    let spread = spread(neighbours.iter().copied());
    if spread.persons == 0 {
        return None;
    }
    let own = own.and_then(heaviest);
    let told = neighbours.iter().flat_map(|profile| {
        let of_one = |one| Some((term(one)?, format!("{}：{} {}", profile.name, one.person, sentence(one))));
        profile.sentences.iter().filter_map(of_one)
    });
    let terms: Vec<(f64, String)> = told.collect();
    Some(SpreadView {
        is_same_charge,
        persons: spread.persons,
        suspended: spread.suspended_share().map(|share| (spread.suspended, percent(share))),
        levels: levels(&spread),
        own: own.map(|own| stand(own, is_same_charge.then_some(&spread))),
        strip: strip::draw(&terms, own.and_then(term)),
        kinds: spread.kinds,
    })
}

fn levels(spread: &Spread) -> Vec<(String, Vec<String>)> {
    let terms = spread.terms().map(|levels| {
        let name = format!("刑期（{}人）", spread.months.len());
        (name, levels.into_iter().map(duration).collect())
    });
    let fines = spread.fine_levels().map(|levels| {
        let name = format!("罚金（{}人）", spread.fines.len());
        (name, levels.into_iter().map(|yuan| money((yuan.round() * 100.0) as i64)).collect())
    });
    terms.into_iter().chain(fines).collect()
}

/// The own sentence; lighter or heavier only than sentences under the same charge.
fn stand(own: &Sentenced, same_charge: Option<&Spread>) -> String {
    let told = format!("本案：{}", sentence(own));
    let Some(standing) = same_charge.and_then(|spread| spread.standing(own)) else { return told };
    let (lighter, heavier) = (percent(standing.lighter), percent(standing.heavier));
    format!("{told}，重于其中{lighter}%，轻于其中{heavier}%")
}

fn percent(share: f64) -> u32 {
    (share * 100.0).round() as u32
}

/// The heaviest sentence of a case.
fn heaviest(profile: &Profile) -> Option<&Sentenced> {
    let weight = |one: &&Sentenced| months(one).unwrap_or(0.0);
    profile.sentences.iter().max_by(|a, b| weight(a).total_cmp(&weight(b)))
}

/// Months of a sentence that has a length.
fn term(sentenced: &Sentenced) -> Option<f64> {
    use SentenceKind::{Control, Detention, Imprisonment};
    let has_length = matches!(sentenced.kind, Imprisonment | Detention | Control);
    sentenced.months.filter(|months| has_length && *months > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(months: f64) -> Profile {
        let one = Sentenced {
            person: "赵某某".to_owned(),
            kind: SentenceKind::Imprisonment,
            months: Some(months),
            suspended_months: (months < 12.0).then_some(24.0),
            fine_fen: Some(500_000),
        };
        Profile { name: "赵某某盗窃案".to_owned(), sentences: vec![one], ..Profile::default() }
    }

    #[test]
    fn the_case_at_hand_stands_among_the_others() {
        let cases = [6.0, 12.0, 18.0, 36.0, 240.0].map(case);
        // The last is under another charge.
        let told: Vec<(&Profile, bool)> = cases.iter().zip([true, true, true, true, false]).collect();
        let view = view(&told, Some(&case(14.0))).unwrap();
        assert!(view.is_same_charge);
        assert_eq!(view.kinds, [("有期徒刑".to_owned(), 4)]);
        assert_eq!(view.suspended, Some((1, 25)));
        assert_eq!(view.own.as_deref(), Some("本案：有期徒刑1年2个月，罚金5000元，重于其中50%，轻于其中50%"));
        assert_eq!(view.levels.len(), 2);
        assert!(view.levels.iter().all(|(_, levels)| levels.len() == LEVELS.len()));
        let strip = view.strip.unwrap();
        assert_eq!(strip.dots.len(), 4);
        assert!(strip.dots[0].words.contains("赵某某盗窃案"));
    }

    #[test]
    fn cases_without_sentences_have_no_spread() {
        assert!(view(&[(&Profile::default(), true)], Some(&case(14.0))).is_none());
    }

    #[test]
    fn too_few_under_the_same_charge_are_told_with_the_rest() {
        let cases = [6.0, 12.0, 18.0].map(case);
        let told: Vec<(&Profile, bool)> = cases.iter().zip([true, true, false]).collect();
        let view = view(&told, Some(&case(9.0))).unwrap();
        assert!(!view.is_same_charge);
        assert_eq!(view.persons, 3);
        assert_eq!(view.own.as_deref(), Some("本案：有期徒刑9个月，缓刑2年，罚金5000元"));
    }
}
