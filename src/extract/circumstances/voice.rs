//! Who speaks inside the reasoning: the author answers claims of the defence and of the prosecution there.

mod words;

use super::kinds::{burdens, favours, is_paid, is_told_fact};
use super::lexicon::Hit;
use super::names_same_kind;
use super::reach::{POINT, end_of_points, is_answered_point};
use super::sentence::{clause_before, phrase_before, rest_of_line, sentence_before};
use crate::extract::elements::{CircumstanceKind, Stance};
use crate::text::Range;
use words::WORDS;

/// A party's words are told over several sentences.
pub(super) fn reports(words: &str) -> bool {
    WORDS.reports.is_match(words)
}

/// Somebody else begins to speak.
pub(super) fn speaks_next(words: &str) -> bool {
    WORDS.next_speaker.is_match(words)
}

/// How the author answers a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Agrees,
    Disagrees,
    Unclear,
    /// No answer before the next claim begins.
    Silent,
}

/// Words of somebody else that the author reports.
pub(super) struct Claim {
    range: Range,
    /// The author's words that follow, up to the next claim.
    answer_range: Range,
    answer: Answer,
    base: Stance,
}

/// Claims reported in the reasoning.
pub(super) fn claims(text: &str, sentences: &[Range]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        // A sentence told inside a claim begins no other.
        let mut from = claims.last().map_or(0, |last| last.range.end).max(sentence.start);
        if from >= sentence.end {
            continue;
        }
        // 2、林某系从犯。经查，……: a point of the plea that is answered.
        if is_answered_point(text, sentences, index) {
            let reach = sentences.get((index + 4).min(sentences.len() - 1)).map_or(text.len(), |s| s.end);
            claims.push(Claim {
                range: from..sentence.end,
                answer_range: sentence.end..reach,
                answer: Answer::Silent,
                base: Stance::Argued,
            });
            continue;
        }
        while let Some((range, base)) = next_claim(text, from..sentence.end) {
            from = range.end.max(range.start + 1);
            let range = range.start..end_of_points(text, sentences, index, range);
            let last = sentences.partition_point(|sentence| sentence.end <= range.end).max(index);
            let reach = sentences
                .get((last + 4).min(sentences.len() - 1))
                .map_or(text.len(), |s| s.end)
                .max(range.end);
            claims.push(Claim { answer_range: range.end..reach, range, answer: Answer::Silent, base });
            if from >= sentence.end || !text.is_char_boundary(from) {
                break;
            }
        }
    }
    for index in (0..claims.len()).rev() {
        let next = claims.get(index + 1).map(|claim| (claim.range.clone(), claim.answer, claim.base));
        let claim = &mut claims[index];
        if let Some((next, ..)) = &next {
            claim.answer_range.end = claim.answer_range.end.min(next.start).max(claim.answer_range.start);
        }
        let words = text.get(claim.answer_range.clone()).unwrap_or_default();
        if let Some(before) = answered_before(text, claim.range.start) {
            claim.answer = before;
            continue;
        }
        claim.answer = match (answer(words, claim.base), next) {
            // 1.……的意见；2.……的意见，经查……均不予采纳
            (Answer::Silent, Some((next, later, base)))
                if base == claim.base
                    && (words.chars().count() < 16 || refers_back(text, &next))
                    && !["本院", "赘述"].iter().any(|own| words.replace("本院认为", "").contains(own)) =>
            {
                later
            }
            (own, _) => own,
        };
    }
    claims
}

/// 故上诉人的该上诉理由……: the plea told before is named once more to be answered.
fn refers_back(text: &str, claim: &Range) -> bool {
    text.get(claim.clone()).is_some_and(|words| WORDS.refers_back.is_match(words))
}

