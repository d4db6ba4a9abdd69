//! A case whose papers are PDF files: pages as printed, files as handed in, and places that lead into them.

use std::sync::LazyLock;

use axum::http::StatusCode;

use super::{House, Told};
use crate::document::sample::{page, pdf};
use crate::web::link;

const OPINION: [&str; 6] = [
    "青城市公安局",
    "起诉意见书",
    "青公（刑）诉字〔2023〕7号",
    "犯罪嫌疑人林小舟，男，1990年2月3日出生。",
    "2023年1月5日，犯罪嫌疑人林小舟撬开云岭路9号仓库的",
    "卷帘门，窃得电缆三捆，价值人民币8,500元。",
];
const SECOND: [&str; 3] = [
    "上述事实有证人廖某的证言、监控录像等证据证实。",
    "犯罪嫌疑人林小舟的行为涉嫌盗窃罪，现移送审查起诉。",
    "2023年3月20日",
];
const INDICTMENT: [&str; 5] = [
    "青城市人民检察院",
    "起诉书",
    "青检刑诉〔2023〕45号",
    "被告人林小舟，男，1990年2月3日出生，因涉嫌盗窃罪被逮捕。",
    "经依法审查查明：被告人林小舟窃得电缆三捆。",
];

/// The house and the number of its case with a volume in one PDF.
static CASE: LazyLock<(House, i64)> = LazyLock::new(|| {
    let house = House::open();
    let volume = pdf(&[page(&OPINION), page(&SECOND), page(&INDICTMENT)]);
    let files: [(&str, &[u8]); 2] = [
        ("卷宗/第一卷 <1>.pdf", &volume),
        ("说明.html", "<html><p>情况说明</p><script>alert(1)</script></html>".as_bytes()),
    ];
    let case = house.take_in("青城二号", &files);
    (house, case)
});

fn get(address: &str) -> Told {
    CASE.0.get(&address.replace("{case}", &CASE.1.to_string()))
}

fn attribute(text: &str, name: &str) -> f32 {
    let value = text.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    value.unwrap().parse().unwrap()
}

/// The letters of a page whose middles lie in its boxes.
fn lit(svg: &str) -> String {
    let boxes: Vec<[f32; 4]> = svg
        .split("class=\"box\"")
        .skip(1)
        .map(|rest| ["x", "y", "width", "height"].map(|name| attribute(rest, name)))
        .collect();
    let mut found = String::new();
    for text in svg.split("<text ").skip(1) {
        let (y, size) = (attribute(text, "y") - 4.0, attribute(text, "font-size"));
        let places = text.split(" x=\"").nth(1).unwrap().split('"').next().unwrap().split(' ');
        let words = text.split('>').nth(1).unwrap().split('<').next().unwrap();
        for (place, letter) in places.zip(words.chars()) {
            let x = place.parse::<f32>().unwrap() + size / 4.0;
            if boxes.iter().any(|[l, t, w, h]| (*l..l + w).contains(&x) && (*t..t + h).contains(&y)) {
                found.push(letter);
            }
        }
    }
    found
}

#[test]
fn a_hit_leads_to_its_characters_in_the_text_of_a_pdf() {
    for (words, document) in
        [("撬开云岭路9号仓库的卷帘门", "d1"), ("证人廖某的证言", "d1"), ("因涉嫌盗窃罪被逮捕", "d2")]
    {
        let page = get(&link::search(&format!("“{words}”"), "", 1)).text();
        let beginning = format!("href=\"/cases/{}?doc={document}&", CASE.1);
        let address = page.replace("&#38;", "&").replace("&amp;", "&");
        let address = address.split(&beginning).nth(1).and_then(|rest| rest.split(['"', '#']).next());
        let address = address.unwrap_or_else(|| panic!("{words}: {page}"));
        let case = get(&format!("/cases/{{case}}?doc={document}&{address}")).text();
        let piece = case.split("id=\"hit\">").nth(1).unwrap_or_else(|| panic!("nothing lit for {words}"));
        // A line of the paper ends within the words; what is lit goes on in the next.
        let first = piece.split('<').next().unwrap();
        assert!(words.starts_with(first) && first.chars().count() > 6, "{words}: {first}");
    }
}

#[test]
fn the_words_of_a_quote_are_the_words_in_its_boxes_on_the_page() {
    let review = CASE.0.site.review(CASE.1).unwrap();
    for (number, words) in
        [(0, "撬开云岭路9号仓库的\n卷帘门"), (0, "监控录像"), (1, "1990年2月3日"), (1, "盗窃罪")]
    {
        let document = &review.case.papers[number].document;
        let start = document.plain().find(words).unwrap();
        let quote = document.quote(&(start..start + words.len()));
        let address = format!(
            "/cases/{{case}}/pages/{}/{}.svg?lit={}-{}",
            quote.document, quote.page, quote.start, quote.end
        );
        assert_eq!(lit(&get(&address).text()), words.replace('\n', ""), "{address}");
    }
    let told = get("/cases/{case}/pages/d1/1.svg?lit=0-9999").text();
    let whole: String = OPINION.concat().chars().filter(|letter| !letter.is_whitespace()).collect();
    assert_eq!(lit(&told), whole, "everything on the page, and not what stands on the next");
}

#[test]
fn a_page_is_a_picture_that_runs_nothing() {
    let told = get("/cases/{case}/pages/d1/2.svg");
    assert_eq!((told.status, told.header("content-type")), (StatusCode::OK, "image/svg+xml; charset=utf-8"));
    assert!(told.header("content-security-policy").contains("sandbox"));
    assert!(
        told.text().contains(">上述事实有证人廖某的证言、监控录像等证据证实。</text>"),
        "{}",
        told.text()
    );
    assert_eq!(get("/cases/{case}/pages/d2/3.svg?lit=nothing-9").status, StatusCode::OK);
    for address in
        ["d1/3.svg", "d2/1.svg", "d2/4.svg", "d3/1.svg", "d9/1.svg", "d1/0.svg", "d1/x", "d1/99999999999.svg"]
    {
        assert_eq!(
            get(&format!("/cases/{{case}}/pages/{address}")).status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
}

#[test]
fn a_file_comes_as_it_was_handed_in() {
    let told = get("/cases/{case}/originals/d2");
    assert_eq!((told.status, told.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert_eq!(told.body, pdf(&[page(&OPINION), page(&SECOND), page(&INDICTMENT)]));
    assert!(told.header("content-disposition").ends_with("''%E7%AC%AC%E4%B8%80%E5%8D%B7%20%3C1%3E.pdf"));
    let told = get("/cases/{case}/originals/d3");
    assert_eq!(told.header("content-type"), "application/octet-stream");
    assert!(told.header("content-disposition").starts_with("attachment") && told.text().contains("<script>"));
    assert_eq!(get("/cases/{case}/originals/d9").status, StatusCode::NOT_FOUND);
    let house = House::new();
    let case = house.case();
    for address in [format!("/cases/{case}/originals/d1"), format!("/cases/{case}/pages/d1/1.svg")] {
        assert_eq!(house.get(&address).status, StatusCode::UNAUTHORIZED);
        assert_eq!(
            house.get_as(&house.session("audit"), &address).status,
            StatusCode::FORBIDDEN,
            "{address}"
        );
    }
}
