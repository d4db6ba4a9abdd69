//! Who says it, and whether it is said of this case at all.

use super::tests::{HEAD, TAIL, reasoned, stances};
use super::*;
use crate::document::DocumentKind;
use crate::extract::elements::CircumstanceKind as K;

/// Kind and stance of everything a whole judgment says.
pub(super) fn whole(text: &str) -> Vec<(K, Stance)> {
    let mut elements = Elements::default();
    let document = Document::from_text(DocumentKind::Judgment, text);
    elements.parties = crate::extract::parties::read(&document);
    read(&document, &Voices::of(&document), &mut elements);
    elements.circumstances.iter().map(|c| (c.kind.value, c.stance)).collect()
}

#[test]
fn annexed_articles_tell_what_they_are_on() {
    let text = format!(
        "{HEAD}本院认为，被告人的行为已构成盗窃罪。{TAIL}\n附：相关法律条文\n\
         《中华人民共和国刑法》\n第六十七条犯罪以后自动投案，如实供述自己的罪行的，是自首。对于自首的犯罪分子，可以从轻或者减轻处罚。\n\
         犯罪嫌疑人虽不具有前两款规定的自首情节，但是如实供述自己罪行的，可以从轻处罚。\n\
         第七十二条对其中不满十八周岁的人、怀孕的妇女和已满七十五周岁的人，应当宣告缓刑。\n"
    );
    assert_eq!(whole(&text), [(K::Surrender, Stance::Annexed), (K::Confession, Stance::Annexed)]);
}

#[test]
fn what_the_court_found_after_the_pleas_is_no_plea() {
    let text = format!(
        "{}被告人林小舟、赵大川对指控的事实没有异议，请求从轻处罚。\n\
         另查，案发后，被告人林小舟与被害人周某达成赔偿协议，并取得谅解。\n\
         本院认为，二被告人的行为已构成盗窃罪。{TAIL}",
        HEAD.split("经审理查明").next().unwrap_or_default()
    );
    assert_eq!(whole(&text), [(K::Compensation, Stance::Accepted), (K::Forgiveness, Stance::Accepted)]);
}

#[test]
fn before_a_higher_court_each_party_speaks_for_itself() {
    let text = "青城市中级人民法院\n刑事判决书\n（2022）云09刑终12号\n原公诉机关云岭县人民检察院。\n\
        上诉人（原审被告人）林小舟，男，1990年1月2日出生，汉族，住云岭县。\n\
        云岭县人民法院审理云岭县人民检察院指控原审被告人林小舟犯盗窃罪一案，于2022年4月2日作出（2022）云0999刑初12号刑事判决。宣判后，原审被告人林小舟不服，提出上诉。本院依法组成合议庭审理了本案。现已审理终结。\n\
        原判认定，2022年1月3日夜，林小舟拿走手机一部。\n\
        原判认为，被告人林小舟的行为已构成盗窃罪。林小舟如实供述，可从轻处罚。依法判决被告人林小舟犯盗窃罪，判处拘役五个月。\n\
        宣判后，原审被告人林小舟不服，提出上诉称：1.其在投案途中被抓，应当认定为自首，并在量刑上予以考虑；2.其系初犯。应予减轻处罚。\n\
        青城市人民检察院出席二审法庭提出，上诉人林小舟归案后如实供述犯罪事实，可酌情从轻处罚。建议维持原判。\n\
        经审理查明的事实与原判一致。\n\
        本院认为，上诉人林小舟的行为已构成盗窃罪。依照《中华人民共和国刑事诉讼法》第二百三十六条之规定，裁定如下：\n\
        驳回上诉，维持原判。\n本裁定为终审裁定。\n审判员周某\n二〇二二年六月二日";
    assert_eq!(
        whole(text),
        [
            (K::Surrender, Stance::Argued),
            (K::FirstOffender, Stance::Argued),
            (K::Confession, Stance::Alleged)
        ]
    );
}

