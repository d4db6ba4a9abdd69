//! How like the case at hand others are: three signals, weighed.

use super::likeness::{Asked, Likeness};
use crate::nlp::ModelError;
use crate::nlp::similar::CaseModel;

/// A kept case that may be like the one at hand.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// What it is compared by.
    pub likeness: &'a Likeness,
    /// The paper it is known by, or its facts where there is no more.
    pub text: &'a str,
}

/// How a case is like another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signals {
    /// Share of the words of the facts, rare ones counting more; 0 to some 1.
    pub words: f32,
    /// Nearness of the facts as a whole, -1 to 1.
    pub facts: f32,
    /// Nearness of the charges, 0 to 1.
    pub charges: f32,
}

/// How many signals there are.
pub const SIGNALS: usize = 3;

impl Signals {
    /// Chinese names of the signals, in the order of [`Self::values`].
    pub const NAMES: [&'static str; SIGNALS] = ["用词", "事实", "罪名"];

    /// All of them.
    pub fn values(self) -> [f32; SIGNALS] {
        [self.words, self.facts, self.charges]
    }
}

/// What each signal counts. Round numbers near those that `qiuhao eval similar` fits to the graded candidates of 54
/// queries; fitted ones do no better on queries they were not fitted to.
pub const WEIGHTS: [f32; SIGNALS] = [0.25, 0.25, 0.5];

/// How each candidate is like the case at hand.
///
/// # Errors
/// When the models are turned off or cannot be read.
pub fn signals(asked: &Asked, candidates: &[Candidate<'_>]) -> Result<Vec<Signals>, ModelError> {
    let kinship = &CaseModel::shipped()?.kinship;
    let of = |candidate: &Candidate<'_>| Signals {
        words: asked.words.shared_with(candidate.text),
        facts: product(&asked.likeness.vector, &candidate.likeness.vector),
        charges: asked
            .expected
            .iter()
            .map(|(charge, share)| {
                let others = candidate.likeness.charges.iter();
                share * others.map(|other| kinship.nearness(charge, other)).fold(0.0, f32::max)
            })
            .sum(),
    };
    Ok(candidates.iter().map(of).collect())
}

/// How like the case at hand each candidate is: the weighed signals, 0 for nothing in common, some 1 for the same facts.
pub fn scores(signals: &[Signals], weights: &[f32; SIGNALS]) -> Vec<f32> {
    let total = |one: &Signals| one.values().iter().zip(weights).map(|(value, weight)| value * weight).sum();
    signals.iter().map(total).collect()
}

/// Places of scores, best first; equal ones as they came.
pub fn order(scores: &[f32]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..scores.len()).collect();
    places.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    places
}

fn product(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Profile;

    const THEFT: &str = "被告人林小舟于深夜翻窗进入青城市一住宅，窃得现金和手机，后将手机卖掉。";
    const OTHER_THEFT: &str = "被告人赵某某撬门进入云岭县一民宅，盗走电脑一台、现金若干，随后销赃。";
    const ROBBERY: &str = "被告人钱某持刀威胁路人，抢走手提包一个，内有现金。";
    const DRIVING: &str = "被告人孙某酒后驾驶轿车，被民警查获，血液酒精含量为每百毫升一百六十毫克。";

    fn kept(facts: &str, charge: &str) -> Likeness {
        Likeness::of(facts, &[charge.to_owned()]).unwrap()
    }

    #[test]
    fn the_same_act_comes_first_a_near_charge_next() {
        let asked = Asked::new(THEFT, Profile::default()).unwrap();
        let cases = [(DRIVING, "危险驾驶罪"), (ROBBERY, "抢劫罪"), (OTHER_THEFT, "盗窃罪")];
        let likenesses = cases.map(|(facts, charge)| kept(facts, charge));
        let candidates: Vec<Candidate<'_>> = cases
            .iter()
            .zip(&likenesses)
            .map(|((facts, _), likeness)| Candidate { likeness, text: facts })
            .collect();
        let signals = signals(&asked, &candidates).unwrap();
        assert_eq!(order(&scores(&signals, &WEIGHTS)), [2, 1, 0]);
        assert!(signals[2].charges > 0.5 && signals[0].charges < 0.2);
    }

    #[test]
    fn a_known_charge_moves_the_order() {
        let profile = Profile { charges: vec!["抢劫罪".to_owned()], ..Profile::default() };
        let (free, told) =
            (Asked::new(THEFT, Profile::default()).unwrap(), Asked::new(THEFT, profile).unwrap());
        let robbery = kept(ROBBERY, "抢劫罪");
        let candidate = [Candidate { likeness: &robbery, text: ROBBERY }];
        let nearness = |asked: &Asked| signals(asked, &candidate).unwrap()[0].charges;
        assert!(nearness(&told) > nearness(&free));
    }

    #[test]
    fn the_same_facts_are_wholly_alike() {
        let asked = Asked::new(THEFT, Profile::default()).unwrap();
        let same = Likeness::of(THEFT, &[]).unwrap();
        let found = signals(&asked, &[Candidate { likeness: &same, text: THEFT }]).unwrap();
        assert!(scores(&found, &WEIGHTS)[0] > 0.8, "{found:?}");
        assert!((found[0].facts - 1.0).abs() < 1e-4);
    }

    #[test]
    fn equal_scores_keep_their_order() {
        assert_eq!(order(&[0.5, 0.9, 0.5]), [1, 0, 2]);
        assert!(order(&[]).is_empty() && scores(&[], &WEIGHTS).is_empty());
    }
}
