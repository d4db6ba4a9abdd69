//! What programs ask for is what the description says.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use super::house::PASSWORD;
use super::{House, Told};
use crate::web::api::schema::differs;

fn ask(house: &House, token: &str, method: &str, address: &str, body: &str) -> Told {
    let request = Request::builder().method(method).uri(address).header("content-type", "application/json");
    let request = request.header("authorization", format!("Bearer {token}"));
    house.ask(request.body(Body::from(body.to_owned())).unwrap())
}

/// The schema of an answer, from the description the house gives.
fn schema(described: &Value, path: &str, method: &str, status: &str) -> Value {
    described["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"].clone()
}

#[test]
fn a_program_signs_in_hands_in_and_reads() {
    let house = House::new();
    let described = house.get("/api/openapi.json").json();
    let fits = |told: &Told, path: &str, method: &str, status: u16| {
        assert_eq!(told.status.as_u16(), status, "{path}: {}", told.text());
        let schema = schema(&described, path, method, &status.to_string());
        assert!(schema.is_object(), "{path} is described");
        assert_eq!(differs(&told.json(), &schema, path), None);
    };
    let account = json!({"account": "organiser", "password": PASSWORD}).to_string();
    let begun = ask(&house, "", "POST", "/api/session", &account);
    fits(&begun, "/api/session", "post", 201);
    let token = begun.json()["token"].as_str().unwrap().to_owned();

    fits(&ask(&house, &token, "GET", "/api/cases", ""), "/api/cases", "get", 200);
    let case = house.case();
    let one = ask(&house, &token, "GET", &format!("/api/cases/{case}"), "");
    fits(&one, "/api/cases/{case}", "get", 200);
    assert_eq!(one.json()["line"]["dossier"], "青城一号");
    fits(&ask(&house, &token, "GET", "/api/jobs/1", ""), "/api/jobs/{job}", "get", 200);
    fits(&ask(&house, &token, "GET", "/api/search?q=a", ""), "/api/search", "get", 200);
    fits(&house.get("/readyz"), "/readyz", "get", 200);

    let cards = "部门受案号,案由\n青检9号,盗窃罪\n青检10号,诈骗罪\n";
    let queued = ask(&house, &token, "POST", "/api/cases?name=cards.csv", cards);
    fits(&queued, "/api/cases", "post", 202);
    assert_eq!(queued.json()["jobs"].as_array().unwrap().len(), 2);
    let nameless = ask(&house, &token, "POST", "/api/cases", cards);
    assert!(nameless.text().contains("文件名"), "{}", nameless.text());

    assert_eq!(ask(&house, &token, "DELETE", "/api/session", "").status, StatusCode::NO_CONTENT);
    assert_eq!(ask(&house, &token, "GET", "/api/cases", "").status, StatusCode::UNAUTHORIZED);
}

#[test]
fn mistakes_come_in_one_envelope_with_a_number() {
    let house = House::new();
    let described = house.get("/api/openapi.json").json();
    let error = &described["components"]["schemas"]["Error"];
    let token = house.session("organiser");
    for (method, address, body, code) in [
        ("GET", "/api/cases?state=nowhere", "", "mistake"),
        ("GET", "/api/cases?from=x", "", "bad_request"),
        ("GET", "/api/cases/999", "", "not_found"),
        ("GET", "/api/jobs/x", "", "not_found"),
        ("GET", "/api/search?q=%22", "", "bad_query"),
        ("POST", "/api/session", "{", "mistake"),
        ("POST", "/api/session", r#"{"account": "organiser", "password": "x"}"#, "wrong_password"),
        ("POST", "/api/cases?name=a.zip", "no zip", "mistake"),
        ("PATCH", "/api/cases", "", "bad_request"),
        ("GET", "/api/nothing", "", "not_found"),
    ] {
        let told = ask(&house, &token, method, address, body);
        assert_eq!(told.json()["error"]["code"], code, "{address}: {}", told.text());
        assert_eq!(differs(&told.json(), error, address), None);
        assert_eq!(told.json()["error"]["request"], told.header("x-request-id"), "{address}");
    }
    let pages = ask(&house, &token, "GET", "/api/cases?state=unassigned&count=0", "").json();
    assert_eq!((&pages["total"], pages["cases"].as_array().unwrap().len()), (&json!(1), 0));
    assert_eq!(ask(&house, &token, "GET", "/api/cases?state=archived", "").json()["total"], 0);
}
