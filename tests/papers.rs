//! The papers of a decided case as people read them, the workbooks, and `qiuhao export`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use calamine::{Data, Reader as _};
use jiff::civil::date;
use qiuhao::document::dossier;
use qiuhao::office::draw::Draw;
use qiuhao::office::{Decision, Move, Object, Rank, State, Verdict, identities, settle, settled_grade};
use qiuhao::papers::{self, CaseWork, Manual, Official, Paper, ledger, listing};
use qiuhao::pipeline;
use qiuhao::report::Review;
use qiuhao::review::ReviewOptions;
use qiuhao::standard::Standards;
use qiuhao::store::{CaseFlow, Moved, Opinion, Said, Tick};

use crate::mutations::dossiers;
use crate::opinions::read_back;

/// Half past nine on 2 March 2026 in China.
const START: i64 = 1_772_415_000_000;
const DAY: i64 = 86_400_000;

fn reviewed(number: &str, standards: &Standards) -> Review {
    let opened = dossier::open(&dossiers()[number]).expect("a dossier opens");
    let options = ReviewOptions { province: None, as_of: date(2026, 3, 2) };
    pipeline::review_documents(&opened.name, opened.documents, standards, &options)
}

fn said<T>(what: T, who: &str, at: i64) -> Said<T> {
    Said { what, revision: 1, version: 1, who: who.to_owned(), at }
}

fn official(display: &str, department: &str, rank: Option<Rank>) -> Official {
    Official { display: display.to_owned(), department: department.to_owned(), rank }
}

/// A case that went the whole way: drawn, reviewed, objected to, upheld, approved, to be corrected.
fn work<'a>(review: &'a Review, standards: &Standards) -> CaseWork<'a> {
    let names = identities(&review.findings);
    let open = names.iter().zip(&review.findings).filter(|(_, finding)| finding.is_open());
    let mut decisions: Vec<Decision> = open
        .enumerate()
        .map(|(at, (name, finding))| {
            let (verdict, reason, severity) = match at % 3 {
                1 => (Verdict::Modified, "未影响案件处理结果", Some("S1")),
                2 => (Verdict::Excluded, "副卷另有材料", None),
                _ => (Verdict::Confirmed, "", None),
            };
            Decision {
                finding: name.clone(),
                point: finding.point.clone(),
                verdict,
                reason: reason.to_owned(),
                note: String::new(),
                severity: severity.map(str::to_owned),
                wording: None,
            }
        })
        .collect();
    decisions.push(Decision {
        finding: qiuhao::office::by_hand_name("1"),
        point: "释法说理".to_owned(),
        verdict: Verdict::Confirmed,
        reason: "起诉书对量刑情节的认定未作说理".to_owned(),
        note: "已与承办人当面交流".to_owned(),
        severity: Some("S1".to_owned()),
        wording: None,
    });
    let settled = settle(&review.findings, &decisions, standards);
    let grade = settled_grade(&settled, &standards.schemes, date(2026, 3, 2));
    let steps = [
        (Move::Assign, State::Unassigned, State::Assigned, "gao", ""),
        (Move::Begin, State::Assigned, State::InReview, "zhou", ""),
        (Move::Send, State::InReview, State::AwaitingReply, "zhou", ""),
        (Move::Object, State::AwaitingReply, State::Objected, "he", "通知书当日寄出，回执存副卷"),
        (Move::Uphold, State::Objected, State::AwaitingApproval, "zhou", "副卷未见回执"),
        (Move::Approve, State::AwaitingApproval, State::Approved, "chen", "同意评查意见"),
        (Move::RequireCorrection, State::Approved, State::ToCorrect, "gao", ""),
    ];
    let draw = Draw {
        seed: 20_260_302,
        case: 1,
        candidates: vec!["li".to_owned(), "zhou".to_owned()],
        left_out: vec![("he".to_owned(), "本案承办人".to_owned())],
        drawn: "zhou".to_owned(),
    };
    let history = (0i64..).zip(steps).map(|(at, (name, before, after, who, reason))| Moved {
        revision: at + 1,
        name,
        before,
        after,
        reviewer: Some("zhou".to_owned()),
        draw: (name == Move::Assign).then(|| draw.clone()),
        who: who.to_owned(),
        at: START + at * DAY,
        reason: reason.to_owned(),
    });
    let opinion = Opinion {
        grade: Some("基本合格".to_owned()),
        text: "本案事实清楚，证据确实、充分，定性准确。\n上列不足均未影响实体处理，建议整改。".to_owned(),
    };
    let tick = Tick { point: "ADM-90".to_owned(), ticked: true, note: String::new() };
    let mut object = Object::new(1);
    (object.state, object.reviewer) = (State::ToCorrect, Some("zhou".to_owned()));
    CaseWork {
        case: 1,
        version: 1,
        review,
        settled,
        grade,
        decisions: decisions.into_iter().map(|what| said(what, "zhou", START + DAY)).collect(),
        manual: vec![Manual {
            code: "ADM-90".to_owned(),
            title: "办案效果".to_owned(),
            area: "办案效果".to_owned(),
            tick: Some(said(tick, "zhou", START + DAY)),
        }],
        opinions: vec![said(opinion, "zhou", START + 2 * DAY)],
        flow: CaseFlow { object, revision: 7, since: START },
        history: history.collect(),
        people: BTreeMap::from([
            ("gao".to_owned(), official("高新月", "案件管理部", None)),
            ("zhou".to_owned(), official("周晓岚", "案件管理部", None)),
            ("he".to_owned(), official("和丽珠", "第二检察部", None)),
            ("chen".to_owned(), official("陈远山", "院领导", Some(Rank::Chief))),
        ]),
    }
}

