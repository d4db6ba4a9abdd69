//! Every route and everybody in the house: let in or refused. The snapshot is the table a person checks.

mod samples;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use axum::http::{Method, StatusCode};
use jiff::Timestamp;
use tempfile::TempDir;

use super::house::PEOPLE;
use super::{House, Told};
use crate::office::{Decision, Move, Role, State, Verdict};
use crate::store::{Deed, Opinion, Store};
use crate::web::routes;
use samples::Sample;

/// Words of the case, of its name, and of its key: no officer and nobody who is refused ever sees one.
const MARKS: [&str; 4] = ["撬门进入", "赵某某", "撬压痕迹", "青城一号"];

/// Columns of the table: heading, account; the reviewer and the handler are those of the case.
const COLUMNS: [(&str, &str); 12] = [
    ("未登录", ""),
    ("评查组织人", "organiser"),
    ("本案评查员", "reviewer"),
    ("另一评查员", "colleague"),
    ("本案承办人", "handler"),
    ("他案承办人", "stranger"),
    ("分管检察长", "deputy"),
    ("检察长", "chief"),
    ("系统管理员", "system"),
    ("安全保密员", "security"),
    ("安全审计员", "audit"),
    ("组织人兼评查员", super::house::ANYBODY),
];

/// Where the case stands, one after the other.
const STATES: [State; 6] = [
    State::Unassigned,
    State::Assigned,
    State::InReview,
    State::AwaitingReply,
    State::AwaitingApproval,
    State::Archived,
];

/// Answered only in a house that is open to everybody.
const OF_THE_OPEN_HOUSE: [&str; 1] = ["/enter"];

/// What is posted and changes nothing for others.
const HARMLESS: [&str; 3] = ["/similar", "/api/session", "/queue/views"];

/// What came of a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Allowed,
    Refused,
    Other(u16),
}

impl Outcome {
    fn of(method: &Method, told: &Told) -> Self {
        match told.status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Self::Refused,
            // Who signs out is led there as well.
            StatusCode::SEE_OTHER
                if *method == Method::GET && told.header("location").starts_with("/sign-in") =>
            {
                Self::Refused
            }
            status if status.is_success() || status.is_redirection() => Self::Allowed,
            status => Self::Other(status.as_u16()),
        }
    }

    fn cell(self) -> String {
        match self {
            Self::Allowed => "可 ".to_owned(),
            Self::Refused => "拒 ".to_owned(),
            Self::Other(status) => format!("{status}"),
        }
    }
}

/// A house with the case in a state, made anew from its folder after every change.
struct Stage {
    folder: TempDir,
    copy: Option<TempDir>,
    house: Option<House>,
    sessions: Vec<String>,
}

impl Stage {
    fn house(&mut self) -> &House {
        let folder = self.folder.path();
        let copy = &mut self.copy;
        self.house.get_or_insert_with(|| {
            let fresh = TempDir::new().unwrap();
            copy_folder(folder, fresh.path());
            let house = House::at(fresh.path());
            *copy = Some(fresh);
            house
        })
    }

    fn ask(&mut self, column: usize, method: &Method, sample: &Sample) -> Outcome {
        let session = self.sessions[column].clone();
        let request = sample.request(method, &session, self.house().store());
        let told = self.house().ask(request);
        let outcome = Outcome::of(method, &told);
        let (_, account) = COLUMNS[column];
        if outcome == Outcome::Refused || is_officer(account) {
            let body = String::from_utf8_lossy(&told.body);
            let mark = MARKS.iter().find(|mark| body.contains(**mark));
            assert!(mark.is_none(), "{account} sees {mark:?}: {method} {}", sample.path);
        }
        let is_harmless = HARMLESS.contains(&sample.path.as_str());
        if *method == Method::POST && is_harmless {
            return outcome;
        }
        if *method != Method::GET && outcome != Outcome::Refused {
            // Something may have changed.
            self.house = None;
        }
        outcome
    }
}

fn is_officer(account: &str) -> bool {
    let person = PEOPLE.iter().find(|person| person.0 == account);
    person.is_some_and(|(_, _, _, roles, _)| roles.iter().all(|role| Role::is_officer(*role)))
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).min_depth(1) {
        let entry = entry.unwrap();
        let place = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(place).unwrap();
        } else {
            std::fs::copy(entry.path(), place).unwrap();
        }
    }
}

/// Brings the case from one state of [`STATES`] to the next.
fn advance(store: &Store, to: State) {
    let case = store.case("青城一号").unwrap().unwrap().id;
    let actor = |account: &str| store.user(account).unwrap().unwrap().actor;
    let moved = |account: &str, name: Move| {
        let revision = store.flow(case).unwrap().revision;
        store.make_move(Deed::new(&actor(account), Timestamp::now()), case, name, "", revision).unwrap();
    };
    match to {
        State::Assigned => {
            store.assign(Deed::new(&actor("organiser"), Timestamp::now()), case, "reviewer", "", 0).unwrap();
        }
        State::InReview => {
            moved("reviewer", Move::Begin);
            let opinion = Opinion { grade: Some("合格".to_owned()), text: "没有问题。".to_owned() };
            let reviewer = actor("reviewer");
            let deed = Deed::new(&reviewer, Timestamp::now());
            store.write_opinion(deed, case, 1, &opinion, 0).unwrap();
            let found = Decision {
                finding: samples::BY_HAND.to_owned(),
                point: "办案程序".to_owned(),
                verdict: Verdict::Confirmed,
                reason: "笔录没有签名".to_owned(),
                note: String::new(),
                severity: Some("S1".to_owned()),
                wording: None,
            };
            store.decide(deed, case, 1, &found, 0).unwrap();
        }
        State::AwaitingReply => moved("reviewer", Move::Send),
        State::AwaitingApproval => {
            moved("handler", Move::Agree);
            moved("reviewer", Move::Forward);
        }
        State::Archived => {
            moved("deputy", Move::Approve);
            moved("organiser", Move::Archive);
        }
        _ => (),
    }
    assert_eq!(store.flow(case).unwrap().object.state, to);
}

