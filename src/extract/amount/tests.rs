use proptest::prelude::*;

use super::*;

fn yuan(plain: &str) -> f64 {
    read(plain).fen as f64 / 100.0
}

fn close(plain: &str, expected: f64) {
    assert!((yuan(plain) - expected).abs() < 0.005, "{} is not {expected}: {plain}", yuan(plain));
}

#[test]
fn incidents_are_added_up() {
    close(
        "经审理查明：\n1、2021年3月2日，被告人林小舟在青城市东街盗窃赵某某现金500元。\n2、2021年3月9日，被告人林小舟在云岭县西街盗走钱某手机一部，经鉴定价值1200元，后以300元的价格卖给他人。\n案发后，被告人亲属退赔被害人1700元。",
        1700.0,
    );
}

#[test]
fn a_stated_total_holds_its_parts() {
    close("被告人林小舟窃得赵某某现金300元、价值800元的手表一块，共计价值1100元。", 1100.0);
    close(
        "经审理查明，被告人林小舟先后两次骗取他人钱财共计9000元。具体事实如下：\n1、2021年5月，骗取赵某某5000元。\n2、2021年6月，骗取钱某4000元。",
        9000.0,
    );
}

#[test]
fn rounded_parts_give_way_to_their_sum() {
    let text =
        "被告人林小舟共窃得财物价值1600余元：窃得电脑一台（价值900元）、现金290元及手机一部（价值435元）。";
    close(text, 1625.0);
}

#[test]
fn money_of_another_kind_does_not_count() {
    let text = "被告人林小舟窃得电动车一辆，经鉴定价值2450元。销赃得款400元。\n另查明，被告人曾因盗窃被判处罚金3000元。\n公诉机关认为，建议判处罚金2000元。";
    close(text, 2450.0);
    let read = read(text);
    assert_eq!(read.items.iter().map(|item| item.counted).collect::<Vec<_>>(), [true, false, false, false]);
}

#[test]
fn evidence_repeats_the_facts() {
    close(
        "经审理查明：2021年4月1日，被告人林小舟骗取赵某某4820元。\n上述事实，有下列证据证实：被害人赵某某的陈述，其转账4820元给被告人。",
        4820.0,
    );
}

#[test]
fn without_a_valuation_the_proceeds_count() {
    close(
        "经审理查明：\n1、2021年3月2日，被告人林小舟盗窃赵某某金项链一条，销赃得赃款3505元。\n2、2021年3月9日，被告人林小舟盗窃钱某现金5000元。",
        8505.0,
    );
}

#[test]
fn sums_without_yuan_are_read() {
    close("1、2021年5月，被告人林小舟以购煤为由，诈骗赵某某2.8万。", 28_000.0);
}

#[test]
fn no_money_is_no_amount() {
    assert_eq!(read("被告人林小舟殴打赵某某。"), CrimeAmount::default());
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[被盗骗元万0-9，。；\n共计价值退赔的上述事实]{0,80}") {
        let read = read(&text);
        let counted = read.items.iter().filter(|item| item.counted).fold(0_i64, |sum, item| sum.saturating_add(item.fen));
        prop_assert_eq!(counted, read.fen);
    }
}
