//! Other forms in which a paper names an accused: masked, numbered, shortened, or misspelt now and then.

use super::{People, goes_on, is_organisation};
use crate::extract::elements::Elements;
use crate::text::{Preference, WordList};

impl People {
    /// The same persons, found also by another name of the heading (曾用名赵大山) by which the paper calls an accused.
    pub(super) fn with_former_names(mut self, elements: &Elements, plain: &str) -> Self {
        for party in &elements.parties {
            let Some(index) = self.names.iter().position(|name| *name == party.name.value) else { continue };
            for alias in party.aliases.iter().map(|alias| &alias.value) {
                let is_free =
                    !self.names.contains(alias) && self.aliases.iter().all(|(known, _)| known != alias);
                let is_name = (2..=4).contains(&alias.chars().count());
                if is_free && is_name && plain.contains(&format!("被告人{alias}")) {
                    self.aliases.push((alias.clone(), index));
                }
            }
        }
        self.find_aliases();
        self
    }

    /// Lets the finder know the other names.
    fn find_aliases(&mut self) {
        if !self.aliases.is_empty() {
            let words = self.names.iter().chain(self.aliases.iter().map(|(alias, _)| alias));
            self.finder = WordList::new(words, Preference::Longest).ok();
        }
    }

    /// The same persons, found by the masked form of their names (林某 for 林小舟) too, where `plain` calls an
    /// accused so and nobody else can be meant, by a slip of the pen, and units by the short form it gives them.
    pub(in crate::extract) fn with_other_names(mut self, plain: &str) -> Self {
        for (index, name) in self.names.iter().enumerate() {
            if is_organisation(name) {
                let short = short_form(name, plain).filter(|short| !self.names.contains(short));
                self.aliases.extend(short.map(|short| (short, index)));
                continue;
            }
            if let Some(bare) = name.strip_prefix("自报").filter(|bare| bare.chars().count() > 1) {
                self.aliases.push((bare.to_owned(), index));
                continue;
            }
            // 林某2 for 林某
            if name.ends_with('某')
                && !self.names.iter().any(|other| other != name && other.starts_with(name.as_str()))
                && let Some(numbered) = numbered(plain, name)
                && !is_called_bare(plain, name)
            {
                self.aliases.push((numbered, index));
            }
            let Some(alias) = masked(name) else { continue };
            let is_shared = self.names.iter().enumerate().any(|(other, one)| {
                other != index && (masked(one).as_deref() == Some(&*alias) || one.starts_with(&alias))
            });
            if is_shared {
                continue;
            }
            // 林某1 for 林小舟, where a paper masks the rest of a name only now and then.
            if let Some(numbered) = numbered(plain, &alias).filter(|numbered| !self.names.contains(numbered))
            {
                self.aliases.push((numbered, index));
            }
            if calls_accused(plain, &alias) {
                self.aliases.push((alias, index));
            }
        }
        self.aliases.extend(super::renamed::names(plain, &self.names));
        for (written, index) in misspelt(plain, &self.names) {
            if !self.aliases.iter().any(|(alias, _)| *alias == written) {
                self.aliases.push((written, index));
            }
        }
        self.find_aliases();
        self
    }
}

/// 林某 for 林小舟; none for units and for names that are masked already.
fn masked(name: &str) -> Option<String> {
    let surname = name.chars().next().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))?;
    let is_plain = (2..=3).contains(&name.chars().count()) && !name.contains(['某', '×', '*', 'X', '＊']);
    (is_plain && !is_organisation(name)).then(|| format!("{surname}某"))
}

