//! A process that dies at any moment while it fills the archive loses nothing that was committed; the rest is done again.

mod decide;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use qiuhao::search::query::Query;
use qiuhao::search::{Archive, Question, Sort};

const CASES: usize = 700;
/// `QIUHAO_KILLS` asks for more.
const KILLS: usize = 6;

/// Invented judgments, each with a word of its own.
fn judgments(file: &Path) {
    let mut lines = String::new();
    for number in 0..CASES {
        let text = format!(
            "青城市人民法院刑事判决书（2023）青01刑初{number}号。被告人赵某某，男。经审理查明：2023年3月{}日，被告人赵某某在云岭路窃得\
             编号甲{number}乙的手机一部，价值人民币{}元。本院认为，被告人赵某某犯盗窃罪。判决如下：被告人赵某某犯盗窃罪，判处有期徒刑{}个月。",
            number % 28 + 1,
            2_000 + number,
            number % 20 + 6
        );
        writeln!(lines, "{}", serde_json::json!({"id": number, "text": text})).expect("a string takes all");
    }
    std::fs::write(file, lines).expect("a writable folder");
}

fn add(data: &Path, file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qiuhao"));
    command.args(["index", "--quiet", "--data-dir"]).arg(data).arg("add").arg(file);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Keys of the cases found by a passage that all texts have.
fn found(archive: &Archive) -> BTreeSet<String> {
    let query = Query::Phrase("云岭路窃得".to_owned());
    let question = Question {
        query: &query,
        skip: 0,
        take: 2 * CASES,
        sort: Sort::Relevance,
        facets: false,
        hidden: &[],
    };
    let answer = archive.ask(&question).expect("an answer");
    let keys: BTreeSet<String> = answer.hits.iter().map(|hit| hit.case.key.clone()).collect();
    assert_eq!(keys.len(), answer.total, "no paper is found twice");
    keys
}

#[test]
fn nothing_committed_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, data) = (folder.path().join("判决.jsonl"), folder.path().join("data"));
    judgments(&file);
    let kills = std::env::var("QIUHAO_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(KILLS);
    let mut before = BTreeSet::new();
    for kill in 0..kills {
        let mut filling = add(&data, &file).spawn().expect("the program starts");
        // Spread over the whole run, the first moments included.
        std::thread::sleep(Duration::from_millis(20 + (kill as u64 * 7_919) % 2_500));
        // On Unix this is kill -9.
        let _ = filling.kill();
        filling.wait().expect("it ends");
        let archive = Archive::open(&data).expect("the archive opens");
        archive.follow(|_| ()).expect("the index catches up");
        let now = found(&archive);
        assert_eq!(now.len(), archive.store().counts().expect("a count").0, "what is kept is found");
        assert!(now.is_superset(&before), "nothing is lost");
        before = now;
        // From time to time all begins anew, so that the first commits are hit as well.
        if before.len() == CASES {
            drop(archive);
            std::fs::remove_dir_all(&data).expect("it can be removed");
            before.clear();
        }
    }
    assert!(add(&data, &file).status().expect("the program runs").success());
    assert_eq!(found(&Archive::open(&data).expect("the archive opens")).len(), CASES);
}
