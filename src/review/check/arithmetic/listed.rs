//! A total in the words of the facts against the parts told before it, whatever the unit: yuan, grams, cubic metres.
//!
//! Parts are the list numbered in front of the total's paragraph, else what the sentence (or, behind 综上 and 以上,
//! the paragraph) tells. Many totals leave something out or take something in, so a total that any choice of
//! parts gives is right, and only one near the sum of all is told. Parts told behind their total are [`behind`]'s.

mod behind;

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::verdict::Verdict;
use super::NEAR;
use crate::case::{CaseFile, Paper};
use crate::document::{DocumentKind, SectionName};
use crate::text::{Range, measure, money, numeral, slip};

/// Parts beyond which nearly every total is the sum of some of them.
const MOST_PARTS: usize = 12;

static TOTAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:共计|合计|总计|总共)[^0-9一二三四五六七八九十百千万，。；：、\\n]{0,12}")
        .expect("the pattern is fixed")
});
static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "^(?:[0-9]{1,2}[.、．]|[一二三四五六七八九十]{1,3}、|（[0-9一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[起笔次，])",
    )
    .expect("the pattern is fixed")
});
/// The line is one of a list, or of several of its items: （7-8）.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[-—、.．）)]|第[一二三四五六七八九十]{1,3}[起笔次，])",
    )
    .expect("the pattern is fixed")
});
/// Among the parts something else is told: a price without its unit, money taken off or given back.
static UNCLEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("（(?:价值)?[0-9.]+[）、]|扣除|放款|还款|归还").expect("the pattern is fixed")
});
/// 连同现金共计13612元: the total takes in what was told further up.
static TAKEN_IN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:连同|加上|加之|另加|包括|包含|含|算上|及前述|及上述|和前述)[^，。；：\\n]{0,20}$")
        .expect("the pattern is fixed")
});
static VOLUME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?P<n>[0-9]+(?:\\.[0-9]+)?)(?:余)?立方米").expect("the pattern is fixed"));
/// Bare numbers of a list whose last carries the unit: 18.2、21.4、7.1立方米.
static BARE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:[0-9]+(?:\\.[0-9]+)?、)+$").expect("the pattern is fixed"));

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Yuan,
    Gram,
    CubicMetre,
}

impl Unit {
    fn words(self, thousandths: i64) -> String {
        let unit = match self {
            Self::Yuan => "元",
            Self::Gram => "克",
            Self::CubicMetre => "立方米",
        };
        format!("{}{unit}", thousandths as f64 / 1000.0)
    }
}

/// An amount in thousandths of its unit.
#[derive(Debug, Clone)]
struct Amount {
    unit: Unit,
    value: i64,
    rough: bool,
    range: Range,
}

/// Totals of the facts that their parts do not give.
pub(super) fn check(case: &CaseFile, paper: &Paper) -> Vec<Verdict> {
    let plain = paper.document.plain();
    let names: Vec<&str> = case.persons.iter().map(|person| person.name.as_str()).collect();
    let mut found = Vec::new();
    for range in facts(paper) {
        let Some(words) = plain.get(range.clone()) else { continue };
        let mut off = wrong(words, &names);
        let told = amounts(words);
        let listed = behind::wrong(words, &told).into_iter().filter(|off| !is_rest_told(case, off));
        for (total, parts) in listed.chain(behind::heading(words, &told)) {
            // A total told twice wrongly, by the list before it and by the parts behind it, is one slip.
            if !off.iter().any(|(known, _)| known.range == total.range) {
                off.push((total, parts));
            }
        }
        for (total, parts) in off {
            let sum: i64 = parts.iter().map(|part| part.value).sum();
            let message = format!(
                "{}所列各项之和为{}，与载明的合计{}不一致",
                paper.kind().label(),
                total.unit.words(sum),
                total.unit.words(total.value)
            );
            let quote = |amount: &Amount| {
                paper.document.quote(&(range.start + amount.range.start..range.start + amount.range.end))
            };
            let mut evidence: Vec<_> = parts.iter().map(quote).collect();
            evidence.push(quote(&total));
            let verdict = Verdict::fail(message, evidence).confident(0.7);
            found.push(
                verdict
                    .computed("sum", total.unit.words(sum))
                    .computed("stated", total.unit.words(total.value)),
            );
        }
    }
    found
}

/// 138600元，其中取现50000元、转出88000元: the dossier tells what became of the other 600.
fn is_rest_told(case: &CaseFile, (total, parts): &(Amount, Vec<Amount>)) -> bool {
    let rest = total.value - parts.iter().map(|part| part.value).sum::<i64>();
    rest > 0
        && case.papers.iter().any(|paper| {
            amounts(paper.document.plain()).iter().any(|told| told.unit == total.unit && told.value == rest)
        })
}

