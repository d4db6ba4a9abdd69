//! Forms that no page of the house sent, and objects that are somebody else's.

use super::house::HOUSE;
use super::knock::{ask, ask_as};

const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn a_forged_form_is_refused_on_every_way() {
    let (session, other) = (HOUSE.session("reviewer"), HOUSE.session("organiser"));
    let cookie = format!("qiuhao={session}");
    let theirs = qiuhao::office::token::form_token(&other);
    let multipart = "multipart/form-data; boundary=x";
    for (kind, body) in [
        (FORM, String::new()),
        (FORM, "form=".to_owned()),
        (FORM, format!("form={theirs}")),
        (FORM, format!("form={session}")),
        ("text/plain", format!("form={theirs}")),
        ("application/json", "{}".to_owned()),
        (multipart, "--x\r\ncontent-disposition: form-data; name=\"form\"\r\n\r\nx\r\n--x--\r\n".to_owned()),
        ("", "x".to_owned()),
    ] {
        for path in ["/sign-out", "/account", "/similar", "/api/cases?name=a.zip"] {
            let head = [("cookie", cookie.as_str()), ("content-type", kind)];
            let answer = ask(&format!("POST {path}"), &head, body.as_bytes());
            answer.is_refused(403, if path.starts_with("/api/cases") { "" } else { "表单已失效" });
        }
    }
    ask("DELETE /api/session", &[("cookie", &cookie)], b"").is_refused(403, "表单已失效");
    let foreign = [("content-type", FORM), ("sec-fetch-site", "cross-site"), ("x-forwarded-for", "10.4.0.1")];
    ask("POST /sign-in", &foreign, b"account=a&password=b").is_refused(403, "表单已失效");
    assert_eq!(ask("GET /account", &[("cookie", &cookie)], b"").status, 200, "nothing came of any of them");
    // What changes something is never asked for by a link.
    for path in ["/sign-out", "/api/session", "/sign-out?form=x"] {
        assert_eq!(ask(&format!("GET {path}"), &[("cookie", &cookie)], b"").status, 405, "{path}");
    }
}

#[test]
fn what_is_not_theirs_is_refused_by_number() {
    let case = HOUSE.store().flows().expect("a store")[0].object.case;
    for path in
        ["/cases/{}", "/cases/{}/review.json", "/cases/{}/files/opinion.docx", "/papers/1", "/api/cases/{}"]
    {
        let path = path.replace("{}", &case.to_string());
        let answer = ask_as("audit", &format!("GET {path}"), b"");
        answer.is_refused(403, "您的角色不能");
        assert!(!answer.text.contains("林小舟"), "{path}");
    }
    ask_as("audit", "GET /api/jobs/1", b"").is_refused(403, "您的角色不能");
    ask_as("reviewer", "POST /api/cases?name=a.zip", b"PK").is_refused(403, "您的角色不能加入案件");
    ask("GET /api/cases", &[], b"").is_refused(401, "请先登录");
}
