//! The workbench, called without a network.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::Timestamp;

use crate::office::{Decision, Move, Verdict, token};
use crate::standard::{Standards, Status};
use crate::store::{AuditQuery, Deed};
use crate::web::link::encode;
use crate::web::tests::house::{House, Told};

const REPORT: &str = "青城市公安局\n起诉意见书\n青公刑诉字〔2023〕7号\n犯罪嫌疑人赵某某，男，1990年2月3日出生。\n犯罪嫌疑人赵某某涉嫌盗窃罪一案，由被害人\
    孙某于2023年1月6日报案至我局。\n经依法侦查查明：2023年1月5日，犯罪嫌疑人赵某某撬门进入云岭路9号，窃得手机一部，价值人民币3200元。\n";
const INDICTMENT: &str = "青城市人民检察院\n起诉书\n青检刑诉〔2023〕12号\n被告人赵某某，男，1990年2月3日出生。\n本案由青城市公安局侦查终结，以被告人赵某某\
    涉嫌盗窃罪于2023年3月1日移送审查起诉。\n经依法审查查明：\n2023年1月5日，被告人赵某某撬门进入云岭路9号，窃得手机一部，价值人民币3200元。\n\
    本院认为，被告人赵某某的行为触犯了《中华人民共和国刑法》第二百六十四条，应当以盗窃罪追究其刑事责任。\n2023年3月20日\n";
const JUDGMENT: &str = "青城市人民法院\n刑事判决书\n（2023）青01刑初45号\n公诉机关青城市人民检察院。\n被告人赵某某，男，1990年2月8日出生。\n\
    青城市人民检察院以青检刑诉〔2023〕12号起诉书指控被告人赵某某犯盗窃罪。\n经审理查明：2023年1月5日，被告人赵某某撬门进入云岭路9号，窃得手机\
    一部，价值人民币2300元。\n本院认为，被告人赵某某的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n\
    被告人赵某某犯盗窃罪，判处有期徒刑六个月，并处罚金人民币二千元。\n二〇二三年五月八日\n";
const SCENE: &str = "现场勘验笔录\n门锁有撬压痕迹。<script>alert(1)</script>\n";
const CARD: &str = r#"{"承办检察官": "郑文远", "承办部门": "第一检察部"}"#;

/// Points of the checklist that the case meets: found, not to be told, and a person's to judge.
const POINTS: [&str; 5] = ["EVI-22", "JUD-07", "EVI-06", "ACC-03", "ACC-02"];

/// A house whose case is under review by `reviewer`.
fn house() -> House {
    let mut standards = Standards::shipped().unwrap();
    standards.points.retain(|point| POINTS.contains(&point.code.as_str()));
    let papers = [
        ("1起诉意见书.txt", REPORT),
        ("2起诉书.txt", INDICTMENT),
        ("3判决书<script>alert(1)</script>.txt", JUDGMENT),
        ("4现场勘验笔录.txt", SCENE),
        ("案卡.json", CARD),
    ];
    let house = House::of(standards, &papers);
    let (organiser, reviewer) = (actor(&house, "organiser"), actor(&house, "reviewer"));
    let now = Timestamp::now();
    let (store, case) = (house.store(), house.case());
    let revision = store.assign(Deed::new(&organiser, now), case, "reviewer", "", 0).unwrap();
    store.make_move(Deed::new(&reviewer, now), case, Move::Begin, "", revision).unwrap();
    house
}

fn actor(house: &House, account: &str) -> crate::office::Actor {
    house.store().user(account).unwrap().unwrap().actor
}

fn address(house: &House, rest: &str) -> String {
    format!("/cases/{}{rest}", house.case())
}

