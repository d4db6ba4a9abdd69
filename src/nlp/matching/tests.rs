use super::mask::masked;
use super::{Models, passages, standard};

const TOLD: &str =
    "我在云岭县汽车站排队买票，有个穿灰衣服的男人从后面把我包里的手机掏走了，我喊了一声，他就往东边跑。";
const FOUND: [&str; 3] = [
    "经营部以次充好，向青城市的农户销售不合格化肥，销售金额十余万元。",
    "赵某某在汽车站售票窗口前，趁人排队购票不备，从其挎包内窃得手机一部后逃跑。",
    "赵某某酒后驾驶小型轿车，与路边停放的车辆相撞，造成两车损坏。",
];

#[test]
fn the_same_fact_in_other_words_comes_first() {
    let texts: Vec<&str> = std::iter::once(TOLD).chain(FOUND).collect();
    let passages = passages(Models::shipped(), &texts).expect("the models are shipped");
    let order = passages[0].order(&passages[1..]);
    assert_eq!(order[0].0, 1);
    assert_eq!(order.len(), 3);
    let itself = passages[0].likeness(&passages[0]);
    assert!((itself.meaning - 1.0).abs() < 1e-3 && (itself.words - 1.0).abs() < 1e-3);
}

#[test]
fn a_masked_passage_stays_nearer_than_another() {
    let with_names = "2018年3月5日赵小林在青城市用铁棍将孙河打伤";
    let names = ["赵小林".to_owned(), "孙河".to_owned()];
    let hidden = masked(with_names, &names);
    let passages =
        passages(Models::shipped(), &[with_names, &hidden, FOUND[0]]).expect("the models are shipped");
    assert_eq!(passages[0].order(&passages[1..])[0].0, 0);
    assert!(passages[0].likeness(&passages[1]).words > 0.5);
}

#[test]
fn empty_passages_and_empty_lists_are_no_trouble() {
    let passages = passages(Models::shipped(), &["", "某"]).expect("the models are shipped");
    assert!(passages[0].order(&[]).is_empty());
    assert_eq!(passages[1].order(&passages[..1]).len(), 1);
}

#[test]
fn equal_values_are_no_deviation() {
    assert_eq!(standard(vec![2.0, 2.0]), [0.0, 0.0]);
    assert_eq!(standard(vec![1.0, 3.0]), [-1.0, 1.0]);
}
