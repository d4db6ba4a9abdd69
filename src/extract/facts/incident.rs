//! Reads one incident from its words.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::split::Passage;
use super::words::WORDS;
use super::{injury, place, victims};
use crate::document::Document;
use crate::extract::elements::{Amount, AmountRole, Incident, InjuryGrade};
use crate::extract::people::People;
use crate::text::{Cited, Found, Moment, Pattern, Range, date, measure, money};

/// Reads a passage. `before` is the last date told before it, and after it the last date it tells.
pub(super) fn read(
    document: &Document,
    passage: &Passage,
    people: &People,
    known: &[String],
    before: &mut Option<Moment>,
) -> Incident {
    let plain = document.plain();
    let words = |range: &Range| plain.get(range.clone()).unwrap_or_default();
    let core = words(&passage.core);
    if let Some(last) = date::scan_from(words(&passage.preamble), *before).last() {
        *before = Some(last.value);
    }
    let dates = date::scan_from(core, *before);
    let mut events = dates.iter().filter(|found| is_event(core, found));
    let is_occasion = |found: &&Found<Moment>| !is_plan(core, found) && !is_end(core, found);
    let time = events.clone().find(is_occasion).or_else(|| events.next()).cloned();
    *before = dates.last().map(|found| found.value).or(*before);
    let at = |found: Range| passage.core.start + found.start..passage.core.start + found.end;
    let parts = [&passage.core, &passage.tail];
    // Every finding of a scan, over the incident and what is told after it.
    let told = parts.map(|part| (part.start, words(part)));
    let whole = passage.preamble.start..passage.core.end;
    let whole = if passage.tail.start == whole.end { whole.start..passage.tail.end } else { whole };
    let whole =
        if passage.preamble.end == passage.core.start { whole } else { passage.core.start..whole.end };
    Incident {
        passage: document.cite((), &trimmed(plain, &whole), 0.9),
        time: time.map(|found| document.cite(found.value, &at(found.range), 0.95)),
        place: place::find(core).map(|range| {
            document.cite(core.get(range.clone()).unwrap_or_default().to_owned(), &at(range), 0.85)
        }),
        persons: persons(document, &passage.core, people),
        victims: victims::mentions(core, known)
            .into_iter()
            .map(|found| document.cite(found.value, &at(found.range), 0.85))
            .collect(),
        means: listed(document, &passage.core, &WORDS.means),
        objects: objects(document, &passage.core),
        amounts: amounts(document, passage),
        weights: told
            .iter()
            .flat_map(|&(start, text)| measure::scan(text).into_iter().map(move |found| found.shifted(start)))
            .map(|found| document.cite(found.value.milligrams, &found.range, 0.95))
            .collect(),
        alcohol: alcohol(document, &told),
        injuries: injuries(document, &told),
    }
}

/// The blood test: a breath test comes first in time but does not decide.
fn alcohol(document: &Document, told: &[(usize, &str)]) -> Option<Cited<i64>> {
    let all = told.iter().flat_map(|&(start, text)| {
        measure::scan_alcohol(text).into_iter().map(move |found| {
            let words = text.get(..found.range.start).unwrap_or_default();
            let clause = words.rsplit(['。', '；']).next().unwrap_or_default();
            (["呼气", "呼出气", "吹气"].iter().any(|breath| clause.contains(breath)), found.shifted(start))
        })
    });
    let (_, found) = all.min_by_key(|&(is_breath, _)| is_breath)?;
    Some(document.cite(found.value.hundredths, &found.range, 0.95))
}

/// Degrees of injury of all parts; the same degree once.
fn injuries(document: &Document, told: &[(usize, &str)]) -> Vec<Cited<InjuryGrade>> {
    let mut injuries: Vec<Cited<InjuryGrade>> = Vec::new();
    for &(start, text) in told {
        for found in injury::scan(text) {
            if injuries.iter().all(|known| known.value != found.value) {
                let found = found.shifted(start);
                injuries.push(document.cite(found.value, &found.range, 0.95));
            }
        }
    }
    injuries
}

fn trimmed(plain: &str, range: &Range) -> Range {
    let words = plain.get(range.clone()).unwrap_or_default();
    let start = range.start + (words.len() - words.trim_start().len());
    start..start.max(range.start + words.trim_end().len())
}

