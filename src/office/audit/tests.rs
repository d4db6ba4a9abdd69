use proptest::prelude::*;

use super::*;

fn chain(count: usize) -> Vec<Sealed> {
    let mut previous = START;
    (1..=count as i64)
        .map(|seq| {
            let entry = Entry {
                seq,
                at: 1_790_000_000 + seq,
                who: "lin".to_owned(),
                role: "reviewer".to_owned(),
                action: "decide".to_owned(),
                case: (seq % 3 > 0).then_some(seq % 3),
                detail: format!("CM-{seq:02}"),
                why: String::new(),
            };
            let sealed = entry.seal(previous);
            previous = sealed.hash;
            sealed
        })
        .collect()
}

fn end(log: &[Sealed]) -> Seal {
    log.last()
        .map_or(Seal { entries: 0, hash: START }, |last| Seal { entries: last.entry.seq, hash: last.hash })
}

fn verify(log: &[Sealed], end: Seal, noted: Option<Seal>) -> Result<Seal, Broken> {
    let mut verifier = Verifier::new(noted);
    for sealed in log {
        verifier.take(sealed)?;
    }
    verifier.finish(end)
}

#[test]
fn a_whole_log_gives_its_seal() {
    let log = chain(20);
    let seal = verify(&log, end(&log), None).unwrap();
    assert_eq!(seal.to_string().parse::<Seal>().unwrap(), seal);
    assert_eq!(verify(&log, end(&log), Some(end(&log[..7]))), Ok(seal));
    assert!(verify(&[], end(&[]), None).is_ok());
    assert!("20:xyz".parse::<Seal>().is_err() && "".parse::<Seal>().is_err());
}

#[test]
fn a_log_made_anew_is_found_by_the_seal_noted_before() {
    let log = chain(20);
    let noted = end(&log[..10]);
    let mut entries: Vec<Entry> = log.into_iter().map(|sealed| sealed.entry).collect();
    entries[4].who = "other".to_owned();
    let mut previous = START;
    let forged: Vec<Sealed> = entries
        .into_iter()
        .map(|entry| {
            let sealed = entry.seal(previous);
            previous = sealed.hash;
            sealed
        })
        .collect();
    assert!(verify(&forged, end(&forged), None).is_ok(), "the chain alone cannot tell");
    assert_eq!(verify(&forged, end(&forged), Some(noted)), Err(Broken::Seal { seq: 10 }));
    assert_eq!(
        verify(&forged[..6], end(&forged[..6]), Some(noted)),
        Err(Broken::End { wanted: 10, found: 6 })
    );
}

proptest! {
    #[test]
    fn every_change_is_found_where_it_is(count in 1_usize..12, at in 0_usize..12, kind in 0..9) {
        let log = chain(count);
        let at = at % count;
        let end = end(&log);
        let mut forged = log.clone();
        let entry = &mut forged[at].entry;
        match kind {
            0 => entry.at += 1,
            1 => entry.who.push('x'),
            2 => entry.case = Some(9),
            3 => { let moved = entry.detail.pop(); entry.why.extend(moved); }
            4 => entry.role.clear(),
            5 => { forged.remove(at); }
            6 => { let copy = forged[at].clone(); forged.insert(at, copy); }
            7 if at + 1 < count => forged.swap(at, at + 1),
            _ => forged[at].hash[0] ^= 1,
        }
        let broken = verify(&forged, end, None).expect_err("a broken log");
        let place = match broken {
            Broken::Link { seq } | Broken::Content { seq } | Broken::Seal { seq } => seq,
            Broken::Gap { wanted, .. } | Broken::End { wanted, .. } => wanted,
        };
        prop_assert!((place - 1 - at as i64).abs() <= 1, "{place} for {at}");
    }
}
