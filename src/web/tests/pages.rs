//! What the pages show, and that bad addresses never break them.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{Request, StatusCode};

use super::house::ANYBODY;
use super::{House, Told};
use crate::web::link;

static HOUSE: LazyLock<House> = LazyLock::new(House::open);

fn get(address: &str) -> Told {
    HOUSE.get(address)
}

fn search(query: &str) -> Told {
    get(&link::search(query, "", 1))
}

/// Every address of a page that begins like this, as a browser reads it.
fn addresses(page: &str, beginning: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|link| link.starts_with(beginning)).map(|link| link.replace("&#38;", "&")).collect()
}

#[test]
fn every_page_answers() {
    for address in ["/", "/cases/1", "/search", "/search?q=%E6%89%8B%E6%9C%BA", "/papers/1", "/similar"] {
        let told = get(address);
        assert_eq!(
            (told.status, told.header("content-type")),
            (StatusCode::OK, "text/html; charset=utf-8"),
            "{address}"
        );
        let page = told.text();
        assert!(page.contains("/assets/site.js"), "{address}: `/` goes to the box from every page");
        assert!(
            !page.contains("<style>") && !page.contains("<script>") && !page.contains(" style="),
            "{address}"
        );
    }
    for (address, kind) in [
        ("/assets/site.css", "text/css"),
        ("/assets/bench.css", "text/css"),
        ("/assets/site.js", "text/javascript"),
        ("/assets/bench_keys.js", "text/javascript"),
        ("/cases/1/review.json", "application/json"),
        ("/cases/1/opinion", "text/html"),
        ("/cases/1/files/opinion.docx", "application/vnd"),
        ("/cases/1/files/findings.xlsx", "application/vnd"),
        ("/livez", "text/plain"),
    ] {
        let told = get(address);
        assert_eq!(told.status, StatusCode::OK, "{address}");
        assert!(told.header("content-type").starts_with(kind) && !told.body.is_empty(), "{address}");
    }
}

#[test]
fn what_is_not_there_is_told_in_the_envelope() {
    for address in [
        "/nothing",
        "/cases/0",
        "/cases/2",
        "/cases/x",
        "/papers/0",
        "/papers/%FF",
        "/cases/99999",
        "/assets/..%2Fweb.rs",
    ] {
        let told = get(address);
        assert!(told.status.is_client_error(), "{address}");
        assert!(told.json()["error"]["message"].as_str().unwrap().contains("请"), "{address}");
    }
    let posted = HOUSE.ask(Request::post("/search").body(Body::empty()).unwrap());
    assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(posted.json()["error"]["code"], "bad_request");
}

#[test]
fn a_browser_is_told_on_a_page() {
    let request = Request::get("/cases/99").header("accept", "text/html,*/*").body(Body::empty()).unwrap();
    let told = HOUSE.ask(request);
    assert_eq!(told.status, StatusCode::NOT_FOUND);
    assert!(told.text().contains("没有这个页面或案件") && told.text().contains("/assets/site.js"));
}

#[test]
fn hits_stand_by_case_with_their_words_lit() {
    let page = search("“撬门进入”").text();
    assert!(page.contains("共 <strong>1</strong> 份文书"), "{page}");
    assert!(page.contains("<mark>撬门进入</mark>"), "{page}");
    let places = addresses(&page, "/cases/1?doc=d1&");
    assert!(!places.is_empty(), "{page}");
    let case = get(places[0].split('#').next().unwrap()).text();
    assert!(case.contains("id=\"hit\">撬门进入</mark>"), "the case opens at the words");
    assert!(case.contains("← 检索结果") && case.contains("查找类案"));
}

#[test]
fn a_judgment_by_itself_has_a_page() {
    let page = search("“八万元”").text();
    let places = addresses(&page, "/papers/");
    let paper = get(places[1].split('#').next().unwrap()).text();
    assert!(paper.contains("<mark id=\"hit\">八万元</mark>"), "{paper}");
    assert!(paper.contains("第 1 页") && paper.contains("第 2 页"), "{paper}");
    assert!(!paper.contains("<b>"), "text is text");
}

#[test]
fn nothing_typed_or_written_becomes_markup() {
    for address in [link::search("<script>alert(1)</script>", "", 1), link::search("\"><img src=x>", "", 1)] {
        let page = get(&address).text();
        assert!(!page.contains("<script>") && !page.contains("<img"), "{page}");
    }
    let page = search("“撬压痕迹”").text();
    assert!(page.contains("撬压痕迹") && !page.contains("<script>alert"), "{page}");
    assert!(!get("/cases/1?doc=d2&q=%E7%97%95%E8%BF%B9").text().contains("<script>alert"));
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let told = search("手机 金额:很多");
    assert_eq!(told.status, StatusCode::BAD_REQUEST);
    let page = told.text();
    assert!(page.contains("role=\"alert\"") && page.contains("读不出“金额”的值"), "{page}");
    let told = get(&link::search("手机 金额:很多", "", 1).replacen("/search", "/api/search", 1));
    assert_eq!(told.status, StatusCode::BAD_REQUEST);
    let error = &told.json()["error"];
    assert_eq!(error["code"], "bad_query");
    assert!(error["at"].is_array() && error["message"].as_str().unwrap().contains("金额"));
}

