use super::*;

fn listing(state: u8) -> Listing {
    Listing { hash: [state; 32], is_empty: false, is_marked: false, is_partial: false }
}

fn watcher() -> Watcher {
    Watcher {
        root: PathBuf::from("卷宗"),
        data: PathBuf::new(),
        settle: 100,
        queued: BTreeMap::new(),
        sightings: BTreeMap::new(),
    }
}

fn seen(watcher: &mut Watcher, listing: Listing, now: i64) -> bool {
    !watcher.judge(std::iter::once(("甲".to_owned(), listing)), now).is_empty()
}

#[test]
fn a_folder_is_ready_when_it_stopped_changing() {
    let mut watcher = watcher();
    assert!(!seen(&mut watcher, listing(1), 0));
    assert!(!seen(&mut watcher, listing(2), 90), "it changed");
    assert!(!seen(&mut watcher, listing(2), 180), "not long enough");
    assert!(seen(&mut watcher, listing(2), 190));
}

#[test]
fn what_was_queued_is_ready_again_only_when_it_changed() {
    let mut watcher = watcher();
    watcher.queued.insert("甲".to_owned(), [1; 32]);
    assert!(!seen(&mut watcher, listing(1), 0));
    assert!(!seen(&mut watcher, listing(1), 500));
    assert!(!seen(&mut watcher, listing(2), 600));
    assert!(seen(&mut watcher, listing(2), 700));
}

#[test]
fn a_mark_is_enough_and_a_partial_file_is_not() {
    assert!(seen(&mut watcher(), Listing { is_marked: true, ..listing(1) }, 0));
    let mut watcher = watcher();
    let partial = Listing { is_partial: true, ..listing(1) };
    assert!(!seen(&mut watcher, partial, 0));
    assert!(!seen(&mut watcher, partial, 1_000));
    let empty = Listing { is_empty: true, ..listing(2) };
    assert!(!seen(&mut watcher, empty, 2_000));
    assert!(!seen(&mut watcher, empty, 3_000));
}
