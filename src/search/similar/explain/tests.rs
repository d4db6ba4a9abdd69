use super::super::Asked;
use super::*;
use crate::extract::elements::CircumstanceKind;

const OWN: &str = "被告人林小舟在禁猎期内于云岭县架设粘网，捕获画眉鸟六只。";
const OTHER: &str = "被告人赵某某于禁猎期在青城市用粘网猎捕斑鸠。";

fn profile(charge: &str, fen: i64, circumstances: &[CircumstanceKind], persons: usize) -> Profile {
    Profile {
        charges: vec![charge.to_owned()],
        articles: vec!["刑法341".to_owned(), "刑法67".to_owned()],
        circumstances: circumstances.to_vec(),
        amount_fen: (fen > 0).then_some(fen),
        date: Some(jiff::civil::date(2022, 5, 6)),
        persons: vec!["某甲".to_owned(); persons],
        ..Profile::default()
    }
}

fn explained(own: Profile, other: &Profile) -> Explanation {
    let asked = Asked::new(OWN, own).unwrap();
    let likeness = Likeness::of(OTHER, &other.charges).unwrap();
    explain(&asked, other, &likeness, OTHER).unwrap()
}

#[test]
fn what_both_have_and_what_one_has() {
    let own = profile("非法狩猎罪", 0, &[CircumstanceKind::Surrender], 1);
    let other = profile("非法狩猎罪", 0, &[CircumstanceKind::Surrender, CircumstanceKind::Confession], 3);
    let told = explained(own, &other);
    for expected in ["罪名相同：非法狩猎罪", "适用条文相同：刑法341", "情节相同：自首"]
    {
        assert!(told.alike.contains(&expected.to_owned()), "{told:?}");
    }
    let words = told.alike.last().unwrap();
    assert!(words.starts_with("共同的字眼：") && words.contains("禁猎"), "{told:?}");
    assert_eq!(told.differs, ["情节仅见于该案：坦白", "人数：本案1人，该案3人"]);
}

#[test]
fn near_charges_and_other_sums() {
    let told =
        explained(profile("受贿罪", 80_000_000, &[], 1), &profile("非国家工作人员受贿罪", 3_000_000, &[], 1));
    assert!(told.alike.contains(&"罪名相近：受贿罪与非国家工作人员受贿罪".to_owned()), "{told:?}");
    assert!(told.differs.contains(&"数额：本案80万元，该案3万元".to_owned()), "{told:?}");
    assert!(told.differs.contains(&"本案另有罪名：受贿罪".to_owned()), "{told:?}");
}

#[test]
fn tiers_are_told_where_the_law_draws_them() {
    let told = explained(profile("受贿罪", 8_000_000, &[], 1), &profile("受贿罪", 500_000_000, &[], 1));
    let differs = told.differs.iter().find(|line| line.starts_with("数额档次不同")).unwrap();
    assert!(differs.contains("本案8万元，该案500万元"), "{differs}");
    let told = explained(profile("受贿罪", 8_000_000, &[], 1), &profile("受贿罪", 9_000_000, &[], 1));
    assert!(told.alike.iter().any(|line| line.starts_with("数额同属一档")), "{told:?}");
}

#[test]
fn a_guessed_charge_is_told_as_a_guess() {
    let told = explained(Profile::default(), &profile("非法狩猎罪", 0, &[], 1));
    assert!(told.alike.iter().any(|line| line.ends_with("（按本案事实推测）")), "{told:?}");
}

#[test]
fn money_reads_like_money() {
    assert_eq!(
        [0, 850_000, 12_300_000, 12_000_000_000].map(sums::money),
        ["0元", "8500元", "12.3万元", "12000万元"]
    );
}
