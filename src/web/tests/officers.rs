//! Handing cases in, the jobs that follow, the accounts and the log: each by its own people.

use std::io::{Cursor, Write};

use axum::body::Body;
use axum::http::{Request, StatusCode};

use super::house::PASSWORD;
use super::{House, Told};
use crate::job::{Desk, worker};
use crate::office::token;
use crate::web::link;

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Hands a file in as a browser does.
fn hand_in(house: &House, session: &str, form: &str, name: &str, file: &[u8]) -> Told {
    let mut body = format!(
        "--xyz\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n{form}\r\n--xyz\r\nContent-Disposition: \
         form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--xyz--\r\n");
    let request = Request::post("/cases/new")
        .header("cookie", format!("qiuhao={session}"))
        .header("content-type", "multipart/form-data; boundary=xyz");
    house.ask(request.body(Body::from(body)).unwrap())
}

fn work(house: &House) {
    let clock = || jiff::Timestamp::now().as_millisecond();
    let standards = &house.site.standing().standards;
    let desk = Desk { archive: house.site.archive(), standards, province: None, clock: &clock };
    worker::clear(&desk, &|_| ()).unwrap();
}

#[test]
fn a_dossier_handed_in_becomes_a_case_or_a_reason() {
    let house = House::new();
    let session = house.session("organiser");
    let form = token::form_token(&session);
    let dossier = zip(&[("起诉书.txt", "青岭市人民检察院\n起诉书\n被告人林小舟盗窃一案。\n".as_bytes())]);
    let told = hand_in(&house, &session, &form, "林小舟盗窃案.zip", &dossier);
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text());
    let to = told.header("location").to_owned();
    let page = house.get_as(&session, &to).text();
    assert!(page.contains("正在评查") && page.contains("hx-trigger=\"every 2s\""), "{page}");
    work(&house);
    let page = house.get_as(&session, &to).text();
    let case = house.store().case("林小舟盗窃案").unwrap().unwrap().id;
    assert!(page.contains(&format!("href=\"/cases/{case}\"")) && !page.contains("hx-trigger"), "{page}");
    assert_eq!(house.get_as(&session, &format!("/cases/{case}")).status, StatusCode::OK);

    // Without the token of the session, without the right, and with what is no dossier.
    assert_eq!(hand_in(&house, &session, "no", "a.zip", &dossier).status, StatusCode::FORBIDDEN);
    let other = house.session("handler");
    let form_of_other = token::form_token(&other);
    assert_eq!(hand_in(&house, &other, &form_of_other, "a.zip", &dossier).status, StatusCode::FORBIDDEN);
    for (name, file, said) in
        [("", &b""[..], "请选择"), ("a.zip", b"PK\x03\x04", "压缩包损坏"), ("a.pdf", b"%PDF", "压缩成 .zip")]
    {
        let told = hand_in(&house, &session, &form, name, file);
        assert_eq!(told.status, StatusCode::BAD_REQUEST);
        assert!(told.text().contains(said), "{name}: {}", told.text());
    }
    let cards =
        hand_in(&house, &session, &form, "卡.csv", "部门受案号,案由\n甲1,盗窃罪\n甲2,盗窃罪\n".as_bytes());
    assert!(cards.header("location").contains('-'), "two jobs: {}", cards.header("location"));
}

