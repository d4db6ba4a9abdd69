//! `qiuhao watch` asked to stop ends what it has in hand; until then it takes what is dropped.
#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use qiuhao::store::{JobState, Store};

use super::office::JUDGMENT;

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn drop_dossier(root: &Path, key: &str) {
    std::fs::create_dir_all(root.join(key)).expect("made");
    std::fs::write(root.join(key).join("判决书.txt"), JUDGMENT).expect("written");
}

#[test]
fn it_stops_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, data) = (folder.path().join("卷宗"), folder.path().join("数据"));
    drop_dossier(&root, "甲");
    let mut running = Command::new(env!("CARGO_BIN_EXE_qiuhao"))
        .args(["--no-models", "watch", "--quiet", "--settle", "0", "--data-dir"])
        .args([&data, &root])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let is_kept = |key: &str| {
        let store = Store::open(&data).expect("the store opens beside the running program");
        store.latest(key).expect("read").is_some()
    };
    until("the first is reviewed", || is_kept("甲"));
    drop_dossier(&root, "乙");
    until("what comes later is reviewed", || is_kept("乙"));
    let asked = Command::new("kill").args(["-TERM", &running.id().to_string()]).status();
    assert!(asked.expect("kill runs").success());
    let mut status = None;
    until("it ends", || {
        status = running.try_wait().expect("waited");
        status.is_some()
    });
    assert!(status.is_some_and(|status| matches!(status.code(), Some(0 | 1))), "{status:?}");
    let store = Store::open(&data).expect("the store opens");
    assert_eq!(store.job_count(JobState::Done).expect("a count"), 2);
    assert_eq!(store.workers().expect("read"), Vec::<String>::new());
}
