//! Charges laid on each person: suspected, alleged, found, rejected.

mod claims;
mod decided;

use super::elements::{ChargeClaim, Elements, Stance};
use super::outcome::disposition;
use super::people;
use super::voices::Voices;
use crate::document::{Document, DocumentKind, SectionName};
use crate::text::Range;

/// Fills `charges`; `parties` and `sentences` are already read.
pub(super) fn read(document: &Document, voices: &Voices<'_>, elements: &mut Elements) {
    let plain = document.plain();
    let operative = is_court(document.kind).then(|| disposition::find(document)).flatten();
    let operative_words = operative.clone().and_then(|part| plain.get(part)).unwrap_or_default();
    let people = people::of(elements, plain, operative_words);
    let mut claims: Vec<ChargeClaim> = Vec::new();
    if is_court(document.kind) {
        let before = before(document, operative.as_ref(), voices.defended());
        claims.extend(claims::in_parts(document, &people, &before, Stance::Alleged));
        claims.extend(decided::accepted(elements));
        if elements.sentences.is_empty() {
            claims.extend(claims::in_parts(document, &people, &reasoning(document), Stance::Accepted));
        }
        claims.extend(decided::upheld(document, elements, &claims, &reasoning(document)));
        claims.extend(decided::rejected(document, &people, voices.reasoned()));
        claims.extend(decided::acquitted(elements, &claims));
    } else {
        claims.extend(claims::in_parts(document, &people, &own_opinion(document), Stance::Alleged));
        if claims.is_empty() {
            let whole = 0..plain.len();
            let parts = std::slice::from_ref(&whole);
            claims.extend(claims::in_parts(document, &people, parts, Stance::Alleged));
        }
    }
    for claim in claims {
        let is_known = elements.charges.iter().any(|known| {
            known.person == claim.person
                && known.stance == claim.stance
                && known.charge.value == claim.charge.value
        });
        if !is_known {
            elements.charges.push(claim);
        }
    }
}

fn is_court(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Judgment | DocumentKind::Ruling)
}

/// The parts of a judgment in which the prosecution may speak: everything but the defence, the evidence and the decision.
fn before(document: &Document, operative: Option<&Range>, pleas: &[Range]) -> Vec<Range> {
    let silent =
        [SectionName::Defence, SectionName::Evidence, SectionName::Disposition, SectionName::Statutes];
    let end = operative.map_or(document.plain().len(), |range| range.start);
    let mut parts: Vec<Range> = Vec::new();
    for section in &document.sections {
        if silent.contains(&section.name) || section.range.start >= end {
            continue;
        }
        let part = section.range.start..section.range.end.min(end);
        // 指控的盗窃事实……, said by the defence, passes for the accusation.
        let is_mixed = section.name == SectionName::Accusation;
        parts.extend(if is_mixed { outside(part, pleas) } else { Vec::from([part]) });
    }
    if parts.is_empty() {
        parts.push(0..end);
    }
    parts
}

/// What of a part lies outside of all `others`.
fn outside(part: Range, others: &[Range]) -> Vec<Range> {
    others.iter().fold(Vec::from([part]), |parts, other| {
        let sides = parts
            .into_iter()
            .flat_map(|part| [part.start..part.end.min(other.start), part.start.max(other.end)..part.end]);
        sides.filter(|side| side.start < side.end).collect()
    })
}

/// The author's reasoning; none where it cannot be told from the rest.
fn reasoning(document: &Document) -> Vec<Range> {
    document.section_ranges(SectionName::Reasoning).cloned().collect()
}

