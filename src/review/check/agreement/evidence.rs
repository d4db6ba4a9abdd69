//! Evidence papers against what the main papers tell: injuries, prices, arrival.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::engine::Desk;
use super::super::super::verdict::Verdict;
use crate::case::{CaseFile, Paper};
use crate::document::DocumentKind;
use crate::extract::elements::{CircumstanceKind, Incident, InjuryGrade, Stance};
use crate::text::{Found, Money, Quote, Range, money, numeral, rows, slip};

static INJURY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("轻微伤|(轻|重)伤（?([一二])级）?|轻伤|重伤").expect("a constant pattern"));

/// The paper tells of a second appraisal.
static REAPPRAISED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:重新|再次|复核)鉴定|(?:第二|两)(?:次|份)鉴定|首次鉴定").expect("a constant pattern")
});

fn main_papers(case: &CaseFile) -> impl Iterator<Item = &Paper> {
    let kinds = [DocumentKind::ProsecutionOpinion, DocumentKind::Indictment, DocumentKind::Judgment];
    case.papers.iter().filter(move |paper| kinds.contains(&paper.kind()))
}

fn facts(paper: &Paper) -> &[Incident] {
    let elements = &paper.elements;
    if elements.found.is_empty() { &elements.alleged } else { &elements.found }
}

/// The grade each appraisal ends with must be among those of every main paper.
pub(super) fn injury(desk: Desk<'_>) -> Vec<Verdict> {
    let mut appraised: Vec<(InjuryGrade, Quote)> = Vec::new();
    let appraisals = desk.case.of_kind(DocumentKind::AppraisalOpinion);
    for (_, paper) in appraisals.chain(desk.case.of_kind(DocumentKind::AppraisalNotice)) {
        let plain = paper.document.plain();
        if let Some(last) = INJURY.captures_iter(plain).last()
            && let Some(whole) = last.get(0)
        {
            let grade = grade(whole.as_str());
            // The notice repeats what the appraisal says: told once.
            if !appraised.iter().any(|(known, _)| *known == grade) {
                appraised.push((grade, paper.document.quote(&whole.range())));
            }
        }
    }
    let mut found = Vec::new();
    for paper in main_papers(desk.case) {
        let told: Vec<_> = facts(paper).iter().flat_map(|fact| &fact.injuries).collect();
        let Some(first) = told.first() else { continue };
        let agrees = |grade: InjuryGrade| told.iter().any(|injury| compatible(injury.value, grade));
        // Of two appraisals of one injury the paper follows the one it holds to be right.
        if REAPPRAISED.is_match(paper.document.plain()) && appraised.iter().any(|(grade, _)| agrees(*grade)) {
            continue;
        }
        for (grade, quote) in &appraised {
            if agrees(*grade) {
                continue;
            }
            let message = format!(
                "鉴定意见的伤情为“{}”，{}认定为“{}”，不一致",
                quote.text,
                paper.kind().label(),
                first.quote.text
            );
            found.push(Verdict::fail(message, vec![quote.clone(), first.quote.clone()]));
        }
    }
    found
}

fn grade(words: &str) -> InjuryGrade {
    let first = words.contains('一');
    match (words.contains("轻微"), words.starts_with('轻'), words.contains('级')) {
        (true, _, _) => InjuryGrade::Slight,
        (_, true, true) => {
            if first {
                InjuryGrade::LightOne
            } else {
                InjuryGrade::LightTwo
            }
        }
        (_, true, false) => InjuryGrade::Light,
        (_, false, true) => {
            if first {
                InjuryGrade::GraveOne
            } else {
                InjuryGrade::GraveTwo
            }
        }
        _ => InjuryGrade::Grave,
    }
}

fn compatible(a: InjuryGrade, b: InjuryGrade) -> bool {
    use InjuryGrade as G;
    let group = |grade| match grade {
        G::Slight => 0,
        G::Light | G::LightOne | G::LightTwo => 1,
        G::Grave | G::GraveOne | G::GraveTwo => 2,
        G::Death => 3,
    };
    let vague = |grade| matches!(grade, G::Light | G::Grave);
    a == b || (vague(a) || vague(b)) && group(a) == group(b)
}

