//! Too much, too slow, too odd.

use std::io::Write;
use std::time::{Duration, Instant};

use super::house::{FORM, HOUSE, UPLOAD};
use super::knock::{ask, ask_as, connect, heard, others_are_served, raw};

#[test]
fn a_head_of_ten_megabytes() {
    let mut head = b"GET / HTTP/1.1\r\nhost: a\r\nx-filler: ".to_vec();
    head.resize(10 << 20, b'a');
    raw(&head).is_refused(431, "请求头太长");
    let many = "x-one-of-many: 1\r\n".repeat(2_000);
    raw(format!("GET / HTTP/1.1\r\nhost: a\r\n{many}\r\n").as_bytes()).is_refused(431, "请求头太长");
    let long = format!("GET /search?q={} HTTP/1.1\r\nhost: a\r\n\r\n", "a".repeat(1 << 20));
    let answer = raw(long.as_bytes());
    assert!(matches!(answer.status, 414 | 431) && !answer.sentence().is_empty(), "{}", answer.text);
    others_are_served();
}

#[test]
fn a_head_that_never_ends() {
    let slow: Vec<_> = (0..40)
        .map(|_| {
            let mut stream = connect();
            stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\nx-slow: ").expect("a socket");
            stream
        })
        .collect();
    others_are_served();
    let started = Instant::now();
    for stream in slow {
        heard(stream).is_refused(408, "没有及时传完");
    }
    assert!(started.elapsed() < Duration::from_secs(8));
}

#[test]
fn a_body_that_comes_by_drops() {
    let mut stream = connect();
    let head = "POST /sign-in HTTP/1.1\r\nhost: a\r\nx-forwarded-for: 10.3.0.1\r\n\
        content-type: application/x-www-form-urlencoded\r\ncontent-length: 5000\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("a socket");
    let started = Instant::now();
    // Never still for long, and never done: the whole is slower than any line.
    while started.elapsed() < Duration::from_secs(6) && stream.write_all(b"a").is_ok() {
        std::thread::sleep(Duration::from_millis(100));
        if started.elapsed() > Duration::from_secs(2) {
            break;
        }
    }
    let answer = heard(stream);
    answer.is_refused(408, "没有及时传完");
    others_are_served();
}

#[test]
fn a_body_that_stops() {
    let mut stream = connect();
    let session = HOUSE.session("organiser");
    let head = format!(
        "POST /api/cases?name=a.zip HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {session}\r\ncontent-length: 5000\r\n\r\nPK"
    );
    stream.write_all(head.as_bytes()).expect("a socket");
    heard(stream).is_refused(408, "没有及时传完");
}

#[test]
fn a_body_without_end() {
    let mut stream = connect();
    let head = "POST /sign-in HTTP/1.1\r\nhost: a\r\nx-forwarded-for: 10.3.0.2\r\n\
        content-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("a socket");
    let chunk = format!("4000\r\n{}\r\n", "a".repeat(0x4000));
    let mut sent = 0_u64;
    while sent < FORM * 64 && stream.write_all(chunk.as_bytes()).is_ok() {
        sent += 0x4000;
    }
    heard(stream).is_refused(413, "太大");
    others_are_served();
}

#[test]
fn a_file_that_is_too_large() {
    let session = HOUSE.session("organiser");
    let head =
        format!("POST /api/cases?name=a.zip HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {session}\r\n");
    // Announced: not a byte of it is waited for.
    raw(format!("{head}content-length: {}\r\n\r\n", UPLOAD + 1).as_bytes()).is_refused(413, "太大");
    raw(format!("{head}content-length: 99999999999999999999999\r\n\r\n").as_bytes())
        .is_refused(400, "不合规范");
    let mut stream = connect();
    stream.write_all(format!("{head}transfer-encoding: chunked\r\n\r\n").as_bytes()).expect("a socket");
    let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x10000));
    for _ in 0..UPLOAD / 0x10000 + 2 {
        if stream.write_all(chunk.as_bytes()).is_err() {
            break;
        }
    }
    heard(stream).is_refused(413, "太大");
}

