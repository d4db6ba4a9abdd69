//! One section being read: whether a hit says anything, with which stance, and of whom.

use super::denial::{self, Denial};
use super::kinds::{
    favours, is_joint_deed, is_of_a_condition, is_of_the_civil_law, is_paid, is_personal, is_pleaded,
    is_shared, is_told_fact,
};
use super::lexicon::Hit;
use super::subject::Subjects;
use super::subject_words::TOGETHER;
use super::{fault, gang, joint, mention, rule, sentence, told, voice};
use crate::document::SectionName;
use crate::extract::elements::{CircumstanceKind, Stance};
use crate::extract::people::People;
use crate::text::Range;

pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) section: SectionName,
    /// Of whoever speaks in the section.
    pub(super) base: Stance,
    pub(super) people: &'a People,
    pub(super) sentences: Vec<Range>,
    pub(super) claims: Vec<voice::Claim>,
    pub(super) hits: Vec<Hit>,
    pub(super) subjects: Subjects<'a>,
}

impl Reading<'_> {
    /// The sentence of a hit.
    pub(super) fn within(&self, hit: &Hit) -> Range {
        sentence::around(&self.sentences, hit.range.start)
    }

    /// The claim within which a hit stands.
    pub(super) fn claim(&self, hit: &Hit) -> Option<&voice::Claim> {
        voice::claim_at(&self.claims, hit.range.start)
    }

    fn is_article(&self) -> bool {
        self.section == SectionName::Statutes
    }

    /// How the words beside a hit turn it. 起主要作用，系主犯的证据不足 refuses the deed with its name.
    pub(super) fn denial(&self, hit: &Hit) -> Denial {
        let own = Denial::at(self.text, hit);
        let is_name = |other: &&Hit| {
            other.kind == hit.kind
                && other.range.start > hit.range.end
                && self.text.get(hit.range.end..other.range.start).is_some_and(|between| {
                    between
                        .strip_prefix('，')
                        .is_some_and(|is| ["是", "系", "属", "属于", "为"].contains(&is))
                })
        };
        // 检察员提出，称被害人有过错的理由不能成立: the prosecution refuses a plea.
        let refused = own.refused
            || self.section == SectionName::Accusation && denial::is_refused_plea(self.text, &hit.range)
            || self.hits.iter().find(is_name).is_some_and(|name| Denial::at(self.text, name).refused);
        Denial { refused, denied: own.denied || hit.denies }
    }

    /// Whether the words tell no circumstance of the case at all.
    pub(super) fn is_nothing(&self, hit: &Hit, denied: bool) -> bool {
        let text = self.text;
        // 不存在被害人有过错的问题 answers it.
        let is_answered = denied && text[hit.range.end..].starts_with("的问题");
        if !is_answered && denial::is_open(text, &hit.range)
            || !is_paid(hit.kind) && self.subjects.names_next(hit.range.end)
        {
            return true;
        }
        if self.is_article() {
            // 虽不具有……自首情节 in an article says nothing of anybody.
            return denied
                || is_of_the_civil_law(hit.kind)
                || is_of_a_condition(hit.kind)
                || text[hit.range.clone()].contains('还');
        }
        // What is alleged may stand behind the end of the procedure.
        if self.section == SectionName::Procedure
            && hit.kind != CircumstanceKind::PleaOfGuilt
            && !["审理终结", "开庭"].iter().any(|end| text[hit.range.end..].contains(end))
        {
            return true;
        }
        // What an extortioner asks for is called 赔偿 too, where the deed is told.
        let is_told_deed = matches!(self.section, SectionName::Facts | SectionName::Accusation);
        let is_heading = || {
            self.base != Stance::Argued
                && self.claim(hit).is_none()
                && text.get(self.within(hit)).is_some_and(rule::is_heading)
        };
        let is_bare = !denied && rule::is_defined(text, &hit.range)
            || self.people.names.len() > 1 && rule::is_weighed(text, &hit.range)
            || is_heading()
            || rule::names_article(text, &hit.range)
            // What the prosecution alleges at the end of the facts is told as it stands: 甲主动到公安机关投案。
            || !denied
                && is_deed(hit)
                && self.section != SectionName::Accusation
                && rule::is_bare_coming(text, &hit.range);
        is_bare
            || is_told_deed && !voice::is_aftermath(text, &hit.range, hit.kind)
            || self.base == Stance::Accepted
                && denial::is_conceded_deed(text, hit)
            || hit.kind == CircumstanceKind::VictimFault
                && fault::is_of_an_accused(text, hit.range.start, self.people)
            || is_joint_deed(hit.kind)
                && (gang::acts(text, hit.range.start, self.people)
                    // 指控甲多次盗窃的证据不足: no defence pleads what weighs against the accused.
                    || self.section == SectionName::Defence && !denied)
            // 与周某（未满16周岁）一起: the age of somebody else.
            || hit.kind == CircumstanceKind::Minor
                && self.subjects.is_of_a_stranger(text, hit.range.start)
            || self.is_not_of_the_case(hit)
    }

    /// Whether a law is told, a piece of evidence listed, or what somebody else did.
    fn is_not_of_the_case(&self, hit: &Hit) -> bool {
        let (text, at) = (self.text, hit.range.start);
        let is_deed_of_some = is_joint_deed(hit.kind) || hit.kind == CircumstanceKind::Unlicensed;
        let is_told_deed = matches!(self.section, SectionName::Facts | SectionName::Accusation);
        // 3.户籍证明，证实甲无犯罪记录, whatever part it was taken for.
        (self.section != SectionName::Facts && rule::is_listed_evidence(text, at))
            // 同案人的家属退赔 is no payment of the accused, 钱某曾多次…… no deed of his.
            || (is_paid(hit.kind) && self.subjects.is_paid_by_strangers(text, at))
            || (is_deed_of_some && self.subjects.is_done_by_a_stranger(text, at))
            || rule::is_told(text, &hit.range, self.people)
            || told::is_by_the_way(text, hit)
            || (is_told_deed && told::is_of_others(text, hit, self.section))
            || (self.section == SectionName::Defence && told::is_no_plea(text, hit))
    }

    /// Who says it, and whether the court accepts it.
    pub(super) fn stance(&self, hit: &Hit, denial: &Denial) -> Stance {
        let text = self.text;
        let negated = denial.negated();
        let claim = self.claim(hit);
        let stance = claim.map_or(self.base, |claim| claim.stance(text, hit, negated, &self.hits));
        // 原判认定甲系主犯不当的意见: refused within the plea itself.
        let is_pleas = claim.is_some() && !favours(hit.kind);
        let authors = self.base == Stance::Accepted && !denial.denied && denial.refused && !is_pleas;
        if authors || (negated && stance == Stance::Accepted) {
            return Stance::Rejected;
        }
        // 公诉机关指控甲系主犯不当，本院不予支持
        let answer = sentence::rest_of_line(text, hit.range.end).split('。').next().unwrap_or_default();
        let opens = sentence::sentence_before(text, hit.range.start);
        let is_courts = opens.starts_with("本院") || answer.contains("，本院");
        if stance == Stance::Alleged && denial.refused && is_courts {
            return Stance::Rejected;
        }
        if stance == Stance::Accepted && denial::is_refused_plea(text, &hit.range) {
            return Stance::Rejected;
        }
        // 辩护人提出林某系从犯的意见，与事实不符，本院不予采纳: answered where the pleas are told.
        if self.section == SectionName::Defence
            && stance == Stance::Argued
            && answer.contains("，本院")
            && favours(hit.kind)
            && rule::refused_claim(text, &self.within(hit), &hit.range) == Some(Stance::Rejected)
        {
            return Stance::Rejected;
        }
        if claim.is_some() || self.section != SectionName::Reasoning || stance != Stance::Accepted {
            return stance;
        }
        let within = self.within(hit);
        if rule::asks_the_court(text, &within, &hit.range) {
            return Stance::Argued;
        }
        is_pleaded(hit.kind)
            .then(|| rule::refused_claim(text, &within, &hit.range))
            .flatten()
            .map_or(stance, |refused| if is_told_fact(hit.kind) { Stance::Argued } else { refused })
    }

    /// Of whom it is said, empty for everybody; none where the text does not tell.
    pub(super) fn persons(&self, hit: &Hit, stance: Stance, negated: bool) -> Option<Vec<String>> {
        let text = self.text;
        // Of one accused there is nobody to rank, unless somebody asked for it.
        let is_asked = || self.hits.iter().any(|other| other.kind == hit.kind && !other.denies);
        let ranks_nobody = hit.denies && hit.kind == CircumstanceKind::Accessory;
        if ranks_nobody && self.people.names.len() < 2 && !is_asked() {
            return None;
        }
        let within = self.within(hit);
        // The fault is the victim's, the procedure the trial's: whoever is named beside is not meant.
        let is_procedure =
            self.section == SectionName::Procedure && hit.kind == CircumstanceKind::PleaOfGuilt;
        let is_everybodys =
            (hit.kind == CircumstanceKind::VictimFault || is_procedure) && self.people.names.len() > 1;
        let phrase = sentence::phrase_before(text, hit.range.start);
        // 货主才应认定为主犯: a defence hardly pleads it of whom it is made for.
        if hit.kind == CircumstanceKind::Principal
            && stance == Stance::Argued
            && !negated
            && self.people.names.len() > 1
            && (self.section == SectionName::Defence || !self.subjects.is_named_at(text, &hit.range))
            // 属作用较小的主犯 pleads it all the same.
            && !["较小", "相对小", "最小"].iter().any(|less| phrase.contains(less))
        {
            return None;
        }
        let told_of = self.subjects.persons(text, &within, &hit.range);
        let (persons, is_known) = match self.claimed_of(hit, negated, told_of.as_deref()) {
            Some(claimed) => (claimed, true),
            None => (told_of.clone().unwrap_or_default(), told_of.is_some()),
        };
        // Of several accused nobody is told: silence is better than all of them.
        let is_some = ["部分被告", "部分同案", "其他同案", "其他辩护人", "其余辩护人", "部分辩护人"]
            .iter()
            .any(|some| phrase.contains(some));
        let is_silent = is_some || !is_shared(hit.kind, stance);
        // 本案不分主从犯: of all of them, where nobody counts some.
        if ranks_nobody && !is_known {
            let sentence = text.get(within.clone()).unwrap_or_default();
            let counts = TOGETHER.captures_iter(sentence).any(|found| found.name("n").is_some());
            return (!counts).then(Vec::new);
        }
        // 对被告人甲表示谅解: of somebody whom the sentence names in passing, not of all.
        let names_some = || {
            let told = text.get(within.start..hit.range.start).unwrap_or_default();
            !self.people.mentions(told).is_empty()
        };
        if !is_known
            && persons.is_empty()
            && !is_everybodys
            && !self.is_article()
            && (is_silent || names_some())
        {
            return None;
        }
        // 张某、李某到云岭县入户盗窃, told after what an accused did: a deed of whoever its own sentence names.
        if is_joint_deed(hit.kind)
            && !self.is_article()
            && self.people.names.len() > 1
            && !self.subjects.speaks_of_somebody(&within, hit.range.start)
        {
            return None;
        }
        if is_personal(hit.kind)
            && !self.is_article()
            && (self.subjects.is_said_of_a_stranger(text, &within, hit.range.start)
                || self.is_said_of_some(hit, &persons))
        {
            return None;
        }
        if is_everybodys {
            let is_claimed = stance == Stance::Rejected
                && self.claim(hit).is_some_and(|claim| claim.base() == Stance::Argued);
            let is_plea =
                hit.kind == CircumstanceKind::VictimFault && (stance == Stance::Argued || is_claimed);
            if !is_plea {
                return Some(self.favoured(hit, stance));
            }
            let from = self.claim(hit).map_or(within.start, |claim| claim.start().min(within.start));
            let pleaders = self.subjects.pleaders(text, from, hit.range.start);
            return Some(pleaders.unwrap_or_default());
        }
        if persons.is_empty() || self.is_article() || self.people.names.len() < 2 {
            return Some(persons);
        }
        if is_joint_deed(hit.kind) || hit.kind == CircumstanceKind::Attempt && stance != Stance::Argued {
            return Some(joint::with_companions(text, hit.range.start, persons, self.people));
        }
        if is_paid(hit.kind)
            && let Some(payer) = joint::payer(text, hit.range.start, self.people)
        {
            return Some(payer);
        }
        Some(persons)
    }

    /// 被害人有过错，可对被告人甲从轻处罚: who has the benefit of a fault found, empty for everybody.
    fn favoured(&self, hit: &Hit, stance: Stance) -> Vec<String> {
        let rest = self.text.get(hit.range.end..self.within(hit).end).unwrap_or_default();
        if hit.kind != CircumstanceKind::VictimFault || stance != Stance::Accepted {
            return Vec::new();
        }
        let runs = self.people.runs(rest);
        let named = runs.iter().find(|run| {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
            let after = rest[last.range.end..].split(['，', '。', '；']).next().unwrap_or_default();
            mention::without_roles(&rest[..first.range.start]).ends_with('对')
                && ["从轻", "减轻", "从宽", "量刑时"].iter().any(|lighter| after.contains(lighter))
        });
        let names: Vec<String> = named
            .into_iter()
            .flatten()
            .filter_map(|mention| self.people.names.get(mention.value).cloned())
            .collect();
        if names.len() == self.people.names.len() { Vec::new() } else { names }
    }

    /// 各被告人分别具有自首、坦白等情节, 一伙大多有前科: each of some of them, nobody tells of whom.
    fn is_said_of_some(&self, hit: &Hit, persons: &[String]) -> bool {
        let phrase = sentence::phrase_before(self.text, hit.range.start);
        let each = ["分别具有", "分别有", "分别系", "分别属", "分别以", "各自具有"];
        self.people.names.len() > 1
            && (["大多", "多数", "个别被告"].iter().any(|some| phrase.contains(some))
                || persons.is_empty() && each.iter().any(|each| phrase.contains(each)))
    }

    /// 经查……，不符合自首的规定 refuses what was claimed, of whom it was claimed.
    fn claimed_of(&self, hit: &Hit, negated: bool, told_of: Option<&[String]>) -> Option<Vec<String>> {
        let claimed = self.hits.iter().find(|other| {
            negated
                && other.kind == hit.kind
                && voice::is_answer_to(&self.claims, hit.range.start, other.range.start)
                && !self.subjects.is_named_at(self.text, &hit.range)
        })?;
        // 经查，二被告人……，不构成自首: the author speaks of more than was claimed.
        if told_of.is_some_and(<[String]>::is_empty)
            && self.subjects.speaks_of_everybody(&self.within(hit), hit.range.start)
        {
            return None;
        }
        let within = self.within(claimed);
        let persons = told_of.unwrap_or_default();
        let of_claim = self.subjects.persons(self.text, &within, &claimed.range).unwrap_or_default();
        let is_of_all = of_claim.is_empty()
            && (persons.is_empty() || !self.subjects.speaks_of_somebody(&self.within(hit), hit.range.start))
            && self.subjects.speaks_of_everybody(&within, claimed.range.start);
        let is_of_others = !persons.iter().any(|name| of_claim.contains(name));
        let is_of_more = of_claim.len() < persons.len() && of_claim.iter().all(|name| persons.contains(name));
        (is_of_all || !of_claim.is_empty() && (is_of_others || is_of_more)).then_some(of_claim)
    }
}

/// 自首 read from what was done, not from its name.
fn is_deed(hit: &Hit) -> bool {
    hit.kind == CircumstanceKind::Surrender && hit.strength < 0.9
}
