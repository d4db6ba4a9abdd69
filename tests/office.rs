//! The page on rights and moves is as the tables have it, and the commands for accounts and the log do what they say.
//! `UPDATE_MANUAL=1 cargo test` writes the page anew.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use qiuhao::office::manual;

#[test]
fn the_page_is_as_the_tables_have_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/office.md");
    if std::env::var_os("UPDATE_MANUAL").is_some() {
        std::fs::write(&path, manual::page()).expect("a written page");
    }
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(page == manual::page(), "run UPDATE_MANUAL=1 cargo test --test all office");
}

/// Runs the program on a data folder, with a line of input.
fn run(data: &Path, group: &str, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_qiuhao"))
        .args([group, "--data-dir"])
        .arg(data)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A command that asks for nothing may be gone already.
    let _ = writeln!(child.stdin.take().expect("an input"), "{input}");
    child.wait_with_output().expect("the program ends")
}

fn told(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8(both).expect("text")
}

#[test]
fn accounts_and_the_log_from_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let password = "云岭县的秋天来得早些";
    let add = ["add", "zhouxl", "--display", "周晓岚", "--department", "案件管理部", "--role", "评查员"];

    let poor = run(data, "user", &add, "太短");
    assert_eq!(poor.status.code(), Some(2));
    assert!(told(&poor).contains("密码至少 10 个字符"), "{}", told(&poor));
    let added = run(data, "user", &add, password);
    assert_eq!(added.status.code(), Some(0), "{}", told(&added));
    assert!(!told(&added).contains(password));
    assert_eq!(run(data, "user", &add, password).status.code(), Some(2), "taken");
    let wrong = run(data, "user", &["role", "zhouxl", "--role", "管理员"], "");
    assert!(told(&wrong).contains("评查组织人、评查员"), "{}", told(&wrong));
    let both = ["role", "zhouxl", "--role", "评查员", "--role", "安全审计员"];
    assert!(told(&run(data, "user", &both, "")).contains("三员分设"));
    let roles = ["role", "zhouxl", "--role", "评查员", "--role", "审批人", "--rank", "检察长"];
    assert_eq!(run(data, "user", &roles, "").status.code(), Some(0));
    assert_eq!(run(data, "user", &["passwd", "zhouxl"], "青城的冬天也不算太冷").status.code(), Some(0));
    assert_eq!(run(data, "user", &["disable", "zhouxl"], "").status.code(), Some(0));
    let list = told(&run(data, "user", &["list"], ""));
    assert_eq!(list, "zhouxl  周晓岚  案件管理部  评查员、审批人（检察长）  停用\n");

    let log = told(&run(data, "audit", &["list"], ""));
    assert_eq!(log.lines().count(), 4, "{log}");
    assert!(log.contains("停用 zhouxl") && !log.contains(password));
    let whole = run(data, "audit", &["verify"], "");
    assert_eq!(whole.status.code(), Some(0), "{}", told(&whole));
    let seal = told(&whole).lines().nth(1).expect("a seal").replace("封印 ", "");
    assert_eq!(run(data, "audit", &["verify", "--seal", &seal], "").status.code(), Some(0));

    let file = rusqlite::Connection::open(data.join("qiuhao.db")).expect("the store");
    file.execute_batch("DROP TRIGGER audit_kept; UPDATE audit SET who = 'x' WHERE seq = 2")
        .expect("a forgery");
    drop(file);
    let broken = run(data, "audit", &["verify"], "");
    assert_eq!(broken.status.code(), Some(1));
    assert!(told(&broken).contains("第 2 条的内容被改动"), "{}", told(&broken));
}
