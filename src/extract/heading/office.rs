//! Which office issued a paper, which procuratorate prosecutes, which court tries.

use std::sync::LazyLock;

use crate::document::{Document, DocumentKind};
use crate::extract::elements::Elements;
use crate::text::{Cited, Pattern, Range};

/// Fills `organ`, `procuratorate`, `court`.
pub(super) fn read(document: &Document, closing: &Range, elements: &mut Elements) {
    elements.organ = issuing(document, closing);
    let own = |word: &str| elements.organ.clone().filter(|organ| organ.value.contains(word));
    let procuratorate = named(document, &PROSECUTING)
        .or_else(|| named(document, &ACCUSING))
        .or_else(|| named(document, &PROTESTING))
        .or_else(|| own("检察院"))
        .or_else(|| named(document, &ADDRESSED_PROCURATORATE));
    let court = own("法院").or_else(|| named(document, &ADDRESSED_COURT));
    elements.procuratorate = procuratorate;
    elements.court = court;
}

/// Whether a line is nothing but the name of an office, perhaps with a bracket: （印）.
pub(super) fn is_office(line: &str) -> bool {
    let name = bare(line);
    OFFICE.find(name).is_some_and(|found| found.end() == name.len())
}

fn bare(line: &str) -> &str {
    line.split('（').next().unwrap_or_default().trim()
}

/// The office in the first lines, else the one that signs.
fn issuing(document: &Document, closing: &Range) -> Option<Cited<String>> {
    let mut offset = 0;
    for line in document.plain().split('\n').take(HEAD_LINES) {
        if let Some(found) = OFFICE.find(line)
            && !line[found.end()..].starts_with(['：', '，', '并', '、'])
            && fits(document.kind, found.as_str())
        {
            let range = offset + found.start()..offset + found.end();
            return Some(document.cite(found.as_str().to_owned(), &range, 0.95));
        }
        offset += line.len() + 1;
    }
    signing_office(document, closing)
}

fn signing_office(document: &Document, closing: &Range) -> Option<Cited<String>> {
    let words = document.plain().get(closing.clone())?;
    let mut offset = closing.start;
    let mut last = None;
    for line in words.split('\n') {
        if is_office(line) && fits(document.kind, line) {
            let name = bare(line);
            let start = offset + line.find(name).unwrap_or(0);
            last = Some(document.cite(name.to_owned(), &(start..start + name.len()), 0.85));
        }
        offset += line.len() + 1;
    }
    last
}

/// A sentence that runs into the name of an office is no office.
fn is_told(words: &str) -> bool {
    ["嫌疑人", "被告人", "日", "本院", "我局", "将", "关于"].iter().any(|word| words.contains(word))
}

/// A court does not issue an indictment, nor a police office a judgment.
fn fits(kind: DocumentKind, office: &str) -> bool {
    use DocumentKind as K;
    if is_told(office) {
        return false;
    }
    match kind {
        K::Judgment | K::Ruling => office.contains("法院"),
        K::Indictment | K::NonProsecutionDecision | K::ArrestApproval | K::ArrestRefusal => {
            office.contains("检察院")
        }
        K::ProsecutionOpinion | K::ArrestRequest | K::DetentionWarrant | K::ArrestWarrant => {
            !office.contains("检察院") && !office.contains("看守所")
        }
        _ => true,
    }
}

fn named(document: &Document, pattern: &Pattern) -> Option<Cited<String>> {
    let found = pattern.captures(document.plain())?.name("name")?;
    // 云岭县人民法院审理青城市人民检察院指控…
    let lead = found.as_str().find("审理").map_or(0, |at| at + "审理".len());
    let name = found.as_str()[lead..].to_owned();
    Some(document.cite(name, &(found.start() + lead..found.end()), 0.95))
}

const HEAD_LINES: usize = 5;

macro_rules! pattern {
    ($name:ident = $pattern:literal) => {
        static $name: LazyLock<Pattern> =
            LazyLock::new(|| Pattern::new($pattern).expect("the pattern is fixed"));
    };
}

pattern!(
    OFFICE = r"^[\p{Han}×*·0-9]{1,30}?(?:公安(?:厅|局|处)(?:[\p{Han}×*]{1,12}?(?:分局|派出所|支队|大队))?|公安分局|检察院|法院(?:[\p{Han}×*]{2,12}?分院)?|监察委员会|监察委|司法鉴定(?:中心|所)|鉴定(?:中心|所)|价格认(?:证|定)(?:中心|局)|公证处|海关缉私(?:分)?局|国家安全局|派出所|看守所|监狱)"
);
pattern!(
    PROSECUTING = r"(?:原)?公诉(?:机关|人)(?:暨[\p{Han}]{2,20}?(?:起诉人|诉讼人|原告人|机关))?(?:（[^）\n]{0,20}）)?[：\t\n]?(?P<name>[\p{Han}×*·0-9]{2,30}?(?:检察院|检查院)(?:(?:第[一二三四五六]|[\p{Han}]{2,8}(?:州|区|市|运输))分院)?)"
);
pattern!(
    PROTESTING = r"抗诉(?:机关|人)(?:（[^）\n]{0,20}）)?[：\t\n]?(?P<name>[\p{Han}×*·0-9]{2,30}?检察院)"
);
pattern!(
    ACCUSING = r"(?:^|[\n。；，]|由|经)(?P<name>[\p{Han}×*·0-9]{2,44}?检察院)(?:于[^，。\n]{4,14})?，?(?:以|指控|根据|向本院|起诉|提起公诉)"
);
pattern!(ADDRESSED_COURT = r"此致[\s：]*(?P<name>[\p{Han}×*·0-9]{2,30}?法院)");
pattern!(ADDRESSED_PROCURATORATE = r"此致[\s：]*(?P<name>[\p{Han}×*·0-9]{2,30}?检察院)");

#[cfg(test)]
mod tests {
    use super::*;

    fn offices(text: &str) -> (String, String) {
        let document = Document::from_text(DocumentKind::Judgment, text);
        let mut elements = Elements::default();
        read(&document, &(text.len()..text.len()), &mut elements);
        let name = |office: Option<Cited<String>>| office.map_or(String::new(), |office| office.value);
        (name(elements.procuratorate), name(elements.court))
    }

    #[test]
    fn branches_belong_to_the_name_and_added_parts_do_not() {
        let text = "青山自治区高级人民法院云岭自治州分院\n刑事判决书\n公诉机关青城市人民检察院第一分院。\n被告人赵某某，男。";
        let expected = ("青城市人民检察院第一分院", "青山自治区高级人民法院云岭自治州分院");
        assert_eq!(offices(text), (expected.0.to_owned(), expected.1.to_owned()));
        let text = "云岭县人民法院\n刑事附带民事判决书\n公诉机关暨附带民事公益诉讼起诉人云岭县人民检察院。\n被告人赵某某，男。";
        assert_eq!(offices(text), ("云岭县人民检察院".to_owned(), "云岭县人民法院".to_owned()));
    }

    #[test]
    fn every_part_the_procuratorate_takes_leads_its_name() {
        for part in [
            "公诉机关暨附带民事公益诉讼人",
            "公诉机关暨刑事附带民事公益诉讼起诉人",
            "公诉机关暨附带民事诉讼原告人",
            "抗诉机关（原公诉机关）",
        ] {
            let text = format!("云岭县人民法院\n刑事判决书\n{part}云岭县人民检察院。\n被告人赵某某，男。");
            assert_eq!(offices(&text).0, "云岭县人民检察院", "{part}");
        }
    }
}