fn next_claim(text: &str, within: Range) -> Option<(Range, Stance)> {
    let words = text.get(within.clone())?;
    let is_plea = |found: &regex::Match<'_>| {
        let (before, after) = words.split_at(found.end());
        // 此系被告人对法律认识的辩解，故应当认定……: the author says what it is.
        let is_judged = before.ends_with("的辩解") && after.starts_with("，故");
        !is_judged && (!found.as_str().ends_with("提出") || !WORDS.proposes.is_match(after))
    };
    let defence = WORDS
        .defence
        .find_iter(words)
        .find(is_plea)
        .map(|found| (found.start(), found.end(), Stance::Argued));
    // 《最高人民检察院关于……的意见》 is nobody's claim.
    let is_titled = |found: &regex::Match<'_>| {
        let before = &words[..found.start()];
        before.rfind('《').is_some_and(|open| before.rfind('》').is_none_or(|close| close < open))
    };
    let prosecution = WORDS
        .prosecution
        .find_iter(words)
        .find(|found| !is_titled(found) && !is_admitted(words, found) && !is_of_time(words, found))
        .map(|found| (found.start(), found.end(), Stance::Alleged));
    let (start, opened, base) =
        [defence, prosecution].into_iter().flatten().min_by_key(|&(start, ..)| start)?;
    // 关于……的意见 matches to its end; the claim is what stands between.
    let opener = words.get(start..opened)?;
    let preposition = after_preposition(opener);
    let opened = preposition.map_or(opened, |length| start + length);
    let rest = words.get(opened..)?;
    // 对检察机关关于……的意见 is no plea; 辩护人提出“公诉机关指控……” is.
    let head = rest.char_indices().nth(14).map_or(rest, |(at, _)| &rest[..at]);
    let is_accusers = preposition.is_some() && !head.contains("辩") && WORDS.prosecution.is_match(head);
    let base = if is_accusers { Stance::Alleged } else { base };
    let end = end_of_claim(rest, base).map_or(words.len(), |end| opened + end);
    // 虽辩称无罪，但……，系自首: from 但 on the author speaks.
    let before = words[..start].chars().next_back();
    let is_conceded = before == Some('虽')
        || words[..start].ends_with("虽然")
        || preposition.is_none() && opener.contains('虽');
    let turn = rest.find("，但").filter(|_| is_conceded).map_or(end, |turn| opened + turn);
    let end = end.min(turn);
    Some((within.start + start..within.start + end.max(opened), base))
}

/// 在公诉机关指控时间之后: no claim is told.
fn is_of_time(words: &str, charge: &regex::Match<'_>) -> bool {
    ["时间", "的时间", "期间", "之前", "之后"].iter().any(|time| words[charge.end()..].starts_with(time))
}

/// Whether it is what an accused has nothing to say against: 二被告人对公诉机关指控的事实无异议.
fn is_admitted(words: &str, charge: &regex::Match<'_>) -> bool {
    let phrase = phrase_before(words, charge.start());
    let accused = ["被告人", "上诉人"].iter().any(|role| phrase.contains(role));
    let after = words[charge.start()..].split(['，', '。', '；']).next().unwrap_or_default();
    accused
        && ["对", "就", "承认", "供认"].iter().any(|on| phrase.ends_with(on))
        && ["无异议", "没有异议", "不持异议", "供认", "承认", "认罪", "无意见"]
            .iter()
            .any(|admits| after.contains(admits))
}

/// Bytes of 关于, 但对于 or 对其 at the head of an opener that runs to the end of its claim.
fn after_preposition(opener: &str) -> Option<usize> {
    let point = |c: char| c.is_ascii_digit() || "一二三四五六七八九十、.．（）()".contains(c);
    let rest = opener.trim_start_matches(point).trim_start_matches(['但', '另', '且', '故', '其']);
    let skipped = opener.len() - rest.len();
    let is_opened = rest.starts_with(['关', '对', '针', '至', '就']);
    let length = rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at);
    is_opened.then_some(skipped + length)
}

/// Where the words of a claim end. 辩护人提出……的事实应认定自首的辩护意见 is one claim in spite of its 的事实.
fn end_of_claim(words: &str, base: Stance) -> Option<usize> {
    let hard = WORDS.close.find(words);
    let is_listed = |end: usize| {
        base == Stance::Argued
            && words.get(..end).is_some_and(|head| POINT.is_match(head) || is_open_quotation(head))
    };
    // 辩护人提出，甲如实交代全部犯罪事实，属于自首
    let is_confessed = |end: usize| {
        base == Stance::Argued
            && ["供述", "交代", "交待", "供认"].iter().any(|told| phrase_before(words, end).contains(told))
    };
    let soft = WORDS
        .soft_close
        .find_iter(words)
        .find(|soft| !is_confessed(soft.start()))
        .filter(|soft| !is_listed(soft.start()));
    let (hard, soft) = match (hard, soft) {
        (Some(hard), Some(soft)) if soft.start() < hard.start() => (hard, soft),
        (hard, soft) => return hard.or(soft).map(|found| found.start()),
    };
    let is_named = base == Stance::Argued && WORDS.named.is_match(&words[soft.start()..hard.end()]);
    Some(if is_named { hard.start() } else { soft.start() })
}

