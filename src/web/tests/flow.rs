//! A case on its way, over HTTP, by the people whose turn it is.

use axum::http::StatusCode;

use super::{House, Told};
use crate::office::{Decision, State, Verdict, by_hand_name};
use crate::store::{AuditQuery, Deed, Opinion};
use crate::web::link;

const CONFIRMED: &str = "勘验笔录没有见证人签名";
const EXCLUDED: &str = "勘验时间早于报案时间";

/// Posts as an account to a page of the case, with the revision that is the last one. Values are encoded here.
fn post(house: &House, account: &str, page: &str, fields: &[(&str, &str)]) -> Told {
    let case = house.case();
    let expected = house.store().flow(case).unwrap().revision;
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", link::encode(value))).collect();
    let fields = format!("expected={expected}&{}", fields.join("&"));
    house.post_as(&house.session(account), &format!("/cases/{case}{page}"), &fields)
}

/// Makes a move that must succeed, and reads the page one is led to.
fn moved(house: &House, account: &str, name: &str, reason: &str) -> String {
    let told = post(house, account, "/move", &[("move", name), ("reason", reason)]);
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{account} {name}: {}", told.text());
    let to = told.header("location").to_owned();
    let page = house.get_as(&house.session(account), &to);
    assert_eq!(page.status, StatusCode::OK, "{account} {name} → {to}");
    page.text()
}

fn page(house: &House, account: &str, page: &str) -> Told {
    house.get_as(&house.session(account), &format!("/cases/{}{page}", house.case()))
}

fn state(house: &House) -> State {
    house.store().flow(house.case()).unwrap().object.state
}

fn assign(house: &House, reviewer: &str) {
    let told = post(house, "organiser", "/assign", &[("reviewer", reviewer)]);
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text());
}

/// The reviewer's work at the desk: a finding confirmed, another excluded, a grade and an opinion.
fn review(house: &House, grade: &str) {
    let (store, case) = (house.store(), house.case());
    let actor = store.user("reviewer").unwrap().unwrap().actor;
    let deed = Deed::new(&actor, jiff::Timestamp::now());
    for (subject, verdict, wording) in
        [("1", Verdict::Confirmed, CONFIRMED), ("2", Verdict::Excluded, EXCLUDED)]
    {
        let decision = Decision {
            finding: by_hand_name(subject),
            point: "程序".to_owned(),
            verdict,
            reason: "卷内另有说明".to_owned(),
            note: String::new(),
            severity: None,
            wording: Some(wording.to_owned()),
        };
        store.decide(deed, case, 1, &decision, 0).unwrap();
    }
    let opinion =
        Opinion { grade: Some(grade.to_owned()), text: "本案评查意见<b>一稿</b>。".to_owned() };
    store.write_opinion(deed, case, 1, &opinion, 0).unwrap();
}

#[test]
fn a_case_goes_all_the_way_by_the_right_people() {
    let house = House::new();
    let told = post(&house, "organiser", "/handler", &[("handler", "handler")]);
    assert_eq!(told.header("location"), format!("/cases/{}/flow?kept=handler", house.case()));
    assert!(page(&house, "organiser", "/flow?kept=handler").text().contains("已登记本案承办人"));

    assign(&house, "reviewer");
    let shown = page(&house, "reviewer", "/flow").text();
    assert!(shown.contains("已分配") && shown.contains("骆云帆") && shown.contains("郑文远"), "{shown}");
    let told = post(&house, "reviewer", "/move", &[("move", "begin")]);
    assert_eq!(told.header("location"), format!("/cases/{}", house.case()), "one begins at the desk");

    let shown = page(&house, "reviewer", "/flow").text();
    assert!(shown.contains("送达承办人须已拟定等次"), "why not yet: {shown}");
    review(&house, "不合格");
    assert_eq!(page(&house, "handler", "/sheet").status, StatusCode::FORBIDDEN, "nothing was sent yet");
    let shown = moved(&house, "reviewer", "send", "");
    assert!(
        shown.contains("已完成“送达承办人”：评查中 → 待反馈") && shown.contains("剩 5 个工作日"),
        "{shown}"
    );

    let told = page(&house, "handler", "/sheet").text();
    assert!(told.contains("不合格") && told.contains("&#60;b&#62;一稿"), "{told}");
    assert!(told.contains(CONFIRMED) && !told.contains(EXCLUDED), "{told}");
    assert!(told.contains("无异议") && told.contains("提出异议"), "{told}");
    assert!(page(&house, "reviewer", "/sheet").text().contains(EXCLUDED), "others see all");

    moved(&house, "handler", "object", "现场勘验系依法进行");
    let shown = page(&house, "reviewer", "/sheet").text();
    assert!(shown.contains("现场勘验系依法进行") && shown.contains("不采纳异议，报审"), "{shown}");
    moved(&house, "reviewer", "uphold", "笔录无见证人签名");

    let shown = page(&house, "deputy", "/sheet").text();
    assert!(shown.contains("拟定等次须由更高职级审批"), "{shown}");
    let told = post(&house, "deputy", "/move", &[("move", "approve")]);
    assert_eq!(
        (told.status, told.json()["error"]["code"].as_str()),
        (StatusCode::FORBIDDEN, Some("refused"))
    );
    let shown = page(&house, "chief", "/sheet").text();
    assert!(shown.contains("笔录无见证人签名") && shown.contains("现场勘验系依法进行"), "{shown}");
    moved(&house, "chief", "approve", "同意");
    assert_eq!(state(&house), State::Approved);

    let told = post(&house, "organiser", "/move", &[("move", "archive")]);
    assert!(told.text().contains("归档须等次为优质或合格"), "{}", told.text());
    moved(&house, "organiser", "require_correction", "补正勘验笔录");
    assert!(page(&house, "handler", "/sheet").text().contains("补正勘验笔录"));
    moved(&house, "handler", "begin_correction", "");
    moved(&house, "handler", "finish_correction", "已补正");
    moved(&house, "organiser", "refuse_correction", "缺补正说明");
    moved(&house, "handler", "finish_correction", "已附说明");
    let shown = moved(&house, "organiser", "archive_corrected", "");
    assert_eq!(state(&house), State::Archived);
    assert_eq!(shown.matches("<li>\n<p class=\"line\">").count(), 12, "{shown}");
    let handlers = page(&house, "handler", "/flow").text();
    assert!(handlers.contains("已附说明") && !handlers.contains("开始评查"), "{handlers}");
    assert!(house.store().verify_audit(None).unwrap().is_ok());
    let log = house.store().audit(&AuditQuery::default(), 500).unwrap();
    assert!(
        log.iter().all(|entry| !entry.detail.contains("勘验") && !entry.why.contains("勘验")),
        "no case text"
    );
}

