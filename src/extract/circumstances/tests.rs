use super::*;
use crate::document::DocumentKind;
use crate::extract::elements::CircumstanceKind as K;

pub(super) const HEAD: &str = "云岭县人民法院\n刑事判决书\n（2022）云0999刑初12号\n公诉机关云岭县人民检察院。\n\
被告人林小舟，男，1990年1月2日出生，汉族，住云岭县。因涉嫌犯盗窃罪于2022年1月5日被刑事拘留。\n\
被告人赵大川，男，1991年3月4日出生，汉族，住云岭县。因涉嫌犯盗窃罪于2022年1月5日被刑事拘留。\n\
云岭县人民检察院以云检刑诉〔2022〕8号起诉书指控被告人林小舟、赵大川犯盗窃罪，于2022年3月1日向本院提起公诉。现已审理终结。\n\
经审理查明，2022年1月3日夜，林小舟、赵大川翻墙进入白鹭村一户人家，拿走手机一部。\n\
上述事实，有被害人陈述、价格认定结论书证实，足以认定。\n";
pub(super) const TAIL: &str = "依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n\
一、被告人林小舟犯盗窃罪，判处拘役五个月，并处罚金人民币二千元。\n\
二、被告人赵大川犯盗窃罪，判处拘役五个月，并处罚金人民币二千元。\n\
如不服本判决，可在接到判决书的第二日起十日内上诉。\n审判员周某\n二〇二二年四月二日";

/// Circumstances of a judgment whose reasoning is `reasoning`: kind, stance, denied, persons.
pub(super) fn reasoned(reasoning: &str) -> Vec<(K, Stance, bool, Vec<String>)> {
    let document = Document::from_text(DocumentKind::Judgment, &format!("{HEAD}本院认为，{reasoning}{TAIL}"));
    let mut elements = Elements::default();
    read(&document, &Voices::of(&document), &mut elements);
    elements.circumstances.into_iter().map(|c| (c.kind.value, c.stance, c.negated, c.persons)).collect()
}

pub(super) fn stances(reasoning: &str) -> Vec<(K, Stance)> {
    reasoned(reasoning).into_iter().map(|(kind, stance, ..)| (kind, stance)).collect()
}

#[test]
fn what_the_defence_says_counts_by_the_answer() {
    assert_eq!(
        stances("辩护人提出被告人林小舟具有自首情节的辩护意见，与查明的事实不符，本院不予采纳。"),
        [(K::Surrender, Stance::Rejected)]
    );
    assert_eq!(
        stances("辩护人提出被告人林小舟系自首的辩护意见，经查属实，本院予以采纳。"),
        [(K::Surrender, Stance::Accepted)]
    );
    assert_eq!(
        stances("辩护人提出林小舟系初犯，请求适用缓刑的意见，经查，林小舟不宜适用缓刑，不予采纳。"),
        [(K::FirstOffender, Stance::Argued)]
    );
}

#[test]
fn the_authors_own_denial_rejects() {
    assert_eq!(reasoned("被告人林小舟系被当场抓获，不构成自首。")[0].1, Stance::Rejected);
    assert!(reasoned("被告人林小舟系被当场抓获，不构成自首。")[0].2);
    assert!(stances("被告人林小舟是否构成自首，应当综合判断。").is_empty());
}

#[test]
fn each_person_gets_what_is_said_of_him() {
    let found = reasoned(
        "被告人林小舟在共同犯罪中起主要作用，系主犯；被告人赵大川起次要作用，系从犯，依法应当从轻处罚。二被告人均自愿认罪认罚。",
    );
    assert!(found.contains(&(K::Principal, Stance::Accepted, false, vec!["林小舟".to_owned()])), "{found:?}");
    assert!(found.contains(&(K::Accessory, Stance::Accepted, false, vec!["赵大川".to_owned()])), "{found:?}");
    assert!(found.contains(&(K::PleaOfGuilt, Stance::Accepted, false, Vec::new())), "{found:?}");
}

#[test]
fn a_caught_accomplice_is_not_the_one_spoken_of() {
    let found = reasoned("被告人林小舟到案后协助公安机关抓获赵大川，系立功，依法可以从轻处罚。");
    assert_eq!(found, [(K::Merit, Stance::Accepted, false, vec!["林小舟".to_owned()])]);
}