pub(super) fn is_open_quotation(words: &str) -> bool {
    words.rfind('“').is_some_and(|open| !words[open..].contains('”'))
}

/// 不采纳辩护人……的意见: the answer comes first.
fn answered_before(text: &str, claim: usize) -> Option<Answer> {
    let (before, claim) = text.split_at_checked(claim)?;
    let is_refused = ["不采纳", "不采信"].iter().any(|no| before.ends_with(no)) && !claim.starts_with('，');
    is_refused.then_some(Answer::Disagrees)
}

fn answer(words: &str, base: Stance) -> Answer {
    // 公诉机关……的意见并无不当 agrees with the prosecution, and refuses the plea against what the court below held.
    let found_right = words.find("并无不当").filter(|_| base == Stance::Alleged);
    let words = found_right.map_or(words, |at| &words[..at]);
    if found_right.is_some() && !WORDS.reject.is_match(words) {
        return Answer::Agrees;
    }
    let agreed = WORDS.accept.find(words);
    let agrees = agreed.map_or(usize::MAX, |m| m.start());
    let disagrees = WORDS.reject.find(words).map_or(usize::MAX, |m| m.start());
    if agrees == usize::MAX && disagrees == usize::MAX {
        return Answer::Silent;
    }
    if let Some(part) = WORDS.part.find(words)
        && part.start() <= agrees.min(disagrees)
    {
        return Answer::Unclear;
    }
    // 原判量刑时已经予以考虑，……不予采纳: the court below took it into account, so the plea changes nothing.
    let was_considered = agreed.is_some_and(|m| {
        words[m.start()..].split(['，', '。', '；']).next().is_some_and(|clause| clause.contains("考虑"))
            && ["原判", "原审", "一审"].iter().any(|below| sentence_before(words, m.start()).contains(below))
    });
    if was_considered && agrees < disagrees && disagrees != usize::MAX {
        return Answer::Unclear;
    }
    // 原判的量刑符合法律规定，故该上诉理由不能成立: what is found right is not the plea.
    let finds_below_right = agreed.is_some_and(|m| {
        ["原判", "原审", "一审"].iter().any(|below| phrase_before(words, m.start()).contains(below))
    });
    if base == Stance::Argued && finds_below_right && disagrees != usize::MAX {
        return Answer::Disagrees;
    }
    // 不予采纳 holds 采纳 a little later.
    if disagrees < agrees { Answer::Disagrees } else { Answer::Agrees }
}

/// Whether byte `at` stands in the author's answer to the claim that holds byte `claimed`.
pub(super) fn is_answer_to(claims: &[Claim], at: usize, claimed: usize) -> bool {
    claim_at(claims, claimed).is_some_and(|claim| claim.answer_range.contains(&at))
}

/// The claim that holds byte `at`.
pub(super) fn claim_at(claims: &[Claim], at: usize) -> Option<&Claim> {
    let index = claims.partition_point(|claim| claim.range.start <= at);
    claims.get(index.checked_sub(1)?).filter(|claim| claim.range.contains(&at))
}

impl Claim {
    /// Where it begins.
    pub(super) fn start(&self) -> usize {
        self.range.start
    }

    /// Where the author speaks again.
    pub(super) fn end(&self) -> usize {
        self.range.end
    }

    /// Who claims it.
    pub(super) fn base(&self) -> Stance {
        self.base
    }