/// The sum a price appraisal ends with must stand in the indictment's facts.
pub(super) fn price(desk: Desk<'_>) -> Vec<Verdict> {
    let Some((_, indictment)) = desk.case.of_kind(DocumentKind::Indictment).last() else { return Vec::new() };
    // What was charged later has an appraisal of its own.
    let later = [DocumentKind::SupplementaryIndictment, DocumentKind::AmendedIndictment];
    let charging = desk.case.papers.iter().filter(|paper| later.contains(&paper.kind()));
    let told: Vec<_> =
        std::iter::once(indictment).chain(charging).flat_map(facts).flat_map(|fact| &fact.amounts).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (_, paper) in desk.case.of_kind(DocumentKind::PriceAppraisal) {
        let plain = paper.document.plain();
        let is_unit_price = |sum: &Found<Money>| plain[sum.range.end..].starts_with(['/', '每']);
        let mut sums = money::scan(plain);
        let listed = in_yuan(paper);
        sums.retain(|sum| !is_unit_price(sum) && !is_price_paid(&plain[..sum.range.start]));
        let Some(largest) = sums.iter().chain(&listed).max_by_key(|sum| sum.value.fen) else { continue };
        let matches = |fen: i64| {
            told.iter().any(|a| a.fen.value == fen || a.approximate && (a.fen.value - fen).abs() * 10 <= fen)
        };
        // One appraisal may price several things: items it lists beside known ones must be known, its total not.
        let total: i64 = sums.iter().map(|sum| sum.value.fen).sum();
        let is_total = |fen: i64| (total - fen) % fen.max(1) == 0;
        let items = || sums.iter().filter(|sum| !is_total(sum.value.fen));
        // What a table prices piece by piece may not all be charged.
        let agrees = sums.iter().chain(&listed).any(|sum| matches(sum.value.fen));
        // An indictment that tells the total alone leaves the items to the appraisal.
        let tells_items = items().any(|sum| matches(sum.value.fen));
        let strange = items().find(|sum| !matches(sum.value.fen)).filter(|_| tells_items);
        // Two digits changed places, and what is charged stands nowhere else in the table.
        let is_listed = |fen: i64| listed.iter().any(|sum| sum.value.fen == fen);
        let is_exchanged =
            |one, other| slip::is_digit_slip(one, other) && slip::digits(one) == slip::digits(other);
        let miswritten = |fen: i64| {
            told.iter().map(|a| a.fen.value).any(|told| is_exchanged(told, fen) && !is_listed(told))
        };
        let strange = strange
            .or_else(|| listed.iter().find(|sum| !matches(sum.value.fen) && miswritten(sum.value.fen)));
        let largest = match (agrees, strange) {
            (true, None) => continue,
            (true, Some(strange)) => strange,
            (false, _) => largest,
        };
        let quote = paper.document.quote(&largest.range);
        let message = format!("价格认定的金额（{}）与起诉书指控的数额不一致", quote.text);
        found.push(Verdict::fail(message, vec![quote, told[0].fen.quote.clone()]).confident(0.7));
    }
    found
}

static HEAD_IN_YUAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:价格|金额|价值|总价|小计)(?:（(?:人民币)?元）|（单位：元）)$").expect("a constant pattern")
});

/// Bare numbers in the column of a table whose head tells that it is in yuan.
fn in_yuan(paper: &Paper) -> Vec<Found<Money>> {
    let plain = paper.document.plain();
    let mut column: Option<usize> = None;
    let mut found = Vec::new();
    for row in rows::of(&paper.document.text) {
        // Counted from the end: the number of the row may stand beside its first cell.
        let mut cells = row.cells.iter().rev();
        if let Some(place) = cells.position(|cell| HEAD_IN_YUAN.is_match(&plain[cell.clone()])) {
            column = Some(place);
            continue;
        }
        let cell = column.and_then(|place| row.cells.iter().rev().nth(place)).filter(|_| row.cells.len() > 1);
        found.extend(cell.and_then(|cell| {
            let fen = numeral::decimal(&plain[cell.clone()].replace(',', ""))?.scaled(100)?;
            Some(Found::new(Money { fen, approximate: false }, cell.clone()))
        }));
    }
    found
}

/// 原价5499元: what the thing once cost is no value found.
fn is_price_paid(before: &str) -> bool {
    let before =
        before.trim_end_matches(['：', '\t', ' ']).trim_end_matches("人民币").trim_end_matches(['为', '：']);
    ["原价", "购价", "购买价", "购买价格", "购置价", "购置价格", "进价", "发票价", "买价"]
        .iter()
        .any(|words| before.ends_with(words))
}

static SURRENDERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("主动投案|自动投案|投案自首|主动到案|主动到|自行到|电话通知|电话传唤|经通知到|接到.{0,6}通知|明知.{0,10}报警|在(?:现场|原地)等(?:候|待)|(?:拨打|报)(?:110|警)|陪同")
        .expect("a constant pattern")
});
/// 无主动投案情形: words before that deny what follows.
static DENIED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:无|没有|未|并非|不是|不具有)$").expect("a constant pattern"));
static CAUGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("抓获|捉获|查获|抓捕|(?:从|在|于)[^，。；\\n]{0,10}(?:家中|家里|住处|住所|暂住地|租住处|单位)[^，。；\\n]{0,10}(?:带至|带回|带走|带到|带离|找到)")
            .expect("a constant pattern")
});
/// Gone from the place before being found: whatever call came before.
static GONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:离开|逃离|驶离)(?:了)?(?:案发)?现场[^。\\n]{0,40}(?:找到|抓获|带回|带至|带到)")
        .expect("a constant pattern")
});

/// 自首 accepted while the account of the arrival tells only of a capture.
pub(super) fn arrival(desk: Desk<'_>) -> Vec<Verdict> {
    let case = desk.case;
    let Some((_, account)) = case.of_kind(DocumentKind::ArrivalAccount).next() else { return Vec::new() };
    let plain = account.document.plain();
    (0..case.persons.len())
        .filter_map(|person| {
            let told = if case.persons.len() == 1 {
                std::iter::once(0..plain.len()).collect()
            } else {
                told_of(case, plain, person)
            };
            let caught = captured(plain, &told)?;
            Some(contradicted(case, account, person, &caught))
        })
        .flatten()
        .collect()
}

/// Sentences of an account that name one of several persons, each with the one behind it where that names nobody.
fn told_of(case: &CaseFile, plain: &str, person: usize) -> Vec<Range> {
    let names = |at: usize, text: &str| case.persons[at].spellings().any(|name| text.contains(name));
    let mut found: Vec<Range> = Vec::new();
    let mut start = 0;
    let mut is_own = false;
    for sentence in plain.split_inclusive(['。', '\n']) {
        let anybody = (0..case.persons.len()).any(|at| names(at, sentence));
        is_own = names(person, sentence) || is_own && !anybody;
        if is_own {
            found.push(start..start + sentence.len());
        }
        start += sentence.len();
    }
    found
}

/// The words of a capture in these parts of an account that tell of no surrender.
fn captured(plain: &str, told: &[Range]) -> Option<Range> {
    let parts = || told.iter().filter_map(|range| Some((range.start, plain.get(range.clone())?)));
    let surrendered = parts().any(|(_, text)| {
        !GONE.is_match(text)
            && SURRENDERED.find_iter(text).any(|found| !DENIED.is_match(&text[..found.start()]))
    });
    let caught = parts()
        .find_map(|(start, text)| CAUGHT.find(text).map(|found| start + found.start()..start + found.end()));
    caught.filter(|_| !surrendered)
}

/// Main papers that accept the surrender of a person who was captured.
fn contradicted(case: &CaseFile, account: &Paper, person: usize, caught: &Range) -> Vec<Verdict> {
    let is_alone = case.persons.len() == 1;
    let decisions = case.of_kind(DocumentKind::NonProsecutionDecision).map(|(_, paper)| paper);
    let mut found = Vec::new();
    for paper in main_papers(case).chain(decisions) {
        let is_own =
            |names: &[String]| is_alone || names.iter().any(|name| case.person_named(name) == Some(person));
        let accepted = paper.elements.circumstances.iter().find(|c| {
            c.kind.value == CircumstanceKind::Surrender
                && !c.negated
                && matches!(c.stance, Stance::Accepted | Stance::Alleged)
                && is_own(&c.persons)
        });
        let Some(accepted) = accepted else { continue };
        let words = account.document.quote(caught);
        let message = format!("到案经过载明为{}，{}认定自首，二者不一致", words.text, paper.kind().label());
        let evidence = vec![words, accepted.kind.quote.clone()];
        found.push(Verdict::fail(message, evidence).of(case.persons[person].name.clone()).confident(0.8));
    }
    found
}