#[test]
fn telling_the_truth_is_confession_only_with_its_consequence() {
    assert_eq!(
        stances("被告人林小舟归案后如实供述自己的罪行，依法可以从轻处罚。"),
        [(K::Confession, Stance::Accepted)]
    );
    assert_eq!(
        stances("被告人林小舟自动投案，如实供述自己的罪行，系自首，依法可以从轻处罚。"),
        [(K::Surrender, Stance::Accepted)]
    );
    assert!(stances("被告人林小舟如实供述了同案人的下落。").is_empty());
}

#[test]
fn titles_and_annexed_articles_say_nothing_of_a_person() {
    let text = format!(
        "{HEAD}本院认为，被告人林小舟盗窃他人财物，其行为已构成盗窃罪。依照《最高人民法院关于处理自首和立功具体应用法律若干问题的解释》第一条之规定，判决如下：\n\
         被告人林小舟犯盗窃罪，判处拘役五个月。\n如不服本判决，可在十日内上诉。\n审判员周某\n二〇二二年四月二日\n\
         附：本案适用的法律条文\n《中华人民共和国刑法》\n第六十七条犯罪以后自动投案，如实供述自己的罪行的，是自首。"
    );
    let document = Document::from_text(DocumentKind::Judgment, &text);
    let mut elements = Elements::default();
    read(&document, &Voices::of(&document), &mut elements);
    assert!(
        elements.circumstances.iter().all(|c| c.stance == Stance::Annexed),
        "{:?}",
        elements.circumstances
    );
}

#[test]
fn a_victim_under_eighteen_is_no_young_offender() {
    assert!(stances("被告人林小舟强奸未成年人，被害人案发时不满十八周岁，应从重处罚。").is_empty());
    assert_eq!(
        stances("被告人赵大川犯罪时已满十六周岁不满十八周岁，应当从轻处罚。"),
        [(K::Minor, Stance::Accepted)]
    );
}

#[test]
fn the_indictments_reasoning_is_its_authors() {
    let text = "云岭县人民检察院\n起诉书\n云检刑诉〔2022〕8号\n被告人林小舟，男，1990年1月2日出生。\n\
        本案由云岭县公安局侦查终结，以被告人林小舟涉嫌盗窃罪移送审查起诉。\n经依法审查查明：2022年1月3日夜，林小舟入户盗窃手机一部。\n\
        本院认为，被告人林小舟以非法占有为目的，入户盗窃，其行为触犯了《中华人民共和国刑法》第二百六十四条，应当以盗窃罪追究其刑事责任。林小舟系累犯，应当从重处罚。\n\
        此致\n云岭县人民法院\n检察员周某\n2022年3月1日";
    let document = Document::from_text(DocumentKind::Indictment, text);
    let mut elements = Elements::default();
    read(&document, &Voices::of(&document), &mut elements);
    let found: Vec<_> = elements.circumstances.iter().map(|c| (c.kind.value, c.stance)).collect();
    assert!(found.contains(&(K::Recidivist, Stance::Accepted)), "{found:?}");
    assert!(found.contains(&(K::Household, Stance::Accepted)), "{found:?}");
}

#[test]
fn a_plea_is_one_claim_in_spite_of_the_facts_it_tells() {
    assert_eq!(
        stances(
            "关于辩护人提出被告人林小舟主动交代向周某行窃手机的事实，对该部分事实应认定自首的辩护意见，经查与事实不符，不予采纳。"
        ),
        [(K::Surrender, Stance::Rejected)]
    );
}

#[test]
fn numbered_points_belong_to_the_plea_that_lists_them() {
    let found = stances(
        "被告人林小舟的辩护人提出：1、对指控的事实没有异议；2、林小舟系初犯；3、林小舟已取得被害人谅解。被告人林小舟系坦白。",
    );
    assert_eq!(
        found,
        [
            (K::FirstOffender, Stance::Argued),
            (K::Forgiveness, Stance::Argued),
            (K::Confession, Stance::Accepted)
        ]
    );
}

#[test]
fn a_quoted_plea_ends_with_its_quotation() {
    let found = stances(
        "关于辩护人提出的“被害人具有过错。林小舟检举他人，有立功表现。请求从轻处罚”的辩护意见，经查未落实，不能成立，不予采纳。",
    );
    assert!(found.iter().all(|(_, stance)| *stance != Stance::Accepted), "{found:?}");
}

#[test]
fn quoted_articles_and_lower_courts_are_not_this_court() {
    assert!(
        stances("依照《某某条例》第九条“对方当事人也有过错的，可以减轻责任”，林小舟应负全部责任。")
            .is_empty()
    );
    let found = stances(
        "其行为已构成盗窃罪。\n原审被告人林小舟。原审判决认为，林小舟主动到案，属自首。宣判后，检察院抗诉。本院认为，林小舟系坦白。",
    );
    assert_eq!(found, [(K::Confession, Stance::Accepted)]);
}