#[test]
fn what_was_given_up_is_tried_again_or_taken_off() {
    let house = House::new();
    let session = house.session("organiser");
    let broken = zip(&[("判决书.docx", b"no document")]);
    let told = hand_in(&house, &session, &token::form_token(&session), "林小舟诈骗案.zip", &broken);
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text());
    work(&house);
    let page = house.get_as(&session, "/jobs?state=dead").text();
    assert!(page.contains("林小舟诈骗案") && page.contains("没有能读的文书"), "{page}");
    let system = house.session("system");
    let seen = house.get_as(&system, "/jobs").text();
    assert!(seen.contains("任务号") && seen.contains("未能处理"), "{seen}");
    for secret in ["林小舟", "青城", "判决书"] {
        assert!(!seen.contains(secret), "{secret}: {seen}");
    }
    let job = house.store().jobs(Some(crate::store::JobState::Dead), 0, 9).unwrap()[0].id;
    let told = house.post_as(&system, &format!("/jobs/{job}/retry"), "");
    assert_eq!(told.header("location"), format!("/jobs?done=retry&job={job}"));
    assert!(house.get_as(&system, told.header("location")).text().contains("已重新排队"));
    assert_eq!(house.post_as(&system, &format!("/jobs/{job}/drop"), "").status, StatusCode::BAD_REQUEST);
    work(&house);
    assert_eq!(house.post_as(&session, &format!("/jobs/{job}/drop"), "").status, StatusCode::SEE_OTHER);
    assert_eq!(house.store().job(job).unwrap(), None);
    let reviewer = house.session("reviewer");
    assert_eq!(house.get_as(&reviewer, "/jobs").status, StatusCode::FORBIDDEN);
}

#[test]
fn accounts_are_made_by_one_officer_and_given_roles_by_another() {
    let house = House::new();
    let (system, security) = (house.session("system"), house.session("security"));
    let fields = |password: &str| {
        let (display, department) = (link::encode("林小舟"), link::encode("第一检察部"));
        format!("account=linxz&display={display}&department={department}&password={}", link::encode(password))
    };
    let told = house.post_as(&system, "/users", &fields("太短"));
    assert_eq!(told.status, StatusCode::BAD_REQUEST);
    assert!(
        told.text().contains("value=\"linxz\"") && told.text().contains("role=\"alert\""),
        "{}",
        told.text()
    );
    let told = house.post_as(&system, "/users", &fields(PASSWORD));
    assert_eq!(told.header("location"), "/users?done=add&account=linxz");
    let page = house.get_as(&system, told.header("location")).text();
    assert!(page.contains("已新建账号 linxz") && page.contains("未授角色"), "{page}");
    assert!(house.post_as(&system, "/users", &fields(PASSWORD)).text().contains("已经有了"));
    assert_eq!(house.post_as(&security, "/users", &fields(PASSWORD)).status, StatusCode::FORBIDDEN);

    let role = |name: &str| format!("role={}", link::encode(name));
    let roles = "/users/linxz/roles";
    assert_eq!(house.post_as(&system, roles, &role("评查员")).status, StatusCode::FORBIDDEN);
    let both = format!("{}&{}", role("评查员"), role("系统管理员"));
    assert!(house.post_as(&security, roles, &both).text().contains("三员分设"));
    let approver = format!("{}&{}&rank={}", role("评查员"), role("审批人"), link::encode("检察长"));
    assert_eq!(house.post_as(&security, roles, &approver).status, StatusCode::SEE_OTHER);
    assert_eq!(house.store().user("linxz").unwrap().unwrap().actor.roles.len(), 2);
    assert!(house.post_as(&security, "/users/security/roles", &role("评查员")).text().contains("本人"));

    let new = house.session("linxz");
    assert_eq!(house.post_as(&system, "/users/linxz/state", "disabled=yes").status, StatusCode::SEE_OTHER);
    assert_eq!(house.get_as(&new, "/tasks").status, StatusCode::UNAUTHORIZED, "the session is over");
    house.post_as(&system, "/users/linxz/state", "disabled=no");
    let now = jiff::Timestamp::now();
    for _ in 0..5 {
        house.store().sign_in("linxz", "不是这个密码一二三四", now, [1; 32], None).unwrap_err();
    }
    assert!(house.get_as(&security, "/users").text().contains("锁定至"));
    assert_eq!(house.post_as(&security, "/users/linxz/unlock", "").status, StatusCode::SEE_OTHER);
    house.store().sign_in("linxz", PASSWORD, now, [2; 32], None).unwrap();
    let other = "password=".to_owned() + &link::encode("青城市的春天来得晚些");
    assert_eq!(house.post_as(&security, "/users/linxz/password", &other).status, StatusCode::SEE_OTHER);
    assert!(house.store().is_password("linxz", "青城市的春天来得晚些").unwrap());
    assert!(house.post_as(&security, "/users/security/password", &other).text().contains("修改密码"));
    let page = house.get_as(&house.session("organiser"), "/users").text();
    assert!(
        page.contains("linxz") && !page.contains("<form class=\"rows\" method=\"post\" action=\"/users"),
        "{page}"
    );
    assert_eq!(house.get_as(&house.session("reviewer"), "/users").status, StatusCode::FORBIDDEN);
}

