//! `qiuhao watch` killed at any moment: nothing committed is lost, nothing is doubled, the jobs finish.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use qiuhao::search::Archive;
use qiuhao::search::query::Query;
use qiuhao::search::{Question, Sort};
use qiuhao::store::JobState;

use super::office::JUDGMENT;

const DOSSIERS: usize = 30;
/// `QIUHAO_KILLS` asks for more.
const KILLS: usize = 6;

fn write(root: &Path, version: usize) {
    for number in 0..DOSSIERS {
        let folder = root.join(format!("案{number:02}"));
        std::fs::create_dir_all(&folder).expect("made");
        let text = JUDGMENT.replace("6000元", &format!("{}元", 6_000 + 100 * version + number));
        std::fs::write(folder.join("判决书.txt"), text).expect("written");
    }
}

fn watch(root: &Path, data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qiuhao"));
    command.args(["--no-models", "watch", "--once", "--quiet", "--settle", "0", "--jobs", "2", "--data-dir"]);
    command.arg(data).arg(root).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Versions of each case; every one is whole.
fn versions(data: &Path) -> BTreeMap<String, usize> {
    let archive = Archive::open(data).expect("the archive opens");
    archive.follow(|_| ()).expect("the index catches up");
    let query = Query::Phrase("青城桃源里".to_owned());
    let question = Question {
        query: &query,
        skip: 0,
        take: 2 * DOSSIERS,
        sort: Sort::Relevance,
        facets: false,
        hidden: &[],
    };
    let found = archive.ask(&question).expect("an answer");
    assert_eq!(found.total, archive.store().counts().expect("a count").0, "what is kept is found, once");
    let mut known = BTreeMap::new();
    for hit in found.hits {
        let versions = archive.store().versions(hit.case.id).expect("read");
        for version in &versions {
            let review = archive.store().review(version.case_id, version.version).expect("read");
            assert!(review.is_some(), "each version has its review");
            let files = archive.store().files(version.review_id).expect("read");
            let bytes = archive.store().original(&files[0].hash).expect("read");
            assert!(bytes.is_some_and(|bytes| bytes.starts_with("云岭县".as_bytes())), "and its originals");
        }
        known.insert(hit.case.key.clone(), versions.len());
    }
    known
}

#[test]
fn nothing_is_lost_or_doubled() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, data) = (folder.path().join("卷宗"), folder.path().join("数据"));
    let kills = std::env::var("QIUHAO_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(KILLS);
    let mut wanted = 1;
    write(&root, wanted);
    let mut before = BTreeMap::new();
    for kill in 0..kills {
        let mut running = watch(&root, &data).spawn().expect("the program starts");
        std::thread::sleep(Duration::from_millis(20 + (kill as u64 * 7_919) % 2_500));
        // On Unix this is kill -9.
        let _ = running.kill();
        running.wait().expect("it ends");
        let now = versions(&data);
        for (key, count) in &before {
            assert!(now.get(key) >= Some(count), "{key} is lost");
        }
        assert!(now.values().all(|&count| count <= wanted), "nothing is doubled: {now:?}");
        if now.len() == DOSSIERS && now.values().all(|&count| count == wanted) {
            wanted += 1;
            write(&root, wanted);
        }
        before = now;
    }
    let status = watch(&root, &data).status().expect("the program runs");
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    let last = versions(&data);
    assert_eq!(last.len(), DOSSIERS);
    assert!(last.values().all(|&count| count == wanted), "{last:?}");
    let store = Archive::open(&data).expect("the archive opens");
    for state in [JobState::Queued, JobState::Running, JobState::Dead] {
        assert_eq!(store.store().job_count(state).expect("a count"), 0, "{state:?}");
    }
}