#[test]
fn the_papers_of_a_decided_case_read_as_recorded() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let review = reviewed("05", &standards);
    let work = work(&review, &standards);
    for paper in Paper::ALL {
        let text = read_back(papers::docx(paper, &work).expect("a paper"));
        insta::assert_snapshot!(paper.label(), text);
    }
    assert_eq!(papers::file_name(Paper::Opinion, &work), "龚大鹏等五人贩卖毒品案案件质量评查意见书.docx");
}

#[test]
fn a_paper_is_an_official_page_and_holds_no_character_that_breaks_it() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let review = reviewed("05", &standards);
    let mut work = work(&review, &standards);
    work.opinions[0].what.text = "甲\u{0}乙\u{b}丙\u{1f}丁 <w:p> & “引”".to_owned();
    let bytes = papers::docx(Paper::Opinion, &work).expect("a paper");
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes.clone())).expect("a package");
    let mut part =
        |name: &str| std::io::read_to_string(package.by_name(name).expect("a part")).expect("text");
    let document = part("word/document.xml");
    for wanted in [
        "w:w=\"11906\" w:h=\"16838\"",
        "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\"",
        "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"",
        "w:line=\"579\" w:lineRule=\"exact\"",
        "仿宋_GB2312",
        "方正小标宋简体",
    ] {
        assert!(document.contains(wanted), "{wanted}");
    }
    assert!(part("word/fontTable.xml").contains("w:name=\"仿宋_GB2312\"><w:altName w:val=\"仿宋,"));
    assert!(part("word/footer1.xml").contains("PAGE"));
    assert!(read_back(bytes).contains("评查意见：甲乙丙丁 <w:p> & “引”"));
}

#[test]
fn a_case_nobody_touched_says_so() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let review = reviewed("05", &standards);
    let mut work = work(&review, &standards);
    work.settled = settle(&review.findings, &[], &standards);
    (work.opinions, work.history, work.decisions) = (Vec::new(), Vec::new(), Vec::new());
    work.flow.object = Object::new(1);
    let opinion = read_back(papers::docx(Paper::Opinion, &work).expect("a paper"));
    assert!(opinion.contains("（未定稿：尚有5项提示未作处理，等次未拟定）"), "{opinion}");
    assert!(opinion.contains("尚有1项提示未作处理，待处理后认定。"));
    assert!(opinion.contains("拟定等次：（由评查员填写）"));
    for paper in Paper::ALL {
        assert!(papers::docx(paper, &work).is_ok_and(|bytes| !bytes.is_empty()));
    }
}

#[test]
fn a_case_without_a_readable_paper_still_has_its_papers() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let options = ReviewOptions { province: None, as_of: date(2026, 3, 2) };
    let review = pipeline::review_documents("空<卷>/\u{1}", Vec::new(), &standards, &options);
    let work = work(&review, &standards);
    for paper in Paper::ALL {
        let text = read_back(papers::docx(paper, &work).expect("a paper"));
        assert!(text.contains(paper.title()), "{text}");
    }
    assert_eq!(papers::file_name(Paper::Routing, &work), "空卷案件质量评查流转单.docx");
    assert!(listing::xlsx(&listing::of_case(&work), date(2026, 3, 2)).is_ok());
}

