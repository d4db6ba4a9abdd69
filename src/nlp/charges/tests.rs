use super::*;

/// The shipped model, or none while the manifest does not have it.
fn model() -> Option<&'static ChargeModel> {
    ChargeModel::shipped().ok()
}

#[test]
fn common_and_rare_charges_are_found() {
    let Some(model) = model() else { return };
    for (facts, charge) in [
        (
            "2021年3月2日凌晨，被告人林小舟潜入青城市东街一处民房，窃得赵某某放在桌上的手机一部，经鉴定价值2100元。",
            "盗窃",
        ),
        (
            "被告人林小舟酒后驾驶小型轿车行至云岭县城关路段被民警查获，经检验，其血液中乙醇含量为160mg/100ml。",
            "危险驾驶",
        ),
        (
            "被告人林小舟在未取得医生执业资格的情况下，在青城市自家诊所内为赵某某输液，赵某某输液后死亡。",
            "非法行医",
        ),
        (
            "被告人林小舟拖欠赵某某等十名工人工资八万元后逃匿，经人力资源和社会保障局责令限期支付仍不支付。",
            "拒不支付劳动报酬",
        ),
    ] {
        let verdict = model.read(facts);
        let best = &verdict.charges[0];
        assert_eq!(best.charge, charge, "{verdict:?}");
        assert!(best.score >= 0.5 && !best.because.is_empty());
        assert!(verdict.candidates.iter().all(|guess| guess.score < 0.5));
    }
}

#[test]
fn an_empty_text_has_no_charge() {
    let Some(model) = model() else { return };
    assert_eq!(model.read(" \n"), Verdict::default());
}
