//! What counts how much: `weights.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::review::Severity;

/// The table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weights {
    severity: BySeverity,
    pub(super) crossing: Weight,
    pub(super) trigger: Weight,
    pub(super) clean: Clean,
    pub(super) sample: Sample,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BySeverity {
    grave: Weight,
    serious: Weight,
    slight: Weight,
    hint: Weight,
}

/// Points of one thing, the most that things of its kind give together, and the reason of both.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weight {
    pub(super) points: f64,
    pub(super) most: f64,
    pub(super) why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Clean {
    pub(super) least_told: f64,
    pub(super) why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sample {
    pub(super) percent: u32,
    pub(super) why: String,
}

impl Weights {
    pub(super) fn of(&self, severity: Severity) -> &Weight {
        match severity {
            Severity::Grave => &self.severity.grave,
            Severity::Serious => &self.severity.serious,
            Severity::Slight => &self.severity.slight,
            Severity::Hint => &self.severity.hint,
        }
    }
}

pub(super) static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    toml::from_str(include_str!("weights.toml")).expect("the table of weights is tested to parse")
});

/// The table as the manual tells it: what, points, most, why.
pub fn weights() -> Vec<(String, f64, f64, &'static str)> {
    let row = |name: String, weight: &'static Weight| (name, weight.points, weight.most, weight.why.as_str());
    let graded =
        Severity::ALL.map(|severity| row(format!("{}问题一项", severity.label()), WEIGHTS.of(severity)));
    let mut rows: Vec<_> = graded.into();
    rows.push(row("跨量刑档次的不一致一处".to_owned(), &WEIGHTS.crossing));
    rows.push(row("重点评查情形一项".to_owned(), &WEIGHTS.trigger));
    rows
}

/// The other figures of the table, in a sentence each, with their reason.
pub fn thresholds() -> [(String, &'static str); 2] {
    let told = format!("成批签结须能够判断的评查点不少于 {:.0}%", WEIGHTS.clean.least_told * 100.0);
    let sample = format!("成批签结时抽出 {}%（至少一件）人工核看", WEIGHTS.sample.percent);
    [(told, WEIGHTS.clean.why.as_str()), (sample, WEIGHTS.sample.why.as_str())]
}