#[test]
fn odd_methods_and_paths() {
    for line in
        ["PUT /", "DELETE /cases/1", "PATCH /sign-in", "BREW /search", "POST /livez", "TRACE /", "OPTIONS /"]
    {
        let answer = ask(line, &[], b"");
        assert_eq!(answer.status, 405, "{line}: {}", answer.text);
        assert!(!answer.sentence().is_empty(), "{line}");
    }
    let session = HOUSE.session("organiser");
    for path in [
        "//",
        "///etc/passwd",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../Cargo.toml",
        "/assets/..%2f..%2fCargo.toml",
        "/assets/%2e%2e%5c%2e%2e%5cCargo.toml",
        "/assets//site.css",
        "/cases/1%00",
        "/cases/../cases/1",
        "/cases/%31%2f..",
        "/cases/1/",
        "/cases//1",
        "/CASES/1",
        "/cases/-1",
        "/cases/1;x=y",
        "/papers/%F0%9F",
        "/cases/9223372036854775808",
        "/cases/１",
        "/./",
        "/api/cases/1/..",
        "/api/jobs/%2e%2e",
    ] {
        let answer = ask(&format!("GET {path}"), &[("authorization", &format!("Bearer {session}"))], b"");
        assert!((400..500).contains(&answer.status), "{path}: {}", answer.text);
        assert!(!answer.sentence().is_empty(), "{path}: {}", answer.text);
        assert!(!answer.text.contains("root:") && !answer.text.contains("[package]"), "{path}");
    }
    for line in ["GET", "GET /", "\u{0}\u{1}\u{2}", "GET / HTTP/9.9", "get / http/1.1"] {
        let answer = raw(format!("{line}\r\n\r\n").as_bytes());
        assert!(answer.status == 400 && !answer.sentence().is_empty(), "{line:?}: {}", answer.text);
    }
    // The head of another protocol.
    assert_eq!(raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03").status, 400);
    others_are_served();
}

#[test]
fn a_request_inside_a_request() {
    let inner = "GET /sign-in?inner HTTP/1.1\r\nhost: a\r\n\r\n";
    let answers = |text: &str| text.matches("HTTP/1.1 ").count();
    for order in [
        format!("content-length: {}\r\ntransfer-encoding: chunked\r\n", inner.len() + 5),
        format!("transfer-encoding: chunked\r\ncontent-length: {}\r\n", inner.len() + 5),
        "content-length: 4\r\ntransfer-encoding: chunked\r\n".to_owned(),
    ] {
        let head = format!("POST /sign-out HTTP/1.1\r\nhost: a\r\n{order}\r\n");
        let answer = raw(format!("{head}0\r\n\r\n{inner}").as_bytes());
        assert_eq!(answers(&answer.text), 1, "what follows is never taken for a request: {}", answer.text);
        assert_eq!(answer.header("connection"), "close");
    }
    for broken in [
        "content-length: 3\r\ncontent-length: 40\r\n",
        "content-length: +3\r\n",
        "content-length: 3, 40\r\n",
        "transfer-encoding: identity\r\n",
        "transfer-encoding: chunked, identity\r\n",
        "transfer-encoding: xchunked\r\n",
        "transfer-encoding : chunked\r\n",
        "content-length\r\n",
    ] {
        let answer = raw(format!("POST /sign-out HTTP/1.1\r\nhost: a\r\n{broken}\r\n{inner}").as_bytes());
        assert_eq!((answer.status, answers(&answer.text)), (400, 1), "{broken:?}: {}", answer.text);
        assert!(!answer.sentence().is_empty(), "{broken:?}");
    }
}

#[test]
fn a_name_of_another_house() {
    for head in
        [("host", "evil.example"), ("x-forwarded-host", "evil.example"), ("origin", "http://evil.example")]
    {
        for line in ["GET /", "GET /sign-in", "GET /nothing", "POST /sign-in"] {
            let answer = ask(line, &[head, ("accept", "text/html"), ("x-forwarded-for", "10.3.0.3")], b"");
            assert!(!answer.text.contains("evil.example"), "{line}: {}", answer.text);
        }
    }
}

#[test]
fn figures_are_for_this_machine_and_the_system_officer() {
    // The test comes by a proxy, which asks for another.
    let head = [("x-forwarded-for", "10.3.0.4")];
    ask("GET /metrics", &head, b"").is_refused(401, "请先登录");
    ask_as("organiser", "GET /metrics", b"");
    let figures = ask("GET /metrics", &[], b"");
    assert_eq!(figures.status, 200);
    assert!(
        figures.text.contains("qiuhao_jobs{state=\"done\"}")
            && figures.text.contains("qiuhao_requests_total")
    );
    for word in ["林小舟", "script", "evil", "骆云帆", "reviewer"] {
        assert!(!String::from_utf8_lossy(&figures.body).contains(word), "{word}");
    }
    assert_eq!(ask("GET /readyz", &[], b"").status, 200);
}
