//! The queue as a page, its filters, and what is done to several cases at once.

use std::sync::LazyLock;

use axum::http::StatusCode;
use jiff::Timestamp;
use regex::Regex;
use serde_json::{Value, json};

use super::{House, Told};
use crate::case::Profile;
use crate::office::{Decision, Move, State, Verdict};
use crate::store::{CaseRecord, Deed, Finished, JobKind, Opinion, Origin, Request};
use crate::web::link;

/// A review as the program writes it; `findings` are point, title, area, severity, confidence.
fn review(name: &str, grade: &str, findings: &[(&str, &str, &str, &str, f64)]) -> Value {
    let told = (0..9).map(|_| json!({"point": "PRO-01", "outcome": "pass", "persons": [], "evidence": []}));
    let open = findings.iter().map(|(point, title, area, severity, confidence)| {
        json!({"point": point, "title": title, "area": area, "outcome": "fail", "severity": severity,
            "persons": [], "evidence": [{"text": point}], "confidence": confidence})
    });
    json!({
        "dossier": name,
        "case": {"name": name, "number": "青检刑检受〔2026〕7号", "charges": ["盗窃罪"], "handler": "郑文远",
            "department": "第一检察部", "closed": "2026-01-20"},
        "documents": [{"read": "text"}], "differences": [], "triggers": [],
        "findings": open.chain(told).collect::<Vec<_>>(), "grade": {"value": grade},
    })
}

/// Keeps a version of a dossier as a worker would. Gives the number of the case.
fn keep(house: &House, name: &str, review: &Value) -> i64 {
    let now = 1_772_000_000_000;
    let request = Request {
        kind: JobKind::Folder,
        key: name.to_owned(),
        source: name.to_owned(),
        file: None,
        listing: None,
    };
    let job = house.store().enqueue(&[request], now).unwrap()[0];
    house.store().claim("工", now, 1_000).unwrap().unwrap();
    let profile =
        Profile { name: name.to_owned(), handler: Some("郑文远".to_owned()), ..Profile::default() };
    let case = CaseRecord {
        key: name.to_owned(),
        origin: Origin::Dossier,
        profile,
        tags: Vec::new(),
        grade: None,
        papers: Vec::new(),
    };
    let finished = Finished { job, worker: "工", case: &case, files: &[], as_of: "2026-03-01", review };
    house.store().finish(&finished, now).unwrap().unwrap().case_id
}

/// Cases in several states: grave, waiting for the handler too long, clean, and one more kind of charge.
fn furnished() -> House {
    let house = House::new();
    let custody = ("CM-07", "审查逮捕期限", "强制措施与羁押期限", "E", 0.98);
    let paper = ("DOC-09", "文书日期", "法律文书", "S1", 0.9);
    let mut grave = review("赵某某盗窃案", "不合格", &[custody, paper]);
    grave["triggers"] = json!([{"code": "T01", "name": "捕后不起诉"}]);
    grave["differences"] = json!([{"aspect": "amount", "crosses_tier": true}]);
    keep(&house, "甲-赵某某盗窃案", &grave);
    let sent = keep(&house, "乙-林小舟诈骗案", &{
        let mut review =
            review("林小舟诈骗案", "基本合格", &[("CM-07", "审查逮捕期限", "强制措施与羁押期限", "S2", 0.8)]);
        review["case"]["charges"] = json!(["诈骗罪"]);
        review
    });
    send(&house, sent);
    for name in ["丙-孙青盗窃案", "丁-周岚盗窃案"] {
        keep(&house, name, &review(name, "合格", &[]));
    }
    house
}

