//! Broken and hostile files: one clear sentence each, and the healthy paper beside them is still reviewed.

use std::io::{Cursor, Write};
use std::path::Path;

use qiuhao::document::{Document, DocumentKind, ReadState, dossier};
use qiuhao::pipeline;
use qiuhao::review::ReviewOptions;
use qiuhao::standard::Standards;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HEALTHY: &str = "云岭县人民检察院\n起诉书\n云岭检刑诉〔2023〕9号\n\n被告人林小舟，男，1990年1月2日出生，汉族，\
    初中文化，无业，住云岭县石桥镇。因涉嫌盗窃罪，于2023年3月5日被云岭县公安局刑事拘留。\n\
    经依法审查查明：2023年3月1日，被告人林小舟在云岭县石桥镇窃得被害人赵某某现金3000元。\n\
    本院认为，被告人林小舟的行为触犯了《中华人民共和国刑法》第二百六十四条，应当以盗窃罪追究其刑事责任。\n\
    此致\n云岭县人民法院\n检察官 钱望\n2023年5月6日\n";

/// A folder with the healthy paper and one more file; reviews it and gives back the other file's documents.
fn beside_a_healthy_paper(name: &str, bytes: &[u8]) -> Vec<Document> {
    let folder = tempfile::tempdir().expect("a scratch folder");
    std::fs::write(folder.path().join("起诉书.txt"), HEALTHY).expect("a writable folder");
    std::fs::write(folder.path().join(name), bytes).expect("a writable folder");
    let opened = dossier::open(folder.path()).expect("a folder with a healthy paper opens");
    others(opened.documents)
}

/// Checks that the healthy paper is understood and gives back the others.
fn others(documents: Vec<Document>) -> Vec<Document> {
    let standards = Standards::shipped().expect("the shipped standards read");
    let options = ReviewOptions { province: None, as_of: jiff::civil::date(2026, 1, 1) };
    let review = pipeline::review_documents("卷宗", documents.clone(), &standards, &options);
    let (_, paper) = review.case.of_kind(DocumentKind::Indictment).next().expect("the healthy paper is read");
    assert_eq!(paper.elements.charges.first().map(|claim| claim.charge.value.as_str()), Some("盗窃罪"));
    assert!(review.case.persons.iter().any(|person| person.name == "林小舟"));
    documents.into_iter().filter(|document| !document.file.ends_with("起诉书.txt")).collect()
}

/// The one sentence a failed file is reported with.
fn sentence(documents: &[Document]) -> &str {
    let [document] = documents else { panic!("one document per broken file: {documents:?}") };
    assert_eq!(document.read, ReadState::Failed);
    let note = document.note.as_deref().expect("a failed file says why");
    assert!(note.ends_with('。'), "{note}");
    assert!(note.chars().filter(|c| !c.is_ascii()).count() > 5, "{note}");
    note
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a writable zip");
        zip.write_all(bytes).expect("a writable zip");
    }
    zip.finish().expect("a writable zip").into_inner()
}

#[test]
fn an_empty_folder_is_told_as_such() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let error = dossier::open(folder.path()).expect_err("nothing to read").to_string();
    assert!(error.contains("没有可读的文件"), "{error}");
    let error = dossier::open(&folder.path().join("不存在")).expect_err("nothing there").to_string();
    assert!(error.contains("找不到"), "{error}");
}

#[test]
fn an_empty_file() {
    assert!(sentence(&beside_a_healthy_paper("判决书.txt", b"")).contains("空文件"));
    assert!(sentence(&beside_a_healthy_paper("判决书.docx", b"")).contains("空文件"));
    assert!(sentence(&beside_a_healthy_paper("案卡.json", b"")).contains("空文件"));
}

#[test]
fn a_text_above_the_limit() {
    // Sparse: takes no space on disk.
    let folder = tempfile::tempdir().expect("a scratch folder");
    std::fs::write(folder.path().join("起诉书.txt"), HEALTHY).expect("a writable folder");
    let file = std::fs::File::create(folder.path().join("判决书.txt")).expect("a writable folder");
    file.set_len((64 << 20) + 1).expect("a sparse file");
    let opened = dossier::open(folder.path()).expect("opens");
    assert!(sentence(&others(opened.documents)).contains("文件过大"));
}

#[test]
fn a_docx_cut_short() {
    let whole = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]);
    for keep in [4, whole.len() / 2, whole.len() - 10] {
        let documents = beside_a_healthy_paper("判决书.docx", &whole[..keep]);
        assert!(!sentence(&documents).is_empty());
    }
}