#[test]
fn orders_to_pay_and_rules_on_roles_accept_nothing() {
    assert!(stances("应责令被告人林小舟退赔被害人的经济损失。").is_empty());
    assert!(stances("在共同犯罪中起次要和辅助作用的是从犯。").is_empty());
    assert_eq!(stances("林小舟犯罪时已满78周岁。"), [(K::Elderly, Stance::Accepted)]);
    assert_eq!(stances("林小舟虽未自动投案，但如实供述，可视为自首。"), [(K::Surrender, Stance::Accepted)]);
}

#[test]
fn a_victims_fault_is_said_of_no_accused() {
    let found = reasoned("被害人周某和被告人赵大川持刀追赶对方，有一定的过错。");
    assert_eq!(found, [(K::VictimFault, Stance::Accepted, false, Vec::new())]);
}

#[test]
fn a_party_that_sums_up_is_no_author() {
    let text = format!(
        "{}被告人林小舟的辩护人提出，一、对指控的事实经过没有异议；二、对鉴定意见不能采信，故不构成犯罪；三、如果法庭认为构成犯罪，林小舟有以下从轻处罚情节：1、情节较轻；2、系坦白；3、系初犯、偶犯。综上，请法庭从轻处罚。\n经审理查明，林小舟拿走手机一部。\n上述事实，有被害人陈述证实。\n本院认为，二被告人的行为已构成盗窃罪。{TAIL}",
        HEAD.split("经审理查明").next().unwrap_or_default()
    );
    let mut elements = Elements::default();
    let document = Document::from_text(DocumentKind::Judgment, &text);
    read(&document, &Voices::of(&document), &mut elements);
    let accepted = elements.circumstances.iter().filter(|c| c.stance == Stance::Accepted).count();
    assert_eq!((accepted, elements.circumstances.len()), (0, 2));
}

#[test]
fn two_accused_told_in_one_sentence_keep_their_own() {
    let found = reasoned(
        "公诉机关认为被告人林小舟系主犯、被告人赵大川系从犯的意见，予以采纳。被告人林小舟身为被告人赵大川之兄，纠集他人作案，系累犯。",
    );
    let of = |kind: K| found.iter().find(|c| c.0 == kind).map(|c| c.3.join("、"));
    assert_eq!(of(K::Principal).as_deref(), Some("林小舟"), "{found:?}");
    assert_eq!(of(K::Accessory).as_deref(), Some("赵大川"), "{found:?}");
    assert_eq!(of(K::Recidivist).as_deref(), Some("林小舟"), "{found:?}");
}

#[test]
fn whoever_is_acted_with_or_upon_is_not_spoken_of() {
    let found = reasoned("被告人林小舟在和赵大川的共同犯罪中起主要作用，系主犯。");
    assert_eq!(found, [(K::Principal, Stance::Accepted, false, vec!["林小舟".to_owned()])]);
    assert!(stances("被告人林小舟到案后劝说赵大川投案自首，但未查实。").is_empty());
}

#[test]
fn a_name_nobody_introduced_does_not_break_the_list() {
    let found = reasoned("被告人林小舟、周某某、赵大川均系累犯。");
    assert_eq!(found, [(K::Recidivist, Stance::Accepted, false, Vec::new())]);
}

#[test]
fn a_denial_reaches_its_own_words_only() {
    assert_eq!(
        stances("被告人林小舟没有异议且自愿认罪认罚，未被采取强制措施时主动到公安机关投案，系自首。"),
        [(K::PleaOfGuilt, Stance::Accepted), (K::Surrender, Stance::Accepted)]
    );
    assert_eq!(
        stances("被告人赵大川具有犯罪未遂及到案后如实供述的情节，可以从轻处罚。"),
        [(K::Attempt, Stance::Accepted), (K::Confession, Stance::Accepted)]
    );
    assert_eq!(stances("现有证据不能证实被害人存在过错。"), [(K::VictimFault, Stance::Rejected)]);
    assert_eq!(
        stances("被告人林小舟归案后能如实供述自己的罪行且当庭自愿认罪，可以从轻处罚。"),
        [(K::Confession, Stance::Accepted), (K::CourtAdmission, Stance::Accepted)]
    );
}

