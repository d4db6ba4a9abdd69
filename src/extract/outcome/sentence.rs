//! Reads an operative part token by token: who, for what, which punishment.

mod apply;

use super::charge;
use super::cues::{self, Cue};
use super::earlier;
use super::items;
use super::revocation::{self, Revocation};
use super::tokens::{self, Token};
use super::unwrapped::{self, Unwrapped};
use super::values::{self, Values};
use crate::document::Document;
use crate::extract::elements::{Fine, Punishment, Sentence, SentenceKind};
use crate::extract::people::{Group, People};
use crate::text::{Cited, Found, Range, Term};

/// How sure a value of an operative part is.
const SURE: f32 = 0.97;

/// What a punishment met next belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// The charge read last.
    Count,
    /// All charges together.
    Executed,
    /// An earlier judgment, or a mere sum.
    Former,
}

struct Reader<'a> {
    document: &'a Document,
    text: &'a str,
    source: &'a Unwrapped,
    people: &'a People,
    values: Values,
    starts: Vec<usize>,
    group: Group,
    /// Whom a bracket speaks of.
    bracket_group: Option<Group>,
    depth: u32,
    scope: Scope,
    charge: Option<Cited<String>>,
    /// A charge was read and no punishment for it yet.
    charge_open: bool,
    /// What was revoked, and whose; nobody's for the next person's.
    revoked: Option<(Cited<String>, Group)>,
    /// Charges before this place belong to an earlier judgment.
    former_to: usize,
    /// Tokens before this place are quoted from an earlier judgment.
    skip_to: usize,
    /// Tokens before this place tell of an earlier sentence.
    earlier_to: usize,
    /// Clauses that tell an earlier sentence, not yet passed.
    earlier: std::iter::Peekable<std::vec::IntoIter<Range>>,
    /// Punishments before this place are a lower court's, upheld.
    upheld_to: usize,
    /// Start of the token at hand.
    at: usize,
    /// Words that tell an earlier sentence, and whose it is.
    told_earlier: Vec<(Cited<String>, Group)>,
    sentences: Vec<Sentence>,
}

/// One sentence per person named in `part`, in order of mention.
pub(super) fn read(document: &Document, part: &Range, people: &People) -> Vec<Sentence> {
    let Some(unwrapped) = unwrapped::read(document.plain(), part) else {
        return Vec::new();
    };
    let text = unwrapped.text.as_str();
    let values = values::scan(text);
    let tokens = tokens::scan(text, people, &values);
    let mut reader = Reader {
        document,
        text,
        source: &unwrapped,
        people,
        values,
        starts: items::starts(text),
        group: Vec::new(),
        bracket_group: None,
        depth: 0,
        scope: Scope::Count,
        charge: None,
        charge_open: false,
        revoked: None,
        former_to: 0,
        skip_to: 0,
        earlier_to: 0,
        earlier: earlier::clauses(text).into_iter().peekable(),
        upheld_to: 0,
        at: 0,
        told_earlier: Vec::new(),
        sentences: Vec::new(),
    };
    for token in tokens {
        reader.take(token);
    }
    reader.settle_earlier();
    reader.sentences.retain_mut(apply::settle);
    reader.sentences
}