#[test]
fn a_pdf_cut_short() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/两份文书.pdf");
    let whole = std::fs::read(path).expect("the sample is there");
    for keep in [8, 200, whole.len() / 3] {
        let documents = beside_a_healthy_paper("判决书.pdf", &whole[..keep]);
        assert!(!documents.is_empty());
        for document in &documents {
            assert_ne!(document.read, ReadState::Text, "a part is no whole: {:?}", document.note);
            assert!(document.note.as_deref().is_some_and(|note| note.ends_with('。')));
        }
    }
}

#[test]
fn a_zip_bomb() {
    let zeros = vec![b'0'; 40 << 20];
    let bytes = zipped(&[("起诉书.txt", HEALTHY.as_bytes()), ("判决书.txt", &zeros)]);
    assert!(bytes.len() < 1 << 20);
    let opened = dossier::open_bytes("卷宗.zip", &bytes).expect("the rest opens");
    assert!(sentence(&others(opened.documents)).contains("体积异常"));
}

#[test]
fn a_zip_that_points_outside() {
    let bytes = zipped(&[
        ("起诉书.txt", HEALTHY.as_bytes()),
        ("../../判决书.txt", "山东省青城市人民法院\n刑事判决书".as_bytes()),
    ]);
    let opened = dossier::open_bytes("卷宗.zip", &bytes).expect("the rest opens");
    assert!(sentence(&others(opened.documents)).contains("指向包外"));
}

#[test]
fn a_zip_cut_short_is_told_as_such() {
    let bytes = zipped(&[("起诉书.txt", HEALTHY.as_bytes())]);
    let error = dossier::open_bytes("卷宗.zip", &bytes[..bytes.len() / 2]).expect_err("no directory");
    assert!(error.to_string().contains("损坏"), "{error}");
}

#[test]
fn a_gb18030_text_with_broken_bytes_never_stops_the_rest() {
    // 刑事判决书 in GB18030 with two stray bytes in the middle.
    let mut bytes = vec![0xD0, 0xCC, 0xCA, 0xC2, 0xC5, 0xD0, 0xBE, 0xF6, 0xCA, 0xE9, b'\n'];
    bytes.extend_from_slice(&[0xFF, 0xFF]);
    bytes.extend(std::iter::repeat_n([0xB1, 0xBB, 0xB8, 0xE6], 200).flatten());
    let documents = beside_a_healthy_paper("判决书.txt", &bytes);
    let [document] = documents.as_slice() else { panic!("one document") };
    if document.read == ReadState::Failed {
        assert!(!sentence(&documents).is_empty());
    } else {
        assert!(document.text.original().contains("被告被告"), "the sound part is kept");
        assert_eq!(document.read, ReadState::Partial, "what was lost is told");
        assert!(document.note.as_deref().is_some_and(|note| note.ends_with('。')));
    }
}

#[test]
fn a_photo_named_pdf() {
    let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0];
    jpeg.extend(std::iter::repeat_n(0x5A, 4000));
    assert!(sentence(&beside_a_healthy_paper("起诉意见书.pdf", &jpeg)).contains("扩展名"));
}

#[test]
fn a_file_name_as_long_as_the_disk_allows() {
    let name = format!("{}.txt", "卷".repeat(78));
    assert_eq!(name.len(), 238);
    let documents = beside_a_healthy_paper(&name, "情况说明\n无其他事项。\n".as_bytes());
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].file, name);
}

#[test]
fn a_long_name_inside_a_zip() {
    let name = format!("{}.txt", "长".repeat(496));
    let text = "情况说明\n无其他事项。\n";
    let bytes = zipped(&[("起诉书.txt", HEALTHY.as_bytes()), (&name, text.as_bytes())]);
    let opened = dossier::open_bytes("卷宗.zip", &bytes).expect("opens");
    let documents = others(opened.documents);
    assert_eq!(documents.len(), 1);
    assert!(documents[0].text.original().contains("其他事项"));
}

#[test]
fn a_dossier_without_accused_gets_no_grade() {
    let paper = ("说明.txt".to_owned(), "情况说明\n云岭县公安局石桥派出所\n2023年5月6日".to_owned());
    let standards = qiuhao::standard::Standards::shipped().expect("the shipped standards read");
    let options = qiuhao::review::ReviewOptions { province: None, as_of: jiff::civil::date(2026, 1, 1) };
    let documents = qiuhao::document::dossier::of_texts(&[paper]);
    let review = qiuhao::pipeline::review_documents("说明", documents, &standards, &options);
    assert_eq!(review.grade.value, "无法评定");
}
