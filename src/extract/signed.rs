//! Who signed a paper, and when: 辩护人（签名）：韩某　二〇二四年五月六日, a name and a day below what it signs, a name
//! behind its role. Labels, days in Chinese or Arabic figures, and what stands on the next line are all alike here.

mod words;

use crate::text::{Found, Moment, Range, SourceText, date};
use words::{BRACKET, LABEL_TAIL, MARK, ROLES, WORDS};

/// What the signer is in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signer {
    /// An accused, or whoever acts for an accused organisation.
    Person,
    /// A defender or a duty lawyer.
    Lawyer,
    /// A guardian or another adult beside a minor.
    Guardian,
    /// A prosecutor or an assistant.
    Prosecutor,
    /// A witness of the act or an interpreter.
    Witness,
}

/// One signature, as ranges of the normalised text.
#[derive(Debug, Clone)]
pub struct Signature {
    /// What the signer is.
    pub signer: Signer,
    /// The name.
    pub name: Range,
    /// The day beside or below the name.
    pub day: Option<Found<Moment>>,
}

/// Longest name that a label makes sure of.
const LONGEST: usize = 12;
/// Longest name without a point where nothing makes it sure.
const USUAL: usize = 4;
/// Labels that do not say who signs.
const LABELS: [&str; 4] = ["签名", "签字", "签章", "签署"];
/// The title of a lawyer, behind the name.
const TITLE: &str = "律师";
/// Bytes before a bare name in which a word says who signs.
const CONTEXT: usize = 900;

/// Every signature of a whole paper. `accused` are the names of those the case is about.
pub fn of(text: &SourceText, accused: &[&str]) -> Vec<Signature> {
    signatures(&Reader { plain: text.plain(), accused, days: text.dates() })
}

/// As [`of`], of a part of a paper.
pub fn read(plain: &str, accused: &[&str]) -> Vec<Signature> {
    signatures(&Reader { plain, accused, days: &date::scan(plain) })
}

fn signatures(reader: &Reader<'_>) -> Vec<Signature> {
    let mut found = reader.labelled();
    for bare in reader.bracketed().into_iter().chain(reader.bare(&found)) {
        if !found.iter().any(|known| known.name.start < bare.name.end && bare.name.start < known.name.end) {
            found.push(bare);
        }
    }
    let beside: Vec<Signature> =
        found.iter().filter_map(|other| reader.glued_before(other, &found)).collect();
    found.extend(beside);
    found.sort_by_key(|signature| signature.name.start);
    found
}

struct Reader<'t> {
    plain: &'t str,
    accused: &'t [&'t str],
    days: &'t [Found<Moment>],
}