#[test]
fn who_was_slower_is_told() {
    let house = House::new();
    assign(&house, "reviewer");
    for page in ["/assign", "/draw"] {
        let fields = "expected=0&reviewer=colleague&reason=a";
        let told =
            house.post_as(&house.session("organiser"), &format!("/cases/{}{page}", house.case()), fields);
        assert_eq!(told.status, StatusCode::CONFLICT, "{}", told.text());
        assert_eq!(told.json()["error"]["message"], "他人已先行处理，请刷新后再试");
    }
    let begin = format!("/cases/{}/move", house.case());
    let session = house.session("reviewer");
    assert_eq!(house.post_as(&session, &begin, "move=begin&expected=1").status, StatusCode::SEE_OTHER);
    assert_eq!(house.post_as(&session, &begin, "move=begin&expected=1").status, StatusCode::CONFLICT);
}

#[test]
fn what_may_not_be_is_refused_in_a_sentence() {
    let house = House::new();
    assign(&house, "reviewer");
    for (account, name, said) in [
        ("colleague", "begin", "没有分配给您"),
        ("handler", "begin", "您的角色不能"),
        ("security", "begin", "您的角色不能"),
        ("organiser", "archive", "案件现为“已分配”"),
        ("organiser", "reassign", "另有办法"),
        ("reviewer", "recuse", "须说明理由"),
    ] {
        let told = post(&house, account, "/move", &[("move", name)]);
        assert_eq!(told.status, StatusCode::FORBIDDEN, "{account} {name}: {}", told.text());
        assert!(told.text().contains(said), "{account} {name}: {}", told.text());
    }
    assert_eq!(post(&house, "reviewer", "/move", &[("move", "fly")]).status, StatusCode::BAD_REQUEST);
    let long = "长".repeat(5_001);
    let told = post(&house, "reviewer", "/move", &[("move", "recuse"), ("reason", &long)]);
    assert_eq!(told.status, StatusCode::BAD_REQUEST);
    assert!(told.text().contains("5000 字"));
    let told = post(&house, "organiser", "/assign", &[("reviewer", "handler"), ("reason", "试")]);
    assert!(told.status == StatusCode::FORBIDDEN && told.text().contains("不是评查员"), "{}", told.text());
    assert_eq!(
        post(&house, "reviewer", "/assign", &[("reviewer", "colleague")]).status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(state(&house), State::Assigned);
}

#[test]
fn who_gives_a_case_back_is_led_to_what_else_waits() {
    let house = House::new();
    assign(&house, "reviewer");
    let shown = moved(&house, "reviewer", "recuse", "与当事人相识");
    assert!(shown.contains("待办"), "{shown}");
    let shown = page(&house, "organiser", "/flow").text();
    assert!(shown.contains("已回避") && shown.contains("与当事人相识"), "{shown}");
    let told = post(&house, "organiser", "/recusal", &[("user", "colleague"), ("reason", "亲属")]);
    assert_eq!(told.status, StatusCode::SEE_OTHER);
    let told = post(&house, "organiser", "/draw", &[("seed", "7")]);
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text());
    assert_eq!(house.store().flow(house.case()).unwrap().object.reviewer.as_deref(), Some("zhou"));
}

#[test]
fn a_lot_shows_all_it_takes_to_draw_it_again() {
    let drawn = |seed: &str| {
        let house = House::new();
        let told = post(&house, "organiser", "/draw", &[("seed", seed)]);
        let to = told.header("location").to_owned();
        let shown = house.get_as(&house.session("organiser"), &to).text();
        (house.store().flow(house.case()).unwrap().object.reviewer.unwrap(), shown)
    };
    let (first, shown) = drawn("20261122");
    assert!(shown.contains("<code>20261122</code>") && shown.contains("结果一致"), "{shown}");
    assert!(shown.contains("骆云帆（reviewer）、") && shown.contains("随机分配"), "{shown}");
    assert_eq!(drawn("20261122").0, first, "the same seed draws the same");
    let house = House::new();
    let told = post(&house, "organiser", "/draw", &[("seed", "many")]);
    assert!(told.status == StatusCode::BAD_REQUEST && told.text().contains("种子是"), "{}", told.text());
    assert_eq!(post(&house, "organiser", "/draw", &[("seed", "")]).status, StatusCode::SEE_OTHER);
    let log =
        house.store().audit(&AuditQuery { case: Some(house.case()), ..AuditQuery::default() }, 9).unwrap();
    assert!(log.iter().any(|entry| entry.why == "种子由系统产生"));
}