/// Whether a date is that of the deed, not of a birth, an earlier sentence or a release.
fn is_event(core: &str, found: &Found<Moment>) -> bool {
    static NOT_AFTER: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            "^(?:(?:零时|0时)?(?:起|始|以来)，?(?:依法|开始|全面|正式|常年|全年|全域|暂定|永久|实行|实施|执行)*(?:禁|施行|生效|列入|列为|划为|划定|纳入)|(?:起|始)，?[^，。；]{0,6}(?:实行|实施)[^，。；]{0,20}(?:禁|期|制度|管理|规定|办法)|出生|生[，）]|生于|[^，。；]{0,30}(?:判处|刑满释放|被行政处罚|登记结婚|注册成立|因犯|入职|入伍|入党|参加工作|应聘|受聘|就职|毕业|结婚|签订劳动合同|取得[^，。；]{0,8}(?:证|资格)|成立)|(?:起|至[^，。；]{0,12}|以来|间|期间)?，?[^，。；]{0,10}(?:担任|历任|先后任|任|被任命|被聘)[^，。；]{0,30}(?:局长|院长|校长|所长|处长|科长|主任|书记|经理|主席|会计|出纳|干部|职务|法定代表人|负责人|委员|站长|队长|董事|镇长|乡长|县长|市长|厅长|部长|村长|行长|民警|法官|员)[，。；、])",
        )
        .expect("the pattern is fixed")
    });
    // 商标有效期至2028年5月13日: how long a right, a loan or a licence runs.
    static TERM_BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("(?:有效期|保护期|专用期|使用期|保质期|期限|租期|租赁期|借期|约定期|到期日)[^，。；]{0,24}(?:至|到|为|自|从|于|：|是)$")
            .expect("the pattern is fixed")
    });
    let after = core.get(found.range.end..).unwrap_or_default();
    let before = core.get(..found.range.start).unwrap_or_default();
    let clause = before.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default();
    !NOT_AFTER.is_match(after) && !before.ends_with("生于") && !TERM_BEFORE.is_match(clause)
}

/// 2022年4月底，甲、乙商定……。同年5月3日起: a month in which people agreed is not yet that of the deed.
fn is_plan(core: &str, found: &Found<Moment>) -> bool {
    static AGREED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("^，?[^，。；]{0,30}(?:商定|商议|商量|约定|预谋|合谋|共谋|密谋|谋划|策划|起意)")
            .expect("the pattern is fixed")
    });
    found.value.day.is_none() && core.get(found.range.end..).is_some_and(|after| AGREED.is_match(after))
}

/// 至2020年5月案发: where a period ends, not when it began.
fn is_end(core: &str, found: &Found<Moment>) -> bool {
    let before = core.get(..found.range.start).unwrap_or_default();
    before.ends_with(['至', '到'])
}

fn persons(document: &Document, core: &Range, people: &People) -> Vec<Cited<String>> {
    let words = document.plain().get(core.clone()).unwrap_or_default();
    let mut seen: Vec<usize> = Vec::new();
    let mut persons = Vec::new();
    for mention in people.mentions(words) {
        if seen.contains(&mention.value) {
            continue;
        }
        seen.push(mention.value);
        let range = core.start + mention.range.start..core.start + mention.range.end;
        persons.push(document.cite(people.names[mention.value].clone(), &range, 0.97));
    }
    persons
}

fn listed(document: &Document, core: &Range, list: &AhoCorasick) -> Vec<Cited<String>> {
    let words = document.plain().get(core.clone()).unwrap_or_default();
    let mut found: Vec<Cited<String>> = Vec::new();
    for word in list.find_iter(words) {
        let value = words.get(word.range()).unwrap_or_default();
        if found.iter().all(|known| known.value != value) {
            let range = core.start + word.start()..core.start + word.end();
            found.push(document.cite(value.to_owned(), &range, 0.85));
        }
    }
    found
}

