//! Requests byte by byte, as no well-behaved client sends them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::house::HOUSE;

/// What came back, in one piece.
pub(super) struct Answer {
    pub status: u16,
    pub text: String,
    /// As it came, for files.
    pub body: Vec<u8>,
    pub took: Duration,
}

impl Answer {
    /// A header; empty where it is missing.
    pub(super) fn header(&self, name: &str) -> &str {
        let head = self.text.split("\r\n\r\n").next().unwrap_or_default();
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// The sentence of the envelope.
    pub(super) fn sentence(&self) -> String {
        let envelope: serde_json::Value = serde_json::from_slice(&self.body).unwrap_or_default();
        envelope["error"]["message"].as_str().unwrap_or_default().to_owned()
    }

    /// Refused with a status and one clear sentence.
    pub(super) fn is_refused(&self, status: u16, word: &str) {
        let sentence = self.sentence();
        assert_eq!(self.status, status, "{}", self.text);
        assert!(sentence.contains(word) && sentence.chars().count() < 80, "{sentence} / {}", self.text);
    }
}

pub(super) fn connect() -> TcpStream {
    let stream = TcpStream::connect(HOUSE.address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a socket");
    stream.set_write_timeout(Some(Duration::from_secs(20))).expect("a socket");
    stream
}

/// Everything that comes back until the server closes.
pub(super) fn heard(mut stream: TcpStream) -> Answer {
    let started = Instant::now();
    let mut all = Vec::new();
    // A connection that breaks off still gave what came before.
    let _ = stream.read_to_end(&mut all);
    let at = all.windows(4).position(|part| part == b"\r\n\r\n").map_or(all.len(), |at| at + 4);
    let text = String::from_utf8_lossy(&all).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Answer { status, text, body: all[at..].to_vec(), took: started.elapsed() }
}

/// Sends bytes as they are and hears the answer. The server may close before it has read all.
pub(super) fn raw(bytes: &[u8]) -> Answer {
    let mut stream = connect();
    let _ = stream.write_all(bytes);
    heard(stream)
}

/// A whole request with lines of its head.
pub(super) fn ask(line: &str, head: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut text = format!("{line} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n");
    for (name, value) in head {
        text.extend([name, ": ", value, "\r\n"]);
    }
    if !body.is_empty() || line.starts_with("POST") {
        text.extend(["content-length: ", &body.len().to_string(), "\r\n"]);
    }
    text.push_str("\r\n");
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(body);
    raw(&bytes)
}

/// As a program that signed in.
pub(super) fn ask_as(account: &str, line: &str, body: &[u8]) -> Answer {
    let bearer = format!("Bearer {}", HOUSE.session(account));
    ask(line, &[("authorization", &bearer)], body)
}

/// A try to sign in from an address.
pub(super) fn sign_in(account: &str, password: &str, to: &str, from: &str) -> Answer {
    let body = format!("account={account}&password={password}&to={to}");
    let head = [("content-type", "application/x-www-form-urlencoded"), ("x-forwarded-for", from)];
    ask("POST /sign-in", &head, body.as_bytes())
}

/// The house answers others.
pub(super) fn others_are_served() {
    let answer = ask("GET /livez", &[], b"");
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert!(answer.took < Duration::from_secs(5), "{:?}", answer.took);
}
