//! Articles of the criminal law for facts with their charges: the law's own table of charges, and the rules that it
//! cannot hold (`articles/rules.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::law::charges;

/// How sure an article is: the main one of a charge, and one that a rule adds.
const MAIN: f32 = 0.95;
const ADDED: f32 = 0.8;

/// Articles of the criminal law for charges (without 罪), surest first.
pub fn of(facts: &str, named: &[String]) -> Vec<(u16, f32)> {
    let mut found: BTreeMap<u16, f32> = BTreeMap::new();
    let mut add = |article: u16, score: f32| {
        let known = found.entry(article).or_default();
        *known = known.max(score);
    };
    for charge in named.iter().map(|charge| bare(charge)) {
        if let Some(group) = RULES.group.iter().find(|group| group.name == charge) {
            if !named.iter().any(|other| group.holds.iter().any(|held| held == bare(other))) {
                add(group.article, MAIN);
            }
            continue;
        }
        let rules: Vec<&Rule> = RULES.rule.iter().filter(|rule| rule.applies(charge, facts)).collect();
        match rules.iter().find(|rule| !rule.articles.is_empty()) {
            Some(rule) => rule.articles.iter().for_each(|&article| add(article, MAIN)),
            None => main_article(charge).into_iter().for_each(|article| add(article, MAIN)),
        }
        rules.iter().flat_map(|rule| &rule.more).for_each(|&article| add(article, ADDED));
    }
    let mut found: Vec<(u16, f32)> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found
}

/// The charges that stand at the end of a text as 罪名:盗窃;诈骗。
pub fn named_in(text: &str) -> Vec<String> {
    static NAMED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"罪名[:：]([^\n。]+)。?\s*$").expect("the pattern is fixed"));
    let Some(named) = NAMED.captures(text).and_then(|captures| captures.get(1)) else { return Vec::new() };
    named
        .as_str()
        .split([';', '；'])
        .map(|charge| bare(charge).to_owned())
        .filter(|charge| !charge.is_empty())
        .collect()
}

/// The main article of a charge of the criminal law.
fn main_article(charge: &str) -> Option<u16> {
    charges::find(charge)
        .map(charges::Charge::article)
        .filter(|citation| citation.law == CRIMINAL_LAW)
        .map(|c| c.article)
}

const CRIMINAL_LAW: &str = "刑法";

fn bare(charge: &str) -> &str {
    let charge = charge.trim().trim_end_matches('。');
    charge.strip_suffix('罪').unwrap_or(charge)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    rule: Vec<Rule>,
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    charges: Vec<String>,
    #[serde(default)]
    articles: Vec<u16>,
    #[serde(default)]
    more: Vec<u16>,
    #[serde(default, deserialize_with = "pattern")]
    when: Option<Regex>,
}

impl Rule {
    fn applies(&self, charge: &str, facts: &str) -> bool {
        self.charges.iter().any(|own| own == charge)
            && self.when.as_ref().is_none_or(|when| when.is_match(facts))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    holds: Vec<String>,
    article: u16,
}

fn pattern<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Regex>, D::Error> {
    let written = String::deserialize(deserializer)?;
    Regex::new(&written).map(Some).map_err(serde::de::Error::custom)
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    toml::from_str(include_str!("articles/rules.toml")).expect("the rules are tested to parse")
});

#[cfg(test)]
mod tests {
    use super::*;

    fn articles(facts: &str, named: &[&str]) -> Vec<u16> {
        let named: Vec<String> = named.iter().map(|&charge| charge.to_owned()).collect();
        let mut found: Vec<u16> = of(facts, &named).into_iter().map(|(article, _)| article).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn a_charge_has_its_main_article() {
        assert_eq!(articles("", &["盗窃"]), [264]);
        assert_eq!(articles("", &["诈骗罪", "盗窃"]), [264, 266]);
        assert_eq!(articles("", &["受贿"]), [383, 385, 386]);
        assert!(articles("", &["没有这个罪名"]).is_empty());
    }

    #[test]
    fn facts_decide_between_articles() {
        assert_eq!(articles("林小舟放火后被人扑灭。", &["放火"]), [114]);
        assert_eq!(articles("林小舟放火，致赵某某死亡。", &["放火"]), [115]);
        assert_eq!(articles("林小舟系毒品再犯。", &["非法持有毒品"]), [348, 356]);
        assert_eq!(articles("林小舟为抗拒抓捕殴打赵某某。", &["抢劫"]), [263, 269]);
    }

    #[test]
    fn a_group_gives_way_to_its_charge() {
        assert_eq!(articles("", &["制造、贩卖、传播淫秽物品"]), [364]);
        assert_eq!(
            articles("", &["制造、贩卖、传播淫秽物品", "制作、复制、出版、贩卖、传播淫秽物品牟利"]),
            [363]
        );
    }

    #[test]
    fn charges_are_read_from_the_end_of_a_text() {
        assert_eq!(named_in("事实:林小舟盗窃。\r\n罪名:盗窃;诈骗。"), ["盗窃", "诈骗"]);
        assert_eq!(named_in("罪名：强奸罪\n"), ["强奸"]);
        assert!(named_in("林小舟盗窃。").is_empty());
    }
}
