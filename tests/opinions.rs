//! A hundred reviewed dossiers: every quotation on every page of their papers stands word for word in the document it names,
//! exactly where it says.

mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use qiuhao::document::{Document, dossier};
use qiuhao::office::{Decision, Object, Settled, Verdict, identities, settle, settled_grade};
use qiuhao::papers::{self, CaseWork, Form, Paper, Piece, listing, opinion_lines};
use qiuhao::pipeline;
use qiuhao::report::Review;
use qiuhao::review::ReviewOptions;
use qiuhao::standard::Standards;
use qiuhao::store::{CaseFlow, Opinion, Said};
use qiuhao::text::Quote;
use rayon::prelude::*;

use crate::mutations::{changed, dossiers, scripts};

const DOSSIERS: usize = 100;
/// Words of the reviewer, which may quote what they like.
const WRITTEN: &str = "本案事实清楚，证据确实、充分。\n建议承办部门整改。";

#[test]
fn every_quotation_of_a_hundred_opinions_is_verbatim_and_in_its_place() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let folders = dossiers();
    let originals: Vec<PathBuf> = folders.values().cloned().collect();
    let scripts = scripts();
    let changed_ones = DOSSIERS - originals.len();
    let every = scripts.len() as f64 / changed_ones as f64;
    let mut cases: Vec<(PathBuf, Option<tempfile::TempDir>)> =
        originals.into_iter().map(|folder| (folder, None)).collect();
    cases.extend((0..changed_ones).map(|at| {
        let script = &scripts[(at as f64 * every) as usize];
        let copy = changed(&folders[script.dossier()], script).expect("a script that fits");
        (copy.path().to_owned(), Some(copy))
    }));
    assert_eq!(cases.len(), DOSSIERS);
    let checked: Vec<Checked> =
        cases.par_iter().enumerate().map(|(at, (folder, _))| check(at, folder, &standards)).collect();
    let wrong: Vec<&String> = checked.iter().flat_map(|one| &one.wrong).collect();
    let sum = |count: fn(&Checked) -> usize| checked.iter().map(count).sum::<usize>();
    println!(
        "{DOSSIERS} dossiers: {} quotations in opinions, {} in comparisons, {} in lists, {} on pages",
        sum(|one| one.opinion),
        sum(|one| one.comparison),
        sum(|one| one.listed),
        sum(|one| one.page)
    );
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.iter().take(40).map(|told| told.as_str()).collect::<Vec<_>>().join("\n")
    );
    assert!(checked.iter().all(|one| one.opinion > 3), "every opinion quotes");
    assert!(
        sum(|one| one.listed) > DOSSIERS && sum(|one| one.page) > DOSSIERS && sum(|one| one.comparison) > 50
    );
}

/// Quotations looked at on the papers of one dossier, and what was wrong with them.
#[derive(Default)]
struct Checked {
    opinion: usize,
    comparison: usize,
    listed: usize,
    page: usize,
    wrong: Vec<String>,
}

fn check(at: usize, folder: &std::path::Path, standards: &Standards) -> Checked {
    let opened = dossier::open(folder).expect("a dossier opens");
    let as_of = jiff::civil::date(2026, 1, 1);
    let options = ReviewOptions { province: None, as_of };
    let review = pipeline::review_documents(&opened.name, opened.documents, standards, &options);
    let work = decided(at, &review, standards);
    let documents: BTreeMap<&str, &Document> =
        review.case.papers.iter().map(|paper| (paper.document.id.as_str(), &paper.document)).collect();
    let mut checked = Checked::default();
    check_opinion(&work, &documents, &mut checked);
    check_comparison(&work, &documents, &mut checked);
    check_list(&work, &documents, &mut checked);
    check_page(&review, &documents, &mut checked);
    let name = format!("{} ({})", folder.display(), at);
    checked.wrong.iter_mut().for_each(|wrong| *wrong = format!("{name}: {wrong}"));
    checked
}