/// 林某1 for 林某, where the text calls one accused so and nobody else.
fn numbered(plain: &str, alias: &str) -> Option<String> {
    let mut marks = plain.match_indices(alias).filter_map(|(at, _)| {
        let mark = plain[at + alias.len()..].chars().next()?;
        let is_mark = mark.is_ascii_digit() || matches!(mark, '甲' | '乙' | '丙' | '丁' | '某');
        let is_accused = ["被告人", "上诉人"].iter().any(|role| plain[..at].ends_with(role));
        (is_mark && is_accused).then_some(mark)
    });
    let mark = marks.next()?;
    let numbered = format!("{alias}{mark}");
    (marks.all(|other| other == mark) && calls_accused(plain, &numbered)).then_some(numbered)
}

/// Whether the paper goes on calling an accused by the bare name, after the heading: 林某1 beside 林某 is another.
fn is_called_bare(plain: &str, name: &str) -> bool {
    let calls = ["被告人", "上诉人"]
        .iter()
        .flat_map(|role| plain.match_indices(*role).map(|(at, _)| at + role.len()));
    let bare = calls.filter(|&at| {
        let rest = plain[at..].strip_prefix(name).and_then(|rest| rest.chars().next());
        rest.is_some_and(|next| !next.is_ascii_digit() && !"甲乙丙丁某".contains(next))
    });
    bare.count() > 2
}

/// 青禾商贸 for 云岭县青禾商贸有限公司（以下简称青禾商贸）
fn short_form(unit: &str, plain: &str) -> Option<String> {
    plain.match_indices(unit).find_map(|(at, _)| {
        let after = plain.get(at + unit.len()..)?.strip_prefix('（')?;
        let after = after.strip_prefix("以下").unwrap_or(after).strip_prefix("简称")?;
        let short =
            after.trim_start_matches(['：', '“', '为']).split(['）', '”', '，', '、', '；', '。']).next()?;
        (2..=20).contains(&short.chars().count()).then(|| short.to_owned())
    })
}

/// Whether the text calls an accused so, and nobody else.
fn calls_accused(plain: &str, alias: &str) -> bool {
    let mut is_accused = false;
    for (at, _) in plain.match_indices(alias) {
        if goes_on(alias, &plain[at + alias.len()..]) {
            continue;
        }
        let before = &plain[..at];
        if ["被害人", "受害人", "证人", "同案人", "同案犯", "犯罪嫌疑人", "男子", "女子", "死者"]
            .iter()
            .any(|other| before.ends_with(other))
        {
            return false;
        }
        is_accused |= ["被告人", "上诉人"].iter().any(|role| before.ends_with(role));
    }
    is_accused
}

/// 钱半三 for 钱半山: what a paper calls an accused once or twice where no accused bears the name, with whom it means.
fn misspelt(plain: &str, names: &[String]) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    for role in ["被告人", "上诉人"] {
        for (at, _) in plain.match_indices(role) {
            let rest = &plain[at + role.len()..];
            let Some((end, _)) = rest.char_indices().nth(3) else { continue };
            let written = &rest[..end];
            let is_known = names.iter().any(|name| rest.starts_with(name.as_str()));
            if is_known || found.iter().any(|(other, _)| other == written) {
                continue;
            }
            let mut meant = (0..names.len()).filter(|&index| is_slip(written, &names[index]));
            if let Some(index) = meant.next()
                && meant.next().is_none()
                && is_slip_of_the_pen(plain, written, &names[index])
            {
                found.push((written.to_owned(), index));
            }
        }
    }
    found
}

/// Whether the two differ by one character of the given name, or by the order of its two.
fn is_slip(written: &str, name: &str) -> bool {
    let (written, name): (Vec<char>, Vec<char>) = (written.chars().collect(), name.chars().collect());
    let is_plain = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c) && *c != '某';
    // 被告人王平均系从犯: a shorter name ends before a word that goes on.
    if written.last().is_some_and(|last| "均到在因系对当的及与和有无能归已自".contains(*last))
    {
        return false;
    }
    if name.len() != 3 || written.len() != 3 || !name.iter().chain(&written).all(is_plain) {
        return false;
    }
    let is_turned = written[1] == name[2] && written[2] == name[1];
    written[0] == name[0] && (is_turned || (written[1] == name[1]) != (written[2] == name[2]))
}

