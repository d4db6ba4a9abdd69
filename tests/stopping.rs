//! The server stops as a good host does: nobody new comes in, whoever is inside is served, then the door is shut.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn wait_for(what: &str, mut come: impl FnMut() -> bool) {
    let started = Instant::now();
    while !come() {
        assert!(started.elapsed() < Duration::from_secs(60), "{what} never came");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[cfg(unix)]
#[test]
fn a_request_in_hand_is_answered_before_the_end() {
    let data = tempfile::tempdir().expect("a folder");
    let address = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port");
    let mut server = Command::new(env!("CARGO_BIN_EXE_qiuhao"));
    server.args(["serve", "--listen", &address.to_string(), "--data-dir"]).arg(data.path());
    let child = server.current_dir(data.path()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut server = Running(child.expect("the program runs"));
    wait_for("the server", || TcpStream::connect(address).is_ok());

    // Half a form; the other half comes after the signal.
    let body = "account=zhou&password=nobody-knows-it";
    let (first, second) = body.split_at(10);
    let mut inside = TcpStream::connect(address).expect("the server listens");
    inside.set_read_timeout(Some(Duration::from_secs(20))).expect("a socket");
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nhost: a\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    inside.write_all(format!("{head}{first}").as_bytes()).expect("a socket");
    // One that only sits there holds nobody up.
    let idle = TcpStream::connect(address).expect("the server listens");
    std::thread::sleep(Duration::from_millis(300));

    let pid = server.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("kill runs").success());
    let told = Instant::now();
    wait_for("the end of accepting", || TcpStream::connect(address).is_err());
    inside.write_all(second.as_bytes()).expect("the request is still in hand");
    let mut answer = String::new();
    inside.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 401") && answer.contains("账号或密码不对"), "{answer}");

    let mut status = None;
    wait_for("the end", || {
        status = server.0.try_wait().expect("a process");
        status.is_some()
    });
    assert!(told.elapsed() < Duration::from_secs(15), "{:?}", told.elapsed());
    assert!(status.is_some_and(|status| status.success()), "{status:?}");
    drop(idle);

    let mut log = String::new();
    server.0.stderr.take().expect("a log").read_to_string(&mut log).expect("UTF-8");
    let line = log.lines().find(|line| line.contains("answered")).expect("one line a request");
    assert!(line.contains("/sign-in") && line.contains("401") && !log.contains("nobody-knows-it"), "{log}");
}