impl Reader<'_> {
    /// Names behind the word for who signs.
    ///
    /// 法定代理人 林国栋　辩护人 钱进　2024年5月6日: names in one line are signatures where the last of them is.
    fn labelled(&self) -> Vec<Signature> {
        let mut found = Vec::new();
        let mut waiting: Vec<Signature> = Vec::new();
        for role in ROLES.finder.find_iter(self.plain) {
            let follows = waiting.last().is_some_and(|before| before.name.end == role.start());
            if !follows {
                waiting.clear();
            }
            let signer = ROLES.signers[role.pattern().as_usize()];
            match self.behind(signer, role.start(), role.end(), follows) {
                Some((signature, false)) => waiting.push(signature),
                Some((signature, true)) => {
                    found.append(&mut waiting);
                    found.push(signature);
                }
                None => waiting.clear(),
            }
        }
        found
    }

    /// The signature behind a role, and whether it is sure; it is not where another role follows it.
    fn behind(&self, signer: Signer, start: usize, end: usize, follows: bool) -> Option<(Signature, bool)> {
        let tail = LABEL_TAIL.find(&self.plain[end..]).map_or(0, |found| found.end());
        let label = &self.plain[start..end + tail];
        let is_label = label.contains(['：', '签', '\t']);
        // 犯罪嫌疑人姓名：林小舟 tells who it is.
        if label.contains("姓名") && !label.contains('签') {
            return None;
        }
        let is_free = is_label || follows || self.opens(start) || self.own_before(start).is_some();
        let name = self.name_at(end + tail, if label.contains('：') { LONGEST } else { USUAL })?;
        let after = &self.plain[name.end..];
        let is_heading = ["，男", "，女", "，性别"].iter().any(|words| after.starts_with(words));
        // 法定代理人：孙立　辩护人：程远: the next label stands behind white space.
        let is_role = ROLES.finder.find(after).is_some_and(|role| role.start() == 0);
        let is_followed = is_role || after.starts_with(['，', '、', '。', '；', '/']);
        let ends = is_label && is_followed || self.ends(name.end);
        (is_free && (ends || is_role) && !is_heading).then(|| (self.signature(signer, name), ends))
    }

    /// 林小舟（捺印）　钱进（值班律师）　2024年5月6日: who signs is told behind the name, at the foot of the paper.
    fn bracketed(&self) -> Vec<Signature> {
        let brackets = BRACKET.captures_iter(self.plain).filter_map(|found| {
            let (whole, inside) = (found.get(0)?, found.get(1)?.as_str());
            let signer = bracketed_role(inside)?;
            let (name, before) = self.name_before(whole.start())?;
            let line = self.plain[whole.end()..].split('\n').next().unwrap_or_default();
            let is_foot = name.start * 2 > self.plain.len() && !line.contains(['。', '；', '：']);
            (is_foot && (before || self.opens(self.label_before(name.start))))
                .then(|| self.signature(signer, name))
        });
        brackets.collect()
    }

    /// The name that ends at `end`, and whether an accused's stands glued in front of it: white space between is not kept.
    fn name_before(&self, end: usize) -> Option<(Range, bool)> {
        let before = &self.plain[..end];
        let length: usize = before.chars().rev().take_while(|&c| is_letter(c)).map(char::len_utf8).sum();
        let words = &before[end - length..];
        let label = LABELS.iter().find(|label| words.starts_with(**label)).map_or(0, |label| label.len());
        let words = &words[label..];
        let glued = self.accused.iter().filter(|name| words.starts_with(**name)).map(|name| name.len()).max();
        let start = end - words.len() + glued.unwrap_or(0);
        is_name(&self.plain[start..end], USUAL).then(|| (start..end, glued.is_some()))
    }

    /// The accused whose name stands glued in front of another signature.
    fn glued_before(&self, other: &Signature, found: &[Signature]) -> Option<Signature> {
        // Whoever is asked is introduced by his sex and his people: 被讯问人：林小舟　男　回族.
        let is_introduced = self.plain[other.name.clone()].starts_with(['男', '女']);
        if other.signer == Signer::Person || is_introduced {
            return None;
        }
        let end = self.role_before(other.name.start);
        let name = self.own_before(end)?;
        let is_known = found.iter().any(|known| known.name.start < name.end && name.start < known.name.end);
        (!is_known).then(|| Signature { signer: Signer::Person, name, day: other.day.clone() })
    }

    /// The accused whose name, at the head of a line or a cell, ends here.
    fn own_before(&self, end: usize) -> Option<Range> {
        let before = &self.plain[..end];
        let own =
            self.accused.iter().filter(|name| before.ends_with(**name)).max_by_key(|name| name.len())?;
        let name = end - own.len()..end;
        self.opens(self.label_before(name.start)).then_some(name)
    }

    /// Where the word begins that says in front of a name who signs: 林小舟　法定代理人林国栋.
    fn role_before(&self, start: usize) -> usize {
        let before = self.plain[..start].trim_end_matches(['：', ' ', '\t']);
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let role = ROLES.finder.find_iter(&before[line..]).last();
        role.filter(|role| line + role.end() == before.len()).map_or(start, |role| line + role.start())
    }

    /// Where the label in front of a name begins, the name itself where there is none.
    fn label_before(&self, start: usize) -> usize {
        let before = &self.plain[..start];
        LABELS.iter().find(|label| before.ends_with(**label)).map_or(start, |label| start - label.len())
    }

    /// Names that nothing but a day or a mark tells to be signatures.
    fn bare(&self, known: &[Signature]) -> Vec<Signature> {
        let marks = MARK.find_iter(self.plain).map(|mark| mark.start());
        let closing = self.days.iter().filter(|day| self.closes(day.range.end));
        let days = closing.map(|day| self.before_day(day.range.start));
        let lines = self
            .accused
            .iter()
            .flat_map(|name| self.plain.match_indices(name).map(|(at, name)| at + name.len()));
        let ends = marks.chain(days).chain(lines.filter(|&at| self.ends(at)));
        ends.filter_map(|end| self.bare_before(end, known)).collect()
    }

    fn bare_before(&self, end: usize, known: &[Signature]) -> Option<Signature> {
        let before = &self.plain[..end];
        let own = self.accused.iter().filter(|name| before.ends_with(**name)).max_by_key(|name| name.len());
        let start = match own {
            Some(name) => end - name.len(),
            None => {
                end - before.chars().rev().take_while(|&c| is_letter(c)).map(char::len_utf8).sum::<usize>()
            }
        };
        // 签名林小舟: a label that does not say whose; white space between them is not kept.
        let label = match own {
            Some(_) => LABELS.iter().find(|label| self.plain[..start].ends_with(**label)),
            None => LABELS.iter().find(|label| self.plain[start..end].starts_with(**label)),
        };
        let (label_start, start) = match label {
            Some(label) if own.is_some() => (start - label.len(), start),
            Some(label) => (start, start + label.len()),
            None => (start, start),
        };
        // 林小舟　钱进律师　2024年5月6日: names of one line.
        let glued =
            self.accused.iter().filter(|name| own.is_none() && self.plain[start..end].starts_with(**name));
        let glued = glued.map(|name| name.len()).max();
        if let Some(glued) = glued
            && self.opens(label_start)
            && !self.plain[start + glued..].starts_with(['男', '女'])
            && is_name(self.plain[start + glued..end].trim_end_matches(TITLE), USUAL)
        {
            let is_lawyer = self.plain[start..end].ends_with(TITLE);
            let name = start + glued..if is_lawyer { end - TITLE.len() } else { end };
            let signer = if is_lawyer { Signer::Lawyer } else { self.meant_at(start, known) };
            return Some(self.signature(signer, name));
        }
        // 签名：钱进律师: a title behind the name says what the signer is.
        let is_lawyer = own.is_none() && self.plain[start..end].ends_with(TITLE);
        let name = start..if is_lawyer { end - TITLE.len() } else { end };
        let words = &self.plain[name.clone()];
        // 具结人（签字）： is the label alone.
        let is_role = ROLES.finder.find(words).is_some_and(|role| role.range() == (0..words.len()));
        if !self.opens(label_start) || is_role || !is_name(words, USUAL) {
            return None;
        }
        if is_lawyer {
            return Some(self.signature(Signer::Lawyer, name));
        }
        let signer = if own.is_some() { Signer::Person } else { self.meant_at(start, known) };
        Some(self.signature(signer, name))
    }

    /// Who signs below words that speak of a lawyer or a guardian: one of them; else the accused.
    fn meant_at(&self, at: usize, known: &[Signature]) -> Signer {
        let last = known.iter().map(|one| one.name.end).filter(|&end| end <= at).max().unwrap_or(0);
        let floor = at.saturating_sub(CONTEXT).max(last);
        let from = (floor..=at).find(|&at| self.plain.is_char_boundary(at)).unwrap_or(at);
        let named = ROLES
            .finder
            .find_iter(&self.plain[from..at])
            .map(|role| ROLES.signers[role.pattern().as_usize()]);
        named.filter(|&signer| signer != Signer::Person).last().unwrap_or(Signer::Person)
    }

    fn signature(&self, signer: Signer, name: Range) -> Signature {
        let day = self.days.iter().find(|day| day.range.start >= name.end);
        let title = if self.plain[name.end..].starts_with(TITLE) { TITLE.len() } else { 0 };
        let day = day.filter(|day| self.before_day(day.range.start) <= name.end + title).cloned();
        Signature { signer, name, day }
    }

    /// Whether a day ends its line, or the next signature follows it.
    fn closes(&self, at: usize) -> bool {
        let after = self.plain[at..].trim_start_matches([' ', '\t', '|']);
        let is_role = ROLES.finder.find(after).is_some_and(|role| role.start() == 0);
        is_role
            || after.is_empty()
            || after.starts_with(['\n', '（', '。', '；'])
            || self.plain[at..].starts_with('\t')
    }

    /// Where the words end that a day stands behind: brackets, marks, labels and one line end lie between.
    fn before_day(&self, day: usize) -> usize {
        let mut words = &self.plain[..day];
        loop {
            let rest = words.trim_end_matches(['\t', ' ', '\n', '，', '/', '|']);
            let label = rest.trim_end_matches('：');
            let said = ["日期", "时间", "捺印", "捺指印", "按印"];
            let rest = said.iter().find_map(|word| label.strip_suffix(word)).unwrap_or(rest);
            let rest = rest
                .strip_suffix('）')
                .and_then(|inner| inner.rfind('（'))
                .map_or(rest, |open| &rest[..open]);
            if rest.len() == words.len() {
                return rest.len();
            }
            words = rest;
        }
    }

    /// The name that begins at `at`, or on the next line.
    fn name_at(&self, at: usize, longest: usize) -> Option<Range> {
        let start = at
            + (self.plain[at..].len()
                - self.plain[at..].trim_start_matches(['：', '\t', ' ', '\n', '_', '/', '|']).len());
        if self.plain[at..start].matches('\n').count() > 1 {
            return None;
        }
        let day =
            self.days.iter().map(|day| day.range.start).find(|&day| day >= start).unwrap_or(self.plain.len());
        let words = &self.plain[start..day];
        let length = words.chars().take_while(|&c| is_letter(c)).map(char::len_utf8).sum::<usize>();
        let glued = ["捺", "按印", "签", "已签", "在场见证", "到场见证", "见证签"]
            .iter()
            .filter_map(|mark| words[..length].find(mark))
            .min()
            .unwrap_or(length);
        // White space between names and labels of one line is not kept.
        let label = ROLES.finder.find(&words[..glued]).map(|role| role.start());
        let name = start..start + label.unwrap_or(glued);
        is_name(&self.plain[name.clone()], longest).then_some(name)
    }

    /// Whether nothing but a day, a mark or the end of the line follows.
    fn ends(&self, at: usize) -> bool {
        let after = self.plain[at..].trim_start_matches([' ', '\t', '|']);
        let is_day = self.days.iter().any(|day| self.plain.len() - after.len() == day.range.start);
        is_day
            || after.is_empty()
            || after.starts_with(['\n', '（', '捺', '按', '签', '|', '/'])
            || after.starts_with("在场见证")
            || after.starts_with("到场见证")
    }

    /// Whether a line, a cell or a sentence begins here, or the day of the signature before ends.
    fn opens(&self, at: usize) -> bool {
        let before = self.plain[..at].trim_end_matches(' ');
        before.is_empty()
            || before.ends_with(['\n', '\t', '。', '；', '：', '（', '）', '、', '，', '|', '/'])
            || self.days.iter().any(|day| day.range.end == before.len())
    }
}