#[test]
fn the_deed_gives_way_to_the_name() {
    let found = reasoned(
        "被告人林小舟虽主动投案并如实供述，但传唤时未到案，不能认定为自首。被告人林小舟系已满十六周岁未满十八周岁的未成年人。",
    );
    let kinds: Vec<_> = found.iter().map(|c| (c.0, c.1)).collect();
    assert_eq!(kinds, [(K::Surrender, Stance::Rejected), (K::Minor, Stance::Accepted)]);
}

#[test]
fn an_answer_to_one_point_is_none_to_the_others() {
    let found = stances(
        "其行为已构成盗窃罪。关于上诉人林小舟所提“抓获他人属立功，其系从犯”的上诉理由，经审理认为，林小舟属立功，本院予以支持。",
    );
    assert_eq!(found, [(K::Accessory, Stance::Argued), (K::Merit, Stance::Accepted)]);
}

#[test]
fn pleas_go_on_over_semicolons() {
    let found = stances(
        "其行为已构成盗窃罪。关于辩护人提出林小舟自动放弃，属犯罪中止；林小舟到案后交代，应当视为自首；周某挑起事端的辩护意见，经查，与事实不符，不予采纳。",
    );
    assert_eq!(found, [(K::Desistance, Stance::Rejected), (K::Surrender, Stance::Rejected)]);
}

#[test]
fn laws_that_are_told_accept_nothing() {
    assert!(
        stances("《某某解释》第六条明确规定了入户盗窃的数额标准。根据刑法的规定，自首是犯罪后自动投案。")
            .is_empty()
    );
    assert!(stances("建议适用认罪认罚从宽审理程序。").is_empty());
}

#[test]
fn what_the_prosecution_asks_is_its_own() {
    let text = format!(
        "{}公诉机关据此认为，被告人林小舟、赵大川的行为已触犯刑法，应当以盗窃罪追究其刑事责任。被告人林小舟到案后如实供述自己的罪行，可以从轻处罚，提请本院依法判处。\n被告人林小舟、赵大川对指控的事实无异议，并自愿认罪认罚。\n经审理查明，林小舟拿走手机一部。\n上述事实，有被害人陈述证实。\n本院认为，二被告人的行为已构成盗窃罪。{TAIL}",
        HEAD.split("经审理查明").next().unwrap_or_default()
    );
    let mut elements = Elements::default();
    let document = Document::from_text(DocumentKind::Judgment, &text);
    read(&document, &Voices::of(&document), &mut elements);
    let found: Vec<_> = elements.circumstances.iter().map(|c| (c.kind.value, c.stance)).collect();
    assert_eq!(found, [(K::Confession, Stance::Alleged), (K::PleaOfGuilt, Stance::Argued)]);
}

#[test]
fn words_that_begin_with_a_negation_are_denied_as_well() {
    assert_eq!(stances("被告人林小舟已拿走手机，不存在未遂。"), [(K::Attempt, Stance::Rejected)]);
    assert_eq!(
        stances("被告人林小舟并不属于犯罪时不满十八周岁的人，不是未成年人犯罪。"),
        [(K::Minor, Stance::Rejected)]
    );
    assert_eq!(
        stances(
            "现有言词证据相互矛盾且无其他材料印证，不足以认定案发当晚在白鹭村口先行动手的被害人存在过错。"
        ),
        [(K::VictimFault, Stance::Rejected)]
    );
}

#[test]
fn a_deed_that_is_conceded_and_refused_is_none() {
    assert!(
        stances("被告人林小舟虽自动投案，但到案后避重就轻，隐瞒主要事实，辩护人的意见不予支持。").is_empty()
    );
}

#[test]
fn no_defence_denies_what_favours_the_accused() {
    assert_eq!(
        stances("但对于其提出被告人林小舟具有自首情节的辩护意见，因林小舟系被当场抓获，依法不能认定为自首，故对该项辩护意见，本院不予采纳。")
            .last(),
        Some(&(K::Surrender, Stance::Rejected))
    );
    assert_eq!(
        stances("被告人林小舟虽在途中提出退出，但未有效防止结果发生，其行为不能成立犯罪中止。"),
        [(K::Desistance, Stance::Rejected)]
    );
    assert_eq!(stances("被告人林小舟积极参与，不能对其认定为从犯。"), [(K::Accessory, Stance::Rejected)]);
}

#[test]
fn a_partys_words_go_on_until_another_speaks() {
    assert_eq!(
        stances(
            "其行为已构成盗窃罪。上诉人林小舟的上诉理由是，其主动报警，构成自首。其已积极赔偿被害人损失。经查，林小舟系初犯。"
        ),
        [
            (K::Surrender, Stance::Argued),
            (K::Compensation, Stance::Argued),
            (K::FirstOffender, Stance::Accepted)
        ]
    );
}