/// Assigned to `reviewer`, decided, and sent to the handler in March.
fn send(house: &House, case: i64) {
    let store = house.store();
    let march: Timestamp = "2026-03-02T02:00:00Z".parse().unwrap();
    let actor = |name: &str| store.user(name).unwrap().unwrap().actor;
    let (organiser, reviewer) = (actor("organiser"), actor("reviewer"));
    let revision = store.assign(Deed::new(&organiser, march), case, "reviewer", "", 0).unwrap();
    let deed = Deed::new(&reviewer, march);
    let revision = store.make_move(deed, case, Move::Begin, "", revision).unwrap();
    let review = store.review(case, 1).unwrap().unwrap().review;
    let decision = Decision {
        finding: crate::office::identities_in(&review)[0].clone(),
        point: "CM-07".to_owned(),
        verdict: Verdict::Confirmed,
        reason: String::new(),
        note: String::new(),
        severity: None,
        wording: None,
    };
    store.decide(deed, case, 1, &decision, 0).unwrap();
    let opinion = Opinion { grade: Some("基本合格".to_owned()), text: "意见".to_owned() };
    store.write_opinion(deed, case, 1, &opinion, 0).unwrap();
    store.make_move(deed, case, Move::Send, "", revision).unwrap();
}

/// What stands between two marks of a page, without what is never the same.
fn between(page: &str, from: &str, to: &str) -> String {
    static TOKEN: LazyLock<Regex> = LazyLock::new(|| Regex::new("[0-9a-f]{64}").unwrap());
    let start = page.find(from).unwrap();
    let end = start + page[start..].find(to).unwrap();
    TOKEN.replace_all(&page[start..end], "…").into_owned()
}

fn queue(house: &House, account: &str, address: &str) -> String {
    let told = house.get_as(&house.session(account), address);
    assert_eq!(told.status, StatusCode::OK, "{account} {address}");
    told.text()
}

/// Addresses with the count beside them, as the page shows them.
fn counted(page: &str) -> Vec<(String, usize)> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("<li><a href=\"([^\"]+)\"[^>]*><span>[^<]*</span><b>(\\d+)</b></a></li>").unwrap()
    });
    let link = |found: regex::Captures<'_>| {
        let address = found[1].replace("&#38;", "&").replace("&amp;", "&");
        (address, found[2].parse().unwrap())
    };
    LINK.captures_iter(page).map(link).collect()
}

/// Cases the page says its list has, and rows it shows.
fn length(page: &str) -> (usize, usize) {
    let told = between(page, "<p class=\"lead\"><strong>", "</strong>");
    let count = told.rsplit('>').next().unwrap().parse().unwrap();
    (count, page.matches("data-hit").count())
}

#[test]
fn the_page_ranks_and_says_why() {
    let house = furnished();
    let page = queue(&house, "zhou", "/");
    insta::assert_snapshot!(between(&page, "<div class=\"queue\">", "<dl id=\"more-keys\""));
}

#[test]
fn every_count_is_the_length_of_the_list_behind_it() {
    let house = furnished();
    for account in ["organiser", "reviewer", "handler", "chief", "zhou"] {
        for begin in [
            "/",
            "/?worst=grave",
            "/?charge=%E7%9B%97%E7%AA%83%E7%BD%AA&sort=newest",
            "/?name=案&in_from=2026-01-01",
        ] {
            let begin = begin.replace('案', &link::encode("案"));
            let page = queue(&house, account, &begin);
            let links = counted(&page);
            assert!(links.len() >= 8, "{links:?}");
            for (address, count) in links {
                let there = queue(&house, account, &address);
                // A choice that is on leads to the list without it, its count is that of the list with it.
                let is_on =
                    page.contains(&format!("<a href=\"{}\" class=\"on\"", address.replace('&', "&#38;")));
                if !is_on {
                    assert_eq!(length(&there), (count, count), "{account} {begin} {address}");
                }
            }
        }
    }
    assert_eq!(length(&queue(&house, "handler", "/")), (1, 1), "what was sent to them");
}

