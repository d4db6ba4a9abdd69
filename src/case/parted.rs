//! Co-accused whose case is handled apart from this one: 同案黄某甲系未成年人，已分案办理, 钱大海（另案处理）. What becomes
//! of them stands in a file of their own.

use super::names::{Likeness, likeness};
use super::{CaseFile, Paper, Person, PersonIndex};
use crate::document::DocumentKind as K;
use crate::text::{Pattern, Range, numeral, sentence};

/// Words for it. 分案 alone is how cases are given out.
static APART: Pattern = Pattern::fixed(
    "另案(?:处理|办理|起诉|审查|审理|移送)|另行(?:处理|起诉|审理)|单独(?:起诉|处理)|分案(?:处理|办理|起诉|审查|审理)|(?:已|予以)(?:另处|分案)",
);

/// A name with a mask: 黄某甲, 唐某某.
static MASKED: Pattern = Pattern::fixed(r"\p{Han}某[某甲乙丙丁戊己庚0-9]?");

/// How many of those before a bracket it is about: （二人均另案处理）.
static SEVERAL: Pattern = Pattern::fixed("(?P<n>[二两三四五六七八九十]|[2-9])(?:名|个)?人|均|都|分别");

impl CaseFile {
    /// Whether the prosecution concludes on others in this dossier, and on this person neither so nor so.
    pub fn is_left_open(&self, person: PersonIndex) -> bool {
        let introduces = |kind: K| self.of_kind(kind).any(|(at, _)| self.party(person, at).is_some());
        self.of_kind(K::Indictment).next().is_some()
            && !introduces(K::Indictment)
            && !introduces(K::NonProsecutionDecision)
    }

    /// Whether prosecution or court say of somebody on whom they do not conclude here that his case is handled apart.
    pub fn is_parted(&self, person: PersonIndex) -> bool {
        const TELLING: [K; 5] = [
            K::Indictment,
            K::ReviewReport,
            K::NonProsecutionDecision,
            K::ConditionalNonProsecution,
            K::Judgment,
        ];
        let Some(of) = self.persons.get(person).filter(|_| self.is_left_open(person)) else { return false };
        self.papers.iter().filter(|paper| TELLING.contains(&paper.kind())).any(|paper| parts(paper, of))
    }
}

/// Whether a paper says so of a person.
fn parts(paper: &Paper, person: &Person) -> bool {
    let plain = paper.document.plain();
    APART.find_iter(plain).any(|found| match bracketed(plain, &found.range()) {
        // （同案未成年犯罪嫌疑人方某某已分案办理） names him itself.
        Some((before, inside)) => names(inside, person) || is_listed(before, inside, person),
        None => names(sentence::around(plain, &found.range()), person),
    })
}

/// The words of the sentence before the bracket that holds a range, and those within it.
fn bracketed<'p>(plain: &'p str, range: &Range) -> Option<(&'p str, &'p str)> {
    let before = sentence::line_before(plain, range.start);
    let open = before.rfind('（').filter(|&open| !before[open..].contains('）'))?;
    let inside = &before[open + '（'.len_utf8()..];
    let clause = before[..open].rsplit(['，', '。', '；', '：', '（']).next()?;
    Some((clause, inside))
}

/// Whether a person is the last of those named before a bracket, or one of the several it is about.
fn is_listed(before: &str, inside: &str, person: &Person) -> bool {
    let several = SEVERAL.captures(inside);
    let number = several.as_ref().and_then(|found| numeral::integer(found.name("n")?.as_str()));
    let count = match (several, number.and_then(|number| usize::try_from(number).ok())) {
        (None, _) => 1,
        (Some(_), None) => usize::MAX,
        (Some(_), Some(number)) => number,
    };
    let listed = before.rsplit(['、', '和', '与', '及']).take(count);
    listed.into_iter().any(|name| is_named_last(name, person))
}

fn is_named_last(words: &str, person: &Person) -> bool {
    let is_masked = |found: regex::Match<'_>| found.end() == words.len() && means(found.as_str(), person);
    person.spellings().any(|name| words.ends_with(name)) || MASKED.find_iter(words).any(is_masked)
}

fn names(words: &str, person: &Person) -> bool {
    person.spellings().any(|name| words.contains(name))
        || MASKED.find_iter(words).any(|found| means(found.as_str(), person))
}

/// Whether a masked name may be this person's.
fn means(masked: &str, person: &Person) -> bool {
    person.spellings().any(|name| likeness(name, masked) == Likeness::Masked)
}

#[cfg(test)]
mod tests {
    use crate::case::{CaseFile, Paper, assemble};
    use crate::document::{Document, DocumentKind as K};
    use crate::extract::extract;

    /// A case the police hand over on three, of whom the indictment charges the first.
    fn case(told: &str) -> CaseFile {
        let opinion = "云岭县公安局\n起诉意见书\n\
                       犯罪嫌疑人林小舟，男，1990年1月2日出生，汉族。\n\
                       犯罪嫌疑人方小北，男，2006年5月6日出生，汉族。\n\
                       犯罪嫌疑人孙大山，男，2006年7月6日出生，汉族。\n\
                       经依法侦查查明：三人互殴。";
        let indictment = format!(
            "云岭县人民检察院\n起诉书\n被告人林小舟，男，1990年1月2日出生，汉族。\n\
             经依法审查查明：{told}\n本院认为，被告人林小舟的行为触犯刑法。"
        );
        let paper = |kind: K, text: &str| {
            let document = Document::from_text(kind, text);
            Paper { elements: extract(&document), document }
        };
        assemble("", vec![paper(K::ProsecutionOpinion, opinion), paper(K::Indictment, &indictment)])
    }

    fn parted(told: &str) -> Vec<String> {
        let case = case(told);
        assert_eq!(case.persons.len(), 3);
        let parted = (0..3).filter(|&person| case.is_parted(person));
        parted.map(|person| case.persons[person].name.clone()).collect()
    }

    #[test]
    fn whose_case_is_parted_is_told_by_name_or_mask() {
        assert_eq!(parted("林小舟纠集方小北（另案处理）、孙大山互殴。"), ["方小北"]);
        assert_eq!(parted("林小舟纠集孙大山、方小北（另案处理）互殴。"), ["方小北"]);
        assert_eq!(parted("林小舟纠集孙某某、方某（均另案处理）互殴。"), ["方小北", "孙大山"]);
        assert_eq!(parted("林小舟纠集孙大山等人互殴（同案方某某已分案办理）。"), ["方小北"]);
        assert_eq!(parted("同案方某某、孙某某系未成年人，已分案办理。"), ["方小北", "孙大山"]);
        assert_eq!(
            parted("林小舟、孙大山、方小北（二人均已满十六周岁，另案处理）互殴。"),
            ["方小北", "孙大山"]
        );
    }

    #[test]
    fn whoever_is_only_left_out_or_charged_is_not_parted() {
        assert!(parted("林小舟与方小北、孙大山互殴。").is_empty());
        assert!(parted("林小舟（另案处理）与方小北、孙大山互殴。").is_empty());
        assert!(parted("本案随机分案，方小北、孙大山参与互殴。").is_empty());
        assert!(case("林小舟与方小北互殴。").is_left_open(1));
    }
}