/// Whoever else may bear a like name, as a brother does.
const OTHERS: [&str; 9] =
    ["被害人", "受害人", "证人", "同案人", "同案犯", "犯罪嫌疑人", "同案被告人", "罪犯", "死者"];

/// A brother has a like name as well: he is named more often, or as what he is, or beside the other.
fn is_slip_of_the_pen(plain: &str, written: &str, name: &str) -> bool {
    let is_another = plain.match_indices(written).any(|(at, _)| {
        OTHERS.iter().any(|other| plain[..at].ends_with(other))
            || plain[at + written.len()..].starts_with('（')
    });
    if is_another {
        return false;
    }
    let count = plain.matches(written).count();
    let is_rare = count <= 3 && plain.matches(name).count() > 2 * count;
    is_rare || takes_the_place(plain, written, name)
}

/// 周小渡 in the heading, 周晓渡 from there on: the paper calls the accused so again and again, and never beside the
/// other.
fn takes_the_place(plain: &str, written: &str, name: &str) -> bool {
    let called = ["被告人", "上诉人"].iter().map(|role| plain.matches(&format!("{role}{written}")).count());
    called.sum::<usize>() > 1
        && !plain
            .split(['，', '。', '；', '：', '\n'])
            .any(|said| said.contains(written) && said.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_form_stands_for_the_one_accused_it_fits() {
        let listed = || vec!["林小舟".to_owned(), "赵大川".to_owned()];
        let people = People::new(listed()).with_other_names("被告人林某、赵某系从犯。被害人赵某。");
        assert_eq!(people.mentions("林某和赵某、林某甲").len(), 1);
        let reported = People::new(vec!["自报钱半山".to_owned()]).with_other_names("被告人钱半山");
        assert_eq!(reported.mentions("被告人钱半山系累犯").len(), 1);
        let shared = vec!["林小舟".to_owned(), "林大海".to_owned()];
        assert!(People::new(shared).with_other_names("被告人林某").mentions("林某").is_empty());
    }

    #[test]
    fn a_numbered_name_beside_the_bare_one_is_another() {
        let listed = || vec!["林某".to_owned()];
        let numbered = "被告人林某，男。被告人林某1望风，被告人林某1退赃。";
        assert_eq!(People::new(listed()).with_other_names(numbered).mentions("林某1退赃").len(), 1);
        let both = format!("{numbered}被告人林某供认，被告人林某系从犯，林某1另案处理。");
        assert!(People::new(listed()).with_other_names(&both).mentions("林某1退赃").is_empty());
    }

    #[test]
    fn a_slip_of_the_pen_names_the_accused_it_is_like() {
        let listed = || vec!["林小舟".to_owned(), "赵大川".to_owned(), "赵大山".to_owned()];
        let text = "被告人林小舟到案。林小舟、赵大川、赵大山望风。林小舟供认。被告人林小周系从犯。被告人赵大州系从犯。";
        let people = People::new(listed()).with_other_names(text);
        assert_eq!(people.mentions("被告人林小周系从犯").len(), 1);
        // The paper calls him so from its second page on.
        let later = "被告人周小渡到案。被告人周晓渡供认。被告人周晓渡系从犯。周晓渡退赃。周晓渡悔罪。";
        let renamed = |text: &str| People::new(vec!["周小渡".to_owned()]).with_other_names(text);
        assert_eq!(renamed(later).mentions("周晓渡退赃").len(), 1);
        assert!(renamed(&format!("{later}周小渡与周晓渡分赃。")).mentions("周晓渡退赃").is_empty());
        // Either of two may be meant.
        assert!(people.mentions("被告人赵大州系从犯").is_empty());
        // Somebody whom the paper tells apart is another.
        let brother = format!("{text}证人林小周的证言。");
        assert!(People::new(listed()).with_other_names(&brother).mentions("林小周").is_empty());
    }
}
