use std::fs;
use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::document::{DocumentKind, ReadState};

const OPINION: &str = "青城市公安局\n起诉意见书\n青公（刑）诉字〔2023〕12号\n犯罪嫌疑人赵某某，男。\n经依法侦查查明，赵某某盗窃。\n";

fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("entry");
        writer.write_all(bytes).expect("bytes");
    }
    writer.finish().expect("zip").into_inner()
}

fn docx_of(lines: &[&str]) -> Vec<u8> {
    use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow};
    let cell =
        |words: &str| TableCell::new().add_paragraph(Paragraph::new().add_run(Run::new().add_text(words)));
    let mut docx = Docx::new();
    for line in lines {
        docx = docx.add_paragraph(Paragraph::new().add_run(Run::new().add_text(*line)));
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.add_table(Table::new(vec![TableRow::new(vec![cell("手机"), cell("1部")])]))
        .build()
        .pack(&mut bytes)
        .expect("docx");
    bytes.into_inner()
}

fn note(document: &Document) -> &str {
    document.note.as_deref().unwrap_or_default()
}

#[test]
fn a_folder_is_read_in_natural_order_and_bad_files_become_notes() {
    let folder = tempfile::tempdir().expect("folder");
    let long = format!("{}.txt", "长".repeat(80));
    let docx = docx_of(&["青城市人民检察院", "起 诉 书", "青检刑诉〔2023〕45号", "被告人赵某某，男。"]);
    for (name, bytes) in [
        ("案卡.json", r#"{"案件名称": "赵某某盗窃案"}"#.as_bytes()),
        ("10.txt", "情况说明\n特此说明。".as_bytes()),
        ("2.txt", OPINION.as_bytes()),
        ("3.docx", &docx),
        ("4.docx", &docx[..docx.len() / 2]),
        ("5.pdf", &[0xFF, 0xD8, 0xFF, 0xE0, 1, 2]),
        ("6.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type"),
        ("7.txt", b""),
        ("8.ofd", b"PK\x03\x04"),
        ("9.zip", b"PK\x03\x04"),
        (".DS_Store", b"x"),
        ("~$3.docx", b"x"),
        (long.as_str(), "   \n".as_bytes()),
    ] {
        fs::write(folder.path().join(name), bytes).expect("file");
    }
    let dossier = open(folder.path()).expect("dossier");
    let files: Vec<&str> = dossier.documents.iter().map(|document| document.file.as_str()).collect();
    assert_eq!(
        files[..9],
        ["2.txt", "3.docx", "4.docx", "5.pdf", "6.pdf", "7.txt", "8.ofd", "9.zip", "10.txt"]
    );
    assert_eq!(files.len(), 11);
    let of = |file: &str| dossier.documents.iter().find(|document| document.file == file).expect("document");
    assert_eq!((of("2.txt").kind, of("2.txt").id.as_str()), (DocumentKind::ProsecutionOpinion, "d1"));
    assert_eq!(of("2.txt").title.as_deref(), Some("起诉意见书"));
    assert_eq!(of("3.docx").kind, DocumentKind::Indictment);
    assert!(of("3.docx").plain().ends_with("手机\t1部"));
    assert_eq!(of("案卡.json").kind, DocumentKind::CaseCard);
    for (file, words) in [
        ("4.docx", "不完整"),
        ("5.pdf", "内容却是图片"),
        ("6.pdf", "损坏"),
        ("7.txt", "空文件"),
        ("8.ofd", "OFD"),
        ("9.zip", "压缩包里还有压缩包"),
        (long.as_str(), "没有文字"),
    ] {
        assert_eq!(of(file).read, ReadState::Failed, "{file}");
        assert!(note(of(file)).contains(words), "{file}: {}", note(of(file)));
    }
}

#[test]
fn a_file_that_cannot_be_read_keeps_its_name_and_is_told_of_in_chinese() {
    for (name, bytes) in [
        ("起诉书.docx", b"PK\x03\x04" as &[u8]),
        ("拘留证.pdf", b"%PDF-1.7\n"),
        ("清单.xlsx", b"PK\x03\x04"),
        ("案卡.json", b"{"),
        ("照片.png", b"\x89PNG\r\n\x1a\n"),
        ("杂.bin", &[0, 1, 2, 3]),
        ("空.txt", b""),
    ] {
        let dossier = open_bytes(name, bytes).expect("dossier");
        let [document] = dossier.documents.as_slice() else { panic!("{name}") };
        assert_eq!((document.file.as_str(), document.read), (name, ReadState::Failed));
        assert!(note(document).ends_with('。'), "{name}: {}", note(document));
        let english = note(document).split(|c: char| !c.is_ascii_lowercase()).any(|word| word.len() > 4);
        assert!(!english, "{name}: {}", note(document));
    }
    for code in [1, 2, 5, 13, 21, 40, 116] {
        let reason = plain_reason(&std::io::Error::from_raw_os_error(code));
        assert!(!reason.contains(|c: char| c.is_ascii_alphabetic()), "{reason}");
    }
}

#[test]
fn a_zip_reads_like_its_folder() {
    let (gbk_name, _, _) = encoding_rs::GB18030.encode("案卷/说明.txt");
    let bytes = zip_of(&[
        ("案卷/10.txt", "情况说明\n特此说明。".as_bytes()),
        ("案卷/2.txt", OPINION.as_bytes()),
        ("案卷/内/案卡.json", "{坏".as_bytes()),
        ("__MACOSX/案卷/._2.txt", b"x"),
        ("案卷/包.zip", &zip_of(&[("a.txt", b"a")])),
    ]);
    let dossier = open_bytes("赵某某盗窃案.zip", &bytes).expect("dossier");
    assert_eq!(dossier.name, "赵某某盗窃案");
    let files: Vec<&str> = dossier.documents.iter().map(|document| document.file.as_str()).collect();
    assert_eq!(files, ["2.txt", "10.txt", "内/案卡.json", "包.zip"]);
    assert_eq!(dossier.documents[2].kind, DocumentKind::CaseCard);
    assert!(note(&dossier.documents[2]).contains("不是有效的 JSON"));
    assert!(note(&dossier.documents[3]).contains("只展开一层"));
    assert!(gbk_name.len() < "案卷/说明.txt".len());
}

#[test]
fn hostile_zips_are_refused_entry_by_entry() {
    let zeros = vec![b'0'; 20 << 20];
    let long = format!("{}.txt", "名".repeat(500));
    let bytes =
        zip_of(&[("../逃.txt", b"x"), ("/绝对.txt", b"x"), ("弹.txt", &zeros), (&long, OPINION.as_bytes())]);
    let dossier = open_bytes("a.zip", &bytes).expect("dossier");
    let by_words =
        |words: &str| dossier.documents.iter().filter(|document| note(document).contains(words)).count();
    assert_eq!(by_words("指向包外"), 2);
    assert_eq!(by_words("压缩炸弹"), 1);
    assert!(dossier.documents.iter().any(|document| document.kind == DocumentKind::ProsecutionOpinion));
}

#[test]
fn what_cannot_be_opened_says_what_to_do() {
    let folder = tempfile::tempdir().expect("folder");
    assert!(open(folder.path()).expect_err("empty").to_string().contains("没有可读的文件"));
    assert!(open(&folder.path().join("无")).expect_err("missing").to_string().contains("核对路径"));
    assert!(open_bytes("a.zip", b"PK\x03\x04broken").expect_err("zip").to_string().contains("损坏"));
    assert!(open_bytes("a.zip", &zip_of(&[])).expect_err("empty zip").to_string().contains("没有可读的文件"));
    let huge = folder.path().join("大.txt");
    fs::File::create(&huge).expect("file").set_len(200 << 20).expect("length");
    let dossier = open(&huge).expect("dossier");
    assert!(note(&dossier.documents[0]).contains("200 MB，上限 64 MB"), "{}", note(&dossier.documents[0]));
}

#[test]
fn a_pdf_with_a_text_layer_is_split_at_its_pages() {
    let bytes = include_bytes!("../../../tests/files/两份文书.pdf");
    let dossier = open_bytes("卷.pdf", bytes).expect("dossier");
    let kinds: Vec<_> =
        dossier.documents.iter().map(|document| (document.kind, document.first_page)).collect();
    assert_eq!(kinds, [(DocumentKind::ProsecutionOpinion, 1), (DocumentKind::CustodyTransfer, 2)]);
    let cut = open_bytes("卷.pdf", &bytes[..bytes.len() / 2]).expect("dossier");
    assert!(cut.documents.iter().all(|document| document.note.is_some()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), format in 0..6usize) {
        let (name, magic): (_, &[u8]) = [
            ("a.txt", b"" as &[u8]), ("a.docx", b"PK\x03\x04"), ("a.pdf", b"%PDF-1.7\n"), ("a.zip", b"PK\x03\x04"),
            ("a.html", b"<html><td>"), ("a.xlsx", b"PK\x03\x04"),
        ][format];
        let _ = open_bytes(name, &[magic, &bytes].concat());
    }

    #[test]
    fn no_words_make_recognition_or_splitting_panic(
        words in "([起诉意见书判决通知笔录〔〕（）(2023)号年月日一、。，：\n\t \u{c}青检公字第a]|讯问笔录|人民法院|起诉书){0,120}"
    ) {
        let dossier = open_bytes("a.txt", words.as_bytes());
        for document in dossier.map(|dossier| dossier.documents).unwrap_or_default() {
            prop_assert!((0.0..=1.0).contains(&document.kind_confidence));
            prop_assert_eq!(document.page_starts.first(), Some(&0));
        }
    }
}
