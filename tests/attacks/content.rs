//! Files that are not what they seem, and words that want to be markup or formulas.

use std::io::Cursor;
use std::time::{Duration, Instant};

use qiuhao::document::{Document, ReadState, dossier};
use serde_json::Value;

use super::house::{FORMULA, HOUSE, SCRIPT, zipped};
use super::knock::{ask_as, others_are_served};

/// Hands a file in over HTTP, works the queue off, and gives the end of the job.
fn handed_in(name: &str, bytes: &[u8]) -> Result<Value, String> {
    let answer = ask_as("organiser", &format!("POST /api/cases?name={name}"), bytes);
    if answer.status != 202 {
        assert!((400..500).contains(&answer.status), "{}", answer.text);
        return Err(answer.sentence());
    }
    let queued: Value = serde_json::from_slice(&answer.body).expect("JSON");
    HOUSE.work();
    let job = ask_as("organiser", &format!("GET /api/jobs/{}", queued["jobs"][0]), b"");
    serde_json::from_slice(&job.body).map_err(|error| error.to_string())
}

/// The notes on the documents of the case that came of a file, as its review was kept.
fn notes(job: &Value) -> Vec<String> {
    assert_eq!(job["state"], "done", "{job}");
    let case = job["case"].as_i64().expect("a case");
    let review = HOUSE.store().review(case, 1).expect("a store").expect("a review").review;
    let documents = review["documents"].as_array().expect("documents");
    documents.iter().filter_map(|document| document["note"].as_str().map(str::to_owned)).collect()
}

const PAPER: &str = "起诉书\n被告人林小舟，男，1990年1月2日出生。\n";

#[test]
fn bombs_are_not_unfolded() {
    let started = Instant::now();
    let zeros = vec![b'0'; 60 << 20];
    let ratio = zipped(&[("起诉书.txt", PAPER.as_bytes()), ("判决书.txt", &zeros)]);
    let told = notes(&handed_in("ratio.zip", &ratio).expect("the rest is reviewed"));
    assert!(told.iter().any(|note| note.contains("体积异常")), "{told:?}");

    let nested = zipped(&[("a.zip", &zipped(&[("b.zip", &ratio)])), ("起诉书.txt", PAPER.as_bytes())]);
    let told = notes(&handed_in("nested.zip", &nested).expect("the rest is reviewed"));
    assert!(told.iter().any(|note| note.ends_with('。')), "a zip in a zip is not opened: {told:?}");

    let names: Vec<String> = (0..20_010).map(|number| format!("{number}.json")).collect();
    let mut members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    members.insert(0, ("起诉书.txt", PAPER.as_bytes()));
    let opened = dossier::open_bytes("many.zip", &zipped(&members)).expect("it opens");
    assert!(opened.documents.len() <= 20_001);
    assert!(
        opened
            .documents
            .iter()
            .any(|document| document.note.as_deref().is_some_and(|note| note.contains("20000")))
    );
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
    others_are_served();
}

#[test]
fn names_do_not_lead_outside() {
    let names = [
        "../../outside.txt",
        "/etc/outside.txt",
        "..\\..\\outside.txt",
        "C:\\outside.txt",
        "a/../../outside.txt",
    ];
    let mut members: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, b"outside".as_slice())).collect();
    members.push(("起诉书.txt", PAPER.as_bytes()));
    let told = notes(&handed_in("..%2F..%2Foutside.zip", &zipped(&members)).expect("the rest is reviewed"));
    assert_eq!(told.iter().filter(|note| note.contains("指向包外")).count(), names.len(), "{told:?}");
    assert!(
        !std::path::Path::new("../../outside.txt").exists()
            && !std::path::Path::new("/etc/outside.txt").exists()
    );
}

#[test]
fn what_is_no_dossier_is_told_in_a_sentence() {
    for (name, bytes) in [
        ("a.zip", b"PK\x03\x04broken".as_slice()),
        ("a.zip", b"".as_slice()),
        ("a.exe", b"MZ\x90\x00".as_slice()),
        ("a.json", b"{\"a\": ".as_slice()),
        ("a.pdf", b"%PDF-1.4".as_slice()),
        ("", b"PK".as_slice()),
    ] {
        let told = handed_in(name, bytes).expect_err("refused");
        assert!(told.chars().filter(|c| !c.is_ascii()).count() > 6, "{name}: {told}");
    }
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    assert!(handed_in("deep.json", deep.as_bytes()).is_err(), "nested without end");
}

const LAUGHS: &str = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">
<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY web SYSTEM "http://evil.example/x">]>"#;