#[test]
fn clean_cases_are_signed_off_once_however_often_the_form_is_sent() {
    let house = furnished();
    let session = house.session("reviewer");
    let page = house.get_as(&session, "/?todo=clean").text();
    let boxes: Vec<&str> =
        page.split("name=\"case\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(boxes.len(), 2);
    let grave = house.store().case("甲-赵某某盗窃案").unwrap().unwrap().id;
    let fields: Vec<String> = boxes.iter().map(|one| format!("case={one}")).collect();
    let fields = format!("token=abc&percent=5&case={grave}:0&{}", fields.join("&"));
    let sent = house.post_as(&session, "/queue/sign-off", &fields);
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, "/queue/sign-off/1"));
    let again = house.post_as(&session, "/queue/sign-off", &fields);
    assert_eq!(again.header("location"), "/queue/sign-off/1");
    let batch = house.get_as(&session, "/queue/sign-off/1").text();
    for words in [
        "签结 1 件，已报审批；抽出 1 件须人工核看；不能签结 1 件",
        "还有 2 项提示以上的发现",
        "按同一种子重新演算，抽出的相同",
    ] {
        assert!(batch.contains(words), "{words}: {batch}");
    }
    let states: Vec<State> = boxes
        .iter()
        .map(|one| house.store().flow(one.split(':').next().unwrap().parse().unwrap()).unwrap().object.state)
        .collect();
    assert!(states.contains(&State::Unassigned) && states.contains(&State::AwaitingApproval));
    // A person who may read neither sees numbers only.
    let handler = house.get_as(&house.session("handler"), "/queue/sign-off/1").text();
    assert!(handler.contains("您不能查看") && !handler.contains("孙青") && !handler.contains("周岚"));
    let organiser = house.post_as(&house.session("organiser"), "/queue/sign-off", &fields);
    assert_eq!(organiser.status, StatusCode::FORBIDDEN);
    let mistake = |fields: &str| house.post_as(&session, "/queue/sign-off", fields).status;
    assert_eq!(mistake("token=x&percent=5"), StatusCode::BAD_REQUEST);
    assert_eq!(mistake("token=x&percent=0&case=1:0"), StatusCode::BAD_REQUEST);
    assert_eq!(mistake("token=x&case=1"), StatusCode::BAD_REQUEST);
}

#[test]
fn several_cases_are_given_out_each_by_its_own_right() {
    let house = furnished();
    let session = house.session("organiser");
    let id = |key: &str| house.store().case(key).unwrap().unwrap().id;
    let (first, second, sent) = (id("甲-赵某某盗窃案"), id("丙-孙青盗窃案"), id("乙-林小舟诈骗案"));
    let fields = format!("reviewer=colleague&case={first}:0&case={sent}:3&back=state%3Dunassigned");
    let told = house.post_as(&session, "/queue/assign", &fields).text();
    assert!(told.contains("分配 1 件，1 件没有分配") && told.contains("已分配给 裴立"), "{told}");
    assert!(told.contains("href=\"/?state=unassigned\""));
    let again = house.post_as(&session, "/queue/assign", &fields).text();
    assert!(again.contains("分配 0 件，2 件没有分配") && again.contains("他人已先行处理"), "{again}");
    let drawn = house.post_as(&session, "/queue/draw", &format!("case={second}:0")).text();
    assert!(drawn.contains("分配 1 件。") && drawn.contains("种子"), "{drawn}");
    assert!(house.store().history(second).unwrap()[0].draw.as_ref().unwrap().repeats());
    let refused = |told: Told| told.status == StatusCode::FORBIDDEN;
    assert!(refused(house.post_as(&house.session("reviewer"), "/queue/assign", &fields)));
    assert!(refused(house.post_as(&house.session("chief"), "/queue/draw", &fields)));
    assert_eq!(
        house.post_as(&session, "/queue/assign", &format!("case={first}:1")).status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        house.post_as(&session, "/queue/assign", "reviewer=colleague").status,
        StatusCode::BAD_REQUEST
    );
}