#[test]
fn texts_of_workbooks_stay_texts_and_days_are_days() {
    let row = ledger::Row {
        name: "=HYPERLINK(\"http://a\")".to_owned(),
        number: "+86".to_owned(),
        unit: "@甲".to_owned(),
        handler: "-1".to_owned(),
        confirmed: [1, 2, 3, 0],
        received: Some(date(2026, 3, 2)),
        ..ledger::Row::default()
    };
    let bytes = ledger::xlsx(&[row], date(2026, 3, 9)).expect("a ledger");
    let sheet = sheet(bytes, "评查台账");
    let cell = |column| sheet.get_value((2, column)).expect("a cell");
    assert_eq!(cell(1), &Data::String("=HYPERLINK(\"http://a\")".to_owned()));
    assert_eq!(cell(2), &Data::String("+86".to_owned()));
    assert_eq!((cell(13), cell(17)), (&Data::Float(1.0), &Data::Float(6.0)));
    assert!(matches!(cell(20), Data::DateTime(_)), "{:?}", cell(20));
}

pub(crate) fn sheet(bytes: Vec<u8>, name: &str) -> calamine::Range<Data> {
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    assert!(book.worksheet_formula(name).expect("formulas").is_empty(), "no cell is a formula");
    book.worksheet_range(name).expect("its sheet")
}

#[test]
fn the_list_tells_each_finding_with_the_word_on_it() {
    let standards = Standards::shipped().expect("the shipped standards read");
    let review = reviewed("05", &standards);
    let rows = listing::of_case(&work(&review, &standards));
    let told: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {} {} {}", row.point, row.severity, row.verdict, row.who))
        .collect();
    insta::assert_snapshot!("问题清单", told.join("\n"));
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qiuhao"))
        .args(arguments)
        .arg("--data-dir")
        .arg(data)
        .output()
        .expect("the program runs")
}

#[test]
fn exports_come_from_the_data_folder_and_are_logged() {
    let data = tempfile::tempdir().expect("a folder");
    let inbox = data.path().join("收件");
    let copy = inbox.join("05-龚大鹏等五人贩卖毒品案");
    for entry in walkdir::WalkDir::new(&dossiers()["05"]) {
        let entry = entry.expect("a readable entry");
        let target = copy.join(entry.path().strip_prefix(&dossiers()["05"]).expect("below"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).expect("a folder");
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
    let store = data.path().join("数据");
    let folder = inbox.to_string_lossy();
    let watched = run(&store, &["watch", &folder, "--once", "--settle", "0", "--no-models", "--quiet"]);
    assert!(watched.status.code() < Some(2), "{}", String::from_utf8_lossy(&watched.stderr));
    let file = |name: &str| data.path().join(name).to_string_lossy().into_owned();
    for (what, name) in [("意见书", "1.docx"), ("流转单", "4.docx"), ("问题清单", "5.xlsx")] {
        let done = run(&store, &["export", "1", "--what", what, "--out", &file(name)]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let by_name = run(&store, &["export", "05-龚大鹏等五人贩卖毒品案", "--out", &file("名.docx")]);
    assert!(by_name.status.success(), "{}", String::from_utf8_lossy(&by_name.stderr));
    let books = run(&store, &["export", "--ledger", &file("台账.xlsx"), "--findings", &file("问题.xlsx")]);
    assert!(books.status.success(), "{}", String::from_utf8_lossy(&books.stderr));
    let ledger = sheet(std::fs::read(file("台账.xlsx")).expect("a ledger"), "评查台账");
    let cell = |column| ledger.get_value((2, column)).map(ToString::to_string).unwrap_or_default();
    assert_eq!((cell(1).as_str(), cell(19).as_str()), ("龚大鹏等五人贩卖毒品案", "待分配"));
    let kept = sheet(std::fs::read(file("问题.xlsx")).expect("a list"), "问题清单");
    let made = sheet(std::fs::read(file("5.xlsx")).expect("a list"), "问题清单");
    let texts = |range: &calamine::Range<Data>| -> Vec<Vec<String>> {
        range.rows().skip(2).map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    assert_eq!(texts(&kept), texts(&made), "read back from the kept review as made anew");
    assert!(!texts(&kept).is_empty());
    let log = String::from_utf8(run(&store, &["audit", "list"]).stdout).expect("text");
    assert_eq!(log.matches("export_case").count(), 4, "{log}");
    assert!(log.contains("export_list  台账 1 件"), "{log}");
    let none = run(&store, &["export", "99"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&none.stderr).contains("没有案件 99"));
}