/// The house in every state.
fn stages() -> Vec<Stage> {
    let first = TempDir::new().unwrap();
    let house = House::built(first.path());
    let session = |account: &str| if account.is_empty() { String::new() } else { house.session(account) };
    let sessions: Vec<String> = COLUMNS.iter().map(|(_, account)| session(account)).collect();
    // A batch that signed nothing off, and a view of everybody's own.
    let (case, reviewer) = (house.case(), house.store().user("reviewer").unwrap().unwrap().actor);
    let deed = Deed::new(&reviewer, Timestamp::now());
    house.store().sign_off_together(deed, "t0", 1, 5, &[(case, 9)]).unwrap();
    for session in sessions.iter().filter(|session| !session.is_empty()) {
        house.post_as(session, "/queue/views", "view=kept&back=");
    }
    drop(house);
    let mut stages: Vec<Stage> = Vec::new();
    for state in STATES {
        let folder = TempDir::new().unwrap();
        let before = stages.last().map_or(first.path(), |stage| stage.folder.path());
        copy_folder(before, folder.path());
        advance(&Store::open(folder.path()).unwrap(), state);
        stages.push(Stage { folder, copy: None, house: None, sessions: sessions.clone() });
    }
    stages
}

/// What came of every request in one state: the part of the table, and which routes let anybody in.
fn walked(stage: &mut Stage, state: State) -> (String, BTreeSet<usize>) {
    let routes = routes::table();
    let samples: Vec<Sample> = routes.iter().map(|route| Sample::of(&route.method, route.path)).collect();
    let (mut table, mut opened) = (String::new(), BTreeSet::new());
    for of_a_case in [false, true] {
        if !of_a_case && state != State::Unassigned {
            continue;
        }
        let title = if of_a_case { format!("案件{}", state.label()) } else { "不针对案件".to_owned() };
        let numbers: Vec<String> = (0..COLUMNS.len()).map(|place| format!("{place:<3}")).collect();
        let _ = writeln!(table, "\n{title}\n{}", numbers.join(" ").trim_end());
        let meant = |place: &usize| samples[*place].is_on_a_case() == of_a_case;
        let mut places: Vec<usize> = (0..routes.len()).filter(meant).collect();
        // What only looks comes first, while the house is as it was built.
        places.sort_by_key(|place| routes[*place].method != Method::GET);
        let mut rows: BTreeMap<usize, String> = BTreeMap::new();
        for place in places {
            let (route, sample) = (&routes[place], &samples[place]);
            let outcomes: Vec<Outcome> =
                (0..COLUMNS.len()).map(|column| stage.ask(column, &route.method, sample)).collect();
            if outcomes.contains(&Outcome::Allowed) {
                opened.insert(place);
            }
            let cells: Vec<String> = outcomes.into_iter().map(Outcome::cell).collect();
            rows.insert(place, format!("{} {} {}\n", cells.join(" "), route.method, route.path));
        }
        table.extend(rows.into_values());
    }
    (table, opened)
}

#[test]
fn everybody_at_every_door() {
    let mut stages = stages();
    let parts: Vec<(String, BTreeSet<usize>)> = std::thread::scope(|scope| {
        let at_work: Vec<_> = stages
            .iter_mut()
            .zip(STATES)
            .map(|(stage, state)| scope.spawn(move || walked(stage, state)))
            .collect();
        at_work.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let mut table = String::new();
    for (place, (heading, _)) in COLUMNS.iter().enumerate() {
        let _ = writeln!(table, "{place:>2} {heading}");
    }
    table.extend(parts.iter().map(|(part, _)| part.as_str()));
    let shut: Vec<&str> = routes::table()
        .iter()
        .enumerate()
        .filter(|(place, route)| {
            parts.iter().all(|(_, opened)| !opened.contains(place))
                && !OF_THE_OPEN_HOUSE.contains(&route.path)
        })
        .map(|(_, route)| route.path)
        .collect();
    assert!(shut.is_empty(), "nobody gets an answer, so the samples say nothing: {shut:?}\n{table}");
    insta::assert_snapshot!(table);
}

#[test]
fn a_case_of_another_in_a_batch_is_left_alone() {
    let house = House::new();
    let case = house.case();
    let organiser = house.store().user("organiser").unwrap().unwrap().actor;
    let deed = Deed::new(&organiser, Timestamp::now());
    house.store().assign(deed, case, "reviewer", "", 0).unwrap();
    let before = house.store().flow(case).unwrap();
    let (colleague, handler) = (house.session("colleague"), house.session("handler"));
    house.post_as(&colleague, "/queue/sign-off", &format!("token=a&percent=5&case={case}:1"));
    for session in [&colleague, &handler] {
        let fields = format!("case={case}:1&reviewer=colleague&reason=a");
        for address in ["/queue/assign", "/queue/draw"] {
            assert_eq!(house.post_as(session, address, &fields).status, StatusCode::FORBIDDEN);
        }
    }
    assert_eq!(house.store().flow(case).unwrap(), before);
    assert!(house.store().opinions(case).unwrap().is_empty());
}
