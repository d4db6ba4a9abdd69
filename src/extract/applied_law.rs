//! The law an author applies, apart from annexed statutes and from what others ask to apply.

mod spans;

use super::elements::Elements;
use super::voices::Voices;
use crate::document::Document;
use crate::law::citation;

/// Fills `citations`, in order, each place once.
pub(super) fn read(document: &Document, voices: &Voices<'_>, elements: &mut Elements) {
    let plain = document.plain();
    for span in spans::applied(document, voices) {
        let Some(words) = plain.get(span.clone()) else { continue };
        for found in citation::scan(words) {
            let found = found.shifted(span.start);
            let is_known = elements.citations.iter().any(|known| known.value == found.value);
            if !is_known {
                elements.citations.push(document.cite(found.value, &found.range, 0.97));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentKind;

    fn cited(kind: DocumentKind, text: &str) -> Vec<(String, u16)> {
        let document = Document::from_text(kind, text);
        let mut elements = Elements::default();
        read(&document, &Voices::of(&document), &mut elements);
        elements.citations.into_iter().map(|cited| (cited.value.law, cited.value.article)).collect()
    }

    #[test]
    fn a_judgment_applies_what_stands_before_its_operative_part() {
        let text = "本院认为，被告人赵某某的行为已构成盗窃罪。辩护人提出应适用《中华人民共和国刑法》第六十八条之规定的意见，不予采纳。\
                    依照《中华人民共和国刑法》第二百六十四条、第六十七条第三款之规定，判决如下：\n被告人赵某某犯盗窃罪，判处拘役三个月。\n\
                    如不服本判决，可在接到判决书的第二日起十日内提出上诉。\n附相关法律条文\n《中华人民共和国刑法》第五十二条判处罚金，应当根据犯罪情节决定罚金数额。";
        assert_eq!(cited(DocumentKind::Judgment, text), [("刑法".to_owned(), 264), ("刑法".to_owned(), 67)]);
    }

    #[test]
    fn an_operative_part_may_cite_by_itself() {
        let text = "本院认为，被告人赵某某的行为已构成诈骗罪。判决如下：\n一、依照《中华人民共和国刑法》第二百六十六条、第五十二条之规定，被告人赵某某犯诈骗罪，判处有期徒刑三年。\n\
                    二、依照《中华人民共和国刑法》第六十四条之规定，继续追缴违法所得。\n\
                    如果未按本判决指定的期间履行给付金钱义务，应当依照《中华人民共和国民事诉讼法》第二百五十三条之规定，加倍支付。\n如不服本判决，可在十日内上诉。";
        let expected = [("刑法", 266), ("刑法", 52), ("刑法", 64), ("民事诉讼法", 253)];
        assert_eq!(
            cited(DocumentKind::Judgment, text),
            expected.map(|(law, article)| (law.to_owned(), article))
        );
    }

    #[test]
    fn an_indictment_names_the_article_broken() {
        let text = "本院认为，被告人赵某某秘密窃取公私财物，其行为触犯了《中华人民共和国刑法》第二百六十四条，犯罪事实清楚，应当以盗窃罪追究其刑事责任。\
                    根据《中华人民共和国刑事诉讼法》第一百七十六条的规定，提起公诉，请依法判处。";
        assert_eq!(
            cited(DocumentKind::Indictment, text),
            [("刑法".to_owned(), 264), ("刑事诉讼法".to_owned(), 176)]
        );
    }

    #[test]
    fn what_the_judgment_under_review_cited_is_not_this_courts() {
        let text = "青城市云岭区人民法院\n刑事判决书\n原审认为，被告人赵某某醉酒驾驶，本院予以从轻处罚。依照《中华人民共和国刑法》第七十二条第一款之规定，判决如下：\n被告人赵某某犯危险驾驶罪，判处拘役一个月，缓刑二个月。\n\
                    本院认为，原审被告人赵某某的行为已构成危险驾驶罪。依照《中华人民共和国刑法》第一百三十三条之一第一款之规定，判决如下：\n一、撤销原判。\n二、原审被告人赵某某犯危险驾驶罪，判处拘役一个月。";
        assert_eq!(cited(DocumentKind::Judgment, text), [("刑法".to_owned(), 133)]);
        // A recital that names no lower court.
        let text = "青城市中级人民法院\n刑事裁定书\n综合各被告人的情节，据此，依照《中华人民共和国刑法》第三百零三条第二款之规定，作出判决：一、被告人赵某某犯开设赌场罪，判处拘役一个月。上诉人赵某某上诉称量刑过重。\n\
                    本院认为，原判量刑适当。依照《中华人民共和国刑事诉讼法》第二百三十六条之规定，裁定如下：\n驳回上诉，维持原判。";
        assert_eq!(cited(DocumentKind::Ruling, text), [("刑事诉讼法".to_owned(), 236)]);
    }

    #[test]
    fn what_the_parties_and_the_court_below_cite_is_not_this_courts() {
        let text = "青城市云岭区人民法院\n刑事判决书\n公诉机关青城市云岭区人民检察院。\n被告人赵某某，男，1990年1月2日出生，汉族，无业。\n\
                    青城市云岭区人民检察院以青云检刑诉〔2023〕12号起诉书指控被告人赵某某犯故意伤害罪，向本院提起公诉。现已审理终结。\n\
                    青城市云岭区人民检察院指控，2022年12月5日，被告人赵某某打伤周某。\n\
                    公诉机关当庭出示了证人证言、鉴定意见等证据。认为被告人赵某某故意伤害他人，其行为触犯了《中华人民共和国刑法》第二百三十四条，应当以故意伤害罪追究其刑事责任，系累犯，应当依照《中华人民共和国刑法》第六十五条从重处罚。请求依法惩处。\n\
                    被告人赵某某辩称，其行为属于防卫。\n\
                    经审理查明：2022年12月5日，被告人赵某某打伤周某。\n上述事实，有证人证言、鉴定意见等证据证实，足以认定。\n\
                    本院认为，被告人赵某某故意伤害他人，其行为已构成故意伤害罪。根据《中华人民共和国刑法》第六十七条第三款的规定，可以从轻处罚。依照《中华人民共和国刑法》第二百三十四条第一款之规定，判决如下：\n\
                    被告人赵某某犯故意伤害罪，判处拘役三个月。\n如不服本判决，可在接到判决书的第二日起十日内提出上诉。";
        assert_eq!(cited(DocumentKind::Judgment, text), [("刑法".to_owned(), 67), ("刑法".to_owned(), 234)]);
        let text = "青城市云岭区人民法院\n刑事判决书\n抗诉机关青城市人民检察院。\n原审被告人赵某某，男，1990年1月2日出生，汉族，无业。\n本院于2023年5月6日作出（2023）青0102刑初7号刑事判决。\n\
                    本院另行组成合议庭，公开开庭审理了本案。现已审理终结。\n\
                    原审查明：2022年12月5日，被告人赵某某窃得手机一部。原审认为，被告人赵某某的行为已构成盗窃罪。公诉机关指控的罪名成立。被告人赵某某如实供述罪行，依法可以从轻处罚。据此，依照《中华人民共和国刑法》第二百六十四条、第七十二条第一款之规定，判决如下：被告人赵某某犯盗窃罪，判处拘役三个月，缓刑四个月。\n\
                    青城市人民检察院抗诉认为，原审未认定累犯，应当予以纠正。故依照《中华人民共和国刑事诉讼法》第二百四十三条第三款的规定，提出抗诉，请求依法改判。\n\
                    本院经再审查明，赵某某于2021年3月刑满释放。其余事实与原审认定的事实一致。上述事实，有证人证言等证据证实。\n\
                    本院认为，原审被告人赵某某的行为已构成盗窃罪，系累犯，不适用缓刑。依照《中华人民共和国刑法》第六十五条、第七十四条之规定，判决如下：\n\
                    一、撤销原判。\n二、原审被告人赵某某犯盗窃罪，判处拘役三个月。";
        assert_eq!(cited(DocumentKind::Judgment, text), [("刑法".to_owned(), 65), ("刑法".to_owned(), 74)]);
    }
}