/// Where a paper tells of sums: its facts, of an appraisal of prices all of it. In papers of one author a sentence of
/// the facts that speaks of proof (已查证属实) is still one of the facts.
fn facts(paper: &Paper) -> Vec<Range> {
    let whole = paper.document.plain().len();
    if paper.kind() == DocumentKind::PriceAppraisal {
        return std::iter::once(0..whole).collect();
    }
    let facts: Vec<Range> = paper.document.section_ranges(SectionName::Facts).cloned().collect();
    if paper.kind() == DocumentKind::Judgment {
        return facts;
    }
    let Some(start) = facts.first().map(|range| range.start) else { return facts };
    let reasoning = paper.document.section_ranges(SectionName::Reasoning).map(|range| range.start);
    let last = facts.last().map_or(whole, |range| range.end);
    let end = reasoning.filter(|at| *at > start).min().unwrap_or(last);
    std::iter::once(start..end).collect()
}

/// Totals of a text with the parts that do not give them.
fn wrong(words: &str, names: &[&str]) -> Vec<(Amount, Vec<Amount>)> {
    let amounts = amounts(words);
    let mut found: Vec<(Amount, Vec<Amount>)> = Vec::new();
    let mut last_end = 0;
    for cue in TOTAL.find_iter(words) {
        let Some(total) = amounts.iter().find(|amount| {
            // The sum's own range takes in 人民币, which the cue has read over.
            (cue.start()..=cue.end()).contains(&amount.range.start) && amount.range.end > cue.end()
        }) else {
            continue;
        };
        let parts = parts(words, names, &amounts, cue.start(), last_end, total);
        last_end = total.range.end;
        let sentence = &words[words[..cue.start()].rfind(['。', '\n']).unwrap_or(0)..cue.start()];
        let is_read = !is_shared_out(words, &parts)
            && !UNCLEAR.is_match(sentence)
            && !takes_in_more(&words[..cue.start()]);
        if parts.len() >= 2 && parts.len() <= MOST_PARTS && is_read && is_off(total, &parts) {
            found.push((total.clone(), parts));
        }
    }
    found
}

/// Whether the words right before a total take in more than the parts: something without a sum of its own.
fn takes_in_more(before: &str) -> bool {
    TAKEN_IN.find(before).is_some_and(|words| !words.as_str().contains(|c: char| c.is_ascii_digit()))
}

/// Whether several had one of the parts each: 各赔偿三万元 counts as often as there are persons.
fn is_shared_out(words: &str, parts: &[Amount]) -> bool {
    let of_each = parts.iter().filter(|part| is_of_each(words, part)).count();
    (1..parts.len()).contains(&of_each)
}

fn is_of_each(words: &str, amount: &Amount) -> bool {
    let before = &words[..amount.range.start];
    let clause = before.rsplit(['，', '。', '；', '：', '\n']).next().unwrap_or_default();
    clause.match_indices('各').any(|(at, _)| {
        let rest = &clause[at + '各'.len_utf8()..];
        !["种", "类", "项", "被告", "名", "节", "起"].iter().any(|word| rest.starts_with(word))
    })
}

/// The parts a total at `at` sums up.
fn parts(
    words: &str,
    names: &[&str],
    amounts: &[Amount],
    at: usize,
    last_end: usize,
    total: &Amount,
) -> Vec<Amount> {
    let within = |range: Range| -> Vec<Amount> {
        let inside =
            |a: &&Amount| a.unit == total.unit && a.range.start >= range.start && a.range.end <= range.end;
        amounts.iter().filter(inside).cloned().collect()
    };
    let back = |stops: &[char], from: usize| {
        words[..from]
            .rfind(stops)
            .map_or(0, |end| words[end..].chars().next().map_or(end, |c| end + c.len_utf8()))
    };
    let sentence = back(&['。', '\n'], at);
    let told = within(sentence.max(last_end)..at);
    if told.len() >= 2 {
        return told;
    }
    let line = back(&['\n'], at);
    let list = list_before(words, line);
    if list.len() >= 2 {
        let clause = &words[back(&['。', '；', '\n'], at)..at];
        let of: Vec<&str> = names.iter().filter(|name| clause.contains(**name)).copied().collect();
        let concerned =
            list.into_iter().filter(|item| of.iter().all(|name| words[item.clone()].contains(name)));
        let each: Vec<Vec<Amount>> = concerned.map(within).collect();
        // Which of several amounts of an item count is not for a rule to say, unless the total is a slip of all.
        let all = each.concat();
        let sum = all.iter().map(|part| part.value).sum();
        let is_exact = !total.rough && all.iter().all(|part| !part.rough);
        let is_sure =
            each.iter().all(|item| item.len() == 1) || is_exact && slip::is_digit_slip(total.value, sum);
        return if is_sure { all } else { Vec::new() };
    }
    let sums_up = ["综上", "以上", "上述"].iter().any(|lead| words[sentence..at].starts_with(lead));
    if sums_up && told.is_empty() && last_end <= line { within(line..sentence) } else { Vec::new() }
}

