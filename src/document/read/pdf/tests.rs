use crate::document::sample::{self, A4, SamplePage, line, page, pdf, shown};
use crate::document::{Document, dossier, facsimile};

fn read(bytes: &[u8]) -> Vec<Document> {
    dossier::open_bytes("材料.pdf", bytes).expect("opened").documents
}

/// The characters whose middles lie in the boxes of a quote, in order.
fn inside(document: &Document, words: &str) -> String {
    let start = document.plain().find(words).unwrap_or_else(|| panic!("{words} in {}", document.plain()));
    let quote = document.quote(&(start..start + words.len()));
    assert!(!quote.boxes.is_empty(), "boxes of {words}");
    let letters = (0..).zip(document.text.original().chars().zip(&document.imprint.places));
    let lit = letters.filter(|(at, (_, place))| {
        let (x, y) = place.middle();
        let holds = |b: &&crate::text::PageBox| {
            b.page == document.page_of(*at)
                && (b.x..=b.x + b.width).contains(&x)
                && (b.y..=b.y + b.height).contains(&y)
        };
        place.is_known() && quote.boxes.iter().any(|b| holds(&b))
    });
    lit.map(|(_, (letter, _))| letter).collect()
}

const TURNED: [&str; 4] = [
    "/MediaBox [0 0 595 842] /Rotate 0",
    "/MediaBox [0 0 595 842] /Rotate 90",
    "/MediaBox [0 0 595 842] /Rotate 180",
    "/MediaBox [0 0 595 842] /Rotate 270",
];

#[test]
fn a_quote_has_a_box_a_line_that_holds_its_words_and_no_others() {
    let bytes = pdf(&[page(&["被告人赵某某于2023年3月", "5日在青城市云岭县盗窃手机一部。"])]);
    let document = &read(&bytes)[0];
    assert_eq!(inside(document, "赵某某"), "赵某某");
    let start = document.plain().find("2023年").expect("the date");
    let whole = document.quote(&(start..document.plain().find("在青城").expect("the place")));
    assert_eq!(whole.boxes.len(), 2, "one a line: {:?}", whole.boxes);
    let first = whole.boxes[0];
    assert_eq!(first.page, 1);
    // Seven characters of 12 points stand before it, the first 80 from the left edge.
    assert!((first.x - 164.0 / 595.0).abs() < 0.001, "{first:?}");
    assert!((first.y - (842.0 - 760.0 - 12.0 * 0.88) / 842.0).abs() < 0.001, "{first:?}");
    assert!((first.height - 12.0 / 842.0).abs() < 0.001, "{first:?}");
}

#[test]
fn pages_may_be_turned_and_cut() {
    let words = "被告人赵某某犯盗窃罪，判处拘役三个月。";
    let pages =
        TURNED.map(|entries| SamplePage { entries, content: line(words, 100, 700), ..SamplePage::default() });
    let documents = read(&pdf(&pages));
    let sheets: Vec<f32> = documents[0].imprint.sheets.iter().map(|sheet| sheet.width).collect();
    assert_eq!(sheets, [595.0, 842.0, 595.0, 842.0]);
    let first = |page: usize| {
        let known = documents[0].imprint.places.iter().filter(|place| place.is_known());
        known.map(|place| place.middle()).nth(page * words.chars().count()).expect("a place")
    };
    let (x, y) = first(0);
    let near = |(a, b): (f32, f32), (c, d): (f32, f32)| (a - c).abs() < 0.001 && (b - d).abs() < 0.001;
    assert!(near(first(1), (1.0 - y, x)), "turned right: {:?}", first(1));
    assert!(near(first(2), (1.0 - x, 1.0 - y)), "upside down: {:?}", first(2));
    assert!(near(first(3), (y, 1.0 - x)), "turned left: {:?}", first(3));

    let entries = "/MediaBox [0 0 595 842] /CropBox [50 400 595 842]";
    let cut = read(&pdf(&[SamplePage { entries, content: line(words, 100, 700), ..SamplePage::default() }]));
    assert_eq!((cut[0].imprint.sheets[0].width, cut[0].imprint.sheets[0].height), (545.0, 442.0));
    assert!(near(cut[0].imprint.places[0].middle(), (56.0 / 545.0, (142.0 - 12.0 * 0.38) / 442.0)));
}

