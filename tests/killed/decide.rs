//! `qiuhao serve` killed at any moment while a reviewer decides: what was answered is kept, nothing is there twice, and the
//! log is whole.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use crate::house::House;

const SAMPLE: &str = "10";
/// `QIUHAO_KILLS` asks for more.
const KILLS: usize = 3;
/// Subject of the opinion, beside the findings.
const OPINION: &str = "opinion";

/// Revisions that were answered, by subject.
type Answered = BTreeMap<String, i64>;

#[test]
fn what_was_answered_is_kept_once() {
    let mut house = House::with(&[SAMPLE]);
    house.person("zhou", "周晓岚", &["评查员"]);
    let case = house.case(SAMPLE);
    house.hand_out(case, "zhou");
    let key = house.store().case_by_id(case).expect("a store").expect("the case").key;
    let version = house.store().latest(&key).expect("a store").expect("a version").version;
    let review = house.store().review(case, version).expect("a store").expect("a review").review;
    let findings = review["findings"].as_array().expect("findings").clone();
    let open: Vec<_> = findings.into_iter().filter(|finding| finding["outcome"] == "fail").collect();
    let mut subjects = qiuhao::office::identities_in(&serde_json::json!({"findings": open}));
    subjects.push(OPINION.to_owned());

    let kills = std::env::var("QIUHAO_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(KILLS);
    let mut known: Answered = subjects.iter().map(|subject| (subject.clone(), 0)).collect();
    for kill in 0..kills {
        let session = house.session("zhou");
        let (is_over, answers) = (AtomicBool::new(false), AtomicUsize::new(0));
        let address = house.at(&format!("/cases/{case}"));
        let answered = std::thread::scope(|scope| {
            let deciding = scope.spawn(|| decide(&address, &session, known.clone(), &is_over, &answers));
            // Now and then before the first answer, which takes longer: the case is read anew.
            while kill % 4 > 0 && answers.load(Ordering::Acquire) == 0 {
                std::thread::sleep(Duration::from_millis(5));
            }
            std::thread::sleep(Duration::from_millis((kill as u64 * 7_919) % 400));
            house.kill();
            is_over.store(true, Ordering::Release);
            deciding.join().expect("answers")
        });
        known = kept(&house, case, &answered);
        house.serve();
    }
    assert!(known.values().sum::<i64>() > kills as i64, "it decides at all: {known:?}");
}

/// Decides on one subject after the other until the server is gone; each word says what it has seen.
fn decide(
    address: &str,
    session: &str,
    mut answered: Answered,
    is_over: &AtomicBool,
    answers: &AtomicUsize,
) -> Answered {
    let bearer = format!("Bearer {session}");
    while !is_over.load(Ordering::Acquire) {
        for (subject, revision) in &mut answered {
            let expected = revision.to_string();
            let is_even = *revision % 2 == 0;
            let (part, form) = if subject == OPINION {
                ("opinion", vec![("expected", expected.as_str()), ("do", "save"), ("text", &expected)])
            } else {
                let verdict = if is_even { "confirmed" } else { "withdrawn" };
                ("decide", vec![("expected", expected.as_str()), ("finding", subject), ("verdict", verdict)])
            };
            let request = ureq::post(format!("{address}/{part}")).header("authorization", &bearer);
            match request.header("hx-request", "true").send_form(form) {
                Ok(_) => {
                    *revision += 1;
                    answers.fetch_add(1, Ordering::Release);
                }
                Err(ureq::Error::StatusCode(status)) => panic!("{part} of {expected}: {status}"),
                // The server died over it.
                Err(_) => return answered,
            }
        }
    }
    answered
}

/// What the store holds now; it must hold all that was answered, and at most the one word more that was on its way.
fn kept(house: &House, case: i64, answered: &Answered) -> Answered {
    let store = house.store();
    let mut on_their_way = 0;
    let mut now = Answered::new();
    for (subject, &told) in answered {
        let revisions: Vec<i64> = if subject == OPINION {
            store.opinions(case).expect("opinions").iter().map(|said| said.revision).collect()
        } else {
            store
                .decision_history(case, subject)
                .expect("decisions")
                .iter()
                .map(|said| said.revision)
                .collect()
        };
        let count = revisions.len() as i64;
        assert_eq!(revisions, (1..=count).collect::<Vec<_>>(), "each once and in order: {subject}");
        assert!(count >= told, "{subject}: {told} answered, {count} kept");
        on_their_way += count - told;
        now.insert(subject.clone(), count);
    }
    assert!(on_their_way <= 1, "{on_their_way}");
    store.verify_audit(None).expect("a log").expect("a whole log");
    now
}