/// The case as somebody might decide it: most findings stand, some are changed or excluded, some cases have open ones.
fn decided<'a>(at: usize, review: &'a Review, standards: &Standards) -> CaseWork<'a> {
    let names = identities(&review.findings);
    let open = names.iter().zip(&review.findings).filter(|(_, finding)| finding.is_open());
    let decisions: Vec<Decision> = open
        .enumerate()
        .filter(|(number, _)| (number + at) % 7 != 6)
        .map(|(number, (name, finding))| {
            let verdict = match (number + at) % 5 {
                4 => Verdict::Excluded,
                3 => Verdict::Modified,
                _ => Verdict::Confirmed,
            };
            Decision {
                finding: name.clone(),
                point: finding.point.clone(),
                verdict,
                reason: if verdict == Verdict::Confirmed {
                    String::new()
                } else {
                    "经核实另有材料".to_owned()
                },
                note: String::new(),
                severity: (verdict == Verdict::Modified).then(|| "S1".to_owned()),
                wording: None,
            }
        })
        .collect();
    let settled = settle(&review.findings, &decisions, standards);
    let grade = settled_grade(&settled, &standards.schemes, jiff::civil::date(2026, 1, 1));
    let said = |what| Said { what, revision: 1, version: 1, who: "zhou".to_owned(), at: 1_772_400_000_000 };
    CaseWork {
        case: 1,
        version: 1,
        review,
        settled,
        grade,
        decisions: decisions
            .into_iter()
            .map(|what| Said { what, revision: 1, version: 1, who: "zhou".to_owned(), at: 0 })
            .collect(),
        manual: Vec::new(),
        opinions: vec![said(Opinion { grade: Some("合格".to_owned()), text: WRITTEN.to_owned() })],
        flow: CaseFlow { object: Object::new(1), revision: 0, since: 0 },
        history: Vec::new(),
        people: BTreeMap::new(),
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What is wrong with a quote, if anything.
fn wrong(quote: &Quote, documents: &BTreeMap<&str, &Document>) -> Option<String> {
    let Some(document) = documents.get(quote.document.as_str()) else {
        return Some(format!("no document {}", quote.document));
    };
    let (start, end) = (quote.start as usize, quote.end as usize);
    let words: String = document.text.original().chars().skip(start).take(end - start).collect();
    if words != quote.text {
        return Some(format!("{} {start}..{end} is {words:?}, not {:?}", quote.file, quote.text));
    }
    if quote.file != document.file || quote.page != document.page_of(quote.start) {
        return Some(format!("{:?} said to stand in {} page {}", quote.text, quote.file, quote.page));
    }
    let next = document.page_starts.get((quote.page - document.first_page) as usize + 1);
    let last = document.page_starts.len() as u32 + document.first_page - 1;
    (quote.page > last || next.is_some_and(|&next| quote.start >= next))
        .then(|| format!("{:?} is not on page {}", quote.text, quote.page))
}

/// The text of a paper as our own reader sees it.
pub(crate) fn read_back(bytes: Vec<u8>) -> String {
    let documents = dossier::of_files(vec![("文书.docx".to_owned(), bytes)]);
    documents.iter().map(|document| document.text.original()).collect::<Vec<_>>().join("\n")
}

/// Words between the innermost quotation marks.
fn marked(text: &str) -> impl Iterator<Item = &str> {
    text.split('“').skip(1).filter_map(|rest| rest.split_once('”')).map(|(inside, _)| inside)
}

fn check_opinion(work: &CaseWork<'_>, documents: &BTreeMap<&str, &Document>, checked: &mut Checked) {
    let lines = opinion_lines(work);
    let text = bare(&read_back(papers::docx(Paper::Opinion, work).expect("an opinion")));
    let mut rest = text.as_str();
    let standing: BTreeSet<&str> = work.standing().map(|one| one.name.as_str()).collect();
    for line in &lines {
        match rest.split_once(bare(&line.text()).as_str()) {
            Some((_, behind)) => rest = behind,
            None => checked.wrong.push(format!("not on the paper: {}", line.text())),
        }
        for sentence in &line.sentences {
            for quote in sentence.quotes() {
                checked.opinion += 1;
                checked.wrong.extend(wrong(quote, documents));
            }
            for piece in &sentence.pieces {
                if let Piece::Quoted { quote, .. } = piece
                    && !bare(&piece.text()).starts_with(&format!("“{}", bare(&quote.text)))
                {
                    checked.wrong.push(format!("printed as {}", piece.text()));
                }
            }
        }
        let of_excluded =
            |name: &String| work.settled.iter().any(|one| one.name == *name && is_out(one, &standing));
        if line.form == Form::Body && line.sentences[0].finding.as_ref().is_some_and(of_excluded) {
            checked.wrong.push(format!("an excluded finding in the body: {}", line.text()));
        }
    }
    check_marks(&text, documents, checked);
}

fn is_out(one: &Settled, standing: &BTreeSet<&str>) -> bool {
    !standing.contains(one.name.as_str())
}

/// Whatever stands between quotation marks on a paper stands so in the dossier.
fn check_marks(text: &str, documents: &BTreeMap<&str, &Document>, checked: &mut Checked) {
    let all: Vec<String> = documents.values().map(|document| bare(document.text.original())).collect();
    for words in marked(text) {
        let words = words.strip_suffix("……").unwrap_or(words);
        if !all.iter().any(|document| document.contains(words)) {
            checked.wrong.push(format!("in no document: “{words}”"));
        }
    }
}

fn check_comparison(work: &CaseWork<'_>, documents: &BTreeMap<&str, &Document>, checked: &mut Checked) {
    let text = bare(&read_back(papers::docx(Paper::Comparison, work).expect("a comparison")));
    for quote in
        work.review.differences.iter().flat_map(|one| &one.sides).filter_map(|side| side.quote.as_ref())
    {
        checked.comparison += 1;
        checked.wrong.extend(wrong(quote, documents));
        let words = bare(&quote.head(100).text);
        if text.matches(&format!("“{words}")).count() < 2 {
            checked.wrong.push(format!("not in table and prose: {words}"));
        }
    }
    check_marks(
        &text.replace("“未载明”", "").replace("“—”", "").replace("“卷内未见”", ""),
        documents,
        checked,
    );
}

fn check_list(work: &CaseWork<'_>, documents: &BTreeMap<&str, &Document>, checked: &mut Checked) {
    use calamine::Reader as _;
    let rows = listing::of_case(work);
    let bytes = listing::xlsx(&rows, jiff::civil::date(2026, 3, 2)).expect("a list");
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("问题清单").expect("its sheet");
    for (line, row) in (2u32..).zip(&rows) {
        let cell = |column| {
            sheet.get_value((line, column)).and_then(calamine::DataType::as_string).unwrap_or_default()
        };
        let (quotes, places) = (cell(7), cell(8));
        for (at, quote) in row.quotes.iter().enumerate() {
            checked.listed += 1;
            checked.wrong.extend(wrong(quote, documents));
            let printed = quotes.lines().nth(at).unwrap_or_default();
            if bare(printed) != format!("“{}”", bare(&quote.text)) {
                checked.wrong.push(format!("listed as {printed:?}, not {:?}", quote.text));
            }
            if places.lines().nth(at) != Some(&format!("{}第{}页", quote.file, quote.page)) {
                checked.wrong.push(format!("listed at {places:?}, not {} {}", quote.file, quote.page));
            }
        }
    }
}

fn check_page(review: &Review, documents: &BTreeMap<&str, &Document>, checked: &mut Checked) {
    let page = page::read(&qiuhao::report::html::page(review).expect("a page"));
    let quotes: Vec<&Quote> = review
        .findings
        .iter()
        .filter(|finding| finding.is_open())
        .flat_map(|finding| &finding.evidence)
        .collect();
    for quote in &quotes {
        checked.page += 1;
        checked.wrong.extend(wrong(quote, documents));
        let original = documents[quote.document.as_str()].text.original();
        let before: String = original.chars().take(quote.start as usize).collect();
        let place = (quote.document.clone(), bare(&before).chars().count());
        let lit = page.marks.get(&place).is_some_and(|texts| texts.contains(&bare(&quote.text)));
        if !lit && !bare(&quote.text).is_empty() {
            checked
                .wrong
                .push(format!("not lit in its place: {} {} {:?}", quote.document, quote.start, quote.text));
        }
    }
    for (words, place) in &page.quotes {
        let words = words.strip_suffix('…').unwrap_or(words);
        let told = |quote: &&&Quote| {
            bare(&quote.text).starts_with(&bare(words))
                && *place == format!("{} 第{}页", quote.file, quote.page)
        };
        if !quotes.iter().any(|quote| told(&quote)) {
            checked.wrong.push(format!("on the page without a source: {words} {place}"));
        }
    }
}
