use super::CaseModel;

fn model() -> &'static CaseModel {
    CaseModel::shipped().unwrap()
}

#[test]
fn the_same_kind_of_act_is_nearer_than_another() {
    let vector = |text| model().vectors.vector(text);
    let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    let asked =
        vector("被告人赵某某深夜进入云岭县一家手机店，盗窃手机六部，经鉴定价值人民币九千元，后将赃物销售。");
    let same =
        vector("被告人林小舟翻窗进入青城市住宅实施盗窃，盗走笔记本电脑和现金，被盗物品价值人民币五千元。");
    let other = vector("被告人钱某饮酒后驾驶小型轿车，经检测血液酒精含量为一百八十毫克每百毫升。");
    assert!((product(&asked, &asked) - 1.0).abs() < 1e-4);
    let (near, far) = (product(&asked, &same), product(&asked, &other));
    assert!(near > 2.0 * far, "{near} {far}");
    assert_eq!(asked.len(), model().vectors.dimension());
}

#[test]
fn a_text_that_says_nothing_has_a_vector_of_zeros() {
    assert!(model().vectors.vector("2023 ok").iter().all(|number| number.abs() < f32::EPSILON));
    assert!(model().vectors.vector("").iter().all(|number| number.abs() < f32::EPSILON));
}

#[test]
fn charges_of_one_family_are_near() {
    let near = |a, b| model().kinship.nearness(a, b);
    assert!(near("受贿罪", "非国家工作人员受贿罪") > 0.5);
    assert!(near("受贿罪", "交通肇事罪") < 0.1);
    assert!((near("受贿罪", "行贿罪") - near("行贿罪", "受贿罪")).abs() < f32::EPSILON);
    assert!((near("没有的罪", "没有的罪") - 1.0).abs() < f32::EPSILON);
    assert!(near("没有的罪", "受贿罪").abs() < f32::EPSILON);
}

#[test]
fn a_rare_word_says_more_than_a_common_one() {
    let rarity = &model().rarity;
    assert!(rarity.of_word("粘网") > rarity.of_word("被告人") + 1.0);
    assert!(rarity.of_word("的").abs() < f32::EPSILON);
}

/// The same sum by `models/training/similar/grams.py` from the shipped file.
#[test]
fn vectors_are_those_of_the_training() {
    let vector = model().vectors.vector("被告人林小舟用粘网捕捉画眉鸟，画眉鸟被卖给饭店。");
    let expected = [0.069_51, -0.037_92, 0.099_43, -0.057_29, -0.111_87, -0.132_25];
    for (number, wanted) in vector.iter().zip(expected) {
        assert!((number - wanted).abs() < 1e-4, "{number} instead of {wanted}");
    }
}
