//! A request that would do, for every route of the table.

use std::io::Write;

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::json;

use super::super::house::{ANYBODY, PASSWORD};
use crate::office::{State, token};
use crate::store::Store;
use crate::web::link;

/// A finding that the reviewer recorded.
pub(super) const BY_HAND: &str = "手工-1";

/// What is sent.
enum Sent {
    Nothing,
    /// Fields as they are sent: `a=1&b=2`.
    Form(String),
    Json(String),
    File(Vec<u8>),
    /// A file in a form.
    Upload(Vec<u8>),
}

/// A request. What braces hold in path and fields is filled in from the house.
pub(super) struct Sample {
    pub path: String,
    sent: Sent,
}

impl Sample {
    /// The request for a route. Pages that ask nothing but what stands in their path need none written here.
    pub(super) fn of(method: &Method, path: &str) -> Self {
        let form = |fields: &str| Sent::Form(fields.to_owned());
        let at = |path: &str| Self { path: path.to_owned(), sent: Sent::Form(String::new()) };
        let password = link::encode(PASSWORD);
        let (query, sent) = match (method.as_str(), path) {
            ("POST", "/sign-in") => ("", form(&format!("account={ANYBODY}&password={password}"))),
            ("POST", "/sign-out" | "/users/{account}/unlock") | ("DELETE", "/api/session") => ("", form("")),
            ("POST", "/enter") => ("", form("account=organiser")),
            ("POST", "/account") => {
                let new = link::encode("青城的春天来得晚一些");
                ("", form(&format!("old={password}&new={new}&again={new}")))
            }
            ("POST", "/similar") => ("", form(&format!("text={}", link::encode("撬开门锁，窃得手机")))),
            ("POST", "/cases/{case}/decide") => {
                let fields = "finding=&text=%E7%AC%94%E5%BD%95&severity=S1&point=";
                ("", form(&format!("{fields}{}", link::encode("办案程序"))))
            }
            ("POST", "/cases/{case}/tick") => ("", form("point={point}&verdict=fine&expected=0")),
            ("POST", "/cases/{case}/opinion") => {
                let grade = link::encode("合格");
                ("", form(&format!("do=save&grade={grade}&text=a&expected={{opinion}}")))
            }
            ("POST", "/cases/{case}/draft") => ("", form("field=opinion&text=a")),
            ("POST", "/cases/{case}/move") => ("", form("move={move}&reason=&expected={revision}")),
            ("POST", "/cases/{case}/assign") => ("", form("reviewer=colleague&reason=a&expected={revision}")),
            ("POST", "/cases/{case}/draw") => ("", form("seed=7&reason=a&expected={revision}")),
            ("POST", "/cases/{case}/handler") => ("", form("handler=handler")),
            ("POST", "/cases/{case}/recusal") => ("", form("user=colleague&reason=a")),
            ("POST", "/queue/views") => ("", form("view=a&back=")),
            ("POST", "/queue/views/rename") => ("", form("old=kept&view=b&back=")),
            ("POST", "/queue/views/remove") => ("", form("old=kept&back=")),
            ("POST", "/queue/sign-off") => ("", form("case={case}:1&percent=5&token=t1")),
            ("POST", "/queue/assign") => {
                ("", form("case={case}:{revision}&reviewer=colleague&reason=a&back="))
            }
            ("POST", "/queue/draw") => ("", form("case={case}:{revision}&reason=a&back=")),
            ("POST", "/cases/new") => ("", Sent::Upload(dossier())),
            // The second job could not be done.
            ("POST", "/jobs/{job}/retry") => return at("/jobs/2/retry"),
            ("POST", "/jobs/{job}/drop") => return at("/jobs/2/drop"),
            ("POST", "/users") => {
                let new = link::encode("青城的春天来得晚一些");
                ("", form(&format!("account=newcomer&display=a&department=b&password={new}")))
            }
            ("POST", "/users/{account}/state") => ("", form("disabled=yes")),
            ("POST", "/users/{account}/roles") => ("", form(&format!("role={}", link::encode("承办人")))),
            ("POST", "/users/{account}/password") => {
                ("", form(&format!("password={}", link::encode("青城的春天来得晚一些"))))
            }
            ("POST", "/api/session") => {
                ("", Sent::Json(json!({"account": ANYBODY, "password": PASSWORD}).to_string()))
            }
            ("POST", "/api/cases") => ("?name=new.zip", Sent::File(dossier())),
            ("GET", "/search" | "/search.xlsx" | "/api/search") => ("?q=a", Sent::Nothing),
            ("GET", "/assets/{name}") => {
                return Self { path: "/assets/site.css".to_owned(), sent: Sent::Nothing };
            }
            // The third document is a PDF.
            ("GET", "/cases/{case}/pages/{document}/{page}") => {
                return Self { path: "/cases/{case}/pages/d3/1.svg".to_owned(), sent: Sent::Nothing };
            }
            ("GET", "/cases/{case}/files/{file}") => {
                return Self { path: "/cases/{case}/files/findings.xlsx".to_owned(), sent: Sent::Nothing };
            }
            ("GET", _) => ("", Sent::Nothing),
            _ => panic!("{method} {path} needs a request in src/web/tests/roles/samples.rs"),
        };
        Self { path: format!("{path}{query}"), sent }
    }