#[test]
fn a_filter_is_saved_renamed_and_taken_away() {
    let house = furnished();
    let session = house.session("chief");
    let back = link::encode("charge=盗窃罪&sort=newest");
    let post =
        |address: &str, fields: &str| house.post_as(&session, address, &format!("back={back}&{fields}"));
    let saved = post("/queue/views", &format!("view={}", link::encode("盗窃，最近")));
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let page = house.get_as(&session, saved.header("location")).text();
    assert!(
        page.contains("<span>盗窃，最近</span><b>4</b>") && page.contains("改名或删去“盗窃，最近”"),
        "{page}"
    );
    assert!(!house.get_as(&house.session("deputy"), "/").text().contains("盗窃，最近"));
    let old = format!("old={}", link::encode("盗窃，最近"));
    assert_eq!(post("/queue/views/rename", &format!("{old}&view=<b>")).status, StatusCode::SEE_OTHER);
    assert!(house.get_as(&session, "/").text().contains("<span>&#60;b&#62;</span>"));
    assert_eq!(post("/queue/views/remove", "old=<b>").status, StatusCode::SEE_OTHER);
    assert!(!house.get_as(&session, "/").text().contains("保存的筛选"));
    let officer = house.post_as(&house.session("audit"), "/queue/views", &format!("back={back}&view=a"));
    assert_eq!(officer.status, StatusCode::FORBIDDEN);
}

#[test]
fn workbooks_hold_the_cases_of_the_filter_for_those_who_may_export() {
    let house = furnished();
    let rows = |account: &str, address: &str| {
        let told = house.get_as(&house.session(account), address);
        assert_eq!(told.status, StatusCode::OK, "{account} {address}");
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(told.body)).unwrap();
        calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap().rows().count()
    };
    let query = link::encode("诈骗罪");
    assert_eq!(rows("chief", "/ledger.xlsx") - rows("chief", &format!("/ledger.xlsx?charge={query}")), 4);
    assert_eq!(rows("organiser", "/findings.xlsx") - rows("organiser", "/findings.xlsx?worst=grave"), 1);
    for account in ["reviewer", "handler", "system"] {
        let told = house.get_as(&house.session(account), "/ledger.xlsx");
        assert_eq!(told.status, StatusCode::FORBIDDEN, "{account}");
    }
    let log = house.store().audit(&crate::store::AuditQuery::default(), 20).unwrap();
    assert!(log.iter().any(|entry| entry.action == "export_list" && entry.detail == "台账 5 件"), "{log:?}");
}

#[test]
#[ignore = "measure: how long a page of the queue takes at 1,000 and 10,000 cases; run with optimisation"]
fn a_page_of_many_cases_is_quick() {
    let house = House::new();
    let points = ["CM-07", "DOC-09", "PRO-01", "EVI-06", "JUD-07"];
    let charges = ["盗窃罪", "诈骗罪", "危险驾驶罪", "故意伤害罪"];
    let mut kept = 0;
    for until in [1_000, 10_000] {
        for number in kept..until {
            let findings: Vec<_> = (0..number % 6)
                .map(|at| {
                    let severity = ["S1", "S2", "E", "提示"][(number + at) % 4];
                    (points[at % 5], "文书日期与送达", "法律文书", severity, 0.7 + 0.05 * (at as f64))
                })
                .collect();
            let grade = if findings.is_empty() { "合格" } else { "基本合格" };
            let mut review = review(&format!("赵{number}某盗窃案"), grade, &findings);
            review["case"]["charges"] = json!([charges[number % 4]]);
            review["case"]["handler"] = json!(format!("承办{}", number % 40));
            keep(&house, &format!("卷{number}"), &review);
        }
        kept = until;
        for (account, address) in
            [("organiser", "/"), ("organiser", "/?charge=盗窃罪&worst=grave"), ("reviewer", "/")]
        {
            let address = address.replace("盗窃罪", &link::encode("盗窃罪"));
            let session = house.session(account);
            house.get_as(&session, &address);
            let mut times: Vec<f64> = (0..15)
                .map(|_| {
                    let start = std::time::Instant::now();
                    assert_eq!(house.get_as(&session, &address).status, StatusCode::OK);
                    start.elapsed().as_secs_f64() * 1_000.0
                })
                .collect();
            times.sort_by(f64::total_cmp);
            println!(
                "{until} cases, {account} {address}: median {:.1} ms, most {:.1} ms",
                times[7], times[14]
            );
        }
    }
}