#[test]
fn spacing_kerning_and_furniture_do_not_move_places() {
    let content = format!(
        "/Artifact BMC {} EMC BT /F1 12 Tf 2 Tc 80 700 Td [{} -3000 {}] TJ 0 -30 TD 0 Tc /F2 12 Tf 150 Tz (AB 12) Tj \
         T* 100 Tz 5 Tw /F1 12 Tf {} Tj ET",
        line("第一页", 280, 800),
        shown("姓名"),
        shown("赵某某"),
        shown("性别男汉族无业")
    );
    let document = &read(&pdf(&[SamplePage { entries: A4, content, ..SamplePage::default() }]))[0];
    assert!(!document.text.original().contains("第一页"));
    assert_eq!(inside(document, "姓名"), "姓名");
    assert_eq!(inside(document, "AB 12"), "AB12");
    let at = |words: &str| {
        let start = document.plain().find(words).expect("words");
        document.quote(&(start..start + words.len())).boxes[0]
    };
    // Two letters with their spacing, then a gap of three em.
    assert!((at("赵某某").x - (80.0 + 28.0 + 36.0) / 595.0).abs() < 0.001, "{:?}", at("赵某某"));
    assert!((at("AB 12").width - 5.0 * 9.0 / 595.0).abs() < 0.002, "{:?}", at("AB 12"));
    assert!((at("性别").y - at("AB 12").y - 30.0 / 842.0).abs() < 0.001);
}

#[test]
fn papers_of_a_volume_keep_their_places() {
    let opinion = [
        "青城市公安局",
        "起诉意见书",
        "青公（刑）诉字〔2023〕7号",
        "犯罪嫌疑人赵某某涉嫌盗窃。",
        "2023年5月6日",
    ];
    let indictment =
        ["青城市人民检察院", "起诉书", "青城检刑诉〔2023〕45号", "被告人林小舟涉嫌诈骗。", "2023年7月20日"];
    let documents =
        read(&pdf(&[page(&opinion), page(&["（续页）附：卷宗二册，光盘一张"]), page(&indictment)]));
    assert_eq!(documents.len(), 2);
    assert_eq!(documents.iter().map(|d| d.imprint.sheets.len()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(inside(&documents[1], "林小舟"), "林小舟");
    let start = documents[1].plain().find("林小舟").expect("the name");
    assert_eq!(documents[1].quote(&(start..start + 9)).boxes[0].page, 3);
}

#[test]
fn the_same_page_is_drawn_with_its_lines() {
    let content =
        format!("{}80 690 m 300 690 l S 80 600 200 40 re f 80 500 200 1 re f", line("抬头", 80, 700));
    let bytes = pdf(&[SamplePage { entries: A4, content, ..SamplePage::default() }]);
    let (sheet, drawing) = facsimile::page(&bytes, 1).expect("a page");
    assert_eq!(sheet.height.to_bits(), 842.0_f32.to_bits());
    assert_eq!(drawing.letters.iter().map(|letter| letter.letter).collect::<String>(), "抬头");
    let tops: Vec<f32> = drawing.rules.iter().map(|rule| rule.edges[1]).collect();
    assert_eq!(tops, [151.5, 341.0], "the thin ones");
    assert!(facsimile::page(&bytes, 2).is_none());
    assert!(facsimile::page(&bytes, 0).is_none());
    assert!(facsimile::page(b"%PDF-1.7 nothing", 1).is_none());
}

#[test]
fn a_file_with_a_password_is_told_as_such() {
    let plain = String::from_utf8(pdf(&[page(&["被告人赵某某盗窃手机一部"])])).expect("ASCII");
    let key = "00".repeat(32);
    let locked = plain.replace(
        "/Root 1 0 R",
        &format!(
            "/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >>"
        ),
    );
    let document = &read(locked.as_bytes())[0];
    assert!(document.note.as_ref().is_some_and(|note| note.contains("密码")), "{:?}", document.note);
    assert!(facsimile::page(locked.as_bytes(), 1).is_none());
}

#[test]
fn drawings_that_never_end_are_given_up() {
    let deep =
        "q ".repeat(5_000) + &sample::line("被告人赵某某盗窃手机一部", 80, 700) + &"/X BMC ".repeat(5_000);
    let document = &read(&pdf(&[SamplePage { entries: A4, content: deep, ..SamplePage::default() }]))[0];
    assert_eq!(inside(document, "赵某某"), "赵某某");
}

proptest::proptest! {
    #[test]
    fn whatever_stands_on_a_page_nothing_panics(content in "[ -~\n]{0,400}", cut in 0_usize..2_000) {
        let content = format!("{}\n{content}", line("被告人赵某某盗窃手机一部", 80, 700));
        let bytes = pdf(&[SamplePage { entries: A4, content, ..SamplePage::default() }]);
        facsimile::page(&bytes, 1);
        for document in dossier::open_bytes("材料.pdf", &bytes[..bytes.len().saturating_sub(cut)]).expect("opened").documents {
            let places = document.imprint.places.len();
            proptest::prop_assert!(places == 0 || places == document.text.original().chars().count());
        }
    }
}