#[test]
fn the_log_is_read_checked_and_taken_away() {
    let house = House::new();
    let case = house.case();
    house.get_as(&house.session("organiser"), &format!("/cases/{case}/flow"));
    house.get_as(&house.session("handler"), &format!("/cases/{case}/flow"));
    let audit = house.session("audit");
    let page = house.get_as(&audit, &format!("/audit?case={case}&who=organiser")).text();
    assert!(page.contains("古明（organiser）") && page.contains("查看卷宗、发现与意见"), "{page}");
    assert!(!page.contains("郑文远（handler）</td>"), "only what was asked for: {page}");
    let page = house.get_as(&audit, "/audit?who=handler").text();
    assert!(page.contains("拒绝：") && !page.contains("赵某某"), "{page}");
    let refused = house.get_as(&audit, "/audit?case=%E7%94%B2");
    assert!(refused.status == StatusCode::BAD_REQUEST && refused.text().contains("案件编号是数字"));

    let page = house.get_as(&audit, "/audit/verify").text();
    assert!(page.contains("核验通过"), "{page}");
    let seal = page.split("class=\"seal\">").nth(1).unwrap().split('<').next().unwrap();
    let page = house.get_as(&audit, &format!("/audit/verify?seal={}", link::encode(seal))).text();
    assert!(page.contains("与记下的封印"), "{page}");
    let (count, _) = seal.split_once(':').unwrap();
    let false_seal = format!("{count}:{}", "0".repeat(64));
    let page = house.get_as(&audit, &format!("/audit/verify?seal={}", link::encode(&false_seal))).text();
    assert!(page.contains("核验未通过") && page.contains("整体重写"), "{page}");
    assert_eq!(house.get_as(&audit, "/audit/verify?seal=1").status, StatusCode::BAD_REQUEST);

    let told = house.get_as(&audit, "/audit.xlsx?who=organiser");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(told.body)).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
    assert!(sheet.height() >= 2);
    let security = house.session("security");
    assert_eq!(house.get_as(&security, "/audit").status, StatusCode::OK);
    for address in ["/audit/verify", "/audit.xlsx"] {
        assert_eq!(house.get_as(&security, address).status, StatusCode::FORBIDDEN, "{address}");
    }
    for account in ["system", "organiser", "chief"] {
        assert_eq!(
            house.get_as(&house.session(account), "/audit").status,
            StatusCode::FORBIDDEN,
            "{account}"
        );
    }
}

#[test]
fn everybody_begins_where_their_work_is() {
    let house = House::new();
    for (account, home) in [
        ("reviewer", "/"),
        ("organiser", "/"),
        ("handler", "/tasks"),
        ("chief", "/tasks"),
        ("system", "/jobs"),
        ("security", "/users"),
        ("audit", "/users"),
    ] {
        let body = format!("account={account}&password={}&to=", link::encode(PASSWORD));
        let request = Request::post("/sign-in").header("content-type", "application/x-www-form-urlencoded");
        let told = house.ask(request.body(Body::from(body)).unwrap());
        assert_eq!(told.header("location"), home, "{account}");
        assert_eq!(house.get_as(&house.session(account), home).status, StatusCode::OK, "{account}");
    }
    let page = house.get_as(&house.session("system"), "/system").text();
    assert!(page.contains("版本") && page.contains("26 件") && !page.contains("赵某某"), "{page}");
    assert_eq!(house.get_as(&house.session("audit"), "/system").status, StatusCode::FORBIDDEN);
}