impl Reader<'_> {
    fn take(&mut self, token: Found<Token>) {
        let range = token.range;
        self.at = range.start;
        while let Some(clause) = self.earlier.next_if(|clause| clause.start <= range.start) {
            self.add_earlier(&clause);
            if clause.end > range.start && self.depth == 0 {
                self.earlier_to = clause.end;
            }
        }
        match token.value {
            Token::Persons(group) => self.meet(group, &range),
            Token::Period(from, to) => self.period(&range, &from, &to),
            Token::Cue(cue) => self.cue(cue, &range),
        }
    }

    fn meet(&mut self, group: Group, range: &Range) {
        if self.depth > 0 {
            self.bracket_group = Some(group);
            return;
        }
        if range.start < self.skip_to {
            if let Some((_, persons)) = &mut self.revoked {
                persons.clone_from(&group);
                self.group = group;
            }
            return;
        }
        let is_same = same_persons(&self.group, &group);
        let is_part = group.iter().all(|one| self.group.iter().any(|known| known.value == one.value));
        if !is_same {
            self.scope = Scope::Count;
            let starts_item =
                self.starts.iter().any(|&start| start > self.last_end() && start <= range.start);
            if !(self.charge_open || self.group.is_empty() || (is_part && !starts_item)) {
                self.charge = None;
            }
            self.charge_open = self.charge.is_some();
        }
        self.group = group;
    }

    fn last_end(&self) -> usize {
        self.group.last().map_or(0, |one| one.range.end)
    }

    fn cue(&mut self, cue: Cue, range: &Range) {
        match cue {
            Cue::Open => self.depth += 1,
            Cue::Close => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.bracket_group = None;
                }
            }
            Cue::NewLine => self.new_line(range),
            Cue::Offset => self.offset(range),
            _ if self.depth > 0 || range.start < self.skip_to.max(self.earlier_to) => {}
            Cue::Stop => {
                if self.scope == Scope::Former {
                    self.scope = Scope::Count;
                }
            }
            Cue::Offence => self.offence(range),
            Cue::Executed => self.scope = Scope::Executed,
            Cue::Former => {
                if !self.charge_open
                    || self.text[range.end..].starts_with(['判', '尚', '未', '的', '被', '所', '完'])
                {
                    self.scope = Scope::Former;
                    self.former_to = self.end_of_former(range);
                    if earlier::is_told(self.text, range) {
                        self.add_earlier(range);
                    }
                }
            }
            Cue::Revoke => self.revoke(range),
            Cue::Uphold => {
                self.scope = Scope::Count;
                self.charge = None;
                self.upheld_to = self.item_end(range);
            }
            _ if self.scope == Scope::Former => {}
            Cue::Timed(kind) => self.timed(kind, range),
            Cue::Untimed(kind) => self.untimed(kind, range),
            Cue::Probation => self.probation(range),
            Cue::Fine => self.fine(range),
            Cue::Confiscation => self.confiscation(range),
            Cue::Deprivation => self.deprivation(range),
            Cue::Expulsion => self.each(|_, punishment| punishment.expelled = true),
        }
    }

    /// A bracket left open ends with its paragraph where a new item begins.
    fn new_line(&mut self, range: &Range) {
        if self
            .starts
            .iter()
            .any(|&start| start >= range.end && self.text[range.end..start].trim().is_empty())
        {
            self.depth = 0;
            self.bracket_group = None;
            if self.scope == Scope::Former {
                self.scope = Scope::Count;
            }
        }
    }

    /// 与前次犯……罪所判处的: the charge in this clause is the earlier one.
    fn end_of_former(&self, cue: &Range) -> usize {
        let is_earlier = self.text[cue.clone()].starts_with(['前', '先', '此', '与', '曾']);
        let rest = &self.text[cue.end..];
        if is_earlier { cue.end + rest.find(['，', '；', '。']).unwrap_or(rest.len()) } else { 0 }
    }

    fn offence(&mut self, range: &Range) {
        if range.start < self.former_to {
            return;
        }
        let Some(charge) = charge::after(self.text, range) else {
            return;
        };
        if self.is_judged_before(range, charge.range.end) {
            self.scope = Scope::Former;
            self.add_earlier(range);
            return;
        }
        let range = self.shift(&charge.range);
        self.charge = Some(self.document.cite(charge.value, &range, SURE));
        self.charge_open = true;
        self.scope = Scope::Count;
    }

    /// 因犯……罪，于2018年被某法院判处……: a sentence of an earlier judgment.
    fn is_judged_before(&self, cue: &Range, end: usize) -> bool {
        let rest = self.text[end..].split(['；', '。', '\n']).next().unwrap_or_default();
        self.text[..cue.start].ends_with('因')
            && rest
                .split("判处")
                .next()
                .is_some_and(|words| words.len() < rest.len() && words.contains("法院"))
    }

    fn revoke(&mut self, range: &Range) {
        self.upheld_to = 0;
        match revocation::read(self.text, range.start, self.item_end(range)) {
            Revocation::Probation(words) => {
                self.skip_to = words.end;
                let place = self.shift(&words);
                self.revoked =
                    Some((self.document.cite(self.text[words].to_owned(), &place, SURE), Vec::new()));
            }
            Revocation::Judgment(words) => {
                self.skip_to = words.end;
                self.charge = None;
                self.charge_open = false;
            }
        }
        self.scope = Scope::Count;
    }

    fn item_end(&self, range: &Range) -> usize {
        // 维持第一、二项，即“一、……；二、……”: items quoted end none.
        let is_quoted = |start: usize| {
            let words = &self.text[range.start..start];
            words.matches('“').count() > words.matches('”').count() && self.text[start..].contains('”')
        };
        let mut later = self.starts.iter().copied().filter(|&start| start > range.start);
        later.find(|&start| !is_quoted(start)).unwrap_or(self.text.len())
    }

    fn timed(&mut self, kind: SentenceKind, range: &Range) {
        let Some(term) = self.values.term_after(self.text, range.end) else {
            return;
        };
        let more = self.values.more_terms(self.text, term.range.end);
        let whole = range.start..term.range.end;
        let terms = spread(term, more, self.group.len());
        self.main(kind, &whole, &terms);
    }

    fn untimed(&mut self, kind: SentenceKind, range: &Range) {
        let after = self.text.get(range.end..).unwrap_or_default();
        let kind = match kind {
            SentenceKind::Death if cues::is_suspended_death(after) => SentenceKind::SuspendedDeath,
            SentenceKind::Death if self.text[..range.start].ends_with(['准', '请']) => return,
            SentenceKind::Death
                if after.starts_with(['复', '案', '，'].as_slice())
                    && after.contains("复核")
                    && after.starts_with("复") =>
            {
                return;
            }
            other => other,
        };
        self.main(kind, range, &[]);
    }

    fn main(&mut self, kind: SentenceKind, range: &Range, terms: &[Found<Term>]) {
        let place = self.shift(range);
        let kind = self.document.cite(kind, &place, SURE);
        let terms: Vec<Cited<Term>> = terms.iter().map(|term| self.cite(term)).collect();
        if self.scope == Scope::Count && !self.charge_open && self.has_main() && !self.opens_charge(range) {
            return;
        }
        if self.scope == Scope::Executed {
            self.forget_quoted_total(range);
        }
        self.each(|index, punishment| {
            if punishment.kind.is_none() {
                punishment.kind = Some(kind.clone());
                punishment.term = terms.get(index).or(terms.first()).cloned();
            }
        });
    }

    /// A further charge named without 犯 right before its punishment.
    fn opens_charge(&mut self, range: &Range) -> bool {
        let start = self.text[..range.start].rfind(['；', '。', '\n']).unwrap_or(0);
        let Some(charge) = self.text.get(start..range.start).and_then(charge::at_head) else {
            return false;
        };
        let place = self.shift(&(start + charge.range.start..start + charge.range.end));
        self.charge = Some(self.document.cite(charge.value, &place, SURE));
        self.charge_open = true;
        true
    }

    fn probation(&mut self, range: &Range) {
        let Some(term) = self.values.term_after(self.text, range.end) else {
            return;
        };
        if self.text[..range.start].ends_with("死刑，") || self.text[..range.start].ends_with("死刑") {
            return;
        }
        let more = self.values.more_terms(self.text, term.range.end);
        let terms: Vec<Cited<Term>> =
            spread(term, more, self.group.len()).iter().map(|term| self.cite(term)).collect();
        self.each(|index, punishment| {
            let term = terms.get(index).or(terms.first());
            if punishment.suspended.is_none() {
                punishment.suspended = term.cloned();
            }
        });
    }

    fn fine(&mut self, range: &Range) {
        let Some(sum) = self.values.sum_after(self.text, range.end) else {
            return;
        };
        let more = self.values.more_sums(self.text, sum.range.end);
        let sums: Vec<Cited<Fine>> =
            spread(sum, more, self.group.len()).iter().map(|sum| self.cite(sum)).collect();
        self.each(|index, punishment| {
            let sum = sums.get(index).or(sums.first());
            if punishment.fine.is_none() {
                punishment.fine = sum.cloned();
            }
        });
    }

    fn confiscation(&mut self, range: &Range) {
        let Some(words) = apply::confiscation(self.text, range, &self.values) else {
            return;
        };
        let place = self.shift(&words);
        let value = self.document.cite(self.text[words].to_owned(), &place, SURE);
        self.each(|_, punishment| {
            punishment.confiscation.get_or_insert_with(|| value.clone());
        });
    }

    fn deprivation(&mut self, range: &Range) {
        let after = self.text.get(range.end..).unwrap_or_default();
        if after.trim_start_matches("利").starts_with("终身") {
            let end = range.end + after.find("终身").unwrap_or(0) + "终身".len();
            let place = self.shift(&(range.start..end));
            let none = self.document.cite(Term::default(), &place, SURE);
            self.each(|_, punishment| {
                punishment.deprivation.get_or_insert_with(|| none.clone());
                punishment.deprived_for_life = true;
            });
            return;
        }
        let Some(term) = self.values.term_after(self.text, range.end) else {
            return;
        };
        let more = self.values.more_terms(self.text, term.range.end);
        let terms: Vec<Cited<Term>> =
            spread(term, more, self.group.len()).iter().map(|term| self.cite(term)).collect();
        self.each(|index, punishment| {
            let term = terms.get(index).or(terms.first());
            if punishment.deprivation.is_none() {
                punishment.deprivation = term.cloned();
            }
        });
    }

    /// Hands every person's punishment in scope to `change`, with the person's rank in the group.
    fn each(&mut self, mut change: impl FnMut(usize, &mut Punishment)) {
        if self.group.is_empty() && self.people.names.len() == 1 && !self.text.is_empty() {
            self.group = vec![Found::new(0, 0..0)];
        }
        let group = self.group.clone();
        for (rank, one) in group.iter().enumerate() {
            let index = self.sentence_of(one);
            let charge = self.charge.clone();
            let revoked = self.revoked.take_if(|(_, persons)| {
                persons.is_empty() || persons.iter().any(|person| person.value == one.value)
            });
            let Some(sentence) = self.sentences.get_mut(index) else { continue };
            sentence.upheld |= self.at < self.upheld_to;
            if sentence.revoked.is_none() {
                sentence.revoked = revoked.map(|(words, _)| words);
            }
            let punishment = match self.scope {
                Scope::Count => apply::count(sentence, charge, self.charge_open),
                _ => sentence.executed.get_or_insert_default(),
            };
            change(rank, punishment);
        }
        if !group.is_empty() && self.scope == Scope::Count {
            self.charge_open = false;
        }
    }

    fn has_main(&self) -> bool {
        self.group.iter().any(|one| {
            let name = self.people.names.get(one.value);
            let sentence = self.sentences.iter().find(|sentence| Some(&sentence.person.value) == name);
            sentence.and_then(|sentence| sentence.counts.last()).is_some_and(|last| last.kind.is_some())
        })
    }

    fn shift(&self, range: &Range) -> Range {
        self.source.place(range)
    }

    fn cite<T: Clone>(&self, found: &Found<T>) -> Cited<T> {
        self.document.cite(found.value.clone(), &self.shift(&found.range), SURE)
    }
}

fn same_persons(one: &Group, other: &Group) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(left, right)| left.value == right.value)
}

/// One value for each of `persons` where exactly so many are listed; else the first for all.
fn spread<T>(first: Found<T>, more: Vec<Found<T>>, persons: usize) -> Vec<Found<T>> {
    let mut all = vec![first];
    if persons > 1 && more.len() + 1 == persons {
        all.extend(more);
    }
    all
}
