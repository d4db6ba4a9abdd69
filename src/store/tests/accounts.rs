//! Accounts, passwords, sessions.

use super::office::{at, person};
use crate::office::password::{LOCK_SECONDS, MOST_FAILURES};
use crate::office::{Actor, Role, token};
use crate::store::{AuditQuery, Deed, Store, StoreError};

const PASSWORD: &str = "云岭县的秋天来得早些";

fn store() -> Store {
    let store = Store::in_memory().unwrap();
    let console = Actor::console("root");
    let zhou = person("zhou", "案件管理部", &[Role::Reviewer]);
    store.add_user(Deed::new(&console, at(0)), &zhou, PASSWORD, [1; 16]).unwrap();
    store
}

fn sign_in(store: &Store, password: &str, second: i64) -> Result<String, StoreError> {
    store.sign_in("zhou", password, at(second), [second as u8; 32], None)
}

#[test]
fn who_signs_in_is_known_until_the_session_ends() {
    let store = store();
    let token = sign_in(&store, PASSWORD, 1).unwrap();
    assert_eq!(store.session(&token, at(100)).unwrap().unwrap().actor.name, "zhou");
    assert!(store.session("0000", at(100)).unwrap().is_none());
    // Seen now and then it lives on, but not for ever.
    let mut now = 100;
    while now < token::MOST_SECONDS {
        assert!(store.session(&token, at(now)).unwrap().is_some(), "{now}");
        now += token::IDLE_SECONDS - 60;
    }
    assert!(store.session(&token, at(token::MOST_SECONDS + 1)).unwrap().is_none());
    let token = sign_in(&store, PASSWORD, 2).unwrap();
    assert!(store.session(&token, at(2 + token::IDLE_SECONDS)).unwrap().is_none());
    let token = sign_in(&store, PASSWORD, 3).unwrap();
    store.sign_out(&token, at(4)).unwrap();
    assert!(store.session(&token, at(5)).unwrap().is_none());
}

#[test]
fn a_session_given_beforehand_is_worth_nothing() {
    let store = store();
    let planted = sign_in(&store, PASSWORD, 1).unwrap();
    let own = store.sign_in("zhou", PASSWORD, at(2), [2; 32], Some(&planted)).unwrap();
    assert_ne!(planted, own);
    assert!(store.session(&planted, at(3)).unwrap().is_none());
    assert!(store.session(&own, at(3)).unwrap().is_some());
}

#[test]
fn wrong_passwords_lock_for_a_while_and_all_refusals_sound_alike() {
    let store = store();
    let told = |result: Result<String, StoreError>| result.unwrap_err().to_string();
    let unknown = told(store.sign_in("nobody", PASSWORD, at(1), [0; 32], None));
    for second in 0..i64::from(MOST_FAILURES) {
        assert_eq!(told(sign_in(&store, "不是这个密码吧大概", second)), unknown);
    }
    let last = i64::from(MOST_FAILURES) - 1;
    assert!(store.user("zhou").unwrap().unwrap().is_locked(at(last + 1)));
    assert_eq!(told(sign_in(&store, PASSWORD, last + 1)), unknown, "even the right one");
    assert!(sign_in(&store, PASSWORD, last + LOCK_SECONDS).is_ok());
    assert_eq!(store.user("zhou").unwrap().unwrap().failed, 0);
}

#[test]
fn a_new_password_other_roles_and_disabling_end_sessions() {
    let store = store();
    let console = Actor::console("root");
    let deed = Deed::new(&console, at(10));
    let open = |second| sign_in(&store, PASSWORD, second).unwrap();
    let is_open = |token: &str| store.session(token, at(20)).unwrap().is_some();

    let token = open(1);
    store.set_roles(deed, "zhou", &[Role::Handler], None).unwrap();
    assert!(!is_open(&token));
    let token = open(2);
    store.set_disabled(deed, "zhou", true).unwrap();
    assert!(!is_open(&token) && sign_in(&store, PASSWORD, 3).is_err());
    store.set_disabled(deed, "zhou", false).unwrap();
    let token = open(4);
    store.set_password(deed, "zhou", "青城的冬天也不算太冷", [2; 16]).unwrap();
    assert!(!is_open(&token) && sign_in(&store, PASSWORD, 5).is_err());
    assert!(sign_in(&store, "青城的冬天也不算太冷", 6).is_ok());
}

#[test]
fn officers_keep_to_their_own_part() {
    let store = store();
    let system = person("xitong", "信息中心", &[Role::SystemOfficer]);
    let security = person("baomi", "保密办", &[Role::SecurityOfficer]);
    let deed = |actor| Deed::new(actor, at(1));
    let refused = |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::Refused(_))));
    let new = |name: &str, roles: &[Role]| person(name, "案件管理部", roles);

    refused(store.add_user(deed(&system), &new("wu", &[Role::Reviewer]), PASSWORD, [3; 16]));
    store.add_user(deed(&system), &new("wu", &[]), PASSWORD, [3; 16]).unwrap();
    refused(store.add_user(deed(&system), &new("wu", &[]), PASSWORD, [3; 16]));
    refused(store.set_roles(deed(&system), "wu", &[Role::Reviewer], None));
    store.set_roles(deed(&security), "wu", &[Role::Reviewer], None).unwrap();
    refused(store.set_roles(deed(&security), "wu", &[Role::Reviewer, Role::AuditOfficer], None));
    refused(store.set_roles(deed(&security), "baomi", &[Role::Reviewer], None));
    refused(store.set_disabled(deed(&security), "wu", true));
    refused(store.set_password(deed(&system), "wu", "青城的冬天也不算太冷", [4; 16]));
    for poor in [new("无效", &[]), new("x", &[]), person("a b", "", &[])] {
        refused(store.add_user(deed(&system), &poor, PASSWORD, [5; 16]));
    }
}

#[test]
fn no_password_and_no_token_is_ever_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let console = Actor::console("root");
    let deed = Deed::new(&console, at(0));
    let password = "Qing-Cheng#20260302";
    store.add_user(deed, &person("zhou", "", &[Role::Reviewer]), password, [1; 16]).unwrap();
    let wrong = "Wrong-Pass#99887766";
    store.sign_in("zhou", wrong, at(1), [1; 32], None).unwrap_err();
    store.sign_in(wrong, password, at(2), [2; 32], None).unwrap_err();
    let token = store.sign_in("zhou", password, at(3), [3; 32], None).unwrap();
    for entry in store.audit(&AuditQuery::default(), 100).unwrap() {
        let told = format!("{entry:?}");
        assert!(!told.contains(password) && !told.contains(wrong) && !told.contains(&token), "{told}");
    }
    drop(store);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in [password.as_bytes(), wrong.as_bytes(), token.as_bytes(), &[3; 32]] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        }
    }
}