/// What htmx sends.
fn part(house: &House, session: &str, rest: &str, fields: &[(&str, &str)]) -> Told {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let request = Request::post(address(house, rest))
        .header("cookie", format!("qiuhao={session}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-form-token", token::form_token(session))
        .header("hx-request", "true");
    house.ask(request.body(Body::from(pairs.join("&"))).unwrap())
}

fn page(house: &House, session: &str) -> String {
    let told = house.get_as(session, &address(house, ""));
    assert_eq!(told.status, StatusCode::OK);
    told.text()
}

/// Names of the findings of a page, in their order.
fn findings(page: &str) -> Vec<String> {
    let articles = page.split("<article class=\"finding").skip(1);
    articles.filter_map(|rest| Some(rest.split("id=\"").nth(1)?.split('"').next()?.to_owned())).collect()
}

fn decisions(house: &House) -> Vec<(Decision, i64)> {
    let said = house.store().decisions(house.case()).unwrap();
    said.into_iter().map(|said| (said.what, said.revision)).collect()
}

#[test]
fn the_page_as_a_reviewer_finds_it() {
    let house = house();
    let session = house.session("reviewer");
    let page = page(&house, &session);
    assert!(!page.contains("<script>alert") && !page.contains(" style="), "text is text");
    // What stands around the desk has tests of its own.
    let (from, to) = (page.find("<nav class=\"tabs\"").unwrap(), page.find("</main>").unwrap());
    insta::assert_snapshot!(page[from..to].replace(&token::form_token(&session), "TOKEN"));
}

#[test]
fn a_decision_changes_the_finding_the_progress_and_the_grade() {
    let house = house();
    let session = house.session("reviewer");
    let names = findings(&page(&house, &session));
    assert!(names.len() >= 2, "{names:?}");
    let said = |name: &str, expected: &str, verdict: &str, more: &[(&str, &str)]| {
        let mut fields = vec![("finding", name), ("expected", expected), ("verdict", verdict)];
        fields.extend(more);
        part(&house, &session, "/decide", &fields)
    };
    let told = said(&names[0], "0", "confirmed", &[]);
    let text = told.text();
    assert_eq!(told.status, StatusCode::OK, "{text}");
    assert!(text.contains("已确认") && text.contains("骆云帆"), "{text}");
    assert!(text.contains(&format!("已处理 <b>1/{}", names.len())), "{text}");
    assert!(
        text.contains("hx-swap-oob=\"innerHTML:#told\">已确认，还有") && text.contains("下一项："),
        "{text}"
    );

    let told = said(&names[1], "0", "excluded", &[("reason", " ")]);
    assert_eq!(
        (told.status, told.json()["error"]["message"].as_str()),
        (StatusCode::BAD_REQUEST, Some("排除须说明理由"))
    );
    let told = said(&names[1], "0", "modified", &[("reason", "程度较轻")]);
    assert_eq!(told.status, StatusCode::BAD_REQUEST, "nothing was modified");
    let fields =
        [("reason", "程度较轻"), ("severity", "S1"), ("wording", "表述<b>更准确</b>"), ("note", "另行提示")];
    let text = said(&names[1], "0", "modified", &fields).text();
    assert!(
        text.contains("表述&#60;b&#62;更准确") && text.contains("程序原提示：") && text.contains("另行提示"),
        "{text}"
    );

    let excluded = [("reason", "已另行补正")];
    assert_eq!(said(&names[0], "1", "excluded", &excluded).status, StatusCode::OK);
    let page = page(&house, &session);
    assert!(page.contains("处理后 <b class=\"settled\">合格"), "{page}");
    assert!(page.contains("理由：已另行补正"));
    let history = house.get_as(&session, &address(&house, &format!("/history/{}", encode(&names[0])))).text();
    assert!(history.find("确认").unwrap() < history.find("排除").unwrap(), "{history}");
    assert_eq!(decisions(&house).len(), 2);
    let log = house
        .store()
        .audit(&AuditQuery { action: Some("decide".to_owned()), ..AuditQuery::default() }, 9)
        .unwrap();
    assert_eq!(log.len(), 3);
    assert!(log.iter().all(|entry| !entry.detail.contains("补正")), "no reason in the log");

    let text = said(&names[0], "2", "withdrawn", &[]).text();
    assert!(text.contains("待处理") && text.contains("data-open"), "{text}");
}

#[test]
fn the_same_form_twice_is_one_decision_and_another_one_a_conflict() {
    let house = house();
    let session = house.session("reviewer");
    let name = &findings(&page(&house, &session))[0];
    let send = |reason: &str| {
        let fields =
            [("finding", name.as_str()), ("expected", "0"), ("verdict", "excluded"), ("reason", reason)];
        part(&house, &session, "/decide", &fields)
    };
    assert_eq!(send("重复").status, StatusCode::OK);
    assert_eq!(send("重复").status, StatusCode::OK, "its answer was lost on the way");
    assert_eq!(decisions(&house)[0].1, 1);

    let late = send("另一窗口<i>的理由</i>");
    let text = late.text();
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(text.contains("他人已先行处理，请刷新后再试") && text.contains("骆云帆"), "{text}");
    assert!(text.contains("另一窗口&#60;i&#62;的理由"), "what was typed is still there: {text}");
    assert!(text.contains("载入最新处理"));
    let drafts = house.store().drafts("reviewer", house.case()).unwrap();
    assert!(drafts.iter().any(|draft| draft.text == "另一窗口<i>的理由</i>"), "{drafts:?}");

    // The other's word is loaded; what was typed stays in the form.
    let request = Request::get(address(&house, &format!("?finding={}", encode(name))))
        .header("cookie", format!("qiuhao={session}"))
        .header("hx-request", "true");
    let loaded = house.ask(request.body(Body::empty()).unwrap()).text();
    assert!(
        loaded.contains("理由：重复") && loaded.contains("另一窗口&#60;i&#62;") && !loaded.contains("<html"),
        "{loaded}"
    );
    let fields = format!("finding={}&expected=0&verdict=confirmed", encode(name));
    let plain = house.post_as(&session, &address(&house, "/decide"), &fields);
    assert_eq!(plain.status, StatusCode::CONFLICT);
    assert_eq!(decisions(&house)[0].1, 1);
}

#[test]
fn without_script_a_form_leads_back_to_its_finding() {
    let house = house();
    let session = house.session("reviewer");
    let name = &findings(&page(&house, &session))[0];
    let fields = format!("finding={}&expected=0&verdict=confirmed", encode(name));
    let told = house.post_as(&session, &address(&house, "/decide"), &fields);
    assert_eq!(
        (told.status, told.header("location")),
        (StatusCode::SEE_OTHER, address(&house, &format!("#{name}")).as_str())
    );
    let unknown = part(
        &house,
        &session,
        "/decide",
        &[("finding", "CM-99-0"), ("expected", "0"), ("verdict", "confirmed")],
    );
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    assert_eq!(decisions(&house).len(), 1);
}

#[test]
fn what_the_program_did_not_find_is_recorded_once() {
    let house = house();
    let session = house.session("reviewer");
    let add = |name: &str, point: &str, text: &str| {
        part(
            &house,
            &session,
            "/decide",
            &[("name", name), ("point", point), ("severity", "S2"), ("text", text)],
        )
    };
    let told = add("手工-1", "释法说理", "未回应辩护意见");
    assert_eq!(told.status, StatusCode::OK, "{}", told.text());
    assert!(told.text().contains("未回应辩护意见") && told.text().contains("value=\"手工-2\""));
    assert_eq!(add("手工-1", "释法说理", "未回应辩护意见").status, StatusCode::OK);
    assert_eq!(decisions(&house).len(), 1);
    assert_eq!(
        add("手工-1", "EVI-06 标题", "另一个窗口里的另一个问题").status,
        StatusCode::OK,
        "it gets another name"
    );
    let names: Vec<String> = decisions(&house).into_iter().map(|(decision, _)| decision.finding).collect();
    assert_eq!(names, ["手工-1", "手工-2"]);
    for (name, point, text) in [("手工-3", "没有的点", "问题"), ("手工-3", "EVI-06", " ")] {
        assert_eq!(add(name, point, text).status, StatusCode::BAD_REQUEST);
    }
    // Nobody writes over a finding of the program by naming it.
    let first = findings(&page(&house, &session))[0].clone();
    add(&first, "EVI-06", "冒名");
    assert!(decisions(&house).iter().all(|(decision, _)| decision.finding != first));

    let fields = [
        ("finding", "手工-1"),
        ("expected", "1"),
        ("verdict", "modified"),
        ("severity", "S1"),
        ("wording", "未充分回应辩护意见"),
        ("reason", "核对原文"),
    ];
    assert!(part(&house, &session, "/decide", &fields).text().contains("未充分回应辩护意见"));
    let gone = part(
        &house,
        &session,
        "/decide",
        &[("finding", "手工-1"), ("expected", "2"), ("verdict", "withdrawn")],
    );
    assert_eq!(gone.status, StatusCode::OK);
    assert!(!gone.text().contains("<article"), "{}", gone.text());
    assert_eq!(
        decisions(&house).iter().find(|(one, _)| one.finding == "手工-1").unwrap().0.verdict,
        Verdict::Withdrawn
    );
}

#[test]
fn points_for_people_are_ticked_or_found_wanting() {
    let house = house();
    let session = house.session("reviewer");
    let manual = |code: &str| Standards::shipped().unwrap().point(code).unwrap().status == Status::Manual;
    assert!(manual("EVI-06") && manual("ACC-03"));
    let tick = |point: &str, verdict: &str, expected: [&str; 2], reason: &str| {
        let fields = [
            ("point", point),
            ("verdict", verdict),
            ("expected", expected[0]),
            ("expected_problem", expected[1]),
            ("reason", reason),
            ("severity", "S2"),
            ("note", ""),
        ];
        part(&house, &session, "/tick", &fields)
    };
    let text = tick("EVI-06", "fine", ["0", "0"], "").text();
    assert!(text.contains("无问题") && text.contains("人工核查 <b>1/3"), "{text}");
    assert_eq!(tick("EVI-06", "fine", ["0", "0"], "").status, StatusCode::OK, "the same once more");
    let text = tick("ACC-03", "problem", ["0", "0"], "清单少一页").text();
    assert!(
        text.contains("有问题") && text.contains("人工核查 <b>2/3") && text.contains("id=\"hand\""),
        "{text}"
    );
    assert!(page(&house, &session).contains("手工-ACC-03"));
    assert_eq!(tick("ACC-03", "problem", ["0", "0"], "另一种说法").status, StatusCode::CONFLICT);
    assert_eq!(tick("ACC-03", "fine", ["0", "1"], "").status, StatusCode::OK);
    let text = page(&house, &session);
    assert!(!text.contains("手工-ACC-03\" tabindex"), "no problem any more");
    let text = tick("EVI-06", "open", ["1", "0"], "").text();
    assert!(text.contains("未核查") && text.contains("人工核查 <b>1/3"), "{text}");
    assert_eq!(
        tick("JUD-07", "fine", ["0", "0"], "").status,
        StatusCode::NOT_FOUND,
        "the program decided it"
    );
    assert_eq!(house.store().ticks(house.case()).unwrap().len(), 2);
}

#[test]
fn the_opinion_begins_with_what_was_confirmed() {
    let house = house();
    let session = house.session("reviewer");
    let name = &findings(&page(&house, &session))[0];
    part(&house, &session, "/decide", &[("finding", name), ("expected", "0"), ("verdict", "confirmed")]);
    let text =
        part(&house, &session, "/opinion", &[("do", "draft"), ("expected", "0"), ("text", "先写的一句。")])
            .text();
    assert!(text.contains("先写的一句。\n\n经评查，发现问题 1 项") && text.contains("建议评定为"), "{text}");
    assert!(page(&house, &session).contains("先写的一句。"), "kept as a draft");
    let save = |grade: &str, text: &str, expected: &str| {
        part(
            &house,
            &session,
            "/opinion",
            &[("do", "save"), ("expected", expected), ("grade", grade), ("text", text)],
        )
    };
    assert_eq!(save("甲等", "意见", "0").status, StatusCode::BAD_REQUEST);
    let text = save("合格", "文书有瑕疵。", "0").text();
    assert!(text.contains("拟定 <b>合格") && text.contains("第 1 稿"), "{text}");
    assert_eq!(save("合格", "文书有瑕疵。", "0").status, StatusCode::OK, "the same once more");
    let late = save("优质", "另一种意见", "0");
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("另一种意见") && late.text().contains("文书有瑕疵。"), "{}", late.text());
    assert_eq!(house.store().opinions(house.case()).unwrap().len(), 1);
}