#[test]
fn a_numbered_plea_is_answered() {
    assert_eq!(
        stances(
            "其行为已构成盗窃罪。3、对林小舟具有自首情节的辩解及辩护意见。经查，林小舟当庭翻供，不予采纳。"
        ),
        [(K::Surrender, Stance::Rejected)]
    );
}

#[test]
fn the_prosecutions_claim_ends_with_its_own_words() {
    assert_eq!(
        stances("检察院提出“维持原判”的意见有一定依据，但原审对林小舟的自首情节未考虑，应予改判。"),
        [(K::Surrender, Stance::Accepted)]
    );
}

#[test]
fn what_did_not_happen_yet_or_to_others_is_no_circumstance() {
    for words in [
        "希望能够得到被害人的谅解。",
        "林小舟愿意继续赔偿被害人的经济损失。",
        "林小舟仅向出借人退还部分款项，其余用于挥霍。",
        "周某在逃，才是主犯。",
        "林小舟应承担全部退赔责任。",
        "林小舟多次向周某借款。",
        "林小舟当庭承认手机来自周某。",
        "林小舟第二次犯罪时未满18周岁。",
        "累犯成立的条件是前后罪都是故意犯罪。",
    ] {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
    assert_eq!(
        stances("原判认定林小舟是累犯，系适用法律错误，应予纠正。"),
        [(K::Recidivist, Stance::Rejected)]
    );
}

#[test]
fn what_a_court_below_held_wrongly_is_rejected() {
    assert_eq!(
        stances("林小舟系初犯，一审认定其构成自首及量刑不当，应予纠正。"),
        [(K::FirstOffender, Stance::Accepted), (K::Surrender, Stance::Rejected)]
    );
}

#[test]
fn to_come_of_oneself_is_no_surrender_without_the_truth() {
    assert!(stances("被告人林小舟自动投案并在法庭上接受讯问。").is_empty());
    assert_eq!(stances("被告人林小舟主动投案并能如实供述所犯罪行。"), [(K::Surrender, Stance::Accepted)]);
}

#[test]
fn to_propose_a_deed_is_no_plea() {
    assert_eq!(
        stances(
            "被告人林小舟是犯意的提出者和积极实施者，起主要作用，系主犯。关于辩护人提出无罪的意见，不予采纳。"
        ),
        [(K::Principal, Stance::Accepted)]
    );
}

#[test]
fn sums_to_be_paid_are_not_paid() {
    for words in [
        "物业公司应承担侵权责任，赔偿原告人的经济损失。",
        "原告人应得到的赔偿共计人民币七万元。",
        "林小舟应对赔偿总余额人民币五万元负连带责任。",
    ] {
        let found: Vec<_> = stances(words).into_iter().filter(|one| one.0 == K::Compensation).collect();
        assert!(found.is_empty(), "{words}: {found:?}");
    }
}

#[test]
fn an_informer_whose_word_is_not_verified_has_no_merit() {
    assert_eq!(
        stances(
            "对林小舟提出其检举他人系立功的辩解意见，经查，检举的行为尚未查证属实，故不予采纳；对其余意见予以采纳。"
        ),
        [(K::Merit, Stance::Rejected)]
    );
    assert!(stances("追诉的期限从犯后罪之日起计算。林小舟愿积极赔偿经济损失。").is_empty());
    assert_eq!(stances("林小舟自愿赔偿被害人经济损失。"), [(K::Compensation, Stance::Accepted)]);
}

#[test]
fn an_answer_is_read_where_it_speaks_of_the_plea() {
    assert_eq!(
        stances(
            "关于辩护人提出“林小舟没有得手，成立犯罪未遂”的辩护意见，经查，青禾公司于2005年9月2日成立，林小舟已拿走手机。"
        ),
        [(K::Attempt, Stance::Argued)]
    );
    assert_eq!(
        stances("被告人林小舟的辩护人提出林小舟系从犯的辩护意见不能成立，不予采纳。"),
        [(K::Accessory, Stance::Rejected)]
    );
}

#[test]
fn words_of_places_witnesses_and_records_are_no_circumstance() {
    for words in [
        "本案的犯罪预备地、开始地均在青城市。",
        "证人周某退出赃款人民币一万元。",
        "林小舟承诺购物后全额返还购物款。",
        "《某某纪要》规定同时具有累犯和毒品再犯情节的，从重处罚。",
    ] {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
}