#[test]
fn bad_input_never_breaks_a_page() {
    for address in [
        "/search?q=%ZZ%FF%",
        "/search?q=a&page=0&sort=nothing",
        "/search?q=&page=-1",
        "/search?page=99999999999999999999",
    ] {
        assert_eq!(get(address).status, StatusCode::OK, "{address}");
    }
    assert_eq!(get("/search?q=a&q=b").json()["error"]["code"], "bad_request");
    // The longest an address may be; servers refuse longer ones by themselves.
    let long = get(&format!("/search?q={}", "a".repeat(60_000)));
    assert_eq!(long.status, StatusCode::BAD_REQUEST);
    assert!(long.text().contains("检索式超过"));
    assert_eq!(get("/cases/1?doc=d1&q=%22&at=99999999999999").status, StatusCode::OK);
}

#[test]
fn nothing_typed_shows_ways_to_begin() {
    let page = get("/search").text();
    assert!(page.contains("26 件案件") && page.contains("autofocus"), "{page}");
    assert!(page.contains("罪名:诈骗") && page.contains("检索帮助"));
    assert!(!page.contains("class=\"hit\""));
}

#[test]
fn a_facet_counts_what_its_link_finds() {
    let total =
        |page: &str| -> Option<u64> { page.split("共 <strong>").nth(1)?.split('<').next()?.parse().ok() };
    let page = search("被告人").text();
    let mut looked_at = 0;
    for item in page.split("<li><a href=\"").skip(1) {
        let address = item.split('"').next().unwrap().replace("&#38;", "&");
        let Some(count) = item.split("<b>").nth(1).and_then(|rest| rest.split('<').next()) else { continue };
        let Ok(count) = count.parse::<u64>() else { continue };
        let narrowed = get(&address).text();
        assert_eq!(total(&narrowed), Some(count), "{address}");
        assert!(narrowed.contains("已限定"), "what narrows can be taken away");
        looked_at += 1;
    }
    assert!(looked_at >= 8, "{looked_at}: {page}");
}

#[test]
fn what_narrows_is_taken_away_by_its_link() {
    let page = search("被告人 罪名:“诈骗罪”").text();
    assert!(page.contains("共 <strong>24</strong> 份文书"), "a quoted charge is that very charge: {page}");
    let widened = addresses(&page, &link::search("被告人", "", 1));
    assert!(!widened.is_empty(), "{page}");
    assert!(get(&widened[0]).text().contains("共 <strong>26</strong> 份文书"));
}

#[test]
fn pages_are_turned_and_orders_kept() {
    let first = get(&link::search("林小舟", "date", 1)).text();
    assert!(
        first.contains("第 1–20 份") && first.contains("rel=\"next\"") && !first.contains("rel=\"prev\"")
    );
    assert_eq!(first.matches("class=\"hit\"").count(), 20);
    let second = get(&link::search("林小舟", "date", 2)).text();
    assert!(
        second.contains("第 21–25 份") && second.contains("rel=\"prev\"") && !second.contains("rel=\"next\"")
    );
    let beyond = get(&link::search("林小舟", "date", 9)).text();
    assert!(beyond.contains("这一页之后没有了"), "{beyond}");
    assert!(addresses(&beyond, "/search").contains(&link::search("林小舟", "date", 2)), "{beyond}");
}

#[test]
fn machines_get_what_the_command_line_gives() {
    let told = get(&link::search("撬门", "", 1).replacen("/search", "/api/search", 1)).json();
    assert_eq!(told["total"], 1);
    assert_eq!(told["hits"][0]["case"]["id"], "青城一号");
    assert_eq!(told["hits"][0]["document"], "d1");
}

#[test]
fn the_workbook_has_every_hit() {
    let told = get("/search.xlsx?q=%E6%9E%97%E5%B0%8F%E8%88%9F");
    assert_eq!(told.status, StatusCode::OK);
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(told.body)).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
    assert_eq!(sheet.height(), 2 + 25, "beyond a page");
    assert_eq!(get("/search.xlsx?q=%22").status, StatusCode::BAD_REQUEST);
}

fn similar(text: &str) -> Told {
    HOUSE.post_as(&HOUSE.session(ANYBODY), "/similar", &format!("text={}", link::encode(text)))
}

#[test]
fn a_text_to_compare_is_taken_up_to_its_limit() {
    assert_eq!(similar(&"盗".repeat(20_000)).status, StatusCode::OK);
    let told = similar(&"盗".repeat(20_001));
    assert_eq!(told.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(told.text().contains("文字超过 20000 字"));
    let told = similar("</textarea><script>alert(1)</script>");
    assert!(!told.text().contains("<script>alert"), "{}", told.text());
    assert!(get("/similar?case=nothing").status.is_client_error());
}

#[test]
fn like_cases_come_with_their_sentences() {
    for page in [
        get("/similar?case=j3").text(),
        similar("被告人孙某虚构投资项目，骗取他人八万元，案发后退赔。").text(),
    ] {
        assert_eq!(page.matches("<article").count(), 20, "{page}");
        assert!(page.contains("<svg viewBox=\"0 0 760 128\"") && page.contains("中位"), "{page}");
        assert!(page.contains("罪名相同的案件"), "{page}");
        assert!(!addresses(&page, "/papers/").is_empty() && !addresses(&page, "/similar?case=j").is_empty());
    }
    let page = get("/similar?case=j3").text();
    assert!(
        page.contains("本案：有期徒刑9个月")
            && !page.contains("林小舟诈骗案（3）</a><span class=\"source\">"),
        "{page}"
    );
}

#[test]
fn a_case_with_nothing_like_it_says_so() {
    let page = similar("天气晴朗，适宜出游。").text();
    assert!(page.contains("没有相近的案件") && !page.contains("<article"), "{page}");
}