#[test]
fn what_is_typed_is_there_after_a_reload_and_gone_once_said() {
    let house = house();
    let session = house.session("reviewer");
    let name = findings(&page(&house, &session))[0].clone();
    let field = format!("{name}/reason");
    let fields = [
        ("field", field.as_str()),
        ("text", "打了一半的"),
        ("field", "place"),
        ("text", "{\"view\":\"opinion\"}"),
    ];
    assert_eq!(part(&house, &session, "/draft", &fields).status, StatusCode::NO_CONTENT);
    let text = page(&house, &session);
    assert!(text.contains(">打了一半的</textarea>") && text.contains("有尚未提交的内容"), "{text}");
    assert!(text.contains("data-place=\"{&#34;view&#34;:&#34;opinion&#34;}\""), "{text}");
    part(
        &house,
        &session,
        "/decide",
        &[("finding", &name), ("expected", "0"), ("verdict", "excluded"), ("reason", "打完了")],
    );
    assert!(!page(&house, &session).contains("打了一半的"));
    assert_eq!(
        part(&house, &session, "/draft", &[("field", ""), ("text", "x")]).status,
        StatusCode::BAD_REQUEST
    );
}

#[test]
fn who_may_read_and_not_decide_sees_no_form_and_changes_nothing() {
    let house = house();
    let reviewer = house.session("reviewer");
    let name = findings(&page(&house, &reviewer))[0].clone();
    let text = page(&house, &house.session("organiser"));
    assert!(text.contains("由本案评查员处理，此处只能查看"), "{text}");
    assert!(!text.contains("/decide") && !text.contains("data-draft"), "{text}");
    for account in ["organiser", "colleague", "handler", "chief", "audit"] {
        let session = house.session(account);
        for (rest, fields) in [
            ("/decide", vec![("finding", name.as_str()), ("expected", "0"), ("verdict", "confirmed")]),
            ("/decide", vec![("finding", "CM-99-0"), ("expected", "0"), ("verdict", "confirmed")]),
            (
                "/tick",
                vec![("point", "EVI-06"), ("expected", "0"), ("expected_problem", "0"), ("verdict", "fine")],
            ),
            ("/opinion", vec![("do", "save"), ("expected", "0"), ("text", "越权")]),
            ("/draft", vec![("field", "opinion/text"), ("text", "越权")]),
        ] {
            let told = part(&house, &session, rest, &fields);
            assert_eq!(told.status, StatusCode::FORBIDDEN, "{account} {rest} {}", told.text());
            assert!(!told.text().contains("赵某某"));
        }
    }
    assert!(decisions(&house).is_empty());
    assert!(house.store().opinions(house.case()).unwrap().is_empty());
}

#[test]
fn an_assigned_case_is_begun_from_its_page() {
    let house = House::new();
    let organiser = actor(&house, "organiser");
    let case = house.case();
    let revision =
        house.store().assign(Deed::new(&organiser, Timestamp::now()), case, "reviewer", "", 0).unwrap();
    let session = house.session("reviewer");
    let text = page(&house, &session);
    assert!(
        text.contains("开始评查</button>") && text.contains("开始评查后可以处理") && !text.contains("/tick"),
        "{text}"
    );
    let told = house.post_as(&session, &address(&house, "/move"), &format!("move=begin&expected={revision}"));
    assert_eq!(told.status, StatusCode::SEE_OTHER);
    let text = page(&house, &session);
    assert!(text.contains("class=\"state\">评查中") && !text.contains("开始评查</button>"), "{text}");
    assert_eq!(house.get_as(&session, "/cases/999").status, StatusCode::NOT_FOUND);
    assert_eq!(house.get_as(&session, "/cases/x").status, StatusCode::NOT_FOUND);
}
