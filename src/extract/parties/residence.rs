//! An address told as that of the household, and the other way round: 现住户籍地, 住址同上, 户籍地同现住址.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::elements::Party;
use crate::text::Cited;

fn pattern(places: &str) -> Regex {
    let words = format!(
        "^(?:同|与|和|即|系|为|于|在|其|该|此|上述|以上|前述)*(?:{places})?(?:内|处)?(?:相同|一致|同一|同)?$"
    );
    Regex::new(&words).expect("the pattern is fixed")
}

static HOUSEHOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "户籍(?:所在)?(?:登记)?地?(?:住?址|地址)?|户口(?:所在)?(?:登记)?地?(?:住?址|地址)?|身份证(?:住|地)址|上址?|址",
    )
});
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:现|居|经常居|实际居)*(?:住址|住地|住所地?|住处|居住地)|上址?|址"));

/// 住址同上 of somebody whose household nobody tells: the address of the one named before.
pub(super) fn resolve_all(parties: &mut [Party]) {
    let mut before: Option<Cited<String>> = None;
    for party in parties {
        let is_same =
            |address: &Cited<String>| matches!(address.value.as_str(), "同上" | "同上址" | "址同上");
        if party.household.is_none() && party.address.as_ref().is_some_and(is_same) {
            party.address.clone_from(&before);
        }
        resolve(party);
        before.clone_from(&party.address);
    }
}

/// Puts the place itself where the words only point at it; where there is none, nothing is known.
fn resolve(party: &mut Party) {
    if party.address.as_ref().is_some_and(|address| HOUSEHOLD.is_match(&address.value)) {
        party.address.clone_from(&party.household);
    }
    if party.household.as_ref().is_some_and(|household| ADDRESS.is_match(&household.value)) {
        party.household.clone_from(&party.address);
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, DocumentKind};

    fn address(words: &str) -> Option<String> {
        let text = format!(
            "云岭县人民检察院\n起诉书\n被告人林小舟，男，1990年1月2日出生，汉族，{words}。因涉嫌盗窃罪被拘留。"
        );
        let parties = super::super::read(&Document::from_text(DocumentKind::Indictment, &text));
        parties.into_iter().next()?.address.map(|address| address.value)
    }

    #[test]
    fn words_that_point_at_the_household_stand_for_its_place() {
        for words in [
            "现住户籍地",
            "住户籍所在地",
            "住址同户籍地",
            "住址同上",
            "居住于户籍地",
            "现住址与户籍地一致",
            "住该处",
        ] {
            let told = format!("户籍所在地云岭县桃园路3号，{words}");
            assert_eq!(address(&told).as_deref(), Some("云岭县桃园路3号"), "{words}");
        }
        assert_eq!(address("户籍地云岭县桃园路3号，住青城市湖滨路8号").as_deref(), Some("青城市湖滨路8号"));
        assert_eq!(address("住户籍地"), None);
    }
}
