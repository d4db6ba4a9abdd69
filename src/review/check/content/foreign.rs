//! Foreigners: the heading gives a nationality and a passport where others have an ethnic group and a household.

use std::sync::LazyLock;

use regex::Regex;

use crate::case::Paper;
use crate::extract::elements::Party;

static NATIONALITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("国籍[：\t ]*(?P<labelled>\\p{Han}{2,14})|(?P<told>\\p{Han}{1,14}?)(?:国籍|公民)[，。；（]")
        .expect("the pattern is fixed")
});

/// Items that a foreigner does not have.
pub(super) fn lacks(field: &str) -> bool {
    matches!(field, "民族" | "户籍")
}

/// Whether the paragraph gives a number of another paper than the Chinese identity card: 护照号, 边境通行证编号, 外国人永久
/// 居留身份证号码.
pub(super) fn has_number(paper: &Paper, party: &Party) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:护照|通行证|居留证|居留许可|身份证|身份证件|旅行证|回乡证|台胞证|海员证|证件)(?:编号|号码|证号|号|号为)?[：为]?[（(]?[A-Za-z0-9*×]")
            .expect("the pattern is fixed")
    });
    NUMBER.is_match(paragraph(paper, party))
}

/// Whether the paragraph that introduces a party gives another nationality than the Chinese one, or a passport.
pub(super) fn is_foreign(paper: &Paper, party: &Party) -> bool {
    let paragraph = paragraph(paper, party);
    let is_other = |country: &str| !country.contains("中国") && !country.contains("中华");
    paragraph.contains("护照")
        || paragraph.contains("无国籍")
        || NATIONALITY.captures_iter(paragraph).any(|told| {
            let country = told.name("labelled").or_else(|| told.name("told"));
            country.is_some_and(|country| is_other(country.as_str()))
        })
}

/// The paragraph that introduces a party.
fn paragraph<'a>(paper: &'a Paper, party: &Party) -> &'a str {
    let plain = paper.document.plain();
    let at = paper.document.text.plain_at(party.name.quote.start);
    plain.get(at..).and_then(|rest| rest.split('\n').next()).unwrap_or_default()
}