/// The numbered lines in front of a line, without a break between them; an item itself sums up none of the others.
fn list_before(words: &str, line: usize) -> Vec<Range> {
    if MARK.is_match(&words[line..]) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut end = line;
    while end > 0 {
        let start = words[..end - 1].rfind('\n').map_or(0, |at| at + 1);
        if !ITEM.is_match(&words[start..end]) {
            break;
        }
        found.push(start..end);
        end = start;
    }
    found.reverse();
    found
}

/// Whether no choice of the parts gives the total, though their sum comes near it.
fn is_off(total: &Amount, parts: &[Amount]) -> bool {
    let sum: i64 = parts.iter().map(|part| part.value).sum();
    let off = (sum - total.value).abs();
    if off == 0 || off * NEAR > sum {
        return false;
    }
    let roughness: i64 = parts.iter().filter(|part| part.rough).map(|part| part.value / 10).sum();
    // 约3.33克 is said of a sum with a rough part; 约5000元 is rounded itself.
    let is_exact = total.value % 1000 != 0;
    // 229713元 is what 229713.34元 comes to in whole yuan; of weights and volumes places behind the third are cut off.
    let rounding = match total.unit {
        Unit::Yuan if is_exact => 0,
        Unit::Yuan => 999,
        Unit::Gram | Unit::CubicMetre => i64::try_from(parts.len()).unwrap_or(0),
    };
    let slack = roughness.max(rounding) + if total.rough && !is_exact { sum / 10 } else { 0 };
    (1_u32..1 << parts.len()).all(|choice| {
        let chosen = parts.iter().enumerate().filter(|(at, _)| choice & (1 << at) != 0);
        let sum: i64 = chosen.map(|(_, part)| part.value).sum();
        (sum - total.value).abs() > slack
    })
}

/// Every amount of a text in order, bare numbers of lists included. Prices a piece (每克300元) are none.
fn amounts(words: &str) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    for sum in money::scan(words) {
        found.push(Amount {
            unit: Unit::Yuan,
            value: sum.value.fen * 10,
            rough: sum.value.approximate,
            range: sum.range,
        });
    }
    for weight in measure::scan(words) {
        let rough = weight.value.approximate || words[..weight.range.start].ends_with('约');
        found.push(Amount { unit: Unit::Gram, value: weight.value.milligrams, rough, range: weight.range });
    }
    for volume in VOLUME.captures_iter(words) {
        let (Some(whole), Some(number)) = (volume.get(0), volume.name("n")) else { continue };
        if let Some(value) = thousandths(number.as_str()) {
            let rough = whole.as_str().contains('余') || words[..whole.start()].ends_with('约');
            found.push(Amount { unit: Unit::CubicMetre, value, rough, range: whole.range() });
        }
    }
    let is_price = |amount: &Amount| {
        let before = &words[..amount.range.start];
        let after = &words[amount.range.end..];
        after.starts_with('/')
            || after.starts_with('每')
            || before.ends_with('每')
            || before.ends_with("单价")
    };
    found.retain(|amount| !is_price(amount));
    let bare: Vec<Amount> = found.iter().flat_map(|amount| bare_before(words, amount)).collect();
    found.extend(bare);
    found.sort_by_key(|amount| amount.range.start);
    found
}

fn bare_before(words: &str, amount: &Amount) -> Vec<Amount> {
    let Some(list) = BARE.find(&words[..amount.range.start]) else { return Vec::new() };
    let mut at = list.start();
    let mut found = Vec::new();
    for number in list.as_str().split_terminator('、') {
        let range = at..at + number.len();
        at = range.end + '、'.len_utf8();
        if let Some(value) = thousandths(number) {
            found.push(Amount { unit: amount.unit, value, rough: false, range });
        }
    }
    found
}

