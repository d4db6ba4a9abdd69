//! Dossiers that review themselves: dropped into a watched folder, reviewed once, found, and compared with what they were.

mod cards;
mod killed;
mod office;
mod stopped;

use qiuhao::job::End;
use qiuhao::search::query::Query;
use qiuhao::search::{Question, Sort};
use qiuhao::store::{JobKind, JobState, Original, Request};

use office::{JUDGMENT, Office};

#[test]
fn a_dropped_dossier_is_reviewed_and_found() {
    let office = Office::open();
    office.drop_file("赵某某案/判决书.txt", JUDGMENT);
    office.run();
    let version = office.store().latest("赵某某案").expect("read").expect("a version");
    assert_eq!(version.version, 1);
    let review = office.store().review(version.case_id, 1).expect("read").expect("a review").review;
    assert_eq!(review["dossier"], "赵某某案");
    assert!(review["findings"].as_array().is_some_and(|findings| findings.len() > 50), "passes are kept too");
    let files = office.store().files(version.review_id).expect("read");
    assert_eq!(files[0].name, "判决书.txt");
    let bytes = office.store().original(&files[0].hash).expect("read").expect("kept");
    assert_eq!(bytes, JUDGMENT.as_bytes());
    let query = Query::Phrase("青城桃源里".to_owned());
    let question =
        Question { query: &query, skip: 0, take: 5, sort: Sort::Relevance, facets: false, hidden: &[] };
    let answer = office.archive.ask(&question).expect("an answer");
    assert_eq!(answer.hits[0].case.key, "赵某某案");
}

#[test]
fn the_same_again_is_no_version_and_a_change_is_one() {
    let office = Office::open();
    office.drop_file("赵某某案/判决书.txt", JUDGMENT);
    office.run();
    office.run();
    assert_eq!(office.jobs(JobState::Done).len(), 1, "what did not change is not queued");
    // The same words with another time: a copy over itself.
    office.drop_file("赵某某案/判决书.txt", JUDGMENT);
    office.touch("赵某某案/判决书.txt");
    assert!(matches!(office.run()[..], [End::Unchanged { version: 1 }]));

    office.drop_file("赵某某案/判决书.txt", &JUDGMENT.replace("，并处罚金人民币二千元", ""));
    let ends = office.run();
    let [End::Kept { kept, diff: Some(diff), .. }] = &ends[..] else { panic!("{ends:?}") };
    assert_eq!(kept.version, 2);
    assert_eq!(diff.summary(), "问题新增 1 项");
    assert_eq!(diff.new[0]["point"], "JUD-15");
    assert_eq!(office.store().versions(kept.case_id).expect("read").len(), 2);
    assert_eq!(office.store().counts().expect("read").0, 1, "one case");
    // The former file is still what the former version was judged by.
    let former = office.store().versions(kept.case_id).expect("read")[0].review_id;
    let hash = office.store().files(former).expect("read")[0].hash;
    assert_eq!(office.store().original(&hash).expect("read").expect("kept"), JUDGMENT.as_bytes());
}

#[test]
fn a_zip_of_the_same_files_is_the_same_dossier() {
    let office = Office::open();
    office.drop_file("赵某某案/判决书.txt", JUDGMENT);
    office.run();
    office.drop_bytes("赵某某案.zip", &office::zip(&[("赵某某案/判决书.txt", JUDGMENT)]));
    assert!(matches!(office.run()[..], [End::Unchanged { version: 1 }]));
}

#[test]
fn a_half_written_folder_waits() {
    let mut office = Office::open();
    office.settle = 60_000;
    office.drop_file("赵某某案/判决书.txt", JUDGMENT);
    let mut watcher = office.watcher();
    let look =
        |watcher: &mut qiuhao::job::watch::Watcher, now| watcher.look(office.store(), now).expect("looked");
    assert_eq!(look(&mut watcher, 0).waiting, 1);
    office.drop_file("赵某某案/起诉书.txt", "起诉书");
    assert_eq!(look(&mut watcher, 59_000).queued, 0);
    assert_eq!(look(&mut watcher, 61_000).queued, 0, "it changed at 59 s");
    office.drop_file("赵某某案/完成.txt", "");
    assert_eq!(look(&mut watcher, 62_000).queued, 1, "the mark");
    // It changes once more before its turn comes: not read, tried again.
    office.drop_file("赵某某案/起诉书.txt", "起诉书正在复制");
    let job = office.store().claim("甲", 63_000, 1_000).expect("claimed").expect("a job");
    assert_eq!(job.key, "赵某某案");
    office.store().release("甲", 63_000).expect("released");
    assert!(office.work().is_empty());
    let waiting = office.jobs(JobState::Queued);
    assert!(waiting[0].reason.as_ref().is_some_and(|reason| reason.contains("又有变动")), "{waiting:?}");
    assert!(office.store().latest("赵某某案").expect("read").is_none());
}

#[test]
fn a_broken_dossier_is_set_aside_with_a_sentence_and_harms_nothing() {
    let office = Office::open();
    for number in 1..=3 {
        office.drop_file(
            &format!("好{number}/判决书.txt"),
            &JUDGMENT.replace("赵立诚", &format!("赵立{number}")),
        );
    }
    office.drop_bytes("坏.zip", b"PK\x03\x04 broken off");
    office.drop_bytes("空.zip", &office::zip(&[]));
    office.drop_bytes("读不了/卷.pdf", b"no pdf");
    let ends = office.run();
    assert_eq!(ends.iter().filter(|end| matches!(end, End::Kept { .. })).count(), 3);
    let mut dead = office.jobs(JobState::Dead);
    dead.sort_by(|a, b| a.key.cmp(&b.key));
    let told: Vec<(&str, &str)> =
        dead.iter().map(|job| (job.key.as_str(), job.reason.as_deref().unwrap_or_default())).collect();
    insta::assert_debug_snapshot!(told);
    assert!(dead.iter().all(|job| job.attempts == 1), "what cannot change is not tried again");
    // Mended, it comes by itself, and the list is clean.
    office.drop_bytes("坏.zip", &office::zip(&[("判决书.txt", JUDGMENT)]));
    office.run();
    assert_eq!(office.jobs(JobState::Dead).len(), 2);
    assert_eq!(office.store().latest("坏").expect("read").map(|version| version.version), Some(1));
}

#[test]
fn what_is_handed_in_is_kept_until_it_is_done() {
    let office = Office::open();
    let zip = office::zip(&[("赵某某案/判决书.txt", JUDGMENT)]);
    let original = Original::new("交来.zip", &zip).expect("packed");
    let hash = original.hash;
    let request = Request {
        kind: JobKind::Upload,
        key: "赵某某案".to_owned(),
        source: "交来.zip".to_owned(),
        file: Some(original),
        listing: None,
    };
    let first = office.store().enqueue(std::slice::from_ref(&request), 1).expect("queued");
    assert_eq!(office.store().enqueue(&[request], 2).expect("queued"), first, "pressed twice");
    assert!(office.store().original(&hash).expect("read").is_some());
    assert!(matches!(office.work()[..], [End::Kept { .. }]));
    assert!(office.store().original(&hash).expect("read").is_none(), "its files are kept instead");
    office.store().remove(&["赵某某案"]).expect("removed");
    assert!(office.store().latest("赵某某案").expect("read").is_none());
    assert!(office.store().jobs(None, 0, 9).expect("read").is_empty(), "nothing is left of it");
}