fn read(name: &str, bytes: &[u8]) -> Document {
    let started = Instant::now();
    let dossier = zipped(&[(name, bytes)]);
    let document = dossier::open_bytes("a.zip", &dossier).expect("it opens").documents.remove(0);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    let text = document.text.original();
    assert!(!text.contains("root:") && text.len() < 10_000, "{}", text.len());
    assert!(
        document.read != ReadState::Failed
            || document.note.as_deref().is_some_and(|note| note.ends_with('。'))
    );
    document
}

#[test]
fn entities_are_not_unfolded() {
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    for entity in ["&g;", "&file;", "&web;"] {
        let word = format!(
            r#"{LAUGHS}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>起诉书{entity}</w:t></w:r></w:p></w:body></w:document>"#
        );
        read(
            "起诉书.docx",
            &zipped(&[("[Content_Types].xml", types.as_bytes()), ("word/document.xml", word.as_bytes())]),
        );
        let strings = format!(
            r#"{LAUGHS}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>案由{entity}</t></si></sst>"#
        );
        let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
        let book = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
        let links = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
        let workbook = zipped(&[
            ("[Content_Types].xml", types.as_bytes()),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", links.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
            ("xl/sharedStrings.xml", strings.as_bytes()),
        ]);
        read("案卡.xlsx", &workbook);
        let started = Instant::now();
        let _ = handed_in("cards.xlsx", &workbook);
        assert!(started.elapsed() < Duration::from_secs(20));
    }
    others_are_served();
}

#[test]
fn nothing_written_becomes_markup() {
    let case = HOUSE.store().flows().expect("a store")[0].object.case;
    let coded: Vec<String> = format!("\"'>{SCRIPT}").bytes().map(|byte| format!("%{byte:02X}")).collect();
    let coded = coded.concat();
    for path in [
        "/".to_owned(),
        "/account".to_owned(),
        format!("/cases/{case}"),
        format!("/cases/{case}?q={coded}&doc={coded}&at={coded}"),
        "/papers/1".to_owned(),
        format!("/papers/1?q={coded}"),
        format!("/search?q={coded}"),
        format!("/search?q=%E6%9E%97%E5%B0%8F%E8%88%9F&sort={coded}&page={coded}"),
        format!("/similar?case={coded}"),
        format!("/sign-in?to={coded}"),
        format!("/{coded}"),
        format!("/cases/{coded}"),
    ] {
        let bearer = format!("Bearer {}", HOUSE.session("organiser"));
        let head = [("authorization", bearer.as_str()), ("accept", "text/html")];
        let answer = super::knock::ask(&format!("GET {path}"), &head, b"");
        let page = answer.text.to_lowercase();
        assert!(answer.header("content-type").starts_with("text/html"), "{path}: {}", answer.text);
        for markup in ["<script>", "<img src=x", "onerror=alert(1)>\"", "'><script", "javascript:"] {
            assert!(!page.contains(markup), "{path} holds {markup}: {page}");
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    // JSON is never taken for a page.
    let json = ask_as("organiser", &format!("GET /api/search?q={coded}"), b"");
    assert!(json.header("content-type").starts_with("application/json"), "{}", json.text);
}

#[test]
fn nothing_written_becomes_a_formula() {
    let book = ask_as("organiser", "GET /search.xlsx?q=%E6%9E%97%E5%B0%8F%E8%88%9F", b"");
    assert_eq!(book.status, 200, "{}", book.text);
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(book.body)).expect("a workbook");
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).expect("a sheet").expect("a sheet");
    let texts: Vec<String> = sheet.cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(texts.iter().any(|text| text.contains(FORMULA)), "the trap is there: {texts:?}");
    let names = calamine::Reader::sheet_names(&book);
    for name in names {
        let formulas = calamine::Reader::worksheet_formula(&mut book, &name).expect("a sheet");
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()));
    }
    let case = HOUSE.store().flows().expect("a store")[0].object.case;
    let opinion = ask_as("organiser", &format!("GET /cases/{case}/files/opinion.docx"), b"");
    let mut opinion = zip::ZipArchive::new(Cursor::new(opinion.body)).expect("a document");
    let mut text = String::new();
    let mut part = opinion.by_name("word/document.xml").expect("its text");
    std::io::Read::read_to_string(&mut part, &mut text).expect("UTF-8");
    assert!(
        !text.contains("<script>") && !text.contains("fldSimple") && !text.contains("instrText"),
        "{text}"
    );
    let mut reader = quick_xml::Reader::from_str(&text);
    while !matches!(reader.read_event().expect("well-formed"), quick_xml::events::Event::Eof) {}
}
