//! A busy day: a thousand dossiers through the watched folder while people look at pages. Prints dossiers a second, the
//! most memory, and how long pages took; nothing is asserted. `cargo bench --bench office -- 200` takes fewer.

#[allow(dead_code, reason = "shared with the tests")]
#[path = "../tests/samples.rs"]
mod samples;

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const DOSSIERS: usize = 1_000;
const PASSWORD: &str = "云岭县的秋天来得早些";
/// Between two looks at a page by one person.
const THINKING: Duration = Duration::from_millis(200);

fn main() {
    let count = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(DOSSIERS);
    let folder = tempfile::tempdir().expect("a folder");
    let (watched, data) = (folder.path().join("卷宗"), folder.path().join("数据"));
    lay_out(&watched, count);
    account(&data);
    let port = TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr()).expect("a port").port();
    let address = format!("127.0.0.1:{port}");
    let mut server =
        program(&data, &["serve", "--workers", "0", "--listen", &address]).spawn().expect("it runs");
    while TcpStream::connect(&address).is_err() {
        std::thread::sleep(Duration::from_millis(50));
    }
    let session = sign_in(&address);
    let is_over = AtomicBool::new(false);
    let start = Instant::now();
    let (took, memory, mut pages) = std::thread::scope(|scope| {
        let looks = scope.spawn(|| look(&session, &address, &is_over));
        let mut watch = program(&data, &["watch", "--once", "--quiet", "--settle", "0"]);
        watch.arg(&watched);
        let mut watch = watch.spawn().expect("it runs");
        let memory = until_done(&mut watch);
        let took = start.elapsed();
        is_over.store(true, Ordering::Release);
        (took, memory, looks.join().expect("pages"))
    });
    let serving = memory_of(server.id());
    let _ = server.kill();
    let _ = server.wait();
    println!(
        "{count} dossiers and a broken one: {:.1} s, {:.1} a second; memory {memory} MB (watch), {serving} MB (serve)",
        took.as_secs_f64(),
        count as f64 / took.as_secs_f64()
    );
    for (name, times) in &mut pages {
        times.sort_unstable();
        let at = |share: f64| {
            times.get(((times.len() as f64) * share) as usize).map_or(0.0, |t| t.as_secs_f64() * 1e3)
        };
        println!(
            "{name}: {} looks, p50 {:.0} ms, p99 {:.0} ms, most {:.0} ms",
            times.len(),
            at(0.5),
            at(0.99),
            at(0.999_999)
        );
    }
    let dead = program(&data, &["job", "dead"]).stdout(Stdio::piped()).output().expect("it runs");
    println!("given up:\n{}", String::from_utf8_lossy(&dead.stdout));
}

/// The samples again and again, each with case numbers of its own; one dossier is no dossier.
fn lay_out(watched: &Path, count: usize) {
    let samples = samples::dossiers();
    for number in 0..count {
        let from = &samples[number % samples.len()];
        let name = from.file_name().expect("a name").to_string_lossy();
        let change = |bytes: Vec<u8>| match String::from_utf8(bytes) {
            Ok(text) => text.replace("号\n", &format!("{number}号\n")).into_bytes(),
            Err(other) => other.into_bytes(),
        };
        samples::copy(from, &watched.join(format!("{name}{number:04}")), &change);
    }
    let broken = watched.join("破损案");
    std::fs::create_dir_all(&broken).expect("a writable folder");
    std::fs::write(broken.join("卷宗.pdf"), b"%PDF-1.4 cut off").expect("a writable folder");
}

fn program(data: &Path, command: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_qiuhao"));
    program.args(command).arg("--data-dir").arg(data).stdout(Stdio::null()).stderr(Stdio::null());
    program
}

fn account(data: &Path) {
    let person = ["--display", "周晓岚", "--role", "评查员", "--role", "评查组织人"];
    let mut add = program(data, &["user", "add", "zhou"]);
    let mut child = add.args(person).stdin(Stdio::piped()).spawn().expect("it runs");
    writeln!(child.stdin.take().expect("an input"), "{PASSWORD}").expect("a password is taken");
    assert!(child.wait().expect("an end").success());
}

/// The token of a session.
fn sign_in(address: &str) -> String {
    let agent: ureq::Agent = ureq::Agent::config_builder().max_redirects(0).build().into();
    let answer = agent
        .post(format!("http://{address}/sign-in"))
        .send_form([("account", "zhou"), ("password", PASSWORD)])
        .expect("an answer");
    let cookie = answer.headers().get("set-cookie").and_then(|value| value.to_str().ok()).expect("a session");
    cookie.split(['=', ';']).nth(1).expect("a token").to_owned()
}

/// One person who looks at the list, at a case, and searches, until all is over.
fn look(session: &str, address: &str, is_over: &AtomicBool) -> Vec<(&'static str, Vec<Duration>)> {
    let mut pages = vec![
        ("/", Vec::new()),
        ("/cases/1", Vec::new()),
        ("/search?q=%E8%A2%AB%E5%91%8A%E4%BA%BA", Vec::new()),
    ];
    let bearer = format!("Bearer {session}");
    while !is_over.load(Ordering::Acquire) {
        for (page, times) in &mut pages {
            let start = Instant::now();
            let answer = ureq::get(format!("http://{address}{page}")).header("authorization", &bearer).call();
            let body = answer.ok().and_then(|mut answer| answer.body_mut().read_to_vec().ok());
            if body.is_some() {
                times.push(start.elapsed());
            }
            std::thread::sleep(THINKING);
        }
    }
    pages
}

/// Waits for the end, and gives the most memory seen (MB).
fn until_done(child: &mut Child) -> u64 {
    let mut most = 0;
    while child.try_wait().is_ok_and(|end| end.is_none()) {
        most = most.max(memory_of(child.id()));
        std::thread::sleep(Duration::from_millis(100));
    }
    most
}

/// Resident memory of a process, in MB; 0 where the system does not tell.
fn memory_of(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: Option<u64> = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kilobytes.unwrap_or_default() / 1_024
}