/// What a bracket behind a name makes of the signer: 值班律师, 系其父亲, 某某律师事务所律师.
fn bracketed_role(inside: &str) -> Option<Signer> {
    let inside = ["系", "为", "犯罪嫌疑人", "其"]
        .iter()
        .fold(inside, |rest, lead| rest.strip_prefix(lead).unwrap_or(rest));
    if WORDS.names.kin.iter().any(|kin| inside == kin) {
        return Some(Signer::Guardian);
    }
    let role = ROLES.finder.find_iter(inside).find(|role| role.start() == 0 || role.end() == inside.len())?;
    let signer = ROLES.signers[role.pattern().as_usize()];
    (signer != Signer::Person).then_some(signer)
}

fn is_letter(c: char) -> bool {
    matches!(c, '·' | '×' | '*') || c.is_ascii_alphabetic() || ('\u{3400}'..'\u{a000}').contains(&c)
}

fn is_name(name: &str, longest: usize) -> bool {
    let count = name.chars().count();
    let longest = if name.contains('·') { 16 } else { longest };
    // 犯罪嫌疑人林小舟的辩护人钱进: of whom the next one is the defender.
    let is_told = name.ends_with(['的', '及', '和', '与', '由', '在']);
    (2..=longest).contains(&count)
        && !is_told
        && !WORDS.names.never.iter().any(|word| name.contains(word.as_str()))
}

#[cfg(test)]
mod tests;