    /// Whether it is about the case, so that it matters where the case stands.
    pub(super) fn is_on_a_case(&self) -> bool {
        let fields = if let Sent::Form(fields) = &self.sent { fields.as_str() } else { "" };
        ["{case}", "{paper}"].iter().any(|part| self.path.contains(part) || fields.contains(part))
    }

    /// The request of a session, empty for nobody.
    pub(super) fn request(&self, method: &Method, session: &str, store: &Store) -> Request<Body> {
        let path = filled(&self.path, store);
        assert!(!path.contains('{'), "what is {path}? Fill it in in src/web/tests/roles/samples.rs");
        let request = Request::builder().method(method).uri(path).header("accept", "text/html");
        let request = match session {
            "" => request,
            session => request
                .header("cookie", format!("qiuhao={session}"))
                .header("x-form-token", token::form_token(session)),
        };
        let (kind, body) = match &self.sent {
            Sent::Nothing => return request.body(Body::empty()).unwrap(),
            Sent::Form(fields) => ("application/x-www-form-urlencoded", Body::from(filled(fields, store))),
            Sent::Json(text) => ("application/json", Body::from(text.clone())),
            Sent::Upload(bytes) => {
                let head = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n";
                let body = [head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat();
                ("multipart/form-data; boundary=x", Body::from(body))
            }
            Sent::File(bytes) => ("application/octet-stream", Body::from(bytes.clone())),
        };
        request.header("content-type", kind).body(body).unwrap()
    }
}

fn filled(text: &str, store: &Store) -> String {
    if !text.contains('{') {
        return text.to_owned();
    }
    let case = store.case("青城一号").unwrap().unwrap().id;
    let flow = store.flow(case).unwrap();
    // The move that comes next.
    let next = match flow.object.state {
        State::InReview => "send",
        State::AwaitingReply => "agree",
        State::AwaitingApproval => "approve",
        State::Archived => "archive",
        _ => "begin",
    };
    let revision = flow.revision;
    let paper = store.leading_paper(case).unwrap().unwrap().id;
    let opinion = store.opinions(case).unwrap().last().map_or(0, |said| said.revision);
    let values = [
        ("{case}", case),
        ("{paper}", paper),
        ("{revision}", revision),
        ("{opinion}", opinion),
        ("{job}", 1),
        ("{version}", 1),
    ];
    let text = text
        .replace("{finding}", &link::encode(BY_HAND))
        .replace("{document}", "d3")
        .replace("{move}", next)
        .replace("{account}", "stranger")
        .replace("{batch}", "1")
        .replace("{point}", super::super::house::POINT);
    values.iter().fold(text, |text, (part, value)| text.replace(part, &value.to_string()))
}

fn dossier() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("起诉书.txt", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all("起诉书\n被告人林小舟。\n".as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}