/// Counted things (手机一部) and things of the list.
fn objects(document: &Document, core: &Range) -> Vec<Cited<String>> {
    static COUNTED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("[，。；、：（）的走得取出了将及和有内为抢]([^，。；、：（）的了将及和有为某走得取出\\d“”\\n]{2,14}?)(?:共|各)?[0-9一二两三四五六七八九十百数]{1,5}余?(?:部|台|辆|条|只|把|枚|块|瓶|件|张|箱|套|双|副|根|袋|颗|粒|株|棵|支|盒|桶|本|架|艘|头|包|个)").expect("the pattern is fixed")
    });
    static NO_THING: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("生产|中标|公司|先后|每|查获|缴获|购买|共同|其中|开具|分别|签订|办理|注册|成立|制作|被告人|另|发现|扣押|上述|以上|等").expect("the pattern is fixed")
    });
    let words = document.plain().get(core.clone()).unwrap_or_default();
    let mut found = listed(document, core, &WORDS.objects);
    for captures in COUNTED.captures_iter(words) {
        let Some(name) = captures.get(1) else { continue };
        let value = name.as_str();
        let is_known = NO_THING.is_match(value)
            || found.iter().any(|known| known.value == value || value.contains(known.value.as_str()));
        if !is_known
            && !WORDS.repeatable.is_match(value)
            && !value.ends_with(['第', '年', '月', '日', '时', '人', '在', '这', '每', '第'])
        {
            let range = core.start + name.start()..core.start + name.end();
            found.push(document.cite(value.to_owned(), &range, 0.7));
        }
    }
    found
}

/// Sums of the incident; before the first of several incidents only totals belong to it.
fn amounts(document: &Document, passage: &Passage) -> Vec<Amount> {
    let plain = document.plain();
    let mut amounts = Vec::new();
    for (range, totals_only) in [(&passage.preamble, true), (&passage.core, false), (&passage.tail, false)] {
        let words = plain.get(range.clone()).unwrap_or_default();
        for found in money::scan(words) {
            let mut role = role(words, &found.range);
            if role == AmountRole::Crime && sums_up(words, found.range.start) {
                role = AmountRole::Total;
            }
            if role == AmountRole::Total && follows_repayment(words, found.range.start) {
                role = AmountRole::Repaid;
            }
            if totals_only && role != AmountRole::Total {
                continue;
            }
            let place = range.start + found.range.start..range.start + found.range.end;
            amounts.push(Amount {
                fen: document.cite(found.value.fen, &place, 0.95),
                approximate: found.value.approximate,
                role,
            });
        }
    }
    amounts
}

/// 综上，被告人甲参与盗窃四起，价值……
fn sums_up(words: &str, at: usize) -> bool {
    let before = words.get(..at).unwrap_or_default();
    let start = before
        .rfind(['。', '\n'])
        .map_or(0, |mark| mark + before[mark..].chars().next().map_or(1, char::len_utf8));
    let sentence = before.get(start..).unwrap_or_default();
    ["综上", "以上", "上述"].iter().any(|word| sentence.starts_with(word))
}

/// 各退赔2000元，共计4000元: the total of the clause before, not of what was taken.
fn follows_repayment(words: &str, at: usize) -> bool {
    let before = words.get(..at).unwrap_or_default();
    let Some((before, own)) = before.rsplit_once('，') else { return false };
    let clause = before.rsplit(['，', '。', '；', '：', '\n']).next().unwrap_or_default();
    let Some(sum) = money::scan(clause).into_iter().last() else { return false };
    let is_bare = own.chars().count() <= BARE_TOTAL && clause[sum.range.end..].is_empty();
    is_bare && !own.contains(['。', '；', '\n']) && role(clause, &sum.range) == AmountRole::Repaid
}

/// Characters of 共计人民币 and its like before a sum that names nothing of its own.
const BARE_TOTAL: usize = 7;

/// Characters before a sum in which a word may stand that tells its role: more than any pattern spans.
const NEAR: usize = 80;

fn role(words: &str, range: &Range) -> AmountRole {
    let before = words.get(..range.start).unwrap_or_default();
    let start = before
        .rfind(['，', '。', '；', '：', '\n'])
        .map_or(0, |mark| mark + before[mark..].chars().next().map_or(1, char::len_utf8));
    let clause = before.get(start..).unwrap_or_default();
    let clause = clause.trim_end_matches("人民币");
    // A table may be one clause with hundreds of sums.
    let near = clause.char_indices().rev().nth(NEAR).map_or(clause, |(at, _)| &clause[at..]);
    let told = WORDS.roles.iter().find(|role| role.before.is_match(near));
    told.map_or(AmountRole::Other, |role| role.role)
}