#[test]
fn rules_and_open_questions_are_said_of_nobody() {
    for words in [
        "依照有关规定，犯罪分子到案后揭发他人犯罪才属立功。",
        "本案的焦点为盗窃的形态是中止还是未遂；",
        "我国刑法第二十四条规定，在犯罪过程中，自动放弃犯罪的，是犯罪中止。",
        "恶势力是指经常纠集在一起，在一定区域内多次实施违法活动的组织。",
    ] {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
}

#[test]
fn ages_and_sums_of_the_civil_part_are_no_circumstance() {
    for words in [
        "死者钱某系农民，出生于1933年5月28日，事故发生时已满84周岁，赔偿年限按五年计算。",
        "损失由被告人林小舟负担四万元，其中赔偿原告人钱某三万元，原告人孙某一万元。",
    ] {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
}

#[test]
fn what_an_extortioner_asks_for_is_no_compensation() {
    let text = format!(
        "{}公诉机关指控，被告人林小舟以起诉相威胁，支付前威胁厂长周某赔偿其化肥款五万元。\n{TAIL}",
        HEAD.split("经审理查明").next().unwrap_or_default()
    );
    assert_eq!(whole(&text), []);
}

#[test]
fn a_denial_ends_where_another_point_begins() {
    let found = reasoned(
        "对辩护人关于指控林小舟盗窃五万元未遂不成立、与周某共同收受一万元不成立及应当认定被告人林小舟有自首情节的辩护意见，本院予以采纳。",
    );
    let found: Vec<_> = found.iter().map(|one| (one.0, one.1, one.2)).collect();
    assert_eq!(found, [(K::Attempt, Stance::Rejected, true), (K::Surrender, Stance::Accepted, false)]);
}

#[test]
fn what_was_considered_below_and_refused_here_stays_open() {
    assert_eq!(
        stances(
            "其行为已构成盗窃罪。林小舟提出系从犯、被害人存在过错的意见，经查，原判在量刑时已予以考虑，量刑并无不当，故不予采纳。"
        ),
        [(K::Accessory, Stance::Argued), (K::VictimFault, Stance::Argued)]
    );
}

#[test]
fn a_word_within_a_longer_one_that_does_not_fit_is_found() {
    assert_eq!(stances("被告人林小舟到案后表示认罪、认罚。"), [(K::PleaOfGuilt, Stance::Accepted)]);
}

#[test]
fn gains_handed_in_are_given_back() {
    assert_eq!(
        stances("案发后，被告人林小舟上缴赃款二千元，可酌情从轻处罚。"),
        [(K::Restitution, Stance::Accepted)]
    );
    assert!(stances("被告人林小舟尚未上缴违法所得。").is_empty());
    assert_eq!(stances("案发后双方达成了民事和解。"), [(K::Settlement, Stance::Accepted)]);
}

#[test]
fn leniency_refused_does_not_refuse_the_circumstance() {
    assert_eq!(
        stances(
            "辩护人提出被告人林小舟有坦白情节，请求从轻处罚的辩护意见，经审理认为，损失巨大，其认罪态度虽好，仍不足以从轻处罚。"
        ),
        [(K::Confession, Stance::Argued)]
    );
}

#[test]
fn gains_given_back_are_told_by_each_party() {
    let text = format!(
        "{}公诉机关指控，林小舟拿走手机一部，案发后已返赃。\n被告人林小舟的辩护人提出，林小舟退还全部赃款，请求从轻处罚。\n\
         本院认为，二被告人的行为已构成盗窃罪。{TAIL}",
        HEAD.split("经审理查明").next().unwrap_or_default()
    );
    assert_eq!(whole(&text), [(K::Restitution, Stance::Alleged), (K::Restitution, Stance::Argued)]);
}

#[test]
fn the_author_looks_into_it_within_the_pleas() {
    let text = format!(
        "{}被告人林小舟的辩护人提出，林小舟系从犯，请求从轻处罚。\n对于本案争议的焦点，本院综合评判如下：\n\
         1、对各被告人的量刑\n经本院审查认为，被告人林小舟主动投案并如实供述，具有自首情节。\n{TAIL}",
        HEAD.split("经审理查明").next().unwrap_or_default()
    );
    assert_eq!(whole(&text), [(K::Accessory, Stance::Argued), (K::Surrender, Stance::Accepted)]);
}

#[test]
fn what_was_paid_by_others_or_ordered_is_no_payment_of_the_accused() {
    for words in [
        "检测公司返还给被告单位回扣款，由被告人林小舟安排。",
        "法院判令原告钱某的损失由被告孙某、周某赔偿45%即十七万元，合计赔偿十八万元。",
        "交通肇事罪中将逃逸规定为法定刑升格的情节。",
    ] {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
    assert_eq!(stances("林小舟三次被行政处罚，显非时间较短及偶犯。"), [(K::FirstOffender, Stance::Rejected)]);
    assert!(
        stances("取得被害人的谅解，且均系未成年人，可以从轻处罚。").contains(&(K::Minor, Stance::Accepted))
    );
}

#[test]
fn the_civil_part_of_the_judgment_and_of_the_law_is_no_circumstance() {
    for words in [
        "原告人未能提供充分证据证实车辆所有人钱某对损害的发生有过错。",
        "林小舟对先签订的合同仍具有履行能力，退回金额中也应扣除该款。",
    ] {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
    let text = format!(
        "{HEAD}本院认为，被告人的行为已构成盗窃罪。{TAIL}\n附：相关法律条文\n第七十六条双方都有过错的，按照各自过错的比例分担责任。\n\
         当事人就民事赔偿问题达成调解、和解协议的，赔偿范围不受限制。\n"
    );
    assert_eq!(whole(&text), []);
}

#[test]
fn a_denial_is_read_with_its_own_words() {
    assert_eq!(
        stances("被告人林小舟供述了侦查机关尚未掌握的其多次收受贿赂的事实。"),
        [(K::Repeated, Stance::Accepted)]
    );
    assert_eq!(
        stances("被告人林小舟作用积极，不宜定从犯，且归案后不积极赔偿。"),
        [(K::Accessory, Stance::Rejected), (K::Compensation, Stance::Rejected)]
    );
    assert_eq!(stances("被告人林小舟系初犯，无任何违法前科。"), [(K::FirstOffender, Stance::Accepted)]);
    assert!(stances("林小舟确能够如实供述罪行，但当庭否认了基本事实，对从轻处罚的意见不予采纳。").is_empty());
}

#[test]
fn the_indictment_is_told_as_such() {
    let text = format!(
        "{}起诉认为，被告人林小舟已经着手实施犯罪，系犯罪未遂，建议判处拘役五个月。\n\
         被告人林小舟对指控事实没有异议，自愿认罪认罚。\n本院认为，二被告人的行为已构成盗窃罪。{TAIL}",
        HEAD.split("经审理查明").next().unwrap_or_default()
    );
    assert_eq!(whole(&text), [(K::Attempt, Stance::Alleged), (K::PleaOfGuilt, Stance::Argued)]);
}

#[test]
fn the_victims_fault_is_the_criminal_one() {
    for words in [
        "自诉人钱某在起因上有过错，应适当减轻被告人的赔偿责任。",
        "林小舟以被害人过错为由，向被害人索要财物。",
        "林小舟没有进行赔偿，可认定其无能力赔偿的财产损失在三十万元以上。",
        "相应款额在退赔时予以扣减。",
        "被告人林小舟表示悔过，愿退出赃款。",
    ] {
        assert!(stances(words).iter().all(|one| one.1 != Stance::Accepted), "{words}: {:?}", stances(words));
    }
    assert_eq!(
        stances(
            "辩护人所提被害人钱某在起因上存有过错的辩护意见，本院认为，钱某是否先动手并无证据，其对引发案件并无过错。"
        ),
        [(K::VictimFault, Stance::Rejected)]
    );
}

#[test]
fn headings_and_definitions_are_said_of_nobody() {
    for words in [
        "本案系共同犯罪。\n6、自首、立功情节的认定\n综上，二被告人已构成犯罪。",
        "犯罪中止是一种犯罪形态。",
        "根据《某某意见》第八条第二款第（一）项的规定，货值在十五万元以上的，应以盗窃罪（未遂）定罪处罚。",
        "明确规定人民法院可以对未成年被告人的成长经历进行调查。",
        "被告人林小舟主动到公安机关投案，但未如实供述。",
    ] {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
    assert_eq!(
        stances(
            "故对被告人林小舟及其辩护人提出林小舟提供线索，并经查证属实，具有立功表现的辩护意见，本院不予采纳。"
        ),
        [(K::Merit, Stance::Rejected)]
    );
}

#[test]
fn a_refusal_before_what_was_considered_below_stands() {
    assert_eq!(
        stances("故对林小舟系从犯的辩护意见本院不予支持。其家庭困难等酌定情节一审法院已予以充分考虑。"),
        [(K::Accessory, Stance::Rejected)]
    );
    assert_eq!(stances("案发后林小舟自愿退赃二千元。"), [(K::Restitution, Stance::Accepted)]);
}

#[test]
fn an_answered_point_of_a_plea_is_no_word_of_the_court() {
    assert_eq!(
        stances(
            "辩护人提出以下意见：1、程序违法。经查，程序合法，不予采纳。\n2、林小舟系受人唆使，应认定为从犯。经查，林小舟指挥分工，该辩护意见不予采纳。"
        ),
        [(K::Accessory, Stance::Rejected)]
    );
    for words in ["林小舟检举的线索可能构成重大立功。", "责令被告人林小舟停止开采，赔偿国家矿产资源损失。"]
    {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
    assert_eq!(stances("认定被害人在案件起因上有明显过错的证据不足。"), [(K::VictimFault, Stance::Rejected)]);
}

#[test]
fn the_defence_may_speak_of_the_charge() {
    let text = format!(
        "{}被告人林小舟辩称其没有拿走手机。\n\
         公诉机关指控林小舟拿走手机的证据不足；林小舟有自首情节，且退清全部赃款。请求对林小舟从轻处罚。\n\
         经审理查明，林小舟拿走手机一部。\n上述事实，有被害人陈述证实。\n本院认为，二被告人的行为已构成盗窃罪。{TAIL}",
        HEAD.split("经审理查明").next().unwrap_or_default()
    );
    assert_eq!(whole(&text), [(K::Surrender, Stance::Argued), (K::Restitution, Stance::Argued)]);
    assert_eq!(stances("林小舟、赵大川于判决生效后三十日内退赔被害人五千元。认定立功需要查证属实。"), []);
}

#[test]
fn what_others_are_and_what_a_rule_wants_is_no_circumstance() {
    for words in [
        "周某应当共同赔偿被害人的损失，总计赔偿额为五万元。",
        "犯罪中止的成立应当具备自动性。",
        "根据《某某解释》第七条规定精神，协助抓获其他重大嫌疑人的，应当认定为有重大立功表现。",
        "“虎哥”是主犯。",
    ] {
        assert!(stances(words).is_empty(), "{words}: {:?}", stances(words));
    }
}

#[test]
fn what_the_court_below_held_last_is_nobodys_plea() {
    let text = "青城市中级人民法院\n刑事判决书\n（2022）云09刑终13号\n原公诉机关云岭县人民检察院。\n\
        上诉人（原审被告人）林小舟，男，1990年1月2日出生，汉族，住云岭县。\n\
        云岭县人民法院审理云岭县人民检察院指控原审被告人林小舟犯盗窃罪一案，于2022年4月2日作出刑事判决。宣判后，林小舟不服，提出上诉。本院依法组成合议庭审理了本案。现已审理终结。\n\
        原判认定，2022年1月3日夜，林小舟拿走手机一部。\n\
        原判认为，林小舟的行为已构成盗窃罪，系累犯。经本院审判委员会讨论决定，判决：被告人林小舟犯盗窃罪，判处拘役五个月。\n\
        林小舟上诉提出，原判量刑过重。\n\
        云岭县人民检察院抗诉提出，林小舟有自首情节，原判量刑畸重。\n\
        经审理查明的事实与原判一致。\n\
        本院认为，上诉人林小舟的行为已构成盗窃罪。原判认定林小舟系主犯并无不当。依照《中华人民共和国刑事诉讼法》第二百三十六条之规定，裁定如下：\n\
        驳回上诉，维持原判。\n审判员周某\n二〇二二年六月二日";
    assert_eq!(whole(text), [(K::Surrender, Stance::Alleged), (K::Principal, Stance::Accepted)]);
}

#[test]
fn a_law_that_is_told_is_told_of_nobody() {
    assert!(
        reasoned("其行为已构成盗窃罪。犯罪分子到案后揭发他人犯罪，查证属实的，应当认定为立功。").is_empty()
    );
    assert!(
        reasoned("其行为已构成盗窃罪。没有自动投案，但具有以下情形之一的，以自首论：如实交代其他罪行的。")
            .is_empty()
    );
    assert!(reasoned("其行为已构成盗窃罪。犯罪中止和犯罪预备、犯罪未遂是不同的形态。").is_empty());
}

#[test]
fn evidence_that_is_listed_is_no_finding() {
    assert!(reasoned("其行为已构成盗窃罪。3.户籍证明，证实林小舟在辖区内无犯罪记录。").is_empty());
}

#[test]
fn an_answer_stands_for_the_plea_it_repeats() {
    assert_eq!(
        stances(
            "林小舟的辩护人还提到案发经过并认为其有立功情节的意见。经查，林小舟没有检举他人，不构成立功。"
        ),
        [(K::Merit, Stance::Rejected)]
    );
}

#[test]
fn what_the_court_below_did_not_hold_may_be_held_here() {
    assert_eq!(stances("原判没有认定林小舟系从犯有误，依法予以纠正。"), [(K::Accessory, Stance::Accepted)]);
    assert_eq!(stances("原判认定林小舟系主犯并无不当。"), [(K::Principal, Stance::Accepted)]);
    assert_eq!(stances("林小舟积极返还不当得利款。"), [(K::Restitution, Stance::Accepted)]);
}

#[test]
fn civil_sums_and_strangers_deeds_are_no_circumstances() {
    assert!(reasoned("林小舟造成的经济损失，依法应予共同赔偿，并互负连带责任。").is_empty());
    assert!(reasoned("其行为已构成盗窃罪。被害人周某深夜到其家中，且此前已多次实施辱骂。").is_empty());
    assert!(reasoned("在周某的多次索要下还了钱。").is_empty());
}

#[test]
fn a_name_that_ends_like_a_denial_denies_nothing() {
    assert!(!denial::is_denied("洪非自动投案", &(6..18), K::Surrender));
    assert!(denial::is_denied("并非自动投案", &(6..18), K::Surrender));
}
