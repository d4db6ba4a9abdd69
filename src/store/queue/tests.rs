use super::super::{JobState, Original};
use super::*;

fn request(key: &str) -> Request {
    Request {
        kind: JobKind::Folder,
        key: key.to_owned(),
        source: format!("卷宗/{key}"),
        file: None,
        listing: Some([1; 32]),
    }
}

fn store(keys: &[&str]) -> Store {
    let store = Store::in_memory().unwrap();
    let requests: Vec<Request> = keys.iter().map(|key| request(key)).collect();
    store.enqueue(&requests, 0).unwrap();
    store
}

fn claimed(store: &Store, worker: &str, now: i64) -> Option<String> {
    store.claim(worker, now, 100).unwrap().map(|job| job.key)
}

#[test]
fn a_job_is_claimed_once_and_a_case_has_one_job_at_a_time() {
    let store = store(&["甲", "乙"]);
    assert_eq!(claimed(&store, "一", 0).as_deref(), Some("甲"));
    let again = Request { source: "别处/甲".to_owned(), ..request("甲") };
    store.enqueue(&[again], 1).unwrap();
    assert_eq!(claimed(&store, "二", 1).as_deref(), Some("乙"));
    assert_eq!(claimed(&store, "二", 1), None, "甲 is being worked on");
    assert!(store.finish_unchanged(1, "一", 1, 2).unwrap());
    assert_eq!(claimed(&store, "二", 2).as_deref(), Some("甲"));
}

#[test]
fn the_lease_of_a_dead_worker_returns_behind_the_others() {
    let store = store(&["甲", "乙"]);
    assert_eq!(claimed(&store, "一", 0).as_deref(), Some("甲"));
    store.extend(1, "一", 50, 100).unwrap();
    assert_eq!(claimed(&store, "二", 149).as_deref(), Some("乙"));
    assert_eq!(claimed(&store, "三", 149), None);
    assert_eq!(claimed(&store, "三", 150).as_deref(), Some("甲"));
    assert!(!store.finish_unchanged(1, "一", 1, 160).unwrap(), "the late one has lost it");
    store.fail(1, "一", "迟到", None, 160).unwrap();
    assert_eq!(store.job(1).unwrap().unwrap().state, JobState::Running);
    // A process that is known to be gone gives back at once.
    store.release("三", 161).unwrap();
    assert_eq!(claimed(&store, "四", 161).as_deref(), Some("甲"));
    assert_eq!(store.job(1).unwrap().unwrap().interrupted, 2);
}

#[test]
fn what_kills_every_worker_is_given_up() {
    let store = store(&["甲"]);
    for round in 0..i64::from(MOST_INTERRUPTIONS) {
        assert!(claimed(&store, "一", round).is_some());
        store.release("一", round).unwrap();
    }
    assert_eq!(claimed(&store, "一", 99), None);
    let job = store.job(1).unwrap().unwrap();
    assert_eq!((job.state, job.reason.as_deref()), (JobState::Dead, Some(INTERRUPTED)));
    assert!(store.retry(1, 100).unwrap());
    assert!(!store.retry(1, 100).unwrap());
    assert_eq!(claimed(&store, "一", 100).as_deref(), Some("甲"));
}

#[test]
fn a_failed_try_waits_and_a_changed_folder_begins_anew() {
    let store = store(&["甲"]);
    claimed(&store, "一", 0);
    store.fail(1, "一", "正在变动", Some(50), 1).unwrap();
    assert_eq!((claimed(&store, "一", 49), store.next_due().unwrap()), (None, Some(50)));
    assert!(claimed(&store, "一", 50).is_some());
    store.fail(1, "一", "已损坏", None, 51).unwrap();
    let dead = store.jobs(Some(JobState::Dead), 0, 9).unwrap();
    assert_eq!((dead[0].attempts, dead[0].reason.as_deref()), (2, Some("已损坏")));
    assert_eq!(store.next_due().unwrap(), None);
    assert_eq!(store.enqueue(&[request("甲")], 60).unwrap(), [1]);
    assert_eq!(store.job(1).unwrap().unwrap().attempts, 0);
    assert_eq!(store.watched_at("卷宗/甲").unwrap(), Some([1; 32]));
}

#[test]
fn what_is_dismissed_is_gone_with_its_file() {
    let store = Store::in_memory().unwrap();
    let file = Original::new("交来.zip", b"PK broken").unwrap();
    let hash = file.hash;
    let upload = Request { kind: JobKind::Upload, file: Some(file), listing: None, ..request("甲") };
    store.enqueue(&[upload], 0).unwrap();
    assert!(!store.dismiss(1).unwrap(), "it waits");
    claimed(&store, "一", 0);
    store.fail(1, "一", "已损坏", None, 1).unwrap();
    assert!(store.original(&hash).unwrap().is_some(), "kept for another try");
    assert!(store.dismiss(1).unwrap());
    assert!(store.job(1).unwrap().is_none() && store.original(&hash).unwrap().is_none());
}

#[test]
fn originals_come_back_byte_for_byte() {
    let store = Store::in_memory().unwrap();
    let noise: Vec<u8> =
        (0..5_000u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for bytes in [&b""[..], "重复重复".repeat(900).as_bytes(), &noise] {
        let file = Original::new("文件", bytes).unwrap();
        let hash = file.hash;
        store.enqueue(&[Request { file: Some(file), kind: JobKind::Upload, ..request("甲") }], 0).unwrap();
        assert_eq!(store.original(&hash).unwrap().as_deref(), Some(bytes));
    }
    assert_eq!(store.original(&[0; 32]).unwrap(), None);
}
