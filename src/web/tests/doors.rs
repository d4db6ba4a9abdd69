//! Signing in and out, forms of other sites, and cases that are not for everybody.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use super::House;
use super::house::PASSWORD;
use crate::web::link;

const FORM: &str = "application/x-www-form-urlencoded";

fn sign_in(house: &House, account: &str, password: &str, brought: &str) -> super::Told {
    let body =
        format!("account={account}&password={}&to={}", link::encode(password), link::encode("/search?q=a"));
    let request =
        Request::post("/sign-in").header("content-type", FORM).header("cookie", format!("qiuhao={brought}"));
    house.ask(request.body(Body::from(body)).unwrap())
}

#[test]
fn one_signs_in_and_is_led_back() {
    let house = House::new();
    let browser = Request::get("/search?q=a").header("accept", "text/html").body(Body::empty()).unwrap();
    let told = house.ask(browser);
    assert_eq!(
        (told.status, told.header("location")),
        (StatusCode::SEE_OTHER, "/sign-in?to=%2Fsearch%3Fq%3Da")
    );
    let told = house.get("/search?q=a");
    assert_eq!(
        (told.status, &told.json()["error"]["code"]),
        (StatusCode::UNAUTHORIZED, &"signed_out".into())
    );

    let wrong = sign_in(&house, "zhou", "不对的密码一二三四五六", "");
    assert_eq!((wrong.status, wrong.header("set-cookie")), (StatusCode::UNAUTHORIZED, ""));
    assert!(wrong.text().contains("账号或密码不对") && wrong.text().contains("value=\"zhou\""));

    // Whatever the browser brought is not what it is given.
    let planted = "0".repeat(64);
    let right = sign_in(&house, "zhou", PASSWORD, &planted);
    assert_eq!((right.status, right.header("location")), (StatusCode::SEE_OTHER, "/search?q=a"));
    let cookie = right.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let token = cookie.split(['=', ';']).nth(1).unwrap();
    assert_ne!(token, planted);
    assert_eq!(house.get_as(token, "/").status, StatusCode::OK);
    assert_eq!(house.get_as(&planted, "/").status, StatusCode::UNAUTHORIZED);

    assert_eq!(house.post_as(token, "/sign-out", "").status, StatusCode::SEE_OTHER);
    assert_eq!(house.get_as(token, "/").status, StatusCode::UNAUTHORIZED);
}

#[test]
fn a_password_somebody_else_gave_is_changed_before_anything_else() {
    let house = House::new();
    let security = house.store().user("security").unwrap().unwrap().actor;
    let deed = crate::store::Deed::new(&security, jiff::Timestamp::now());
    let (given, own) = ("临时给的密码要马上改掉", "这回换成自己的密码一二三");
    house.store().set_password(deed, "reviewer", given, [9; 16]).unwrap();

    let come_in = |password: &str| {
        let told = sign_in(&house, "reviewer", password, "");
        told.header("set-cookie").split(['=', ';']).nth(1).unwrap().to_owned()
    };
    let session = come_in(given);
    let page = Request::get("/").header("accept", "text/html").header("cookie", format!("qiuhao={session}"));
    let told = house.ask(page.body(Body::empty()).unwrap());
    assert_eq!((told.status, told.header("location")), (StatusCode::SEE_OTHER, "/account"));
    assert_eq!(house.get_as(&session, "/api/search?q=a").status, StatusCode::FORBIDDEN);
    assert!(house.get_as(&session, "/account").text().contains("临时密码"));

    let fields = format!("old={0}&new={1}&again={1}", link::encode(given), link::encode(own));
    let changed = house.post_as(&session, "/account", &fields);
    assert_eq!((changed.status, changed.header("location")), (StatusCode::SEE_OTHER, "/sign-in"));
    let session = come_in(own);
    assert_eq!(house.get_as(&session, "/").status, StatusCode::OK);
    assert!(!house.get_as(&session, "/account").text().contains("临时密码"));
}

#[test]
fn forms_of_nobody_and_of_others_are_refused() {
    let house = House::new();
    let (session, other) = (house.session("zhou"), house.session("reviewer"));
    let send = |form: &str, kind: &str| {
        let request = Request::post("/sign-out").header("cookie", format!("qiuhao={session}"));
        house.ask(request.header("content-type", kind).body(Body::from(format!("form={form}"))).unwrap())
    };
    let theirs = crate::office::token::form_token(&other);
    for (form, kind) in
        [("", FORM), ("x", FORM), (session.as_str(), FORM), (theirs.as_str(), FORM), ("", "text/plain")]
    {
        let told = send(form, kind);
        assert_eq!(
            (told.status, &told.json()["error"]["code"]),
            (StatusCode::FORBIDDEN, &"forged".into()),
            "{form}"
        );
    }
    assert_eq!(house.get_as(&session, "/").status, StatusCode::OK, "nobody was signed out");
    let foreign =
        Request::post("/sign-in").header("content-type", FORM).header("sec-fetch-site", "cross-site");
    assert_eq!(house.ask(foreign.body(Body::from("account=a")).unwrap()).status, StatusCode::FORBIDDEN);
}

#[test]
fn a_program_shows_its_token_as_a_bearer() {
    let house = House::new();
    let bearer = format!("Bearer {}", house.session("zhou"));
    let asked = |request: axum::http::request::Builder| {
        house.ask(request.header("authorization", &bearer).body(Body::empty()).unwrap()).status
    };
    assert_eq!(asked(Request::get("/api/search?q=a")), StatusCode::OK);
    assert_eq!(asked(Request::post("/sign-out")), StatusCode::SEE_OTHER, "no form is needed");
}

#[test]
fn a_case_is_neither_shown_nor_found_nor_counted_where_it_may_not_be_read() {
    let house = House::new();
    let case = house.case();
    let now = jiff::Timestamp::now();
    let organiser = house.store().user("organiser").unwrap().unwrap().actor;
    house.store().assign(crate::store::Deed::new(&organiser, now), case, "reviewer", "", 0).unwrap();
    let search = link::search("“撬门进入”", "", 1);
    let paper = house.store().leading_paper(case).unwrap().unwrap().id;
    let addresses =
        [format!("/cases/{case}"), format!("/cases/{case}/review.json"), format!("/papers/{paper}")];
    for (account, may) in [("reviewer", true), ("colleague", false), ("handler", false), ("audit", false)] {
        let session = house.session(account);
        for address in &addresses {
            let told = house.get_as(&session, address);
            let expected = if may { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(told.status, expected, "{account} {address}");
        }
    }
    let (reviewer, colleague) = (house.session("reviewer"), house.session("colleague"));
    assert!(house.get_as(&reviewer, &search).text().contains("共 <strong>1</strong> 份文书"));
    let told = house.get_as(&colleague, &search).text();
    assert!(told.contains("没有找到") && !told.contains("/cases/"), "{told}");
    assert!(house.get_as(&reviewer, "/").text().contains("赵某某"));
    assert!(!house.get_as(&colleague, "/").text().contains("赵某某"));
    let alike = |session: &str| {
        let facts = link::encode("被告人赵某某撬门进入云岭路9号，窃得手机一部。");
        house.post_as(session, "/similar", &format!("text={facts}")).text()
    };
    assert!(
        alike(&reviewer).contains(&format!("/cases/{case}")) && !alike(&colleague).contains("赵某某盗窃")
    );
}
