//! Guessing passwords, planting sessions, leading people away.

use std::time::Duration;

use super::house::{HOUSE, PASSWORD};
use super::knock::{Answer, ask, ask_as, others_are_served, sign_in};

const WRONG: &str = "%E4%B8%8D%E5%AF%B9%E7%9A%84%E5%AF%86%E7%A0%81%E4%B8%80%E4%BA%8C%E4%B8%89";

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |coded, byte| format!("{coded}%{byte:02X}"))
}

/// What a page says is wrong.
fn mistake(answer: &Answer) -> String {
    let words = answer.text.split("role=\"alert\"").nth(1).unwrap_or_default();
    words.split("</p>").next().unwrap_or_default().to_owned()
}

#[test]
fn five_wrong_passwords_lock_and_nothing_tells_why() {
    let unknown = sign_in("nobody", WRONG, "/", "10.2.0.1");
    let sentence = mistake(&unknown);
    assert!(unknown.status == 401 && sentence.contains("账号或密码不对"), "{}", unknown.text);
    for _ in 0..5 {
        let answer = sign_in("victim", WRONG, "/", "10.2.0.2");
        assert_eq!((answer.status, mistake(&answer)), (401, sentence.clone()));
    }
    let right = sign_in("victim", &encoded(PASSWORD), "/", "10.2.0.3");
    assert_eq!((right.status, mistake(&right)), (401, sentence), "locked, and told as before");
    assert!(right.header("set-cookie").is_empty());
}

#[test]
fn an_unknown_account_takes_as_long_as_a_wrong_password() {
    let quickest = |account: &str, from: &str| {
        (0..4).map(|_| sign_in(account, WRONG, "/", from).took).min().unwrap_or_default()
    };
    // Within the four tries that do not lock.
    let known = quickest("audit", "10.2.0.4");
    let unknown = quickest("nobody", "10.2.0.5");
    let noise = Duration::from_millis(25);
    assert!(known < unknown * 2 + noise && unknown < known * 2 + noise, "{known:?} {unknown:?}");
    assert!(unknown > Duration::from_millis(10), "the same work is done: {unknown:?}");
}

#[test]
fn an_address_that_guesses_has_to_wait() {
    let mut told = None;
    for number in 0..20 {
        let answer = sign_in(&format!("nobody{number}"), WRONG, "/", "10.2.0.6");
        if answer.status == 429 {
            told = Some((number, answer));
            break;
        }
    }
    let (number, answer) = told.expect("a refusal");
    assert!(number >= 10, "{number}");
    answer.is_refused(429, "过于频繁");
    assert!(answer.header("retry-after").parse::<u64>().is_ok_and(|seconds| (1..=6).contains(&seconds)));
    // By another door it is the same address.
    let head = [("content-type", "application/json"), ("x-forwarded-for", "10.2.0.6")];
    let body = br#"{"account": "nobody", "password": "x"}"#;
    ask("POST /api/session", &head, body).is_refused(429, "过于频繁");
    // What a guesser writes before the proxy's word counts for nothing.
    assert_eq!(sign_in("nobody", WRONG, "/", "10.9.9.9, 10.2.0.6").status, 429);
    assert_eq!(sign_in("nobody", WRONG, "/", "10.2.0.7").status, 401, "others may try");
    others_are_served();
}

#[test]
fn one_is_not_led_away() {
    for to in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%0d%0aset-cookie:x=y",
        "/\tx",
    ] {
        let answer = sign_in("organiser", &encoded(PASSWORD), &encoded(to), "10.2.0.8");
        let location = answer.header("location");
        assert_eq!(answer.status, 303, "{}", answer.text);
        assert!(
            location.starts_with('/') && !location.contains("//evil") && !location.contains('\\'),
            "{to}: {location}"
        );
        assert_eq!(answer.text.matches("\r\nset-cookie").count(), 1, "{to}: {}", answer.text);
    }
    let answer = ask("GET //evil.example/%2e%2e", &[("accept", "text/html")], b"");
    assert!(!answer.header("location").contains("evil"), "{}", answer.text);
}

#[test]
fn a_planted_session_is_worth_nothing() {
    let planted = "ab".repeat(32);
    let cookie = format!("qiuhao={planted}");
    let body = format!("account=organiser&password={}", encoded(PASSWORD));
    let head = [
        ("cookie", cookie.as_str()),
        ("content-type", "application/x-www-form-urlencoded"),
        ("x-forwarded-for", "10.2.0.9"),
    ];
    let answer = ask("POST /sign-in", &head, body.as_bytes());
    assert_eq!(answer.status, 303);
    let given = answer.header("set-cookie");
    assert!(
        !given.contains(&planted) && given.contains("HttpOnly") && given.contains("SameSite=Lax"),
        "{given}"
    );
    ask("GET /", &[("cookie", &cookie)], b"").is_refused(401, "请先登录");
    // A session that was somebody's and is over.
    let session = HOUSE.session("reviewer");
    let bearer = format!("Bearer {session}");
    assert_eq!(ask("DELETE /api/session", &[("authorization", &bearer)], b"").status, 204);
    ask("GET /api/cases", &[("authorization", &bearer)], b"").is_refused(401, "请先登录");
    for odd in ["Bearer", "Bearer ", "Basic YTpi", "Bearer ../../x", "Bearer \u{1F512}"] {
        assert_eq!(ask("GET /api/cases", &[("authorization", odd)], b"").status, 401, "{odd}");
    }
    assert_eq!(ask_as("reviewer", "GET /api/cases", b"").status, 200);
}
