use super::svg;
use crate::document::sample::{A4, SamplePage, line, page, pdf};
use crate::document::{Document, dossier, facsimile};
use crate::text::{PageBox, Quote};

fn document(bytes: &[u8]) -> Document {
    dossier::open_bytes("起诉书.pdf", bytes).expect("opened").documents.remove(0)
}

fn quote(document: &Document, words: &str) -> Quote {
    let start = document.plain().find(words).expect("the words");
    document.quote(&(start..start + words.len()))
}

fn drawn(bytes: &[u8], number: u32, lit: &[PageBox]) -> String {
    let (sheet, drawing) = facsimile::page(bytes, number).expect("a page");
    svg(sheet, &drawing, lit, &format!("第 {number} 页"))
}

fn number(text: &str, name: &str) -> f32 {
    let value = text.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name} in {text}"))
}

/// The letters of a level page whose middles lie in its boxes, as drawn.
fn inside(svg: &str) -> String {
    let boxes: Vec<[f32; 4]> = svg
        .split("<rect class=\"box\"")
        .skip(1)
        .map(|rest| ["x", "y", "width", "height"].map(|name| number(rest, name)))
        .collect();
    let mut found = String::new();
    for text in svg.split("<text ").skip(1) {
        let (y, size) = (number(text, "y"), number(text, "font-size"));
        let places = text.split(" x=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("places");
        let words = text.split('>').nth(1).and_then(|rest| rest.split('<').next()).expect("words");
        for (place, letter) in places.split(' ').zip(words.chars()) {
            let (x, y) = (place.parse::<f32>().expect("a number") + size * 0.2, y - size * 0.38);
            if boxes.iter().any(|[left, top, width, height]| {
                (*left..left + width).contains(&x) && (*top..top + height).contains(&y)
            }) {
                found.push(letter);
            }
        }
    }
    found
}

#[test]
fn the_words_in_the_boxes_are_the_words_of_the_quote() {
    let bytes = pdf(&[page(&["被告人赵某某于2023年3月", "5日在青城市云岭县盗窃手机一部。", "被害人林小舟"])]);
    let document = document(&bytes);
    for words in ["赵某某", "2023年3月", "盗窃手机", "林小舟"] {
        assert_eq!(inside(&drawn(&bytes, 1, &quote(&document, words).boxes)), words);
    }
    let start = document.plain().find("2023年").expect("the date");
    let over_lines = document.quote(&(start..document.plain().find("在青城").expect("the place")));
    assert_eq!(inside(&drawn(&bytes, 1, &over_lines.boxes)), "2023年3月5日");
}

#[test]
fn a_page_is_drawn_and_nothing_on_it_becomes_markup() {
    let content = line("</text><script>alert(1)</script>&\"'", 80, 700)
        + &line("被告人赵某某盗窃手机一部", 80, 660)
        + "0 1 0 1 k 80 690 m 300 690 l S BT 0.7 0.7 -0.7 0.7 300 300 Tm /F1 12 Tf <76D67AE0> Tj ET";
    let told = drawn(&pdf(&[SamplePage { entries: A4, content, ..SamplePage::default() }]), 1, &[]);
    assert!(!told.contains("<script") && told.contains("&lt;script&gt;"), "{told}");
    assert!(!told.contains(" style=") && !told.contains("class=\"box\""));
    assert!(told.contains("rotate(-45.00)") && told.contains(">盖章</text>"), "{told}");
    insta::assert_snapshot!(drawn(
        &pdf(&[page(&["被告人赵某某"])]),
        1,
        &[PageBox { page: 1, x: 0.1, y: 0.1, width: 0.2, height: 0.05 }]
    ));
}

#[test]
fn a_scanned_page_shows_its_picture_and_where_one_cannot_be_shown_says_so() {
    let jpeg = |picture: &'static str| {
        let content = line("被告人赵某某盗窃手机一部", 80, 700) + "q 300 0 0 400 100 200 cm /Im Do Q";
        pdf(&[SamplePage { entries: A4, content, picture }])
    };
    let told = drawn(&jpeg("/Filter /DCTDecode"), 1, &[]);
    assert!(told.contains("href=\"data:image/jpeg;base64,SlBFRw==\""), "{told}");
    assert!(told.contains("matrix(300.0000 0.0000 0.0000 400.0000 100.000 242.000)"), "{told}");
    assert!(told.contains(">被告人赵某某盗窃手机一部</text>"));
    let told = drawn(&jpeg("/Filter /JBIG2Decode"), 1, &[]);
    assert!(told.contains("此处为图像，请查看原件"), "{told}");
}

#[test]
fn words_behind_a_scan_are_lit_and_not_drawn() {
    let content =
        "q 595 0 0 842 0 0 cm /Im Do Q 3 Tr ".to_owned() + &line("被告人赵某某盗窃手机一部", 80, 700);
    let bytes = pdf(&[SamplePage { entries: A4, content, picture: "/Filter [/DCTDecode]" }]);
    let boxes = quote(&document(&bytes), "盗窃手机").boxes;
    let told = drawn(&bytes, 1, &boxes);
    assert!(told.contains("<image") && !told.contains("<text"), "{told}");
    let [x, width] =
        ["x", "width"].map(|name| number(told.split("class=\"box\"").nth(1).expect("a box"), name));
    assert!((x - 152.0).abs() < 0.1 && (width - 48.0).abs() < 0.1, "{x} {width}");
}
