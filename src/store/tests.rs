mod accounts;
mod drafts;
mod log;
mod office;
mod queue;
mod signing;
mod views;

use super::value::Value;
use super::*;
use crate::case::Profile;

impl Store {
    /// What no deed does: somebody has the file.
    fn by_hand(&self, statement: &str, values: &[Value<'_>]) -> Result<usize, StoreError> {
        self.database.write(|transaction| transaction.execute(statement, values))
    }
}

fn case(key: &str, text: &str) -> CaseRecord {
    CaseRecord {
        key: key.to_owned(),
        origin: Origin::Judgment,
        profile: Profile {
            name: format!("{key}案"),
            charges: vec!["盗窃罪".to_owned()],
            ..Profile::default()
        },
        tags: Vec::new(),
        grade: None,
        papers: vec![PaperRecord {
            document: "d1".to_owned(),
            file: "判决书.txt".to_owned(),
            kind: "判决书".to_owned(),
            title: None,
            first_page: 1,
            page_starts: vec![0, 4],
            facts: vec![(2, 5)],
            text: text.to_owned(),
        }],
    }
}

#[test]
fn what_is_put_comes_back_and_the_same_again_is_no_change() {
    let store = Store::in_memory().unwrap();
    assert_eq!(store.put(&[case("甲", "一二三四五六")]).unwrap(), 1);
    assert_eq!(store.put(&[case("甲", "一二三四五六")]).unwrap(), 0);
    let kept = store.case("甲").unwrap().unwrap();
    assert_eq!(kept.profile.charges, ["盗窃罪"]);
    let papers = store.papers(kept.id).unwrap();
    assert_eq!(papers[0].text, "一二三四五六");
    assert_eq!(papers[0].facts_text(), "三四五");
    assert_eq!((papers[0].page_of(3), papers[0].page_of(4)), (1, 2));
    assert_eq!(store.revision().unwrap(), 1);
}

#[test]
fn a_changed_case_keeps_its_number_and_gets_new_papers() {
    let store = Store::in_memory().unwrap();
    store.put(&[case("甲", "旧文")]).unwrap();
    let before = store.case("甲").unwrap().unwrap();
    let old_paper = store.papers(before.id).unwrap()[0].id;
    store.put(&[case("甲", "新文")]).unwrap();
    let after = store.case("甲").unwrap().unwrap();
    assert_eq!(before.id, after.id);
    let papers = store.papers(after.id).unwrap();
    assert_eq!(papers.len(), 1);
    assert_ne!(papers[0].id, old_paper);
    assert!(store.paper(old_paper).unwrap().is_none());
}

#[test]
fn followers_hear_of_every_case_once_and_of_removals() {
    let store = Store::in_memory().unwrap();
    store.put(&[case("甲", "一"), case("乙", "二")]).unwrap();
    store.put(&[case("甲", "三")]).unwrap();
    assert_eq!(store.remove(&["乙", "没有"]).unwrap(), 1);
    let changes = store.changes_after(0, 10).unwrap();
    assert_eq!(
        changes,
        [Change::Put { revision: 3, case_id: 1 }, Change::Removed { revision: 4, case_id: 2 }]
    );
    assert_eq!(store.changes_after(3, 10).unwrap().len(), 1);
    assert_eq!(store.counts().unwrap(), (1, 1));
}

#[test]
fn a_store_of_a_newer_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    Store::open(folder.path()).unwrap().by_hand("PRAGMA user_version = 99", &[]).unwrap();
    assert!(matches!(Store::open(folder.path()), Err(StoreError::Newer { version: 99, .. })));
}