/// Where a paper of the police or the prosecution gives its own opinion.
fn own_opinion(document: &Document) -> Vec<Range> {
    let parts = reasoning(document);
    if !parts.is_empty() {
        return parts;
    }
    let plain = document.plain();
    ["本院认为", "综上所述", "上述犯罪事实清楚"]
        .iter()
        .filter_map(|phrase| plain.rfind(phrase))
        .max()
        .map(|start| start..plain.len())
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(kind: DocumentKind, text: &str) -> Vec<(String, String, Stance)> {
        let document = Document::from_text(kind, text);
        let elements = crate::extract::extract(&document);
        elements.charges.into_iter().map(|claim| (claim.person, claim.charge.value, claim.stance)).collect()
    }

    fn claim(person: &str, charge: &str, stance: Stance) -> (String, String, Stance) {
        (person.to_owned(), charge.to_owned(), stance)
    }

    #[test]
    fn an_indictment_alleges_what_it_asks_to_punish() {
        let text = "青城市云岭区人民检察院\n起诉书\n青云检刑诉〔2023〕12号\n被告人赵某某，男，1990年1月2日出生，汉族，无业。因涉嫌诈骗罪，于2023年1月3日被青城市公安局刑事拘留。\n\
                    本案由青城市公安局侦查终结，以被告人赵某某涉嫌诈骗罪，于2023年3月1日向本院移送审查起诉。\n\
                    经依法审查查明：2022年12月5日，被告人赵某某窃得他人手机一部。\n\
                    本院认为，被告人赵某某秘密窃取他人财物，数额较大，其行为触犯了《中华人民共和国刑法》第二百六十四条，犯罪事实清楚，证据确实、充分，应当以盗窃罪追究其刑事责任。根据《中华人民共和国刑事诉讼法》第一百七十六条的规定，提起公诉，请依法判处。";
        assert_eq!(claims(DocumentKind::Indictment, text), [claim("赵某某", "盗窃罪", Stance::Alleged)]);
    }

    #[test]
    fn a_judgment_keeps_what_is_alleged_found_and_rejected_apart() {
        let text = "青城市云岭区人民法院\n刑事判决书\n公诉机关青城市云岭区人民检察院。\n被告人赵某某，男，1990年1月2日出生，汉族，无业。因犯抢夺罪于2018年被判处拘役三个月。\n被告人林小舟，女，1992年3月4日出生，汉族，无业。\n\
                    青城市云岭区人民检察院以青云检刑诉〔2023〕12号起诉书指控被告人赵某某犯诈骗罪，被告人林小舟犯掩饰、隐瞒犯罪所得罪，向本院提起公诉。\n\
                    经审理查明：2022年12月5日，赵某某窃得他人手机一部，交林小舟保管。\n\
                    本院认为，被告人赵某某秘密窃取他人财物，其行为已构成盗窃罪。公诉机关指控被告人赵某某犯诈骗罪的罪名不当，应予纠正。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n\
                    一、被告人赵某某犯盗窃罪，判处拘役三个月，并处罚金人民币一千元。\n二、被告人林小舟无罪。\n如不服本判决，可在接到判决书的第二日起十日内提出上诉。";
        assert_eq!(
            claims(DocumentKind::Judgment, text),
            [
                claim("赵某某", "诈骗罪", Stance::Alleged),
                claim("林小舟", "掩饰、隐瞒犯罪所得罪", Stance::Alleged),
                claim("赵某某", "盗窃罪", Stance::Accepted),
                claim("赵某某", "诈骗罪", Stance::Rejected),
                claim("林小舟", "掩饰、隐瞒犯罪所得罪", Stance::Rejected),
            ]
        );
    }

    #[test]
    fn a_unit_has_the_crime_behind_which_it_is_named() {
        let text = "云岭县人民检察院\n起诉书\n云检刑诉〔2023〕12号\n被告单位云岭县舟山市政工程有限公司，住所云岭县东街8号，法定代表人赵大山。\n\
                    被告人赵大山，男，1990年1月2日出生，汉族，该公司法定代表人。\n\
                    经依法审查查明：2022年12月5日，被告人赵大山决定以公司资金送给他人现金。\n\
                    本院认为，被告单位云岭县舟山市政工程有限公司给予国家工作人员财物，被告人赵大山系直接负责的主管人员；被告人赵大山又以个人财物给予国家工作人员。";
        let alleged = |asked: &str| {
            let mut found = claims(DocumentKind::Indictment, &format!("{text}{asked}请依法判处。"));
            found.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
            found
        };
        let (unit, head) = ("云岭县舟山市政工程有限公司", "赵大山");
        let expected = [
            claim(unit, "单位行贿罪", Stance::Alleged),
            claim(head, "单位行贿罪", Stance::Alleged),
            claim(head, "行贿罪", Stance::Alleged),
        ];
        for asked in [
            "应当以单位行贿罪追究被告单位、被告人赵大山的刑事责任，以行贿罪追究被告人赵大山的刑事责任。",
            "应当以单位行贿罪追究被告人赵大山、被告单位的刑事责任，以行贿罪追究被告人赵大山的刑事责任。",
        ] {
            assert_eq!(alleged(asked), expected, "{asked}");
        }
    }

    #[test]
    fn those_named_behind_a_charge_are_meant_and_what_the_court_puts_in_its_place_is_not_alleged() {
        let text = "青城市云岭区人民法院\n刑事判决书\n公诉机关青城市云岭区人民检察院。\n被告人赵某某，男，1990年1月2日出生，汉族，无业。\n被告人林小舟，女，1992年3月4日出生，汉族，无业。\n\
                    青城市云岭区人民检察院指控，赵某某窃得手机一部，林小舟收购。应当以盗窃罪追究被告人赵某某的刑事责任；以掩饰、隐瞒犯罪所得罪分别追究被告人林小舟的刑事责任。\n\
                    经审理查明：2022年12月5日，被告人赵某某骗得手机一部。\n\
                    公诉机关指控赵某某犯盗窃罪的罪名不能成立，应当以诈骗罪定罪处罚。";
        let alleged = claims(DocumentKind::Judgment, text)
            .into_iter()
            .filter(|(.., stance)| *stance == Stance::Alleged);
        let expected = [("赵某某", "盗窃罪"), ("林小舟", "掩饰、隐瞒犯罪所得罪")];
        let expected = expected.map(|(person, charge)| claim(person, charge, Stance::Alleged));
        assert_eq!(alleged.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_list_of_charges_is_laid_on_those_named_behind_it() {
        let text = "青城市云岭区人民检察院\n起诉书\n被告人赵某某，男，1990年1月2日出生，汉族，无业。\n被告人林小舟，女，1992年3月4日出生，汉族，无业。\n\
                    经依法审查查明：二人造假证、卖假证。\n\
                    本院认为，被告人赵某某伪造印章，又买卖身份证件，被告人林小舟买卖身份证件，其行为分别触犯刑法，应当以伪造国家机关印章罪、买卖身份证件罪和诈骗罪追究被告人赵某某的刑事责任，以买卖身份证件罪追究被告人林小舟的刑事责任。";
        let expected = [
            ("赵某某", "伪造国家机关印章罪"),
            ("赵某某", "买卖身份证件罪"),
            ("赵某某", "诈骗罪"),
            ("林小舟", "买卖身份证件罪"),
        ];
        let expected = expected.map(|(person, charge)| claim(person, charge, Stance::Alleged));
        assert_eq!(claims(DocumentKind::Indictment, text), expected);
        for (told, otherwise) in [
            ("追究被告人赵某某的刑事责任", "对被告人赵某某追究刑事责任"),
            ("追究被告人赵某某的刑事责任", "数罪并罚追究被告人赵某某的刑事责任"),
            ("追究被告人林小舟的刑事责任", "对被告人林小舟追究刑事责任"),
            (
                "应当以伪造国家机关印章罪、买卖身份证件罪和诈骗罪追究被告人赵某某的刑事责任，以买卖身份证件罪追究被告人林小舟的刑事责任",
                "对被告人赵某某应当以伪造国家机关印章罪、买卖身份证件罪和诈骗罪，对被告人林小舟应当以买卖身份证件罪追究刑事责任",
            ),
        ] {
            assert_eq!(
                claims(DocumentKind::Indictment, &text.replace(told, otherwise)),
                expected,
                "{otherwise}"
            );
        }
    }

    #[test]
    fn each_is_charged_with_his_own_and_nobody_with_anothers() {
        let text = "青城市云岭区人民法院\n刑事判决书\n公诉机关青城市云岭区人民检察院。\n被告单位云岭某某有限公司。\n被告人赵某某，男，1990年1月2日出生，汉族，无业。\n被告人林小舟，女，1992年3月4日出生，汉族，无业。\n\
                    青城市云岭区人民检察院以青云检刑诉〔2023〕12号起诉书指控被告单位云岭某某有限公司犯合同诈骗罪、被告人赵某某犯生产、销售不符合安全标准的食品罪、被告人林小舟犯职务侵占罪，向本院提起公诉。\n\
                    经审理查明：2022年7月18日，检察院以周某犯寻衅滋事罪向本院提起公诉。\n\
                    本院认为，其行为均已构成犯罪。依照《中华人民共和国刑法》第二百二十四条之规定，判决如下：\n\
                    一、被告单位云岭某某有限公司犯合同诈骗罪，判处罚金人民币三万元。\n二、被告人赵某某犯生产、销售不符合安全标准的食品罪，判处拘役三个月。\n三、被告人林小舟犯职务侵占罪，判处拘役三个月。\n如不服本判决，可在接到判决书的第二日起十日内提出上诉。";
        let alleged: Vec<_> = claims(DocumentKind::Judgment, text)
            .into_iter()
            .filter(|(.., stance)| *stance == Stance::Alleged)
            .map(|(person, charge, _)| (person, charge))
            .collect();
        let expected = [
            ("云岭某某有限公司", "合同诈骗罪"),
            ("赵某某", "生产、销售不符合安全标准的食品罪"),
            ("林小舟", "职务侵占罪"),
        ];
        assert_eq!(alleged, expected.map(|(person, charge)| (person.to_owned(), charge.to_owned())));
    }

    #[test]
    fn a_former_name_is_the_persons_and_a_plea_lays_no_charge() {
        let text = "云岭县人民法院\n刑事判决书\n公诉机关云岭县人民检察院。\n被告人赵小山（曾用名：赵大山），男，1990年1月2日出生，汉族。\n被告人林小舟，女，1992年3月4日出生，汉族。\n\
                    云岭县人民检察院以云检刑诉〔2019〕12号起诉书指控被告人赵大山犯非法猎捕、收购、出售珍贵、濒危野生动物罪，被告人林小舟开设赌场罪一案，向本院提起公诉。\n\
                    被告人林小舟对公诉机关指控的犯罪事实和罪名有意见，认为犯的是赌博罪。\n\
                    本院认为，其行为均已构成犯罪。依照《中华人民共和国刑法》第三百四十一条之规定，判决如下：\n一、被告人赵小山犯非法收购、出售珍贵野生动物罪，判处拘役三个月。\n二、被告人林小舟犯开设赌场罪，判处拘役三个月。\n如不服本判决，可在十日内提出上诉。";
        let animals = "危害珍贵、濒危野生动物罪";
        assert_eq!(
            claims(DocumentKind::Judgment, text),
            [
                claim("赵小山", animals, Stance::Alleged),
                claim("林小舟", "开设赌场罪", Stance::Alleged),
                claim("赵小山", animals, Stance::Accepted),
                claim("林小舟", "开设赌场罪", Stance::Accepted),
            ]
        );
    }

    #[test]
    fn a_list_is_charged_as_a_whole() {
        let read = |words: &str| {
            let text = format!(
                "云岭县人民法院\n刑事判决书\n公诉机关云岭县人民检察院。\n被告人赵小山，男，1990年1月2日出生，汉族。\n被告人林小舟，女，1992年3月4日出生，汉族。\n云岭县人民检察院指控{words}，向本院提起公诉。\n经审理查明，二人望风。"
            );
            let alleged = claims(DocumentKind::Judgment, &text).into_iter();
            alleged.map(|(person, charge, _)| (person, charge)).collect::<Vec<_>>()
        };
        let both = ["赵小山", "林小舟"].map(|name| (name.to_owned(), "盗窃罪".to_owned()));
        for words in ["被告人赵小山、钱某、林小舟犯盗窃罪", "被告人赵小山等二人犯盗窃罪"]
        {
            assert_eq!(read(words), both, "{words}");
        }
        assert_eq!(read("被告人赵小山等三人犯盗窃罪"), both[..1]);
        assert_eq!(read("被告人赵小山等二人犯盗窃、诈骗罪").len(), 2);
    }

    const HEADING: &str = "云岭县人民法院\n刑事判决书\n公诉机关云岭县人民检察院。\n被告单位云岭顺达商贸有限公司。\n被告人赵小山，男，1990年1月2日出生，汉族。\n被告人林小舟，女，1992年3月4日出生，汉族。\n";

    fn told(words: &str, stance: Stance) -> Vec<(String, String)> {
        let all = claims(DocumentKind::Judgment, &format!("{HEADING}{words}")).into_iter();
        all.filter(|claim| claim.2 == stance).map(|(person, charge, _)| (person, charge)).collect()
    }

    fn pair(person: &str, charge: &str) -> (String, String) {
        (person.to_owned(), charge.to_owned())
    }

    #[test]
    fn who_is_helped_is_not_who_is_charged() {
        let words = "云岭县人民检察院指控，被告人赵小山致人死亡，应当以故意杀人罪追究其刑事责任。被告人林小舟在明知被告人赵小山被通缉的情况下，为其提供住处，应当以窝藏罪追究刑事责任。\n经审理查明，二人属实。";
        let expected = [pair("赵小山", "故意杀人罪"), pair("林小舟", "窝藏罪")];
        assert_eq!(told(words, Stance::Alleged), expected);
    }

    #[test]
    fn a_unit_charged_for_itself_leaves_the_one_named_before_it_alone() {
        let words = "云岭县人民检察院指控被告人林小舟犯职务侵占罪，被告单位顺达公司犯单位行贿罪一案，向本院提起公诉。\n经审理查明，林小舟取走货款。";
        let expected = [pair("林小舟", "职务侵占罪"), pair("云岭顺达商贸有限公司", "单位行贿罪")];
        assert_eq!(told(words, Stance::Alleged), expected);
    }

    #[test]
    fn a_charge_is_refused_by_the_court_alone_and_as_a_whole() {
        let judgment = |reasons: &str| {
            format!(
                "云岭县人民检察院以云检刑诉〔2019〕12号起诉书指控被告人赵小山、林小舟犯诈骗罪、盗窃罪，向本院提起公诉。\n云岭县人民检察院指控，2018年5月6日，二人取走手机。\n被告人林小舟辩称，其不构成诈骗罪。\n\
                 经审理查明，2018年5月6日，二人取走手机。\n上述事实，有证人证言证实。\n本院认为，被告人赵小山、林小舟的行为已构成盗窃罪。{reasons}依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n\
                 一、被告人赵小山犯盗窃罪，判处拘役三个月。\n二、被告人林小舟犯盗窃罪，判处拘役三个月。\n如不服本判决，可在十日内上诉。"
            )
        };
        let both = [pair("赵小山", "诈骗罪"), pair("林小舟", "诈骗罪")];
        for reasons in [
            "公诉机关指控被告人赵小山、林小舟构成诈骗罪证据不足，不予支持。",
            "因此，对公诉机关指控被告人赵小山、林小舟犯诈骗罪，不予支持。",
        ] {
            assert_eq!(told(&judgment(reasons), Stance::Rejected), both, "{reasons}");
        }
        for reasons in [
            "公诉机关指控被告人赵小山、林小舟犯诈骗罪的数额有误，应予纠正。",
            "被告人林小舟及其辩护人辩护所提林小舟不构成盗窃罪的理由，不能成立。",
        ] {
            assert!(told(&judgment(reasons), Stance::Rejected).is_empty(), "{reasons}");
        }
    }
}
