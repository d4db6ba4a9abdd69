//! 罪名: names of charges as the Supreme Court and Procuratorate fixed them.

use std::sync::LazyLock;

use regex::Regex;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::Paper;
use crate::document::DocumentKind;
use crate::law::charges;
use crate::text::Quote;

/// Where a paper itself lays a charge: 应当以……罪追究其刑事责任. What stands there and is no charge of the list is not
/// read as a claim, so it is looked for in the words.
static LAID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("应当?(?:分别)?以([^，。；：“”\n]{2,24}?)罪(?:依法)?追究").expect("a fixed pattern reads")
});

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let kinds = [DocumentKind::ProsecutionOpinion, DocumentKind::Indictment, DocumentKind::Judgment];
    let mut verdicts = Vec::new();
    for paper in desk.case.papers.iter().filter(|paper| kinds.contains(&paper.kind())) {
        // A name is told once, however many persons it is laid on.
        let mut told: Vec<String> = Vec::new();
        let unknown = unknown_claims(desk, paper);
        for (written, quote, person) in laid(paper).into_iter().chain(unknown) {
            if told.contains(&written) {
                continue;
            }
            let message = format!("{}所用罪名“{written}”不是现行规范罪名", paper.kind().label());
            let verdict = Verdict::fail(message, vec![quote]);
            verdicts.push(match person {
                Some(person) => verdict.of(person),
                None => verdict,
            });
            told.push(written);
        }
    }
    if verdicts.is_empty() { vec![Verdict::pass()] } else { verdicts }
}

/// A name as written, its words, and whom it is laid on.
type Named = (String, Quote, Option<String>);

fn unknown_claims(desk: Desk<'_>, paper: &Paper) -> Vec<Named> {
    let claims = paper.elements.charges.iter().filter_map(|claim| {
        // Scans break lines inside names.
        let written: String = claim.charge.quote.text.split_whitespace().collect();
        let stage = STAGE.replace(&written, "");
        let is_known = !written.ends_with('罪')
            || charges::find(&stage).is_some()
            || NO_NAME.is_match(&written)
            || is_list(&written)
            || desk.case.persons.iter().any(|person| written.contains(person.name.as_str()))
            || is_part_of_a_name(paper, &claim.charge.quote, &written);
        (!is_known).then(|| (written, claim.charge.quote.clone(), Some(claim.person.clone())))
    });
    claims.collect()
}

/// Several charges before one 罪: 盗窃、抢劫罪.
fn is_list(written: &str) -> bool {
    let bare = written.trim_end_matches('罪');
    bare.contains('、') && bare.split('、').all(|one| charges::find(&format!("{one}罪")).is_some())
}

/// Whether the name begins before the words read, or 罪 begins another word: 罪行, 罪名 of which no name is meant.
fn is_part_of_a_name(paper: &Paper, quote: &Quote, written: &str) -> bool {
    let plain = paper.document.plain();
    let text = &paper.document.text;
    let after = plain.get(text.plain_at(quote.end)..).unwrap_or_default().trim_start();
    if after.starts_with(['行', '责', '过', '犯']) {
        return true;
    }
    let before = plain.get(..text.plain_at(quote.start)).unwrap_or_default();
    let before: Vec<char> = before.chars().rev().filter(|c| !c.is_whitespace()).take(16).collect();
    (1..=before.len()).any(|count| {
        let whole: String = before[..count].iter().rev().collect::<String>() + written;
        charges::find(&whole).is_some()
    })
}

/// How far the deed went, and who did it, set inside a name: 强奸（未遂）罪.
static STAGE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("（(?:未遂|中止|预备|既遂|单位)）").expect("a fixed pattern reads"));

/// Words that end with 罪 and name no charge, and masked names.
static NO_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^[、，是]|犯罪$|[一的个么数种述]罪$|认罪|构罪|悔罪|有罪|无罪|某|[xX×*＊]|供述|情节|从重|从轻|被告|第.款|划分|行为")
        .expect("a fixed pattern reads")
});

/// Charges laid under a name in which no charge of the list is found.
fn laid(paper: &Paper) -> Vec<Named> {
    let plain = paper.document.plain();
    let names = LAID.captures_iter(plain).filter_map(|found| found.get(1));
    let is_unknown = |name: &str| {
        let written = format!("{name}罪");
        let stage = STAGE.replace(&written, "");
        charges::find(&stage).is_none()
            // 应以危险方法危害公共安全罪追究: the name begins with 以.
            && charges::find(&format!("以{stage}")).is_none()
            && !NO_NAME.is_match(&written)
            && !holds_a_charge(name)
    };
    names
        .filter(|name| is_unknown(name.as_str()))
        .map(|name| (format!("{}罪", name.as_str()), paper.document.quote(&name.range()), None))
        .collect()
}

/// Several charges may stand there, or one with words around it.
fn holds_a_charge(words: &str) -> bool {
    words.contains(['、', '和', '及']) || !charges::find_all(&format!("{words}罪")).is_empty()
}