    /// Whose words a hit inside the claim are, once the author's answer is known.
    pub(super) fn stance(&self, text: &str, hit: &Hit, negated: bool, hits: &[Hit]) -> Stance {
        // 其系从犯的意见，经查，……起主要作用，……不予支持: the author holds the contrary.
        if hit.kind == CircumstanceKind::Accessory && self.is_met_by_the_contrary(text, hits) {
            return Stance::Rejected;
        }
        // The author's own words on the same circumstance are a hit of their own.
        let own = self.before_agreeing(text);
        let is_own = |named: &&Hit| {
            named.kind == hit.kind && own.contains(&named.range.start) && !is_retold(text, named)
        };
        if hits.iter().any(|named| is_own(&named)) || self.answers_another(text, hit, hits) {
            return self.base;
        }
        // No defence denies what favours the accused: these are the author's words, though no mark parts them.
        let is_favour = favours(hit.kind)
            || matches!(hit.kind, CircumstanceKind::FirstOffender | CircumstanceKind::VictimFault);
        if negated && self.base == Stance::Argued && is_favour && !self.is_victims(text) {
            return Stance::Rejected;
        }
        // 公诉机关将该行为认定为立功与法律不符，故其不构成立功
        let phrase = phrase_before(text, hit.range.start);
        if negated && self.base == Stance::Alleged && phrase.starts_with(['故', '因']) {
            return Stance::Rejected;
        }
        // 经查，……，钱某并无过错
        let answer = text.get(self.answer_range.clone()).unwrap_or_default();
        if hit.kind == CircumstanceKind::VictimFault
            && self.base == Stance::Argued
            && WORDS.no_fault.is_match(answer)
        {
            return Stance::Rejected;
        }
        let after = text.get(hit.range.end..).unwrap_or_default();
        // 辩护人对未遂部分的意见: the word only tells what the claim is on.
        if hit.kind == CircumstanceKind::Attempt && after.starts_with("部分") && !negated {
            return self.base;
        }
        // No defence pleads what weighs against the accused; the author holds it though the plea is refused.
        if burdens(hit.kind) && !negated && self.base == Stance::Argued && self.answer == Answer::Disagrees {
            return Stance::Accepted;
        }
        // 应构成坦白的意见，经查，……应认定为自首: the author holds something else.
        if hit.kind == CircumstanceKind::Confession
            && names_same_kind(hits, CircumstanceKind::Surrender, &own)
        {
            return self.base;
        }
        // 4、……的意见，经核查，……均起主要作用，对上述意见不予采纳: the author's own words, though no mark parts them.
        if hit.kind == CircumstanceKind::Principal
            && !negated
            && self.base == Stance::Argued
            && self.answer == Answer::Disagrees
            && !is_told_of(sentence_before(text, hit.range.start))
        {
            return Stance::Accepted;
        }
        let before = clause_before(text, hit.range.start);
        if hit.kind == CircumstanceKind::Principal && before.ends_with("的") && self.base == Stance::Argued {
            return self.base;
        }
        let concedes = ["虽", "虽然", "虽系", "虽属", "虽是", "虽有", "虽具有", "虽然系", "虽然有"];
        if concedes.iter().any(|word| before.ends_with(word)) && self.answer != Answer::Agrees {
            return self.base;
        }
        match (self.answer, negated) {
            (Answer::Agrees, false) => Stance::Accepted,
            (Answer::Agrees, true) => Stance::Rejected,
            // Sums claimed and refused are no answer on whether something was paid.
            (Answer::Disagrees, false) if is_refused_as_told(text, hit) => Stance::Rejected,
            (Answer::Disagrees, false) if !is_paid(hit.kind) && !self.asks_for_more(text) => {
                // 系初犯，请求缓刑的意见不予采纳 refuses what is asked for.
                if is_told_fact(hit.kind) && self.asks(text) { self.base } else { Stance::Rejected }
            }
            _ => self.base,
        }
    }

    /// Whether the author answers a plea on a lesser part with the greater one.
    fn is_met_by_the_contrary(&self, text: &str, hits: &[Hit]) -> bool {
        self.base == Stance::Argued
            && self.answer != Answer::Agrees
            && names_same_kind(hits, CircumstanceKind::Principal, &self.answer_range)
            && !hits.iter().any(|named| {
                named.kind == CircumstanceKind::Accessory
                    && self.answer_range.contains(&named.range.start)
                    && !is_retold(text, named)
            })
    }

