use super::*;

const OPINION: &str = "青城市公安局\n起诉意见书\n青公（刑）诉字〔2023〕12号\n犯罪嫌疑人赵某某，男，无业。\n经依法侦查查明，赵某某盗窃一次。\n此致\n青城市人民检察院\n二〇二三年五月六日\n";
const TRANSFER: &str =
    "青城市公安局\n换押证\n青公（刑）换字〔2023〕31号\n青城市看守所：请予换押。\n二〇二三年五月六日\n";
const RECORD: &str = "讯问笔录（第2次）\n时间：2023年3月6日9时至10时\n地点：青城市看守所\n被讯问人：赵某某\n问：你收到起诉意见书了吗？\n答：收到了。\n以上笔录我看过，和我说的一样。\n赵某某 2023年3月6日\n";

fn heads(text: &str) -> Vec<String> {
    let papers = papers(text, &[0]);
    assert_eq!(papers.iter().map(|paper| paper.text.as_str()).collect::<String>(), text, "nothing is lost");
    papers.iter().map(|paper| paper.text.trim().lines().next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_volume_without_page_breaks_is_split_at_its_titles() {
    let volume = [OPINION, TRANSFER, RECORD, OPINION.replace("12号", "13号").as_str()].concat();
    assert_eq!(heads(&volume), ["青城市公安局", "青城市公安局", "讯问笔录（第2次）", "青城市公安局"]);
}

#[test]
fn hard_wrapped_stacked_and_spaced_titles_split_too() {
    let stacked = OPINION.replace("起诉意见书", "起\n诉\n意\n见\n书");
    let spaced = TRANSFER.replace("换押证", "换 押 证");
    assert_eq!(heads(&[RECORD, &stacked, &spaced].concat()).len(), 3);
}

#[test]
fn a_mention_an_index_and_a_running_header_split_nothing() {
    for text in [
        "青城市人民法院\n刑事判决书\n（2023）鲁0299刑初88号\n公诉机关青城市人民检察院。\n公诉机关以青检刑诉〔2023〕45号\n起诉书\n指控被告人赵某某犯盗窃罪，\n起诉书\n已经当庭宣读。\n判决如下：\n被告人赵某某犯盗窃罪。\n审判员钱某\n二〇二三年八月三日\n",
        "卷内目录\n受案登记表\n立案决定书\n拘留证\n拘留通知书\n讯问笔录\n起诉意见书\n",
        "青城市人民检察院\n起诉书\n青检刑诉〔2023〕45号\n被告人赵某某，男。\n此致\n青城市人民法院\n附件：\n认罪认罚具结书\n量刑建议书\n随案移送清单\n",
    ] {
        assert_eq!(heads(text).len(), 1, "{text}");
    }
    let with_header = "青城市人民法院\n刑事判决书\n（2023）鲁0299刑初88号\n公诉机关青城市人民检察院。\n被告人赵某某于2023年\u{c}刑事判决书\n3月间盗窃。\n判决如下：\u{c}刑事判决书\n一、被告人赵某某犯盗窃罪。\n";
    let content = papers(with_header, &[0, 56, 75]);
    assert_eq!(content.len(), 1);
}

#[test]
fn a_number_below_a_drawn_line_begins_a_further_paper_of_the_kind() {
    let appraisal = "青城市价格认定中心\n价格认定结论书\n青价认〔2023〕21号\n标的：手机一部\n结论：2300元\n2023年3月6日\n==========\n青价认〔2023〕46号\n标的：电脑一台\n结论：4100元\n2023年5月9日\n";
    assert_eq!(heads(appraisal), ["青城市价格认定中心", "青价认〔2023〕46号"]);
    assert_eq!(heads(&appraisal.replace("==========\n", "")).len(), 1);
    assert_eq!(heads(&appraisal.replace("46号", "21号")).len(), 1, "the paper's own number");
}

#[test]
fn a_title_below_a_drawn_line_begins_a_paper() {
    let judgment = "青城市人民法院\n刑事判决书\n（2023）鲁0299刑初88号\n公诉机关青城市人民检察院。\n被告人赵某某，男，无业。\n经审理查明，赵某某盗窃一次。\n判决如下：\n被告人赵某某犯盗窃罪，判处拘役四个月。\n审判员　钱某\n二〇二三年八月三日\n书记员　孙某\n";
    let served = "送 达 回 证\n受送达人　签收日期\n赵某某　2023年8月3日\n送达人：孙某\n";
    assert_eq!(heads(&format!("{judgment}————————\n{served}")).len(), 2);
    assert_eq!(heads(&format!("{judgment}{served}")).len(), 1);
}

#[test]
fn pages_go_with_their_papers() {
    let text = format!("{OPINION}\u{c}续页，附：卷宗二册\n\u{c}{TRANSFER}");
    let first = OPINION.chars().count() as u32 + 1;
    let second = first + "续页，附：卷宗二册\n\u{c}".chars().count() as u32;
    let papers = papers(&text, &[0, first, second]);
    assert_eq!(papers.len(), 2);
    assert_eq!((papers[0].first_page, papers[1].first_page), (1, 3));
    assert_eq!(
        (papers[0].page_starts.as_slice(), papers[1].page_starts.as_slice()),
        ([0, first].as_slice(), [0].as_slice())
    );
}

#[test]
fn forms_that_stand_alone_begin_below_an_empty_line() {
    let slip =
        "缴款凭证（回单摘录）\n2023年8月2日  付款人 赵某某  5072.00元\n收款户名 青城市人民法院修复专户\n\n";
    let service = "送 达 回 证\n青城市人民法院  （2023）鲁0299刑初96号刑事判决书（2023年8月10日当庭宣判）\n\
                   青城市人民检察院    收件人 钱某      2023年8月14日\n送达人 孙某\n";
    assert_eq!(heads(&[slip, service].concat()), ["缴款凭证（回单摘录）", "送 达 回 证"]);
    let plea = "认罪认罚具结书\n一、身份信息\n本人赵某某，男。\n二、内容\n盗窃罪，拘役五个月，适用速裁程序。\n\
                签名　赵某某（捺印）　2022年9月14日\n律师签名　吴某　2022年9月14日\n\n";
    let heard = "听取意见记录　2022年9月14日，检察官钱某就犯罪事实、罪名及法律适用等事项听取值班律师吴某意见。签名　吴某\n";
    assert_eq!(heads(&[plea, heard].concat()).len(), 2);
}

#[test]
fn papers_of_unknown_kinds_part_where_an_office_and_a_number_or_a_copy_begin_them() {
    let letter =
        "青城市人民检察院\n换押证\n青检换〔2023〕3号\n青城市看守所：请予换押。\n2023年5月10日（院印）\n\n";
    let receipt = "青城市人民法院执行款收据（复印件）\n（一）2023年2月20日　交款人赵某某　60000元\n（二）2023年5月8日　交款人赵某某　252470元\n\n";
    let closed = "青城市人民法院结案通知书\n（2021）鲁0299执1103号\n孙某申请执行赵某某一案，利息36180元，已履行完毕，执行结案。\n二〇二三年五月九日（院印）\n";
    assert_eq!(
        heads(&[letter, receipt].concat()),
        ["青城市人民检察院", "青城市人民法院执行款收据（复印件）"]
    );
    let unsigned = letter.replace("2023年5月10日（院印）", "余款另行说明");
    assert_eq!(heads(&[&unsigned, closed].concat()), ["青城市人民检察院", "青城市人民法院结案通知书"]);
}

#[test]
fn an_order_to_seek_somebody_is_a_paper_of_its_own() {
    let approval = "青城市人民检察院　批准逮捕决定书\n青检捕（1996）第13号\n青城市公安局：决定批准逮捕赵某某。\n（院章）　一九九六年十二月二十日\n\n";
    let order = "通　缉　令\n青公通缉（1996）第9号\n人犯赵某某，男，二十八岁，现在逃。\n青城市公安局（章）　一九九六年十二月二十六日\n";
    assert_eq!(heads(&[approval, order].concat()).len(), 2);
}

#[test]
fn a_title_with_number_and_words_in_one_line_begins_a_paper() {
    let volume = "拘留证 云公（刑）拘字〔2023〕20号\n根据《中华人民共和国刑事诉讼法》第八十二条第（五）项之规定，兹决定对犯罪嫌疑人赵某某执行拘留，送云岭县看守所羁押。（分局印）2023年6月28日\n\n\
        批准逮捕决定书 云检批捕〔2023〕96号　云岭县公安局：你局于2023年7月20日提请批准逮捕犯罪嫌疑人赵某某，决定批准逮捕。（院印）2023年7月26日\n\
        取保候审决定书　云公（刑）取保字〔2023〕17号　钱某某，女，1993年8月16日出生，决定对其取保候审。（分局印）2023年11月10日\n";
    assert_eq!(heads(volume).len(), 3);
    let brackets = "【拘留证】云公（网）拘字〔2024〕55号\n根据《中华人民共和国刑事诉讼法》第八十二条第（三）项之规定，决定拘留赵某某。（分局印）2024年8月14日\n\
        【拘留通知书】家属 赵某（父）2024年8月14日17时10分签收。\n\
        【取保候审决定书】云公（网）取保字〔2024〕44号　钱某某，女，期限从2024年8月15日起算。（分局印）2024年8月15日\n";
    assert_eq!(heads(brackets).len(), 3);
    let told = "起诉意见书\n云公诉字〔2023〕5号\n犯罪嫌疑人赵某某，男。\n（此件已存）\n批准逮捕决定书云检批捕〔2023〕96号决定对其逮捕，现羁押于云岭县看守所。\n2023年9月1日\n";
    assert_eq!(heads(told).len(), 1, "a sentence");
}

#[test]
fn a_title_apart_above_a_numbered_first_line_begins_a_paper() {
    let volume = "云岭县公安局受案登记表（摘录汇总）\n一、云公受案字〔2024〕21号　报案人：李某　内容：停放于楼下的白色电动车被盗，价值不详。受案民警：孙某\n二、云公受案字〔2024〕23号　报案人：吴某　内容：停放于停车棚的黑色电动车被盗，价值不详。受案民警：孙某\n\n\
        立 案 决 定 书\n云公立字〔2024〕17号：决定对李某被盗窃案立案侦查。　二〇二四年四月二十五日（局印）\n";
    assert_eq!(heads(volume), ["云岭县公安局受案登记表（摘录汇总）", "立 案 决 定 书"]);
}

#[test]
fn papers_counted_behind_their_title_part() {
    let plea = |count: &str, name: &str| {
        format!(
            "认罪认罚具结书（之{count}）　犯罪嫌疑人{name}，男，1990年4月8日出生\n本人自愿认罪认罚，量刑建议拘役三个月。\n\
             签名：{name} 2023年3月21日\n\n"
        )
    };
    let volume = [plea("一", "赵某某"), plea("二", "钱某某"), plea("三", "孙某某")].concat();
    assert_eq!(heads(&volume).len(), 3);
    assert_eq!(heads("起诉书\n青检刑诉〔2023〕45号\n理由（之一）　被告人赵某某，男。\n").len(), 1);
}

#[test]
fn a_record_whose_first_label_shares_the_line_of_its_title_is_a_paper() {
    let request = "青城市公安局\n提请批准逮捕书\n青公（刑）提捕字〔2023〕31号\n犯罪嫌疑人赵某某，男，无业，涉嫌盗窃罪。\n此致\n青城市人民检察院\n二〇二三年五月六日\n\n";
    let heard = "审查逮捕讯问笔录　时间：2023年5月9日14时40分至15时20分　地点：青城市看守所\n问：你收到告知书了吗？\n答：收到了。\n";
    assert_eq!(heads(&[request, heard].concat()).len(), 2);
}