fn thousandths(number: &str) -> Option<i64> {
    numeral::decimal(number)?.scaled(1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::assemble;
    use crate::document::Document;
    use crate::extract::extract;

    fn totals(words: &str) -> Vec<(i64, i64)> {
        let told = wrong(words, &["林小舟", "赵大山"]);
        told.into_iter().map(|(total, parts)| (parts.iter().map(|p| p.value).sum(), total.value)).collect()
    }

    #[test]
    fn items_with_several_sums_are_added_up_where_the_total_is_a_slip_of_all() {
        let closing = |total: &str| {
            totals(&format!(
                "一、窃得电缆价值7260元。\n二、窃得现金2380元及香烟，价值5040元。\n三、窃得三轮车价值3960元。\n综上，共计人民币{total}元。"
            ))
        };
        assert!(closing("18640").is_empty() && closing("12000").is_empty());
        assert_eq!(closing("18460"), [(18_640_000, 18_460_000)]);
    }

    #[test]
    fn a_total_behind_a_numbered_list_is_held_against_it() {
        let list = "（一）3月1日，骗得孙某3万元。\n（二）3月2日，骗得周某2.5万元。\n";
        let closing = |total: &str| {
            format!("{list}以上共计人民币{total}元，其中林小舟分得30000元、赵大山分得25000元。")
        };
        assert!(totals(&closing("55000")).is_empty());
        assert_eq!(totals(&closing("52000")), [(55_000_000, 52_000_000)]);
    }

    #[test]
    fn what_several_had_each_is_not_added_once() {
        assert!(totals("林小舟赔偿12万元，赵大山、周某各赔偿3万元，合计18万元。").is_empty());
    }

    #[test]
    fn a_price_without_its_unit_leaves_the_list_open() {
        let list = "拿走电脑（价值300）、戒指（价值160元）、纪念币400元，共计";
        assert!(totals(&format!("{list}460元。")).is_empty());
        assert!(totals("借款30000元，扣除利息后放款21000元，先后还款合计约62982元。").is_empty());
    }

    #[test]
    fn a_heading_sums_up_none_of_the_items_before_it() {
        let list = "（二）林小舟三次走私，合计19.5万元。\n1.3月1日，走私10万元。\n2.3月2日，走私9.5万元。\n";
        assert!(totals(&format!("{list}（三）林小舟又两次走私，合计20万元。")).is_empty());
        assert!(totals(&format!("{list}3.3月3日，林小舟多次走私，合计20万元。")).is_empty());
    }

    #[test]
    fn a_person_sums_the_items_that_name_him() {
        let list = "1.林小舟窃得铜管，价值3000元。\n2.林小舟、赵大山窃得电缆，价值1000元。\n3.林小舟窃得手机，价值500元。\n";
        let closing =
            |a: &str, b: &str| format!("{list}林小舟盗窃3起，共计{a}元；赵大山参与1起，价值{b}元。");
        assert!(totals(&closing("4500", "1000")).is_empty());
        assert_eq!(totals(&closing("5400", "1000")), [(4_500_000, 5_400_000)]);
    }

    #[test]
    fn what_the_dossier_tells_of_the_rest_completes_a_list() {
        let case = |rest: &str| {
            let facts =
                "经依法侦查查明：2023年11月8日，林小舟接收被骗资金138600元，其中取现50000元、转出88000元。";
            let opinion = format!(
                "云岭县公安局\n起诉意见书\n犯罪嫌疑人林小舟，男，1990年1月2日出生。\n{facts}\n现移送审查起诉。"
            );
            let papers =
                [(DocumentKind::ProsecutionOpinion, opinion.as_str()), (DocumentKind::Statement, rest)];
            let papers = papers.map(|(kind, text)| {
                let document = Document::from_text(kind, text);
                let elements = extract(&document);
                Paper { document, elements }
            });
            assemble("甲", papers.to_vec())
        };
        let told = |rest: &str| {
            let case = case(rest);
            check(&case, &case.papers[0]).len()
        };
        assert_eq!(told("账户余额600元已冻结。"), 0);
        assert_eq!(told("账户已冻结。"), 1);
    }

    #[test]
    fn a_total_in_whole_yuan_may_be_rounded() {
        assert!(totals("先后骗得1200.4元、3000.3元，合计4200元。").is_empty());
        assert_eq!(totals("先后骗得1200.4元、3000.3元，合计4300元。").len(), 1);
    }

    #[test]
    fn weights_and_volumes_are_summed_too() {
        assert!(totals("贩卖冰毒约0.4克。又查获净重1.25克、2.10克。综上，共计约3.75克。").is_empty());
        assert_eq!(totals("贩卖冰毒约0.4克。又查获净重1.25克、2.10克。综上，共计约3.57克。"), [(3750, 3570)]);
        assert_eq!(totals("蓄积依次为12.5、20.1、7.4立方米，合计42立方米。"), [(40_000, 42_000)]);
    }

    #[test]
    fn what_some_of_the_parts_give_or_what_is_far_off_is_silent() {
        assert!(totals("付定金500元，又付3000元、2000元，余款共计5000元。").is_empty());
        assert!(totals("以300元、500元售出，三年间获利共计9000元。").is_empty());
        assert!(totals("每克300元，共计900元。").is_empty());
    }

    #[test]
    fn what_a_total_takes_in_beside_its_parts_is_not_missing() {
        let told = |lead: &str| {
            totals(&format!(
                "窃得现金1300元和电脑一台。经认定，项链价值5562元，电脑价值3150元，手表价值2080元，{lead}共计12092元。"
            ))
        };
        assert_eq!(told("").len(), 1);
        assert!(told("连同现金").is_empty() && told("加上被盗现金").is_empty());
    }
}