    /// The answer up to where the author agrees; all of it where it does not. What follows is about others.
    fn before_agreeing(&self, text: &str) -> Range {
        let words = text.get(self.answer_range.clone()).unwrap_or_default();
        // 系从犯的意见不能成立；乙起次要作用，系从犯: the answer is over.
        // The refusal may have a clause of its own: 系从犯的辩护意见，本院不予采纳。
        if self.answer == Answer::Disagrees
            && let Some(over) = words.find(['。', '；'])
            && let Some(head) = words.get(..over)
            && (WORDS.reject.is_match(head.split('，').next().unwrap_or_default())
                || head.chars().count() < 20 && WORDS.reject.is_match(head))
        {
            return self.answer_range.start..self.answer_range.start + over;
        }
        let agreed = WORDS.accept.find(words).filter(|_| self.answer == Answer::Agrees);
        let end = agreed.map_or(self.answer_range.end, |m| self.answer_range.start + m.start());
        self.answer_range.start..end
    }

    /// 所提“系立功，系从犯”的理由，经查，……属立功，予以支持: the answer is about another point of the claim.
    fn answers_another(&self, text: &str, hit: &Hit, hits: &[Hit]) -> bool {
        let words = text.get(self.answer_range.clone()).unwrap_or_default();
        let answered = [WORDS.accept.find(words), WORDS.reject.find(words)];
        let Some(until) = answered.into_iter().flatten().map(|m| m.start()).min() else { return false };
        let until = words
            .get(until..)
            .and_then(|rest| rest.find(['，', '。', '；']))
            .map_or(words.len(), |at| until + at);
        let before = self.answer_range.start..self.answer_range.start + until;
        hits.iter().any(|named| {
            named.kind != hit.kind
                && before.contains(&named.range.start)
                && names_same_kind(hits, named.kind, &self.range)
        })
    }

    /// Whether the victim's side speaks.
    fn is_victims(&self, text: &str) -> bool {
        let claim = text.get(self.range.clone()).unwrap_or_default();
        ["代理人", "原告人", "被害人提出", "被害人及"].iter().any(|side| claim.contains(side))
    }

    fn asks(&self, text: &str) -> bool {
        let claim = text.get(self.range.clone()).unwrap_or_default();
        WORDS.request.is_match(claim) || WORDS.asks.is_match(claim)
    }

    /// Whether the answer may be about something else the claim asks for.
    fn asks_for_more(&self, text: &str) -> bool {
        let claim = text.get(self.range.clone()).unwrap_or_default();
        let answer = text.get(self.answer_range.clone()).unwrap_or_default();
        WORDS.request.find_iter(claim).any(|asked| answer.contains(asked.as_str()))
            || (claim.contains("从轻") || claim.contains("减轻") || claim.contains("量刑"))
                && WORDS.refused_measure.is_match(answer)
    }
}

/// 故辩护人关于林某系从犯的意见不予采纳: the plea is named once more to be answered.
fn is_retold(text: &str, hit: &Hit) -> bool {
    let clause = text.get(hit.range.end..).unwrap_or_default().split(['，', '。', '；']).next();
    clause.is_some_and(|rest| {
        ["意见", "理由", "观点", "辩解"].iter().any(|plea| rest.contains(plea)) && rest.chars().count() < 24
    })
}

/// 已退还赃款等意见，与事实不符: what was said to be paid was not.
fn is_refused_as_told(text: &str, hit: &Hit) -> bool {
    let after = text.get(hit.range.end..).unwrap_or_default();
    let head = after.split(['。', '；']).next().unwrap_or_default();
    is_paid(hit.kind) && WORDS.untrue.is_match(head)
}

/// Whether somebody speaks in `words`, and the author has not begun to look into it.
fn is_told_of(words: &str) -> bool {
    let own = ["经查", "经核查", "经审"].iter().filter_map(|looks| words.rfind(looks)).max().unwrap_or(0);
    ["提出", "辩称", "所提", "人称", "认为", "关于"].iter().any(|told| words[own..].contains(told))
}

/// Whether a payment told among the deeds was made after them.
pub(super) fn is_aftermath(text: &str, hit: &Range, kind: CircumstanceKind) -> bool {
    let rest = || rest_of_line(text, hit.end).split(['。', '；']).next().unwrap_or_default();
    kind != CircumstanceKind::Compensation
        || WORDS.aftermath.is_match(sentence_before(text, hit.start))
        || rest().contains("谅解")
}
